"""The indexes of a catalog: one for each place that somebody asked about."""

from collections.abc import Collection
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.ranking.index.facets import Index
from takeaction.engine.ranking.index.small import MAX_SMALL, SmallIndex
from takeaction.models.action import Action
from takeaction.vocabulary.records import Status

MAX_PLACES, MAX_ROWS = 8, 50_000
"""The number of places that always keep their index, those asked about last; bounds the room.

More places keep theirs as long as all of them together have no more than this many rows.
"""


class _PlaceIndexes:
    """The indexes of the places of one catalog.

    Places with the same actions share an index: all of a country does if no action is for a part
    of it. There is no lock: two threads may build the same index, which only costs time, and a
    process that forks in the meantime never waits for a lock that nobody will release.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._codes = frozenset[str]().union(
            *(action.regions for action in catalog.actions.values())
        )
        self._indexes: dict[frozenset[str], Index[Any]] = {}

    def index(self, chain: tuple[str, ...]) -> Index[Any]:
        """Return the index of a place, and count the place as the last one asked about."""
        codes = self._codes.intersection(chain)
        index = self._indexes.pop(codes, None)
        if index is None:
            index = _build_for(self._catalog, codes)
            self._make_room(index.size)
        self._indexes[codes] = index
        return index

    def _make_room(self, rows: int) -> None:
        """Evict the least recently used indexes to make room for *rows*."""
        oldest_first = list(self._indexes.items())
        rows += sum(index.size for _, index in oldest_first)
        for codes, index in oldest_first[: 1 - MAX_PLACES]:
            if rows > MAX_ROWS:
                self._indexes.pop(codes, None)
                rows -= index.size


def _build_for(catalog: Catalog, codes: frozenset[str]) -> Index[Any]:
    """Build the index of the actions that are for one of the region codes."""
    here, retired, elsewhere = [], 0, 0
    for action in catalog.actions.values():
        if not action.regions.isdisjoint(codes):
            here.append(action)
        elif action.status is Status.RETIRED:
            retired += 1
        else:
            elsewhere += 1
    return build_index(here, retired, elsewhere)


def build_index(actions: Collection[Action], retired: int = 0, elsewhere: int = 0) -> Index[Any]:
    """Build the index of actions, of the kind that suits their number.

    Args:
        actions: The actions, in order of their ids; retired ones are only counted.
        retired: The number of further retired actions.
        elsewhere: The number of actions, not retired, that are for other places.
    """
    if len(actions) <= MAX_SMALL:
        return SmallIndex.build(actions, retired, elsewhere)
    from takeaction.engine.ranking.index.large import LargeIndex  # most catalogs never need it

    return LargeIndex.build(actions, retired, elsewhere)


def index_for(catalog: Catalog, chain: tuple[str, ...]) -> Index[Any]:
    """Return the index of a catalog for a place.

    Args:
        catalog: The source of the actions.
        chain: The codes of the region and of everything around it.
    """
    return catalog.once(_PlaceIndexes).index(chain)
