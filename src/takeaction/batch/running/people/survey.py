"""The survey of a CSV file: its parts, and whether its bytes are of its encoding."""

import numpy as np

from takeaction.batch.running.people.dialect import Dialect
from takeaction.batch.running.people.records import MAX_RECORD, Ends, find_records
from takeaction.batch.running.people.rows import Part
from takeaction.batch.running.refusal import BatchRefusedError

MAX_LINE = 1_000_000
"""The most characters of a row: longer ones are no rows of a table."""

_MOST_DAMAGED = 50
"""One row in so many may hold bytes of another encoding; if it is more, the file is of one."""

_HEADER = 1


class Survey:
    """A survey of the rows of a file, from its first row after the names, block by block."""

    def __init__(self, dialect: Dialect, part_rows: int) -> None:
        self._dialect = dialect
        self._waiting = b""
        self._place = dialect.first_row
        self._parts = _Parts(dialect.first_row, part_rows)
        self._damage = _Damage(dialect)

    def add(self, block: bytes) -> None:
        """Go on with the next bytes of the file.

        Raises:
            BatchRefusedError: A row is too long.
        """
        self._waiting += block
        shape = self._dialect.shape(self._waiting)
        self._take(_certain(self._ends(shape), len(shape)))
        if len(self._waiting) > (MAX_LINE + MAX_RECORD) * self._dialect.encoding.width:
            row = self._damage.rows + _HEADER + 1
            raise BatchRefusedError(
                f"Row {row:,} is longer than a million characters. Fix: check that it is a CSV file"
                " with a line for each person."
            )

    def finish(self) -> tuple[Part, ...]:
        """Return the parts of the file, after its last byte.

        Raises:
            BatchRefusedError: Many of its rows are of another encoding.
        """
        shape = self._dialect.shape(self._waiting)
        self._take(self._ends(shape if not shape or shape.endswith("\n") else f"{shape}\n"))
        self._damage.refuse_other_encoding()
        return self._parts.finish()

    def _ends(self, shape: str) -> Ends:
        return find_records(shape, self._dialect.separator, len(self._dialect.columns)).ends

    def _take(self, ends: Ends) -> None:
        """Count records, and let go of their bytes."""
        if not len(ends):
            return
        places = np.minimum((ends + 1) * self._dialect.encoding.width, len(self._waiting))
        content, self._waiting = self._waiting[: places[-1]], self._waiting[places[-1] :]
        self._parts.add(places + self._place)
        self._place += len(content)
        self._damage.look(content, places)


def _certain(ends: Ends, length: int) -> Ends:
    """Return the ends of records that the next bytes cannot change.

    Args:
        ends: The ends of the records of a text that goes on.
        length: The characters of the text.
    """
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
    return ends[: np.searchsorted(starts, length - MAX_RECORD)]


class _Parts:
    """The parts of a file, of the same number of rows each."""

    def __init__(self, start: int, part_rows: int) -> None:
        self._part_rows = part_rows
        self._parts: list[Part] = []
        self._start = self._end = start
        self._rows = 0

    def add(self, ends: Ends) -> None:
        """Add rows by the places at which they end."""
        while self._rows + len(ends) >= self._part_rows:
            room = self._part_rows - self._rows
            self._rows, self._end = self._part_rows, int(ends[room - 1])
            self._cut()
            ends = ends[room:]
        if len(ends):
            self._rows, self._end = self._rows + len(ends), int(ends[-1])

    def finish(self) -> tuple[Part, ...]:
        """Return the parts, at least one."""
        if self._rows or not self._parts:
            self._cut()
        return tuple(self._parts)

    def _cut(self) -> None:
        self._parts.append(Part(self._start, self._end - self._start, self._rows))
        self._start, self._rows = self._end, 0


class _Damage:
    """The rows of a file without an encoding of its own that are not UTF-8.

    Attributes:
        rows: The rows seen so far.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._encoding = dialect.encoding
        self._damaged = 0
        self._first = 0
        self.rows = 0

    def look(self, content: bytes, places: Ends) -> None:
        """Look at rows that end at some places of some bytes."""
        if not self._encoding.is_certain and not _is_utf8(content):
            self._look_at_each(content, places)
        self.rows += len(places)

    def _look_at_each(self, content: bytes, places: Ends) -> None:
        start = 0
        for row, end in enumerate(places.tolist(), self.rows + 1):
            if not _is_utf8(content[start:end]):
                self._damaged += 1
                self._first = self._first or row
            start = end

    def refuse_other_encoding(self) -> None:
        """Refuse a file in which more than a few rows are not UTF-8.

        Raises:
            BatchRefusedError: It is such a file; the text names its first such row.
        """
        if self._damaged * _MOST_DAMAGED > self.rows:
            raise BatchRefusedError(
                f"{self._damaged:,} of {self.rows:,} rows are not UTF-8, the first is row"
                f" {self._first + _HEADER:,}. Fix: save the file as CSV UTF-8, or name its"
                " encoding, such as --encoding cp1252 (Excel in western Europe)."
            )


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
