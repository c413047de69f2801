"""The files of a pack in an archive: a ``.zip``, or an archive on Python's path."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from takeaction.errors import shown
from takeaction.packs.sources.files import (
    DATA_SUFFIXES,
    LONGEST_INERT,
    RUNNABLE,
    FileFault,
    UnreadableError,
    Unrecorded,
    check_size,
    file_mode,
    is_inert,
    is_inside,
    path_text,
    runnable,
    suffix,
)

# ``zipfile`` is imported inside the functions that need it: most packs are folders, and it brings
# the compression modules with it.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

# Bounds the memory of ``zipfile``, which reads the whole list of members before anybody can count
# them. Generous: our largest pack takes about 160 KiB. Stated in docs/reference/pack-format.md.
MAX_ARCHIVE_BYTES = 8 * 1024 * 1024

_IN_PROJECT = re.compile(r"(.*/|)src/[^/]+/")

# To open a member takes 60 µs. A pack has one module at most, so all further ones count as code.
_MOST_MODULES = 1_000


@attrs.frozen(eq=False, repr=False)
class Archive(Unrecorded):
    """The files of a pack in a ``.zip`` file, or in a folder of an archive.

    Attributes:
        path: The path of the archive.
        inside: The folder that contains the pack, with a ``/`` at its end; empty to look for it.
    """

    path: str = attrs.field(converter=path_text)
    inside: str = ""
    _members: "list[dict[str, ZipInfo]]" = attrs.field(
        factory=list, init=False, repr=False, eq=False
    )  # empty until the members are read, then one item

    def names(self) -> tuple[str, ...]:
        """Return the paths of the data files, in order, counted from the folder of the pack.

        Raises:
            UnreadableError: It is not an archive, or has a member that is outside it or repeated.
        """
        return tuple(sorted(name for name in self._data_members() if name.endswith(DATA_SUFFIXES)))

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableError: It has more than *limit* bytes, or is damaged.
        """
        member = self._data_members()[name]
        with opened(self.path) as archive:
            return read_member(archive, member, name, limit)

    def faults(self) -> Iterator[FileFault]:
        """Yield the members that could be run.

        Raises:
            UnreadableError: It is no longer an archive.
        """
        return map(runnable, self.code())

    def code(self) -> tuple[str, ...]:
        """Return the members that could be run, and the scripts that a wheel would install.

        Of a project, only the folder of the pack counts, as on disk: its tests are code.

        Raises:
            UnreadableError: It is no longer an archive.
        """
        with opened(self.path) as archive:
            every = self._of_pack(archive.infolist())
            root = "" if self.inside else _pack_in_project({each.filename: each for each in every})
            members = [member for member in every if member.filename.startswith(root)]
            return tuple(sorted(runnable_members(archive, members)))

    def _data_members(self) -> "dict[str, ZipInfo]":
        """Return the members in the folder of the pack, by their path in it."""
        if not self._members:
            self._members.append(self._find_members())
        return self._members[0]

    def _of_pack(self, members: "list[ZipInfo]") -> "list[ZipInfo]":
        # The others belong to the application around the pack.
        return [member for member in members if member.filename.startswith(self.inside)]

    def _find_members(self) -> "dict[str, ZipInfo]":
        # An archive on Python's path may be large: its code runs anyway.
        limit = None if self.inside else MAX_ARCHIVE_BYTES
        members = files_among(self._of_pack(list_members(self.path, limit)))
        root = self.inside or _pack_folder(members)
        return {
            name.removeprefix(root): member
            for name, member in members.items()
            if name.startswith(root)
        }


def files_among(members: "Iterable[ZipInfo]") -> "dict[str, ZipInfo]":
    """Return the members that are files, by name.

    Raises:
        UnreadableError: One of all the members is outside the archive, or repeated.
    """
    files: dict[str, ZipInfo] = {}
    for member in members:
        if not is_inside(member.orig_filename):
            problem = f"{shown(member.orig_filename)} is outside the pack."
            raise UnreadableError("read.outside_pack", member.filename, problem)
        if member.filename in files:
            raise UnreadableError("read.duplicate", member.filename, "this name appears twice.")
        if not member.is_dir():
            files[member.filename] = member
    return files


@contextmanager
def opened(path: str, limit: int | None = None) -> "Iterator[ZipFile]":
    """Open an archive.

    Args:
        path: The path of the archive.
        limit: The most bytes that it may have; None for any number.

    Raises:
        UnreadableError: It is not one, is too large, or a read inside the block meets damage.
    """
    from zipfile import ZipFile

    if not stat.S_ISREG(file_mode(path)):
        raise UnreadableError("read.missing", None, "there is no such file.", "check the path.")
    if limit is not None:
        check_size(None, os.stat(path).st_size, limit)
    try:
        with ZipFile(path) as archive:
            _check_places(archive.infolist())
            yield archive
    except UnreadableError:
        raise
    except archive_errors() as error:
        raise UnreadableError("read.archive", None, "this is not a zip file.") from error


def _check_places(members: "Iterable[ZipInfo]") -> None:
    """Refuse members that begin at one place, as in a zip bomb: only a newer Python warns of it."""
    places: set[int] = set()
    for member in members:
        if member.header_offset in places:
            name = member.filename
            raise UnreadableError("read.archive", name, "this member is damaged.")
        places.add(member.header_offset)


def read_member(archive: "ZipFile", member: "ZipInfo", name: str, limit: int) -> bytes:
    """Return the bytes of a member of an archive.

    Raises:
        UnreadableError: It has more than *limit* bytes, or is damaged.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    check_size(name, member.file_size, limit)
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        problem = "this member is compressed by a method that is not supported."
        raise UnreadableError("read.archive", name, problem, "compress it with deflate.")
    try:
        with archive.open(member) as file:
            return file.read(limit + 1)  # bounded, even if the member lied about its size
    except archive_errors() as error:
        raise UnreadableError("read.archive", name, "this member is damaged.") from error


def archive_errors() -> tuple[type[Exception], ...]:
    """Return the errors of the standard library over a damaged, locked or crafted archive."""
    import struct
    import zlib
    from zipfile import BadZipFile

    known = (OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
    return (*known, BadZipFile, struct.error, zlib.error)


def runnable_members(archive: "ZipFile", members: "Iterable[ZipInfo]") -> Iterator[str]:
    """Yield the names of the members that could be run once they are installed."""
    modules = 0
    for member in members:
        name = member.filename
        if member.is_dir():
            continue
        if suffix(name) == ".py":
            modules += 1
            if modules > _MOST_MODULES or not is_inert(_head_of(archive, member)):
                yield name
        elif name.endswith(".dist-info/entry_points.txt"):
            # [console_scripts] or [gui_scripts], or too long to be sure
            head = _head_of(archive, member)
            if b"_scripts]" in head or len(head) == LONGEST_INERT:
                yield name
        elif suffix(name) in RUNNABLE or ".data/" in name:
            yield name


def _head_of(archive: "ZipFile", member: "ZipInfo") -> bytes:
    # A member that cannot be read counts as code.
    try:
        with archive.open(member) as file:
            return file.read(LONGEST_INERT)
    except archive_errors():
        return b"\0" * LONGEST_INERT


def list_members(path: str, limit: int | None) -> "list[ZipInfo]":
    """Return the members of an archive, in its order.

    Raises:
        UnreadableError: It is not an archive, or too large.
    """
    with opened(path, limit) as archive:
        return archive.infolist()


def _pack_in_project(names: Mapping[str, object]) -> str:
    """Return the folder of a pack that lies in ``src`` of a project; empty if it does not."""
    match = _IN_PROJECT.fullmatch(root := _pack_folder(names))
    return root if match and f"{match[1]}pyproject.toml" in names else ""


def _pack_folder(names: Mapping[str, object]) -> str:
    """Return the folder of the ``pack.json`` or ``pack.toml`` nearest to the top, with a ``/``."""
    candidates = [name for name in names if name.rpartition("/")[2] in ("pack.json", "pack.toml")]
    nearest = min(candidates, key=lambda name: (name.count("/"), name), default="")
    return nearest[: nearest.rindex("/") + 1] if "/" in nearest else ""
