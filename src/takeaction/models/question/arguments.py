"""Arguments of a question: words, texts, numbers and moments, checked and bounded.

Closed words are checked here. Skills, roles, topics and ids are checked by the function that has
the catalog.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from takeaction.errors import QueryError, refused
from takeaction.models.region import WORLD, Region, find_region
from takeaction.value import Value
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.words import ClosedWord, Several, closed_word, closed_words

MAX_LIMIT = 1_000_000
"""The highest number of answers that a question may ask for: far more than our packs have."""

MAX_MINUTES = 366 * 24 * 60
"""A leap year in minutes: nobody has more than that in one sitting."""

MAX_CHARACTERS = 2_000
"""The most characters of one word of a question: no list has a longer one."""

MAX_WORDS = 1_000
"""The most words in one field of a question: far more than anybody knows about themselves."""

MAX_IDS = 10_000
"""The most ids in one field, such as actions that somebody did: our packs have 1,100 records."""

MAX_GOODS = 100
"""The most goods of one basket: each is compared with every vendor and label."""

_YEARS = range(1900, 2200)
"""Years of a plausible moment. Adding days near year 1 or 9999 would overflow."""


def as_words(value: Several[str], field: str, most: int = MAX_WORDS) -> tuple[str, ...]:
    """Read the words of a field from any iterable of text.

    Returns:
        The words in the order given; those of a set in alphabetical order.

    Raises:
        QueryError: The value is a single text, contains something other than text or a text that
            is too long, or has more than *most* words.
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise refused("query.words", "list", field)
    words = tuple(islice(value, most + 1))
    if len(words) > most:
        raise refused("query.length", "many", field, most=most)
    if not all(isinstance(word, str) for word in words):
        raise refused("query.words", "words", field)
    if any(len(word) > MAX_CHARACTERS for word in words):
        raise refused("query.length", "long_words", field, most=MAX_CHARACTERS)
    return tuple(sorted(words)) if isinstance(value, (set, frozenset)) else words


def check_text(value: str, field: str, *, most: int | None = MAX_CHARACTERS) -> str:
    """Check that an argument is text of at most so many characters, and return it.

    Args:
        value: The argument.
        field: Its name, for the error.
        most: The most characters; None where a long text is read in part.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(value, str):
        raise refused("query.text", "text", field)
    if most is not None and len(value) > most:
        raise refused("query.length", "long", field, most=most)
    return value


def text_or_none(value: str | None, field: str) -> str | None:
    """Read a text that may be absent; a blank one is, as forms send it."""
    return None if value is None or not check_text(value, field).strip() else value


def as_place(value: str, field: str) -> str:
    """Read a place; a blank text means that nobody said one, as an empty option of a form does.

    Raises:
        QueryError: It is not text, or is too long.
    """
    return value if check_text(value, field).strip() else WORLD


def check_moment(at: datetime | None) -> datetime | None:
    """Check that a moment has a time zone, and return it.

    Raises:
        QueryError: It is no datetime, has no zone, or its year is outside 1900 to 2199.
    """
    if at is None:
        return None
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise refused("query.at", "moment", "at")
    if at.year not in _YEARS:
        raise refused("query.at", "year", "at")
    return at


def as_day(at: date) -> date:
    """Read a day; of a moment its day counts.

    Raises:
        QueryError: It is no date, or its year is outside 1900 to 2199.
    """
    if not isinstance(at, date):
        raise refused("query.at", "day", "at")
    if at.year not in _YEARS:
        raise refused("query.at", "year", "at")
    return at.date() if isinstance(at, datetime) else at


def check_whole_number(value: int, field: str, maximum: int) -> int:
    """Check that an argument is a whole number from 1 to *maximum*, and return it.

    Raises:
        QueryError: It is not.
    """
    if type(value) is not int or not 1 <= value <= maximum:
        raise refused(f"query.{field}", "number", field, most=maximum)
    return value


def check_most(limit: int | None) -> None:
    """Check that the most answers to give is a whole number from 1, or None for all.

    Raises:
        QueryError: It is neither.
    """
    if limit is not None:
        check_whole_number(limit, "limit", MAX_LIMIT)


def check_flag(value: object, field: str) -> bool:
    """Check that an argument is True or False, and return it.

    Raises:
        QueryError: It is neither.
    """
    if not isinstance(value, bool):
        raise refused(f"query.{field}", "flag", field)
    return value


def as_region(value: str, field: str) -> Region:
    """Read a place as a person writes it.

    Raises:
        QueryError: It is not text.
        UnknownWordError: It is in no list.
    """
    return find_region(check_text(value, field), field)


def as_kinds(kinds: Several[str]) -> frozenset[Kind]:
    """Read the kinds of records to search for.

    Raises:
        UnknownWordError: One is no kind of record.
    """
    return closed_words(Kind, as_words(kinds, "kinds"), "kinds")


def as_closed(kind: type[ClosedWord], value: str, field: str) -> ClosedWord:
    """Read one closed word of a question.

    Raises:
        QueryError: It is not text.
        UnknownWordError: It is not in the list of *kind*.
    """
    return closed_word(kind, check_text(value, field), field)


def closed_set(kind: type[ClosedWord], values: Several[str], field: str) -> frozenset[ClosedWord]:
    """Read closed words, in any order.

    Raises:
        UnknownWordError: One is not in the list of *kind*.
    """
    return closed_words(kind, as_words(values, field), field)


def closed_or_none(kind: type[ClosedWord], value: str | None, field: str) -> ClosedWord | None:
    """Read a closed word that may be absent."""
    return None if value is None else as_closed(kind, value, field)


def check_type(kind: type[Any], value: object, field: str) -> None:
    """Check that an argument is an instance of a class of questions.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(value, kind):
        raise _wrong_type(kind, value, field)


def _wrong_type(kind: type[Any], value: object, field: str) -> QueryError:
    """Return the error for something else in place of a question."""
    code, type_name = f"query.{field}", kind.__name__
    if isinstance(value, Mapping):
        return refused(code, "mapping", field, type=type_name)
    if isinstance(value, Value):
        return refused(code, "other", field, type=type_name, other=type(value).__name__)
    return refused(code, "type", field, type=type_name)
