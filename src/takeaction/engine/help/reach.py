"""Reach: whether a contact works from the caller's place; one known not to work is never listed."""

from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, find_region, region
from takeaction.models.resource import Contact, Resource

_TERRITORIES = {"US": ("AS", "GU", "MP", "PR", "VI")}
"""Parts of a country that ISO 3166-1 lists as countries too; ISO 3166-2:US, outlying areas."""


class Caller:
    """The place a call comes from.

    Attributes:
        origin: That place; the place where help is needed, if the question names no other.
        is_named: Whether the question names it.
        is_abroad: Whether it is outside the country where help is needed.
    """

    def __init__(self, origin: Region, *, is_named: bool = False, is_abroad: bool = False) -> None:
        self.origin = origin
        self.is_named = is_named
        self.is_abroad = is_abroad


def caller_of(query: HelpQuery, place: Region) -> Caller:
    """Return the caller of a question, who calls from *place* unless it names another.

    Raises:
        UnknownWordError: The place of the call is in no list.
    """
    written = query.calling_from or query.asked.calling_from
    if written is None:
        return Caller(place)
    origin = find_region(written, "calling_from")
    country = country_of(origin.code)
    is_abroad = country is None or country != country_of(place.code)
    return Caller(origin, is_named=True, is_abroad=is_abroad)


def may_reach(resource: Resource, contact: Contact, caller: Caller) -> bool:
    """Tell whether a contact may work for a caller; False if it is known not to."""
    country = country_of(caller.origin.code)
    if contact.dial_region and not _works_in(contact.dial_region, resource, country):
        # A question about the world or a group of countries names no place to call from: the
        # reader can see for which country a short number is.
        return country is None and not caller.is_named
    places = contact.reachable_from
    return not places or any(_overlap(region(code), caller.origin) for code in places)


def is_known_to_reach(resource: Resource, contact: Contact, caller: Caller) -> bool | None:
    """Tell whether a contact that may work for a caller certainly does.

    Returns:
        True if that is known; None if nobody knows, or if the question names no place to
        call from.
    """
    if not caller.is_named:
        return None
    is_stated = contact.dial is None or contact.dial_region or contact.reachable_from
    countries = {country_of(code) for code in resource.regions} - {None}
    is_domestic = not caller.is_abroad or country_of(caller.origin.code) in countries
    return True if is_stated or is_domestic else None


def _works_in(dial_region: str, resource: Resource, country: str | None) -> bool:
    """Tell whether national digits work in a country: in their own, or in a territory of it.

    They count for a territory only if the resource is for that territory too.
    """
    if country is None or country == dial_region:
        return country is not None
    return country in resource.regions and country in _TERRITORIES.get(dial_region, ())


def _overlap(one: Region, other: Region) -> bool:
    """Tell whether one of two places contains the other."""
    return one.code in other.chain or other.code in one.chain
