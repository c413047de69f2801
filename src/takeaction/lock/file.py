"""The file of a lock on disk: read whole or not at all, and never through a link.

A link could lead to a file that somebody else may change, so it is neither read nor written.
"""

import os
import stat
from pathlib import Path
from typing import NoReturn, TypeAlias

from takeaction.errors import Where, why_refused
from takeaction.vocabulary.codes import mistake

LockValue: TypeAlias = str | int | tuple[str, ...]
"""A value in a lock: text, a whole number, true or false, or a list of texts."""

MAX_LOCK_BYTES = 16 * 1024 * 1024
"""The largest lock file that is read. The one of our packs has about 1 MiB."""

RESTORE = 'restore it from version control, or create a new one with "takeaction lock".'
"""The remedy for a file that is not a lock, or not a whole one."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag


def refuse(name: str, code: str, problem: str, fix: str, line: int | None = None) -> NoReturn:
    """Raise the error for a lock file that cannot be used.

    Args:
        name: The name of the file.
        code: The kind of the mistake.
        problem: The problem, a sentence.
        fix: The remedy, a sentence.
        line: The line with the mistake, or None.

    Raises:
        LockError: Always.
    """
    raise mistake(code, problem, Where(None, name, line), fix) from None


def check_lock_size(size: int, name: str) -> None:
    """Refuse a lock file that is too large.

    Raises:
        LockError: It has more than ``MAX_LOCK_BYTES``.
    """
    if size > MAX_LOCK_BYTES:
        refuse(name, "lock.form", f"it has more than {MAX_LOCK_BYTES:,} bytes.", RESTORE)


def read_lock_bytes(path: Path) -> bytes:
    """Read a lock file.

    Raises:
        LockError: It cannot be read, is too large, or is not a plain file.
    """
    name = str(path)
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            refuse(name, "lock.unreadable", *_not_a_file(mode))
        with open(path, "rb", opener=_open_itself) as file:
            data = file.read(MAX_LOCK_BYTES + 1)
    except FileNotFoundError:
        fix = 'create it with "takeaction lock".'
        refuse(name, "lock.unreadable", "there is no such file.", fix)
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read: {why_refused(error)}."
        refuse(name, "lock.unreadable", problem, "check its name and its permissions.")
    check_lock_size(len(data), name)
    return data


def _not_a_file(mode: int) -> tuple[str, str]:
    """Return the problem with something that is no plain file, and its fix."""
    if stat.S_ISLNK(mode):
        return "this is a link: what it leads to may change.", "give the path of the file itself."
    return "this is not a file.", "give the path of the lock file."


def _open_itself(path: str, flags: int) -> int:
    """Open a file; fail if a link has taken its place since it was looked at."""
    return os.open(path, flags | _NO_FOLLOW)
