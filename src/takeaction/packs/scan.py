"""One tokeniser for TOML: bounds before the parser sees a text, lines after a mistake.

The standard parser takes half a minute for a crafted file of 64 KiB, and keeps no line numbers.
"""

import re
from collections.abc import Iterator

from takeaction.limits import Limits

Path = tuple[str | int, ...]
"""Where a value stands: keys and indices from the top of the file."""

_TEXT = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""
_TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+|\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{_TEXT})
    |(?P<mark>[\[\]{{}},=.])
    |(?P<bare>[^\s"'\[\]{{}},=.\#]++)
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(rf"""\#[^\n]*+|{_TEXT}|(?P<open>["']).*+""", re.VERBOSE | re.DOTALL)
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
_OPENS, _CLOSES = "[{", "]}"
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
    for token in _TOKEN.finditer(text):
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
        elif word in _OPENS:
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


def lines(text: str) -> dict[Path, int]:
    """Find the line of each key and item of a TOML text.

    Returns:
        Path to line, from 1; of a table, the line of its header. What stands after something
        that is no TOML is left out.
    """
    whole = Lines(text)
    whole.walk_to(None)
    return whole.found


class Lines:
    """Finds the lines of a TOML text as far as they are asked for.

    Attributes:
        found: Path to line, from 1, of what was read so far.
    """

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._walk = _Walk(text, self.found)
        self._goes_on = True

    def of(self, path: Path) -> int:
        """Return the line of a path, or of what holds it; 1 if nothing does."""
        if len(path) > 1 and isinstance(path[1], int):
            self.walk_to((path[0], path[1] + 1))  # what comes after belongs to others
        else:
            self.walk_to(None)
        while path and path not in self.found:
            path = path[:-1]
        return self.found.get(path, 1)

    def walk_to(self, path: Path | None) -> None:
        """Read on up to a path, or to the end."""
        try:
            while self._goes_on and path not in self.found:
                self._goes_on = self._walk.kind != "end"
                if self._goes_on:
                    self._walk.statement()
        except ValueError:
            self._goes_on = False


class _Walk:
    """Reads a text statement by statement and notes the line of each path."""

    def __init__(self, text: str, found: dict[Path, int]) -> None:
        self._tokens = self._significant(text)
        self._found = found
        self._tables: dict[Path, int] = {}
        self._table: Path = ()
        self._step()

    def _significant(self, text: str) -> Iterator[tuple[str, str, int]]:
        line = 1
        for token in _TOKEN.finditer(text):
            if token.lastgroup != "blank":
                yield token.lastgroup or "", token.group(), line
            line += token.group().count("\n")
        yield "end", "", line

    def _step(self) -> None:
        self.kind, self._word, self._line = next(self._tokens)

    def _take(self, word: str) -> None:
        """Go past a mark that has to stand here."""
        if self._word != word:
            raise ValueError(word)
        self._step()

    def _skip_lines(self) -> None:
        while self.kind == "line":
            self._step()

    def statement(self) -> None:
        """Read a blank line, a table header, or a key and its value."""
        if self.kind == "line":
            self._step()
        elif self._word == "[" and self.kind == "mark":
            self._header()
        else:
            self._pair(self._table)

    def _header(self) -> None:
        line = self._line
        self._take("[")
        array = self._word == "[" and self.kind == "mark"
        if array:
            self._take("[")
        path: Path = ()
        *holders, last = self._key()
        for key in holders:
            path = self._inside((*path, key), line)
        path = (*path, last)
        if array:
            self._note(path, line)
            self._tables[path] = self._tables.get(path, -1) + 1
            path = (*path, self._tables[path])
            self._take("]")
        self._take("]")
        self._table = path
        self._found[path] = line

    def _inside(self, path: Path, line: int) -> Path:
        """Return the path of a table, or of the newest one if it is a list of tables."""
        self._note(path, line)
        return (*path, self._tables[path]) if path in self._tables else path

    def _note(self, path: Path, line: int) -> None:
        """Note where something stands, unless it began further up."""
        self._found.setdefault(path, line)

    def _key(self) -> list[str]:
        """Read a dotted key."""
        parts = [self._part()]
        while self._word == "." and self.kind == "mark":
            self._step()
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        """Read one part of a key, bare or in quotes."""
        if self.kind not in ("bare", "text"):
            raise ValueError(self.kind)
        word = self._word if self.kind == "bare" else _unquoted(self._word)
        self._step()
        return word

    def _pair(self, table: Path) -> None:
        line = self._line
        *holders, last = self._key()
        for key in holders:
            table = (*table, key)
            self._note(table, line)
        path = (*table, last)
        self._found[path] = line
        self._take("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        if self.kind == "mark" and self._word in _OPENS:
            self._inner(path, "]" if self._word == "[" else "}")
            return
        if self.kind not in ("bare", "text"):
            raise ValueError(self.kind)
        while self.kind in ("bare", "text") or self._word == ".":
            self._step()

    def _inner(self, path: Path, closes: str) -> None:
        """Read a list or an inline table up to its end."""
        self._step()
        self._skip_lines()
        item = 0
        while self._word != closes or self.kind != "mark":
            if closes == "}":
                self._pair(path)
            else:
                self._found[(*path, item)] = self._line
                self._value((*path, item))
                item += 1
            self._skip_lines()
            if self.kind == "mark" and self._word == ",":
                self._step()
                self._skip_lines()
            elif self._word != closes:
                raise ValueError(self._word)
        self._step()


def _unquoted(quoted: str) -> str:
    """Return the text that stands in quotes.

    Raises:
        ValueError: It is no TOML.
    """
    import tomllib

    if "\\" not in quoted or quoted[0] == "'":
        return quoted[1:-1]
    return str(tomllib.loads(f"key = {quoted}")["key"])
