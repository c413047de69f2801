"""Faults: mistakes in a value, before their place in a file is known, and what may be meant."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

import attrs

from takeaction.core_data import read, zones
from takeaction.errors import Outcome, plain
from takeaction.models.resource import parse_hours
from takeaction.value import Value
from takeaction.vocabulary.codes import codes
from takeaction.vocabulary.words import nearest

LONGEST_COMPARED = 64
"""The longest word that gets a hint: as long as an id may be by default."""

_MOST_COMPARED = 1_000
"""The most known words that a word is compared with.

Comparing 1,000 words of 64 letters takes up to a quarter of a second.
"""

FieldPath = tuple[str | int, ...]
"""The place of a value: keys and indices from the top of the file."""


@attrs.frozen(eq=False, repr=False)
class Fault(Value):
    """A mistake in a value.

    Attributes:
        code: Its kind, such as ``shape.wrong_type``.
        field: Path of the field, such as ``contacts[0].dial``; empty for the record itself.
        problem: The problem, a sentence.
        fix: What to do about it, a sentence; may be empty.
        outcome: Its cost; by default that of its code.
        hint: Returns a better *fix*, or an empty text. It is expensive, so it is called only for
            a fault that is reported.
    """

    code: str
    field: str
    problem: str
    fix: str = ""
    outcome: Outcome = attrs.field(
        default=attrs.Factory(lambda self: codes()[self.code].outcome, takes_self=True)
    )
    hint: Callable[[], str] = attrs.field(default=str, eq=False, repr=False)


class ValueRefusedError(ValueError):
    """A value that a field cannot hold; becomes a Fault once its place is known."""

    def __init__(
        self, code: str, problem: str, fix: str = "", hint: Callable[[], str] = str
    ) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.fix = fix
        self.hint = hint


def hint_for(word: str, known: Iterable[str]) -> Callable[[], str]:
    """Return a hint that names the known word most like *word*.

    The hint is empty if no known word is like it, or if the comparison would be slow.
    """

    def hint() -> str:
        candidates = list(islice(known, _MOST_COMPARED + 1))
        comparable = len(word) <= LONGEST_COMPARED and len(candidates) <= _MOST_COMPARED
        near = nearest(word, candidates) if comparable else ()
        return f"did you mean {plain(near[0])}?" if near else ""

    return hint


# Dates, zones, hours and languages as people write them, in the form that a pack needs. They only
# make a fix more exact: a value in another form is always a mistake.

_NUMBERS = re.compile(r"(\d{4}|\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d?)")
_WORDS = re.compile(
    r"(?:(\d\d?)(?:st|nd|rd|th)?\.? )?([A-Za-z]{3,9})\.?(?: (\d\d?)(?:st|nd|rd|th)?,?)? (\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_DIGITS = 4

_ZONES = {
    "America/New_York": ("EST", "EDT", "ET", "EASTERN"),
    "America/Chicago": ("CST", "CDT", "CT", "CENTRAL"),
    "America/Denver": ("MST", "MDT", "MT", "MOUNTAIN"),
    "America/Los_Angeles": ("PST", "PDT", "PT", "PACIFIC"),
    "Africa/Johannesburg": ("SAST",),
    "Africa/Lagos": ("WAT",),
    "Africa/Nairobi": ("EAT",),
    "Asia/Kolkata": ("IST",),
    "Asia/Tokyo": ("JST",),
    "Australia/Sydney": ("AEST", "AEDT"),
    "Europe/London": ("BST", "UK", "GB TIME", "UK TIME"),
    "Europe/Paris": ("CEST",),
    "Pacific/Auckland": ("NZST", "NZDT"),
}
"""What the letters of a zone most often mean to those who write it in English."""

_OFFSET = r"[+-][0-9]"
"""Etc/GMT+3 is three hours behind, not before: a zone by its offset is never meant."""

_DASH = re.compile(r"\s*(?:[\u2010-\u2015\u2212-]|\bto\b|\buntil\b)\s*")
_DAYS = {"mon": "Mo", "tue": "Tu", "wed": "We", "thu": "Th", "fri": "Fr", "sat": "Sa", "sun": "Su"}
_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d\d?)(?:[:.](\d\d))?\s*([ap])\.?m\b\.?", re.IGNORECASE)
_SHORT_CLOCK = re.compile(r"(?<![\d:])(\d)[:.](\d\d)\b|(?<![\d:])(\d\d)\.(\d\d)\b")
_ALWAYS = re.compile(
    r"24\s*(?:/\s*7|h\b|hours?\b|hrs?\b).*|always.*|around the clock", re.IGNORECASE
)
_LONGEST_HOURS = 200
"""The most characters of opening hours that are put into another form."""


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar as year-month-day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def looks_like_day(text: str) -> bool:
    """Return whether a text is three numbers, as people write a date."""
    return _NUMBERS.fullmatch(text) is not None


def day_meant(text: str) -> str | None:
    """Return a date as year-month-day, if only one day can be meant."""
    if numbers := _NUMBERS.fullmatch(text.strip()):
        return _day_in_numbers(*numbers.groups())
    words = _WORDS.fullmatch(text.strip())
    if words is None or bool(words[1]) == bool(words[3]):
        return None
    month = words[2][:3].casefold()
    if month not in _MONTHS:
        return None
    return _day(words[4], str(_MONTHS.index(month) + 1), words[1] or words[3])


def _day_in_numbers(first: str, second: str, third: str) -> str | None:
    if len(first) == _YEAR_DIGITS:
        return _day(first, second, third)
    if len(third) != _YEAR_DIGITS:
        return None
    days = {_day(third, second, first), _day(third, first, second)} - {None}
    return days.pop() if len(days) == 1 else None  # 5/11/2026 is in May or in November


def _day(year: str, month: str, day: str) -> str | None:
    written = f"{year}-{int(month):02}-{int(day):02}"
    return written if is_day(written) else None


def zone_meant(text: str) -> str | None:
    """Return the time zone that letters such as ``BST``, or a city, most often mean."""
    word = text.strip().upper()
    for zone, letters in _ZONES.items():
        if word in letters:
            return zone
    city = word.replace(" ", "_")
    if re.search(_OFFSET, city):
        return None
    return min((zone for zone in zones() if zone.upper().endswith(f"/{city}")), default=None)


def hours_meant(text: str) -> str | None:
    """Return opening hours in the form of packs, such as ``24/7``, if they are certain."""
    if len(text) > _LONGEST_HOURS:
        return None
    if _ALWAYS.fullmatch(text.strip()):
        return "24/7"
    plain = _DAY.sub(lambda match: _DAYS[match[1].casefold()], text.strip())
    plain = _SHORT_CLOCK.sub(_with_zero, _CLOCK.sub(_on_the_24_hour_clock, plain))
    plain = re.sub(r"\s*[;,&]\s*", ", ", _DASH.sub("-", plain))
    try:
        parse_hours(plain, "UTC")
    except ValueError:
        return None
    return plain


def _on_the_24_hour_clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].casefold() == "p" else 0)
    return f"{hour:02}:{match[2] or '00'}"


def _with_zero(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]:0>2}:{match[2] or match[4]}"


def language_meant(text: str) -> str | None:
    """Return the tag of a language that was written by its English name."""
    name = text.strip().casefold()
    names = read("languages")["names"].items()
    return next((tag for tag, label in names if label.casefold() == name), None)
