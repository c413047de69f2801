"""What works from where a call is made: no number is listed that is known not to."""

from typing import NamedTuple

from takeaction.models.contact import Contact
from takeaction.models.question import HelpQuery
from takeaction.models.region import Region, country_of, find_region, region
from takeaction.models.resource import Resource

_TERRITORIES = {"US": ("AS", "GU", "MP", "PR", "VI")}
"""Parts of a country that ISO 3166-1 lists as countries too; ISO 3166-2:US, outlying areas."""


class Call(NamedTuple):
    """Where a call is made.

    Attributes:
        origin: That place; where help is needed, if nothing is said.
        said: Whether it was said.
        abroad: Whether it is not the country where help is needed.
    """

    origin: Region
    said: bool = False
    abroad: bool = False


def call_of(query: HelpQuery, place: Region) -> Call:
    """Return where a call is made: where help is needed, unless another place is named."""
    if query.calling_from is None:
        return Call(place)
    origin = find_region(query.calling_from, "calling_from")
    country = country_of(origin.code)
    return Call(origin, said=True, abroad=country is None or country != country_of(place.code))


def reaches(resource: Resource, contact: Contact, call: Call) -> bool:
    """Tell whether a contact may work from where a call is made; False if it is known not to."""
    country = country_of(call.origin.code)
    if contact.dial_region and not _works_in(contact.dial_region, resource, country):
        return country is None and not call.said
    places = contact.reachable_from
    return not places or any(_overlap(region(code), call.origin) for code in places)


def _overlap(one: Region, other: Region) -> bool:
    return one.code in other.chain or other.code in one.chain


def _works_in(dial_region: str, resource: Resource, country: str | None) -> bool:
    """Tell whether national digits work in a country: in their own, or in a territory of it.

    In a territory they work if the record says that it is for that place.
    """
    if country is None or country == dial_region:
        return country is not None
    return country in resource.regions and country in _TERRITORIES.get(dial_region, ())


def is_known_to_reach(resource: Resource, contact: Contact, call: Call) -> bool | None:
    """Tell whether what may work is known to; None if that is not known, or no place was named."""
    if not call.said:
        return None
    told = contact.dial is None or contact.dial_region or contact.reachable_from
    own = {country_of(code) for code in resource.regions} - {None}
    return True if told or not call.abroad or country_of(call.origin.code) in own else None
