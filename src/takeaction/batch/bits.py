"""Sets as bits: the skills, topics and actions of many people in the rows of an array.

A set of a catalog's words or actions is a whole number with a bit for each, and in an array a row
of 64-bit words, the lowest first.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from takeaction.catalog import Catalog
from takeaction.vocabulary.records import Status, WordKind

Array: TypeAlias = NDArray[Any]

WORD_BITS = 64
WORD_MASK = (1 << WORD_BITS) - 1

OTHER_ACTION = "other:action"
"""A placeholder for all done or dismissed actions that no other action depends on."""


class Numbering:
    """Some ids, each with a number.

    Attributes:
        ids: The ids in order of their numbers.
        width: The number of 64-bit words that a set takes.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(dict.fromkeys(ids))
        self.width = words_for(len(self.ids))
        self._numbers = {id: number for number, id in enumerate(self.ids)}

    def bits(self, ids: Iterable[str]) -> int:
        """Return the set of some ids; unknown ones are not in it."""
        bits = 0
        for id in ids:
            if id in self._numbers:
                bits |= 1 << self._numbers[id]
        return bits

    def members(self, bits: int) -> Iterator[str]:
        """Yield the ids of a set, in order of their numbers."""
        while bits:
            lowest = bits & -bits
            yield self.ids[lowest.bit_length() - 1]
            bits ^= lowest


class Numberings:
    """The numberings of a catalog.

    Attributes:
        skills: All skills, those that actions want before the others.
        roles: All roles.
        topics: All topics, those of actions before the others.
        actions: The actions that are not retired in the order of rows, the first id last; then
            further ids that come before others; then ``OTHER_ACTION``.
        wanted_skills: The number of skills that actions want.
        action_topics: The number of topics of actions.
    """

    def __init__(self, catalog: Catalog) -> None:
        words, actions = catalog.words, catalog.actions.values()
        wanted = {skill for each in actions for skill in each.skills_required | each.skills_helpful}
        topics = {topic for each in actions for topic in each.topics}
        before = {id for each in actions for id in each.after}
        by_row = [str(each.id) for each in actions if each.status is not Status.RETIRED][::-1]
        self.skills = Numbering([*sorted(wanted), *words.ids(WordKind.SKILL)])
        self.roles = Numbering(words.ids(WordKind.ROLE))
        self.topics = Numbering([*sorted(topics), *words.ids(WordKind.TOPIC)])
        self.actions = Numbering([*by_row, *sorted(before), OTHER_ACTION])
        self.wanted_skills, self.action_topics = len(wanted), len(topics)


def words_for(bits: int) -> int:
    """Return the number of 64-bit words that a set of so many bits takes, at least 1."""
    return max(1, -(-bits // WORD_BITS))


def bit_row(bits: int, words: int) -> list[int]:
    """Split a set into 64-bit words."""
    return [bits >> WORD_BITS * word & WORD_MASK for word in range(words)]


def as_whole_number(row: Array) -> int:
    """Join a row of 64-bit words into a set."""
    return sum(word << WORD_BITS * place for place, word in enumerate(row.tolist()))


def bit_rows(sets: Sequence[int], words: int) -> Array:
    """Return sets as the rows of an array."""
    rows = [bit_row(bits, words) for bits in sets]
    return np.array(rows, np.uint64).reshape(len(sets), words)


def union_of_each(rows: Array, counts: Array) -> Array:
    """Return the union of the first rows, of the next rows, and so on.

    Args:
        rows: Sets as rows.
        counts: How many rows each union has; 0 gives an empty set.
    """
    unions = np.zeros((len(counts), rows.shape[1]), np.uint64)
    filled = counts > 0
    if filled.any():
        starts = (np.cumsum(counts) - counts)[filled]
        unions[filled] = np.bitwise_or.reduceat(rows, starts, axis=0)
    return unions


def distinct(columns: Sequence[Array]) -> tuple[Array, Array]:
    """Find the distinct rows of several columns of whole numbers.

    Returns:
        The place of the first row of each kind, and the number of its kind for each row.
    """
    first, *others = columns
    _, firsts, numbers = np.unique(first, return_index=True, return_inverse=True)
    for column in others:
        values, codes = np.unique(column, return_inverse=True)
        numbers = numbers * len(values) + codes
        _, firsts, numbers = np.unique(numbers, return_index=True, return_inverse=True)
    return firsts, numbers
