"""Scores: how well each record matches the terms of a search, after BM25.

A term counts by how rare it is and by where a record has it. A name or a phrase of a record that
is in the text as a whole counts once more. All numbers are whole, so that every machine gives the
same order. The work grows with the terms typed and the records that have them.

Source:
    S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
    H. Turtle and J. Flood, Query Evaluation: Strategies and Optimizations, 1995: which records
    need no look.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from heapq import nlargest
from typing import NamedTuple

from takeaction.engine.search.fields import FIELDS
from takeaction.engine.search.index import FIELD_BITS, WEIGHT_BITS, TermIndex
from takeaction.engine.search.words import common_terms
from takeaction.vocabulary.records import Kind, Status

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
_SAID = 600 << WEIGHT_BITS
"""The score that a record gains if people mean it with just these words: that of a rare word."""
_TAIL = 6
"""A record with less than this part of the best score is left out: it matches by chance."""
_NAMED = 1 << 30
"""More than any sum: a record whose name or id is what was typed comes first."""

_SHIFT = WEIGHT_BITS + FIELD_BITS
_FULL = (1 << WEIGHT_BITS) - 1
_PLACE = (1 << FIELD_BITS) - 1
_NO_PHRASES: Mapping[tuple[str, ...], list[int]] = {}


class Query(NamedTuple):
    """The text that somebody typed, as it is compared with the records.

    Attributes:
        weights: How much each term tells.
        countries: The countries that the text names; empty if it names none.
        named: The numbers of the records whose name or id was typed, and nothing else.
        known_as: The numbers of those with this other name.
        said: The numbers of those that people mean with just these words.
    """

    weights: Mapping[str, int]
    countries: frozenset[str]
    named: frozenset[int]
    known_as: frozenset[int]
    said: frozenset[int]


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
    common = common_terms()
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
    sums = _add_terms(index, query.weights, sums, None if query.countries else most)
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
            sums[packed >> _SHIFT] += weight * (packed >> FIELD_BITS & _FULL)
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
            score = weight * (postings[place] >> FIELD_BITS & _FULL)
            if score > best:
                best, field = score, FIELDS[postings[place] & _PLACE]
    return field
