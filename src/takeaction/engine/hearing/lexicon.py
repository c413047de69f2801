"""The lexicon of a language: the words and phrases of each concept, as a tree.

The files are ``data/phrases/<language>.json``. An entry is a word or a phrase; ``*`` at the end of
a word stands for any ending, ``*`` alone for any word, and ``(a|b|)`` for a choice.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from math import prod
from typing import Any, NamedTuple

from takeaction.core_data import read
from takeaction.engine.hearing.tokens import folded_words
from takeaction.lazy import without_gc

SHORTEST_TYPING_ERROR = 6
"""The letters of the shortest word that may be a typing error for another."""

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
_MOST_FORMS = 100
"""The forms of an entry that are written out, which is fastest to match; more would take long."""


Tree = dict[str, Any]
"""A node: the next words; under ``SEVERAL``, nodes of other entries after a word; and under
``CONCEPTS``, the concepts of a phrase that ends here."""

CONCEPTS, SEVERAL = "", " "
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
            "".join(folded_words(short)): tuple(folded_words(full))
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
                nodes = list(_next(nodes, forms[position]))
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
        """Add an entry: written out where it has few forms, else with its choices side by side."""
        parts = [tuple(choices(part)) for part in parts_of(entry)]
        if prod(map(len, parts)) <= _MOST_FORMS:
            for phrase in choices(entry):
                node = self._grown(self._tree, self._steps(phrase))
                node.setdefault(CONCEPTS, []).append((concept, phrase))
            return
        nodes = [self._tree]
        for part in parts:
            steps = [self._steps(choice) for choice in part]
            join: Tree = {}
            for node in nodes:
                for way in filter(None, steps):
                    last = self._grown(node, way[:-1])
                    last.setdefault(SEVERAL, {}).setdefault(way[-1], []).append(join)
            nodes = [join, *nodes] if () in steps else [join]
        for node in nodes:
            node.setdefault(CONCEPTS, []).append((concept, entry))

    def _grown(self, node: Tree, steps: Iterable[str]) -> Tree:
        """Return the node at the end of some steps, which are added where they are not there."""
        for step in steps:
            node = node.setdefault(step, {})
        return node

    def _steps(self, phrase: str) -> tuple[str, ...]:
        """Return the words of a phrase as the tree has them, and remember them."""
        steps: list[str] = []
        for written in phrase.split():
            if written in (ANY, START):
                steps.append(written)
                continue
            is_plain = written.isascii() and written.isalpha()
            words = [written] if is_plain else folded_words(written)
            is_stem = written.endswith("*")
            for word in words[:-1] if is_stem else words:
                self._words.add(word)
                steps.append(word)
            if is_stem:
                self._stems.setdefault(len(words[-1]), set()).add(words[-1])
                steps.append(f"{words[-1]}*")
        return tuple(steps)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; it is the core's own and never changes."""
    return Lexicon(language)


def _next(nodes: Iterable[Tree], forms: Iterable[str]) -> Iterator[Tree]:
    """Yield the nodes after a word, by any of its forms."""
    for node in nodes:
        several = node.get(SEVERAL)
        for form in forms:
            if form in node:
                yield node[form]
            if several and form in several:
                yield from several[form]


def parts_of(entry: str) -> Iterator[str]:
    """Yield the parts of an entry with a blank between them; a blank inside a choice is none."""
    depth, part = 0, ""
    for character in entry:
        depth += (character == "(") - (character == ")")
        if character == " " and not depth:
            yield part
            part = ""
        else:
            part += character
    yield part


def entries_of(rows: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the rows of a concept; a comma inside a choice separates nothing."""
    for row in rows:
        yield from row.split(", ")


def choices(entry: str) -> Iterator[str]:
    """Yield the phrases of an entry, one for each of its choices; the outer choice comes first."""
    start = entry.find("(")
    if start < 0:
        yield entry
        return
    depth, bars, end = 1, [start], start
    while depth:
        end += 1
        character = entry[end]
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 1:
            bars.append(end)
    for before, after in pairwise([*bars, end]):
        yield from choices(f"{entry[:start]}{entry[before + 1 : after]}{entry[end + 1 :]}")


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
