# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of actions, and of the time people have for them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.words import OrderedWord


class Cost(OrderedWord):
    """The cost of an action: low is below about 25 US dollars."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


CostValue: TypeAlias = Literal["none", "low", "medium", "high"]
"""A word of the list in JSON, as type checkers see it."""

CostWord: TypeAlias = Cost | CostValue
"""A word of the list in a question, as type checkers see it."""


class Risk(OrderedWord):
    """The risk to the person who acts or to others; the higher of the two."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


RiskValue: TypeAlias = Literal["none", "low", "medium", "high"]
"""A word of the list in JSON, as type checkers see it."""

RiskWord: TypeAlias = Risk | RiskValue
"""A word of the list in a question, as type checkers see it."""


class Age(OrderedWord):
    """An age group: child is under 13, youth 13 to 17."""

    CHILD = "child"
    YOUTH = "youth"
    ADULT = "adult"


AgeValue: TypeAlias = Literal["child", "youth", "adult"]
"""A word of the list in JSON, as type checkers see it."""

AgeWord: TypeAlias = Age | AgeValue
"""A word of the list in a question, as type checkers see it."""


class Mode(StrEnum):
    """Alone or with others, online or in person."""

    SOLO_ONLINE = "solo-online"
    SOLO_IN_PERSON = "solo-in-person"
    GROUP_ONLINE = "group-online"
    GROUP_IN_PERSON = "group-in-person"


ModeValue: TypeAlias = Literal["solo-online", "solo-in-person", "group-online", "group-in-person"]
"""A word of the list in JSON, as type checkers see it."""

ModeWord: TypeAlias = Mode | ModeValue
"""A word of the list in a question, as type checkers see it."""


class Cadence(StrEnum):
    """The frequency of an action."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONGOING = "ongoing"
    AS_NEEDED = "as-needed"


class TemplateKind(StrEnum):
    """The kind of a template."""

    CALL = "call"
    LETTER = "letter"
    POST = "post"


class Per(StrEnum):
    """The period of the minutes that a person has."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


PerValue: TypeAlias = Literal["once", "day", "week", "month"]
"""A word of the list in JSON, as type checkers see it."""

PerWord: TypeAlias = Per | PerValue
"""A word of the list in a question, as type checkers see it."""


class Horizon(StrEnum):
    """The length of a plan; a month is four weeks."""

    WEEK = "week"
    MONTH = "month"


HorizonValue: TypeAlias = Literal["week", "month"]
"""A word of the list in JSON, as type checkers see it."""

HorizonWord: TypeAlias = Horizon | HorizonValue
"""A word of the list in a question, as type checkers see it."""

WEEKS: Mapping[Horizon, int] = {
    Horizon.WEEK: 1,
    Horizon.MONTH: 4,
}
"""The weeks of each horizon."""


class ActionKind(StrEnum):
    """The kind of an action: what somebody does in it."""

    LEARN = "learn"
    PREPARE = "prepare"
    TALK = "talk"
    RIGHTS = "rights"
    SPREAD = "spread"
    ASK = "ask"
    BUY = "buy"
    GIVE = "give"
    JOIN = "join"
    ORGANISE = "organise"
    WORKPLACE = "workplace"
    PROFESSION = "profession"
    HELP = "help"
    REPORT = "report"


class ConcernFor(StrEnum):
    """The person that a concern is about: the one who asks, or somebody else."""

    SELF = "self"
    OTHER = "other"


ConcernForValue: TypeAlias = Literal["self", "other"]
"""A word of the list in JSON, as type checkers see it."""

ConcernWord: TypeAlias = bool | ConcernFor | ConcernForValue
"""A concern in a question, as type checkers see it: True if it is not said who it is about."""
