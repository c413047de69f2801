"""Words: how a text becomes the terms that are compared.

A term is a word without case, accents and its ending, the same for records and for what somebody
types. The endings of English, Spanish and French are taken off alike, since nobody knows in which
language a few words are. A term need not be a word: it only has to be equal for words that belong
together, such as ``donate``, ``donation``, ``donar`` and ``donación``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from takeaction.core_data import read
from takeaction.vocabulary.words import unmarked

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_END = re.compile(r"[^\W_]+|\n")
_DOUBLE = re.compile(r"([^\W\d])\1")
"""Two equal letters, of which a term has one, such as traffic, tráfico and trafic."""
_LONG_LETTERS = 40
"""Longer words are names of files or worse, and are cut here."""

_SHORT_NUMBER = 2
"""The digits of a number that is a price or a count, and no number of a line."""

_PLURAL, _WITH_VOWEL, _WITH_Y = 4, 4, 4
"""The shortest word that loses an ending: of a plural, a vowel, a y."""

_ENDINGS = (
    ("amiento", 9, ""),
    ("imiento", 9, ""),
    ("amente", 9, ""),
    ("ement", 8, ""),
    ("acione", 8, ""),
    ("acion", 7, ""),
    ("ation", 7, ""),
    ("iendo", 8, ""),
    ("mente", 8, ""),
    ("cione", 8, "c"),
    ("ando", 7, ""),
    ("cion", 7, "c"),
    ("sion", 7, "s"),
    ("tion", 7, "t"),
    ("euse", 8, ""),
    ("ment", 9, ""),
    ("ada", 7, ""),
    ("ado", 7, ""),
    ("ida", 7, ""),
    ("ido", 7, ""),
    ("ate", 6, ""),
    ("eur", 8, ""),
    ("ing", 6, ""),
    ("ar", 5, ""),
    ("at", 7, ""),
    ("ed", 6, ""),
    ("er", 6, ""),
    ("ez", 6, ""),
    ("ir", 6, ""),
)
"""The endings that a word loses, each with the shortest word that has it and what takes its place.

The first that fits is taken. Written by hand after the inflection of the three languages; the
lengths keep short words apart, such as ``dollar`` from ``doll``.
"""

_BY_LAST: dict[str, tuple[tuple[str, int, str], ...]] = {
    last: tuple(ending for ending in _ENDINGS if ending[0][-1] == last)
    for last in {ending[-1] for ending, _, _ in _ENDINGS}
}


def lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each line of a text, in lower case and without accents."""
    line: list[str] = []
    for word in _WORD_OR_END.findall(unmarked(text).casefold()):
        if word == "\n":
            yield line
            line = []
        else:
            line.append(word)
    yield line


def words_of(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of some texts, in lower case and without accents."""
    return tuple(word for part in parts for word in words_in(part))


def words_in(text: str) -> list[str]:
    """Return the words of a text, in lower case and without accents."""
    found: list[str] = _WORD.findall(unmarked(text).casefold())
    return found


def term(word: str) -> str:
    """Return the term of a word in lower case and without accents."""
    word = word[:_LONG_LETTERS]
    if len(word) >= _PLURAL:
        word = _singular(word)
        if _DOUBLE.search(word):  # few words have one, and a look is quicker than a change
            word = _DOUBLE.sub(r"\1", word)
        for ending, shortest, instead in _BY_LAST.get(word[-1], ()):
            if len(word) >= shortest and word.endswith(ending):
                word = word[: -len(ending)] + instead
                break
        word = _without_vowel(word)
    return word


def _singular(word: str) -> str:
    if word[-1] == "s" and word[-2] not in "sui":
        return word[:-1]
    return word[:-1] if word.endswith("ux") else word  # bijoux, travaux, jeux


def _without_vowel(word: str) -> str:
    """Take off the vowel of a gender or a silent e."""
    while len(word) > _WITH_VOWEL and word[-1] == "e":
        word = word[:-1]
    if len(word) >= _WITH_VOWEL and word[-1] in "ao":
        word = word[:-1]
    if len(word) >= _WITH_Y and word[-1] == "y":
        word = word[:-1] + "i"
    return word[:-1] if len(word) > _PLURAL and word.endswith("ick") else word


@cache
def stop_words() -> frozenset[str]:
    """Return the words that count nothing, in the three languages."""
    return frozenset(word for words in read("search")["stop"].values() for word in words.split())


@cache
def common_terms() -> frozenset[str]:
    """Return terms so common in all records that they tell little."""
    return frozenset(map(term, read("search")["common"].split()))


def counts(word: str) -> bool:
    """Tell whether a folded word counts: neither a stop word nor a number of one or two digits."""
    return word not in stop_words() and not (len(word) <= _SHORT_NUMBER and word.isdigit())


def terms(words: Iterable[str]) -> tuple[str, ...]:
    """Return the different terms of some words in order, without the words that count nothing.

    Where all of them count nothing, as in "what we buy", all of them count.
    """
    found = tuple(words)
    counted = [word for word in found if counts(word)] or found
    return tuple(dict.fromkeys(map(term, counted)))
