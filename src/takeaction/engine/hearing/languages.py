"""The languages of a text, by its script and by its most common words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from takeaction.core_data import LANGUAGES, read
from takeaction.engine.hearing.frames import frames
from takeaction.engine.hearing.lexicon import PhraseMatch, entries_of

_SCRIPTS = (
    ("zh", "\u3400", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
)
_CYRILLIC = ("\u0400", "\u04ff")
_UKRAINIAN, _RUSSIAN = frozenset("іїєґ"), frozenset("ыэъё")
"""The letters that only one of the two languages has."""
_FEWEST_VOTES, _WORDS_A_VOTE, _FEW_WORDS = 2, 5, 3
"""A text tells its language by two words, one in five at least; of up to three words, half do."""

_MOST = 2
"""The most languages to look in: people mix two, and words of more are mere coincidence."""


def likely_languages(words: list[str]) -> tuple[str, ...]:
    """Return the languages to look in, most likely first.

    Where nothing tells the language, these are the languages of the core's own texts.
    """
    votes = _votes(words)
    if not votes:
        return LANGUAGES
    best = votes.most_common(_MOST)
    most = best[0][1]
    likely = tuple(language for language, count in best if 2 * count >= most)
    return likely if most > 1 else tuple(dict.fromkeys((*votes, *LANGUAGES)))


def language_of_words(words: list[str]) -> str | None:
    """Return the language of a text, to answer in; None where too few words tell it.

    Of the 1,642 development texts 178 get None, and none a language that is not theirs.
    """
    votes = _votes([word for word in words if _is_telling(word)]).most_common(2)
    if not votes or [count for _, count in votes] == 2 * [votes[0][1]]:
        return None
    language, most = votes[0]
    is_told = most >= _FEWEST_VOTES and most * _WORDS_A_VOTE >= len(words)
    is_short = len(words) <= _FEW_WORDS and 2 * most >= len(words)
    return language if is_told or is_short else None


def read_words(words: list[str], matches: Iterable[tuple[str, PhraseMatch]]) -> int:
    """Return how many words of a text the language that reads most of them has."""
    read: dict[str, int] = {}
    for language, match in matches:
        read[language] = read.get(language, 0) | (1 << match.end) - (1 << match.start)
    for place, word in enumerate(words):
        for language in _votes([word]):
            read[language] = read.get(language, 0) | 1 << place
    return max((bits.bit_count() for bits in read.values()), default=0)


def language_of_needs(matches: Iterable[tuple[str, PhraseMatch]], size: int) -> str | None:
    """Return the language of the phrases of need, where few words tell that of a text.

    It is a language that has more than half of their words, or has them together with one other and
    reads more of the rest: Russian and Ukrainian share many. It reads half of the text at least,
    and more than English does, which needs no telling.

    Args:
        matches: The phrases of a text, each with its language.
        size: The number of its words.
    """
    needs: dict[str, int] = {}
    read: dict[str, int] = {}
    for language, match in matches:
        bits = (1 << match.end) - (1 << match.start)
        read[language] = read.get(language, 0) | bits
        if match.concept in _needs():
            needs[language] = needs.get(language, 0) | bits
    counts = Counter({language: bits.bit_count() for language, bits in needs.items()})
    if not counts or not counts["en"] < max(counts.values()):
        return None
    most = max(counts.values())
    best = [language for language in counts if counts[language] == most]
    best.sort(key=lambda language: -read[language].bit_count())
    if len(best) > 1 and read[best[0]].bit_count() == read[best[1]].bit_count():
        return None
    others = sum(count for language, count in counts.items() if language not in best)
    most_read = read[best[0]].bit_count()
    is_read = 2 * most_read >= size and most_read > read.get("en", 0).bit_count()
    return best[0] if most > others and is_read else None


@cache
def _needs() -> frozenset[str]:
    """Return the concepts that are a need by themselves, by the frames of a single part."""
    alone = {
        concept
        for frame in frames()
        if len(frame.parts) == 1 and not dict(frame.points).keys().isdisjoint({"need", "sure"})
        for concept in frame.parts[0].concepts
    }
    return frozenset(alone | _MORE_NEEDS)


_MORE_NEEDS = frozenset({"helponly", "harmedme", "makesme", "mypictures"})
"""Concepts that say a need in frames of several parts, or by a rule of their own."""


def _is_telling(word: str) -> bool:
    """Tell whether a word may tell a language: a letter alone, or a number, may be of any."""
    return word.isalpha() and (len(word) > 1 or not word.isascii())


def _votes(words: list[str]) -> Counter[str]:
    """Count the words that speak for each language."""
    votes: Counter[str] = Counter()
    common = _common_words()
    for word in words:
        for language, count in _by_script(word):
            votes[language] += count
        for spoken in common.get(word, ()):
            votes[spoken] += 1
    return votes


def _by_script(word: str) -> tuple[tuple[str, int], ...]:
    """Return the languages of the script of a word, each with its votes."""
    first = word[0]
    for language, low, high in _SCRIPTS:
        if low <= first <= high:
            return ((language, 2),)
    if _CYRILLIC[0] <= first <= _CYRILLIC[1]:
        if _UKRAINIAN.intersection(word):
            return (("uk", 2),)
        return (("ru", 2),) if _RUSSIAN.intersection(word) else (("ru", 1), ("uk", 1))
    return ()


@cache
def _common_words() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each common word."""
    languages: dict[str, list[str]] = {}
    for language, rows in read("phrases/languages")["common"].items():
        for word in entries_of(rows):
            languages.setdefault(word, []).append(language)
    return {word: tuple(names) for word, names in languages.items()}
