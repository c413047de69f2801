"""The index: which records have a term, and how well each matches the terms of a search."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.engine.search.fields import (
    FIELDS,
    WEIGHTS,
    common_terms,
    counts,
    everyday_terms,
    form_of,
    home_countries,
    lines,
    numbers_of,
    searched_texts,
    term,
    words_in,
)
from takeaction.lazy import without_gc
from takeaction.models.indicator import Indicator
from takeaction.models.record import Record
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.signs import Grade
from takeaction.vocabulary.words import fold

_WEIGHT_BITS, _FIELD_BITS = 8, 4
"""The bits of a weight and of the number of its field, beside the number of a record."""

_FULL = (1 << _WEIGHT_BITS) - 1
_PLACE = (1 << _FIELD_BITS) - 1
_SHIFT = _WEIGHT_BITS + _FIELD_BITS
_PHRASES = frozenset({"also_known_as", "name", "title", "text", "people_say"})
"""The fields of names and of what people say: their lines belong together."""
_NAMES = frozenset({"also_known_as", "name"})
_PROPER = frozenset({Kind.RESOURCE, Kind.VENDOR, Kind.LABEL})
"""The kinds whose names are proper names: an everyday word in one is no sign that it is meant."""
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
        dialled: The numbers of the records that people reach by some digits.
        shares: The share of its weight, in per cent, that each record keeps.
        countries: The countries of each record; None for all.
        forms: What each record is to whoever asks.
        spellings: A word as people read it for each term.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.records = tuple(catalog)
        self.phrases: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self.named: dict[str, list[int]] = {}
        self.known_as: dict[str, list[int]] = {}
        self.said: dict[str, list[int]] = {}
        self.ids: dict[str, list[int]] = {}
        self.dialled: dict[str, list[int]] = {}
        self.shares = bytes(map(_share, self.records))
        self.countries = tuple(map(home_countries, self.records))
        self.forms = tuple(map(form_of, self.records))
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
        lists: defaultdict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            by_field: dict[str, set[str]] = {}
            for field, text in searched_texts(catalog, record):
                terms = by_field.setdefault(field, set())
                if field not in _PHRASES:
                    terms.update(reader.terms(text))
                    continue
                is_name = field in _NAMES and record.record_kind in _PROPER
                for line in reader.lines(text):
                    counted = set(line.terms)
                    if is_name:
                        counted -= everyday_terms()
                    terms.update(counted)
                    self._add_phrase(number, field, line, is_known=bool(counted))
            for id in (record.id, record.local_id, *record.aliases):
                self.ids.setdefault(fold(id), []).append(number)
            for digits in numbers_of(record):
                self.dialled.setdefault(digits, []).append(number)
            first, cells = number << _SHIFT, _cells(self.shares[number])
            for each, packed in _sums(by_field).items():
                lists[each].append(first | cells[packed])
        return lists

    def _spread(self, postings: Iterable[int]) -> bytes:
        weights = bytearray(len(self.records))
        for packed in postings:
            weights[packed >> _SHIFT] = packed >> _FIELD_BITS & _FULL
        return bytes(weights)

    def _add_phrase(self, number: int, field: str, line: "_Line", *, is_known: bool) -> None:
        """Remember a name, or words that people say together.

        A name without a word that makes it, such as "Stop It Now", is known as a whole alone.
        """
        is_name = field != "people_say"
        # No good, rating or context comes first for its whole name.
        is_listed = self.records[number].record_kind in _SHARES
        if is_name and not is_listed and self.shares[number] >= _RETIRED:
            names = self.known_as if field == "also_known_as" else self.named
            names.setdefault(line.words, []).append(number)
        if is_known and len(line.terms) > (not is_name):
            others = self.phrases.setdefault(line.anchor, {}).setdefault(line.others, [])
            if not others or others[-1] != number:
                others.append(number)
        if line.is_partial:
            self.said.setdefault(line.words, []).append(number)


_PLACES = {field: place for place, field in enumerate(FIELDS)}


def _sums(by_field: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the sum of the weights of each term of a record, and the field where it weighs most.

    The sum comes before the number of the field, whose bits are the lowest.
    """
    sums: dict[str, int] = {}
    for field in FIELDS:  # from light to heavy, so that the last one is the heaviest
        weight, place = WEIGHTS[field] << _FIELD_BITS, _PLACES[field]
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
        weight = packed >> _FIELD_BITS
        saturated = _FULL * weight * self._share // ((weight + _SATURATION) * _EVERY)
        self[packed] = cell = saturated << _FIELD_BITS | packed & _PLACE
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
        if text not in self._texts:
            terms = map(self._terms.__getitem__, words_in(text))
            self._texts[text] = frozenset(filter(None, terms))
        return self._texts[text]

    def lines(self, text: str) -> tuple[_Line, ...]:
        """Return the lines of a text."""
        if text not in self._lines:
            self._lines[text] = tuple(map(self._line, lines(text)))
        return self._lines[text]

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


# Scores: how well each record matches the terms of a search, after BM25.
#
# A term counts by how rare it is and by where a record has it. A name or a phrase of a record that
# is in the text as a whole counts once more. All numbers are whole, so that every machine gives
# the same order. The work grows with the terms typed and the records that have them.
#
# Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
# 2009. H. Turtle and J. Flood, Query Evaluation: Strategies and Optimizations, 1995: which records
# need no look.


# These figures are our judgement, set over two thirds of tests/search/key.toml. Half or twice as
# much of any of them changes one answer in a hundred.
_WHOLE = 15
"""The part, in per cent, of what its terms tell that a phrase adds if all of it is in a text."""
_LITTLE = 40
"""The part, in per cent, of what a word tells that names a place or what all records are about."""
_MEANT = 2
"""A word with a typing error tells this part of one without."""
_HERE, _ELSEWHERE, _GOOD_ELSEWHERE = 130, 30, 60
"""The share of its score, in per cent, that a record keeps where the text names a country: its
own, or another. Goods go on to markets, so that those of other countries keep more."""
_SAID = 600 << _WEIGHT_BITS
"""The score that a record gains if people mean it with just these words: that of a rare word."""
_TAIL = 6
"""A record with less than this part of the best score is left out: it matches by chance."""
_NAMED = 1 << 30
"""More than any sum: a record whose name or id is what was typed comes first."""

_NO_PHRASES: Mapping[tuple[str, ...], list[int]] = {}


class Query(NamedTuple):
    """The text that somebody typed, as it is compared with the records.

    Attributes:
        weights: How much each term tells.
        countries: The countries that the text names; empty if it names none.
        named: The numbers of the records whose name or id was typed, and nothing else.
        known_as: The numbers of those with this other name.
        said: The numbers of those that people mean with just these words.
        shares: The share of its score, in per cent, that each form of record keeps, by what was
            asked; None if nothing was.
    """

    weights: Mapping[str, int]
    countries: frozenset[str]
    named: frozenset[int]
    known_as: frozenset[int]
    said: frozenset[int]
    shares: Mapping[str, int] | None = None


def weights_of(
    index: TermIndex,
    terms: Iterable[str],
    places: Container[str],
    meant: Mapping[str, tuple[str, ...]],
) -> dict[str, int]:
    """Return how much each term tells, or each that an unknown one may mean.

    Args:
        index: The index.
        terms: The terms typed.
        places: Those of them that name a place.
        meant: The known terms that each of them may mean that is unknown or only implied.
    """
    weights: dict[str, int] = {}
    common = common_terms() | everyday_terms()
    for each in terms:
        for known in meant.get(each, (each,)):
            weight = index.rarity(known) // (_MEANT if each in meant else 1)
            if known in common or each in places:
                weight = weight * _LITTLE // 100
            if weight:
                weights[known] = max(weights.get(known, 0), weight)
    return weights


def matches(index: TermIndex, query: Query, most: int | None) -> dict[int, int]:
    """Return the score of each record that may be among the first, by its number.

    Args:
        index: The index.
        query: The text that somebody typed.
        most: The number of the best that are wanted; None for all.
    """
    sums: defaultdict[int, int] = defaultdict(int)
    for number in query.said:
        sums[number] += _SAID
    _add_phrases(index, query.weights, sums)
    is_cut = not query.countries and not query.shares
    sums = _add_terms(index, query.weights, sums, most if is_cut else None)
    if query.shares:
        for number in sums:
            sums[number] = sums[number] * query.shares[index.forms[number]] // 100
    if query.countries:
        for number in sums:
            sums[number] = sums[number] * _nearness(index, number, query.countries) // 100
    least = max(sums.values(), default=0) // _TAIL
    for number in query.named | query.known_as:
        is_retired = index.records[number].status is Status.RETIRED
        sums[number] += _NAMED >> is_retired + (number not in query.named)
    return {number: score for number, score in sums.items() if score > least}


def _add_phrases(index: TermIndex, weights: Mapping[str, int], sums: defaultdict[int, int]) -> None:
    """Add to the sums of the records of each phrase that is typed as a whole."""
    typed = weights.keys()
    for each, weight in weights.items():
        for others, numbers in index.phrases.get(each, _NO_PHRASES).items():
            if typed >= set(others):
                whole = _FULL * _WHOLE * (weight + sum(weights[other] for other in others))
                for number in numbers:
                    sums[number] += whole * index.shares[number] // 10_000


def _add_terms(
    index: TermIndex, weights: Mapping[str, int], sums: defaultdict[int, int], most: int | None
) -> defaultdict[int, int]:
    """Add the weights of the terms to the sums of all records that may be among the first.

    Rare terms come first. Once no further record can come among the best with the terms that are
    left, which many records have, only those that are already there are looked at.
    """
    left = sorted(weights, key=lambda each: (each not in index.weights, weights[each], each))
    while left:
        if most is not None and left[-1] in index.weights and len(sums) >= most:
            reach = sum(weights[each] for each in left) * _FULL
            least = nlargest(most, sums.values())[-1]
            if least > reach:
                near = {n: score for n, score in sums.items() if score + reach >= least}
                return _completed(index, weights, left, near)
        each = left.pop()
        weight = weights[each]
        for packed in index.postings[each]:
            sums[packed >> _SHIFT] += weight * (packed >> _FIELD_BITS & _FULL)
    return sums


def _completed(
    index: TermIndex, weights: Mapping[str, int], left: Iterable[str], near: Mapping[int, int]
) -> defaultdict[int, int]:
    """Return the sums of some records with the terms that are left, all of them frequent."""
    tables = [(weights[each], index.weights[each]) for each in left]
    sums: defaultdict[int, int] = defaultdict(int)
    for number, score in near.items():
        sums[number] = score + sum([weight * table[number] for weight, table in tables])
    return sums


def _nearness(index: TermIndex, number: int, countries: frozenset[str]) -> int:
    """Return the share of its score, in per cent, that a record keeps in a text about a place."""
    own = index.countries[number]
    if own is None:
        return 100
    if not own.isdisjoint(countries):
        return _HERE
    is_good = index.records[number].record_kind is Kind.GOOD
    return _GOOD_ELSEWHERE if is_good else _ELSEWHERE


def field_of(index: TermIndex, number: int, weights: Mapping[str, int]) -> str:
    """Return the field of a record in which one of the terms weighs most; its id if none is."""
    best, field = 0, "id"
    for each, weight in weights.items():
        postings = index.postings[each]
        place = bisect_left(postings, number << _SHIFT)
        if place < len(postings) and postings[place] >> _SHIFT == number:
            score = weight * (postings[place] >> _FIELD_BITS & _FULL)
            if score > best:
                best, field = score, FIELDS[postings[place] & _PLACE]
    return field
