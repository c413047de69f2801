"""Translations in gettext PO, one file for each language.

An entry has ``msgctxt`` (``local-id#field``, such as ``national-hotline#name``), ``msgid`` (the
current source text), ``msgstr``, and perhaps the flag ``fuzzy``, which means that its translation
isn't finished. A fuzzy entry may keep the older source text that it was translated from in
``#| msgid``. Comments name the translator and the reader; see ``marks``. The header is skipped,
except for its last translator. Plural forms are refused: no field has any.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from takeaction.packs.reading.content import NO_MARKS, Marks, read_marks
from takeaction.value import Value

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
_ESCAPE = re.compile(r"\\(.)")
_LAST_TRANSLATOR = r"(?m:^)Last-Translator: ?([^\n<]*)"
_NOBODY = "FULL NAME"  # what gettext writes until somebody fills it in
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class PoSyntaxError(ValueError):
    """A line that is not valid PO.

    Attributes:
        line: The line, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@attrs.frozen(eq=False, repr=False)
class PoEntry(Value):
    """One entry of a PO file: a text and its translation.

    Attributes:
        context: The field that is translated, ``local-id#field``.
        source: The text that the translation was made from.
        translation: The translated text; empty if there is none yet.
        is_fuzzy: Whether the entry is marked fuzzy.
        line: The line where the entry starts, from 1.
        marks: Who translated it and who has read it, as far as it says.
    """

    context: str
    source: str
    translation: str
    is_fuzzy: bool
    line: int
    marks: Marks = NO_MARKS


def parse_po(text: str) -> Iterator[PoEntry]:
    """Parse the entries of a PO file, in order, without its header.

    Raises:
        PoSyntaxError: A line is not valid PO.
    """
    last_translator: tuple[str, ...] = ()
    for start, lines in _split_entries(text):
        texts, is_fuzzy = _parse_entry(lines, start)
        context, source = texts.get("msgctxt", ""), texts.get("msgid", "")
        if is_fuzzy:
            source = _older_source(lines, start) or source
        if source or context:
            marks = read_marks(line[1:] for line in lines if line[:2] == "# ")
            if not marks.translators and last_translator:
                marks = marks._replace(translators=last_translator)
            yield PoEntry(context, source, texts.get("msgstr", ""), is_fuzzy, start, marks)
        else:
            last_translator = _last_translator(texts.get("msgstr", ""))


def _last_translator(header: str) -> tuple[str, ...]:
    match = re.search(_LAST_TRANSLATOR, header)
    name = " ".join(match[1].replace('"', "").split()) if match else ""
    return (name,) if name and name != _NOBODY else ()


def _split_entries(text: str) -> Iterator[tuple[int, list[str]]]:
    """Split a file into entries, each as the number of its first line and its lines.

    An entry ends at a blank line, and where a comment, a msgctxt or a msgid follows its msgstr.
    Entries that are all comments are left out, obsolete ones (``#~``) among them.
    """
    entry: list[str] = []
    has_text = False
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if not bare or (has_text and bare.startswith(("#", "msgctxt", "msgid"))):
            if not all(bare_line.startswith("#") for bare_line in entry):
                yield number - len(entry), entry
            entry, has_text = [], False
        if bare:
            entry.append(bare)
            has_text = has_text or bare.startswith("msgstr")


def _parse_entry(entry: list[str], start: int) -> tuple[dict[str, str], bool]:
    flags = [line for line in entry if line.startswith("#,")]
    lines = [(n, line) for n, line in enumerate(entry, start) if not line.startswith("#")]
    return _join_texts(lines, once=True), any("fuzzy" in line for line in flags)


def _older_source(entry: list[str], start: int) -> str:
    older = [(n, line[2:].strip()) for n, line in enumerate(entry, start) if line[:2] == "#|"]
    return _join_texts(older, once=False).get("msgid", "")


def _join_texts(lines: Iterable[tuple[int, str]], *, once: bool) -> dict[str, str]:
    """Join the quoted lines that follow each keyword.

    Args:
        lines: Numbered lines, without comments.
        once: Whether to refuse a keyword that is repeated.
    """
    texts: dict[str, list[str]] = {}
    keyword = ""
    for number, line in lines:
        match = _LINE.fullmatch(line)
        if not match or (not match[1] and not keyword) or (once and match[1] in texts):
            raise PoSyntaxError(number)
        keyword = match[1] or keyword
        texts.setdefault(keyword, []).append(_unescaped(match[2], number))
    return {keyword: "".join(pieces) for keyword, pieces in texts.items()}


def _unescaped(text: str, line: int) -> str:
    if "\\" not in text:
        return text

    def character(escape: re.Match[str]) -> str:
        if escape[1] not in _ESCAPES:
            raise PoSyntaxError(line)
        return _ESCAPES[escape[1]]

    return _ESCAPE.sub(character, text)
