"""The dialect of a CSV file: its encoding, its separator and its columns, from its first lines."""

import csv
from collections import Counter
from typing import NamedTuple

from takeaction.batch.running.people.encoding import Encoding, find_encoding
from takeaction.batch.running.refusal import BatchRefusedError

FIRST_BYTES = 65_536
"""The bytes at the start of a file in which its first row must end."""

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


def find_dialect(start: bytes, encoding: str | None) -> Dialect:
    """Find the dialect of a file.

    Args:
        start: The first ``FIRST_BYTES`` bytes of the file, or all of them.
        encoding: The name of the encoding, if a person gives it.

    Raises:
        BatchRefusedError: It is no CSV file, or its first row does not name the columns.
    """
    _refuse_other_file(start)
    found = find_encoding(start, encoding)
    body = start[found.mark :]
    has_returns = "\n" not in (shape := found.shape(body)) and "\r" in shape
    shape = shape.replace("\r", "\n") if has_returns else shape
    text = Dialect(found, "", (), 0, has_returns).decode(body)
    if not any(line.strip() for line in text.split("\n")):
        raise BatchRefusedError("The file is empty. Fix: its first row must name the columns.")
    separator, at, header = _first_row(shape)
    if at + len(header) == len(shape) and len(start) >= FIRST_BYTES:
        raise BatchRefusedError(
            "The first row is too long. Fix: it must name the columns, in less than 65,536 bytes."
        )
    line = found.decode(body[at * found.width : (at + len(header)) * found.width])
    separator = separator or _most_used(line)
    first_row = found.mark + (at + len(header) + 1) * found.width
    return Dialect(found, separator, _names(line, separator), first_row, has_returns)


def _refuse_other_file(start: bytes) -> None:
    for first, text in _OTHER_FILES.items():
        if start.startswith(first):
            raise BatchRefusedError(text)


def _first_row(shape: str) -> tuple[str, int, str]:
    """Return the separator that the file itself names, and where its first row starts, with it."""
    first, _, below = shape.partition("\n")
    directive = first.strip("\r\"' ")
    if directive.lower().startswith(_DIRECTIVE) and len(directive) == len(_DIRECTIVE) + 1:
        return directive[-1], len(first) + 1, below.partition("\n")[0]
    return "", 0, first


def _most_used(line: str) -> str:
    """Return the separator that a line has most of, outside of quotes."""
    outside = "".join(line.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


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
