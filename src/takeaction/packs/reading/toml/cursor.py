"""A place in a TOML text that goes forward, and stops at a slip with the line where it opens."""

import re
from bisect import bisect_right
from typing import NoReturn

from takeaction.packs.reading.toml.values import Slip

KEY_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\\\n]*+"|'[^'\n]*+')"""
KEY = re.compile(rf"({KEY_PART}(?:[ \t]*+\.[ \t]*+{KEY_PART})*+)[ \t]*+=(?!=)")
STATEMENT = re.compile(
    r"(?m)^[ \t]*+(?:[A-Za-z0-9_.\"'-]++[ \t]*+=(?!=)|\[\[?[ \t]*+[A-Za-z0-9_.-]++[ \t]*+\])"
)
GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*+)*+")
BLANKS = re.compile(r"[ \t]*+")
REST = re.compile(r"[^\n]*+")


class SlipError(Exception):
    """A slip was found; the reader goes on at *resume*."""

    def __init__(self, slip: Slip, resume: int | None = None) -> None:
        super().__init__(slip)
        self.slip = slip
        self.resume = resume


class TomlCursor:
    """A place in a text.

    Attributes:
        position: Where the next part starts, or the space before it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.position = 0

    def line_of(self, position: int) -> int:
        """Return the line of a place in the text, from 1."""
        return bisect_right(self._starts, position)

    def has_more(self) -> bool:
        """Tell whether something follows."""
        return self.position < len(self._text)

    def _next(self) -> str:
        return self._text[self.position : self.position + 1]

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self.position += len(self._peek(pattern))

    def _peek(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self.position)
        return match[0] if match else ""

    def _line_end(self, position: int) -> int:
        end = self._text.find("\n", position)
        return len(self._text) if end < 0 else end + 1

    def _find(self, pattern: re.Pattern[str], position: int) -> int:
        """Return the start of the next line, from a position on, that a pattern matches."""
        match = pattern.search(self._text, position)
        return match.start() if match else len(self._text)

    def _fail(self, problem: str, fix: str, opened: int | None = None) -> NoReturn:
        line = self.line_of(self.position if opened is None else opened)
        raise SlipError(Slip(line, problem, fix))

    def _at_statement(self) -> bool:
        """Tell whether a new statement starts at the line of the position, or the text ends."""
        line_start = self._text.rfind("\n", 0, self.position) + 1
        is_first = not self._text[line_start : self.position].strip(" \t")
        return not self.has_more() or (
            is_first and STATEMENT.match(self._text, line_start) is not None
        )

    def _end_line(self, fix: str, problem: str) -> None:
        """Go to the next line; refuse anything but a comment on the way there."""
        self._skip(BLANKS)
        if self._next() not in ("", "\n", "\r", "#"):
            self._fail(problem, fix)
        self._skip(REST)
