"""Services: a record of help as HSDS has it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from takeaction.core_data import language_of
from takeaction.export.contact_lines import describe_operator, language_name, marked_text
from takeaction.export.hsds.contacts import other_contacts_of
from takeaction.export.hsds.identifiers import uuid_of
from takeaction.export.hsds.languages import spoken_languages
from takeaction.export.hsds.phones import phones_of
from takeaction.export.hsds.schedules import schedules_of
from takeaction.export.hsds.terms import Describer
from takeaction.models.region import place_label
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.contacts import ContactCost
from takeaction.vocabulary.records import Status

_STATUS = {Status.ACTIVE: "active", Status.RETIRED: "defunct", Status.UNKNOWN: "inactive"}
"""The status in HSDS; a record that may or may not still exist is inactive there."""


def service_of(resource: Resource, day: date, describer: Describer) -> dict[str, Any]:
    """Return a record as an HSDS service, without the members that are not known.

    A retired service keeps its name and status, so that directories learn of its end, and loses its
    contacts.

    Args:
        resource: The record.
        day: The day of the export.
        describer: The terms.
    """
    id = uuid_of("service", resource.id)
    is_over = resource.status is Status.RETIRED
    service = {
        "id": id,
        **_organization(resource, describer),
        **_texts(resource, describer),
        "status": _STATUS[resource.status],
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
        "alert": _marked(resource.warning, languages),
        "eligibility_description": _marked(resource.only_for, languages),
    }


def _marked(text: Text | None, languages: tuple[str, ...]) -> str | None:
    return marked_text(text, languages) if text else None


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
    areas = []
    for code in sorted(resource.regions):
        area = uuid_of("service_area", resource.id, code)
        areas.append(
            {
                "id": area,
                "service_id": id,
                "name": place_label(code).pick(describer.languages).text,
                "extent": code,
                "extent_type": "text",
                "attributes": [*describer.value("service_area", area, "region", code)],
            }
        )
    return areas


def _attributes(resource: Resource, id: str, describer: Describer) -> Iterator[dict[str, Any]]:
    """Yield the facts about a record that HSDS has no field for."""
    header = describer.catalog.packs[resource.pack].header
    source, verified, reviewed = resource.source, resource.verified, resource.reviewed
    yield from describer.words("service", id, [resource.kind])
    yield from describer.words("service", id, sorted(resource.purposes))
    yield from describer.words("service", id, sorted(resource.serves))
    yield from describer.words("service", id, sorted(resource.audience))
    if resource.operator_kind:
        yield from describer.words("service", id, [resource.operator_kind])
    if resource.returns_people:
        yield from describer.words("service", id, [resource.returns_people])
    if resource.status is Status.UNKNOWN:
        yield from describer.words("service", id, [resource.status])
    yield from describer.words("service", id, [verified.method])
    facts: list[tuple[str, object]] = [
        ("record", resource.id),
        *(("topic", topic) for topic in sorted(resource.topics)),
        ("language", resource.name.pick(describer.languages).language),
        ("note", _marked(resource.note, describer.languages)),
        ("source", source.title),
        ("source-url", source.url),
        ("source-publisher", source.publisher),
        ("source-dated", source.dated),
        ("source-checked", source.checked),
        ("verified-on", verified.on),
        ("reviewed-by", reviewed and reviewed.by),
        ("pack", resource.pack),
        ("licence", header.licence),
        ("publisher", header.publisher),
    ]
    yield from describer.values("service", id, facts)
