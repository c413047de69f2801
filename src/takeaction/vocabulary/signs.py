"""The closed words of signs and of what is made of them."""

from enum import StrEnum

from takeaction.vocabulary import OrderedWord


class Element(StrEnum):
    """The element of the Palermo definition that a sign speaks of; context speaks of none."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    CONTEXT = "context"


class Grade(OrderedWord):
    """How much a sign says; context is never counted."""

    CONTEXT = "context"
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class GradeBasis(StrEnum):
    """Where a grade comes from."""

    ILO_DELPHI = "ilo-delphi"
    ILO_BY_CONCEPT = "ilo-by-concept"
    LAW = "law"
    EDITORIAL = "editorial"


class Ask(StrEnum):
    """How somebody comes to know a sign."""

    NOTICE = "notice"
    PRIVATE = "private"
    INSPECTION = "inspection"


class AppliesTo(StrEnum):
    """Whose situation a sign speaks of."""

    ANY = "any"
    CHILD = "child"
    ADULT = "adult"


class Exploitation(StrEnum):
    """What a sign points to; any points to none in particular."""

    ANY = "any"
    LABOUR = "labour"
    DOMESTIC_SERVITUDE = "domestic-servitude"
    SEXUAL = "sexual"
    FORCED_CRIMINALITY = "forced-criminality"
    BEGGING = "begging"
    ILLEGAL_ADOPTION = "illegal-adoption"


class Concern(OrderedWord):
    """How much what was seen gives reason to ask somebody who knows; none says that all is well."""

    NOT_ENOUGH_INFORMATION = "not-enough-information"
    SOME_CONCERN = "some-concern"
    SERIOUS_CONCERN = "serious-concern"
    STRONG_CONCERN = "strong-concern"


class Presence(OrderedWord):
    """How much of an element was seen; nobody under 18 has to be forced, so no means is needed."""

    NONE = "none"
    NOT_REQUIRED = "not-required"
    SOME = "some"
    POSITIVE = "positive"


class Person(StrEnum):
    """Who the signs are about."""

    ADULT = "adult"
    CHILD = "child"
    POSSIBLY_CHILD = "possibly-child"
    UNKNOWN = "unknown"


class When(StrEnum):
    """When a sign was seen; what is not known counts as now."""

    NOW = "now"
    PAST = "past"
    UNKNOWN = "unknown"


class PointsTo(StrEnum):
    """The exploitation that signs point to together; unspecified if none in particular."""

    LABOUR = "labour"
    DOMESTIC_SERVITUDE = "domestic-servitude"
    SEXUAL = "sexual"
    FORCED_CRIMINALITY = "forced-criminality"
    BEGGING = "begging"
    ILLEGAL_ADOPTION = "illegal-adoption"
    UNSPECIFIED = "unspecified"


class Reading(StrEnum):
    """Whether the text of an item was read where its list says it."""

    READ = "read"
    SECONDARY = "secondary"
    NOT_READ = "not-read"
