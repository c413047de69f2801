"""Each gate and each factor of the ranking, once.

A gate says whether an action is listed, a factor where: with a level from 0 to 15. The plain loop
and the index read the same criteria. Everything is a whole number on a fixed scale: nothing is
counted over the other actions, so that an action more or less changes no other.
"""

from collections.abc import Callable, Iterable, Mapping

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.reasons import Slot
from takeaction.models.action import Action
from takeaction.models.question import Profile
from takeaction.models.region import Region, find_region
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary
from takeaction.vocabulary import (
    Age,
    Audience,
    Cadence,
    Cost,
    Mode,
    Per,
    Rarity,
    Risk,
    Status,
    WordKind,
)

TOP = 15
"""The highest level of a factor."""

ANYONE = "anyone"


@attrs.frozen(kw_only=True, repr=False)
class Asker:
    """A profile whose words have been looked up in a catalog.

    Attributes:
        words: The words of that catalog.
        skills: Each skill that counts: what the person can do, and the wider words it is part of.
        own_skills: What the person can do, as asked.
        roles: Each role that counts: what the person is, and the wider words.
        own_roles: What the person is.
        topics: Each topic that counts: what the person asked for, and the wider words.
        own_topics: What the person asked for.
        region: Where the person is.
        age: The lower of the age in the profile and the one that a role implies.
        done: Full ids of actions that are done.
        dismissed: Full ids of actions that are not wanted.
    """

    words: Vocabulary
    minutes: int
    recurring: bool
    skills: frozenset[str]
    own_skills: frozenset[str]
    roles: frozenset[str]
    own_roles: frozenset[str]
    topics: frozenset[str]
    own_topics: frozenset[str]
    region: Region
    modes: frozenset[Mode]
    cost: Cost
    risk: Risk
    age: Age
    concern: bool
    done: frozenset[str]
    dismissed: frozenset[str]

    @property
    def audience(self) -> Audience:
        """Who the person is to somebody who answers."""
        if self.age < Age.ADULT:
            return Audience.CHILD
        for role, audience in (("survivor", Audience.SURVIVOR), ("worker", Audience.WORKER)):
            if role in self.own_roles:
                return audience
        return Audience.BYSTANDER

    def __repr__(self) -> str:
        return "Asker(…)"


def asker(catalog: Catalog, profile: Profile) -> Asker:
    """Look up the words of a profile.

    Raises:
        UnknownWordError: A skill, role, topic, region or action is in no list.
    """
    words = catalog.words
    skills = _found(words, WordKind.SKILL, profile.skills, "skills")
    roles = _found(words, WordKind.ROLE, profile.roles, "roles")
    topics = _found(words, WordKind.TOPIC, profile.topics, "topics")
    return Asker(
        words=words,
        minutes=profile.minutes,
        recurring=profile.per is not Per.ONCE,
        skills=_widened(words, WordKind.SKILL, skills),
        own_skills=skills,
        roles=_widened(words, WordKind.ROLE, roles) | {ANYONE},
        own_roles=roles,
        topics=_widened(words, WordKind.TOPIC, topics),
        own_topics=topics,
        region=find_region(profile.region),
        modes=profile.modes,
        cost=profile.cost,
        risk=profile.risk,
        age=min(profile.age, Age.YOUTH) if "youth" in roles else profile.age,
        concern=profile.concern,
        done=_actions(catalog, profile.done, "done"),
        dismissed=_actions(catalog, profile.dismissed, "dismissed"),
    )


def _found(
    words: Vocabulary, kind: WordKind, written: tuple[str, ...], field: str
) -> frozenset[str]:
    return frozenset(words.find(kind, each, field, n).id for n, each in enumerate(written))


def _widened(words: Vocabulary, kind: WordKind, ids: frozenset[str]) -> frozenset[str]:
    return frozenset(wider for id in ids for wider in words.wider(kind, id))


def _actions(catalog: Catalog, ids: tuple[str, ...], field: str) -> frozenset[str]:
    """Look up ids; a full id of a record that is not there now is kept, not refused.

    What a host remembers outlives packs, and a pack that is left out must break nobody's answer.
    """
    return frozenset(
        id if ":" in id and catalog.get(id) is None else catalog.find(id, field, n).id
        for n, id in enumerate(ids)
    )


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
    steps = asker.region.steps
    nearest = min(
        (steps.index(code) if code in steps else 1 for code in action.regions & set(steps)),
        default=len(steps) - 1,
    )
    if nearest == len(steps) - 1:
        return Level(8, "place.world")
    return Level(TOP, "place.here")


_QUICK = (60, 30, 15, 5)
_LEARNING = 5


def _start(action: Action, asker: Asker) -> Level:
    """A beginner's first step: to learn, quietly; short, free, without risk or skill.

    With a concern it is reporting and help that come first; without one they come last.
    """
    if asker.concern:
        return Level(TOP, "start.concern") if action.concern else Level(5, "start.quiet")
    if action.concern:
        return Level(0, "start.no_concern")
    typical = action.minutes.typical
    level = (
        sum(typical <= bound for bound in _QUICK)
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
