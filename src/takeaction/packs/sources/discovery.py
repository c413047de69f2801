"""Find packs without running any of their code.

A pack is data: its entry point in ``takeaction.packs`` names the folder that holds it, and the
file record of its distribution says where that folder is. Code plugins (``takeaction.plugins``)
are another matter: none is imported unless the host names its distribution.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from takeaction.codes import mistake
from takeaction.errors import PackError, PackErrors, Where, plain, shown
from takeaction.models.factor import Factor
from takeaction.packs.faults import meant
from takeaction.packs.sources import installed
from takeaction.packs.sources.files import Files, Folder, lies_inside
from takeaction.packs.sources.plugins import (
    Contained,
    DataPack,
    factors_of,
    manager_of,
    packs_of,
    refused,
    words_of,
)

if TYPE_CHECKING:
    from importlib.metadata import Distribution as AnyDistribution
    from importlib.metadata import EntryPoint
    from pathlib import Path

    Entry = EntryPoint | installed.Entry
    Distribution = AnyDistribution | installed.Distribution

GROUP = "takeaction.packs"
PLUGIN_GROUP = "takeaction.plugins"


class Found(NamedTuple):
    """What a discovery found.

    Attributes:
        packs: In order of their place.
        factors: In order of their name.
        mistakes: What was left out, and why.
    """

    packs: tuple[DataPack, ...]
    factors: tuple[Factor, ...]
    mistakes: tuple[PackError, ...]


def discover(
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    plugins: Iterable[object] = (),
    packs: Iterable[str] | None = None,
) -> Found:
    """Find packs.

    Args:
        paths: Folders, project folders, ``.zip`` and ``.whl`` files to take as well.
        plugins: Names of distributions whose code plugins may run, or plugin objects.
        packs: Ids of the installed packs to take; None takes all, an empty list none.
    """
    wanted = None if packs is None else frozenset(packs)
    mistakes: list[PackError] = []
    entries, plugin_entries = _entry_points(mistakes)
    found = [*map(find_path, paths), *_installed(entries, wanted, mistakes)]
    code = _code(plugin_entries, plugins, mistakes)
    manager = manager_of(sorted(found, key=_order), code, mistakes)
    return Found(
        packs_of(manager, mistakes),
        factors_of(manager, mistakes),
        tuple(sorted(mistakes, key=lambda error: (error.where.pack or "", error.code))),
    )


def _order(pack: DataPack) -> tuple[str, str]:
    return pack.place, pack.distribution or ""


def find_path(path: str | os.PathLike[str]) -> DataPack:
    """Take the pack at a path: a folder, a project folder, a ``.zip`` or a ``.whl``.

    Never fails: what cannot be reached is a pack that cannot be read.
    """
    from pathlib import Path

    place = Path(path)
    if place.suffix in (".zip", ".whl"):
        from takeaction.packs.sources.archive import Archive

        return DataPack(place.name, Archive(place))
    return DataPack(str(path), Folder(_content_folder(place)))


def is_path(word: str) -> bool:
    """Tell whether a word names a path, and not the id of an installed pack."""
    return "/" in word or word.endswith((".whl", ".zip")) or os.path.exists(word)


def find_pack(word: str) -> DataPack:
    """Return the pack at a path, or the installed one with an id.

    Raises:
        PackErrors: No pack with that id is installed. What lies at a path is not looked at yet.
    """
    if is_path(word):
        return find_path(word)
    found = discover(packs=[word])
    for pack in found.packs:
        return pack
    raise PackErrors(f"{word} is not found", found.mistakes)


def _content_folder(folder: "Path") -> "Path":
    """Return the folder that holds ``pack.toml``: the folder itself, or one of a project."""
    try:
        if any((folder / name).exists() for name in ("pack.toml", "pack.json")):
            return folder
        inner = sorted(each.parent for each in folder.glob("src/*/pack.toml"))
    except OSError:
        return folder
    return inner[0] if len(inner) == 1 else folder


def _entry_points(mistakes: list[PackError]) -> tuple[Sequence["Entry"], Sequence["Entry"]]:
    """Return the entry points of packs and of code plugins.

    One distribution with a damaged record would hide those of all others, so that it is found
    and left out.
    """
    quick = None if _is_imported() else installed.entries((GROUP, PLUGIN_GROUP))
    if quick is not None:
        packs = [entry for entry in quick if entry.group == GROUP]
        return packs, [entry for entry in quick if entry.group == PLUGIN_GROUP]
    from importlib.metadata import distributions, entry_points

    try:
        every = entry_points()
        return list(every.select(group=GROUP)), list(every.select(group=PLUGIN_GROUP))
    except Exception:  # noqa: BLE001 - a damaged record raises anything
        found: dict[str, Iterable[EntryPoint]] = {}
        broken: dict[str, PackError] = {}
    for number, dist in enumerate(distributions()):
        name = _name_of(dist)
        try:
            found.setdefault(name or str(number), dist.entry_points)
        except Exception as error:  # noqa: BLE001 - likewise
            place = name or "a distribution"
            broken.setdefault(place, _unreadable(place, error, name))
    mistakes += broken.values()
    each = [entry for entries in found.values() for entry in entries]
    return [e for e in each if e.group == GROUP], [e for e in each if e.group == PLUGIN_GROUP]


def _is_imported() -> bool:
    """Tell whether the standard library's finder costs nothing any more."""
    return "importlib.metadata" in sys.modules


def _name_of(dist: "Distribution | None") -> str | None:
    """Return the name of a distribution, or None if its record does not tell."""
    try:
        return dist.name if dist else None
    except Exception:  # noqa: BLE001 - a damaged record raises anything
        return None


def _unreadable(place: str, error: Exception, name: str | None) -> PackError:
    problem = f"what is recorded of its installation cannot be read: {words_of(error)}."
    return refused("read.failed", problem, Where(place), "install it again.", name)


def _installed(
    entries: Iterable["Entry"], wanted: frozenset[str] | None, mistakes: list[PackError]
) -> Iterator[DataPack]:
    """Find the packs that are installed, by their entry points alone."""
    there: set[str] = set()
    for entry in entries:
        there.add(entry.name)
        if wanted is None or entry.name in wanted:
            try:
                found = _from_entry(entry)
            except Exception as error:  # noqa: BLE001 - a damaged record raises anything
                found = _unreadable(entry.name, error, _name_of(entry.dist))
            if isinstance(found, PackError):
                mistakes.append(found)
            else:
                yield found
    for name in sorted((wanted or frozenset()) - there):
        problem = "no installed distribution has this pack."
        fix = (
            meant(name, sorted(there))()
            or "install it, or write the path of its folder, such as ./my-pack."
        )
        mistakes.append(refused("pack.missing", problem, Where(name), fix, None))


def _from_entry(entry: "Entry") -> DataPack | PackError:
    """Find the files of an installed pack."""
    dist = entry.dist
    name = dist.name if dist else None
    where = Where(entry.name)
    if dist is None or not (entry.value.isascii() and entry.value.isidentifier()):
        return refused(
            "read.outside_pack",
            f"its entry point is {shown(entry.value)}, not one top-level name.",
            where,
            "name the package that holds pack.json.",
            name,
        )
    recorded = _recorded(dist)
    outside = [file for file in recorded if not lies_inside(file)]
    if outside:
        problem = f"its distribution records {shown(outside[0])}, which lies outside."
        return refused("read.outside_pack", problem, where, "build the pack again.", name)
    listed = f"{entry.value}/pack.json"
    if listed in recorded:
        files: Files | None = _files_of(dist.locate_file(listed))
    else:
        folder = _editable(dist, entry.value)
        files = Folder(folder) if folder else None
    if files is None:
        return refused(
            "read.missing",
            f"its distribution holds no {listed}.",
            where,
            "build the pack with takeaction's hatchling hook, or install it editable.",
            name,
        )
    return DataPack(entry.name, files, entry.name, name, dist.version)


def _files_of(found: Any) -> Files:
    """Return the files beside one that an installed distribution has."""
    archive = getattr(getattr(found, "root", None), "filename", None)
    if archive is not None:  # it is a zipfile.Path: Python imports from an archive
        from takeaction.packs.sources.archive import Archive

        return Archive(archive, os.path.dirname(found.at) + "/")
    return Folder(os.path.dirname(str(found)))


def _recorded(dist: "Distribution") -> list[str]:
    """Return the names in the file record of a distribution, as they stand there.

    Since Python 3.12 ``dist.files`` looks for each of them, and leaves out those it cannot find.
    """
    lines = (dist.read_text("RECORD") or "").splitlines()
    if any('"' in line for line in lines):
        from csv import reader

        return [row[0] for row in reader(lines) if row]
    return [line.partition(",")[0] for line in lines if line]


def _editable(dist: "Distribution", name: str) -> str | None:
    """Return the folder of a pack that is installed editable, if it lies in its project."""
    import json
    from importlib.util import find_spec

    text = dist.read_text("direct_url.json")
    origin = json.loads(text) if text else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    spec = find_spec(name)  # a top-level name: this imports nothing
    places = list(spec.submodule_search_locations or ()) if spec else []
    project = os.path.realpath(_path_of(origin["url"]))
    if len(places) == 1 and os.path.realpath(places[0]).startswith(os.path.join(project, "")):
        return places[0]
    return None


def _path_of(url: str) -> str:
    """Return the path of a ``file:`` address; ``urllib.request`` does so at ten times the cost."""
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(url).path)
    return path[1:] if os.name == "nt" else path  # /C:/folder


def _code(
    entries: Iterable["Entry"], plugins: Iterable[object], mistakes: list[PackError]
) -> Iterator[tuple[str, object]]:
    """Import the code plugins that the host named; report the others, without importing them."""
    given = list(plugins)
    named = {each for each in given if isinstance(each, str)}
    missing = set(named)
    for each in given:
        if not isinstance(each, str):
            yield type(each).__name__, each
    for entry in sorted(entries, key=lambda entry: (_name_of(entry.dist) or "", entry.name)):
        name = _name_of(entry.dist) or entry.name
        missing.discard(name)
        if name in named:
            loaded: list[object] = []
            with Contained("pack.import_failed", name, mistakes):
                loaded.append(entry.load())
            yield from ((name, plugin) for plugin in loaded)
        else:
            problem = "this distribution offers code, and the host has not named it."
            fix = f'name it if you trust it: load(plugins={{"{plain(name)}"}}).'
            code = "pack.code_not_allowed"
            mistakes.append(mistake(code, problem, Where(name), fix, distribution=name))
    for name in sorted(missing):
        problem = "no installed distribution of this name offers code."
        mistakes.append(refused("pack.missing", problem, Where(name), "install it.", None))
