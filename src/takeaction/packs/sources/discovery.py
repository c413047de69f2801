"""Find packs without running any of their code.

A pack is data: its entry point in ``takeaction.packs`` names its folder, and the file record of its
distribution says where that folder is. Code plugins (``takeaction.plugins``) are imported only if
the host names their distribution.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from takeaction.errors import PackError, PackErrors
from takeaction.packs.sources.code_plugins import load_plugins
from takeaction.packs.sources.entry_points import find_all_entries
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.installed_packs import find_installed
from takeaction.packs.sources.plugins import (
    DataPack,
    collect_factors,
    collect_packs,
    make_manager,
)

# The lazy imports below are rarely needed, or slow: ``pathlib`` would add to the time of every
# first answer.
if TYPE_CHECKING:
    from pathlib import Path

    from takeaction.models.factor import Factor


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
    entries, plugin_entries = find_all_entries(mistakes)
    candidates = [*map(pack_at, paths), *find_installed(entries, wanted, mistakes)]
    code = load_plugins(plugin_entries, plugins, mistakes)
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


def sources_folder(path: "Path") -> "Path":
    """Return the folder of the pack at a path, often inside the folder of its project."""
    files = pack_at(path).files
    return type(path)(files.root) if isinstance(files, Folder) else path


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
