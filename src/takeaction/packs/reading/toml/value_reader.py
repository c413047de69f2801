"""Values in a TOML text: read as far as they are sound, and explained where they are not."""

import re
from typing import NoReturn

from takeaction.errors import plain, shown
from takeaction.packs.reading.toml.cursor import (
    BLANKS,
    GAP,
    KEY,
    REST,
    STATEMENT,
    SlipError,
    TomlCursor,
)
from takeaction.packs.reading.toml.values import (
    CURLY,
    Slip,
    explain_curly,
    explain_value,
    is_scalar,
)

_MAX_DEPTH = 40
"""The most brackets inside each other that are followed; packs need 2."""

_MOST_LINES = 5
"""The lines in which the end of a text is looked for."""

_ITEM = re.compile(r"[^\n,\]}#]*+")
_TEXTS = {
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
    '"""': re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']|'(?!''))*+'{3,5}"),
}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr\"\\]|[ \t]*\r?\n|.?)", re.DOTALL)
_NO_ESCAPE = re.compile(r"\\(?:u|U|[^btnfr\"\\\s]|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIDDEN = re.compile(r"[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_NOTE = re.compile(r"//|--|/\*|<!--|;")
_MERGE = re.compile(r"<{7}|={7}|>{7}")
_FOLLOWS = "something follows the value."
_LONGEST_PAIR = 60
"""The most characters of two values that a fix repeats."""


class TomlValueReader(TomlCursor):
    """Reads keys and values."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._last_end = 0  # of the newest item of a list

    def read_key(self) -> str:
        """Read a key and the = behind it; return the key."""
        match = KEY.match(self._text, self.position)
        if match is None:
            self._explain_line()
        self.position = match.end()
        return match[1]

    def _explain_line(self) -> NoReturn:
        """Explain a line, or a part of a table, that has no key with an equals sign."""
        rest = self._peek(REST).strip()
        name, sign, value = rest.partition("=")
        if _MERGE.match(rest):
            problem = "two versions of this file were merged, and both are still here."
            self._fail(problem, "keep one version, and delete the lines of <, = and >.")
        if _HIDDEN.search(name if sign else rest):
            problem = "this line has an invisible character, such as a no-break space."
            self._fail(problem, "delete the line and type it again.")
        if _NOTE.match(rest):
            self._fail("a note starts with #.", "write # at the start of this line.")
        if colon := re.match(r"([\w-]+)[ \t]*:[ \t]*", rest):
            pair = f"{colon[1]} = {rest[colon.end() :]}"
            self._fail(
                "a key and its value have = between them, not a colon.", f"write {plain(pair)}"
            )
        if word := re.match(r"([\w-]+)[ \t]+[\"'\[{]", rest):
            self._fail("there is no = between the key and its value.", f"write {word[1]} = …")
        if sign:
            self._explain_key(name.strip(), value)
        problem = "this line is neither a key with its value nor a heading."
        self._fail(problem, "if it is a note, start the line with #.")

    def _explain_key(self, name: str, value: str) -> NoReturn:
        if not name:
            self._fail("there is no key before the =.", f"write the key first: key ={value}")
        problem = f"{shown(name)} is not a key: a key has only letters, digits, _ and -."
        self._fail(problem, f"write {re.sub(r'[^0-9A-Za-z-]+', '_', name).strip('_') or 'key'}.")

    def read_value(self, depth: int) -> None:
        """Read a value that is inside so many others."""
        self._skip(BLANKS)
        mark = self._next()
        if mark in ("", "\n", "\r", "#"):
            self._fail("nothing follows the =.", "write a value behind it, or delete the line.")
        if depth > _MAX_DEPTH:
            self._fail(
                f"lists and tables are nested more than {_MAX_DEPTH} deep.", "use fewer levels."
            )
        if mark in ('"', "'"):
            self._read_text(mark)
        elif mark == "[":
            self._read_list(depth)
        elif mark == "{":
            self._read_table(depth)
        else:
            self._read_word(is_inside=depth > 0)

    def _read_text(self, mark: str) -> None:
        opened = self.position
        is_long = self._text.startswith(mark * 3, opened)
        quotes = mark * 3 if is_long else mark
        match = _TEXTS[quotes].match(self._text, opened)
        if match is None:
            self._explain_open_text(quotes)
        body = match[0][len(quotes) : -len(quotes)]
        if _CONTROL.search(body):
            self._fail("this text has an invisible control character.", "type the text again.")
        if mark == '"':
            self._check_escapes(body)
        self.position = match.end()

    def _check_escapes(self, body: str) -> None:
        for escape in _ESCAPE.finditer(body):
            if len(escape[1]) <= 1 and _NO_ESCAPE.match(escape[0]):
                problem = f"a backslash starts a code, and {escape[0]} is not one."
                self._fail(problem, "write two backslashes for one.")

    def _explain_open_text(self, quotes: str) -> NoReturn:
        """Explain a text that is not closed on its line, or not at all if it has three quotes."""
        opened = self.position
        if len(quotes) > 1:
            problem = f"the text that opens here with {quotes} is never closed."
            slip = Slip(self.line_of(opened), problem, f"write {quotes} at its end.")
            raise SlipError(slip, len(self._text))
        rest = self._peek(REST)
        if reason := explain_curly(rest):
            self._fail(*reason)
        closing = self._closing_line(quotes)
        if closing is None:
            self._fail("the text that opens here is never closed.", f"write {quotes} at its end.")
        problem = "a text in quotation marks stays on one line."
        fix = f"write it on one line, or put {quotes * 3} before and after it."
        raise SlipError(Slip(self.line_of(opened), problem, fix), closing)

    def _closing_line(self, quotes: str) -> int | None:
        """Return the end of the line on which an open text ends; None if it never does."""
        start = self._line_end(self.position)
        for _ in range(_MOST_LINES):
            end = self._line_end(start)
            line = self._text[start:end]
            if start == end or STATEMENT.match(line):
                return None
            if quotes in line:
                return end
            start = end
        return None

    def _read_list(self, depth: int) -> None:
        opened, last = self.position, ""
        self.position += 1
        while True:
            self._skip(GAP)
            if self._next() == "]":
                self.position += 1
                return
            if self._at_statement():
                self._fail(
                    "the list that opens here with [ has no ].", "write ] at its end.", opened
                )
            start = self.position
            if last:
                self._explain_missing_comma(last)
            self.read_value(depth + 1)
            last = self._text[start : self.position]
            self._last_end = self.position
            self._skip(GAP)
            if self._next() == ",":
                self.position += 1
                last = ""

    def _explain_missing_comma(self, last: str) -> NoReturn:
        following = self._peek(_ITEM).strip()
        problem = "two values of this list have no comma between them."
        fix = f"write a comma between them: {last}, {following}"
        if "\n" in last or len(last + following) > _LONGEST_PAIR:
            fix = "write a comma at the end of this line."
        self._fail(problem, fix, self._last_end - 1)

    def _read_table(self, depth: int) -> None:
        opened = self.position
        self.position += 1
        self._skip(BLANKS)
        while self._next() != "}":
            self._refuse_line_end(opened)
            self.read_key()
            self.read_value(depth + 1)
            self._skip(BLANKS)
            if self._next() == ",":
                self.position += 1
                self._skip(BLANKS)
                if self._next() == "}":
                    self._fail("there is a comma before this }.", "delete the comma.")
            elif self._next() != "}":
                self._refuse_line_end(opened)
                word = self._peek(re.compile(r"[^\s=]*+"))
                problem = "two keys of this table have no comma between them."
                self._fail(problem, f"write a comma before {word}.")
        self.position += 1

    def _refuse_line_end(self, opened: int) -> None:
        """Refuse a table in braces that goes on in the next line."""
        if self._next() not in ("", "\n", "\r", "#"):
            return
        start = self._line_end(self.position)
        following = self._text[start : self._line_end(start)]
        if not following[:1].isspace() and not following.startswith("}"):
            problem = "the table that opens here with { has no }."
            self._fail(problem, "write } at its end, on the same line.", opened)
        closing = self._text.find("}", start)
        problem = "a table in { } stays on one line."
        slip = Slip(self.line_of(opened), problem, "write it on one line.")
        raise SlipError(slip, self._line_end(closing) if closing >= 0 else None)

    def _read_word(self, *, is_inside: bool) -> None:
        """Read a value without quotation marks."""
        opened = self.position
        written = self._peek(_ITEM if is_inside else re.compile(r"[^\n#]*+")).rstrip()
        word = written.partition(" ")[0].rstrip(",;]}")
        if is_scalar(word) and not written[len(word) :].strip(" ,;]}").isdigit():
            self.position += len(word)
            return
        if not is_inside:
            written = written.rstrip(",; ")
        raise SlipError(explain_value(written.strip(), self.line_of(opened)))

    def end_of_value(self, start: int) -> None:
        """Go to the next line behind a value that starts somewhere; refuse what is between."""
        rest = self._peek(REST).strip()
        value = self._text[start : self.position]
        if rest.rstrip() in (",", ";"):
            self._fail(f"this line ends with a {rest} that does not belong there.", "delete it.")
        if rest[:1] in ("]", "}"):
            opening = "[" if rest[0] == "]" else "{"
            self._fail(f"this {rest[0]} has no {opening} before it.", f"write {opening} first.")
        if note := _NOTE.match(rest):
            self._fail("a note starts with #.", f"write # instead of {note[0]}")
        if any(mark in rest for mark in CURLY):
            self._fail(*(explain_curly(rest) or ("", "")))
        if KEY.match(rest):
            self._fail("two keys are on one line.", "put each key on its own line.")
        if value.endswith('"'):
            problem = "a text ends at its second quotation mark, and more follows."
            self._end_line('inside a text write \\" for a quotation mark.', problem)
        elif value.endswith("'"):
            problem = "a text in single quotation marks ends at the second one, and more follows."
            self._end_line("put the text in double quotation marks.", problem)
        else:
            self._end_line("delete it, or put quotation marks around all of it.", _FOLLOWS)
