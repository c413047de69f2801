# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of a person who asks, of those a line is for, and of those it tells."""

from enum import StrEnum
from typing import Literal, TypeAlias


class Serves(StrEnum):
    """A group of people that a line is for, and nobody else; without one it is for everyone."""

    WOMEN = "women"
    MEN = "men"
    CHILDREN = "children"
    YOUNG_PEOPLE = "young-people"
    ADULTS = "adults"
    WORRIED_ADULTS = "worried-adults"
    DEAF = "deaf"
    LGBT = "lgbt"
    MIGRANTS = "migrants"
    REFUGEES = "refugees"
    SEAFARERS = "seafarers"
    DOMESTIC_WORKERS = "domestic-workers"
    NATIONALS = "nationals"
    WITH_PAPERS = "with-papers"
    PROFESSIONALS = "professionals"


ServesValue: TypeAlias = Literal[
    "women",
    "men",
    "children",
    "young-people",
    "adults",
    "worried-adults",
    "deaf",
    "lgbt",
    "migrants",
    "refugees",
    "seafarers",
    "domestic-workers",
    "nationals",
    "with-papers",
    "professionals",
]
"""A word of the list in JSON, as type checkers see it."""

ServesWord: TypeAlias = Serves | ServesValue
"""A word of the list in a question, as type checkers see it."""

YOUNG = frozenset({Serves.CHILDREN, Serves.YOUNG_PEOPLE})
"""The groups of people under 18."""

SPECIAL = frozenset(
    {
        Serves.DEAF,
        Serves.LGBT,
        Serves.MIGRANTS,
        Serves.REFUGEES,
        Serves.SEAFARERS,
        Serves.DOMESTIC_WORKERS,
        Serves.NATIONALS,
        Serves.PROFESSIONALS,
    }
)
"""The groups that a person or a matter has to name before a line for them serves."""


class Told(StrEnum):
    """Somebody who may learn what a person tells a line."""

    POLICE = "police"
    IMMIGRATION = "immigration"
    CHILD_PROTECTION = "child-protection"
    FAMILY = "family"
    EMPLOYER = "employer"
    HOME_STATE = "home-state"


class Tells(StrEnum):
    """When a line tells somebody, as it says itself or as its source does: the widest first."""

    ALWAYS = "always"
    IN_DANGER = "in-danger"
    DANGER_OR_CHILD = "danger-or-child"
    IF_YOU_AGREE = "if-you-agree"
    NEVER = "never"


class Danger(StrEnum):
    """What may be happening to a body right now."""

    DANGER = "danger"
    NOW = "now"
    BODY = "body"
    PILLS = "pills"


DangerValue: TypeAlias = Literal["danger", "now", "body", "pills"]
"""A word of the list in JSON, as type checkers see it."""

DangerWord: TypeAlias = Danger | DangerValue
"""A word of the list in a question, as type checkers see it."""


class Listen(StrEnum):
    """Why somebody who listens is all that is looked for."""

    MAYBE = "maybe"
    TROUBLE = "trouble"


ListenValue: TypeAlias = Literal["maybe", "trouble"]
"""A word of the list in JSON, as type checkers see it."""

ListenWord: TypeAlias = Listen | ListenValue
"""A word of the list in a question, as type checkers see it."""


class Asks(StrEnum):
    """The one who asks for help."""

    SELF = "self"
    WORKER = "worker"
    OTHER = "other"
    PROFESSIONAL = "professional"


AsksValue: TypeAlias = Literal["self", "worker", "other", "professional"]
"""A word of the list in JSON, as type checkers see it."""

AsksWord: TypeAlias = Asks | AsksValue
"""A word of the list in a question, as type checkers see it."""


class ChildConcerned(StrEnum):
    """A child that is concerned."""

    WRITER = "writer"
    OTHER = "other"


ChildConcernedValue: TypeAlias = Literal["writer", "other"]
"""A word of the list in JSON, as type checkers see it."""

ChildConcernedWord: TypeAlias = ChildConcerned | ChildConcernedValue
"""A word of the list in a question, as type checkers see it."""


class Reach(StrEnum):
    """A way to be reached that somebody needs."""

    TEXT = "text"


ReachValue: TypeAlias = Literal["text"]
"""A word of the list in JSON, as type checkers see it."""

ReachWord: TypeAlias = Reach | ReachValue
"""A word of the list in a question, as type checkers see it."""


class Stops(StrEnum):
    """A harm that somebody wants to stop doing, or has doubts about."""

    PARTNER = "partner"
    CHILD = "child"
    BUYER = "buyer"
    OTHER = "other"


StopsValue: TypeAlias = Literal["partner", "child", "buyer", "other"]
"""A word of the list in JSON, as type checkers see it."""

StopsWord: TypeAlias = Stops | StopsValue
"""A word of the list in a question, as type checkers see it."""
