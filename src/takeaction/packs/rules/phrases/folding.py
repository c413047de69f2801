"""Folding: a text as the phrases match it, whatever characters it is written with."""

import re
import unicodedata

from takeaction.vocabulary.lookalikes import undisguised

_QUOTES: dict[int, int] = str.maketrans("\u2018\u2019\u02bc\u2032\u00b4`\u201c\u201d", "''''''\"\"")
_ORDINARY = re.compile(
    "[\\s!-~\u00a1\u00ab\u00bb\u00bf\u00c0-\u00d6\u00d8-\u00dd\u00df-\u00f6\u00f8-\u00fd\u00ff\u0153\u2013-\u201d\u2026]*"
)
"""Texts of Western Europe hold nothing that disguises a word, which is told sooner than undone."""

_MARKS = re.compile("[\u0300-\u036f]+")

_MEANS_MORE = re.compile(r"é(?!e?s?\b)(?!l\b)|ó(?!\b)|û(?!re?s?\b)")
"""Accents that are dropped unless they tell two words apart.

A participle differs from an imperative ("filmé", "filme"), a past from a present ("filmó"), "él"
from "el" and "sûr" from "sur".
"""


def fold_text(text: str) -> str:
    """Return a text in lower case, with plain letters and single blanks, for matching only."""
    if text.isascii():
        return " ".join(text.casefold().split())
    if _ORDINARY.fullmatch(text):
        plain = " ".join(text.casefold().split())
    else:
        plain = undisguised(text.translate(_QUOTES)).casefold().replace("\u0131", "i")
        plain = _MARKS.sub("", plain)
    return _MEANS_MORE.sub(_bare, plain.translate(_PLAIN))


def _bare(match: re.Match[str]) -> str:
    return _without_marks(match[0])


def _without_marks(character: str) -> str:
    """Return a letter without its accent, or the same character if that is not an ASCII letter."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


_ACCENTED = {*range(0xE0, 0x250), *range(0x1E00, 0x1F00)} - set(map(ord, "éóû"))
_PLAIN: dict[int, int | str] = {
    **{code: _without_marks(chr(code)) for code in _ACCENTED},
    **_QUOTES,
    ord("œ"): "oe",
}


def quoted(text: str, folded: str, start: int, end: int) -> str:
    """Return the words of a text that a match in its folded form covers.

    Args:
        text: The text as it was written.
        folded: ``fold_text(text)``.
        start: Where the match begins in *folded*.
        end: Where it ends.
    """
    words = text.split()
    if len(words) != folded.count(" ") + 1:  # a character stood for several words
        return folded[start:end]
    first, last = folded.count(" ", 0, start), folded.count(" ", 0, end)
    return " ".join(words[first : last + 1]).strip(" .,;:!?¡¿()«»\u201c\u201d\"'\u2026")
