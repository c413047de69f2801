"""The topics and the intent of a text, by weights, and whether somebody may be hurt right now.

Points of frames and the weights of ``data/phrases/topics.json`` together: frames know what was
written down, weights what goes with it. A topic that no word says is not shown, since it sends
people to the wrong helpline.
"""

from collections.abc import Iterable, Mapping
from math import isqrt
from typing import NamedTuple
from zlib import crc32

from takeaction.core_data import LANGUAGES, read
from takeaction.engine.hearing.lexicon import has
from takeaction.engine.hearing.matters import HeardMatter
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic, Sureness

_MOST_TOPICS = 3
_ENOUGH_DANGER = 2
_POINT = 300
"""What a point of a frame adds to the score of its topic, in thousandths."""

_NEAR = 4_000
"""How much less likely than the first a topic may be and still be shown."""

_OWN_WORDS = 1_500
"""What words that people have for a topic alone add to its score."""

_AROUND = frozenset(
    {
        *(NeedTopic.CAPTIVITY, NeedTopic.DOMESTIC_WORK, NeedTopic.DOCUMENTS, NeedTopic.DEBT),
        *(NeedTopic.SEXUAL_EXPLOITATION, NeedTopic.ADULT_AT_RISK, NeedTopic.AFTER, NeedTopic.WAGES),
    }
)
"""Topics whose words are said around another as often as of themselves: 127 of 276 development
texts with such words have the topic. So they add nothing."""

_SAID = 3
"""The points of a topic that was said outright."""

_SEXUAL = "sexual"
"""The name that the two sexual topics have together in weights and frames: what tells them apart is
who profits or decides, which words say and weights do not."""

_EVIDENT = 1_000
"""The score of a topic that no frame names, from which on the words of a text speak for it."""

_WORDS = {
    NeedTopic.SEXUAL_VIOLENCE: "concepts.sexual",
    NeedTopic.SEXUAL_EXPLOITATION: "concepts.sexual",
    NeedTopic.SCAM_COMPOUND: "concepts.scam",
    NeedTopic.FORCED_MARRIAGE: "concepts.wedding",
}
"""The concepts without which weights may not guess a topic."""

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

_LEAST_DANGER, _LEAST_UNSURE = -1_300, -700
"""The least score of danger where a harm was named, where in doubt somebody may be hurt, and where
none was."""


def topics_of(
    points: Mapping[str, int],
    features: Mapping[str, int],
    matter: HeardMatter | None = None,
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
    scores = _scores("topics", features)
    points = dict(points)
    _share_sexual(scores, points, features)
    if matter:
        _lift(points, matter)
    is_told = any(points.get(topic.value, 0) >= _TOLD for topic in NeedTopic)
    is_said = any(points.get(topic.value, 0) >= _SAID for topic in NeedTopic)
    is_plain = is_told or (is_said and "size short" in features)  # one word says one thing
    highest = max(score for name, score in scores.items() if name != _DANGER)
    for topic in NeedTopic:
        if (
            points.get(topic.value, 0) > 0 and topic not in _SECOND
        ):  # no text taught the weights this topic: words alone speak for it
            scores.setdefault(topic.value, max(highest, 0))
    taken = _taken_away(points, features, matter, is_adult=is_adult) if matter else frozenset()
    totals = {
        topic: scores.get(topic.value, 0)
        + _POINT * points.get(topic.value, 0)
        + _OWN_WORDS * (topic not in _AROUND and _has_own_words(topic, features))
        for topic in NeedTopic
        if topic not in taken
        and (
            points.get(topic.value, 0) > (_MENTION if topic in _MENTIONED else 0)
            or (not is_plain and _is_evident(topic, scores, features, is_said=is_said))
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
    beside = [
        topic
        for topic in best[1:]
        if totals[topic] >= least
        and (_has_own_words(topic, features) or points.get(topic.value, 0) >= _TOLD)
    ]
    return (best[0], *beside[: _MOST_TOPICS - 1])


def _has_own_words(topic: NeedTopic, features: Mapping[str, int]) -> bool:
    """Whether a text has words that people have for a topic alone."""
    return f"said-{topic.value}" in features


def _is_evident(
    topic: NeedTopic, scores: Mapping[str, int], features: Mapping[str, int], *, is_said: bool
) -> bool:
    """Whether weights alone speak for a topic; *is_said* where words speak for another."""
    if topic is NeedTopic.SUICIDE and is_said and not has(features, "concepts.death"):
        return False
    has_words = topic not in _WORDS or has(features, _WORDS[topic])
    return has_words and scores.get(topic.value, 0) >= _EVIDENT


def _share_sexual(
    scores: dict[str, int], points: dict[str, int], features: Mapping[str, int]
) -> None:
    """Give what is said about sex to the one of the two topics that the words speak of."""
    score, said = scores.pop(_SEXUAL, 0), points.pop(_SEXUAL, 0)
    exploitation, violence = NeedTopic.SEXUAL_EXPLOITATION.value, NeedTopic.SEXUAL_VIOLENCE.value
    has_profit = bool(points.get("profit") or points.get(exploitation))
    is_attack = bool(points.get(violence))
    is_control = has(features, "concepts.control") or not has(features, "concepts.violence")
    topic = exploitation if has_profit or (is_control and not is_attack) else violence
    scores[topic] = score
    points[topic] = points.get(topic, 0) + said


def _lift(points: dict[str, int], matter: HeardMatter) -> None:
    """Lift the topics that come before whatever else was heard."""
    if matter.missing:
        points[NeedTopic.MISSING_PERSON.value] = _FIRST
    if matter.writer_child and points.get(NeedTopic.NO_PLACE.value):
        runaway = NeedTopic.CHILD_RUNAWAY.value
        points[runaway] = max(points.get(runaway, 0), points[NeedTopic.NO_PLACE.value])
    if points.get("own-death"):
        points[NeedTopic.SUICIDE.value] = _FIRST
    if points.get("pay-kept"):  # pictures are a means then
        points[NeedTopic.SEXUAL_EXPLOITATION.value] = _FIRST


def _taken_away(
    points: Mapping[str, int], features: Mapping[str, int], matter: HeardMatter, *, is_adult: bool
) -> frozenset[NeedTopic]:
    """Return the topics that rules speak against."""
    taken = {NeedTopic.OTHER}
    is_threat = points.get("threat-of-death") or matter.is_death_feared
    if is_threat and not points.get("own-death"):
        taken.add(NeedTopic.SUICIDE)
    if points.get(NeedTopic.PICTURE_SHARED.value) and not points.get("pictures-demanded"):
        taken.add(NeedTopic.SEXTORTION)
    if _is_of_work(points, features):
        taken.add(NeedTopic.VIOLENCE_HOME)
    is_of_child = "online" in features and matter.concerns_child
    if matter.is_ruled and not (points.get("pictures") or is_of_child):
        taken.add(NeedTopic.SEXTORTION)
    has_no_place = bool(points.get(NeedTopic.NO_PLACE.value))
    if has_no_place:
        taken |= {topic for topic in _NOT_HELD if points.get(topic.value, 0) <= _MENTION}
    if matter.missing or not _is_runaway(matter, features, has_no_place=has_no_place):
        taken.add(NeedTopic.CHILD_RUNAWAY)
    if is_adult and not matter.concerns_child:
        taken |= {NeedTopic.CHILD_RUNAWAY, NeedTopic.CHILD_ABUSE}
    return frozenset(taken)


def _is_of_work(points: Mapping[str, int], features: Mapping[str, int]) -> bool:
    """Whether a boss or a job is named and nobody of the home: what is done there is not of it."""
    if points.get(NeedTopic.VIOLENCE_HOME.value, 0) >= _TOLD or has(features, "concepts.home"):
        return False
    return "boss" in features


_FIRST = 40
"""The points of a topic that comes before whatever else was heard."""


def _is_runaway(matter: HeardMatter, features: Mapping[str, int], *, has_no_place: bool) -> bool:
    """Whether a child left, or was thrown out: to have nowhere to go is no child's alone."""
    if not matter.is_ruled or matter.writer_child:
        return True
    if not features.keys().isdisjoint({"iranaway", "fromhome", "friendhides"}):
        return True
    left = {"ranaway", "leftsomebody", "gone", "missing"}
    if not has_no_place:
        left.add("runaway")
    is_child = matter.has_child or has(features, "concepts.young")
    return is_child and not features.keys().isdisjoint(left)


def is_dangerous(
    points: Mapping[str, int], features: Mapping[str, int], *, is_sure: bool = True
) -> bool:
    """Whether somebody may be hurt right now.

    Args:
        points: The points of the frames that a text has.
        features: The features of the text.
        is_sure: Whether a harm was named.
    """
    if points.get("danger", 0) >= _ENOUGH_DANGER:
        return True
    least = _LEAST_DANGER if is_sure else _LEAST_UNSURE
    return _scores("topics", features)[_DANGER] >= least


# Intents: the wish behind a text, by weighted points of frames and concepts.
#
# The weights are ``data/phrases/weights.json``, whole numbers that ``scripts/hearing/weights.py``
# makes from texts with known intents. They decide between intents and whether to show help first.


_MOST_POINTS = 12
"""Points beyond this many say no more: a long story has many."""

_PRESENT = 4
"""The value of a concept that a text has, beside points of 0 to 12."""

_SHORT, _BRIEF, _LONG, _LONGEST = 4, 12, 25, 60
"""Words of a short text, of one that says one thing, of a story, and the most that count."""

_FEW, _STRONG = 3, 3
"""Words of a text that may be a mere search, such as "passport", and the points of a need in it."""

_NO_NEEDS = ("purchase", "travel", "act", "learn", "off-topic")
"""The points of texts that are no need."""

_OFTEN = 6
"""The most words of a concept that count."""

_DOUBT = 1_000
"""How much less likely than another intent a need may be and still be heard."""

_NEAR_INTENTS = (Intent.SIGNS, Intent.REPORT, Intent.FIND_LINE)
_NEAR_DOUBT = 5_000
"""The same for questions that people in need ask too, which keep their intent, and have help
beside their answer: it takes nothing away from whoever has no need."""

_INTENT_POINT, _COUNTED, _UNCLEAR = 200, 6, 3
"""What a point of need adds to it, the most points that add, and the points of another question
with which none does: what was listed as a need counts even where the weights doubt it."""

_PLAIN, _TOLD_INTENTS = 3, 2
"""The points of a need that was said outright, and of one whose topic was too: such a text is none
that nobody can understand."""

_URGENT = -1_500
"""The least score of an urgent need, which is heard whatever else is likely."""

_SURE, _LENGTH, _SAID_SHORT, _DONE, _DENIED = 1_300, 550, 1_500, 1_500, 1_800
"""The evidence from which on a need is sure. Each doubling of a text takes from it, and so does a
word that nobody does any harm; a topic that a short text says outright and what was done to a body
add to it. Found by leaving texts out."""

_STORY, _SURE_STORY = 40, 4_800
"""The words of a letter, and what makes a need sure in a longer one: letters about love, work and
money have as many words of a need as of anything. Found with posts of counselling pages."""

_SAID_OUTRIGHT = 6
"""The points of a topic that a text says although most of its words are of other troubles."""

_LETTERS = 60
"""The hundredths of the margin of letters that count: found by leaving texts out."""


_MOST_UNREAD = 1
"""The most words beside a cry for help: a name, or "hello"."""


class TextShape(NamedTuple):
    """The form of a text, apart from its words.

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
) -> tuple[Intent, Sureness]:
    """Return the most likely intent, and how sure it is that somebody may need help.

    Args:
        points: The points of the frames that a text has.
        positions: The concepts that it has.
        shape: What it is like.
        letters: How much its letters look like each intent, in thousandths.
    """
    if plain := _plain_intent(points, positions, shape):
        return plain
    concepts = _scores("weights", features_of(points, positions, shape))
    scores = {
        Intent(name): concepts[name] + margin * _LETTERS // 100 for name, margin in letters.items()
    }
    # Whoever harms is heard by frames alone: what they write is too near to what their victims do.
    scores.pop(Intent.OTHER_HARM, None)
    others = [intent for intent in scores if intent not in NEED_INTENTS]
    likely = max(others, key=lambda intent: scores[intent])
    need = max(NEED_INTENTS, key=lambda intent: scores[intent])
    doubt = _DOUBT + _doubt_by_points(points)
    margin = scores[need] + doubt - scores[likely]
    is_need = (
        margin >= 0
        or concepts["urgent"] >= _URGENT
        or (likely is Intent.UNKNOWN and _is_plain_need(points, positions))
    )
    if shape.size <= _FEW:  # one word of danger is a need, and one of any other kind a search
        least = max(_STRONG, *(1 + points.get(name, 0) for name in _NO_NEEDS))
        is_need, sure = points.get("need", 0) >= least, Sureness.SURE
    else:
        known = _Weighed(points, positions, shape, scores, concepts["urgent"])
        sure = Sureness.SURE if known.is_sure(need, margin) else Sureness.MAYBE
    if is_need:
        is_trouble = scores[Intent.OTHER_TROUBLE] > scores[need] and sure is not Sureness.SURE
        return Intent.OTHER_TROUBLE if is_trouble else need, sure
    errands = max(
        score for intent, score in scores.items() if intent not in (*NEED_INTENTS, *_NEAR_INTENTS)
    )
    may_be_need = likely in _NEAR_INTENTS and scores[need] + _NEAR_DOUBT >= scores[likely]
    is_both = may_be_need and shape.size > _FEW and scores[need] + doubt >= errands
    return likely, sure if is_both else Sureness.NO


def _plain_intent(
    points: Mapping[str, int], positions: Mapping[str, int], shape: TextShape
) -> tuple[Intent, Sureness] | None:
    """Return what a text says so plainly that nothing has to be weighed."""
    said = {
        (Intent.UNKNOWN, Sureness.NO): not positions,
        (Intent.OTHER_HARM, Sureness.NO): bool(points.get("other-harm")),
        # it offers help, or greets, and no more
        (Intent.ACT, Sureness.NO): positions.get("offeronly", 0).bit_count() == shape.size,
        (Intent.GREETING, Sureness.NO): positions.get("hello", 0).bit_count() == shape.size,
        (Intent.NEED_SELF, Sureness.SURE): is_cry(positions, shape),
    }
    return next((plain for plain, is_so in said.items() if is_so), None)


class _Weighed(NamedTuple):
    """What is known of a text that may be a need: its points, its form and its scores."""

    points: Mapping[str, int]
    positions: Mapping[str, int]
    shape: TextShape
    scores: Mapping[Intent, int]
    urgent: int

    def is_sure(self, need: Intent, margin: int) -> bool:
        """Whether a harm was named, and no distress of another kind.

        Long texts have many words that a need has too, and need more of them. The parts were found
        by leaving texts out.

        Args:
            need: The likelier of the two needs.
            margin: How much likelier it is than anything else.
        """
        trouble, size = self.scores[Intent.OTHER_TROUBLE], self.shape.size
        is_denied = "noharm" in self.positions
        said = 0 if is_denied else _most_said(self.points)
        if size > _SHORT and trouble > self.scores[need] and said < _SAID_OUTRIGHT:
            said = 0
        if size <= _LONG and said >= (_SAID if size <= _BRIEF else _TOLD):
            return True
        ahead = 2 * self.scores[need] - trouble - self.scores[Intent.UNKNOWN]
        evidence = margin + (self.urgent + ahead) * 2 // 5 - _LENGTH * size.bit_length()
        evidence += _SAID_SHORT if said >= _SAID and size <= _LONG else 0
        evidence += _DONE if self.points.get("done-to-me") else 0
        evidence -= _DENIED if is_denied else 0
        return evidence >= (_SURE_STORY if size > _STORY else _SURE)


def _most_said(points: Mapping[str, int]) -> int:
    """Return the points of the topic that was said most plainly."""
    return max(points.get(name, 0) for name in (_SEXUAL, *NeedTopic))


def is_cry(positions: Mapping[str, int], shape: TextShape) -> bool:
    """Whether a text asks for help or for somebody to talk to, and says hardly anything else.

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


def _is_plain_need(points: Mapping[str, int], positions: Mapping[str, int]) -> bool:
    """Whether frames of a need are met, alone or with a topic and somebody who controls people."""
    need = points.get("need", 0)
    if points.get("off-topic"):
        return False
    if need >= _PLAIN and not any(points.get(name) for name in _NO_NEEDS):
        return True
    is_controlled = has(positions, "concepts.controllers")
    return (
        is_controlled
        and need >= _TOLD_INTENTS
        and max(points.get(topic.value, 0) for topic in NeedTopic) >= _TOLD_INTENTS
    )


def _doubt_by_points(points: Mapping[str, int]) -> int:
    """Return how much the frames of need add to it."""
    if max(points.get(name, 0) for name in _NO_NEEDS) > _UNCLEAR:
        return 0
    return _INTENT_POINT * min(points.get("need", 0), _COUNTED)


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


# Linear models over the concepts of a text: a score for each name, in whole numbers.
#
# They are ``data/phrases/weights.json`` and ``topics.json``, which ``scripts/hearing/weights.py``
# makes from texts with known meanings.


def _scores(file: str, features: Mapping[str, int]) -> dict[str, int]:
    """Return the score of each name of a model, in thousandths."""
    model = read(f"phrases/{file}")
    weights, totals = model["features"], list(model["bias"])
    for name, value in features.items():
        for place, weight in enumerate(weights.get(name, ())):
            totals[place] += weight * value
    return dict(zip(model["names"], totals, strict=True))


# Letters: how much the letters and words of a text look like each intent, by a linear model.
#
# The frames hear what was listed; letters hear what is spelled or worded alike. The weights of
# runs of two to four letters and of whole words are ``data/phrases/letters.json``, whole numbers
# that ``scripts/hearing/weights.py`` makes from the same texts. The letters themselves are
# nowhere: only their remainder counts.


SIZE = 8_192
"""The number of weights for an intent; some runs of letters share one."""

LETTER_STEPS = 20
"""The steps of a weight in one unit of the model."""

_SHORTEST, _LONGEST_WORD = 2, 4
_SCALE = 1_000


def margins(words: Iterable[str]) -> dict[str, int]:
    """Return how much the words look like each intent, in thousandths."""
    model = read("phrases/letters")
    places = tuple(places_of(words))
    if not places:
        return dict.fromkeys(model["names"], 0)
    root = isqrt(len(places) * _SCALE * _SCALE)  # in thousandths
    rows = (model["weights"][name].__getitem__ for name in model["names"])
    totals = (sum(map(weight_at, places)) * _SCALE * _SCALE // root for weight_at in rows)
    return {
        name: (total + bias * _SCALE) // LETTER_STEPS
        for name, bias, total in zip(model["names"], model["bias"], totals, strict=True)
    }


def places_of(words: Iterable[str]) -> set[int]:
    """Return the places of the weights for some words and the runs of their letters."""
    places: set[int] = set()
    for word in set(words):
        letters = f" {word} ".encode()
        places.add(crc32(b"=" + letters) % SIZE)
        for size in range(_SHORTEST, _LONGEST_WORD + 1):
            places.update(
                crc32(letters[start : start + size]) % SIZE
                for start in range(len(letters) - size + 1)
            )
    return places
