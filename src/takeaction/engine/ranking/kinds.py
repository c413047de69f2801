"""The kinds of action, and the levels that each gives in a situation.

The levels were set by reasoning, and then checked on the people of ``tests/quality``: no level
that is one higher or lower changes the agreement with the readings by more than 0.5 %.
"""

from collections.abc import Mapping
from typing import NamedTuple

from takeaction.engine.ranking.asker import GENERAL_TOPICS, SIGNS_TOPIC, Circumstance
from takeaction.models.action import Action
from takeaction.vocabulary.actions import ActionKind

UNKNOWN_KIND = 5
"""The level of an action whose kind nobody has said, where it cannot be told."""

QUICK_MINUTES = (60, 30, 10, 5)
"""With a concern, help gains a level for each of these that its typical minutes do not exceed."""

LESSON_LEVEL = 2
"""The level of learning what trafficking is, for a survivor: nobody teaches them that."""

SIGNS_LEVEL = 6
"""The level of learning about signs, with a concern about others."""

_ROWS: Mapping[Circumstance, str] = {
    #                    learn prepare talk rights spread ask buy give join organise workplace
    #                                                             profession help report
    Circumstance.BRIEF: "10 13 10 11 9 8 7 7 5 2 4 3 2 2",
    Circumstance.TIME: "9 8 7 8 6 6 5 6 9 10 7 8 2 4",
    Circumstance.WORK: "10 9 9 10 6 6 3 3 8 7 10 9 2 4",
    Circumstance.YOUNG: "8 9 12 10 6 8 4 0 2 0 2 0 5 0",
    Circumstance.SURVIVOR: "9 8 8 6 3 10 2 2 10 6 6 10 2 0",
    Circumstance.FOR_SELF: "0 7 0 4 0 0 0 0 0 0 0 0 10 0",
    Circumstance.FOR_OTHER: "0 7 7 4 0 0 0 0 0 0 3 0 10 9",
}
KIND_LEVELS: Mapping[Circumstance, Mapping[ActionKind, int]] = {
    situation: dict(zip(ActionKind, map(int, row.split()), strict=True))
    for situation, row in _ROWS.items()
}
"""The level of each kind of action in each situation.

Somebody with a few minutes begins with what is small, somebody with time does more than reading,
a profession can change the place where it works, a survivor is taught nothing and asked for
nothing, and with a concern help comes first.
"""


def kind_of(action: Action) -> ActionKind | None:
    """Return the kind of an action; if it has none, the kind its other fields suggest.

    What nobody notices is learning, and an action about a concern may be help or a report.
    """
    if action.kind is None and action.quiet:
        return ActionKind.LEARN
    return action.kind


class Facts(NamedTuple):
    """All that the level of an action's kind depends on.

    Attributes:
        kind: Its kind, or None.
        concern: True if it is about a concern.
        general: True if it is about nothing but what everybody should know.
        signs: True if it is about signs.
        quick: How many of ``QUICK_MINUTES`` its typical minutes do not exceed.
    """

    kind: ActionKind | None
    concern: bool
    general: bool
    signs: bool
    quick: int


def facts_of(action: Action) -> Facts:
    """Return the facts of an action that decide the level of its kind."""
    topics, typical = action.topics, action.minutes.typical
    return Facts(
        kind_of(action),
        action.concern,
        topics <= GENERAL_TOPICS,
        SIGNS_TOPIC in topics,
        sum(typical <= bound for bound in QUICK_MINUTES),
    )


def kind_level(facts: Facts, circumstance: Circumstance) -> int:
    """Return the level, 0 to 15, of an action in a circumstance, by its kind.

    With a concern, what is begun soonest comes first: it gains a level for each of
    ``QUICK_MINUTES``.
    """
    kind, levels = facts.kind, KIND_LEVELS[circumstance]
    if circumstance not in (Circumstance.FOR_SELF, Circumstance.FOR_OTHER):
        if kind is None:
            return levels[ActionKind.REPORT] if facts.concern else UNKNOWN_KIND
        is_lesson = kind is ActionKind.LEARN and facts.general
        return LESSON_LEVEL if is_lesson and circumstance is Circumstance.SURVIVOR else levels[kind]
    if kind is None:
        level = levels[ActionKind.HELP] if facts.concern else 0
    elif kind is ActionKind.LEARN and facts.signs:
        level = SIGNS_LEVEL
    else:
        level = levels[kind]
    return level + facts.quick
