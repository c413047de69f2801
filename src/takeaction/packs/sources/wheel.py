"""The pack in a wheel that is not installed, and what is wrong with the wheel.

A wheel is one pack: the folder that its only entry point names, and its own ``dist-info`` folder.
What else an installer would unpack could replace the files of another pack, or of this library.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import attrs

from takeaction.errors import shown
from takeaction.packs.sources.archive import (
    MAX_ARCHIVE_BYTES,
    files_among,
    opened,
    read_member,
    runnable_members,
)
from takeaction.packs.sources.entry_points import GROUP, UnusualRecordError, parse_entry_points
from takeaction.packs.sources.files import (
    BUILT,
    CORE,
    RUNNABLE,
    FileFault,
    InvalidRecordError,
    RecordRow,
    UnreadableError,
    hash_of,
    ignored_sources,
    is_hash,
    is_inside,
    normalised,
    parse_record,
    path_text,
    runnable,
    suffix,
)
from takeaction.packs.sources.wheel_install import byte_faults, metadata_faults, name_fault
from takeaction.value import Value

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo


MAX_RECORD_BYTES = 1024 * 1024
"""The most bytes of a RECORD. Generous: a pack has 200 files at most, which take 30 KiB of it."""

# The most files of a wheel that are hashed, and the most bytes of each but pack.json: a pack has
# 200 files at most, and what is beside them are a licence and a page of metadata.
_MOST_HASHED = 1_000
_MAX_HASHED_BYTES = 1024 * 1024

# A longer path is not normalised: that takes the square of the marks in it. No system has longer
# names of files.
_LONGEST_NORMALISED = 255

_REBUILD = "build the wheel again."


def read_rows(data: bytes, name: str) -> list[RecordRow]:
    """Return the files that the RECORD of a wheel lists.

    Raises:
        UnreadableError: It is not a list of files.
    """
    try:
        return parse_record(data.decode())
    except UnicodeDecodeError as error:
        raise UnreadableError("wheel.record", name, "this is not UTF-8.", _REBUILD) from error
    except InvalidRecordError as error:
        problem = f"this is not a list of files: {error}."
        raise UnreadableError("wheel.record", name, problem, _REBUILD) from error


def row_faults(rows: Iterable[RecordRow], members: Iterable[str], name: str) -> Iterator[FileFault]:
    """Yield the faults of the rows themselves: files that are not there, and those named twice."""
    present, seen = set(members), set[str]()
    for path, _ in rows:
        if path in seen:
            yield _fault(name, f"RECORD lists {shown(path)} twice.")
        elif not is_inside(path):
            yield _fault(name, f"RECORD lists {shown(path)}, which is outside the wheel.")
        elif path not in present:
            yield _fault(name, f"RECORD lists {shown(path)}, which is not in the wheel.")
        seen.add(path)


def hash_faults(
    rows: Iterable[RecordRow], names: Iterable[str], pack: str, read: Callable[[str, int], bytes]
) -> Iterator[FileFault]:
    """Yield the files that RECORD does not list, or with no hash or a wrong one.

    Args:
        rows: The rows of the RECORD.
        names: The paths of the files that it has to list.
        pack: The path of the built pack, whose hash is compared where the pack is read.
        read: Returns the bytes of a file that has at most so many of them.
    """
    hashes = dict(rows)
    hashed = 0
    for name in names:
        written = hashes.get(name)
        if written is None:
            yield _fault(name, "RECORD does not list this file.")
        elif not is_hash(written):
            yield _fault(name, "RECORD has no SHA-256 hash for this file.")
        elif name == pack:
            continue
        elif hashed == _MOST_HASHED:
            problem = f"the wheel has more than {_MOST_HASHED:,} files; the rest was not compared."
            yield FileFault("wheel.record", None, problem, "split the pack, or remove files.")
            return
        else:
            hashed += 1
            yield from _comparison(name, written, read)


def _comparison(name: str, written: str, read: Callable[[str, int], bytes]) -> Iterator[FileFault]:
    try:
        data = read(name, _MAX_HASHED_BYTES)
    except UnreadableError as error:
        yield FileFault(error.code, name, error.problem, error.fix)
    else:
        if hash_of(data) != written:
            yield _fault(name, "the hash in RECORD is that of another file.")


def case_faults(paths: Iterable[str]) -> Iterator[FileFault]:
    """Yield the paths that are equal to another one where case, or a composed letter, is ignored.

    Some file systems ignore both, so that one of the two files would replace the other.
    """
    first: dict[str, str] = {}
    for path in sorted(set(paths)):
        other = first.setdefault(_folded(path), path)
        if other != path:
            problem = f"on some systems this is the same file as {shown(other)}."
            yield FileFault("wheel.record", path, problem, "keep one of them.")


def _folded(path: str) -> str:
    if path.isascii() or len(path) > _LONGEST_NORMALISED:
        return path.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _fault(name: str, problem: str) -> FileFault:
    return FileFault("wheel.record", name, problem, _REBUILD)


# The files of the pack


_INFO = ".dist-info"
_OF_A_PACK = "takeaction_pack_"
_NAMES_ONE = f'under [project.entry-points."{GROUP}"], write one line: id = "package".'
_TAKE_OUT = "take it out of the wheel."

_MAX_ENTRY_BYTES = 64 * 1024
"""The most bytes of ``entry_points.txt``. Generous: that of a pack has one line."""

# Files of a dist-info folder that RECORD does not list with a hash: itself, and its signatures.
_UNLISTED = frozenset({"RECORD", "RECORD.jws", "RECORD.p7s"})

# Files of a dist-info folder that installers write. In a wheel they would say, for example, that
# the pack is installed in editable mode, and its sources are read from elsewhere.
_OF_INSTALLERS = frozenset({"INSTALLER", "REQUESTED", "direct_url.json"})


class _Layout(NamedTuple):
    """The parts of a wheel.

    Attributes:
        members: Its files by path.
        info: Its ``dist-info`` folder, with a ``/`` at the end.
        entry: The name of the entry point of its pack.
        folder: The folder of its pack, with a ``/`` at the end.
        others: Its further entry points: their groups and names.
        rows: The rows of its RECORD.
        rows_fault: The reason why there are none; None if RECORD could be read.
    """

    members: "dict[str, ZipInfo]"
    info: str
    entry: str
    folder: str
    others: tuple[tuple[str, str], ...]
    rows: list[RecordRow]
    rows_fault: FileFault | None


@attrs.frozen(eq=False, repr=False)
class Wheel(Value):
    """The files of the pack in a wheel that is not installed.

    Attributes:
        path: The path of the wheel.
    """

    path: str = attrs.field(converter=path_text)
    _layouts: list[_Layout] = attrs.field(
        factory=list, init=False, repr=False, eq=False
    )  # empty until the wheel is opened, then one item

    def names(self) -> tuple[str, ...]:
        """Return the path of the built pack.

        Raises:
            UnreadableError: It is not a wheel, or not the wheel of one built pack.
        """
        layout = self._layout()
        if layout.folder + BUILT not in layout.members:
            problem = f"the wheel does not contain {layout.folder}{BUILT}."
            fix = "build the wheel with takeaction's hatchling hook."
            raise UnreadableError("read.missing", None, problem, fix)
        return (BUILT,)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file of the pack.

        Raises:
            UnreadableError: It has more than *limit* bytes, or is damaged.
        """
        layout = self._layout()
        with opened(self.path) as archive:
            return read_member(archive, layout.members[layout.folder + name], name, limit)

    def entry_name(self) -> str | None:
        """Return the name of the entry point, which must be the id of the pack."""
        return self._layout().entry

    def verify(self, name: str, data: bytes) -> None:
        """Refuse bytes that are not those in RECORD: once installed, the pack would be refused.

        Raises:
            UnreadableError: Their hash is not that in RECORD.
        """
        layout = self._layout()
        written = dict(layout.rows).get(layout.folder + name, "")
        if is_hash(written) and hash_of(data) != written:
            problem = "this is not the file that was built: its hash differs from RECORD."
            raise UnreadableError("read.record_mismatch", name, problem, "build the wheel again.")

    def faults(self) -> Iterator[FileFault]:
        """Yield files that a wheel of a pack must not hold, and mistakes in its RECORD.

        Raises:
            UnreadableError: It is not a wheel.
        """
        layout = self._layout()
        with opened(self.path) as archive:
            wheel = os.path.basename(self.path)
            yield from _content_faults(archive, layout, wheel)
            yield from _record_faults(archive, layout)
            name = f"{layout.info}METADATA"
            try:
                data = read_member(archive, layout.members[name], name, _MAX_HASHED_BYTES)
            except KeyError:
                pass  # without it, no installer takes the wheel
            except UnreadableError as error:
                yield FileFault("wheel.metadata", name, error.problem, error.fix)
            else:
                yield from metadata_faults(data, name, wheel)
            yield from byte_faults(archive, os.path.getsize(self.path))

    def _layout(self) -> _Layout:
        if not self._layouts:
            self._layouts.append(_read_layout(self.path))
        return self._layouts[0]


def _read_layout(path: str) -> _Layout:
    with opened(path, MAX_ARCHIVE_BYTES) as archive:
        members = files_among(archive.infolist())
        info = _own_info(members, os.path.basename(path))
        name = f"{info}entry_points.txt"
        entries = []
        if name in members:
            data = read_member(archive, members[name], name, _MAX_ENTRY_BYTES)
            entries = _parse_entries(data, name)
        packs = [(id, value) for group, id, value in entries if group == GROUP]
        id, folder = _only_entry(packs, name)
        others = tuple((group, other) for group, other, _ in entries if group != GROUP)
        rows, fault = _rows(archive, members, f"{info}RECORD")
        return _Layout(members, info, id, f"{folder}/", others, rows, fault)


def _own_info(members: Iterable[str], wheel: str) -> str:
    # The one that the name of the wheel announces.
    tops = sorted({name.partition("/")[0] for name in members if "/" in name})
    infos = [top for top in tops if top.lower().endswith(_INFO)]
    own = [info for info in infos if _belongs(info, wheel)] or infos
    if len(own) == 1:
        return own[0] + "/"
    count = "no folder" if not own else f"{len(own)} folders"
    problem = f"it has {count} that could be its dist-info, so nothing says which pack it holds."
    raise _no_pack(None, problem, "build the wheel again.")


def _belongs(info: str, wheel: str) -> bool:
    return normalised(info[: -len(_INFO)]) == normalised("-".join(wheel.split("-")[:2]))


def _parse_entries(data: bytes, name: str) -> list[tuple[str, str, str]]:
    try:
        return list(parse_entry_points(data.decode()))
    except (UnicodeDecodeError, UnusualRecordError) as error:
        raise _no_pack(name, "this is not a list of entry points.", _NAMES_ONE) from error


def _only_entry(packs: list[tuple[str, str]], name: str) -> tuple[str, str]:
    if len(packs) != 1:
        names = f": {', '.join(shown(id) for id, _ in packs[:3])}" if packs else ""
        problem = f"the wheel names {len(packs)} packs{names}; it must name exactly one."
        raise _no_pack(name, problem, _NAMES_ONE)
    ((id, value),) = packs
    if not (value.isascii() and value.isidentifier()):
        problem = f"its entry point is {shown(value)}, not a single top-level name."
        raise _no_pack(name, problem, "name the package that contains pack.json.")
    is_named_for_another = value.startswith(_OF_A_PACK) and value != _folder_of(id)
    if value == CORE or is_named_for_another:
        whose = "takeaction itself" if value == CORE else "another pack"
        problem = f"its entry point {shown(id)} names {shown(value)}, the folder of {whose}."
        raise _no_pack(name, problem, f"call the folder {shown(_folder_of(id))}.")
    return id, value


def _folder_of(id: str) -> str:
    return _OF_A_PACK + id.replace("-", "_")


def _no_pack(name: str | None, problem: str, fix: str) -> UnreadableError:
    return UnreadableError("wheel.entry_point", name, problem, fix)


# What a wheel must not hold


def _content_faults(archive: "ZipFile", layout: _Layout, wheel: str) -> Iterator[FileFault]:
    """Yield code, files outside the folder of the pack, other entry points and sources."""
    entries = f"{layout.info}entry_points.txt"
    candidates = set(runnable_members(archive, layout.members.values())) - {entries}
    code = set(filter(_could_be_run, candidates))
    yield from map(runnable, sorted(code))
    if not _belongs(layout.info[:-1], wheel):
        problem = f"this folder does not go with a wheel called {shown(wheel)}."
        fix = "give the wheel the name back that it was built with, or build it again."
        yield FileFault("wheel.outside", layout.info, problem, fix)
    if normalised(layout.info.partition("-")[0]) == CORE:
        problem = "this has the name of takeaction itself, and would be installed in its place."
        yield FileFault("wheel.outside", layout.info, problem, "give it a name of its own.")
    entries_by_name = {member.filename: member for member in archive.infolist()}
    for name in sorted(entries_by_name.keys() - code):
        own = next(filter(name.startswith, (layout.folder, layout.info)), None)
        if own is None:
            yield _outside(name, layout)
        elif name.removeprefix(layout.info) in _OF_INSTALLERS:
            yield FileFault("wheel.outside", name, "only an installer writes this file.", _TAKE_OUT)
        elif fault := name_fault(entries_by_name[name], own):
            yield fault
    for group, id in layout.others:
        problem = f"it has an entry point of another kind: {shown(id)} in {shown(group)}."
        yield FileFault("wheel.entry_point", entries, problem, f"keep only {GROUP}.")
    in_folder = (name for name in sorted(layout.members) if name.startswith(layout.folder))
    yield from ignored_sources(name.removeprefix(layout.folder) for name in in_folder)


def _could_be_run(name: str) -> bool:
    # A ``.data`` folder may hold files of data, too.
    return ".data/" not in name or ".data/scripts/" in name or suffix(name) in (*RUNNABLE, "")


def _outside(name: str, layout: _Layout) -> FileFault:
    top = name.partition("/")[0]
    fix = _TAKE_OUT
    if top == CORE:
        problem = "this would be installed into takeaction itself."
    elif top.endswith(".data"):
        problem = "an installer would put this file elsewhere, wherever its folder says."
    elif top.lower().endswith(_INFO):
        problem = "this belongs to another distribution."
    elif top.startswith(_OF_A_PACK) or f"{top}/{BUILT}" in layout.members:
        problem, fix = "this belongs to another pack.", "build a wheel of its own for each pack."
    else:
        problem = f"this is outside the folder of the pack, {layout.folder}."
    return FileFault("wheel.outside", name, problem, fix)


# RECORD


def _record_faults(archive: "ZipFile", layout: _Layout) -> Iterator[FileFault]:
    """Yield the differences between RECORD and the files of the pack and its dist-info folder."""
    rows = layout.rows
    yield from case_faults([*layout.members, *(path for path, _ in rows)])
    if layout.rows_fault:
        yield layout.rows_fault
        return
    listed = [
        name
        for name in sorted(layout.members)
        if name.startswith((layout.folder, layout.info))
        and name.removeprefix(layout.info) not in _UNLISTED
    ]

    def read(name: str, limit: int) -> bytes:
        return read_member(archive, layout.members[name], name, limit)

    yield from row_faults(rows, layout.members, f"{layout.info}RECORD")
    yield from hash_faults(rows, listed, layout.folder + BUILT, read)


def _rows(
    archive: "ZipFile", members: "dict[str, ZipInfo]", name: str
) -> tuple[list[RecordRow], FileFault | None]:
    if name not in members:
        problem = "the wheel has no RECORD, so nothing says what its files should be."
        return [], _fault(name, problem)
    try:
        data = read_member(archive, members[name], name, MAX_RECORD_BYTES)
        return read_rows(data, name), None
    except UnreadableError as error:
        return [], FileFault("wheel.record", name, error.problem, error.fix)
