"""The sets of topics that people asked for, and the topics near to each."""

from takeaction.batch.questions import PeopleReader
from takeaction.batch.scoring.askers import Askers
from takeaction.engine.ranking.asker import SIGNS_TOPIC


class AskedTopics:
    """What was asked for so far, by the numbers of the sets. What is remembered dies with the call.

    Attributes:
        own: The topics of each set, as bits.
        near: The topics near to those of each set, as bits.
        asks_signs: Whether each set has the topic of signs.
    """

    def __init__(self, askers: Askers, reader: PeopleReader) -> None:
        self._askers = askers
        self._numbers = reader.numberings.topics
        self._signs = self._numbers.bits([SIGNS_TOPIC])
        self._near_to: dict[str, int] = {}
        self.own = reader.topic_sets.sets
        self.near: list[int] = []
        self.asks_signs: list[bool] = []

    def catch_up(self) -> None:
        """Look up the sets that were met since the last time."""
        for bits in self.own[len(self.near) :]:
            near = 0
            for topic in self._numbers.members(bits):
                near |= self._near(topic)
            self.near.append(near)
            self.asks_signs.append(bool(bits & self._signs))

    def _near(self, topic: str) -> int:
        """Return what is near to a topic; all near to several is near to one of them."""
        if topic not in self._near_to:
            self._near_to[topic] = self._numbers.bits(self._askers.topic(topic).topics)
        return self._near_to[topic]
