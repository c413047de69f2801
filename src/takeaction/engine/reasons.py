"""Reasons for an answer, and the library's own sentences in each language."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from takeaction.core_data import is_reviewed, messages
from takeaction.models.text import Text
from takeaction.value import Value

SlotValue = int | str | Text | tuple[str | Text, ...]
"""A value that fills a slot of a template."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAFETY_CODES = (
    *("assess.", "caveat.", "emergency.", "help.", "step.", "trace.", "young."),
    *("reply.blackmail", "reply.missing", "reply.private", "reply.unknown"),
    *("travel.save", "label.shell", "label.think"),
)
"""The first letters of the codes of safety messages.

Until somebody has reviewed the translation of such a message, the English sentence follows it.
"""
_SINGULAR_COUNTS = {"fr": (0, 1)}
"""The counts that take the singular, by language; only 1 in all others.

Source:
    Unicode CLDR, plural rules.
"""
_THOUSANDS_SEPARATORS = {"en": ","}
"""The separator of thousands, by language; a narrow no-break space in all others."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reason(Value):
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

    @property
    def text(self) -> str:
        """The reason as a sentence, written on each access from a whole-message template."""
        return say(self.code, self.language, self.slots)

    def __str__(self) -> str:
        return self.text

    def as_json(self) -> dict[str, Any]:
        """Return the reason as plain data: code, points, text."""
        return {"code": self.code, "points": self.points, "text": self.text}


def say(code: str, language: str, slots: Mapping[str, SlotValue] | None = None) -> str:
    """Return one of the library's own messages with its slots filled.

    The text in a slot is never read as a template, since it may come from a pack. If nobody has
    reviewed the translation of a safety message, the English sentence follows in brackets on a
    line of its own.
    """
    values = slots or {}
    text = _fill_template(code, language, values)
    if code.startswith(_SAFETY_CODES) and not is_reviewed(code, language):
        return f"{text}\n({_fill_template(code, 'en', values)})"
    return text


def say_together(sentences: Sequence[tuple[str, Mapping[str, SlotValue]]], language: str) -> str:
    """Return several messages as one paragraph.

    If nobody has reviewed the translation of one of them, the English paragraph follows in brackets
    on a line of its own.
    """
    text = " ".join(_fill_template(code, language, values) for code, values in sentences)
    if all(is_reviewed(code, language) for code, _ in sentences):
        return text
    english = " ".join(_fill_template(code, "en", values) for code, values in sentences)
    return f"{text}\n({english})"


def _fill_template(code: str, language: str, values: Mapping[str, SlotValue]) -> str:
    template = messages(language)[code]
    if not isinstance(template, str):
        is_singular = values[template["of"]] in _SINGULAR_COUNTS.get(language, (1,))
        template = template["one" if is_singular else "other"]
    return _PLACEHOLDER.sub(lambda match: _format_slot(values[match[1]], language), template)


def _format_slot(value: SlotValue, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_format_slot(part, language) for part in value)
    if isinstance(value, Text):
        return value.pick([language]).text
    if isinstance(value, int):
        return format_number(value, language)
    return value


def format_number(value: int, language: str) -> str:
    """Write a whole number with its thousands separated, as is usual in a language."""
    return f"{value:,}".replace(",", _THOUSANDS_SEPARATORS.get(language, "\u202f"))
