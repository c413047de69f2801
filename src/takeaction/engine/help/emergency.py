"""The emergency number: advice for danger, with the number that works from the caller's place."""

from takeaction.catalog import Catalog
from takeaction.engine.help.answer import Emergency
from takeaction.engine.help.reach import Caller, may_reach
from takeaction.engine.reasons import say
from takeaction.models.contact import Contact
from takeaction.models.region import Region
from takeaction.models.resource import Resource
from takeaction.models.text import isolated
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import Purpose


def find_emergency(
    catalog: Catalog, place: Region, language: str, calling_from: Region | None = None
) -> Emergency:
    """Return the advice for danger, with the number of the nearest place that has one.

    Args:
        catalog: The source of the number.
        place: The place where help is needed.
        language: The language of the advice, one of those of the core's own texts.
        calling_from: The caller's place, if that is in another country: then the number is the
            one that works there.
    """
    origin = calling_from or place
    caller = Caller(origin)
    numbers = [
        (origin.chain.index(code), resource.id, contact)
        for resource, contact in catalog.once(_emergency_contacts)
        for code in resource.regions.intersection(origin.chain)
        if may_reach(resource, contact, caller)
    ]
    if not numbers:
        advice = say("emergency.local_abroad" if calling_from else "emergency.local", language)
        return Emergency(text=advice)
    _, id, contact = min(numbers, key=lambda number: (number[0], number[1], number[2].id))
    slots = {"number": isolated(contact.display or "", language)}
    code = "emergency.number_abroad" if calling_from else "emergency.number"
    return Emergency(text=say(code, language, slots), dial=contact.dial, id=id)


def _emergency_contacts(catalog: Catalog) -> tuple[tuple[Resource, Contact], ...]:
    """Return the numbers to call in an emergency, each with its resource."""
    return tuple(
        (resource, contact)
        for resource in catalog.reachable.values()
        if Purpose.EMERGENCY in resource.purposes and resource.status is Status.ACTIVE
        for contact in resource.contacts
        if contact.dial and contact.channel is Channel.VOICE
    )
