"""An index of many actions: a row is one bit, and the points of a factor are sets of rows."""

from collections.abc import Iterable, Iterator, Sequence

from takeaction.engine.bestfirst import Classes, best_first
from takeaction.engine.bitmaps import at_least, summed, union, without
from takeaction.engine.factors import FAR, TOP, points
from takeaction.engine.index import Index, Ways
from takeaction.engine.sifted import Scored


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
