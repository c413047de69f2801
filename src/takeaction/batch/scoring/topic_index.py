"""The topic factor for many sets of topics at once, by the rule that answers one person."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from takeaction.batch.bits.arrays import WORD_BITS, Array
from takeaction.batch.bits.numbering import Numbering
from takeaction.batch.scoring.askers import Askers
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.topics import AskedTopics
from takeaction.engine.ranking.asker import SIGNS_TOPIC
from takeaction.engine.ranking.factors import AWARENESS
from takeaction.engine.ranking.index.rules import FACTOR_POINTS
from takeaction.engine.reasons import TOP_LEVEL


class TopicSets:
    """A set of topics for each of some people, in the place of one person's.

    The rule asks whether a topic is in it, so people differ in no such topic.

    Args:
        sets: The sets as bits, one or more.
        numbers: The numbers of the topics.
    """

    def __init__(self, sets: Sequence[int], numbers: Numbering) -> None:
        self._sets, self._numbers = sets, numbers

    def __contains__(self, topic: str) -> bool:
        return bool(self._sets[0] & self._numbers.bits([topic]))

    def __sub__(self, topics: Iterable[str]) -> "TopicSets":
        removed = self._numbers.bits(topics)
        return TopicSets([each & ~removed for each in self._sets], self._numbers)

    @property
    def words(self) -> Array:
        """The topics of actions in each set, as a column of bits."""
        words = [each & _TOPICS_OF_ACTIONS for each in self._sets]
        return np.array(words, np.uint64)[:, None]


_TOPICS_OF_ACTIONS = (1 << WORD_BITS) - 1
"""The topics of actions come first; with more of them than this no kernel answers."""


class TopicIndex:
    """What the rule for topics asks of an index, with an array in the place of each set of rows.

    Args:
        compiled: The actions.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._topics = compiled.topics[:, 0]
        self._counts = np.bitwise_count(self._topics)
        trait = compiled.index.facets["is"]
        traits = {name: compiled.row_mask(trait[name]) for name in ("concern", "general")}
        self.facets: Mapping[str, object] = {"topic": self, "is": traits}
        self.all_rows = np.ones(compiled.size, np.bool_)

    def any(self, sets: TopicSets) -> Array:
        """Return the rows that have one of the topics."""
        is_any: Array = (sets.words & self._topics) != 0
        return is_any

    def overlap(self, facet: str, sets: TopicSets) -> tuple[Array, Array, Array]:
        """Return the rows with some, half or all of their topics in a set."""
        del facet
        matched = np.bitwise_count(sets.words & self._topics)
        some = matched > 0
        return some, some & (2 * matched >= self._counts), some & (matched >= self._counts)

    def points_of_first(
        self, level_sets: Sequence[tuple[int, Array | int]], rows: Array, weight: int
    ) -> Array:
        """Return the points of some rows, by the first level that has the row; else 0."""
        points: Array = np.zeros((1, len(rows)), np.uint8)
        for level, members in level_sets:
            matched = np.logical_and(rows, members)
            points = points + matched * np.uint8(weight * level // TOP_LEVEL)
            rows = rows & ~matched
        return points


class TopicRows:
    """The levels of topics by key: even keys of a set, odd ones of a set and work with people.

    Args:
        compiled: The actions.
        askers: One person of each kind.
        asked: The sets of topics.
    """

    def __init__(self, compiled: Compiled, askers: Askers, asked: AskedTopics) -> None:
        self._compiled, self._anybody, self._asked = compiled, askers.anybody, asked
        self._index = TopicIndex(compiled)
        self._signs, self._awareness = (
            compiled.numberings.topics.bits([topic]) for topic in (SIGNS_TOPIC, AWARENESS)
        )

    def levels(self, keys: Sequence[int]) -> Array:
        """Return the level of each row for each key."""
        levels = np.empty((len(keys), self._compiled.size), np.uint8)
        kinds: dict[tuple[bool, bool, bool], list[int]] = {}
        for place, key in enumerate(keys):
            own = self._asked.own[key >> 1]
            kind = bool(own), bool(own & self._awareness), bool(key & 1)
            kinds.setdefault(kind, []).append(place)
        for (asks, _, meets_people), places in kinds.items():
            sets = [keys[place] >> 1 for place in places] if asks else []
            levels[places] = self._levels_of(sets, meets_people=meets_people)
        return levels

    def _levels_of(self, sets: list[int], *, meets_people: bool) -> Array:
        """Return the levels of people of one kind; of one without topics if there are no sets."""
        asker = self._anybody
        if sets:
            asker = asker._replace(
                own_topics=self._sets([self._asked.own[each] for each in sets]),
                topics=self._sets([self._asked.near[each] for each in sets]),
            )
        if meets_people:
            asker = asker._replace(of_work=self._sets([self._signs]))
        levels: Array = FACTOR_POINTS["topic"](
            self._index,  # type: ignore[arg-type]
            asker,
            self._index.all_rows,  # type: ignore[arg-type]
            TOP_LEVEL,
        )
        return levels

    def _sets(self, sets: list[int]) -> frozenset[str]:
        """Return sets as one that the rule can ask."""
        return TopicSets(sets, self._compiled.numberings.topics)  # type: ignore[return-value]
