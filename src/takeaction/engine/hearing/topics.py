"""Topics of a need, and whether somebody may be hurt right now.

Points of frames and the weights of ``data/phrases/topics.json`` together: frames know what was
written down, weights what goes with it. A topic that no word says is not shown, since it sends
people to the wrong helpline.
"""

from collections.abc import Mapping

from takeaction.engine.hearing.linear import linear_model
from takeaction.engine.hearing.matters import Matter
from takeaction.vocabulary.needs import NeedTopic

_MOST_TOPICS = 3
_ENOUGH_DANGER = 2
_POINT = 300
"""What a point of a frame adds to the score of its topic, in thousandths."""

_NEAR = 3_500
"""How much less likely than the first a topic may be and still be shown."""

_SAID = 3
"""The points of a topic that was said outright: one of these is among the topics shown."""

_SEXUAL = "sexual"
"""The name that the two sexual topics have together in weights and frames: what tells them apart is
who profits or decides, which words say and weights do not."""

_CONTROL = frozenset(
    {
        *("boss", "work", "money", "wagecontext", "paywords", "debt", "debtstrong", "debtwords"),
        *("lock", "guardwatch", "passport", "papers", "offer", "gang", "sexcontext", "online"),
    }
)
"""Concepts of work and control: with them somebody most likely profits."""

_EVIDENT = 1_000
"""The score of a topic that no frame names, from which on the words of a text speak for it."""

_SEXUAL_WORDS = frozenset({"sex", "sexstrong", "sexcontext", "sexwords", "assaulted", "profits"})
_VIOLENCE_WORDS = frozenset({"sex", "sexstrong", "assaulted", "raped"})
"""Words of sex itself. Those of a trade, such as modelling, say that somebody profits."""

_WORDS = {
    NeedTopic.SEXUAL_VIOLENCE: _SEXUAL_WORDS,
    NeedTopic.SEXUAL_EXPLOITATION: _SEXUAL_WORDS,
    NeedTopic.SCAM_COMPOUND: frozenset({"scam", "scamplace", "scamjob", "scamwords"}),
}
"""The concepts without which weights may not guess a topic. Without them 5 of 37 guesses of the two
sexual topics were right, and 5 of 13 scam compounds."""

_DEATH_WORDS = frozenset({"suicide", "selfdie", "otherdie", "overdosed", "diewords"})
"""The concepts without which weights may not guess suicide beside what was said outright."""

_MENTION = 1
"""The points of a topic that was only mentioned, such as by a child, or by a wish to leave."""

_MENTIONED = frozenset({NeedTopic.CAPTIVITY, NeedTopic.DOCUMENTS, NeedTopic.SCAM_COMPOUND})
"""Topics that a mention alone never was, of 83 guesses but two: weights have to speak for them."""

_NOT_HELD = frozenset({NeedTopic.CAPTIVITY, NeedTopic.CHILD_ABUSE})
"""Topics that somebody without a home has only where it is said: they are not held, but put out,
and their children are not hurt."""

_TOLD = 8
"""The points of a topic that is told so plainly that weights add no other."""

_DANGER = "danger"

_SECOND = frozenset({NeedTopic.NO_PLACE, NeedTopic.POLICE_FEARED})
"""Topics that stand behind whatever else was told: what hurts somebody comes before the night."""

_HARM = frozenset(
    {
        *(NeedTopic.VIOLENCE_HOME, NeedTopic.STALKING, NeedTopic.HONOUR_THREAT),
        *(NeedTopic.SEXUAL_VIOLENCE, NeedTopic.SEXUAL_EXPLOITATION, NeedTopic.CHILD_ABUSE),
        *(NeedTopic.CAPTIVITY, NeedTopic.FORCED_MARRIAGE),
    }
)
"""Topics of harm, before which no bed for the night is spoken of as soon as they are said."""

_LEAST_DANGER = -300
"""The least score of danger: in doubt somebody may be hurt."""


def topics_of(
    points: Mapping[str, int],
    features: Mapping[str, int],
    matter: Matter | None = None,
    *,
    is_adult: bool = False,
) -> tuple[NeedTopic, ...]:
    """Return the likely topics of a need, most likely first, at most three.

    Args:
        points: The points of the frames that a text has.
        features: The features of the text.
        matter: What rules say of it.
        is_adult: Whether the one who needs help is said to be an adult.
    """
    scores = linear_model("topics").scores(features)
    points = dict(points)
    _share_sexual(scores, points, features)
    if matter:
        _lift(points, matter)
    is_told = any(points.get(topic.value, 0) >= _TOLD for topic in NeedTopic)
    is_said = any(points.get(topic.value, 0) >= _SAID for topic in NeedTopic)
    highest = max(score for name, score in scores.items() if name != _DANGER)
    for topic in NeedTopic:
        if (
            points.get(topic.value, 0) > 0 and topic not in _SECOND
        ):  # no text taught the weights this topic: words alone speak for it
            scores.setdefault(topic.value, max(highest, 0))
    taken = _taken_away(points, features, matter, is_adult=is_adult) if matter else frozenset()
    totals = {
        topic: scores.get(topic.value, 0) + _POINT * points.get(topic.value, 0)
        for topic in NeedTopic
        if topic not in taken
        and (
            points.get(topic.value, 0) > (_MENTION if topic in _MENTIONED else 0)
            or (not is_told and _is_evident(topic, scores, features, is_said=is_said))
        )
    }
    if not totals:
        return (NeedTopic.OTHER,)
    is_hurt = any(
        points.get(topic.value, 0) >= (_SAID if topic in _HARM else _TOLD)
        for topic in totals
        if topic not in _SECOND
    )
    best = sorted(totals, key=lambda topic: (is_hurt and topic in _SECOND, -totals[topic]))
    least = totals[best[0]] - _NEAR
    likely = [topic for topic in best if totals[topic] >= least][:_MOST_TOPICS]
    said = [topic for topic in best if points.get(topic.value, 0) >= _SAID]
    unheard = [topic for topic in said if topic not in likely][:1]
    return (*likely[: _MOST_TOPICS - len(unheard)], *unheard)


def _is_evident(
    topic: NeedTopic, scores: Mapping[str, int], features: Mapping[str, int], *, is_said: bool
) -> bool:
    """Tell whether weights alone speak for a topic; *is_said* where words speak for another."""
    if topic is NeedTopic.SUICIDE and is_said and _DEATH_WORDS.isdisjoint(features):
        return False
    words = _WORDS.get(topic)
    has_words = words is None or not words.isdisjoint(features)
    return has_words and scores.get(topic.value, 0) >= _EVIDENT


def _share_sexual(
    scores: dict[str, int], points: dict[str, int], features: Mapping[str, int]
) -> None:
    """Give what is said about sex to the one of the two topics that the words speak of."""
    score, said = scores.pop(_SEXUAL, 0), points.pop(_SEXUAL, 0)
    exploitation, violence = NeedTopic.SEXUAL_EXPLOITATION.value, NeedTopic.SEXUAL_VIOLENCE.value
    has_profit = bool(points.get("profit") or points.get(exploitation))
    is_attack = bool(points.get(violence))
    is_control = not _CONTROL.isdisjoint(features) or _VIOLENCE_WORDS.isdisjoint(features)
    topic = exploitation if has_profit or (is_control and not is_attack) else violence
    scores[topic] = score
    points[topic] = points.get(topic, 0) + said


def _lift(points: dict[str, int], matter: Matter) -> None:
    """Lift the topics that come before whatever else was heard."""
    if matter.missing:
        points[NeedTopic.MISSING_PERSON.value] = _FIRST
    if matter.writer_child and points.get(NeedTopic.NO_PLACE.value):
        runaway = NeedTopic.CHILD_RUNAWAY.value
        points[runaway] = max(points.get(runaway, 0), points[NeedTopic.NO_PLACE.value])
    if points.get("own-death"):
        points[NeedTopic.SUICIDE.value] = _FIRST


def _taken_away(
    points: Mapping[str, int], features: Mapping[str, int], matter: Matter, *, is_adult: bool
) -> frozenset[NeedTopic]:
    """Return the topics that rules speak against."""
    taken = {NeedTopic.OTHER}
    is_threat = matter.threat_of_death or matter.is_death_feared
    if is_threat and not points.get("own-death"):
        taken.add(NeedTopic.SUICIDE)
    if points.get(NeedTopic.PICTURE_SHARED.value) and not points.get("pictures-demanded"):
        taken.add(NeedTopic.SEXTORTION)
    if not _is_sextortion(matter, features):
        taken.add(NeedTopic.SEXTORTION)
    has_no_place = bool(points.get(NeedTopic.NO_PLACE.value))
    if has_no_place:
        taken |= {topic for topic in _NOT_HELD if points.get(topic.value, 0) <= _MENTION}
    if matter.missing or not _is_runaway(matter, features, has_no_place=has_no_place):
        taken.add(NeedTopic.CHILD_RUNAWAY)
    if is_adult and not matter.concerns_child:
        taken |= {NeedTopic.CHILD_RUNAWAY, NeedTopic.CHILD_ABUSE}
    return frozenset(taken)


_FIRST = 40
"""The points of a topic that comes before whatever else was heard."""


_YOUNG = frozenset({"lookedchild", "childkin", "minor", "kin"})
"""Concepts of people who may be children."""


def _is_runaway(matter: Matter, features: Mapping[str, int], *, has_no_place: bool) -> bool:
    """Tell whether a child left, or was thrown out: to have nowhere to go is no child's alone."""
    if not matter.is_ruled or matter.writer_child:
        return True
    if not features.keys().isdisjoint({"iranaway", "fromhome", "friendhides"}):
        return True
    left = {"ranaway", "leftsomebody", "gone", "missing"}
    if not has_no_place:
        left.add("runaway")
    is_child = matter.has_child or not features.keys().isdisjoint(_YOUNG)
    return is_child and not features.keys().isdisjoint(left)


def _is_sextortion(matter: Matter, features: Mapping[str, int]) -> bool:
    """Tell whether pictures are spoken of, or a demand was made online, or of a child there."""
    if not matter.is_ruled:
        return True
    is_picture = not features.keys().isdisjoint({"images", "mypictures", "nudewords", "picwords"})
    is_demand = not features.keys().isdisjoint({"blackmail", "demand", "wantsmoney"})
    return is_picture or ("online" in features and (is_demand or matter.concerns_child))


def is_dangerous(points: Mapping[str, int], features: Mapping[str, int]) -> bool:
    """Tell whether somebody may be hurt right now.

    Args:
        points: The points of the frames that a text has.
        features: The features of the text.
    """
    if points.get("danger", 0) >= _ENOUGH_DANGER:
        return True
    return linear_model("topics").scores(features)[_DANGER] >= _LEAST_DANGER
