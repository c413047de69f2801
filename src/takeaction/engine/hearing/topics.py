"""Topics of a need, and whether somebody may be hurt right now.

Points of frames and the weights of ``data/phrases/topics.json`` together: frames know what was
written down, weights what goes with it.
"""

from collections.abc import Mapping

from takeaction.engine.hearing.linear import linear_model
from takeaction.vocabulary.needs import NeedTopic

_MOST_TOPICS = 3
_ENOUGH_DANGER = 2
_POINT = 300
"""What a point of a frame adds to the score of its topic, in thousandths."""

_NEAR = 3_500
"""How much less likely than the first a topic may be and still be shown."""

_SAID = 3
"""The points of a topic that was said outright: one of these is among the topics shown."""

_NAMES = {NeedTopic.SEXUAL_VIOLENCE: "sexual"}
"""The topics whose weights and frames have another name."""

_LEAST_DANGER = -300
"""The least score of danger: in doubt somebody may be hurt."""


def topics_of(points: Mapping[str, int], features: Mapping[str, int]) -> tuple[NeedTopic, ...]:
    """Return the likely topics of a need, most likely first, at most three.

    Args:
        points: The points of the frames that a text has.
        features: The features of the text.
    """
    scores = linear_model("topics").scores(features)
    names = {topic: _NAMES.get(topic, topic.value) for topic in NeedTopic}
    totals = {
        topic: scores[name] + _POINT * points.get(name, 0)
        for topic, name in names.items()
        if name in scores
    }
    best = sorted(totals, key=lambda topic: -totals[topic])
    has_points = any(points.get(name, 0) > 0 for name in names.values())
    if best[0] is NeedTopic.OTHER and not has_points:
        return (NeedTopic.OTHER,)
    known = [topic for topic in best if topic is not NeedTopic.OTHER]
    least = totals[known[0]] - _NEAR
    likely = [topic for topic in known if totals[topic] >= least][:_MOST_TOPICS]
    said = [topic for topic in known if points.get(names[topic], 0) >= _SAID]
    unheard = [topic for topic in said if topic not in likely][:1]
    return (*likely[: _MOST_TOPICS - len(unheard)], *unheard)


def is_dangerous(points: Mapping[str, int], features: Mapping[str, int]) -> bool:
    """Tell whether somebody may be hurt right now.

    Args:
        points: The points of the frames that a text has.
        features: The features of the text.
    """
    if points.get("danger", 0) >= _ENOUGH_DANGER:
        return True
    return linear_model("topics").scores(features)["danger"] >= _LEAST_DANGER
