"""Where the files of a pack lie: a folder, or memory. Nothing outside is opened."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from typing import Protocol

import attrs

from takeaction.value import Value

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


WANTED = (".toml", ".json", ".po")
"""The only suffixes that are ever opened."""


class UnreadableError(ValueError):
    """A file cannot be taken.

    Attributes:
        code: Such as ``read.link``.
        name: The file, as a path inside the pack, or None for the pack.
        problem: What is wrong, a sentence.
        fix: What to do, a sentence.
    """

    def __init__(self, code: str, name: str | None, problem: str, fix: str = "") -> None:
        super().__init__(code, name, problem, fix)
        self.code = code
        self.name = name
        self.problem = problem
        self.fix = fix


class Files(Protocol):
    """The files of one pack."""

    def names(self) -> tuple[str, ...]:
        """Return the paths of all data files inside the pack, with ``/``, in order."""
        ...

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of a file, at most *most*."""
        ...

    def code(self) -> tuple[str, ...]:
        """Return what lies beside the data and could be run; nothing of it ever is."""
        ...


def as_text(path: str | os.PathLike[str]) -> str:
    """Return a path as text."""
    return os.fspath(path)


def mode(path: str) -> int:
    """Return what a path leads to, as ``stat`` says it; 0 if it leads nowhere.

    Raises:
        OSError: The disk does not tell.
    """
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return 0


@attrs.frozen(eq=False, repr=False)
class Folder(Value):
    """A folder on disk."""

    root: str = attrs.field(converter=as_text)

    def names(self) -> tuple[str, ...]:
        """Return the data files in the folder and one folder below.

        Raises:
            UnreadableError: There is no such folder, or a link stands in it.
        """
        if not stat.S_ISDIR(mode(self.root)):
            raise UnreadableError(
                "read.missing", None, "there is no such folder.", "check the path."
            )
        return tuple(sorted(self._walk(self.root, "")))

    def _walk(self, folder: str, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = prefix + entry.name
                if entry.is_symlink() and (entry.is_dir() or name.endswith(WANTED)):
                    raise UnreadableError(
                        "read.link", name, "this is a link.", "put the file itself there."
                    )
                if entry.is_dir(follow_symlinks=False) and not prefix:
                    yield from self._walk(entry.path, name + "/")
                elif name.endswith(WANTED):
                    yield name

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of a regular file.

        Raises:
            UnreadableError: It is no regular file, or larger than *most*.
            OSError: The disk fails.
        """
        path = os.path.join(self.root, name)
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("read.link", name, "this is no regular file.")
        check_size(name, found.st_size, most)
        with open(path, "rb") as file:
            return file.read(most + 1)

    def code(self) -> tuple[str, ...]:
        """Return the files in the folder that could be run."""
        found = (
            os.path.join(folder, name) for folder, _, names in os.walk(self.root) for name in names
        )
        return tuple(
            sorted(
                os.path.relpath(path, self.root).replace(os.sep, "/")
                for path in found
                if (kind := suffix(path)) in RUNS and not (kind == ".py" and is_inert_file(path))
            )
        )


@attrs.frozen(eq=False, repr=False)
class Memory(Value):
    """Canonical content that a plugin handed over; read like a built pack."""

    data: bytes

    def names(self) -> tuple[str, ...]:
        """Return the one file that it is as good as."""
        return ("pack.json",)

    def read(self, name: str, most: int) -> bytes:
        """Return the content as JSON.

        Raises:
            UnreadableError: It is larger than *most*.
        """
        check_size(name, len(self.data), most)
        return self.data

    def code(self) -> tuple[str, ...]:
        """Return nothing: this is content alone."""
        return ()


@attrs.frozen(eq=False, repr=False)
class Kept(Value):
    """The files of a pack as they were when they were found.

    Attributes:
        files: Where they lie.
        listed: The paths of all data files.
        contents: The bytes of those that are read.
    """

    files: Files
    listed: tuple[str, ...]
    contents: Mapping[str, bytes]

    def names(self) -> tuple[str, ...]:
        """Return the paths of all data files, in order."""
        return self.listed

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes that were kept.

        Raises:
            UnreadableError: They are more than *most*.
        """
        check_size(name, len(self.contents[name]), most)
        return self.contents[name]

    def code(self) -> tuple[str, ...]:
        """Return what lies beside the data and could be run."""
        return self.files.code()


def lies_inside(name: str) -> bool:
    """Tell whether a name of an archive or a file record stays inside it on every system."""
    parts = name.removesuffix("/").split("/")
    odd = any(part in ("", ".", "..") for part in parts) or name.startswith("~")
    return not odd and not any(mark in name for mark in "\\\0:")


def check_size(name: str | None, size: int, most: int) -> None:
    """Refuse a file of more bytes than are read.

    Raises:
        UnreadableError: It has more than *most*.
    """
    if size > most:
        problem = f"this has {size:,} bytes, more than {most:,}."
        po = name is not None and name.endswith(".po")
        fix = "takeaction pack translate update takes it apart." if po else "split it."
        raise UnreadableError("limit.size", name, problem, fix)
