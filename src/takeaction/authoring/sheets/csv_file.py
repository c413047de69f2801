"""A sheet as a CSV file: commas, double quotes, UTF-8, and nothing else."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from takeaction.authoring.sheets.sheet import (
    LARGEST,
    ROWS,
    Formula,
    Row,
    Sheet,
    refusal,
    without_blank,
)

_ESCAPED = re.compile("'*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")
"""What a spreadsheet may take for a formula, with marks before it that say that it is none."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = 'save it as "CSV UTF-8", or as .xlsx.'
_COMMAS = "save it with commas between the cells, or as .xlsx."
_QUOTE = 'write each " inside a text as "", and one more at its end.'


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file that spreadsheets open in the right letters, and run nothing of."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([_marked(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str) -> Sheet:
    """Read a CSV file.

    Raises:
        PackErrors: It is no CSV with commas in UTF-8, or too large.
    """
    if len(data) > LARGEST:
        raise refusal("limit.size", f"it has {len(data):,} bytes.", name, None, "split it.")
    text = _text(data, name)
    first = text.partition("\n")[0]
    if first.startswith("sep=") or any(first.count(c) > first.count(",") for c in ";\t|"):
        problem = "something else than a comma stands between the cells."
        raise refusal("sheet.separator", problem, name, 1, _COMMAS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append(Row(line, tuple(map(_unmarked, cells))))
            line = reader.line_num + 1
            if len(rows) > ROWS:
                problem = f"it has more than {ROWS:,} rows."
                raise refusal("limit.records", problem, name, line, "split it.")
    except csv.Error as error:
        problem = "a double quote is not closed, or stands inside a text by itself."
        raise refusal("sheet.quote", problem, name, line, _QUOTE) from error
    return Sheet(name, without_blank(rows))


def _text(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        problem = 'this is "Unicode text" (UTF-16), not UTF-8.'
        raise refusal("read.encoding", problem, name, 1, _SAVE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal("read.encoding", "this is not UTF-8.", name, line, _SAVE) from error


def _marked(cell: str) -> str:
    return f"'{cell}" if _ESCAPED.match(cell) else cell


def _unmarked(cell: str) -> str:
    if cell.startswith("="):
        return Formula(cell)
    return cell[1:] if cell.startswith("'") and _ESCAPED.match(cell) else cell
