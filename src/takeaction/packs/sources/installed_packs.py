"""The packs of installed distributions: each is where the file record of its distribution says."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.limits import Limits
from takeaction.packs.faults import hint_for
from takeaction.packs.sources.entry_points import distribution_name, unreadable_record
from takeaction.packs.sources.files import (
    Files,
    Folder,
    Installed,
    UnreadableError,
    file_mode,
    is_inside,
)
from takeaction.packs.sources.foreign_code import refused_pack
from takeaction.packs.sources.overlaps import FileClaim, find_overlaps
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.sources.record import RecordRow, parse_record
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.packs.sources.entry_points import AnyDistribution, AnyEntryPoint


def find_installed(
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
                pack = unreadable_record(entry.name, error, distribution_name(entry.dist))
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
