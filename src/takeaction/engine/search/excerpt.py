"""The part of a typed text that is read: all of it, or the beginning and the end of a long one.

Nobody is refused help because they wrote a lot. People tell who they are and what they want at the
beginning, and what they need at the end.
"""

import re

_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\n]")
_BLANK = re.compile(r"\s")
_MARGIN = 100
"""Characters beyond a cut that may be read, to finish a sentence: "he has my" alone is no need."""


def excerpt(text: str, characters: int) -> tuple[str, ...]:
    """Return the parts of a text that are read.

    A word at a cut is read as a whole, and so is the rest of its sentence if it is short. In
    writing without blanks, a little more is read.

    Args:
        text: The text that somebody typed.
        characters: The most characters to read, half of them at each end.

    Returns:
        The whole text, or its beginning and its end.
    """
    if len(text) <= characters:
        return (text,)
    half = characters // 2
    end = half + _rest(text[half : half + _MARGIN])
    cut = len(text) - half
    start = cut - _rest(text[max(cut - _MARGIN, 0) : cut][::-1])
    return (text,) if start <= end else (text[:end], text[start:])


def _rest(beyond: str) -> int:
    """Return how many of the characters beyond a cut belong to its sentence, or to its word."""
    match = _SENTENCE_END.search(beyond) or _BLANK.search(beyond)
    return match.start() if match else len(beyond)
