# Generated from data/words.toml by scripts/words.py; change the words there.
"""Closed words that are written in ``data/words.toml``."""

from enum import StrEnum
from typing import Literal, TypeAlias


class NeedTopic(StrEnum):
    """A topic of need, as somebody would say it in a sentence."""

    CAPTIVITY = "captivity"
    DOCUMENTS = "documents"
    WAGES = "wages"
    DEBT = "debt"
    DOMESTIC_WORK = "domestic-work"
    SEXUAL_VIOLENCE = "sexual-violence"
    SEXUAL_EXPLOITATION = "sexual-exploitation"
    SEXTORTION = "sextortion"
    PICTURE_SHARED = "picture-shared"
    CHILD_RUNAWAY = "child-runaway"
    CHILD_ABUSE = "child-abuse"
    VIOLENCE_HOME = "violence-home"
    STALKING = "stalking"
    HONOUR_THREAT = "honour-threat"
    CUTTING = "cutting"
    FORCED_MARRIAGE = "forced-marriage"
    SUICIDE = "suicide"
    FORCED_CRIME = "forced-crime"
    SCAM_COMPOUND = "scam-compound"
    BEGGING = "begging"
    ORGAN = "organ"
    SOLDIER = "soldier"
    IMMIGRATION_FEAR = "immigration-fear"
    POLICE_FEARED = "police-feared"
    JOB_OFFER = "job-offer"
    MISSING_PERSON = "missing-person"
    ADULT_AT_RISK = "adult-at-risk"
    AFTER = "after"
    NO_PLACE = "no-place"
    OTHER = "other"


NeedTopicValue: TypeAlias = Literal[
    "captivity",
    "documents",
    "wages",
    "debt",
    "domestic-work",
    "sexual-violence",
    "sexual-exploitation",
    "sextortion",
    "picture-shared",
    "child-runaway",
    "child-abuse",
    "violence-home",
    "stalking",
    "honour-threat",
    "cutting",
    "forced-marriage",
    "suicide",
    "forced-crime",
    "scam-compound",
    "begging",
    "organ",
    "soldier",
    "immigration-fear",
    "police-feared",
    "job-offer",
    "missing-person",
    "adult-at-risk",
    "after",
    "no-place",
    "other",
]
"""A word of the list in JSON, as type checkers see it."""

NeedTopicWord: TypeAlias = NeedTopic | NeedTopicValue
"""A word of the list in a question, as type checkers see it."""


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


ToldValue: TypeAlias = Literal[
    "police",
    "immigration",
    "child-protection",
    "family",
    "employer",
    "home-state",
]
"""A word of the list in JSON, as type checkers see it."""


class Tells(StrEnum):
    """When a line tells somebody, as it says itself or as its source does."""

    ALWAYS = "always"
    IF_YOU_AGREE = "if-you-agree"
    DANGER_OR_CHILD = "danger-or-child"
    NEVER = "never"


TellsValue: TypeAlias = Literal["always", "if-you-agree", "danger-or-child", "never"]
"""A word of the list in JSON, as type checkers see it."""


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
