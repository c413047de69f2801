"""Sets as bits in the rows of an array: words of 64 bits, the lowest bit first."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

WORD_BITS = 64
_ALL_ONES = (1 << WORD_BITS) - 1


def words_for(bits: int) -> int:
    """Return the number of words that hold so many bits, at least 1."""
    return max(1, -(-bits // WORD_BITS))


def bit_row(bits: int, words: int) -> list[int]:
    """Return a whole number as words of 64 bits."""
    return [bits >> WORD_BITS * word & _ALL_ONES for word in range(words)]


def as_whole_number(row: Array) -> int:
    """Return a row of 64-bit words as a whole number."""
    return sum(word << WORD_BITS * place for place, word in enumerate(row.tolist()))


def bit_rows(sets: Sequence[int], words: int) -> Array:
    """Return whole numbers as the rows of an array."""
    rows = [bit_row(bits, words) for bits in sets]
    return np.array(rows, np.uint64).reshape(len(sets), words)


def bits_of(numbers: Iterable[int]) -> int:
    """Return some numbers as the bits of a whole number."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


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


def has_any(rows: Array, bits: Sequence[int]) -> Array:
    """Tell for each set whether it has any member of another."""
    is_any: Array = np.any(np.bitwise_and(rows, np.array(bits, np.uint64)), axis=1)
    return is_any
