"""Records: a service of a directory as a resource of a draft pack, which nobody has verified."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import attrs

from takeaction.authoring.hsds.contacts import draft_contacts
from takeaction.authoring.hsds.losses import Extent
from takeaction.authoring.hsds.places import regions_of
from takeaction.authoring.hsds.purposes import purposes_named
from takeaction.authoring.hsds.service import HsdsObject
from takeaction.core_data import read
from takeaction.models.source import first_day
from takeaction.packs.rules.identity import is_id
from takeaction.vocabulary.resources import (
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
    Serves,
)
from takeaction.vocabulary.words import fold

_ACTIVE = "active"
_LONGEST_SLUG = 50
_DIGEST = 8
"""The hexadecimal digits after a name that make an id unique."""

_UNCARRIED = (
    *("wait_time", "fees", "accreditations", "licenses", "assurer_email"),
    *("service_at_locations", "funding", "program", "required_documents", "capacities"),
)
"""Members of a service that a record has no field for; each is a loss where it has a value."""

_NOTED = ("interpretation_services", "application_process", "fees_description")
"""Members whose text becomes part of the note of a record."""


@attrs.frozen(kw_only=True)
class ImportTerms:
    """The choices of a person who imports a directory.

    Attributes:
        region: The place of services without areas.
        source: The title of the directory.
        zone: The time zone of schedules that name none; None for none.
        purposes: The purposes of services whose words name none; empty to leave these out.
        day: The day of the import.
    """

    region: str
    source: str
    zone: str | None = None
    purposes: tuple[Purpose, ...] = ()
    day: date


def record_of(service: HsdsObject, terms: ImportTerms) -> dict[str, Any] | None:
    """Return a service as a record; None if it is lost, which is noted.

    Args:
        service: The service.
        terms: The choices of the import.
    """
    facts = service.own_terms()
    name = service.text("name")
    why = _why_lost(service, name)
    purposes = purposes_named(facts.get("purpose", ()), _named(service, name)) or terms.purposes
    if not why and not purposes:
        why = "nothing says that it is help for people who may be exploited"
    if why:
        service.losses.add(service.service, "", why, Extent.SERVICE)
        return None
    regions, smaller = regions_of(service, terms.region)
    contacts = draft_contacts(service, regions, terms.zone, terms.day)
    if not contacts:
        service.losses.add(service.service, "", "it has no contact to carry", Extent.SERVICE)
        return None
    _note_uncarried(service)
    record = {
        "id": _id_of(service, name, facts),
        "name": name,
        "kind": _word(facts, "kind", ResourceKind, _kind(contacts)),
        "purposes": [str(purpose) for purpose in purposes],
        "serves": [word for word in facts.get("serves", ()) if word in {*Serves}],
        "audience": [word for word in facts.get("audience", ()) if word in {*Audience}],
        "topics": [topic for topic in facts.get("topic", ()) if topic in _known_topics()],
        "returns_people": _word(facts, "returns-people", ReturnsPeople, ""),
        **_texts(service, facts, smaller),
        **_operator(service),
        "operator_kind": _word(facts, "operator-kind", OperatorKind, ""),
        "links": _links(service, contacts),
        "regions": regions,
        "source": _source(service, terms),
        "contacts": contacts,
    }
    return {field: value for field, value in record.items() if value not in ("", [])}


@cache
def _known_topics() -> frozenset[str]:
    """Return the ids of the topics of the library; a draft has no words of its own."""
    return frozenset(word["id"] for word in read("words")["words"] if word["kind"] == "topic")


def _why_lost(service: HsdsObject, name: str) -> str:
    """Return the reason why a service is lost; empty if it is not."""
    if not name:
        return "it has no name"
    status = service.text("status")
    return "" if status in ("", _ACTIVE) else f"it is not active but {status[:20]}"


def _named(service: HsdsObject, name: str) -> list[str]:
    return [name, service.text("alternate_name"), *service.other_terms()]


def _kind(contacts: list[dict[str, Any]]) -> str:
    has_number = any("dial" in contact for contact in contacts)
    return str(ResourceKind.HOTLINE if has_number else ResourceKind.SERVICE)


def _word(facts: Mapping[str, list[str]], field: str, words: Any, default: str) -> str:  # noqa: ANN401
    """Return a closed word that our own export wrote, or the default."""
    return next((word for word in facts.get(field, ()) if word in {*words}), default)


def _texts(service: HsdsObject, facts: Mapping[str, list[str]], areas: list[str]) -> dict[str, str]:
    """Return the texts of a record; an alert becomes the warning before the number."""
    note = " ".join(facts.get("note", ()))
    summary = service.prose("description").removesuffix(note).strip()
    is_own = "record" in facts
    parts = [note, *(service.prose(field) for field in _NOTED if not is_own)]
    parts += [f"The directory gives its area as: {area}." for area in areas]
    return {
        "summary": summary,
        "warning": service.prose("alert"),
        "only_for": " ".join(
            filter(None, (service.prose("eligibility_description"), _ages(service)))
        ),
        "note": "\n\n".join(filter(None, parts)),
        "url": service.text("url"),
    }


def _links(service: HsdsObject, contacts: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the further pages of a service; those that are contacts are there already."""
    links = []
    addresses = {contact.get("url") for contact in contacts}
    for page in service.objects("additional_urls"):
        url, label = page.text("url"), page.text("label")
        if url and label:
            links.append({"title": label, "url": url})
        elif url not in addresses:
            page.lose("url", "a link needs a label that says where it leads")
    return links


def _ages(service: HsdsObject) -> str:
    """Return the ages that a service is for, in words."""
    youngest, oldest = service.number("minimum_age"), service.number("maximum_age")
    if youngest is not None and oldest is not None:
        return f"Ages {youngest:g} to {oldest:g}."
    if youngest is not None:
        return f"Ages {youngest:g} and over."
    return f"Ages up to {oldest:g}." if oldest is not None else ""


def _operator(service: HsdsObject) -> dict[str, str]:
    organization = service.object("organization")
    for field in ("phones", "contacts", "locations"):
        if organization.members.get(field):
            organization.lose(field, "those of the organisation may not be those of the service")
    return {"operator": organization.text("name")}


def _source(service: HsdsObject, terms: ImportTerms) -> dict[str, str]:
    """Return the source of a record: the directory, and the day it was last sure of the service.

    That day is the directory's word, so it is no verification of ours.
    """
    assured = service.text("assured_date")[:10]
    day = first_day(assured)
    if assured and (day is None or day > terms.day):
        service.lose("assured_date", "it is no date in the past")
        assured = ""
    return {"title": terms.source, **({"dated": assured} if assured else {})}


def _id_of(service: HsdsObject, name: str, facts: Mapping[str, list[str]]) -> str:
    """Return the id of a record: ours, or one from the name and the id in the directory."""
    own = next(iter(facts.get("record", ())), "").partition(":")[2]
    if is_id(own):
        return own
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name))[:_LONGEST_SLUG].strip("-")
    digest = sha256(service.service.encode(errors="replace")).hexdigest()[:_DIGEST]
    return f"{slug}-{digest}" if slug else f"service-{digest}"


def _note_uncarried(service: HsdsObject) -> None:
    """Note each member with a value that a record has no field for."""
    is_own = "record" in service.own_terms()
    for field in (*_UNCARRIED, *(() if is_own else ("cost_options",))):
        if service.members.get(field):
            service.lose(field, "a record has no field for it")
