"""The slots of a text, in order."""

from collections.abc import Iterator

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ask.slots.languages import language_slots
from takeaction.engine.ask.slots.minutes import minute_slots
from takeaction.engine.ask.slots.names import WordNames, word_slots
from takeaction.engine.ask.slots.places import place_slots
from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.hearing.tokens import tokens_of


def slots_in(
    catalog: Catalog, text: str, parts: tuple[str, ...], heard: Heard
) -> tuple[TextSlot, ...]:
    """Return the facts that a text says, in order.

    Args:
        catalog: The source of roles, skills and goods.
        text: The text that somebody typed.
        parts: The parts of it that are read.
        heard: What was heard in it.
    """
    starts = (0, len(text) - len(parts[-1]))
    slots: list[TextSlot] = []
    for part, start in zip(parts, starts[: len(parts)], strict=True):
        slots.extend(
            attrs.evolve(slot, start=slot.start + start, end=slot.end + start)
            for slot in _slots(catalog, part, heard)
        )
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.field)))


def _slots(catalog: Catalog, text: str, heard: Heard) -> Iterator[TextSlot]:
    tokens = tokens_of(text)
    yield from place_slots(text, tokens, heard)
    yield from minute_slots(tokens)
    yield from word_slots(catalog.once(WordNames), tokens, heard)
    yield from language_slots(tokens)
