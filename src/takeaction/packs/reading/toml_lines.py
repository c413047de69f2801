"""The line of each key and item of a TOML text, which the standard parser does not keep."""

from collections.abc import Iterator

from takeaction.packs.faults import Path
from takeaction.packs.reading.toml_bounds import OPENS, TOKEN


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
        for token in TOKEN.finditer(text):
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
        if self.kind == "mark" and self._word in OPENS:
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
