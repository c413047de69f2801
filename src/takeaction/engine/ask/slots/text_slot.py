"""A slot: a code and its position in a text, never a word of the text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.serialization import Answer

if TYPE_CHECKING:
    from takeaction.engine.shapes.plain_words import TextSlotData


@attrs.frozen(eq=False, repr=False)
class TextSlot(Answer["TextSlotData", "TextSlotData"]):
    """A fact that a text says about its writer.

    Attributes:
        field: ``region``, ``asker_region``, ``home``, ``minutes``, ``role``, ``skills``,
            ``goods``, ``channel`` or ``language``.
        value: The code of a place or a language, the id of a word, or minutes.
        start: The index of its first character in the text.
        end: The index after its last character.
    """

    field: str
    value: str | int
    start: int
    end: int


def first(slots: Iterable[TextSlot], field: str) -> str | int | None:
    """Return the value of the first slot of a field, or None."""
    return next((slot.value for slot in slots if slot.field == field), None)


def values(slots: Iterable[TextSlot], field: str) -> tuple[str, ...]:
    """Return the values of all slots of a field, each once."""
    return tuple(dict.fromkeys(str(slot.value) for slot in slots if slot.field == field))
