"""Check a pack and write its canonical form."""

from pathlib import Path

from takeaction.errors import PackErrors
from takeaction.limits import Limits
from takeaction.packs.checking import check
from takeaction.packs.discovery import find_path


def build(path: str | Path) -> bytes:
    """Return what ``pack.json`` of a pack holds.

    Args:
        path: The folder of the pack, or of its project.

    Raises:
        PackErrors: The pack has mistakes, warnings among them; one that has any is not built.
    """
    checked = check(find_path(path), Limits())
    if checked.mistakes:
        raise PackErrors(f"{path} is not built", checked.mistakes)
    return checked.canonical
