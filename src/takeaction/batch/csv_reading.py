"""CSV files of people as spreadsheets write them: surveyed once, then read in parts.

The encoding is certain from the first bytes, or named by a person, never guessed. A row that is not
as it should be is a fault of its own: neither a stray quote nor bytes of another encoding cost the
rows below it. Arrow's own reader loses people: with an open quote it takes half of a file for one
cell, and a byte of another encoding refuses all of it.
"""

import codecs
import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.cells import CellFault
from takeaction.batch.questions import BatchRefusedError

PART_ROWS = 131_072
"""The rows of a part, unless a call names another number: more need more memory, and fewer take
longer.
"""

FIRST_BYTES = 65_536
"""The bytes at the start of a file in which its first row must end."""

MAX_LINE = 1_000_000
"""The most characters of a row: longer ones are no rows of a table."""

MAX_RECORD = 65_536
"""The most characters of a record that has more than one line."""

_BLOCK = 8 * 2**20
"""The bytes that are read at once: fewer take longer, more need memory."""


class PartRows(NamedTuple):
    """The people of a part.

    Attributes:
        table: A row for each person; an empty cell is null.
        faults: The code of the fault of each row that could not be read, by its position.
        blank: The rows without any value, which are not in the table.
    """

    table: pa.Table
    faults: Mapping[int, str]
    blank: int = 0


@attrs.frozen(kw_only=True)
class PeopleFile:
    """A file of people. It can be pickled, and a part can be parsed without the file.

    Attributes:
        path: Its place.
        fingerprint: Its size and the moment of its last change: it has not changed meanwhile.
        digest: The digest of its bytes, and of how they are read.
        schema: All its columns.
        columns: The names of the columns to return.
        rows: The number of its rows, with blank ones.
        part_rows: The rows of a part, at least 1.
    """

    path: Path
    fingerprint: tuple[int, int]
    digest: str
    schema: pa.Schema
    columns: tuple[str, ...]
    rows: int
    part_rows: int

    @property
    def parts(self) -> tuple[int, ...]:
        """The rows of each part, in order: at least one part, which may be empty."""
        starts = range(0, max(self.rows, 1), self.part_rows)
        return tuple(min(self.part_rows, self.rows - start) for start in starts)

    def select(self, columns: Sequence[str]) -> Self:
        """Return the same file with some of its columns, the only ones that are returned."""
        return attrs.evolve(self, columns=tuple(columns))

    def contents(self) -> Iterator[bytes]:
        """Yield each part, in order, as bytes that `parse` understands.

        Raises:
            BatchRefusedError: The file has changed since it was opened, or is damaged.
            OSError: It cannot be read.
        """
        with self.path.open("rb") as file:
            self._check_unchanged(file)
            for content in self._contents(file):
                self._check_unchanged(file)
                yield content
            self._check_unchanged(file)

    def _check_unchanged(self, file: BinaryIO) -> None:
        if fingerprint_of(file) != self.fingerprint:
            raise BatchRefusedError(
                "The file of people has changed while it was read. Fix: start again, with"
                " --replace."
            )

    def _contents(self, file: BinaryIO) -> Iterator[bytes]:
        raise NotImplementedError

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        raise NotImplementedError


def fingerprint_of(file: BinaryIO) -> tuple[int, int]:
    """Return the size of an open file, and when it was last changed, in nanoseconds."""
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def digest_of(file: BufferedReader) -> str:
    """Return the digest of an open file from its first byte, and go back to it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


class Encoding(NamedTuple):
    """An encoding of text.

    Attributes:
        name: Its name in Python, in lower case.
        mark: The bytes at the start of the file that say so, and are no text.
        is_certain: Whether the file or a person says so; else UTF-8 is only assumed.
    """

    name: str
    mark: int = 0
    is_certain: bool = True

    @property
    def is_wide(self) -> bool:
        """Whether its smallest unit is wider than a byte."""
        return self.name in _WIDE

    @property
    def errors(self) -> str:
        """How it is decoded: what is not of this encoding becomes a surrogate character."""
        return "surrogatepass" if self.is_wide else "surrogateescape"

    def texts(self, file: BinaryIO) -> Iterator[str]:
        """Yield the text of a file from its position, block by block.

        An incomplete unit at the end of a file of a wide encoding is left out.
        """
        decoder = codecs.getincrementaldecoder(self.name)(self.errors)
        while block := file.read(_BLOCK):
            yield decoder.decode(block)
        if not self.is_wide:
            yield decoder.decode(b"", final=True)


class Dialect(NamedTuple):
    """How a CSV file is written.

    Attributes:
        encoding: Its encoding.
        separator: The character between two cells.
        columns: The names of its columns, from its first row.
        first_row: The byte at which the row after it starts.
        has_returns: Whether lines end with a carriage return alone, as on an old Mac.
    """

    encoding: Encoding
    separator: str
    columns: tuple[str, ...]
    first_row: int
    has_returns: bool = False


@attrs.frozen(kw_only=True)
class CsvFile(PeopleFile):
    """A CSV file of people.

    Attributes:
        dialect: How it is written.
    """

    dialect: Dialect

    def _contents(self, file: BinaryIO) -> Iterator[bytes]:
        for text in _parts(split_records(file, self.dialect), self.part_rows):
            yield text.encode("utf-8", "surrogatepass")

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        rows = read_csv_cells(content.decode("utf-8", "surrogatepass"), self.dialect)
        return rows._replace(table=rows.table.select(list(self.columns)))


def open_csv(path: Path, encoding: str | None = None, part_rows: int = PART_ROWS) -> CsvFile:
    """Survey a CSV file: count its rows, check its encoding and compute its digest.

    Args:
        path: Its place.
        encoding: The name of its encoding; None takes what the file says at its start, else UTF-8.
        part_rows: The rows of a part.

    Raises:
        BatchRefusedError: It is no CSV file of this encoding.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        fingerprint = fingerprint_of(file)
        dialect = find_dialect(file.read(FIRST_BYTES), encoding)
        return CsvFile(
            path=path,
            fingerprint=fingerprint,
            digest=f"{digest_of(file)} {dialect.encoding.name}",
            schema=pa.schema([(name, pa.string()) for name in dialect.columns]),
            columns=dialect.columns,
            rows=_survey(file, dialect),
            part_rows=part_rows,
            dialect=dialect,
        )


Ends = npt.NDArray[np.int64]
"""The position of the line break after each record, in order."""

_HEADER = 1


def split_records(file: BinaryIO, dialect: Dialect) -> Iterator[tuple[str, Ends]]:
    """Yield the records of a file, many at once, with the places at which they end.

    Raises:
        BatchRefusedError: A row is too long.
    """
    file.seek(dialect.first_row)
    rows, waiting = 0, ""
    for block in dialect.encoding.texts(file):
        waiting += block.replace("\r", "\n") if dialect.has_returns else block
        ends = _ends(waiting, dialect)
        starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
        ends = ends[: np.searchsorted(starts, len(waiting) - MAX_RECORD)]  # no block changes these
        if len(ends):
            rows += len(ends)
            yield waiting[: ends[-1] + 1], ends
            waiting = waiting[ends[-1] + 1 :]
        if len(waiting) > MAX_LINE + MAX_RECORD:
            raise BatchRefusedError(
                f"Row {rows + _HEADER + 1:,} is longer than a million characters. Fix: check that"
                " it is a CSV file with a line for each person."
            )
    if waiting:
        waiting += "" if waiting.endswith("\n") else "\n"
        yield waiting, _ends(waiting, dialect)


def _ends(text: str, dialect: Dialect) -> Ends:
    return find_records(text, dialect.separator, len(dialect.columns)).ends


def _parts(blocks: Iterator[tuple[str, Ends]], part_rows: int) -> Iterator[str]:
    """Yield the records of a file in parts of so many; one empty part if there are none."""
    pieces, rows, is_first = [""], 0, True
    for text, ends in blocks:
        start = 0
        while rows + len(ends) >= part_rows:
            room = part_rows - rows
            end = int(ends[room - 1]) + 1
            yield "".join([*pieces, text[start:end]])
            pieces, rows, is_first, start, ends = [], 0, False, end, ends[room:]  # noqa: PLW2901 - what is left of them
        pieces.append(text[start:])
        rows += len(ends)
    if rows or is_first:
        yield "".join(pieces)


_MOST_DAMAGED = 50
"""One row in so many may hold bytes of another encoding; if it is more, the file is of one."""


def _survey(file: BinaryIO, dialect: Dialect) -> int:
    """Return the number of rows of a file.

    Raises:
        BatchRefusedError: Many of its rows are of another encoding than we assume.
    """
    rows = damaged = first_damaged = 0
    for text, ends in split_records(file, dialect):
        is_doubtful = not dialect.encoding.is_certain and not text.isascii()
        places = [found.start() for found in _UNDECODED.finditer(text)] if is_doubtful else []
        if places:
            in_block = np.unique(np.searchsorted(ends, places))
            damaged += len(in_block)
            first_damaged = first_damaged or rows + int(in_block[0]) + 1
        rows += len(ends)
    if damaged * _MOST_DAMAGED > rows:
        raise BatchRefusedError(
            f"{damaged:,} of {rows:,} rows are not UTF-8, the first is row"
            f" {first_damaged + _HEADER:,}. Fix: save the file as CSV UTF-8, or name its"
            " encoding, such as --encoding cp1252 (Excel in western Europe)."
        )
    return rows


_SEPARATORS = ",;\t|"
"""The separators of spreadsheets, most usual first."""

_DIRECTIVE = "sep="
"""How a first line of Excel starts that names the separator."""

_OTHER_FILES = {
    b"PK\x03\x04": "It is a workbook or an archive. Fix: save the sheet as CSV (UTF-8).",
    b"\x1f\x8b": "It is compressed. Fix: unpack it first.",
    b"\xd0\xcf\x11\xe0": "It is an old workbook. Fix: save the sheet as CSV (UTF-8).",
    b"%PDF": "It is a PDF. Fix: export the people as CSV (UTF-8).",
}
"""Files that people take for CSV, by their first bytes."""


def find_dialect(start: bytes, encoding: str | None) -> Dialect:
    """Find the dialect of a file.

    Args:
        start: The first ``FIRST_BYTES`` bytes of the file, or all of them.
        encoding: The name of the encoding, if a person gives it.

    Raises:
        BatchRefusedError: It is no CSV file, or its first row does not name the columns.
    """
    for first, problem in _OTHER_FILES.items():
        if start.startswith(first):
            raise BatchRefusedError(problem)
    found = find_encoding(start, encoding)
    text = codecs.getincrementaldecoder(found.name)(found.errors).decode(start[found.mark :])
    has_returns = "\n" not in text and "\r" in text
    if not text.strip():
        raise BatchRefusedError("The file is empty. Fix: its first row must name the columns.")
    lines = (text.replace("\r", "\n") if has_returns else text).split("\n", 2)
    named = lines[0].strip("\r\"' ")  # Excel names the separator in a line of its own
    above = named.lower().startswith(_DIRECTIVE) and len(named) == len(_DIRECTIVE) + 1
    line = lines[above] if above < len(lines) else ""
    if above + 1 >= len(lines) and len(start) >= FIRST_BYTES:
        raise BatchRefusedError(
            "The first row is too long. Fix: it must name the columns, in less than 65,536 bytes."
        )
    # Without a separator of its own, it has the one that the line has most of, outside of quotes.
    outside = "".join(line.split('"')[::2])
    separator = named[-1] if above else max(_SEPARATORS, key=outside.count)
    read = "".join(f"{each}\n" for each in lines[: above + 1]).encode(found.name, found.errors)
    return Dialect(found, separator, _names(line, separator), found.mark + len(read), has_returns)


def _names(line: str, separator: str) -> tuple[str, ...]:
    """Return the names of the columns; one without a name gets its number.

    Raises:
        BatchRefusedError: Two have one name.
    """
    cells = next(csv.reader([line.rstrip("\r")], delimiter=separator), [])
    names = tuple(cell.strip() or f"column {place}" for place, cell in enumerate(cells, 1))
    twice = [place for place, name in enumerate(names, 1) if Counter(names)[name] > 1]
    if twice:
        places = " and ".join(map(str, twice[:2]))
        raise BatchRefusedError(
            f"Columns {places} have the same name. Fix: give each column a name of its own."
        )
    return names


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks at the start of a file; that of UTF-32 starts with one of UTF-16."""

_WITHOUT_SHIFTS = (
    "ascii big5 cp euc_ gb hp_roman8 iso8859 johab koi8 mac_ ptcp154 shift_jis tis-620 utf-8"
)
"""How the names of encodings start that files have, and in which no byte depends on a shift."""

_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
"""The encodings whose units are wider than a byte."""


def find_encoding(start: bytes, name: str | None) -> Encoding:
    """Return the encoding of a file.

    Args:
        start: The first bytes of the file.
        name: The encoding that a person names; None if they name none.

    Raises:
        BatchRefusedError: The name is unknown, or contradicts the first bytes.
    """
    marked = next(((mark, of) for mark, of in _MARKS if start.startswith(mark)), None)
    named = _known(name, start) if name else None
    if marked:
        mark, found = marked
        if named and named != found:
            raise BatchRefusedError(
                f"The file says at its start that it is {found.upper()}, not {named}. Fix: leave"
                " out --encoding."
            )
        return Encoding(found, len(mark))
    if named:
        return Encoding(named)
    wide = _wide_without_mark(start)
    return Encoding(wide) if wide else Encoding("utf-8", is_certain=False)


def _known(name: str, start: bytes) -> str:
    """Return the name of an encoding as Python writes it.

    "utf-16" and "utf-32" are those of the mark, else little-endian, which is what spreadsheets
    write.

    Raises:
        BatchRefusedError: There is no such encoding, or its bytes depend on those before them.
    """
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    known = {"utf-8-sig": "utf-8"}.get(known, known)
    if known in ("utf-16", "utf-32"):
        big = next((of for mark, of in _MARKS if start.startswith(mark) and known in of), None)
        return big or f"{known}-le"
    if known not in _WIDE and not known.startswith(tuple(_WITHOUT_SHIFTS.split())):
        raise BatchRefusedError(
            "We don't know that encoding. Fix: write one such as utf-8, utf-16, cp1252 (Excel in"
            " western Europe) or cp1250 (central Europe)."
        )
    return known


def _wide_without_mark(start: bytes) -> str | None:
    """Return UTF-16 where every other byte of the first ones is null, as no text has them else."""
    even, odd = start[:64:2], start[1:64:2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if even and not any(even) and all(odd):
        return "utf-16-be"
    return None


_LINE_BREAK = re.compile("\n")


# A record is a line. If a quote is open at its end, the lines below belong to it as far as the
# quote closes as it should, within a bound; else the line is a record of its own with a fault, and
# the next line starts afresh.


class CsvRecords(NamedTuple):
    """The records of a text.

    Attributes:
        ends: The position of the line break after each record.
        unclosed: The positions of those among them whose quote never closes.
    """

    ends: Ends
    unclosed: frozenset[int]


def find_records(text: str, separator: str, columns: int) -> CsvRecords:
    """Find the records of a text that starts with one; a last line without an end is none.

    Args:
        text: The text; only its quotes, line breaks and separators count.
        separator: The character between two cells.
        columns: The cells of a record.
    """
    shape = np.frombuffer(text.encode("latin-1", "replace"), np.uint8)
    ends = np.flatnonzero(shape == ord("\n"))
    if '"' not in text:
        return CsvRecords(ends, frozenset())
    inside, unclosed = _quoted(text, _line(separator), _record(separator, columns))
    if inside:
        ends = ends[~np.isin(ends, np.fromiter(inside, np.int64, len(inside)))]
    return CsvRecords(ends, frozenset(unclosed))


def _quoted(text: str, line: re.Pattern[str], record: re.Pattern[str]) -> tuple[set[int], set[int]]:
    """Return the line breaks inside cells, and those after a record whose quote never closes."""
    inside: set[int] = set()
    unclosed: set[int] = set()
    quote = text.find('"')
    while quote >= 0 and (end := text.find("\n", quote)) >= 0:
        start = text.rfind("\n", 0, quote) + 1
        if not line.fullmatch(text, start, end):
            bound = start + MAX_RECORD
            # Where no quote follows, to look for one is sooner done than to match the pattern.
            goes_on = text.find('"', end, bound) >= 0
            if goes_on and (found := record.match(text, start, bound)):
                breaks = _LINE_BREAK.finditer(text, start, found.end())
                inside.update(each.start() for each in breaks)
                end = found.end()
            else:
                unclosed.add(end)
        quote = text.find('"', end)
    return inside, unclosed


@cache
def _line(separator: str) -> re.Pattern[str]:
    """Return the pattern of a line without an open quote; text may follow a closing quote."""
    other = f"[^{re.escape(separator)}\n]*+"
    cell = rf'(?:"(?:[^"\n]|"")*+"{other}|(?!"){other})'
    return re.compile(rf"{cell}(?:{re.escape(separator)}{cell})*+")


@cache
def _record(separator: str, columns: int) -> re.Pattern[str]:
    """Return the pattern of a record of several lines, whose cells are all quoted as they should.

    It is stricter than that of a line, since it decides whether other rows belong to this one.
    """
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{mark}\r\n]*+)'
    return re.compile(rf"{cell}(?:{mark}{cell}){{{columns - 1}}}\r?(?=\n)")


_UNDECODED = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BLANKS = " \t\r"


def read_csv_cells(text: str, dialect: Dialect) -> PartRows:
    """Read the people of a text that starts with a record and ends with a line break."""
    if not text:
        return _as_rows([pa.array([], pa.string())] * len(dialect.columns), {}, dialect)
    if '"' in text or (not text.isascii() and _UNDECODED.search(text)):
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
    return _as_rows(columns, dict.fromkeys(wrong.tolist(), CellFault.CELLS), dialect)


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
            yield _in_place(record.split(dialect.separator), dialect), CellFault.QUOTE
            continue
        cells, is_read = _split(record, dialect.separator)
        fault = None if is_read and len(cells) == len(dialect.columns) else CellFault.CELLS
        if _UNDECODED.search(record):
            fault = CellFault.ENCODING
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
