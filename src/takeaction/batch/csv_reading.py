"""CSV files of people as spreadsheets write them: surveyed once, then read in parts.

The encoding is certain from the first bytes, or named by a person, never guessed. A survey of all
rows finds the parts. A row that is not as it should be is a fault of its own: neither a stray quote
nor bytes of another encoding cost the rows below it.
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
from typing import BinaryIO, NamedTuple, Protocol, Self

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

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


class Part(NamedTuple):
    """A part of a file.

    Attributes:
        start: Its place in the file: the first byte of a CSV file, else the first row, from 0.
        length: Its bytes in a CSV file, else its rows.
        rows: Its rows, with blank ones.
    """

    start: int
    length: int
    rows: int


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


class PeopleFile(Protocol):
    """A file of people. It can be pickled, and a part can be parsed without the file."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the file, in order: at least one, which may be empty."""

    @property
    def digest(self) -> str:
        """The digest of the bytes of the file."""

    @property
    def schema(self) -> pa.Schema:
        """All columns of the file."""

    def select(self, columns: Sequence[str]) -> Self:
        """Return the same file with some of its columns, the only ones that are returned."""

    def fetch(self, part: Part) -> bytes:
        """Return a part as bytes that `parse` understands.

        Raises:
            BatchRefusedError: The file has changed since it was opened, or cannot be read.
        """

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""


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
    def width(self) -> int:
        """The bytes of the smallest unit: 1, 2 or 4."""
        return np.dtype(_UNITS.get(self.name, "u1")).itemsize

    def shape(self, content: bytes) -> str:
        """Return a text with one character for each unit; those of ASCII are themselves.

        Newlines, quotes and separators have the same places in it as units in *content*. An
        incomplete unit at the end is not in it.
        """
        if self.name not in _UNITS:
            return content.decode("latin-1")
        units: npt.NDArray[np.uint32] = np.frombuffer(
            content, _UNITS[self.name], len(content) // self.width
        )
        narrow = np.where(units < 128, units, _ODD_UNIT)  # noqa: PLR2004 - ASCII
        return narrow.astype(np.uint8).tobytes().decode("latin-1")

    def decode(self, content: bytes) -> str:
        """Decode text; what is not of this encoding becomes a surrogate character."""
        if self.name not in _UNITS:
            return content.decode(self.name, "surrogateescape")
        complete = content[: len(content) // self.width * self.width]
        return complete.decode(self.name, "surrogatepass")


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

    def shape(self, content: bytes) -> str:
        """Return a text with one character for each unit, in which lines end with a line feed."""
        text = self.encoding.shape(content)
        return text.replace("\r", "\n") if self.has_returns else text

    def decode(self, content: bytes) -> str:
        """Decode text; its lines end with a line feed, before which a carriage return may be."""
        text = self.encoding.decode(content)
        return text.replace("\r", "\n") if self.has_returns else text


class Fingerprint(NamedTuple):
    """A sign that a file is as it was: its size, and when it was last changed.

    Attributes:
        size: Its bytes.
        changed: When it was last changed, in nanoseconds.
    """

    size: int
    changed: int

    @classmethod
    def of(cls, file: BinaryIO) -> Self:
        """Return the fingerprint of an open file."""
        status = os.fstat(file.fileno())
        return cls(status.st_size, status.st_mtime_ns)


@attrs.frozen(kw_only=True)
class CsvFile:
    """A CSV file of people.

    Attributes:
        path: Its place.
        fingerprint: What shows that it has not changed since it was surveyed.
        dialect: How it is written.
        parts: Its parts, in order.
        columns: The names of the columns to return.
        digest: The digest of its bytes, with the encoding in which they are read.
    """

    path: Path
    fingerprint: Fingerprint
    dialect: Dialect
    parts: tuple[Part, ...]
    columns: tuple[str, ...]
    digest: str

    @property
    def schema(self) -> pa.Schema:
        """All columns of the file: text, as CSV knows no other type."""
        return pa.schema([(name, pa.string()) for name in self.dialect.columns])

    def select(self, columns: Sequence[str]) -> "CsvFile":
        """Return the same file with some of its columns, the only ones that are returned."""
        return attrs.evolve(self, columns=tuple(columns))

    def fetch(self, part: Part) -> bytes:
        """Return the bytes of a part."""
        with self.path.open("rb") as file:
            check_unchanged(file, self.fingerprint)
            file.seek(part.start)
            return file.read(part.length)

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        text = self.dialect.decode(content)
        rows = read_csv_cells(
            text if not text or text.endswith("\n") else f"{text}\n", self.dialect
        )
        return rows._replace(table=rows.table.select(list(self.columns)))


_BLOCK = 8 * 2**20
"""The bytes that are read at once: fewer take longer, more need memory."""


def open_csv(path: Path, encoding: str | None = None, part_rows: int = PART_ROWS) -> CsvFile:
    """Survey a CSV file: find its parts, check its encoding and compute its digest.

    Args:
        path: Its place.
        encoding: The name of its encoding; None takes what the file says at its start, else UTF-8.
        part_rows: The rows of a part.

    Raises:
        BatchRefusedError: It is no CSV file of this encoding.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        fingerprint = Fingerprint.of(file)
        dialect = find_dialect(file.read(FIRST_BYTES), encoding)
        digest = f"{digest_of(file)} {dialect.encoding.name}"
        survey = Survey(dialect, part_rows)
        file.seek(dialect.first_row)
        while block := file.read(_BLOCK):
            survey.add(block)
        parts = survey.finish()
    return CsvFile(
        path=path,
        fingerprint=fingerprint,
        dialect=dialect,
        parts=parts,
        columns=dialect.columns,
        digest=digest,
    )


def check_unchanged(file: BinaryIO, fingerprint: Fingerprint) -> None:
    """Check that an open file is as it was.

    Raises:
        BatchRefusedError: It has changed.
    """
    if Fingerprint.of(file) != fingerprint:
        raise BatchRefusedError(
            "The file of people has changed while it was read. Fix: start again, with --replace."
        )


def digest_of(file: BufferedReader) -> str:
    """Return the digest of an open file from its first byte, and go back to it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


Ends = npt.NDArray[np.int64]
"""The position of the line break after each record, in order."""

_MOST_DAMAGED = 50
"""One row in so many may hold bytes of another encoding; if it is more, the file is of one."""

_HEADER = 1


class Survey:
    """A survey of the rows of a file, from its first row after the names, block by block."""

    def __init__(self, dialect: Dialect, part_rows: int) -> None:
        self._dialect = dialect
        self._waiting = b""
        self._place = self._start = self._end = dialect.first_row
        self._part_rows = part_rows
        self._parts: list[Part] = []
        self._rows_of_part = 0
        self._rows = 0
        self._damaged = 0
        self._first_damaged = 0

    def add(self, block: bytes) -> None:
        """Go on with the next bytes of the file.

        Raises:
            BatchRefusedError: A row is too long.
        """
        self._waiting += block
        shape = self._dialect.shape(self._waiting)
        self._take(_certain(self._ends(shape), len(shape)))
        if len(self._waiting) > (MAX_LINE + MAX_RECORD) * self._dialect.encoding.width:
            raise BatchRefusedError(
                f"Row {self._rows + _HEADER + 1:,} is longer than a million characters. Fix: check"
                " that it is a CSV file with a line for each person."
            )

    def finish(self) -> tuple[Part, ...]:
        """Return the parts of the file, after its last byte.

        Raises:
            BatchRefusedError: Many of its rows are of another encoding.
        """
        shape = self._dialect.shape(self._waiting)
        self._take(self._ends(shape if not shape or shape.endswith("\n") else f"{shape}\n"))
        if self._damaged * _MOST_DAMAGED > self._rows:
            raise BatchRefusedError(
                f"{self._damaged:,} of {self._rows:,} rows are not UTF-8, the first is row"
                f" {self._first_damaged + _HEADER:,}. Fix: save the file as CSV UTF-8, or name its"
                " encoding, such as --encoding cp1252 (Excel in western Europe)."
            )
        if self._rows_of_part or not self._parts:
            self._cut()
        return tuple(self._parts)

    def _ends(self, shape: str) -> Ends:
        return find_records(shape, self._dialect.separator, len(self._dialect.columns)).ends

    def _take(self, ends: Ends) -> None:
        """Count records, and let go of their bytes."""
        if not len(ends):
            return
        places = np.minimum((ends + 1) * self._dialect.encoding.width, len(self._waiting))
        content, self._waiting = self._waiting[: places[-1]], self._waiting[places[-1] :]
        if not self._dialect.encoding.is_certain and not _is_utf8(content):
            self._look_for_damage(content, places)
        self._rows += len(places)
        self._add_to_parts(places + self._place)
        self._place += len(content)

    def _look_for_damage(self, content: bytes, places: Ends) -> None:
        """Count the rows that are not UTF-8, in a file that does not say that it is."""
        start = 0
        for row, end in enumerate(places.tolist(), self._rows + 1):
            if not _is_utf8(content[start:end]):
                self._damaged += 1
                self._first_damaged = self._first_damaged or row
            start = end

    def _add_to_parts(self, ends: Ends) -> None:
        """Add rows by the places at which they end: each part gets the same number of them."""
        while self._rows_of_part + len(ends) >= self._part_rows:
            room = self._part_rows - self._rows_of_part
            self._rows_of_part, self._end = self._part_rows, int(ends[room - 1])
            self._cut()
            ends = ends[room:]
        if len(ends):
            self._rows_of_part, self._end = self._rows_of_part + len(ends), int(ends[-1])

    def _cut(self) -> None:
        self._parts.append(Part(self._start, self._end - self._start, self._rows_of_part))
        self._start, self._rows_of_part = self._end, 0


def _certain(ends: Ends, length: int) -> Ends:
    """Return the ends of records that the next bytes cannot change."""
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
    return ends[: np.searchsorted(starts, length - MAX_RECORD)]


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


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
    body = start[found.mark :]
    shape = found.shape(body)
    has_returns = "\n" not in shape and "\r" in shape
    shape = shape.replace("\r", "\n") if has_returns else shape
    if not found.decode(body).strip():
        raise BatchRefusedError("The file is empty. Fix: its first row must name the columns.")
    separator, at, header = _first_row(shape)
    if at + len(header) == len(shape) and len(start) >= FIRST_BYTES:
        raise BatchRefusedError(
            "The first row is too long. Fix: it must name the columns, in less than 65,536 bytes."
        )
    line = found.decode(body[at * found.width : (at + len(header)) * found.width])
    if not separator:  # the one that the line has most of, outside of quotes
        outside = "".join(line.split('"')[::2])
        separator = max(_SEPARATORS, key=outside.count)
    first_row = found.mark + (at + len(header) + 1) * found.width
    return Dialect(found, separator, _names(line, separator), first_row, has_returns)


def _first_row(shape: str) -> tuple[str, int, str]:
    """Return the separator that the file itself names, and where its first row starts, with it."""
    first, _, below = shape.partition("\n")
    directive = first.strip("\r\"' ")
    if directive.lower().startswith(_DIRECTIVE) and len(directive) == len(_DIRECTIVE) + 1:
        return directive[-1], len(first) + 1, below.partition("\n")[0]
    return "", 0, first


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
"""How the names of encodings start in which a byte below 64 is always the same ASCII character."""

_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}
"""The units of encodings whose units are wider than a byte."""

_ODD_UNIT = ord("x")


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
    if known not in _UNITS and not known.startswith(tuple(_WITHOUT_SHIFTS.split())):
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
