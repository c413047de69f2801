"""Scores: how well each record matches the terms of a search, after BM25.

A term counts by how rare it is and by where a record has it. A name or a phrase of a record that
is in the text as a whole counts once more. All numbers are whole, so that every machine gives the
same order. The work grows with the terms typed and the records that have them.

Source:
    S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from takeaction.engine.search.fields import FIELDS
from takeaction.engine.search.index import FIELD_BITS, WEIGHT_BITS, Index
from takeaction.vocabulary.records import Status

_WHOLE = 8
"""The share of its terms, in sixteenths of their full weight, that a phrase adds as a whole."""
_MEANT = 2
"""A word with a typing error counts by this part of one without."""
_TAIL = 6
"""A record with less than this part of the best score is left out: it matches by chance."""
_NAMED = 1 << 30
"""More than any sum: a record whose name or id is what was typed comes first."""

_SHIFT = WEIGHT_BITS + FIELD_BITS
_FULL = (1 << WEIGHT_BITS) - 1
_PLACE = (1 << FIELD_BITS) - 1


def scores(index: Index, weights: Mapping[str, int]) -> dict[int, int]:
    """Return the score of each record that has one of the terms, by its number.

    Args:
        index: The index.
        weights: How much each term tells; a term that was only meant tells less.
    """
    sums: defaultdict[int, int] = defaultdict(int)
    for each, weight in weights.items():
        for packed in index.postings.get(each, ()):
            sums[packed >> _SHIFT] += weight * (packed >> FIELD_BITS & _FULL)
    for each, weight in weights.items():
        for others, numbers in index.phrases.get(each, _NO_PHRASES).items():
            if weights.keys() >= set(others):
                whole = weight + sum(weights[other] for other in others)
                for number in numbers:
                    sums[number] += whole * _FULL * _WHOLE >> 4
    return sums


_NO_PHRASES: Mapping[tuple[str, ...], list[int]] = {}


def weights_of(
    index: Index, terms: Iterable[str], meant: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    """Return how much each term tells, or each that an unknown one may mean.

    Args:
        index: The index.
        terms: The terms typed.
        meant: The known terms that each unknown one may mean.
    """
    weights: dict[str, int] = {}
    for each in terms:
        for known in meant.get(each, (each,)):
            weight = index.rarity(known) // (_MEANT if each in meant else 1)
            if weight:
                weights[known] = max(weights.get(known, 0), weight)
    return weights


def matches(
    index: Index, weights: Mapping[str, int], named: Iterable[int]
) -> list[tuple[int, int]]:
    """Return the score and the number of each record that matches, in no order.

    Args:
        index: The index.
        weights: How much each term tells.
        named: The numbers of the records whose name or id was typed.
    """
    sums = scores(index, weights)
    least = max(sums.values(), default=0) // _TAIL
    for number in named:
        is_retired = index.records[number].status is Status.RETIRED
        sums[number] = sums.get(number, 0) + (_NAMED >> is_retired)
    return [(score, number) for number, score in sums.items() if score > least]


def field_of(index: Index, number: int, weights: Mapping[str, int]) -> str:
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
