"""Texts that can send a person somewhere: to a number, a page, a mailbox, a handle or a keyword.

A lock keeps such a text whole. It is better to keep one too many than one too few, so nothing here
tries to understand: any digit will do, in any script, and a year is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_SIGNS = re.compile(r"[@/\\]")
"""A sign of a mailbox, a handle or a path."""

_HOST = re.compile(
    r"""[.\u3002\uff61](?:
    (?<=\w.)\w                                         # example.org
    | (?<=\s.)\s*\w                                    # example . org
    | (?<=\w.)\s+(?:app|com|edu|gov|info|int|io|net|ngo|org)\b
    | (?<=\w.)\s+[^\W\d_]{2,4}\b(?=\s*(?:[^\w\s]|$))   # example. org, and nothing more
    )""",
    re.VERBOSE,
)
"""What a host looks like, also with blanks around its dots.

Two more characters count as a dot, since browsers read them as one; a wide dot is normalised.
"""

_CALLS = frozenset(
    [
        "call",
        "calls",
        "called",
        "calling",
        "text",
        "texts",
        "texted",
        "texting",
        "mobile",
        "ring",
        "rings",
        "hotline",
        "helpline",
        "line",
        "sms",
        "whatsapp",
        "signal",
        "telegram",
        "viber",
        "wechat",
        "tty",
        "fax",
        "mail",
        "website",
        "webpage",
        "press",
        "extension",
        "code",
        "keyword",
        "send",
        "write",
        "dot",
        "página",
        "pagina",
        "sitio",
        "punto",
        "écrire",
        "tape",
        "taper",
        "tapez",
        "site",
        "mot",
        "point",
    ]
)
"""Words around which people expect a number, a keyword or an address, in three languages."""

_CALL_STEMS = (
    "dial",
    "phon",
    "telephon",
    "number",
    "message",
    "chat",
    "email",
    "llam",
    "marc",
    "teléfon",
    "telefon",
    "número",
    "numero",
    "mensaje",
    "enví",
    "envi",
    "escrib",
    "correo",
    "línea",
    "linea",
    "puls",
    "código",
    "codigo",
    "appel",
    "compos",
    "numéro",
    "téléphon",
    "envoy",
    "écriv",
    "ecriv",
    "courriel",
    "ligne",
)
"""The beginnings of more such words."""

_DIGIT_NAMES = frozenset(
    [
        "zero",
        "oh",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "double",
        "triple",
        "hundred",
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "cien",
        "ochocientos",
        "novecientos",
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "sept",
        "huit",
        "neuf",
        "dix",
        "vingt",
        "soixante",
        "cent",
    ]
)

_SPOKEN_DIGITS = 3
"""The number of digits in words from which a text may hold a phone number."""

_SHORTEST_KEYWORD = 4
"""The letters of the shortest word in capitals that counts as a keyword or a vanity number."""

_KNOWN_LANGUAGES = frozenset({"en", "es", "fr"})
"""The languages of these words. A text in any other language is kept whole."""

_NUMBERED = frozenset({"Nd", "Nl", "No"})
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_WORD = re.compile(r"[^\W_]+")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MIXED = re.compile(r"[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
"""Letters of two scripts in one word, of which one looks like the other."""


def points_somewhere(text: str, language: str = "en") -> bool:
    """Tell whether a text has a digit, an address, or a word that people call by.

    Args:
        text: The text.
        language: The BCP 47 tag of its language.
    """
    if language.partition("-")[0] not in _KNOWN_LANGUAGES or _has_number(text):
        return True
    plain = _plain(text)
    folded = plain.casefold()
    if _SIGNS.search(plain) or _HOST.search(folded) or _MIXED.search(folded):
        return True
    return (plain != folded and _has_keyword(_words_of(plain))) or _asks_to_call(_words_of(folded))


def _words_of(text: str) -> list[str]:
    """Return the words of a text; those of plain letters are found more quickly."""
    return text.translate(_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _has_keyword(words: Iterable[str]) -> bool:
    """Tell whether one of some words is in capitals."""
    return any(word.isupper() and len(word) >= _SHORTEST_KEYWORD for word in words)


def _asks_to_call(words: Sequence[str]) -> bool:
    """Tell whether people call by one of some words, or would dial several of them."""
    different = set(words)
    if not _CALLS.isdisjoint(different) or any(w.startswith(_CALL_STEMS) for w in different):
        return True
    return sum(map(_DIGIT_NAMES.__contains__, words)) >= _SPOKEN_DIGITS


def _has_number(text: str) -> bool:
    """Tell whether a text has a digit or a numeral of any script, such as the Chinese ones."""
    letters = set(text)
    if text.isascii():
        return any(map(str.isdigit, letters))
    return any(c.isnumeric() or unicodedata.category(c) in _NUMBERED for c in letters)


def _plain(text: str) -> str:
    """Return a text in its plain letters, without anything that cannot be seen."""
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFKC", text)
    unseen = {ord(c): None for c in set(normal) if unicodedata.category(c) in _UNSEEN}
    return normal.translate(unseen)
