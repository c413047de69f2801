"""An index of many actions: a row is one bit, and the points of a factor are sets of rows."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from takeaction.engine.points import TOP, points
from takeaction.engine.ranking.factors import FAR
from takeaction.engine.ranking.index.bitmaps import at_least, rows_of, summed, union, without
from takeaction.engine.ranking.index.facets import Index, Ways
from takeaction.engine.ranking.scored import Scored

Classes = list[tuple[int, int]]
"""Pairs of points and the rows that get them; no row is in two, and one in none gets 0."""


def best_first(rows: int, columns: Sequence[Classes]) -> Iterator[tuple[int, int]]:
    """Return rows in order of their score, the highest first, and of two equal ones the higher row.

    What waits is some rows, up to which factor they were followed, and the class of it that comes
    next; ordered by the most that they can still reach, with a minus, since a heap gives the
    lowest. Taking the best class of each factor in turn keeps that bound; the next class of a
    factor waits with a bound of its own.

    Args:
        rows: Which rows to rank.
        columns: The classes of each factor.

    Returns:
        Pairs of score and row, one at a time: what is not asked for is not worked out.
    """
    if not rows:
        return
    steps = [_step(rows, classes) for classes in columns]
    lowest = -sum(step[0][0] for step in steps)
    waiting = [(lowest, 0, 0, 0, rows)]
    serial = count(1)
    while waiting:
        best, leaves = waiting[0][0], 0
        while waiting and waiting[0][0] == best:
            _, _, depth, place, held = heappop(waiting)
            for followed in range(depth, len(steps)):
                step = steps[followed]
                gained, members = step[place]
                place += 1
                if place < len(step):
                    bound = best + gained - step[place][0]
                    heappush(waiting, (bound, next(serial), followed, place, held))
                held, place = held & members, 0
                if not held:
                    break
            leaves |= held
        yield from ((-best, row) for row in rows_of(leaves))


def _step(rows: int, classes: Classes) -> Classes:
    """Return points and rows of a factor, the most points first; the first has one of the rows."""
    step = sorted((each for each in classes if each[1]), key=itemgetter(0), reverse=True)
    top = next((place for place, (_, members) in enumerate(step) if members & rows), len(step))
    rest = without(rows, union(members for _, members in step[top:]))
    return [*step[top:], (0, rest)] if rest else step[top:]


class Sets(Index[Classes]):
    """An index of many actions: the best classes are looked at first, and the rest never."""

    WIDTH = 1

    def within(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no value of a facet but these; also those that have none."""
        sizes = self.facets[f"{facet} count"]
        matched = at_least(self.facets[facet].sets(values))
        return sizes[0] | union(sizes[size] & rows for size, rows in enumerate(matched, 1))

    def share(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows that have some of these values of a facet, half of theirs, or all."""
        sizes = self.facets[f"{facet} count"]
        matched = at_least(self.facets[facet].sets(values))
        half = whole = 0
        for size, rows in enumerate(matched, 1):
            half |= rows & (sizes[2 * size - 1] | sizes[2 * size])
            whole |= rows & sizes[size]
        return union(matched[:1]), half, whole

    def first(self, ways: Ways, rows: int, weight: int) -> Classes:
        """Return the points of some rows: by the level of the first way that has them, or 0."""
        classes = []
        for level, held in ways:
            if more := held & rows:
                classes.append((points(weight, level), more))
                rows ^= more
        return classes

    def summed(self, parts: Ways, rows: int, weight: int) -> Classes:
        """Return the points of some rows: by the sum of all their parts, at most ``TOP``."""
        sums = summed(rows, parts, TOP)
        return [(points(weight, level), held) for level, held in sums.items()]

    def sitting(self, minutes: int, weight: int) -> Classes:
        """Return the points of each row for how well its work fits into a sitting."""
        return [(points(weight, level), rows) for level, rows in self.fitting(minutes)]

    def start(self, asks: str, far: int, weight: int) -> Classes:
        """Return the points of each row for how good a first step it is, less where it is far."""
        levels = self.facets[asks]
        found = {level: without(levels[level], far) for level in levels}
        for level in levels:
            if lowered := levels[level] & far:
                found[level - FAR] = found.get(level - FAR, 0) | lowered
        return [(points(weight, level), rows) for level, rows in found.items()]

    def ranked(self, rows: int, columns: Sequence[Classes]) -> Iterator[Scored]:
        """Return actions in order of their score, equal ones by id."""
        return ((score, self.actions[row]) for score, row in best_first(rows, columns))
