"""An index of few actions: a row is sixteen bits, so that a whole number holds a number a row.

Numbers that stand side by side are added, and multiplied by one number, all at once, as long as
each stays below 2 to the power of 15: the sixteenth bit is kept free to compare them.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Any

from takeaction.engine.bitmaps import union
from takeaction.engine.factors import A_LITTLE, FAR, TOP
from takeaction.engine.index import STARTS, Index, Ways
from takeaction.engine.sifted import Scored

FEW = 1_000
"""Up to so many actions, to add up all of them takes less than to look for the best."""

_MOST_TURNS = 400
"""Up to so many turns of the clock, how well work fits is worked out beforehand."""

_COUNTED = ("topic", "required", "after")
_FULL, _LIMIT = 0xFFFF, 0x8000
_UPWARDS = 1 if sys.byteorder == "little" else -1
"""The step from the lowest row to the highest in the bytes of a number."""


class Fields(Index[int]):
    """An index of few actions: the scores of all are added up at once.

    Attributes:
        downwards: The rows, the highest first.
        limit: The sixteenth bit of every row.
        tops: The highest level for every row.
        counts: How many values of a facet each row has.
        starts: The levels of ``start``, by who asks.
        turns: From which minutes on work fits otherwise; empty if there are too many.
        sittings: The levels of ``time`` before the first turn, and from each on.
    """

    WIDTH = 16

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401 - those of an Index
        super().__init__(**parts)
        self.downwards = range(self.size)[::-1]
        self.limit = self.all * _LIMIT
        self.tops = self.all * TOP
        self.counts = {name: self._number(f"{name} count") for name in _COUNTED}
        self.starts = {name: self._number(name) for name in STARTS}
        self.turns = self._turns()
        self.sittings = [self.first(self.fitting(minutes)) for minutes in (0, *self.turns)]

    def _turns(self) -> Sequence[int]:
        turns = {*self.least.values}
        for typical in self.typical.values:
            turns |= {typical, (typical + 1) // 2, A_LITTLE * typical + 1}
        return sorted(turns) if len(turns) <= _MOST_TURNS else ()

    def _number(self, facet: str) -> int:
        """Return the number of each row, of a facet whose values are numbers."""
        numbers = self.facets[facet]
        return sum(number * numbers[number] for number in numbers)

    def within(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no value of a facet but these; also those that have none."""
        matched = self.limit - self.counts[facet]
        for rows in self.facets[facet].sets(values):
            matched += rows
        return matched >> 15 & self.all

    def share(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows that have some of these values of a facet, half of theirs, or all."""
        sets = self.facets[facet].sets(values)
        some, matched = union(sets), sum(sets)
        over = matched + self.limit - self.counts[facet]
        return some, over + matched >> 15 & some, over >> 15 & some

    def first(self, ways: Ways) -> int:
        """Return for each row the level of the first way that has it, or 0."""
        above = levels = 0
        for level, rows in ways:
            if rows:
                more = above | rows
                levels += level * (more ^ above)
                above = more
        return levels

    def summed(self, rows: int, parts: Ways) -> int:
        """Return for some rows the sum of what all their parts are worth, at most ``TOP``."""
        sums = sum([worth * held for worth, held in parts])
        above = sums + self.limit - self.tops >> 15 & rows
        return sums & (rows ^ above) * _FULL | above * TOP

    def sitting(self, minutes: int) -> int:
        """Return how well work fits into a sitting."""
        if not self.turns:
            return self.first(self.fitting(minutes))
        return self.sittings[bisect_right(self.turns, minutes)]

    def start(self, asks: str, far: int) -> int:
        """Return how good a first step each row is, less by ``FAR`` where it is *far*."""
        return self.starts[asks] - FAR * far

    def ranked(self, rows: int, columns: Sequence[tuple[int, int]]) -> Iterator[Scored]:
        """Return actions in order of their score, equal ones by id."""
        total = 0
        for weight, levels in columns:
            each, rest = divmod(weight, TOP)
            total += each * levels
            if rest:
                total += self._fifteenths(rest * levels)
        bits = 2 * self.size
        score = memoryview(total.to_bytes(bits, sys.byteorder)).cast("H")[::_UPWARDS].__getitem__
        listed = compress(self.downwards, rows.to_bytes(bits, "big")[1::2])
        actions = self.actions
        return ((score(row), actions[row]) for row in sorted(listed, key=score, reverse=True))

    def _fifteenths(self, numbers: int) -> int:
        """Return a fifteenth of the number of each row, which is at most 14 times 15.

        Of such a number ``(number + 1) * 273 >> 12`` is a fifteenth, and nothing runs over.
        """
        return (numbers + self.all) * 273 >> 12 & self.tops
