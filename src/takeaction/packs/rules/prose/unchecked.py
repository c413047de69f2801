"""Rules that only warn about prose: numbers and addresses that nobody has checked.

People dial what they read. A number in a contact is checked, pinned by the lock and shown with who
answers; in a sentence it is none of that.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import attrs

from takeaction.errors import shown
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.numbers.numbering import national_forms
from takeaction.packs.rules.prose.promises import find_hosts, find_numbers, is_within, may_promise
from takeaction.packs.rules.safety import readable_texts

_EVERYWHERE = frozenset({"112", "911"})
"""The emergency numbers that every mobile phone passes on, in any country (3GPP TS 22.101)."""


_DIAL = "put it into dial and display of a contact, or leave it out."
_URL = "put it into url of a contact or a link, or leave it out."

_LINK_TITLE = r"(?:.*\.)?links\[[0-9]+\]\.title"
"""The title of a link, which may promise nothing but its own address: see ``address``."""


def faults(record: Record) -> Iterator[Fault]:
    """Find numbers and addresses in the texts of a record that are not its own."""
    yield from _faults(record, [(field, text.source) for field, text in readable_texts(record)])


def translated_faults(record: Record) -> Iterator[tuple[str, Fault]]:
    """Find numbers and addresses in the translations of a record, each with its language."""
    for field, text in readable_texts(record):
        for words in text.translations:
            for fault in _faults(record, [(field, words.text)]):
                yield words.language, fault


def _faults(record: Record, texts: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    for field, text in texts:
        if may_promise(text) and not re.fullmatch(_LINK_TITLE, field):
            numbers, hosts = _numbers(record, text), _hosts(record, text)
            for promise, fix in (*zip(numbers, repeat(_DIAL)), *zip(hosts, repeat(_URL))):
                problem = f"people will read {shown(promise)} here, where nothing checks it."
                yield Fault("text.number", field, problem, fix)


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
