"""The characters and the length of every text in a record, before anything is made of it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.packs.reading import marks_in_a_row
from takeaction.packs.structuring import Fault

_TITLES = frozenset({"title", "name", "label"})
_ADDRESSES = frozenset({"url", "evidence", "contact"})
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u061c]")
_NOT_PROSE = frozenset({"id", "dial", "display", "keyword", "email", *_ADDRESSES})
_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn"})
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_SUSPECT = re.compile(r"[^\x20-\x7e]")
DEAR = frozenset({"limit.items", "text.marks"})
"""The faults that make a record dear to look at any further."""


def faults(fields: dict[str, Any], limits: Limits) -> Iterator[Fault]:
    """Find the texts of a record that are too long or hold a character that may hurt."""
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
    most = limits.text_characters
    if name in _TITLES:
        most = limits.title_characters
    elif name in _ADDRESSES:
        most = limits.url_characters
    if len(text) > most:
        problem = f"this has {len(text):,} characters, more than {most:,}."
        yield Fault("limit.length", path, problem, "say it shorter.")
    elif _SUSPECT.search(text):
        yield from _unusual(path, text, name, limits)


def _texts(value: Any, path: str, limits: Limits) -> Iterator[tuple[str, str | Fault]]:
    """Walk all texts of a value; too many items, or too deep a value, is a fault."""
    if isinstance(value, str):
        yield path, value
        return
    if not isinstance(value, (dict, list)):
        return
    if len(value) > limits.items or path.count(".") + path.count("[") > limits.depth:
        problem = f"this holds more than {limits.items:,} items, or nests too deep."
        yield path, Fault("limit.items", path, problem, "split it.")
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
        yield from _texts(each, path + step, limits)


def _unusual(path: str, text: str, name: str, limits: Limits) -> Iterator[Fault]:
    """Look at a text that holds more than plain ASCII."""
    if marks_in_a_row(text) > limits.marks:
        problem = f"more than {limits.marks} combining marks stand in a row."
        yield Fault("text.marks", path, problem, "take them out.")
    elif not unicodedata.is_normalized("NFC", text):
        yield Fault("text.not_nfc", path, "this is not in Unicode form NFC.", _AGAIN)
    if _BIDI.search(text):
        problem = f"{shown(text)} overrides the direction of writing."
        yield Fault("text.bidi", path, problem, _TAKE_OUT)
    kept = "" if name in _NOT_PROSE else "\n\t"
    bad = next((c for c in text if unicodedata.category(c) in _REFUSED and c not in kept), None)
    bad = bad or next(iter(_TAGS.findall(text)), None)
    if bad is None and name in _NOT_PROSE:
        bad = next(iter(_JOINERS.findall(text)), None)
    if bad is not None:
        problem = f"{shown(text)} holds the character U+{ord(bad):04X}."
        yield Fault("text.control", path, problem, _TAKE_OUT)


_TAKE_OUT = "take the character out."
_AGAIN = "build the pack again."
