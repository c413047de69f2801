"""The closed words of needs: what somebody needs help with, and the purposes that fit."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.resources import Purpose


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
    UNKNOWN = "unknown"


NEED_INTENTS = (Intent.NEED_SELF, Intent.NEED_OTHER)
"""The wishes of people who need help, for themselves or for somebody else."""


class NeedTopic(StrEnum):
    """A topic of need, as somebody would say it in a sentence."""

    CAPTIVITY = "captivity"
    DOCUMENTS = "documents"
    WAGES = "wages"
    DEBT = "debt"
    DOMESTIC_WORK = "domestic-work"
    SEXUAL = "sexual"
    SEXTORTION = "sextortion"
    CHILD_RUNAWAY = "child-runaway"
    CHILD_ABUSE = "child-abuse"
    VIOLENCE_HOME = "violence-home"
    SUICIDE = "suicide"
    FORCED_MARRIAGE = "forced-marriage"
    SCAM_COMPOUND = "scam-compound"
    BEGGING = "begging"
    IMMIGRATION_FEAR = "immigration-fear"
    POLICE_FEARED = "police-feared"
    JOB_OFFER = "job-offer"
    OTHER = "other"


NeedTopicWord: TypeAlias = (
    NeedTopic
    | Literal[
        "captivity",
        "documents",
        "wages",
        "debt",
        "domestic-work",
        "sexual",
        "sextortion",
        "child-runaway",
        "child-abuse",
        "violence-home",
        "suicide",
        "forced-marriage",
        "scam-compound",
        "begging",
        "immigration-fear",
        "police-feared",
        "job-offer",
        "other",
    ]
)
"""A word of the list in a question, as type checkers see it."""


TOPIC_PURPOSES: Mapping[NeedTopic, tuple[Purpose, ...]] = {
    NeedTopic.CAPTIVITY: (Purpose.SUPPORT, Purpose.SHELTER),
    # Only a consulate gives a new passport, but it is a government and may tell the family.
    NeedTopic.DOCUMENTS: (Purpose.SUPPORT, Purpose.LEGAL, Purpose.CONSULAR),
    NeedTopic.WAGES: (Purpose.LABOUR_RIGHTS, Purpose.LEGAL),
    NeedTopic.DEBT: (Purpose.SUPPORT, Purpose.LABOUR_RIGHTS, Purpose.LEGAL),
    NeedTopic.DOMESTIC_WORK: (Purpose.SUPPORT, Purpose.LABOUR_RIGHTS, Purpose.CONSULAR),
    NeedTopic.SEXUAL: (Purpose.SEXUAL_VIOLENCE, Purpose.SUPPORT),
    NeedTopic.SEXTORTION: (Purpose.ONLINE_SAFETY, Purpose.CRISIS, Purpose.CHILD),
    # A line for missing children also works for those who look for the child, and may tell them.
    NeedTopic.CHILD_RUNAWAY: (Purpose.CHILD, Purpose.MISSING_CHILDREN),
    NeedTopic.CHILD_ABUSE: (Purpose.CHILD, Purpose.SEXUAL_VIOLENCE),
    NeedTopic.VIOLENCE_HOME: (Purpose.DOMESTIC_VIOLENCE, Purpose.SHELTER),
    NeedTopic.SUICIDE: (Purpose.CRISIS,),
    NeedTopic.FORCED_MARRIAGE: (Purpose.FORCED_MARRIAGE, Purpose.DOMESTIC_VIOLENCE),
    # Somebody who is held far from home: their own state can ask for them, a lawyer comes later.
    NeedTopic.SCAM_COMPOUND: (Purpose.SUPPORT, Purpose.CONSULAR),
    NeedTopic.BEGGING: (Purpose.SUPPORT, Purpose.CHILD),
    # The question is one of law. No inspectorate, which may tell immigration, and no consulate,
    # since the person may have fled from that very government.
    NeedTopic.IMMIGRATION_FEAR: (Purpose.LEGAL, Purpose.SUPPORT),
    NeedTopic.POLICE_FEARED: (Purpose.SUPPORT, Purpose.LEGAL),
    NeedTopic.JOB_OFFER: (Purpose.SUPPORT, Purpose.LABOUR_RIGHTS),
    NeedTopic.OTHER: (Purpose.SUPPORT,),
}
"""The purposes that fit each topic, the best first. Reasoned, not measured.

``docs/explanation/safety.md`` has the reasons for the hardest of them. No practitioner has reviewed
them.
"""

CAUTIOUS_TOPICS = frozenset(
    {
        *(NeedTopic.SCAM_COMPOUND, NeedTopic.DOMESTIC_WORK, NeedTopic.IMMIGRATION_FEAR),
        *(NeedTopic.SEXUAL, NeedTopic.FORCED_MARRIAGE, NeedTopic.VIOLENCE_HOME),
        NeedTopic.POLICE_FEARED,
    }
)
"""The topics of people who may be in more danger after a call to the police."""

FLED_TOPICS = frozenset(
    {NeedTopic.CHILD_RUNAWAY, NeedTopic.VIOLENCE_HOME, NeedTopic.FORCED_MARRIAGE, NeedTopic.SEXUAL}
)
"""The topics of people who may be taken back to the people they fled from."""
