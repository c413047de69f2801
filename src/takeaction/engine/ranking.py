"""What can I do? A profile becomes a list of actions, each with the reasons that it stands there.

Gates decide whether an action is listed, factors where: see ``criteria``. The first places are
then spread over topics: an action stands lower by a penalty for those above it that share a topic.
The score stays what the reasons add up to.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.advice import Filled, Notice, Recommendation, Recommendations, Stretch
from takeaction.engine.criteria import (
    FACTORS,
    GATES,
    TOP,
    WEIGHTS,
    Level,
    closed_gate,
    only_change,
    points,
)
from takeaction.engine.freshness import freshness
from takeaction.engine.person import Asker, asker
from takeaction.engine.reasons import Reason, say
from takeaction.engine.referral import Desk, emergency, find_desks
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.action import Action, Slot
from takeaction.models.question import HelpQuery, Profile, moment, whole_number
from takeaction.packs.plugins import Factor
from takeaction.vocabulary import Age, Audience, Purpose, nearest

WHOLE = 10_000
"""What all weights sum to: the highest score, in basis points."""

_SPREAD_PLACES = 30
_PENALTY = 150
_MOST_PENALTIES = 3
_MOST_ANSWERS = 1_000_000
_NEAR_MISSES = 3


@attrs.frozen
class _Ranked:
    """An action with its score and, once it is placed, what it was moved by."""

    action: Action
    score: int
    levels: Mapping[str, Level]
    moved: int = 0


def recommend(
    catalog: Catalog,
    profile: Profile,
    *,
    limit: int | None = 10,
    weights: Mapping[str, int] | None = None,
    at: datetime | None = None,
) -> Recommendations:
    """Rank the actions that a person can do.

    Gates decide whether an action is listed; factors decide where.

    Args:
        catalog: Where the actions come from.
        profile: Who asks; its minutes count one sitting.
        limit: The most answers to give, at least 1; None gives all.
        weights: What each factor counts, in basis points that sum to 10 000: the core's factors
            and those of code plugins. What is not named counts 0. None takes the defaults.
        at: An aware moment, to say which contacts are open and how old the evidence is.

    Returns:
        In order of advice, equal ones by id; scores in basis points, 0 to 10 000. Empty if
        nothing fits: ``excluded`` says which gates kept everything out.

    Raises:
        QueryError: *limit* is below 1, the weights do not sum to 10 000, or *at* has no zone.
        UnknownWordError: A word of the profile, or the name of a weight, is in no list.

    Example:
        >>> [r.action.id for r in recommend(catalog, Profile(minutes=2), limit=1)]
        ['community-actions:save-hotline-number']
    """
    at = moment(at)
    if limit is not None:
        whole_number(limit, "limit", _MOST_ANSWERS)
    counted = _weights(catalog, weights)
    person = asker(catalog, profile)
    listed, excluded = _gated(catalog.actions.values(), person)
    ranked = sorted(
        (_ranked(action, person, counted, catalog) for action in listed),
        key=lambda each: (person.concern > each.action.concern, -each.score, each.action.id),
    )
    placed = ranked if person.concern else _spread(ranked, person, limit)
    answer = _Answer(catalog, profile, person, at)
    return Recommendations(
        recommendations=tuple(answer.recommendation(each, counted) for each in placed[:limit]),
        excluded=excluded,
        stretch=answer.stretch(counted),
        notices=answer.notices(),
    )


def _weights(catalog: Catalog, weights: Mapping[str, int] | None) -> Mapping[str, int]:
    """Check the weights that a host gives."""
    if weights is None:
        return WEIGHTS
    known = (*FACTORS, *catalog.factors)
    for position, (name, weight) in enumerate(weights.items()):
        if name not in known:
            raise UnknownWordError("weights", position, nearest(name, known))
        if type(weight) is not int or weight < 0:
            text = f"Give the weight of {name} as a whole number from 0 to {WHOLE:,}."
            raise QueryError("query.weights", text, "weights")
    if sum(weights.values()) != WHOLE:
        text = f"The weights sum to {sum(weights.values()):,}; they must sum to {WHOLE:,}."
        raise QueryError("query.weights", text, "weights")
    return {name: weights[name] for name in known if name in weights}


def _gated(actions: Iterable[Action], person: Asker) -> tuple[list[Action], dict[str, int]]:
    """Return the actions that are listed, and how many each gate keeps out."""
    excluded = dict.fromkeys(GATES, 0)
    listed = []
    for action in actions:
        gate = closed_gate(action, person)
        if gate is None:
            listed.append(action)
        else:
            excluded[gate] += 1
    return listed, excluded


def _ranked(action: Action, person: Asker, weights: Mapping[str, int], catalog: Catalog) -> _Ranked:
    levels = {name: _level(name, action, person, catalog.factors) for name in weights}
    score = sum(points(weights[name], level.level) for name, level in levels.items())
    return _Ranked(action, score, levels)


def _level(name: str, action: Action, person: Asker, added: Mapping[str, Factor]) -> Level:
    """Return the level of a factor; one of a plugin is held to the same scale."""
    if name in FACTORS:
        return FACTORS[name](action, person)
    factor = added[name]
    level = factor.level(action, person)
    if type(level) is not int or not 0 <= level <= TOP:
        text = f"The factor {name} gave a level that is no whole number from 0 to {TOP}."
        raise QueryError("query.weights", text, "weights")
    return Level(level, "factor.added", {"text": factor.text})


def _spread(ranked: list[_Ranked], person: Asker, limit: int | None) -> list[_Ranked]:
    """Spread the first places over topics.

    A place goes to the action whose score, less the penalty, is highest. The penalty depends on
    what was chosen before it and shares a topic, and on nothing else: an action that shares none
    never reorders two others. Topics that the person asked for are free.
    """
    left = list(ranked)
    placed: list[_Ranked] = []
    above: dict[str, int] = {}
    while left and len(placed) < min(_SPREAD_PLACES, limit or _SPREAD_PLACES):
        best = _next(left, above)
        left.remove(best[0])
        placed.append(attrs.evolve(best[0], moved=best[1]))
        for topic in best[0].action.topics - person.topics:
            above[topic] = above.get(topic, 0) + 1
    return placed + left


def _next(left: list[_Ranked], above: Mapping[str, int]) -> tuple[_Ranked, int]:
    """Return what stands next, with its penalty; *left* is in order of score."""
    best, penalty = left[0], _penalty(left[0].action, above)
    for each in left[1:]:
        if each.score < best.score - penalty:
            break
        other = _penalty(each.action, above)
        if each.score - other > best.score - penalty:
            best, penalty = each, other
    return best, penalty


def _penalty(action: Action, above: Mapping[str, int]) -> int:
    shared = max((above.get(topic, 0) for topic in action.topics), default=0)
    return _PENALTY * min(shared, _MOST_PENALTIES)


class _Answer:
    """Puts an answer into words for one reader."""

    def __init__(
        self, catalog: Catalog, profile: Profile, person: Asker, at: datetime | None
    ) -> None:
        self._catalog = catalog
        self._person = person
        self._at = at
        self._languages = profile.languages
        self._language = language_of(profile.languages)
        self._desks: dict[Slot, Desk | None] = {}

    def recommendation(self, ranked: _Ranked, weights: Mapping[str, int]) -> Recommendation:
        """Say why an action stands where it stands, and fill in its contacts."""
        reasons = [
            self._reason(level, points(weights[name], level.level))
            for name, level in ranked.levels.items()
            if points(weights[name], level.level)
        ]
        if ranked.moved:
            reasons.append(self._reason(Level(0, "moved.topic"), 0))
        return Recommendation(
            action=ranked.action,
            score=ranked.score,
            reasons=tuple(reasons),
            moved=ranked.moved,
            finds=tuple(
                Filled(purpose=slot.purpose, kind=slot.kind, desk=self._desk(slot))
                for slot in ranked.action.finds
            ),
            freshness=freshness(ranked.action, self._at),
            languages=self._languages,
        )

    def stretch(self, weights: Mapping[str, int]) -> tuple[Stretch, ...]:
        """Return near misses; somebody with a concern is not sent on to anything else."""
        if self._person.concern:
            return ()
        near = [
            Stretch(
                action=action,
                score=_ranked(action, self._person, weights, self._catalog).score,
                field=change[0],
                value=change[1],
                languages=self._languages,
            )
            for action in self._catalog.actions.values()
            if (change := only_change(action, self._person)) and not action.concern
        ]
        return tuple(sorted(near, key=lambda each: (-each.score, each.action.id))[:_NEAR_MISSES])

    def _reason(self, level: Level, counted: int) -> Reason:
        return Reason(code=level.code, points=counted, slots=level.slots, language=self._language)

    def _desk(self, slot: Slot, audience: Audience | None = None) -> Desk | None:
        """Return the first desk for a slot in the reader's region; found once a list."""
        if slot not in self._desks:
            query = HelpQuery(
                region=self._person.region.code,
                language=self._languages[0] if self._languages else None,
                purpose=slot.purpose,
                audience=audience or self._person.audience,
            )
            found = find_desks(self._catalog, query, languages=self._languages, at=self._at)
            fits = (desk for desk in found if slot.kind in (None, desk.resource.kind))
            self._desks[slot] = next(fits, None)
        return self._desks[slot]

    def notices(self) -> tuple[Notice, ...]:
        """Return what stands above the list of somebody with a concern, or under 18."""
        notices = []
        if self._person.concern:
            danger = emergency(self._catalog, self._person.region, self._language)
            notices.append(
                Notice(text=danger.text, desk=self._desk(Slot(purpose=Purpose.EMERGENCY)))
            )
        if self._person.age < Age.ADULT:
            desk = self._desk(Slot(purpose=Purpose.CHILD), Audience.CHILD)
            notices.append(Notice(text=say("young.tell", self._language), desk=desk))
        return tuple(notices)
