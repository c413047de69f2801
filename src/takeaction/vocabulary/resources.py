"""The closed words of resources: kinds, purposes, audiences and operators."""

from enum import StrEnum
from typing import Literal, TypeAlias


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


class Purpose(StrEnum):
    """A reason to turn to a resource."""

    EMERGENCY = "emergency"
    REPORT = "report"
    SUPPORT = "support"
    CHILD = "child"
    LABOUR_RIGHTS = "labour-rights"
    LEGAL = "legal"
    DOMESTIC_VIOLENCE = "domestic-violence"
    SEXUAL_VIOLENCE = "sexual-violence"
    SHELTER = "shelter"
    FORCED_MARRIAGE = "forced-marriage"
    CRISIS = "crisis"
    MISSING_CHILDREN = "missing-children"
    ONLINE_SAFETY = "online-safety"
    CONSULAR = "consular"
    STOP_HARM = "stop-harm"
    LEARN = "learn"
    ADVOCATE = "advocate"
    GIVE = "give"


PurposeWord: TypeAlias = (
    Purpose
    | Literal[
        "emergency",
        "report",
        "support",
        "child",
        "labour-rights",
        "legal",
        "domestic-violence",
        "sexual-violence",
        "shelter",
        "forced-marriage",
        "crisis",
        "missing-children",
        "online-safety",
        "consular",
        "stop-harm",
        "learn",
        "advocate",
        "give",
    ]
)
"""A word of the list in a question, as type checkers see it."""


SUPPORT_PURPOSES = frozenset(
    {
        *(Purpose.SUPPORT, Purpose.CHILD, Purpose.LABOUR_RIGHTS, Purpose.LEGAL),
        *(Purpose.DOMESTIC_VIOLENCE, Purpose.SEXUAL_VIOLENCE, Purpose.SHELTER),
        *(Purpose.FORCED_MARRIAGE, Purpose.CRISIS, Purpose.MISSING_CHILDREN),
        *(Purpose.ONLINE_SAFETY, Purpose.CONSULAR),
    }
)
"""The purposes of a resource that supports a person, beyond an emergency or a report."""


HELP_PURPOSES = SUPPORT_PURPOSES | {Purpose.EMERGENCY, Purpose.REPORT, Purpose.STOP_HARM}
"""The purposes of help. To learn, to advocate and to give are not help."""


ASKED_PURPOSES = frozenset({Purpose.EMERGENCY, Purpose.STOP_HARM})
"""The purposes of help that are listed only when somebody asks for them by name.

The emergency number has its own notice, and people who want to stop harming others are not those
who look for help against harm.
"""


MATTER_PURPOSES = frozenset(
    {
        *(Purpose.DOMESTIC_VIOLENCE, Purpose.SEXUAL_VIOLENCE, Purpose.FORCED_MARRIAGE),
        *(Purpose.CRISIS, Purpose.MISSING_CHILDREN, Purpose.ONLINE_SAFETY),
    }
)
"""The purposes that say what a line is about, not what kind of help it gives."""


REPORT_ONLY_PURPOSES = frozenset({Purpose.REPORT, Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE})
"""The purposes without help for the person who calls; a report helps an investigation."""


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
