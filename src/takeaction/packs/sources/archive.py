"""The files of a pack in an archive: a ``.zip``, a wheel, or what Python imports from."""

import os
import stat
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.errors import shown
from takeaction.packs.sources.files import (
    LONGEST_INERT,
    RUNS,
    WANTED,
    UnreadableError,
    as_text,
    check_size,
    is_inert,
    lies_inside,
    mode,
    suffix,
)
from takeaction.value import Value

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_LARGEST = 8 * 1024 * 1024


@attrs.frozen(eq=False, repr=False)
class Archive(Value):
    """A ``.zip`` or ``.whl`` file, or a folder in an archive that Python imports from.

    Attributes:
        path: Where it lies.
        inside: The folder that holds the pack, with a ``/`` at its end; empty to look for it.
    """

    path: str = attrs.field(converter=as_text)
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
        check_size(name, member.file_size, most)
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
        most = None if self.inside else _LARGEST  # whose code runs is trusted anyway
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
    is_code = suffix(name) in RUNS or ".data/" in name
    if member.is_dir() or not (is_code or is_scripts):
        return False
    try:
        with archive.open(member) as file:
            head = file.read(LONGEST_INERT)
    except _damaged():
        return True
    if is_scripts:
        return b"_scripts]" in head or len(head) == LONGEST_INERT
    return not (name.endswith(".py") and is_inert(head))


def _infos(path: str, most: int | None) -> "list[ZipInfo]":
    from zipfile import ZipFile

    if not stat.S_ISREG(mode(path)):
        raise UnreadableError("read.missing", None, "there is no such file.", "check the path.")
    if most is not None:
        check_size(None, os.stat(path).st_size, most)
    try:
        with ZipFile(path) as archive:
            return archive.infolist()
    except _damaged() as error:
        raise UnreadableError("read.archive", None, "this is no zip file.") from error


def _root(names: Mapping[str, object]) -> str:
    """Return the folder that holds the pack: of pack.json or pack.toml nearest to the top."""
    tops = [name for name in names if name.rpartition("/")[2] in ("pack.json", "pack.toml")]
    top = min(tops, key=lambda name: (name.count("/"), name), default="")
    return top[: top.rindex("/") + 1] if "/" in top else ""
