"""The cell of a mistake: spreadsheet programs call a place F4, not a line and a field."""

import csv
import io
import re
import sys
from collections.abc import Mapping, Sequence

from takeaction.authoring.sheets.rows import SheetRecord
from takeaction.authoring.sheets.workbook import CellWhere, Sheet, letters
from takeaction.errors import Where

_ITEM = re.compile(r"\w+\[\d+\]")
_INDEX = re.compile(r"\[\d+\]")


class CellFinder:
    """Finds the cells of one sheet.

    Args:
        sheet: The sheet.
        data: The bytes of its file. In a CSV file a cell may take several lines, so that the
            number of a row is not that of its line.
    """

    def __init__(self, sheet: Sheet, data: bytes) -> None:
        self._sheet = sheet
        self._columns = {name: position for position, name in enumerate(sheet.headings)}
        self._rows = row_numbers(data) if sheet.title is None else {}
        self._records: Mapping[str, SheetRecord] = {}

    def add_records(self, records: Sequence[SheetRecord]) -> None:
        """Let mistakes of the records be found in their rows."""
        self._records = {record.fields["id"]: record for record in records}

    def cell_at(self, line: int, field: str | None) -> str:
        """Return a cell, such as "Cell F4"; only its row where no column has the field."""
        row, column = self._rows.get(line, line), self._column(field or "")
        place = f"Row {row}" if column is None else f"Cell {letters(column)}{row}"
        return f"{place} of {self._sheet.title}" if self._sheet.title else place

    def order_of(self, where: Where) -> tuple[int, int]:
        """Return a key that sorts mistakes as people read a sheet: by row, then by column.

        A mistake without a row comes last: it says that there are more.
        """
        column = self._column(where.field or "")
        return where.line or sys.maxsize, -1 if column is None else column

    def cell_of(self, where: Where) -> str | None:
        """Return the cell of a mistake in a record; None if the sheet has no such record."""
        record = self._records.get(where.record or "")
        if record is None:
            return None
        item = _ITEM.match(where.field or "")
        line = record.lines.get(item[0] if item else "", record.lines[""])
        return self.cell_at(line, _INDEX.sub("", where.field or ""))

    def _column(self, field: str) -> int | None:
        """Return the position of the column of a field, or of the table that it is in."""
        while field and field not in self._columns:
            field = field.rpartition(".")[0]
        return self._columns.get(field) if field else None


def cell_in_workbook(where: CellWhere) -> str:
    """Return the cell of a mistake that stopped an import, such as "Cell F4 of actions"."""
    title, _, cell = where.cell.rpartition("!")
    return f"Cell {cell} of {title}"


def row_numbers(data: bytes) -> dict[int, int]:
    """Return the number of each row of a sound CSV file by its first line, both from 1."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    rows: dict[int, int] = {}
    line = 1
    for number, _ in enumerate(reader, 1):
        rows[line] = number
        line = reader.line_num + 1
    return rows
