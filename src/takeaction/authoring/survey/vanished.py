"""Kinds of records that an earlier edition of a pack had, and that are gone.

A file that was renamed by accident takes a whole kind with it, and a pack without it is as valid.
"""

from collections.abc import Iterator
from pathlib import Path

from takeaction.catalog.catalog import Catalog
from takeaction.errors import LockError, PackError, Where, plain
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.lock import Lock
from takeaction.models.pack import Pack
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.files import Memory
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

LOCK = "takeaction.lock"
"""The usual name of a lock file."""

_BUILD_AGAIN = "look for its file; if you took the records out on purpose, build the pack again."
_ACCEPT_AGAIN = "look for its file; if you took the records out on purpose, accept the pack again."
_LEVELS = 3
"""A project, its ``src`` and the pack in it: the folders that are looked through."""


def find_vanished_kinds(catalog: Catalog, path: Path) -> Iterator[PackError]:
    """Find kinds of records that the last build or the lock of a pack has, and the pack has not.

    Args:
        catalog: The catalog of only this pack.
        path: Its folder, or that of its project. The last build is the newest wheel in ``dist``, or
            ``pack.json``, in the project or in the current folder; the lock is there too.
    """
    for id, pack in catalog.packs.items():
        present = {kind for kind, _ in pack.counts}
        folders = _folders(path)
        for name, kinds, fix in (*_last_build(folders, id), *_lock(folders, id)):
            for kind in sorted(kinds - present):
                problem = f"{name} has records of the kind {kind}, and this pack has none."
                yield mistake("pack.kind_gone", problem, Where(id), fix)


def _folders(path: Path) -> tuple[Path, ...]:
    """Return the folders where a build or a lock of a pack may be, the project first."""
    here = path.absolute()
    above = (here, *here.parents)[:_LEVELS]
    projects = (folder for folder in above if (folder / "pyproject.toml").is_file())
    return tuple(dict.fromkeys((*projects, Path.cwd())))


def _last_build(folders: tuple[Path, ...], id: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield the name and the kinds of the newest build of a pack, if there is one."""
    wheels = [wheel for folder in folders for wheel in folder.glob("dist/*.whl")]
    built = [folder / "pack.json" for folder in folders if (folder / "pack.json").is_file()]
    newest = sorted([*wheels, *built], key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest:
        pack = _built_pack(file, id)
        if pack:
            yield f"the last build, {plain(file.name)},", frozenset(dict(pack.counts)), _BUILD_AGAIN
            return


def _built_pack(file: Path, id: str) -> Pack | None:
    """Return a built pack, if the file holds the one with an id."""
    if file.suffix == ".whl":
        return load(paths=[file], packs=[]).packs.get(id)
    content = Memory(file.read_bytes()[: Limits().pack_bytes + 1])
    checked = check(DataPack(str(file), content), Limits())
    return checked.pack if checked.header and checked.header.id == id else None


def _lock(folders: tuple[Path, ...], id: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield the name and the kinds of the lock of a pack, if there is one that can be read."""
    for file in (folder / LOCK for folder in folders if (folder / LOCK).is_file()):
        try:
            locked = Lock.read(file).get(id)
        except LockError:  # takeaction lock says why
            continue
        if locked:
            keys = (*locked.values, *locked.checked, *locked.names)
            kinds = frozenset(key.partition(" ")[0] for key in keys)
            yield "the lock", kinds & frozenset(map(str, set(Kind) - {Kind.WORD})), _ACCEPT_AGAIN
            return
