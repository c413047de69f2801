"""The closed words of resources: kinds, purposes, audiences and operators."""

from enum import StrEnum


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
    LEARN = "learn"
    ADVOCATE = "advocate"
    GIVE = "give"


SUPPORT_PURPOSES = frozenset({Purpose.SUPPORT, Purpose.CHILD, Purpose.LABOUR_RIGHTS, Purpose.LEGAL})
"""The purposes of a resource that supports a person, beyond an emergency or a report."""


HELP_PURPOSES = SUPPORT_PURPOSES | {Purpose.EMERGENCY, Purpose.REPORT}
"""The purposes of help. To learn, to advocate and to give are not help."""


REPORT_ONLY_PURPOSES = frozenset(Purpose) - SUPPORT_PURPOSES - {Purpose.EMERGENCY}
"""The purposes without help for the person who calls; a report helps an investigation."""


class Audience(StrEnum):
    """A group of people that a resource is for."""

    CHILD = "child"
    WORKER = "worker"
    SURVIVOR = "survivor"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


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
