"""Numbers and addresses in prose, which nobody has checked.

People dial what they read. A number in a contact is checked, pinned by the lock and shown with who
answers; in a sentence it is none of that. The rules only warn; a translation in a patch may add
none at all.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.errors import shown
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.numbering import EVERYWHERE, KEYPAD, national_forms
from takeaction.packs.rules.promises import (
    FEWEST_OF_A_CALL,
    FEWEST_OF_A_LONG_ONE,
    as_read,
    find_hosts,
    find_numbers,
    is_within,
    may_claim,
)
from takeaction.vocabulary.records import Status

if TYPE_CHECKING:
    from takeaction.packs.rules.wording import Wording

# The digits of a translation are those of its source: in any script, and in no language but digits.

_UNIT = re.compile(r"[0-9]+(?:(?!,\s)[^\w\n]{1,3}[0-9]+)*")
"""Groups of digits with no word between them: one number, a range of years, or an amount."""


def digit_faults(source: str, text: str) -> Iterator[Fault]:
    """Find the digits that only one of a text and its translation has.

    Words for numbers are not found: only digits can be compared in every language.
    """
    if not (may_claim(source) or may_claim(text)):
        return
    units, others = (_UNIT.findall(as_read(each)) for each in (source, text))
    if sorted(map(_digits_in, units)) == sorted(map(_digits_in, others)):
        return
    if added := _missing(others, units, may_repeat=True):
        problem = f"it has {shown(added)}, and the original does not."
        yield Fault("lang.digits", "", problem, _SAME_DIGITS)
    elif lost := _missing(units, others):
        problem = f"it lacks {shown(lost)} of the original."
        yield Fault("lang.digits", "", problem, _SAME_DIGITS)


_SAME_DIGITS = "write each number with the digits of the original."


def _missing(units: list[str], others: list[str], *, may_repeat: bool = False) -> str | None:
    """Return the first unit that is not among others, however those are grouped; None for none.

    Groups may come apart, since 24/7 is also 24 h/24 and 7 j/7, but not those of a telephone
    number. Each has to be there as often, unless they *may_repeat*; and what one unit has used is
    gone for the next, or 8:20 would pass for 8:00 beside 20:00.
    """
    runs = "|".join(["", *chain.from_iterable(map(_runs_in, others)), ""])
    parted = []
    for unit in sorted(units, key=lambda unit: -len(_digits_in(unit))):
        left = re.sub(_in_a_row(_digits_in(unit)), "", runs, count=1)
        if left == runs:
            parted.append(unit)
        elif not may_repeat:
            runs = left
    for unit in parted:
        parts = _runs_in(unit)
        if len(parts) == 1 or len(_digits_in(unit)) >= FEWEST_OF_A_LONG_ONE:
            return _digits_in(unit)
        for part, times in Counter(parts).items():
            if len(re.findall(_in_a_row(part), runs)) < times:
                return _digits_in(unit)
            runs = runs if may_repeat else re.sub(_in_a_row(part), "", runs, count=times)
    return None


def _in_a_row(digits: str) -> str:
    """Return the pattern of some digits as whole runs, one or several in a row."""
    return rf"(?<=\|){'[|]?'.join(digits)}\|"


def _runs_in(unit: str) -> list[str]:
    return re.findall("[0-9]+", unit)


def _digits_in(text: str) -> str:
    return re.sub("[^0-9]", "", text)


_DIAL = "put it into dial and display of a contact, or leave it out."
_URL = "put it into url of a contact or a link, or leave it out."

_LINK_TITLE = r"(?:.*\.)?links\[[0-9]+\]\.title"
"""The title of a link, which may promise nothing but its own address: see ``address``."""


def faults(read: "Wording") -> Iterator[Fault]:
    """Find numbers and addresses in a text of a record that are not its own.

    The digits of a translation are those of its original, and a patch adds no address.
    """
    record, text = read.record, read.text
    if record is not None and may_claim(text) and not re.fullmatch(_LINK_TITLE, read.field):
        is_held_elsewhere = read.original or (read.field == "name" and isinstance(record, Resource))
        numbers = [] if is_held_elsewhere else _numbers(record, text)
        hosts = _hosts(record, text)
        for promise, fix in (*zip(numbers, repeat(_DIAL)), *zip(hosts, repeat(_URL))):
            problem = f"people will read {shown(promise)} here, where nothing checks it."
            yield Fault("text.number", read.field, problem, fix)


def _numbers(record: Record, text: str) -> list[str]:
    """Return the numbers in a text that are no contact of the record, nor the start of one."""
    numbers = list(find_numbers(text))
    own = EVERYWHERE | set(_own_numbers(record) if numbers else ())
    starts = {each[:length] for each in own for length in _AREA_CODES}  # without the 868
    return [number for number in numbers if number.removeprefix("+") not in own | starts]


_AREA_CODES = (3, 4)


def _own_numbers(record: Record) -> Iterator[str]:
    """Yield the digits of the numbers of a record, in each form that people dial."""
    for contact in record.contacts if isinstance(record, Resource) else ():
        if contact.dial:
            yield contact.dial.lstrip("+*")
            yield from national_forms(contact.dial) if contact.dial.startswith("+") else ()


def _hosts(record: Record, text: str) -> list[str]:
    """Return the hosts in a text that no address of the record leads to, and names of accounts."""
    hosts = list(find_hosts(text, named=False))
    own = set(_own_hosts(record) if hosts else ())
    others = [host for host in hosts if not any(is_within(each, host) for each in own)]
    return others + re.findall(_HANDLE, as_read(text))


_HANDLE = r"(?<![\w.@+-])@[A-Za-z]\w{2,}"
"""The name of an account in a messenger: @annahelp."""


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
            if field.name not in _CLAIMED:
                yield from _own_hosts(getattr(value, field.name))


_CLAIMED = frozenset({"also_known_as", "people_say"})


# What a record is searched by: a number or a host there would bring it the callers of another.

_VANITY = re.compile(r"[0-9][0-9 ().-]*[A-Za-z]+(?:-[0-9A-Za-z]+)*")
"""A number with letters for some of its digits, at the end of a name: 0800-MUJER."""

_A_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def claim_faults(record: Record) -> Iterator[Fault]:
    """Find other names and everyday terms with a number or a host that is not the record's own.

    A record that is retired, or that leads nowhere, may name what it was.
    """
    if record.status is Status.RETIRED:
        return
    for field, term in _terms_of(record):
        # Only a helpline is called by a few digits: SA8000 is a label. 592STOP is one word, and
        # nobody who searches for a number types it.
        fewest = FEWEST_OF_A_CALL if isinstance(record, Resource) else FEWEST_OF_A_LONG_ONE
        claims = claims_in(term, record, fewest, fewest_in_a_word=FEWEST_OF_A_LONG_ONE)
        claimed = next(claims, None)
        if claimed and any(chain(_own_numbers(record), _own_hosts(record))):
            problem = f"{shown(claimed)} is not this record's own, and people would search for it."
            yield Fault("alias.of_another", field, problem, "leave it out.")


def name_faults(resource: Resource) -> Iterator[Fault]:
    """Find a name with a number that is not the resource's own: 911 Emergency that dials 611.

    In an operator, a number is most often that of a person.
    """
    operator = resource.operator or ""
    longest = max(map(len, map(_digits_in, _UNIT.findall(as_read(operator)))), default=0)
    if longest >= FEWEST_OF_A_LONG_ONE or "@" in operator:
        problem = f"{shown(operator)} has a number or an address in it."
        fix = "name the organisation; a person's name and number stay out of a pack."
        yield Fault("contact.operator", "operator", problem, fix)
    claimed = next(claims_in(str(resource.name), resource), None)
    if claimed and resource.contacts and resource.status is not Status.RETIRED:
        problem = f"its name has {shown(claimed)}, which is not its own."
        yield Fault("text.name", "name", problem, "name it in words, or by its own number.")


def _terms_of(record: Record) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(record.also_known_as):
        yield f"also_known_as[{number}]", name
    for tag, terms in record.people_say.terms if record.people_say else ():
        for number, term in enumerate(terms):
            yield f"people_say.{tag}[{number}]", term


def claims_in(
    text: str,
    record: Record | None = None,
    fewest: int = FEWEST_OF_A_CALL,
    *,
    fewest_in_a_word: int = FEWEST_OF_A_CALL,
) -> Iterator[str]:
    """Find the hosts, accounts and numbers in a text that are not those of a record.

    Args:
        text: The text; a year is no number, nor is 24/7.
        record: The record; None has none of its own.
        fewest: The fewest digits of a number.
        fewest_in_a_word: The fewest digits of one that has a letter beside it.
    """
    if not may_claim(text):
        return
    read = as_read(text).replace("24/7", "")
    hosts = list(find_hosts(read))
    own = set(_own_hosts(record) if hosts else ())  # slow to collect, and few names have a host
    yield from (host for host in hosts if not any(is_within(each, host) for each in own))
    yield from re.findall(_HANDLE, read)
    dials = set(_own_numbers(record) if record else ())
    read = _VANITY.sub(lambda vanity: " " if _spells(vanity[0], dials) else vanity[0], read)
    for unit in _UNIT.finditer(read):
        digits = _digits_in(unit[0])
        least = fewest_in_a_word if _beside_a_letter(read, unit) else fewest
        is_none = len(digits) < least or _A_YEAR.fullmatch(digits)
        if not is_none and not _is_dialled(digits, dials):
            yield digits


def _beside_a_letter(text: str, match: re.Match[str]) -> bool:
    beside = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return any(letter.isascii() and letter.isalpha() for letter in beside)


def _is_dialled(digits: str, dials: set[str]) -> bool:
    """Return whether some digits are one of some numbers, or one as its neighbours dial it."""
    ends = [len(dial) - len(digits) for dial in dials if dial.endswith(digits)]
    is_long = len(digits) >= FEWEST_OF_A_LONG_ONE
    return any(is_long or more == 0 or more == _AREA_CODE < len(digits) for more in ends)


def _spells(written: str, dials: set[str]) -> bool:
    """Return whether the letters of a number are keys of one of some numbers."""
    pressed = _digits_in(written.upper().translate(KEYPAD))
    return len(pressed) >= _FEWEST_SPELT and any(pressed in dial for dial in dials)


_AREA_CODE = 3
_FEWEST_SPELT = 6
