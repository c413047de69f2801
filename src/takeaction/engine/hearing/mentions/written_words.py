"""Words of a text as they are written: small or capital, and where a phrase ends."""

import re

import attrs

from takeaction.vocabulary.words import fold

_MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963"

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
"""A run of Chinese letters."""

_GAP = re.compile(r"[ ,]{1,2}\(?|[-'\u2019/.]|\. ")
"""The text between two words of a phrase."""

_LETTERS_BEFORE_STOP = 2
"""The letters of the longest word that is shortened with a stop, as in St. Gallen."""

_LONGEST_WORD = 40
"""The letters of the longest word that is read as a name."""


@attrs.frozen(eq=False, repr=False)
class WrittenWord:
    """A word of the text.

    Attributes:
        name: The word, folded; empty if it is too long for a name.
        written: The word as it is written; empty if it is too long for a name.
        is_small: Whether it begins with a small letter.
        is_capital: Whether all its letters are capital.
        start: The index of its first character.
        end: The index after its last character.
        ends_phrase: Whether more than a space or a comma separates it from the next word.
    """

    name: str
    written: str
    is_small: bool
    is_capital: bool
    start: int
    end: int
    ends_phrase: bool


def written_words(text: str) -> tuple[WrittenWord, ...]:
    """Return the words of a text, without those in Chinese letters."""
    matches = [match for match in _WORD.finditer(text) if not CHINESE.search(match.group())]
    nexts = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    return tuple(
        WrittenWord(
            name=fold(match.group()) if match.end() - match.start() <= _LONGEST_WORD else "",
            written=match.group() if match.end() - match.start() <= _LONGEST_WORD else "",
            is_small=match.group()[0].islower(),
            is_capital=match.group().isupper(),
            start=match.start(),
            end=match.end(),
            ends_phrase=_ends_phrase(text, match.end(), after, match.end() - match.start()),
        )
        for match, after in zip(matches, nexts, strict=True)
    )


def _ends_phrase(text: str, before: int, after: int, letters: int) -> bool:
    """Tell whether the text between two words ends a phrase; a stop after St. does not."""
    gap = text[before:after]
    is_stop = gap == ". " and letters > _LETTERS_BEFORE_STOP
    return is_stop or not _GAP.fullmatch(gap)
