"""Translations: gettext PO, one file a language.

Of an entry these count: ``msgctxt`` (``local-id#field``, such as ``national-hotline#name``),
``msgid`` (the source text as it is now), ``msgstr`` and the flag ``fuzzy``, which means that
nobody has reviewed it. A fuzzy entry may keep in ``#| msgid`` the older source text that it was
made from. The header is skipped. Plural forms are refused: no field has any.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from takeaction.value import Value

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
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
    flags = [line for line in block if line.startswith("#,")]
    lines = [(n, line) for n, line in enumerate(block, start) if not line.startswith("#")]
    return _texts(lines, once=True), any("fuzzy" in line for line in flags)


def _before(block: list[str], start: int) -> str:
    """Return the older source text that a translation was made from; empty if there is none."""
    older = [(n, line[2:].strip()) for n, line in enumerate(block, start) if line[:2] == "#|"]
    return _texts(older, once=False).get("msgid", "")


def _texts(lines: Iterable[tuple[int, str]], *, once: bool) -> dict[str, str]:
    """Put the lines of texts together, by their keyword; each stands once, or goes on."""
    parts: dict[str, list[str]] = {}
    key = ""
    for number, line in lines:
        found = _LINE.fullmatch(line)
        if not found or (not found[1] and not key) or (once and found[1] in parts):
            raise PoSyntaxError(number)
        key = found[1] or key
        parts.setdefault(key, []).append(_unescaped(found[2], number))
    return {key: "".join(texts) for key, texts in parts.items()}


def _unescaped(text: str, line: int) -> str:
    if "\\" not in text:
        return text

    def meant(found: re.Match[str]) -> str:
        if found[1] not in _ESCAPES:
            raise PoSyntaxError(line)
        return _ESCAPES[found[1]]

    return _ESCAPE.sub(meant, text)
