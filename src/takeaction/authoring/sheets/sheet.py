"""A sheet: rows of cells as a file holds them, before anything is made of them."""

from collections.abc import Iterable
from typing import NamedTuple

from takeaction.codes import mistake
from takeaction.errors import PackError, PackErrors, Where

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is read."""

ROWS = 60_000
"""Rows of a sheet that are read."""


class Row(NamedTuple):
    """One row.

    Attributes:
        line: Its line in a text file, its row in a workbook; from 1.
        cells: What is in it: text, and in a workbook also numbers, days, and what is below.
    """

    line: int
    cells: tuple[object, ...]


class Sheet(NamedTuple):
    """A file of rows, of which the first names the columns.

    Attributes:
        name: The name of the file.
        rows: In order; none is blank.
        mistakes: What is wrong with its form.
    """

    name: str
    rows: tuple[Row, ...]
    mistakes: tuple[PackError, ...] = ()


class Formula(str):
    """What a cell holds in place of a value: something to be computed."""

    __slots__ = ()


def refusal(code: str, problem: str, name: str, line: int | None, fix: str) -> PackErrors:
    """Return what says that a file as a whole cannot be read."""
    error = mistake(code, problem, Where(file=name, line=line), fix)
    return PackErrors(f"{name} cannot be read", [error])


def without_blank(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows in which something stands."""
    return tuple(row for row in rows if any(str(cell or "").strip() for cell in row.cells))
