"""The dense kernel: every action is scored for every person, a few people at a time."""

import numpy as np

from takeaction.batch.kernels.candidates import NOBODY, ROW_BITS, Candidates, sorted_candidates
from takeaction.batch.scores import Scores

_CELLS = 1 << 16
"""The pairs of a person and an action that are scored at once: they stay in the nearest cache."""


def dense(scores: Scores, count: int) -> Candidates:
    """Return the best actions of some people.

    Args:
        scores: The people and their scores.
        count: The most candidates of a person.
    """
    size = scores.compiled.size
    step = max(1, _CELLS // size)
    parts = [
        _of_few(scores.take(slice(start, start + step)), count)
        for start in range(0, len(scores), step)
    ]
    return Candidates(
        np.concatenate([part.keys for part in parts], axis=1),
        np.concatenate([part.complete for part in parts]),
    )


def _of_few(scores: Scores, count: int) -> Candidates:
    keys = scores.of_all().astype(np.int32) << ROW_BITS
    keys |= np.arange(scores.compiled.size, dtype=np.int32)
    keys[~scores.is_open()] = NOBODY
    return sorted_candidates(keys, count)
