"""The rows of a table, and the people who were answered for them."""

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array
from takeaction.batch.kernels.grouping import Groups
from takeaction.batch.writing.answers import Answered, as_lists


class Rows:
    """The rows of a table.

    Args:
        answered: Whether the person of each row was answered.
        groups: The group of each of these people, or None if each was answered alone.
    """

    def __init__(self, answered: Array, groups: Groups | None) -> None:
        self._answered = answered
        self._groups = groups

    def of(self, values: Array) -> Array:
        """Return a value for each row: that of its person, or 0."""
        placed = np.zeros(len(self._answered), np.int64)
        placed[self._answered] = values if self._groups is None else values[self._groups.groups]
        return placed

    def lists(self, answers: Answered) -> pa.Array:
        """Return the list of actions of each row; empty where nobody was answered."""
        if self._groups is None:
            return as_lists(answers.actions, self.of(answers.counts))
        lists = as_lists(answers.actions, np.append(answers.counts, 0))
        places = np.full(len(self._answered), len(answers.counts))
        places[self._answered] = self._groups.groups
        return lists.take(pa.array(places))
