"""The factors that decide the order of actions for a person, each with a level from 0 to 15.

Each is written once: the plain loop, the index and the reasons follow. All numbers are whole and on
a fixed scale. Nothing is counted over the other actions, so one action more or less changes no
other's level. ``docs/explanation/ranking.md`` gives the reason for each level and weight, and
``nox -s quality`` measures them on the people of ``tests/quality``.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from takeaction.engine.ranking.asker import (
    ANYONE,
    GENERAL_TOPICS,
    SIGNS_TOPIC,
    Asker,
    Circumstance,
)
from takeaction.engine.ranking.gates import (
    CONCERN,
    LEAST_MINUTES,
    REGIONS,
    Actions,
    Amount,
    LevelSet,
    RankingFactor,
    Rows,
    Scale,
    Slots,
    Trait,
    WordSet,
    without,
)
from takeaction.engine.reasons import Phrase, SlotValue
from takeaction.models.action import Action
from takeaction.models.text import Text
from takeaction.vocabulary.actions import ActionKind, Risk
from takeaction.vocabulary.records import WordKind

# Time

FITS_SITTING, FILLS_LITTLE, MOSTLY_FITS, PARTLY_FITS, SPREADS_OUT = 15, 10, 14, 12, 9
LITTLE_DIVISOR = 15
"""Work fills little of a sitting if it takes less than one fifteenth of it."""

_TYPICAL_MINUTES = Amount(attrgetter("minutes.typical"))


def _time(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the time levels: highest for work that most people finish in the sitting.

    It is 0 with a concern, since time must not move help.
    """
    if asker.concern:
        yield 0, actions.all_rows, "time.concern"
        return
    minutes = asker.minutes
    if little := (minutes - 1) // LITTLE_DIVISOR:
        yield FILLS_LITTLE, actions.at_most(_TYPICAL_MINUTES, little), "time.fits"
    yield FITS_SITTING, actions.at_most(_TYPICAL_MINUTES, minutes), "time.fits"
    starts = actions.at_most(LEAST_MINUTES, minutes)
    yield MOSTLY_FITS, starts & actions.at_most(_TYPICAL_MINUTES, 2 * minutes), "time.short"
    yield PARTLY_FITS, starts, "time.short"
    yield SPREADS_OUT, actions.all_rows, "time.spread"


def _time_reason(code: str, action: Action, _: Asker) -> tuple[str, Slots]:
    if code == "time.spread":
        code = spread_code(action)
    slots: dict[str, SlotValue] = {"minutes": action.minutes.typical, "least": action.minutes.min}
    return code, slots if action.begin is None else {**slots, "begin": action.begin}


def spread_code(action: Action) -> str:
    """Return the code of the reason for work that does not fit a sitting and is listed."""
    if action.begin is not None:
        return "time.begin"
    return "time.parts" if action.in_parts else "time.spread"


# Skill

OPTIONAL_SKILL, MATCHED_SKILL, REQUIRED_SKILL = 3, 5, 2
"""The base of an action that wants a skill, that to which each matching skill adds its
``SKILL_POINTS``, and what an action adds that cannot be done without a skill that the person has.
"""


def wanted_skills(action: Action) -> frozenset[str]:
    """Return the skills that an action asks for."""
    return action.skills_required | action.skills_helpful


_WANTED = WordSet(wanted_skills)
_WANTS_SKILL = Trait(lambda action: bool(wanted_skills(action)))
_REQUIRES_SKILL = Trait(lambda action: bool(action.skills_required))


def _skill(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the skill levels, which add up: rare matching skills add more.

    It is 0 with a concern, since help must not move for what somebody can do.
    """
    if asker.concern:
        yield 0, actions.all_rows, "skill.concern"
        return
    matched: Rows = False
    for worth, rows in actions.each_of(_WANTED, asker.worth):
        matched |= rows
        yield worth, rows, "skill.match"
    yield MATCHED_SKILL, matched, "skill.match"
    yield REQUIRED_SKILL, matched & actions.that_are(_REQUIRES_SKILL), "skill.match"
    yield OPTIONAL_SKILL, actions.that_are(_WANTS_SKILL) ^ matched, "skill.optional"


def _skill_reason(code: str, action: Action, asker: Asker) -> tuple[str, Slots]:
    if code != "skill.match":
        return code, {}
    return code, {"skills": _labels(asker, WordKind.SKILL, wanted_skills(action) & asker.skills)}


# Role

MADE_FOR, NAMED_ROLE, MADE_FOR_WIDER, WIDER_ROLE, FOR_ANYONE = 12, 8, 5, 4, 3

MADE_FOR_FEW: Mapping[int, int] = {1: 15, 3: 13, 6: 12, 10: 11}
MADE_FOR_MANY = 9
"""The level of an action by the most roles that it is made for, where no topic was asked for.

A course for drivers belongs to drivers; one for eleven roles belongs to nobody. Somebody
who asks for a topic gets ``MADE_FOR`` for all of it: there the topic chooses.
"""

ROLES_OF_EVERYBODY = frozenset({"donor", "neighbour", "volunteer"})
"""The roles that anyone can take up: somebody who names no role is asked what these are asked."""

OPEN_ROLES = 3
"""The roles that count as further ones if an action is open to anyone."""

FOR_EVERYBODY, DUTY, CLOSE_HELP = 10, 10, 13
"""Reporting and keeping the number for those without a role; a report for those who may meet signs
at work; and help that a young person or a survivor may need on another day.
"""

NEEDS_SKILL = 6
"""The level of an action made for a person who lacks a skill that it requires, and could learn it.

Somebody who asks for a topic, or has a concern, gets 0 for it.
"""

RESERVED_ROLE, RESERVED_UNSAID = 2, 10
"""The levels of an action that only some roles may do, for those it is not made for.

The second is for an action whose kind and audience nobody has stated.
"""


def is_for_anyone(action: Action) -> bool:
    """Whether an action is open to anyone: it says so, or names no role."""
    return not action.roles or ANYONE in action.roles


def _roles_for(action: Action) -> frozenset[str]:
    return action.made_for | action.roles


def _is_of_some_work(action: Action) -> bool:
    """Whether an action is about the rights that come with some kinds of work."""
    return action.kind is ActionKind.RIGHTS and not is_for_anyone(action)


_TOPICS = WordSet(attrgetter("topics"))
_ROLES = WordSet(attrgetter("roles"))
_MADE_FOR = WordSet(attrgetter("made_for"))
_FOR = WordSet(_roles_for)
_ADDRESSED_TO = WordSet(attrgetter("addressed_to"))
_AUDIENCE = Amount(
    lambda action: len(action.made_for) + (OPEN_ROLES if is_for_anyone(action) else 0)
)
_RESERVED = Trait(lambda action: bool(action.roles_only))
_RESERVED_UNSAID = Trait(lambda action: bool(action.roles_only) and action.kind is None)
_QUIET = Trait(lambda action: action.quiet and not _is_of_some_work(action))
_OPEN = Trait(
    lambda action: is_for_anyone(action) or (action.quiet and not _is_of_some_work(action))
)
_REPORT = Trait(lambda action: action.concern and action.kind is ActionKind.REPORT)
_GENERAL = Trait(lambda action: bool(action.topics) and action.topics <= GENERAL_TOPICS)
_NUMBER = Trait(lambda action: action.kind is ActionKind.PREPARE and SIGNS_TOPIC in action.topics)
_HELP = Trait(lambda action: action.concern and action.kind is not ActionKind.REPORT)


_WITH_CLOSE_HELP = (Circumstance.SURVIVOR, Circumstance.YOUNG)


def _role(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the role levels: highest for the people an action is made for.

    It is 0 for those at its receiving end.
    """
    yield 0, actions.any_of(_ADDRESSED_TO, asker.wider), "role.other"
    made_for = actions.any_of(_MADE_FOR, asker.named)
    for_wider = actions.any_of(_FOR, asker.wider)
    if not asker.concern:
        # Nobody is asked to report while there is nothing to report, but those whose work can meet
        # it, those who asked about signs, and those who name nothing that could be their own, may
        # want to know how. Help is for the day when it is needed.
        reports = actions.that_are(_REPORT)
        yield MADE_FOR, reports & made_for, "role.made"
        if SIGNS_TOPIC in asker.own_topics:
            yield MADE_FOR, reports, "role.signs"
        elif not asker.own_topics:
            general = actions.that_are(_GENERAL)
            if not asker.named:
                everybody = reports | actions.that_are(_NUMBER)
                yield FOR_EVERYBODY, everybody & general, "role.everybody"
            if asker.of_work:
                yield DUTY, reports & general, "role.duty"
        help_ = actions.that_are(_HELP)
        if asker.situation in _WITH_CLOSE_HELP:
            close = actions.any_of(_TOPICS, asker.near_topics | GENERAL_TOPICS)
            yield CLOSE_HELP, help_ & made_for & close, "role.close"
        yield WIDER_ROLE, help_ & for_wider, "role.wider"
        yield 0, actions.that_are(CONCERN), "role.other"
    if not (asker.concern or asker.own_topics):
        for most, level in MADE_FOR_FEW.items():
            yield level, made_for & actions.at_most(_AUDIENCE, most), "role.made"
        yield MADE_FOR_MANY, made_for, "role.made"
    yield MADE_FOR, made_for, "role.made"
    # A reserved action that passed the gate is for this person.
    yield RESERVED_UNSAID, actions.that_are(_RESERVED_UNSAID), "role.reserved"
    yield RESERVED_ROLE, actions.that_are(_RESERVED), "role.reserved"
    yield NAMED_ROLE, actions.any_of(_ROLES, asker.named), "role.match"
    yield MADE_FOR_WIDER, actions.any_of(_MADE_FOR, asker.wider), "role.wider"
    yield WIDER_ROLE, for_wider, "role.wider"
    # Learning is for anyone; any other action for anyone is not asked of a profession.
    anyone = actions.that_are(_QUIET if asker.professional else _OPEN)
    if not asker.named:
        anyone |= actions.any_of(_FOR, ROLES_OF_EVERYBODY)
    yield FOR_ANYONE, anyone, "role.anyone"


def _role_without_skill(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the role levels of actions that require a skill which the person does not have."""
    if not (asker.concern or asker.own_topics):
        yield 0, actions.any_of(_ADDRESSED_TO, asker.wider) | actions.that_are(CONCERN), ""
        yield NEEDS_SKILL, actions.any_of(_MADE_FOR, asker.named), "role.made"


def _role_reason(code: str, action: Action, asker: Asker) -> tuple[str, Slots]:
    """Return the reason with the roles that the action and the person share."""
    match code:
        case "role.made" | "role.signs":
            roles: frozenset[str] = action.made_for & asker.named
        case "role.reserved":
            code, roles = "role.match", action.roles_only & asker.roles
        case "role.match":
            roles = action.roles & asker.named
        case "role.wider":
            roles = _roles_for(action) & asker.wider
        case _:
            return code, {}
    words = (asker.words.get(WordKind.ROLE, role) for role in sorted(roles - {ANYONE}))
    return code, {"roles": tuple(Phrase(f"people.{word.id}", word.label) for word in words if word)}


# Topic

ALL_TOPICS, HALF_OF_TOPICS, SOME_TOPICS, NEAR_TOPIC = 15, 12, 8, 6
"""All, half or some of the action's topics were asked for, or one is near to those.

Where only *awareness* was asked for and is there, it counts as some: nearly all is about that.
"""

IMPLIED_TOPICS, SOME_IMPLIED, GENERAL_KNOWLEDGE = 7, 4, 3
"""All or some of the action's topics follow from work or age, or all of them concern everybody."""

AWARENESS = "awareness"


def _topic(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the topic levels: highest for an action about nothing but the topics asked for.

    With a concern only what was asked for counts. A topic that work or age brings up never counts
    for a report: people say themselves if they have something to report.
    """
    if asker.own_topics:
        some, half, full = actions.overlap(_TOPICS, asker.own_topics)
        if AWARENESS in asker.own_topics:
            special = actions.any_of(_TOPICS, asker.own_topics - {AWARENESS})
            half, full = half & special, full & special
        yield ALL_TOPICS, full, "topic.match"
        yield HALF_OF_TOPICS, half, "topic.match"
        yield SOME_TOPICS, some, "topic.match"
    implied = []
    if not asker.concern:
        for code, topics in (("topic.work", asker.of_work), ("topic.young", asker.of_age)):
            if topics:
                some, _, full = actions.overlap(_TOPICS, topics)
                implied.append((code, without(some, actions.that_are(CONCERN))))
                yield IMPLIED_TOPICS, without(full, actions.that_are(CONCERN)), code
    if asker.own_topics:
        yield NEAR_TOPIC, actions.any_of(_TOPICS, asker.topics), "topic.near"
    for code, some in implied:
        yield SOME_IMPLIED, some, code
    if not asker.concern:
        yield GENERAL_KNOWLEDGE, actions.that_are(_GENERAL), "topic.general"


def _topic_reason(code: str, action: Action, asker: Asker) -> tuple[str, Slots]:
    shared = {"topic.match": asker.own_topics, "topic.near": asker.topics}.get(code)
    if shared is None:
        return code, {}
    return code, {"topics": _labels(asker, WordKind.TOPIC, action.topics & shared)}


# Place

THIS_PLACE, ANY_PLACE = 15, 8


def _place(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the place levels: higher for an action that names the place or anything around it."""
    here = asker.region.chain[:-1]  # the last is the world
    yield THIS_PLACE, actions.any_of(REGIONS, here), "place.here"
    yield ANY_PLACE, actions.all_rows, "place.world"


# Kind, and the levels that each kind of action gives in a situation.
#
# The levels were set by reasoning, and then checked on the people of ``tests/quality``: no level
# that is one higher or lower changes the agreement with the readings by more than 0.5 %.

FAR_PENALTY = 4
"""The levels that help and reports lose, with a concern, if they are far from the person."""

UNKNOWN_KIND = 5
"""The level of an action whose kind nobody has said, where it cannot be told."""

QUICK_MINUTES = (60, 30, 10, 5)
"""With a concern, help gains a level for each of these that its typical minutes do not exceed."""

LESSON_LEVEL = 2
"""The level of learning what trafficking is, for a survivor: nobody teaches them that."""

SIGNS_LEVEL = 6
"""The level of learning about signs, with a concern about others."""

_KIND_ROWS: Mapping[Circumstance, str] = {
    #                    learn prepare talk rights spread ask buy give join organise workplace
    #                                                             profession help report
    Circumstance.BRIEF: "10 13 10 11 10 8 7 9 5 2 4 3 2 2",
    Circumstance.TIME: "9 8 7 8 8 6 5 8 9 10 7 8 2 4",
    Circumstance.WORK: "10 9 9 10 6 6 3 3 8 7 10 9 2 4",
    Circumstance.YOUNG: "8 11 12 10 8 9 4 0 2 0 2 0 8 0",
    Circumstance.SURVIVOR: "7 8 8 12 3 2 2 2 10 6 6 12 12 0",
    Circumstance.FOR_SELF: "0 7 0 4 0 0 0 0 0 0 0 0 10 0",
    Circumstance.FOR_OTHER: "0 7 7 4 0 0 0 0 0 0 3 0 10 9",
}
KIND_LEVELS: Mapping[Circumstance, Mapping[ActionKind, int]] = {
    situation: dict(zip(ActionKind, map(int, row.split()), strict=True))
    for situation, row in _KIND_ROWS.items()
}
"""The level of each kind of action in each situation.

Somebody with a few minutes begins with what is small, somebody with time does more than reading,
a profession can change the place where it works, a survivor is taught nothing and asked for
nothing, and with a concern help comes first.
"""

_WITH_CONCERN = (Circumstance.FOR_SELF, Circumstance.FOR_OTHER)


def kind_of(action: Action) -> ActionKind | None:
    """Return the kind of an action; if it has none, the kind its other fields suggest.

    What nobody notices is learning, and an action about a concern may be help or a report.
    """
    if action.kind is None and action.quiet:
        return ActionKind.LEARN
    return action.kind


def _quickness(action: Action) -> int:
    typical = action.minutes.typical
    return sum([typical <= bound for bound in QUICK_MINUTES])


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
    topics = action.topics
    return Facts(
        kind_of(action),
        action.concern,
        topics <= GENERAL_TOPICS,
        SIGNS_TOPIC in topics,
        _quickness(action),
    )


@cache  # an index reads the level of each action in each circumstance, and many share their facts
def kind_level(facts: Facts, circumstance: Circumstance) -> int:
    """Return the level, 0 to 15, of an action in a circumstance, by its kind.

    With a concern, what is begun soonest comes first: it gains a level for each of
    ``QUICK_MINUTES``.
    """
    kind, levels = facts.kind, KIND_LEVELS[circumstance]
    if circumstance not in _WITH_CONCERN:
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


def _kind_scale(circumstance: Circumstance, penalty: int = 0) -> Scale:
    return Scale(facts_of, lambda facts: max(0, kind_level(facts, circumstance) - penalty))


_KIND_SCALES = {circumstance: _kind_scale(circumstance) for circumstance in Circumstance}
_FAR_SCALES = {
    circumstance: _kind_scale(circumstance, FAR_PENALTY) for circumstance in _WITH_CONCERN
}
_SPECIAL_HELP = Trait(lambda action: action.concern and not action.topics <= GENERAL_TOPICS)


def _kind(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the kind levels: how well this kind of action suits the person's situation.

    Help is far if it is about special topics that have nothing to do with the person, unless it is
    made for one of their roles.
    """
    if asker.concern:
        near = actions.any_of(_TOPICS, asker.near_topics - GENERAL_TOPICS)
        near |= actions.any_of(_MADE_FOR, asker.named)
        far = without(actions.that_are(_SPECIAL_HELP), near)
        yield _FAR_SCALES[asker.situation], far, "start.concern"
        yield _KIND_SCALES[asker.situation], actions.that_are(CONCERN), "start.concern"
        yield _KIND_SCALES[asker.situation], actions.all_rows, "start.quiet"
    else:
        yield 0, actions.any_of(_ADDRESSED_TO, asker.wider), "does.other"
        yield _KIND_SCALES[asker.situation], actions.all_rows, "does"


def _kind_reason(code: str, action: Action, _: Asker) -> tuple[str, Slots]:
    return f"does.{kind_of(action) or 'other'}" if code == "does" else code, {}


# Start

EASE_STEP, EASE_BASE = 2, 2


def start_level(action: Action) -> int:
    """Return the start level, 0 to 14, of an action for somebody who did nothing so far."""
    easy = _quickness(action) + (action.risk is Risk.NONE) + (not action.skills_required)
    return EASE_BASE + EASE_STEP * easy


_EASE = Scale(start_level, int)


def _start(actions: Actions, asker: Asker) -> Iterator[LevelSet]:
    """Yield the start level: highest for a short first step without risk.

    It is 0 for those who did something already, and with a concern.
    """
    if asker.concern or asker.done:
        yield 0, actions.all_rows, "start.easy"
    else:
        yield _EASE, actions.all_rows, "start"


def _start_reason(code: str, action: Action, _: Asker) -> tuple[str, Slots]:
    return ("start.learn" if action.quiet else "start.easy") if code == "start" else code, {}


_ROLE = "role", 2_700
ROLE_WITHOUT_SKILL = RankingFactor(*_ROLE, _role_without_skill)
"""The factor ``role`` for actions that require a skill which the person does not have."""

_FACTORS = (
    RankingFactor("time", 1_500, _time, _time_reason),
    RankingFactor("skill", 1_900, _skill, _skill_reason, adds=True, needs_skill=True),
    RankingFactor(
        *(*_ROLE, _role, _role_reason),
        needs_skill=True,
        lacking=ROLE_WITHOUT_SKILL,
    ),
    RankingFactor("topic", 1_900, _topic, _topic_reason),
    RankingFactor("place", 150, _place),
    RankingFactor("kind", 1_600, _kind, _kind_reason, by_scale=True),
    RankingFactor("start", 250, _start, _start_reason, by_scale=True),
)
FACTORS: Mapping[str, RankingFactor] = {factor.name: factor for factor in _FACTORS}
"""The factors by name, in the order of their reasons in an answer."""

WEIGHTS: Mapping[str, int] = {factor.name: factor.weight for factor in _FACTORS}
"""The most that each factor can add to a score, in basis points; together 10 000."""


def _labels(asker: Asker, kind: WordKind, ids: Iterable[str]) -> tuple[Text, ...]:
    words = (asker.words.get(kind, id) for id in sorted(ids))
    return tuple(word.label for word in words if word)
