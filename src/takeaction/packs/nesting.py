"""How deep JSON nests, before the parser sees it.

The parser of JSON goes as deep as it is led, on a stack that in a thread may be small: text that
nests a thousand lists ends the whole process there, without an exception.
"""

import re
from array import array
from itertools import accumulate

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
