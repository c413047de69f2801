"""Look-alikes: texts in different characters that look the same to a reader."""

import re
import unicodedata
from functools import cache

from takeaction.core_data import read

_UNSEEN = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}  # joiners and fillers
    | {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}  # variation selectors
)
"""Characters that show nothing and are letters or marks by category, so that ``Cf`` misses them."""

_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Two ASCII letters that look like one."""

_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґ")
"""The letters of Russian and Ukrainian, which people write without any disguise."""

_WORD = re.compile(r"[^\W\d_]+")

_SAME = str.maketrans("015i|", "olsll")
"""ASCII characters that look like another; two names that differ in these alone look the same."""


def undisguised(text: str) -> str:
    """Return a text with ordinary characters where it has unusual ones that look the same.

    Wide and styled letters, letters of other scripts that look like a Latin one, characters that
    nobody sees, and blanks of any kind and number are replaced or removed. Accents stay. For
    finding words in a text, never for showing it: words in other scripts are damaged.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_letters()))
        # Each character is judged once, however often it is there: texts are long.
        unseen = {ord(character): None for character in set(text) if is_unseen(character)}
        text = text.translate(unseen) if unseen else text
        text = unicodedata.normalize("NFC", text.translate(_letters()))
    return " ".join(text.split())


def unmasked(text: str) -> str:
    """Return a text with Latin letters for those of other scripts that stand among them.

    It has as many characters as before, and words of other scripts stay: a letter is replaced in
    a word that has Latin letters too, or where all of the text can be read as Latin.
    """
    text = text.translate(_styled())
    letters = _disguises()
    latin = text.translate(letters)
    if latin == text:
        return text
    is_odd = any(ord(letter) in letters and letter.casefold() not in _CYRILLIC for letter in text)
    mixed = _WORD.sub(lambda word: _unmasked_word(word[0], letters), text)
    if (is_odd or mixed != text) and all(map(_is_latin, filter(str.isalpha, latin))):
        return latin
    return mixed


def _unmasked_word(word: str, letters: dict[int, str]) -> str:
    latin = word.translate(letters)
    has_latin = any(letter.isascii() for letter in word)
    return latin if has_latin and latin.isascii() else word


def _is_latin(letter: str) -> bool:
    return unicodedata.normalize("NFKD", letter)[0] < "\u0250"  # where Latin Extended-B ends


def is_unseen(character: str) -> bool:
    """Check if a character is invisible: a format character, a filler or a variant."""
    return ord(character) in _UNSEEN or unicodedata.category(character) == "Cf"


def skeleton(text: str) -> str:
    """Return a text that is the same for all texts that look alike; never shown to anybody.

    It has no case, Latin accents, blanks or punctuation: only what distinguishes one name from
    another at a glance. Vowel signs of other scripts stay.

    Source:
        The idea and the table are of Unicode Technical Standard #39; it keeps more differences.
    """
    folded = unicodedata.normalize("NFD", undisguised(text).casefold())
    seen = "".join([character for character in folded if _distinguishes(character)])
    for two, one in _TWINS:
        seen = seen.replace(two, one)
    return seen.translate(_SAME)


def _distinguishes(character: str) -> bool:
    is_accent = "\u0300" <= character <= "\u036f"
    return (unicodedata.category(character)[0] in "LNM" and not is_accent) or character == "|"


@cache
def _disguises() -> dict[int, str]:
    """Return the ASCII letter that each look-alike, or its capital, stands for."""
    listed = {
        chr(other): letter
        for other, letter in _letters().items()
        if chr(other).isalpha() and letter.isalpha()
    }
    small = {other.lower()[0]: letter.lower() for other, letter in listed.items()}
    return {ord(other): letter for other, letter in (small | listed).items() if not other.isascii()}


@cache
def _letters() -> dict[int, str]:
    """Return the ASCII letter or digit that each look-alike stands for."""
    letters: dict[str, str] = read("lookalikes")["letters"]
    plain = {ord(other): letter for letter, others in letters.items() for other in others}
    return plain | _styled()


@cache
def _styled() -> dict[int, str]:
    """Return the letter that one of no language stands for: in a frame, or a small capital."""
    letters: dict[str, str] = read("lookalikes")["styled"]
    return {ord(other): letter for letter, others in letters.items() for other in others}
