"""The closed words of resources: kinds, purposes, audiences and operators."""

from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.closed_words import ASKED_PURPOSES as ASKED_PURPOSES
from takeaction.vocabulary.closed_words import MATTER_PURPOSES as MATTER_PURPOSES
from takeaction.vocabulary.closed_words import REPORT_ONLY_PURPOSES as REPORT_ONLY_PURPOSES
from takeaction.vocabulary.closed_words import SUPPORT_PURPOSES as SUPPORT_PURPOSES
from takeaction.vocabulary.closed_words import YOUNG as YOUNG
from takeaction.vocabulary.closed_words import Purpose as Purpose
from takeaction.vocabulary.closed_words import PurposeWord as PurposeWord
from takeaction.vocabulary.closed_words import Serves as Serves


class ResourceKind(StrEnum):
    """The kind of a resource."""

    EMERGENCY = "emergency"
    HOTLINE = "hotline"
    TIP_LINE = "tip-line"
    SERVICE = "service"
    ORGANISATION = "organisation"
    CAMPAIGN = "campaign"
    GUIDE = "guide"
    REPORT = "report"
    INDICATOR_LIST = "indicator-list"
    LAW = "law"
    SITE = "site"


HELP_PURPOSES = SUPPORT_PURPOSES | ASKED_PURPOSES | {Purpose.REPORT}
"""The purposes of help. To learn, to advocate and to give are not help."""


class ReturnsPeople(StrEnum):
    """Whether a service takes people back to the family or the employer that they left."""

    YES = "yes"
    REPORTED = "reported"


class Audience(StrEnum):
    """A group of people that a resource is for."""

    CHILD = "child"
    WORKER = "worker"
    SURVIVOR = "survivor"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


AudienceWord: TypeAlias = (
    Audience | Literal["child", "worker", "survivor", "bystander", "professional"]
)
"""A word of the list in a question, as type checkers see it."""


ADULTS = frozenset({Audience.SURVIVOR, Audience.WORKER})
"""The audiences who need help themselves and are no children."""


class OperatorKind(StrEnum):
    """The kind of organisation that answers: independent ones first, law enforcement last."""

    NGO = "ngo"
    TRADE_UNION = "trade-union"
    INTERGOVERNMENTAL = "intergovernmental"
    COMPANY = "company"
    GOVERNMENT = "government"
    POLICE = "police"
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement"


ENFORCEMENT = frozenset({OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT})
"""The operators that enforce the law, possibly against the caller."""


TRAFFICKING_TOPICS = frozenset(
    {
        *("indicators-reporting", "sex-trafficking", "labour-trafficking"),
        *("domestic-servitude", "forced-criminality"),
    }
)
"""The topics of lines that know trafficking. Lines about children come by purpose and audience."""
