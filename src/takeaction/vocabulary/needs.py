# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of needs: the wish behind a text, and what somebody needs help with."""

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


class Sureness(StrEnum):
    """How sure it is that somebody may need help."""

    NO = "no"
    MAYBE = "maybe"
    SURE = "sure"


class Intent(StrEnum):
    """The wish of the writer of a text."""

    NEED_SELF = "need-self"
    NEED_OTHER = "need-other"
    SIGNS = "signs"
    REPORT = "report"
    PURCHASE = "purchase"
    TRAVEL = "travel"
    ACT = "act"
    LEARN = "learn"
    FIND_LINE = "find-line"
    OTHER_HARM = "other-harm"
    OTHER_TROUBLE = "other-trouble"
    GREETING = "greeting"
    UNKNOWN = "unknown"


NEED_INTENTS = (Intent.NEED_SELF, Intent.NEED_OTHER)
"""The wishes of people who need help, for themselves or for somebody else."""
