"""A sheet: rows of cells as the file has them, not yet read as records."""

from collections.abc import Iterable
from typing import NamedTuple

from takeaction.codes import mistake
from takeaction.errors import PackError, PackErrors, Where

MAX_SHEET_BYTES = 8 * 1024 * 1024
"""The most bytes of a spreadsheet file.

Bounds the memory and time of an import. Generous: one file of a pack may have 256 KiB.
"""

MAX_ROWS = 60_000
"""The most rows of a sheet. Generous: three for each of the 20,000 records that a pack may have."""


class Row(NamedTuple):
    """One row of a sheet.

    Attributes:
        line: Its line in a CSV file or its row in a workbook, from 1.
        cells: Its values: text; in a workbook also numbers, dates and formulas; None if empty.
    """

    line: int
    cells: tuple[object, ...]


class Sheet(NamedTuple):
    """The rows of a spreadsheet file; the first has the headings.

    Attributes:
        name: The name of the file.
        rows: Its rows in order, without blank ones.
        mistakes: The mistakes in its form, such as merged cells.
    """

    name: str
    rows: tuple[Row, ...]
    mistakes: tuple[PackError, ...] = ()


class Formula(str):
    """The formula of a cell: text that a spreadsheet would compute, not a value."""

    __slots__ = ()


def refusal(code: str, problem: str, name: str, line: int | None, fix: str) -> PackErrors:
    """Return the error for a spreadsheet that is refused as a whole."""
    error = mistake(code, problem, Where(file=name, line=line), fix)
    return PackErrors(f"{name} cannot be read", [error])


def without_blank_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that have at least one cell with text in it."""
    return tuple(row for row in rows if any(str(cell or "").strip() for cell in row.cells))
