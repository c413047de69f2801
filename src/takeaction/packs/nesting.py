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


def deepest(text: bytes) -> int:
    """Return how many lists and tables of a JSON text lie inside each other at most.

    Of text that is no JSON, it is at least what a parser meets before it stops.
    """
    if b"\\" in text:  # a quote that is escaped ends no string
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    marks = text.translate(None, _OTHERS).replace(b'""', b"")  # what is in a string stays in one
    marks = _STRING.sub(b"", marks)
    return max(accumulate(array("b", marks.translate(_STEPS)), initial=0))
