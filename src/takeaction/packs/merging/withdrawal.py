"""What publishers took back is left out of the merged packs, and reported.

A withdrawal only removes. It comes after every choice between packs, so that nothing takes the
place of what is gone.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.errors import Outcome, PackError, Where, shown
from takeaction.lazy import Lazy
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.models.word import Word, vocabulary_with
from takeaction.packs.checking.pack import Checked, counts_of
from takeaction.packs.checking.records import follow_references
from takeaction.packs.faults import Fault
from takeaction.packs.merging.merged import limit_per_pack, warning
from takeaction.packs.rules import links
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.models.pack import Withdrawal
    from takeaction.models.resource import Contact


_MOST_LISTED = 12
"""The most places, and languages of one place, that a mistake lists: it stays readable."""


class Withdrawals:
    """The withdrawals that are about the packs of one load.

    Attributes:
        editions: The packs that are left out as a whole, by id, each with its withdrawal.
        records: The withdrawal of each record, by its present full id.
        contacts: The withdrawal of each contact, by the present id of its record and its own.
    """

    def __init__(
        self, chosen: dict[str, tuple[Header, Checked]], withdrawn: "Iterable[Withdrawal]"
    ) -> None:
        self.editions: dict[str, tuple[Withdrawal, Checked]] = {}
        self.records: dict[str, Withdrawal] = {}
        self.contacts: dict[tuple[str, str], Withdrawal] = {}
        former: dict[str, dict[str, list[Record]]] = {}
        # Whole editions come first, then records: a part of what is gone is not taken twice.
        for withdrawal in sorted(withdrawn, key=lambda w: (bool(w.record), bool(w.contact))):
            _, checked = chosen.get(withdrawal.pack, (None, None))
            if checked is None:
                continue
            if withdrawal.digest and not (
                checked.pack and checked.pack.digest == withdrawal.digest
            ):
                continue
            if not withdrawal.record:
                self.editions[withdrawal.pack] = withdrawal, checked
            elif withdrawal.pack not in self.editions:
                for record in _named(checked, withdrawal, former):
                    self._add(record, withdrawal)
        for id in self.editions:
            del chosen[id]

    def _add(self, record: Record, withdrawal: "Withdrawal") -> None:
        if not withdrawal.contact:
            self.records[record.id] = withdrawal
        elif record.id not in self.records and any(
            contact.id == withdrawal.contact for contact in _contacts_of(record)
        ):
            self.contacts[record.id, withdrawal.contact] = withdrawal

    def __bool__(self) -> bool:
        return bool(self.editions or self.records or self.contacts)

    @property
    def by_id(self) -> "Mapping[str, Withdrawal]":
        """Each withdrawal that took something away, by the present id of that."""
        contacts = {f"{id}#{contact}": each for (id, contact), each in self.contacts.items()}
        editions = {id: withdrawal for id, (withdrawal, _) in self.editions.items()}
        return dict(sorted({**editions, **self.records, **contacts}.items()))

    def remaining(self, records: Mapping[str, Record]) -> Mapping[str, Record]:
        """Return the records that were not withdrawn, without withdrawn contacts."""
        return {
            id: self._with_contacts(record, withdrawn=False)
            for id, record in records.items()
            if id not in self.records
        }

    def _with_contacts(self, record: Record, *, withdrawn: bool) -> Record:
        """Return a record with only its withdrawn contacts, or with only the others."""
        if not isinstance(record, Resource):
            return record
        contacts = tuple(
            contact
            for contact in record.contacts
            if ((record.id, contact.id) in self.contacts) is withdrawn
        )
        if len(contacts) == len(record.contacts):
            return record
        return attrs.evolve(record, contacts=contacts)

    # Reports

    def edition_mistakes(self) -> Iterator[PackError]:
        """Report each pack that is left out as a whole."""
        for id, (withdrawal, checked) in sorted(self.editions.items()):
            where, distribution = Where(id), checked.distribution
            yield mistake(
                "withdrawn.pack",
                f"this edition was {withdrawal.sentence()}",
                where,
                _fix(withdrawal),
                distribution=distribution,
            )

    def mistakes(self, records: Mapping[str, Record], limit: int) -> Iterator[PackError]:
        """Report withdrawals and the records they remove.

        Args:
            records: The records that the host would see without the withdrawals of records and
                contacts, by full id.
            limit: The most mistakes of one kind to report for one pack.
        """
        remaining = self.remaining(records)
        yield from limit_per_pack(self._record_mistakes(records), limit)
        yield from limit_per_pack(self._same_numbers(records, remaining), limit)
        yield from self._lost_places(records, remaining)

    def _record_mistakes(self, records: Mapping[str, Record]) -> Iterator[PackError]:
        by_contact = [*((id, "", each) for id, each in self.records.items())]
        by_contact += [(id, contact, each) for (id, contact), each in self.contacts.items()]
        for id, contact, withdrawal in by_contact:
            if id in records:
                pack, _, local = id.partition(":")
                where = Where(pack, record=local, field=f"contacts[{contact}]" if contact else None)
                problem = f"it was {withdrawal.sentence()}"
                yield mistake("withdrawn.record", problem, where, _fix(withdrawal))

    def _gone(self, records: Mapping[str, Record]) -> Iterator[Resource]:
        """Return reduced copies of resources: only their withdrawn parts.

        Those of whole editions are not among them.
        """
        named = {*self.records, *(id for id, _ in self.contacts)}
        for id in sorted(named & records.keys()):
            record = records[id]
            gone = record if id in self.records else self._with_contacts(record, withdrawn=True)
            if isinstance(gone, Resource):
                yield gone

    def _same_numbers(
        self, records: Mapping[str, Record], remaining: Mapping[str, Record]
    ) -> Iterator[PackError]:
        # The numbers of a whole edition are not meant: most of them are right.
        gone = {
            contact.dial: resource.id
            for resource in self._gone(records)
            for contact in resource.contacts
            if contact.dial
        }
        for record in remaining.values():
            for contact in _contacts_of(record):
                if contact.dial in gone:
                    where = Where(
                        record.pack, record=record.local_id, field=f"contacts[{contact.id}].dial"
                    )
                    problem = f"the same number was withdrawn in {shown(gone[contact.dial])}."
                    yield warning(
                        "withdrawn.elsewhere", problem, where, "call it before you rely on it."
                    )

    def _lost_places(
        self, records: Mapping[str, Record], remaining: Mapping[str, Record]
    ) -> Iterator[PackError]:
        kept = {pair for record in remaining.values() for pair in _coverage_of(record)}
        lost: dict[str, set[tuple[str, str]]] = {}
        in_editions = (r for _, c in self.editions.values() for r in c.records.values())
        for resource in (*self._gone(records), *in_editions):
            lost.setdefault(resource.pack, set()).update(_coverage_of(resource) - kept)
        for pack, pairs in sorted(lost.items()):
            if pairs:
                problem = f"no contact is left for {_places(pairs)}: the last one was withdrawn."
                fix = "install another pack for these places, or update this one."
                yield warning("withdrawn.coverage", problem, Where(pack), fix)


def _named(
    checked: Checked,
    withdrawal: "Withdrawal",
    former: dict[str, dict[str, list[Record]]],
) -> Iterable[Record]:
    """Return the record with the id that a withdrawal names, or those that had it.

    *former* keeps the records of each pack by their former ids, since a list may name many.
    """
    record = checked.records.get(f"{withdrawal.pack}:{withdrawal.record}")
    if record:
        return (record,)
    if withdrawal.pack not in former:
        by_former_id = former[withdrawal.pack] = defaultdict(list)
        for each in checked.records.values():
            for alias in each.aliases:
                by_former_id[alias].append(each)
    return former[withdrawal.pack].get(withdrawal.record, ())


def _contacts_of(record: Record) -> "tuple[Contact, ...]":
    return record.contacts if isinstance(record, Resource) else ()


def _coverage_of(record: Record) -> frozenset[tuple[str, str]]:
    return record.coverage() if isinstance(record, Resource) else frozenset()


def _fix(withdrawal: "Withdrawal") -> str:
    if withdrawal.replaced_by:
        return f"use {withdrawal.replaced_by} instead."
    return "look for a newer edition of the pack."


def _places(pairs: Iterable[tuple[str, str]]) -> str:
    """List places, each with its languages: "GB in en, pl; US in es"."""
    by_region: dict[str, list[str]] = {}
    for region, language in sorted(pairs):
        by_region.setdefault(region, []).append(language)
    places = [f"{region} in {_listed(tags, ', ')}" for region, tags in by_region.items()]
    return _listed(places, "; ")


def _listed(items: list[str], separator: str) -> str:
    more = len(items) - _MOST_LISTED
    return separator.join(items[:_MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")


# Records that a lock holds back: they go alone, with what depends on them.


def without_records(
    checked: Checked, header: Header, held: Collection[str]
) -> tuple[Checked, tuple[tuple[str, Fault], ...]]:
    """Return a pack without some of its records, and without those that depend on them.

    Args:
        checked: The pack.
        header: Its header, as it is to be shown.
        held: The records to hold back: full ids of records and words, and targets of patches.

    Returns:
        What is left, and the local id of each record that depended on one of those held back, with
        its fault.
    """
    faults: list[tuple[str, Fault]] = []

    def keeps(thing: Record | Word, found: Iterable[Fault]) -> bool:
        new = tuple(found)
        faults.extend((thing.id.rpartition(":")[2], fault) for fault in new)
        return all(fault.outcome is Outcome.WARN for fault in new)

    words = tuple(word for word in checked.words if word.id not in held)
    words = _without_dependant_words(words, keeps)
    records = {id: record for id, record in checked.records.items() if id not in held}
    if len(words) < len(checked.words):
        known_words = vocabulary_with(words)
        records = {
            id: record
            for id, record in records.items()
            if keeps(record, links.word_faults(record, known_words))
        }
    written = {id: record.record_kind for id, record in checked.records.items()}
    dependants = [
        record.id
        for record in records.values()
        if any(id in written and id not in records for _, id, _ in links.references(record))
    ]
    follow_references(records, dependants, written, keeps)
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
    return left, tuple(faults)


def _pack(
    lazy_pack: Lazy[Pack], header: Header, records: Iterable[Record], held: Collection[str]
) -> Pack:
    return attrs.evolve(
        lazy_pack(), header=header, counts=counts_of(records), held_back=tuple(sorted(held))
    )


def _without_dependant_words(
    words: tuple[Word, ...], keeps: Callable[[Word, Iterable[Fault]], bool]
) -> tuple[Word, ...]:
    """Return words without those whose broader word has gone, until none is left of these."""
    while True:
        known = vocabulary_with(words)
        kept = tuple(word for word in words if keeps(word, links.broader_faults(word, known)))
        if len(kept) == len(words):
            return words
        words = kept


# The header of a pack


def without_texts(header: Header, fields: Iterable[str]) -> Header:
    """Return a header without the texts in some fields; the id takes the place of a title."""
    emptied: dict[str, Any] = dict.fromkeys(fields)
    if "title" in emptied:
        emptied["title"] = Text(header.id)
    return attrs.evolve(header, **emptied)
