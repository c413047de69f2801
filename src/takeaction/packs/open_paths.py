"""Paths of the files of packs that an editor can open, as mistakes name them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import attrs

from takeaction.errors import PackError, PackErrors, Where
from takeaction.limits import Limits
from takeaction.packs.reading.drafts import read_drafts, read_sound_drafts
from takeaction.packs.sources.files import Folder, Installed
from takeaction.packs.sources.plugins import DataPack


def folder_of(pack: DataPack) -> str | None:
    """Return the folder of the files of a pack, as a path that opens from the current folder.

    Returns:
        The path, relative if it is below the current folder; None for an archive and for content
        in memory, whose mistakes have no file to open.
    """
    files = pack.files.files if isinstance(pack.files, Installed) else pack.files
    if not isinstance(files, Folder):
        return None
    return from_here(files.root)


def from_here(path: str) -> str:
    """Return a path that opens from the current folder: relative if it is below, else as it is."""
    place, here = Path(path), Path.cwd()
    return (place.relative_to(here) if place.is_relative_to(here) else place).as_posix()


def path_of(where: Where, folder: str | None) -> str | None:
    """Return the path of a file with a mistake, for an editor; None if there is no such file."""
    if folder is None or where.file is None:
        return None
    return PurePosixPath(folder, where.file).as_posix()


def on_disk(where: Where, folder: str | None) -> Where:
    """Return a place with the path of its file, instead of its pack, where there is a path."""
    path = path_of(where, folder)
    return attrs.evolve(where, pack=None, file=path) if path else where


class Folders:
    """The folders of several packs, by the names that their mistakes have."""

    def __init__(self, packs: Iterable[DataPack]) -> None:
        self._folders: dict[tuple[str, str | None], set[str | None]] = {}
        for pack in packs:
            for name in _names_of(pack):
                for distribution in (pack.distribution, None):
                    folders = self._folders.setdefault((name, distribution), set())
                    folders.add(folder_of(pack))

    def of(self, error: PackError) -> str | None:
        """Return the folder of the pack of a mistake; None where it could be in several."""
        folders = self._folders.get((error.where.pack or "", error.distribution), set())
        return next(iter(folders)) if len(folders) == 1 else None


def _names_of(pack: DataPack) -> Iterator[str]:
    """Yield the names of a pack in messages: its place, and the id in its header."""
    yield pack.place
    if pack.id is None:
        id = _header_of(pack).get("id")
        if isinstance(id, str):
            yield id


def _header_of(pack: DataPack) -> Mapping[str, object]:
    try:
        return read_drafts(pack, Limits()).header
    except PackErrors:
        content = read_sound_drafts(pack, Limits())
        return content.header if content else {}
