"""A file of people as parts that are read one at a time."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, Self

import pyarrow as pa

PART_ROWS = 131_072
"""The rows of a part, unless a call names another number: more need more memory, and fewer take
longer.
"""


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
