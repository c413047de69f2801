"""Why an answer stands where it stands."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from takeaction.core_data import messages
from takeaction.models.text import Text
from takeaction.value import Value

Slot = int | str | Text | tuple[str | Text, ...]

_SLOT = re.compile(r"\{(\w+)\}")


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

    A slot is put in as it is: text of a pack is never read as a template.
    """
    values = slots or {}
    template = messages(language)[code]
    return _SLOT.sub(lambda found: _shown(values[found[1]], language), template)


def _shown(value: Slot, language: str) -> str:
    if isinstance(value, tuple):
        return _listed(_shown(each, language) for each in value)
    if isinstance(value, Text):
        return str(value.pick([language]))
    return f"{value:,}" if isinstance(value, int) else value


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
