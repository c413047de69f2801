"""The first places of a list are spread over topics: ten actions about one thing are a poor list.

A place goes to the action whose score less a penalty is highest. The penalty depends on what was
chosen before it and shares a topic, and on nothing else: an action that shares none never reorders
two others. Topics that the person asked for are free. So only what is nearly equal changes places.
"""

from collections.abc import Iterator, Mapping

from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.scored import Scored
from takeaction.models.action import Action

SPREAD_PLACES = 30
"""How many places are spread."""

PENALTY = 30
MOST_PENALTIES = 3


class Spread:
    """Takes from a ranked list what stands next; it reads no further than it must.

    Args:
        ranked: Actions in order of score.
        person: Who asks.
    """

    def __init__(self, ranked: Iterator[Scored], person: Asker) -> None:
        self._ranked = ranked
        self._person = person
        self._read: list[Scored] = []
        self._above: dict[str, int] = {}

    def __iter__(self) -> Iterator[tuple[Action, int, int]]:
        """Return actions in their places, each with its score and its penalty."""
        return self

    def __next__(self) -> tuple[Action, int, int]:
        score, action = self._take()
        penalty = _penalty(action, self._above)
        for topic in action.topics - self._person.topics:
            self._above[topic] = self._above.get(topic, 0) + 1
        return action, score, penalty

    def left(self) -> Iterator[Scored]:
        """Return all that was not taken, in order of score."""
        yield from self._read
        yield from self._ranked

    def _take(self) -> Scored:
        """Take out what stands next."""
        chosen = next(self._ahead(), None)
        if chosen is None:
            raise StopIteration
        best = chosen[0] - _penalty(chosen[1], self._above)
        for each in self._ahead():
            if each[0] <= best:
                break
            after = each[0] - _penalty(each[1], self._above)
            if after > best:
                chosen, best = each, after
        self._read.remove(chosen)
        return chosen

    def _ahead(self) -> Iterator[Scored]:
        """Return what was not taken, in order of score, reading on where that ends."""
        yield from self._read
        for each in self._ranked:
            self._read.append(each)
            yield each


def _penalty(action: Action, above: Mapping[str, int]) -> int:
    shared = max((above.get(topic, 0) for topic in action.topics), default=0)
    return PENALTY * min(shared, MOST_PENALTIES)
