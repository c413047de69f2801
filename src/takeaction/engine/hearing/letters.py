"""Letters: how much the letters and words of a text look like each intent, by a linear model.

The frames hear what was listed; letters hear what is spelled or worded alike. The weights of runs
of two to four letters and of whole words are ``data/phrases/letters.json``, whole numbers that
``scripts/hearing/weights.py`` makes from the same texts. The letters themselves are nowhere: only
their remainder counts.
"""

from collections.abc import Iterable
from functools import cache
from math import isqrt
from typing import NamedTuple
from zlib import crc32

from takeaction.core_data import read

SIZE = 8_192
"""The number of weights for an intent; some runs of letters share one."""

LETTER_STEPS = 20
"""The steps of a weight in one unit of the model."""

_SHORTEST, _LONGEST = 2, 4
_SCALE = 1_000


class LetterModel(NamedTuple):
    """The weights of letters.

    Attributes:
        names: The intents, in order.
        bias: The steps of each intent for a text without letters.
        rows: The weights of each intent, in steps.
    """

    names: tuple[str, ...]
    bias: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


def margins(words: Iterable[str]) -> dict[str, int]:
    """Return how much the words look like each intent, in thousandths."""
    model = _letter_model()
    places = tuple(places_of(words))
    if not places:
        return dict.fromkeys(model.names, 0)
    root = isqrt(len(places) * _SCALE * _SCALE)  # in thousandths
    totals = (sum(map(row.__getitem__, places)) * _SCALE * _SCALE // root for row in model.rows)
    return {
        name: (total + bias * _SCALE) // LETTER_STEPS
        for name, bias, total in zip(model.names, model.bias, totals, strict=True)
    }


def places_of(words: Iterable[str]) -> set[int]:
    """Return the places of the weights for some words and the runs of their letters."""
    places: set[int] = set()
    for word in set(words):
        letters = f" {word} ".encode()
        places.add(crc32(b"=" + letters) % SIZE)
        for size in range(_SHORTEST, _LONGEST + 1):
            places.update(
                crc32(letters[start : start + size]) % SIZE
                for start in range(len(letters) - size + 1)
            )
    return places


@cache
def _letter_model() -> LetterModel:
    """Return the weights; they are the core's own and never change."""
    data = read("phrases/letters")
    rows = tuple(tuple(data["weights"][name]) for name in data["names"])
    return LetterModel(tuple(data["names"]), tuple(data["bias"]), rows)
