"""Records of a CSV file: where each one ends, also where a cell holds a line break.

A record is a line. If a quote is open at its end, the lines below belong to it as far as the quote
closes as it should, within a bound; else the line is a record of its own with a fault, and the
next line starts afresh. So a stray quote costs one row, never those below it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

MAX_RECORD = 65_536
"""The most characters of a record that has more than one line."""

_NEWLINE = ord("\n")

Ends = npt.NDArray[np.int64]
"""The position of the line break after each record, in order."""


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
    ends = np.flatnonzero(shape == _NEWLINE)
    if '"' not in text:
        return CsvRecords(ends, frozenset())
    inside, unclosed = _quoted(text, _Patterns(separator, columns))
    if inside:
        ends = ends[~np.isin(ends, np.fromiter(inside, np.int64, len(inside)))]
    return CsvRecords(ends, frozenset(unclosed))


class _Patterns(NamedTuple):
    """The look of a record.

    Attributes:
        separator: The character between two cells.
        columns: The cells of a record.
    """

    separator: str
    columns: int

    def is_closed(self, line: str) -> bool:
        """Tell whether no quote is open at the end of a line."""
        return _line(self.separator).fullmatch(line) is not None

    def close(self, text: str, start: int, end: int) -> int | None:
        """Return where a record ends that goes on below its first line; None if it never does.

        Args:
            text: The text.
            start: Where the record starts.
            end: Where its first line ends.
        """
        bound = start + MAX_RECORD
        if text.find('"', end, bound) < 0:  # this finds out sooner than the pattern does
            return None
        found = _record(self.separator, self.columns).match(text, start, bound)
        return found.end() if found else None


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


def _quoted(text: str, patterns: _Patterns) -> tuple[set[int], set[int]]:
    """Return the line breaks inside cells, and those after a record whose quote never closes."""
    inside: set[int] = set()
    unclosed: set[int] = set()
    quote = text.find('"')
    while quote >= 0 and (end := text.find("\n", quote)) >= 0:
        start = text.rfind("\n", 0, quote) + 1
        if not patterns.is_closed(text[start:end]):
            last = patterns.close(text, start, end)
            if last is None:
                unclosed.add(end)
            else:
                inside.update(_line_breaks(text, start, last))
                end = last
        quote = text.find('"', end)
    return inside, unclosed


def _line_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the positions of the line breaks of a part of a text."""
    place = text.find("\n", start, end)
    while place >= 0:
        yield place
        place = text.find("\n", place + 1, end)
