"""The index of a catalog, and smaller ones for the places that are asked about."""

from collections import OrderedDict
from threading import Lock

from takeaction.catalog import Catalog
from takeaction.engine.index import Index, build
from takeaction.vocabulary import Status

LARGE = 20_000
"""From so many actions on, each place that is asked about gets an index of its own."""

_MOST_PLACES = 8


class _Regional:
    """The indexes of one catalog, built when they are first needed."""

    def __init__(self, catalog: Catalog) -> None:
        self._actions = catalog.actions
        self._lock = Lock()
        self._whole: Index | None = None
        self._places: OrderedDict[tuple[str, ...], Index] = OrderedDict()

    def index(self, chain: tuple[str, ...]) -> Index:
        """Return an index that holds all actions of a place, the one used last kept longest."""
        with self._lock:
            if len(self._actions) < LARGE:
                self._whole = self._whole or build(self._actions.values())
                return self._whole
            found = self._places.pop(chain, None) or self._of(frozenset(chain))
            self._places[chain] = found
            if len(self._places) > _MOST_PLACES:
                self._places.popitem(last=False)
            return found

    def _of(self, codes: frozenset[str]) -> Index:
        here, retired, elsewhere = [], 0, 0
        for action in self._actions.values():
            if not action.regions.isdisjoint(codes):
                here.append(action)
            elif action.status is Status.RETIRED:
                retired += 1
            else:
                elsewhere += 1
        return build(here, retired, elsewhere)


def index_for(catalog: Catalog, chain: tuple[str, ...]) -> Index:
    """Return the index to ask for a place.

    Args:
        catalog: Where the actions come from.
        chain: The region and all that holds it.
    """
    return catalog.once(_Regional).index(chain)
