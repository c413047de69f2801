"""An index of few actions: a row is sixteen bits, so that a whole number holds a number a row.

Numbers that stand side by side are added, and multiplied by one number, all at once, as long as
each stays below 2 to the power of 15: the sixteenth bit is kept free to compare them.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, starmap
from operator import mul
from typing import Any

from takeaction.engine.points import TOP
from takeaction.engine.ranking.factors import A_LITTLE, FAR
from takeaction.engine.ranking.index.bitmaps import union
from takeaction.engine.ranking.index.facets import STARTS, Index, Ways
from takeaction.engine.ranking.scored import Scored

FEW = 1_000
"""Up to so many actions, to add up all of them takes less than to look for the best."""

_MOST_TURNS = 400
"""Up to so many turns of the clock, how well work fits is worked out beforehand."""

_COUNTED = ("topic", "required", "after")
_LIMIT = 0x8000

_FINE = 8
"""So many bits of a fifteenth stand behind the point, rounded up: then 15 times it is exact."""

_UPWARDS = 1 if sys.byteorder == "little" else -1
"""The step from the lowest row to the highest in the bytes of a number."""


class Fields(Index[int]):
    """An index of few actions: the scores of all are added up at once.

    Attributes:
        downwards: The rows, the highest first.
        lacks: What the number of values of each row lacks to reach the sixteenth bit, by facet.
        tops: The highest level for every row.
        gap: What the highest level lacks to reach the sixteenth bit, for every row.
        starts: The levels of ``start``, by who asks.
        turns: From which minutes on work fits otherwise; empty if there are too many.
        sittings: The levels of ``time`` before the first turn, and from each on.
    """

    WIDTH = 16

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401 - those of an Index
        super().__init__(**parts)
        self.downwards = tuple(range(self.size))[::-1]
        self.lacks = {name: self.all * _LIMIT - self._counts(name) for name in _COUNTED}
        self.tops = self.all * TOP
        self.gap = self.all * (_LIMIT - TOP)
        self.starts = {name: _numbers(self.facets[name].items()) for name in STARTS}
        self.turns = self._turns()
        self.sittings = [_numbers(self.fitting(minutes)) for minutes in (0, *self.turns)]

    def _turns(self) -> Sequence[int]:
        turns = {*self.least.values}
        for typical in self.typical.values:
            turns |= {typical, (typical + 1) // 2, A_LITTLE * typical + 1}
        return sorted(turns) if len(turns) <= _MOST_TURNS else ()

    def _counts(self, facet: str) -> int:
        return _numbers(self.facets[f"{facet} count"].items())

    def within(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no value of a facet but these; also those that have none."""
        sets = self.facets[facet].sets(values)
        if not sets:
            return self.facets[f"{facet} count"][0]
        return sum(sets, self.lacks[facet]) >> 15 & self.all

    def share(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows that have some of these values of a facet, half of theirs, or all."""
        sets = self.facets[facet].sets(values)
        some, matched = union(sets), sum(sets)
        over = matched + self.lacks[facet]
        return some, over + matched >> 15 & some, over >> 15 & some

    def first(self, ways: Ways, rows: int, weight: int) -> int:
        """Return the points of some rows: by the level of the first way that has them, or 0."""
        found = 0
        for level, held in ways:
            if more := held & rows:
                found |= weight * level // TOP * more
                rows ^= more
        return found

    def summed(self, parts: Ways, rows: int, weight: int) -> int:
        """Return the points of some rows: by the sum of all their parts, at most ``TOP``."""
        sums = _numbers(parts)
        full = sums + self.gap >> 15 & rows
        return self._points(weight, sums & (rows ^ full) * TOP | full * TOP)

    def sitting(self, minutes: int, weight: int) -> int:
        """Return the points of each row for how well its work fits into a sitting."""
        if self.turns:
            return self._points(weight, self.sittings[bisect_right(self.turns, minutes)])
        return self._points(weight, _numbers(self.fitting(minutes)))

    def start(self, asks: str, far: int, weight: int) -> int:
        """Return the points of each row for how good a first step it is, less where it is far."""
        levels = self.starts[asks]
        return self._points(weight, levels - FAR * far if far else levels)

    def _points(self, weight: int, levels: int) -> int:
        """Return what the level of each row adds to its score: a fifteenth of weight times it."""
        each, rest = divmod(weight, TOP)
        if not rest:
            return each * levels
        fine = -(-(rest << _FINE) // TOP)
        return each * levels + (fine * levels >> _FINE & self.tops)

    def ranked(self, rows: int, columns: Sequence[int]) -> Iterator[Scored]:
        """Return actions in order of their score, equal ones by id."""
        bits = 2 * self.size
        points = array("H", sum(columns).to_bytes(bits, sys.byteorder))
        score = points.tolist()[::_UPWARDS].__getitem__
        listed = compress(self.downwards, rows.to_bytes(bits, "big")[1::2])
        order = sorted(listed, key=score, reverse=True)
        return zip(map(score, order), map(self.actions.__getitem__, order), strict=True)


def _numbers(parts: Iterable[tuple[int, int]]) -> int:
    """Return for each row the sum of the numbers that stand with the sets that have it."""
    return sum(starmap(mul, parts))
