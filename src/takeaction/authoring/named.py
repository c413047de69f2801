"""The pack that a word of an author means: a path, or the id of an installed one."""

from pathlib import Path

from takeaction.errors import PackErrors
from takeaction.packs.sources.discovery import discover, find_path
from takeaction.packs.sources.plugins import DataPack


def pack_of(word: str) -> DataPack:
    """Return the pack at a path, or the installed one with an id.

    Raises:
        PackErrors: No pack with that id is installed. What lies at a path is not looked at yet.
    """
    if "/" in word or word.endswith((".whl", ".zip")) or Path(word).exists():
        return find_path(word)
    found = discover(packs=[word])
    for pack in found.packs:
        return pack
    raise PackErrors(f"{word} is not found", found.mistakes)
