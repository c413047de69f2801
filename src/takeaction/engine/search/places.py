"""Places: the countries that a text names, so that lines of other countries come after.

It is read for this alone. What is not sure, such as a first name that is a place, moves records of
other countries down and hides none.
"""

from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.engine.search.fields import place_names, places_of_record
from takeaction.engine.search.words import lines
from takeaction.models.record import Record
from takeaction.models.region import country_of

_MOST_WORDS = 4
"""The most words of a place that are read together."""


class Places:
    """The names of the countries of all records."""

    def __init__(self, catalog: Catalog) -> None:
        self._countries: dict[str, set[str]] = {}
        for code in {code for record in catalog for code in places_of_record(record)}:
            country = country_of(code)
            for name in lines(place_names(code)) if country else ():
                self._countries.setdefault(" ".join(name), set()).add(str(country))

        self._first = frozenset(name.partition(" ")[0] for name in self._countries)

    def read(self, words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the countries that some folded words name, and the words that name them."""
        countries: set[str] = set()
        named: set[str] = set()
        for start, word in enumerate(words):
            if word in self._first:
                for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                    found = self._countries.get(" ".join(words[start:end]))
                    if found:
                        countries |= found
                        named.update(words[start:end])
        return frozenset(countries), frozenset(named)


def home_countries(record: Record) -> frozenset[str] | None:
    """Return the countries of a record; None if it serves a group of countries or the world."""
    countries = frozenset(country_of(code) for code in places_of_record(record))
    return None if None in countries else frozenset(map(str, countries))
