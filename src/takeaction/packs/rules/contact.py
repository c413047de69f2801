"""Contacts: what is dialled, what is shown, and that the two agree."""

import re
from collections.abc import Iterator
from functools import cache

import attrs

from takeaction.core_data import read, zones
from takeaction.errors import shown
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import address
from takeaction.packs.rules.identity import is_id
from takeaction.vocabulary import Channel

_E164 = r"\+[1-9][0-9]{6,14}"
_NATIONAL = r"[0-9]{2,15}"
_CERTAIN = r"\+[0-9 ().-]+|1[ .-]?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"
_TRUNKS = ("", "0", "1", "8", "06")
_LONGEST_COUNTRY_CODE = 3
_NUMBERED = frozenset({Channel.VOICE, Channel.SMS, Channel.TTY})
_NEEDS = {
    Channel.VOICE: "dial",
    Channel.SMS: "dial",
    Channel.TTY: "dial",
    Channel.EMAIL: "email",
    Channel.CHAT: "url",
    Channel.WEB: "url",
    Channel.APP: "url",
}


def faults(resource: Resource) -> Iterator[Fault]:
    """Find what is wrong with the contacts of a resource."""
    seen: set[str] = set()
    for number, contact in enumerate(resource.contacts):
        field = f"contacts[{number}]"
        if not is_id(contact.id):
            problem = f"{shown(contact.id)} is no id."
            yield Fault("id.bad", f"{field}.id", problem, "write a-z, 0-9 and - between them.")
        if contact.id in seen:
            problem = f"two contacts have the id {shown(contact.id)}."
            yield Fault("id.duplicate", f"{field}.id", problem, "give each an id of its own.")
        seen.add(contact.id)
        yield from _needed(contact, field)
        if contact.dial is not None:
            yield from _number(contact, contact.dial, field)
        if contact.hours:
            yield from _zone(contact, field)


def without_unknown_zones(resource: Resource) -> Resource:
    """Return a resource whose contacts have no hours in a zone that nobody knows."""
    if not any(map(_unknown_zone, resource.contacts)):
        return resource
    contacts = tuple(
        attrs.evolve(contact, hours=None) if _unknown_zone(contact) else contact
        for contact in resource.contacts
    )
    return attrs.evolve(resource, contacts=contacts)


def _unknown_zone(contact: Contact) -> str | None:
    zone = contact.hours.zone if contact.hours else None
    return zone if zone and zone not in zones() else None


def _zone(contact: Contact, field: str) -> Iterator[Fault]:
    zone = _unknown_zone(contact)
    if zone:
        problem = f"{shown(zone)} is no IANA time zone; the hours are taken as not known."
        fix = "write one such as America/New_York."
        yield Fault("date.zone", f"{field}.zone", problem, fix)


def _needed(contact: Contact, field: str) -> Iterator[Fault]:
    needed = _NEEDS.get(contact.channel)
    if needed and getattr(contact, needed) is None:
        problem = f"a contact by {contact.channel} needs {needed}."
        yield Fault("contact.incomplete", f"{field}.{needed}", problem, f"write {needed}.")
    if contact.dial and contact.channel not in _NUMBERED:
        problem = f"a contact by {contact.channel} has no number."
        fix = "make a contact of its own for the number."
        yield Fault("contact.incomplete", f"{field}.dial", problem, fix)
    if contact.email:
        yield from address.email_faults(contact.email, f"{field}.email")


def _number(contact: Contact, dial: str, field: str) -> Iterator[Fault]:
    wrong = list(_dial(dial, contact.dial_region, f"{field}.dial"))
    yield from wrong
    if not wrong and is_premium(international(dial, contact.dial_region)):
        problem = f"a call to {shown(dial)} costs a premium."
        yield Fault("contact.premium", f"{field}.dial", problem, "name a number that does not.")
    if contact.display is None:
        problem = "a number needs the form in which people there write it."
        yield Fault("contact.incomplete", f"{field}.display", problem, "write display.")
    elif not wrong and not agrees(dial, contact.display):
        problem = f"{shown(contact.display)} does not show {shown(dial)}."
        fix = "check both with the operator; one of them is wrong."
        yield Fault("contact.label_mismatch", f"{field}.display", problem, fix)


def _dial(dial: str, region: str | None, field: str) -> Iterator[Fault]:
    if region and not re.fullmatch(_NATIONAL, dial):
        problem = f"{shown(dial)} is no number inside a country."
        yield Fault("contact.dial", field, problem, "write its digits alone.")
    elif not region and not re.fullmatch(_E164, dial):
        yield from _not_international(dial, field)


def _not_international(dial: str, field: str) -> Iterator[Fault]:
    digits = re.sub(r"[^0-9]", "", dial)
    if re.fullmatch(_NATIONAL, dial):
        problem = f"{shown(dial)} works inside a country only, and none is named."
        fix = 'write dial_region = "US" or such beside it.'
        yield Fault("contact.no_region", field, problem, fix)
        return
    certain = re.fullmatch(_CERTAIN, dial) and re.fullmatch(_E164, f"+{digits}")
    fix = f'write "+{digits}".' if certain else "write it with + and the code of its country."
    problem = f"{shown(dial)} is not an E.164 number."
    yield Fault("contact.dial", field, problem, fix)


def agrees(dial: str, display: str) -> bool:
    """Tell whether a number that is shown is the one that is dialled.

    The digits of one end with those of the other after the country code and one trunk prefix.
    """
    shown_digits = "".join(filter(str.isdigit, display))
    dialled = dial.removeprefix("+")
    if not shown_digits or not shown_digits.isascii():  # digits of any script are read as such
        return False
    if not dial.startswith("+") or display.lstrip().startswith("+"):
        return shown_digits == dialled
    nationals = {dialled[code:] for code in range(1, _LONGEST_COUNTRY_CODE + 1)}
    return any(shown_digits == trunk + national for trunk in _TRUNKS for national in nationals)


def international(dial: str, region: str | None) -> str:
    """Return a number with ``+`` and the code of its country.

    A number inside a group of countries, or where no code is known, stays as it is.
    """
    if region is None:
        return dial
    listed = read("numbers")["regions"]
    at = listed.find(f" {region.partition('-')[0]}")
    if at < 0:
        return dial
    code, _, trunk = listed[at + len(" US") : listed.index(" ", at + 1)].partition(":")
    return f"+{code}{dial.removeprefix(trunk)}"


def is_premium(number: str) -> bool:
    """Tell whether an international number is one for which the caller pays a premium.

    Source:
        The plans of numbers that ``data/numbers.json`` names.
    """
    if _premium_starts().isdisjoint((number[:4], number[:5], number[:6])):
        return False
    rates = (line.split(" ") for line in read("numbers")["premium"].split("\n"))
    code, pattern = next(rate for rate in rates if number.startswith(f"+{rate[0]}"))
    return bool(re.fullmatch(pattern, number.removeprefix(f"+{code}")))


@cache
def _premium_starts() -> frozenset[str]:
    """Return the code and two digits with which numbers begin that may cost a premium."""
    return frozenset(read("numbers")["starts"].split())
