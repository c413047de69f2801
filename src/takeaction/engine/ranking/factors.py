"""The factors that decide the order of actions for a person, each with a level from 0 to 15.

The plain loop and the index read the same levels. All numbers are whole and on a fixed scale.
Nothing is counted over the other actions, so one action more or less changes no other's level.
``docs/explanation/ranking.md`` gives the reason for each level and weight, and ``nox -s quality``
measures them on the people of ``tests/quality``.
"""

from collections.abc import Callable, Iterable, Mapping

from takeaction.engine.ranking.asker import (
    ANYONE,
    GENERAL_TOPICS,
    QUICK_MINUTES,
    SIGNS_TOPIC,
    Asker,
    facts_of,
    kind_level,
    kind_of,
)
from takeaction.engine.reasons import TOP_LEVEL, Level, Phrase, SlotValue
from takeaction.models.action import Action
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.vocabulary.actions import ActionKind, Risk
from takeaction.vocabulary.records import WordKind

# Time

FITS_SITTING, FILLS_LITTLE, MOSTLY_FITS, PARTLY_FITS, SPREADS_OUT = 15, 8, 14, 12, 9
LITTLE_DIVISOR = 15
"""Work fills little of a sitting if it takes less than one fifteenth of it."""


def _time(action: Action, asker: Asker) -> Level:
    """Return the time level: highest for work that most people finish in the sitting.

    It is 0 with a concern, since time must not move help.
    """
    if asker.concern:
        return Level(0, "time.concern")
    least, typical = action.minutes.min, action.minutes.typical
    slots = {"minutes": typical, "least": least}
    if typical <= asker.minutes:
        fills_little = typical * LITTLE_DIVISOR < asker.minutes
        return Level(FILLS_LITTLE if fills_little else FITS_SITTING, "time.fits", slots)
    if least <= asker.minutes:
        mostly_fits = typical <= 2 * asker.minutes
        return Level(MOSTLY_FITS if mostly_fits else PARTLY_FITS, "time.short", slots)
    return Level(SPREADS_OUT, "time.parts" if action.in_parts else "time.spread", slots)


# Skill

OPTIONAL_SKILL, MATCHED_SKILL, REQUIRED_SKILL = 3, 3, 2
"""The base of an action that wants a skill, that to which each matching skill adds its
``SKILL_POINTS``, and what an action adds that cannot be done without a skill that the person has.
"""


def _skill(action: Action, asker: Asker) -> Level:
    """Return the skill level: rare matching skills add more; 0 if a required one is missing.

    It is 0 with a concern, since help must not move for what somebody can do.
    """
    if asker.concern:
        return Level(0, "skill.concern")
    wanted = action.skills_required | action.skills_helpful
    if not wanted:
        return Level(0, "skill.none")
    if lacks_skill(action, asker):
        return Level(0, "skill.missing")
    matched = wanted & asker.skills
    if not matched:
        return Level(OPTIONAL_SKILL, "skill.optional")
    level = MATCHED_SKILL + REQUIRED_SKILL * bool(action.skills_required)
    level += sum(asker.worth[skill] for skill in matched)
    slots = {"skills": _labels(asker, WordKind.SKILL, matched)}
    return Level(min(TOP_LEVEL, level), "skill.match", slots)


def lacks_skill(action: Action, asker: Asker) -> bool:
    """Whether an action requires a skill that a person does not have."""
    return not action.skills_required <= asker.skills


# Role

MADE_FOR, NAMED_ROLE, MADE_FOR_WIDER, WIDER_ROLE, FOR_ANYONE = 12, 8, 5, 4, 3
RARE_ROLE_BONUS = 2
"""The levels added to the first if a role that the action is made for is rare."""

RESERVED_ROLE, RESERVED_UNSAID = 2, 10
"""The levels of an action that only some roles may do, for those it is not made for.

The second is for an action whose kind and audience nobody has stated.
"""


def _role(action: Action, asker: Asker) -> Level:
    """Return the role level: highest for the people an action is made for.

    It is 0 for those who could not do it for want of a skill, and for those at its receiving end.
    """
    if lacks_skill(action, asker) or is_addressed(action, asker):
        return Level(0, "role.other")
    if action.concern and not asker.concern:
        return _unasked_level(action, asker)
    made_for = action.made_for & asker.named
    if made_for:
        level = MADE_FOR + RARE_ROLE_BONUS * (not made_for.isdisjoint(asker.rare))
        return Level(level, "role.made", _role_slots(asker, made_for))
    if action.roles_only:
        level = RESERVED_UNSAID if action.kind is None else RESERVED_ROLE
        return Level(level, "role.match", _role_slots(asker, action.roles_only & asker.roles))
    named = action.roles & asker.named
    if named:
        return Level(NAMED_ROLE, "role.match", _role_slots(asker, named))
    return _wider_level(action, asker)


def _unasked_level(action: Action, asker: Asker) -> Level:
    """Return the role level of help or a report for somebody without a concern.

    Nobody is asked to report while there is nothing to report, but those whose work can meet it,
    and those who asked about signs, may want to know how. Help is for the day when it is needed.
    """
    made_for = action.made_for & asker.named
    if action.kind is ActionKind.REPORT and (made_for or SIGNS_TOPIC in asker.own_topics):
        slots = _role_slots(asker, made_for)
        return Level(MADE_FOR, "role.made" if made_for else "role.signs", slots)
    for_them = (action.made_for | action.roles) & asker.wider
    if action.kind is not ActionKind.REPORT and for_them:
        return Level(WIDER_ROLE, "role.wider", _role_slots(asker, for_them))
    return Level(0, "role.other")


def _wider_level(action: Action, asker: Asker) -> Level:
    """Return the role level of an action that names none of the person's own roles.

    Learning is for anyone; any other action for anyone is not asked of somebody with a
    profession.
    """
    wider = (action.made_for | action.roles) & asker.wider
    if wider:
        level = WIDER_ROLE if wider.isdisjoint(action.made_for) else MADE_FOR_WIDER
        return Level(level, "role.wider", _role_slots(asker, wider))
    if action.quiet or (is_for_anyone(action) and not asker.professional):
        return Level(FOR_ANYONE, "role.anyone")
    return Level(0, "role.other")


def is_for_anyone(action: Action) -> bool:
    """Whether an action is open to anyone: it says so, or names no role."""
    return not action.roles or ANYONE in action.roles


def is_addressed(action: Action, asker: Asker) -> bool:
    """Whether a person is at the receiving end of an action."""
    return not action.addressed_to.isdisjoint(asker.wider)


def _role_slots(asker: Asker, roles: frozenset[str]) -> Mapping[str, SlotValue]:
    words = (asker.words.get(WordKind.ROLE, role) for role in sorted(roles - {ANYONE}))
    return {"roles": tuple(Phrase(f"people.{word.id}", word.label) for word in words if word)}


# Topic

ALL_TOPICS, HALF_OF_TOPICS, SOME_TOPICS, NEAR_TOPIC = 15, 12, 8, 6
"""All, half or some of the action's topics were asked for, or one is near to those.

Where only *awareness* was asked for and is there, it counts as some: nearly all is about that.
"""

IMPLIED_TOPICS, SOME_IMPLIED, GENERAL_KNOWLEDGE = 7, 4, 3
"""All or some of the action's topics follow from work or age, or all of them concern everybody."""

AWARENESS = "awareness"


def _topic(action: Action, asker: Asker) -> Level:
    """Return the topic level: highest for an action about nothing but the topics asked for."""
    return max(_topic_levels(action, asker), key=lambda level: level.level)


def _topic_levels(action: Action, asker: Asker) -> Iterable[Level]:
    """Yield a level for each way to be near a topic; of equal levels the nearest comes first.

    With a concern only what was asked for counts, and a topic that work or age brings up never
    counts for a report: people say themselves if they have something to report.
    """
    topics = action.topics
    asked = topics & asker.own_topics
    if asked:
        slots = {"topics": _labels(asker, WordKind.TOPIC, asked)}
        yield Level(_asked_level(asked, topics), "topic.match", slots)
    elif near := topics & asker.topics:
        yield Level(NEAR_TOPIC, "topic.near", {"topics": _labels(asker, WordKind.TOPIC, near)})
    if not (action.concern or asker.concern):
        yield Level(_implied_level(topics, asker.of_work), "topic.work")
        yield Level(_implied_level(topics, asker.of_age), "topic.young")
    is_general = topics and topics <= GENERAL_TOPICS and not asker.concern
    yield Level(GENERAL_KNOWLEDGE if is_general else 0, "topic.general")


def _asked_level(asked: frozenset[str], topics: frozenset[str]) -> int:
    if asked == {AWARENESS}:
        return SOME_TOPICS
    if asked == topics:
        return ALL_TOPICS
    return HALF_OF_TOPICS if 2 * len(asked) >= len(topics) else SOME_TOPICS


def _implied_level(topics: frozenset[str], implied: frozenset[str]) -> int:
    if not topics & implied:
        return 0
    return IMPLIED_TOPICS if topics <= implied else SOME_IMPLIED


# Place

THIS_PLACE, ANY_PLACE = 15, 8


def _place(action: Action, asker: Asker) -> Level:
    """Return the place level: higher for an action that names the place or anything around it."""
    here = set(asker.region.chain) - {WORLD}
    if action.regions.isdisjoint(here):
        return Level(ANY_PLACE, "place.world")
    return Level(THIS_PLACE, "place.here")


# Kind

FAR_PENALTY = 4
"""The levels that help and reports lose, with a concern, if they are far from the person."""


def _kind(action: Action, asker: Asker) -> Level:
    """Return the kind level: how well this kind of action suits the person's situation."""
    level = kind_level(facts_of(action), asker.situation)
    if asker.concern:
        code = "start.concern" if action.concern else "start.quiet"
        return Level(max(0, level - FAR_PENALTY * _is_far(action, asker)), code)
    if is_addressed(action, asker):
        return Level(0, "does.other")
    return Level(level, f"does.{kind_of(action) or 'other'}")


def _is_far(action: Action, asker: Asker) -> bool:
    """Whether help is far: about special topics that have nothing to do with the person.

    What is made for one of the person's roles is not far.
    """
    special = action.topics - GENERAL_TOPICS
    return (
        action.concern
        and bool(special)
        and special.isdisjoint(asker.near_topics)
        and action.made_for.isdisjoint(asker.named)
    )


# Start

EASE_STEP, EASE_BASE = 2, 2


def _start(action: Action, asker: Asker) -> Level:
    """Return the start level: highest for a short first step without risk.

    It is 0 for those who did something already, and with a concern.
    """
    if asker.concern or asker.done:
        return Level(0, "start.easy")
    return Level(start_level(action), "start.learn" if action.quiet else "start.easy")


def start_level(action: Action) -> int:
    """Return the start level, 0 to 14, of an action for somebody who did nothing so far."""
    quick = sum(action.minutes.typical <= bound for bound in QUICK_MINUTES)
    easy = quick + (action.risk is Risk.NONE) + (not action.skills_required)
    return EASE_BASE + EASE_STEP * easy


FACTORS: Mapping[str, Callable[[Action, Asker], Level]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "kind": _kind,
    "start": _start,
}
"""The factors, in the order of their reasons in an answer."""

WEIGHTS: Mapping[str, int] = {
    "time": 1_500,
    "skill": 1_900,
    "role": 2_700,
    "topic": 1_900,
    "place": 150,
    "kind": 1_600,
    "start": 250,
}
"""The most that each factor can add to a score, in basis points; together 10 000."""


def _labels(asker: Asker, kind: WordKind, ids: Iterable[str]) -> tuple[Text, ...]:
    words = (asker.words.get(kind, id) for id in sorted(ids))
    return tuple(word.label for word in words if word)
