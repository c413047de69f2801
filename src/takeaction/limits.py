"""The limits for reading packs, and a measure of the nesting in JSON.

Both protect the real parsers: a crafted file can keep a TOML parser busy for half a minute, or
exhaust the stack of a JSON parser.
"""

import re
from array import array
from itertools import accumulate

import attrs

from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Limits(Value):
    """The limits for reading packs and long questions; a host may lower or raise them.

    Attributes:
        file_bytes: Size of one TOML or PO file.
        pack_bytes: Size of a pack, and of one ``pack.json``. Sources may have a third of it.
        files: Files in a pack.
        records: Records in a pack.
        catalog_records: Records in all packs together.
        depth: Nesting of arrays and tables.
        key_parts: Parts of one dotted key or table header.
        items: Keys of one table or items of one array.
        contacts: Contacts of one resource; our packs have 4 at most.
        digits: Digits of one number in source text.
        id_characters: Length of an id.
        title_characters: Length of a title, name or label.
        text_characters: Length of any other text.
        url_characters: Length of an address.
        marks: Combining marks in a row.
        mistakes: Mistakes reported for one file; further ones are counted.
        question_characters: Characters of a long question that are read: half of them from its
            beginning, half from its end.

    Source:
        The threat model, which sets the defaults. With them, a hostile pack of any shape takes
        about two seconds at most.
    """

    file_bytes: int = 256 * 1024
    pack_bytes: int = 16 * 1024 * 1024
    files: int = 200
    records: int = 20_000
    catalog_records: int = 100_000
    depth: int = 16
    key_parts: int = 8
    items: int = 20_000
    contacts: int = 50
    digits: int = 18
    id_characters: int = 64
    title_characters: int = 200
    text_characters: int = 4_000
    url_characters: int = 2_000
    marks: int = 8
    mistakes: int = 50
    question_characters: int = 2_000


_STRUCTURE = b'[]{}"'
_OTHER_BYTES = bytes(set(range(256)) - set(_STRUCTURE))
_STRING = re.compile(rb'"[^"]*+"?')
"""A string of JSON without its escaped quotes; a last one may be unclosed."""

_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
"""Makes an opening bracket a step up and a closing one a step down: 1 and -1 as signed bytes."""

_PEAK = b"\x01\xff"
_ROUNDS = 8
"""The levels removed at C speed. Packs nest no deeper, so that few steps are left to add up."""


def nesting_depth(text: bytes) -> int:
    """Return the deepest nesting of lists and tables in a JSON text.

    For text that is not JSON, it is at least the depth that a parser reaches before it stops.
    """
    if b"\\" in text:  # an escaped quote does not end a string
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Where two strings meet they become one: brackets in a string stay in a string.
    structure = text.translate(None, _OTHER_BYTES).replace(b'""', b"")
    return _highest_point(_STRING.sub(b"", structure).translate(_STEPS))


def _highest_point(steps: bytes) -> int:
    """Return the highest point of a walk up and down; each round lowers all its peaks by one."""
    rounds = 0
    while rounds < _ROUNDS and _PEAK in steps:
        steps = steps.replace(_PEAK, b"")
        rounds += 1
    return rounds + max(accumulate(array("b", steps), initial=0))
