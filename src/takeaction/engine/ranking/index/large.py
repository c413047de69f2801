"""The index of many actions: a row is one bit, and the points of a factor are classes of rows."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from takeaction.engine.ranking.asker import ScoredAction
from takeaction.engine.ranking.index.bitmaps import (
    in_at_least,
    rows_in,
    split_by_sum,
    union,
    without,
)
from takeaction.engine.ranking.index.facets import Index, LevelSets, far_name
from takeaction.engine.reasons import TOP_LEVEL, points

PointClasses = list[tuple[int, int]]
"""Pairs of points and the rows that get them. No row is in two classes; one in none gets 0."""


def best_first(rows: int, columns: Sequence[PointClasses]) -> Iterator[tuple[int, int]]:
    """Yield rows in order of their score, the highest first, and of equal ones the higher row.

    The heap holds groups of rows. An entry is the highest score that its group can still reach,
    with a minus since a heap gives the lowest; then a serial number; then the factor that the
    group has come to, the place of that factor's next class, and the group. To follow the best
    class of each factor in turn keeps the bound. The next class of a factor waits in the heap
    with a bound of its own.

    Args:
        rows: The rows to rank.
        columns: The classes of each factor.

    Yields:
        Pairs of score and row. Rows that nobody reads are not ranked.
    """
    if not rows:
        return
    sorted_columns = [_sorted_classes(rows, classes) for classes in columns]
    lowest = -sum(classes[0][0] for classes in sorted_columns)
    heap = [(lowest, 0, 0, 0, rows)]
    serial = count(1)
    while heap:
        best, complete = heap[0][0], 0
        while heap and heap[0][0] == best:
            _, _, depth, place, group = heappop(heap)
            for factor in range(depth, len(sorted_columns)):
                classes = sorted_columns[factor]
                gained, members = classes[place]
                place += 1
                if place < len(classes):
                    bound = best + gained - classes[place][0]
                    heappush(heap, (bound, next(serial), factor, place, group))
                group, place = group & members, 0
                if not group:
                    break
            complete |= group
        yield from ((-best, row) for row in rows_in(complete))


def _sorted_classes(rows: int, classes: PointClasses) -> PointClasses:
    """Return the classes of a factor for some rows, the most points first.

    Classes before the first that has one of the rows are dropped. Rows in no class get one of
    their own, with 0 points.
    """
    ordered = sorted((pair for pair in classes if pair[1]), key=itemgetter(0), reverse=True)
    first = next(
        (place for place, (_, members) in enumerate(ordered) if members & rows), len(ordered)
    )
    unclassed = without(rows, union(members for _, members in ordered[first:]))
    return [*ordered[first:], (0, unclassed)] if unclassed else ordered[first:]


class LargeIndex(Index[PointClasses]):
    """An index of many actions: it looks at the best classes first, and often at no others."""

    WIDTH = 1

    def having_only(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no other value of a facet than these, or none."""
        by_count = self.facets[f"{facet} count"]
        matched = in_at_least(self.facets[facet].sets(values))
        return by_count[0] | union(by_count[size] & rows for size, rows in enumerate(matched, 1))

    def overlap(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows with some, half or all of their values of a facet among *values*."""
        by_count = self.facets[f"{facet} count"]
        matched = in_at_least(self.facets[facet].sets(values))
        half = full = 0
        for size, rows in enumerate(matched, 1):
            half |= rows & (by_count[2 * size - 1] | by_count[2 * size])
            full |= rows & by_count[size]
        return union(matched[:1]), half, full

    def points_of_first(self, level_sets: LevelSets, rows: int, weight: int) -> PointClasses:
        """Return the points of some rows, by the first level that has the row; else 0."""
        classes = []
        for level, members in level_sets:
            if matched := members & rows:
                classes.append((points(weight, level), matched))
                rows ^= matched
        return classes

    def points_of_sum(self, level_sets: LevelSets, rows: int, weight: int) -> PointClasses:
        """Return the points of some rows, by the sum of their levels, at most ``TOP_LEVEL``."""
        sums = split_by_sum(rows, level_sets, TOP_LEVEL)
        return [(points(weight, level), members) for level, members in sums.items()]

    def time_points(self, minutes: int, weight: int) -> PointClasses:
        """Return the points of each row for time, for a sitting of some minutes."""
        return [(points(weight, level), rows) for level, rows in self.time_levels(minutes)]

    def level_points(self, levels: str, weight: int, zero: int = 0, far: int = 0) -> PointClasses:
        """Return the points of each row for one of ``LEVELS``."""
        apart, own = zero | far, self.facets[levels]
        classes = [(points(weight, level), without(own[level], apart)) for level in own]
        if far := without(far, zero):
            lowered = self.facets[far_name(levels)]
            classes += [(points(weight, level), lowered[level] & far) for level in lowered]
        return classes

    def ranked(self, rows: int, columns: Sequence[PointClasses]) -> Iterator[ScoredAction]:
        """Return actions in order of their score, equal ones by id."""
        return ((score, self.actions[row]) for score, row in best_first(rows, columns))
