"""The result that both ways to rank give: the plain loop and the index."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from takeaction.models.action import Action

ScoredAction = tuple[int, Action]
"""A score in basis points, and the action."""


class RankedActions(NamedTuple):
    """The actions that passed the gates, and those that nearly did.

    Attributes:
        listed: The actions that passed every gate, by score from the highest, equal ones by id.
            An iterator: it ranks only as far as somebody reads, and can be read once.
        near: The near misses: actions closed only by gates that the person may open by giving
            more. Those with the fewest closed gates come first, then by score, then by id. Empty
            with a concern; it holds no action about one.
        counts: Counts the actions that each gate keeps out first.
    """

    listed: Iterator[ScoredAction]
    near: Iterator[ScoredAction]
    counts: Callable[[], Mapping[str, int]]

    @property
    def excluded(self) -> Mapping[str, int]:
        """The number of actions that each gate keeps out first, counted on each access."""
        return self.counts()
