"""A sheet as a workbook (.xlsx); only its first sheet is read.

The only module that uses openpyxl. It is an extra, and slow to import, so each function imports it
when it runs.
"""

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from takeaction.authoring.sheets.sheet import (
    MAX_CELLS,
    MAX_SHEET_BYTES,
    Formula,
    Row,
    Sheet,
    refusal,
    refuse_large,
    without_blank_rows,
)
from takeaction.errors import Where
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_UNPACKED = 64 * 1024 * 1024
"""The most bytes of an unpacked workbook: a small zip file can unpack to gigabytes."""

_MAX_TAGS = 6 * MAX_CELLS
"""The most tags in the files of a workbook. A cell has up to six: it, its value and its text, each
with an end."""

_MAX_MERGED = 10_000
"""The most cells in merged ranges: openpyxl makes an object of each before anybody can ask."""

_MAX_FORMULAS = 100
"""The most formulas: openpyxl reads a shared one anew for each of its cells."""

_MERGE = rb"<(?:\w+:)?mergeCell\b[^<>]*"
_RANGE = rb"\sref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
_CELL = rb"<(?:\w+:)?c[\s/>]"
_FORMULA = rb"<(?:\w+:)?f[\s/>]"

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
    _refuse_dear(_parts(data, name), name)
    sheet = _first_sheet(data, name)
    refuse_large(name, sheet.max_row, sheet.max_column)
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


def _parts(data: bytes, name: str) -> list[bytes]:
    """Return the unpacked XML files of a workbook."""
    from zipfile import ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = [each for each in archive.namelist() if each.endswith((".xml", ".rels"))]
            return [archive.read(each) for each in names]
    except Exception as error:  # a damaged member raises many kinds
        raise _unreadable(name) from error


def _refuse_dear(parts: Sequence[bytes], name: str) -> None:
    """Refuse a workbook that openpyxl would work on for minutes, before it begins.

    Its XML is read as bytes, so what hides from that is refused: UTF-16, and entities.
    """
    if any(b"\0" in part or b"<!" in part.replace(b"<![CDATA[", b"") for part in parts):
        raise _unreadable(name)
    cells = sum(len(re.findall(_CELL, part)) for part in parts)
    if cells > MAX_CELLS or sum(part.count(b"<") for part in parts) > _MAX_TAGS:
        problem = f"it has more than {MAX_CELLS:,} cells."
        raise refusal("limit.records", problem, name, None, "split it, or delete empty rows.")
    merged = [range for part in parts for range in re.findall(_MERGE, part)]
    if sum(_cells_in(range, name) for range in merged) > _MAX_MERGED:
        problem = f"more than {_MAX_MERGED:,} cells are merged."
        raise refusal("sheet.merged", problem, name, None, _UNMERGE)
    if sum(len(re.findall(_FORMULA, part)) for part in parts) > _MAX_FORMULAS:
        problem = f"it has more than {_MAX_FORMULAS} formulas."
        raise refusal("sheet.formula", problem, name, None, "copy the cells and paste only values.")


def _cells_in(range: bytes, name: str) -> int:
    """Return the number of cells in a merged range."""
    match = re.search(_RANGE, range)
    if not match:
        raise _unreadable(name)
    first, last = _column_number(match[1]), _column_number(match[3])
    return (abs(last - first) + 1) * (abs(int(match[4]) - int(match[2])) + 1)


def _column_number(letters: bytes) -> int:
    """Return the number of a column from its letters: 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _first_sheet(data: bytes, name: str) -> "Worksheet":
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), rich_text=False).worksheets[0]
    except Exception as error:  # openpyxl raises many kinds for a damaged workbook
        raise _unreadable(name) from error


def _unreadable(name: str) -> Exception:
    problem = "this is not a readable workbook."
    return refusal("read.archive", problem, name, None, "save it as .xlsx again.")
