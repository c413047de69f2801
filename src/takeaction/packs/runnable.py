"""What could be run, and lies beside the data of a pack. Nothing of it ever is."""

import os
import re
import stat

RUNS = frozenset({".py", ".pyc", ".pth", ".so", ".pyd", ".dll", ".dylib", ".sh", ".exe"})
"""How the names of files end that could be run."""

LONGEST_INERT = 4_096
"""Bytes of a module that is looked at; a longer one counts as code."""


def suffix(path: str) -> str:
    """Return how the name of a file ends, with its point; empty if it has none."""
    return os.path.splitext(path)[1]


def is_inert(source: bytes) -> bool:
    """Tell whether a module is empty, or holds texts and comments alone.

    Python's own parser is not asked: deep code ends a thread with a small stack. A comment that
    may name another encoding is none, since that could hide a line in it.
    """
    inert = rb"""(?x)(?:\xef\xbb\xbf)?(?:
        [ \t\r\n\f]
        |\#(?:(?!coding)[^\r\n\0])*+
        |\"{3}(?:\\[^\0]|[^\\\0])*?\"{3}
        |'{3}(?:\\[^\0]|[^\\\0])*?'{3}
        |\"(?!\"\")(?:\\[^\0]|[^"\\\r\n\0])*+\"
        |'(?!'')(?:\\[^\0]|[^'\\\r\n\0])*+'
    )*+"""
    return len(source) < LONGEST_INERT and re.fullmatch(inert, source) is not None


def is_inert_file(path: str) -> bool:
    """Tell the same of a module on disk; what is no regular file is not even opened."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    with open(path, "rb") as file:
        return is_inert(file.read(LONGEST_INERT))
