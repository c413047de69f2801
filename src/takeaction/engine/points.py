"""Levels from 0 to 15, and the points that a level adds to a score.

Every score is a sum of points, and every number is whole.
"""

from collections.abc import Mapping

import attrs

from takeaction.engine.reasons import SlotValue
from takeaction.value import Value

TOP_LEVEL = 15
"""The highest level of a factor: with at most sixteen levels an index can be exact."""


@attrs.frozen(eq=False, repr=False)
class Level(Value):
    """A factor's level for an action and a person, with its reason.

    Attributes:
        level: From 0 to 15.
        code: The reason for it.
        slots: The values that the reason mentions.
    """

    level: int
    code: str
    slots: Mapping[str, SlotValue] = attrs.field(factory=dict)


def points(weight: int, level: int) -> int:
    """Return the points that a level adds to the score, rounded down.

    Args:
        weight: The points of the highest level.
        level: From 0 to 15.
    """
    return weight * level // TOP_LEVEL
