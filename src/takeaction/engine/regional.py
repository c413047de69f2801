"""The index of a catalog, and smaller ones for the places that are asked about."""

from collections.abc import Collection
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.fields import FEW, Fields
from takeaction.engine.index import Index
from takeaction.models.action import Action
from takeaction.vocabulary import Status

LARGE = 20_000
"""From so many actions on, each place that is asked about gets an index of its own."""

MOST_PLACES = 8
"""So many places keep theirs, those that were asked about last."""


class _Places:
    """The indexes of the places of one catalog.

    There is no lock: two threads may build the same index, which costs time and nothing else,
    and a process that forks meanwhile waits for nobody.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._indexes: dict[tuple[str, ...], Index[Any]] = {}

    def index(self, chain: tuple[str, ...]) -> Index[Any]:
        """Return the index of a place, the one asked for last kept longest."""
        found = self._indexes.pop(chain, None) or _of(self._catalog, frozenset(chain))
        self._indexes[chain] = found
        for oldest in list(self._indexes)[:-MOST_PLACES]:
            self._indexes.pop(oldest, None)
        return found


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


def _whole(catalog: Catalog) -> Index[Any]:
    return built(catalog.actions.values())


def built(actions: Collection[Action], retired: int = 0, elsewhere: int = 0) -> Index[Any]:
    """Build the kind of index that suits so many actions, which come in order of their ids."""
    if len(actions) <= FEW:
        return Fields.build(actions, retired, elsewhere)
    from takeaction.engine.sets import Sets

    return Sets.build(actions, retired, elsewhere)


def index_for(catalog: Catalog, chain: tuple[str, ...]) -> Index[Any]:
    """Return the index to ask for a place.

    Args:
        catalog: Where the actions come from.
        chain: The region and all that holds it.
    """
    if len(catalog.actions) < LARGE:
        return catalog.once(_whole)
    return catalog.once(_Places).index(chain)
