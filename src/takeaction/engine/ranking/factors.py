"""The factors that decide the order of actions for a person, each with a level from 0 to 15.

The plain loop and the index read the same levels. All numbers are whole and on a fixed scale.
Nothing is counted over the other actions, so one action more or less changes no other's level.
The levels and weights were set on judged people: ``docs/explanation/ranking.md`` gives the reason
for each, and ``nox -s quality`` measures them.
"""

from collections.abc import Callable, Iterable, Mapping

from takeaction.engine.points import TOP_LEVEL, Level
from takeaction.engine.ranking.asker import ANYONE, GENERAL_TOPICS, SIGNS_TOPIC, Asker
from takeaction.engine.reasons import SlotValue
from takeaction.models.action import Action
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.vocabulary.actions import Risk
from takeaction.vocabulary.records import WordKind

# Time

FITS_SITTING, FILLS_LITTLE, MOSTLY_FITS, PARTLY_FITS, SPREADS_OUT = 15, 10, 14, 10, 11
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
    return Level(SPREADS_OUT, "time.spread", slots)


# Skill

NO_SKILL, OPTIONAL_SKILL, MATCHED_SKILL = 1, 2, 1
"""MATCHED_SKILL is the base to which each matching skill adds its ``SKILL_POINTS``."""


def _skill(action: Action, asker: Asker) -> Level:
    """Return the skill level: rare matching skills add more; 0 if a required one is missing."""
    wanted = action.skills_required | action.skills_helpful
    if not wanted:
        return Level(NO_SKILL, "skill.none")
    missing = action.skills_required - asker.skills
    matched = wanted & asker.skills
    if not matched:
        return Level(0, "skill.missing") if missing else Level(OPTIONAL_SKILL, "skill.optional")
    level = MATCHED_SKILL + sum(asker.worth[skill] for skill in matched)
    slots = {"skills": _labels(asker, WordKind.SKILL, matched)}
    return Level(0 if missing else min(TOP_LEVEL, level), "skill.match", slots)


# Role

RESERVED_ROLE, NAMED_ROLE, NAMED_WITH_ANYONE, WIDER_ROLE = 10, 9, 8, 5
FOR_ANYONE, ANYONE_AND_OTHERS = 5, 3
RARE_ROLE_BONUS = 5
"""The levels added to the first three if a role that the action names is rare."""


def _role(action: Action, asker: Asker) -> Level:
    """Return the role level: the fewer people an action is for, the better it suits them."""
    named = (action.roles & asker.own_roles) - {ANYONE}
    is_rare = not named.isdisjoint(asker.rare)
    if action.roles_only:
        matched = named or action.roles_only & asker.roles
        level = RESERVED_ROLE + RARE_ROLE_BONUS * is_rare
        return Level(level, "role.match", _role_slots(asker, matched))
    if named:
        level = NAMED_WITH_ANYONE if ANYONE in action.roles else NAMED_ROLE
        return Level(level + RARE_ROLE_BONUS * is_rare, "role.match", _role_slots(asker, named))
    wider = (action.roles & asker.roles) - {ANYONE}
    if wider:
        return Level(WIDER_ROLE, "role.wider", _role_slots(asker, wider))
    return _unnamed_level(action, asker)


def _unnamed_level(action: Action, asker: Asker) -> Level:
    """Return the role level of an action that names none of the person's roles.

    Learning is for anyone; any other action for anyone is not asked of somebody with a
    profession. Nobody is asked to report while there is nothing to report.
    """
    for_anyone = not action.roles or ANYONE in action.roles
    is_asked = action.quiet or (for_anyone and not asker.professional)
    if not is_asked or (action.concern and not asker.concern):
        return Level(0, "role.other")
    names_others = action.roles - {ANYONE}
    return Level(ANYONE_AND_OTHERS if names_others else FOR_ANYONE, "role.anyone")


def _role_slots(asker: Asker, roles: frozenset[str]) -> Mapping[str, SlotValue]:
    return {"roles": _labels(asker, WordKind.ROLE, roles)}


# Topic

ALL_TOPICS, HALF_OF_TOPICS, SOME_TOPICS, NEAR_TOPIC = 15, 12, 7, 5
"""All, half or some of the action's topics were asked for, or one is near to those."""

IMPLIED_TOPICS, SOME_IMPLIED, GENERAL_KNOWLEDGE = 14, 5, 4
"""All or some of the action's topics follow from work or age, or all of them concern everybody."""


def _topic(action: Action, asker: Asker) -> Level:
    """Return the topic level: highest for an action about nothing but the topics asked for."""
    return max(_topic_levels(action, asker), key=lambda level: level.level)


def _topic_levels(action: Action, asker: Asker) -> Iterable[Level]:
    """Yield a level for each way to be near a topic; of equal levels the nearest comes first.

    A topic that work or age brings up never counts for a report: people say themselves if they
    have something to report, and we don't guess it.
    """
    topics = action.topics
    asked = topics & asker.own_topics
    if asked:
        is_half = 2 * len(asked) >= len(topics)
        level = ALL_TOPICS if asked == topics else HALF_OF_TOPICS if is_half else SOME_TOPICS
        yield Level(level, "topic.match", {"topics": _labels(asker, WordKind.TOPIC, asked)})
    elif near := topics & asker.topics:
        yield Level(NEAR_TOPIC, "topic.near", {"topics": _labels(asker, WordKind.TOPIC, near)})
    if not action.concern:
        yield Level(_implied_level(topics, asker.of_work), "topic.work")
        yield Level(_implied_level(topics, asker.of_age), "topic.young")
    is_general = topics and topics <= GENERAL_TOPICS
    yield Level(GENERAL_KNOWLEDGE if is_general else 0, "topic.general")


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


# Start

QUICK_MINUTES = (60, 30, 10, 5)
"""An action gains one level for each of these bounds that its typical minutes do not exceed."""

LEARNING_BONUS = 6
"""The levels for learning, without a concern: nobody else needs to know."""

HELP_BONUS = 10
"""The levels for help and reports, with a concern: they come before anything else."""

SIGNS_BONUS = 5
"""The levels for learning about signs and reporting, with a concern."""

FAR_PENALTY = 2
"""The levels that learning, or with a concern help, loses if it is far from the person."""


def _start(action: Action, asker: Asker) -> Level:
    """Return the start level: highest for a good first step.

    Without a concern a good first step is learning, and short work without risk or skill; reports
    come last. With a concern reports and help come first, then learning about signs and places to
    call, the shortest before the longer ones.
    """
    level = start_level(action, concern=asker.concern, survivor=asker.survivor)
    if action.concern:
        code, comes_first = "start.concern", asker.concern
    elif asker.concern:
        code, comes_first = "start.quiet", False
    else:
        comes_first = action.quiet and not asker.survivor
        code = "start.learn" if comes_first else "start.easy"
    return Level(level - FAR_PENALTY * (comes_first and _is_far(action, asker)), code)


def _is_far(action: Action, asker: Asker) -> bool:
    """Tell whether an action is far: about special topics that have nothing to do with the person.

    An action that names one of the person's roles, and is not for anyone as well, is not far.
    """
    return (
        not action.topics <= GENERAL_TOPICS
        and action.topics.isdisjoint(asker.near_topics)
        and (ANYONE in action.roles or action.roles.isdisjoint(asker.own_roles))
    )


def start_level(action: Action, *, concern: bool, survivor: bool) -> int:
    """Return the start level, 0 to 15, of an action that is not far.

    Args:
        action: The action.
        concern: True if the person who asks has a concern.
        survivor: True if the person who asks is a survivor: learning then gains nothing.
    """
    quick = sum(action.minutes.typical <= bound for bound in QUICK_MINUTES)
    if concern:
        about_signs = SIGNS_TOPIC in action.topics
        return quick + (HELP_BONUS if action.concern else SIGNS_BONUS * about_signs)
    if action.concern:
        return quick
    easy = quick + (action.risk is Risk.NONE) + (not action.skills_required)
    return easy + LEARNING_BONUS * (action.quiet and not survivor)


FACTORS: Mapping[str, Callable[[Action, Asker], Level]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
"""The factors, in the order of their reasons in an answer."""

WEIGHTS: Mapping[str, int] = {
    "time": 1_500,
    "skill": 2_200,
    "role": 2_600,
    "topic": 1_300,
    "place": 300,
    "start": 2_100,
}
"""The most that each factor can add to a score, in basis points; together 10 000."""


def _labels(asker: Asker, kind: WordKind, ids: Iterable[str]) -> tuple[Text, ...]:
    words = (asker.words.get(kind, id) for id in sorted(ids))
    return tuple(word.label for word in words if word)
