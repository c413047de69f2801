# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of resources: kinds, purposes, audiences and operators."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias


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

INDEPENDENCE: Mapping[OperatorKind | None, int] = {
    None: 1,
    OperatorKind.NGO: 0,
    OperatorKind.TRADE_UNION: 0,
    OperatorKind.INTERGOVERNMENTAL: 0,
    OperatorKind.COMPANY: 1,
    OperatorKind.GOVERNMENT: 1,
    OperatorKind.POLICE: 2,
    OperatorKind.IMMIGRATION_ENFORCEMENT: 3,
}
"""Ranks of operators, the lowest first: the people who need help may fear the authorities. The
order is reasoned, not measured (docs/explanation/safety.md). An unknown operator is no better
than a company or a government.
"""


class ReturnsPeople(StrEnum):
    """Whether a service takes people back to the family or the employer that they left."""

    YES = "yes"
    REPORTED = "reported"


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
    ADULT_PROTECTION = "adult-protection"
    CRIME_VICTIM = "crime-victim"
    STOP_HARM_CHILD = "stop-harm-child"
    STOP_HARM_PARTNER = "stop-harm-partner"
    LEARN = "learn"
    ADVOCATE = "advocate"
    GIVE = "give"


PurposeValue: TypeAlias = Literal[
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
    "adult-protection",
    "crime-victim",
    "stop-harm-child",
    "stop-harm-partner",
    "learn",
    "advocate",
    "give",
]
"""A word of the list in JSON, as type checkers see it."""

PurposeWord: TypeAlias = Purpose | PurposeValue
"""A word of the list in a question, as type checkers see it."""

SUPPORT_PURPOSES = frozenset(
    {
        Purpose.SUPPORT,
        Purpose.CHILD,
        Purpose.LABOUR_RIGHTS,
        Purpose.LEGAL,
        Purpose.DOMESTIC_VIOLENCE,
        Purpose.SEXUAL_VIOLENCE,
        Purpose.SHELTER,
        Purpose.FORCED_MARRIAGE,
        Purpose.CRISIS,
        Purpose.MISSING_CHILDREN,
        Purpose.ONLINE_SAFETY,
        Purpose.CONSULAR,
        Purpose.ADULT_PROTECTION,
        Purpose.CRIME_VICTIM,
    }
)
"""The purposes of a resource that supports a person, beyond an emergency or a report."""

ASKED_PURPOSES = frozenset({Purpose.EMERGENCY, Purpose.STOP_HARM_CHILD, Purpose.STOP_HARM_PARTNER})
"""The purposes of help that are listed only where they are asked for: the emergency number has
its own notice, and people who want to stop harming others are not those who look for help
against harm.
"""

MATTER_PURPOSES = frozenset(
    {
        Purpose.DOMESTIC_VIOLENCE,
        Purpose.SEXUAL_VIOLENCE,
        Purpose.FORCED_MARRIAGE,
        Purpose.CRISIS,
        Purpose.MISSING_CHILDREN,
        Purpose.ONLINE_SAFETY,
        Purpose.ADULT_PROTECTION,
    }
)
"""The purposes that say what a line is about, not what kind of help it gives."""

REPORT_ONLY_PURPOSES = frozenset({Purpose.REPORT, Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE})
"""The purposes without help for the person who calls; a report helps an investigation."""

HELP_PURPOSES = frozenset(
    {
        Purpose.EMERGENCY,
        Purpose.REPORT,
        Purpose.SUPPORT,
        Purpose.CHILD,
        Purpose.LABOUR_RIGHTS,
        Purpose.LEGAL,
        Purpose.DOMESTIC_VIOLENCE,
        Purpose.SEXUAL_VIOLENCE,
        Purpose.SHELTER,
        Purpose.FORCED_MARRIAGE,
        Purpose.CRISIS,
        Purpose.MISSING_CHILDREN,
        Purpose.ONLINE_SAFETY,
        Purpose.CONSULAR,
        Purpose.ADULT_PROTECTION,
        Purpose.CRIME_VICTIM,
        Purpose.STOP_HARM_CHILD,
        Purpose.STOP_HARM_PARTNER,
    }
)
"""The purposes of help. To learn, to advocate and to give are not help."""

GENERAL_PURPOSES = frozenset(
    {
        Purpose.EMERGENCY,
        Purpose.REPORT,
        Purpose.SUPPORT,
        Purpose.CRIME_VICTIM,
    }
)
"""The purposes that say nothing of what a line is for, such as a crime of any kind."""


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


class Audience(StrEnum):
    """A group of people that a resource is for."""

    CHILD = "child"
    WORKER = "worker"
    SURVIVOR = "survivor"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


AudienceValue: TypeAlias = Literal["child", "worker", "survivor", "bystander", "professional"]
"""A word of the list in JSON, as type checkers see it."""

AudienceWord: TypeAlias = Audience | AudienceValue
"""A word of the list in a question, as type checkers see it."""

ADULTS = frozenset({Audience.WORKER, Audience.SURVIVOR})
"""The audiences who need help themselves and are no children."""
