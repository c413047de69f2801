"""Translations: gettext PO, one file a language.

Of an entry these count: ``msgctxt`` (``local-id#field``, such as ``national-hotline#name``),
``msgid`` (the source text as it is now), ``msgstr`` and the flag ``fuzzy``, which means that
nobody has reviewed it. The header is skipped. Plural forms are refused: no field has any.
"""

import ast
import re
from collections.abc import Iterator

import attrs

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?("(?:\\.|[^"\\])*+")')


class PoSyntaxError(ValueError):
    """A line is no PO.

    Attributes:
        line: Which, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@attrs.frozen
class Entry:
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
        if parts["msgid"] or parts["msgctxt"]:
            yield Entry(parts["msgctxt"], parts["msgid"], parts["msgstr"], not fuzzy, start)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Split a file at its blank lines; obsolete entries (``#~``) are left out."""
    block: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            start = start if block else number
            block.append(line.strip())
        elif block:
            if not all(each.startswith(("#~", "# ", "#.")) or each == "#" for each in block):
                yield start, block
            block = []


def _parts(block: list[str], start: int) -> tuple[dict[str, str], bool]:
    """Read one entry: its three texts, and whether it is fuzzy."""
    parts = {"msgctxt": "", "msgid": "", "msgstr": ""}
    fuzzy, key = False, ""
    for number, line in enumerate(block, start):
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _LINE.fullmatch(line)
        key = (found and found[1]) or key
        if not found or not key:
            raise PoSyntaxError(number)
        parts[key] += _unquoted(found[2], number)
    return parts, fuzzy


def _unquoted(quoted: str, line: int) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (ValueError, SyntaxError) as error:
        raise PoSyntaxError(line) from error
