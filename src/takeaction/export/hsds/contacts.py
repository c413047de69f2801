"""The ways to reach a service in HSDS: its phones, other contacts, schedules and languages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import (
    PHONE_TYPES,
    describe_hours,
    describe_languages,
    language_name,
    marked_text,
    whom_it_tells,
)
from takeaction.export.hsds.terms import (
    ADDRESS,
    CHECK_TERMS,
    CONTACT_ID,
    CONTACT_TERMS,
    HOURS_TERMS,
    SPOKEN,
    Describer,
    uuid_of,
)
from takeaction.models.resource import MINUTES_A_DAY, WEEKDAYS, Contact, Hours, Resource
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER


def spoken_languages(
    owner: str, id: str, tags: Iterable[str], language: str
) -> list[dict[str, Any]]:
    """Return the languages of a service or of a phone, with codes without script or region.

    Args:
        owner: ``service`` or ``phone``.
        id: Its UUID.
        tags: The BCP 47 tags of the languages.
        language: The language of their names.
    """
    return [
        {
            "id": uuid_of("language", id, tag),
            f"{owner}_id": id,
            "name": language_name(tag, language),
            "code": tag.partition("-")[0],
            **({"note": tag} if "-" in tag else {}),
        }
        for tag in dict.fromkeys(tags)
    ]


def other_contacts_of(resource: Resource, describer: Describer) -> list[dict[str, Any]]:
    """Return the chats, pages, apps, mailboxes and doors of a service; never a person's name."""
    return [
        _contact(resource, contact, describer)
        for contact in resource.contacts
        if contact.channel not in CHANNELS_WITH_NUMBER
    ]


def _contact(resource: Resource, contact: Contact, describer: Describer) -> dict[str, Any]:
    id = uuid_of("contact", resource.id, contact.id)
    addresses = [*filter(None, (contact.url, contact.email))]
    return {
        "id": id,
        "service_id": uuid_of("service", resource.id),
        "title": describer.catalog.label(contact.channel, describer.languages).text,
        **({"email": contact.email} if contact.email else {}),
        "attributes": [
            *describer.facts("contact", id, (*CONTACT_TERMS, SPOKEN, *CHECK_TERMS), contact),
            *(describer.fact("contact", id, ADDRESS, address) for address in addresses[:1]),
        ],
    }


def phones_of(resource: Resource, describer: Describer) -> list[dict[str, Any]]:
    """Return the phones of a service, one for each contact with a number."""
    return [
        _phone(resource, contact, describer)
        for contact in resource.contacts
        if contact.channel in CHANNELS_WITH_NUMBER
    ]


def _phone(resource: Resource, contact: Contact, describer: Describer) -> dict[str, Any]:
    id = uuid_of("phone", resource.id, contact.id)
    language = language_of(describer.languages)
    return {
        "id": id,
        "service_id": uuid_of("service", resource.id),
        "number": contact.dial,
        "type": PHONE_TYPES[contact.channel],
        "description": " ".join(_sentences(contact, describer.languages)),
        "languages": spoken_languages("phone", id, contact.languages, language),
        "attributes": [*describer.facts("phone", id, (*CONTACT_TERMS, *CHECK_TERMS), contact)],
    }


def _sentences(contact: Contact, languages: tuple[str, ...]) -> Iterator[str]:
    """Yield the facts to know before dialling, for tools that show no attributes."""
    language = language_of(languages)
    facts = [how_to_use(contact, languages), describe_hours(contact, language)]
    if contact.languages or contact.interpreter:
        facts.append(describe_languages(contact, languages))
    cost = say(f"cost.{contact.cost or 'unknown'}", language)
    if contact.shows_on_bill:
        facts.append(say("label.on_bill", language, {"cost": cost}))
    elif contact.cost:
        facts.append(cost)
    if contact.recorded:
        facts.append(say("label.recorded", language))
    yield from (f"{capitalised(fact)}." for fact in facts)
    yield from whom_it_tells(contact, language)
    if contact.note:
        yield marked_text(contact.note, languages)


# Schedules are weekly events, after RFC 5545. HSDS writes a time with its distance from UTC. Where
# clocks change during the year, one local time has several of them, so each gets a schedule of its
# own with its first and last day.

_DAYS_AHEAD = 365
"""The days for which schedules are written: by then, somebody should have made a new export."""

_LAST_MINUTE = MINUTES_A_DAY - 1
"""The minute at which a span that ends at midnight closes: HSDS has no 24:00."""

_HOUR = 3600

OffsetStretch = tuple[timedelta, date | None, date | None]
"""Days on which a zone keeps one distance from UTC: the distance, the first and the last day."""


def schedules_of(resource: Resource, day: date, describer: Describer) -> list[dict[str, Any]]:
    """Return the schedules of a service; contacts with the same hours share theirs."""
    contacts: dict[Hours, list[Contact]] = {}
    for contact in resource.contacts:
        if contact.hours:
            contacts.setdefault(contact.hours, []).append(contact)
    return [
        schedule
        for hours, sharing in contacts.items()
        for schedule in _schedules(resource, hours, sharing, day, describer)
    ]


def _schedules(
    resource: Resource, hours: Hours, sharing: Sequence[Contact], day: date, describer: Describer
) -> Iterator[dict[str, Any]]:
    """Yield the schedules of some hours, and of the contacts that share them."""
    names = ", ".join(contact.id for contact in sharing)
    for event in _events(hours, day):
        id = uuid_of("schedule", resource.id, names, *map(str, event.values()))
        yield {
            "id": id,
            "service_id": uuid_of("service", resource.id),
            **event,
            "description": describe_hours(sharing[0], language_of(describer.languages)),
            "notes": f"For: {names}",
            "attributes": [
                *(describer.fact("schedule", id, CONTACT_ID, contact.id) for contact in sharing),
                *describer.facts("schedule", id, HOURS_TERMS, hours),
            ],
        }


def _events(hours: Hours, day: date) -> Iterator[dict[str, Any]]:
    """Yield the weekly events of some hours; an empty one where their times are not certain."""
    stretches = [(timedelta(), None, None)] if hours.always else offset_stretches(hours.zone, day)
    by_times: dict[tuple[int, int], list[int]] = {}
    for weekday, opens, closes in hours.spans:
        by_times.setdefault((opens, closes), []).append(weekday)
    for offset, first, last in stretches:
        for (opens, closes), days in by_times.items():
            yield {
                "freq": "WEEKLY",
                "byday": ",".join(WEEKDAYS[weekday].upper() for weekday in days),
                "opens_at": _clock(opens, offset),
                "closes_at": _clock(min(closes, _LAST_MINUTE), offset),
                "timezone": _hours_from_utc(offset),
                **({"valid_from": first.isoformat()} if first else {}),
                **({"valid_to": last.isoformat()} if last else {}),
            }
    if not stretches:
        yield {}


def offset_stretches(zone: str | None, day: date) -> list[OffsetStretch]:
    """Return the stretches of a year, from a day on; none without data for the zone.

    A zone that keeps one distance all year has one stretch without a first or a last day.
    """
    from zoneinfo import ZoneInfo  # an export without hours does not load it

    try:
        place = ZoneInfo(zone or "")
    except (LookupError, OSError, ValueError):
        return []
    starts: dict[date, timedelta] = {}
    for ahead in range(_DAYS_AHEAD):
        noon = datetime.combine(day + timedelta(ahead), time(12), place)
        offset = noon.utcoffset() or timedelta()
        if not starts or offset != starts[max(starts)]:
            starts[noon.date()] = offset
    if len(starts) == 1:
        return [(starts[day], None, None)]
    ends = [*(start - timedelta(1) for start in [*starts][1:]), day + timedelta(_DAYS_AHEAD - 1)]
    return [(starts[start], start, end) for start, end in zip(starts, ends, strict=True)]


def _clock(minute: int, offset: timedelta) -> str:
    """Write a local time with its distance from UTC, such as ``09:00-05:00``."""
    clock = f"{minute // 60:02}:{minute % 60:02}"
    if not offset:
        return f"{clock}Z"
    sign = "-" if offset < timedelta() else "+"
    minutes = int(abs(offset).total_seconds()) // 60
    return f"{clock}{sign}{minutes // 60:02}:{minutes % 60:02}"


def _hours_from_utc(offset: timedelta) -> int | float:
    """Return a distance from UTC in hours: whole ones as a whole number."""
    hours = offset.total_seconds() / _HOUR
    return int(hours) if hours.is_integer() else hours
