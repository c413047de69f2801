"""A CSV file of people: surveyed once from end to end, then read in parts."""

from collections.abc import Sequence
from pathlib import Path

import attrs
import pyarrow as pa

from takeaction.batch.running.people.cells import read_csv_cells
from takeaction.batch.running.people.dialect import FIRST_BYTES, Dialect, find_dialect
from takeaction.batch.running.people.fingerprint import Fingerprint, digest_of, read_range
from takeaction.batch.running.people.rows import PART_ROWS, Part, PartRows
from takeaction.batch.running.people.survey import Survey

_BLOCK = 8 * 2**20
"""The bytes that are read at once: fewer take longer, more need memory."""


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
        return read_range(self.path, self.fingerprint, part.start, part.length)

    def parse(self, content: bytes) -> PartRows:
        """Return the people of a part from its bytes."""
        text = self.dialect.decode(content)
        rows = read_csv_cells(
            text if not text or text.endswith("\n") else f"{text}\n", self.dialect
        )
        return rows._replace(table=rows.table.select(list(self.columns)))


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
