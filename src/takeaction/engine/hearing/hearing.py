"""Hearing: the likely intent and topics of a text, by the frames that its words meet.

It is a guess, made to miss nobody: in doubt it is a need. Nothing that it returns holds a word of
the text, and nothing follows from it but what to show first.
"""

from collections.abc import Iterable, Mapping

import attrs

from takeaction.engine.hearing.frames import frames, points_of
from takeaction.engine.hearing.intents import intent_of
from takeaction.engine.hearing.languages import likely_languages
from takeaction.engine.hearing.letters import margin
from takeaction.engine.hearing.lexicon import PhraseMatch, lexicon
from takeaction.engine.hearing.tokens import Token, respelled, tokens_of
from takeaction.value import Value
from takeaction.vocabulary.needs import Intent, NeedTopic

_MOST_TOPICS = 3
_ENOUGH_DANGER = 2
_IDIOMS = frozenset({"idiom", "offtopic"})
"""The concepts whose own words are no sign of anything else."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Heard(Value):
    """The likely meaning of a text, without its words.

    Attributes:
        intent: What the writer most likely wants.
        is_need: Whether the writer, or somebody they know, may need help. It may be true with any
            intent but those of somebody who is shopping or studying.
        topics: The topics of the need, most likely first, at most three; empty without a need.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is spoken of.
        languages: The languages of the text, most likely first.
        concepts: The concepts that the text has; signs and messages are chosen by them.
    """

    intent: Intent
    is_need: bool
    topics: tuple[NeedTopic, ...]
    danger: bool
    writer_child: bool
    concerns_child: bool
    languages: tuple[str, ...]
    concepts: frozenset[str]


class TextPhrases:
    """The phrases of a text, for measuring and for the script that makes the weights.

    Attributes:
        size: The number of words.
        languages: The languages of the text.
        letters: How much its letters look like need, in thousandths.
        matches: The phrases, each with its language.
    """

    def __init__(self, parts: Iterable[str]) -> None:
        tokens = [token for part in parts for token in tokens_of(part)]
        words = [token.word for token in tokens]
        self.size = len(tokens)
        self.languages = likely_languages(words)
        self.letters = margin(words)
        self.matches: list[tuple[str, PhraseMatch]] = []
        for language in self.languages:
            self.matches += ((language, match) for match in _matches(tokens, language))

    def positions(self) -> dict[str, int]:
        """Return the words that stand for each concept, as bits."""
        positions: dict[str, int] = {}
        for _, match in self.matches:
            positions[match.concept] = positions.get(match.concept, 0) | _bits(match)
        return positions


def hear(parts: Iterable[str]) -> Heard:
    """Guess the meaning of a text.

    Args:
        parts: The parts of their text that are read, as ``excerpt`` gives them.
    """
    return heard_from(TextPhrases(parts))


def heard_from(words: TextPhrases) -> Heard:
    """Guess the meaning of a text.from the phrases of their text."""
    positions = words.positions()
    points = points_of(positions, frames())
    intent, needs_help = intent_of(points, positions, words.size, words.languages, words.letters)
    return Heard(
        intent=intent,
        is_need=needs_help,
        topics=_topics(points) if needs_help else (),
        danger=needs_help and points["danger"] >= _ENOUGH_DANGER,
        writer_child="writerchild" in positions,
        concerns_child="minor" in positions or "writerchild" in positions,
        languages=words.languages,
        concepts=frozenset(positions),
    )


def _matches(tokens: list[Token], language: str) -> list[PhraseMatch]:
    """Return the phrases in one language, without those whose words an idiom uses up."""
    words = lexicon(language)
    spelled = [token.word for token in respelled(tokens, words.spellings)]
    matches = list(words.matches(spelled))
    used = 0
    for match in matches:
        if match.concept == "idiom":
            used |= _bits(match)
    if not used:
        return matches
    return [match for match in matches if match.concept in _IDIOMS or not _bits(match) & used]


def _topics(points: Mapping[str, int]) -> tuple[NeedTopic, ...]:
    """Return the topics with most points; topics in order of their list where points are equal."""
    known = [topic for topic in NeedTopic if points.get(topic.value, 0) > 0]
    best = sorted(known, key=lambda topic: -points[topic.value])
    return tuple(best[:_MOST_TOPICS]) or (NeedTopic.OTHER,)


def _bits(match: PhraseMatch) -> int:
    return (1 << match.end) - (1 << match.start)
