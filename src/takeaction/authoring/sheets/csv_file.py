"""A sheet as a CSV file: only commas, double quotes and UTF-8."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from takeaction.authoring.sheets.sheet import (
    MAX_SHEET_BYTES,
    Formula,
    Row,
    Sheet,
    refusal,
    refuse_large,
    without_blank_rows,
)
from takeaction.export.formula_starts import FORMULA_STARTS

_FORMULA_START = re.compile(f"'*[{FORMULA_STARTS}]")
"""The start of a text that a spreadsheet may run as a formula, after any apostrophes.

An apostrophe in front says that it is not one.
"""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = 'save it as "CSV UTF-8", or as .xlsx.'
_COMMAS = "save it with commas between the cells, or as .xlsx."
_QUOTE = 'write each " inside a text as "", and end the text with one ".'


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV, marked as UTF-8 and safe from formulas; return the bytes."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_escaped(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only behind this mark


def read_csv(data: bytes, name: str) -> Sheet:
    """Read a CSV file.

    Raises:
        PackErrors: It is not CSV with commas in UTF-8, or it is too large.
    """
    if len(data) > MAX_SHEET_BYTES:
        problem = f"it has more than {MAX_SHEET_BYTES:,} bytes."
        raise refusal("limit.size", problem, name, None, "split it.")
    text = _text(data, name)
    first = text.partition("\n")[0]
    if first.startswith("sep=") or any(first.count(c) > first.count(",") for c in ";\t|"):
        problem = "the cells are not separated by commas."
        raise refusal("sheet.separator", problem, name, 1, _COMMAS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line, widest = 1, 0
    try:
        for cells in reader:
            widest = max(widest, len(cells))
            refuse_large(name, len(rows) + 1, widest, line)
            rows.append(Row(line, tuple(map(_unescaped, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        problem = "a double quote is not closed, or is not doubled inside a text."
        raise refusal("sheet.quote", problem, name, line, _QUOTE) from error
    return Sheet(name, without_blank_rows(rows))


def _text(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        problem = 'this is "Unicode text" (UTF-16), not UTF-8.'
        raise refusal("read.encoding", problem, name, 1, _SAVE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal("read.encoding", "this is not UTF-8.", name, line, _SAVE) from error


def _escaped(cell: str) -> str:
    return f"'{cell}" if _FORMULA_START.match(cell) else cell


def _unescaped(cell: str) -> str:
    if cell.startswith("="):
        return Formula(cell)
    return cell[1:] if cell.startswith("'") and _FORMULA_START.match(cell) else cell
