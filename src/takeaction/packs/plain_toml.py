"""Plain TOML, in which packs are mostly written, read in a fraction of the standard parser's time.

It knows lists of tables, bare keys, and the everyday forms of values. What it reads, it reads as
the standard parser does; at anything else it gives up, and that parser is asked. What it reads
can neither nest deep nor hold long numbers.
"""

import re
from datetime import date
from typing import Any

from takeaction.limits import Limits

_NAME = r"[A-Za-z0-9_-]+"
_NO_TOML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANK = re.compile(r"[ \t\n]*+(?:#[^\n]*+[ \t\n]*+)*+")
_HEADER = re.compile(rf"\[\[({_NAME}(?:\.{_NAME})?)\]\][ \t]*(?=[#\n]|\Z)")
_KEY = re.compile(rf"({_NAME})[ \t]*=[ \t]*")
_TEXTS = r'\[[ \t\n]*+(?:"[^"\\\n]*+"[ \t\n]*+,[ \t\n]*+)*+(?:"[^"\\\n]*+"[ \t\n]*+)?\]'
_LINE = re.compile(rf'({_NAME})[ \t]*+=[ \t]*+(?:"([^"\\\n]++)"|({_TEXTS}))[ \t]*+\n[ \t\n]*+')
"""A text or a list of texts, and nothing else: most lines of a pack."""

_TEXT = re.compile(r'"([^"]*)"')
_VALUE = re.compile(
    r"""(?:"(?!"")(?P<text>[^"\\\n]*+(?:\\["\\][^"\\\n]*+)*+)"
        |\"\"\"\n?(?P<long>[^"\\]*+(?:"(?!"")[^"\\]*+)*+)\"\"\"(?!")
        |(?P<day>\d{4}-\d\d-\d\d)
        |(?P<number>0|-?[1-9][0-9]{0,17})
        |(?P<truth>true|false))
        (?=[ \t]*(?:[,\]}\#\n]|\Z))
        |(?P<opens>[\[{])""",
    re.VERBOSE | re.ASCII,
)
_END = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_DEEPEST, _PARTS, _DIGITS = 4, 2, 18


def read(text: str, limits: Limits) -> dict[str, Any] | None:
    """Read a TOML text.

    Returns:
        Its top table, days as text; None if it is not plain, or no TOML, or if the limits are
        lower than what it may hold.
    """
    is_bound = limits.depth >= _DEEPEST and limits.key_parts >= _PARTS and limits.digits >= _DIGITS
    if not is_bound or _NO_TOML.search(text):
        return None
    try:
        return _Reader(text).whole()
    except ValueError:
        return None


class _NotPlainError(ValueError):
    """Something that is not known here."""


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lists: set[int] = set()

    def whole(self) -> dict[str, Any]:
        """Read everything."""
        top: dict[str, Any] = {}
        table = top
        self._skip()
        while self._at < len(self._text):
            if self._takes_line(table):
                continue
            header = _HEADER.match(self._text, self._at)
            if header:
                self._at = header.end()
                table = self._table(top, header[1].split("."))
            else:
                self._pair(table, 0)
                self._take(_END)
            self._skip()
        return top

    def _takes_line(self, table: dict[str, Any]) -> bool:
        line = _LINE.match(self._text, self._at)
        if line and line[1] not in table:
            table[line[1]] = _TEXT.findall(line[3]) if line[2] is None else line[2]
            self._at = line.end()
            return True
        return False

    def _skip(self) -> None:
        self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if not found:
            raise _NotPlainError
        self._at = found.end()
        return found

    def _table(self, top: dict[str, Any], names: list[str]) -> dict[str, Any]:
        """Begin a table at the end of a list of tables."""
        holder = top
        for name in names[:-1]:
            holder = self._list(holder, name)[-1]
        listed = self._list(holder, names[-1], begin=True)
        listed.append({})
        newest: dict[str, Any] = listed[-1]
        return newest

    def _list(self, table: dict[str, Any], name: str, *, begin: bool = False) -> list[Any]:
        """Return a list of tables: a list that stands as a value can get no more."""
        if begin and name not in table:
            table[name] = []
            self._lists.add(id(table[name]))
        found = table.get(name)
        if not isinstance(found, list) or id(found) not in self._lists:
            raise _NotPlainError
        return found

    def _pair(self, table: dict[str, Any], depth: int) -> None:
        key = self._take(_KEY)[1]
        if key in table:
            raise _NotPlainError
        table[key] = self._value(depth)

    def _value(self, depth: int) -> Any:
        found = self._take(_VALUE)
        kind, word = found.lastgroup, found[found.lastgroup or 0]
        if kind == "opens":
            if depth == _DEEPEST:
                raise _NotPlainError
            return self._items(depth + 1) if word == "[" else self._inline(depth + 1)
        return _scalar(kind, word)

    def _items(self, depth: int) -> list[Any]:
        """Read a list, which may run over several lines and end in a comma."""
        items: list[Any] = []
        self._skip()
        while not self._passes("]"):
            items.append(self._value(depth))
            self._skip()
            if not self._passes(","):
                self._take(_CLOSES)
                return items
            self._skip()
        return items

    def _inline(self, depth: int) -> dict[str, Any]:
        """Read a table on one line."""
        table: dict[str, Any] = {}
        while True:
            self._take(_SPACE)
            self._pair(table, depth)
            self._take(_SPACE)
            if not self._passes(","):
                self._take(_CLOSES_TABLE)
                return table

    def _passes(self, mark: str) -> bool:
        passes = self._text.startswith(mark, self._at)
        self._at += passes
        return passes


_SPACE = re.compile(r"[ \t]*+")
_CLOSES = re.compile(r"\]")
_CLOSES_TABLE = re.compile(r"\}")


def _scalar(kind: str | None, word: str) -> Any:
    if kind == "number":
        return int(word)
    if kind == "truth":
        return word == "true"
    if kind == "day":
        return date.fromisoformat(word).isoformat()
    return word.replace('\\"', '"').replace("\\\\", "\\") if "\\" in word else word
