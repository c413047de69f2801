"""The best actions of many people at once, in their places.

Actions that pass a person's gates are scored and sorted, a few thousand people at a time; then they
are spread over topics and kinds as ``ranking.Spread`` does for one person. Equal questions are
answered once.
"""

from typing import NamedTuple

import numpy as np

from takeaction.batch.cells import WORD_BITS, Array
from takeaction.batch.questions import People
from takeaction.batch.scores import Scores
from takeaction.engine.ranking.ranking import KIND_PENALTY, MAX_PENALTIES, TOPIC_PENALTY

# Equal questions

_SAMPLE, _WORTHWHILE = 2_000, 1.5
"""People are grouped if each question of a sample occurs so many times on average.

To group takes about a tenth of the time of an answer.
"""


def grouped(people: People) -> tuple[Array, Array] | None:
    """Group people with equal questions.

    Returns:
        The first person of each group, and the group of each person; None if hardly any are equal.
    """
    sample = people.take(slice(_SAMPLE))
    if len(np.unique(_digests(sample))) * _WORTHWHILE > len(sample):
        return None
    _, firsts, groups = np.unique(_digests(people), return_index=True, return_inverse=True)
    is_equal = ((column == column[firsts][groups]).all() for column in people.columns())
    return (firsts, groups) if all(is_equal) else None


def _digests(people: People) -> Array:
    """Return a number for each person, equal for equal questions and hardly ever for others."""
    digests = np.zeros(len(people), np.uint64)
    for column in people.columns():
        digests ^= column.astype(np.uint64)
        digests *= np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: it mixes all bits upwards
        digests ^= digests >> np.uint64(32)
    return digests


# The best actions by score

_ROW_BITS = 16
MOST_ROWS = 1 << _ROW_BITS
"""The most rows that can be ranked: score and row share a number of 32 bits."""

NOBODY = -1
"""The key, the score and the row where there is no further action."""

_PERSON_SHIFT = 32


def find_candidates(scores: Scores, most: int) -> tuple[Array, Array]:
    """Return the best actions of some people, in order of their score, equal ones by id.

    Args:
        scores: The people and their scores.
        most: The most candidates of a person.

    Returns:
        For each place an entry for each person: the score, and below it the bits of the row, or
        ``NOBODY`` where a list is at its end. Then whether each person's list is at its end.
    """
    bits = np.unpackbits(scores.open_rows.view(np.uint8).ravel(), bitorder="little")
    places, width = np.flatnonzero(bits.view(np.bool_)), WORD_BITS * scores.open_rows.shape[1]
    person = places // width
    row = places - width * person
    keys = scores.of_pairs(person, row).astype(np.int64)
    keys <<= _ROW_BITS
    keys |= row
    person <<= _PERSON_SHIFT
    keys |= person
    keys.sort()
    counts = np.bitwise_count(scores.open_rows).sum(axis=1, dtype=np.int64)
    ranks = np.arange(min(most, int(counts.max(initial=0))))[:, None]
    is_there = ranks < counts
    best = keys.take(np.cumsum(counts) - 1 - ranks, mode="clip").astype(np.int32)
    return np.where(is_there, best, np.int32(NOBODY)), counts <= most


# Places

_PLACE_BITS = _ROW_BITS
"""The bits for the place of a candidate, below its reduced score."""

_NO_KEY = -(1 << 14) << _PLACE_BITS
"""The key of an action that has its place: below every score with all penalties."""

_SPARE = 2.5
"""The candidates for each place to fill: with so many, most people need no others."""


class Placed(NamedTuple):
    """The actions of some people in their places.

    Attributes:
        rows: For each place an entry for each person: the row of the action, or ``NOBODY``.
        scores: Their scores.
        topic_penalties: The points that they lost for their topics.
        kind_penalties: The points that they lost for their kind.
    """

    rows: Array
    scores: Array
    topic_penalties: Array
    kind_penalties: Array

    @classmethod
    def empty(cls, places: int, people: int) -> "Placed":
        """Return no action for so many people."""
        return cls(
            np.full((places, people), NOBODY, np.int32),
            *(np.zeros((places, people), np.int32) for _ in range(3)),
        )

    def put(self, people: Array | slice, placed: "Placed") -> None:
        """Put the actions of some people into their places."""
        for own, other in zip(self, placed, strict=True):
            own[: len(other), people] = other


def place(scores: Scores, limit: int) -> Placed:
    """Give the best actions of some people their places.

    People whose spread may need more candidates than were found are done again with more.

    Args:
        scores: The people and their scores.
        limit: The places to fill.
    """
    placed = Placed.empty(limit, len(scores))
    if scores.compiled.size:
        for start in range(0, len(scores), _PEOPLE):
            few = slice(start, start + _PEOPLE)
            _place_few(Placed(*(each[:, few] for each in placed)), scores.take(few))
    return placed


_PEOPLE = 1 << 12
"""The people who are placed at once: their candidates stay in the second cache."""


def _place_few(placed: Placed, scores: Scores) -> None:
    """Fill the places of few people; for those who need more candidates again with more."""
    limit = len(placed.rows)
    count = int(_SPARE * limit) + 2
    best, is_settled = spread(scores, *find_candidates(scores, count), limit)
    placed.put(slice(None), best)
    waiting = np.flatnonzero(~is_settled)
    while len(waiting):
        count *= 4
        part = scores.take(waiting)
        best, is_settled = spread(part, *find_candidates(part, count), limit)
        placed.put(waiting, best)
        waiting = waiting[~is_settled]


def spread(scores: Scores, keys: Array, complete: Array, limit: int) -> tuple[Placed, Array]:
    """Return the actions in their places, and whether no further candidate could be among them."""
    places = min(limit, len(keys))
    placed = Placed.empty(places, len(scores))
    if not places:
        return placed, complete
    state = _State(scores, keys)
    settled = np.ones(len(scores), np.bool_)
    for number in range(places):
        best = state.take_best(placed, number)
        settled &= best >= state.worst
    return placed, complete | settled


class _State:
    """The candidates that have no place yet, and the topics and kinds of those that have one."""

    def __init__(self, scores: Scores, keys: Array) -> None:
        compiled = scores.compiled
        count, people = keys.shape
        is_there = keys != NOBODY
        order = count - 1 - np.arange(count, dtype=np.int32)[:, None]
        self._rows = keys & (MOST_ROWS - 1)
        self._scores = keys >> _ROW_BITS
        self._keys = np.where(is_there, self._scores << _PLACE_BITS | order, _NO_KEY)
        self._topics = compiled.topics[:, 0].take(self._rows, mode="clip")
        self._kinds = compiled.kinds.take(self._rows, mode="clip")
        if not self._topics.max(initial=0) >> np.uint64(_HALF_WORD):
            self._topics = self._topics.astype(np.uint32)  # half the room, nearly half the time
        kind = self._topics.dtype
        self._not_asked = ~scores.near_topics.astype(kind)
        self._topic_counts = [np.zeros(people, kind) for _ in range(MAX_PENALTIES)]
        self._kind_counts = [np.zeros(people, np.uint16) for _ in range(MAX_PENALTIES)]
        self._people = np.arange(people)
        self.worst = self._scores[-1]

    def take_best(self, placed: Placed, number: int) -> Array:
        """Fill a place of everybody; return the reduced scores of the actions that got it."""
        by_topic = _shared(self._topics, self._topic_counts[:number])
        by_kind = _shared(self._kinds, self._kind_counts[:number])
        penalties = _PENALTY_KEYS.take(by_topic + (MAX_PENALTIES + 1) * by_kind)
        highest = (self._keys - penalties).max(axis=0)
        chosen = len(self._keys) - 1 - (highest & (1 << _PLACE_BITS) - 1), self._people
        is_there = self._keys[chosen] != _NO_KEY
        placed.rows[number] = np.where(is_there, self._rows[chosen], NOBODY)
        placed.scores[number] = self._scores[chosen] * is_there
        placed.topic_penalties[number] = (by_topic[chosen] * is_there).astype(np.int32)
        placed.kind_penalties[number] = (by_kind[chosen] * is_there).astype(np.int32)
        placed.topic_penalties[number] *= TOPIC_PENALTY
        placed.kind_penalties[number] *= KIND_PENALTY
        _count(self._topic_counts, self._topics[chosen] & self._not_asked)
        _count(self._kind_counts, self._kinds[chosen])
        self._keys[chosen] = _NO_KEY
        return highest >> _PLACE_BITS


_HALF_WORD = 32

_PENALTY_KEYS: Array = np.array(
    [
        TOPIC_PENALTY * by_topic + KIND_PENALTY * by_kind << _PLACE_BITS
        for by_kind in range(MAX_PENALTIES + 1)
        for by_topic in range(MAX_PENALTIES + 1)
    ],
    np.int32,
)
"""The penalty in a key, by the number of penalties for topics and for the kind."""


def _shared(sets: Array, counts: list[Array]) -> Array:
    """Return for each set how often its most frequent member was counted, at most so many times."""
    shared = np.zeros(sets.shape, np.uint8)
    for members in counts:
        shared += (sets & members) != 0
    return shared


def _count(counts: list[Array], sets: Array) -> None:
    """Count the members of sets: the first of the counts has what was counted once or more."""
    for place in range(len(counts) - 1, 0, -1):
        counts[place] |= counts[place - 1] & sets
    counts[0] |= sets
