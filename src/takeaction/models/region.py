"""Places: countries, their parts, and the groups they belong to.

Codes are ISO 3166-1 (``US``), ISO 3166-2 (``US-TX``), the groups of UN M49 (``021``, Northern
America), ``EU``, and ``001`` for the world. ``XK`` is allowed for Kosovo.

Source: Unicode CLDR, ``territoryContainment``, ``subdivisionContainment`` and the names of
territories. ``data/regions.json``, ``data/three_letter_codes.json`` and ``data/names`` name their
releases. Everyday names, such as "Texas", are in ``data/place_aliases.json``; cities and parts of
countries in ``places``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

import attrs

from takeaction.core_data import LANGUAGES, read
from takeaction.errors import UnknownWordError, refused
from takeaction.models.text import Text, Words
from takeaction.value import Value
from takeaction.vocabulary.words import closest, fold, nearest

WORLD = "001"
"""The code of the world, UN M49."""

CODE_ALIASES = {"UK": "GB", "*": WORLD}
"""Other spellings of a code, allowed in packs and in questions."""


_LONGEST_NAME = 200
"""The characters of the longest text that is read as the names of a place and of its holder."""

_LONGEST_CODE = 3
"""The letters of the longest code of a country: two codes are always like each other."""

_MOST_NEAR = 3
"""The most places to suggest."""

_ALIKE, _A_LITTLE_ALIKE = 0.8, 0.75
"""How like a name a word is that may mean it: any word is a little like one of thousands."""


@attrs.frozen(eq=False, repr=False)
class Region(Value):
    """One place.

    Attributes:
        code: The code, such as ``US-TX``.
        name: The English name; the code itself for a part of a country.
        chain: The place and all places that contain it, narrowest first: part of a country,
            country, groups of countries by size, world.
    """

    code: str
    name: str
    chain: tuple[str, ...]

    @property
    def label(self) -> Text:
        """The name in each language of the core's own texts."""
        words = (
            Words(read(f"names/{language}")["places"].get(self.code, self.name), language)
            for language in LANGUAGES[1:]
        )
        return Text(self.name, translations=tuple(words))

    @property
    def steps(self) -> tuple[str, ...]:
        """The chain without groups of countries, so only part, country and world."""
        return tuple(code for code in self.chain if code == WORLD or not is_group(code))


def is_group(code: str) -> bool:
    """Whether *code* is a group of countries, including the world."""
    return code in read("regions")["groups"]


def listed_places() -> Iterator[Region]:
    """Yield every listed place: groups of countries, countries, and then their parts."""
    data = read("regions")
    codes = [*data["groups"], *data["countries"]]
    for country, parts in data["parts"].items():
        codes += [f"{country}-{entry.partition('<')[0]}" for entry in parts.split()]
    return map(_region, codes)


def is_region(code: str) -> bool:
    """Whether *code* is a listed place, in the spelling of the lists."""
    data = read("regions")
    country, dash, part = code.partition("-")
    if dash:
        return country in data["countries"] and _holder(country, part) is not None
    return code in data["countries"] or code in data["groups"]


def _parts_of(country: str) -> str:
    """Return the parts of a country, with a blank on both sides of each.

    A part inside a larger part is followed by ``<`` and that part: `` ABE<SCT ``.
    """
    parts: str = read("regions")["parts"].get(country, "")
    return f" {parts} "


def _holder(country: str, part: str) -> str | None:
    """Return the part of a country that contains *part*.

    Returns:
        An empty text if *part* lies directly in the country; None if the country has no such part.
    """
    parts = _parts_of(country)
    if not part.isalnum():
        return None
    if f" {part} " in parts:
        return ""
    _, match, tail = parts.partition(f" {part}<")
    return tail.partition(" ")[0] if match else None


def country_of(code: str) -> str | None:
    """Return the country that a code belongs to; None for a group of countries."""
    return None if is_group(code) else code.partition("-")[0]


def main_parts(country: str) -> tuple[str, ...]:
    """Return the codes of the parts of a country that no other part of it contains."""
    entries = read("regions")["parts"].get(country, "").split()
    return tuple(f"{country}-{entry}" for entry in entries if "<" not in entry)


@cache
def region(code: str) -> Region:
    """Look up a place by the code in a record.

    The result is cached. Use ``find_region`` for the words of a person, which are never cached.

    Raises:
        KeyError: No list has the code.
    """
    if not is_region(code):
        raise KeyError(code)
    return _region(code)


def _region(code: str) -> Region:
    data = read("regions")
    if code in data["groups"]:
        return Region(code, data["groups"][code], tuple(dict.fromkeys((code, WORLD))))
    country, _, part = code.partition("-")
    name, groups = data["countries"][country]
    holder = _holder(country, part)
    holders = [f"{country}-{holder}"] if holder else []
    chain = dict.fromkeys((code, *holders, country, *groups.split(), WORLD))
    return Region(code, name if code == country else code, tuple(chain))


def find_region(written: str, field: str = "region") -> Region:
    """Look up a place as a person writes it.

    Args:
        written: A code in any case, also one of three letters (``uk`` means ``GB``, ``*`` the
            world); the name of a country in a language of the core's own texts; an everyday name
            of a place, such as ``England`` or ``TX``; or a city, for the place that it is in.
        field: The name of the argument, for the error.

    Raises:
        UnknownWordError: No place has this name, or several have it, such as ``Congo``. The error
            has the codes of the several places, else the nearest ones.
    """
    place, codes = _read_place(written)
    if place:
        return place
    near = codes or _suggestions(_as_code(written), written)
    raise UnknownWordError(field, 0, near, labels={code: _label(code) for code in near})


def region_written(written: str) -> Region | None:
    """Return the place that ``find_region`` finds, or None: it looks for no suggestions."""
    return _read_place(written)[0]


def _read_place(written: str) -> tuple[Region | None, tuple[str, ...]]:
    """Return the place that a person writes, or None and the codes that the name can mean."""
    code = _as_code(written)
    if is_region(code):
        return _region(code), ()
    codes = _codes_written(written)
    return (_region(codes[0]) if len(codes) == 1 else None), codes


def codes_named(name: str) -> tuple[str, ...]:
    """Return the codes that a folded name can mean: countries before their parts and cities."""
    return _codes_by_name().get(name) or codes_of(name)


def most_words_from(word: str) -> int:
    """Return the words of the longest name that begins with a folded word; 0 if none does."""
    is_name = word in _codes_by_name() or word in _place_codes_by_name()
    return _most_words_by_first().get(word, int(is_name))


@cache
def _most_words_by_first() -> dict[str, int]:
    most: dict[str, int] = {}
    for name in chain(_codes_by_name(), _place_codes_by_name()):
        if " " in name:  # few have
            first = name[: name.index(" ")]
            most[first] = max(most.get(first, 0), 1 + name.count(" "))
    return most


def place_label(code: str) -> Text:
    """Return the name of a place; of a part of a country the English one, or else the country's.

    Args:
        code: The code of a listed place.
    """
    name = part_name(code) if "-" in code else None
    return Text(name) if name else region(country_of(code) or code).label


def label_in_sentence(code: str) -> Text:
    """Return the name of a place as a sentence has it, in English "the United Arab Emirates"."""
    label = place_label(code)
    words = f"the {label}"
    if fold(words) not in read("place_aliases")["places"]:
        return label
    return attrs.evolve(label, source=words)


def is_country_name(name: str) -> bool:
    """Whether a folded name is that of a country, or an everyday one of a place."""
    return name in _codes_by_name()


def _as_code(written: str) -> str:
    code = written.strip().replace("_", "-").upper()
    return CODE_ALIASES.get(code, code)


def _codes_written(written: str) -> tuple[str, ...]:
    """Return the codes for a name, or for one with a wider place after a comma: Paris, Texas."""
    codes = codes_named(fold(written))
    before, comma, after = written.rpartition(",")
    if codes or not comma or len(written) > _LONGEST_NAME:
        return codes
    code, name = _as_code(after), fold(after)  # GA is Gabon, and in Atlanta, GA the state
    holders = (code, *codes_of(name)) if is_region(code) else codes_named(name)
    names = _codes_written(before)
    inside = (within(names, holder) for holder in holders)
    return tuple(filter(None, inside)) or (holders if fold(before) else ())


def find_country(written: str, field: str, *, parts: bool = False) -> Region:
    """Look up a country as a person writes it.

    Args:
        written: As for ``find_region``.
        field: The name of the argument, for the error.
        parts: Whether to accept a part of a country.

    Raises:
        UnknownWordError: As for ``find_region``.
        QueryError: It is a group of countries, or a part of a country and *parts* is False.
    """
    place = find_region(written, field)
    country = country_of(place.code)
    if country is None:
        raise refused("query.country", "country", field)
    if country != place.code and not parts:
        raise refused("query.country", "part", field, country=country)
    return place


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    data = read("regions")
    names = {fold(name): code for code, name in data["groups"].items()}
    names |= {fold(name): code for code, (name, _) in data["countries"].items()}
    for language in LANGUAGES[1:]:
        places = read(f"names/{language}")["places"]
        names |= {fold(name): code for code, name in places.items()}
    names |= {
        fold(letters): code for letters, code in read("three_letter_codes")["countries"].items()
    }
    codes_by_name = {name: (code,) for name, code in names.items()}
    return codes_by_name | {
        name: tuple(codes) for name, codes in read("place_aliases")["places"].items()
    }


def _label(code: str) -> Text:
    """Return the name of a place; for a part of a country the English one, if it has any."""
    return _region(code).label if "-" not in code else Text(part_name(code) or code)


def _suggestions(code: str, written: str) -> tuple[str, ...]:
    """Return the nearest codes for a place that is in no list."""
    data = read("regions")
    country, dash, part = code.partition("-")
    if dash and country in data["countries"]:
        parts = (entry.partition("<")[0] for entry in _parts_of(country).split())
        return tuple(f"{country}-{near}" for near in nearest(part, parts)) or (country,)
    if code.isalpha() and (holders := _countries_with(code)):
        return tuple(f"{holder}-{code}" for holder in holders)
    if dash and len(country) <= _LONGEST_CODE:
        return ()
    names = [name for name in _codes_by_name() if len(name.replace(" ", "")) > _LONGEST_CODE]
    cities = _place_codes_by_name() if len(fold(written)) > _LONGEST_CODE else ()
    tries = ((names, _ALIKE), (cities, _A_LITTLE_ALIKE), (names, _A_LITTLE_ALIKE))
    near_names = next(filter(None, (closest(written, *each) for each in tries)), ())
    near = (codes_named(name) for name in near_names)
    return tuple(dict.fromkeys(near_code for codes in near for near_code in codes))[:_MOST_NEAR]


def _countries_with(part: str) -> list[str]:
    """Return up to three countries that have a part with a code, such as ``TX``."""
    listed = read("regions")["parts"]
    return sorted(country for country in listed if _holder(country, part) is not None)[:_MOST_NEAR]


# Cities and the parts of countries, by their everyday names in English, Spanish and French.
#
# A name leads to the country that it is in, or to a part of one where that is certain. A name in
# several countries means the largest place only if it has ten times as many people as any other.
#
# Source: GeoNames for cities of 100,000 people and more, Unicode CLDR for parts of countries;
# ``data/places.json`` names their releases. Countries are in ``region``.


_WITH_BARE_CODES = ("US", "CA", "AU", "GB")
"""Countries whose people write the code of a part without that of the country, such as TX."""


def codes_of(name: str) -> tuple[str, ...]:
    """Return the code of the place that a folded name means, or the codes of several countries.

    Args:
        name: A name of a city or a part of a country, or the code of a part alone, such as ``tx``.
    """
    return _place_codes_by_name().get(name) or _codes_by_bare_part().get(name, ())


def codes_in_script(word: str) -> tuple[str, ...]:
    """Return the code, or the codes, for a word in Cyrillic, Arabic, Devanagari or Chinese letters.

    Case endings of Russian and Ukrainian, and Arabic words before a name, make no difference. An
    everyday word that looks like a name, such as the Russian for advice, is none.
    """
    folded, codes = _fold_script(word), _codes_in_scripts()
    if folded in _words_in_scripts("words"):
        return ()
    stem = _stem(folded)
    return codes.get(stem) or codes.get(stem[:-1] + _BEFORE_I.get(stem[-1:], "."), ())


def codes_further(written: str) -> tuple[str, ...]:
    """Return the code for a name of a country or a large city in a language that is not heard.

    Whatever ending a language adds makes no difference, nor a letter before a name that is a word
    of its own elsewhere: "almanyada", "w Holandii". Everyday words may look like a name, so this
    is for texts that are in no heard language.
    """
    word, (exact, stems) = written.lower(), _further_names()
    if code := exact.get(word):
        return (code,)
    folded = _plain(word)
    is_korean = "\uac00" <= folded[:1] <= "\ud7af"
    least = _SHORTEST_STEM if folded.isascii() else 3 - is_korean
    for name in (folded,) if folded.isascii() else (folded, folded[1:]):
        for end in range(len(name), max(len(name) - _LONGEST_ENDING, least) - 1, -1):
            if code := stems.get(name[:end]):
                return (code,)
    return ()


def names_without_blanks() -> Iterable[tuple[str, str]]:
    """Return the names in scripts that put no blanks between words, such as Thai, with a code."""
    return _further_names()[0].items()


def is_common(name: str) -> bool:
    """Whether a folded name of a place is also a word or the name of a person."""
    return name in _common_names() or (
        not name.isascii() and _fold_script(name) in _words_in_scripts("doubtful")
    )


def is_part(name: str) -> bool:
    """Whether a folded name means a part of a country, and no city elsewhere in it."""
    return codes_of(name) == (_parts_by_name().get(name),)


def is_bare_code(name: str) -> bool:
    """Whether a folded text is no name, and at most the code of a part, such as ``tx``."""
    return name not in _place_codes_by_name()


def part_name(code: str) -> str | None:
    """Return the English name of a part of a country, such as ``US-TX``, or None."""
    country, _, part = code.partition("-")
    return _names_in(country).get(part)


def _is_part_of(code: str, holder: str) -> bool:
    """Whether a place is *holder* or, by its code, a part of that country."""
    return code == holder or code.startswith(f"{holder}-")


def within(codes: Iterable[str], holder: str) -> str | None:
    """Return the code that is certain for a name of *codes* in a place, such as Paris in Texas.

    Returns:
        The one of *codes* that is inside *holder*; *holder* itself where none or several are, or
        if it is inside one of them. None if no code has to do with it.
    """
    inside = [code for code in codes if _is_part_of(code, holder)]
    if inside:
        return inside[0] if len(inside) == 1 else holder
    return holder if any(_is_part_of(holder, code) for code in codes) else None


@cache
def _place_codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each folded name can mean: usually one."""
    nameless = read("places")["nameless"].split("|")
    parts = _parts_by_name().items()
    return {name: (code,) for name, code in parts if name not in nameless} | {
        name: tuple(codes.split())
        for codes, names in read("places")["names"].items()
        for name in names.split("|")
    }


_LONGEST_ENDING = 8
_SHORTEST_STEM = 5
"""The letters of the longest ending of a name that is cut off, and the Latin ones left of it."""

_STROKES = str.maketrans("đłıø", "dlio")
"""Letters that many people type without their stroke, or with their dot."""


def _plain(name: str) -> str:
    return fold(name).translate(_STROKES)


@cache
def _further_names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the codes of names in languages that are not heard, as written and by their stems."""
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    for code, names in read("names/further")["names"].items():
        for name in names.split("|"):
            exact[name] = code
            folded = _plain(name)
            is_long = len(folded) > _SHORTEST_STEM
            for stem in {folded, folded[:-1] if is_long and folded[-1] in "aeiouy" else folded}:
                # A stem of two countries tells nothing.
                stems[stem] = code if stems.get(stem, code) == code else ""
    return exact, stems


@cache
def _codes_in_scripts() -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, stems in read("place_scripts")["names"].items():
        for stem in stems.split("|"):
            codes[stem] = (*codes.get(stem, ()), code)
    return codes


@cache
def _words_in_scripts(kind: str) -> frozenset[str]:
    """Return the everyday words that look like a name, or the names that are words too."""
    return frozenset(read("place_scripts")[kind].split("|"))


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
