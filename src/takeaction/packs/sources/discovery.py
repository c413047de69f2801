"""Find packs without running any of their code.

A pack is data: its entry point in ``takeaction.packs`` names its folder, and the file record of its
distribution says where that folder is. Code plugins (``takeaction.plugins``) are imported only if
the host names their distribution.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.limits import Limits
from takeaction.packs.faults import hint_for
from takeaction.packs.sources import installed
from takeaction.packs.sources.files import (
    Files,
    Folder,
    Installed,
    UnreadableError,
    file_mode,
    is_inside,
)
from takeaction.packs.sources.installed import GROUP
from takeaction.packs.sources.overlaps import FileClaim, find_overlaps
from takeaction.packs.sources.plugins import (
    DataPack,
    ForeignCode,
    collect_factors,
    collect_packs,
    make_manager,
    message_of,
    refused_pack,
)
from takeaction.packs.sources.record import RecordRow, parse_record

# The lazy imports below are rarely needed, or slow: ``pathlib`` and ``importlib.metadata`` would
# add to the time of every first answer.
if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint
    from pathlib import Path

    from takeaction.models.factor import Factor

    AnyEntryPoint = EntryPoint | installed.EntryPoint
    AnyDistribution = Distribution | installed.Distribution

PLUGIN_GROUP = "takeaction.plugins"


class Discovery:
    """The packs and factors of one load, not read yet.

    Attributes:
        packs: The packs, in order of place.
        factors: The factors of code plugins, in order of name.
        mistakes: The packs and plugins that were left out, each with its reason.
    """

    def __init__(
        self,
        packs: tuple[DataPack, ...],
        factors: "tuple[Factor, ...]",
        mistakes: tuple[PackError, ...],
    ) -> None:
        self.packs = packs
        self.factors = factors
        self.mistakes = mistakes


def discover(
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    plugins: Iterable[object] = (),
    packs: Iterable[str] | None = None,
) -> Discovery:
    """Find packs by path, among the installed distributions, and through code plugins.

    Args:
        paths: Folders, project folders, ``.zip`` and ``.whl`` files of packs.
        plugins: Names of distributions whose code plugins may run, or plugin objects.
        packs: Ids of the installed packs to use; None uses all, an empty list none.
    """
    wanted = None if packs is None else frozenset(packs)
    mistakes: list[PackError] = []
    entries, plugin_entries = _entry_points(mistakes)
    candidates = [*map(pack_at, paths), *_find_installed(entries, wanted, mistakes)]
    code = _load_plugins(plugin_entries, plugins, mistakes)
    manager = make_manager(sorted(candidates, key=_sort_key), code, mistakes)
    return Discovery(
        collect_packs(manager, mistakes),
        collect_factors(manager, mistakes),
        tuple(sorted(mistakes, key=lambda error: (error.where.pack or "", error.code))),
    )


def _sort_key(pack: DataPack) -> tuple[str, str]:
    return pack.place, pack.distribution or ""


def pack_at(path: str | os.PathLike[str]) -> DataPack:
    """Return the pack at a path: a folder, a project folder, a ``.zip`` or a ``.whl``.

    Never fails: a path that leads nowhere gives a pack that cannot be read.
    """
    from pathlib import Path

    place = Path(path)
    if place.suffix == ".whl":
        from takeaction.packs.sources.wheel import Wheel

        return DataPack(place.name, Wheel(place))
    if place.suffix == ".zip":
        from takeaction.packs.sources.archive import Archive

        return DataPack(place.name, Archive(place))
    return DataPack(str(path), Folder(_content_folder(place)))


def is_path(word: str) -> bool:
    """Tell whether a word names a path rather than the id of an installed pack."""
    return "/" in word or word.endswith((".whl", ".zip")) or os.path.exists(word)


def find_pack(word: str) -> DataPack:
    """Return the pack at a path, unread, or the installed pack with an id.

    Raises:
        PackErrors: No pack with that id is installed.
    """
    if is_path(word):
        return pack_at(word)
    discovery = discover(packs=[word])
    for pack in discovery.packs:
        return pack
    raise PackErrors(f"{word} is not found", discovery.mistakes)


def _content_folder(folder: "Path") -> "Path":
    """Return the folder with ``pack.toml`` in it: the folder itself, or the one in its ``src``."""
    try:
        if any((folder / name).exists() for name in ("pack.toml", "pack.json")):
            return folder
        inner = sorted(file.parent for file in folder.glob("src/*/pack.toml"))
    except OSError:
        return folder
    return inner[0] if len(inner) == 1 else folder


# Installed packs


def _entry_points(
    mistakes: list[PackError],
) -> tuple[Sequence["AnyEntryPoint"], Sequence["AnyEntryPoint"]]:
    """Return the entry points of packs, and those of code plugins."""
    entries = (
        None if _is_metadata_imported() else installed.find_entry_points((GROUP, PLUGIN_GROUP))
    )
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
    """Return all entry points, distribution by distribution.

    One damaged record would hide those of all other distributions, so it is reported and skipped.
    """
    from importlib.metadata import distributions

    readable: dict[str, Iterable[EntryPoint]] = {}
    damaged: dict[str, PackError] = {}
    for number, dist in enumerate(distributions()):
        name = _name_of(dist)
        try:
            readable.setdefault(name or str(number), dist.entry_points)
        except Exception as error:  # noqa: BLE001 - a damaged record raises anything
            place = name or "a distribution"
            damaged.setdefault(place, _unreadable_record(place, error, name))
    mistakes += damaged.values()
    return [entry for entries in readable.values() for entry in entries]


def _is_metadata_imported() -> bool:
    """Tell whether ``importlib.metadata`` costs nothing, because the program has imported it."""
    return "importlib.metadata" in sys.modules


def _name_of(dist: "AnyDistribution | None") -> str | None:
    """Return the name of a distribution; None if its record cannot be read."""
    try:
        return dist.name if dist else None
    except Exception:  # noqa: BLE001 - a damaged record raises anything
        return None


def _unreadable_record(place: str, error: Exception, name: str | None) -> PackError:
    problem = f"its installation record cannot be read: {message_of(error)}."
    return refused_pack("read.failed", problem, Where(place), "install it again.", name)


def _find_installed(
    entries: Iterable["AnyEntryPoint"], wanted: frozenset[str] | None, mistakes: list[PackError]
) -> Iterator[DataPack]:
    """Yield the installed packs; those that are missing or damaged go to the mistakes."""
    ids: set[str] = set()
    claims: list[FileClaim] = []
    packs: list[DataPack] = []
    for entry in entries:
        ids.add(entry.name)
        if wanted is None or entry.name in wanted:
            try:
                rows = _recorded_files(entry.dist)
                pack = _pack_of(entry, rows)
            except Exception as error:  # noqa: BLE001 - a damaged record raises anything
                pack = _unreadable_record(entry.name, error, _name_of(entry.dist))
            if isinstance(pack, PackError):
                mistakes.append(pack)
            else:
                packs.append(pack)
                claims.append(FileClaim(entry.name, entry.value, pack.distribution, rows or []))
    overlaps = find_overlaps(claims)
    mistakes += overlaps
    refused = {
        (error.where.pack, error.distribution)
        for error in overlaps
        if error.outcome is Outcome.QUARANTINE
    }
    usable = [pack for pack in packs if (pack.id, pack.distribution) not in refused]
    blocked = _blocked_rivals(usable)
    mistakes += blocked.values()
    yield from (pack for pack in usable if pack not in blocked)
    for id in sorted((wanted or frozenset()) - ids):
        problem = "no installed distribution contains this pack."
        fix = (
            hint_for(id, sorted(ids))()
            or "install it, or write the path of its folder, such as ./my-pack."
        )
        mistakes.append(refused_pack("pack.missing", problem, Where(id), fix, None))


def _blocked_rivals(packs: Sequence[DataPack]) -> dict[DataPack, PackError]:
    """Return the packs with the id of one that was changed since it was installed.

    That one will be left out. Otherwise, whoever changes it would clear the way for their own.
    """
    by_id: dict[str | None, list[DataPack]] = {}
    for pack in packs:
        by_id.setdefault(pack.id, []).append(pack)
    blocked: dict[DataPack, PackError] = {}
    for rivals in by_id.values():
        changed = [pack for pack in rivals if len(rivals) > 1 and _is_changed(pack.files)]
        if changed:
            unchanged = (pack for pack in rivals if pack not in changed)
            blocked |= {pack: _blocked_by(changed[0], pack) for pack in unchanged}
    return blocked


def _blocked_by(changed: DataPack, pack: DataPack) -> PackError:
    problem = f"{plain(changed.distribution or changed.place)} has this id, and was changed."
    fix = "install that one again, then keep one of the two."
    where = Where(pack.id)
    return mistake("pack.duplicate_id", problem, where, fix, distribution=pack.distribution)


def _is_changed(files: Files) -> bool:
    """Tell whether an installed ``pack.json`` is gone, or not the one in RECORD."""
    try:
        for name in files.names() if isinstance(files, Installed) else ():
            files.verify(name, files.read(name, Limits().pack_bytes))
    except (UnreadableError, OSError):
        return True
    return False


def _pack_of(entry: "AnyEntryPoint", rows: list[RecordRow] | None) -> DataPack | PackError:
    """Return the pack that an entry point names, or the reason to leave it out.

    Args:
        entry: The entry point.
        rows: The files in the record of its distribution; None if it has no record.
    """
    dist = entry.dist
    name = dist.name if dist else None
    where = Where(entry.name)
    if dist is None or not (entry.value.isascii() and entry.value.isidentifier()):
        return refused_pack(
            "read.outside_pack",
            f"its entry point is {shown(entry.value)}, not a single top-level name.",
            where,
            "name the package that contains pack.json.",
            name,
        )
    outside = [row.path for row in rows or () if not is_inside(row.path)]
    if outside:
        problem = f"its distribution lists {shown(outside[0])}, which is outside it."
        return refused_pack("read.outside_pack", problem, where, "build the pack again.", name)
    files = _installed_files(dist, entry.value, rows)
    if files is None:
        return refused_pack(
            "read.missing",
            f"its distribution does not contain {entry.value}/pack.json.",
            where,
            "build the pack with takeaction's hatchling hook, or install it in editable mode.",
            name,
        )
    return DataPack(entry.name, files, entry.name, name, dist.version)


def _installed_files(
    dist: "AnyDistribution", folder: str, rows: list[RecordRow] | None
) -> Files | None:
    """Return the files of an installed pack; None if its distribution has none.

    A distribution without a record, as some systems install them, has its files beside its
    metadata, and no hash of them.
    """
    built = f"{folder}/pack.json"
    hashes = {row.path: row.hash for row in rows or ()}
    if built in hashes:
        return Installed(_files_next_to(dist.locate_file(built)), hashes[built])
    editable = _editable_folder(dist, folder)
    if editable:
        return Folder(editable)
    place = str(dist.locate_file(built))
    return (
        Installed(Folder(os.path.dirname(place)), "") if rows is None and file_mode(place) else None
    )


def _files_next_to(path: Any) -> Files:
    """Return the files in the folder of a path that a distribution has located."""
    archive = getattr(getattr(path, "root", None), "filename", None)
    if archive is not None:  # a zipfile.Path: Python imports from an archive
        from takeaction.packs.sources.archive import Archive

        return Archive(archive, os.path.dirname(path.at) + "/")
    return Folder(os.path.dirname(str(path)))


def _recorded_files(dist: "AnyDistribution | None") -> list[RecordRow] | None:
    """Return the files in the record of a distribution; None if it has none.

    Not ``dist.files``: since Python 3.12 it leaves out the files that it cannot find on disk.
    """
    text = dist.read_text("RECORD") if dist else None
    return None if text is None else parse_record(text)


def _editable_folder(dist: "AnyDistribution", name: str) -> str | None:
    """Return the folder of a pack in editable mode; None unless it is inside its project."""
    import json
    from importlib.util import find_spec

    text = dist.read_text("direct_url.json")
    origin = json.loads(text) if text else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    spec = find_spec(name)  # a top-level name: this imports nothing
    folders = list(spec.submodule_search_locations or ()) if spec else []
    project = os.path.realpath(_path_of(origin["url"]))
    if len(folders) == 1 and os.path.realpath(folders[0]).startswith(os.path.join(project, "")):
        return folders[0]
    return None


def _path_of(url: str) -> str:
    """Return the path of a ``file:`` address; importing ``urllib.request`` would cost ten times."""
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(url).path)
    return path[1:] if os.name == "nt" else path  # /C:/folder


# Code plugins


def _load_plugins(
    entries: Iterable["AnyEntryPoint"], plugins: Iterable[object], mistakes: list[PackError]
) -> Iterator[tuple[str, object]]:
    """Import the code plugins that the host named; report the others without importing them."""
    requested = list(plugins)
    names = {plugin for plugin in requested if isinstance(plugin, str)}
    missing = set(names)
    for plugin in requested:
        if not isinstance(plugin, str):
            yield type(plugin).__name__, plugin
    for entry in sorted(entries, key=lambda entry: (_name_of(entry.dist) or "", entry.name)):
        name = _name_of(entry.dist) or entry.name
        missing.discard(name)
        if name in names:
            loaded: list[object] = []
            with ForeignCode("pack.import_failed", name, mistakes):
                loaded.append(entry.load())
            yield from ((name, plugin) for plugin in loaded)
        else:
            problem = "this distribution offers code, but the host has not allowed it."
            fix = f'if you trust it, name it: load(plugins={{"{plain(name)}"}}).'
            code = "pack.code_not_allowed"
            mistakes.append(mistake(code, problem, Where(name), fix, distribution=name))
    for name in sorted(missing):
        problem = "no installed distribution with this name offers code."
        mistakes.append(refused_pack("pack.missing", problem, Where(name), "install it.", None))
