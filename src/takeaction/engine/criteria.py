"""Each gate and each factor of the ranking, once.

A gate says whether an action is listed, a factor where: with a level from 0 to 15. The plain loop
and the index read the same criteria. Everything is a whole number on a fixed scale: nothing is
counted over the other actions, so that an action more or less changes no other.
"""

from collections.abc import Callable, Iterable, Mapping

import attrs

from takeaction.engine.person import ANYONE, Asker
from takeaction.engine.reasons import Slot
from takeaction.models.action import Action
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.vocabulary import Cadence, Cost, Rarity, Risk, Status, WordKind

TOP = 15
"""The highest level of a factor."""

# Gates. With a concern nothing hides help: not its mode, cost, risk or minutes.


def _status(action: Action, _: Asker) -> bool:
    return action.status is not Status.RETIRED


def _region(action: Action, asker: Asker) -> bool:
    return not action.regions.isdisjoint(asker.region.chain)


def _age(action: Action, asker: Asker) -> bool:
    return asker.age in action.ages


def _roles(action: Action, asker: Asker) -> bool:
    return not action.roles_only or not action.roles_only.isdisjoint(asker.roles)


def _concern(action: Action, asker: Asker) -> bool:
    return not asker.concern or action.concern or action.quiet


def _mode(action: Action, asker: Asker) -> bool:
    return asker.concern or not asker.modes or not asker.modes.isdisjoint(action.modes)


def _cost(action: Action, asker: Asker) -> bool:
    return asker.concern or action.cost <= asker.cost


def _risk(action: Action, asker: Asker) -> bool:
    return asker.concern or action.risk <= asker.risk


def _minutes(action: Action, asker: Asker) -> bool:
    return asker.concern or action.minutes.min <= asker.minutes or _is_spread(action, asker)


def _is_spread(action: Action, asker: Asker) -> bool:
    """Tell whether an action is work without end that fits into time that comes again."""
    return asker.recurring and action.cadence is Cadence.ONGOING


def _after(action: Action, asker: Asker) -> bool:
    return asker.done.issuperset(action.after)


def _done(action: Action, asker: Asker) -> bool:
    return action.id not in asker.done


def _dismissed(action: Action, asker: Asker) -> bool:
    return action.id not in asker.dismissed


GATES: Mapping[str, Callable[[Action, Asker], bool]] = {
    "status": _status,
    "region": _region,
    "age": _age,
    "roles": _roles,
    "concern": _concern,
    "mode": _mode,
    "cost": _cost,
    "risk": _risk,
    "minutes": _minutes,
    "after": _after,
    "done": _done,
    "dismissed": _dismissed,
}
"""The gates in order: an action is counted under the first that is closed."""


def closed_gate(action: Action, asker: Asker) -> str | None:
    """Return the first gate that keeps an action from a person; None if it is listed."""
    return next((name for name, is_open in GATES.items() if not is_open(action, asker)), None)


def _more_minutes(action: Action) -> tuple[str, int | str]:
    return "minutes", action.minutes.min


def _other_mode(action: Action) -> tuple[str, int | str]:
    return "modes", min(action.modes)


def _more_money(action: Action) -> tuple[str, int | str]:
    return "cost", action.cost


CHANGES: Mapping[str, Callable[[Action], tuple[str, int | str]]] = {
    "minutes": _more_minutes,
    "mode": _other_mode,
    "cost": _more_money,
}
"""The gates that a person may open by giving more, each with the field and the least value.

All others are no matter of effort: nobody is told to be older, to be a lawyer or to take a risk.
"""


def only_change(action: Action, asker: Asker) -> tuple[str, int | str] | None:
    """Return the one change of a profile that lists an action; None if one is not enough."""
    shut = [name for name, is_open in GATES.items() if not is_open(action, asker)]
    return CHANGES[shut[0]](action) if len(shut) == 1 and shut[0] in CHANGES else None


# Factors


@attrs.frozen
class Level:
    """What a factor says of an action for a person.

    Attributes:
        level: From 0 to 15.
        code: The reason it gives.
        slots: What the reason speaks of.
    """

    level: int
    code: str
    slots: Mapping[str, Slot] = attrs.field(factory=dict)


def _time(action: Action, asker: Asker) -> Level:
    """Work that fills the sitting fits best; work that is cut short fits least.

    With a concern it says nothing: time must not move help.
    """
    if asker.concern:
        return Level(0, "time.concern")
    least, typical = action.minutes.min, action.minutes.typical
    slots = {"minutes": typical, "least": least}
    if typical <= asker.minutes:
        used = 15 if typical * 4 >= asker.minutes else 13 if typical * 12 >= asker.minutes else 11
        return Level(used, "time.fits", slots)
    if least <= asker.minutes:
        return Level(12 if typical <= 2 * asker.minutes else 8, "time.short", slots)
    return Level(8, "time.spread", slots)


_SKILL_POINTS = {Rarity.COMMON: 5, Rarity.SOME: 7, Rarity.RARE: 10}
_NO_SKILL_WANTED = 2
_WANTED_BUT_NONE = 2


def _skill(action: Action, asker: Asker) -> Level:
    """Skills that an action asks for, rare ones for more; a missing required one for nothing."""
    wanted = action.skills_required | action.skills_helpful
    if not wanted:
        return Level(_NO_SKILL_WANTED, "skill.none")
    missing = action.skills_required - asker.skills
    if missing:
        return Level(0, "skill.missing", {"skills": _labels(asker, WordKind.SKILL, missing)})
    matched = wanted & asker.skills
    if not matched:
        return Level(_WANTED_BUT_NONE, "skill.optional")
    points = sum(
        _SKILL_POINTS[_rarity(asker, WordKind.SKILL, skill)]
        // (1 if skill in asker.own_skills else 2)
        for skill in matched
    )
    slots = {"skills": _labels(asker, WordKind.SKILL, matched)}
    return Level(min(TOP, _WANTED_BUT_NONE + points), "skill.match", slots)


_ROLE_LEVELS = {Rarity.COMMON: 12, Rarity.SOME: 13, Rarity.RARE: 15}
_WIDER_ROLE = 9
_ANYONE = 6


def _role(action: Action, asker: Asker) -> Level:
    """An action that is for such a person stands above one that is for anyone."""
    own = (action.roles & asker.own_roles) - {ANYONE}
    if own:
        level = max(_ROLE_LEVELS[_rarity(asker, WordKind.ROLE, role)] for role in own)
        return Level(level, "role.match", {"roles": _labels(asker, WordKind.ROLE, own)})
    wider = ((action.roles | action.roles_only) & asker.roles) - {ANYONE}
    if wider:
        slots = {"roles": _labels(asker, WordKind.ROLE, wider)}
        return Level(_WIDER_ROLE, "role.wider", slots)
    if ANYONE in action.roles or not action.roles:
        return Level(_ANYONE, "role.anyone")
    return Level(0, "role.other")


def _topic(action: Action, asker: Asker) -> Level:
    """What the person asked for; a part of it, or the whole that it is part of, counts less."""
    own = action.topics & asker.own_topics
    if own:
        return Level(TOP, "topic.match", {"topics": _labels(asker, WordKind.TOPIC, own)})
    near = {
        topic
        for topic in action.topics
        if topic in asker.topics
        or not asker.own_topics.isdisjoint(asker.words.wider(WordKind.TOPIC, topic))
    }
    if near:
        return Level(9, "topic.near", {"topics": _labels(asker, WordKind.TOPIC, near)})
    return Level(0, "topic.other")


def _place(action: Action, asker: Asker) -> Level:
    """An action that is for this very place stands above one for the whole world."""
    here = set(asker.region.chain) - {WORLD}
    if action.regions.isdisjoint(here):
        return Level(8, "place.world")
    return Level(TOP, "place.here")


_QUICK = (60, 30, 10, 5)
_LEARNING = 5
_HELP_AT_LEAST = 11
_ABOUT_SIGNS = "indicators-reporting"


def _start(action: Action, asker: Asker) -> Level:
    """A beginner's first step: to learn, quietly; short, free, without risk or skill.

    With a concern it is reporting and help that come first, and then what a sign is and whom to
    call, the shortest before the longer; without one reporting comes last.
    """
    quick = sum(action.minutes.typical <= bound for bound in _QUICK)
    if asker.concern and action.concern:
        return Level(_HELP_AT_LEAST + quick, "start.concern")
    if asker.concern:
        return Level(quick + 5 * (_ABOUT_SIGNS in action.topics), "start.quiet")
    if action.concern:
        return Level(0, "start.no_concern")
    level = (
        quick
        + 2 * (action.cost is Cost.NONE)
        + 2 * (action.risk is Risk.NONE)
        + 2 * (not action.skills_required)
        + _LEARNING * action.quiet
    )
    return Level(level, "start.learn" if action.quiet else "start.easy")


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
    "time": 2_000,
    "skill": 2_400,
    "role": 2_000,
    "topic": 1_400,
    "place": 300,
    "start": 1_900,
}
"""What each factor can add at most, in basis points; together 10 000."""


def points(weight: int, level: int) -> int:
    """Return what a factor adds to the score."""
    return weight * level // TOP


def _rarity(asker: Asker, kind: WordKind, id: str) -> Rarity:
    word = asker.words.get(kind, id)
    return word.rarity if word else Rarity.SOME


def _labels(asker: Asker, kind: WordKind, ids: Iterable[str]) -> tuple[Text, ...]:
    found = (asker.words.get(kind, id) for id in sorted(ids))
    return tuple(word.label for word in found if word)
