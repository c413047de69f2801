"""Translations in gettext PO, and the marks of those who wrote and read them.

An entry has ``msgctxt`` (``local-id#field``, such as ``national-hotline#name``), ``msgid`` (the
current source text), ``msgstr``, and perhaps the flag ``fuzzy``, which means that its translation
isn't finished. A fuzzy entry may keep the older source text that it was translated from in
``#| msgid``. Comments name the translator and the reader. The header is skipped, except for its
last translator. Plural forms are refused: no field has any.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from takeaction.models.record import Reviewed
from takeaction.packs.reading.content import (
    NO_MARKS,
    Marks,
    Translation,
    TranslationSet,
    compose,
    day_of,
    make_review,
    po_language,
)
from takeaction.packs.sources.files import UnreadableError
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


def po_translations(files: Mapping[str, bytes]) -> TranslationSet:
    """Return the translations in PO files, by path; a file with a mistake gives none."""
    translations: list[Translation] = []
    unreadable: list[UnreadableError] = []
    for name, data in files.items():
        try:
            translations += list(_translations_in(name, data.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            fault = "read.encoding", name, "this is not UTF-8.", "save it as UTF-8.", line
            unreadable.append(UnreadableError(*fault))
        except PoSyntaxError as error:
            fix = 'write msgctxt, msgid or msgstr, then a text in "double quotes".'
            fault = "parse.po", name, "this line is not valid PO.", fix, error.line
            unreadable.append(UnreadableError(*fault))
    in_order = sorted(translations, key=lambda text: (text.language, text.key))
    return TranslationSet(tuple(in_order), tuple(unreadable))


def _translations_in(name: str, text: str) -> Iterator[Translation]:
    language = po_language(name) or ""
    for entry in parse_po(text):
        if entry.translation:
            yield Translation(
                language,
                entry.context,
                compose(entry.translation),
                entry.is_fuzzy,
                compose(entry.source),
                name,
                entry.line,
                entry.marks,
            )


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


# Marks.
#
# Who translated an entry of a PO file and who has read it, as comments of the translator.
#
# gettext and the tools around it keep the comments of translators, so the marks stay beside their
# entry: ``translated: by="Volunteer, Example Charity"`` and
# ``reviewed: by="Nurse, Example Charity" on=2026-11-01 paid=yes seal=3f2a9c1b04d5``.
#
# Some tools wrap long comments, so a mark may go on in the next one. The seal is the fingerprint of
# the two texts that were read.

_BY = r'by="([^"]+)"'
_REVIEWED = rf"reviewed: {_BY} on=(\d{{4}}-\d\d-\d\d)(?: paid=(yes|no))?(?: seal=(\w+))?(?= |$)"
_TRANSLATED = rf"translated: {_BY}"
_MOST_ROWS = 8
"""The most lines that a tool may make of one mark; a name is not so long."""

_PAID = {"yes": True, "no": False, "": None}


def read_marks(comments: Iterable[str]) -> Marks:
    """Return the marks in the comments of an entry.

    Args:
        comments: The comments in order, without the number sign.
    """
    text = " ".join(" ".join(comments).split())
    if "reviewed:" not in text and "translated:" not in text:
        return NO_MARKS
    translators = tuple(re.findall(_TRANSLATED, text, re.ASCII))
    found = re.findall(_REVIEWED, text, re.ASCII)
    days = [day_of(on) for _, on, _, _ in found]
    if None in days or text.count("reviewed:") > len(found):
        return Marks(None, translators, is_odd=True)
    if not found:
        return Marks(None, translators)
    by, on, paid, seal = found[-1]
    return Marks(make_review(by, on, paid=_PAID[paid], seal=seal or None), translators)


def review_comment(review: Reviewed) -> str:
    """Return the comment of a review, without the number sign."""
    paid = {True: " paid=yes", False: " paid=no", None: ""}[review.paid]
    seal = f" seal={review.seal}" if review.seal else ""
    return f'reviewed: by="{review.by}" on={review.on}{paid}{seal}'


def translator_comment(name: str) -> str:
    """Return the comment that names a translator, without the number sign."""
    return f'translated: by="{name}"'


class PlacedMark(NamedTuple):
    """A mark among the comments of an entry.

    Attributes:
        kind: ``reviewed`` or ``translated``.
        by: The name in it; empty if it is in no form that can be read.
        first: The number of its first comment, from 0.
        last: The number of its last comment.
    """

    kind: str
    by: str
    first: int
    last: int


def marks_in(comments: Sequence[str]) -> Iterator[PlacedMark]:
    """Yield the marks among the comments of an entry, in order.

    Args:
        comments: The comments, without the number sign; empty where a line is no comment of a
            translator.
    """
    first = 0
    while first < len(comments):
        start = re.match("(reviewed|translated):", comments[first].lstrip())
        last = first
        if start:
            last, by = _end_of_mark(comments, first)
            yield PlacedMark(start[1], by, first, last)
        first = last + 1


def _end_of_mark(comments: Sequence[str], first: int) -> tuple[int, str]:
    text, found = "", (first, "")
    for number, comment in enumerate(comments[first : first + _MOST_ROWS], first):
        if not comment:
            break
        text = " ".join(f"{text} {comment}".split())
        match = re.fullmatch(f"{_REVIEWED}|{_TRANSLATED}", text, re.ASCII)
        if match:
            found = number, match[1] or match[5]
    return found
