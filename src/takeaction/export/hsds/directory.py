"""The directory: all services of a selection as one page of the HSDS API."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias

from takeaction.catalog import Catalog
from takeaction.core_data import LANGUAGES, language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.reasons import say
from takeaction.errors import UnknownWordError
from takeaction.export.hsds.terms import (
    ADDRESS,
    CHECK_TERMS,
    CONTACT_ID,
    CONTACT_TERMS,
    HEADER_TERMS,
    HOURS_TERMS,
    LANGUAGE,
    REGION,
    RESOURCE_TERMS,
    SOURCE_TERMS,
    SPOKEN,
    STATUS,
    STATUSES,
    TAXONOMY,
    TERMS,
    TEXTS,
    Describer,
    uuid_of,
)
from takeaction.export.json_text import check_export, document, lone_lines, provenance_of
from takeaction.export.selection import Selection
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.region import place_label
from takeaction.models.resource import MINUTES_A_DAY, WEEKDAYS, Contact, Hours, Resource
from takeaction.privacy import confidential
from takeaction.views.contact_lines import (
    describe_hours,
    describe_languages,
    describe_operator,
    language_name,
    marked_text,
    whom_it_tells,
)
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER, PHONE_TYPES, ContactCost
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import HELP_PURPOSES, ResourceKind

HsdsVersion: TypeAlias = Literal["3.0", "3.1"]
"""A version of HSDS that we write."""

HSDS_VERSIONS: tuple[HsdsVersion, ...] = ("3.0", "3.1")


@confidential
def hsds_directory(catalog: Catalog, selection: Selection, version: HsdsVersion = "3.1") -> bytes:
    """Write the helplines of a catalog as an HSDS directory, with a line for each service.

    A record becomes a service if people turn to it for help, it has a contact, and it can be shown
    alone. The emergency number of a place is no service: HSDS has no field that puts it before all
    others. It is beside the services, with its sources.

    Args:
        catalog: The records.
        selection: The places, the languages of the texts, and the day of the export.
        version: The version of HSDS.

    Returns:
        A page of services in JSON, as ``GET /services`` of the HSDS API returns it. Its member
        ``contents`` alone is a service package. The member ``takeaction`` has the day, the digest
        and the licence of each pack.

    Raises:
        QueryError: An argument is something else.
        UnknownWordError: *version* is another one.
    """
    check_export(catalog, selection)
    if version not in HSDS_VERSIONS:
        raise UnknownWordError("version", 0, HSDS_VERSIONS)
    languages = tuple(dict.fromkeys((*selection.languages, LANGUAGES[0])))
    describer = Describer(catalog=catalog, languages=languages, version=version)
    records = sorted(_records_of_help(catalog, selection), key=lambda record: record.id)
    services = (service_of(record, selection.at, describer) for record in records)
    head = {
        "takeaction": {
            **provenance_of(catalog, selection, "hsds"),
            "hsds": version,
            "taxonomy": {"name": TAXONOMY, "terms": dict(TERMS)},
            "emergency": _emergency(records),
        },
        # The members of a page that has everything.
        "total_items": len(records),
        "total_pages": 1,
        "page_number": 1,
        "size": len(records),
        "first_page": True,
        "last_page": True,
        "empty": not records,
    }
    return document(head, "contents", services)


def _records_of_help(catalog: Catalog, selection: Selection) -> Iterator[Resource]:
    """Yield the records that become services: also those that have ended, to be defunct."""
    for line in lone_lines(catalog, selection):
        if line.kind is not ResourceKind.EMERGENCY:
            yield line
    for record in selection.records(catalog):
        if (
            isinstance(record, Resource)
            and record.status is Status.RETIRED
            and record.contacts
            and not record.purposes.isdisjoint(HELP_PURPOSES)
        ):
            yield record


def _emergency(records: list[Resource]) -> dict[str, Any]:
    """Return the emergency numbers of the places of some services, with their sources."""
    places = {emergency_place(code) for record in records for code in record.regions}
    known = (emergency_numbers(place) for place in sorted(filter(None, places)))
    return {
        numbers.place: {
            "call_first": numbers.main,
            "services": {service.service: service.dial for service in numbers.services},
            "may_go_unanswered": numbers.caution,
            "sources": [[source.title, source.dated] for source in numbers.source],
        }
        for numbers in known
        if numbers
    }


def service_of(resource: Resource, day: date, describer: Describer) -> dict[str, Any]:
    """Return a record as an HSDS service, without the members that are not known.

    A retired service keeps its name and status, so that directories learn of its end, and loses its
    contacts.
    """
    id = uuid_of("service", resource.id)
    is_over = resource.status is Status.RETIRED
    service = {
        "id": id,
        **_organization(resource, describer),
        **_texts(resource, describer),
        "status": STATUSES[resource.status],
        **_dates(resource),
        **({} if is_over else _ways(resource, day, describer)),
        "service_areas": _areas(resource, id, describer),
        "attributes": [*_attributes(resource, id, describer)],
    }
    return {name: value for name, value in service.items() if value not in (None, "", [])}


def _organization(resource: Resource, describer: Describer) -> dict[str, Any]:
    """Return the organisation that answers; nothing if it is not known."""
    if not resource.operator:
        return {}
    id = uuid_of("organization", resource.pack, resource.operator, resource.operator_kind or "")
    organization = {
        "id": id,
        "name": resource.operator,
        "description": describe_operator(resource, describer.languages),
    }
    return {"organization_id": id, "organization": organization}


def _texts(resource: Resource, describer: Describer) -> dict[str, Any]:
    """Return the texts of a service: the warning is its alert, which directories show first."""
    languages = describer.languages
    paragraphs = (resource.summary, resource.note)
    return {
        "name": str(resource.name.pick(languages)),
        "description": "\n\n".join(marked_text(text, languages) for text in paragraphs if text),
        **{
            member: marked_text(text, languages)
            for member, field in TEXTS.items()
            if (text := getattr(resource, field))
        },
    }


def _dates(resource: Resource) -> dict[str, Any]:
    """Return the day of the last check; nothing if nobody wrote one."""
    days = [day for day in (resource.verified.on, resource.source.checked) if day]
    if not days:
        return {}
    day = max(days).isoformat()
    return {"assured_date": day, "last_modified": f"{day}T00:00:00.000Z"}


def _ways(resource: Resource, day: date, describer: Describer) -> dict[str, Any]:
    """Return the ways to reach a service, with their times, languages and prices."""
    id = uuid_of("service", resource.id)
    language = language_of(describer.languages)
    emails = [contact.email for contact in resource.contacts if contact.email]
    spoken = [tag for contact in resource.contacts for tag in contact.languages]
    interpreted = dict.fromkeys(tag for contact in resource.contacts for tag in contact.interpreter)
    return {
        **_addresses(resource, id, describer),
        "email": emails[0] if emails else None,
        "phones": [
            _phone(resource, contact, describer)
            for contact in resource.contacts
            if contact.channel in CHANNELS_WITH_NUMBER
        ],
        "contacts": [  # chats, pages, apps, mailboxes and doors: never a person's name
            _contact(resource, contact, describer)
            for contact in resource.contacts
            if contact.channel not in CHANNELS_WITH_NUMBER
        ],
        "schedules": _schedules_of(resource, day, describer),
        "languages": _spoken_languages("service", id, spoken, language),
        "interpretation_services": ", ".join(language_name(tag, language) for tag in interpreted),
        "cost_options": _cost_options(resource, id, describer),
    }


def _addresses(resource: Resource, id: str, describer: Describer) -> dict[str, Any]:
    """Return the addresses of the pages of a service; HSDS 3.0 has room for one.

    A chat is in ``contacts`` as well, where both versions have it.
    """
    pages = dict.fromkeys(contact.url for contact in resource.contacts if contact.url)
    addresses = [*dict.fromkeys([*filter(None, [resource.url]), *pages])]
    titles = {link.url: marked_text(link.title, describer.languages) for link in resource.links}
    url = addresses[0] if addresses else None
    if describer.version == "3.0":
        return {"url": url}
    more = [
        {
            "id": uuid_of("url", resource.id, address),
            "service_id": id,
            "url": address,
            **({"label": titles[address]} if address in titles else {}),
        }
        for address in dict.fromkeys([*addresses[1:], *titles])
    ]
    return {"url": url, "additional_urls": more}


def _cost_options(resource: Resource, id: str, describer: Describer) -> list[dict[str, Any]]:
    """Return a cost option for each known price, with the contacts that have it."""
    contacts: dict[ContactCost, list[str]] = {}
    for contact in resource.contacts:
        if contact.cost:
            contacts.setdefault(contact.cost, []).append(contact.id)
    return [
        {
            "id": uuid_of("cost_option", resource.id, cost),
            "service_id": id,
            "option": f"For: {', '.join(names)}",
            **({"amount": 0} if cost is ContactCost.FREE else {}),
            "amount_description": describer.catalog.label(cost, describer.languages).text,
        }
        for cost, names in contacts.items()
    ]


def _areas(resource: Resource, id: str, describer: Describer) -> list[dict[str, Any]]:
    """Return a service area for each place: its name, and its code as an extent in text."""
    codes = (
        (uuid_of("service_area", resource.id, code), code) for code in sorted(resource.regions)
    )
    return [
        {
            "id": area,
            "service_id": id,
            "name": place_label(code).pick(describer.languages).text,
            "extent": code,
            "extent_type": "text",
            "attributes": [describer.fact("service_area", area, REGION, code)],
        }
        for area, code in codes
    ]


def _attributes(resource: Resource, id: str, describer: Describer) -> Iterator[dict[str, Any]]:
    """Yield the facts about a record that HSDS has no field for."""
    unknown = (STATUS,) if resource.status is Status.UNKNOWN else ()
    terms = (*RESOURCE_TERMS, *unknown, *CHECK_TERMS, *SOURCE_TERMS)
    yield from describer.facts("service", id, terms, resource)
    language = resource.name.pick(describer.languages).language
    yield describer.fact("service", id, LANGUAGE, language)
    header = describer.catalog.packs[resource.pack].header
    yield from describer.facts("service", id, HEADER_TERMS, header)


# The ways to reach a service


def _spoken_languages(
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


def _phone(resource: Resource, contact: Contact, describer: Describer) -> dict[str, Any]:
    id = uuid_of("phone", resource.id, contact.id)
    language = language_of(describer.languages)
    return {
        "id": id,
        "service_id": uuid_of("service", resource.id),
        "number": contact.dial,
        "type": PHONE_TYPES[contact.channel][0],
        "description": " ".join(_sentences(contact, describer.languages)),
        "languages": _spoken_languages("phone", id, contact.languages, language),
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


def _schedules_of(resource: Resource, day: date, describer: Describer) -> list[dict[str, Any]]:
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
