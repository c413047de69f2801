"""Factors that code plugins add to the ranking."""

from collections.abc import Callable
from typing import Any

import attrs

from takeaction.value import Value


@attrs.frozen(eq=False, repr=False)
class Factor(Value):
    """A factor that a code plugin adds to the ranking; it counts if the host gives it a weight.

    Attributes:
        name: Its name in the *weights* of a host.
        level: Called with an action and the asker; returns 0 to 15.
        text: The reason shown with it, one sentence.
    """

    name: str
    level: Callable[[Any, Any], int]
    text: str

    _repr_names = ("name", "text")
