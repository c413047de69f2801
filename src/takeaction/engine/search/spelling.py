"""Spelling: the terms that somebody meant with a typing error, or began to type.

A word of four letters and more may have one error after its first letter: a letter too many, too
few, another one, or two in the wrong order. The work is bounded whatever is typed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from takeaction.engine.search.index import Index

_SHORTEST = 4
"""The letters of the shortest word that may have an error: with fewer, too many words are like it."""
_SHORTEST_START = 3
"""The letters of the shortest word that may begin a longer one."""
_MOST_COMPARED = 2_000
"""The most terms that one word is compared with, at each of its ends."""
_MOST_MEANT = 4
"""The most terms that one word may mean."""
_MOST_NEAREST = 3


class Spelling:
    """The terms of an index in alphabetical order, read from the front and from the back."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._terms = sorted(index.postings)
        self._reversed = sorted(term[::-1] for term in self._terms)

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the terms that an unknown word may mean, those of most records first."""
        if len(word) < _SHORTEST_START:
            return ()
        found = {each for each in self._alike(word) if len(word) >= _SHORTEST and is_near(word, each)}
        if not found:
            found = set(islice(_starting(self._terms, word), _MOST_COMPARED))
        return tuple(sorted(found, key=self._order)[:_MOST_MEANT])

    def nearest(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return known words, as people read them, that look like some unknown ones."""
        near: dict[str, None] = {}
        for word in words:
            alike = [*dict.fromkeys(self._alike(word))]
            for each in get_close_matches(word, alike, _MOST_NEAREST, 0.7):
                near[self._index.spellings[each]] = None
        return tuple(near)[:_MOST_NEAREST]

    def _alike(self, word: str) -> Iterator[str]:
        """Yield the terms with the same first letter that are alike before or after the middle.

        One error leaves one of the two unchanged; two letters in the wrong order may lie across
        the middle, and so it belongs to neither.
        """
        middle = (len(word) - 1) // 2
        yield from islice(_starting(self._terms, word[: max(middle, 1)]), _MOST_COMPARED)
        ending = word[middle + 1 :][::-1]
        for backwards in islice(_starting(self._reversed, ending), _MOST_COMPARED):
            if backwards[-1] == word[0]:
                yield backwards[::-1]

    def _order(self, term: str) -> tuple[int, str]:
        return -len(self._index.postings[term]), term


def _starting(terms: list[str], start: str) -> Iterator[str]:
    position = bisect_left(terms, start)
    while position < len(terms) and terms[position].startswith(start):
        yield terms[position]
        position += 1


def is_near(word: str, other: str) -> bool:
    """Tell whether one error after the first letter turns one word into the other."""
    if word == other or word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    start = 1
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    return (
        left[1:] == right
        or right[1:] == left
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
