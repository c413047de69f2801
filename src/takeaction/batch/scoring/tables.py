"""Tables with a row for each kind of person, filled when such a person is first met."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array

Build = Callable[[Sequence[int]], Array]
"""Returns a row for each of some keys."""


def one_by_one(build: Callable[[int], Array]) -> Build:
    """Return what builds the rows of some keys one after the other."""
    return lambda keys: np.stack([build(key) for key in keys])


class KindTable:
    """Rows by key; a key is a whole number from 0.

    Args:
        width: The number of entries of a row.
        kind: Their type.
        build: Returns a row for each of some keys.
    """

    def __init__(self, width: int, kind: type[np.generic], build: Build) -> None:
        self.rows: Array = np.empty((16, width), kind)
        self.size = 0
        self._build = build
        self._places: Array = np.full(64, -1, np.int32)

    @property
    def bytes(self) -> int:
        """The room that the table takes."""
        return self.rows.nbytes + self._places.nbytes

    def find(self, keys: Array) -> Array:
        """Return the places of the rows of some keys, and fill in those that are missing."""
        highest = int(keys.max(initial=0))
        if highest >= len(self._places):
            self._places = _grown(self._places, highest + 1, -1)
        places: Array = self._places[keys]
        is_missing = places < 0
        if is_missing.any():
            self._add(np.unique(keys[is_missing]))
            places = self._places[keys]
        return places

    def _add(self, keys: Array) -> None:
        most = max(1, _CELLS // max(1, self.rows.shape[1]))
        for start in range(0, len(keys), most):
            few = keys[start : start + most]
            end = self.size + len(few)
            if end > len(self.rows):
                self.rows = _grown(self.rows, end, 0)
            self.rows[self.size : end] = self._build(few.tolist())
            self._places[few] = np.arange(self.size, end)
            self.size = end


_CELLS = 1 << 18
"""The entries that are built at once: they stay in a cache."""


def _grown(array: Array, least: int, filling: int) -> Array:
    """Return an array with the same first rows and at least twice as many."""
    grown = np.full((max(least, 2 * len(array)), *array.shape[1:]), filling, array.dtype)
    grown[: len(array)] = array
    return grown


class TableRows(NamedTuple):
    """A row of a table for each of some people.

    Attributes:
        table: The rows of the table.
        places: The place of each person's row.
    """

    table: Array
    places: Array

    def of(self, people: Array | slice) -> Array:
        """Return the rows of some of the people."""
        rows: Array = self.table[self.places[people]]
        return rows

    def at(self, people: Array, rows: Array) -> Array:
        """Return the entries of people and rows, one of each."""
        starts = self.places.astype(np.int64) * self.table.shape[1]
        entries: Array = self.table.reshape(-1).take(starts.take(people) + rows)  # faster
        return entries

    def plus(self, other: "TableRows") -> "TableRows":
        """Return the sums of the rows of two tables, for each pair of rows that may occur."""
        (count, width), others = self.table.shape, len(other.table)
        sums = self.table[:, None] + other.table[None]
        return TableRows(sums.reshape(count * others, width), self.places * others + other.places)
