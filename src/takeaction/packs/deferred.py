"""Packs that no first answer needs stay unparsed until one of their records is used.

People ask first for things to do and for help nearby. A pack without an action, a word, a patch or
a contact changes neither answer, valid or not. So only its bytes are kept, and parsed on first
use: packs of goods and indicators take longer to read than all others together.
"""

from collections import Counter
from collections.abc import Iterable

import attrs

from takeaction.limits import Limits
from takeaction.packs.reading.content import PATCH, SOURCE
from takeaction.packs.reading.drafts import file_kind
from takeaction.packs.sources.files import BUILT, MAX_HELD_BYTES, Snapshot, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.records import Kind

_NEEDED_AT_ONCE = frozenset({Kind.ACTION, Kind.WORD, PATCH})
_NEEDED_KEYS = tuple(f'"{key}"'.encode() for key in (*sorted(_NEEDED_AT_ONCE), "contacts"))

_GLANCE = 8 * 1024
"""The bytes at the head of a pack that are looked at first: nearly every pack names one there."""

# A record with fewer bytes lacks a required field. The shortest of ours takes 346.
_MIN_RECORD_BYTES = 32


def split_deferred(
    packs: Iterable[DataPack], limits: Limits
) -> tuple[list[DataPack], list[DataPack]]:
    """Split packs into those to check at once and those to defer.

    Returns:
        The packs to check at once, and the others. Each has a snapshot of its bytes if they were
        read to tell; those of the others are read again.
    """
    candidates = list(packs)
    counts = Counter(pack.id for pack in candidates)
    now: list[DataPack] = []
    later: list[DataPack] = []
    for pack in candidates:
        # Only an installed pack has an id before it is read, and two with one id are refused.
        snapshot, is_needed = None, True
        if pack.id and counts[pack.id] == 1:
            snapshot, is_needed = _snapshot(pack, limits)
        split = attrs.evolve(pack, files=snapshot) if snapshot else pack
        (now if is_needed else later).append(split)
    return now, later


def max_records(packs: Iterable[DataPack]) -> int:
    """Return an upper bound of the records in deferred packs."""
    snapshots = (pack.files for pack in packs if isinstance(pack.files, Snapshot))
    size = sum(len(data) for files in snapshots for data in files.contents.values())
    return size // _MIN_RECORD_BYTES


def _snapshot(pack: DataPack, limits: Limits) -> tuple[Snapshot | None, bool]:
    """Return a snapshot of a pack, and whether the pack is needed at once.

    The snapshot is None if the pack cannot be read, or if it consists of sources that are needed.
    """
    try:
        names = pack.files.names()
        if SOURCE in names:
            sources = _snapshot_sources(pack, names, limits)
            return sources, sources is None
        most_bytes = min(MAX_HELD_BYTES, limits.pack_bytes)
        data = pack.files.read(BUILT, most_bytes) if BUILT in names else b""
    except (UnreadableError, OSError, MemoryError):  # the reader will report the reason
        return None, True
    if not data:
        return None, True
    is_needed = _has_needed_key(data[:_GLANCE]) or _has_needed_key(data)
    has_escapes = b"\\" in data and b"\\u" in data  # one of the keys may be written with them
    return Snapshot(pack.files, names, {BUILT: data}), is_needed or has_escapes


def _has_needed_key(data: bytes) -> bool:
    return any(key in data for key in _NEEDED_KEYS)


def _snapshot_sources(pack: DataPack, names: tuple[str, ...], limits: Limits) -> Snapshot | None:
    kinds = {name: file_kind(name) for name in names}
    if not _NEEDED_AT_ONCE.isdisjoint(kinds.values()) or len(names) > limits.files:
        return None
    contents: dict[str, bytes] = {}
    bytes_left = min(MAX_HELD_BYTES, limits.pack_bytes)
    for name in filter(kinds.get, names):
        data = pack.files.read(name, min(limits.file_bytes, bytes_left))
        if kinds[name] == Kind.RESOURCE and (b"contacts" in data or b"\\" in data):
            return None
        contents[name] = data
        bytes_left -= len(data)
    return Snapshot(pack.files, names, contents)
