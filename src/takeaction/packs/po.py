"""Translations: gettext PO, one file a language.

Of an entry these count: ``msgctxt`` (``local-id#field``, such as ``national-hotline#name``),
``msgid`` (the source text as it is now), ``msgstr`` and the flag ``fuzzy``, which means that
nobody has reviewed it. A fuzzy entry may keep in ``#| msgid`` the older source text that it was
made from. The header is skipped. Plural forms are refused: no field has any.
"""

import re
from collections.abc import Iterator

import attrs

from takeaction.value import Value

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"((?:\\.|[^"\\])*+)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class PoSyntaxError(ValueError):
    """A line is no PO.

    Attributes:
        line: Which, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@attrs.frozen(eq=False, repr=False)
class Entry(Value):
    """One translated text.

    Attributes:
        context: Which field, ``local-id#field``.
        source: The source text it was made from.
        translation: The text; empty while there is none.
        reviewed: False if it is marked fuzzy.
        line: Where it starts, from 1.
    """

    context: str
    source: str
    translation: str
    reviewed: bool
    line: int


def entries(text: str) -> Iterator[Entry]:
    """Read the entries of a PO file, in order, without its header.

    Raises:
        PoSyntaxError: A line is no PO.
    """
    for start, block in _blocks(text):
        parts, fuzzy = _parts(block, start)
        context, source = parts.get("msgctxt", ""), parts.get("msgid", "")
        if fuzzy:
            source = _before(block, start) or source
        if source or context:
            yield Entry(context, source, parts.get("msgstr", ""), not fuzzy, start)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Split a file into entries, each with the number of its first line.

    An entry ends at a blank line, and where a comment, a msgctxt or a msgid stands after its
    msgstr. One that is all comments is left out, obsolete entries (``#~``) among them.
    """
    block: list[str] = []
    has_text = False
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if not bare or (has_text and bare.startswith(("#", "msgctxt", "msgid"))):
            if not all(each.startswith("#") for each in block):
                yield number - len(block), block
            block, has_text = [], False
        if bare:
            block.append(bare)
            has_text = has_text or bare.startswith("msgstr")


def _parts(block: list[str], start: int) -> tuple[dict[str, str], bool]:
    """Read one entry: its texts by their keyword, and whether it is fuzzy."""
    parts: dict[str, str] = {}
    fuzzy, key = False, ""
    for number, line in enumerate(block, start):
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _LINE.fullmatch(line)
        if not found or (not found[1] and not key) or found[1] in parts:
            raise PoSyntaxError(number)
        key = found[1] or key
        parts[key] = parts.get(key, "") + _unescaped(found[2], number)
    return parts, fuzzy


def _before(block: list[str], start: int) -> str:
    """Return the older source text that a translation was made from; empty if there is none."""
    older = [(n, line[2:].strip()) for n, line in enumerate(block, start) if line[:2] == "#|"]
    parts: dict[str, str] = {}
    key = ""
    for number, line in older:
        found = _LINE.fullmatch(line)
        if not found or (not found[1] and not key):
            raise PoSyntaxError(number)
        key = found[1] or key
        parts[key] = parts.get(key, "") + _unescaped(found[2], number)
    return parts.get("msgid", "")


def _unescaped(text: str, line: int) -> str:
    def meant(found: re.Match[str]) -> str:
        if found[1] not in _ESCAPES:
            raise PoSyntaxError(line)
        return _ESCAPES[found[1]]

    return _ESCAPE.sub(meant, text)
