"""The tokens of a TOML text, and bounds on them that are checked before the text is parsed.

The standard parser takes half a minute for a crafted file of 64 KiB. ``statements`` reads the same
tokens to find lines and slips.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from takeaction.limits import Limits

# Tokens

_TEXT = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""

_TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+)
    |(?P<comment>\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{_TEXT})
    |(?P<mark>[\[\]{{}},=.])
    |(?P<bare>[^\s"'\[\]{{}},=.\#]++)
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)


class TomlToken(NamedTuple):
    """A token of any text.

    Attributes:
        kind: ``comment``, ``line`` for the end of a line, ``text`` in quotes on one line or
            several, ``mark``, ``bare``, ``wrong`` for a character that has no place in TOML, or
            ``end`` after the last.
        word: Its characters.
        start: Its place in the text.
        line: Its line, from 1.
    """

    kind: str
    word: str
    start: int
    line: int


def tokens(text: str, start: int = 0, line: int = 1) -> Iterator[TomlToken]:
    """Yield the tokens of a text from a place in it, whose line is given, without blanks."""
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or ""
        if kind != "blank":
            word = match[0]
            yield TomlToken(kind, word, match.start(), line)
            if kind in ("line", "text"):
                line += word.count("\n")
    yield TomlToken("end", "", len(text), line)


# Bounds

_MAX_WORDS = 2  # a date and a time; more never follow each other without a mark
_NUMBER = frozenset("+-0123456789")
NEST_LESS = "use fewer levels."


class TomlTextError(ValueError):
    """A text that is not TOML, or that would be expensive to parse.

    Attributes:
        code: The kind of the mistake, such as ``parse.syntax``.
        problem: The problem, a sentence.
        line: The line with the mistake, from 1; None if the parser does not know it.
        fix: What to do about it, a sentence.
    """

    def __init__(self, code: str, problem: str, line: int | None, fix: str) -> None:
        super().__init__(code, problem, line, fix)
        self.code = code
        self.problem = problem
        self.line = line
        self.fix = fix


def check_bounds(text: str, limits: Limits) -> None:
    """Refuse a TOML text that would be expensive to parse.

    A text that passes is nested at most ``limits.depth + limits.key_parts`` deep below its top
    table.

    Raises:
        TomlTextError: It is nested too deep, or has a key with too many parts or a number with
            too many digits.
    """
    if not (_allow_flat(limits) and is_flat(text)):
        check_tokens(text, limits)


def check_tokens(text: str, limits: Limits) -> None:
    """Check a TOML text token by token.

    Raises:
        TomlTextError: As in ``check_bounds``.
    """
    nesting = _Nesting(limits)
    words = 0
    for kind, word, _, line in tokens(text):
        if kind == "comment":
            continue
        words = 0 if kind in ("line", "mark") else words + 1
        if kind == "wrong" or words > _MAX_WORDS:
            return  # the parser stops here too, and to read on could take very long
        if kind == "mark":
            nesting.take_mark(word, line)
        elif kind == "line":
            nesting.end_line()
        elif kind == "bare" and _count_digits(word) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            fix = "write a smaller number, or put it in quotes."
            raise TomlTextError("limit.number", problem, line, fix)


class _Nesting:
    """The depth of the current value: below its header, its dotted key and its brackets."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._header_level = 0  # of values directly below the current header
        self._level = 0  # of the current value
        self._outer_levels: list[int] = []  # one for each open bracket: the level around it
        self._dots = 0  # in the current key
        self._at_line_start, self._is_header = True, False

    def take_mark(self, word: str, line: int) -> None:
        """Count a mark.

        Raises:
            TomlTextError: It opens a value that is too deep, or its key has too many parts.
        """
        self._is_header = self._is_header or (self._at_line_start and word == "[")
        self._at_line_start = False
        if word == ".":
            self._dots += 1
            if self._dots >= self._limits.key_parts:
                problem = f"a key has more than {self._limits.key_parts} parts."
                raise TomlTextError("parse.too_complex", problem, line, NEST_LESS)
        elif not self._is_header:
            self._change_level(word)
            self._dots = 0
            self._check_level(line)

    def _change_level(self, word: str) -> None:
        if word == "=":
            self._level += self._dots  # each part of a dotted key but the last is a table
        elif word in "[{":
            self._outer_levels.append(self._level)
            self._level += 1
        elif self._outer_levels and word == ",":
            self._level = self._outer_levels[-1] + 1
        elif self._outer_levels:  # a closing bracket
            self._level = self._outer_levels.pop()

    def _check_level(self, line: int) -> None:
        brackets, levels = self._limits.depth, self._limits.depth + self._limits.key_parts
        if len(self._outer_levels) > brackets or self._level > levels:
            limit = brackets if len(self._outer_levels) > brackets else levels
            problem = f"lists and tables are nested more than {limit} deep."
            raise TomlTextError("parse.too_deep", problem, line, NEST_LESS)

    def end_line(self) -> None:
        """Return to the level of the header, unless a list goes on in the next line."""
        if self._is_header:
            self._header_level = 2 * (self._dots + 1)  # each part may be a list of tables
        if not self._outer_levels:
            self._level = self._header_level
            self._dots = 0
            self._at_line_start, self._is_header = True, False


def _count_digits(word: str) -> int:
    """Count the digits of a number; 0 for a word, and for a time: the parser bounds it."""
    if word[0] not in _NUMBER or ":" in word:
        return 0
    return sum(character.isalnum() for character in word)


# A quick look, without which a load of TOML would take a third longer

_QUOTED = re.compile(rf"""\#[^\n]*+|{_TEXT}|(?P<open>["']).*+""", re.VERBOSE | re.DOTALL)

# A text without an end, a number that may be too long, or a key of more than three parts.
_SUSPECT = re.compile(r"""["']|\d[\w+-]{18}|\.[^\n=,\[\]{}.]*\.[^\n=,\[\]{}.]*\.""")

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

# The most brackets inside each other in a flat text. Our packs need 2. With its keys
# of three parts, a value of a flat text is at most 20 deep; the usual limits allow 24.
_FLAT_DEPTH = 4

_LIMITS_OF_FLAT = ("depth", "key_parts", "digits")


def _allow_flat(limits: Limits) -> bool:
    """Tell whether every flat text is within the limits."""
    usual = Limits()
    return all(getattr(limits, name) >= getattr(usual, name) for name in _LIMITS_OF_FLAT)


def is_flat(text: str) -> bool:
    """Tell quickly that a TOML text has no deep nesting, no long key and no long number."""
    pieces = _QUOTED.split(text)  # a text without an end leaves its quotation mark here
    bare = "_".join([piece for piece in pieces if piece is not None])
    if _SUSPECT.search(bare):
        return False
    brackets = bare.encode(errors="replace").translate(None, _NO_BRACKETS)
    for _ in range(_FLAT_DEPTH):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets
