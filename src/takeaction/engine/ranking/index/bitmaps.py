"""Bitmaps: sets of rows as whole numbers, in which bit n is row n.

All rows that share a value are one number. So "and" and "or" over all rows are single steps of
Python's own integers, whatever the number of rows.
"""

from bisect import bisect_right
from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableSequence
from itertools import chain
from typing import Any, NamedTuple

RowNumbers = MutableSequence[int]
"""The numbers of some rows."""

_SPARSE_RATIO = 64
"""A set that holds fewer than one in this many rows is kept as a list of row numbers.

A row number takes 32 bits and a bitmap one bit a row, so such a list takes at most half the room.
"""

_LONG_BITS = 32_768
"""A set of up to this many bits is always kept as a bitmap, since 4 kB are not worth saving."""

_SHORT_BITS = 1_024
"""A number of up to this many bits is read row by row; a longer one is cut in half first.

To read a million rows, half of them set, takes the same time with any bound from 256 to 4,096,
and half as long again with 16,384 (2026-11-27).
"""

_MAX_CACHED = 64
"""The number of sparse sets that stay at hand as bitmaps after they were read; bounds the room.

To build such a bitmap again takes about 300 µs in an index of 400,000 rows.
"""

_MAX_TOTALS = 256
"""The most running totals of a quantity, give or take one; bounds the room of an index.

Rows between two totals are added when they are asked for.
"""


def bitmap(rows: Iterable[int], size: int) -> int:
    """Return rows as a set.

    Args:
        rows: Row numbers from 0 to size - 1, in any order.
        size: The number of rows in the index.
    """
    buffer = bytearray(size // 8 + 1)
    for row in rows:
        buffer[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(buffer, "little")


def rows_in(bits: int) -> Iterator[int]:
    """Yield the rows of a set, the highest first: Python finds the highest bit soonest.

    Long numbers are cut in half until they are short, so that finding a row costs little.
    """
    parts = [(0, bits)]
    while parts:
        start, part = parts.pop()
        length = part.bit_length()
        if length > _SHORT_BITS:
            half = length // 2
            high = part >> half
            parts += [(start, part ^ (high << half)), (start + half, high)]
            continue
        while part:
            row = part.bit_length() - 1
            yield start + row
            part ^= 1 << row


def union(sets: Iterable[int]) -> int:
    """Return the rows that are in any of the sets."""
    rows = 0
    for bits in sets:
        rows |= bits
    return rows


def without(rows: int, bits: int) -> int:
    """Return the rows that are not in a set.

    ``rows & ~bits`` gives the same, but Python works on a copy of a negative number: over 400,000
    rows that took 25 µs, and this takes 7.
    """
    return rows ^ (rows & bits)


def in_at_least(sets: Iterable[int]) -> list[int]:
    """Return the rows that are in at least one of the sets, in at least two, and so on."""
    matched: list[int] = []
    for bits in sets:
        carry = bits
        for place, rows in enumerate(matched):
            matched[place], carry = rows | carry, rows & carry
            if not carry:
                break
        else:
            matched.append(carry)
    return matched


def split_by_count(rows: int, sets: Iterable[int]) -> dict[int, int]:
    """Split rows by the number of sets that they are in.

    Returns:
        The rows for each count; rows in none of the sets are under 0.
    """
    return split_by_sum(rows, ((1, bits) for bits in sets))


def split_by_sum(
    rows: int, valued_sets: Iterable[tuple[int, int]], cap: int | None = None
) -> dict[int, int]:
    """Split rows by the sum of the values of the sets that they are in.

    Args:
        rows: The rows to split.
        valued_sets: Pairs of a value, above 0, and a set.
        cap: The highest sum: a higher one counts as it. None for no limit.

    Returns:
        The rows for each sum; rows in none of the sets are under 0.
    """
    sums = {0: rows}
    for value, bits in valued_sets:
        split: dict[int, int] = {}
        for total, members in sums.items():
            raised = members & bits
            if raised:
                new_total = total + value if cap is None else min(cap, total + value)
                split[new_total] = split[new_total] | raised if new_total in split else raised
                members ^= raised  # noqa: PLW2901 - the rows that keep this total
            if members:
                split[total] = split[total] | members if total in split else members
        sums = split
    return sums


class Facet(dict[Any, int]):
    """The values of one facet, each with the set of its rows; an unknown value has no rows."""

    __slots__ = ()

    @staticmethod
    def of(size: int, rows: Mapping[Any, RowNumbers]) -> "Facet":
        """Build a facet from the rows of each of its values.

        Args:
            size: The number of bits in a set.
            rows: The bits of each value.
        """
        sparse = {
            value: numbers
            for value, numbers in rows.items()
            if len(numbers) * _SPARSE_RATIO < size > _LONG_BITS
        }
        common = {
            value: bitmap(numbers, size) for value, numbers in rows.items() if value not in sparse
        }
        return SparseFacet(size, common, sparse) if sparse else Facet(common)

    def __missing__(self, value: object) -> int:
        return 0

    def any(self, values: Iterable[object]) -> int:
        """Return the rows that have one of the values."""
        rows = 0
        for value in values:
            if value in self:  # get() takes longer
                rows |= self[value]
        return rows

    def sets(self, values: Iterable[object]) -> list[int]:
        """Return the set of rows of each of the values, without those that no row has."""
        return [self[value] for value in values if value in self]


class SparseFacet(Facet):
    """A facet with values that hardly any row has: these are kept as lists of row numbers."""

    def __init__(
        self, size: int, common: Mapping[Any, int], sparse: Mapping[Any, RowNumbers]
    ) -> None:
        super().__init__(common)
        self._size = size
        self._sparse = sparse
        self._cached: dict[object, int] = {}

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self._sparse)

    def __contains__(self, value: object) -> bool:
        return super().__contains__(value) or value in self._sparse

    def items(self) -> ItemsView[Any, int]:  # type: ignore[override]
        """Return all values, each with its rows: those of a dict are the common ones only."""
        return ItemsView(self)

    def __missing__(self, value: object) -> int:
        if value not in self._sparse:
            return 0
        if value not in self._cached:
            if len(self._cached) == _MAX_CACHED:
                self._cached.clear()
            self._cached[value] = bitmap(self._sparse[value], self._size)
        return self._cached[value]

    def any(self, values: Iterable[object]) -> int:
        """Return the rows that have one of the values."""
        return union(map(self.__getitem__, values))


class Quantity(NamedTuple):
    """A whole number for each row, and the rows up to any bound.

    Attributes:
        size: The number of bits in a set.
        values: The numbers that occur, rising.
        rows: The rows of each number.
        step: The count of numbers from one running total to the next.
        totals: The rows of the first 0, 1, 2 … times *step* numbers.
    """

    size: int
    values: tuple[int, ...]
    rows: tuple[RowNumbers, ...]
    step: int
    totals: tuple[int, ...]

    @classmethod
    def of(cls, size: int, rows: Mapping[int, RowNumbers]) -> "Quantity":
        """Build a quantity from the rows of each number."""
        values = tuple(sorted(rows))
        step = len(values) // _MAX_TOTALS + 1
        totals = [0]
        for start in range(0, len(values), step):
            added = (row for value in values[start : start + step] for row in rows[value])
            totals.append(totals[-1] | bitmap(added, size))
        return cls(size, values, tuple(rows[value] for value in values), step, tuple(totals))

    def at_most(self, bound: int) -> int:
        """Return the rows whose number is at most *bound*."""
        count = bisect_right(self.values, bound)
        if self.step == 1:
            return self.totals[count]
        steps, extra = divmod(count, self.step)
        if count == len(self.values):
            return self.totals[-1]
        if not extra:
            return self.totals[steps]
        added = (row for rows in self.rows[count - extra : count] for row in rows)
        return self.totals[steps] | bitmap(added, self.size)
