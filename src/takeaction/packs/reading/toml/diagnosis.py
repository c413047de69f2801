"""The slips in a TOML text, each on the line where it opens and in plain words.

The parser stops at the first mistake, and names it in its own terms. This reader goes on behind
each one, and returns the rest of the text, so that it can be checked as well.
"""

import re
from typing import NamedTuple

from takeaction.packs.reading.toml.cursor import GAP, KEY_PART, REST, STATEMENT, SlipError
from takeaction.packs.reading.toml.value_reader import TomlValueReader
from takeaction.packs.reading.toml.values import Slip

_HEADER = re.compile(rf"(\[\[?)[ \t]*+({KEY_PART}(?:[ \t]*+\.[ \t]*+{KEY_PART})*+)[ \t]*+(\]\]?)")
_RECORD = re.compile(r"(?m)^[ \t]*+\[\[?[ \t]*+[A-Za-z0-9_-]++[ \t]*+\]")


class Diagnosis(NamedTuple):
    """The slips in a text, and the rest of it.

    Attributes:
        slips: The slips, in order; empty if this reader sees nothing wrong.
        rest: The text with every wrong statement blanked out, so that its lines keep their
            numbers; None if there are too many slips.
        lines: The lines that were blanked out.
    """

    slips: tuple[Slip, ...]
    rest: str | None
    lines: frozenset[int]


def diagnose(text: str, most: int) -> Diagnosis:
    """Find the slips in a text that the parser refused, at most *most* of them."""
    reader = _Reader(text)
    slips: list[Slip] = []
    pieces: list[str] = []
    lines: set[int] = set()
    while reader.has_more() and len(slips) < most:
        start = reader.position
        slip = reader.read_statement()
        piece = text[start : reader.position]
        if slip:
            slips.append(slip)
            lines.update(range(reader.line_of(start), reader.line_of(reader.position - 1) + 1))
            piece = "\n" * piece.count("\n")
        pieces.append(piece)
    rest = None if reader.has_more() else "".join(pieces)
    return Diagnosis(tuple(slips), rest, frozenset(lines))


class _Reader(TomlValueReader):
    """Reads a text statement by statement.

    Attributes:
        position: Where the next statement, or the space before it, starts.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._keys: dict[str, int] = {}  # of the current table, each with its line
        self._tables: dict[str, int] = {}  # headings in single brackets, of the current record

    def read_statement(self) -> Slip | None:
        """Read the space before a statement and the statement; return its slip, if it has one."""
        self._skip(GAP)
        if not self.has_more():
            return None
        start, is_header = self.position, self._next() == "["
        try:
            if is_header:
                self._read_header()
            else:
                self._read_pair()
        except SlipError as error:
            after = max(self._line_end(start), self.position)
            pattern = _RECORD if is_header else STATEMENT
            self.position = self._find(pattern, after) if error.resume is None else error.resume
            return error.slip
        return None

    def _read_header(self) -> None:
        rest = self._peek(REST).rstrip()
        match = _HEADER.match(self._text, self.position)
        if match is None or len(match[1]) != len(match[3]):
            name = re.sub(r"[^\w.-]", "", rest.partition("#")[0])
            brackets = ("[[", "]]") if "[[" in rest or "]]" in rest else ("[", "]")
            heading = name.join(brackets)
            self._fail("this heading is not complete.", f"write {heading} on a line by itself.")
        opened = self.position
        self.position = match.end()
        self._end_line(f"start a new line after {match[0]}.", "something follows this heading.")
        self._enter(match[2], opened, is_record=len(match[1]) > 1)

    def _enter(self, name: str, opened: int, *, is_record: bool) -> None:
        self._keys = {}
        if is_record:
            self._tables = {}
        elif name in self._tables:
            problem = f"the heading [{name}] is already in line {self._tables[name]}."
            self._fail(problem, f"to start another record, write [[{name}]].", opened)
        else:
            self._tables[name] = self.line_of(opened)

    def _read_pair(self) -> None:
        start = self.position
        key = self.read_key()
        self.read_value(0)
        self.end_of_value(start)
        line = self._keys.setdefault(key, self.line_of(start))
        if line != self.line_of(start):
            raise SlipError(
                Slip(
                    self.line_of(start),
                    f"{key} is already in line {line}.",
                    "keep one of them; a new record starts with its own heading in [[ ]].",
                ),
                self.position,
            )
