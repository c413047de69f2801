"""The characters and the length of every text in a record, before anything is made of it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import marks_in_a_row
from takeaction.packs.structuring.values import MOST_ITEMS

_TITLES = frozenset({"title", "name", "label"})
ADDRESSES = frozenset({"url", "evidence", "contact"})
"""The fields that hold the address of a page."""

_BIDI = "[\u202a-\u202e\u2066-\u2069]"
_JOINERS = "[\u200b-\u200f\u2060\ufeff\u061c]"
_NOT_PROSE = frozenset({"id", "dial", "display", "keyword", "email", *ADDRESSES})
_ONE_LINE = _TITLES | {"publisher", "licence", "operator", "by"}
"""Whoever prints one of them prints one line: a break would forge another."""

_SHORT = _ONE_LINE | _NOT_PROSE
_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TAGS = "[\U000e0000-\U000e007f]"
_SUSPECT = r"[^\x20-\x7e]"
_MARKS = "[^\x00-\u02ff\u2000-\u20cf\u2100-\u2bff]{4}"
"""Any run of marks matches it, and most text does not."""

_FEW, _FAR = 4, 4_000
_PRINTED = bytes(range(0x20, 0x7F))
_DELETE = b"\x7f"
_ODD_ESCAPE = rb'\\[^nt"]'
_QUOTE = b'\\"'

_DEAR = frozenset({"limit.items", "text.marks"})


def is_plain(raw: bytes, limits: Limits) -> bool:
    """Tell at a glance that no text of a built pack is too long or holds anything unusual.

    Args:
        raw: The bytes of its ``pack.json``, which are UTF-8; none for one read from sources.
        limits: How long a text may be.

    Returns:
        True for printable text in letters such as Latin, Greek and Cyrillic, none of which is
        longer than its key allows. False wants a look at each record.
    """
    roomy = limits.depth >= _FEW and limits.items >= MOST_ITEMS
    if not raw or not roomy or not _are_simple(raw):
        return False
    if b"\\" in raw:
        if re.search(_ODD_ESCAPE, raw):
            return False
        raw = raw.replace(_QUOTE, b"''")  # now every quotation mark opens or closes a text
    longer = re.compile(rb'"[^"]{%d}' % (_least(limits) + 1))
    return all(_is_short(raw, found.start(), limits) for found in longer.finditer(raw)) and all(
        (_key(raw, start) or "id") not in _SHORT for start in _of_several_lines(raw)
    )


def _are_simple(raw: bytes) -> bool:
    """Tell whether all signs can be printed, and cannot but stand composed.

    Of those in ASCII that cannot, JSON lets none stand in a text but the last.
    """
    if raw.isascii():
        return _DELETE not in raw
    return all(
        sign.isprintable()
        and (sign < "\u0590" or "\u1e00" <= sign < "\u2060")
        and not unicodedata.combining(sign)
        and unicodedata.is_normalized("NFC", sign)
        for sign in set(raw.translate(None, _PRINTED).decode(errors="replace"))
    )


def _of_several_lines(raw: bytes) -> Iterator[int]:
    """Return where each text with a break starts."""
    at = raw.find(b"\\")
    while at >= 0:
        yield raw.rfind(b'"', 0, at)
        at = raw.find(b"\\", raw.find(b'"', at))


def _least(limits: Limits) -> int:
    """Return how long every text may be."""
    return min(limits.title_characters, limits.text_characters, limits.url_characters)


def _is_short(raw: bytes, start: int, limits: Limits) -> bool:
    """Tell whether the text that starts here is surely no longer than its key allows."""
    key = _key(raw, start)
    return key is not None and raw.find(b'"', start + 1) - start - 1 <= _most(key, limits)


def _key(raw: bytes, start: int) -> str | None:
    """Return the key of the text that starts here, or of its list; None if none is near by."""
    end = start - len('":')
    if raw[end:start] != b'":':
        end = raw.rfind(b'":[', max(start - _FAR, 0), start)
        if end < 0 or raw.find(b"}", end, start) >= 0:  # not only texts stand in the list
            return None
    return raw[raw.rfind(b'"', 0, end) + 1 : end].decode()


def _most(name: str, limits: Limits) -> int:
    """Return how long the text of a field may be."""
    if name in _TITLES:
        return limits.title_characters
    return limits.url_characters if name in ADDRESSES else limits.text_characters


def faults(fields: dict[str, Any], limits: Limits, *, plain: bool = False) -> Iterable[Fault]:
    """Find the texts of a record that are too long or hold a character that may hurt.

    Args:
        fields: The fields of the record.
        limits: How long a text may be.
        plain: Whether ``is_plain`` has found so for the pack that it is from.
    """
    deep, most = min(limits.depth, _FEW), limits.items if plain else min(limits.items, MOST_ITEMS)
    texts: list[str] = []
    short: list[str] = []
    ordinary = _is_small(fields, deep, most) and (
        plain or (_gather(fields, texts, short) and _are_ordinary(texts, short, limits))
    )
    return () if ordinary else _faults(fields, limits)


def is_dear(faults: Iterable[Fault]) -> bool:
    """Tell whether it would take long to look any further at what has these faults."""
    return any(fault.code in _DEAR for fault in faults)


def _is_small(table: dict[str, Any], deep: int, most: int) -> bool:
    """Tell at a glance that a table holds few items, and does not nest deep."""
    if len(table) > most or deep < 0:
        return False
    for value in table.values():
        kind = type(value)
        if kind is list:
            if value and not _is_small_list(value, deep - 1, most):
                return False
        elif kind is dict and not _is_small(value, deep - 1, most):
            return False
    return True


def _is_small_list(values: list[Any], deep: int, most: int) -> bool:
    if len(values) > most or deep < 0:
        return False
    if type(values[0]) is not dict:
        return _joined(values) is not None
    tables = all(type(each) is dict for each in values)
    return tables and all(_is_small(each, deep - 1, most) for each in values)


def _joined(values: list[Any]) -> str | None:
    """Return texts as one; None if something else is among them."""
    try:
        return " ".join(values)
    except TypeError:
        return None


def _gather(table: dict[str, Any], texts: list[str], short: list[str]) -> bool:
    """Collect all texts, those of one line apart; False if a list stands where one does."""
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
            whole = _joined(value)
            if whole is not None:
                texts.append(whole)
            elif not all(_gather(each, texts, short) for each in value):
                return False
    return True


def _are_ordinary(texts: list[str], short: list[str], limits: Limits) -> bool:
    """Tell at a glance that nothing is wrong with some texts; False wants a closer look.

    What can be printed holds nothing that is refused.
    """
    prose = " ".join(texts).replace("\n", " ").replace("\t", " ")
    whole = " ".join([prose, *short])
    if not whole.isprintable() or not (whole.isascii() or _is_composed(whole, limits)):
        return False
    longest = max(map(len, texts), default=0)
    return longest <= limits.text_characters and max(map(len, short), default=0) <= _least(limits)


def _is_composed(text: str, limits: Limits) -> bool:
    """Tell whether a text is in NFC; False as well if many marks may stand in it."""
    return not _are_dense(text, limits) and unicodedata.is_normalized("NFC", text)


def _are_dense(text: str, limits: Limits) -> bool:
    """Tell whether more marks than the limit may stand in a row."""
    return limits.marks < _FEW or bool(re.search(_MARKS, text))


def _faults(fields: dict[str, Any], limits: Limits) -> Iterator[Fault]:
    for path, text in _texts(fields, "", limits):
        if isinstance(text, Fault):
            yield text
        else:
            yield from text_faults(path, text, limits)


def text_faults(path: str, text: str, limits: Limits) -> Iterator[Fault]:
    """Find what is wrong with one text.

    Args:
        path: The path of its field, which says how long it may be and whether it is prose.
        text: The text.
        limits: How long a text may be.
    """
    name = path.rpartition(".")[2].partition("[")[0]
    most = _most(name, limits)
    if len(text) > most:
        problem = f"this has {len(text):,} characters, more than {most:,}."
        yield Fault("limit.length", path, problem, "say it shorter.")
    elif re.search(_SUSPECT, text):
        yield from _unusual(path, text, name, limits)


def _texts(value: Any, path: str, limits: Limits) -> Iterator[tuple[str, str | Fault]]:
    """Walk all texts of a value; too many items, or too deep a value, is a fault."""
    if isinstance(value, str):
        yield path, value
        return
    if len(value) > limits.items or path.count(".") + path.count("[") > limits.depth:
        problem = f"this holds more than {limits.items:,} items, or nests too deep."
        yield path, Fault("limit.items", path, problem, "split it.")
        return
    if value and isinstance(value, list) and _are_plain(value, limits):
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, (str, dict, list)):
            step = f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
            yield from _texts(each, path + step, limits)


def _are_plain(values: list[Any], limits: Limits) -> bool:
    """Tell whether a list holds short texts in ASCII alone, which can be printed."""
    whole = _joined(values)
    plainly = whole is not None and whole.isascii() and whole.isprintable()
    return plainly and max(map(len, values)) <= _least(limits)


def _unusual(path: str, text: str, name: str, limits: Limits) -> Iterator[Fault]:
    """Look at a text that holds more than plain ASCII."""
    if (
        len(text) > limits.marks
        and _are_dense(text, limits)
        and marks_in_a_row(text) > limits.marks
    ):
        problem = f"more than {limits.marks} combining marks stand in a row."
        yield Fault("text.marks", path, problem, "take them out.")
    elif not unicodedata.is_normalized("NFC", text):
        yield Fault("text.not_nfc", path, "this is not in Unicode form NFC.", _AGAIN)
    if text.isprintable():  # none of the characters below can be printed
        return
    if re.search(_BIDI, text):
        problem = f"{shown(text)} overrides the direction of writing."
        yield Fault("text.bidi", path, problem, _TAKE_OUT)
    kept = "" if name in _NOT_PROSE else "\t" if name in _ONE_LINE else "\n\t"
    signs = dict.fromkeys(text)  # each once: a text has few
    bad = next((c for c in signs if unicodedata.category(c) in _REFUSED and c not in kept), None)
    bad = bad or next(iter(re.findall(_TAGS, text)), None)
    if bad is None and name in _NOT_PROSE:
        bad = next(iter(re.findall(_JOINERS, text)), None)
    if bad is not None:
        problem = f"{shown(text)} holds the character U+{ord(bad):04X}."
        yield Fault("text.control", path, problem, _TAKE_OUT)


_TAKE_OUT = "take the character out."
_AGAIN = "build the pack again."
