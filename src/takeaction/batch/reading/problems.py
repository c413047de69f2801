"""The problems of cells as numbers, and the first one of a row."""

from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array
from takeaction.batch.columns.mapping import PROFILE_FIELDS
from takeaction.batch.columns.result import Refusal

PROBLEM_CODES = (
    "",
    "word.unknown",
    "query.length",
    "query.words",
    "query.minutes",
    "query.languages",
    *Refusal,
)
"""The codes of problems; the number of one is its place."""

NUMBERS = {code: number for number, code in enumerate(PROBLEM_CODES)}


class Problems(NamedTuple):
    """The problem of each row.

    Attributes:
        codes: Its number in ``PROBLEM_CODES``, 0 for none.
        fields: The number of its field in ``PROFILE_FIELDS``.
    """

    codes: Array
    fields: Array

    @classmethod
    def none(cls, rows: int) -> "Problems":
        """Return no problem for so many rows."""
        return cls(np.zeros(rows, np.uint8), np.zeros(rows, np.uint8))

    def add(self, field: str, codes: Array) -> None:
        """Add the problems of a field to rows that have none so far."""
        if codes.any():
            rows = np.flatnonzero(np.logical_and(codes, self.codes == 0))
            self.codes[rows] = codes[rows]
            self.fields[rows] = PROFILE_FIELDS.index(field)

    def is_refused(self) -> Array:
        """Tell for each row whether it is refused."""
        refused: Array = self.codes >= NUMBERS[Refusal.CONCERN]
        return refused
