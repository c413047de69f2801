# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of signs and of assessments."""

from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.words import OrderedWord


class Concern(OrderedWord):
    """The strength of the reason to ask somebody who knows; no level says that all is well."""

    NOT_ENOUGH_INFORMATION = "not-enough-information"
    SOME_CONCERN = "some-concern"
    SERIOUS_CONCERN = "serious-concern"
    STRONG_CONCERN = "strong-concern"


class Presence(OrderedWord):
    """The evidence for an element; for a person under 18 the means is not required."""

    NONE = "none"
    NOT_REQUIRED = "not-required"
    SOME = "some"
    POSITIVE = "positive"


class Element(StrEnum):
    """The element of the Palermo definition that a sign is about; context is about none."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    CONTEXT = "context"


ELEMENTS = (Element.ACT, Element.MEANS, Element.PURPOSE)
"""The elements of the definition, which signs are counted for; context is not one of them."""


class Grade(OrderedWord):
    """The strength of a sign; context is never counted."""

    CONTEXT = "context"
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class PointsTo(StrEnum):
    """The exploitation that signs point to together; unspecified if no particular one."""

    LABOUR = "labour"
    DOMESTIC_SERVITUDE = "domestic-servitude"
    SEXUAL = "sexual"
    FORCED_CRIMINALITY = "forced-criminality"
    BEGGING = "begging"
    ILLEGAL_ADOPTION = "illegal-adoption"
    UNSPECIFIED = "unspecified"


class Exploitation(StrEnum):
    """The exploitation that a sign points to; any points to no particular one."""

    ANY = "any"
    LABOUR = "labour"
    DOMESTIC_SERVITUDE = "domestic-servitude"
    SEXUAL = "sexual"
    FORCED_CRIMINALITY = "forced-criminality"
    BEGGING = "begging"
    ILLEGAL_ADOPTION = "illegal-adoption"


class GradeBasis(StrEnum):
    """The source of a grade."""

    ILO_DELPHI = "ilo-delphi"
    ILO_BY_CONCEPT = "ilo-by-concept"
    LAW = "law"
    EDITORIAL = "editorial"


class Ask(StrEnum):
    """The way to come to know a sign: by noticing it, in a private talk or by an inspection."""

    NOTICE = "notice"
    PRIVATE = "private"
    INSPECTION = "inspection"


class AppliesTo(StrEnum):
    """The age group that a sign is about."""

    ANY = "any"
    CHILD = "child"
    ADULT = "adult"


class Reading(StrEnum):
    """Whether somebody read the text of an item in its own list."""

    READ = "read"
    SECONDARY = "secondary"
    NOT_READ = "not-read"


class Person(StrEnum):
    """The age of the person that the signs are about, as far as it is known."""

    ADULT = "adult"
    CHILD = "child"
    POSSIBLY_CHILD = "possibly-child"
    UNKNOWN = "unknown"


PersonValue: TypeAlias = Literal["adult", "child", "possibly-child", "unknown"]
"""A word of the list in JSON, as type checkers see it."""

PersonWord: TypeAlias = Person | PersonValue
"""A word of the list in a question, as type checkers see it."""

MINORS = frozenset({Person.CHILD, Person.POSSIBLY_CHILD})
"""A person who is, or may be, under 18: no means is needed, and the grades for children apply."""


class When(StrEnum):
    """The time a sign was seen; unknown counts as now."""

    NOW = "now"
    PAST = "past"
    UNKNOWN = "unknown"


WhenValue: TypeAlias = Literal["now", "past", "unknown"]
"""A word of the list in JSON, as type checkers see it."""

WhenWord: TypeAlias = When | WhenValue
"""A word of the list in a question, as type checkers see it."""
