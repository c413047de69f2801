"""Entry points: those of packs and of code plugins, in all installed distributions."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from takeaction.errors import PackError, Where
from takeaction.packs.sources.plugins import message_of, refused_pack

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint


if TYPE_CHECKING:  # ``importlib.metadata`` would add to the time of every first answer
    AnyEntryPoint: TypeAlias = "EntryPoint | InstalledEntryPoint"
    AnyDistribution: TypeAlias = "Distribution | InstalledDistribution"

PLUGIN_GROUP = "takeaction.plugins"


def find_all_entries(
    mistakes: list[PackError],
) -> tuple[Sequence["AnyEntryPoint"], Sequence["AnyEntryPoint"]]:
    """Return the entry points of packs, and those of code plugins."""
    entries = None if _is_metadata_imported() else find_entry_points((GROUP, PLUGIN_GROUP))
    if entries is not None:
        return _by_group(entries)
    from importlib.metadata import entry_points

    with suppress(Exception):  # a damaged record raises anything
        every = entry_points()
        return list(every.select(group=GROUP)), list(every.select(group=PLUGIN_GROUP))
    return _by_group(_undamaged_entry_points(mistakes))


def _by_group(
    entries: Sequence["AnyEntryPoint"],
) -> tuple[Sequence["AnyEntryPoint"], Sequence["AnyEntryPoint"]]:
    packs = [entry for entry in entries if entry.group == GROUP]
    return packs, [entry for entry in entries if entry.group == PLUGIN_GROUP]


def _undamaged_entry_points(mistakes: list[PackError]) -> list["EntryPoint"]:
    # One damaged record would hide the entry points of all other distributions, so it is reported
    # and skipped.
    from importlib.metadata import distributions

    readable: dict[str, Iterable[EntryPoint]] = {}
    damaged: dict[str, PackError] = {}
    for number, dist in enumerate(distributions()):
        name = distribution_name(dist)
        try:
            readable.setdefault(name or str(number), dist.entry_points)
        except Exception as error:  # noqa: BLE001 - a damaged record raises anything
            place = name or "a distribution"
            damaged.setdefault(place, unreadable_record(place, error, name))
    mistakes += damaged.values()
    return [entry for entries in readable.values() for entry in entries]


def _is_metadata_imported() -> bool:
    """Return whether ``importlib.metadata`` costs nothing, because the program has imported it."""
    return "importlib.metadata" in sys.modules


def distribution_name(dist: "AnyDistribution | None") -> str | None:
    """Return the name of a distribution; None if its record cannot be read."""
    try:
        return dist.name if dist else None
    except Exception:  # noqa: BLE001 - a damaged record raises anything
        return None


def unreadable_record(place: str, error: Exception, name: str | None) -> PackError:
    """Return the mistake of a distribution whose record is damaged."""
    problem = f"its installation record cannot be read: {message_of(error)}."
    return refused_pack("read.failed", problem, Where(place), "install it again.", name)


# Installed distributions and their entry points, read straight from the folders on the path.
#
# ``importlib.metadata`` gives the same, but importing it takes a third of the time of a first
# answer, since it brings the parsers of mail and archives. It is used only where the program has
# imported it anyway, where the path has more than plain folders, and where a record is unusual.


GROUP = "takeaction.packs"
"""The group of the entry points that name packs."""

_RECORD_SUFFIXES = (".dist-info", ".egg-info")
_ENTRY = re.compile(r"([^=\s\[][^=]*?)\s*=\s*(\S.*?)\s*")
_FIELD = re.compile(r"^(Name|Version):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_FIELDS = 2  # a name and a version, each once


class InstalledDistribution(NamedTuple):
    """An installed distribution.

    Attributes:
        name: Its name.
        version: Its version.
        info: The folder of its installation record.
    """

    name: str
    version: str
    info: str

    def read_text(self, name: str) -> str | None:
        """Return the text of a file in its record; None if there is none."""
        return _read_text(os.path.join(self.info, name))

    def locate_file(self, path: str) -> str:
        """Return the path on disk of one of its files."""
        return os.path.join(os.path.dirname(self.info), path)


class InstalledEntryPoint(NamedTuple):
    """An entry point of an installed distribution.

    Attributes:
        name: Its name.
        value: The module, or the object in a module, that it points at.
        group: Its group.
        dist: The distribution that declares it.
    """

    name: str
    value: str
    group: str
    dist: InstalledDistribution

    def load(self) -> Any:
        """Import the object that it points at."""
        from importlib import metadata

        return metadata.EntryPoint(self.name, self.value, self.group).load()


class UnusualRecordError(Exception):
    """A record that only ``importlib.metadata`` can read."""


def find_entry_points(groups: Iterable[str]) -> list[InstalledEntryPoint] | None:
    """Return the entry points of some groups, in the order of the path.

    Returns:
        The same as ``importlib.metadata.entry_points``; None where only that can tell.
    """
    finders = [finder for finder in sys.meta_path if hasattr(finder, "find_distributions")]
    if not all(map(_searches_the_path, finders)):
        return None
    wanted = tuple(groups)
    projects: set[str] = set()
    try:
        return [
            entry for folder in sys.path for entry in _entry_points_in(folder, wanted, projects)
        ]
    except (UnusualRecordError, OSError, ValueError):
        return None


def _searches_the_path(finder: object) -> bool:
    # The backport of ``importlib.metadata`` replaces the finder of Python by one that does the
    # same.
    return finder is PathFinder or type(finder).__module__ == "importlib_metadata"


def _entry_points_in(
    folder: str, groups: tuple[str, ...], projects: set[str]
) -> Iterator[InstalledEntryPoint]:
    """Return the entry points in one folder of the path.

    Args:
        folder: The folder; empty for the current one.
        groups: The groups to look for.
        projects: The projects found so far, which hide others of the same name. Grows.
    """
    try:
        with os.scandir(folder or ".") as items:
            names = [item.name for item in items if item.name.lower().endswith(_RECORD_SUFFIXES)]
    except FileNotFoundError:
        return
    except NotADirectoryError as error:  # an archive may contain distributions too
        raise UnusualRecordError from error
    if folder.endswith(".egg"):
        raise UnusualRecordError
    for name in names:
        project = re.sub(r"[-_.]+", "_", name.rpartition(".")[0].partition("-")[0]).lower()
        if project not in projects:
            projects.add(project)
            yield from _entry_points_of(os.path.join(folder or ".", name), groups)


def _entry_points_of(info: str, groups: tuple[str, ...]) -> Iterator[InstalledEntryPoint]:
    text = _read_text(os.path.join(info, "entry_points.txt"))
    if text is None or not any(group in text for group in groups):
        return
    header = (_read_text(os.path.join(info, "METADATA")) or "").partition("\n\n")[0]
    fields = dict(_FIELD.findall(header))
    if not info.endswith(".dist-info") or len(fields) != _FIELDS:
        raise UnusualRecordError
    dist = InstalledDistribution(fields["Name"], fields["Version"], info)
    for group, name, value in parse_entry_points(text):
        if group in groups:
            yield InstalledEntryPoint(name, value, group, dist)


def parse_entry_points(text: str) -> Iterator[tuple[str, str, str]]:
    """Return the group, name and value of each entry point in an ``entry_points.txt``.

    Raises:
        UnusualRecordError: A line in it is neither a group nor an entry point.
    """
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
        elif line and not line.startswith("#"):
            entry = _ENTRY.fullmatch(line)
            if not entry or not group:
                raise UnusualRecordError
            yield group, entry[1], entry[2]


def _read_text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
