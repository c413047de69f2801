"""Linear models over the concepts of a text: a score for each name, in whole numbers.

They are ``data/phrases/weights.json`` and ``topics.json``, which ``scripts/hearing/weights.py``
makes from texts with known meanings.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from takeaction.core_data import read


class LinearModel(NamedTuple):
    """The weights of each feature for each name.

    Attributes:
        names: The names, in order.
        features: The weights of a feature, one for each name.
        bias: The score of each name for an empty text.
    """

    names: tuple[str, ...]
    features: Mapping[str, tuple[int, ...]]
    bias: tuple[int, ...]

    def scores(self, features: Mapping[str, int]) -> dict[str, int]:
        """Return the score of each name, in thousandths."""
        totals = list(self.bias)
        for name, value in features.items():
            for place, weight in enumerate(self.features.get(name, ())):
                totals[place] += weight * value
        return dict(zip(self.names, totals, strict=True))


@cache
def linear_model(file: str) -> LinearModel:
    """Return a model; it is the core's own and never changes."""
    data = read(f"phrases/{file}")
    features = {name: tuple(row) for name, row in data["features"].items()}
    return LinearModel(tuple(data["names"]), features, tuple(data["bias"]))
