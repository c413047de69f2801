"""The reasons of placed actions: for each factor the code of its level, and its points."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.factors import ALL_LEVELS, BY_SIGNS, points_by_level
from takeaction.batch.scoring.scores import Scores
from takeaction.catalog.catalog import Catalog
from takeaction.engine.ranking import factors
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.kinds import kind_of

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

_SKILL = {factors.OPTIONAL_SKILL: "skill.optional"}
"""Any other level of skills has the code ``skill.match``."""


class ReasonCodes:
    """The codes of reasons.

    Attributes:
        names: All codes; the number of one is its place, the first is none.
        moved: The numbers of the codes of what was moved for its topics, and for its kind.
    """

    def __init__(self, catalog: Catalog) -> None:
        actions = catalog.once(Compiled).actions
        self._places: dict[str, int] = {"": 0}
        self.moved = [self._number(code) for code in _MOVED]
        in_parts = ["time.parts" if each.in_parts else "time.spread" for each in actions]
        kinds = [f"does.{kind_of(each) or 'other'}" for each in actions]
        starts = ["start.learn" if each.quiet else "start.easy" for each in actions]
        self._of_actions = {
            name: np.array([self._number(code) for code in codes], np.int32)
            for name, codes in (("time", in_parts), ("kind", kinds), ("start", starts))
        }
        self._of_levels = {name: self._by_level(name) for name in FACTORS}
        self.names = pa.array(list(self._places), pa.string())

    def _number(self, code: str) -> int:
        return self._places.setdefault(code, len(self._places))

    def _by_level(self, name: str) -> Array:
        """Return the number of the code of each level; 0 where the code depends on the action."""
        fixed = dict(_FIXED.get(name, {}))
        if name == "skill":
            fixed = dict.fromkeys(range(BY_SIGNS), "skill.match") | _SKILL
        if name == "role":
            fixed[BY_SIGNS + factors.MADE_FOR] = "role.signs"
        codes = [fixed.get(level, "") for level in range(ALL_LEVELS)]
        return np.array([self._number(code) for code in codes], np.int32)

    def of(self, name: str, rows: int) -> Array:
        """Return for each level of a factor the number of the code for each row."""
        numbers = np.repeat(self._of_levels[name][:, None], rows, axis=1)
        if name in self._of_actions:
            numbers = np.where(numbers, numbers, self._of_actions[name])
        return numbers


_CODE_SHIFT = 16
"""The bits of the points, below the code, in a reason as one whole number."""


class ReasonTable:
    """The reason of each level and row, by factor, as one whole number; 0 is none.

    Args:
        codes: The codes of reasons.
        compiled: The actions.
        weights: The weights of the factors.
    """

    def __init__(self, codes: ReasonCodes, compiled: Compiled, weights: Mapping[str, int]) -> None:
        self.codes = codes
        self._size = compiled.size
        self._rows = {}
        for name in FACTORS:
            if weights.get(name):
                points = points_by_level(weights[name]).astype(np.int32)[:, None]
                numbers = codes.of(name, compiled.size) << _CODE_SHIFT | points
                self._rows[name] = np.where(points > 0, numbers, 0).reshape(-1)

    def of(self, name: str, levels: Array, rows: Array) -> Array:
        """Return the reasons for levels and rows, one of each."""
        reasons: Array = self._rows[name].take(levels.astype(np.int64) * self._size + rows)
        return reasons


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


def reasons_of(table: ReasonTable, scores: Scores, pairs: PlacedPairs) -> Reasons:
    """Return the reasons of placed actions, in the order of the factors; the last for a move."""
    parts = [
        _reasons_of_few(
            table, scores, PlacedPairs(*(each[start : start + _PAIRS] for each in pairs))
        )
        for start in range(0, len(pairs.row), _PAIRS)
    ]
    counts, reasons = (
        np.concatenate([_NOTHING, *(part[column] for part in parts)]) for column in range(2)
    )
    return Reasons(
        counts,
        (reasons >> _CODE_SHIFT).astype(np.int8),
        reasons & (1 << _CODE_SHIFT) - 1,
    )


_PAIRS = 1 << 14
"""The actions whose reasons are found at once: they stay in the second cache."""

_NOTHING: Array = np.zeros(0, np.int32)


def _reasons_of_few(table: ReasonTable, scores: Scores, pairs: PlacedPairs) -> tuple[Array, Array]:
    """Return the number of reasons of each action, and all reasons."""
    columns = [
        table.of(name, levels, pairs.row)
        for name, levels in scores.levels_of_pairs(pairs.person, pairs.row)
    ]
    is_topic = pairs.topic_penalty > pairs.kind_penalty
    moved = np.where(is_topic, *table.codes.moved).astype(np.int32) << _CODE_SHIFT
    columns.append(np.where(pairs.moved > 0, moved, 0))
    counts = np.zeros(len(pairs.row), np.uint8)
    for column in columns:
        counts += column != 0
    reasons = np.stack(columns, axis=1).reshape(-1)
    return counts, reasons[reasons != 0]
