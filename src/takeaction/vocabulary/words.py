"""Closed words: ordered ones, and the lookup of words that people write.

JSON contains the value. Words with an order (``OrderedWord``) compare in the order of their
definition, and only with words of their own list.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from takeaction.core_data import LANGUAGES, language_of, read
from takeaction.errors import UnknownWordError, read_each

_LONGEST_COMPARED = 400
"""The letters of the longest word that is compared with others.

A label has 200 at most, and a word that is twice as long is never near it.
"""

_WORD = re.compile(r"[^\W_]+")

_LIKE = 0.6
"""How like a word another must be to be near it, from 0 to 1: the usual number of ``difflib``."""

_LEAST_ALIKE, _APART = 0.7, 0.1
"""How like a word a suggestion must be, and how much less than the best one, between 0 and 1.

Words have dozens of names, some of which resemble any word by chance.
"""


_Item_co = TypeVar("_Item_co", covariant=True)


class WordCollection(Protocol[_Item_co]):
    """Several words of a question: a list, tuple, set, mapping or the like, but no bare text.

    The trick is ``__contains__``: a text only contains text, so it is not such a collection.
    """

    def __contains__(self, item: object, /) -> bool: ...
    def __iter__(self) -> Iterator[_Item_co]: ...


Several: TypeAlias = WordCollection[_Item_co] | Iterator[_Item_co]
"""Several words of a question. Type checkers refuse one bare text, whose letters are no words."""


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
    return text.translate(_Unmarked())


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


def nearest(word: str, known: Iterable[str], least: float = _LIKE) -> tuple[str, ...]:
    """Return up to three of the *known* words, those most like *word* first.

    Args:
        word: The word.
        known: The words that it may be.
        least: The least that they are alike, from 0 to 1.
    """
    if len(word) > _LONGEST_COMPARED:
        return ()
    from difflib import get_close_matches  # Only a wrong word needs it.

    by_fold = {fold(candidate): candidate for candidate in known}
    matches = get_close_matches(fold(word), list(by_fold), n=3, cutoff=least)
    return tuple(by_fold[match] for match in matches)


def closest(word: str, known: Iterable[str], least: float = _LIKE) -> tuple[str, ...]:
    """Return the *nearest* words that are about as much like *word* as the first of them."""
    matches = nearest(word, known, least)
    if not matches:
        return ()
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=fold(word))
    ratios = []
    for match in matches:
        matcher.set_seq1(fold(match))
        ratios.append(matcher.ratio())
    least = max(ratios[0] - _APART, _LEAST_ALIKE)
    return tuple(match for match, ratio in zip(matches, ratios, strict=True) if ratio >= least)


def closed_word(
    kind: type[ClosedWord], word: str, field: str, position: int = 0, *, suggest: bool = True
) -> ClosedWord:
    """Read one closed word of a question, by its value or by a name in one of LANGUAGES.

    Args:
        kind: The list.
        word: The word.
        field: The argument, for the error.
        position: The place of the word in its field, for the error.
        suggest: Whether the error has the nearest words.

    Raises:
        UnknownWordError: The word is not in the list of *kind*.
    """
    match = find_closed_word(kind, word)
    if match is None:
        near = _nearest_members(kind, word) if suggest else ()
        labels = {member: ClosedLabel(kind.__name__, member) for member in near}
        raise UnknownWordError(field, position, near, labels=labels)
    return match


def closed_words(kind: type[ClosedWord], words: Iterable[str], field: str) -> frozenset[ClosedWord]:
    """Read several closed words of a question.

    Raises:
        UnknownWordError: Some of the words are not in the list of *kind*; it has all of them.
    """

    def read_word(word: str, field: str, position: int, suggest: bool) -> ClosedWord:  # noqa: FBT001 - see read_each
        return closed_word(kind, word, field, position, suggest=suggest)

    return frozenset(read_each(read_word, words, field))


_EVERYDAY_WORDS: Mapping[str, Mapping[str, str]] = {
    "Age": {
        **dict.fromkeys(("teen", "teenager", "adolescent", "minor"), "youth"),
        **dict.fromkeys(("kid", "baby"), "child"),
    },
    "Audience": {"victim": "survivor", "employee": "worker", "witness": "bystander"},
    "Channel": {
        **dict.fromkeys(("call", "voicemail"), "voice"),
        **dict.fromkeys(("whatsapp", "messenger"), "chat"),
        **dict.fromkeys(("online", "form"), "web"),
    },
    "Horizon": {"weekly": "week", "monthly": "month"},
    "Per": {"daily": "day", "weekly": "week", "monthly": "month"},
    "Person": dict.fromkeys(("teen", "teenager", "minor", "youth", "kid"), "child"),
    "When": {"today": "now", "over": "past", "before": "past"},
}
"""What people write for a closed word, by its list: only for suggestions."""


class ClosedLabel(NamedTuple):
    """The name of a closed word in the languages of ``data/labels``, for errors.

    Attributes:
        kind: The name of its list, such as ``Age``.
        text: The word.
    """

    kind: str
    text: str

    def pick(self, languages: Iterable[str]) -> "ClosedLabel":
        """Return the label with the name of the word in the first language that has one."""
        names = read(f"labels/{language_of(languages)}")["closed"][self.kind]
        return self._replace(text=names[self.text][0])


def _nearest_members(kind: type[ClosedWord], word: str) -> tuple[ClosedWord, ...]:
    """Return up to three words of a list that a person may have meant; the first ones if none is.

    An everyday word counts like the word itself; names in other languages only where no such word
    is near.
    """
    everyday = _EVERYDAY_WORDS.get(kind.__name__, {})
    words = {name: kind(member) for name, member in everyday.items()}
    words |= {member.value: member for member in kind}
    names = {name: kind(value) for name, value in _values_by_name(kind).items()}
    near = _nearest_of(word, words) or _nearest_of(word, names)
    return near or tuple(kind)[:3]


def _nearest_of(word: str, members: Mapping[str, ClosedWord]) -> tuple[ClosedWord, ...]:
    return tuple(dict.fromkeys(members[name] for name in nearest(word, members)))


def find_closed_word(kind: type[ClosedWord], word: str) -> ClosedWord | None:
    """Return the closed word that a person means, in any case and with or without accents, or None.

    The names are only read for a word that is not a value.
    """
    match = {member.value: member for member in kind}.get(word.strip().casefold())
    if match is None:
        value = _values_by_name(kind).get(fold(word))
        match = None if value is None else kind(value)
    return match


def closed_names(kind: type[StrEnum], language: str) -> Mapping[str, Sequence[str]]:
    """Return the names of the words of a closed list in one of LANGUAGES, by value.

    The first name of a word is its label. All of them are understood in questions.
    """
    names: Mapping[str, Sequence[str]] = read(f"labels/{language}")["closed"][kind.__name__]
    return names


@cache
def _values_by_name(kind: type[StrEnum]) -> Mapping[str, str]:
    """Return the values of a closed list by the folded names of all LANGUAGES."""
    return {
        fold(name): value
        for language in LANGUAGES
        for value, names in closed_names(kind, language).items()
        for name in names
    }
