"""What publishers took back is left out of the merged packs, and reported.

A withdrawal only removes. It comes after every choice between packs, so that nothing takes the
place of what is gone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.errors import PackError, Where, shown
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging.conflicts import limit_per_pack, warning
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.models.amendments.withdrawal import Withdrawal
    from takeaction.models.contact import Contact

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
        former = _FormerIds()
        # Whole editions come first, then records: a part of what is gone is not taken twice.
        for withdrawal in sorted(withdrawn, key=_is_narrow):
            _, checked = chosen.get(withdrawal.pack, (None, None))
            if checked is None or not _is_edition(checked, withdrawal.digest):
                continue
            if not withdrawal.record:
                self.editions[withdrawal.pack] = withdrawal, checked
            elif withdrawal.pack not in self.editions:
                for record in former.records(checked, withdrawal):
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
        """Report each contact that still gives a number that was withdrawn elsewhere.

        The numbers of a whole edition are not meant: most of them are right.
        """
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
        """Report the places and languages whose last contact is gone."""
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


def _is_edition(checked: Checked, digest: str | None) -> bool:
    return digest is None or bool(checked.pack and checked.pack.digest == digest)


def _is_narrow(withdrawal: "Withdrawal") -> tuple[bool, bool]:
    return bool(withdrawal.record), bool(withdrawal.contact)


class _FormerIds:
    """The records of packs by their former ids, looked up once a pack: a list may name many."""

    def __init__(self) -> None:
        self._by_pack: dict[str, dict[str, list[Record]]] = {}

    def records(self, checked: Checked, withdrawal: "Withdrawal") -> Iterable[Record]:
        """Return the record with the id that a withdrawal names, or those that had it."""
        record = checked.records.get(f"{withdrawal.pack}:{withdrawal.record}")
        if record:
            return (record,)
        if withdrawal.pack not in self._by_pack:
            by_former_id: dict[str, list[Record]] = {}
            for each in checked.records.values():
                for alias in each.aliases:
                    by_former_id.setdefault(alias, []).append(each)
            self._by_pack[withdrawal.pack] = by_former_id
        return self._by_pack[withdrawal.pack].get(withdrawal.record, ())


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
    """Join the first items, and count the others."""
    more = len(items) - _MOST_LISTED
    return separator.join(items[:_MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")
