"""Emergency numbers of the world, and numbers and addresses in one form, for comparing them.

The emergency numbers of each country and territory are facts of the core, never of a pack:
``data/emergency.json`` has them, with their sources; ``docs/explanation/sources.md`` says how they
were compiled. A number is in it only if two independent sources agree on it.
"""

from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

import attrs

from takeaction.core_data import read
from takeaction.models.region import country_of
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.value import Value, facts
from takeaction.vocabulary.contacts import Channel

SERVICES = ("police", "ambulance", "fire")
"""The services that may have a number of their own, in the order of the file."""

_NO_NUMBER = "-"


@attrs.frozen(eq=False, repr=False)
class EmergencySource(Value):
    """One source of an emergency number.

    Attributes:
        title: The name of the source.
        dated: Its date: YYYY, YYYY-MM or YYYY-MM-DD; None if it has only a version.
    """

    title: str
    dated: str | None


@attrs.frozen(eq=False, repr=False)
class EmergencyService(Value):
    """The number of one service.

    Attributes:
        service: ``police``, ``ambulance`` or ``fire``.
        dial: Its number, as dialled from a mobile phone in that place.
    """

    service: str = attrs.field(metadata=facts(words=SERVICES))
    dial: str


class EmergencyNumbers:
    """The emergency numbers of one country or territory.

    A plain class, since it is in no answer: attrs would take a millisecond of the first one.

    Attributes:
        place: Its code, ISO 3166-1.
        main: The number to call first.
        services: The services whose number is known.
        caution: Whether a government warns that a call may not be answered.
        note: What callers need to know about a number: the kind of note, and that number; or None.
        source: The sources of *main*: two or more, independent of each other.
    """

    def __init__(self, place: str, text: str) -> None:
        """Read a line of the file, as ``scripts/emergency_numbers.py`` writes it."""
        numbers, caution, note, sources, *_ = text.split(";")
        kind, _, number = note.partition(" ")
        self.place = place
        self.main, *dials = numbers.split(" ")
        self.services = tuple(
            EmergencyService(service, dial)
            for service, dial in zip(SERVICES, dials, strict=True)
            if dial != _NO_NUMBER
        )
        self.caution = bool(caution)
        self.note = (kind, number) if note else None
        self.source = tuple(map(_source, sources.split(" ")))

    @property
    def is_police(self) -> bool:
        """Whether *main* is known as the number of the police, and of no other service."""
        return [each.service for each in self.services if each.dial == self.main] == ["police"]

    @property
    def ambulance(self) -> str | None:
        """The number of the ambulance, or None if none is known."""
        return next((each.dial for each in self.services if each.service == "ambulance"), None)

    @property
    def digits(self) -> frozenset[str]:
        """All numbers of the place."""
        return frozenset({self.main, *(each.dial for each in self.services)})


def emergency_place(code: str) -> str | None:
    """Return the country or territory whose emergency numbers hold in a place.

    ``US-TX`` is in ``US``, and ``NL-AW`` is ``AW``, which has numbers of its own. None for a group
    of countries.
    """
    territory: str | None = read("emergency")["territories"].get(code)
    return territory or country_of(code)


def emergency_numbers(place: str) -> EmergencyNumbers | None:
    """Return the emergency numbers of a country or territory, or None if none is certain.

    Without a cache, which would tell afterwards which places somebody had asked about.

    Args:
        place: Its code, as ``emergency_place`` returns it.
    """
    text: str | None = read("emergency")["places"].get(place)
    return None if text is None else EmergencyNumbers(place, text)


def _source(tag: str) -> EmergencySource:
    """Return the source of a tag, such as ``UK``, ``ITU:2024-05-01`` or ``PLAN:FI``."""
    name, _, own = tag.partition(":")
    title, dated = read("emergency")["sources"][name]
    if name == "ITU":
        return EmergencySource(title, own)
    return EmergencySource(f"{title}: {own}" if own else title, dated)


# Telephone numbers: the code of a country, and the international form, for comparing them.


def international_number(dial: str, region: str | None) -> str:
    """Return a number with ``+`` and its country code.

    A number stays as it is if its region is a group of countries, or has no known code.
    """
    code, trunk = dialling_in(region.partition("-")[0])[:2] if region else ("", "")
    return f"+{code}{dial.removeprefix(trunk)}" if code else dial


class Dialling(NamedTuple):
    """How people dial in one country.

    Attributes:
        code: Its calling code, such as ``44``; empty if it has none.
        trunk: The prefix before a national number, such as ``0``; empty for none.
        lengths: The digits of its numbers, without the prefix, such as ``9,10``.
        short_lengths: The digits of those of its short numbers that are listed.
        starts: The first two digits of what is dialled before a number abroad, or for a carrier.

    Source:
        libphonenumber; see ``data/numbering_plans.json``.
    """

    code: str = ""
    trunk: str = ""
    lengths: str = ""
    short_lengths: str = ""
    starts: str = ""

    def has_length(self, digits: str) -> bool:
        """Return whether a number of the country, without its prefix, may have so many digits."""
        return str(len(digits)) in self.lengths.split(",")


def dialling_in(country: str) -> Dialling:
    """Return how people dial in a country; with an empty code if that is not known."""
    entry = _countries().get(country)
    return Dialling(*entry.split(":")) if entry else Dialling()


@cache
def _countries() -> dict[str, str]:
    # All of them, so that the cache tells of no place that somebody asked about.
    return {entry[:2]: entry[2:] for entry in read("numbering_plans")["regions"].split()}


# Contact keys: one number or address in any spelling.


_SHORTEST = 7
"""The digits of the shortest number that may resemble another.

Short codes are close to each other on purpose, such as 911, 999 and 112, or 116000 and 116006.
"""


def contact_key(contact: Contact) -> str | None:
    """Return the normal form of a contact's number or address; None if it has neither.

    A relay for text telephones, such as 711, is the same number for all lines behind it.
    """
    if contact.channel is Channel.TTY:
        return None
    number = full_number(contact)
    target = f"{number} {contact.keyword or ''}" if number else contact.url or contact.email
    return f"{contact.channel} {target}" if target else None


def disagree(one: Resource, way: Contact, other: Resource, same_way: Contact) -> bool:
    """Whether two records of one number or address differ in who answers or who they tell.

    What one of them doesn't say contradicts nothing.
    """
    kinds = {one.operator_kind, other.operator_kind} - {None}
    if len(kinds) > 1:
        return True
    told = (
        {getattr(each.tells, field.name) for each in (way, same_way) if each.tells} - {None}
        for field in attrs.fields(Disclosure)
    )
    return any(len(levels) > 1 for levels in told)


def full_number(contact: Contact) -> str | None:
    """Return the number of a contact in one form, however its pack writes it.

    A short number stays national, with its country: 911 is another number in each.
    """
    dial, place = contact.dial, contact.dial_region
    if dial is None or place is None:
        return dial
    return international_number(dial, place) if len(dial) >= _SHORTEST else f"{place} {dial}"


def long_number(contact: Contact) -> str | None:
    """Return the number of a contact if it is long enough to be mistaken for another."""
    is_long = contact.dial is not None and len(contact.dial) >= _SHORTEST
    return full_number(contact) if is_long else None


def host_of(contact: Contact) -> str | None:
    """Return the host of the address of a contact, without ``www``."""
    if contact.email:
        return contact.email.rpartition("@")[2].casefold()
    if not contact.url:
        return None
    return (urlsplit(contact.url).hostname or "").removeprefix("www.")
