"""Minutes that somebody says to have."""

from collections.abc import Iterator, Mapping

from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.hearing.tokens import Token

_MOST_MINUTES = 600
"""Minutes beyond which a number says something else than the time that somebody has."""

_UNITS: Mapping[str, int] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuto", "minutos", "minuten", "mn"), 1),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "hora", "horas", "heure", "heures", "h"), 60),
    **dict.fromkeys(("stunde", "stunden"), 60),
}

_AMOUNTS: Mapping[str, int] = {
    **dict.fromkeys(("a", "an", "one", "una", "un", "une", "eine"), 60),
    **dict.fromkeys(("half", "media", "demi", "halbe"), 30),
    **dict.fromkeys(("two", "dos", "deux", "zwei", "couple"), 120),
    **dict.fromkeys(("three", "tres", "trois", "drei"), 180),
}
"""The minutes of so many hours, by the word for the amount."""


def minute_slots(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the time that somebody says to have: "20 min", "half an hour", "una hora"."""
    for place, token in enumerate(tokens):
        unit = _UNITS.get(token.word)
        if unit is None or not place:
            continue
        before = tokens[place - 1]
        amount = _AMOUNTS.get(before.word, 0)
        if before.word.isdecimal() and len(before.word) < len(str(_MOST_MINUTES)) + 1:
            minutes = int(before.word) * unit
        elif amount and unit > 1:
            is_half = place > 1 and _AMOUNTS.get(tokens[place - 2].word) == _AMOUNTS["half"]
            minutes = _AMOUNTS["half"] if is_half else amount
        else:
            continue
        if 0 < minutes <= _MOST_MINUTES:
            yield TextSlot("minutes", minutes, before.start, token.end)
