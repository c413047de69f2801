"""The kernel of the index: people one at a time, through the engine's own index and spread."""

from collections.abc import Iterable, Mapping
from itertools import islice

from takeaction.batch.kernels.spread import Placed
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.index import Index, rank_by_index
from takeaction.engine.ranking.ranking import Spread


class _Ranking:
    """The index of all actions of a catalog, and their rows."""

    def __init__(self, catalog: Catalog) -> None:
        self.index = Index(catalog.actions.values())
        self.rows = {action.id: row for row, action in enumerate(self.index.actions)}


def place_by_index(
    catalog: Catalog,
    people: int,
    limit: int,
    weights: Mapping[str, int],
    askers: Iterable[Asker],
) -> Placed:
    """Give the best actions of some people their places.

    Args:
        catalog: The source of the actions.
        people: The number of people.
        limit: The places to fill.
        weights: The weights of the factors.
        askers: The people as the engine knows them.
    """
    ranking = catalog.once(_Ranking)
    placed = Placed.empty(limit, people)
    for number, asker in enumerate(askers):
        ranked = rank_by_index(ranking.index, asker, weights)
        spread = islice(Spread(ranked.listed, asker), limit)
        for place, (action, score, penalty) in enumerate(spread):
            placed.rows[place, number] = ranking.rows[action.id]
            placed.scores[place, number] = score
            placed.topic_penalties[place, number] = penalty.topic
            placed.kind_penalties[place, number] = penalty.kind
    return placed
