"""A sheet as a workbook (.xlsx); only its first sheet is read.

The only module that uses openpyxl. It is an extra, and slow to import, so each function imports it
when it runs.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from takeaction.authoring.sheets.sheet import (
    MAX_ROWS,
    MAX_SHEET_BYTES,
    Formula,
    Row,
    Sheet,
    refusal,
    without_blank_rows,
)
from takeaction.codes import mistake
from takeaction.errors import Where

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_UNPACKED = 64 * 1024 * 1024
"""The most bytes of an unpacked workbook: a small zip file can unpack to gigabytes."""

_MAX_COLUMNS = 200
"""The most columns of a sheet. Bounds the memory of an import; resources, the widest, have 55."""

_WIDTH = 18
"""The width of a column in characters; an international number with spaces fits in."""

_TEXT = "@"  # the number format for text
_UNMERGE = "unmerge them, and write the value into every cell that needs it."


def write_workbook(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Write rows as a workbook of text cells, so that no program makes numbers or dates of them.

    Args:
        rows: The rows; the first has the headings.
        title: The name of the sheet.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "B2"
    for line, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(line, position)
            cell.number_format = _TEXT
            if text:
                cell.value = text
                cell.data_type = "s"  # else openpyxl makes a formula of a text that starts with =
            if line == 1:
                cell.font = Font(bold=True)
                column = sheet.column_dimensions[get_column_letter(position)]
                column.width, column.number_format = _WIDTH, _TEXT
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_workbook(data: bytes, name: str) -> Sheet:
    """Read the first sheet of a workbook.

    Raises:
        PackErrors: It is not a workbook, or it is too large.
    """
    if len(data) > MAX_SHEET_BYTES or _unpacked_size(data, name) > _MAX_UNPACKED:
        problem = f"it has {len(data):,} bytes, or unpacks to more than {_MAX_UNPACKED:,}."
        raise refusal("limit.size", problem, name, None, "split it.")
    sheet = _first_sheet(data, name)
    if sheet.max_row > MAX_ROWS or sheet.max_column > _MAX_COLUMNS:
        problem = f"it has more than {MAX_ROWS:,} rows or {_MAX_COLUMNS} columns."
        raise refusal("limit.records", problem, name, None, "split it.")
    rows = [
        Row(line, tuple(Formula(c.value) if c.data_type == "f" else c.value for c in cells))
        for line, cells in enumerate(sheet.iter_rows(), 1)
    ]
    merged = [
        mistake(
            "sheet.merged",
            f"the cells {cells.coord} are merged: only the first of them has a value.",
            Where(file=name, line=cells.min_row),
            _UNMERGE,
        )
        for cells in sheet.merged_cells.ranges
    ]
    return Sheet(name, without_blank_rows(rows), tuple(merged))


def _unpacked_size(data: bytes, name: str) -> int:
    """Return the size of a workbook after unpacking, in bytes, as its directory states it."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except BadZipFile as error:
        raise _unreadable(name) from error


def _first_sheet(data: bytes, name: str) -> "Worksheet":
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), rich_text=False).worksheets[0]
    except Exception as error:  # openpyxl raises many kinds for a damaged workbook
        raise _unreadable(name) from error


def _unreadable(name: str) -> Exception:
    problem = "this is not a readable workbook."
    return refusal("read.archive", problem, name, None, "save it as .xlsx again.")
