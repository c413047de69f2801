"""A sheet: rows of cells as the file has them, not yet read as records."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from takeaction.errors import PackError, PackErrors, Where
from takeaction.vocabulary.codes import mistake

MAX_SHEET_BYTES = 8 * 1024 * 1024
"""The most bytes of a spreadsheet file.

Bounds the memory and time of an import. Generous: one file of a pack may have 256 KiB.
"""

MAX_ROWS = 60_000
"""The most rows of a sheet. Generous: three for each of the 20,000 records that a pack may have."""

MAX_COLUMNS = 200
"""The most columns of a sheet. Bounds the memory of an import; resources, the widest, have 55."""

MAX_CELLS = 150_000
"""The most cells of a sheet, empty ones among them; the largest file of a pack fills 60,000."""

MAX_MISTAKES = 50
"""The most mistakes that are listed, as of a file of a pack: there are more cells than that."""


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


def refuse_large(name: str, rows: int, columns: int, line: int | None = None) -> None:
    """Refuse a sheet with more rows, columns or cells than anybody reads.

    Raises:
        PackErrors: It is too large.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        problem = (
            f"it has more than {MAX_ROWS:,} rows, {MAX_COLUMNS} columns or {MAX_CELLS:,} cells."
        )
        raise refusal("limit.records", problem, name, line, "split it, or delete empty rows.")


def first_mistakes(mistakes: Iterable[PackError], name: str) -> tuple[PackError, ...]:
    """Return the first mistakes of a sheet; where there are more, a last one says so."""
    first = list(islice(mistakes, MAX_MISTAKES + 1))
    if len(first) > MAX_MISTAKES:
        problem = f"only the first {MAX_MISTAKES} mistakes are listed."
        fix = "fix those above first."
        first[MAX_MISTAKES:] = [mistake("limit.mistakes", problem, Where(file=name), fix)]
    return tuple(first)


def without_blank_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that have at least one cell with text in it."""
    return tuple(row for row in rows if any(str(cell or "").strip() for cell in row.cells))
