# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of all records: kinds, states, and the evidence for them."""

from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.words import OrderedWord


class FreshnessState(OrderedWord):
    """The age of the evidence; unknown comes last, as the worst."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


OUT_OF_DATE = frozenset({FreshnessState.STALE, FreshnessState.EXPIRED})
"""The states of evidence that somebody should check again."""


class Status(StrEnum):
    """Whether the subject of a record still exists."""

    ACTIVE = "active"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """The kind of a record."""

    ACTION = "action"
    RESOURCE = "resource"
    INDICATOR = "indicator"
    VENDOR = "vendor"
    LABEL = "label"
    GOOD = "good"
    RATING = "rating"
    WORD = "word"


KindValue: TypeAlias = Literal[
    "action",
    "resource",
    "indicator",
    "vendor",
    "label",
    "good",
    "rating",
    "word",
]
"""A word of the list in JSON, as type checkers see it."""

KindWord: TypeAlias = Kind | KindValue
"""A word of the list in a question, as type checkers see it."""


class Method(StrEnum):
    """A way to check a fact."""

    CALLED = "called"
    OPERATOR_PAGE = "operator-page"
    OFFICIAL_PAGE = "official-page"
    IN_WRITING = "in-writing"
    TWO_SOURCES = "two-sources"
    NONE = "none"


CONFIRMED_BY_OPERATOR = frozenset({Method.CALLED, Method.IN_WRITING})
"""The methods in which the operator itself answered."""


class ReviewScope(StrEnum):
    """A part of a record that a practitioner has reviewed."""

    DIGITS = "digits"
    WORDING = "wording"
    TRANSLATION = "translation"


class Observer(StrEnum):
    """A person who can come to know a sign."""

    SELF = "self"
    BYSTANDER = "bystander"
    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_SERVICES = "social-services"
    LAW_ENFORCEMENT = "law-enforcement"
    LABOUR_INSPECTOR = "labour-inspector"
    EMPLOYER = "employer"


class WordKind(StrEnum):
    """The kind of an open word."""

    SKILL = "skill"
    ROLE = "role"
    TOPIC = "topic"
    PRODUCT = "product"


class Rarity(OrderedWord):
    """The rarity of a skill or a role."""

    COMMON = "common"
    SOME = "some"
    RARE = "rare"
