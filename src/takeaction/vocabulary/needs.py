"""The closed words of needs: the wish behind a text, and what somebody needs help with."""

from enum import StrEnum

from takeaction.vocabulary.closed_words import NeedTopic as NeedTopic
from takeaction.vocabulary.closed_words import NeedTopicWord as NeedTopicWord


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
