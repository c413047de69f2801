"""Levels from 0 to 15, and the points that a level adds to a score.

Every score is a sum of points, and every number is whole.
"""

from collections.abc import Mapping

import attrs

from takeaction.engine.reasons import Slot
from takeaction.value import Value

TOP = 15
"""The highest level of a factor."""


@attrs.frozen(eq=False, repr=False)
class Level(Value):
    """What a factor says of an action for a person.

    Attributes:
        level: From 0 to 15.
        code: The reason it gives.
        slots: What the reason speaks of.
    """

    level: int
    code: str
    slots: Mapping[str, Slot] = attrs.field(factory=dict)


def points(weight: int, level: int) -> int:
    """Return what a factor adds to the score."""
    return weight * level // TOP
