"""The spread over topics and kinds for many people at once: it equals ``diversity.Spread``."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array
from takeaction.batch.kernels.candidates import NOBODY, ROW_BITS, Candidates
from takeaction.batch.scoring.scores import Scores
from takeaction.engine.ranking.diversity import KIND_PENALTY, MAX_PENALTIES, TOPIC_PENALTY

_TAKEN = -(1 << 14)
"""The score of an action that has its place: below every score with all penalties."""

_PLACE_BITS = ROW_BITS
"""The bits for the place of a candidate, below its reduced score."""

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

    def put(self, people: Array, placed: "Placed") -> None:
        """Put the actions of some people into their places."""
        for own, other in zip(self, placed, strict=True):
            own[: len(other), people] = other


Kernel = Callable[[Scores, int], Candidates]
"""Finds the best actions of some people: so many at most."""


def place(scores: Scores, limit: int, kernel: Kernel) -> Placed:
    """Give the best actions of some people their places.

    People whose spread may need more candidates than were found are done again with more.

    Args:
        scores: The people and their scores.
        limit: The places to fill.
        kernel: Finds the candidates.
    """
    placed = Placed.empty(limit, len(scores))
    waiting = np.arange(len(scores) if scores.compiled.size else 0)
    count = int(_SPARE * limit) + 2
    while len(waiting):
        part = scores if len(waiting) == len(scores) else scores.take(waiting)
        candidates = kernel(part, count)
        found, is_settled = spread(part, candidates, limit)
        placed.put(waiting, found)
        waiting = waiting[~is_settled]
        count *= 4
    return placed


def spread(scores: Scores, candidates: Candidates, limit: int) -> tuple[Placed, Array]:
    """Return the actions in their places, and whether no further candidate could be among them."""
    places = min(limit, len(candidates.keys))
    placed = Placed.empty(places, len(scores))
    is_settled = candidates.complete.copy()
    if not places:
        return placed, is_settled
    state = _State(scores, candidates)
    settled = np.ones(len(scores), np.bool_)
    for number in range(places):
        best = state.take_best(placed, number)
        settled &= best >= state.worst
    return placed, is_settled | settled


class _State:
    """The candidates that have no place yet, and the topics and kinds of those that have one."""

    def __init__(self, scores: Scores, candidates: Candidates) -> None:
        rows, people = candidates.rows, len(scores)
        is_there = candidates.keys != NOBODY
        self._rows = rows = np.where(is_there, rows, 0)
        self._scores = np.where(is_there, candidates.scores, _TAKEN)
        self._topics = scores.compiled.topics[rows, 0]
        self._kinds = scores.compiled.kinds[rows]
        self._not_asked = ~scores.near_topics
        self._topic_counts = [np.zeros(people, np.uint64) for _ in range(MAX_PENALTIES)]
        self._kind_counts = [np.zeros(people, np.uint16) for _ in range(MAX_PENALTIES)]
        self._people = np.arange(people)
        count = len(rows)
        self._order = (count - 1 - np.arange(count, dtype=np.int32))[:, None]
        self.worst = candidates.scores[-1]

    def take_best(self, placed: Placed, number: int) -> Array:
        """Fill a place of everybody; return the reduced scores of the actions that got it."""
        by_topic = TOPIC_PENALTY * _shared(self._topics, self._topic_counts[:number])
        by_kind = KIND_PENALTY * _shared(self._kinds, self._kind_counts[:number])
        reduced = self._scores - by_topic - by_kind
        keys = reduced.astype(np.int32) << _PLACE_BITS | self._order
        highest = keys.max(axis=0)
        best: Array = highest >> _PLACE_BITS
        chosen = len(keys) - 1 - (highest & (1 << _PLACE_BITS) - 1), self._people
        is_there = self._scores[chosen] != _TAKEN
        placed.rows[number] = np.where(is_there, self._rows[chosen], NOBODY)
        placed.scores[number] = self._scores[chosen] * is_there
        placed.topic_penalties[number] = by_topic[chosen] * is_there
        placed.kind_penalties[number] = by_kind[chosen] * is_there
        _count(self._topic_counts, self._topics[chosen] & self._not_asked)
        _count(self._kind_counts, self._kinds[chosen])
        self._scores[chosen] = _TAKEN
        return best


def _shared(sets: Array, counts: list[Array]) -> Array:
    """Return for each set how often its most frequent member was counted, at most so many times."""
    shared = np.zeros(sets.shape, np.int16)
    for members in counts:
        shared += (sets & members) != 0
    return shared


def _count(counts: list[Array], sets: Array) -> None:
    """Count the members of sets: the first of the counts has what was counted once or more."""
    for place in range(len(counts) - 1, 0, -1):
        counts[place] |= counts[place - 1] & sets
    counts[0] |= sets
