"""The best rows first: a search that looks at the best classes and leaves the rest."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from takeaction.engine.bitmaps import rows_of, union, without

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
