"""Places that a text names: countries, and everyday names such as Texas."""

from collections.abc import Iterator

import attrs

from takeaction.engine.hearing.tokens import Token, tokens_of
from takeaction.models.region import codes_named, is_group
from takeaction.value import Value

_LONGEST_NAME = 4
"""The words of the longest name that is looked for."""

_SHORTEST_NAME = 4
"""The letters of the shortest name: most codes of two or three letters are words."""

_SHORT_NAMES = frozenset({"usa", "uk", "uae"})


@attrs.frozen(eq=False, repr=False)
class Mention(Value):
    """A place that a text names.

    Attributes:
        code: The code of the place; None if the name is that of several countries.
        start: The index of its first character in the text.
        end: The index after its last character.
        preposition: The folded word before it; empty if there is none.
    """

    code: str | None
    start: int
    end: int
    preposition: str = ""


def places_in(text: str) -> tuple[Mention, ...]:
    """Return the places that a text names, in order."""
    return tuple(_mentions(tokens_of(text)))


def _mentions(tokens: list[Token]) -> Iterator[Mention]:
    place = 0
    while place < len(tokens):
        mention, size = _mention_at(tokens, place)
        if mention:
            yield mention
        place += size


def _mention_at(tokens: list[Token], first: int) -> tuple[Mention | None, int]:
    """Return the longest name that begins at a word, and the number of its words, at least 1."""
    for size in range(min(_LONGEST_NAME, len(tokens) - first), 0, -1):
        words = tokens[first : first + size]
        name = " ".join(token.word for token in words)
        is_name = len(name) >= _SHORTEST_NAME or name in _SHORT_NAMES
        codes = codes_named(name) if is_name else ()
        if codes and not is_group(codes[0]):
            code = codes[0] if len(codes) == 1 else None
            before = tokens[first - 1].word if first else ""
            return Mention(code, words[0].start, words[-1].end, before), size
    return None, 1
