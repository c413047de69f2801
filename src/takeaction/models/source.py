"""The source of a fact, who verified it, and who reviewed it."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import attrs

from takeaction.value import Translations, Value, plain_data
from takeaction.vocabulary.records import Method, ReviewScope

_DATED = r"(?a:(\d{4})(?:-(\d\d))?(?:-(\d\d))?)"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Value):
    """The page or publication that a record was taken from.

    Attributes:
        title: The name of the page or publication.
        url: Its ``https`` address, or None.
        publisher: Its publisher, or None.
        checked: The day somebody last read it, or None.
        dated: The date on the source: YYYY, YYYY-MM or YYYY-MM-DD; None if it has none.
    """

    title: str
    url: str | None = None
    publisher: str | None = None
    checked: date | None = None
    dated: str | None = None

    @property
    def since(self) -> date | None:
        """The first day that *dated* can mean; None if it is missing or no date."""
        return first_day(self.dated) if self.dated else None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Verified(Value):
    """The last check of a fact: the person, the method and the day.

    Attributes:
        method: The method; ``none`` if nobody has checked.
        on: The day somebody asked the operator or read its live page, or None.
        by: The person who checked, or None.
        review_by: The day the next check is due, or None.
    """

    method: Method = Method.NONE
    on: date | None = None
    by: str | None = None
    review_by: date | None = None

    def is_overdue(self, day: date) -> bool:
        """Tell whether the next check should have been made before a day."""
        return self.review_by is not None and day > self.review_by


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reviewed(Value):
    """The review of a record by a practitioner who did not write it.

    It is given with consent, and the pack removes it when the reviewer asks.

    Attributes:
        by: The reviewer: a role and an organisation, or a chosen name.
        on: The day of the review.
        scope: The parts that were reviewed.
        paid: Whether the reviewer was paid for it; None if that is not known.
        seal: The fingerprint of what was read, as ``takeaction pack review`` writes it: the review
            counts for nothing else. None in a review that was written by hand.
    """

    by: str
    on: date
    scope: frozenset[ReviewScope]
    paid: bool | None = None
    seal: str | None = None

    def plain(self, languages: tuple[str, ...], translations: Translations) -> dict[str, Any]:
        """Return what a reader needs as plain data: all but the seal, which only a check needs."""
        names = ("by", "on", "scope", "paid")
        return {name: plain_data(getattr(self, name), languages, translations) for name in names}


@lru_cache
def first_day(dated: str) -> date | None:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD can mean; None for anything else."""
    match = re.fullmatch(_DATED, dated)
    if not match:
        return None
    try:
        year, month, day = match.groups("1")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
