"""What can be wrong with a sheet, each with the way to fix it: its file, its form, its cells.

A person reads these who fills in a spreadsheet and has never seen a line of TOML. A fix gives the
right form only where it is certain.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

import attrs

from takeaction.errors import LONGEST_PATH, PackError, PackErrors, Where, plain
from takeaction.packs.faults import ValueRefusedError
from takeaction.vocabulary.codes import mistake

MAX_MISTAKES = 50
"""The most mistakes that are listed, as of a file of a pack: there are more cells than that."""

_AS_TEXT = "format the column as text, and type it again."
_TYPE_AGAIN = (
    "format the column as text, and type the number again, with + and the country code; if it only"
    " works inside one country, with its zeros."
)
_SPLIT = "split it, or delete empty rows."
_SAVE = 'save it as "CSV UTF-8", or as .xlsx.'
_AS_XLSX = 'choose File, "Save as", and the type "Excel Workbook (.xlsx)".'

_CELLS: Mapping[str, tuple[str, str, str]] = {
    "formula": (
        "sheet.formula",
        "{cell} is a formula or the error of one, not a value.",
        "copy the cell and paste only its value; if the text starts like that, put ' first.",
    ),
    "lost letters": (
        "sheet.garbled",
        "{cell} has lost letters.",
        'type them again, and save the file as "CSV UTF-8" or .xlsx.',
    ),
    "wrong encoding": (
        "sheet.garbled",
        "{cell} was read in the wrong encoding.",
        "write {meant}.",
    ),
    "no text": ("sheet.number", "this is {typed}, not text.", _AS_TEXT),
    "number to dial": (
        "sheet.plus",
        "this is {typed}: a + or leading zeros are lost.",
        _TYPE_AGAIN,
    ),
    "24/7": (
        "sheet.date",
        "{cell} is a date: a spreadsheet has turned 24/7 into it.",
        'format the column as text, and write "24/7".',
    ),
    "date, not text": ("sheet.date", "this is {typed}, not text.", _AS_TEXT),
    "dated": (
        "sheet.date",
        "{cell} is a date as a spreadsheet writes it.",
        "write year-month-day, year-month or only the year, such as 2026-11.",
    ),
    "printed": (
        "sheet.printed",
        "{cell} has typographic dashes, quotes or spaces.",
        "write {meant}.",
    ),
    "scientific": (
        "sheet.scientific",
        "{cell} is a long number cut short: its last digits are lost.",
        "format the column as text, and copy the number from its source again.",
    ),
    "scientific, all digits": (
        "sheet.scientific",
        (
            "{cell} is a long number cut short: its digits are {digits}, but a + or leading zeros"
            " are lost."
        ),
        _TYPE_AGAIN,
    ),
    "day of the year": (
        "sheet.date",
        "{cell} is a date as a spreadsheet writes it.",
        "format the column as text; write a day of the year as month-day, such as 11-24.",
    ),
    "zeros": (
        "sheet.zeros",
        "{cell} has lost its leading zeros.",
        "format the column as text, and write {meant}.",
    ),
    "terms": (
        "sheet.terms",
        "{cell} does not begin with a language.",
        "write en: one term | another term.",
    ),
    "no number": (
        "sheet.number",
        "{cell} is not a whole number.",
        "write only digits, such as 15.",
    ),
    "yes or no": (
        "sheet.yes_no",
        "{cell} is neither yes nor no.",
        "write yes or no; leave the cell empty if you don't know.",
    ),
    "serial day": (
        "sheet.date",
        "{cell} is a date as a spreadsheet stores it, a number of days.",
        "write {meant}, if that is the date, or format the column as text.",
    ),
    "local day": (
        "sheet.date",
        "{cell} is not a date in the form year-month-day.",
        "write it as text: year-month-day, such as 2026-11-24.",
    ),
    "local day, one reading": (
        "sheet.date",
        "{cell} is not a date in the form year-month-day.",
        "write {meant}.",
    ),
    "zeros of a number": (
        "sheet.zeros",
        "{cell} has lost its leading zeros: display shows them.",
        "format the column as text, and write {meant}.",
    ),
    "plus": (
        "sheet.plus",
        "{cell} has lost its +, or has no country code.",
        "format the column as text, and write the number with + and the country code.",
    ),
    "plus, all digits": (
        "sheet.plus",
        "{cell} has lost its +, or has no country code.",
        "format the column as text; if it begins with the country code, write +{meant}.",
    ),
}
"""What can be wrong with one cell: its code, the problem and the fix."""

_SHEETS: Mapping[str, tuple[str, str, str]] = {
    "no column": (
        "sheet.column",
        "there is no column {name}, which every record needs.",
        "add it.",
    ),
    "no id": (
        "sheet.no_id",
        "this row has no id.",
        "write the record's id in every row of that record.",
    ),
    "moved": (
        "sheet.header",
        "the headings are here, in row {row}, below something else.",
        "delete the rows above the headings, so that they come first.",
    ),
    "example": (
        "sheet.example",
        "this is still the text of the example.",
        "write your own, or clear the cell.",
    ),
    "id of the example": (
        "sheet.example",
        "this row has the id of the example, but something of your own in it.",
        "write an id of your own in it, such as our-line; or delete the row.",
    ),
    "two columns": ("sheet.column", "two columns are called {name}.", "remove one of them."),
    "unknown column": ("sheet.column", "no column is called {name}.", "{fix}"),
    "cells": (
        "sheet.row",
        "this row has {cells}.",
        'put "double quotes" around a text with a comma; write a comma for each empty cell.',
    ),
    "no heading": (
        "sheet.column",
        "this cell is in a column without a name.",
        "give the column its name, or clear the cell.",
    ),
    "differs": (
        "sheet.differs",
        "this differs from row {row}, which has the same id.",
        "leave it empty in later rows of a record; a new record needs a new id.",
    ),
    "no kind": (
        "sheet.name",
        "this sheet has columns of records, but its name says no kind.",
        "name the sheet after what is in it: {kinds}.",
    ),
    "second sheet": (
        "sheet.name",
        "this is a second sheet of {kind}, after {first}.",
        "move its rows into one of the two, and delete the other sheet.",
    ),
    "merged": (
        "sheet.merged",
        "the cells {cells} are merged: only the first of them has a value.",
        "unmerge them, and write the value into every cell that needs it.",
    ),
    "struck": (
        "sheet.struck",
        "this cell is struck out, and an import can't tell what that means.",
        "remove what no longer holds, or the line through it.",
    ),
    "more mistakes": (
        "limit.mistakes",
        "only the first {most} mistakes are listed.",
        "fix those above first.",
    ),
}
"""What can be wrong with a sheet, or with a place in it."""

_FILES: Mapping[str, tuple[str, str, str]] = {
    "too large for a file": (
        "limit.size",
        "its records are too large for one file of a pack.",
        "split it into two sheets.",
    ),
    "no sheets": (
        "sheet.empty",
        "it has no records.",
        "name each sheet after what is in it: {kinds}.",
    ),
    "no records": (
        "sheet.empty",
        "it has no records.",
        "write each record in its own row, below the headings; {example} rows don't count.",
    ),
    "no such records": (
        "sheet.empty",
        "it has no records of the kind {kind}.",
        "choose another kind.",
    ),
    "unknown form to write": (
        "read.unknown_file",
        "{suffix} is not a spreadsheet format that we write.",
        "end the name in {suffixes}.",
    ),
    "no spreadsheet": (
        "read.unknown_file",
        "this is not a spreadsheet.",
        "save it as {suffixes}.",
    ),
    "rows": (
        "limit.records",
        "it has more than {rows:,} rows, {columns} columns or {cells:,} cells.",
        _SPLIT,
    ),
    "cells of all sheets": (
        "limit.records",
        "its sheets have more than {cells:,} cells, empty ones among them.",
        _SPLIT,
    ),
    "cells": ("limit.records", "it has more than {cells:,} cells.", _SPLIT),
    "ranges": (
        "sheet.merged",
        "more than {cells:,} cells are merged, linked or commented as ranges.",
        "unmerge them, and link or comment on single cells.",
    ),
    "formulas": (
        "sheet.formula",
        "it has more than {most} formulas.",
        "copy the cells and paste only values.",
    ),
    "unreadable": ("read.archive", "this is not a readable workbook.", "save it as .xlsx again."),
    "unpacked bytes": (
        "limit.size",
        "it has more than {most:,} bytes, or unpacks to more than {unpacked:,}.",
        "split it.",
    ),
    "bytes": ("limit.size", "it has more than {most:,} bytes.", "split it."),
    "separator": (
        "sheet.separator",
        "the cells are not separated by commas.",
        "save it with commas between the cells, or as .xlsx.",
    ),
    "quote": (
        "sheet.quote",
        "a double quote is not closed, or is not doubled inside a text.",
        'write each " inside a text as "", and end the text with one ".',
    ),
    "UTF-16": ("read.encoding", 'this is "Unicode text" (UTF-16), not UTF-8.', _SAVE),
    "no UTF-8": ("read.encoding", "this is not UTF-8.", _SAVE),
    "no reader": (
        "read.unknown_file",
        "this page has no reader for workbooks.",
        "save each sheet as CSV UTF-8, and choose these files.",
    ),
    "macros": (
        "read.unknown_file",
        "this workbook may hold macros: programs, which a pack needs none of.",
        _AS_XLSX,
    ),
    "old": ("read.unknown_file", "this is a workbook of Excel 2003 or older (.xls).", _AS_XLSX),
    "binary": ("read.unknown_file", "this is a binary workbook (.xlsb).", _AS_XLSX),
    "ods": (
        "read.unknown_file",
        "this is a sheet of LibreOffice or OpenOffice (.ods).",
        'choose File, "Save as", and the type "Excel 2007-365 (.xlsx)".',
    ),
    "numbers": (
        "read.unknown_file",
        "this is a sheet of Numbers.",
        'choose File, "Export to", "Excel", and the format .xlsx.',
    ),
    "tabs": (
        "read.unknown_file",
        "its cells are separated by tabs (.tsv).",
        'save it as "CSV UTF-8", or as .xlsx.',
    ),
    "link": (
        "read.unknown_file",
        "this is only a link to a sheet on the web.",
        'open the sheet, and choose File, "Download", "Microsoft Excel (.xlsx)".',
    ),
    "password": (
        "read.unknown_file",
        "this workbook is protected with a password, so nobody else can read it.",
        "open it, remove the password (in Excel: File, Info, Protect Workbook), and save it.",
    ),
    "text": (
        "read.unknown_file",
        "this is a text file with the name of a workbook.",
        "rename it so that it ends in .csv, or open it and save it as .xlsx.",
    ),
    "web page": (
        "read.unknown_file",
        "this is a web page with the name of a workbook.",
        f"open it, and {_AS_XLSX}",
    ),
    "workbook": (
        "read.unknown_file",
        "this is a workbook with the name of a text file.",
        "rename it so that it ends in .xlsx, or save it as .csv.",
    ),
    "not read": ("read.failed", "it cannot be read: {why}.", "check the path."),
}
"""What can be wrong with a file as a whole."""


def bad_cell(name: str, /, **slots: object) -> ValueRefusedError:
    """Return the error for one cell, by its name in the table above."""
    code, problem, fix = _CELLS[name]
    return ValueRefusedError(code, problem.format(**slots), fix.format(**slots))


def bad_place(where: Where, name: str, /, **slots: object) -> PackError:
    """Return the mistake at a place of a sheet, by its name in the table above."""
    code, problem, fix = _SHEETS[name]
    return mistake(code, problem.format(**slots), where, fix.format(**slots))


def bad_file(file: str, name: str, line: int | None = None, /, **slots: object) -> PackErrors:
    """Return the error for a spreadsheet that is refused as a whole, by its name above."""
    code, problem, fix = _FILES[name]
    return refusal(code, problem.format(**slots), file, line, fix.format(**slots))


def refusal(code: str, problem: str, name: str, line: int | None, fix: str) -> PackErrors:
    """Return the error for a file that is refused as a whole."""
    error = mistake(code, problem, Where(file=name, line=line), fix)
    return PackErrors(f"{name} cannot be read", [error])


def first_mistakes(mistakes: Iterable[PackError], name: str) -> tuple[PackError, ...]:
    """Return the first mistakes of a sheet; where there are more, a last one says so."""
    first = list(islice(mistakes, MAX_MISTAKES + 1))
    if len(first) > MAX_MISTAKES:
        first[MAX_MISTAKES:] = [bad_place(Where(file=name), "more mistakes", most=MAX_MISTAKES)]
    return tuple(first)


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
