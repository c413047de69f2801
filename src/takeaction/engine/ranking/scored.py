"""What both ways to rank give: the plain loop and the index."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from takeaction.models.action import Action

Scored = tuple[int, Action]
"""A score in basis points, and the action."""


class Sifted(NamedTuple):
    """Actions that passed the gates, and those that nearly did.

    Attributes:
        listed: What passed every gate, the highest score first, equal ones by id. It is worked
            out as far as it is read, and only once.
        near: What only gates keep out that may be opened by giving more: the fewest such gates
            first, then the highest score, then by id. Nothing with a concern.
        counts: Counts how many actions each gate keeps out first.
    """

    listed: Iterator[Scored]
    near: Iterator[Scored]
    counts: Callable[[], Mapping[str, int]]

    @property
    def excluded(self) -> Mapping[str, int]:
        """How many actions each gate keeps out first; counted when it is asked for."""
        return self.counts()
