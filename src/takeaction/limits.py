"""The bounds of what is read: how many, how long, how deep."""

import re
from array import array
from itertools import accumulate

import attrs

from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Limits(Value):
    """The bounds of what is read; a host may lower or raise them.

    Attributes:
        file_bytes: Size of one TOML or PO file.
        pack_bytes: Size of a pack, and of one ``pack.json``; sources may have a third of it.
        files: Files in a pack.
        records: Records in a pack.
        catalog_records: Records in all packs together.
        depth: Arrays and tables inside each other.
        key_parts: Parts of one dotted key or table header.
        items: Keys of one table or items of one array.
        digits: Digits of one number in source text.
        id_characters: Length of an id.
        title_characters: Length of a title, name or label.
        text_characters: Length of any other text.
        url_characters: Length of an address.
        marks: Combining marks in a row.
        mistakes: Mistakes reported for one file; the rest is counted.
    """

    file_bytes: int = 256 * 1024
    pack_bytes: int = 16 * 1024 * 1024
    files: int = 200
    records: int = 20_000
    catalog_records: int = 100_000
    depth: int = 16
    key_parts: int = 8
    items: int = 20_000
    digits: int = 18
    id_characters: int = 64
    title_characters: int = 200
    text_characters: int = 4_000
    url_characters: int = 2_000
    marks: int = 8
    mistakes: int = 50


_MARKS = b'[]{}"'
_OTHERS = bytes(set(range(256)) - set(_MARKS))
_STRING = re.compile(rb'"[^"]*+"?')
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_PEAK = b"\x01\xff"
_ROUNDS = 8


def deepest(text: bytes) -> int:
    """Return how many lists and tables of a JSON text lie inside each other at most.

    Of text that is no JSON, it is at least what a parser meets before it stops.
    """
    if b"\\" in text:  # a quote that is escaped ends no string
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    marks = text.translate(None, _OTHERS).replace(b'""', b"")  # what is in a string stays in one
    return _highest(_STRING.sub(b"", marks).translate(_STEPS))


def _highest(steps: bytes) -> int:
    """Return how high steps lead, up and down; each round takes what is highest off at once."""
    rounds = 0
    while rounds < _ROUNDS and _PEAK in steps:
        steps = steps.replace(_PEAK, b"")
        rounds += 1
    return rounds + max(accumulate(array("b", steps), initial=0))
