"""Closed words: ordered ones, and the lookup of words that people write.

JSON contains the value. Words with an order (``OrderedWord``) compare in the order of their
definition, and only with words of their own list.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import TypeVar

from takeaction.errors import UnknownWordError

_LONGEST_COMPARED = 400
"""The letters of the longest word that is compared with others.

A label has 200 at most, and a word that is twice as long is never near it.
"""

_WORD = re.compile(r"[^\W_]+")

_LONG_TEXT = 200
"""The characters from which a table of those met makes folding three times as fast."""


class OrderedWord(StrEnum):
    """A word of an ordered list, lowest first.

    Raises:
        TypeError: It is compared (``<``, ``<=``, ``>``, ``>=``) with anything else, even a plain
            string: the alphabet has nothing to do with this order.
    """

    rank: int
    """The position in the list, from 0."""

    def __init__(self, *_: object) -> None:
        self.rank = len(type(self).__members__)

    def _rank_of(self, other: object) -> int:
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} has an order among its own words only.")
        return other.rank

    def __lt__(self, other: str) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: str) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: str) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= self._rank_of(other)


ClosedWord = TypeVar("ClosedWord", bound=StrEnum)


def fold(text: str) -> str:
    """Remove case, accents and punctuation, so that spellings of one text become equal.

    Returns:
        The words in lower case without accents and punctuation, one blank between them.
    """
    return " ".join(_WORD.findall(unmarked(text).casefold()))


def unmarked(text: str) -> str:
    """Return a text without the accents of its letters."""
    if text.isascii():
        return text
    text = text.translate(_latin())
    if text.isascii():
        return text
    is_long = len(text) > _LONG_TEXT
    return text.translate(_Unmarked()) if is_long else "".join(map(_without_marks, text))


def _without_marks(character: str) -> str:
    """Return a character without its accents.

    One at a time: to normalise a crafted run of marks in one call takes time that grows with the
    square of its length.
    """
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))


@cache
def _latin() -> dict[int, str]:
    """Return the letters of Latin scripts with accents, each without: few texts have others."""
    return {code: _without_marks(chr(code)) for code in range(0xC0, 0x250)}


class _Unmarked(dict[int, str]):
    """The characters of one text, without their accents. No table outlives its text."""

    def __missing__(self, code: int) -> str:
        self[code] = unmarked = _without_marks(chr(code))
        return unmarked


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the *known* words, those most like *word* first."""
    if len(word) > _LONGEST_COMPARED:
        return ()
    from difflib import get_close_matches  # Only a wrong word needs it.

    by_fold = {fold(candidate): candidate for candidate in known}
    matches = get_close_matches(fold(word), list(by_fold), n=3, cutoff=0.6)  # difflib's own cutoff
    return tuple(by_fold[match] for match in matches)


def closed_word(kind: type[ClosedWord], word: str, field: str, position: int = 0) -> ClosedWord:
    """Read one closed word of a question, in any case.

    Raises:
        UnknownWordError: The word is not in the list of *kind*.
    """
    match = {member.value: member for member in kind}.get(word.strip().casefold())
    if match is None:
        raise UnknownWordError(field, position, nearest(word, kind) or tuple(kind)[:3])
    return match


def closed_words(kind: type[ClosedWord], words: Iterable[str], field: str) -> frozenset[ClosedWord]:
    """Read several closed words of a question.

    Raises:
        UnknownWordError: One of the words is not in the list of *kind*.
    """
    return frozenset(closed_word(kind, word, field, n) for n, word in enumerate(words))
