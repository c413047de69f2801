"""The statements of a TOML text: the line of each key, and the slips, in plain words.

The standard parser keeps no lines, and it stops at the first mistake and names it in its own terms.
This reader notes the line of each key and item as it goes; at a slip it says what is wrong where it
opens, and goes on behind it, so that the rest of the text can be checked as well.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, NoReturn, TypeAlias

from takeaction.errors import plain, shown
from takeaction.limits import Limits
from takeaction.packs.faults import FieldPath, day_meant, is_day, looks_like_day
from takeaction.packs.reading.toml import NEST_LESS, QUOTED, SYNTAX, TomlTextError

# Tokens

_TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+)
    |(?P<comment>\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{QUOTED})
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


# Slips and lines


class Diagnosis(NamedTuple):
    """The slips in a text, and the rest of it.

    Attributes:
        slips: The slips, in order; empty if this reader sees nothing wrong. Each has the line
            where the value, the text or the list opens.
        rest: The text with every wrong statement blanked out, so that its lines keep their
            numbers; None if there are too many slips.
        records: The paths of the records with a slip, such as ``("resource", 3)``, by their place
            in the rest.
    """

    slips: tuple[TomlTextError, ...]
    rest: str | None
    records: frozenset[FieldPath]


def diagnose(text: str, most: int) -> Diagnosis:
    """Find the slips in a text that the parser refused, at most *most* of them."""
    reader = LineFinder(text)
    slips: list[TomlTextError] = []
    pieces: list[str] = []
    records: set[FieldPath] = set()
    read_to = 0
    while reader.has_more() and len(slips) < most:
        start = reader.start
        slip = reader.read_statement()
        if slip:
            slips.append(slip)
            pieces += text[read_to:start], "\n" * text.count("\n", start, reader.resumed)
            read_to = reader.resumed
            records.add(reader.table[:2])
    rest = None if reader.has_more() else "".join([*pieces, text[read_to:]])
    return Diagnosis(tuple(slips), rest, frozenset(records))


def find_lines(text: str) -> dict[FieldPath, int]:
    """Find the line of each key and item of a TOML text.

    Returns:
        The line, from 1, by path; for a table, the line of its header. Everything after the first
        mistake in the form of the text is left out.
    """
    finder = LineFinder(text)
    finder.walk_to(None)
    return finder.lines


# The reader

_ROOMY = Limits(depth=40, key_parts=40, digits=4_300)
"""The bounds of a text whose lines and slips are looked for, whatever a host allows.

Packs need two brackets inside each other and keys of three parts. Python reads no longer numbers.
"""

_MOST_LINES = 5
"""The lines in which the end of a text is looked for."""

_LONGEST_PAIR = 60
"""The most characters of two values that a fix repeats."""

CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b\u2039\u203a\u2033\uff02"
"""Quotation marks of word processors and of other languages, none of which TOML knows."""

_RECORD = re.compile(r"(?m)^[ \t]*+\[\[?[ \t]*+[A-Za-z0-9_-]++[ \t]*+\]")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\\\n]*+"|'[^'\n]*+')"""
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+[ \t]*+=(?!=)"
_STATEMENT = re.compile(
    r"(?m)^[ \t]*+(?:[A-Za-z0-9_.\"'-]++[ \t]*+=(?!=)|\[\[?[ \t]*+([A-Za-z0-9_.-]++)[ \t]*+\])"
)
_ITEM = re.compile(r"[^\n,\]}#]*+")
_VALUE = re.compile(r"[^\n#]*+")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr\"\\]|[ \t]*\r?\n|.?)", re.DOTALL)
_NO_ESCAPE = re.compile(r"\\(?:u|U|[^btnfr\"\\\s]|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_NUMBER = r"[+-]?(?:0|[1-9](?:_?\d)*+)(?:\.\d(?:_?\d)*+)?(?:[eE][+-]?\d(?:_?\d)*+)?"
_OTHER_NUMBER = r"[+-]?(?:inf|nan)|0x[0-9A-Fa-f_]++|0o[0-7_]++|0b[01_]++"
_TIME = r"\d\d:\d\d:\d\d(?:\.\d++)?(?:[Zz]|[+-]\d\d:\d\d)?"
_DAY = rf"(\d{{4}}-\d\d-\d\d)(?:[Tt ]{_TIME})?"
_SCALAR = re.compile(
    rf"(?:true|false|{_DAY}|{_TIME}|{_OTHER_NUMBER}|{_NUMBER})(?=[\s,;\]}}#]|\Z)", re.ASCII
)


class LineFinder:
    """Reads a text statement by statement, and notes the line of each path.

    Attributes:
        start: The place of the next token.
        resumed: The place where it went on after the last slip.
        slip: The slip at which it stopped; None so far.
        table: The path of the current table.
        lines: The line, from 1, of each path read so far.
    """

    def __init__(self, text: str, limits: Limits = _ROOMY) -> None:
        self._text = text
        self._limits = limits
        self.lines: dict[FieldPath, int] = {}
        self._list_indices: dict[FieldPath, int] = {}  # the newest table of each list of tables
        self.table: FieldPath = ()
        self._spare_levels = 0  # those that the current heading may have and its path has not
        self.resumed = 0
        self.slip: TomlTextError | None = None
        self._keys: dict[str, int] = {}  # of the current table, each with its line
        self._headings: dict[str, int] = {}  # in single brackets, of the current record
        self._go_to(0, 1)
        self._skip_lines()

    # Tokens and places

    def _go_to(self, position: int, line: int) -> None:
        self._tokens = tokens(self._text, position, line)
        self._kind = self._word = ""
        self.start = position
        self._advance()

    def _advance(self) -> None:
        self._end = self.start + len(self._word)  # of the last token that was read
        self._is_first = self._kind == "line"
        self._kind = "comment"
        while self._kind == "comment" or self._word == "\r":
            self._kind, self._word, self.start, self._line = next(self._tokens)

    def _skip_lines(self) -> None:
        while self._kind == "line":
            self._advance()

    def _ends_line(self) -> bool:
        return self._kind in ("line", "end")

    def has_more(self) -> bool:
        """Tell whether a statement follows."""
        return self._kind != "end"

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def line_at(self, position: int) -> int:
        """Return the line of a place in the text, from 1."""
        return bisect_right(self._starts, position)

    def _line_end(self, position: int) -> int:
        end = self._text.find("\n", position)
        return len(self._text) if end < 0 else end + 1

    def _rest(self, position: int) -> str:
        """Return the text from a place to the end of its line."""
        return self._text[position : self._line_end(position)].strip()

    def _fail(
        self,
        problem: str,
        fix: str,
        line: int | None = None,
        resume: int | None = None,
        code: str = SYNTAX,
    ) -> NoReturn:
        raise TomlTextError(code, problem, line or self._line, fix, resume)

    # Lines

    def line_of(self, path: FieldPath) -> int:
        """Return the line of a path, or of its nearest container; 1 if there is none."""
        if len(path) > 1 and isinstance(path[1], int):
            self.walk_to((path[0], path[1] + 1))  # the next record: nothing of this one follows it
        else:
            self.walk_to(None)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def walk_to(self, path: FieldPath | None) -> None:
        """Read on to a path, or to the first slip; None reads to the end."""
        while path not in self.lines and self.has_more() and not self.slip:
            self.slip = self.read_statement()

    # Statements

    def read_statement(self) -> TomlTextError | None:
        """Read a statement and the ends of lines behind it; return its slip, if it has one."""
        start, is_header = self.start, self._word == "["
        slip = None
        try:
            if is_header:
                self._read_header()
            else:
                self._read_line()
        except TomlTextError as error:
            slip, resume = error.with_traceback(None), error.resume
            if resume is None:
                after = max(self._line_end(start), self.start)
                match = (_RECORD if is_header else _STATEMENT).search(self._text, after)
                resume = match.start() if match else len(self._text)
            self.resumed = resume
            self._go_to(resume, self.line_at(resume))
        self._skip_lines()
        return slip

    def _read_header(self) -> None:
        start, line = self.start, self._line
        self._advance()
        closing = "]"
        if self._word == "[" and self.start == self._end:
            self._advance()
            closing = "]]"
        key_start = self.start
        parts = self._read_key()
        name = self._text[key_start : self._end]
        is_complete = parts and self._text.startswith(closing, self.start)
        for _ in closing if is_complete else "":
            self._advance()
        if not is_complete or self._word == "]":
            rest = self._rest(start)
            name = re.sub(r"[^\w.-]", "", rest.partition("#")[0])
            brackets = ("[[", "]]") if "[[" in rest or "]]" in rest else ("[", "]")
            heading = name.join(brackets)
            self._fail(
                "this heading is not complete.", f"write {heading} on a line by itself.", line
            )
        if not self._ends_line():
            heading = self._text[start : self._end]
            self._fail("something follows this heading.", f"start a new line after {heading}.")
        self._enter(parts, name, line, is_record=closing == "]]")

    def _enter(self, parts: list[str], name: str, line: int, *, is_record: bool) -> None:
        """Make a table the current one."""
        self._keys = {}
        if is_record:
            self._headings = {}
        elif name in self._headings:
            problem = f"the heading [{name}] is already in line {self._headings[name]}."
            self._fail(problem, f"to start another record, write [[{name}]].", line)
        else:
            self._headings[name] = line
        path: FieldPath = ()
        for part in parts:
            if path in self._list_indices:  # the newest table of a list of tables
                path = (*path, self._list_indices[path])
            path = (*path, part)
            self.lines.setdefault(path, line)
        if is_record:
            self._list_indices[path] = self._list_indices.get(path, -1) + 1
            path = (*path, self._list_indices[path])
        self.lines[path] = line
        self.table = path
        self._spare_levels = 2 * len(parts) - len(path)  # each part may be a list of tables

    def _read_line(self) -> None:
        """Read a key with its value, and nothing else to the end of the line."""
        line = self._line
        name = self._read_pair(self.table, 0)
        if not self._ends_line():
            otherwise = _AFTER.get(self._text[self._end - 1], _AFTER[""])
            self._fail(*_explained(_BEHIND, self._rest(self._end), otherwise))
        if self._keys.setdefault(name, line) != line:
            problem = f"{name} is already in line {self._keys[name]}."
            fix = "keep one of them; a new record starts with its own heading in [[ ]]."
            self._fail(problem, fix, line, self._end)

    # Keys

    def _read_pair(self, table: FieldPath, depth: int) -> str:
        """Read a key with its value; return the key as it is written."""
        start, line = self.start, self._line
        parts = self._read_key()
        name = self._text[start : self._end]
        if not parts or self._word != "=" or self._text.startswith("==", self.start):
            rest = self._rest(start)
            key = re.sub(r"[^0-9A-Za-z-]+", "_", rest.partition("=")[0]).strip("_") or "key"
            self._fail(*_explained(_NO_KEY, rest, as_key=key), line)
        self._advance()
        for part in parts[:-1]:
            table = (*table, part)
            self.lines.setdefault(table, line)
        path = (*table, parts[-1])
        self.lines[path] = line
        self._read_value(path, depth)
        return name

    def _read_key(self) -> list[str]:
        """Read the parts of a dotted key; return none of them if one is missing."""
        parts = []
        while True:
            if self._kind == "text" and "\n" not in self._word and self._word[:3] not in _LONG:
                self._check_text()
                parts.append(_unquoted(self._word))
            elif self._kind == "bare" and _BARE_KEY.fullmatch(self._word):
                parts.append(self._word)
            else:
                return []
            self._advance()
            if self._word != ".":
                return parts
            if len(parts) >= self._limits.key_parts:
                problem = f"a key has more than {self._limits.key_parts} parts."
                self._fail(problem, NEST_LESS, code="parse.too_complex")
            self._advance()

    # Values

    def _read_value(self, path: FieldPath, depth: int) -> None:
        """Read a value that is inside so many others."""
        if self._ends_line():
            self._fail("nothing follows the =.", "write a value behind it, or delete the line.")
        self._check_depth(path, depth)
        if self._word[:1] in ('"', "'"):
            self._check_text()
            self._advance()
        elif self._word == "[":
            self._read_list(path, depth)
        elif self._word == "{":
            self._read_table(path, depth)
        else:
            self._read_scalar(is_inside=depth > 0)

    def _check_depth(self, path: FieldPath, depth: int) -> None:
        opens, levels = self._word in ("[", "{"), self._limits.depth + self._limits.key_parts
        is_deep = opens and depth >= self._limits.depth
        if is_deep or len(path) - (not opens) + self._spare_levels > levels:
            most = self._limits.depth if is_deep else levels
            problem = f"lists and tables are nested more than {most} deep."
            self._fail(problem, NEST_LESS, code="parse.too_deep")

    def _check_text(self) -> None:
        if self._kind == "text" and self._word.isprintable() and "\\" not in self._word:
            return  # nearly every text
        mark = self._word[0]
        quotes = mark * 3 if self._text.startswith(mark * 3, self.start) else mark
        if self._kind != "text" or (quotes == mark and "\n" in self._word):
            self._explain_open_text(quotes)
        body = self._word[len(quotes) : -len(quotes)]
        if _CONTROL.search(body):
            self._fail("this text has an invisible control character.", "type the text again.")
        for escape in _ESCAPE.finditer(body) if mark == '"' else ():
            if len(escape[1]) <= 1 and _NO_ESCAPE.match(escape[0]):
                problem = f"a backslash starts a code, and {escape[0]} is not one."
                self._fail(problem, "write two backslashes for one.")

    def _explain_open_text(self, quotes: str) -> NoReturn:
        """Explain a text that is not closed on its line, or not at all if it has three quotes."""
        if len(quotes) > 1:
            problem = f"the text that opens here with {quotes} is never closed."
            self._fail(problem, f"write {quotes} at its end.", resume=len(self._text))
        problem, fix = _explained([_CURLY_MARKS], self._rest(self.start))
        if problem:
            self._fail(problem, fix)
        closing = self._closing_line(quotes)
        if closing is None:
            self._fail("the text that opens here is never closed.", f"write {quotes} at its end.")
        problem = "a text in quotation marks stays on one line."
        fix = f"write it on one line, or put {quotes * 3} before and after it."
        self._fail(problem, fix, resume=closing)

    def _closing_line(self, quotes: str) -> int | None:
        """Return the end of the line on which an open text ends; None if it never does."""
        start = self._line_end(self.start)
        for _ in range(_MOST_LINES):
            end = self._line_end(start)
            line = self._text[start:end]
            if start == end or _STATEMENT.match(line):
                return None
            if quotes in line:
                return end
            start = end
        return None

    def _read_list(self, path: FieldPath, depth: int) -> None:
        opened, last, last_end = self._line, "", 0
        self._advance()
        index = 0
        while True:
            self._skip_lines()
            if self._word == "]":
                self._advance()
                return
            if self._kind == "end" or (self._is_first and self._at_statement()):
                self._fail(
                    "the list that opens here with [ has no ].", "write ] at its end.", opened
                )
            if last:
                self._explain_missing_comma(last, self.line_at(last_end - 1))
            self.lines[(*path, index)] = self._line
            start = self.start
            self._read_value((*path, index), depth + 1)
            last, last_end = self._text[start : self._end], self._end
            self._skip_lines()
            if self._word == ",":
                self._advance()
                last = ""
            index += 1

    def _at_statement(self) -> bool:
        """Tell whether the first token of a line in a list starts another statement."""
        if self._kind == "text":  # with an equals sign in it, it would look like a key
            return False
        match = _STATEMENT.match(self._text, self._text.rfind("\n", 0, self.start) + 1)
        item = _SCALAR.fullmatch(match[1]) if match and match[1] else None
        return match is not None and not (item and _is_scalar(item))

    def _explain_missing_comma(self, last: str, line: int) -> NoReturn:
        following = _matched(_ITEM, self._text, self.start).strip()
        problem = "two values of this list have no comma between them."
        fix = f"write a comma between them: {last}, {following}"
        if "\n" in last or len(last + following) > _LONGEST_PAIR:
            fix = "write a comma at the end of this line."
        self._fail(problem, fix, line)

    def _read_table(self, path: FieldPath, depth: int) -> None:
        opened = self._line
        self._advance()
        while self._word != "}":
            self._refuse_line_end(opened)
            self._read_pair(path, depth + 1)
            if self._word == ",":
                self._advance()
                if self._word == "}":
                    self._fail("there is a comma before this }.", "delete the comma.")
            elif self._word != "}":
                self._refuse_line_end(opened)
                word = _matched(re.compile(r"[^\s=]*+"), self._text, self.start)
                problem = "two keys of this table have no comma between them."
                self._fail(problem, f"write a comma before {word}.")
        self._advance()

    def _refuse_line_end(self, opened: int) -> None:
        """Refuse a table in braces that goes on in the next line."""
        if not self._ends_line():
            return
        start = self._line_end(self.start)
        following = self._text[start : start + 1]
        if not (following.isspace() or following == "}"):
            problem = "the table that opens here with { has no }."
            self._fail(problem, "write } at its end, on the same line.", opened)
        closing = self._text.find("}", start)
        resume = self._line_end(closing) if closing >= 0 else None
        self._fail("a table in { } stays on one line.", "write it on one line.", opened, resume)

    def _read_scalar(self, *, is_inside: bool) -> None:
        """Read a value without quotation marks."""
        written = _matched(_ITEM if is_inside else _VALUE, self._text, self.start).rstrip()
        match = _SCALAR.match(self._text, self.start)
        scalar = match[0] if match and _is_scalar(match) else ""
        if not scalar or written[len(scalar) :].strip(" ,;]}").isdigit():
            value = written if is_inside else written.rstrip(",; ")
            self._fail(*_explain_day(value.strip()) or _explained(_NO_VALUE, value.strip()))
        if len(scalar) > self._limits.digits and self._has_long_number(scalar):
            problem = f"a number has more than {self._limits.digits} digits."
            fix = "write a smaller number, or put it in quotes."
            self._fail(problem, fix, code="limit.number")
        end = self.start + len(scalar)
        while self.start < end:
            self._advance()
        if self._end > end:  # it ends with a semicolon
            self._go_to(end, self.line_at(end))

    def _has_long_number(self, scalar: str) -> bool:
        parts = () if ":" in scalar else scalar.split(".")  # the parser bounds a time
        return any(sum(map(str.isalnum, part)) > self._limits.digits for part in parts)


_LONG = ('"""', "'''")


def _matched(pattern: re.Pattern[str], text: str, position: int) -> str:
    match = pattern.match(text, position)
    return match[0] if match else ""


def _unquoted(quoted: str) -> str:
    import tomllib  # only for text with escapes, which keys rarely have

    if "\\" not in quoted or quoted[0] == "'":
        return quoted[1:-1]
    with suppress(ValueError):  # an escape of half a character, which the parser refuses
        return str(tomllib.loads(f"key = {quoted}")["key"])
    return quoted


def _is_scalar(match: re.Match[str]) -> bool:
    """Tell whether a value that looks like one of TOML is one: a day has to be in the calendar."""
    return match[1] is None or is_day(match[1])


# Slips: what is wrong, and how to fix it

_Reason: TypeAlias = tuple[str, str]
"""A problem and its fix."""

_Rule: TypeAlias = tuple[str, str, str]
"""The start of a wrong text, the problem and the fix; these repeat the groups of the first."""

_STRAIGHT = "these are not straight quotation marks; a word processor writes such."
_CURLY_MARKS: _Rule = (rf"(?P<curly>.*[{CURLY}].*)", _STRAIGHT, "write straight ones: {curly}.")
_NOTE = r"(?P<note>//|--|/\*|<!--|;)"
_HIDDEN = "\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"

_NO_KEY: tuple[_Rule, ...] = (
    (
        "<{7}|={7}|>{7}",
        "two versions of this file were merged, and both are still here.",
        "keep one version, and delete the lines of <, = and >.",
    ),
    (
        f"[^=]*[{_HIDDEN}]",
        "this line has an invisible character, such as a no-break space.",
        "delete the line and type it again.",
    ),
    (_NOTE, "a note starts with #.", "write # at the start of this line."),
    (
        r"(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)",
        "a key and its value have = between them, not a colon.",
        "write {key} = {value}",
    ),
    (
        r"(?P<key>[\w-]+)[ \t]+[\"'\[{]",
        "there is no = between the key and its value.",
        "write {key} = …",
    ),
    ("=(?P<value>.*)", "there is no key before the =.", "write the key first: key ={value}"),
    (
        "(?P<text>[^=]+)=",
        "{text} is not a key: a key has only letters, digits, _ and -.",
        "write {as_key}.",
    ),
    (
        "",
        "this line is neither a key with its value nor a heading.",
        "if it is a note, start the line with #.",
    ),
)
"""A line, or a part of a table, that has no key with an equals sign."""

_BEHIND: tuple[_Rule, ...] = (
    (
        r"(?P<mark>[,;])\Z",
        "this line ends with a {mark} that does not belong there.",
        "delete it.",
    ),
    (r"\]", "this ] has no [ before it.", "write [ first."),
    (r"\}", "this } has no { before it.", "write { first."),
    (_NOTE, "a note starts with #.", "write # instead of {note}"),
    _CURLY_MARKS,
    (_KEY, "two keys are on one line.", "put each key on its own line."),
)
"""What follows a value in its line."""

_AFTER: dict[str, _Reason] = {
    '"': (
        "a text ends at its second quotation mark, and more follows.",
        'inside a text write \\" for a quotation mark.',
    ),
    "'": (
        "a text in single quotation marks ends at the second one, and more follows.",
        "put the text in double quotation marks.",
    ),
    "": ("something follows the value.", "delete it, or put quotation marks around all of it."),
}
"""The same, for anything else that follows, by the last character of the value."""

_YES_OR_NO = "{word} is not a value: yes is true, and no is false."

_NO_VALUE: tuple[_Rule, ...] = (
    _CURLY_MARKS,
    (r"(?i)(?P<word>yes|true|on|y|ja|oui|si|sí|wahr)\Z", _YES_OR_NO, "write true."),
    (r"(?i)(?P<word>no|false|off|n|nein|non|falsch)\Z", _YES_OR_NO, "write false."),
    (
        r"(?i)(?:none|null|nil|na|n/a|unknown|\?|-|tbc|tbd)\Z",
        "there is no word for a value that nobody knows.",
        "delete the whole line.",
    ),
    (
        r"(?P<text>\+?[\d\s()./-]{3,})\Z",
        "a number to dial is a text, and needs quotation marks around it.",
        "write {text}.",
    ),
    ("(?P<text>.*)", "a text needs quotation marks around it.", "write {text}."),
)
"""A value that is not TOML, up to the comma, the bracket or the end of the line."""


def _explained(
    rules: Sequence[_Rule], text: str, otherwise: _Reason = ("", ""), **parts: str
) -> _Reason:
    """Return the problem and the fix of the first rule that fits a text."""
    for pattern, problem, fix in rules:
        if match := re.match(pattern, text):
            for name, part in match.groupdict().items():
                parts[name] = _AS_SHOWN.get(name, plain)(part)
            if not parts:  # the texts may have braces of their own
                return problem, fix
            return problem.format(**parts), fix.format(**parts)
    return otherwise


_AS_SHOWN: dict[str, Callable[[str], str]] = {
    "text": lambda text: shown(text.strip()),
    "curly": lambda text: shown(text.strip(CURLY + "\"' ,")),
}


def _explain_day(value: str) -> _Reason | None:
    if not looks_like_day(value):
        return None
    day = day_meant(value)
    fix = f"write {day}." if day else "write it as year-month-day, such as 2026-11-24."
    return f"{plain(value)} is not a date.", fix
