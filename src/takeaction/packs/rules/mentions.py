"""Numbers and addresses that a text mentions."""

import re
from collections.abc import Iterator
from unicodedata import digit

_ADDRESS = re.compile(r"@|://|\w[.\u3002\uff0e\uff61][^\W\d_]{2,}")
_NUMBER = re.compile(r"\+?\(?\d(?:[\d\s().\u2010-\u2015/-]*\d)?")
_PARTED = re.compile(r"\d(?:[^\w\n]{0,3}\d){6,}")
"""A number in groups, whatever stands between them: a comma, a dot in the middle."""

_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\D+(?:(?:1[89]|20)\d\d|\d{1,2}))*")
_LONG_ENOUGH = re.compile(r"\D*\d\D*\d\D*\d")
_AROUND = ".,;:!?()[]<>\"'"


def called_in(text: str) -> Iterator[str]:
    """Find what a reader could open, write to or dial; years and small numbers are none of it."""
    if not text.isascii():  # ① and ² are dialled like 1 and 2
        text = "".join([str(digit(c)) if c.isdigit() and not c.isdecimal() else c for c in text])
    others = text
    if _ADDRESS.search(text):
        words = [(word, bool(_ADDRESS.search(word))) for word in text.split()]
        yield from (word.strip(_AROUND) for word, is_address in words if is_address)
        others = " ".join(word for word, is_address in words if not is_address)
    for found in _NUMBER.finditer(others):
        if _LONG_ENOUGH.match(found[0]) and not _YEARS.fullmatch(found[0]):
            yield found[0]
    for found in _PARTED.finditer(others):
        if not _NUMBER.fullmatch(found[0]) and not _YEARS.fullmatch(found[0]):
            yield found[0]
