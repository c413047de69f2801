"""Why an answer stands where it stands."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from takeaction.core_data import is_reviewed, messages
from takeaction.models.text import Text
from takeaction.value import Value

Slot = int | str | Text | tuple[str | Text, ...]

_SLOT = re.compile(r"\{(\w+)\}")
_SAFETY = (
    *("assess.", "caveat.", "emergency.", "help.", "step.", "trace.", "young."),
    *("travel.save", "label.shell", "label.think"),
)
"""Codes of what keeps people safe: until somebody has reviewed it, its source stands beneath."""
_ONE = {"fr": (0, 1)}
"""Numbers that take the form for one, where that is not 1 alone (Unicode CLDR, plural rules)."""
_GROUPED = {"en": ","}
"""What stands between thousands, where it is not a narrow space."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reason(Value):
    """One reason. Its text is made when it is asked for, from a whole-message template.

    Attributes:
        code: Which reason, stable, such as ``skill.match``.
        points: What it adds to the score, 0 or more.
        slots: Values of the record, never of the person, for the template.
        language: The language of the text.
    """

    code: str
    points: int = 0
    slots: Mapping[str, Slot] = attrs.field(factory=dict)
    language: str = "en"

    @property
    def text(self) -> str:
        """The reason as a sentence."""
        return say(self.code, self.language, self.slots)

    def __str__(self) -> str:
        return self.text

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data: code, points, text."""
        return {"code": self.code, "points": self.points, "text": self.text}


def say(code: str, language: str, slots: Mapping[str, Slot] | None = None) -> str:
    """Return one of the core's own texts with its slots filled.

    A slot is put in as it is: text of a pack is never read as a template. What keeps people safe
    is followed by the English sentence, in brackets on a line of its own, where nobody has
    reviewed the translation.
    """
    values = slots or {}
    text = _filled(code, language, values)
    if code.startswith(_SAFETY) and not is_reviewed(code, language):
        return f"{text}\n({_filled(code, 'en', values)})"
    return text


def _filled(code: str, language: str, values: Mapping[str, Slot]) -> str:
    template = messages(language)[code]
    if not isinstance(template, str):
        is_one = values[template["of"]] in _ONE.get(language, (1,))
        template = template["one" if is_one else "other"]
    return _SLOT.sub(lambda found: _shown(values[found[1]], language), template)


def _shown(value: Slot, language: str) -> str:
    if isinstance(value, tuple):
        return _listed(_shown(each, language) for each in value)
    if isinstance(value, Text):
        return value.pick([language]).text
    if isinstance(value, int):
        return number(value, language)
    return value


def number(value: int, language: str) -> str:
    """Return a whole number with its thousands apart, as a language writes it."""
    return f"{value:,}".replace(",", _GROUPED.get(language, "\u202f"))


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
