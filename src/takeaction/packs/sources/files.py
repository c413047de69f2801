"""The files of a pack: in a folder, in memory, installed, or in a snapshot.

Nothing outside the pack is opened, and nothing in it is ever run: files that could be run are only
listed. The RECORD of a wheel or an installed distribution says what its files should be.
"""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple, Protocol

import attrs

from takeaction.core_data import read
from takeaction.value import Value

_KIND = "sha256="
_LARGE = 512 * 1024
"""The bytes from which OpenSSL is worth its import: such a pack is seldom the only one."""

_URL_SAFE = str.maketrans("+/", "-_")


class InvalidRecordError(ValueError):
    """A RECORD that is not a list of files; its text says why."""


class RecordRow(NamedTuple):
    """One file in a RECORD.

    Attributes:
        path: Its path, exactly as written.
        hash: Its hash as written, such as ``sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU``;
            empty if there is none.
    """

    path: str
    hash: str


def parse_record(text: str) -> list[RecordRow]:
    """Return the files in a RECORD, in its order.

    Raises:
        InvalidRecordError: It is not a list of comma-separated values.
    """
    rows: Iterable[list[str]] = (line.split(",") for line in text.splitlines() if line)
    if '"' in text:  # nearly never; the parser takes longer to import than all of this
        from csv import Error, reader

        try:
            rows = list(reader(text.splitlines()))
        except Error as error:
            raise InvalidRecordError(str(error)) from error
    return [RecordRow(*[*row, ""][:2]) for row in rows if row]


def is_hash(written: str) -> bool:
    """Return whether a hash in a RECORD is one that we compare: SHA-256, in URL-safe base 64."""
    return written.startswith(_KIND)


def hash_of(data: bytes) -> str:
    """Return the hash of a file as a RECORD writes it."""
    from binascii import b2a_base64  # base64 takes twenty times as long to import

    text = b2a_base64(_sha256(data), newline=False).decode().rstrip("=")
    return _KIND + text.translate(_URL_SAFE)


def _sha256(data: bytes) -> bytes:
    """Return the SHA-256 digest of some bytes.

    Importing ``hashlib`` loads OpenSSL, which takes 2.4 ms; the module beneath it takes 0.15 ms,
    and is slower only from about a megabyte on. A first answer hashes each pack that it reads.
    """
    quick = "hashlib" in sys.modules or len(data) > _LARGE
    for name in () if quick else ("_sha2", "_sha256"):  # from 3.12 on; 3.11
        with suppress(ImportError):
            return bytes(import_module(name).sha256(data).digest())
    from hashlib import sha256

    return sha256(data).digest()


# The files


DATA_SUFFIXES = (".toml", ".json", ".po")
"""The only suffixes of files that are read as data."""

RUNNABLE = frozenset({".py", ".pyc", ".pth", ".so", ".pyd", ".dll", ".dylib", ".sh", ".exe"})
"""The suffixes of files that could be run."""

CORE = "takeaction"
"""The folder of this library, where it is installed."""

NOT_READ = "no pack uses a file with this name, so it is not read."
"""The problem with a stray file."""

BUILT = "pack.json"
"""The file of a built pack."""

_INSTALL_AGAIN = "install its distribution again, from a source that you trust."

LONGEST_INERT = 4_096
"""The bytes of a module that are read to see whether it does anything; a longer one is code.

Bounds the time of that look. Generous: the ``__init__.py`` of a pack is a docstring at most.
"""


class UnreadableError(ValueError):
    """A file, or a whole pack, that cannot be read.

    Attributes:
        code: The kind of the mistake, such as ``read.link``.
        name: The path of the file inside the pack; None for the whole pack.
        problem: The problem, a sentence.
        fix: The remedy, a sentence; may be empty.
        line: The line with the mistake, from 1; None where it is not known.
    """

    def __init__(
        self, code: str, name: str | None, problem: str, fix: str = "", line: int | None = None
    ) -> None:
        super().__init__(code, name, problem, fix, line)
        self.code = code
        self.name = name
        self.problem = problem
        self.fix = fix
        self.line = line


class FileFault(NamedTuple):
    """Something about a file of a pack that costs nothing, and that a person should know.

    Attributes:
        code: Its kind, such as ``pack.has_code``.
        name: The path of the file; None for the pack as a whole.
        problem: The problem, a sentence.
        fix: The remedy, a sentence.
    """

    code: str
    name: str | None
    problem: str
    fix: str


class Files(Protocol):
    """The files of one pack."""

    def names(self) -> tuple[str, ...]:
        """Return the paths of the data files inside the pack, with ``/``, in order."""
        ...

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file that has at most *limit* of them."""
        ...

    def entry_name(self) -> str | None:
        """Return the name of the entry point in a wheel; None where nothing says it."""
        ...

    def verify(self, name: str, data: bytes) -> None:
        """Refuse the bytes of a file whose RECORD has the hash of others."""
        ...

    def faults(self) -> Iterator[FileFault]:
        """Yield the faults of the files, apart from those of their content.

        Files that could be run are among them; none of them ever is.
        """
        ...


def path_text(path: str | os.PathLike[str]) -> str:
    """Return a path as text."""
    return os.fspath(path)


class Unrecorded(Value):
    """Files that come without a RECORD, so that nothing says what they should be."""

    __slots__ = ()

    def entry_name(self) -> None:
        """Return nothing: no entry point names these files."""

    def verify(self, name: str, data: bytes) -> None:
        """Accept the bytes."""


@attrs.frozen(eq=False, repr=False)
class Folder(Unrecorded):
    """The files of a pack in a folder on disk."""

    root: str = attrs.field(converter=path_text)

    def names(self) -> tuple[str, ...]:
        """Return the paths of the data files in the folder and in the folders directly below it.

        Raises:
            UnreadableError: There is no such folder, or it contains a link.
        """
        if not stat.S_ISDIR(file_mode(self.root)):
            raise UnreadableError(
                "read.missing", None, "there is no such folder.", "check the path."
            )
        return tuple(sorted(self._walk(self.root, "")))

    def _walk(self, folder: str, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = prefix + entry.name
                if entry.is_symlink() and (entry.is_dir() or name.endswith(DATA_SUFFIXES)):
                    raise UnreadableError(
                        "read.link", name, "this is a link.", "put the file itself there."
                    )
                if entry.is_dir(follow_symlinks=False) and not prefix:
                    yield from self._walk(entry.path, name + "/")
                elif name.endswith(DATA_SUFFIXES):
                    yield name

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a regular file.

        Raises:
            UnreadableError: It is not a regular file, or has more than *limit* bytes.
            OSError: The disk fails.
        """
        path = os.path.join(self.root, name)
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):  # to open a pipe would wait for ever
            raise UnreadableError("read.link", name, "this is not a regular file.")
        check_size(name, status.st_size, limit)
        with open(path, "rb") as file:
            return file.read(limit + 1)  # bounded, even if the file has grown since

    def faults(self) -> Iterator[FileFault]:
        """Yield the files that could be run, and those that are not read because of their name."""
        yield from map(runnable, self.code())
        for inside in ("", "locale/"):
            folder = os.path.join(self.root, inside)
            if _has_other_names(folder):
                from takeaction.packs.sources.strays import strays_in  # nearly no pack needs it

                for name, fix in strays_in(folder, inside):
                    # The reader reports the others: their names end as those of data do.
                    if not name.endswith(DATA_SUFFIXES):
                        yield FileFault("read.unknown_file", name, NOT_READ, fix)

    def code(self) -> tuple[str, ...]:
        """Return the paths of the files that could be run, in order, at any depth."""
        paths = (
            os.path.join(folder, name) for folder, _, names in os.walk(self.root) for name in names
        )
        return tuple(
            sorted(
                os.path.relpath(path, self.root).replace(os.sep, "/")
                for path in paths
                if (ending := suffix(path)) in RUNNABLE
                and not (ending == ".py" and is_inert_file(path))
            )
        )


@attrs.frozen(eq=False, repr=False)
class Memory(Unrecorded):
    """Canonical content that a plugin handed over; it is read like a built pack."""

    data: bytes

    def names(self) -> tuple[str, ...]:
        """Return the path of the one file that it replaces."""
        return (BUILT,)

    def read(self, name: str, limit: int) -> bytes:
        """Return the content as JSON.

        Raises:
            UnreadableError: It has more than *limit* bytes.
        """
        check_size(name, len(self.data), limit)
        return self.data

    def faults(self) -> Iterator[FileFault]:
        """Yield nothing: content in memory has no other files."""
        return iter(())


@attrs.frozen(eq=False, repr=False)
class Installed(Value):
    """The files of a built pack as they were installed: only its ``pack.json`` is read.

    Attributes:
        files: The files on disk or in an archive.
        hash: The hash of ``pack.json`` in the record of the installation; empty if it has none.
    """

    files: Files
    hash: str

    def names(self) -> tuple[str, ...]:
        """Return the path of the built pack, if it is there."""
        return tuple(name for name in self.files.names() if name == BUILT)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of the file as they are now, not verified yet."""
        return self.files.read(name, limit)

    def entry_name(self) -> None:
        """Return nothing: the pack itself knows its entry point."""

    def verify(self, name: str, data: bytes) -> None:
        """Refuse bytes that are not those that were installed.

        Raises:
            UnreadableError: Their hash is not that in the record.
        """
        if is_hash(self.hash) and hash_of(data) != self.hash:
            problem = "this is not the file that was installed: its hash differs from RECORD."
            raise UnreadableError("read.record_mismatch", name, problem, _INSTALL_AGAIN)

    def faults(self) -> Iterator[FileFault]:
        """Yield files that could be run, files that are ignored, and the lack of a hash."""
        if not is_hash(self.hash):
            problem = "RECORD has no SHA-256 hash for this file, so a change of it goes unnoticed."
            yield FileFault("read.unrecorded", BUILT, problem, _INSTALL_AGAIN)
        yield from ignored_sources(self.files.names())
        yield from self.files.faults()


# A larger pack is read, and its bytes dropped, at once. The largest of ours that can wait has
# 504 KiB.
MAX_HELD_BYTES = 1024 * 1024
"""The most bytes of one pack that a catalog holds in memory for a later question."""


@attrs.frozen(eq=False, repr=False)
class Snapshot(Value):
    """The files of a pack as they were when it was found; changes on disk no longer matter.

    Attributes:
        files: The files on disk.
        paths: The paths of all data files, in order.
        contents: The bytes of the data files that reading needs, by path.
    """

    files: Files
    paths: tuple[str, ...]
    contents: Mapping[str, bytes]

    def names(self) -> tuple[str, ...]:
        """Return the paths of all data files, in order."""
        return self.paths

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes that a file had.

        Raises:
            UnreadableError: It had more than *limit*.
        """
        check_size(name, len(self.contents[name]), limit)
        return self.contents[name]

    def entry_name(self) -> str | None:
        """Return the name of the entry point of the files."""
        return self.files.entry_name()

    def verify(self, name: str, data: bytes) -> None:
        """Refuse bytes that are not those that were installed.

        Raises:
            UnreadableError: Their hash is not that in the record.
        """
        self.files.verify(name, data)

    def faults(self) -> Iterator[FileFault]:
        """Yield the faults of the files as they are on disk now."""
        return self.files.faults()


def file_mode(path: str) -> int:
    """Return the ``st_mode`` of the file that a path leads to; 0 if it leads nowhere.

    Raises:
        OSError: The disk fails.
    """
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return 0


def is_first_party(id: str | None, distribution: str | None) -> bool:
    """Whether a distribution is that of ours with an id: nobody else has its name."""
    ours = read("first_party")["packs"].get(id)
    return bool(ours and distribution) and ours == normalised(distribution or "")


def normalised(name: str) -> str:
    """Return the name of a distribution as package indexes compare it."""
    return re.sub("[-_.]+", "-", name).lower()


def is_inside(name: str) -> bool:
    """Return whether a path in an archive or a file record stays inside it, on every system."""
    parts = name.removesuffix("/").split("/")
    climbs = any(part in ("", ".", "..") for part in parts) or name.startswith("~")
    return not climbs and not any(mark in name for mark in "\\\0:")


def check_size(name: str | None, size: int, limit: int) -> None:
    """Refuse a file that is too large.

    Raises:
        UnreadableError: It has more than *limit* bytes.
    """
    if size > limit:
        problem = f"this has {size:,} bytes; the limit is {limit:,}."
        is_po = name is not None and name.endswith(".po")
        fix = "split it with takeaction pack translate update." if is_po else "split it."
        raise UnreadableError("limit.size", name, problem, fix)


def ignored_sources(names: Iterable[str]) -> Iterator[FileFault]:
    """Yield the sources among the data files of a built pack: they are never read instead of it."""
    for name in names:
        if name.endswith((".toml", ".po")):
            problem = "this source lies beside a built pack, so it is not read."
            fix = "remove it; to change the pack, build it again and install it."
            yield FileFault("read.ignored", name, problem, fix)


# Code among the data


def runnable(name: str) -> FileFault:
    """Return the fault of a file that could be run."""
    problem = "this file could be run; it never is."
    return FileFault("pack.has_code", name, problem, "take it out: a pack is data.")


def _has_other_names(folder: str) -> bool:
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return any("." in name and not name.endswith(DATA_SUFFIXES) for name in names)


def suffix(path: str) -> str:
    """Return the suffix of a file, with its dot; empty if it has none."""
    return os.path.splitext(path)[1]


def is_inert(source: bytes) -> bool:
    """Return whether a Python module does nothing: it is empty, or all strings and comments.

    Python's own parser is not used, because deeply nested code overflows the stack of a small
    thread. A comment with ``coding`` in it counts as code: it could declare another encoding, in
    which the comment ends earlier and a statement follows.
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
    """Return whether a module on disk does nothing; anything but a regular file counts as code."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    with open(path, "rb") as file:
        return is_inert(file.read(LONGEST_INERT))
