"""Who translated an entry of a PO file and who has read it, as comments of the translator.

gettext and the tools around it keep the comments of translators, so the marks stay beside their
entry::

    # translated: by="Volunteer, Example Charity"
    # reviewed: by="Nurse, Example Charity" on=2026-11-01 paid=yes seal=3f2a9c1b04d5

Some tools wrap long comments, so a mark may go on in the next one. The seal is the fingerprint of
the two texts that were read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from takeaction.models.source import Reviewed
from takeaction.vocabulary.records import ReviewScope

_BY = r'by="([^"]+)"'
_REVIEWED = rf"reviewed: {_BY} on=(\d{{4}}-\d\d-\d\d)(?: paid=(yes|no))?(?: seal=(\w+))?(?= |$)"
_DAY = r"\d{4}-\d\d-\d\d"
_TRANSLATED = rf"translated: {_BY}"
_TRANSLATION = frozenset({ReviewScope.TRANSLATION})
"""The scope of every review of a translation."""
_MOST_ROWS = 8
"""The most lines that a tool may make of one mark; a name is not so long."""

_PAID = {"yes": True, "no": False, "": None}


class Marks(NamedTuple):
    """The marks of one entry.

    Attributes:
        review: The last review, or None.
        translators: The people who wrote the translation, as far as it says.
        is_odd: Whether a mark of review is in no form that can be read.
    """

    review: Reviewed | None = None
    translators: tuple[str, ...] = ()
    is_odd: bool = False


NO_MARKS = Marks()


def read_marks(comments: Iterable[str]) -> Marks:
    """Return the marks in the comments of an entry.

    Args:
        comments: The comments in order, without the number sign.
    """
    text = " ".join(" ".join(comments).split())
    if "reviewed:" not in text and "translated:" not in text:
        return NO_MARKS
    translators = tuple(re.findall(_TRANSLATED, text, re.ASCII))
    found = re.findall(_REVIEWED, text, re.ASCII)
    days = [day_of(on) for _, on, _, _ in found]
    if None in days or text.count("reviewed:") > len(found):
        return Marks(None, translators, is_odd=True)
    if not found:
        return Marks(None, translators)
    by, on, paid, seal = found[-1]
    return Marks(make_review(by, on, paid=_PAID[paid], seal=seal or None), translators)


def make_review(by: str, on: str, *, paid: bool | None, seal: str | None) -> Reviewed:
    """Return the review of a translation; *on* is a day as ``day_of`` takes it."""
    day = date.fromisoformat(on)
    return Reviewed(by=by, on=day, scope=_TRANSLATION, paid=paid, seal=seal)


def day_of(text: str) -> date | None:
    """Return the day that ``YYYY-MM-DD`` names; None for any other text."""
    try:
        return date.fromisoformat(text) if re.fullmatch(_DAY, text, re.ASCII) else None
    except ValueError:
        return None


def review_comment(review: Reviewed) -> str:
    """Return the comment of a review, without the number sign."""
    paid = {True: " paid=yes", False: " paid=no", None: ""}[review.paid]
    seal = f" seal={review.seal}" if review.seal else ""
    return f'reviewed: by="{review.by}" on={review.on}{paid}{seal}'


def translator_comment(name: str) -> str:
    """Return the comment that names a translator, without the number sign."""
    return f'translated: by="{name}"'


class PlacedMark(NamedTuple):
    """A mark among the comments of an entry.

    Attributes:
        kind: ``reviewed`` or ``translated``.
        by: The name in it; empty if it is in no form that can be read.
        first: The number of its first comment, from 0.
        last: The number of its last comment.
    """

    kind: str
    by: str
    first: int
    last: int


def marks_in(comments: Sequence[str]) -> Iterator[PlacedMark]:
    """Yield the marks among the comments of an entry, in order.

    Args:
        comments: The comments, without the number sign; empty where a line is no comment of a
            translator.
    """
    first = 0
    while first < len(comments):
        start = re.match("(reviewed|translated):", comments[first].lstrip())
        last = first
        if start:
            last, by = _end_of_mark(comments, first)
            yield PlacedMark(start[1], by, first, last)
        first = last + 1


def _end_of_mark(comments: Sequence[str], first: int) -> tuple[int, str]:
    """Return the number of the last comment of a mark, and the name in it."""
    text, found = "", (first, "")
    for number, comment in enumerate(comments[first : first + _MOST_ROWS], first):
        if not comment:
            break
        text = " ".join(f"{text} {comment}".split())
        match = re.fullmatch(f"{_REVIEWED}|{_TRANSLATED}", text, re.ASCII)
        if match:
            found = number, match[1] or match[5]
    return found
