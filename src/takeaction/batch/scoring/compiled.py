"""The actions of a catalog as columns, computed once for a catalog; nothing of a person is here."""

import sys
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array, bit_rows, words_for
from takeaction.batch.bits.numbering import Numberings
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import kind_of
from takeaction.engine.ranking.index.small import SmallIndex
from takeaction.models.action import Action
from takeaction.vocabulary.actions import ActionKind

_KINDS = tuple(ActionKind)


class Compiled:
    """The actions of a catalog, a row for each that is not retired; the first id is the last row.

    Attributes:
        numberings: The numbers of words and actions.
        index: The index whose gates and factors the tables are filled with.
        actions: The action of each row.
        size: The number of rows.
        gate_width: The number of 64-bit words of a set of rows.
        ids: The id of each row.
        wanted: The skills that each row wants, as bits.
        required: The skills that each row requires, as bits.
        topics: The topics of each row, as bits; those above the first 64 are left out.
        kinds: The kind of each row as a bit of ``_KINDS``, 0 for none.
        follows: The rows that come after other actions, and those actions as bits.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.numberings = numbers = catalog.once(Numberings)
        self.index = SmallIndex.build(catalog.actions.values())
        self.actions: Sequence[Action] = self.index.actions
        self.size = self.index.size
        self.gate_width = words_for(self.size)
        self.ids = pa.array([each.id for each in self.actions], pa.string())
        width = words_for(numbers.wanted_skills)
        wanted = [each.skills_required | each.skills_helpful for each in self.actions]
        self.wanted = bit_rows([numbers.skills.bits(ids) for ids in wanted], width)
        required = [numbers.skills.bits(each.skills_required) for each in self.actions]
        self.required = bit_rows(required, width)
        topics = [numbers.topics.bits(each.topics) for each in self.actions]
        self.topics = bit_rows(topics, words_for(numbers.action_topics))
        self.kinds = np.array([_kind_bit(each) for each in self.actions], np.uint16)
        self.follows = [
            (row, numbers.actions.bits(each.after))
            for row, each in enumerate(self.actions)
            if each.after
        ]

    def levels(self, lanes: int) -> Array:
        """Return the number in each lane of the index as an array, an entry for each row."""
        return self._lanes(lanes).astype(np.uint8)

    def row_mask(self, lanes: int) -> Array:
        """Tell for each row whether it is in a set of rows of the index."""
        return self._lanes(lanes).astype(np.bool_)

    def row_set(self, lanes: int) -> Array:
        """Return a set of rows of the index as bits."""
        bits = np.zeros(64 * self.gate_width, np.uint8)
        bits[: self.size] = self._lanes(lanes)
        return np.packbits(bits, bitorder="little").view(np.uint64)

    def _lanes(self, lanes: int) -> Array:
        return np.frombuffer(lanes.to_bytes(2 * self.size, sys.byteorder), np.uint16)[::_STEP]


_STEP = 1 if sys.byteorder == "little" else -1
"""The step from the lowest lane to the highest in the bytes of a number."""


def _kind_bit(action: Action) -> int:
    kind = kind_of(action)
    return 1 << _KINDS.index(kind) if kind else 0
