"""Cells of a CSV text: records become columns, and a row that is not as it should be a fault."""

import csv
import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.running.people.dialect import Dialect
from takeaction.batch.running.people.records import find_records
from takeaction.batch.running.people.rows import PartRows

WRONG_CELLS, OPEN_QUOTE, WRONG_ENCODING = "row.cells", "row.quote", "row.encoding"
"""The faults of a row: not as many cells as the first row, a quote that never closes, bytes that
are not of the encoding of the file.
"""

_UNDECODED = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BLANKS = " \t\r"


def read_csv_cells(text: str, dialect: Dialect) -> PartRows:
    """Read the people of a text that starts with a record and ends with a line break."""
    if not text:
        return _as_rows([pa.array([], pa.string())] * len(dialect.columns), {}, dialect)
    if '"' in text or _UNDECODED.search(text):
        return _read_carefully(text, dialect)
    return _read_plain(text, dialect)


def _read_plain(text: str, dialect: Dialect) -> PartRows:
    """Read a text without quotes: every line is a row, every separator ends a cell."""
    count = len(dialect.columns)
    lines = pc.split_pattern(pa.array([text.removesuffix("\n")], pa.large_string()), "\n").flatten()
    lines = pc.utf8_rtrim(lines, "\r")
    cells = pc.split_pattern(lines, dialect.separator)
    counts = pc.list_value_length(cells).to_numpy()
    starts = cells.offsets.to_numpy()[:-1]
    values = pc.utf8_trim(cells.flatten(), _BLANKS)
    columns = [_column(values, starts, counts, place) for place in range(count)]
    wrong = np.flatnonzero(counts != count)
    return _as_rows(columns, dict.fromkeys(wrong.tolist(), WRONG_CELLS), dialect)


def _column(
    values: pa.Array, starts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], place: int
) -> pa.Array:
    """Return the cells at one place of each row; null where a row ends before it."""
    places = pa.array(starts + place, mask=counts <= place)
    cells = values.take(places).cast(pa.string())
    return pc.if_else(pc.equal(cells, ""), None, cells)


def _read_carefully(text: str, dialect: Dialect) -> PartRows:
    """Read a text with quotes, or with bytes of another encoding, record by record."""
    faults: dict[int, str] = {}
    rows: list[Sequence[str | None]] = []
    for cells, fault in _records(text, dialect):
        if fault:
            faults[len(rows)] = fault
        rows.append(cells)
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return _as_rows(columns, faults, dialect)


def _records(text: str, dialect: Dialect) -> Iterator[tuple[Sequence[str | None], str | None]]:
    """Yield the cells of each record, with its fault."""
    found = find_records(text, dialect.separator, len(dialect.columns))
    start = 0
    for end in found.ends.tolist():
        record = text[start:end].rstrip("\r")
        start = end + 1
        if end in found.unclosed:
            yield _in_place(record.split(dialect.separator), dialect), OPEN_QUOTE
            continue
        cells, is_read = _split(record, dialect.separator)
        fault = None if is_read and len(cells) == len(dialect.columns) else WRONG_CELLS
        if _UNDECODED.search(record):
            fault = WRONG_ENCODING
        yield _in_place(cells, dialect), fault


def _split(record: str, separator: str) -> tuple[list[str], bool]:
    """Return the cells of a record, and whether the standard parser could read it."""
    try:
        return next(csv.reader((record,), delimiter=separator), []), True
    except csv.Error:  # a line break outside of quotes, or a cell of more than 131,072 characters
        return record.split(separator), False


def _in_place(cells: Sequence[str], dialect: Dialect) -> list[str | None]:
    """Return one cell for each column: further cells are cut off, missing ones are null."""
    count = len(dialect.columns)
    values = [_UNDECODED.sub(_REPLACEMENT, cell.strip(_BLANKS)) or None for cell in cells[:count]]
    return values + [None] * (count - len(values))


def _as_rows(columns: Sequence[pa.Array], faults: dict[int, str], dialect: Dialect) -> PartRows:
    """Return rows without the blank ones, such as those at the end of many spreadsheets."""
    table = pa.table(list(columns), names=list(dialect.columns))
    kept = np.zeros(len(table), bool)
    for column in columns:
        kept |= column.is_valid().to_numpy(zero_copy_only=False)
    if kept.all():
        return PartRows(table, faults)
    place = np.cumsum(kept) - 1
    moved = {int(place[row]): fault for row, fault in faults.items() if kept[row]}
    return PartRows(table.filter(pa.array(kept)), moved, int(np.count_nonzero(~kept)))
