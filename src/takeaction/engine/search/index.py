"""The index: for each term, the records that have it and how much it weighs in each."""

from array import array
from collections.abc import Iterable, Mapping
from functools import cache

from takeaction.catalog.catalog import Catalog
from takeaction.engine.search.fields import FIELDS, WEIGHTS, texts
from takeaction.engine.search.words import lines, stop_words, term
from takeaction.lazy import without_gc
from takeaction.models.indicator import Indicator
from takeaction.models.record import Record
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.signs import Grade
from takeaction.vocabulary.words import fold

WEIGHT_BITS, FIELD_BITS = 8, 4
"""The bits of a weight and of the number of its field, beside the number of a record."""

_FULL = (1 << WEIGHT_BITS) - 1
_NAMES = frozenset({"also_known_as", "name", "title", "text"})
_SHARES = {Kind.GOOD: 45, Kind.RATING: 30}
_RETIRED, _CONTEXT, _EVERY = 50, 35, 100
"""The share of its weight, in per cent, that a record keeps.

Goods and ratings stand behind what somebody can do, a retired record behind its successor, and
context, which is no sign, behind the signs.
"""

_SATURATION = 12
"""The weight in fields that counts half: a word in a name and in the steps counts little more."""

_USUAL_TERMS, _MOST_SHORTENED = 60, 3
"""A record with many more terms than this matches by chance, and its words count a little less."""

_LOG_BITS = 6


class Index:
    """All records by their terms.

    Attributes:
        records: The records; a record is known by its number among them.
        postings: For each term, one whole number a record: its number, the weight of the term in
            it and the number of the field where it weighs most, from high bits to low.
        phrases: Names and terms of several words, by their longest term: the other terms of
            each, and the numbers of its records.
        named: The numbers of the records with a name of exactly these terms; neither goods, of
            which one name has many, nor context.
        ids: The numbers of the records with an id, as a whole, by the folded id.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.records = tuple(catalog)
        self.postings: dict[str, array[int]] = {}
        self.phrases: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self.named: dict[tuple[str, ...], list[int]] = {}
        self.ids: dict[str, list[int]] = {}
        self.spellings: dict[str, str] = {}
        with without_gc():
            self._build(catalog)

    def rarity(self, term: str) -> int:
        """Return how much a term tells: 0 if it is in no record, more the fewer have it."""
        postings = self.postings.get(term)
        return _log(len(self.records), len(postings)) if postings else 0

    def _build(self, catalog: Catalog) -> None:
        term_of = _Terms()
        lists: dict[str, list[int]] = {}
        for number, record in enumerate(self.records):
            weights: dict[str, int] = {}
            for field, parts in _by_field(catalog, record).items():
                self._read_field(number, field, parts, weights, term_of)
            self._read_ids(number, record)
            for found, packed in _packed(number, record, weights):
                lists.setdefault(found, []).append(packed)
        self.postings = {found: array("Q", packed) for found, packed in lists.items()}
        self.spellings = term_of.spellings()

    def _read_field(
        self,
        number: int,
        field: str,
        parts: str,
        weights: dict[str, int],
        term_of: "_Terms",
    ) -> None:
        """Add the weight of a field to each of its terms; a repeated term counts once."""
        weight, place = WEIGHTS[field], FIELDS.index(field)
        is_name, is_phrase = field in _NAMES, field in _NAMES or field == "people_say"
        seen: set[str] = set()
        for line in lines(parts):
            found = [known for word in line if (known := term_of[word])]
            seen.update(found)
            if is_name and found and _share(self.records[number]) >= _RETIRED:
                self.named.setdefault(tuple(found), []).append(number)
            if is_phrase and len(found) > 1:
                self._add_phrase(number, found)
        for each in seen:
            sum_, best = divmod(weights.get(each, 0), 1 << FIELD_BITS)
            weights[each] = sum_ + weight << FIELD_BITS | max(best, place)

    def _add_phrase(self, number: int, found: list[str]) -> None:
        """Remember a phrase under its longest term, which few texts have."""
        parts = sorted(set(found), key=lambda each: (-len(each), each))
        numbers = self.phrases.setdefault(parts[0], {}).setdefault(tuple(parts[1:]), [])
        if not numbers or numbers[-1] != number:
            numbers.append(number)

    def _read_ids(self, number: int, record: Record) -> None:
        for id in (record.id, record.local_id, *record.aliases):
            self.ids.setdefault(fold(id), []).append(number)


_PLACE = (1 << FIELD_BITS) - 1


def _packed(number: int, record: Record, weights: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """Yield each term of a record with its posting."""
    share = _share(record)
    length = min(len(weights) // _USUAL_TERMS, _MOST_SHORTENED)
    for found, packed in weights.items():
        saturated = _saturated(packed >> FIELD_BITS, length) * share // 100
        yield found, (number << WEIGHT_BITS | saturated) << FIELD_BITS | packed & _PLACE


@cache
def _saturated(weight: int, length: int) -> int:
    return _FULL * weight // (weight + _SATURATION + 2 * length)


def _share(record: Record) -> int:
    share = _SHARES.get(record.record_kind, _EVERY)
    if record.status is Status.RETIRED:
        share = share * _RETIRED // 100
    if isinstance(record, Indicator) and record.grade is Grade.CONTEXT:
        share = share * _CONTEXT // 100
    return share


def _by_field(catalog: Catalog, record: Record) -> Mapping[str, str]:
    """Return the texts of each field, a line for each."""
    by_field: dict[str, list[str]] = {}
    for field, text in texts(catalog, record):
        by_field.setdefault(field, []).append(text)
    return {field: "\n".join(parts) for field, parts in by_field.items()}


class _Terms(dict[str, str]):
    """The term of each word met so far; empty for a word that counts nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._stops = stop_words()

    def __missing__(self, word: str) -> str:
        self[word] = found = "" if word in self._stops else term(word)
        return found

    def spellings(self) -> dict[str, str]:
        """Return a word as people read it for each term, the shortest, first by alphabet."""
        best: dict[str, str] = {}
        for word, found in self.items():
            if found and (found not in best or (len(word), word) < (len(best[found]), best[found])):
                best[found] = word
        return best


@cache
def _log(records: int, having: int) -> int:
    """Return 64 times the binary logarithm of how rare a term is, in whole numbers."""
    ratio = ((2 * records + 2) << _LOG_BITS) // (2 * having + 1)
    whole = ratio.bit_length() - 1
    fraction = ((ratio << _LOG_BITS) >> whole) - (1 << _LOG_BITS)
    return max((whole - _LOG_BITS << _LOG_BITS) + fraction, 1)
