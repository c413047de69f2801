"""Check a pack and write its canonical form."""

from pathlib import Path

import attrs

from takeaction.errors import PackErrors
from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import find_path


def build(path: str | Path, *, id: str | None = None) -> bytes:
    """Return what ``pack.json`` of a pack holds.

    Args:
        path: The folder of the pack, or of its project.
        id: The name of its entry point, which has to be its id; None if it has none yet.

    Raises:
        PackErrors: The pack has mistakes, warnings among them; one that has any is not built.
    """
    checked = check(attrs.evolve(find_path(path), id=id), Limits())
    if checked.mistakes:
        raise PackErrors(f"{path} is not built", checked.mistakes)
    return checked.canonical
