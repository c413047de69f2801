"""The tokens of a TOML text, and bounds on them that are checked before the text is parsed.

The standard parser takes half a minute for a crafted file of 64 KiB. The tokens also tell
``toml_lines`` the line of each key.
"""

import re

from takeaction.limits import Limits

# Tokens

TEXT = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""
"""A text in quotes, on one line or several."""

TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+|\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{TEXT})
    |(?P<mark>[\[\]{{}},=.])
    |(?P<bare>[^\s"'\[\]{{}},=.\#]++)
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)
"""One token of any text; a character that has no place in TOML is a token of the kind ``wrong``."""

OPENS = "[{"
_CLOSES = "]}"
_NUMBER = frozenset("+-0123456789")

# In TOML at most two words or texts follow each other without a mark: a date and a time.
_MAX_WORDS = 2

# A header is closed by at most two brackets.
_MAX_CLOSING = 2

# A quick look

_QUOTED = re.compile(rf"""\#[^\n]*+|{TEXT}|(?P<open>["']).*+""", re.VERBOSE | re.DOTALL)

# A text without an end, a number that may be too long, or a key of more than three parts.
_SUSPECT = re.compile(r"""["']|\d[\w+-]{18}|\.[^\n=,\[\]{}.]*\.[^\n=,\[\]{}.]*\.""")

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

# The most brackets inside each other in a flat text. Our packs need 2. With its keys
# of three parts, a value of a flat text is at most 20 deep; the usual limits allow 24.
_FLAT_DEPTH = 4

_LIMITS_OF_FLAT = ("depth", "key_parts", "digits")


class TomlLimitError(ValueError):
    """A TOML text exceeds a limit.

    Attributes:
        code: ``parse.too_deep``, ``parse.too_complex`` or ``limit.number``.
        line: The line that exceeds it, from 1.
        problem: The problem, a sentence.
    """

    def __init__(self, code: str, line: int, problem: str) -> None:
        super().__init__(code, line, problem)
        self.code = code
        self.line = line
        self.problem = problem


def check_bounds(text: str, limits: Limits) -> None:
    """Refuse a TOML text that would be expensive to parse.

    A text that passes is nested at most ``limits.depth + limits.key_parts`` deep below its top
    table.

    Raises:
        TomlLimitError: It is nested too deep, or has a key with too many parts or a number with
            too many digits.
    """
    if not (_allow_flat(limits) and is_flat(text)):
        check_tokens(text, limits)


def check_tokens(text: str, limits: Limits) -> None:
    """Check a TOML text token by token.

    Raises:
        TomlLimitError: As in ``check_bounds``.
    """
    nesting = _Nesting(limits)
    line, words = 1, 0
    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token.group()
        if kind == "blank":
            continue
        words = words + 1 if kind in ("bare", "text") else 0
        stops = kind == "wrong" or words > _MAX_WORDS
        line += word.count("\n")
        if stops or (kind == "mark" and not nesting.take_mark(word, line)):
            return  # the parser stops here too, and to read on could take very long
        if kind == "line":
            nesting.end_line()
        elif kind == "bare" and _count_digits(word) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise TomlLimitError("limit.number", line, problem)


def _allow_flat(limits: Limits) -> bool:
    """Tell whether every flat text is within the limits."""
    usual = Limits()
    return all(getattr(limits, name) >= getattr(usual, name) for name in _LIMITS_OF_FLAT)


def is_flat(text: str) -> bool:
    """Tell quickly that a TOML text has no deep nesting, no long key and no long number.

    Nearly every text is flat, and ``check_tokens`` takes three quarters of the time of the parser.
    """
    pieces = _QUOTED.split(text)  # a text without an end leaves its quotation mark here
    bare = "_".join([piece for piece in pieces if piece is not None])
    if _SUSPECT.search(bare):
        return False
    brackets = bare.encode(errors="replace").translate(None, _NO_BRACKETS)
    for _ in range(_FLAT_DEPTH):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets


class _Nesting:
    """The depth of the current value: below its header, its dotted key and its brackets."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._header_level = 0  # of values directly below the current header
        self._level = 0  # of the current value
        self._outer_levels: list[int] = []  # one for each open bracket: the level around it
        self._dots = 0  # in the current key
        self._closed = 0  # closing brackets in this line
        self._at_line_start, self._is_header = True, False

    def take_mark(self, word: str, line: int) -> bool:
        """Count a mark; return False if it closes a bracket that is not open.

        Raises:
            TomlLimitError: It opens a value that is too deep, or its key has too many parts.
        """
        self._is_header = self._is_header or (self._at_line_start and word == "[")
        self._at_line_start = False
        if word in _CLOSES:
            self._closed += 1
            if self._closed > _MAX_CLOSING if self._is_header else not self._outer_levels:
                return False
        if word == ".":
            self._dots += 1
            if self._dots >= self._limits.key_parts:
                problem = f"a key has more than {self._limits.key_parts} parts."
                raise TomlLimitError("parse.too_complex", line, problem)
        elif not self._is_header:
            self._change_level(word)
            self._dots = 0
            self._check_level(line)
        return True

    def _change_level(self, word: str) -> None:
        if word == "=":
            self._level += self._dots  # each part of a dotted key but the last is a table
        elif word in OPENS:
            self._outer_levels.append(self._level)
            self._level += 1
        elif word in _CLOSES:
            self._level = self._outer_levels.pop()
        elif self._outer_levels:  # a comma
            self._level = self._outer_levels[-1] + 1

    def _check_level(self, line: int) -> None:
        brackets, levels = self._limits.depth, self._limits.depth + self._limits.key_parts
        if len(self._outer_levels) > brackets or self._level > levels:
            limit = brackets if len(self._outer_levels) > brackets else levels
            problem = f"lists and tables are nested more than {limit} deep."
            raise TomlLimitError("parse.too_deep", line, problem)

    def end_line(self) -> None:
        """Return to the level of the header, unless a list goes on in the next line."""
        if self._is_header:
            self._header_level = 2 * (self._dots + 1)  # each part may be a list of tables
        self._closed = 0
        if not self._outer_levels:
            self._level = self._header_level
            self._dots = 0
            self._at_line_start, self._is_header = True, False


def _count_digits(word: str) -> int:
    """Count the digits of a number; 0 for a word, and for a time: the parser bounds it."""
    if word[0] not in _NUMBER or ":" in word:
        return 0
    return sum(character.isalnum() for character in word)
