"""Where the files of a pack lie: a folder, an archive, or memory. Nothing outside is opened."""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

import attrs

from takeaction.errors import plain, shown

WANTED = (".toml", ".json", ".po")
"""The only suffixes that are ever opened."""

_RUNS = frozenset({".py", ".pyc", ".pth", ".so", ".pyd", ".dll", ".dylib", ".sh", ".exe"})
_LONGEST_INERT = 4_096


class UnreadableError(ValueError):
    """A file cannot be taken.

    Attributes:
        code: Such as ``read.link``.
        name: The file, as a path inside the pack, or None for the pack.
        problem: What is wrong, a sentence.
        mend: What to do, a sentence.
    """

    def __init__(self, code: str, name: str | None, problem: str, mend: str = "") -> None:
        super().__init__(code, name, problem, mend)
        self.code = code
        self.name = name
        self.problem = problem
        self.mend = mend


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


@attrs.frozen
class Folder:
    """A folder on disk."""

    root: Path

    def names(self) -> tuple[str, ...]:
        """Return the data files in the folder and one folder below.

        Raises:
            UnreadableError: There is no such folder, or a link stands in it.
        """
        if not self.root.is_dir():
            raise UnreadableError(
                "read.missing", None, "there is no such folder.", "check the path."
            )
        return tuple(sorted(self._walk(self.root, "")))

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = prefix + entry.name
                if entry.is_symlink() and (entry.is_dir() or name.endswith(WANTED)):
                    raise UnreadableError(
                        "read.link", name, "this is a link.", "put the file itself there."
                    )
                if entry.is_dir(follow_symlinks=False) and not prefix:
                    yield from self._walk(folder / entry.name, name + "/")
                elif name.endswith(WANTED):
                    yield name

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of a regular file.

        Raises:
            UnreadableError: It is no regular file, or larger than *most*.
            OSError: The disk fails.
        """
        path = self.root / name
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("read.link", name, "this is no regular file.")
        _check_size(name, found.st_size, most)
        with path.open("rb") as file:
            return file.read(most + 1)

    def code(self) -> tuple[str, ...]:
        """Return the files in the folder that could be run."""
        found = (path for path in self.root.rglob("*") if path.suffix in _RUNS)
        return tuple(
            sorted(
                path.relative_to(self.root).as_posix()
                for path in found
                if path.suffix != ".py" or not _is_inert(path.read_bytes()[:_LONGEST_INERT])
            )
        )


@attrs.frozen
class Archive:
    """A ``.zip`` or ``.whl`` file."""

    path: Path

    def names(self) -> tuple[str, ...]:
        """Return the data files of the archive, without the folder that holds them all.

        Raises:
            UnreadableError: It is no archive, or a member lies outside, or stands twice.
        """
        return tuple(sorted(name for name in self._members() if name.endswith(WANTED)))

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableError: It is larger than *most*, or damaged.
        """
        member = self._members()[name]
        _check_size(name, member.file_size, most)
        try:
            with ZipFile(self.path) as archive, archive.open(member) as file:
                return file.read(most + 1)
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise UnreadableError("read.archive", name, "this member is damaged.") from error

    def code(self) -> tuple[str, ...]:
        """Return the members that could be run, and the scripts that a wheel would install."""
        with ZipFile(self.path) as archive:
            found = [
                name
                for name in archive.namelist()
                if PurePosixPath(name).suffix in _RUNS or ".data/" in name
                if not name.endswith(".py") or not _is_inert(archive.read(name))
            ]
            for name in archive.namelist():
                if name.endswith(".dist-info/entry_points.txt"):
                    text = archive.read(name).decode("utf-8", "replace")
                    found += [name] if "_scripts]" in text else []
        return tuple(sorted(found))

    def _members(self) -> dict[str, ZipInfo]:
        """Return the members in the folder that holds the pack, by their path in it."""
        members: dict[str, ZipInfo] = {}
        for member in _infos(self.path):
            _check_inside(member.filename)
            if member.filename in members:
                raise UnreadableError("read.duplicate", member.filename, "this stands twice.")
            if not member.is_dir():
                members[member.filename] = member
        root = _root(members)
        return {
            name.removeprefix(root): member
            for name, member in members.items()
            if name.startswith(root)
        }


@attrs.frozen(eq=False)
class Memory:
    """Canonical content that a plugin hands over; read like a built pack."""

    content: Mapping[str, Any]

    def names(self) -> tuple[str, ...]:
        """Return the one file that it is as good as."""
        return ("pack.json",)

    def read(self, name: str, most: int) -> bytes:
        """Return the content as JSON: what is no plain data is refused here.

        Raises:
            UnreadableError: It holds something that JSON does not, or is larger than *most*.
        """
        try:
            text = json.dumps(self.content, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise UnreadableError(
                "shape.wrong_type", name, f"this is no plain data: {plain(str(error))}"
            ) from error
        data = text.encode("utf-8", "surrogatepass")
        _check_size(name, len(data), most)
        return data

    def code(self) -> tuple[str, ...]:
        """Return nothing: this is content alone."""
        return ()


def _is_inert(source: bytes) -> bool:
    """Tell whether a module is empty or holds a docstring alone."""
    import ast

    if len(source) >= _LONGEST_INERT:
        return False
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in body)


def _infos(path: Path) -> list[ZipInfo]:
    try:
        with ZipFile(path) as archive:
            return archive.infolist()
    except FileNotFoundError as error:
        raise UnreadableError(
            "read.missing", None, "there is no such file.", "check the path."
        ) from error
    except (BadZipFile, OSError) as error:
        raise UnreadableError("read.archive", None, "this is no zip file.") from error


def _check_inside(name: str) -> None:
    """Refuse the name of a member that would lie outside its archive."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or ":" in name:
        raise UnreadableError("read.outside_pack", name, f"{shown(name)} lies outside the pack.")


def _check_size(name: str, size: int, most: int) -> None:
    if size > most:
        raise UnreadableError(
            "limit.size", name, f"this has {size:,} bytes, more than {most:,}.", "split it."
        )


def _root(names: Mapping[str, object]) -> str:
    """Return the folder that holds the pack: of pack.json or pack.toml nearest to the top."""
    tops = [name for name in names if PurePosixPath(name).name in ("pack.json", "pack.toml")]
    top = min(tops, key=lambda name: (name.count("/"), name), default="")
    return top[: top.rindex("/") + 1] if "/" in top else ""
