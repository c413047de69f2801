"""The rules for every text of a record: its characters and its length.

They come before any other rule, since other rules pass a text on to code that a crafted one could
slow down or mislead.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import marks_in_a_row
from takeaction.packs.structuring import MAX_ITEMS

_TITLES = frozenset({"title", "name", "label"})
ADDRESS_FIELDS = frozenset({"url", "evidence", "contact", "printed"})
"""The fields that hold the address of a page."""

BIDI = "[\u202a-\u202e\u2066-\u2069]"
"""Overrides and isolates of the writing direction: they can show a number reversed. S24."""

_JOINERS = "[\u00ad\u061c\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
"""Joiners, direction marks, soft hyphens and other invisible characters.

Persian, Hindi and other languages need them in prose, so only fields that are not prose refuse
them: there they would make two different ids or numbers look the same. S24.
"""

_NOT_PROSE = frozenset({"id", "dial", "display", "keyword", "email", *ADDRESS_FIELDS})
_ONE_LINE = _TITLES | {"publisher", "licence", "operator", "by"}
"""Fields printed on one line: with a line break they could forge another line of a log. S33."""

_SHORT = _ONE_LINE | _NOT_PROSE
REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that no text needs: control characters, unpaired surrogates, private use,
unassigned, line and paragraph separators."""

_TAGS = "[\U000e0000-\U000e007f]"
"""Tag characters: invisible copies of ASCII, which can hide a second text in the first."""

_NOT_PLAIN = r"[^\x20-\x7e]"
"""Anything but printable ASCII."""

_MARKS = "[^\x00-\u02ff\u2000-\u20cf\u2100-\u2bff]{4}"
"""Four characters that may be combining marks, of which _FEW are in a row.

Every run of marks matches. Text in Latin letters, with punctuation and symbols, does not; text in
many other scripts does, and its marks are then counted.
"""

_FEW = 4
"""The nesting of a table, and the marks in a row, up to which the quick checks here work.

No field of a record nests deeper. Where a host sets a lower limit, the full check does the work.
"""

_FAR = 4_000
"""How far back the key of a list is looked for, in bytes; bounds the work for each long text."""

_PRINTED = bytes(range(0x20, 0x7F))
_DELETE = b"\x7f"
_UNUSUAL_ESCAPE = rb'\\[^nt"]'
_ESCAPED_QUOTE = b'\\"'

_COSTLY = frozenset({"limit.items", "text.marks"})


def is_plain(raw: bytes, limits: Limits) -> bool:
    """Return whether a glance shows that no text of a built pack is too long or unusual.

    Args:
        raw: The bytes of its ``pack.json``, in UTF-8; empty for a pack read from sources.
        limits: The limits for texts.

    Returns:
        True for printable text in scripts such as Latin, Greek and Cyrillic, with no text longer
        than its key allows. False means that each record needs a check.
    """
    roomy = limits.depth >= _FEW and limits.items >= MAX_ITEMS
    if not raw or not roomy or not _is_simple(raw):
        return False
    if b"\\" in raw:
        if re.search(_UNUSUAL_ESCAPE, raw):
            return False
        raw = raw.replace(_ESCAPED_QUOTE, b"''")  # now every quotation mark opens or closes a text
    longer = re.compile(rb'"[^"]{%d}' % (_shortest_limit(limits) + 1))
    return all(_is_short(raw, text.start(), limits) for text in longer.finditer(raw)) and all(
        (_key(raw, start) or "id") not in _SHORT for start in _multiline_starts(raw)
    )


def _is_simple(raw: bytes) -> bool:
    """Return whether all characters are printable, and in NFC with any neighbours.

    Of the unprintable ones in ASCII, only DELETE needs a check: JSON allows no other in a text.
    """
    if raw.isascii():
        return _DELETE not in raw
    return all(
        character.isprintable()
        and (character < "\u0590" or "\u1e00" <= character < "\u2060")
        and not unicodedata.combining(character)
        and unicodedata.is_normalized("NFC", character)
        for character in set(raw.translate(None, _PRINTED).decode(errors="replace"))
    )


def _multiline_starts(raw: bytes) -> Iterator[int]:
    """Return the start of each text with a line break."""
    escape = raw.find(b"\\")
    while escape >= 0:
        yield raw.rfind(b'"', 0, escape)
        escape = raw.find(b"\\", raw.find(b'"', escape))


def _shortest_limit(limits: Limits) -> int:
    return min(limits.title_characters, limits.text_characters, limits.url_characters)


def _is_short(raw: bytes, start: int, limits: Limits) -> bool:
    key = _key(raw, start)
    return key is not None and raw.find(b'"', start + 1) - start - 1 <= _longest(key, limits)


def _key(raw: bytes, start: int) -> str | None:
    """Return the key of the text that starts here, or of its list; None if none is close."""
    end = start - len('":')
    if raw[end:start] != b'":':
        end = raw.rfind(b'":[', max(start - _FAR, 0), start)
        if end < 0 or raw.find(b"}", end, start) >= 0:  # not a list of texts only
            return None
    return raw[raw.rfind(b'"', 0, end) + 1 : end].decode()


def _longest(name: str, limits: Limits) -> int:
    """Return the length limit for a text, from the name of its field."""
    if name in _TITLES:
        return limits.title_characters
    return limits.url_characters if name in ADDRESS_FIELDS else limits.text_characters


def faults(fields: dict[str, Any], limits: Limits, *, plain: bool = False) -> Iterable[Fault]:
    """Find the texts of a record that are too long or contain a harmful character.

    It is quick for a record of a *plain* pack, one for which ``is_plain`` holds.
    """
    depth = min(limits.depth, _FEW)
    items = limits.items if plain else min(limits.items, MAX_ITEMS)
    texts: list[str] = []
    short: list[str] = []
    ordinary = _is_small(fields, depth, items) and (
        plain or (_gather(fields, texts, short) and _are_ordinary(texts, short, limits))
    )
    return () if ordinary else _faults(fields, limits)


def is_costly(faults: Iterable[Fault]) -> bool:
    """Return whether these faults make any further check of the record slow."""
    return any(fault.code in _COSTLY for fault in faults)


def _is_small(table: dict[str, Any], depth: int, items: int) -> bool:
    """Check quickly whether a table has few items and little nesting."""
    if len(table) > items or depth < 0:
        return False
    for value in table.values():
        kind = type(value)
        if kind is list:
            if value and not _is_small_list(value, depth - 1, items):
                return False
        elif kind is dict and not _is_small(value, depth - 1, items):
            return False
    return True


def _is_small_list(values: list[Any], depth: int, items: int) -> bool:
    if len(values) > items or depth < 0:
        return False
    if type(values[0]) is not dict:
        return _joined(values) is not None
    tables = all(type(value) is dict for value in values)
    return tables and all(_is_small(value, depth - 1, items) for value in values)


def _joined(values: list[Any]) -> str | None:
    """Join texts into one; None if one of the values is not text."""
    try:
        return " ".join(values)
    except TypeError:
        return None


def _gather(table: dict[str, Any], texts: list[str], short: list[str]) -> bool:
    """Collect all texts, those of one line in *short*; False if one of these is a list."""
    for key, value in table.items():
        kind = type(value)
        if kind is str:
            (short if key in _SHORT else texts).append(value)
        elif kind is dict:
            if not _gather(value, texts, short):
                return False
        elif kind is list and value:
            if key in _SHORT:
                return False
            joined = _joined(value)
            if joined is not None:
                texts.append(joined)
            elif not all(_gather(item, texts, short) for item in value):
                return False
    return True


def _are_ordinary(texts: list[str], short: list[str], limits: Limits) -> bool:
    """Check quickly whether some texts are in order; False means that they need a check.

    No refused character is printable, so that one pass finds them all.
    """
    prose = " ".join(texts).replace("\n", " ").replace("\t", " ")
    joined = " ".join([prose, *short])
    if not joined.isprintable() or not (joined.isascii() or _is_composed(joined, limits)):
        return False
    longest = max(map(len, texts), default=0)
    longest_short = max(map(len, short), default=0)
    return longest <= limits.text_characters and longest_short <= _shortest_limit(limits)


def _is_composed(text: str, limits: Limits) -> bool:
    # To normalise crafted marks is slow: 200,000 of them took 50 s.
    return not _may_have_many_marks(text, limits) and unicodedata.is_normalized("NFC", text)


def _may_have_many_marks(text: str, limits: Limits) -> bool:
    """Check quickly whether a text may have more marks in a row than the limit."""
    return limits.marks < _FEW or bool(re.search(_MARKS, text))


def _faults(fields: dict[str, Any], limits: Limits) -> Iterator[Fault]:
    for path, text in _texts(fields, "", limits):
        if isinstance(text, Fault):
            yield text
        else:
            yield from text_faults(path, text, limits)


def text_faults(path: str, text: str, limits: Limits) -> Iterator[Fault]:
    """Find the faults of one text.

    The path of its field decides its length limit, and whether it is prose.
    """
    name = path.rpartition(".")[2].partition("[")[0]
    longest = _longest(name, limits)
    if len(text) > longest:
        problem = f"this has {len(text):,} characters; the limit is {longest:,}."
        yield Fault("limit.length", path, problem, "shorten it.")
    elif re.search(_NOT_PLAIN, text):
        yield from _unusual_text_faults(path, text, name, limits)


def _texts(value: Any, path: str, limits: Limits) -> Iterator[tuple[str, str | Fault]]:
    """Walk all texts of a value; too many items, or too much nesting, is a fault."""
    if isinstance(value, str):
        yield path, value
        return
    if len(value) > limits.items or path.count(".") + path.count("[") > limits.depth:
        problem = f"this has more than {limits.items:,} items, or is nested too deep."
        yield path, Fault("limit.items", path, problem, "split it.")
        return
    if value and isinstance(value, list) and _is_plain_list(value, limits):
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, (str, dict, list)):
            step = f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
            yield from _texts(item, path + step, limits)


def _is_plain_list(values: list[Any], limits: Limits) -> bool:
    joined = _joined(values)
    plain = joined is not None and joined.isascii() and joined.isprintable()
    return plain and max(map(len, values)) <= _shortest_limit(limits)


def _unusual_text_faults(path: str, text: str, name: str, limits: Limits) -> Iterator[Fault]:
    if (
        len(text) > limits.marks
        and _may_have_many_marks(text, limits)
        and marks_in_a_row(text) > limits.marks
    ):
        problem = f"there are more than {limits.marks} combining marks in a row."
        yield Fault("text.marks", path, problem, "remove them.")
    elif not unicodedata.is_normalized("NFC", text):
        problem = "this is not in Unicode form NFC."
        yield Fault("text.not_nfc", path, problem, "build the pack again.")
    if text.isprintable():  # none of the characters below is printable
        return
    if re.search(BIDI, text):
        problem = f"{shown(text)} changes the direction of writing."
        yield Fault("text.bidi", path, problem, _REMOVE)
    allowed = "" if name in _NOT_PROSE else "\t" if name in _ONE_LINE else "\n\t"
    characters = dict.fromkeys(text)  # a text has few different ones
    refused = [c for c in characters if unicodedata.category(c) in REFUSED and c not in allowed]
    refused += re.findall(_TAGS, text)
    if name in _NOT_PROSE:
        refused += re.findall(_JOINERS, text)
    if refused:
        problem = f"{shown(text)} contains the character U+{ord(refused[0]):04X}."
        yield Fault("text.control", path, problem, _REMOVE)


_REMOVE = "remove that character."
