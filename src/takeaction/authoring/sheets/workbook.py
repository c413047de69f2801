"""A sheet as a workbook (.xlsx): its first sheet. The only module that knows openpyxl."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from takeaction.authoring.sheets.sheet import (
    LARGEST,
    ROWS,
    Formula,
    Row,
    Sheet,
    refusal,
    without_blank,
)
from takeaction.codes import mistake
from takeaction.errors import Where

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_UNPACKED = 64 * 1024 * 1024
_COLUMNS = 200
_WIDTH = 18
_TEXT = "@"
_SPLIT = "take the merging away, and write the value into each cell that it is for."


def write(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a workbook whose cells are all text, so that no program makes numbers or days of them.

    Args:
        rows: The first names the columns.
        title: What the sheet is called.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "B2"
    for line, row in enumerate(rows, 1):
        for number, text in enumerate(row, 1):
            cell = sheet.cell(line, number)
            cell.number_format = _TEXT
            if text:
                cell.value = text
                cell.data_type = "s"  # what begins with = would be a formula
            if line == 1:
                cell.font = Font(bold=True)
                column = sheet.column_dimensions[get_column_letter(number)]
                column.width, column.number_format = _WIDTH, _TEXT
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(data: bytes, name: str) -> Sheet:
    """Read the first sheet of a workbook.

    Raises:
        PackErrors: It is no workbook, or too large.
    """
    if len(data) > LARGEST or _unpacked(data, name) > _UNPACKED:
        raise refusal("limit.size", f"it has {len(data):,} bytes.", name, None, "split it.")
    sheet = _first(data, name)
    if sheet.max_row > ROWS or sheet.max_column > _COLUMNS:
        problem = f"it has more than {ROWS:,} rows, or {_COLUMNS} columns."
        raise refusal("limit.records", problem, name, None, "split it.")
    rows = [
        Row(line, tuple(Formula(c.value) if c.data_type == "f" else c.value for c in cells))
        for line, cells in enumerate(sheet.iter_rows(), 1)
    ]
    merged = [
        mistake(
            "sheet.merged",
            f"the cells {each.coord} are merged: only the first of them holds a value.",
            Where(file=name, line=each.min_row),
            _SPLIT,
        )
        for each in sheet.merged_cells.ranges
    ]
    return Sheet(name, without_blank(rows), tuple(merged))


def _unpacked(data: bytes, name: str) -> int:
    """Return how large a workbook is once it is unpacked."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except BadZipFile as error:
        raise _no_workbook(name) from error


def _first(data: bytes, name: str) -> "Worksheet":
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), rich_text=False).worksheets[0]
    except Exception as error:  # a damaged one raises anything
        raise _no_workbook(name) from error


def _no_workbook(name: str) -> Exception:
    problem = "this is no workbook that can be read."
    return refusal("read.archive", problem, name, None, "save it as .xlsx again.")
