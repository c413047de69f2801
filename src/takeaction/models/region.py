"""Places: countries, their parts, and the groups they belong to.

Codes are ISO 3166-1 (``US``), ISO 3166-2 (``US-TX``), the groups of UN M49 (``021``, Northern
America), ``EU``, and ``001`` for the world. ``XK`` is allowed for Kosovo.

Source: Unicode CLDR, ``territoryContainment``, ``subdivisionContainment`` and the names of
territories; the releases stand in ``data/regions.json``, ``data/letters.json`` and ``data/names``.
What else people write stands in ``data/spoken.json``.
"""

from collections.abc import Iterator
from functools import cache

import attrs

from takeaction.core_data import LANGUAGES, read
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.text import Text, Words
from takeaction.value import Value
from takeaction.vocabulary import fold, nearest

WORLD = "001"
WRITTEN = {"UK": "GB", "*": WORLD}
"""What stands for another code, in packs and in questions."""


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
    def label(self) -> Text:
        """Its name in each language that the core's own texts are in."""
        return Text(self.name, translations=tuple(self._words()))

    def _words(self) -> Iterator[Words]:
        for language in LANGUAGES[1:]:
            yield Words(read(f"names/{language}")["places"].get(self.code, self.name), language)

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
        return country in data["countries"] and _holder(country, part) is not None
    return code in data["countries"] or code in data["groups"]


def _listed(country: str) -> str:
    """Return the parts of a country with blanks around each, and after ``<`` what holds it."""
    parts: str = read("regions")["parts"].get(country, "")
    return f" {parts} "


def _holder(country: str, part: str) -> str | None:
    """Return the part of a country that holds *part*, an empty text, or None if it has no such."""
    listed = _listed(country)
    if not part.isalnum():
        return None
    if f" {part} " in listed:
        return ""
    _, held, rest = listed.partition(f" {part}<")
    return rest.partition(" ")[0] if held else None


def country_of(code: str) -> str | None:
    """Return the country that *code* is, or is a part of; None for a group of countries."""
    return None if is_group(code) else code.partition("-")[0]


@cache
def region(code: str) -> Region:
    """Look up a place by the code that a record has; what a person asks about is not kept.

    Raises:
        KeyError: It is in no list.
    """
    if not is_region(code):
        raise KeyError(code)
    return _region(code)


def _region(code: str) -> Region:
    """Make a place of a code that is in the lists."""
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
        written: A code in any case, of three letters too (``uk`` means ``GB``, ``*`` the world),
            the name of a country in a language that the core's own texts are in, or what people
            call a place, such as ``England`` or ``Texas``.
        field: The argument it came from, for the error.

    Raises:
        UnknownWordError: It is in no list, or several places are called so: ``Congo``. The error
            has these, or else the nearest names and codes.
    """
    code = written.strip().replace("_", "-").upper()
    code = WRITTEN.get(code, code)
    if is_region(code):
        return _region(code)
    meant = _codes_by_name().get(fold(written), ())
    if len(meant) == 1:
        return _region(meant[0])
    raise UnknownWordError(field, 0, meant or _near(code, written))


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
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    """Return the codes that a folded name in any language may mean, mostly one."""
    data = read("regions")
    names = {fold(name): code for code, name in data["groups"].items()}
    names |= {fold(name): code for code, (name, _) in data["countries"].items()}
    for language in LANGUAGES[1:]:
        places = read(f"names/{language}")["places"]
        names |= {fold(name): code for code, name in places.items()}
    names |= {fold(letters): code for letters, code in read("letters")["countries"].items()}
    meant = {name: (code,) for name, code in names.items()}
    return meant | {name: tuple(codes) for name, codes in read("spoken")["places"].items()}


def _near(code: str, written: str) -> tuple[str, ...]:
    """Return what an unknown place may have been meant to be."""
    data = read("regions")
    country, dash, part = code.partition("-")
    if dash and country in data["countries"]:
        near = nearest(part, (each.partition("<")[0] for each in _listed(country).split()))
        return tuple(f"{country}-{each}" for each in near) or (country,)
    names = {fold(name): name for name, _ in data["countries"].values()}
    return nearest(written, names.values())
