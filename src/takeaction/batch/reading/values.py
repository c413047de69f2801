"""The single values of a field, each read once in a call: a cell becomes a number."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array
from takeaction.batch.reading.cells import read_cells
from takeaction.batch.reading.problems import NUMBERS
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.question.arguments import MAX_MINUTES, check_text, check_whole_number
from takeaction.models.region import WORLD, region_written
from takeaction.vocabulary.words import ClosedWord, find_closed_word

NO_CONCERN = ("", "false", "no", "none", "0")
"""The texts of a cell that tell of no concern. Any other does, also one in somebody's own words."""


class Values(NamedTuple):
    """The values of the rows of a column.

    Attributes:
        numbers: The number of each row's value; 0 where it has a problem.
        problems: The number of each row's problem, 0 for none.
    """

    numbers: Array
    problems: Array


class ValueReader:
    """A reader of the values of one field. What it remembers dies with the call.

    Args:
        read: Returns the number of a cell, blank ones included.
    """

    def __init__(self, read: Callable[[Any], int]) -> None:
        self._number_of = read
        self._read: dict[object, tuple[int, int]] = {}

    def __len__(self) -> int:
        """Return the number of values that were read."""
        return len(self._read)

    def read(self, column: pa.Array) -> Values:
        """Read a column."""
        cells = read_cells(column)
        read = [self._value(value) for value in cells.values]
        numbers = np.array([number for number, _ in read], np.int64)
        problems = np.array([problem for _, problem in read], np.uint8)
        return Values(numbers[cells.places], problems[cells.places])

    def blanks(self, rows: int) -> Values:
        """Return the values of so many rows without a column."""
        number, problem = self._value(None)
        return Values(np.full(rows, number, np.int64), np.full(rows, problem, np.uint8))

    def _value(self, value: object) -> tuple[int, int]:
        """Return the number of a value, and that of its problem."""
        if value not in self._read:
            try:
                self._read[value] = self._number_of(value), 0
            except QueryError as error:
                self._read[value] = 0, NUMBERS[error.code]
        return self._read[value]


def read_minutes(cell: Any) -> int:  # noqa: ANN401 - a cell
    """Read the minutes of a sitting; text of digits and floats without a fraction will do.

    Raises:
        QueryError: They are none, or missing.
    """
    is_digits = isinstance(cell, str) and cell.isascii() and cell.isdigit()
    is_whole = isinstance(cell, float) and cell.is_integer()
    number: Any = int(cell) if is_whole or (is_digits and len(cell) <= _MOST_DIGITS) else cell
    return check_whole_number(number, "minutes", MAX_MINUTES)


_MOST_DIGITS = 9
"""Python refuses to read thousands of digits, and nobody has so many minutes."""


def read_concern(cell: object) -> int:
    """Return 1 if a cell tells of a concern, else 0."""
    return int(cell.casefold() not in NO_CONCERN if isinstance(cell, str) else bool(cell))


def closed_reader(kind: type[ClosedWord], default: ClosedWord) -> Callable[[str | None], int]:
    """Return a function that reads a closed word as its place in its list.

    A blank cell is the default.
    """
    places = {word: place for place, word in enumerate(kind)}

    def read(cell: str | None) -> int:
        return places[find_closed(kind, cell) if cell else default]

    return read


def find_closed(kind: type[ClosedWord], text: str) -> ClosedWord:
    """Return a closed word, without suggestions for one that is in no list.

    Raises:
        QueryError: It is too long.
        UnknownWordError: It is not in the list.
    """
    word = find_closed_word(kind, check_text(text, kind.__name__))
    if word is None:
        raise UnknownWordError(kind.__name__)
    return word


class PlaceNumbers:
    """The places of the people in a call, in the order in which they were met.

    Attributes:
        codes: The code of each.
    """

    def __init__(self) -> None:
        self.codes: list[str] = []
        self._numbers: dict[str, int] = {}

    def read(self, cell: str | int | None) -> int:
        """Return the number of a place as a person writes it; a blank cell is the world.

        Raises:
            QueryError: It is too long.
            UnknownWordError: It is in no list.
        """
        written = f"{cell:03}" if isinstance(cell, int) else cell or WORLD
        place = region_written(check_text(written, "region"))
        if place is None:
            raise UnknownWordError("region")
        if place.code not in self._numbers:
            self._numbers[place.code] = len(self.codes)
            self.codes.append(place.code)
        return self._numbers[place.code]
