"""Records that a lock holds back: they go alone, with what depends on them."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import attrs

from takeaction.errors import Outcome
from takeaction.lazy import Lazy
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.models.word import Word, vocabulary_with
from takeaction.packs.checking.pack import Checked, counts_of
from takeaction.packs.faults import Fault
from takeaction.packs.rules import links


class Withheld(NamedTuple):
    """A pack without some of its records.

    Attributes:
        pack: What is left of it.
        dependants: The local id of each record that depended on one of them, with its fault.
    """

    pack: Checked
    dependants: tuple[tuple[str, Fault], ...]


def without_records(checked: Checked, header: Header, held: Collection[str]) -> Withheld:
    """Return a pack without some of its records, and without those that depend on them.

    Args:
        checked: The pack.
        header: Its header, as it is to be shown.
        held: The records to hold back: full ids of records and words, and targets of patches.
    """
    faults: list[tuple[str, Fault]] = []
    words = tuple(word for word in checked.words if word.id not in held)
    words = _without_dependant_words(words, faults)
    records = {id: record for id, record in checked.records.items() if id not in held}
    if len(words) < len(checked.words):
        known_words = vocabulary_with(words)
        for record in tuple(records.values()):
            _leave_out(record, links.word_faults(record, known_words), records, faults)
    _leave_out_dependants(checked, records, faults)
    patches = tuple(patch for patch in checked.patches if patch.target not in held)
    lazy_pack, good = checked.lazy_pack, tuple(records.values())
    left = checked._replace(
        header=header,
        records=records,
        words=words,
        patches=patches,
        lazy_pack=Lazy(lambda: _pack(lazy_pack, header, good, held)) if lazy_pack else None,
        held_back=frozenset(checked.records.keys() - records.keys()),
    )
    return Withheld(left, tuple(faults))


def _pack(
    lazy_pack: Lazy[Pack], header: Header, records: Iterable[Record], held: Collection[str]
) -> Pack:
    """Return a pack as answers show it, with the records that are left."""
    return attrs.evolve(
        lazy_pack(), header=header, counts=counts_of(records), held_back=tuple(sorted(held))
    )


def _without_dependant_words(
    words: tuple[Word, ...], faults: list[tuple[str, Fault]]
) -> tuple[Word, ...]:
    """Return words without those whose broader word has gone, until none is left of these."""
    while True:
        known = vocabulary_with(words)
        kept = []
        for word in words:
            found = list(links.broader_faults(word, known))
            faults += ((word.id.rpartition(":")[2], fault) for fault in found)
            if not found:
                kept.append(word)
        if len(kept) == len(words):
            return words
        words = tuple(kept)


def _leave_out_dependants(
    checked: Checked, records: dict[str, Record], faults: list[tuple[str, Fault]]
) -> None:
    """Leave out records that need one that has gone, then those that need these."""
    written = {id: record.record_kind for id, record in checked.records.items()}
    known = {id: record.record_kind for id, record in records.items()}
    sources: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        for _, target, _ in links.references(record):
            sources[target].append(record)
    reported: set[tuple[str, str]] = set()
    gone = deque(id for id in checked.records if id not in records)
    while gone:
        for record in sources.get(gone.popleft(), ()):
            if record.id in records:
                found = [
                    fault
                    for fault in links.reference_faults(record, known, written)
                    if (record.id, fault.field) not in reported
                ]
                reported |= {(record.id, fault.field) for fault in found}
                _leave_out(record, found, records, faults)
                if record.id not in records:
                    del known[record.id]
                    gone.append(record.id)


def _leave_out(
    record: Record,
    found: Iterable[Fault],
    records: dict[str, Record],
    faults: list[tuple[str, Fault]],
) -> None:
    """Note the faults of a record, and leave it out if one of them costs it."""
    for fault in found:
        faults.append((record.local_id, fault))
        if fault.outcome is not Outcome.WARN:
            records.pop(record.id, None)


# The header of a pack


def without_texts(header: Header, fields: Iterable[str]) -> Header:
    """Return a header without the texts in some of its fields; the id takes the place of a title.

    Args:
        header: The header.
        fields: The names of the fields.
    """
    emptied: dict[str, Any] = dict.fromkeys(fields)
    if "title" in emptied:
        emptied["title"] = Text(header.id)
    return attrs.evolve(header, **emptied)
