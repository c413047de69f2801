"""The line of each key and item of a TOML text; the standard parser does not keep it."""

from collections.abc import Iterator

from takeaction.packs.faults import FieldPath
from takeaction.packs.reading.toml.bounds import OPENS, TOKEN


def find_lines(text: str) -> dict[FieldPath, int]:
    """Find the line of each key and item of a TOML text.

    Returns:
        The line, from 1, by path; for a table, the line of its header. Everything after the first
        mistake in the form of the text is left out.
    """
    finder = LineFinder(text)
    finder.walk_to(None)
    return finder.lines


class LineFinder:
    """Finds lines in a TOML text, reading no further than each question needs.

    Attributes:
        lines: The line, from 1, of each path read so far.
    """

    def __init__(self, text: str) -> None:
        self.lines: dict[FieldPath, int] = {}
        self._parser = _Parser(text, self.lines)
        self._goes_on = True

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
        """Read on to a path; None reads to the end."""
        try:
            while self._goes_on and path not in self.lines:
                self._goes_on = self._parser.kind != "end"
                if self._goes_on:
                    self._parser.read_statement()
        except ValueError:
            self._goes_on = False


class _Parser:
    """Reads a TOML text statement by statement and notes the line of each path.

    Attributes:
        kind: The kind of the next token, such as ``mark``; ``end`` after the last.
    """

    def __init__(self, text: str, lines: dict[FieldPath, int]) -> None:
        self._tokens = self._significant_tokens(text)
        self._lines = lines
        self._list_indices: dict[FieldPath, int] = {}  # the newest table of each list of tables
        self._table: FieldPath = ()
        self._advance()

    def _significant_tokens(self, text: str) -> Iterator[tuple[str, str, int]]:
        line = 1
        for token in TOKEN.finditer(text):
            if token.lastgroup != "blank":
                yield token.lastgroup or "", token.group(), line
            line += token.group().count("\n")
        yield "end", "", line

    def _advance(self) -> None:
        self.kind, self._word, self._line = next(self._tokens)

    def _expect(self, word: str) -> None:
        """Go past a mark that has to be next."""
        if self._word != word:
            raise ValueError(word)
        self._advance()

    def _skip_line_ends(self) -> None:
        while self.kind == "line":
            self._advance()

    def read_statement(self) -> None:
        """Read a blank line, a table header, or a key with its value."""
        if self.kind == "line":
            self._advance()
        elif self._word == "[" and self.kind == "mark":
            self._read_header()
        else:
            self._read_pair(self._table)

    def _read_header(self) -> None:
        line = self._line
        self._expect("[")
        is_list = self._word == "[" and self.kind == "mark"
        if is_list:
            self._expect("[")
        path: FieldPath = ()
        *parents, last = self._read_key()
        for key in parents:
            path = self._enter((*path, key), line)
        path = (*path, last)
        if is_list:
            self._note(path, line)
            self._list_indices[path] = self._list_indices.get(path, -1) + 1
            path = (*path, self._list_indices[path])
            self._expect("]")
        self._expect("]")
        self._table = path
        self._lines[path] = line

    def _enter(self, path: FieldPath, line: int) -> FieldPath:
        """Return the path of a table, or of the newest table if it is a list of tables."""
        self._note(path, line)
        return (*path, self._list_indices[path]) if path in self._list_indices else path

    def _note(self, path: FieldPath, line: int) -> None:
        """Note the line of a path, unless the path began further up."""
        self._lines.setdefault(path, line)

    def _read_key(self) -> list[str]:
        """Read a dotted key."""
        parts = [self._read_key_part()]
        while self._word == "." and self.kind == "mark":
            self._advance()
            parts.append(self._read_key_part())
        return parts

    def _read_key_part(self) -> str:
        """Read one part of a key, bare or in quotes."""
        if self.kind not in ("bare", "text"):
            raise ValueError(self.kind)
        word = self._word if self.kind == "bare" else _unquoted(self._word)
        self._advance()
        return word

    def _read_pair(self, table: FieldPath) -> None:
        line = self._line
        *parents, last = self._read_key()
        for key in parents:
            table = (*table, key)
            self._note(table, line)
        path = (*table, last)
        self._lines[path] = line
        self._expect("=")
        self._read_value(path)

    def _read_value(self, path: FieldPath) -> None:
        if self.kind == "mark" and self._word in OPENS:
            self._read_items(path, "]" if self._word == "[" else "}")
            return
        if self.kind not in ("bare", "text"):
            raise ValueError(self.kind)
        while self.kind in ("bare", "text") or self._word == ".":
            self._advance()

    def _read_items(self, path: FieldPath, closing: str) -> None:
        """Read a list or an inline table up to its end."""
        self._advance()
        self._skip_line_ends()
        index = 0
        while self._word != closing or self.kind != "mark":
            if closing == "}":
                self._read_pair(path)
            else:
                self._lines[(*path, index)] = self._line
                self._read_value((*path, index))
                index += 1
            self._skip_line_ends()
            if self.kind == "mark" and self._word == ",":
                self._advance()
                self._skip_line_ends()
            elif self._word != closing:
                raise ValueError(self._word)
        self._advance()


def _unquoted(quoted: str) -> str:
    """Return the text inside quotes.

    Raises:
        ValueError: It is not valid TOML.
    """
    import tomllib  # only for text with escapes, which keys rarely have

    if "\\" not in quoted or quoted[0] == "'":
        return quoted[1:-1]
    return str(tomllib.loads(f"key = {quoted}")["key"])
