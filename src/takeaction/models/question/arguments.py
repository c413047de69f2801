"""Arguments of a question: words, texts, numbers and moments, checked and bounded.

Closed words are checked here. Skills, roles, topics and ids are checked by the function that has
the catalog.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from itertools import islice, takewhile
from typing import Any, ClassVar, Self

from takeaction.errors import Fields, QueryError, refused
from takeaction.models.region import WORLD, Region, find_region
from takeaction.privacy import confidential
from takeaction.value import Value, field_names
from takeaction.vocabulary.language import accepted_languages, as_tag, may_be_spoken
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.words import ClosedWord, Several, closed_word, closed_words, nearest

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


_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no encoding has: JavaScript makes them by cutting an emoji."""


def encodable(text: str) -> str:
    """Return a text of a person as it can be written: U+FFFD stands for half a character."""
    return _HALVES.sub("\ufffd", text) if _HALVES.search(text) else text  # a word stays one


def as_words(value: Several[str], field: str, most: int = MAX_WORDS) -> tuple[str, ...]:
    """Read the words of a field from any iterable of text.

    Returns:
        The words in the order given; those of a set in alphabetical order.

    Raises:
        QueryError: The value is a single text or a mapping, contains something other than text or a
            text that is too long, or has more than *most* words.
    """
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise refused("query.words", "list", field)
    words = tuple(islice(value, most + 1))
    if len(words) > most:
        raise refused("query.length", "many", field, most=most)
    if not all(isinstance(word, str) for word in words):
        raise refused("query.words", "words", field)
    if any(len(word) > MAX_CHARACTERS for word in words):
        raise refused("query.length", "long_words", field, most=MAX_CHARACTERS)
    words = tuple(map(encodable, words))
    return tuple(sorted(words)) if isinstance(value, (set, frozenset)) else words


def check_text(value: str, field: str, *, most: int | None = MAX_CHARACTERS) -> str:
    """Check that an argument is text of at most so many characters, and return it, encodable.

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
    return encodable(value)


def text_or_none(value: str | None, field: str) -> str | None:
    """Read a text that may be absent; a blank one is, as forms send it."""
    if value is None:
        return None
    text = check_text(value, field)
    return text if text.strip() else None


def as_place(value: str, field: str) -> str:
    """Read a place; a blank text means that nobody said one, as an empty option of a form does.

    Raises:
        QueryError: It is not text, or is too long.
    """
    text = check_text(value, field)
    return text if text.strip() else WORLD


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
    code, type_name = f"query.{field}", kind.__name__
    if isinstance(value, Mapping):
        return refused(code, "mapping", field, type=type_name)
    if isinstance(value, Value):
        return refused(code, "other", field, type=type_name, other=type(value).__name__)
    return refused(code, "type", field, type=type_name)


# Languages of a question: tags, names of languages, and what a browser sends.


MAX_LANGUAGES = 50
"""The most languages of one answer: browsers send at most a dozen."""

_TAG = r"[a-z]{2,8}(-[a-z0-9]{1,8})*"

_SCRIPT_OR_COUNTRY = r"[a-z]{4}|[a-z]{2}|[0-9]{3}"
"""The subtags that packs use. Anything can be written into others, and an answer has the tag."""


_SCRIPT_LETTERS, _COUNTRY_LETTERS = 4, 2
"""Lengths of the subtags that BCP 47 writes as ``Hant`` and as ``TW``."""


def as_language(value: str, field: str) -> str:
    """Read a language: ``ES_mx`` becomes ``es-MX``; ``spa`` and ``Spanish`` become ``es``.

    Returns:
        The language, with its script and its country; other subtags are dropped.

    Raises:
        QueryError: It does not have the form of a BCP 47 tag.
    """
    tag = as_tag(check_text(value, field))
    if not re.fullmatch(_TAG, tag):
        raise refused(f"query.{field}", "tag", field)
    first, *subtags = tag.split("-")
    used = takewhile(partial(re.fullmatch, _SCRIPT_OR_COUNTRY), subtags)
    return "-".join([first, *map(_in_usual_case, used)])


def _in_usual_case(subtag: str) -> str:
    """Return a subtag in the case of BCP 47: ``Hant`` for a script, ``TW`` for a country."""
    if len(subtag) == _SCRIPT_LETTERS:
        return subtag.title()
    return subtag.upper() if len(subtag) == _COUNTRY_LETTERS else subtag


def as_spoken_language(value: str, field: str) -> str:
    """Read a language that somebody has to speak, so it has to exist.

    Raises:
        QueryError: No language has this tag or name.
    """
    tag = as_language(value, field)
    if not may_be_spoken(tag):
        raise refused(f"query.{field}", "spoken", field)
    return tag


def as_languages(values: Several[str], field: str) -> tuple[str, ...]:
    """Read languages in order of preference.

    Raises:
        QueryError: One does not have the form of a BCP 47 tag, or *values* is a single text.
    """
    if isinstance(values, str):
        raise refused("query.words", "languages", field)
    return tuple(as_language(value, field) for value in as_words(values, field, MAX_LANGUAGES))


def read_languages(
    languages: Several[str] | str | None, default: tuple[str, ...] = ("en",)
) -> tuple[str, ...]:
    """Read the languages that a function answers in, the most wanted first.

    Args:
        languages: BCP 47 tags; or one text, which is read as an Accept-Language value, so that a
            web app can pass on what a browser sends; or None.
        default: The languages of the question, for None and for a text that names none.

    Raises:
        QueryError: A list contains something without the form of a BCP 47 tag.
    """
    if languages is None:
        return default
    if isinstance(languages, str):
        return _languages_in_header(languages) or default
    return as_languages(languages, "languages")


def _languages_in_header(header: str) -> tuple[str, ...]:
    """Return the languages of an Accept-Language value; nobody is refused for a malformed one.

    The browser writes it, not the person who asks. Of a hostile one only the beginning is read.
    """
    tags: dict[str, None] = {}
    for written in accepted_languages(header[:MAX_CHARACTERS]):
        try:
            tags[as_language(written, "languages")] = None
        except QueryError:
            continue
    return tuple(islice(tags, MAX_LANGUAGES))


def spoken_language(languages: Iterable[str]) -> str | None:
    """Return the first of the reader's languages that somebody can speak, or None."""
    return next(filter(may_be_spoken, languages), None)


def languages_of(question: object) -> tuple[str, ...]:
    """Return the languages that a question names; empty if it names none, or is no question."""
    if not isinstance(question, Value):
        return ()
    language = getattr(question, "language", None)
    return (language,) if language else getattr(question, "languages", ())


# A question from plain JSON: fields by name, and unknown keys by their place.


_MOST_UNKNOWN_KEYS = 10
"""The most unknown keys of an object that are listed: more are another kind of object."""


class Asked(Value):
    """A question of a person. Nothing in it is stored, logged or shown by ``repr``.

    The first field is the one without a default.
    """

    __slots__ = ()

    _smallest: ClassVar[str]
    """The JSON of the smallest question, for an error."""

    @classmethod
    @confidential
    def from_json(cls, question: Mapping[str, object]) -> Self:
        """Read a question from plain JSON, such as the body of a request.

        Args:
            question: The fields by name: text, whole numbers, True, False and lists of text; None
                means the default of an optional field.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> from takeaction import HelpQuery, Profile
            >>> Profile.from_json({"minutes": 30, "skills": ["writing"], "region": None}).skills
            ('writing',)
            >>> HelpQuery.from_json({"region": "US-TX", "language": "es"}).language
            'es'
        """
        if not isinstance(question, Mapping):
            raise refused("query.object", "object", None, example=cls._smallest)
        names = field_names(cls)
        values = {name: question[name] for name in names if question.get(name) is not None}
        # An object fits no field but *about*. Of a mapping a list of words would take the keys.
        objects = {
            name: ...
            for name, value in values.items()
            if isinstance(value, Mapping) and name != "about"
        }
        fields = Fields()
        answer = fields.read(cls, **{names[0]: None, **values, **objects})
        for error in unknown_keys(question, names):
            fields.add(error)
        fields.raise_wrong(languages_of(answer))
        return answer

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


def unknown_keys(question: Mapping[Any, object], names: tuple[str, ...]) -> Iterator[QueryError]:
    """Yield an error for each of the first unknown keys; it has their places, not their words."""
    unknown = ((n, key) for n, key in enumerate(question, start=1) if key not in names)
    message = "keys"  # lists the known ones, once
    for number, key in islice(unknown, _MOST_UNKNOWN_KEYS):
        near = nearest(key, names) if isinstance(key, str) else ()
        if near:
            yield refused("query.key", "key", None, near, number=number)
        else:
            yield refused("query.key", message, None, number=number, keys=", ".join(names))
            message = "key"
