"""Markup: the plain text of a text that may hold HTML and characters that no text needs."""

import re
import unicodedata
from html import unescape

_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,2000}|!--[^<>]{0,2000}--)>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*\n\s*")
_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that no text of a pack may have."""

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of the writing direction, which can show a number reversed."""


def plain_text(written: str) -> str:
    """Return a text without tags, entities, control characters and surplus blanks.

    A line break in HTML becomes one in the text; paragraphs have an empty line between them.
    """
    text = unescape(_TAG.sub("", _BREAK.sub("\n", written))) if "<" in written else written
    text = unescape(text) if "&" in text else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    allowed = (character for character in text if _is_allowed(character))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(allowed).split("\n"))
    return unicodedata.normalize("NFC", _LINES.sub("\n\n", "\n".join(lines)).strip())


def _is_allowed(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in _DIRECTION and unicodedata.category(character) not in _REFUSED


def one_line(written: str) -> str:
    """Return a text as ``plain_text`` does, on one line."""
    return " ".join(plain_text(written).split())
