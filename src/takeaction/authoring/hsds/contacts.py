"""How the phones, pages, mailboxes and schedules of a directory become contacts of a pack.

Weekly events become opening hours, numbers the one right form to dial, languages BCP 47 tags.
What is not certain is left out and noted as a loss; names of people are never carried.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import chain, count
from typing import Any, NamedTuple

from takeaction.authoring.hsds.service import Extent, HsdsObject
from takeaction.authoring.new import find_language
from takeaction.authoring.survey import is_assigned
from takeaction.core_data import zones
from takeaction.errors import QueryError
from takeaction.export.hsds.directory import offset_stretches
from takeaction.export.hsds.terms import (
    ADDRESS,
    CONTACT_ID,
    CONTACT_TERMS,
    SPOKEN,
    ZONE,
    read_terms,
)
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.region import country_of
from takeaction.models.resource import WEEKDAYS, Contact, parse_hours
from takeaction.packs.rules.contact import NATIONAL, agrees
from takeaction.packs.rules.meaning import tag_faults
from takeaction.packs.rules.numbering import digits_in, international_form, why_unreachable
from takeaction.vocabulary.contacts import (
    CHANNEL_FIELDS,
    CHANNELS_WITH_NUMBER,
    CHANNELS_WITHOUT_HOURS,
    PHONE_TYPES,
    Channel,
)

_RULES = ("bymonthday", "byweekno", "byyearday", "count", "until", "dtstart")
"""The members of an event that is not simply weekly."""


_DaySpan = tuple[int, str, str]
"""A weekday from 0 (Monday), and the times of a span of it, as a pack writes them."""


class _UnreadError(ValueError):
    """A schedule cannot be carried; its text is the reason."""


def read_hours(
    schedules: Sequence[HsdsObject], zone: str | None, day: date
) -> tuple[str, str | None] | None:
    """Return the opening hours of some schedules as a pack writes them, and their IANA zone.

    None if there are none or they are not certain. 24/7 has no zone.

    One event that cannot be read makes all hours uncertain: people would be told that a line is
    closed while it is open. That is noted as a loss.

    Args:
        schedules: The schedules.
        zone: The zone of the directory, for events that name none.
        day: The day of the import; events that are over or have not begun do not count.
    """
    spans: set[_DaySpan] = set()
    names: set[str | None] = set()
    # The schedules of other days are no loss if some hold on this one.
    valid = [schedule for schedule in schedules if _holds(schedule, day.isoformat())]
    if schedules and not valid:
        schedules[0].lose("", "no schedule holds on the day of the import")
    for schedule in valid:
        try:
            place = _zone_of(schedule, zone)
            spans |= _spans(schedule, place, day)
            names.add(place)
        except _UnreadError as error:
            schedule.lose("", f"{error}; the hours are unknown")
            return None
    if not spans:
        return None
    only_zone = names.pop() if len(names) == 1 else None
    text = _text_of(sorted(spans))
    try:
        hours = parse_hours(text, only_zone)
    except ValueError as error:
        schedules[0].lose("", f"{error}; the hours are unknown")
        return None
    if hours.always:
        return "24/7", None
    if only_zone is None:
        schedules[0].lose("timezone", "no time zone is named; the hours are unknown")
        return None
    return text, only_zone


def _holds(schedule: HsdsObject, day: str) -> bool:
    # Without a first or a last day it always holds.
    first, last = (schedule.text(field)[:10] for field in ("valid_from", "valid_to"))
    return first <= day <= (last or day)


def _zone_of(schedule: HsdsObject, zone: str | None) -> str | None:
    """Return the zone of a schedule: that of our own export, or a name in ``timezone``."""
    written = schedule.members.get("timezone")
    named = [*schedule.own_terms().get(ZONE.name, ()), written if isinstance(written, str) else ""]
    return next((name for name in named if name in zones()), zone)


def _spans(schedule: HsdsObject, zone: str | None, day: date) -> set[_DaySpan]:
    """Return the spans of a weekly event."""
    if schedule.text("freq").upper() not in ("", "WEEKLY"):
        raise _UnreadError("it is not weekly")
    has_rule = any(schedule.members.get(rule) for rule in _RULES)
    if has_rule or schedule.number("interval") not in (None, 1):
        raise _UnreadError("it is not each week")
    known = {day.upper(): number for number, day in enumerate(WEEKDAYS)}
    names = [part.strip().upper() for part in schedule.text("byday").split(",")]
    if not set(names) <= set(known):
        raise _UnreadError("it names no days of the week")
    times = [_time(schedule, field) for field in ("opens_at", "closes_at")]
    opens, closes = (f"{time:%H:%M}" for time in times)
    if closes == "00:00" or opens != closes == "23:59":  # how directories end a day
        closes = "24:00"
    offsets = {time.utcoffset() for time in times} - {None}
    if zone and offsets and (opens, closes) != ("00:00", "24:00"):
        _check_offsets(offsets, zone, day)
    return {(known[name], opens, closes) for name in names}


def _time(schedule: HsdsObject, field: str) -> time:
    """Return a local time, with its distance from UTC if that is written."""
    written = schedule.text(field)
    if field == "closes_at":
        written = written.replace("24:00", "00:00", 1)
    try:
        if not written.startswith("24"):  # some versions of Python read that as midnight
            return time.fromisoformat(written)
    except ValueError:
        pass
    raise _UnreadError(f"{field} is no time")


def _check_offsets(offsets: set[timedelta | None], zone: str, day: date) -> None:
    """Refuse distances from UTC that the zone never has."""
    stretches = offset_stretches(zone, day)
    if not stretches:
        raise _UnreadError("there is no data about its zone on this machine")
    if not offsets <= {offset for offset, *_ in stretches}:
        raise _UnreadError("its times have a distance from UTC that its zone never has")


def _text_of(spans: Sequence[_DaySpan]) -> str:
    """Write spans in the grammar of a pack: the days with the same times together."""
    days: dict[str, list[int]] = {}
    for weekday, opens, closes in spans:
        days.setdefault(f"{opens}-{closes}", []).append(weekday)
    return ", ".join(f"{run} {times}" for times, on in days.items() for run in _runs(on))


def _runs(weekdays: list[int]) -> list[str]:
    """Return days of the week in runs, such as ``Mo-Fr`` and ``Su``."""
    runs: list[list[int]] = []
    for weekday in weekdays:
        if not runs or weekday != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(weekday)
    return ["-".join(dict.fromkeys((WEEKDAYS[run[0]], WEEKDAYS[run[-1]]))) for run in runs]


# Contacts of a service: its phones, mailbox and pages

_CHANNELS = {kind: channel for channel, kinds in reversed([*PHONE_TYPES.items()]) for kind in kinds}
"""The channel of each type of phone, the first that has it; fax, pager and video have none."""

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
    named = [event.own_terms().get(CONTACT_ID.name, []) for event in schedules]
    general = [event for event, ids in zip(schedules, named, strict=True) if not ids]
    shared = read_hours(general, zone, day)
    spoken = tags_of(service)
    contacts = []
    for contact in (*_phones(service, regions), *_other_ways(service)):
        own = [event for event, ids in zip(schedules, named, strict=True) if contact["id"] in ids]
        hours = read_hours(own, zone, day) if own else shared
        # The hours of the whole service are not those of a mailbox.
        if hours and (own or contact["channel"] not in CHANNELS_WITHOUT_HOURS):
            contact |= {"hours": hours[0], "zone": hours[1] or ""}
        if not contact.get("languages") and contact["channel"] in CHANNELS_WITH_NUMBER:
            contact["languages"] = spoken
        contacts.append({name: value for name, value in contact.items() if value not in ("", [])})
    if len(contacts) > _MOST_CONTACTS:
        service.lose("phones", f"a record has at most {_MOST_CONTACTS} contacts")
    return contacts[:_MOST_CONTACTS]


def _phones(service: HsdsObject, regions: list[str]) -> Iterator[dict[str, Any]]:
    ids: set[str] = set()
    country = only_country(regions)
    for phone in service.objects("phones"):
        kind = phone.text("type").lower()
        if kind not in _CHANNELS:
            phone.lose("type", "this type of phone reaches nobody by voice or text")
            continue
        contact = read_terms(phone.own_terms(), Contact, CONTACT_TERMS)
        number = read_number(phone.text("number"), country, contact.get("dial_region", ""))
        if not isinstance(number, Number):
            phone.lose("number", number)
            continue
        own_channel = contact.get("channel")
        channel = Channel(own_channel) if own_channel in CHANNELS_WITH_NUMBER else _CHANNELS[kind]
        contact = {
            **_identified(contact or {"note": _note(phone)}, channel, ids),
            "dial": number.dial,
            "display": contact.get("display", number.display),
            "dial_region": number.region or "",
            "languages": tags_of(phone),
        }
        if not is_assigned(number.dial, number.region):
            why = "it is in no range that its country has assigned: check each digit"
            phone.lose("number", why, Extent.DOUBT)
        yield contact


def _note(phone: HsdsObject) -> str:
    extension = phone.number("extension")
    more = "" if extension is None else f"Extension: {extension:g}."
    return " ".join(filter(None, (phone.prose("description"), more)))


def _identified(contact: dict[str, Any], channel: Channel, ids: set[str]) -> dict[str, Any]:
    """Return a contact with its channel, and with an id that no other of the service has."""
    base = contact.get("id", str(channel))
    numbered = (f"{base}-{number}" for number in count(2))
    id = next(name for name in chain([base], numbered) if name not in ids)
    ids.add(id)
    named = {"channel": str(channel), "id": id}
    return named | contact | named  # they come first in the draft


def _other_ways(service: HsdsObject) -> Iterator[dict[str, Any]]:
    """Yield the chats, pages and mailboxes of a service that our own export wrote."""
    ids: set[str] = set()
    addresses: set[str] = set()
    for way in service.objects("contacts"):
        facts = way.own_terms()
        contact = read_terms(facts, Contact, (*CONTACT_TERMS, SPOKEN))
        channel = Channel(contact.get("channel", Channel.VOICE))
        if channel in CHANNELS_WITH_NUMBER:
            way.lose("", "names and numbers of people are not carried")
            continue
        address = facts.get(ADDRESS.name, [""])[0]
        addresses.add(address)
        field = CHANNEL_FIELDS[channel]
        yield _identified(contact, channel, ids) | ({field: address} if field else {})
    email = service.text("email")
    if email and email not in addresses:
        yield _identified({"email": email}, Channel.EMAIL, ids)


# Numbers of a directory: the one right form to dial, or none

_WRITTEN = rf"\+?[0-9 ().\-/]+|{NATIONAL}"
_LONGEST_SHORT = 6
"""The most digits of a short number, which works inside one country only."""


class Number(NamedTuple):
    """A number to dial.

    Attributes:
        dial: ``+`` and its digits, or national digits; of a short code also the star before them.
        region: The country in which national digits work; None for an international number.
        display: The number as people there write it.
    """

    dial: str
    region: str | None
    display: str


def read_number(written: str, country: str | None, own: str = "") -> Number | str:
    """Return a number as we dial it, or the reason why it is not carried.

    Args:
        written: The number as the directory has it.
        country: The only country of the service; None if there are several.
        own: The country in which its digits work, as our own export says.
    """
    if not re.fullmatch(_WRITTEN, written):
        return "it has letters or signs that no number has" if written else "it is empty"
    place = own or country
    digits = digits_in(written)
    code = emergency_place(place) if place else None
    known = emergency_numbers(code) if code else None
    if digits in {"112", "911"} or (known and digits in known.digits):  # the two of every mobile
        return "it is the emergency number of the place, which every answer shows already"
    has_star = written.startswith("*")  # it works inside its country only
    national = written if has_star else digits
    if own and re.fullmatch(NATIONAL, national) and not why_unreachable(national, own):
        return Number(national, own, written.strip())
    dial = None if has_star else international_form(written, country)
    if dial is not None:
        return Number(dial, None, written.strip() if agrees(dial, written) else dial)
    if country and not written.startswith("+") and len(digits) <= _LONGEST_SHORT:
        return Number(national, country, written.strip())
    return "it is not certain which number is meant: write it with + and the country code"


def only_country(regions: list[str]) -> str | None:
    """Return the country that all regions lie in; None without a single one."""
    countries = {country_of(code) for code in regions}
    return countries.pop() if len(countries) == 1 else None


# Languages of a directory: ISO 639 codes or names become BCP 47 tags

_SHORT_CODE = 2


def tags_of(owner: HsdsObject) -> list[str]:
    """Return the tags of the languages of a service or a phone, each once; others are lost."""
    return [*dict.fromkeys(filter(None, map(_tag, owner.objects("languages"))))]


def _tag(language: HsdsObject) -> str:
    code, name, note = (language.text(field) for field in ("code", "name", "note"))
    code = code.lower()
    if note.partition("-")[0].lower() == code and not any(tag_faults(note, "note")):
        return note  # our own export writes es-MX there
    if len(code) == _SHORT_CODE and not any(tag_faults(code, "code")):
        return code
    try:
        return find_language(name)
    except QueryError:
        if code and not any(tag_faults(code, "code")):
            return code
        language.lose("", "no language has this code or name")
        return ""
