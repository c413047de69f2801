"""The resources that serve a place, found by an index of places."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from takeaction.catalog import Catalog
from takeaction.models.amendments import NOTHING_ADDED, Added
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, find_region
from takeaction.models.resource import Resource
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ASKED_PURPOSES, HELP_PURPOSES, Purpose

ANY_HELP = HELP_PURPOSES - ASKED_PURPOSES
"""The purposes searched if the question names none."""

_Numbered = tuple[int, Resource]
"""A resource with its position in the catalog."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Served:
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


def serving(
    catalog: Catalog, query: HelpQuery, place: Region, parts: tuple[str, ...] = ()
) -> list[Served]:
    """Return the resources that serve a place, in the order of the catalog.

    Args:
        catalog: The source of the resources.
        query: The question.
        place: The place.
        parts: Parts of the place whose resources are returned too.
    """
    written = query.home or query.asked.home
    home = find_region(written, "home").chain if written else ()
    added = catalog.once(additions)
    served: list[Served] = []
    for resource in _resources(catalog.once(_by_place), (*place.chain, *home, *parts)):
        claimed = dict(added.get(resource.id, NOTHING_ADDED).regions)
        via = _via(resource, place.chain, claimed) or _consular_place(resource, home)
        via = via or next((part for part in parts if part in resource.regions), None)
        if via:
            is_near = via in place.chain and via not in claimed
            distance = place.chain.index(via) if is_near else len(place.chain)
            served.append(Served(resource=resource, via=via, distance=distance))
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
        query = HelpQuery(code)
        place = find_region(code)
        parts = parts_with_lines(catalog, place, serving(catalog, query, place), ANY_HELP)
        if parts:
            found[code] = parts
    return found


def _by_place(catalog: Catalog) -> Mapping[str, tuple[_Numbered, ...]]:
    """Return the resources that still exist by the places that they serve."""
    by_place: dict[str, list[_Numbered]] = {}
    for item in enumerate(catalog.reachable.values()):
        if item[1].status is not Status.RETIRED:
            for code in item[1].regions:
                by_place.setdefault(code, []).append(item)
    return {code: tuple(numbered) for code, numbered in by_place.items()}


def _resources(
    by_place: Mapping[str, tuple[_Numbered, ...]], codes: Iterable[str]
) -> Iterator[Resource]:
    """Yield the resources for any of these places, each once, in the order of the catalog."""
    numbered = dict(item for code in codes for item in by_place.get(code, ()))
    return (numbered[position] for position in sorted(numbered))


def _via(resource: Resource, chain: tuple[str, ...], claimed: Mapping[str, str]) -> str | None:
    """Return the narrowest place of a chain that a resource serves, best by its own word."""
    places = [code for code in chain if code in resource.regions]
    own = (code for code in places if code not in claimed)
    return next(own, next(iter(places), None))


def _consular_place(resource: Resource, home: tuple[str, ...]) -> str | None:
    """Return the country whose citizens a consular line helps, if the person is one of them."""
    if Purpose.CONSULAR not in resource.purposes:
        return None
    return next((code for code in home if code in resource.regions), None)
