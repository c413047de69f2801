"""The spread over topics: a list of ten actions about one topic is a poor list.

Each of the first places goes to the action whose score less a penalty is highest. The penalty
depends only on the places above that share a topic, so an action that shares none never reorders
two others. Topics that the person asked for cost nothing. As the penalty is small, only actions
with nearly the same score change places.
"""

from collections.abc import Iterator, Mapping

from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.scored import ScoredAction
from takeaction.models.action import Action

SPREAD_PLACES = 30
"""The number of places that are spread: nobody reads further down one by one."""

TOPIC_PENALTY = 30
"""The points an action loses for each place above that shares a topic: 0.3 % of a full score."""

MAX_PENALTIES = 3
"""The most penalties one action gets: a better fit is never given up for variety."""


class Spread:
    """An iterator over a ranked list, spread over topics; it reads no further than it must.

    Args:
        ranked: Actions in order of score, the highest first.
        person: The person who asks.
    """

    def __init__(self, ranked: Iterator[ScoredAction], person: Asker) -> None:
        self._ranked = ranked
        self._person = person
        self._waiting: list[ScoredAction] = []
        self._topic_counts: dict[str, int] = {}

    def __iter__(self) -> Iterator[tuple[Action, int, int]]:
        """Return the actions in order of place, each with its score and its penalty."""
        return self

    def __next__(self) -> tuple[Action, int, int]:
        score, action = self._take_next()
        penalty = _penalty(action, self._topic_counts)
        for topic in action.topics - self._person.topics:
            self._topic_counts[topic] = self._topic_counts.get(topic, 0) + 1
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
        best = chosen[0] - _penalty(chosen[1], self._topic_counts)
        for candidate in self._candidates():
            if candidate[0] <= best:
                break
            reduced = candidate[0] - _penalty(candidate[1], self._topic_counts)
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


def _penalty(action: Action, topic_counts: Mapping[str, int]) -> int:
    shared = max((topic_counts.get(topic, 0) for topic in action.topics), default=0)
    return TOPIC_PENALTY * min(shared, MAX_PENALTIES)
