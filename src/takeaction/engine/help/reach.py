"""The resources that serve a place, and which of their contacts work from where the caller is.

A contact that is known not to work from there is never listed.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.models.amendments import NOTHING_ADDED, Added
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, find_region, region
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ASKED_PURPOSES, HELP_PURPOSES, Purpose

ANY_HELP = HELP_PURPOSES - ASKED_PURPOSES
"""The purposes searched if the question names none."""

_TERRITORIES = {"US": ("AS", "GU", "MP", "PR", "VI")}
"""Parts of a country that ISO 3166-1 lists as countries too; ISO 3166-2:US, outlying areas."""


class Served(NamedTuple):
    """A resource that serves a place.

    Attributes:
        resource: The resource.
        via: The narrowest place of the chain that it serves; a place that only a patch claims
            counts where there is no other.
        distance: How far that place is in the chain, from 0; one that only a patch claims is the
            farthest.
    """

    resource: Resource
    via: str
    distance: int


def additions(catalog: Catalog) -> Mapping[str, Added]:
    """Return the additions of patches as a dict by record id."""
    return dict(catalog.added)


def resources_for(
    catalog: Catalog, query: HelpQuery, place: Region, parts: tuple[str, ...] = ()
) -> list[Served]:
    """Return the resources that serve a place, in the order of the catalog.

    Consular lines of the person's own country serve it too, and so do the resources of *parts*.
    """
    written = query.home or query.asked.home
    home = find_region(written, "home").chain if written else ()
    added = catalog.once(additions)
    served: list[Served] = []
    by_place = catalog.once(_by_place)
    numbered = dict(
        item for code in (*place.chain, *home, *parts) for item in by_place.get(code, ())
    )
    for number in sorted(numbered):
        resource = numbered[number]
        claimed = dict(added.get(resource.id, NOTHING_ADDED).regions)
        near = [code for code in place.chain if code in resource.regions]
        own = [code for code in near if code not in claimed]
        abroad = home if Purpose.CONSULAR in resource.purposes else ()
        farther = (code for code in (*abroad, *parts) if code in resource.regions)
        if via := next(iter((*own, *near, *farther)), None):
            distance = place.chain.index(via) if own else len(place.chain)
            served.append(Served(resource, via, distance))
    return served


def parts_with_lines(
    catalog: Catalog,
    place: Region,
    served: Iterable[Served],
    purposes: frozenset[Purpose],
) -> tuple[str, ...]:
    """Return the parts of a country with helplines that do not serve the whole country."""
    if country_of(place.code) != place.code:  # a part of a country, or a group of countries
        return ()
    prefix, whole = f"{place.code}-", {item.resource.id for item in served}
    return tuple(
        sorted(
            code
            for code, numbered in catalog.once(_by_place).items()
            if code.startswith(prefix)
            and any(
                resource.id not in whole and not resource.purposes.isdisjoint(purposes)
                for _, resource in numbered
            )
        )
    )


def parts_of_countries(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of each country that have helplines of their own, by its code.

    An answer for the country offers those whose lines would come first: ``Help.parts``.
    """
    by_place = catalog.once(_by_place)
    countries = sorted({code.partition("-")[0] for code in by_place if "-" in code})
    found: dict[str, tuple[str, ...]] = {}
    for code in countries:
        place = find_region(code)
        lines = resources_for(catalog, HelpQuery(code), place)
        found[code] = parts_with_lines(catalog, place, lines, ANY_HELP)
    return found


def _by_place(catalog: Catalog) -> Mapping[str, tuple[tuple[int, Resource], ...]]:
    """Return the resources that still exist, with their positions, by the places they serve."""
    by_place: dict[str, list[tuple[int, Resource]]] = {}
    for item in enumerate(catalog.reachable.values()):
        if item[1].status is not Status.RETIRED:
            for code in item[1].regions:
                by_place.setdefault(code, []).append(item)
    return {code: tuple(numbered) for code, numbered in by_place.items()}


class Caller:
    """The place a call comes from: where help is needed, unless the question names another.

    Attributes:
        is_named: Whether the question names it.
        origin: That place.

    Raises:
        UnknownWordError: The place of the call is in no list.
    """

    def __init__(self, query: HelpQuery, place: Region) -> None:
        written = query.calling_from or query.asked.calling_from
        self.is_named = written is not None
        self.origin = place if written is None else find_region(written, "calling_from")
        self._country = country_of(self.origin.code)
        self._is_abroad = self.is_named and (
            self._country is None or self._country != country_of(place.code)
        )

    def may_reach(self, resource: Resource, contact: Contact) -> bool:
        """Whether a contact may work for the caller; False if it is known not to."""
        if contact.dial_region and not self._is_in(contact.dial_region, resource):
            # A question about the world or a group of countries names no place to call from: the
            # reader can see for which country a short number is.
            return self._country is None and not self.is_named
        return not contact.reachable_from or any(
            self.origin.code in region(code).chain or code in self.origin.chain
            for code in contact.reachable_from
        )

    def _is_in(self, dial_region: str, resource: Resource) -> bool:
        """Whether national digits work there: in their own country, or in a territory of it.

        They count for a territory only if the resource is for that territory too.
        """
        country = self._country
        if country is None or country == dial_region:
            return country is not None
        return country in resource.regions and country in _TERRITORIES.get(dial_region, ())

    def surely_reaches(self, resource: Resource, contact: Contact) -> bool | None:
        """Whether a contact that may work is known to; None if nobody knows, or it isn't asked."""
        if not self.is_named:
            return None
        is_stated = contact.dial is None or contact.dial_region or contact.reachable_from
        countries = {country_of(code) for code in resource.regions} - {None}
        return True if is_stated or not self._is_abroad or self._country in countries else None
