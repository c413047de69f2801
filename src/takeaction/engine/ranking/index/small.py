"""The index of few actions: each row has a lane of sixteen bits in every whole number.

Lanes are added, and multiplied by one number, all at once, as long as each stays below 2 to the
power of 15: the sixteenth bit is kept free to compare lanes.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, starmap
from operator import mul
from typing import Any

from takeaction.engine.ranking.asker import ScoredAction
from takeaction.engine.ranking.factors import LITTLE_DIVISOR
from takeaction.engine.ranking.index.bitmaps import union, without
from takeaction.engine.ranking.index.facets import LEVELS, Index, LevelSets, far_name
from takeaction.engine.reasons import TOP_LEVEL

MAX_SMALL = 1_000
"""The most actions of a small index.

To add up all scores takes a quarter of the time of a search for the best at 200 actions, 0.4 of it
at 1,000, and about the same at 4,000 (made-up actions, 2026-11-27). It takes sixteen bits a row.
"""

_MAX_BREAKPOINTS = 400
"""The most breakpoints for which time levels are prepared; all our packs together have 64.

It bounds the room: at 1,000 actions each takes 2 kB.
"""

_COMPARED_FACETS = ("topic", "required", "after")
"""The facets that ``having_only`` and ``overlap`` are asked about."""

_TOP_BIT = 0x8000
"""The sixteenth bit of a lane."""

_FRACTION_BITS = 8
"""The bits after the point of a fifteenth, rounded up: then 15 times a fifteenth is exact."""

_ROW_STEP = 1 if sys.byteorder == "little" else -1
"""The step from the lowest row to the highest in the bytes of a number."""


class SmallIndex(Index[int]):
    """An index of few actions: the scores of all are added up at once.

    Attributes:
        rows_downwards: The rows, the highest first.
        count_gaps: By facet, the difference between the sixteenth bit and the number of values of
            each row.
        top_levels: The highest level in every lane.
        top_gaps: The difference between the sixteenth bit and the highest level, in every lane.
        levels: The level of each row, for each of ``LEVELS``.
        breakpoints: The minutes of a sitting from which a time level differs, rising; empty if
            there are too many.
        prepared_time_levels: The time levels of each row before the first breakpoint, and from
            each breakpoint on.
    """

    WIDTH = 16

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401 - the parts of an Index
        super().__init__(**parts)
        self.rows_downwards = tuple(range(self.size))[::-1]
        self.count_gaps = {
            name: self.all_rows * _TOP_BIT - self._counts(name) for name in _COMPARED_FACETS
        }
        self.top_levels = self.all_rows * TOP_LEVEL
        self.top_gaps = self.all_rows * (_TOP_BIT - TOP_LEVEL)
        self.levels = {name: _add_up(self.facets[name].items()) for name in LEVELS}
        self.breakpoints = self._find_breakpoints()
        self.prepared_time_levels = [
            _add_up(self.time_levels(minutes)) for minutes in (0, *self.breakpoints)
        ]

    def _find_breakpoints(self) -> Sequence[int]:
        breakpoints = {*self.least_minutes.values}
        for typical in self.typical_minutes.values:
            breakpoints |= {typical, (typical + 1) // 2, LITTLE_DIVISOR * typical + 1}
        return sorted(breakpoints) if len(breakpoints) <= _MAX_BREAKPOINTS else ()

    def _counts(self, facet: str) -> int:
        return _add_up(self.facets[f"{facet} count"].items())

    def having_only(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no other value of a facet than these, or none."""
        sets = self.facets[facet].sets(values)
        if not sets:
            return self.facets[f"{facet} count"][0]
        return sum(sets, self.count_gaps[facet]) >> 15 & self.all_rows

    def overlap(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows with some, half or all of their values of a facet among *values*."""
        sets = self.facets[facet].sets(values)
        some, matched = union(sets), sum(sets)
        filled = matched + self.count_gaps[facet]
        return some, filled + matched >> 15 & some, filled >> 15 & some

    def points_of_first(self, level_sets: LevelSets, rows: int, weight: int) -> int:
        """Return the points of some rows, by the first level that has the row; else 0."""
        points = 0
        for level, members in level_sets:
            if matched := members & rows:
                points |= weight * level // TOP_LEVEL * matched
                rows ^= matched
        return points

    def points_of_sum(self, level_sets: LevelSets, rows: int, weight: int) -> int:
        """Return the points of some rows, by the sum of their levels, at most ``TOP_LEVEL``."""
        sums = _add_up(level_sets)
        full = sums + self.top_gaps >> 15 & rows
        return self._weigh(weight, sums & (rows ^ full) * TOP_LEVEL | full * TOP_LEVEL)

    def time_points(self, minutes: int, weight: int) -> int:
        """Return the points of each row for time, for a sitting of some minutes."""
        if self.breakpoints:
            levels = self.prepared_time_levels[bisect_right(self.breakpoints, minutes)]
            return self._weigh(weight, levels)
        return self._weigh(weight, _add_up(self.time_levels(minutes)))

    def level_points(self, levels: str, weight: int, zero: int = 0, far: int = 0) -> int:
        """Return the points of each row for one of ``LEVELS``."""
        lanes = self.levels[levels]
        if far:
            lowered = far * TOP_LEVEL
            lanes = without(lanes, lowered) | self.levels[far_name(levels)] & lowered
        return self._weigh(weight, without(lanes, zero * TOP_LEVEL) if zero else lanes)

    def _weigh(self, weight: int, levels: int) -> int:
        """Return the points that the level of each row adds: ``weight * level // 15``."""
        quotient, remainder = divmod(weight, TOP_LEVEL)
        if not remainder:
            return quotient * levels
        fraction = -(-(remainder << _FRACTION_BITS) // TOP_LEVEL)
        return quotient * levels + (fraction * levels >> _FRACTION_BITS & self.top_levels)

    def ranked(self, rows: int, columns: Sequence[int]) -> Iterator[ScoredAction]:
        """Return actions in order of their score, equal ones by id."""
        length = 2 * self.size
        points = array("H", sum(columns).to_bytes(length, sys.byteorder))
        score = points[::_ROW_STEP].__getitem__  # a list of all would take longer to make
        listed = compress(self.rows_downwards, rows.to_bytes(length, "big")[1::2])
        order = sorted(listed, key=score, reverse=True)
        return zip(map(score, order), map(self.actions.__getitem__, order), strict=True)


def _add_up(valued_sets: Iterable[tuple[int, int]]) -> int:
    """Return for each row the sum of the numbers whose sets have it, each row in its lane."""
    return sum(starmap(mul, valued_sets))
