"""The reasons of placed actions: for each factor the code of its level, and its points."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.factors import ALL_LEVELS, BY_SIGNS
from takeaction.batch.scoring.scores import Scores
from takeaction.catalog.catalog import Catalog
from takeaction.engine.ranking import factors
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.kinds import kind_of
from takeaction.models.action import Action

_MOVED = ("moved.topic", "moved.kind")

_FIXED: Mapping[str, Mapping[int, str]] = {
    "time": {
        factors.FITS_SITTING: "time.fits",
        factors.FILLS_LITTLE: "time.fits",
        factors.MOSTLY_FITS: "time.short",
        factors.PARTLY_FITS: "time.short",
    },
    "role": {
        factors.MADE_FOR: "role.made",
        factors.MADE_FOR + factors.RARE_ROLE_BONUS: "role.made",
        factors.RESERVED_UNSAID: "role.match",
        factors.RESERVED_ROLE: "role.match",
        factors.NAMED_ROLE: "role.match",
        factors.MADE_FOR_WIDER: "role.wider",
        factors.WIDER_ROLE: "role.wider",
        factors.FOR_ANYONE: "role.anyone",
    },
    "topic": {
        factors.ALL_TOPICS: "topic.match",
        factors.HALF_OF_TOPICS: "topic.match",
        factors.SOME_TOPICS: "topic.match",
        factors.NEAR_TOPIC: "topic.near",
        factors.IMPLIED_TOPICS: "topic.work",
        factors.SOME_IMPLIED: "topic.work",
        factors.GENERAL_KNOWLEDGE: "topic.general",
    },
    "place": {factors.THIS_PLACE: "place.here", factors.ANY_PLACE: "place.world"},
}
"""The code of each level of a factor, where no action has another."""


def _code(name: str, level: int, action: Action) -> str:
    """Return the code of a level of a factor for an action."""
    if name == "time" and level == factors.SPREADS_OUT:
        return "time.parts" if action.in_parts else "time.spread"
    if name == "skill":
        return "skill.optional" if level == factors.OPTIONAL_SKILL else "skill.match"
    if name == "kind":
        return f"does.{kind_of(action) or 'other'}"
    if name == "start":
        return "start.learn" if action.quiet else "start.easy"
    if name == "role" and level >= BY_SIGNS:
        return "role.signs"
    return _FIXED[name].get(level, "")


class ReasonCodes:
    """The codes of reasons.

    Attributes:
        names: All codes; the number of one is its place.
        numbers: For each factor, the number of the code of each level and row.
        moved: The numbers of the codes of what was moved for its topics, and for its kind.
    """

    def __init__(self, catalog: Catalog) -> None:
        actions = catalog.once(Compiled).actions
        self._places: dict[str, int] = {}
        self.moved = [self._number(code) for code in _MOVED]
        self.numbers = {
            name: np.array(
                [
                    [self._number(_code(name, level, action)) for action in actions]
                    for level in range(ALL_LEVELS)
                ],
                np.uint8,
            )
            for name in FACTORS
        }
        self.names = pa.array(list(self._places), pa.string())

    def _number(self, code: str) -> int:
        return self._places.setdefault(code, len(self._places))


class Reasons(NamedTuple):
    """The reasons of some actions, one after the other.

    Attributes:
        counts: The number of reasons of each action.
        codes: The number of the code of each reason.
        points: Its points.
    """

    counts: Array
    codes: Array
    points: Array


class PlacedPairs(NamedTuple):
    """Placed actions, each with the person they are for.

    Attributes:
        person: The number of the person.
        row: The row of the action.
        score: Its score.
        topic_penalty: The points that it lost for its topics.
        kind_penalty: The points that it lost for its kind.
    """

    person: Array
    row: Array
    score: Array
    topic_penalty: Array
    kind_penalty: Array

    @property
    def moved(self) -> Array:
        """The points by which each was lowered."""
        moved: Array = self.topic_penalty + self.kind_penalty
        return moved


def reasons_of(codes: ReasonCodes, scores: Scores, pairs: PlacedPairs) -> Reasons:
    """Return the reasons of placed actions, in the order of the factors; the last for a move."""
    columns = list(_columns(codes, scores, pairs))
    numbers = np.stack([number for number, _, _ in columns], axis=1)
    points = np.stack([gained for _, gained, _ in columns], axis=1)
    is_given = np.stack([given for _, _, given in columns], axis=1)
    return Reasons(is_given.sum(axis=1), numbers[is_given], points[is_given])


def _columns(
    codes: ReasonCodes, scores: Scores, pairs: PlacedPairs
) -> Iterator[tuple[Array, Array, Array]]:
    """Yield for each factor the codes, the points, and whether there are any."""
    for name, levels, points in scores.levels_of_pairs(pairs.person, pairs.row):
        yield codes.numbers[name][levels, pairs.row], points, points > 0
    is_topic = pairs.topic_penalty > pairs.kind_penalty
    number = np.where(is_topic, *codes.moved).astype(np.uint8)
    yield number, np.zeros(len(number), np.int16), pairs.moved > 0
