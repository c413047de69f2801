"""The resources that serve a place, found by an index of places."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.models.amendments import NOTHING_ADDED, Added
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, find_region
from takeaction.models.resource import Resource
from takeaction.vocabulary.closed_words import Stops
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ASKED_PURPOSES, HELP_PURPOSES, Purpose, Serves

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


# Matters: which purposes serve what somebody needs, for whoever asks. ``data/matters`` has them.
#
# The order of helplines, the sentence that comes first and whom they tell are all read from that
# table. What is special about a matter stands there, and nowhere in the code.


ANYONE, CHILD, WORRIED, OTHER = "anyone", "child", "worried", "other"
"""Who asks: anyone, somebody under 18, an adult who worries about a child, or about an adult."""

_OF_BOTH = (None, "scam", "missing_adult", "missing_child", "stop", "remorse")
"""The sentences that fit whoever asks about somebody else too."""


class Matter:
    """One row of the table: a matter, for whoever asks.

    A plain class, since it is in no answer: attrs would take a millisecond of the first one.

    Attributes:
        name: The word of the topic; ``stop-…`` for those who want to stop harming others.
        who: Who asks.
        purposes: The purposes that serve, the best first.
        exploitation: Whether lines that know trafficking serve it.
        first: Whether it comes before whatever else was heard.
        behind: Whether it comes after whatever else was heard.
        profit: Whether somebody else gains by it: it comes before a matter that yields.
        yields: Whether it comes after the matters by which somebody else gains.
        pair: Whether the best line of each purpose stands in front, an open one first.
        people: The groups that it names: lines for them serve it.
        careful: Whether the police may be a danger to the person.
        police_last: Whether the local police are never the first to call, whatever happens.
        feared: The fields of ``Disclosure`` about which somebody wants to know first.
        last: The purposes that never stand first.
        returning: Whether lines that take people back are listed.
        alone: Whether nothing is listed but what serves.
        without: Purposes of lines that are not listed.
        inspectors: Whether inspectorates come after independent lines.
        sentence: The code of the sentence that comes first, without ``human.``; empty for none.
        kept: Whether its sentence is said though another matter comes first: it can't wait.
    """

    def __init__(self, name: str, who: str, row: dict[str, Any]) -> None:
        self.name = name
        self.who = who
        self.purposes = tuple(map(Purpose, row["purposes"]))
        self.exploitation = "exploitation" in row
        self.first = "first" in row
        self.behind = "behind" in row
        self.profit = "profit" in row
        self.yields = "yields" in row
        self.pair = "pair" in row
        self.people = frozenset(map(Serves, row.get("people", ())))
        self.careful = "careful" in row
        self.police_last = "police_last" in row
        self.feared = tuple(row.get("feared", ()))
        self.last = frozenset(map(Purpose, row.get("last", ())))
        self.returning = "returning" in row
        self.alone = "alone" in row
        self.without = frozenset(map(Purpose, row.get("without", ())))
        self.inspectors = "inspectors" in row
        self.sentence: str = row.get("sentence", "")
        self.kept = "kept" in row


@cache
def matter(name: str, who: str = ANYONE) -> Matter:
    """Return the row of a matter for whoever asks.

    Args:
        name: A word of ``NeedTopic``, or ``stop-…``.
        who: Who asks. Where the table has no row for them, that for anyone counts; for a child and
            for an adult who worries about one, lines for children come before.
    """
    rows = read("matters")["matters"][name]
    if who in (ANYONE, OTHER):
        who = rows[ANYONE].get("unsaid", who)
    if who in rows:
        return Matter(name, who, rows[who])
    row = dict(rows[ANYONE])
    if who == OTHER and row.get("sentence") not in _OF_BOTH:
        row["sentence"] = "asked"  # what happened didn't happen to them
    if who in (CHILD, WORRIED):
        others = (purpose for purpose in row["purposes"] if purpose != Purpose.CHILD)
        row["purposes"] = [Purpose.CHILD, *others]
        row["sentence"] = f"{'child_tells' if who == CHILD else 'worried_adult'}"
    return Matter(name, who, row)


def stop_matter(stops: Stops) -> Matter:
    """Return the row for somebody who wants to stop doing harm."""
    return matter(f"stop-{stops}")
