"""The lexicon of a language: the words and phrases of each concept, as a tree.

The files are ``data/phrases/<language>.json``. Their ``rules`` are a tree of their own: an ending
or a typing error is read as the nearest word of its tree, so that one list never changes what the
other hears, and the weights were learnt with ``concepts`` alone. An entry is a word or a phrase;
``*`` at the end of a word stands for any ending, ``*`` alone for any word, and ``(a|b|)`` for a
choice.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_EMPHASIS = re.compile(r"(.)\1\1")
"""A letter three times, of which folding leaves one: laughter, such as ``kkk*``."""

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
        concept: The concept that it expresses.
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

    def __init__(self, language: str, listed: str = "concepts") -> None:
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
            parts = _Parts(self._steps)
            for concept, rows in data.get(listed, {}).items():
                for entry in entries_of(rows):
                    self._add(concept, entry, [parts[part] for part in parts_of(entry)])
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

    def _add(self, concept: str, entry: str, parts: "list[_Ways]") -> None:
        """Add an entry: written out where it has few forms, else with its choices side by side."""
        if prod(map(len, parts)) <= _MOST_FORMS:
            self._write_out(concept, parts)
            return
        nodes = [self._tree]
        for part in parts:
            join: Tree = {}
            for node in nodes:
                for _, way in part:
                    if way:
                        last = _grown(node, way[:-1])
                        last.setdefault(SEVERAL, {}).setdefault(way[-1], []).append(join)
            nodes = [join, *nodes] if any(not way for _, way in part) else [join]
        for node in nodes:
            node.setdefault(CONCEPTS, []).append((concept, entry))

    def _write_out(self, concept: str, parts: "list[_Ways]") -> None:
        """Add each form of an entry; forms that begin alike share the way to their last words."""
        first, *others = parts
        forms = [(phrase, _grown(self._tree, way)) for phrase, way in first]
        for part in others:
            forms = [
                (f"{phrase} {choice}", _grown(node, way))
                for phrase, node in forms
                for choice, way in part
            ]
        for phrase, node in forms:
            node.setdefault(CONCEPTS, []).append((concept, phrase))

    def _steps(self, phrase: str) -> tuple[str, ...]:
        """Return the words of a phrase as the tree has them, and remember them."""
        if _is_plain(phrase):
            self._words.add(phrase)
            return (phrase,)
        steps: list[str] = []
        for written in phrase.split():
            if written in (ANY, START):
                steps.append(written)
                continue
            is_stem = written.endswith("*")
            word = written[:-1] if is_stem else written
            is_plain = _is_plain(word) and not (is_stem and _EMPHASIS.search(word))
            words = [word] if is_plain else folded_words(word)
            for word in words[:-1] if is_stem else words:
                self._words.add(word)
                steps.append(word)
            if is_stem:
                self._stems.setdefault(len(words[-1]), set()).add(words[-1])
                steps.append(f"{words[-1]}*")
        return tuple(steps)


_Ways = list[tuple[str, tuple[str, ...]]]
"""The choices of a part of an entry, each with its words as the tree has them."""


class _Parts(dict[str, _Ways]):
    """The choices of each part of the entries; many entries have the same part."""

    def __init__(self, steps: Callable[[str], tuple[str, ...]]) -> None:
        self._steps = steps

    def __missing__(self, part: str) -> _Ways:
        self[part] = ways = [(choice, self._steps(choice)) for choice in choices(part)]
        return ways


def _is_plain(word: str) -> bool:
    """Tell whether a word of the lexicon is folded as it is: the files are in lower case."""
    return word.isascii() and word.isalpha()


def _grown(node: Tree, steps: Iterable[str]) -> Tree:
    """Return the node at the end of some steps, which are added where they are not there."""
    for step in steps:
        node = node.setdefault(step, {})
    return node


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; it is the core's own and never changes."""
    return Lexicon(language)


@cache
def rules(language: str) -> Lexicon:
    """Return the words of the rules of a language; empty where it has none."""
    return Lexicon(language, "rules")


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
    if "(" not in entry:
        yield from entry.split(" ")
        return
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
    end = entry.find(")", start)
    bars = [start]
    if entry.find("(", start + 1, end) < 0:  # a choice without another inside it
        inner = entry[start + 1 : end].split("|")
    else:
        depth, end = 1, start
        while depth:
            end += 1
            character = entry[end]
            depth += (character == "(") - (character == ")")
            if character == "|" and depth == 1:
                bars.append(end)
        inner = [entry[before + 1 : after] for before, after in pairwise([*bars, end])]
    first, last = entry[:start], entry[end + 1 :]
    for each in inner:
        written = f"{first}{each}{last}"
        if "(" in written:
            yield from choices(written)
        else:
            yield written


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
