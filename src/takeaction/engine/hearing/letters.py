"""Letters: how much a text looks like one of need, by its runs of two to four letters.

A linear model beside the frames, for need alone: it hears scenes whose words are in no list. Its
weights are ``data/phrases/letters.json``, whole numbers that ``scripts/hearing/weights.py`` makes
from the same texts. The run of letters itself is nowhere: only its remainder counts.
"""

from collections.abc import Iterable
from functools import cache
from math import isqrt
from zlib import crc32

from takeaction.core_data import read

SIZE = 8_192
"""The number of weights; some runs of letters share one."""

_SHORTEST, _LONGEST = 2, 4
_SCALE = 1_000
_STEPS = 100
"""The steps of a weight in one unit of the model."""


def margin(words: Iterable[str]) -> int:
    """Return how much the words look like need, in thousandths; below 0 for anything else."""
    places = places_of(words)
    if not places:
        return 0
    weights, bias = _weights()
    total = sum(weights[place] for place in places)
    root = isqrt(len(places) * _SCALE * _SCALE)  # in thousandths
    return (total * _SCALE * _SCALE // root + bias * _SCALE) // _STEPS


def places_of(words: Iterable[str]) -> set[int]:
    """Return the places of the weights for the runs of letters in some words."""
    places: set[int] = set()
    for word in set(words):
        letters = f" {word} ".encode()
        for size in range(_SHORTEST, _LONGEST + 1):
            places.update(
                crc32(letters[start : start + size]) % SIZE
                for start in range(len(letters) - size + 1)
            )
    return places


@cache
def _weights() -> tuple[tuple[int, ...], int]:
    """Return the weights and the bias; they are the core's own and never change."""
    data = read("phrases/letters")
    return tuple(data["weights"]), data["bias"]
