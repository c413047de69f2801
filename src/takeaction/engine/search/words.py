"""The words of all records: for each word, the records that have it and the fields it is in."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.lazy import without_gc
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.records import Kind, WordKind
from takeaction.vocabulary.words import fold

SHORTEST_PREFIX = 3
"""The letters of the shortest word that may begin a longer match: one or two begin too many."""

_IN_NAME, _IN_SUMMARY, _IN_BODY = 100, 30, 10
"""The weight of one word in a name, in a summary and in a longer text.

Our judgement, as are the scores in ``scoring``: only their order matters, and nobody has measured
them.
"""

_WEIGHTS = {
    "steps": _IN_BODY,
    "operator": _IN_SUMMARY,
    "publisher": _IN_SUMMARY,
    "products": _IN_SUMMARY,
    "topics": _IN_SUMMARY,
    "note": _IN_SUMMARY,
    "summary": _IN_SUMMARY,
    "aliases": _IN_NAME,
    "id": _IN_NAME,
    "also_known_as": _IN_NAME,
    "name": _IN_NAME,
    "title": _IN_NAME,
    "text": _IN_NAME,
}
"""The fields that are searched, each with the weight of a word in it; the field to name comes last.

A word that is in several fields of a record counts for the last of them.
"""

FIELDS = tuple(_WEIGHTS)
FIELD_WEIGHTS = tuple(_WEIGHTS.values())
_NUMBERS = {field: number for number, field in enumerate(FIELDS)}
_BITS = 4
"""Bits for the number of a field beside that of a record: one integer for each word is small."""

_LABEL_FIELDS = {Kind.ACTION: "title", Kind.INDICATOR: "text"}
"""The field that holds the name of a record, where it is not ``name``."""


@attrs.frozen(eq=False, repr=False)
class Name(Value):
    """A name of a record, folded, and the field that has it."""

    field: str
    folded: str


@attrs.frozen(eq=False, repr=False)
class Entry(Value):
    """A record with its names."""

    record: Record
    names: tuple[Name, ...]


class WordTable:
    """All records with their names, and the places of each word.

    Attributes:
        entries: The records; a record is known by its number among them.
        full_ids: The numbers of the records with a full id, by the folded id. The name of a pack
            says nothing about one of its records, so that a full id matches only as a whole.
        stems: All words in alphabetical order, without the s of a plural.
    """

    def __init__(self, catalog: Catalog) -> None:
        full_ids: dict[str, list[int]] = {}
        with without_gc():
            self.entries = tuple(
                Entry(record, tuple(Name(*name) for name in _names(record))) for record in catalog
            )
            for number, entry in enumerate(self.entries):
                full_ids.setdefault(fold(entry.record.id), []).append(number)
            self.full_ids: Mapping[str, list[int]] = full_ids
            self._places = _by_stem(_places(catalog, self.entries))
            self.stems = sorted(self._places)

    def fields(self, token: str) -> Mapping[int, int]:
        """Return the records that have a word: the number of its field by that of the record."""
        return _best(self._places.get(token, ()))

    def fields_of_longer(self, token: str) -> Mapping[int, int]:
        """Return the records that have a longer word that begins with this one; as ``fields``."""
        if len(token) < SHORTEST_PREFIX:
            return {}
        return _best(place for stem in self._longer(token) for place in self._places[stem])

    def _longer(self, token: str) -> Iterator[str]:
        stems = self.stems
        position = bisect_left(stems, token)
        while position < len(stems) and stems[position].startswith(token):
            if stems[position] != token:
                yield stems[position]
            position += 1


def stem(token: str) -> str:
    """Return a word without the s of its plural."""
    is_plural = len(token) > SHORTEST_PREFIX and token.endswith("s") and not token.endswith("ss")
    return token[:-1] if is_plural else token


def _places(catalog: Catalog, entries: Iterable[Entry]) -> Mapping[str, list[int]]:
    """Return the places of each word: the number of a record, then that of its field."""
    places: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for word, field in _fields_by_word(catalog, entry).items():
            places.setdefault(word, []).append(number << _BITS | field)
    return places


def _by_stem(places: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
    """Join the places of a word and of its plural."""
    by_stem: dict[str, list[int]] = {}
    for word, numbers in places.items():
        by_stem.setdefault(stem(word), []).extend(numbers)
    return by_stem


def _best(places: Iterable[int]) -> Mapping[int, int]:
    """Return the last field of each record: fields are numbered in order of weight."""
    best: dict[int, int] = {}
    for place in places:
        number, field = place >> _BITS, place & (1 << _BITS) - 1
        if best.get(number, -1) < field:
            best[number] = field
    return best


def _fields_by_word(catalog: Catalog, entry: Entry) -> Mapping[str, int]:
    """Return the words of a record, each with the number of the last field that has it."""
    texts: dict[str, list[str]] = {}
    for field, text in _texts(catalog, entry.record):
        texts.setdefault(field, []).append(text)
    folded = {field: [fold("\n".join(parts))] for field, parts in texts.items()}
    for name in entry.names:
        folded.setdefault(name.field, []).append(name.folded)
    words: dict[str, int] = {}
    for field, number in _NUMBERS.items():
        for part in folded.get(field, ()):
            words |= dict.fromkeys(part.split(), number)
    return words


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the names of a record, folded, each with its field."""
    field = _LABEL_FIELDS.get(record.record_kind, "name")
    for text in _all_languages(record.label):
        yield field, fold(text)
    for text in record.also_known_as:
        yield "also_known_as", fold(text)
    yield "id", fold(record.local_id)
    for text in record.aliases:
        yield "aliases", fold(text)


def _texts(catalog: Catalog, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the other texts of a record, each with its field."""
    for field in ("summary", "note"):
        for text in _all_languages(getattr(record, field, None)):
            yield field, text
    for field, kind in (("topics", WordKind.TOPIC), ("products", WordKind.PRODUCT)):
        for id in getattr(record, field, ()):
            word = catalog.words.get(kind, id)
            for text in (str(word.label), *word.aliases) if word else ():
                yield field, text
    for step in getattr(record, "steps", ()):
        for text in _all_languages(step):
            yield "steps", text
    if isinstance(record, Resource):
        field = "operator" if record.operator else "publisher"
        yield field, record.operator or record.publisher or ""


def _all_languages(value: Text | None) -> Iterator[str]:
    if value is not None:
        yield str(value)
        yield from (words.text for words in value.translations)
