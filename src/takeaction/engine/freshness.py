"""How old the evidence of a record is. Age is never a mistake, and never hides help."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

import attrs

from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.source import Source, Verified
from takeaction.value import Value
from takeaction.vocabulary import FreshnessState, Kind

if TYPE_CHECKING:  # no answer about actions and help needs them
    from takeaction.models.good import Good, Rating

_CONTACT = (90, 180, 730)
_RECORD = (365, 730, None)
_EDITION = (3 * 365, 5 * 365, None)


@attrs.frozen(eq=False, repr=False)
class Freshness(Value):
    """How old the evidence is.

    Attributes:
        state: From fresh to expired; unknown without a date that has come, or without a moment to
            count to.
        since: The day that is counted from: when somebody made sure, else the date of what was
            read; None if there is neither.
        age_days: Days from then to the moment of the question, or None.
    """

    state: FreshnessState
    since: date | None = None
    age_days: int | None = None


def freshness(record: Record, at: datetime | None, contact: Contact | None = None) -> Freshness:
    """Tell how old the evidence of a record, or of one of its contacts, is.

    Args:
        record: The record.
        at: An aware moment; None leaves the state unknown.
        contact: A contact of the record, whose bounds are narrower.

    Returns:
        Days to aging, stale and expired are 90, 180 and 730 for a contact, and 365 and 730 to
        aging and stale for anything else. Goods and ratings count from their edition. A review
        that is late makes anything stale at least.
    """
    verified = (contact and contact.verified) or record.verified
    since = _edition(record) or _since(verified, record.source)
    if at is None:
        return Freshness(FreshnessState.UNKNOWN, since)
    is_late = verified.review_by is not None and at.date() > verified.review_by
    if since is None or since > at.date():  # nothing to count from, or a day that has not come
        return Freshness(FreshnessState.STALE if is_late else FreshnessState.UNKNOWN, since)
    bounds = _CONTACT if contact else _EDITION if _edition(record) else _RECORD
    days = (at.date() - since).days
    passed = sum(bound is not None and days > bound for bound in bounds)
    state = list(FreshnessState)[passed]
    return Freshness(max(state, FreshnessState.STALE) if is_late else state, since, days)


def _since(verified: Verified, source: Source) -> date | None:
    return verified.on or source.since


def _edition(record: Record) -> date | None:
    """Return the first day of the edition of a good, or of the last year of a rating."""
    if record.record_kind is Kind.GOOD:
        return date(cast("Good", record).edition, 1, 1)
    if record.record_kind is Kind.RATING:
        history = cast("Rating", record).history
        return date(history[-1].year, 1, 1) if history else None
    return None
