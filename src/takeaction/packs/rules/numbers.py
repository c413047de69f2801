"""Numbers and the places they are for. What is found here only warns."""

from collections.abc import Iterator

from takeaction.core_data import read
from takeaction.errors import Outcome, shown
from takeaction.models.contact import Contact
from takeaction.models.region import country_of, is_group, is_region, region
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault

_LONGEST_CODE = 3
_SHOWN = 4


def faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers of another country than those that a resource is for.

    A code may belong to several countries, and one such as ``+800`` to none.
    """
    for number, contact in enumerate(resource.contacts):
        countries = countries_of(contact)
        if countries and resource.regions and not _is_for(resource.regions, countries):
            places = ", ".join(sorted(resource.regions)[:_SHOWN])
            problem = f"{shown(contact.dial)} is a number of {', '.join(countries[:_SHOWN])}, "
            problem += f"and the record is for {places}."
            mend = "check the number, or name its country in regions."
            field = f"contacts[{number}].dial"
            yield Fault("contact.region_mismatch", field, problem, mend, Outcome.WARN)


def countries_of(contact: Contact) -> list[str]:
    """Return the countries whose number a contact has, the code's in order."""
    if contact.dial is None:
        return []
    if contact.dial_region:
        country = country_of(contact.dial_region)
        return [country] if country else []
    code = contact.dial.removeprefix("+")
    listed = [each.partition(":")[0] for each in read("numbers")["regions"].split()]
    codes = {code[:length] for length in range(1, _LONGEST_CODE + 1)}
    return [each[:2] for each in listed if each[2:] in codes and is_region(each[:2])]


def _is_for(regions: frozenset[str], countries: list[str]) -> bool:
    """Tell whether one of some regions is, holds or lies in one of some countries."""
    held = {place for country in countries for place in region(country).chain}
    return any((each if is_group(each) else country_of(each)) in held for each in regions)
