"""The lexicon of a language: the words and phrases of each concept, as a tree.

The files are ``data/phrases/<language>.json``. An entry is a word or a phrase; ``*`` at the end of
a word stands for any ending, ``*`` alone for any word, and ``(a|b|)`` for a choice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from takeaction.core_data import read
from takeaction.engine.hearing.tokens import words_of
from takeaction.lazy import without_gc

SHORTEST_TYPING_ERROR = 6
"""The letters of the shortest word that may be a typing error for another."""

_CHOICE = re.compile(r"\(([^()]*)\)")
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("s", "es", "ed", "d", "ing", "in", "er", "ers", "ly"),
    "es": ("s", "es", "n", "mos", "ndo", "me", "le", "la", "lo", "nos", "les", "las", "los"),
    "fr": ("s", "e", "es", "x", "nt", "ent", "r", "z"),
    "pt": ("s", "es", "m", "mos", "ndo", "me"),
    "de": ("e", "n", "en", "er", "es", "em", "s", "t"),
}
"""Endings that may be cut off an unknown word."""

_BEGINNINGS: Mapping[str, tuple[str, ...]] = {"ar": ("وال", "بال", "ال", "لل", "و", "ب", "ل", "ف")}
"""Beginnings that may be cut off an unknown word."""

_SHORTEST_STEM = 3

Tree = dict[str, Any]
"""A node: the next words, and under ``CONCEPTS`` the concepts of a phrase that ends here."""

CONCEPTS = ""
ANY = "*"
START = "^"


class PhraseMatch(NamedTuple):
    """A phrase in a text.

    Attributes:
        start: The number of its first word.
        end: The number after its last word.
        concept: The concept that it stands for.
        entry: The entry of the lexicon, for measuring.
    """

    start: int
    end: int
    concept: str
    entry: str


class Lexicon:
    """The words and phrases of one language.

    Attributes:
        spellings: The words to read for each short form of chats.
    """

    def __init__(self, language: str) -> None:
        data = read(f"phrases/{language}")
        self._tree: Tree = {}
        self._words: set[str] = set()
        self._stems: dict[int, set[str]] = {}
        self._endings = _ENDINGS.get(language, ())
        self._beginnings = _BEGINNINGS.get(language, ())
        self.spellings = {
            "".join(words_of(short)): tuple(words_of(full))
            for short, full in data["spellings"].items()
        }
        with without_gc():
            for concept, rows in data["concepts"].items():
                for entry in entries_of(rows):
                    self._add(concept, entry)
            self._lengths = sorted(self._stems, reverse=True)
            self._similar = _similar(self._words)

    def matches(self, words: list[str]) -> Iterator[PhraseMatch]:
        """Yield each phrase of the lexicon that the words of a text have."""
        forms = [self._forms(word) for word in words]
        for start in range(len(words)):
            nodes, position = [self._tree], start
            if not start and START in self._tree:
                nodes.append(self._tree[START])
            while nodes and position < len(words):
                nodes = [node[form] for node in nodes for form in forms[position] if form in node]
                position += 1
                for node in nodes:
                    for concept, entry in node.get(CONCEPTS, ()):
                        yield PhraseMatch(start, position, concept, entry)

    def _forms(self, word: str) -> tuple[str, ...]:
        """Return the forms of a word that the tree may have."""
        candidates = chain((word,), self._shorter(word), self._near(word))
        known = next(filter(None, map(self._known, candidates)), (word,))
        return (*known, ANY)

    def _shorter(self, word: str) -> Iterator[str]:
        """Yield a word without its ending or its beginning, and with the e of an English verb."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                stem = word.removesuffix(ending)
                yield from (stem, f"{stem}e")
        for beginning in self._beginnings:
            if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST_STEM:
                yield word.removeprefix(beginning)

    def _known(self, word: str) -> tuple[str, ...]:
        exact = (word,) if word in self._words else ()
        stems = self._stems
        return (
            *exact,
            *(f"{word[:size]}*" for size in self._lengths if word[:size] in stems[size]),
        )

    def _near(self, word: str) -> Iterator[str]:
        """Yield known words that are one typing error away, with the same first letter."""
        if len(word) >= SHORTEST_TYPING_ERROR:
            for key in _keys(word):
                for known in self._similar.get(key, ()):
                    if is_one_error_away(word, known):
                        yield known

    def _add(self, concept: str, entry: str) -> None:
        for phrase in choices(entry):
            node = self._tree
            for written in phrase.split():
                if written in (ANY, START):
                    node = node.setdefault(written, {})
                    continue
                is_plain = written.isascii() and written.isalpha()
                words = [written] if is_plain else words_of(written)
                for number, word in enumerate(words):
                    is_stem = written.endswith("*") and number == len(words) - 1
                    if is_stem:
                        self._stems.setdefault(len(word), set()).add(word)
                    else:
                        self._words.add(word)
                    node = node.setdefault(f"{word}*" if is_stem else word, {})
            node.setdefault(CONCEPTS, []).append((concept, phrase))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; it is the core's own and never changes."""
    return Lexicon(language)


def entries_of(rows: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the rows of a concept; a comma inside a choice separates nothing."""
    for row in rows:
        yield from row.split(", ")


def choices(entry: str) -> Iterator[str]:
    """Yield the phrases of an entry, one for each of its choices."""
    match = _CHOICE.search(entry)
    if match is None:
        yield entry
        return
    for choice in match[1].split("|"):
        yield from choices(f"{entry[: match.start()]}{choice}{entry[match.end() :]}")


def is_one_error_away(word: str, known: str) -> bool:
    """Tell whether one letter is missing, added or another, or two neighbours changed places."""
    longer, shorter = (word, known) if len(word) >= len(known) else (known, word)
    if len(longer) - len(shorter) > 1:
        return False
    at = next(
        (n for n, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), -1
    )
    if at < 0:
        return True
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    is_swap = longer[at : at + 2] == shorter[at : at + 2][::-1]
    return longer[at + 1 :] == shorter[at + 1 :] or (
        is_swap and longer[at + 2 :] == shorter[at + 2 :]
    )


def _similar(words: Iterable[str]) -> Mapping[str, list[str]]:
    """Group long words by their beginning and by their end: an error leaves one of them."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST_TYPING_ERROR:
            for key in _keys(word):
                groups.setdefault(key, []).append(word)
    return groups


def _keys(word: str) -> tuple[str, str]:
    return f"{word[:3]}-", f"{word[0]}-{word[-2:]}"
