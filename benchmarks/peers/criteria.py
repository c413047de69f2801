"""scikit-criteria: sum and rank a matrix of points, only of listed actions.

It applies no gates and computes no factors: its caller makes the matrix, here with numpy.
"""

import numpy as np
import skcriteria
from columns import Array
from skcriteria.agg.simple import WeightedSumModel

Best = list[tuple[int, int]]

_MODEL = WeightedSumModel()


def ask(numbers: Array, matrix: Array, count: int = 10) -> Best:
    """Return the score and number of the first actions; empty if none is listed."""
    if not len(numbers):
        return []
    factors = matrix.shape[1]
    decision = skcriteria.mkdm(matrix, [max] * factors, weights=[1] * factors)
    ranked = _MODEL.evaluate(decision)
    first = np.argsort(np.atleast_1d(ranked.rank_), kind="stable")[:count]
    scores = np.atleast_1d(ranked.e_.score)[first]  # a single one comes without its list
    return [(round(s), n) for s, n in zip(scores.tolist(), numbers[first].tolist(), strict=True)]
