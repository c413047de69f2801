"""The words of a field, each looked up once in a call: a cell becomes a set of bits."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array, bit_rows, union_of_each
from takeaction.batch.reading.cells import WordCells, read_word_cells
from takeaction.batch.reading.problems import NUMBERS
from takeaction.errors import QueryError
from takeaction.models.question.arguments import MAX_CHARACTERS, MAX_WORDS

_FINE, _UNKNOWN, _LONG, _NO_TEXT, _MANY = range(5)
"""The problems of a cell. Of several the last one is reported, as a profile does."""


class WordSets(NamedTuple):
    """The sets of words of the rows of a column.

    Attributes:
        bits: The set of each cell.
        problems: The number of each cell's problem, 0 for none.
        cells: For each row the place of its cell.
    """

    bits: Array
    problems: Array
    cells: Array

    def rows(self) -> Array:
        """Return the set of each row."""
        rows: Array = self.bits[self.cells]
        return rows


class WordReader:
    """A reader of the words of one field. What it remembers dies with the call.

    Args:
        find: Returns the bits of a word.
        width: The number of 64-bit words that a set takes.
        most: The most words of a cell.
        unknown: The code of the problem of a word that is not found.
    """

    def __init__(
        self,
        find: Callable[[str], int],
        width: int,
        *,
        most: int = MAX_WORDS,
        unknown: str = "word.unknown",
    ) -> None:
        self._find = find
        self._width = width
        self._most = most
        codes = ("", unknown, "query.length", "query.words", "query.length")
        self._codes = np.array([NUMBERS[code] for code in codes], np.uint8)
        self._read: dict[str | None, tuple[int, int]] = {None: (0, _NO_TEXT)}

    def __len__(self) -> int:
        """Return the number of words that were read."""
        return len(self._read)

    def read(self, column: pa.Array) -> WordSets:
        """Read a column; words with a problem are in no set."""
        return self._read_cells(read_word_cells(column))

    def blanks(self, rows: int) -> WordSets:
        """Return the empty sets of so many rows without a column."""
        nothing = np.zeros((1, self._width), np.uint64)
        return WordSets(nothing, np.zeros(1, np.uint8), np.zeros(rows, np.int64))

    def _read_cells(self, cells: WordCells) -> WordSets:
        read = [self._word(word) for word in cells.words]
        bits = bit_rows([bits for bits, _ in read], self._width)[cells.places]
        ranks = np.array([problem for _, problem in read], np.uint64)[cells.places, None]
        problems = np.zeros(len(cells.counts), np.uint8)
        if ranks.any():
            for rank in range(_UNKNOWN, _MANY):
                has_rank = union_of_each((ranks == rank).astype(np.uint64), cells.counts)
                problems[has_rank[:, 0] != 0] = rank
        problems[cells.counts > self._most] = _MANY
        unions = union_of_each(bits, cells.counts)
        return WordSets(unions, self._codes[problems], cells.cells)

    def _word(self, word: str | None) -> tuple[int, int]:
        """Return the bits of a word, and its problem."""
        if word not in self._read:
            self._read[word] = self._look_up(word or "")
        return self._read[word]

    def _look_up(self, word: str) -> tuple[int, int]:
        if len(word) > MAX_CHARACTERS:
            return 0, _LONG
        try:
            return self._find(word), _FINE
        except QueryError:
            return 0, _UNKNOWN
