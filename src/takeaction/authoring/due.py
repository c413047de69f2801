"""What somebody has to make sure of again."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.engine.freshness import Freshness, freshness
from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.vocabulary import FreshnessState, Status

_LATE = (FreshnessState.STALE, FreshnessState.EXPIRED)


class Due(NamedTuple):
    """A record, or one of its contacts, whose evidence is too old.

    Attributes:
        record: The record.
        contact: Its contact, or None for the record itself.
        freshness: How old the evidence is: stale or expired.
    """

    record: Record
    contact: Contact | None
    freshness: Freshness


def due(catalog: Catalog, at: datetime) -> tuple[Due, ...]:
    """Find what is stale or expired.

    Args:
        catalog: Where to look. What is retired is left out, and so is what carries no date.
        at: An aware moment.

    Returns:
        The oldest first; of one age by id. Of a resource with contacts, each that is too old.
    """
    found = (
        Due(record, contact, freshness(record, at, contact))
        for record in catalog
        if record.status is not Status.RETIRED
        for contact in _parts(record)
    )
    late = [each for each in found if each.freshness.state in _LATE]
    return tuple(sorted(late, key=_age))


def _parts(record: Record) -> Iterator[Contact | None]:
    contacts = record.contacts if isinstance(record, Resource) else ()
    yield from contacts or (None,)


def _age(late: Due) -> tuple[int, str, str]:
    return -(late.freshness.age_days or 0), late.record.id, late.contact.id if late.contact else ""
