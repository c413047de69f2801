"""What both ways to rank give: the plain loop and the index."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from takeaction.models.action import Action

Scored = tuple[int, Action]
"""A score in basis points, and the action."""


@attrs.define(eq=False, repr=False)
class Sifted:
    """Actions that passed the gates, and those that nearly did.

    Attributes:
        listed: What passed every gate, the highest score first, equal ones by id. It is worked
            out as far as it is read, and only once.
        near: What only gates keep out that may be opened by giving more: the fewest such gates
            first, then the highest score, then by id. Nothing with a concern.
    """

    listed: Iterator[Scored]
    near: Iterator[Scored]
    _excluded: Callable[[], Mapping[str, int]]

    @property
    def excluded(self) -> Mapping[str, int]:
        """How many actions each gate keeps out first; counted when it is asked for."""
        return self._excluded()
