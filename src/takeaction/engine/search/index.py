"""The index: for each term, the records that have it and how much it weighs in each."""

from array import array
from collections.abc import Iterable, Mapping
from functools import cache

from takeaction.catalog.catalog import Catalog
from takeaction.engine.search.fields import FIELDS, WEIGHTS, texts
from takeaction.engine.search.places import countries_of
from takeaction.engine.search.words import counts, lines, term
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
_SHARES = {Kind.GOOD: 70, Kind.RATING: 40}
_RETIRED, _CONTEXT, _EVERY = 50, 35, 100
"""The share of its weight, in per cent, that a record keeps.

Goods and ratings stand behind what somebody can do, a retired record behind its successor, and
context, which is no sign, behind the signs.
"""

_SATURATION = 12
"""The weight in fields that counts half: more words of one kind soon add little."""

_MOST_TIMES = 3
"""A word counts this often in one field at most: nobody wins by repeating it."""

_LOG_BITS = 6


class Index:
    """All records by their terms.

    Attributes:
        records: The records; a record is known by its number among them.
        postings: For each term, one whole number a record: its number, the weight of the term in
            it and the number of the field where it weighs most, from high bits to low.
        phrases: Names, and what people say in several words, by the longest term of each: its
            other terms, and the numbers of its records.
        named: The numbers of the records with a name of exactly these terms; neither goods, of
            which one name has many, nor context.
        said: The numbers of the records that people mean with a few words that count nothing one
            by one, such as "what can I do", by these words.
        shares: The share of its weight, in per cent, that each record keeps.
        countries: The countries of each record; None for all.
        ids: The numbers of the records with an id, as a whole, by the folded id.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.records = tuple(catalog)
        self.postings: dict[str, array[int]] = {}
        self.phrases: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self.named: dict[tuple[str, ...], list[int]] = {}
        self.said: dict[str, list[int]] = {}
        self.shares = bytes(map(_share, self.records))
        self.countries = tuple(map(countries_of, self.records))
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
            for found, packed in _packed(number, self.shares[number], weights):
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
        times: dict[str, int] = {}
        for line in lines(parts):
            found = [known for word in line if (known := term_of[word])]
            for each in found:
                times[each] = times.get(each, 0) + 1
            if is_name and found and self.shares[number] >= _RETIRED and not self._is_listed(number):
                self.named.setdefault(tuple(found), []).append(number)
            if is_phrase and len(found) > (not is_name):
                self._add_phrase(number, found)
            if is_phrase and len(found) < len(line) > 1:
                self.said.setdefault(" ".join(line), []).append(number)
        for each, count in times.items():
            sum_, best = divmod(weights.get(each, 0), 1 << FIELD_BITS)
            weights[each] = sum_ + weight * min(count, _MOST_TIMES) << FIELD_BITS | max(best, place)

    def _is_listed(self, number: int) -> bool:
        """Tell whether a record is a good or a rating, of which one name has many."""
        return self.records[number].record_kind in _SHARES

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


def _packed(number: int, share: int, weights: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """Yield each term of a record with its posting."""
    for found, packed in weights.items():
        weight = packed >> FIELD_BITS
        saturated = _FULL * weight * share // ((weight + _SATURATION) * 100)
        yield found, (number << WEIGHT_BITS | saturated) << FIELD_BITS | packed & _PLACE


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

    def __missing__(self, word: str) -> str:
        self[word] = found = term(word) if counts(word) else ""
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
