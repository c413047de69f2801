"""Places: countries, their parts, and the groups they belong to.

Codes are ISO 3166-1 (``US``), ISO 3166-2 (``US-TX``), the groups of UN M49 (``021``, Northern
America), ``EU``, and ``001`` for the world. ``XK`` is allowed for Kosovo.

Source: Unicode CLDR, ``territoryContainment`` and ``subdivisionContainment``; the release stands
in ``data/regions.json``.
"""

from functools import cache

import attrs

from takeaction.core_data import read
from takeaction.errors import QueryError, UnknownWordError
from takeaction.value import Value
from takeaction.vocabulary import fold, nearest

WORLD = "001"
_SPOKEN = {"UK": "GB", "*": WORLD}


@attrs.frozen(eq=False, repr=False)
class Region(Value):
    """One place.

    Attributes:
        code: Such as ``US-TX``.
        name: Its English name; the code where only the code is known.
        chain: The place itself and all that hold it, narrowest first: part of a country,
            country, groups of countries by size, world.
    """

    code: str
    name: str
    chain: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The chain without the groups of countries, so part, country, world."""
        return tuple(code for code in self.chain if code == WORLD or not is_group(code))


def is_group(code: str) -> bool:
    """Tell whether *code* is a group of countries, or the world."""
    return code in read("regions")["groups"]


def is_region(code: str) -> bool:
    """Tell whether *code* is in the lists, written as they write it."""
    data = read("regions")
    country, dash, part = code.partition("-")
    if dash:
        return country in data["countries"] and part in _parts(country)
    return code in data["countries"] or code in data["groups"]


@cache
def _parts(country: str) -> dict[str, str]:
    """Return the parts of a country, each with the part that holds it or an empty text."""
    listed = read("regions")["parts"].get(country, "").split()
    return {part: holder for part, _, holder in (each.partition("<") for each in listed)}


def country_of(code: str) -> str | None:
    """Return the country that *code* is, or is a part of; None for a group of countries."""
    return None if is_group(code) else code.partition("-")[0]


@cache
def region(code: str) -> Region:
    """Look up a place by the code that the lists use.

    Raises:
        KeyError: It is in no list.
    """
    data = read("regions")
    if not is_region(code):
        raise KeyError(code)
    if code in data["groups"]:
        return Region(code, data["groups"][code], tuple(dict.fromkeys((code, WORLD))))
    country, _, part = code.partition("-")
    name, groups = data["countries"][country]
    holder = _parts(country).get(part)
    holders = [f"{country}-{holder}"] if holder else []
    chain = dict.fromkeys((code, *holders, country, *groups.split(), WORLD))
    return Region(code, name if code == country else code, tuple(chain))


def find_region(written: str, field: str = "region") -> Region:
    """Look up a place as a person writes it.

    Args:
        written: A code in any case (``uk`` means ``GB``, ``*`` the world) or the English name
            of a country.
        field: The argument it came from, for the error.

    Raises:
        UnknownWordError: It is in no list; the error has the nearest names and codes.
    """
    code = written.strip().replace("_", "-").upper()
    code = _SPOKEN.get(code, code)
    if is_region(code):
        return region(code)
    names = _codes_by_name()
    if fold(written) in names:
        return region(names[fold(written)])
    raise UnknownWordError(field, 0, _near(code, written))


def find_country(written: str, field: str, *, parts: bool = False) -> Region:
    """Look up a country as a person writes it.

    Args:
        written: As for ``find_region``.
        field: The argument it came from, for the error.
        parts: Whether a part of a country will do.

    Raises:
        UnknownWordError: It is in no list.
        QueryError: It is a group of countries, or a part where that will not do.
    """
    found = find_region(written, field)
    country = country_of(found.code)
    if country is None:
        text = f'Give {field} as one country, such as "CI" or "Thailand".'
        raise QueryError("query.country", text, field)
    if country != found.code and not parts:
        text = f'Give {field} as a country: here "{country}". What is known is known by country.'
        raise QueryError("query.country", text, field)
    return found


@cache
def _codes_by_name() -> dict[str, str]:
    """Return the code of each country and group by its folded English name."""
    data = read("regions")
    names = {fold(name): code for code, name in data["groups"].items()}
    return names | {fold(name): code for code, (name, _) in data["countries"].items()}


def _near(code: str, written: str) -> tuple[str, ...]:
    """Return what an unknown place may have been meant to be."""
    data = read("regions")
    country, dash, part = code.partition("-")
    if dash and country in data["countries"]:
        near = nearest(part, _parts(country))
        return tuple(f"{country}-{each}" for each in near) or (country,)
    names = {fold(name): name for name, _ in data["countries"].values()}
    return nearest(written, names.values())
