"""The scores of many people: gates, factors and skills together."""

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from takeaction.batch.bits.arrays import Array
from takeaction.batch.questions import People
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.factors import Gains
from takeaction.batch.scoring.skills import Skills
from takeaction.batch.scoring.tables import TableRows
from takeaction.engine.ranking.factors import FACTORS

_NEEDS_SKILL = "role"
"""The factor that gives nothing to an action with a required skill that the person lacks."""


_MOST_SUMS = 1 << 9
"""The most rows of a table of sums: it stays in the second cache, and one look-up takes the place
of several."""


def summed(gains: Mapping[str, Gains]) -> list[TableRows]:
    """Return the points of all factors but the role, those of small tables added up into one."""
    tables = [gain.points for name, gain in gains.items() if name != _NEEDS_SKILL]
    tables.sort(key=lambda each: len(each.table))
    sums: list[TableRows] = []
    for table in tables:
        if sums and len(sums[-1].table) * len(table.table) <= _MOST_SUMS:
            sums[-1] = sums[-1].plus(table)
        else:
            sums.append(table)
    return sums


@attrs.frozen(kw_only=True)
class Scores:
    """The scores of some people, computed for those people and rows that are asked about.

    Attributes:
        compiled: The actions.
        people: The people.
        open_rows: The rows that pass each person's gates, as bits.
        gains: The levels and points of each factor that a table holds.
        sums: The points of all of these but the role, small tables added up into one.
        skills: The skills of the actions.
        skill_points: The points of each level of skills; None if skills do not count.
        near_topics: The topics near to those that each person asked for, as bits.
    """

    compiled: Compiled
    people: People
    open_rows: Array
    gains: Mapping[str, Gains]
    sums: Sequence[TableRows]
    skills: Skills
    skill_points: Array | None
    near_topics: Array

    def __len__(self) -> int:
        return len(self.people)

    def take(self, chosen: Array | slice) -> "Scores":
        """Return the scores of some of the people."""
        gains = {
            name: Gains(*(each._replace(places=each.places[chosen]) for each in gain))
            for name, gain in self.gains.items()
        }
        return attrs.evolve(
            self,
            people=self.people.take(chosen),
            open_rows=self.open_rows[chosen],
            gains=gains,
            sums=[each._replace(places=each.places[chosen]) for each in self.sums],
            near_topics=self.near_topics[chosen],
        )

    def is_open(self) -> Array:
        """Tell for each person and row whether the gates are open."""
        bits = np.unpackbits(self.open_rows.view(np.uint8), axis=1, bitorder="little")
        is_open: Array = bits[:, : self.compiled.size].view(np.bool_)
        return is_open

    def of_all(self) -> Array:
        """Return the score of each person and row, whether or not the gates are open."""
        total = np.zeros((len(self), self.compiled.size), np.int16)
        for points in self.sums:
            total += points.of(slice(None))
        skill = self.skills.of_all(self.people)
        if self.skill_points is not None:
            total += self.skill_points[skill.levels]
        if _NEEDS_SKILL in self.gains:
            total += self.gains[_NEEDS_SKILL].points.of(slice(None)) * skill.able
        return total

    def levels_of_pairs(self, person: Array, row: Array) -> Iterator[tuple[str, Array]]:
        """Yield for each factor that counts its name and the levels of pairs."""
        skill = self.skills.of_pairs(self.people, person, row)
        for name in FACTORS:
            if name == "skill" and self.skill_points is not None:
                yield name, skill.levels
            elif name in self.gains:
                levels = self.gains[name].levels.at(person, row)
                yield name, levels * skill.able if name == _NEEDS_SKILL else levels

    def of_pairs(self, person: Array, row: Array) -> Array:
        """Return the scores of pairs of a person and a row."""
        total = np.zeros(len(row), np.int16)
        for points in self.sums:
            total += points.at(person, row)
        skill = self.skills.of_pairs(self.people, person, row)
        if self.skill_points is not None:
            total += self.skill_points[skill.levels]
        if _NEEDS_SKILL in self.gains:
            total += self.gains[_NEEDS_SKILL].points.at(person, row) * skill.able
        return total
