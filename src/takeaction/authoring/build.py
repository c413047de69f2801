"""Build a pack: check it and write its canonical form."""

from pathlib import Path

import attrs

from takeaction.errors import PackErrors
from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import pack_at


def build(path: str | Path, *, id: str | None = None) -> bytes:
    """Return the content of a pack's ``pack.json``, in canonical form.

    Args:
        path: The folder of the pack or of its project.
        id: The name of its entry point, which must be the pack's id; None if it has none yet.

    Raises:
        PackErrors: The pack has mistakes. A warning is enough: such a pack is not built.
    """
    checked = check(attrs.evolve(pack_at(path), id=id), Limits())
    if checked.mistakes:
        raise PackErrors(f"{path} is not built", checked.mistakes)
    return checked.canonical
