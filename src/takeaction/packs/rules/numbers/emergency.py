"""The rule for emergency numbers: a pack cannot bring one of its own.

The core knows the number of each place, and every answer starts with its notice. A record of a
pack may only repeat that number.
"""

from collections.abc import Iterator

from takeaction.errors import shown
from takeaction.models.contact import Contact
from takeaction.models.numbers.emergency import emergency_numbers, emergency_place
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import Purpose, ResourceKind


def faults(resource: Resource) -> Iterator[Fault]:
    """Find the contacts of an emergency record that are not the core's number for its places."""
    if Purpose.EMERGENCY not in resource.purposes and resource.kind is not ResourceKind.EMERGENCY:
        return
    for position, contact in enumerate(resource.contacts):
        if not _is_known(contact, resource):
            name = shown(contact.dial) if contact.dial else f"the channel {contact.channel}"
            places = ", ".join(sorted(resource.regions))
            problem = f"{name} is not the emergency number to call in {places}."
            fix = "leave it out: every answer shows the emergency number of the place."
            yield Fault("contact.emergency", f"contacts[{position}]", problem, fix)


def _is_known(contact: Contact, resource: Resource) -> bool:
    """Tell whether a contact is an emergency number in each place that it is for."""
    if contact.channel is not Channel.VOICE or contact.dial_region is None:
        return False
    places = {emergency_place(code) for code in (*resource.regions, contact.dial_region)}
    numbers = [emergency_numbers(place) if place else None for place in places]
    return all(known is not None and contact.dial in known.digits for known in numbers)
