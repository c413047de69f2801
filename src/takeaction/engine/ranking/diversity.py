"""The spread over topics and kinds: ten actions about one topic are a poor list, so is reading.

Each of the first places goes to the action whose score less a penalty is highest. The penalty
depends only on the places above that share a topic or are of the same kind, so an action that
shares neither never reorders two others. Topics that the person asked for cost nothing. As the
penalty is small, only actions with nearly the same score change places.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.kinds import kind_of
from takeaction.engine.ranking.scored import ScoredAction
from takeaction.models.action import Action
from takeaction.vocabulary.actions import ActionKind

SPREAD_PLACES = 30
"""The number of places that are spread: nobody reads further down one by one."""

TOPIC_PENALTY = 60
"""The points an action loses for each place above that shares a topic: 0.6 % of a full score."""

KIND_PENALTY = 180
"""The points an action loses for each place above of its kind: two kinds are more than two topics.

On the people of ``tests/quality`` 120 to 240 agree about equally with the readings, 0 less.
"""

MAX_PENALTIES = 3
"""The most penalties of one sort that an action gets: a much better fit is never given up."""


class Penalty(NamedTuple):
    """The points that an action loses to those above it: for its topics, and for its kind."""

    topic: int
    kind: int

    @property
    def points(self) -> int:
        """The points together."""
        return self.topic + self.kind


class Spread:
    """An iterator over a ranked list, spread over topics and kinds; it reads only what it must.

    Args:
        ranked: Actions in order of score, the highest first.
        person: The person who asks.
    """

    def __init__(self, ranked: Iterator[ScoredAction], person: Asker) -> None:
        self._ranked = ranked
        self._person = person
        self._waiting: list[ScoredAction] = []
        self._topic_counts: Counter[str] = Counter()
        self._kind_counts: Counter[ActionKind] = Counter()

    def __iter__(self) -> Iterator[tuple[Action, int, Penalty]]:
        """Return the actions in order of place, each with its score and its penalty."""
        return self

    def __next__(self) -> tuple[Action, int, Penalty]:
        score, action = self._take_next()
        penalty = self._penalty(action)
        self._topic_counts.update(action.topics - self._person.topics)
        if kind := kind_of(action):
            self._kind_counts[kind] += 1
        return action, score, penalty

    def remaining(self) -> Iterator[ScoredAction]:
        """Yield the actions that have no place yet, in order of score."""
        yield from self._waiting
        yield from self._ranked

    def _take_next(self) -> ScoredAction:
        """Remove the action for the next place from the list, and return it."""
        chosen = next(self._candidates(), None)
        if chosen is None:
            raise StopIteration
        best = chosen[0] - self._penalty(chosen[1]).points
        for candidate in self._candidates():
            if candidate[0] <= best:
                break
            reduced = candidate[0] - self._penalty(candidate[1]).points
            if reduced > best:
                chosen, best = candidate, reduced
        self._waiting.remove(chosen)
        return chosen

    def _candidates(self) -> Iterator[ScoredAction]:
        """Yield the actions without a place, in order of score, and read on where they end."""
        yield from self._waiting
        for candidate in self._ranked:
            self._waiting.append(candidate)
            yield candidate

    def _penalty(self, action: Action) -> Penalty:
        shared = max((self._topic_counts[topic] for topic in action.topics), default=0)
        kind = kind_of(action)
        alike = self._kind_counts[kind] if kind else 0
        return Penalty(
            TOPIC_PENALTY * min(shared, MAX_PENALTIES), KIND_PENALTY * min(alike, MAX_PENALTIES)
        )
