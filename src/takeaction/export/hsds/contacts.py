"""Contacts without a number, and the facts about any contact that HSDS has no field for."""

from collections.abc import Iterator
from typing import Any

from takeaction.export.contact_lines import marked_text
from takeaction.export.hsds.identifiers import uuid_of
from takeaction.export.hsds.terms import Describer
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary.closed_words import Tells, Told
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER


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
            *describer.value("contact", id, "address", contact.url or contact.email),
            *describer.values("contact", id, spoken),
        ],
    }


def told(contact: Contact, body: Told) -> Tells | None:
    """Return when a contact tells a body; None if not known."""
    when: Tells | None = getattr(contact.tells, body.replace("-", "_"), None)
    return when


def contact_attributes(
    entity: str, id: str, contact: Contact, describer: Describer
) -> Iterator[dict[str, Any]]:
    """Yield the facts about a contact that HSDS has no field for, as attributes.

    Args:
        entity: ``phone`` or ``contact``.
        id: Its UUID.
        contact: The contact.
        describer: The terms.
    """
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
        *((f"tells-{body}", told(contact, body)) for body in Told),
        ("location", contact.location),
        ("contact-note", note),
    ]
    yield from describer.values(entity, id, facts)
    yield from describer.words(entity, id, sorted(contact.shares_with))
    if contact.verified:
        yield from describer.words(entity, id, [contact.verified.method])
        yield from describer.value(entity, id, "verified-on", contact.verified.on)
