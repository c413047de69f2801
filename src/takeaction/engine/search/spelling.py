"""Spelling: the terms that somebody meant with a typing error, or began to type.

A word of four letters and more may have one error after its first letter: a letter too many, too
few, another one, or two in the wrong order. The work grows with the length of the word alone, and
not with the number of records.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from takeaction.engine.search.index import TermIndex

_SHORTEST = 4
"""The letters of the shortest word that may have an error: too many are like a shorter one."""
_SHORTEST_START = 3
"""The letters of the shortest word that may begin a longer one."""
_LONGEST = 20
"""The letters of the longest word that may have an error."""
_MOST_BEGUN = 200
"""The most terms with one beginning that are looked at."""
_MOST_MEANT = 4
"""The most terms that one word may mean."""
_MOST_NEAREST = 3
_ALIKE = 0.7
"""The likeness from which two words are alike, as difflib measures it: 1 if they are equal."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Spelling:
    """The terms of an index in alphabetical order."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index
        self._terms = sorted(index.postings)

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the terms that an unknown word may mean, those of most records first."""
        postings = self._index.postings
        found = {each for each in _with_one_error(word) if each in postings}
        found = found or set(self._beginning_with(word))
        return tuple(sorted(found, key=self._order)[:_MOST_MEANT])

    def nearest(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return known words, as people read them, that look like some unknown ones."""
        near: dict[str, None] = {}
        for word in words:
            alike = [*self._beginning_with(word[:_SHORTEST_START])]
            for each in get_close_matches(word, alike, _MOST_NEAREST, _ALIKE):
                near[self._index.spellings[each]] = None
        return tuple(near)[:_MOST_NEAREST]

    def _beginning_with(self, start: str) -> Iterator[str]:
        """Yield terms that begin with the first letters of a word; none if these are too few."""
        first = bisect_left(self._terms, start)
        if len(start) >= _SHORTEST_START:
            for term in islice(self._terms, first, first + _MOST_BEGUN):
                if not term.startswith(start):
                    return
                yield term

    def _order(self, term: str) -> tuple[int, str]:
        return -len(self._index.postings[term]), term


def _with_one_error(word: str) -> Iterator[str]:
    """Yield the spellings that one error after the first letter may have turned into a word."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return
    for place in range(1, len(word) + 1):
        start, end = word[:place], word[place:]
        yield start + end[1:]
        yield start + end[1:2] + end[:1] + end[2:]
        for letter in _LETTERS:
            yield start + letter + end
            yield start + letter + end[1:]
