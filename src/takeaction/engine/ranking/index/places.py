"""The indexes of a catalog: one for each place that is asked about."""

from collections.abc import Collection
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.ranking.index.facets import Index
from takeaction.engine.ranking.index.small import FEW, Fields
from takeaction.models.action import Action
from takeaction.vocabulary import Status

MOST_PLACES, MOST_ROWS = 8, 50_000
"""So many places keep theirs, those asked about last; more while they hold no more rows."""


class _Places:
    """The indexes of the places of one catalog.

    Places in which the same actions hold share one: all of a country, where none is for a part
    of it. There is no lock: two threads may build the same index, which costs time and nothing
    else, and a process that forks meanwhile waits for nobody.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._codes = frozenset[str]().union(*(each.regions for each in catalog.actions.values()))
        self._indexes: dict[frozenset[str], Index[Any]] = {}

    def index(self, chain: tuple[str, ...]) -> Index[Any]:
        """Return the index of a place, the one asked for last kept longest."""
        codes = self._codes.intersection(chain)
        found = self._indexes.pop(codes, None)
        if found is None:
            found = _of(self._catalog, codes)
            self._make_room(found.size)
        self._indexes[codes] = found
        return found

    def _make_room(self, rows: int) -> None:
        """Let go of places that were not asked about for long, for one of so many rows."""
        kept = list(self._indexes.items())
        rows += sum(index.size for _, index in kept)
        for codes, index in kept[: 1 - MOST_PLACES]:
            if rows > MOST_ROWS:
                self._indexes.pop(codes, None)
                rows -= index.size


def _of(catalog: Catalog, codes: frozenset[str]) -> Index[Any]:
    """Build the index of the actions that hold for one of the codes."""
    here, retired, elsewhere = [], 0, 0
    for action in catalog.actions.values():
        if not action.regions.isdisjoint(codes):
            here.append(action)
        elif action.status is Status.RETIRED:
            retired += 1
        else:
            elsewhere += 1
    return built(here, retired, elsewhere)


def built(actions: Collection[Action], retired: int = 0, elsewhere: int = 0) -> Index[Any]:
    """Build the kind of index that suits so many actions, which come in order of their ids."""
    if len(actions) <= FEW:
        return Fields.build(actions, retired, elsewhere)
    from takeaction.engine.ranking.index.large import Sets

    return Sets.build(actions, retired, elsewhere)


def index_for(catalog: Catalog, chain: tuple[str, ...]) -> Index[Any]:
    """Return the index to ask for a place.

    Args:
        catalog: Where the actions come from.
        chain: The region and all that holds it.
    """
    return catalog.once(_Places).index(chain)
