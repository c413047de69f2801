"""Contacts of a service: its phones, mailbox and pages. Names of people are never carried."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from takeaction.authoring.hsds.hours import WrittenHours, read_hours
from takeaction.authoring.hsds.languages import tags_of
from takeaction.authoring.hsds.losses import Extent
from takeaction.authoring.hsds.numbers import Number, only_country, read_number
from takeaction.authoring.hsds.service import HsdsObject
from takeaction.authoring.survey.number_ranges import is_assigned
from takeaction.vocabulary.closed_words import Tells, Told
from takeaction.vocabulary.contacts import (
    CHANNEL_FIELDS,
    CHANNELS_WITH_NUMBER,
    CHANNELS_WITHOUT_HOURS,
    Channel,
    ContactCost,
    Location,
    SharedWith,
)

_CHANNELS = {
    "": Channel.VOICE,
    "voice": Channel.VOICE,
    "cell": Channel.VOICE,
    "text": Channel.SMS,
    "sms": Channel.SMS,
    "textphone": Channel.TTY,
    "tty": Channel.TTY,
}
"""The channel of each type of phone in RFC 6350; fax, pager and video have none."""

_FLAGS = ("anonymous", "recorded", "shows-on-bill")
_WORDS = {"cost": ContactCost, "location": Location}
_MOST_CONTACTS = 50


def draft_contacts(
    service: HsdsObject, regions: list[str], zone: str | None, day: date
) -> list[dict[str, Any]]:
    """Return the contacts of a service as a pack writes them, each with an id of its own.

    Args:
        service: The service.
        regions: The places that it is for.
        zone: The zone of the directory, for schedules that name none.
        day: The day of the import.
    """
    schedules = [*service.objects("schedules")]
    general = [event for event in schedules if not event.own_terms().get("contact")]
    shared = read_hours(general, zone, day)
    spoken = tags_of(service)
    contacts = []
    for contact in (*_phones(service, regions), *_other_ways(service)):
        own = [
            event for event in schedules if contact["id"] in event.own_terms().get("contact", ())
        ]
        hours = read_hours(own, zone, day) if own else shared
        _add_hours(contact, hours, is_own=bool(own))
        if not contact.get("languages") and contact["channel"] in CHANNELS_WITH_NUMBER:
            contact["languages"] = spoken
        contacts.append({name: value for name, value in contact.items() if value not in ("", [])})
    if len(contacts) > _MOST_CONTACTS:
        service.lose("phones", f"a record has at most {_MOST_CONTACTS} contacts")
    return contacts[:_MOST_CONTACTS]


def _add_hours(contact: dict[str, Any], hours: WrittenHours | None, *, is_own: bool) -> None:
    """Add hours to a contact; those of the whole service are not the hours of a mailbox."""
    if hours and (is_own or contact["channel"] not in CHANNELS_WITHOUT_HOURS):
        contact["hours"] = hours.text
        if hours.zone:
            contact["zone"] = hours.zone


def _phones(service: HsdsObject, regions: list[str]) -> Iterator[dict[str, Any]]:
    ids: set[str] = set()
    country = only_country(regions)
    for phone in service.objects("phones"):
        kind = phone.text("type").lower()
        if kind not in _CHANNELS:
            phone.lose("type", "this type of phone reaches nobody by voice or text")
            continue
        facts = phone.own_terms()
        own_region = _first(facts, "dial-region")
        number = read_number(phone.text("number"), country, own_region)
        if not isinstance(number, Number):
            phone.lose("number", number)
            continue
        contact = _facts(phone, _CHANNELS[kind], ids)
        contact |= {"dial": number.dial, "display": _first(facts, "display") or number.display}
        contact |= {"dial_region": number.region or "", "languages": tags_of(phone)}
        contact["note"] = _note(phone, facts)
        if not is_assigned(number.dial, number.region):
            why = "it is in no range that its country has assigned: check each digit"
            phone.losses.add(phone.service, phone.place("number"), why, Extent.DOUBT)
        yield contact


def _first(facts: Mapping[str, list[str]], field: str) -> str:
    """Return the first value of a field that our own export wrote, or an empty text."""
    return next(iter(facts.get(field, ())), "")


def _note(phone: HsdsObject, facts: Mapping[str, list[str]]) -> str:
    """Return the note of a phone: ours, or else its description and its extension."""
    if "contact" in facts:
        return " ".join(facts.get("contact-note", ()))
    extension = phone.number("extension")
    parts = [phone.prose("description")]
    if extension is not None:
        parts.append(f"Extension: {extension:g}.")
    return " ".join(filter(None, parts))


def _facts(way: HsdsObject, channel: Channel, ids: set[str]) -> dict[str, Any]:
    """Return the facts about a contact, with an id that no other of the service has."""
    facts = way.own_terms()
    id = _first(facts, "contact") or str(channel)
    number = 2
    base = id
    while id in ids:
        id, number = f"{base}-{number}", number + 1
    ids.add(id)
    contact: dict[str, Any] = {"channel": str(channel), "id": id}
    for field, words in _WORDS.items():
        word = _first(facts, field)
        if word in {member.value for member in words}:
            contact[field] = word
    for flag in _FLAGS:
        if facts.get(flag) in (["yes"], ["no"]):
            contact[flag.replace("-", "_")] = facts[flag] == ["yes"]
    shared = {body.value for body in SharedWith}
    contact["keyword"] = _first(facts, "keyword")
    contact["interpreter"] = facts.get("interpreter", [])
    contact["reachable_from"] = facts.get("reachable-from", [])
    contact["shares_with"] = [word for word in facts.get("shares-with", ()) if word in shared]
    tells = {
        body.replace("-", "_"): word
        for body in Told
        if (word := _first(facts, f"tells-{body}")) in {*Tells}
    }
    return contact | ({"tells": tells} if tells else {})


def _other_ways(service: HsdsObject) -> Iterator[dict[str, Any]]:
    """Yield the chats, pages and mailboxes of a service."""
    ids: set[str] = set()
    addresses: set[str] = set()
    for way in service.objects("contacts"):
        contact = _own_way(way, ids)
        if contact is None:
            way.lose("", "names and numbers of people are not carried")
        else:
            addresses.add(contact.get("url") or contact.get("email") or "")
            yield contact
    email = service.text("email")
    if email and email not in addresses:
        yield {"channel": "email", "id": "email-1" if "email" in ids else "email", "email": email}


def _own_way(way: HsdsObject, ids: set[str]) -> dict[str, Any] | None:
    """Return a contact that our own export wrote; None for that of a person."""
    facts = way.own_terms()
    channel = next((word for word in Channel if [word.value] == facts.get("channel")), None)
    if channel is None or channel in CHANNELS_WITH_NUMBER:
        return None
    contact = _facts(way, channel, ids)
    field = CHANNEL_FIELDS[channel]
    if field:
        contact[field] = _first(facts, "address")
    note = " ".join(facts.get("contact-note", ()))
    return contact | {"languages": facts.get("spoken", []), "note": note}
