"""The records and contacts of a pack that are due for another check."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from takeaction.catalog.catalog import Catalog
from takeaction.engine.freshness import Freshness, edition_date, fresh_days, freshness
from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.source import Verified
from takeaction.vocabulary.records import Status


class Due(NamedTuple):
    """A record, or one of its contacts, that somebody has to check again.

    Attributes:
        record: The record.
        contact: The contact that is due, or None for the record itself.
        since: The day of the last check: the day somebody verified it, else the day somebody read
            its source, else the date of that source.
        on: The first day on which it is due.
        freshness: The age of its evidence, as answers show it.
    """

    record: Record
    contact: Contact | None
    since: date
    on: date
    freshness: Freshness

    @property
    def verified(self) -> Verified:
        """The last check of the contact, or else that of the record."""
        return _verified(self.record, self.contact)


def find_due(catalog: Catalog, at: datetime, within: int = 0) -> tuple[Due, ...]:
    """Find the records and contacts that are due for another check.

    A contact is due 90 days after its last check, everything else after a year; goods and ratings
    after three years. A ``review_by`` brings the day forward.

    Args:
        catalog: The records to look through. Retired records are never due, nor is a record
            without any date: see ``find_undated``.
        at: An aware moment.
        within: How many days to look ahead.

    Returns:
        What is due first; on the same day in order of id. A resource that has contacts is listed
        by its contacts, not by itself.
    """
    last_day = at.date() + timedelta(days=within)
    dated = (
        Due(record, contact, since, _due_on(record, contact, since), freshness(record, at, contact))
        for record, contact in _checkable(catalog)
        if (since := _last_check(record, contact))
    )
    return tuple(sorted((due for due in dated if due.on <= last_day), key=_first_due))


def find_undated(catalog: Catalog) -> tuple[str, ...]:
    """List the ids of the records and contacts that have no date at all, so never become due.

    A contact is listed as ``id (contact)``.
    """
    return tuple(
        due_name(record, contact)
        for record, contact in _checkable(catalog)
        if _last_check(record, contact) is None
    )


def due_name(record: Record, contact: Contact | None) -> str:
    """Return the id of a record, with that of its contact behind it."""
    return f"{record.id} ({contact.id})" if contact else record.id


def _checkable(catalog: Catalog) -> Iterator[tuple[Record, Contact | None]]:
    """Yield what somebody has to check: a contact, or a record that has none."""
    for record in catalog:
        if record.status is not Status.RETIRED:
            contacts = record.contacts if isinstance(record, Resource) else ()
            for contact in contacts or (None,):
                yield record, contact


def _verified(record: Record, contact: Contact | None) -> Verified:
    return (contact and contact.verified) or record.verified


def _last_check(record: Record, contact: Contact | None) -> date | None:
    """Return the day of the last check, or the date of what was read; None if nothing says it."""
    source = record.source
    verified_on = _verified(record, contact).on
    return verified_on or source.checked or edition_date(record) or source.since


def _due_on(record: Record, contact: Contact | None, since: date) -> date:
    """Return the first day on which a check is due."""
    due_on = since + timedelta(days=fresh_days(record, contact))
    review_by = _verified(record, contact).review_by
    return min(due_on, review_by) if review_by else due_on


def _first_due(due: Due) -> tuple[date, str, str]:
    return due.on, due.record.id, due.contact.id if due.contact else ""
