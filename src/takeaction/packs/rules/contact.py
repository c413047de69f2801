"""Rules for the contacts of a resource: the numbers dialled and shown, and the fields of a channel.

A wrong number is the worst mistake of a pack: see ``docs/explanation/safety.md``.
"""

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
from takeaction.vocabulary.contacts import CHANNEL_FIELDS, CHANNELS_WITH_NUMBER

_E164 = r"\+[1-9][0-9]{6,14}"
"""An international number: a plus and 7 to 15 digits, as ITU-T E.164 allows."""

_NATIONAL = r"[0-9]{2,15}"
"""A number that works inside one country: digits only, from short codes such as 15."""

_CERTAIN = r"\+[0-9 ().-]+|1[ .-]?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"
"""Written forms with only one E.164 number: one with a plus, or a North American one with its 1.

For any other form we do not suggest a number: a wrong guess would be somebody else's line.
"""

_TRUNKS = ("", "0", "1", "8", "06")
"""The trunk prefixes of the world, dialled before a national number."""

_LONGEST_COUNTRY_CODE = 3


def faults(resource: Resource) -> Iterator[Fault]:
    """Find the faults of the contacts of a resource."""
    ids: set[str] = set()
    for position, contact in enumerate(resource.contacts):
        field = f"contacts[{position}]"
        if not is_id(contact.id):
            problem = f"{shown(contact.id)} is not a valid id."
            yield Fault("id.bad", f"{field}.id", problem, "use a-z, 0-9 and hyphens between them.")
        if contact.id in ids:
            problem = f"two contacts have the id {shown(contact.id)}."
            yield Fault("id.duplicate", f"{field}.id", problem, "give each its own id.")
        ids.add(contact.id)
        yield from _channel_faults(contact, field)
        if contact.dial is not None:
            yield from _number_faults(contact, contact.dial, field)
        if contact.hours:
            yield from _zone_faults(contact, field)


def without_unknown_zones(resource: Resource) -> Resource:
    """Return a resource without the opening hours that are in an unknown time zone."""
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


def _zone_faults(contact: Contact, field: str) -> Iterator[Fault]:
    zone = _unknown_zone(contact)
    if zone:
        problem = f"{shown(zone)} is not an IANA time zone; the hours count as unknown."
        fix = "write a zone such as America/New_York."
        yield Fault("date.zone", f"{field}.zone", problem, fix)


def _channel_faults(contact: Contact, field: str) -> Iterator[Fault]:
    needed = CHANNEL_FIELDS[contact.channel]
    if needed and getattr(contact, needed) is None:
        problem = f"a contact with the channel {contact.channel} needs {needed}."
        yield Fault("contact.incomplete", f"{field}.{needed}", problem, f"add {needed}.")
    if contact.dial and contact.channel not in CHANNELS_WITH_NUMBER:
        problem = f"a contact with the channel {contact.channel} cannot have a number."
        fix = "move the number to a separate contact."
        yield Fault("contact.incomplete", f"{field}.dial", problem, fix)
    if contact.email:
        yield from address.email_faults(contact.email, f"{field}.email")


def _number_faults(contact: Contact, dial: str, field: str) -> Iterator[Fault]:
    dial_faults = list(_dial_faults(dial, contact.dial_region, f"{field}.dial"))
    yield from dial_faults
    if not dial_faults and is_premium(international_number(dial, contact.dial_region)):
        problem = f"{shown(dial)} is a premium-rate number."
        fix = "use a number that is free or charged at the usual rate."
        yield Fault("contact.premium", f"{field}.dial", problem, fix)
    if contact.display is None:
        problem = "a number needs display: the number as people in its country write it."
        yield Fault("contact.incomplete", f"{field}.display", problem, "add display.")
    elif not dial_faults and not agrees(dial, contact.display):
        problem = f"{shown(contact.display)} and {shown(dial)} are different numbers."
        fix = "check both with the operator; one of them is wrong."
        yield Fault("contact.label_mismatch", f"{field}.display", problem, fix)


def _dial_faults(dial: str, region: str | None, field: str) -> Iterator[Fault]:
    if region and not re.fullmatch(_NATIONAL, dial):
        problem = f"{shown(dial)} is not a national number."
        yield Fault("contact.dial", field, problem, "write only its digits.")
    elif not region and not re.fullmatch(_E164, dial):
        yield from _international_faults(dial, field)


def _international_faults(dial: str, field: str) -> Iterator[Fault]:
    digits = re.sub(r"[^0-9]", "", dial)
    if re.fullmatch(_NATIONAL, dial):
        problem = f"{shown(dial)} only works inside one country, and the contact names none."
        fix = 'add the country, such as dial_region = "US".'
        yield Fault("contact.no_region", field, problem, fix)
        return
    is_certain = re.fullmatch(_CERTAIN, dial) and re.fullmatch(_E164, f"+{digits}")
    fix = f'write "+{digits}".' if is_certain else "start it with + and the country code."
    problem = f"{shown(dial)} is not an E.164 number."
    yield Fault("contact.dial", field, problem, fix)


def agrees(dial: str, display: str) -> bool:
    """Tell whether the number shown is the number dialled.

    They agree if the digits shown are all the digits dialled, or those after the country code, with
    or without a trunk prefix.
    """
    shown_digits = "".join(filter(str.isdigit, display))
    dialled = dial.removeprefix("+")
    if not shown_digits or not shown_digits.isascii():  # isdigit takes digits of any script
        return False
    if not dial.startswith("+") or display.lstrip().startswith("+"):
        return shown_digits == dialled
    nationals = {dialled[length:] for length in range(1, _LONGEST_COUNTRY_CODE + 1)}
    return any(shown_digits == trunk + national for trunk in _TRUNKS for national in nationals)


def international_number(dial: str, region: str | None) -> str:
    """Return a number with ``+`` and its country code.

    A number stays as it is if its region is a group of countries, or has no known code.
    """
    if region is None:
        return dial
    listed = read("numbering_plans")["regions"]
    start = listed.find(f" {region.partition('-')[0]}")
    if start < 0:
        return dial
    code, _, trunk = listed[start + len(" US") : listed.index(" ", start + 1)].partition(":")
    return f"+{code}{dial.removeprefix(trunk)}"


def is_premium(number: str) -> bool:
    """Tell whether the caller pays a premium rate for an international number.

    Source:
        The numbering plans that ``data/numbering_plans.json`` names.
    """
    if _premium_starts().isdisjoint((number[:4], number[:5], number[:6])):
        return False
    rates = (line.split(" ") for line in read("numbering_plans")["premium"].split("\n"))
    code, pattern = next(rate for rate in rates if number.startswith(f"+{rate[0]}"))
    return bool(re.fullmatch(pattern, number.removeprefix(f"+{code}")))


@cache
def _premium_starts() -> frozenset[str]:
    """Return the beginnings of possible premium-rate numbers: country code and two digits."""
    return frozenset(read("numbering_plans")["starts"].split())
