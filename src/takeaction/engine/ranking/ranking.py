"""What can I do? A profile becomes a list of actions, each with the reasons that it stands there.

Gates decide whether an action is listed, factors where: see ``gates`` and ``factors``. The plain
``loop`` and the ``rowsets`` of an index give the same order; the first places are then ``spread``
over topics. The score stays what the reasons add up to.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.referral import emergency, find_referrals
from takeaction.engine.points import Level, points
from takeaction.engine.ranking import loop
from takeaction.engine.ranking.answer import (
    Filled,
    Notice,
    Recommendation,
    Recommendations,
    Stretch,
)
from takeaction.engine.ranking.asker import Asker, asker
from takeaction.engine.ranking.diversity import SPREAD_PLACES, Spread
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.ranking.gates import offered_change
from takeaction.engine.ranking.index import rules
from takeaction.engine.ranking.index.places import index_for
from takeaction.engine.ranking.scored import Scored, Sifted
from takeaction.engine.reasons import Reason, say
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.action import Action, Slot
from takeaction.models.question import HelpQuery, Profile, moment, whole_number
from takeaction.vocabulary import Age, Audience, Purpose, nearest

WHOLE = 10_000
"""What all weights sum to: the highest score, in basis points."""

_MOST_ANSWERS = 1_000_000
_NEAR_MISSES = 3


class Placed(NamedTuple):
    """An action in its place, and the points by which it was moved."""

    action: Action
    score: int
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
    found = order(catalog, person, counted, limit)
    answer = _Answer(catalog, profile, person, at)
    return Recommendations(
        recommendations=tuple(answer.recommendation(each, counted) for each in found.placed),
        excluded=found.excluded,
        stretch=answer.stretch(found.near),
        notices=answer.notices(),
    )


class Order(NamedTuple):
    """Which actions stand where, before anything is said about them."""

    placed: list[Placed]
    near: Iterator[Scored]
    excluded: Mapping[str, int]


def order(catalog: Catalog, person: Asker, weights: Mapping[str, int], limit: int | None) -> Order:
    """Put the actions of a catalog in order for a person."""
    sifted = _sift(catalog, person, weights)
    return Order(_placed(sifted.listed, person, limit), sifted.near, sifted.excluded)


def _sift(catalog: Catalog, person: Asker, weights: Mapping[str, int]) -> Sifted:
    """Rank the actions of a catalog: by its index, or one by one where a plugin has a say."""
    if any(weights[name] for name in weights if name not in FACTORS):
        return loop.sift(catalog.actions.values(), person, weights, catalog.factors)
    return rules.sift(index_for(catalog, person.region.chain), person, weights)


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


def _placed(listed: Iterator[Scored], person: Asker, limit: int | None) -> list[Placed]:
    """Give the places; topics are spread over the first, but never in what helps."""
    if person.concern:
        return [Placed(action, score) for score, action in islice(_help_first(listed), limit)]
    spread = Spread(listed, person)
    places = SPREAD_PLACES if limit is None else min(limit, SPREAD_PLACES)
    placed = [Placed(*each) for each in islice(spread, places)]
    rest = None if limit is None else limit - places
    return placed + [Placed(action, score) for score, action in islice(spread.left(), rest)]


def _help_first(listed: Iterator[Scored]) -> Iterator[Scored]:
    """Give the best report or help the first place: nothing to read stands above it."""
    above = []
    for scored in listed:
        if scored[1].concern:
            yield scored
            break
        above.append(scored)
    yield from above
    yield from listed


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
        self._referrals: dict[Slot, Referral | None] = {}

    def recommendation(self, placed: Placed, weights: Mapping[str, int]) -> Recommendation:
        """Say why an action stands where it stands, and fill in its contacts."""
        levels = loop.levels(placed.action, self._person, weights, self._catalog.factors)
        reasons = [
            self._reason(level, points(weights[name], level.level))
            for name, level in levels.items()
            if points(weights[name], level.level)
        ]
        if placed.moved:
            reasons.append(self._reason(Level(0, "moved.topic"), 0))
        return Recommendation(
            action=placed.action,
            score=placed.score,
            reasons=tuple(reasons),
            moved=placed.moved,
            finds=tuple(
                Filled(purpose=slot.purpose, kind=slot.kind, referral=self._referral(slot))
                for slot in placed.action.finds
            ),
            freshness=freshness(placed.action, self._at),
            languages=self._languages,
        )

    def stretch(self, near: Iterator[Scored]) -> tuple[Stretch, ...]:
        """Return the nearest misses; those that need two changes only if none needs one."""
        missed = [
            Stretch(action, score, change, self._languages)
            for score, action in islice(near, _NEAR_MISSES)
            if (change := offered_change(action, self._person))
        ]
        return tuple(each for each in missed if len(each.change) == len(missed[0].change))

    def _reason(self, level: Level, counted: int) -> Reason:
        return Reason(code=level.code, points=counted, slots=level.slots, language=self._language)

    def _referral(self, slot: Slot, audience: Audience | None = None) -> Referral | None:
        """Return the first referral for a slot in the reader's region; found once a list."""
        if slot not in self._referrals:
            query = HelpQuery(
                region=self._person.region.code,
                language=self._languages[0] if self._languages else None,
                purpose=slot.purpose,
                audience=audience or self._person.audience,
            )
            found = find_referrals(self._catalog, query, languages=self._languages, at=self._at)
            fits = (referral for referral in found if slot.kind in (None, referral.resource.kind))
            self._referrals[slot] = next(fits, None)
        return self._referrals[slot]

    def notices(self) -> tuple[Notice, ...]:
        """Return what stands above the list of somebody with a concern, or under 18."""
        notices = []
        if self._person.concern:
            danger = emergency(self._catalog, self._person.region, self._language)
            notices.append(
                Notice(text=danger.text, referral=self._referral(Slot(purpose=Purpose.EMERGENCY)))
            )
        if self._person.age < Age.ADULT:
            referral = self._referral(Slot(purpose=Purpose.CHILD), Audience.CHILD)
            notices.append(Notice(text=say("young.tell", self._language), referral=referral))
        return tuple(notices)
