"""The ways to reach a service, as HSDS writes them: phones, other contacts, schedules, languages.

Facts that HSDS has no field for become attributes with terms of a taxonomy of our own: one for each
closed word of a list, and one for each field that has a value of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import (
    describe_hours,
    describe_languages,
    language_name,
    marked_text,
    whom_it_tells,
)
from takeaction.models.resource import MINUTES_A_DAY, WEEKDAYS, Contact, Hours, Resource
from takeaction.value import Value
from takeaction.vocabulary.closed_words import Serves, Told
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER, PHONE_TYPES, SharedWith
from takeaction.vocabulary.records import Method, Status
from takeaction.vocabulary.resources import (
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
)


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


def uuid_of(kind: str, *parts: str) -> str:
    """Return the UUID of an HSDS object, which is made from our own ids and never changes.

    Args:
        kind: The kind of object, such as ``service`` or ``phone``.
        parts: The ids that identify it among those of its kind, such as the id of a record and of
            a contact.

    Example:
        >>> uuid_of("service", "us-hotline:national-hotline")
        '6ab87938-6b5c-5c13-aa68-9c9f3a778b7b'
    """
    return str(uuid5(NAMESPACE_URL, "takeaction:" + "/".join((kind, *parts))))


TAXONOMY = "takeaction"
"""The name of our taxonomy, by which an import knows its terms."""

WORD_LISTS: dict[type[StrEnum], tuple[str, str]] = {
    Purpose: ("purpose", "A reason to turn to the service."),
    Serves: ("serves", "A group of people that the service is for, and nobody else."),
    Audience: ("audience", "A group of people that the service is for."),
    ResourceKind: ("kind", "The kind of service."),
    OperatorKind: ("operator-kind", "The kind of organisation that answers."),
    ReturnsPeople: (
        "returns-people",
        "Whether the service takes people back to their family or employer.",
    ),
    SharedWith: ("shares-with", "A body that may learn what a person says."),
    Method: ("verified-by", "The way in which the details were checked."),
    Status: ("status", "Whether the service still exists."),
}
"""The prefix of the terms of each closed list, and their description."""

FIELD_TERMS = {
    "record": "The id of the record in the catalog.",
    "topic": "A topic that the service is about.",
    "note": "Anything else to know about the service.",
    "contact": "The id of a contact in its record.",
    "channel": "The way to reach the contact.",
    "address": "The web or email address of the contact.",
    "spoken": "A language that the people who answer speak.",
    "dial-region": "The country in which the digits of the number work.",
    "display": "The number as people there write it.",
    "keyword": "The word to send to the number.",
    "cost": "The price that the caller pays.",
    "reachable-from": "A place that the contact can be reached from.",
    "interpreter": "A language in which the contact calls an interpreter; mul for many.",
    "anonymous": "Whether a caller never has to give a name.",
    "recorded": "Whether calls are recorded.",
    "shows-on-bill": "Whether a call shows on the telephone bill.",
    **{
        f"tells-{body}": f"When the contact tells somebody what a person says: {body}."
        for body in Told
    },
    "location": "Whether there is an address, and whether it is public.",
    "contact-note": "Anything else to know before using the contact.",
    "hours": "The opening hours, in the local time of their zone.",
    "zone": "The IANA name of the time zone of the opening hours.",
    "region": "The code of the place: ISO 3166, or UN M49 for a group of countries.",
    "language": "The language of the texts, as a BCP 47 tag.",
    "source": "The page or publication that the details are from.",
    "source-url": "The address of the source.",
    "source-publisher": "The publisher of the source.",
    "source-dated": "The date on the source.",
    "source-checked": "The day somebody last read the source.",
    "verified-on": "The day somebody asked the operator or read its own page.",
    "reviewed-by": "The practitioner who has reviewed the record.",
    "pack": "The pack that the record is from.",
    "licence": "The licence of the record.",
    "publisher": "The publisher of the pack.",
}
"""The terms that have a value, each with its description."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Describer(Value):
    """Describes the objects of one export with terms of our taxonomy.

    Attributes:
        catalog: The catalog, for the labels of words.
        languages: The languages of the labels, best first.
        version: The version of HSDS.
    """

    catalog: Catalog
    languages: tuple[str, ...]
    version: str

    def words(self, entity: str, owner: str, words: Iterable[StrEnum]) -> Iterator[dict[str, Any]]:
        """Yield an attribute for each closed word.

        Args:
            entity: The HSDS table of the object, such as ``service``.
            owner: The UUID of the object.
            words: Closed words of the lists of WORD_LISTS.
        """
        for word in words:
            prefix, description = WORD_LISTS[type(word)]
            label = self.catalog.label(word, self.languages)
            term = self._term(f"{prefix}:{word}", label.text, description, label.language)
            yield self._attribute(entity, owner, term, prefix, None)

    def values(
        self, entity: str, owner: str, *values: tuple[str, object]
    ) -> Iterator[dict[str, Any]]:
        """Yield an attribute for each field of an object whose value is known."""
        for field, value in values:
            if value is not None and value != "":
                text = ("no", "yes")[value] if isinstance(value, bool) else str(value)
                name = field.replace("-", " ").capitalize()
                term = self._term(field, name, FIELD_TERMS[field], "en")
                yield self._attribute(entity, owner, term, field, text)

    def _term(self, code: str, name: str, description: str, language: str) -> dict[str, Any]:
        return {
            "id": uuid_of("term", code),
            "code": code,
            "name": name,
            "description": description,
            "taxonomy": TAXONOMY,
            "taxonomy_id": uuid_of("taxonomy"),
            "language": language,
        }

    def _attribute(
        self, entity: str, owner: str, term: dict[str, Any], link_type: str, value: str | None
    ) -> dict[str, Any]:
        """Return an attribute; its label is new in HSDS 3.1."""
        return {
            "id": uuid_of("attribute", owner, term["code"], value or ""),
            "link_id": owner,
            "taxonomy_term_id": term["id"],
            "link_type": link_type,
            "link_entity": entity,
            **({} if value is None else {"value": value}),
            "taxonomy_term": term,
            **({"label": term["name"]} if self.version != "3.0" else {}),
        }


def other_contacts_of(resource: Resource, describer: Describer) -> list[dict[str, Any]]:
    """Return the chats, pages, apps, mailboxes and doors of a service; never a person's name."""
    return [
        _contact(resource, contact, describer)
        for contact in resource.contacts
        if contact.channel not in CHANNELS_WITH_NUMBER
    ]


def _contact(resource: Resource, contact: Contact, describer: Describer) -> dict[str, Any]:
    id = uuid_of("contact", resource.id, contact.id)
    spoken = (("spoken", tag) for tag in contact.languages)
    return {
        "id": id,
        "service_id": uuid_of("service", resource.id),
        "title": describer.catalog.label(contact.channel, describer.languages).text,
        **({"email": contact.email} if contact.email else {}),
        "attributes": [
            *contact_attributes("contact", id, contact, describer),
            *describer.values("contact", id, ("address", contact.url or contact.email), *spoken),
        ],
    }


def contact_attributes(
    entity: str, id: str, contact: Contact, describer: Describer
) -> Iterator[dict[str, Any]]:
    """Yield the facts about a contact that HSDS has no field for, as attributes."""
    note = contact.note and marked_text(contact.note, describer.languages)
    facts: list[tuple[str, object]] = [
        ("contact", contact.id),
        ("channel", contact.channel),
        ("dial-region", contact.dial_region),
        ("display", contact.display),
        ("keyword", contact.keyword),
        ("cost", contact.cost),
        *(("reachable-from", code) for code in sorted(contact.reachable_from)),
        *(("interpreter", tag) for tag in contact.interpreter),
        ("anonymous", contact.anonymous),
        ("recorded", contact.recorded),
        ("shows-on-bill", contact.shows_on_bill),
        *((f"tells-{body}", getattr(contact.tells, body.replace("-", "_"), None)) for body in Told),
        ("location", contact.location),
        ("contact-note", note),
    ]
    yield from describer.values(entity, id, *facts)
    yield from describer.words(entity, id, sorted(contact.shares_with))
    if contact.verified:
        yield from describer.words(entity, id, [contact.verified.method])
        yield from describer.values(entity, id, ("verified-on", contact.verified.on))


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
        "type": PHONE_TYPES[contact.channel][0],
        "description": " ".join(_sentences(contact, describer.languages)),
        "languages": spoken_languages("phone", id, contact.languages, language),
        "attributes": [*contact_attributes("phone", id, contact, describer)],
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
                *describer.values(
                    "schedule",
                    id,
                    *(("contact", contact.id) for contact in sharing),
                    ("hours", hours.text),
                    ("zone", hours.zone),
                )
            ],
        }


def _events(hours: Hours, day: date) -> Iterator[dict[str, Any]]:
    """Yield the weekly events of some hours; an empty one where their times are not certain."""
    stretches = [(timedelta(), None, None)] if hours.always else _stretches(hours.zone, day)
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


def _stretches(zone: str | None, day: date) -> list[OffsetStretch]:
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
