"""The index: for each term, the records that have it and how much it weighs in each."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.engine.search.fields import FIELDS, WEIGHTS, searched_texts
from takeaction.engine.search.places import home_countries
from takeaction.engine.search.words import counts, lines, term, words_in
from takeaction.lazy import without_gc
from takeaction.models.indicator import Indicator
from takeaction.models.record import Record
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.signs import Grade
from takeaction.vocabulary.words import fold

WEIGHT_BITS, FIELD_BITS = 8, 4
"""The bits of a weight and of the number of its field, beside the number of a record."""

_FULL = (1 << WEIGHT_BITS) - 1
_PHRASES = frozenset({"also_known_as", "name", "title", "text", "people_say"})
"""The fields of names and of what people say: their lines belong together."""
_SHARES = {Kind.GOOD: 70, Kind.RATING: 40}
_RETIRED, _CONTEXT, _EVERY = 50, 35, 100
"""The share of its weight, in per cent, that a record keeps.

Goods and ratings come after what somebody can do, a retired record after its successor, and
context, which is no sign, after the signs.
"""

_SATURATION = 12
"""The weight in fields that counts half: more words of one kind soon add little."""

_MANY = 64
"""A term that more than one record in this many has also has a table of its weights."""

_LOG_BITS = 6


class TermIndex:
    """All records by their terms.

    Attributes:
        records: The records; a record is known by its number among them.
        postings: For each term, one whole number a record: its number, the weight of the term in
            it and the number of the field where it weighs most, from high bits to low.
        weights: For each term that many records have, its weight in each record, a byte each.
        phrases: Names, and what people say in several words, by the longest term of each: its
            other terms, and the numbers of its records.
        named: The numbers of the records with exactly this name, folded; neither goods, of
            which one name has many, nor context.
        known_as: The same for their other names.
        said: The numbers of the records that people mean with words that count nothing one by
            one, such as "what can I do", by these words.
        ids: The numbers of the records with an id, as a whole, by the folded id.
        shares: The share of its weight, in per cent, that each record keeps.
        countries: The countries of each record; None for all.
        spellings: A word as people read it for each term.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.records = tuple(catalog)
        self.phrases: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self.named: dict[str, list[int]] = {}
        self.known_as: dict[str, list[int]] = {}
        self.said: dict[str, list[int]] = {}
        self.ids: dict[str, list[int]] = {}
        self.shares = bytes(map(_share, self.records))
        self.countries = tuple(map(home_countries, self.records))
        with without_gc():
            reader = _Reader()
            lists = self._read(catalog, reader)
            self.spellings = reader.spellings()
            self.postings = {each: array("Q", packed) for each, packed in lists.items()}
            self.weights = {
                each: self._spread(packed)
                for each, packed in lists.items()
                if len(packed) > len(self.records) // _MANY
            }

    def rarity(self, term: str) -> int:
        """Return how much a term tells: 0 if it is in no record, more the fewer have it."""
        postings = self.postings.get(term)
        return _log(len(self.records), len(postings)) if postings else 0

    def _read(self, catalog: Catalog, reader: "_Reader") -> dict[str, list[int]]:
        """Read all records, and return the postings of each term."""
        lists: defaultdict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            by_field: dict[str, set[str]] = {}
            for field, text in searched_texts(catalog, record):
                terms = by_field.setdefault(field, set())
                if field not in _PHRASES:
                    terms.update(reader.terms(text))
                    continue
                for line in reader.lines(text):
                    terms.update(line.terms)
                    self._add_phrase(number, field, line)
            for id in (record.id, record.local_id, *record.aliases):
                self.ids.setdefault(fold(id), []).append(number)
            first, cells = number << WEIGHT_BITS + FIELD_BITS, _cells(self.shares[number])
            for each, packed in _sums(by_field).items():
                lists[each].append(first | cells[packed])
        return lists

    def _spread(self, postings: Iterable[int]) -> bytes:
        """Return the weight of a term in each record."""
        weights = bytearray(len(self.records))
        for packed in postings:
            weights[packed >> WEIGHT_BITS + FIELD_BITS] = packed >> FIELD_BITS & _FULL
        return bytes(weights)

    def _add_phrase(self, number: int, field: str, line: "_Line") -> None:
        """Remember a name, or words that people say together."""
        is_name = field != "people_say"
        if is_name and self._is_named(number):
            names = self.known_as if field == "also_known_as" else self.named
            names.setdefault(line.words, []).append(number)
        if len(line.terms) > (not is_name):
            others = self.phrases.setdefault(line.anchor, {}).setdefault(line.others, [])
            if not others or others[-1] != number:
                others.append(number)
        if line.is_partial:
            self.said.setdefault(line.words, []).append(number)

    def _is_named(self, number: int) -> bool:
        """Tell whether a record comes first for its whole name: no good, rating or context does."""
        is_listed = self.records[number].record_kind in _SHARES
        return not is_listed and self.shares[number] >= _RETIRED


_PLACE = (1 << FIELD_BITS) - 1
_PLACES = {field: place for place, field in enumerate(FIELDS)}


def _sums(by_field: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the sum of the weights of each term of a record, and the field where it weighs most.

    The sum comes before the number of the field, whose bits are the lowest.
    """
    sums: dict[str, int] = {}
    for field in FIELDS:  # from light to heavy, so that the last one is the heaviest
        weight, place = WEIGHTS[field] << FIELD_BITS, _PLACES[field]
        for each in by_field.get(field, ()):
            sums[each] = (sums.get(each, 0) & ~_PLACE) + weight | place
    return sums


class _Cells(dict[int, int]):
    """The weight of a term in a record that keeps a share of it, by the sum of its weights.

    The number of the field stays in the lowest bits of both.
    """

    def __init__(self, share: int) -> None:
        self._share = share

    def __missing__(self, packed: int) -> int:
        weight = packed >> FIELD_BITS
        saturated = _FULL * weight * self._share // ((weight + _SATURATION) * _EVERY)
        self[packed] = cell = saturated << FIELD_BITS | packed & _PLACE
        return cell


@cache
def _cells(share: int) -> _Cells:
    return _Cells(share)


def _share(record: Record) -> int:
    share = _SHARES.get(record.record_kind, _EVERY)
    if record.status is Status.RETIRED:
        share = share * _RETIRED // _EVERY
    if isinstance(record, Indicator) and record.grade is Grade.CONTEXT:
        share = share * _CONTEXT // _EVERY
    return share


class _Line(NamedTuple):
    """A line of a text.

    Attributes:
        words: Its words, folded.
        terms: The terms of those that count, in order.
        anchor: The longest of them, which few texts have; empty if there is none.
        others: All others, each once.
        is_partial: Whether it has several words and some of them count nothing.
    """

    words: str
    terms: tuple[str, ...]
    anchor: str
    others: tuple[str, ...]
    is_partial: bool


class _Terms(dict[str, str]):
    """The term of each word that was read; empty for a word that counts nothing."""

    def __missing__(self, word: str) -> str:
        self[word] = read = term(word) if counts(word) else ""
        return read


class _Reader:
    """Reads texts; each word, and each text, is taken apart once."""

    def __init__(self) -> None:
        self._terms = _Terms()
        self._texts: dict[str, frozenset[str]] = {}
        self._lines: dict[str, tuple[_Line, ...]] = {}

    def terms(self, text: str) -> frozenset[str]:
        """Return the terms of a text that count."""
        read = self._texts.get(text)
        if read is None:
            terms = map(self._terms.__getitem__, words_in(text))
            read = self._texts[text] = frozenset(filter(None, terms))
        return read

    def lines(self, text: str) -> tuple[_Line, ...]:
        """Return the lines of a text."""
        read = self._lines.get(text)
        if read is None:
            read = self._lines[text] = tuple(map(self._line, lines(text)))
        return read

    def _line(self, words: list[str]) -> _Line:
        terms = tuple(filter(None, map(self._terms.__getitem__, words)))
        anchor = max(terms, key=_length, default="")
        others = tuple(sorted({*terms} - {anchor})) if len(terms) > 1 else ()
        return _Line(" ".join(words), terms, anchor, others, len(terms) < len(words) > 1)

    def spellings(self) -> dict[str, str]:
        """Return a word as people read it for each term: the shortest, first by alphabet."""
        best: dict[str, str] = {}
        for word in sorted(self._terms, key=_length):
            best.setdefault(self._terms[word], word)
        return best


def _length(word: str) -> tuple[int, str]:
    return len(word), word


@cache
def _log(records: int, having: int) -> int:
    """Return 64 times the binary logarithm of how rare a term is, in whole numbers."""
    ratio = ((2 * records + 2) << _LOG_BITS) // (2 * having + 1)
    whole = ratio.bit_length() - 1
    fraction = ((ratio << _LOG_BITS) >> whole) - (1 << _LOG_BITS)
    return max((whole - _LOG_BITS << _LOG_BITS) + fraction, 1)
