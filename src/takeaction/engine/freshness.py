"""The age of the evidence for a record. Age is never a mistake, and never hides help."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

import attrs

from takeaction.engine.serialization import Answer
from takeaction.models.record import Record
from takeaction.models.resource import Contact
from takeaction.vocabulary.records import FreshnessState, Kind

if TYPE_CHECKING:  # answers about actions and help do not load goods and ratings
    from takeaction.engine.json_types import FreshnessData
    from takeaction.models.goods import Good, Rating

# The days after which evidence is aging, stale and expired; None: never. They are our own choice,
# set without measurement, and docs/explanation/sources.md lists them. A contact ages soonest.
FRESH_CONTACT_DAYS = 90
"""The days for which evidence for a contact counts as fresh."""

_CONTACT_DAYS = (FRESH_CONTACT_DAYS, 180, 730)
_RECORD_DAYS = (365, 730, None)
_EDITION_DAYS = (3 * 365, 5 * 365, None)


@attrs.frozen(eq=False, repr=False)
class Freshness(Answer["FreshnessData", "FreshnessData"]):
    """The age of the evidence for a record.

    Attributes:
        state: From fresh to expired; unknown without a date or a moment, or for a date in the
            future.
        since: The day on which the age starts: that of the last check, else of the source; None
            without either.
        age_days: The days from *since* to the moment of the question, or None.
    """

    state: FreshnessState
    since: date | None = None
    age_days: int | None = None


def freshness(record: Record, at: datetime | None, contact: Contact | None = None) -> Freshness:
    """Return the freshness of a record, or of one of its contacts.

    Args:
        record: The record.
        at: An aware moment; None leaves the state unknown.
        contact: A contact of the record; a contact ages sooner.

    Returns:
        A contact is aging after 90 days, stale after 180 and expired after 730. Any other record
        is aging after 365 days and stale after 730. Goods and ratings count from their edition:
        aging after 3 years, stale after 5. If the review is overdue, the state is stale or worse.
    """
    verified = (contact and contact.verified) or record.verified
    edition = edition_date(record)
    since = edition or verified.on or record.source.since
    if at is None:
        return Freshness(FreshnessState.UNKNOWN, since)
    is_overdue = verified.is_overdue(at.date())
    if since is None or since > at.date():  # no date, or one in the future: there is no age
        return Freshness(FreshnessState.STALE if is_overdue else FreshnessState.UNKNOWN, since)
    days = (at.date() - since).days
    passed = sum(bound is not None and days > bound for bound in _bounds(record, contact))
    state = list(FreshnessState)[passed]
    return Freshness(max(state, FreshnessState.STALE) if is_overdue else state, since, days)


def _bounds(record: Record, contact: Contact | None) -> tuple[int, int, int | None]:
    """Return the days after which evidence is aging, stale and expired; None for never."""
    if contact:
        return _CONTACT_DAYS
    return _EDITION_DAYS if edition_date(record) else _RECORD_DAYS


def fresh_days(record: Record, contact: Contact | None = None) -> int:
    """Return the days for which evidence for a record, or for one of its contacts, is fresh."""
    return _bounds(record, contact)[0]


def edition_date(record: Record) -> date | None:
    """Return the first day of the edition of a good, or of the last year of a rating."""
    if record.record_kind is Kind.GOOD:
        return date(cast("Good", record).edition, 1, 1)
    if record.record_kind is Kind.RATING:
        history = cast("Rating", record).history
        return date(history[-1].year, 1, 1) if history else None
    return None
