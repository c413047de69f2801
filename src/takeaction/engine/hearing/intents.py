"""Intents: the wish behind a text, by weighted points of frames and concepts.

The weights are ``data/phrases/weights.json``, whole numbers that ``scripts/hearing/weights.py``
makes from texts with known intents. They decide between intents and whether to show help first.
"""

from collections.abc import Mapping
from typing import NamedTuple

from takeaction.core_data import LANGUAGES
from takeaction.engine.hearing.linear import linear_model
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic

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

_OFTEN = 6
"""The most words of a concept that count."""

_DOUBT = 1_000
"""How much less likely than another intent a need may be and still be heard."""

_NEAR = (Intent.SIGNS, Intent.REPORT, Intent.FIND_LINE)
_NEAR_DOUBT = 5_000
"""The same for questions that people in need ask too, which keep their intent, and have help
beside their answer: it takes nothing away from whoever has no need."""

_POINT, _COUNTED, _UNCLEAR = 200, 6, 3
"""What a point of need adds to it, the most points that add, and the points of another question
with which none does: what was listed as a need counts even where the weights doubt it."""

_PLAIN, _TOLD = 3, 2
"""The points of a need that was said outright, and of one whose topic was too: such a text is none
that nobody can understand."""

_CONTROLLERS = frozenset({"boss", "partner"})
"""The concepts of people who may control somebody."""

_URGENT = -1_500
"""The least score of an urgent need, which is heard whatever else is likely."""

_LETTERS = 60
"""The hundredths of the margin of letters that count: found by leaving texts out."""


_MOST_UNREAD = 1
"""The most words beside a cry for help: a name, or "hello"."""


class TextShape(NamedTuple):
    """What a text is like, whatever it says.

    Attributes:
        size: The number of its words.
        languages: Its languages, most likely first.
        asks: Whether it has a question mark.
        ends_asking: Whether it ends with one.
    """

    size: int
    languages: tuple[str, ...]
    asks: bool = False
    ends_asking: bool = False


def intent_of(
    points: Mapping[str, int],
    positions: Mapping[str, int],
    shape: TextShape,
    letters: Mapping[str, int],
) -> tuple[Intent, bool]:
    """Return the most likely intent, and whether somebody may need help.

    Args:
        points: The points of the frames that a text has.
        positions: The concepts that it has.
        shape: What it is like.
        letters: How much its letters look like each intent, in thousandths.
    """
    if not positions:
        return Intent.UNKNOWN, False
    if points.get("other-harm"):
        return Intent.OTHER_HARM, False
    if _is_offer(positions, shape):
        return Intent.ACT, False
    if is_cry(positions, shape):
        return Intent.NEED_SELF, True
    concepts = linear_model("weights").scores(features_of(points, positions, shape))
    scores = {
        Intent(name): concepts[name] + margin * _LETTERS // 100 for name, margin in letters.items()
    }
    others = [intent for intent in scores if intent not in NEED_INTENTS]
    likely = max(others, key=lambda intent: scores[intent])
    need = max(NEED_INTENTS, key=lambda intent: scores[intent])
    doubt = _DOUBT + _doubt_by_points(points)
    is_need = (
        scores[need] + doubt >= scores[likely]
        or concepts["urgent"] >= _URGENT
        or (likely is Intent.UNKNOWN and _is_plain_need(points, positions))
    )
    if shape.size <= _FEW:  # one word of danger is a need, and one of any other kind a search
        least = max(_STRONG, *(1 + points.get(name, 0) for name in _NO_NEEDS))
        is_need = points.get("need", 0) >= least
    if is_need:
        return need, True
    errands = max(
        score for intent, score in scores.items() if intent not in (*NEED_INTENTS, *_NEAR)
    )
    may_be_need = likely in _NEAR and scores[need] + _NEAR_DOUBT >= scores[likely]
    return likely, may_be_need and shape.size > _FEW and scores[need] + doubt >= errands


def is_cry(positions: Mapping[str, int], shape: TextShape) -> bool:
    """Tell whether a text asks for help or for somebody to talk to, and says hardly anything else.

    Args:
        positions: The concepts that a text has.
        shape: What it is like.
    """
    cry = positions.get("helponly", 0)
    unread = shape.size - cry.bit_count()
    if not cry or "idiom" in positions:
        return False
    is_short = unread <= _MOST_UNREAD or shape.size <= _SHORT
    return is_short and not positions.get("act", 0) & ~cry


def _is_offer(positions: Mapping[str, int], shape: TextShape) -> bool:
    """Tell whether a text offers help and says nothing else."""
    return positions.get("offeronly", 0).bit_count() == shape.size


def _is_plain_need(points: Mapping[str, int], positions: Mapping[str, int]) -> bool:
    """Tell whether frames of a need are met, alone or with a topic and whoever controls people."""
    need = points.get("need", 0)
    if points.get("off-topic"):
        return False
    if need >= _PLAIN and not any(points.get(name) for name in _NO_NEEDS):
        return True
    is_controlled = not _CONTROLLERS.isdisjoint(positions)
    return (
        is_controlled
        and need >= _TOLD
        and max(points.get(topic.value, 0) for topic in NeedTopic) >= _TOLD
    )


def _doubt_by_points(points: Mapping[str, int]) -> int:
    """Return how much the frames of need add to it."""
    if max(points.get(name, 0) for name in _NO_NEEDS) > _UNCLEAR:
        return 0
    return _POINT * min(points.get("need", 0), _COUNTED)


def features_of(
    points: Mapping[str, int], positions: Mapping[str, int], shape: TextShape
) -> dict[str, int]:
    """Return the features of a text that have weights, each with its value."""
    features = {f"points {name}": min(value, _MOST_POINTS) for name, value in points.items()}
    features |= dict.fromkeys(positions, _PRESENT)
    features["size"] = min(shape.size, _LONGEST) // 5
    for concept, bits in positions.items():
        features[f"times {concept}"] = min(bits.bit_count(), _OFTEN)
    marks = {
        "size short": shape.size <= _SHORT,
        "size long": shape.size >= _LONG,
        "few words": shape.languages[0] not in LANGUAGES,
        "asks": shape.asks,
        "asks at the end": shape.ends_asking,
        "asks after a story": shape.asks and shape.size >= _LONG,
    }
    return features | {name: _PRESENT for name, is_so in marks.items() if is_so}
