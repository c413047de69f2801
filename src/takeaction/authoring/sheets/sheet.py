"""A sheet: rows of cells as the file has them, not yet read as records."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import attrs

from takeaction.errors import LONGEST_PATH, PackError, PackErrors, Where, plain
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


_NEEDED_MARK = re.compile(r"\s*(?:\*|\(\*\))\s*$")
"""The mark that the template puts behind the heading of a needed column."""

_LETTERS = 26


@attrs.frozen(eq=False, repr=False)
class CellWhere(Where):
    """The place of a mistake in a workbook.

    Attributes:
        cell: Its sheet and its cell, such as ``resources!D7``.
    """

    cell: str = ""

    def __str__(self) -> str:
        inside = ".".join(plain(part) for part in (self.record, self.field) if part)
        parts = (plain(self.file or "", LONGEST_PATH), plain(self.cell), inside)
        return ": ".join(part for part in parts if part)


class Row(NamedTuple):
    """One row of a sheet.

    Attributes:
        line: Its line in a CSV file or its row in a workbook, from 1.
        cells: Its values: text; in a workbook also numbers, dates and formulas; None if empty.
    """

    line: int
    cells: tuple[object, ...]


class Sheet(NamedTuple):
    """The rows of one sheet; the first has the headings.

    Attributes:
        name: The name of the file.
        rows: Its rows in order, without blank ones.
        mistakes: The mistakes in its form, such as merged cells.
        title: The name of the sheet in its workbook; None in a CSV file.
        notes: Facts about it that a person should know, such as its hidden rows.
    """

    name: str
    rows: tuple[Row, ...]
    mistakes: tuple[PackError, ...] = ()
    title: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of its columns; an empty text for a column without one."""
        return tuple(map(column_name, self.rows[0].cells)) if self.rows else ()

    def where(
        self, line: int, field: str = "", record: str = "", position: int | None = None
    ) -> Where:
        """Return the place of a mistake: the line of a CSV file, the cell of a workbook.

        Args:
            line: The row, from 1.
            field: The column by its name, which gives the position where none is given.
            record: The id of the record.
            position: The column by its number, from 0.
        """
        if self.title is None:
            return Where(file=self.name, line=line, record=record or None, field=field or None)
        if position is None:
            position = self._position_of(field)
        return CellWhere(
            file=self.name,
            line=line,
            record=record or None,
            field=field or None,
            cell=f"{quoted_title(self.title)}!{letters(position)}{line}",
        )

    def _position_of(self, field: str) -> int:
        """Return the number of the column of a field, or of the first one inside it."""
        headings = self.headings if field else ()
        inside = (at for at, name in enumerate(headings) if name.startswith(f"{field}."))
        return headings.index(field) if field in headings else next(inside, 0)


def column_name(cell: object) -> str:
    """Return the name of a column as its heading says it, without the mark of a needed one."""
    return _NEEDED_MARK.sub("", str(cell or "")).strip().casefold()


def letters(position: int) -> str:
    """Return the letters of a column by its number: A for 0, AA for 26."""
    text, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def quoted_title(title: str) -> str:
    """Return the name of a sheet as formulas write it: in quotes if it is not one plain word."""
    return title if title.isidentifier() else "'" + title.replace("'", "''") + "'"


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
