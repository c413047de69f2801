"""Numbers and addresses that a text mentions.

A translation in a patch may add none: a number in a sentence is dialled like one in a contact.
"""

import re
from collections.abc import Iterator
from unicodedata import digit

_ADDRESS = re.compile(r"@|://|\w[.\u3002\uff0e\uff61][^\W\d_]{2,}")
"""A sign of an address: an @, a scheme, or a dot and two letters without a space between.

Three more characters count as a dot: browsers read them as one in a host name.
"""

_NUMBER = re.compile(r"\+?\(?\d(?:[\d\s().\u2010-\u2015/-]*\d)?")
"""A number as people write it: digits with spaces, brackets, dots, slashes and any dash."""

_GROUPED_NUMBER = re.compile(r"\d(?:[^\w\n]{0,3}\d){6,}")
"""Seven digits or more in groups, whatever separates them, such as a comma or a raised dot."""

_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\D+(?:(?:1[89]|20)\d\d|\d{1,2}))*")
"""A year from 1800 to 2099, or a date or range of years that begins with one."""

_THREE_DIGITS = re.compile(r"\D*\d\D*\d\D*\d")
"""Three digits, as the shortest emergency and helpline numbers have."""

_PUNCTUATION = ".,;:!?()[]<>\"'"


def find_mentions(text: str, *, with_years: bool = False) -> Iterator[str]:
    """Find the numbers and addresses in a text, without numbers below 100.

    Args:
        text: The text.
        with_years: Whether what may be years counts as well: ``1800 55 1800`` is both.
    """
    if not text.isascii():  # ① and ² are dialled like 1 and 2
        text = "".join([str(digit(c)) if c.isdigit() and not c.isdecimal() else c for c in text])
    without_addresses = text
    if _ADDRESS.search(text):
        words = [(word, bool(_ADDRESS.search(word))) for word in text.split()]
        yield from (word.strip(_PUNCTUATION) for word, is_address in words if is_address)
        without_addresses = " ".join(word for word, is_address in words if not is_address)
    for number in _NUMBER.finditer(without_addresses):
        if _THREE_DIGITS.match(number[0]) and (with_years or not _YEARS.fullmatch(number[0])):
            yield number[0]
    for number in _GROUPED_NUMBER.finditer(without_addresses):
        is_year = not with_years and _YEARS.fullmatch(number[0])
        if not is_year and not _NUMBER.fullmatch(number[0]):
            yield number[0]
