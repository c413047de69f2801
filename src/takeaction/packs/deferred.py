"""Packs that no first answer needs are read when they are first asked for.

What a person asks first is what to do and where help is. A pack without an action, a word, a patch
or a contact changes neither, whether it is taken or not. So its bytes are kept, and looked at when
something of it is asked for: packs of goods and signs take longer to read than all others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from takeaction.limits import Limits
from takeaction.packs.reading.content import BUILT, PATCH, SOURCE
from takeaction.packs.reading.drafts import kind_of
from takeaction.packs.sources.files import Kept, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary import Kind

_AT_ONCE = frozenset({Kind.ACTION, Kind.WORD, PATCH})
_KEYS = tuple(f'"{key}"'.encode() for key in (*sorted(_AT_ONCE), "contacts"))
_LARGE = 1024 * 1024
"""The most bytes of a pack that are kept."""

_LEAST = 32
"""No record takes fewer bytes."""


def apart(packs: Iterable[DataPack], limits: Limits) -> tuple[list[DataPack], list[DataPack]]:
    """Tell packs that a first answer needs from those that can wait.

    Args:
        packs: Those that were found.
        limits: How much is read.

    Returns:
        What to check at once, and what can wait, with its bytes.
    """
    found = list(packs)
    times = Counter(pack.id for pack in found)
    now, later = [], []
    for pack in found:
        kept = _kept(pack, limits) if pack.id and times[pack.id] == 1 else None
        if kept is None:
            now.append(pack)
        else:
            later.append(attrs.evolve(pack, files=kept))
    return now, later


def most_records(packs: Iterable[DataPack]) -> int:
    """Return how many records packs that wait have at most."""
    return sum(len(data) for pack in packs for data in _contents(pack).values()) // _LEAST


def _contents(pack: DataPack) -> Mapping[str, bytes]:
    return pack.files.contents if isinstance(pack.files, Kept) else {}


def _kept(pack: DataPack, limits: Limits) -> Kept | None:
    """Return the files of a pack that can wait; None if it cannot, or cannot be read."""
    try:
        names = pack.files.names()
        if SOURCE in names:
            return _kept_sources(pack, names, limits)
        data = pack.files.read(BUILT, min(_LARGE, limits.pack_bytes)) if BUILT in names else b""
    except (UnreadableError, OSError, MemoryError):  # reading says what is wrong
        return None
    if not data or any(key in data for key in _KEYS):
        return None
    escaped = b"\\" in data and b"\\u" in data  # a key may be
    return None if escaped else Kept(pack.files, names, {BUILT: data})


def _kept_sources(pack: DataPack, names: tuple[str, ...], limits: Limits) -> Kept | None:
    kinds = {name: kind_of(name) for name in names}
    if not _AT_ONCE.isdisjoint(kinds.values()) or len(names) > limits.files:
        return None
    contents: dict[str, bytes] = {}
    left = min(_LARGE, limits.pack_bytes)
    for name in filter(kinds.get, names):
        contents[name] = pack.files.read(name, min(limits.file_bytes, left))
        left -= len(contents[name])
    of_resources = (data for name, data in contents.items() if kinds[name] == Kind.RESOURCE)
    if any(b"contacts" in data or b"\\" in data for data in of_resources):
        return None
    return Kept(pack.files, names, contents)
