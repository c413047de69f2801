"""The best actions of some people before they are spread over topics and kinds."""

from typing import NamedTuple

import numpy as np

from takeaction.batch.bits import Array

ROW_BITS = 16
MOST_ROWS = 1 << ROW_BITS
"""The most rows that a kernel can rank: score and row share a number of 32 bits."""

NOBODY = -1
"""The key, the score and the row where there is no further action."""


class Candidates(NamedTuple):
    """The best actions of some people, in order of their score, equal ones by id.

    Attributes:
        keys: For each place an entry for each person: the score, and below it ``ROW_BITS`` for
            the row; ``NOBODY`` where a list is at its end.
        complete: Whether each person's list is at its end.
    """

    keys: Array
    complete: Array

    @property
    def scores(self) -> Array:
        """The scores; ``NOBODY`` where a list is at its end."""
        scores: Array = self.keys >> ROW_BITS
        return scores

    @property
    def rows(self) -> Array:
        """The rows; the last one where a list is at its end."""
        rows: Array = self.keys & (MOST_ROWS - 1)
        return rows


def sorted_candidates(keys: Array, count: int) -> Candidates:
    """Return the highest keys of each person.

    Args:
        keys: A row for each person, with a key or ``NOBODY`` for each action.
        count: The most candidates of a person.
    """
    size = keys.shape[1]
    if size > count:
        keys = np.partition(keys, size - count - 1, axis=1)
        complete = keys[:, size - count - 1] == NOBODY
        keys = keys[:, size - count :]
    else:
        complete = np.ones(len(keys), np.bool_)
    return Candidates(np.ascontiguousarray(np.sort(keys, axis=1)[:, ::-1].T), complete)
