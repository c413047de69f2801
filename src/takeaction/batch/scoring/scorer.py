"""From people to their scores: the tables of a call, filled as people are met."""

from collections.abc import Mapping

import numpy as np

from takeaction.batch.bits.arrays import WORD_BITS
from takeaction.batch.questions import People, PeopleReader
from takeaction.batch.scoring.askers import Askers
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.factors import Factors, points_by_level
from takeaction.batch.scoring.gates import Gates
from takeaction.batch.scoring.scores import Scores, summed
from takeaction.batch.scoring.skills import Skills
from takeaction.batch.scoring.topics import AskedTopics
from takeaction.catalog import Catalog

_TOPIC_BITS = (1 << WORD_BITS) - 1


class Scorer:
    """The tables of one call. What they hold dies with it.

    Args:
        catalog: The source of the actions.
        reader: The reader of the people.
        weights: The weights of the factors.
    """

    def __init__(self, catalog: Catalog, reader: PeopleReader, weights: Mapping[str, int]) -> None:
        self.compiled = catalog.once(Compiled)
        self._reader = reader
        self._askers = Askers(catalog, reader)
        self._skills = catalog.once(_skills)
        self._skill_points = points_by_level(weights["skill"]) if weights.get("skill") else None
        self.gates = Gates(self.compiled, self._askers)
        self._asked = AskedTopics(self._askers, reader)
        self._factors = Factors(self.compiled, self._askers, self._asked, weights)

    @property
    def bytes(self) -> int:
        """The room that all tables take."""
        return self.gates.bytes + self._factors.bytes

    def scores(self, people: People) -> Scores:
        """Return the scores of some people."""
        self._asked.catch_up()
        gains = self._factors.gains(people, len(self._reader.role_sets.sets))
        near = [bits & _TOPIC_BITS for bits in self._asked.near]
        return Scores(
            compiled=self.compiled,
            people=people,
            open_rows=self.gates.open_rows(people),
            gains=gains,
            sums=summed(gains),
            skills=self._skills,
            skill_points=self._skill_points,
            near_topics=np.array(near, np.uint64)[people.topic_set],
        )


def _skills(catalog: Catalog) -> Skills:
    return Skills(catalog.once(Compiled), catalog.words)
