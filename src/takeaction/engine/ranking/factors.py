"""Where an action stands for a person: each factor once, with a level from 0 to 15.

The plain loop and the index read the same levels. Everything is a whole number on a fixed scale:
nothing is counted over the other actions, so that an action more or less changes no other. Why
each level is what it is stands in ``docs/explanation/ranking.md``.
"""

from collections.abc import Callable, Iterable, Mapping

from takeaction.engine.points import TOP, Level
from takeaction.engine.ranking.asker import ABOUT_SIGNS, ANYONE, GENERAL, Asker
from takeaction.engine.reasons import Slot
from takeaction.models.action import Action
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.vocabulary import Risk, WordKind

# Time

FITS, LITTLE, MOST, SOME, SPREAD = 15, 10, 14, 10, 11
A_LITTLE = 15
"""Work is little if it fills less than one part in this of a sitting."""


def _time(action: Action, asker: Asker) -> Level:
    """Work that most people finish in the sitting fits best.

    With a concern it says nothing: time must not move help.
    """
    if asker.concern:
        return Level(0, "time.concern")
    least, typical = action.minutes.min, action.minutes.typical
    slots = {"minutes": typical, "least": least}
    if typical <= asker.minutes:
        return Level(FITS if typical * A_LITTLE >= asker.minutes else LITTLE, "time.fits", slots)
    if least <= asker.minutes:
        return Level(MOST if typical <= 2 * asker.minutes else SOME, "time.short", slots)
    return Level(SPREAD, "time.spread", slots)


# Skill

NO_SKILL, OPTIONAL_SKILL, MATCHED_SKILL = 1, 2, 1


def skill_level(points: int, *, missing: bool) -> int:
    """Return the level for skills that are worth so much; half if a required one is missing."""
    return 0 if missing else min(TOP, MATCHED_SKILL + points)


def _skill(action: Action, asker: Asker) -> Level:
    """Skills that an action asks for, rare ones for more; a missing required one for nothing."""
    wanted = action.skills_required | action.skills_helpful
    if not wanted:
        return Level(NO_SKILL, "skill.none")
    missing = action.skills_required - asker.skills
    matched = wanted & asker.skills
    if not matched:
        return Level(0, "skill.missing") if missing else Level(OPTIONAL_SKILL, "skill.optional")
    points = sum(asker.worth[skill] for skill in matched)
    slots = {"skills": _labels(asker, WordKind.SKILL, matched)}
    return Level(skill_level(points, missing=bool(missing)), "skill.match", slots)


# Role

RESERVED, NAMED, NAMED_BESIDE_ANYONE, WIDER, FOR_ANYONE, BESIDE_ANYONE = 10, 9, 8, 5, 5, 3
RARE_ROLE = 5


def _role(action: Action, asker: Asker) -> Level:
    """The narrower the circle that an action is for, the better it suits those within."""
    own = (action.roles & asker.own_roles) - {ANYONE}
    rare = not own.isdisjoint(asker.rare)
    if action.roles_only:
        among = own or action.roles_only & asker.roles
        return Level(RESERVED + RARE_ROLE * rare, "role.match", _naming(asker, among))
    if own:
        level = NAMED_BESIDE_ANYONE if ANYONE in action.roles else NAMED
        return Level(level + RARE_ROLE * rare, "role.match", _naming(asker, own))
    wider = (action.roles & asker.roles) - {ANYONE}
    if wider:
        return Level(WIDER, "role.wider", _naming(asker, wider))
    return _not_named(action, asker)


def _not_named(action: Action, asker: Asker) -> Level:
    """Learning is for anyone; other things that are for anyone are not asked of a profession.

    A report is asked of nobody while there is nothing to report.
    """
    for_all = not action.roles or ANYONE in action.roles
    asked = action.quiet or (for_all and not asker.professional)
    if not asked or (action.concern and not asker.concern):
        return Level(0, "role.other")
    others = action.roles - {ANYONE}
    return Level(BESIDE_ANYONE if others else FOR_ANYONE, "role.anyone")


def _naming(asker: Asker, roles: frozenset[str]) -> Mapping[str, Slot]:
    return {"roles": _labels(asker, WordKind.ROLE, roles)}


# Topic

WHOLE, HALF, SOME_OF_IT, NEAR = 15, 12, 7, 5
IMPLIED, IMPLIED_IN_PART, GENERALLY = 14, 5, 4


def _topic(action: Action, asker: Asker) -> Level:
    """An action that is about just this stands above one that is also about other things."""
    return max(_topics(action, asker), key=lambda each: each.level)


def _topics(action: Action, asker: Asker) -> Iterable[Level]:
    """Return what each way to be near a topic says, the first of equals the nearest.

    What somebody has to report is theirs to say, and never guessed from their work or age.
    """
    topics = action.topics
    asked = topics & asker.own_topics
    if asked:
        level = WHOLE if asked == topics else HALF if 2 * len(asked) >= len(topics) else SOME_OF_IT
        yield Level(level, "topic.match", {"topics": _labels(asker, WordKind.TOPIC, asked)})
    elif near := topics & asker.topics:
        yield Level(NEAR, "topic.near", {"topics": _labels(asker, WordKind.TOPIC, near)})
    if not action.concern:
        yield Level(_implied(topics, asker.of_work), "topic.work")
        yield Level(_implied(topics, asker.of_age), "topic.young")
    yield Level(GENERALLY if topics and topics <= GENERAL else 0, "topic.general")


def _implied(topics: frozenset[str], implied: frozenset[str]) -> int:
    if not topics & implied:
        return 0
    return IMPLIED if topics <= implied else IMPLIED_IN_PART


# Place

HERE, ANYWHERE = 15, 8


def _place(action: Action, asker: Asker) -> Level:
    """An action that is for this very place stands above one for the whole world."""
    here = set(asker.region.chain) - {WORLD}
    if action.regions.isdisjoint(here):
        return Level(ANYWHERE, "place.world")
    return Level(HERE, "place.here")


# Start

QUICK = (60, 30, 10, 5)
LEARNING = 6
HELP = 10
SIGNS = 5
FAR = 2
"""How many levels less it counts to learn, or to report, something that is far from a person."""


def _start(action: Action, asker: Asker) -> Level:
    """A beginner's first step: to learn, quietly; short, without risk or skill.

    With a concern it is reporting and help that come first, and then what a sign is and whom to
    call, the shortest before the longer; without one reporting comes last.
    """
    level = start_level(action, concern=asker.concern, survivor=asker.survivor)
    if action.concern:
        code, leads = "start.concern", asker.concern
    elif asker.concern:
        code, leads = "start.quiet", False
    else:
        leads = action.quiet and not asker.survivor
        code = "start.learn" if leads else "start.easy"
    return Level(level - FAR * (leads and _is_far(action, asker)), code)


def _is_far(action: Action, asker: Asker) -> bool:
    """Tell whether an action is about something of its own that is not near to a person."""
    return (
        not action.topics <= GENERAL
        and action.topics.isdisjoint(asker.near_topics)
        and (ANYONE in action.roles or action.roles.isdisjoint(asker.own_roles))
    )


def start_level(action: Action, *, concern: bool, survivor: bool) -> int:
    """Return how good a first step an action is for anybody, if it is not far: 0 to 15."""
    quick = sum(action.minutes.typical <= bound for bound in QUICK)
    if concern:
        return quick + (HELP if action.concern else SIGNS * (ABOUT_SIGNS in action.topics))
    if action.concern:
        return quick
    easy = quick + (action.risk is Risk.NONE) + (not action.skills_required)
    return easy + LEARNING * (action.quiet and not survivor)


FACTORS: Mapping[str, Callable[[Action, Asker], Level]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
"""The factors, in the order in which their reasons stand."""

WEIGHTS: Mapping[str, int] = {
    "time": 1_500,
    "skill": 2_200,
    "role": 2_600,
    "topic": 1_300,
    "place": 300,
    "start": 2_100,
}
"""What each factor can add at most, in basis points; together 10 000."""


def _labels(asker: Asker, kind: WordKind, ids: Iterable[str]) -> tuple[Text, ...]:
    found = (asker.words.get(kind, id) for id in sorted(ids))
    return tuple(word.label for word in found if word)
