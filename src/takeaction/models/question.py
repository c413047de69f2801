"""The questions of a person. Nothing in them is stored, logged or shown by ``repr``.

Closed words are checked here. Skills, roles, topics, regions and ids are checked by the function
that has the catalog.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import islice, takewhile
from typing import Any, Self, TypeVar

import attrs

from takeaction.errors import Fields, QueryError, refused
from takeaction.models.region import Region, find_region
from takeaction.privacy import confidential, confidential_init
from takeaction.value import Value
from takeaction.vocabulary.actions import (
    Age,
    AgeWord,
    ConcernFor,
    ConcernWord,
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
from takeaction.vocabulary.language import accepted_languages, as_tag, may_be_spoken
from takeaction.vocabulary.needs import NeedTopic, NeedTopicWord
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Audience, AudienceWord, Purpose, PurposeWord
from takeaction.vocabulary.words import ClosedWord, Several, closed_word, closed_words, nearest

_Question = TypeVar("_Question", bound=attrs.AttrsInstance)

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

_MOST_UNKNOWN_KEYS = 10
"""The most unknown keys of an object that are listed: more are another kind of object."""

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
        raise refused("query.words", "list", field)
    words = tuple(islice(value, most + 1))
    if len(words) > most:
        raise refused("query.length", "many", field, most=most)
    if not all(isinstance(word, str) for word in words):
        raise refused("query.words", "words", field)
    if any(len(word) > MAX_CHARACTERS for word in words):
        raise refused("query.length", "long_words", field, most=MAX_CHARACTERS)
    return tuple(sorted(words)) if isinstance(value, (set, frozenset)) else words


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
    if isinstance(value, (Profile, HelpQuery, PurchaseQuery)):
        return refused(code, "other", field, type=type_name, other=type(value).__name__)
    return refused(code, "type", field, type=type_name)


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


def as_region(value: str, field: str) -> Region:
    """Read a place as a person writes it.

    Raises:
        QueryError: It is not text.
        UnknownWordError: It is in no list.
    """
    return find_region(check_text(value, field), field)


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
        raise refused(f"query.{field}", "number", field, most=maximum)
    return value


def check_most(limit: int | None) -> None:
    """Check that the most answers to give is a whole number from 1, or None for all.

    Raises:
        QueryError: It is neither.
    """
    if limit is not None:
        check_whole_number(limit, "limit", MAX_LIMIT)


def languages_of(question: object) -> tuple[str, ...]:
    """Return the languages that a question names; empty if it names none, or is no question."""
    if isinstance(question, HelpQuery):
        return (question.language,) if question.language else ()
    return question.languages if isinstance(question, Profile) else ()


def check_flag(value: object, field: str) -> bool:
    """Check that an argument is True or False, and return it.

    Raises:
        QueryError: It is neither.
    """
    if not isinstance(value, bool):
        raise refused(f"query.{field}", "flag", field)
    return value


def _as_concern(value: object, field: str) -> bool | ConcernFor:
    """Read a concern: True or False, or the one whom it is about.

    Raises:
        QueryError: It is neither.
    """
    if isinstance(value, str) and value.casefold() in tuple(ConcernFor):
        return ConcernFor(value.casefold())
    if not isinstance(value, bool):
        raise refused(f"query.{field}", "concern", field)
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
        concern: Who the person is worried about: ``self``, ``other``, or True if they have not
            said. False without a concern.
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
    concern: bool | ConcernFor
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
        concern: ConcernWord = False,
        done: Several[str] = (),
        dismissed: Several[str] = (),
    ) -> None:
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            minutes=read(check_whole_number, minutes, "minutes", MAX_MINUTES),
            per=read(as_closed, Per, per, "per"),
            skills=read(as_words, skills, "skills"),
            roles=read(as_words, roles, "roles"),
            topics=read(as_words, topics, "topics"),
            region=read(check_text, region, "region"),
            modes=read(_closed_set, Mode, modes, "modes"),
            languages=read(as_languages, languages, "languages"),
            cost=read(as_closed, Cost, cost, "cost"),
            risk=read(as_closed, Risk, risk, "risk"),
            age=read(as_closed, Age, age, "age"),
            concern=read(_as_concern, concern, "concern"),
            done=read(as_words, done, "done", MAX_IDS),
            dismissed=read(as_words, dismissed, "dismissed", MAX_IDS),
        )
        fields.raise_wrong(self.languages)

    @classmethod
    @confidential
    def from_json(cls, question: Mapping[str, object]) -> Self:
        """Read a profile from plain JSON, such as the body of a request.

        Args:
            question: The fields by name: text, whole numbers, True, False and lists of text; None
                stands for the default of an optional field.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> Profile.from_json({"minutes": 30, "skills": ["writing"], "region": None}).skills
            ('writing',)
        """
        return _from_json(cls, question, "minutes", '{"minutes": 30}')

    def __repr__(self) -> str:
        return "Profile(…)"


def in_languages(profile: Profile, languages: Several[str] | str | None) -> Profile:
    """Return a profile with other languages to answer in; None keeps its own."""
    if languages is None or not isinstance(profile, Profile):  # that is refused elsewhere
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
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            region=read(check_text, region, "region"),
            language=None if language is None else read(as_spoken_language, language, "language"),
            channel=read(_closed_or_none, Channel, channel, "channel"),
            purpose=read(_closed_or_none, Purpose, purpose, "purpose"),
            topic=read(_closed_or_none, NeedTopic, topic, "topic"),
            audience=read(_closed_or_none, Audience, audience, "audience"),
            calling_from=read(_text_or_none, calling_from, "calling_from"),
            home=read(_text_or_none, home, "home"),
        )
        fields.raise_wrong(self.language and (self.language,))

    @classmethod
    @confidential
    def from_json(cls, question: Mapping[str, object]) -> Self:
        """Read a search for help from plain JSON, such as the body of a request.

        Args:
            question: The fields by name, each text; None stands for a field that is not given.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> HelpQuery.from_json({"region": "US-TX", "language": "es"}).language
            'es'
        """
        return _from_json(cls, question, "region", '{"region": "US-TX"}')

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
        fields = Fields()
        self.__attrs_init__(
            goods=fields.read(as_words, goods, "goods", MAX_GOODS),
            origin=fields.read(_text_or_none, origin, "origin"),
            ships_to=fields.read(_text_or_none, ships_to, "ships_to"),
        )
        fields.raise_wrong()

    @classmethod
    @confidential
    def from_json(cls, question: Mapping[str, object]) -> Self:
        """Read a list of goods from plain JSON, such as the body of a request.

        Args:
            question: The fields by name: *goods* a list of text, the others text; None stands for
                a field that is not given.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> PurchaseQuery.from_json({"goods": ["coffee"], "ships_to": "US"}).goods
            ('coffee',)
        """
        return _from_json(cls, question, "goods", '{"goods": ["coffee"]}')

    def __repr__(self) -> str:
        return "PurchaseQuery(…)"


def as_closed(kind: type[ClosedWord], value: str, field: str) -> ClosedWord:
    """Read one closed word of a question.

    Raises:
        QueryError: It is not text.
        UnknownWordError: It is not in the list of *kind*.
    """
    return closed_word(kind, check_text(value, field), field)


def _closed_set(kind: type[ClosedWord], values: Several[str], field: str) -> frozenset[ClosedWord]:
    return closed_words(kind, as_words(values, field), field)


def _closed_or_none(kind: type[ClosedWord], value: str | None, field: str) -> ClosedWord | None:
    """Read a closed word that may be absent."""
    return None if value is None else as_closed(kind, value, field)


def _text_or_none(value: str | None, field: str) -> str | None:
    """Read a text that may be absent."""
    return None if value is None else check_text(value, field)


def _from_json(kind: type[_Question], question: object, required: str, example: str) -> _Question:
    """Make a question from plain JSON.

    Args:
        kind: The class of the question.
        question: The JSON.
        required: The field without a default.
        example: The smallest question, for the error.
    """
    if not isinstance(question, Mapping):
        raise refused("query.object", "object", None, example=example)
    names = tuple(field.name for field in attrs.fields(kind))
    values = {name: question[name] for name in names if question.get(name) is not None}
    # An object fits no field. Of a mapping a list of words would take the keys.
    objects = {name: ... for name, value in values.items() if isinstance(value, Mapping)}
    fields = Fields()
    answer = fields.read(kind, **{required: None, **values, **objects})
    for error in unknown_keys(question, names):
        fields.add(error)
    fields.raise_wrong(languages_of(answer))
    return answer


def unknown_keys(question: Mapping[object, object], names: tuple[str, ...]) -> Iterator[QueryError]:
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
