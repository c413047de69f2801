"""What a TOML text may hold, counted before the parser sees it.

The standard parser takes half a minute for a crafted file of 64 KiB.
"""

import re

from takeaction.limits import Limits

TEXT = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""
"""A text in quotes, of one line or of several."""

TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+|\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{TEXT})
    |(?P<mark>[\[\]{{}},=.])
    |(?P<bare>[^\s"'\[\]{{}},=.\#]++)
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)
"""Takes any text apart: what belongs to no TOML is ``wrong``, a character at a time."""

OPENS = "[{"


_QUOTED = re.compile(rf"""\#[^\n]*+|{TEXT}|(?P<open>["']).*+""", re.VERBOSE | re.DOTALL)
_ODD = re.compile(r"""["']|\d[\w+-]{18}|\.[^\n=,\[\]{}.]*\.[^\n=,\[\]{}.]*\.""")
"""A text without an end, what may be a long number, a key of more than three parts."""

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_FLAT = 4
"""Brackets nest so deep at most in a text that is flat; with its keys a value is 20 deep."""

_MOST_WORDS = 2
"""So many words or texts follow each other in TOML, a day and a time, with no mark between."""

_MOST_CLOSED = 2
"""So many brackets close a header."""

_FLAT_WITHIN = ("depth", "key_parts", "digits")
_CLOSES = "]}"
_NUMBER = frozenset("+-0123456789")


class TooMuchError(ValueError):
    """A text goes over a bound.

    Attributes:
        code: ``parse.too_deep``, ``parse.too_complex`` or ``limit.number``.
        line: Where, from 1.
        problem: What, a sentence.
    """

    def __init__(self, code: str, line: int, problem: str) -> None:
        super().__init__(code, line, problem)
        self.code = code
        self.line = line
        self.problem = problem


def bound(text: str, limits: Limits) -> None:
    """Refuse a TOML text that would be dear to parse.

    What passes nests at most ``limits.depth + limits.key_parts`` deep below its top table.

    Raises:
        TooMuchError: It nests too deep, has a key of too many parts, or a number too long.
    """
    if not (_are_roomy(limits) and is_flat(text)):
        count(text, limits)


def count(text: str, limits: Limits) -> None:
    """Count brackets, parts of keys and digits, token by token; raises what ``bound`` does."""
    nesting = _Nesting(limits)
    line, words = 1, 0
    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token.group()
        if kind == "blank":
            continue
        words = words + 1 if kind in ("bare", "text") else 0
        stops = kind == "wrong" or words > _MOST_WORDS
        line += word.count("\n")
        if stops or (kind == "mark" and not nesting.goes_on(word, line)):
            return  # the parser stops here too; to look on could take very long
        if kind == "line":
            nesting.line_ends()
        elif kind == "bare" and _digits(word) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise TooMuchError("limit.number", line, problem)


def _are_roomy(limits: Limits) -> bool:
    """Tell whether whatever is flat is within the limits."""
    least = Limits()
    return all(getattr(limits, name) >= getattr(least, name) for name in _FLAT_WITHIN)


def is_flat(text: str) -> bool:
    """Tell at a glance that nothing in a TOML text nests deep, and no key or number is long."""
    between = _QUOTED.split(text)  # of a text without an end its quotation mark stands there
    bare = "_".join([each for each in between if each is not None])
    if _ODD.search(bare):
        return False
    brackets = bare.encode(errors="replace").translate(None, _NO_BRACKETS)
    for _ in range(_FLAT):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets


class _Nesting:
    """Counts how deep a value lies: below its header, its dotted key and its brackets."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._below_header = 0
        self._level = 0
        self._outside: list[int] = []
        self._dots = 0
        self._closed = 0
        self._starts, self._is_header = True, False

    def goes_on(self, word: str, line: int) -> bool:
        """Count a mark; False if it closes what nothing has opened.

        Raises:
            TooMuchError: What it opens lies too deep, or its key has too many parts.
        """
        self._is_header = self._is_header or (self._starts and word == "[")
        self._starts = False
        if word in _CLOSES:
            self._closed += 1
            if self._closed > _MOST_CLOSED if self._is_header else not self._outside:
                return False
        if word == ".":
            self._dots += 1
            if self._dots >= self._limits.key_parts:
                problem = f"a key has more than {self._limits.key_parts} parts."
                raise TooMuchError("parse.too_complex", line, problem)
        elif not self._is_header:
            self._bracket(word)
            self._dots = 0
            self._refuse_deeper(line)
        return True

    def _bracket(self, word: str) -> None:
        if word == "=":
            self._level += self._dots  # a dotted key makes a table of each part but its last
        elif word in OPENS:
            self._outside.append(self._level)
            self._level += 1
        elif word in _CLOSES:
            self._level = self._outside.pop()
        elif self._outside:
            self._level = self._outside[-1] + 1

    def _refuse_deeper(self, line: int) -> None:
        brackets, whole = self._limits.depth, self._limits.depth + self._limits.key_parts
        if len(self._outside) > brackets or self._level > whole:
            most = brackets if len(self._outside) > brackets else whole
            problem = f"lists and tables nest more than {most} deep."
            raise TooMuchError("parse.too_deep", line, problem)

    def line_ends(self) -> None:
        """Start anew, unless a list goes on in the next line."""
        if self._is_header:
            self._below_header = 2 * (self._dots + 1)  # each part may be a list of tables
        self._closed = 0
        if not self._outside:
            self._level = self._below_header
            self._dots = 0
            self._starts, self._is_header = True, False


def _digits(word: str) -> int:
    """Count the digits of a number; 0 for a word, and for a moment, which the parser bounds."""
    if word[0] not in _NUMBER or ":" in word:
        return 0
    return sum(character.isalnum() for character in word)
