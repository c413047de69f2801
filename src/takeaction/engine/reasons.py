"""Reasons for an answer, and the library's own sentences in each language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import attrs

from takeaction.core_data import (
    Slot,
    fill_message,
    has_message,
    is_first_sentence,
    is_reviewed,
    text_language,
)
from takeaction.engine.serialization import Answer
from takeaction.models.action import Minutes
from takeaction.models.text import ShownText, Text, Words
from takeaction.value import Value

if TYPE_CHECKING:
    from takeaction.engine.json_types import (
        CodedTextData,
        IdentifiedTextData,
        ReasonData,
        WordsData,
    )


@attrs.frozen(eq=False, repr=False)
class Phrase(Value):
    """A message in a slot, such as "parents", or a label where the core has no such message.

    Attributes:
        code: The code of the message.
        label: The label of a word, for a word that a pack added.
    """

    code: str
    label: Text


SlotValue = int | str | Text | Phrase | tuple[str | Text | Phrase, ...]
"""A value that fills a slot of a template."""

Message: TypeAlias = tuple[str, Mapping[str, SlotValue]]
"""The code of one of the library's own messages, and its slots."""

_SAFETY_CODES = (
    *("assess.", "caveat.", "emergency.", "help.", "step.", "trace.", "young."),
    *("reply.child", "reply.private", "reply.unknown", "ideas.safe"),
    *("travel.save", "label.shell", "label.think"),
)
"""The first letters of the codes of safety messages.

Until somebody has reviewed the translation of such a message, the English sentence follows it.
"""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reason(Answer["ReasonData[str]", "ReasonData[WordsData]"]):
    """One reason for an answer.

    Attributes:
        code: The kind of reason, stable, such as ``skill.match``.
        points: The points it adds to the score, 0 or more.
        slots: Values of the record, never of the person, for the template.
        language: The language of the text.
    """

    code: str
    points: int = 0
    slots: Mapping[str, SlotValue] = attrs.field(factory=dict)
    language: str = "en"

    _json_names = ("code", "points", "text")

    _repr_names = ("code", "points")

    @property
    def text(self) -> ShownText:
        """The reason as a sentence."""
        return say(self.code, self.language, self.slots)

    def __str__(self) -> str:
        return self.text


@attrs.frozen(eq=False, repr=False)
class CodedText(Answer["CodedTextData[str]", "CodedTextData[WordsData]"]):
    """A sentence of the library with its code.

    Attributes:
        code: The stable code, such as ``help.holidays``.
        text: The sentence.
    """

    code: str
    text: ShownText

    _repr_names = ("code",)


def coded(reasons: Iterable[Reason]) -> tuple[CodedText, ...]:
    """Return the sentences of reasons with their codes, as JSON shows notices: without points."""
    return tuple(CodedText(reason.code, reason.text) for reason in reasons)


@attrs.frozen(eq=False, repr=False)
class IdentifiedText(Answer["IdentifiedTextData[str]", "IdentifiedTextData[WordsData]"]):
    """A text with its id.

    Attributes:
        id: The stable id, such as ``call-hotline``, or that of a record.
        text: The text.
    """

    id: str
    text: ShownText

    # Not the text, which may name the place of the person.
    _repr_names = ("id",)


def say(code: str, language: str, slots: Mapping[str, SlotValue] | None = None) -> ShownText:
    """Return one of the library's own messages with its slots filled.

    The text in a slot is never read as a template, since it may come from a pack. If nobody has
    reviewed the translation of a safety message, the English sentence follows in brackets on a
    line of its own.
    """
    return say_together([(code, slots or {})], language)


def describe_minutes(minutes: Minutes, language: str) -> ShownText:
    """Say how long an action takes: the least and the usual minutes, or one number if they agree.

    Args:
        minutes: The minutes of an action.
        language: The language of the words, one of those of the core's own texts.
    """
    if minutes.min == minutes.typical:
        return say("label.minutes", language, {"minutes": minutes.typical})
    slots: dict[str, SlotValue] = {"least": minutes.min, "minutes": minutes.typical}
    return say("label.minutes_from", language, slots)


def format_date(day: date, language: str) -> ShownText:
    """Write a date with its weekday in front, such as "Tue 24 Nov", in any locale.

    Args:
        day: The date; that of one digit has a blank in front, so that columns line up.
        language: One of the languages of the core's own texts.
    """
    slots: dict[str, SlotValue] = {
        "weekday": say(f"day.{day.weekday()}", language),
        "day": f"{day.day:>2}",
        "month": say(f"short.{day.month}", language),
    }
    return say("label.date", language, slots)


def say_together(sentences: Sequence[Message], language: str) -> ShownText:
    """Return several messages as one paragraph.

    If one of them is about safety and nobody has reviewed the translation of one, the English
    paragraph follows in brackets on a line of its own.
    """
    text = " ".join([_fill_template(*message, language) for message in sentences])
    codes = [code for code, _ in sentences]
    if all(is_reviewed(code, language) for code in codes):
        return ShownText(text, Words(text, text_language(codes[0], language)))
    words = partial(_unreviewed, text, sentences, language)
    is_about_safety = any(
        code.startswith(_SAFETY_CODES) or is_first_sentence(code, language) for code in codes
    )
    return ShownText(f"{text}\n({words().source})" if is_about_safety else text, words)


def _unreviewed(text: str, sentences: Sequence[Message], language: str) -> Words:
    """Return a paragraph that nobody has reviewed, with the English one."""
    english = " ".join(_fill_template(*message, "en") for message in sentences)
    return Words(text, language, reviewed=False, source=english)


def _fill_template(code: str, values: Mapping[str, SlotValue], language: str) -> str:
    slots = {name: _plain_slot(value, language) for name, value in values.items()}
    return fill_message(code, language, slots)


def _plain_slot(value: SlotValue, language: str) -> Slot:
    """Return a value of a slot with each text in one language."""
    if isinstance(value, tuple):
        return tuple(_plain_text(part, language) for part in value)
    return value if isinstance(value, int) else _plain_text(value, language)


def _plain_text(value: str | Text | Phrase, language: str) -> str:
    if isinstance(value, Phrase):
        if has_message(value.code, language):
            return fill_message(value.code, language, {})
        value = value.label
    if isinstance(value, Text):
        return value.pick([language]).text
    if isinstance(value, ShownText):
        words = value.words
        return words.source if words.source and words.language != language else words.text
    return value


# Levels from 0 to 15, and the points that a level adds to a score.
#
# Every score is a sum of points, and every number is whole.


TOP_LEVEL = 15
"""The highest level of a factor: with at most sixteen levels an index can be exact."""


@attrs.frozen(eq=False, repr=False)
class Level(Value):
    """A factor's level for an action and a person, with its reason.

    Attributes:
        level: From 0 to 15.
        code: The reason for it.
        slots: The values that the reason mentions.
    """

    level: int
    code: str
    slots: Mapping[str, SlotValue] = attrs.field(factory=dict)


def points(weight: int, level: int) -> int:
    """Return the points that a level adds to the score, rounded down.

    Args:
        weight: The points of the highest level.
        level: From 0 to 15.
    """
    return weight * level // TOP_LEVEL
