"""What installed distributions declare, as ``importlib.metadata`` finds it, at a tenth of its cost.

That module reads mail and archives before its first answer, which takes longer than all of our
own work. It is asked where the program has imported it anyway, where something else than plain
folders is on the path, and where a record is odd: what is wrong is found with its help.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from typing import Any, NamedTuple

_INFO = (".dist-info", ".egg-info")
_ENTRY = re.compile(r"([^=\s\[][^=]*?)\s*=\s*(\S.*?)\s*")
_FIELD = re.compile(r"^(Name|Version):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


class Distribution(NamedTuple):
    """An installed distribution.

    Attributes:
        name: Its name.
        version: Its version.
        info: The folder that holds what is recorded of it.
    """

    name: str
    version: str
    info: str

    def read_text(self, name: str) -> str | None:
        """Return a file of its record; None if there is none."""
        return _text(os.path.join(self.info, name))

    def locate_file(self, path: str) -> str:
        """Return where a file of it lies."""
        return os.path.join(os.path.dirname(self.info), path)


class Entry(NamedTuple):
    """An entry point.

    Attributes:
        name: Its name.
        value: What it names.
        group: Its group.
        dist: The distribution that declares it.
    """

    name: str
    value: str
    group: str
    dist: Distribution

    def load(self) -> Any:
        """Import what it names."""
        from importlib.metadata import EntryPoint

        return EntryPoint(self.name, self.value, self.group).load()


class _OddError(Exception):
    """Something that is not looked at here."""


def entries(groups: Iterable[str]) -> list[Entry] | None:
    """Return the entry points of some groups, in the order of the path.

    Returns:
        What ``importlib.metadata.entry_points`` finds; None where only that can tell.
    """
    finders = [each for each in sys.meta_path if hasattr(each, "find_distributions")]
    if finders != [PathFinder]:
        return None
    wanted = tuple(groups)
    seen: set[str] = set()
    try:
        return [entry for place in sys.path for entry in _in_folder(place, wanted, seen)]
    except (_OddError, OSError, ValueError):
        return None


def _in_folder(place: str, groups: tuple[str, ...], seen: set[str]) -> Iterator[Entry]:
    """Return the entry points in one folder of the path; what was seen before hides the same."""
    try:
        with os.scandir(place or ".") as found:
            names = [each.name for each in found if each.name.lower().endswith(_INFO)]
    except FileNotFoundError:
        return
    except NotADirectoryError as error:  # an archive may hold distributions as well
        raise _OddError from error
    if place.endswith(".egg"):
        raise _OddError
    for name in names:
        project = re.sub(r"[-_.]+", "_", name.rpartition(".")[0].partition("-")[0]).lower()
        if project not in seen:
            seen.add(project)
            yield from _of_distribution(os.path.join(place or ".", name), groups)


def _of_distribution(info: str, groups: tuple[str, ...]) -> Iterator[Entry]:
    text = _text(os.path.join(info, "entry_points.txt"))
    if text is None or not any(group in text for group in groups):
        return
    found = dict(_FIELD.findall((_text(os.path.join(info, "METADATA")) or "").partition("\n\n")[0]))
    if not info.endswith(".dist-info") or len(found) != len(("Name", "Version")):
        raise _OddError
    dist = Distribution(found["Name"], found["Version"], info)
    for group, name, value in _declared(text):
        if group in groups:
            yield Entry(name, value, group, dist)


def _declared(text: str) -> Iterator[tuple[str, str, str]]:
    """Return what an ``entry_points.txt`` declares: group, name, value."""
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
        elif line and not line.startswith("#"):
            entry = _ENTRY.fullmatch(line)
            if not entry or not group:
                raise _OddError
            yield group, entry[1], entry[2]


def _text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
