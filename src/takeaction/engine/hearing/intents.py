"""Intents: the wish behind a text, by weighted points of frames and concepts.

The weights are ``data/phrases/weights.json``, whole numbers that ``scripts/hearing/weights.py``
makes from texts with known intents. They decide between intents and whether to show help first.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from takeaction.core_data import LANGUAGES, read
from takeaction.vocabulary.needs import Intent

_NEEDS = (Intent.NEED_SELF, Intent.NEED_OTHER)
_MOST_POINTS = 12
"""Points beyond this many say no more: a long story has many."""

_PRESENT = 4
"""The value of a concept that a text has, beside points of 0 to 12."""

_SHORT, _LONG, _LONGEST = 4, 25, 60
"""Words of a short text, a story, and the most that count."""

_FEW, _STRONG = 3, 3
"""Words of a text that may be a mere search, such as "passport", and the points of a need in it."""

_NO_NEEDS = ("purchase", "travel", "act", "learn", "off-topic")
"""The points of texts that are no need."""

_PERSONS = ("me", "they", "kin", "theirpossess")
_OFTEN = 6
"""The concepts of persons whose words are counted, and the most that count."""

_DOUBT = 800
"""How much less likely than another intent a need may be and still be heard."""


_LETTERS = 2
"""The part of the margin of letters that counts, one in so many: found by leaving texts out."""


class Weights(NamedTuple):
    """The weights of each feature for each intent.

    Attributes:
        intents: The intents, in order.
        features: The weights of a feature, one for each intent.
        bias: The score of each intent for an empty text.
    """

    intents: tuple[Intent, ...]
    features: Mapping[str, tuple[int, ...]]
    bias: tuple[int, ...]


@cache
def weights() -> Weights:
    """Return the weights; they are the core's own and never change."""
    data = read("phrases/weights")
    features = {name: tuple(row) for name, row in data["features"].items()}
    return Weights(tuple(map(Intent, data["intents"])), features, tuple(data["bias"]))


def intent_of(
    points: Mapping[str, int],
    positions: Mapping[str, int],
    size: int,
    languages: tuple[str, ...],
    letters: int = 0,
) -> tuple[Intent, bool]:
    """Return the most likely intent, and whether somebody may need help.

    Args:
        points: The points of the frames that a text has.
        positions: The concepts that it has.
        size: The number of its words.
        languages: Its languages, most likely first.
        letters: How much its letters look like need, in thousandths.
    """
    if not positions:
        return Intent.UNKNOWN, False
    if points.get("other-harm"):
        return Intent.OTHER_HARM, False
    if "helponly" in positions and size <= _SHORT and not {"act", "idiom"} & positions.keys():
        return Intent.NEED_SELF, True
    scores = scores_of(features_of(points, positions, size, languages))
    for intent in _NEEDS:
        scores[intent] += _DOUBT + letters // _LETTERS
    others = [intent for intent in scores if intent not in _NEEDS]
    likely = max(others, key=lambda intent: scores[intent])
    need = max(_NEEDS, key=lambda intent: scores[intent])
    is_need = scores[need] >= scores[likely]
    if size <= _FEW:  # one word of danger is a need, and one of any other kind a search
        least = max(_STRONG, *(1 + points.get(name, 0) for name in _NO_NEEDS))
        is_need = points.get("need", 0) >= least
    return (need, True) if is_need else (likely, False)


def scores_of(features: Mapping[str, int]) -> dict[Intent, int]:
    """Return the score of each intent."""
    table = weights()
    totals = list(table.bias)
    for name, value in features.items():
        for place, weight in enumerate(table.features.get(name, ())):
            totals[place] += weight * value
    return dict(zip(table.intents, totals, strict=True))


def features_of(
    points: Mapping[str, int],
    positions: Mapping[str, int],
    size: int,
    languages: tuple[str, ...],
) -> dict[str, int]:
    """Return the features of a text that have weights, each with its value."""
    features = {f"points {name}": min(value, _MOST_POINTS) for name, value in points.items()}
    features |= dict.fromkeys(positions, _PRESENT)
    features["size"] = min(size, _LONGEST) // 5
    for concept in _PERSONS:
        features[f"times {concept}"] = min(positions.get(concept, 0).bit_count(), _OFTEN)
    if size <= _SHORT:
        features["size short"] = _PRESENT
    if size >= _LONG:
        features["size long"] = _PRESENT
    if languages[0] not in LANGUAGES:
        features["few words"] = _PRESENT
    return features
