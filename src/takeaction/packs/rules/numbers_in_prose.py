"""Numbers and addresses in prose, which nobody has checked.

People dial what they read. A number in a contact is checked, pinned by the lock and shown with who
answers; in a sentence it is none of that. The rules only warn; a translation in a patch may add
none at all.
"""

import re
from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any
from unicodedata import digit

import attrs

from takeaction.errors import shown
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.numbering import national_forms
from takeaction.packs.rules.promises import find_hosts, find_numbers, is_within, may_promise

if TYPE_CHECKING:
    from takeaction.packs.rules.wording import Wording

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

    What may be years only counts *with_years*: ``1800 55 1800`` is both.
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


_EVERYWHERE = frozenset({"112", "911"})
"""The emergency numbers that every mobile phone passes on, in any country (3GPP TS 22.101)."""

_DIAL = "put it into dial and display of a contact, or leave it out."
_URL = "put it into url of a contact or a link, or leave it out."

_LINK_TITLE = r"(?:.*\.)?links\[[0-9]+\]\.title"
"""The title of a link, which may promise nothing but its own address: see ``address``."""


def faults(read: "Wording") -> Iterator[Fault]:
    """Find numbers and addresses in a text of a record, or its translation, that are not its own.

    What a translation in a patch may add is checked where it is merged.
    """
    record, text = read.record, read.text
    if record is not None and may_promise(text) and not re.fullmatch(_LINK_TITLE, read.field):
        numbers, hosts = _numbers(record, text), _hosts(record, text)
        for promise, fix in (*zip(numbers, repeat(_DIAL)), *zip(hosts, repeat(_URL))):
            problem = f"people will read {shown(promise)} here, where nothing checks it."
            yield Fault("text.number", read.field, problem, fix)


def _numbers(record: Record, text: str) -> list[str]:
    """Return the numbers in a text that are in no contact of the record."""
    numbers = list(find_numbers(text))
    own = _EVERYWHERE | set(_own_numbers(record) if numbers else ())
    return [number for number in numbers if number.removeprefix("+") not in own]


def _own_numbers(record: Record) -> Iterator[str]:
    """Yield the digits of the numbers of a record, in each form that people dial."""
    for contact in record.contacts if isinstance(record, Resource) else ():
        if contact.dial:
            yield contact.dial.removeprefix("+")
            yield from national_forms(contact.dial) if contact.dial.startswith("+") else ()


def _hosts(record: Record, text: str) -> list[str]:
    """Return the hosts in a text that no address of the record leads to."""
    hosts = list(find_hosts(text, named=False))
    own = set(_own_hosts(record) if hosts else ())
    return [host for host in hosts if not any(is_within(each, host) for each in own)]


def _own_hosts(value: Any) -> Iterator[str]:
    """Yield the hosts of all addresses in a record."""
    if isinstance(value, tuple):
        for part in value:
            yield from _own_hosts(part)
    elif isinstance(value, str):
        if "@" in value or value.startswith("https:"):
            yield from find_hosts(value)
    elif attrs.has(type(value)) and not isinstance(value, Text):
        for field in attrs.fields(type(value)):
            yield from _own_hosts(getattr(value, field.name))
