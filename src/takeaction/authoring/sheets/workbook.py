"""How a spreadsheet file is read as rows of cells, and written from them.

Workbooks (.xlsx) go through openpyxl, CSV files through ``csv``. What would keep openpyxl busy for
minutes is refused unread. The cells are those of the file, not yet read as records.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from takeaction.authoring.sheets.mistakes import CellWhere, bad_file, bad_place
from takeaction.errors import PackError, Where, plain
from takeaction.export.tables import FORMULA_STARTS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


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

_NEEDED_MARK = re.compile(r"\s*(?:\*|\(\*\))\s*$")
"""The mark that the template puts behind the heading of a needed column."""

_LETTERS = 26


class Row(NamedTuple):
    """One row of a sheet.

    Attributes:
        line: Its line in a CSV file or its row in a workbook, from 1.
        cells: Its values: text; in a workbook also numbers, dates and formulas; None if empty.
        number: Its row as a spreadsheet program counts it, from 1: a cell of a CSV file may take
            several lines.
    """

    line: int
    cells: tuple[object, ...]
    number: int


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

    @property
    def label(self) -> str:
        """The name of the sheet as sentences show it."""
        return plain(quoted_title(self.title or ""))

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
        if position is None:  # that of the field, or of the first one inside it
            names = self.headings if field else ()
            inside = (at for at, name in enumerate(names) if name.startswith(f"{field}."))
            position = names.index(field) if field in names else next(inside, 0)
        return CellWhere(
            file=self.name,
            line=line,
            record=record or None,
            field=field or None,
            cell=f"{quoted_title(self.title)}!{letters(position)}{line}",
        )


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


def refuse_large(name: str, rows: int, columns: int, line: int | None = None) -> None:
    """Refuse a sheet with more rows, columns or cells than anybody reads.

    Raises:
        PackErrors: It is too large.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        most = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
        raise bad_file(name, "rows", line, **most)


def _without_blank_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if any(str(cell or "").strip() for cell in row.cells))


# Sheets as a workbook (.xlsx): read all its sheets, and write one.
#
# openpyxl is an extra, and slow to import, so each function imports it when it runs.


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
    _refuse_heavy(data, name)
    from openpyxl import load_workbook

    try:
        sheets = load_workbook(io.BytesIO(data), rich_text=False).worksheets
    except Exception as error:  # openpyxl raises many kinds for a damaged workbook
        raise bad_file(name, "unreadable") from error
    if not sheets:
        raise bad_file(name, "unreadable")
    for sheet in sheets:
        refuse_large(name, sheet.max_row, sheet.max_column)
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > _MAX_ALL_CELLS:
        raise bad_file(name, "cells of all sheets", cells=_MAX_ALL_CELLS)
    return tuple(_read_sheet(sheet, name) for sheet in sheets)


def _read_sheet(sheet: "Worksheet", name: str) -> Sheet:
    cells = list(sheet.iter_rows())
    rows = [Row(line, tuple(map(_value, row)), line) for line, row in enumerate(cells, 1)]
    read = Sheet(name, _without_blank_rows(rows), title=sheet.title)
    return read._replace(
        mistakes=(*_merged(sheet, read), *_struck(cells, read)),
        notes=tuple(_notes(sheet, cells, read)),
    )


def _value(cell: "Cell") -> object:
    value: Any = cell.value
    if cell.data_type != "f":
        return value
    return Formula(getattr(value, "text", None) or "=" if not isinstance(value, str) else value)


def _merged(sheet: "Worksheet", read: Sheet) -> Iterator[PackError]:
    for cells in sheet.merged_cells.ranges:
        where = read.where(cells.min_row, position=cells.min_col - 1)
        yield bad_place(where, "merged", cells=cells.coord)


def _struck(cells: Sequence[Sequence["Cell"]], read: Sheet) -> Iterator[PackError]:
    # Somebody who struck a cell out may have taken a number back.
    for row in cells[1:]:
        for cell in row:
            if cell.value is not None and cell.font.strike:
                yield bad_place(read.where(cell.row, position=cell.column - 1), "struck")


def _notes(sheet: "Worksheet", cells: Sequence[Sequence["Cell"]], read: Sheet) -> Iterator[str]:
    """Yield what a person may not expect: hidden parts that are read, and comments that are not."""
    title = read.label
    if sheet.sheet_state != "visible":
        yield f"The sheet {title} is hidden, and was read as well."
    hidden = [str(row.line) for row in read.rows[1:] if sheet.row_dimensions[row.line].hidden]
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
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


# A sheet as a CSV file: only commas, double quotes and UTF-8.


_FORMULA_START = re.compile(f"'*[{FORMULA_STARTS}]")
"""The start of a text that a spreadsheet may run as a formula, after any apostrophes.

An apostrophe in front says that it is not one.
"""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV, marked as UTF-8 and safe from formulas; return the bytes."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [f"'{cell}" if _FORMULA_START.match(cell) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only behind this mark


def read_csv(data: bytes, name: str) -> Sheet:
    """Read a CSV file.

    Raises:
        PackErrors: It is not CSV with commas in UTF-8, or it is too large.
    """
    if len(data) > MAX_SHEET_BYTES:
        raise bad_file(name, "bytes", most=MAX_SHEET_BYTES)
    text = _decoded(data, name)
    first = text.partition("\n")[0]
    if first.startswith("sep=") or any(first.count(c) > first.count(",") for c in ";\t|"):
        raise bad_file(name, "separator", 1)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line, widest = 1, 0
    try:
        for cells in reader:
            widest = max(widest, len(cells))
            refuse_large(name, len(rows) + 1, widest, line)
            rows.append(Row(line, tuple(map(_unescaped, cells)), len(rows) + 1))
            line = reader.line_num + 1
    except csv.Error as error:
        raise bad_file(name, "quote", line) from error
    return Sheet(name, _without_blank_rows(rows))


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        raise bad_file(name, "UTF-16", 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise bad_file(name, "no UTF-8", line) from error


def _unescaped(cell: str) -> str:
    if cell.startswith("="):
        return Formula(cell)
    return cell[1:] if cell.startswith("'") and _FORMULA_START.match(cell) else cell


# The weight of a workbook: what would keep openpyxl busy for minutes is refused unread.


MAX_UNPACKED = 64 * 1024 * 1024
"""The most bytes of an unpacked workbook: a small zip file can unpack to gigabytes."""

_MAX_TAGS = 6 * MAX_CELLS
"""The most tags in the files of a workbook. A cell has up to six: it, its value and its text, each
with an end."""

_MAX_MERGED = 10_000
"""The most cells in merged, linked and commented ranges: openpyxl makes an object of each before
anybody can ask."""

_MAX_FORMULAS = 100
"""The most formulas: openpyxl reads a shared one anew for each of its cells."""

_QUOTED = rb"""(?:"[^"<]*+"|'[^'<]*+')"""
_RANGED = rb"""<(?:\w+:)?(?:mergeCell|hyperlink|comment)\s(?:[^<>"']|%s)*+""" % _QUOTED
_ATTRIBUTE = rb"""([^\s=<>"'/]++)\s*+=\s*+(%s)""" % _QUOTED
_RANGE = rb"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"
_CELL = rb"<(?:\w+:)?c[\s/>]"
_FORMULA = rb"<(?:\w+:)?f[\s/>]"
_NOT_A_SIGN = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before the first sign of XML."""


def _refuse_heavy(data: bytes, name: str) -> None:
    """Refuse a workbook that openpyxl would work on for minutes, before it begins.

    Its XML is read as bytes, so what hides from that is refused: UTF-16, and entities.
    """
    by_name = _unpacked_xml(data, name)
    parts = list(by_name.values())
    for part_name, part in by_name.items():
        # Pictures may have a doctype; the other parts, nothing that begins with <!.
        sign = b"<!" if part_name.endswith((".xml", ".rels")) else b"<!ENTITY"
        if b"\0" in part or sign in part.replace(b"<![CDATA[", b""):
            raise bad_file(name, "unreadable")
    cells = sum(len(re.findall(_CELL, part)) for part in parts)
    if cells > MAX_CELLS or sum(part.count(b"<") for part in parts) > _MAX_TAGS:
        raise bad_file(name, "cells", cells=MAX_CELLS)
    ranged = [range for part in parts for range in re.findall(_RANGED, part)]
    if sum(_cells_in(range, name) for range in ranged) > _MAX_MERGED:
        raise bad_file(name, "ranges", cells=_MAX_MERGED)
    if sum(len(re.findall(_FORMULA, part)) for part in parts) > _MAX_FORMULAS:
        raise bad_file(name, "formulas", most=_MAX_FORMULAS)


def _unpacked_xml(data: bytes, name: str) -> Mapping[str, bytes]:
    """Return the unpacked XML of a workbook, whatever the names of its files are."""
    too_large = bad_file(name, "unpacked bytes", most=MAX_SHEET_BYTES, unpacked=MAX_UNPACKED)
    if len(data) > MAX_SHEET_BYTES:
        raise too_large
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            # The size that the directory of the archive states, before anything is unpacked.
            is_large = sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED
            contents = {} if is_large else {each: archive.read(each) for each in archive.namelist()}
    except Exception as error:  # a damaged member raises many kinds
        raise bad_file(name, "unreadable") from error
    if is_large:
        raise too_large
    return {
        part_name: part
        for part_name, part in contents.items()
        if part.lstrip(_NOT_A_SIGN).startswith(b"<")
    }


def _cells_in(range: bytes, name: str) -> int:
    """Return the number of cells that a tag names; 0 if it names none."""
    ref = dict(re.findall(_ATTRIBUTE, range)).get(b"ref")
    if ref is None:
        return 0
    match = re.fullmatch(_RANGE, ref[1:-1])
    if not match:
        raise bad_file(name, "unreadable")
    if match[3] is None:
        return 1
    first, last = _column_number(match[1]), _column_number(match[3])
    return (abs(last - first) + 1) * (abs(int(match[4]) - int(match[2])) + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
