"""Where a fact comes from, and who made sure of it."""

import re
from datetime import date
from functools import lru_cache

import attrs

from takeaction.value import Value
from takeaction.vocabulary import Method

_DATED = r"(?a:(\d{4})(?:-(\d\d))?(?:-(\d\d))?)"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Value):
    """What a record was taken from.

    Attributes:
        title: Name of the page or publication.
        url: Its ``https`` address, or None.
        publisher: Who published it, or None.
        checked: The day somebody last read it, or None.
        dated: Date of what was read: YYYY, YYYY-MM or YYYY-MM-DD; None if it carries none.
    """

    title: str
    url: str | None = None
    publisher: str | None = None
    checked: date | None = None
    dated: str | None = None

    @property
    def since(self) -> date | None:
        """The first day that *dated* may mean; None if undated or no date."""
        return first_day(self.dated) if self.dated else None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Verified(Value):
    """Who made sure of a fact, how and when.

    Attributes:
        method: How; ``none`` if nobody has.
        on: The day the operator was asked or its live page was read, or None.
        by: Who did it, or None.
        review_by: The day it wants to be done again, or None.
    """

    method: Method = Method.NONE
    on: date | None = None
    by: str | None = None
    review_by: date | None = None


@lru_cache
def first_day(dated: str) -> date | None:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD may mean; None for anything else."""
    found = re.fullmatch(_DATED, dated)
    if not found:
        return None
    try:
        year, month, day = found.groups("1")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
