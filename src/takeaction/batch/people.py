"""A file of people of any format: its first bytes tell which it is, whatever its name.

Arrow reads Parquet and Arrow files; CSV files have a chapter of their own.
"""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from takeaction.batch.csv_reading import (
    PART_ROWS,
    PartRows,
    PeopleFile,
    digest_of,
    fingerprint_of,
    open_csv,
)
from takeaction.batch.questions import BatchRefusedError

_PARQUET, _ARROW = "Parquet", "Arrow"
_MARKS = {b"PAR1": _PARQUET, b"ARROW1": _ARROW}
_LONGEST_MARK = max(map(len, _MARKS))
_COLUMNAR_NAMES = {
    ".parquet": _PARQUET,
    ".arrow": _ARROW,
    ".feather": _ARROW,
    ".ipc": _ARROW,
    ".arrows": _ARROW,
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
        start = file.read(_LONGEST_MARK)
    form = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    if form:
        if encoding:
            raise BatchRefusedError("Only a CSV file has an encoding. Fix: leave out --encoding.")
        return _open_columnar(path, form, part_rows)
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


@attrs.frozen(kw_only=True)
class ColumnarFile(PeopleFile):
    """A Parquet or Arrow file of people.

    Attributes:
        form: The name of its format.
    """

    form: str

    def _contents(self, file: BinaryIO) -> Iterator[bytes]:
        schema = pa.schema([self.schema.field(name) for name in self.columns])
        with _readable(self.form):
            for batches in self._parts(file):
                sink = pa.BufferOutputStream()
                with pa.ipc.new_stream(sink, schema) as stream:
                    for batch in batches:
                        stream.write_batch(batch)
                content: bytes = sink.getvalue().to_pybytes()
                yield content

    def _parts(self, file: BinaryIO) -> Iterator[list[pa.RecordBatch]]:
        """Yield the rows of each part; those of one empty part if there are none."""
        part: list[pa.RecordBatch] = []
        rows, is_first = 0, True
        for batch in self._batches(file):
            while rows + len(batch) >= self.part_rows:
                room = self.part_rows - rows
                yield [*part, batch[:room]]
                part, rows, is_first, batch = [], 0, False, batch[room:]  # noqa: PLW2901 - what is left of it
            part.append(batch)
            rows += len(batch)
        if rows or is_first:
            yield part

    def _batches(self, file: BinaryIO) -> Iterator[pa.RecordBatch]:
        columns = list(self.columns)
        if self.form == _PARQUET:
            yield from _parquet(file).iter_batches(_STEP, columns=columns, use_threads=False)
        else:
            yield from (batch.select(columns) for batch in _arrow_batches(file))

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        return PartRows(pa.ipc.open_stream(content).read_all(), {})


def _parquet(file: BinaryIO) -> pq.ParquetFile:
    return pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)


def _arrow_batches(file: BinaryIO) -> Iterator[pa.RecordBatch]:
    reader = pa.ipc.open_file(file)
    return map(reader.get_batch, range(reader.num_record_batches))


def _open_columnar(path: Path, form: str, part_rows: int) -> ColumnarFile:
    """Open a Parquet or Arrow file and compute its digest.

    Raises:
        BatchRefusedError: It is damaged.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        digest = digest_of(file)
        with _readable(form):
            if form == _PARQUET:
                parquet = _parquet(file)
                schema, rows = parquet.schema_arrow, parquet.metadata.num_rows
            else:
                schema = pa.ipc.open_file(file).schema
                rows = sum(map(len, _arrow_batches(file)))
        schema = schema.remove_metadata()
        return ColumnarFile(
            path=path,
            fingerprint=fingerprint_of(file),
            digest=digest,
            schema=schema,
            columns=tuple(schema.names),
            rows=rows,
            part_rows=part_rows,
            form=form,
        )


@contextmanager
def _readable(form: str) -> Iterator[None]:
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
            f"It cannot be read as {form}. Fix: check that it is complete and has no password."
        ) from None
