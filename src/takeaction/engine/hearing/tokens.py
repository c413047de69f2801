"""Tokens: the folded words of a text with their positions.

Spellings of one word become one: case, accents, apostrophes, letters that are repeated for
emphasis, and the short forms of chats.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_APOSTROPHES = "'\u2019\u02bc\u2018`"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NEGATED = "can|don|won|isn|aren|didn|doesn|couldn|wouldn|shouldn|haven|hasn|wasn|weren"
_TOKEN = re.compile(
    rf"(?:{_NEGATED}) t(?![^\W_])|[{_HAN}]|\d+"
    rf"|[^\W\d_{_HAN}]+(?:[{_APOSTROPHES}](?:t|s|m|ve)(?![^\W_]))?"
)
"""A Chinese character, a number, or a word; "can't" and "he's" are one word, "j'ai" is two."""

_EMPHASIS = re.compile(r"([^\W\d_])\1{2,}")
_SOS = "\N{SQUARED SOS}"
_ARABIC = str.maketrans("\u0629\u0649", "\u0647\u064a")
"""Teh marbuta and alef maksura, which many people type as heh and yeh."""


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        word: The word, folded.
        start: The position of its first character in the text.
        end: The position after its last character.
    """

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order."""
    if text.isascii():
        folded: str = text.lower()
        return [
            Token(_plain(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(folded)
        ]
    pieces = _Pieces()
    parts = [pieces[character] for character in text]
    folded = "".join(parts)
    places = [place for place, part in enumerate(parts) for _ in part]
    return [
        Token(_plain(match[0]), places[match.start()], places[match.end() - 1] + 1)
        for match in _TOKEN.finditer(folded)
    ]


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return [token.word for token in tokens_of(text)]


def respelled(tokens: Iterable[Token], spellings: Mapping[str, tuple[str, ...]]) -> Iterator[Token]:
    """Yield the words with the short forms of chats written out: "u" as "you"."""
    for token in tokens:
        longer = spellings.get(token.word)
        if longer is None:
            yield token
        else:
            for word in longer:
                yield Token(word, token.start, token.end)


def _plain(word: str) -> str:
    """Return a word without its apostrophe and without letters repeated for emphasis."""
    if not word.isalpha() and not word.isdecimal():
        word = word.translate(_NO_APOSTROPHE)
    return _EMPHASIS.sub(r"\1", word)


_NO_APOSTROPHE = {ord(character): None for character in f"{_APOSTROPHES} "}


class _Pieces(dict[str, str]):
    """The characters of one text, folded. No table outlives its text."""

    def __missing__(self, character: str) -> str:
        if character == _SOS:
            piece = " sos "
        elif character.isdecimal():
            piece = str(unicodedata.decimal(character))
        else:
            parts = unicodedata.normalize("NFKD", character.casefold())
            piece = "".join(part for part in parts if not _is_mark(part)).translate(_ARABIC)
        self[character] = piece
        return piece


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
