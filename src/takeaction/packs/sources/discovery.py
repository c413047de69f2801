"""Find packs without running any of their code.

A pack is data: its entry point in ``takeaction.packs`` names its folder, and the file record of its
distribution says where that folder is. Code plugins (``takeaction.plugins``) are imported only if
the host names their distribution.
"""

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from takeaction.errors import Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.limits import Limits
from takeaction.packs.faults import hint_for
from takeaction.packs.sources.entry_points import (
    distribution_name,
    find_all_entries,
    unreadable_record,
)
from takeaction.packs.sources.files import (
    CORE,
    Files,
    Folder,
    Installed,
    RecordRow,
    UnreadableError,
    file_mode,
    is_first_party,
    is_inside,
    normalised,
    parse_record,
)
from takeaction.packs.sources.plugins import (
    DataPack,
    collect_factors,
    collect_packs,
    foreign_code,
    make_manager,
    refused_pack,
)
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from pathlib import Path

    from takeaction.models.action import Factor
    from takeaction.packs.sources.entry_points import AnyDistribution, AnyEntryPoint


# The lazy imports below are rarely needed, or slow: ``pathlib`` would add to the time of every
# first answer.


NOBODY: Mapping[str, str] = {}
"""No distribution that a host names."""


class Discovery(NamedTuple):
    """The packs and factors of one load, not read yet.

    Attributes:
        packs: The packs, in order of place.
        factors: The factors of code plugins, in order of name.
        mistakes: The packs and plugins that were left out, each with its reason.
    """

    packs: tuple[DataPack, ...]
    factors: "tuple[Factor, ...]"
    mistakes: tuple[PackError, ...]


def discover(
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    plugins: Iterable[object] = (),
    packs: Iterable[str] | None = None,
    named: Mapping[str, str] = NOBODY,
) -> Discovery:
    """Find packs by path, among the installed distributions, and through code plugins.

    Args:
        paths: Folders, project folders, ``.zip`` and ``.whl`` files of packs.
        plugins: Names of distributions whose code plugins may run, or plugin objects.
        packs: Ids of the installed packs to use; None uses all, an empty list none.
        named: The distribution that the host names for an id of a pack, as its lock does.
    """
    wanted = None if packs is None else frozenset(packs)
    mistakes: list[PackError] = []
    entries, plugin_entries = find_all_entries(mistakes)
    candidates = [*map(pack_at, paths), *find_installed(entries, wanted, mistakes, named)]
    code = load_plugins(plugin_entries, plugins, mistakes)
    candidates.sort(key=lambda pack: (pack.place, pack.distribution or ""))
    manager = make_manager(candidates, code, mistakes)
    found, factors = collect_packs(manager, mistakes), collect_factors(manager, mistakes)
    # A manager is full of reference cycles: with its plugins in it, the texts of a catalog that a
    # host has replaced would stay in memory until the collector looks at its oldest objects.
    for plugin in manager.get_plugins():
        manager.unregister(plugin)
    in_order = sorted(mistakes, key=lambda error: (error.where.pack or "", error.code))
    return Discovery(found, factors, tuple(in_order))


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


def sources_folder(path: "Path") -> "Path":
    """Return the folder of the pack at a path, often inside the folder of its project."""
    files = pack_at(path).files
    return type(path)(files.root) if isinstance(files, Folder) else path


def is_path(word: str) -> bool:
    """Return whether a word names a path rather than the id of an installed pack."""
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
    """Return the folder with ``pack.toml`` in it: the folder itself, or the one in its ``src``.

    A ``pack.json`` in a project was built from its sources, perhaps long ago, so these go first.
    """
    try:
        is_project = (folder / "pyproject.toml").exists()
        names = ("pack.toml",) if is_project else ("pack.toml", "pack.json")
        if any((folder / name).exists() for name in names):
            return folder
        inner = sorted(file.parent for file in folder.glob("src/*/pack.toml"))
    except OSError:
        return folder
    return inner[0] if len(inner) == 1 else folder


# The packs of installed distributions: each is where the file record of its distribution says.


def find_installed(
    entries: Iterable["AnyEntryPoint"],
    wanted: frozenset[str] | None,
    mistakes: list[PackError],
    named: Mapping[str, str] = NOBODY,
) -> Iterator[DataPack]:
    """Yield the installed packs; those that are missing or damaged go to the mistakes."""
    ids: set[str] = set()
    claims: list[FileClaim] = []
    packs: list[DataPack] = []
    for entry in entries:
        ids.add(entry.name)
        if wanted is None or entry.name in wanted:
            try:
                # Not ``dist.files``: since Python 3.12 it leaves out what is not on disk.
                text = entry.dist.read_text("RECORD") if entry.dist else None
                rows = None if text is None else parse_record(text)
                pack = _pack_of(entry, rows)
            except Exception as error:  # noqa: BLE001 - a damaged record raises anything
                pack = unreadable_record(entry.name, error, distribution_name(entry.dist))
            if isinstance(pack, PackError):
                mistakes.append(pack)
            else:
                packs.append(pack)
                claims.append(FileClaim(entry.name, entry.value, pack.distribution, rows or []))
    firm = frozenset(
        (pack.id, pack.distribution)
        for pack in _rivals(packs)
        if _standing(pack, named) < _STRANGER and not _is_changed(pack.files)
    )
    overlaps = find_overlaps(claims, firm)
    mistakes += overlaps
    refused = {
        (error.where.pack, error.distribution)
        for error in overlaps
        if error.outcome is Outcome.QUARANTINE
    }
    usable = [pack for pack in packs if (pack.id, pack.distribution) not in refused]
    blocked = _blocked_rivals(usable, named)
    mistakes += blocked.values()
    yield from (pack for pack in usable if pack not in blocked)
    for id in sorted((wanted or frozenset()) - ids):
        problem = "no installed distribution contains this pack."
        fix = (
            hint_for(id, sorted(ids))()
            or "install it, or write the path of its folder, such as ./my-pack."
        )
        mistakes.append(refused_pack("pack.missing", problem, Where(id), fix, None))


def _rivals(packs: Sequence[DataPack]) -> list[DataPack]:
    """Return the packs that share their id with another."""
    counts = Counter(pack.id for pack in packs)
    return [pack for pack in packs if counts[pack.id] > 1]


Standing: TypeAlias = tuple[bool, bool, int]
_STRANGER: Standing = (True, True, 0)
"""The lowest standing of a pack that is neither the one the host names, nor one of ours."""


def standing(
    id: str, distribution: str | None, since: int, named: Mapping[str, str] = NOBODY
) -> Standing:
    """Return how a pack stands among those of its id: the lowest answers.

    The one that the host names goes first, then ours, then the one that was installed first.
    """
    is_named = id in named and normalised(named[id]) == normalised(distribution or "")
    return not is_named, not is_first_party(id, distribution), since


def _standing(pack: DataPack, named: Mapping[str, str]) -> Standing:
    return standing(pack.id or "", pack.distribution, pack.since, named)


def _blocked_rivals(
    packs: Sequence[DataPack], named: Mapping[str, str]
) -> dict[DataPack, PackError]:
    """Return the packs with the id of one that stands before them, and was changed.

    The changed one is left out. If its rivals stayed, a changed pack would clear the way for them;
    one that stands behind them clears nobody's.
    """
    rivals = _rivals(packs)
    changed = [pack for pack in rivals if _is_changed(pack.files)]
    blocked: dict[DataPack, PackError] = {}
    for first in changed:
        name = plain(first.distribution or first.place)
        problem = f"{name} has this id, and was changed."
        fix = "install that one again, then keep one of the two."
        blocked |= {
            pack: mistake(
                "pack.duplicate_id", problem, Where(pack.id), fix, None, pack.distribution
            )
            for pack in rivals
            if pack.id == first.id
            and pack not in changed
            and _standing(first, named) <= _standing(pack, named)
        }
    return blocked


def _is_changed(files: Files) -> bool:
    try:
        for name in files.names() if isinstance(files, Installed) else ():
            files.verify(name, files.read(name, Limits().pack_bytes))
    except (UnreadableError, OSError):
        return True
    return False


def _pack_of(entry: "AnyEntryPoint", rows: list[RecordRow] | None) -> DataPack | PackError:
    # Without a record of files, *rows* is None.
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
    return DataPack(entry.name, files, entry.name, name, dist.version, _installed_at(dist, rows))


def _installed_at(dist: "AnyDistribution", rows: list[RecordRow] | None) -> int:
    """Return when a distribution was installed, in nanoseconds; 0 if that is not known.

    Its RECORD is written then, and nobody else may claim that file. The time of the change of its
    entry is the system's own: no archive can bring one.
    """
    name = normalised(dist.name).replace("-", "_")
    folders = [row.path.partition("/")[0] for row in rows or () if ".dist-info/" in row.path]
    for folder in (
        *folders[:1],
        *(f"{each}-{dist.version}.dist-info" for each in (name, dist.name)),
    ):
        with suppress(OSError, ValueError):
            return os.stat(str(dist.locate_file(f"{folder}/RECORD"))).st_ctime_ns
    return 0


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
    archive = getattr(getattr(path, "root", None), "filename", None)
    if archive is not None:  # a zipfile.Path: Python imports from an archive
        from takeaction.packs.sources.archive import Archive

        return Archive(archive, os.path.dirname(path.at) + "/")
    return Folder(os.path.dirname(str(path)))


def _editable_folder(dist: "AnyDistribution", name: str) -> str | None:
    # None unless it is inside its project.
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
    # Importing ``urllib.request`` would cost ten times as much.
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(url).path)
    return path[1:] if os.name == "nt" else path  # /C:/folder


# Code plugins: imported only if the host names their distribution.


def load_plugins(
    entries: Iterable["AnyEntryPoint"], plugins: Iterable[object], mistakes: list[PackError]
) -> Iterator[tuple[str, object]]:
    """Import the code plugins that the host named; report the others without importing them."""
    requested = list(plugins)
    names = {plugin for plugin in requested if isinstance(plugin, str)}
    missing = set(names)
    for plugin in requested:
        if not isinstance(plugin, str):
            yield type(plugin).__name__, plugin
    for entry in sorted(entries, key=_order):
        name = distribution_name(entry.dist) or entry.name
        missing.discard(name)
        if name in names:
            loaded: list[object] = []
            with foreign_code("pack.import_failed", name, mistakes):
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


def _order(entry: "AnyEntryPoint") -> tuple[str, str]:
    return distribution_name(entry.dist) or "", entry.name


# Files that an installed distribution claims in the folder of another pack, or of this library.
#
# An installer overwrites what is there. So a distribution whose record lists a file of somebody
# else has replaced it, or can.


_CHOOSE = "remove the one that you trust less, and install the other one again."


class FileClaim(NamedTuple):
    """The files that the distribution of a pack claims.

    Attributes:
        id: The id of the pack.
        folder: The folder of the pack.
        distribution: The name of the distribution.
        rows: The files in its record.
    """

    id: str
    folder: str
    distribution: str | None
    rows: Sequence[RecordRow]


def find_overlaps(
    claims: Sequence[FileClaim], firm: Container[tuple[str | None, str | None]] = ()
) -> list[PackError]:
    """Return a mistake for each side of each overlap of two distributions, one for each folder.

    Quarantine: of a pack whose distribution claims files of this library, the record of another
    distribution, or the ``pack.json`` of another pack; of both, where two claim one ``pack.json``
    for one id and only one can be right: it is the *firm* one, by id and distribution, if any.
    """
    owners: dict[str, list[FileClaim]] = {}
    for claim in claims:
        owners.setdefault(claim.folder, []).append(claim)
    return [error for claim in claims for error in _overlaps_of(claim, owners, firm)]


def _overlaps_of(
    claim: FileClaim,
    owners: dict[str, list[FileClaim]],
    firm: Container[tuple[str | None, str | None]],
) -> Iterator[PackError]:
    reported: set[tuple[str, str | None]] = set()
    for row in sorted(claim.rows, key=lambda row: (not row.path.endswith("/pack.json"), row.path)):
        top = row.path.partition("/")[0]
        if (top == CORE or _is_foreign_info(top, claim)) and (top, None) not in reported:
            reported.add((top, None))
            name = plain(CORE if top == CORE else top.partition("-")[0])
            problem = f"its distribution claims this file of {name} itself."
            where, fix, outcome = Where(claim.id, row.path), _remove(name), Outcome.QUARANTINE
            dist = claim.distribution
            yield mistake("pack.foreign_file", problem, where, fix, outcome, dist)
        for owner in owners.get(top, ()):
            is_other = owner.distribution != claim.distribution
            if is_other and (top, owner.distribution) not in reported:
                reported.add((top, owner.distribution))
                is_firm = (claim.id, claim.distribution) in firm
                yield from _overlap(claim, owner, row, is_firm=is_firm)


def _overlap(
    claim: FileClaim, owner: FileClaim, row: RecordRow, *, is_firm: bool
) -> Iterator[PackError]:
    is_built = row.path == f"{owner.folder}/pack.json"
    owned = {own.path: own.hash for own in owner.rows}.get(row.path)
    if claim.folder == owner.folder:
        is_rival = is_built and claim.id == owner.id and row.hash != owned
        yield _two_owners(claim, owner, row.path, is_refused=is_rival and not is_firm)
        return
    problem = f"its distribution claims this file of the pack {shown(owner.id)}."
    outcome = Outcome.QUARANTINE if is_built else Outcome.WARN
    fix = _remove(plain(owner.distribution or owner.id))
    where = Where(claim.id, row.path)
    yield mistake("pack.foreign_file", problem, where, fix, outcome, claim.distribution)
    if owned is not None:
        yield _two_owners(owner, claim, row.path, is_refused=False)


def _is_foreign_info(folder: str, claim: FileClaim) -> bool:
    name = folder.partition("-")[0] if folder.endswith(".dist-info") else None
    return bool(name and claim.distribution and normalised(name) != normalised(claim.distribution))


def _two_owners(claim: FileClaim, other: FileClaim, path: str, *, is_refused: bool) -> PackError:
    name = plain(other.distribution or other.id)
    problem = f"two distributions claim this file: its own and {name}."
    outcome = Outcome.QUARANTINE if is_refused else Outcome.WARN
    where = Where(claim.id, path)
    return mistake("pack.two_owners", problem, where, _CHOOSE, outcome, claim.distribution)


def _remove(owner: str) -> str:
    return f"remove this distribution, and install {owner} again."
