"""The questions of a person. Nothing in them is stored, logged or shown by ``repr``.

Closed words are checked here. Skills, roles, topics, regions and ids are checked by the function
that has the catalog.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import islice, takewhile
from typing import Any

import attrs

from takeaction.errors import QueryError
from takeaction.models.language import accepted_languages, as_tag, may_be_spoken
from takeaction.privacy import confidential_init
from takeaction.value import Value
from takeaction.vocabulary.actions import (
    Age,
    AgeWord,
    Cost,
    CostWord,
    Mode,
    ModeWord,
    Per,
    PerWord,
    Risk,
    RiskWord,
)
from takeaction.vocabulary.contacts import Channel, ChannelWord
from takeaction.vocabulary.needs import NeedTopic, NeedTopicWord
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Audience, AudienceWord, Purpose, PurposeWord
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

MAX_LANGUAGES = 50
"""The most languages of one answer: browsers send at most a dozen."""

_YEARS = range(1900, 2200)
"""Years of a plausible moment. Adding days near year 1 or 9999 would overflow."""

_TAG = r"[a-z]{2,8}(-[a-z0-9]{1,8})*"
_SCRIPT_OR_COUNTRY = r"[a-z]{4}|[a-z]{2}|[0-9]{3}"
"""The subtags that packs use. Anything can be written into others, and an answer has the tag."""
_SCRIPT_LETTERS, _COUNTRY_LETTERS = 4, 2
"""Lengths of the subtags that BCP 47 writes as ``Hant`` and as ``TW``."""


def as_words(value: Several[str], field: str, most: int = MAX_WORDS) -> tuple[str, ...]:
    """Read the words of a field from any iterable of text.

    Returns:
        The words in the order given; those of a set in alphabetical order.

    Raises:
        QueryError: The value is a single text, contains something other than text or a text that
            is too long, or has more than *most* words.
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise QueryError("query.words", f"Write {field} as a list, set or tuple of words.", field)
    words = tuple(islice(value, most + 1))
    if len(words) > most:
        raise QueryError("query.length", f"Write at most {most:,} words for {field}.", field)
    if not all(isinstance(word, str) for word in words):
        raise QueryError("query.words", f"Every word of {field} must be text.", field)
    if any(len(word) > MAX_CHARACTERS for word in words):
        text = f"Write each word of {field} in at most {MAX_CHARACTERS:,} characters."
        raise QueryError("query.length", text, field)
    return tuple(sorted(words)) if isinstance(value, (set, frozenset)) else words


def check_moment(at: datetime | None) -> datetime | None:
    """Check that a moment has a time zone, and return it.

    Raises:
        QueryError: It is no datetime, has no zone, or its year is outside 1900 to 2199.
    """
    if at is None:
        return None
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise QueryError(
            "query.at", "Give at as a datetime with a zone, such as datetime.now(UTC).", "at"
        )
    if at.year not in _YEARS:
        raise QueryError("query.at", "Give at as a moment from 1900 to 2199.", "at")
    return at


def check_type(kind: type[Any], value: object, field: str) -> None:
    """Check that an argument is an instance of a class of questions.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(value, kind):
        raise QueryError(f"query.{field}", f"Give {field} as {kind.__name__}(…).", field)


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
        raise QueryError("query.text", f"Write {field} as text.", field)
    if most is not None and len(value) > most:
        raise QueryError("query.length", f"Write {field} in at most {most:,} characters.", field)
    return value


def as_language(value: str, field: str) -> str:
    """Read a language: ``ES_mx`` becomes ``es-MX``; ``spa`` and ``Spanish`` become ``es``.

    Returns:
        The language, with its script and its country; other subtags are dropped.

    Raises:
        QueryError: It does not have the form of a BCP 47 tag.
    """
    tag = as_tag(check_text(value, field))
    if not re.fullmatch(_TAG, tag):
        raise QueryError(
            f"query.{field}", f'Write {field} as a language tag, such as "en" or "es-MX".', field
        )
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
        text = f'Write {field} as "en" or "es-MX", or by name: there is no such language.'
        raise QueryError(f"query.{field}", text, field)
    return tag


def as_languages(values: Several[str], field: str) -> tuple[str, ...]:
    """Read languages in order of preference.

    Raises:
        QueryError: One does not have the form of a BCP 47 tag, or *values* is a single text.
    """
    if isinstance(values, str):
        raise QueryError("query.words", f'Write {field} as a list, such as ["es", "en"].', field)
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


def as_kinds(kinds: Several[str]) -> frozenset[Kind]:
    """Read the kinds of records to search for.

    Raises:
        UnknownWordError: One is no kind of record.
    """
    return closed_words(Kind, as_words(kinds, "kinds"), "kinds")


def check_whole_number(value: int, field: str, maximum: int) -> int:
    """Check that an argument is a whole number from 1 to *maximum*, and return it.

    Raises:
        QueryError: It is not.
    """
    if type(value) is not int or not 1 <= value <= maximum:
        raise QueryError(
            f"query.{field}", f"Give {field} as a whole number from 1 to {maximum:,}.", field
        )
    return value


def check_flag(value: object, field: str) -> bool:
    """Check that an argument is True or False, and return it.

    Raises:
        QueryError: It is neither.
    """
    if not isinstance(value, bool):
        raise QueryError(f"query.{field}", f"Give {field} as True or False.", field)
    return value


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class Profile(Value):
    """A person who looks for actions: their time, skills, place and limits.

    Attributes:
        minutes: The minutes of one sitting, 1 to 527,040 (a year).
        per: How often the person has these minutes: once, or every day, week or month.
        skills: Skills of the person: ids or everyday words.
        roles: Roles of the person: ids or everyday words.
        topics: Topics the person cares about; empty for any.
        region: The place where the person is; ``001`` if not given.
        modes: The only ways that suit the person; empty for any.
        languages: Languages to answer in, BCP 47, in order of preference.
        cost: The highest cost the person can pay.
        risk: The highest risk the person takes.
        age: Child (under 13), youth (13 to 17) or adult; the role ``youth`` makes an adult a
            youth.
        concern: True if the person has something to report or needs help.
        done: Actions the person has done.
        dismissed: Actions the person does not want to see.

    Raises:
        QueryError: A field has no meaning, such as 0 minutes.
        UnknownWordError: A word of *modes*, *cost*, *risk*, *age* or *per* is not in its list.
    """

    minutes: int
    per: Per
    skills: tuple[str, ...]
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    region: str
    modes: frozenset[Mode]
    languages: tuple[str, ...]
    cost: Cost
    risk: Risk
    age: Age
    concern: bool
    done: tuple[str, ...]
    dismissed: tuple[str, ...]

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        *,
        minutes: int,
        per: PerWord = "once",
        skills: Several[str] = (),
        roles: Several[str] = (),
        topics: Several[str] = (),
        region: str = "001",
        modes: Several[ModeWord] = (),
        languages: Several[str] = ("en",),
        cost: CostWord = "high",
        risk: RiskWord = "high",
        age: AgeWord = "adult",
        concern: bool = False,
        done: Several[str] = (),
        dismissed: Several[str] = (),
    ) -> None:
        self.__attrs_init__(
            minutes=check_whole_number(minutes, "minutes", MAX_MINUTES),
            per=closed_word(Per, check_text(per, "per"), "per"),
            skills=as_words(skills, "skills"),
            roles=as_words(roles, "roles"),
            topics=as_words(topics, "topics"),
            region=check_text(region, "region"),
            modes=closed_words(Mode, as_words(modes, "modes"), "modes"),
            languages=as_languages(languages, "languages"),
            cost=closed_word(Cost, check_text(cost, "cost"), "cost"),
            risk=closed_word(Risk, check_text(risk, "risk"), "risk"),
            age=closed_word(Age, check_text(age, "age"), "age"),
            concern=check_flag(concern, "concern"),
            done=as_words(done, "done", MAX_IDS),
            dismissed=as_words(dismissed, "dismissed", MAX_IDS),
        )

    def __repr__(self) -> str:
        return "Profile(…)"


def in_languages(profile: Profile, languages: Several[str] | str | None) -> Profile:
    """Return a profile with other languages to answer in; None keeps its own."""
    if languages is None:
        return profile
    return attrs.evolve(profile, languages=read_languages(languages, profile.languages))


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class HelpQuery(Value):
    """A search for help: the place, and the wishes of the person who needs it.

    Attributes:
        region: The place where help is needed.
        language: The language to be helped in, BCP 47, or None.
        channel: The only channel that suits the person, or None for any.
        purpose: The purpose of the help, or None for any help.
        topic: The topic of the need, or None if not given.
        audience: The group the person belongs to, or None if not given.
        calling_from: The place the call is made from, if it is another one.
        home: The country whose citizen the person is, for help of its consulates, or None.

    Raises:
        QueryError: A field has no meaning.
        UnknownWordError: A channel, purpose, topic or audience is not in its list.
    """

    region: str
    language: str | None
    channel: Channel | None
    purpose: Purpose | None
    topic: NeedTopic | None
    audience: Audience | None
    calling_from: str | None
    home: str | None

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        region: str,
        language: str | None = None,
        *,
        channel: ChannelWord | None = None,
        purpose: PurposeWord | None = None,
        topic: NeedTopicWord | None = None,
        audience: AudienceWord | None = None,
        calling_from: str | None = None,
        home: str | None = None,
    ) -> None:
        self.__attrs_init__(
            region=check_text(region, "region"),
            language=None if language is None else as_spoken_language(language, "language"),
            channel=_closed_or_none(Channel, channel, "channel"),
            purpose=_closed_or_none(Purpose, purpose, "purpose"),
            topic=_closed_or_none(NeedTopic, topic, "topic"),
            audience=_closed_or_none(Audience, audience, "audience"),
            calling_from=None if calling_from is None else check_text(calling_from, "calling_from"),
            home=None if home is None else check_text(home, "home"),
        )

    def __repr__(self) -> str:
        return "HelpQuery(…)"


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class PurchaseQuery(Value):
    """A list of goods to buy, with their origin and destination.

    Attributes:
        goods: Everyday words for the goods, such as ``coffee`` or ``cotton shirt``.
        origin: The country they come from, or None if not known.
        ships_to: The place to ship them to, or None for any.

    Raises:
        QueryError: *goods* is a single text, or a field is not text.
    """

    goods: tuple[str, ...]
    origin: str | None
    ships_to: str | None

    def __init__(
        self, goods: Several[str], origin: str | None = None, ships_to: str | None = None
    ) -> None:
        self.__attrs_init__(
            goods=as_words(goods, "goods", MAX_GOODS),
            origin=None if origin is None else check_text(origin, "origin"),
            ships_to=None if ships_to is None else check_text(ships_to, "ships_to"),
        )

    def __repr__(self) -> str:
        return "PurchaseQuery(…)"


def _closed_or_none(kind: type[ClosedWord], value: str | None, field: str) -> ClosedWord | None:
    """Read a closed word that may be absent."""
    return None if value is None else closed_word(kind, check_text(value, field), field)
