"""Cities and the parts of countries, by their everyday names in English, Spanish and French.

A name leads to the country that it is in, or to a part of one where that is certain. A name in
several countries means the largest place only if it has ten times as many people as any other.

Source: GeoNames for cities of 100,000 people and more, Unicode CLDR for parts of countries;
``data/places.json`` names their releases. Countries are in ``region``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from takeaction.core_data import read
from takeaction.vocabulary.words import fold

_WITH_BARE_CODES = ("US", "CA", "AU", "GB")
"""Countries whose people write the code of a part without that of the country, such as TX."""

_LONGEST_CODE = 3


def codes_of(name: str) -> tuple[str, ...]:
    """Return the code of the place that a folded name means, or the codes of several countries.

    Args:
        name: A name of a city or a part of a country, or the code of a part alone, such as ``tx``.
    """
    return _codes_by_name().get(name) or _codes_by_bare_part().get(name, ())


def codes_in_script(word: str) -> tuple[str, ...]:
    """Return the code, or the codes, for a word in Cyrillic, Arabic, Devanagari or Chinese letters.

    Case endings of Russian and Ukrainian, and Arabic words before a name, make no difference.
    """
    stem, codes = _stem(_fold_script(word)), _codes_in_scripts()
    return codes.get(stem) or codes.get(stem[:-1] + _BEFORE_I.get(stem[-1:], "."), ())


def is_common(name: str) -> bool:
    """Tell whether a folded name of a place is also a word or the name of a person."""
    return name in _common_names()


def is_part(name: str) -> bool:
    """Tell whether a folded name means a part of a country, and no city elsewhere in it."""
    return codes_of(name) == (_parts_by_name().get(name),)


def is_bare_code(name: str) -> bool:
    """Tell whether a folded text is no name, and at most the code of a part, such as ``tx``."""
    return name not in _codes_by_name()


def part_name(code: str) -> str | None:
    """Return the English name of a part of a country, such as ``US-TX``, or None."""
    country, _, part = code.partition("-")
    return _names_in(country).get(part)


def is_part_of(code: str, holder: str) -> bool:
    """Tell whether a place is *holder* or, by its code, a part of that country."""
    return code == holder or code.startswith(f"{holder}-")


def within(codes: Iterable[str], holder: str) -> str | None:
    """Return the code that is certain for a name of *codes* in a place, such as Paris in Texas.

    Returns:
        The one of *codes* that is inside *holder*; *holder* itself where none or several are, or
        if it is inside one of them. None if no code has to do with it.
    """
    inside = [code for code in codes if is_part_of(code, holder)]
    if inside:
        return inside[0] if len(inside) == 1 else holder
    return holder if any(is_part_of(holder, code) for code in codes) else None


def all_names() -> Iterable[str]:
    """Return the folded names of cities and of parts of countries."""
    return _codes_by_name()


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each folded name can mean: usually one."""
    nameless = read("places")["nameless"].split("|")
    parts = _parts_by_name().items()
    return {name: (code,) for name, code in parts if name not in nameless} | {
        name: tuple(codes.split())
        for codes, names in read("places")["names"].items()
        for name in names.split("|")
    }


@cache
def _codes_in_scripts() -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, names in read("places")["scripts"].items():
        for stem in {_stem(name) for name in names.split("|")}:
            codes[stem] = (*codes.get(stem, ()), code)
    return codes


_DEVANAGARI = re.compile("[\u0900-\u097f]")
_ENDING = re.compile(
    r"(?<=[а-яіїєґ]{3})(?:[ая]ми|[ая]х|[ое]м|ою|[аеиоуыэюяіїєьё])\b"  # noqa: RUF001
)
_BEFORE_I = {"з": "\u0433", "ц": "к", "\u0441": "\u0445"}
"""Letters that Ukrainian changes before a case ending: Prague, in Prague."""

_ARABIC = str.maketrans("\u0629\u0649", "\u0647\u064a")
"""Teh marbuta and alef maksura, which many people type as heh and yeh."""

_ARTICLE = re.compile(r"\b[وبفل]{0,2}(?:ال|لل)(?=[ء-ي]{3})|\b[وبفل](?=[ء-ي]{4})")


def _fold_script(word: str) -> str:
    """Fold a word; one in Devanagari keeps its vowels, without dots below."""
    if not _DEVANAGARI.search(word):
        return fold(word).translate(_ARABIC)
    return unicodedata.normalize("NFC", word).replace("\u093c", "").replace("\u0901", "\u0902")


def _stem(word: str) -> str:
    """Return a folded name without a case ending, or without an Arabic article and preposition."""
    return _ARTICLE.sub("", _ENDING.sub("", word))


@cache
def _common_names() -> frozenset[str]:
    return frozenset(read("places")["common"].split("|"))


@cache
def _parts_by_name() -> Mapping[str, str]:
    return {
        fold(name): f"{country}-{part}"
        for country in read("places")["parts"]
        for part, name in _names_in(country).items()
    }


def _names_in(country: str) -> dict[str, str]:
    """Return the English name of each part of a country, by the part of its code."""
    names: str = read("places")["parts"].get(country, "")
    return {part: name for part, _, name in (entry.partition(" ") for entry in names.split("|"))}


@cache
def _codes_by_bare_part() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the parts with a code that is written alone, by that code, folded."""
    codes: dict[str, tuple[str, ...]] = {}
    for country in _WITH_BARE_CODES:
        for part in _names_in(country):
            codes[part.lower()] = (*codes.get(part.lower(), ()), f"{country}-{part}")
    return {part: found for part, found in codes.items() if len(part) <= _LONGEST_CODE}
