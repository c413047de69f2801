"""Where the files of a pack lie: a folder, an archive, or memory. Nothing outside is opened."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

import attrs

from takeaction.errors import shown
from takeaction.value import Value

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

WANTED = (".toml", ".json", ".po")
"""The only suffixes that are ever opened."""

_RUNS = frozenset({".py", ".pyc", ".pth", ".so", ".pyd", ".dll", ".dylib", ".sh", ".exe"})
_LONGEST_INERT = 4_096
_LARGEST_ARCHIVE = 8 * 1024 * 1024


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


def _as_text(path: str | os.PathLike[str]) -> str:
    return os.fspath(path)


def _mode(path: str) -> int:
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

    root: str = attrs.field(converter=_as_text)

    def names(self) -> tuple[str, ...]:
        """Return the data files in the folder and one folder below.

        Raises:
            UnreadableError: There is no such folder, or a link stands in it.
        """
        if not stat.S_ISDIR(_mode(self.root)):
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
        _check_size(name, found.st_size, most)
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
                if (kind := _suffix(path)) in _RUNS and not (kind == ".py" and _is_inert_file(path))
            )
        )


@attrs.frozen(eq=False, repr=False)
class Archive(Value):
    """A ``.zip`` or ``.whl`` file, or a folder in an archive that Python imports from.

    Attributes:
        path: Where it lies.
        inside: The folder that holds the pack, with a ``/`` at its end; empty to look for it.
    """

    path: str = attrs.field(converter=_as_text)
    inside: str = ""
    _kept: "list[dict[str, ZipInfo]]" = attrs.field(factory=list, init=False, repr=False, eq=False)

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
        from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

        member = self._members()[name]
        _check_size(name, member.file_size, most)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            problem = "this member is packed in a way that is not read here."
            raise UnreadableError("read.archive", name, problem, "pack it with deflate.")
        try:
            with ZipFile(self.path) as archive, archive.open(member) as file:
                return file.read(most + 1)
        except _damaged() as error:
            raise UnreadableError("read.archive", name, "this member is damaged.") from error

    def code(self) -> tuple[str, ...]:
        """Return the members that could be run, and the scripts that a wheel would install.

        Raises:
            UnreadableError: It is no archive any more.
        """
        from zipfile import ZipFile

        try:
            with ZipFile(self.path) as archive:
                members = self._of_pack(archive.infolist())
                return tuple(sorted(each.filename for each in members if _runs(archive, each)))
        except _damaged() as error:
            raise UnreadableError("read.archive", None, "this is no zip file.") from error

    def _members(self) -> "dict[str, ZipInfo]":
        """Return the members in the folder that holds the pack, by their path in it."""
        if not self._kept:
            self._kept.append(self._find_members())
        return self._kept[0]

    def _of_pack(self, members: "list[ZipInfo]") -> "list[ZipInfo]":
        """Return the members that can be the pack's: what else an application holds is its own."""
        return [member for member in members if member.filename.startswith(self.inside)]

    def _find_members(self) -> "dict[str, ZipInfo]":
        members: dict[str, ZipInfo] = {}
        most = None if self.inside else _LARGEST_ARCHIVE  # whose code runs is trusted anyway
        for member in self._of_pack(_infos(self.path, most)):
            if not lies_inside(member.orig_filename):
                problem = f"{shown(member.orig_filename)} lies outside the pack."
                raise UnreadableError("read.outside_pack", member.filename, problem)
            if member.filename in members:
                raise UnreadableError("read.duplicate", member.filename, "this stands twice.")
            if not member.is_dir():
                members[member.filename] = member
        root = self.inside or _root(members)
        return {
            name.removeprefix(root): member
            for name, member in members.items()
            if name.startswith(root)
        }


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
        _check_size(name, len(self.data), most)
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
        _check_size(name, len(self.contents[name]), most)
        return self.contents[name]

    def code(self) -> tuple[str, ...]:
        """Return what lies beside the data and could be run."""
        return self.files.code()


def _damaged() -> tuple[type[Exception], ...]:
    """Return what the standard library raises over a damaged, locked or crafted archive."""
    import struct
    import zlib
    from zipfile import BadZipFile

    known = (OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
    return (*known, BadZipFile, struct.error, zlib.error)


def _runs(archive: "ZipFile", member: "ZipInfo") -> bool:
    """Tell whether a member of an archive could be run once it is installed."""
    name = member.filename
    is_scripts = name.endswith(".dist-info/entry_points.txt")
    is_code = _suffix(name) in _RUNS or ".data/" in name
    if member.is_dir() or not (is_code or is_scripts):
        return False
    try:
        with archive.open(member) as file:
            head = file.read(_LONGEST_INERT)
    except _damaged():
        return True
    if is_scripts:
        return b"_scripts]" in head or len(head) == _LONGEST_INERT
    return not (name.endswith(".py") and _is_inert(head))


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1]


def _is_inert_file(path: str) -> bool:
    """Tell the same of a module on disk; what is no regular file is not even opened."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    with open(path, "rb") as file:
        return _is_inert(file.read(_LONGEST_INERT))


def _is_inert(source: bytes) -> bool:
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
    return len(source) < _LONGEST_INERT and re.fullmatch(inert, source) is not None


def _infos(path: str, most: int | None) -> "list[ZipInfo]":
    from zipfile import ZipFile

    if not stat.S_ISREG(_mode(path)):
        raise UnreadableError("read.missing", None, "there is no such file.", "check the path.")
    if most is not None:
        _check_size(None, os.stat(path).st_size, most)
    try:
        with ZipFile(path) as archive:
            return archive.infolist()
    except _damaged() as error:
        raise UnreadableError("read.archive", None, "this is no zip file.") from error


def lies_inside(name: str) -> bool:
    """Tell whether a name of an archive or a file record stays inside it on every system."""
    parts = name.removesuffix("/").split("/")
    odd = any(part in ("", ".", "..") for part in parts) or name.startswith("~")
    return not odd and not any(mark in name for mark in "\\\0:")


def _check_size(name: str | None, size: int, most: int) -> None:
    if size > most:
        problem = f"this has {size:,} bytes, more than {most:,}."
        po = name is not None and name.endswith(".po")
        mend = "takeaction pack translate update takes it apart." if po else "split it."
        raise UnreadableError("limit.size", name, problem, mend)


def _root(names: Mapping[str, object]) -> str:
    """Return the folder that holds the pack: of pack.json or pack.toml nearest to the top."""
    tops = [name for name in names if name.rpartition("/")[2] in ("pack.json", "pack.toml")]
    top = min(tops, key=lambda name: (name.count("/"), name), default="")
    return top[: top.rindex("/") + 1] if "/" in top else ""
