"""The answers of ``find_help``, computed beforehand for each place and each language there."""

from collections.abc import Iterator
from typing import NamedTuple

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import read
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.export.selection import Selection
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, listed_places, region

NO_LANGUAGE = ""
"""The language of the answer to a question that names none."""

OTHER_LANGUAGE = "*"
"""The language of the answer for every language that nobody there is known to speak."""

_SPOKEN_NOWHERE = "qaa"
"""A tag that ISO 639-2 reserves for local use, so no line speaks it."""

_MANY = "mul"


class HelpAnswer(NamedTuple):
    """An answer.

    Attributes:
        place: The code of the place.
        language: The language that somebody has to speak, ``NO_LANGUAGE`` or ``OTHER_LANGUAGE``.
        help: The answer.
    """

    place: str
    language: str
    help: Help


class HelpPlaces:
    """The places of a selection, and those whose answers hold for them.

    Attributes:
        regions: The places, in order.
    """

    def __init__(self, catalog: Catalog, selection: Selection) -> None:
        known = [place for place in listed_places() if _is_inside(place, selection)]
        self.regions = sorted(known, key=lambda place: place.code)
        lines = catalog.reachable.values()
        served = {code for line in lines for code in line.regions}
        self._own = served | set(read("emergency")["territories"])
        self._divided = {
            country_of(code)
            for line in lines
            for contact in line.contacts
            for code in contact.reachable_from
            if "-" in code
        }
        """The countries in which a number works from some parts alone: each part has its answer."""

    def answering(self, place: Region) -> str:
        """Return the narrowest place of a chain that has an answer of its own."""
        if country_of(place.code) in self._divided:
            return place.code
        return next(code for code in place.chain if "-" not in code or code in self._own)

    def with_answer(self) -> tuple[Region, ...]:
        """Return the places whose answers hold for one of them, in order."""
        return tuple(map(region, sorted({self.answering(place) for place in self.regions})))


def help_answers(
    catalog: Catalog, selection: Selection, places: HelpPlaces
) -> Iterator[HelpAnswer]:
    """Yield the answers of places: without a language, in each one there, and in any other."""
    for place in places.with_answer():
        anybody = _answer(catalog, selection, place, None)
        yield HelpAnswer(place.code, NO_LANGUAGE, anybody)
        for language in _languages(anybody):
            answer = _answer(catalog, selection, place, language)
            yield HelpAnswer(place.code, language, answer)
        nobody = _answer(catalog, selection, place, _SPOKEN_NOWHERE)
        yield HelpAnswer(place.code, OTHER_LANGUAGE, nobody)


def _answer(catalog: Catalog, selection: Selection, place: Region, language: str | None) -> Help:
    query = HelpQuery(place.code, language)
    return find_help(catalog, query, languages=selection.languages)


def _languages(answer: Help) -> list[str]:
    """Return the languages that somebody on a list speaks, alone or with an interpreter."""
    contacts = (way.contact for way in answer.ways)
    spoken = {tag for contact in contacts for tag in (*contact.languages, *contact.interpreter)}
    return sorted(spoken - {_MANY})


def _is_inside(place: Region, selection: Selection) -> bool:
    """Tell whether a place is one of a selection, or lies in one."""
    return not selection.regions or any(code in place.chain for code in selection.regions)
