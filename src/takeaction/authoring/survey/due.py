"""The records and contacts of a pack that are due for another check."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from takeaction.catalog.catalog import Catalog
from takeaction.engine.freshness import Freshness, freshness
from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.vocabulary.records import OUT_OF_DATE, Status


class Due(NamedTuple):
    """A record, or one of its contacts, whose evidence is too old.

    Attributes:
        record: The record.
        contact: The contact that is due, or None for the record itself.
        freshness: The age of the evidence; its state is stale or expired.
    """

    record: Record
    contact: Contact | None
    freshness: Freshness


def find_due(catalog: Catalog, at: datetime) -> tuple[Due, ...]:
    """Find the records and contacts that are stale or expired.

    Args:
        catalog: The records to look through. Retired records are never due, nor is evidence without
            a date.
        at: An aware moment.

    Returns:
        The oldest first; those of the same age by id. A resource that has contacts is listed by
        its contacts, not by itself.
    """
    dated = (
        Due(record, contact, freshness(record, at, contact))
        for record in catalog
        if record.status is not Status.RETIRED
        for contact in _contacts_or_itself(record)
    )
    late = (due for due in dated if due.freshness.state in OUT_OF_DATE)
    return tuple(sorted(late, key=_oldest_first))


def _contacts_or_itself(record: Record) -> Iterator[Contact | None]:
    contacts = record.contacts if isinstance(record, Resource) else ()
    yield from contacts or (None,)


def _oldest_first(due: Due) -> tuple[int, str, str]:
    return -(due.freshness.age_days or 0), due.record.id, due.contact.id if due.contact else ""
