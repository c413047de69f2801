"""Rules that only warn about numbers: unverified ones, and ones from another country.

A record may also claim more places than its numbers can serve.
"""

from collections.abc import Iterator
from functools import cache

import attrs

from takeaction.core_data import read
from takeaction.errors import shown
from takeaction.models.contact import Contact
from takeaction.models.region import country_of, is_group, is_region, region
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary.records import Method
from takeaction.vocabulary.resources import Purpose

_UNNAMED = attrs.fields(Resource).regions.default
"""The very value of a record without regions: it is for the world, and nobody wrote that."""

_LONGEST_CODE = 3
_MOST_SHOWN = 4
"""The most countries that a message names: +1 alone has more than 20."""


def faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers that nobody has verified, and numbers from a country outside the regions.

    Several countries may share a calling code, and one such as ``+800`` belongs to none. A
    consular line is for citizens of its regions, and may answer in the country where they live.
    """
    for position, contact in enumerate(resource.contacts):
        verified = contact.verified or resource.verified
        field = f"contacts[{position}].dial"
        if contact.dial and verified.method is Method.NONE:
            problem = "nobody has verified this number."
            fix = "call it, or leave the number out."
            yield Fault("content.unverified_number", field, problem, fix)
        countries = countries_of(contact) if Purpose.CONSULAR not in resource.purposes else ()
        if countries and resource.regions and not _is_for(resource.regions, countries):
            places = ", ".join(sorted(resource.regions)[:_MOST_SHOWN])
            problem = f"{shown(contact.dial)} is a number in {_names(countries)}, "
            problem += f"but the record is for {places}."
            fix = "check the number, or add its country to regions."
            yield Fault("contact.region_mismatch", field, problem, fix)


def reach_faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers of one country in a record that claims other places, or the world, as well.

    Nothing is reported twice: a record that is not for the country of its number has another fault.
    """
    claimed = _places_beyond(resource)
    for position, contact in enumerate(resource.contacts if claimed else ()):
        beyond = ", ".join([code for code in claimed if not _reaches(contact, code)][:_MOST_SHOWN])
        countries = countries_of(contact)
        if beyond and countries and _is_for(resource.regions, countries):
            problem = f"{shown(contact.dial)} is a number in {_names(countries)}, "
            problem += f"but the record claims {beyond} too."
            fix = "name only the countries it serves, or say in reachable_from where it works."
            yield Fault("region.too_wide", f"contacts[{position}].dial", problem, fix)


def _places_beyond(resource: Resource) -> list[str]:
    """Return the places of a resource that none of its numbers is in, in order.

    A record that names no place claims none.
    """
    if resource.regions is _UNNAMED:
        return []
    served = {country for contact in resource.contacts for country in countries_of(contact)}
    return sorted(code for code in resource.regions if country_of(code) not in served)


def _reaches(contact: Contact, place: str) -> bool:
    """Tell whether a contact says that it works from a place."""
    return not contact.reachable_from.isdisjoint(region(place).chain)


def countries_of(contact: Contact) -> list[str]:
    """Return the countries that the number of a contact may be in, in the order of the code."""
    if contact.dial is None or not (contact.dial_region or contact.dial.startswith("+")):
        return []
    if contact.dial_region:
        country = country_of(contact.dial_region)
        return [country] if country else []
    codes = (contact.dial[1 : 1 + length] for length in range(1, _LONGEST_CODE + 1))
    return next((countries for code in codes if (countries := _countries().get(code))), [])


def _names(countries: list[str]) -> str:
    """Return the first countries, and the number of the others."""
    names = ", ".join(countries[:_MOST_SHOWN])
    others = len(countries) - _MOST_SHOWN
    return f"{names} or {others} more" if others > 0 else names


@cache
def _countries() -> dict[str, list[str]]:
    """Return the countries of each calling code, in order; of +1 the United States first."""
    countries: dict[str, list[str]] = {}
    for entry in read("numbering_plans")["regions"].split():
        country = entry[:2]
        if is_region(country):
            countries.setdefault(entry[2:].partition(":")[0], []).append(country)
    countries["1"].sort(key=lambda country: country != "US")  # one of 25, and by far the largest
    return countries


def _is_for(regions: frozenset[str], countries: list[str]) -> bool:
    """Tell whether one of some regions is one of some countries, contains it or is part of it."""
    if not regions.isdisjoint(countries):
        return True
    places = {place for country in countries for place in region(country).chain}
    return any((code if is_group(code) else country_of(code)) in places for code in regions)
