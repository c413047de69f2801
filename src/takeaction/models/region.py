"""Places: countries, their parts, and the groups they belong to.

Codes are ISO 3166-1 (``US``), ISO 3166-2 (``US-TX``), the groups of UN M49 (``021``, Northern
America), ``EU``, and ``001`` for the world. ``XK`` is allowed for Kosovo.

Source: Unicode CLDR, ``territoryContainment``, ``subdivisionContainment`` and the names of
territories. ``data/regions.json``, ``data/three_letter_codes.json`` and ``data/names`` name their
releases. Everyday names, such as "Texas", are in ``data/place_aliases.json``; cities and parts of
countries in ``places``.
"""

from collections.abc import Iterator
from functools import cache

import attrs

from takeaction.core_data import LANGUAGES, read
from takeaction.errors import UnknownWordError, refused
from takeaction.models import places
from takeaction.models.text import Text, Words
from takeaction.value import Value
from takeaction.vocabulary.words import fold, nearest

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
        return Text(self.name, translations=tuple(self._words()))

    def _words(self) -> Iterator[Words]:
        for language in LANGUAGES[1:]:
            yield Words(read(f"names/{language}")["places"].get(self.code, self.name), language)

    @property
    def steps(self) -> tuple[str, ...]:
        """The chain without groups of countries, so only part, country and world."""
        return tuple(code for code in self.chain if code == WORLD or not is_group(code))


def is_group(code: str) -> bool:
    """Tell whether *code* is a group of countries, including the world."""
    return code in read("regions")["groups"]


def listed_places() -> Iterator[Region]:
    """Yield every listed place: groups of countries, countries, and then their parts."""
    data = read("regions")
    codes = [*data["groups"], *data["countries"]]
    for country, parts in data["parts"].items():
        codes += [f"{country}-{entry.partition('<')[0]}" for entry in parts.split()]
    return map(_region, codes)


def is_region(code: str) -> bool:
    """Tell whether *code* is a listed place, in the spelling of the lists."""
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
    """Build the place for a listed code."""
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
    raise UnknownWordError(
        field, 0, near, labels={near_code: _label(near_code) for near_code in near}
    )


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
    return _codes_by_name().get(name) or places.codes_of(name)


def most_words_from(word: str) -> int:
    """Return the words of the longest name that begins with a folded word; 0 if none does."""
    return _most_words_by_first().get(word, 0)


@cache
def _most_words_by_first() -> dict[str, int]:
    most: dict[str, int] = {}
    for name in (*_codes_by_name(), *places.all_names()):
        first = name.partition(" ")[0]
        most[first] = max(most.get(first, 0), 1 + name.count(" "))
    return most


def place_label(code: str) -> Text:
    """Return the name of a place; of a part of a country the English one, or else the country's.

    Args:
        code: The code of a listed place.
    """
    name = places.part_name(code) if "-" in code else None
    return Text(name) if name else region(country_of(code) or code).label


def is_country_name(name: str) -> bool:
    """Tell whether a folded name is that of a country, or an everyday one of a place."""
    return name in _codes_by_name()


def _as_code(written: str) -> str:
    """Return a text in the spelling of a code."""
    code = written.strip().replace("_", "-").upper()
    return CODE_ALIASES.get(code, code)


def _codes_written(written: str) -> tuple[str, ...]:
    """Return the codes for a name, or for one with a wider place after a comma: Paris, Texas."""
    codes = codes_named(fold(written))
    before, comma, after = written.rpartition(",")
    if codes or not comma or len(written) > _LONGEST_NAME:
        return codes
    code, name = _as_code(after), fold(after)  # GA is Gabon, and in Atlanta, GA the state
    holders = (code, *places.codes_of(name)) if is_region(code) else codes_named(name)
    names = _codes_written(before)
    inside = (places.within(names, holder) for holder in holders)
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
    """Return the codes that each folded name can mean, in any language: usually one."""
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
    return _region(code).label if "-" not in code else Text(places.part_name(code) or code)


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
    names = (name for name in _codes_by_name() if len(name.replace(" ", "")) > _LONGEST_CODE)
    near_names = nearest(written, names)
    if not near_names and len(fold(written)) > _LONGEST_CODE:
        near_names = nearest(written, places.all_names())
    near = (codes_named(name) for name in near_names)
    return tuple(dict.fromkeys(near_code for codes in near for near_code in codes))[:_MOST_NEAR]


def _countries_with(part: str) -> list[str]:
    """Return up to three countries that have a part with a code, such as ``TX``."""
    countries = (
        country for country in read("regions")["parts"] if _holder(country, part) is not None
    )
    return sorted(countries)[:_MOST_NEAR]
