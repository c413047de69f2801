"""Phones: the contacts that dial a number, with the words that keep a caller safe."""

from collections.abc import Iterator
from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.help.closing import capitalised
from takeaction.engine.help.ways import how_to_use
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import (
    describe_hours,
    describe_languages,
    marked_text,
    whom_it_tells,
)
from takeaction.export.hsds.contacts import contact_attributes
from takeaction.export.hsds.identifiers import uuid_of
from takeaction.export.hsds.languages import spoken_languages
from takeaction.export.hsds.terms import Describer
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER, Channel

_TYPES = {Channel.VOICE: "voice", Channel.SMS: "text", Channel.TTY: "textphone"}
"""The type of phone of each channel that dials a number, after RFC 6350."""


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
        "type": _TYPES[contact.channel],
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
