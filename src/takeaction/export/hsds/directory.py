"""The directory: all services of a selection as one page of the HSDS API."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, TypeAlias

from takeaction.catalog import Catalog
from takeaction.core_data import LANGUAGES, language_of
from takeaction.errors import UnknownWordError
from takeaction.export.contact_lines import describe_operator, language_name, marked_text
from takeaction.export.hsds.contacts import (
    other_contacts_of,
    phones_of,
    schedules_of,
    spoken_languages,
)
from takeaction.export.hsds.terms import (
    CHECK_TERMS,
    HEADER_TERMS,
    LANGUAGE,
    REGION,
    RESOURCE_TERMS,
    SOURCE_TERMS,
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
from takeaction.models.resource import Resource
from takeaction.privacy import confidential
from takeaction.vocabulary.contacts import ContactCost
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
        "phones": phones_of(resource, describer),
        "contacts": other_contacts_of(resource, describer),
        "schedules": schedules_of(resource, day, describer),
        "languages": spoken_languages("service", id, spoken, language),
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
