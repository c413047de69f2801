"""Sets of rows as whole numbers: bit n stands for row n. Python's own integers do the work.

Rows that share a value are one number, so that "and" and "or" over all rows at once are single
steps, whatever the number of rows.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, MutableSequence
from itertools import chain
from typing import Any, NamedTuple

Rows = MutableSequence[int]
"""Row numbers."""

_SPARSE = 64
"""A set that holds less than one row in so many is kept as a list of its rows."""

_LONG = 32_768
"""A set of fewer bits is always kept as a number."""

_SHORT = 1_024
"""A number of so many bits is short."""

_READ = 64
"""So many sets of those that are kept as lists stay at hand once they were read."""

_CUTS = 256
"""How many running totals are kept for a quantity; the values between are added when asked."""


def bitmap(rows: Iterable[int], size: int) -> int:
    """Return rows as a set.

    Args:
        rows: Row numbers from 0 to size - 1, in any order.
        size: How many rows there are.
    """
    held = bytearray(size // 8 + 1)
    for row in rows:
        held[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(held, "little")


def rows_of(bits: int) -> Iterator[int]:
    """Return the rows of a set, the highest first, which is the cheap end of a number.

    Long numbers are cut in half until they are short, so that a row costs little.
    """
    parts = [(0, bits)]
    while parts:
        start, held = parts.pop()
        length = held.bit_length()
        if length > _SHORT:
            half = length // 2
            high = held >> half
            parts += [(start, held ^ (high << half)), (start + half, high)]
            continue
        while held:
            row = held.bit_length() - 1
            yield start + row
            held ^= 1 << row


def union(sets: Iterable[int]) -> int:
    """Return the rows that are in any of the sets."""
    whole = 0
    for bits in sets:
        whole |= bits
    return whole


def without(rows: int, bits: int) -> int:
    """Return the rows that are not in a set.

    ``rows & ~bits`` is the same, and some times slower: Python copies a number below 0 to work
    on it.
    """
    return rows ^ (rows & bits)


def at_least(sets: Iterable[int]) -> list[int]:
    """Return the rows that are in at least one of the sets, in at least two, and so on."""
    more: list[int] = []
    for bits in sets:
        within = bits
        for place, held in enumerate(more):
            more[place], within = held | within, held & within
            if not within:
                break
        else:
            more.append(within)
    return more


def counted(rows: int, sets: Iterable[int]) -> dict[int, int]:
    """Split rows by how many of the sets they are in.

    Returns:
        The rows for each count, those that are in none under 0.
    """
    return summed(rows, ((1, bits) for bits in sets))


def summed(rows: int, worth: Iterable[tuple[int, int]], most: int | None = None) -> dict[int, int]:
    """Split rows by the sum of what the sets that they are in are worth.

    Args:
        rows: The rows to split.
        worth: Pairs of a worth, above 0, and a set.
        most: Sums above it count as it.
    """
    sums = {0: rows}
    for value, bits in worth:
        split: dict[int, int] = {}
        for total, held in sums.items():
            within = held & bits
            if within:
                more = total + value if most is None else min(most, total + value)
                split[more] = split[more] | within if more in split else within
                held ^= within  # noqa: PLW2901 - what is left of it
            if held:
                split[total] = split[total] | held if total in split else held
        sums = split
    return sums


class Facets(dict[Any, int]):
    """The values that rows have, each with the set of its rows; any other value has none."""

    __slots__ = ()

    @staticmethod
    def of(size: int, rows: Mapping[Any, Rows]) -> "Facets":
        """Return the facets whose values have these rows."""
        rare = {value: each for value, each in rows.items() if len(each) * _SPARSE < size > _LONG}
        common = {value: bitmap(each, size) for value, each in rows.items() if value not in rare}
        return Rare(size, common, rare) if rare else Facets(common)

    def __missing__(self, value: object) -> int:
        return 0

    def any(self, values: Iterable[object]) -> int:
        """Return the rows that have one of the values."""
        found = 0
        for value in values:
            found |= self.get(value, 0)
        return found

    def sets(self, values: Iterable[object]) -> list[int]:
        """Return the rows of each of the values that a row has."""
        return [self[value] for value in values if value in self]


class Rare(Facets):
    """Facets some of whose values hardly any row has: these take no more room than their rows."""

    def __init__(self, size: int, common: Mapping[Any, int], rare: Mapping[Any, Rows]) -> None:
        super().__init__(common)
        self._size = size
        self._rare = rare
        self._read: dict[object, int] = {}

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self._rare)

    def __contains__(self, value: object) -> bool:
        return super().__contains__(value) or value in self._rare

    def __missing__(self, value: object) -> int:
        if value not in self._rare:
            return 0
        if value not in self._read:
            if len(self._read) == _READ:
                self._read.clear()
            self._read[value] = bitmap(self._rare[value], self._size)
        return self._read[value]

    def any(self, values: Iterable[object]) -> int:
        """Return the rows that have one of the values."""
        return union(map(self.__getitem__, values))


class Quantity(NamedTuple):
    """A whole number that each row has, asked by "at most".

    Attributes:
        size: How many rows there are.
        values: The numbers that occur, rising.
        rows: The rows of each.
        step: A running total is kept at every so many values.
        totals: The rows of the first 0, 1, 2 … times *step* values.
    """

    size: int
    values: tuple[int, ...]
    rows: tuple[Rows, ...]
    step: int
    totals: tuple[int, ...]

    @classmethod
    def of(cls, size: int, rows: Mapping[int, Rows]) -> "Quantity":
        """Return the quantity whose numbers have these rows."""
        values = tuple(sorted(rows))
        step = len(values) // _CUTS + 1
        totals = [0]
        for start in range(0, len(values), step):
            some = (row for value in values[start : start + step] for row in rows[value])
            totals.append(totals[-1] | bitmap(some, size))
        return cls(size, values, tuple(rows[value] for value in values), step, tuple(totals))

    def at_most(self, bound: int) -> int:
        """Return the rows whose number is at most *bound*."""
        count = bisect_right(self.values, bound)
        if self.step == 1:
            return self.totals[count]
        whole, rest = divmod(count, self.step)
        if count == len(self.values):
            return self.totals[-1]
        if not rest:
            return self.totals[whole]
        some = (row for rows in self.rows[count - rest : count] for row in rows)
        return self.totals[whole] | bitmap(some, self.size)
