"""Fields: the texts of a record that are searched, and the weight of a word in each."""

from collections.abc import Collection, Iterator
from functools import cache

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.models.record import Record
from takeaction.models.region import country_of, region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import Kind, WordKind

WEIGHTS = {
    "steps": 1,
    "topics": 2,
    "note": 4,
    "operator": 4,
    "publisher": 4,
    "purposes": 4,
    "regions": 8,
    "summary": 6,
    "products": 10,
    "people_say": 24,
    "also_known_as": 20,
    "name": 20,
    "title": 20,
    "text": 20,
}
"""The weight of a word in each field that is searched, and the order in which a hit names them.

Our judgement, set over two thirds of ``tests/search/key.toml``. Half or twice as much of any of
them changes one answer in a hundred.
"""

FIELDS = tuple(WEIGHTS)

_LABEL_FIELDS = {Kind.ACTION: "title", Kind.INDICATOR: "text"}
"""The field that holds the name of a record, where it is not ``name``."""

_MOST_PLACES = 3
"""A record of more places than this is found by none of their names."""


def searched_texts(catalog: Catalog, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the texts of a record in all languages, each with its field.

    Ids are none of them: they are names for programs, and some are made of codes of countries.
    """
    name = _LABEL_FIELDS.get(record.record_kind, "name")
    for text in _all_languages(record.label):
        yield name, text
    for text in record.also_known_as:
        yield "also_known_as", text
    for text in record.people_say.counted() if record.people_say else ():
        yield "people_say", text
    yield from _prose(record)
    yield from _words(catalog, record)
    if isinstance(record, Resource):
        yield from _operation(record)
    codes = places_of_record(record)
    for code in codes if len(codes) <= _MOST_PLACES else ():
        yield "regions", place_names(code)


def _prose(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a record."""
    for field in ("summary", "note"):
        for text in _all_languages(getattr(record, field, None)):
            yield field, text
    for step in getattr(record, "steps", ()):
        for text in _all_languages(step):
            yield "steps", text


def _operation(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the words for the purposes of a resource, and who runs or publishes it."""
    for purpose in sorted(resource.purposes):
        yield "purposes", read("search")["purposes"].get(purpose.value, "")
    field = "operator" if resource.operator else "publisher"
    yield field, resource.operator or resource.publisher or ""


def places_of_record(record: Record) -> Collection[str]:
    """Return the codes of the places of a record: the country of a good, else its regions."""
    country = getattr(record, "country", None)
    return (country,) if country else record.regions


def _words(catalog: Catalog, record: Record) -> Iterator[tuple[str, str]]:
    """Yield each topic and product of a record: its label and its everyday words, a line each."""
    products = getattr(record, "products", ())
    own = getattr(record, "product", None)
    for field, kind, ids in (
        ("topics", WordKind.TOPIC, record.topics),
        ("products", WordKind.PRODUCT, (own,) if own else products),
    ):
        for id in ids:
            word = catalog.words.get(kind, id)
            if word:
                yield field, "\n".join((str(word.label), *word.aliases))


@cache
def place_names(code: str) -> str:
    """Return the names of a place and of its country, a line for each; no codes."""
    country = country_of(code)
    if country is None:  # a group of countries, which nobody types
        return ""
    names = list(_all_languages(region(country).label))
    everyday = _everyday_places()
    return "\n".join((*names, *everyday.get(code, ()), *everyday.get(country, ())))


@cache
def _everyday_places() -> dict[str, list[str]]:
    """Return the everyday names of places by code."""
    names: dict[str, list[str]] = {}
    for name, codes in read("place_aliases")["places"].items():
        for code in codes:
            names.setdefault(code, []).append(name)
    for code, spoken in read("search")["places"].items():
        names.setdefault(code, []).append(spoken)
    return names


def _all_languages(value: Text | None) -> Iterator[str]:
    if value is not None:
        yield str(value)
        yield from (words.text for words in value.translations)
