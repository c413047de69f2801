"""Numbers: who made sure of them, and the places they are for. What is found only warns."""

from collections.abc import Iterator
from functools import cache

from takeaction.core_data import read
from takeaction.errors import shown
from takeaction.models.contact import Contact
from takeaction.models.region import country_of, is_group, is_region, region
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary import Method

_LONGEST_CODE = 3
_SHOWN = 4


def faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers that nobody has made sure of, or of another country than a resource is for.

    A code may belong to several countries, and one such as ``+800`` to none.
    """
    for number, contact in enumerate(resource.contacts):
        verified = contact.verified or resource.verified
        if contact.dial and verified.method is Method.NONE:
            problem = "nobody has made sure of this number."
            fix = "call it, or leave the number out."
            field = f"contacts[{number}].dial"
            yield Fault("content.unverified_number", field, problem, fix)
        countries = countries_of(contact)
        if countries and resource.regions and not _is_for(resource.regions, countries):
            places = ", ".join(sorted(resource.regions)[:_SHOWN])
            problem = f"{shown(contact.dial)} is a number of {', '.join(countries[:_SHOWN])}, "
            problem += f"and the record is for {places}."
            fix = "check the number, or name its country in regions."
            field = f"contacts[{number}].dial"
            yield Fault("contact.region_mismatch", field, problem, fix)


def countries_of(contact: Contact) -> list[str]:
    """Return the countries whose number a contact has, the code's in order."""
    if contact.dial is None:
        return []
    if contact.dial_region:
        country = country_of(contact.dial_region)
        return [country] if country else []
    codes = (contact.dial[1 : 1 + length] for length in range(1, _LONGEST_CODE + 1))
    return next((found for code in codes if (found := _countries().get(code))), [])


@cache
def _countries() -> dict[str, list[str]]:
    """Return the countries of each calling code, in order."""
    countries: dict[str, list[str]] = {}
    for each in read("numbers")["regions"].split():
        if is_region(each[:2]):
            countries.setdefault(each[2:].partition(":")[0], []).append(each[:2])
    return countries


def _is_for(regions: frozenset[str], countries: list[str]) -> bool:
    """Tell whether one of some regions is, holds or lies in one of some countries."""
    if not regions.isdisjoint(countries):
        return True
    held = {place for country in countries for place in region(country).chain}
    return any((each if is_group(each) else country_of(each)) in held for each in regions)
