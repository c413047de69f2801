"""What a person asks. Nothing of it is kept, logged or shown by ``repr``.

Words that stand in a closed list are read here; skills, roles, topics, regions and ids are checked
by the function that has the catalog.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import attrs

from takeaction.errors import QueryError
from takeaction.models.language import as_tag, may_be_spoken
from takeaction.value import Value
from takeaction.vocabulary import (
    Age,
    Audience,
    Channel,
    Closed,
    Cost,
    Kind,
    Mode,
    Per,
    Purpose,
    Risk,
    closed,
    closed_set,
)

MOST_MINUTES = 366 * 24 * 60
"""A year: nobody has more minutes than that in one sitting."""

_YEARS = range(1900, 2200)
_TAG = r"[a-z]{2,8}(-[a-z0-9]{1,8})*"
_SCRIPT, _COUNTRY = 4, 2


def words(value: Iterable[str], field: str) -> tuple[str, ...]:
    """Read the words of a field: any iterable of text, but not a bare text.

    Raises:
        QueryError: It is a bare text, or holds something that is no text.
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise QueryError("query.words", f"Write {field} as a list, set or tuple of words.", field)
    listed = tuple(value)
    if not all(isinstance(word, str) for word in listed):
        raise QueryError("query.words", f"Every word of {field} must be text.", field)
    return tuple(sorted(listed)) if isinstance(value, (set, frozenset)) else listed


def moment(at: datetime | None) -> datetime | None:
    """Check that a moment says its zone.

    Raises:
        QueryError: It is no datetime, has no zone, or lies centuries away.
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


def of_kind(kind: type[Any], value: object, field: str) -> None:
    """Check that a question is one of its kind.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(value, kind):
        raise QueryError(f"query.{field}", f"Give {field} as {kind.__name__}(…).", field)


def text(value: str, field: str) -> str:
    """Check that an argument is text.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(value, str):
        raise QueryError("query.text", f"Write {field} as text.", field)
    return value


def tag(value: str, field: str) -> str:
    """Read a language: ``ES_mx`` becomes ``es-MX``; ``spa`` and ``Spanish`` become ``es``.

    Raises:
        QueryError: It has not the form of a BCP 47 tag.
    """
    written = as_tag(text(value, field))
    if not re.fullmatch(_TAG, written):
        raise QueryError(f"query.{field}", f'Write {field} as "en", "es-MX" or such.', field)
    first, *others = written.split("-")
    cased = (
        each.title() if len(each) == _SCRIPT else each.upper() if len(each) == _COUNTRY else each
        for each in others
    )
    return "-".join([first, *cased])


def spoken_tag(value: str, field: str) -> str:
    """Read a language that somebody has to speak: one that there is.

    Raises:
        QueryError: No language has this tag or name.
    """
    found = tag(value, field)
    if not may_be_spoken(found):
        text = f'Write {field} as "en", "es-MX" or such, or by name: no language is called so.'
        raise QueryError(f"query.{field}", text, field)
    return found


def tags(values: Iterable[str], field: str) -> tuple[str, ...]:
    """Read language tags in order of wish.

    Raises:
        QueryError: One has not the form of a BCP 47 tag, or they are a bare text.
    """
    return tuple(tag(value, field) for value in words(values, field))


def closed_kinds(kinds: Iterable[str]) -> frozenset[Kind]:
    """Read the kinds of records that a search is for.

    Raises:
        UnknownWordError: One is in no list.
    """
    return closed_set(Kind, words(kinds, "kinds"), "kinds")


def whole_number(value: int, field: str, most: int) -> int:
    """Check that an argument is a whole number from 1 to *most*.

    Raises:
        QueryError: It is not.
    """
    if type(value) is not int or not 1 <= value <= most:
        raise QueryError(
            f"query.{field}", f"Give {field} as a whole number from 1 to {most:,}.", field
        )
    return value


def flag(value: object, field: str) -> bool:
    """Check that an argument is True or False.

    Raises:
        QueryError: It is neither.
    """
    if not isinstance(value, bool):
        raise QueryError(f"query.{field}", f"Give {field} as True or False.", field)
    return value


@attrs.frozen(init=False, eq=False, repr=False)
class Profile(Value):
    """Who asks what they can do.

    Attributes:
        minutes: What one sitting has, 1 to 527,040 (a year).
        per: How often it comes: once, or each day, week or month.
        skills: What the person can do: ids or everyday words.
        roles: What the person is.
        topics: What the person cares about; empty for anything.
        region: Where the person is; ``001`` if that is not said.
        modes: The only ways that suit; empty for any.
        languages: In order of wish, BCP 47.
        cost: The most the person can spend.
        risk: The most risk the person takes.
        age: Child (under 13), youth (13 to 17) or adult; role ``youth`` makes an adult a youth.
        concern: True if the person has something to report or needs help.
        done: Actions that are done.
        dismissed: Actions that the person does not want to see.

    Raises:
        QueryError: A field has no meaning, such as 0 minutes.
        UnknownWordError: A mode, cost, risk, age or per is in no list.
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

    def __init__(  # noqa: PLR0913 - the contract
        self,
        *,
        minutes: int,
        per: str = "once",
        skills: Iterable[str] = (),
        roles: Iterable[str] = (),
        topics: Iterable[str] = (),
        region: str = "001",
        modes: Iterable[str] = (),
        languages: Iterable[str] = ("en",),
        cost: str = "high",
        risk: str = "high",
        age: str = "adult",
        concern: bool = False,
        done: Iterable[str] = (),
        dismissed: Iterable[str] = (),
    ) -> None:
        self.__attrs_init__(
            minutes=whole_number(minutes, "minutes", MOST_MINUTES),
            per=closed(Per, text(per, "per"), "per"),
            skills=words(skills, "skills"),
            roles=words(roles, "roles"),
            topics=words(topics, "topics"),
            region=text(region, "region"),
            modes=closed_set(Mode, words(modes, "modes"), "modes"),
            languages=tags(languages, "languages"),
            cost=closed(Cost, text(cost, "cost"), "cost"),
            risk=closed(Risk, text(risk, "risk"), "risk"),
            age=closed(Age, text(age, "age"), "age"),
            concern=flag(concern, "concern"),
            done=words(done, "done"),
            dismissed=words(dismissed, "dismissed"),
        )

    def __repr__(self) -> str:
        return "Profile(…)"


@attrs.frozen(init=False, eq=False, repr=False)
class HelpQuery(Value):
    """Who looks for help.

    Attributes:
        region: Where help is needed.
        language: The language to be helped in, BCP 47, or None.
        channel: The only channel that suits, or None for any.
        purpose: What for, or None for any help.
        audience: Who the person is, or None if that is not said.
        calling_from: Where the call is made, if that is another place.

    Raises:
        QueryError: A field has no meaning.
        UnknownWordError: A channel, purpose or audience is in no list.
    """

    region: str
    language: str | None
    channel: Channel | None
    purpose: Purpose | None
    audience: Audience | None
    calling_from: str | None

    def __init__(  # noqa: PLR0913 - the contract
        self,
        region: str,
        language: str | None = None,
        *,
        channel: str | None = None,
        purpose: str | None = None,
        audience: str | None = None,
        calling_from: str | None = None,
    ) -> None:
        self.__attrs_init__(
            region=text(region, "region"),
            language=None if language is None else spoken_tag(language, "language"),
            channel=_closed_or_none(Channel, channel, "channel"),
            purpose=_closed_or_none(Purpose, purpose, "purpose"),
            audience=_closed_or_none(Audience, audience, "audience"),
            calling_from=None if calling_from is None else text(calling_from, "calling_from"),
        )

    def __repr__(self) -> str:
        return "HelpQuery(…)"


@attrs.frozen(init=False, eq=False, repr=False)
class PurchaseQuery(Value):
    """What somebody wants to buy.

    Attributes:
        goods: Everyday words for it, such as ``coffee`` or ``cotton shirt``.
        origin: The country it comes from, or None if that is not known.
        ships_to: Where it has to be sent, or None if that does not matter.

    Raises:
        QueryError: *goods* is a bare text, or a field is no text.
    """

    goods: tuple[str, ...]
    origin: str | None
    ships_to: str | None

    def __init__(
        self, goods: Iterable[str], origin: str | None = None, ships_to: str | None = None
    ) -> None:
        self.__attrs_init__(
            goods=words(goods, "goods"),
            origin=None if origin is None else text(origin, "origin"),
            ships_to=None if ships_to is None else text(ships_to, "ships_to"),
        )

    def __repr__(self) -> str:
        return "PurchaseQuery(…)"


def _closed_or_none(kind: type[Closed], value: str | None, field: str) -> Closed | None:
    return None if value is None else closed(kind, text(value, field), field)
