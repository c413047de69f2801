"""A file of people of any format: its first bytes tell which it is, whatever its name.

Parts of Parquet and Arrow files are so many rows; those of CSV files have a chapter of their own.
"""

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

import attrs
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from takeaction.batch.csv_reading import (
    PART_ROWS,
    Fingerprint,
    Part,
    PartRows,
    PeopleFile,
    check_unchanged,
    digest_of,
    open_csv,
)
from takeaction.batch.questions import BatchRefusedError

_COLUMNAR_NAMES = {
    ".parquet": "Parquet",
    ".arrow": "Arrow",
    ".feather": "Arrow",
    ".ipc": "Arrow",
    ".arrows": "Arrow",
}


def open_people(path: Path, encoding: str | None = None, part_rows: int = PART_ROWS) -> PeopleFile:
    """Open a file of people: CSV, Parquet or Arrow.

    Args:
        path: Its place.
        encoding: The encoding of a CSV file, if a person names it.
        part_rows: The rows of a part, at least 1.

    Raises:
        BatchRefusedError: It is none of these, or damaged.
        OSError: It cannot be read.
    """
    if path.is_dir():
        raise BatchRefusedError("It is a folder. Fix: name the file of people in it.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise BatchRefusedError("It is no regular file. Fix: write the people to a file first.")
    with path.open("rb") as file:
        start = file.read(len(ARROW_MARK))
    mark = next((mark for mark in (PARQUET_MARK, ARROW_MARK) if start.startswith(mark)), None)
    if mark:
        if encoding:
            raise BatchRefusedError("Only a CSV file has an encoding. Fix: leave out --encoding.")
        return open_columnar(path, mark, part_rows)
    named = _COLUMNAR_NAMES.get(path.suffix.lower())
    if named:
        raise BatchRefusedError(
            f"It is called {path.suffix.lower()} but is no {named} file. Fix: check that it is"
            " complete; an Arrow stream must be written as a file."
        )
    return open_csv(path, encoding, part_rows)


_STEP = 65_536
"""The rows that are decoded at once."""

_BUFFER = 2**20
"""The bytes of a column that are read at once, so that a large row group is never in memory."""

PARQUET_MARK, ARROW_MARK = b"PAR1", b"ARROW1"


class _Format(NamedTuple):
    """A columnar format.

    Attributes:
        name: Its name.
        schema: The schema of an open file.
        pieces: The rows of each of its pieces: row groups or record batches.
        read: The record batches of one piece, without columns that nobody asked for.
    """

    name: str
    schema: Callable[[BinaryIO], pa.Schema]
    pieces: Callable[[BinaryIO], Sequence[int]]
    read: Callable[[BinaryIO, int, Sequence[str]], Iterator[pa.RecordBatch]]


def _parquet(file: BinaryIO) -> pq.ParquetFile:
    return pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)


def _row_groups(file: BinaryIO) -> list[int]:
    metadata = _parquet(file).metadata
    return [metadata.row_group(place).num_rows for place in range(metadata.num_row_groups)]


def _read_row_group(file: BinaryIO, place: int, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    batches: Iterator[pa.RecordBatch] = _parquet(file).iter_batches(
        _STEP, row_groups=[place], columns=list(columns), use_threads=False
    )
    return batches


def _record_batches(file: BinaryIO) -> list[int]:
    reader = pa.ipc.open_file(file)
    return [reader.get_batch(place).num_rows for place in range(reader.num_record_batches)]


def _read_record_batch(
    file: BinaryIO, place: int, columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    yield pa.ipc.open_file(file).get_batch(place).select(list(columns))


_FORMATS = {
    PARQUET_MARK: _Format(
        "Parquet", lambda file: _parquet(file).schema_arrow, _row_groups, _read_row_group
    ),
    ARROW_MARK: _Format(
        "Arrow", lambda file: pa.ipc.open_file(file).schema, _record_batches, _read_record_batch
    ),
}


@attrs.frozen(kw_only=True)
class ColumnarFile:
    """A Parquet or Arrow file of people.

    Attributes:
        path: Its place.
        fingerprint: The sign that it has not changed.
        mark: Its first bytes, which name its format.
        schema: Its columns.
        pieces: The rows of each row group or record batch.
        columns: The names of the columns to read.
        digest: The digest of its bytes.
        part_rows: The rows of a part.
    """

    path: Path
    fingerprint: Fingerprint
    mark: bytes
    schema: pa.Schema
    pieces: tuple[int, ...]
    columns: tuple[str, ...]
    digest: str
    part_rows: int = PART_ROWS

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the file, of so many rows each."""
        total = sum(self.pieces)
        starts = range(0, max(total, 1), self.part_rows)
        sizes = (min(self.part_rows, total - start) for start in starts)
        return tuple(Part(start, size, size) for start, size in zip(starts, sizes, strict=True))

    def select(self, columns: Sequence[str]) -> "ColumnarFile":
        """Return the same file with some of its columns, the only ones that are read."""
        return attrs.evolve(self, columns=tuple(columns))

    def fetch(self, part: Part) -> bytes:
        """Return the rows of a part as an Arrow stream."""
        sink = pa.BufferOutputStream()
        schema = pa.schema([self.schema.field(name) for name in self.columns])
        with self.path.open("rb") as file, _readable(self.mark):
            check_unchanged(file, self.fingerprint)
            with pa.ipc.new_stream(sink, schema) as stream:
                for batch in self._batches(file, part):
                    stream.write_batch(batch)
        content: bytes = sink.getvalue().to_pybytes()
        return content

    def _batches(self, file: BinaryIO, part: Part) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a part."""
        bounds = pairwise(accumulate(self.pieces, initial=0))
        end = part.start + part.length
        for piece, (first, last) in enumerate(bounds):
            if last > part.start and first < end:
                for batch in _FORMATS[self.mark].read(file, piece, self.columns):
                    start = max(part.start - first, 0)
                    if (rows := batch[start : max(end - first, 0)]).num_rows:
                        yield rows
                    first += batch.num_rows  # noqa: PLW2901 - the row of the file at which the next starts

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        return PartRows(pa.ipc.open_stream(content).read_all(), {})


def open_columnar(path: Path, mark: bytes, part_rows: int = PART_ROWS) -> ColumnarFile:
    """Open a Parquet or Arrow file and compute its digest.

    Raises:
        BatchRefusedError: It is damaged.
        OSError: It cannot be read.
    """
    form = _FORMATS[mark]
    with path.open("rb") as file:
        digest = digest_of(file)
        with _readable(mark):
            schema = form.schema(file).remove_metadata()
            pieces = tuple(form.pieces(file))
        return ColumnarFile(
            path=path,
            fingerprint=Fingerprint.of(file),
            mark=mark,
            schema=schema,
            pieces=pieces,
            columns=tuple(schema.names),
            digest=digest,
            part_rows=part_rows,
        )


@contextmanager
def _readable(mark: bytes) -> Iterator[None]:
    """Turn an error of the format into one that repeats no value.

    Raises:
        BatchRefusedError: The file is damaged.
    """
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the system's own
        raise BatchRefusedError(
            f"It cannot be read as {_FORMATS[mark].name}. Fix: check that it is complete and has no"
            " password."
        ) from None
