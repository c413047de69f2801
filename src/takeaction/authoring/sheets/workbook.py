"""Sheets as a workbook (.xlsx): read all its sheets, and write one.

openpyxl is an extra, and slow to import, so each function imports it when it runs.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from takeaction.authoring.sheets.sheet import (
    MAX_CELLS,
    MAX_SHEET_BYTES,
    Formula,
    Row,
    Sheet,
    letters,
    quoted_title,
    refusal,
    refuse_large,
    without_blank_rows,
)
from takeaction.authoring.sheets.weight import (
    MAX_UNPACKED,
    UNMERGE,
    refuse_heavy,
    unpacked_size,
    unreadable,
)
from takeaction.errors import PackError, plain
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTH = 18
"""The width of a column in characters; an international number with spaces fits in."""

TEXT_FORMAT = "@"
"""The number format for text: no program makes a number or a date of what is in such a cell."""

_MAX_ALL_CELLS = 2 * MAX_CELLS
"""The most cells of all sheets, empty ones among them: openpyxl makes an object of each."""

_MOST_NAMED = 10
"""The most rows or cells that a note names."""

_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl takes it without a zone; the first of zip
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_workbook(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Write rows as a workbook of text cells, so that no program makes numbers or dates of them.

    Args:
        rows: The rows; the first has the headings.
        title: The name of the sheet.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "B2"
    for line, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(line, position)
            cell.number_format = TEXT_FORMAT
            if text:
                cell.value = text
                cell.data_type = "s"  # else openpyxl makes a formula of a text that starts with =
            if line == 1:
                cell.font = Font(bold=True)
                column = sheet.column_dimensions[letters(position - 1)]
                column.width, column.number_format = _WIDTH, TEXT_FORMAT
    return save_book(book)


def save_book(book: "Workbook") -> bytes:
    """Return the bytes of a workbook: always the same ones for the same content.

    openpyxl writes the time into the properties and into the archive, so both are replaced.
    """
    book.properties.creator = "takeaction"
    book.properties.created = _MOMENT
    out, fixed = io.BytesIO(), io.BytesIO()
    book.save(out)
    with ZipFile(out) as archive, ZipFile(fixed, "w", ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            copy.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return fixed.getvalue()


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Read all sheets of a workbook, in their order; charts are none.

    Raises:
        PackErrors: It is not a workbook, or it is too large.
    """
    if len(data) > MAX_SHEET_BYTES or unpacked_size(data, name) > MAX_UNPACKED:
        problem = (
            f"it has more than {MAX_SHEET_BYTES:,} bytes, or unpacks to more than {MAX_UNPACKED:,}."
        )
        raise refusal("limit.size", problem, name, None, "split it.")
    refuse_heavy(data, name)
    from openpyxl import load_workbook

    try:
        sheets = load_workbook(io.BytesIO(data), rich_text=False).worksheets
    except Exception as error:  # openpyxl raises many kinds for a damaged workbook
        raise unreadable(name) from error
    if not sheets:
        raise unreadable(name)
    for sheet in sheets:
        refuse_large(name, sheet.max_row, sheet.max_column)
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > _MAX_ALL_CELLS:
        problem = f"its sheets have more than {_MAX_ALL_CELLS:,} cells, empty ones among them."
        raise refusal("limit.records", problem, name, None, "split it, or delete empty rows.")
    return tuple(_read_sheet(sheet, name) for sheet in sheets)


def _read_sheet(sheet: "Worksheet", name: str) -> Sheet:
    cells = list(sheet.iter_rows())
    rows = [Row(line, tuple(map(_value, row))) for line, row in enumerate(cells, 1)]
    read = Sheet(name, without_blank_rows(rows), title=sheet.title)
    lines = [row.line for row in read.rows[1:]]
    return read._replace(
        mistakes=(*_merged(sheet, read), *_struck(cells, read)),
        notes=tuple(_notes(sheet, cells, lines)),
    )


def _value(cell: "Cell") -> object:
    """Return the value of a cell; of a formula, its text."""
    value: Any = cell.value
    if cell.data_type != "f":
        return value
    return Formula(getattr(value, "text", None) or "=" if not isinstance(value, str) else value)


def _merged(sheet: "Worksheet", read: Sheet) -> Iterator[PackError]:
    for cells in sheet.merged_cells.ranges:
        problem = f"the cells {cells.coord} are merged: only the first of them has a value."
        where = read.where(cells.min_row, position=cells.min_col - 1)
        yield mistake("sheet.merged", problem, where, UNMERGE)


def _struck(cells: Sequence[Sequence["Cell"]], read: Sheet) -> Iterator[PackError]:
    """Find cells that are struck out: whoever did that may have taken a number back."""
    for row in cells[1:]:
        for cell in row:
            if cell.value is not None and cell.font.strike:
                problem = "this cell is struck out, and an import can't tell what that means."
                where = read.where(cell.row, position=cell.column - 1)
                fix = "remove what no longer holds, or the line through it."
                yield mistake("sheet.struck", problem, where, fix)


def _notes(
    sheet: "Worksheet", cells: Sequence[Sequence["Cell"]], lines: Sequence[int]
) -> Iterator[str]:
    """Yield what a person may not expect: hidden parts that are read, and comments that are not."""
    title = plain(quoted_title(sheet.title))
    if sheet.sheet_state != "visible":
        yield f"The sheet {title} is hidden, and was read as well."
    hidden = [str(line) for line in lines if sheet.row_dimensions[line].hidden]
    if hidden:
        yield f"Hidden rows of {title} were read as well: {_listed(hidden)}."
    columns = [
        letters(at) for at in _hidden_columns(sheet) if any(row[at].value for row in cells[1:])
    ]
    if columns:
        yield f"Hidden columns of {title} were read as well: {_listed(columns)}."
    commented = [cell.coordinate for row in cells[1:] for cell in row if cell.comment]
    if commented:
        yield f"Comments of {title} were not imported: {_listed(commented)}."


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    """Yield the numbers of the hidden columns, from 0; a file may name several at once."""
    for columns in sheet.column_dimensions.values():
        if columns.hidden:
            last = columns.max or columns.min  # damaged files lack it
            yield from range(columns.min - 1, min(last, sheet.max_column))


def _listed(names: Sequence[str]) -> str:
    """Join names, at most the first ten."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
