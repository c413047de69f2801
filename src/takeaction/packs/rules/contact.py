"""Rules for the contacts of a resource: the numbers dialled and shown, and the fields of a channel.

A wrong number is the worst mistake of a pack: see ``docs/explanation/safety.md``. The last part is
about the texts of a record that people read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

import attrs

from takeaction.core_data import zones, zones_in
from takeaction.errors import shown
from takeaction.lazy import cached_by_class
from takeaction.models.numbers import dialling_in
from takeaction.models.pack import Header
from takeaction.models.region import country_of, is_group
from takeaction.models.resource import Contact, Resource, why_unread
from takeaction.models.text import Text, is_text
from takeaction.packs.faults import Fault, hours_meant, zone_meant
from takeaction.packs.rules import address, numbering
from takeaction.packs.rules.numbering import (
    E164,
    KEYPAD,
    countries_of,
    digits_in,
    international_form,
    national_forms,
    rate_of,
    why_unreachable,
)
from takeaction.packs.rules.promises import may_claim
from takeaction.vocabulary.contacts import CHANNEL_FIELDS, CHANNELS_WITH_NUMBER, Location
from takeaction.vocabulary.resources import Purpose

NATIONAL = r"[0-9]{2,15}|\*[0-9]{3,5}"
"""A number that works inside one country: digits only, from short codes such as 15; or a short code
behind a star, such as Chile's *4141. What changes the settings of a telephone has two digits, a
second sign or more digits (3GPP TS 22.030), and is no number to call."""

_SHORT = r"[0-9]{2,6}"
"""A number that is too short for one of E.164, which has seven digits or more."""

_DISPLAY = r"[0-9A-Za-z +()./*#-]+"
"""The characters of a number as people read it; the letters are those of a vanity number. S54."""

_KEYWORD = r"[0-9A-Za-z ]+"
"""The characters of a word to send by SMS. S54."""

_RATES = {
    "premium": ("contact.premium", "is a premium-rate number."),
    "dear": ("contact.rate", "is a number that costs more than a usual call."),
}
"""The code of a number above the usual rate, and what it is."""

_OFFSET = r"(?:Etc/)?(?:GMT|UTC)[+-][0-9]{1,2}"
"""A zone by its offset, whose sign many take for the other one: Etc/GMT+3 is behind Greenwich."""

_CAPITAL = r"[A-Z\u00c0-\u00de\u0400-\u042f]"
_HOUSE = r"(?<![\d:.])(?!(?:19|20)\d\d\b)\d{1,5}"
_PLACE = rf"""(?x)
    {_HOUSE}[A-Za-z]? [,.]?\s+ (?:[a-z]{{2,3}}\s+)* {_CAPITAL}
    | {_CAPITAL}[^\W\d_]+\.?,?\s+ (?:no\.?\s*|nr\.?\s*)? {_HOUSE}\b (?![:.]\d)
    """
"""The number of a house beside a name with a capital: 12 Moi Avenue, Plot 14, Rue de la Paix 5."""
_MOST_SHOWN = 3

_NEVER_OPEN = r"(?i:\b(?:off|closed|never)\b)"
"""A word of somebody who writes that a contact never opens."""


def faults(resource: Resource) -> Iterator[Fault]:
    """Find the faults of the contacts of a resource."""
    ids: set[str] = set()
    for position, contact in enumerate(resource.contacts):
        field = f"contacts[{position}]"
        if not address.is_id(contact.id):
            problem = f"{shown(contact.id)} is not a valid id."
            yield Fault("id.bad", f"{field}.id", problem, "use a-z, 0-9 and hyphens between them.")
        if contact.id in ids:
            problem = f"two contacts have the id {shown(contact.id)}."
            yield Fault("id.duplicate", f"{field}.id", problem, "give each its own id.")
        ids.add(contact.id)
        yield from _channel_faults(contact, field)
        if contact.dial is not None:
            yield from _number_faults(contact, contact.dial, resource, field)
        yield from _character_faults(contact, field)
        if contact.location is Location.CONFIDENTIAL and re.search(_PLACE, str(contact.note or "")):
            problem = "the place is confidential, and the note has an address, it seems."
            fix = "take it out; write hours and numbers into their fields."
            yield Fault("contact.address", f"{field}.note", problem, fix)
        yield from hours_faults(contact, resource, field)
    yield from numbering.faults(resource)
    if may_claim(f"{resource.name} {resource.operator or ''}"):
        from takeaction.packs.rules.numbers_in_prose import name_faults  # few names have a number

        yield from name_faults(resource)


def without_unknown_hours(resource: Resource) -> Resource:
    """Return a resource without the opening hours that nobody can be sure of: its numbers stay."""
    if not any(_are_unknown(contact, resource) for contact in resource.contacts):
        return resource
    contacts = tuple(
        attrs.evolve(contact, hours=None) if _are_unknown(contact, resource) else contact
        for contact in resource.contacts
    )
    return attrs.evolve(resource, contacts=contacts)


def _are_unknown(contact: Contact, resource: Resource) -> bool:
    """Return whether hours cannot be read, or are in no time zone of their place."""
    hours = contact.hours
    if hours is None or hours.always:
        return False
    return (
        not hours.spans or hours.zone is None or not _is_right_zone(hours.zone, contact, resource)
    )


def _is_right_zone(zone: str, contact: Contact, resource: Resource) -> bool:
    """Return whether a contact may keep the time of a zone: one of its regions, or of its number.

    A line for a group of countries, or for citizens abroad, may be anywhere.
    """
    if zone not in zones() or re.fullmatch(_OFFSET, zone):
        return False
    if Purpose.CONSULAR in resource.purposes or any(map(is_group, resource.regions)):
        return True
    places = {country_of(code) or "" for code in resource.regions}
    if any(zone in names for place in places for names in zones_in(place)):
        return True
    return any(zone in names for place in countries_of(contact) for names in zones_in(place))


def hours_faults(contact: Contact, resource: Resource, field: str) -> Iterator[Fault]:
    """Find the fault of the opening hours of a contact, which count as unknown then."""
    hours = contact.hours
    if hours is None or not _are_unknown(contact, resource):
        return
    countries = sorted({country_of(code) or "" for code in resource.regions} - {""})
    usual = [zone for country in countries for zone in zones_in(country)[0]]
    if not hours.spans:
        problem = f"the opening hours {shown(hours.text)} are not valid: {why_unread(hours.text)}; "
        fix = 'write them like "Mo-Fr 09:00-17:00, Sa 10:00-14:00" or "24/7".'
        if re.search(_NEVER_OPEN, hours.text):
            fix = 'leave them out; if nobody answers any more, write status = "retired".'
        elif meant := hours_meant(hours.text or ""):
            fix = f'write "{meant}".'
        yield Fault("date.hours", f"{field}.hours", f"{problem}they count as unknown.", fix)
    elif hours.zone is None:
        problem = "these hours have no time zone; they count as unknown."
        example = usual[0] if usual else "America/New_York"
        fix = f'add the zone, such as zone = "{example}".'
        yield Fault("date.no_zone", f"{field}.hours", problem, fix)
    else:
        problem = f"{shown(hours.zone)} is not an IANA time zone; the hours count as unknown."
        if hours.zone in zones():
            places = ", ".join(countries[:_MOST_SHOWN]) or "any place"
            problem = f"{shown(hours.zone)} is no time of {places}; the hours count as unknown."
        yield Fault("date.zone", f"{field}.zone", problem, _zone_fix(hours.zone, usual))


def _zone_fix(written: str, usual: list[str]) -> str:
    meant = zone_meant(written)
    if meant and (meant in usual or not usual):
        return f'write "{meant}".'
    if len(usual) == 1:
        return f'write "{usual[0]}".'
    return f"write a zone such as {', '.join(usual[:_MOST_SHOWN]) or 'America/New_York'}."


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
    if contact.url and (number := address.number_in(contact.url)):
        yield from _usable(number, None, f"{field}.url")


def _character_faults(contact: Contact, field: str) -> Iterator[Fault]:
    """Find characters that could show another number, or another word, than the one meant.

    Those that are invisible are reported by ``characters``.
    """
    display, keyword = contact.display, contact.keyword
    if display is not None and display.isprintable() and not re.fullmatch(_DISPLAY, display):
        problem = f"{shown(display)} has characters that no number has."
        fix = "write only digits, spaces and + ( ) . / * # -; put anything else into note."
        yield Fault("contact.characters", f"{field}.display", problem, fix)
    if keyword is not None and keyword.isprintable() and not re.fullmatch(_KEYWORD, keyword):
        problem = f"{shown(keyword)} is not a word to send."
        fix = "write the word alone, in A-Z and 0-9; put anything else into note."
        yield Fault("contact.characters", f"{field}.keyword", problem, fix)


def _only_country(resource: Resource) -> str | None:
    """Return the country that all regions of a resource lie in; None without a single one."""
    countries = {country_of(region) for region in resource.regions}
    return countries.pop() if len(countries) == 1 else None


def _number_faults(contact: Contact, dial: str, resource: Resource, field: str) -> Iterator[Fault]:
    dial_faults = list(_dial_faults(dial, contact.dial_region, resource, field))
    yield from dial_faults
    if contact.display is None:
        problem = "a number needs display: the number as people in its country write it."
        yield Fault("contact.incomplete", f"{field}.display", problem, "add display.")
    elif (
        not dial_faults
        and re.fullmatch(_DISPLAY, contact.display)
        and not agrees(dial, contact.display)
    ):
        yield _mismatch(dial, contact.display, f"{field}.display")


def _dial_faults(dial: str, region: str | None, resource: Resource, field: str) -> Iterator[Fault]:
    country = country_of(region) if region else None
    if region and not (country and dialling_in(country).code):
        problem = f"{shown(region)} is not a country with telephone numbers of its own."
        fix = "write the code of the country in which the number works, such as GB."
        yield Fault("contact.dial", f"{field}.dial_region", problem, fix)
    elif region and not re.fullmatch(NATIONAL, dial):
        problem = f"{shown(dial)} is not a national number."
        yield Fault("contact.dial", f"{field}.dial", problem, _national_fix(dial))
    elif not region and not re.fullmatch(E164, dial):
        yield from _international_faults(dial, _only_country(resource), f"{field}.dial")
    else:
        yield from _usable(dial, country, f"{field}.dial")


def _usable(dial: str, country: str | None, field: str) -> Iterator[Fault]:
    """Find the fault of a number in the right form: it reaches nobody, or costs too much."""
    if unreachable := why_unreachable(dial, country):
        reason, fix = unreachable
        yield Fault("contact.dial", field, f"{shown(dial)} {reason}", fix)
    elif rate := rate_of(dial, country):
        code, problem = _RATES[rate]
        fix = "use a number that is free or charged at the usual rate."
        yield Fault(code, field, f"{shown(dial)} {problem}", fix)


def _national_fix(dial: str) -> str:
    if "*" in dial or "#" in dial:
        return "write a short code as it is dialled, one star and its 3 to 5 digits: *4141."
    if not dial.startswith("+"):
        return "write only its digits."
    form = international_form(dial, None)
    return f'write "{form}", and remove dial_region.' if form else "write its national digits."


def _international_faults(dial: str, country: str | None, field: str) -> Iterator[Fault]:
    form = international_form(dial, country)
    if re.fullmatch(NATIONAL, dial):
        problem = f"{shown(dial)} only works inside one country, and the contact names none."
        fix = f'add the country, such as dial_region = "{country or "US"}".'
        if form and country:
            fix = f'write "{form}", or add dial_region = "{country}" if it only works there.'
        yield Fault("contact.no_region", field, problem, fix)
        return
    fix = f'write "{form}".' if form else "start it with + and the country code."
    digits = re.sub("[ ./-]", "", dial)
    if not form and re.fullmatch(_SHORT, digits):
        fix = f'write "{digits}" and the country it works in: dial_region = "{country or "US"}".'
    problem = f"{shown(dial)} is not an E.164 number."
    yield Fault("contact.dial", field, problem, fix)


def _mismatch(dial: str, display: str, field: str) -> Fault:
    problem = f"{shown(display)} and {shown(dial)} are different numbers."
    fix = "check both with the operator; one of them is wrong."
    national = national_forms(dial)
    if national and national[0] == f"0{digits_in(display)}":
        problem = f"{shown(display)} lacks its first 0: nobody who dials it gets through."
        fix = f"write it as people in its country do, such as {shown(f'0{display.strip()}')}."
    return Fault("contact.label_mismatch", field, problem, fix)


def agrees(dial: str, display: str) -> bool:
    """Return whether the number shown is the number dialled.

    They agree if the digits shown are all the digits dialled, or those that people dial inside the
    country. Letters count as the digits of their keys, or repeat digits beside them; a star is
    pressed too.
    """
    if re.search("[*#]", dial + display):  # without its star it is the number of somebody else
        return re.sub("[ .()-]", "", display) == dial
    digits = digits_in(display)
    if not re.search("[A-Za-z]", display):
        return _shows(dial, display, digits)
    pressed = digits_in(display.upper().translate(KEYPAD))
    if _shows(dial, display, pressed):  # 1-888-HELP-NOW
        return True
    letters = digits_in(re.sub("[^A-Z]", "", display.upper()).translate(KEYPAD))
    return _shows(dial, display, digits) and dial.endswith(letters)  # 233733 (BEFREE)


def _shows(dial: str, display: str, digits: str) -> bool:
    if not dial.startswith("+") or display.lstrip().startswith("+"):
        return digits == dial.removeprefix("+")
    return digits in national_forms(dial)


# The texts of a record that people read, and the words that have to be there.

_NOT_PROOF = r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing"
"""The words that tell a reader that a sign is not proof."""

_UNREAD_FIELDS = frozenset({"source", "also_known_as", "aliases"})
"""Titles and names that come from elsewhere: they are quoted, so their wording is not ours."""


def caveat_faults(header: Header, *, has_indicators: bool) -> Iterator[Fault]:
    """Find a pack with indicators whose caveat does not say that a sign is not proof."""
    caveats = [header.caveat] if header.caveat else []
    if has_indicators and not says(_NOT_PROOF, caveats):
        problem = "the pack has indicators, and its caveat does not say that no sign is proof."
        fix = 'write caveat = "A sign is not proof. …".'
        yield Fault("content.not_proof", "caveat", problem, fix)


def readable_texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Walk the texts of a record that people read, each with its field path."""
    for name in readable_fields(type(value)):
        inner = getattr(value, name)
        if inner is not None and inner != ():
            yield from _texts(inner, f"{path}.{name}" if path else name)


def _texts(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}[{number}]")
    else:
        yield from readable_texts(value, path)


@cached_by_class
def readable_fields(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model that hold texts, at any depth."""
    return tuple(
        field.name
        for field in attrs.fields(model)
        if field.name not in _UNREAD_FIELDS and _holds_text(field.type)
    )


def _holds_text(annotation: Any) -> bool:
    inner = attrs.has(annotation) and bool(readable_fields(annotation))
    return is_text(annotation) or inner or any(map(_holds_text, get_args(annotation)))


def is_english(text: Text) -> bool:
    """Return whether a text is in English: required words are checked in no other language."""
    return text.language.partition("-")[0] == "en"


def says(pattern: str, texts: Sequence[Text]) -> bool:
    """Return whether one of some texts matches; True if any is in another language than English."""
    if not all(map(is_english, texts)):
        return True
    return bool(re.search(pattern, " ".join(map(str, texts)), re.IGNORECASE))
