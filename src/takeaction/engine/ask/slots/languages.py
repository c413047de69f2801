"""Languages that somebody speaks or asks for."""

from collections.abc import Iterator

from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.hearing.tokens import Token
from takeaction.vocabulary.language import as_tag

SPEAKING = frozenset(
    {
        *("in", "en", "speak", "speaks", "speaking", "language", "hablo", "hablen", "habla"),
        *("parle", "parlent", "parlant", "idioma"),
    }
)
"""Words near the name of a language that somebody speaks."""


def language_slots(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the languages that somebody asks for or speaks."""
    for place, token in enumerate(tokens):
        around = {each.word for each in tokens[max(place - 2, 0) : place + 2]}
        if len(token.word) > 3 and not SPEAKING.isdisjoint(around):  # noqa: PLR2004 - no tags
            tag = as_tag(token.word)
            if tag != token.word:
                yield TextSlot("language", tag, token.start, token.end)
