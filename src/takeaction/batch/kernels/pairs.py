"""The kernel of pairs: only actions that pass a person's gates are scored, then sorted."""

import numpy as np

from takeaction.batch.bits import WORD_BITS, Array
from takeaction.batch.kernels.candidates import NOBODY, ROW_BITS, Candidates
from takeaction.batch.scores import Scores

_PERSON_SHIFT = 32


def pairs(scores: Scores, count: int) -> Candidates:
    """Return the best actions of some people.

    Args:
        scores: The people and their scores.
        count: The most candidates of a person.
    """
    person, row = _set_bits(scores.open_rows)
    keys = scores.of_pairs(person, row).astype(np.int64) << ROW_BITS
    keys |= row
    keys |= person << _PERSON_SHIFT
    keys.sort()
    counts = np.bincount(person, minlength=len(scores))
    return _best(keys & (1 << _PERSON_SHIFT) - 1, counts, count)


def _set_bits(open_rows: Array) -> tuple[Array, Array]:
    """Return the pairs of a person and a row that is open."""
    bits = np.unpackbits(open_rows.view(np.uint8).ravel(), bitorder="little")
    places = np.flatnonzero(bits.view(np.bool_))
    width = WORD_BITS * open_rows.shape[1]
    person = places // width
    return person, places - width * person


def _best(keys: Array, counts: Array, most: int) -> Candidates:
    """Return the last keys of each person, the highest first."""
    ends = np.cumsum(counts)
    places = min(most, int(counts.max(initial=0)))
    best = np.full((places, len(counts)), NOBODY, np.int32)
    for place in range(places):
        people = np.flatnonzero(counts > place)
        best[place, people] = keys[ends[people] - 1 - place]
    return Candidates(best, counts <= most)
