"""From people to their scores: the gates that each passes, and the points of each action.

A ``Scorer`` holds the tables of one call and fills them as people are met; the ``Scores`` of some
people are computed for those people and actions that a kernel asks about.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import attrs
import numpy as np

from takeaction.batch.bits import WORD_BITS, Array, bit_row
from takeaction.batch.compiled import Askers, Compiled, KindTable, TableRows
from takeaction.batch.factors import Factors, Gains, SkillLevels, Skills, points_by_level
from takeaction.batch.questions import People, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import GATES

_NEEDS_SKILL = "role"
"""The factor that gives nothing to an action with a required skill that the person lacks."""

_MOST_SUMS = 1 << 9
"""The most rows of a table of sums: it stays in the second cache, and one look-up takes the place
of several."""


class Scorer:
    """The tables of one call. What they hold dies with it."""

    def __init__(self, catalog: Catalog, reader: PeopleReader, weights: Mapping[str, int]) -> None:
        self.compiled = catalog.once(Compiled)
        self._skills = catalog.once(_skills)
        self._skill_points = points_by_level(weights["skill"]) if weights.get("skill") else None
        askers = Askers(catalog, reader)
        self.gates = Gates(self.compiled, askers)
        self._factors = Factors(self.compiled, askers, reader, weights)

    @property
    def bytes(self) -> int:
        """The room that all tables take."""
        return self.gates.bytes + self._factors.bytes

    def scores(self, people: People) -> "Scores":
        """Return the scores of some people."""
        gains = self._factors.gains(people)
        return Scores(
            compiled=self.compiled,
            people=people,
            open_rows=self.gates.open_rows(people),
            gains=gains,
            sums=_summed(gains),
            skills=self._skills,
            skill_points=self._skill_points,
            near_topics=np.array(self._factors.near_topics, np.uint64)[people.topic_set],
        )


def _skills(catalog: Catalog) -> Skills:
    return Skills(catalog.once(Compiled), catalog.words)


def _summed(gains: Mapping[str, Gains]) -> list[TableRows]:
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
        """Mark the rows that are open to each person."""
        bits = np.unpackbits(self.open_rows.view(np.uint8), axis=1, bitorder="little")
        is_open: Array = bits[:, : self.compiled.size].view(np.bool_)
        return is_open

    def of_all(self) -> Array:
        """Return the score of each person and row, whether or not the gates are open."""
        total = np.zeros((len(self), self.compiled.size), np.int16)
        return self._add_up(total, TableRows.of_all, self.skills.of_all(self.people))

    def of_pairs(self, person: Array, row: Array) -> Array:
        """Return the scores of pairs of a person and a row."""
        skill = self.skills.of_pairs(self.people, person, row)
        total = np.zeros(len(row), np.int16)
        return self._add_up(total, lambda table: table.at(person, row), skill)

    def _add_up(
        self, total: Array, points_of: Callable[[TableRows], Array], skill: SkillLevels
    ) -> Array:
        for table in self.sums:
            total += points_of(table)
        if self.skill_points is not None:
            total += self.skill_points[skill.levels]
        if _NEEDS_SKILL in self.gains:
            total += points_of(self.gains[_NEEDS_SKILL].points) * skill.able
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


_Key = Callable[[People], Array]

# Retired actions have no row, and nobody in a table has a concern, so these gates have no table.
_KEYS: Mapping[str, tuple[_Key, Callable[[Askers], Callable[[int], Asker]]]] = {
    "region": (lambda people: people.place, lambda askers: askers.place),
    "age": (
        lambda people: np.zeros(len(people), np.int64),
        lambda askers: lambda _: askers.anybody,
    ),
    "roles": (lambda people: people.role_set, lambda askers: askers.roles),
    "mode": (lambda people: people.modes.astype(np.int64), lambda askers: askers.modes),
    "cost": (lambda people: people.cost, lambda askers: askers.cost),
    "risk": (lambda people: people.risk, lambda askers: askers.risk),
    "minutes": (
        lambda people: 2 * people.minutes + people.recurring,
        lambda askers: askers.sitting,
    ),
}
"""The key of a person for a gate, and somebody who has it."""


class Gates:
    """The gates of a call: for each person the set of the rows that are open, as bits."""

    def __init__(self, compiled: Compiled, askers: Askers) -> None:
        self._compiled = compiled
        self._tables = {
            name: KindTable(
                compiled.gate_width, np.uint64, partial(self._row_set, name, person(askers))
            )
            for name, (_, person) in _KEYS.items()
        }

    def _row_set(self, name: str, person_of: Callable[[int], Asker], key: int) -> Array:
        return self._compiled.row_set(GATES[name].opens(self._compiled.index, person_of(key)))

    @property
    def bytes(self) -> int:
        """The room that the tables take."""
        return sum(table.bytes for table in self._tables.values())

    def open_rows(self, people: People) -> Array:
        """Return for each person the rows that are open."""
        first, *others = _KEYS
        rows = self._opened(first, people)
        for name in others:
            rows &= self._opened(name, people)
        for opened in self._by_history(people).values():
            rows &= opened
        return rows

    def _opened(self, name: str, people: People) -> Array:
        table, (key_of, _) = self._tables[name], _KEYS[name]
        places = table.find(key_of(people))  # this fills rows, so it goes before reading them
        rows: Array = table.rows[places]
        return rows

    def _by_history(self, people: People) -> Mapping[str, Array]:
        """Return the rows that are open to people who did, or do not want, some actions."""
        width = self._compiled.gate_width
        return {
            "after": self._reached(people.done),
            "done": ~people.done[:, :width],
            "dismissed": ~people.dismissed[:, :width],
        }

    def _reached(self, done: Array) -> Array:
        """Return the rows whose earlier actions were done."""
        rows = np.full((len(done), self._compiled.gate_width), ~np.uint64(0))
        for row, _ in self._compiled.follows:
            rows[:, row // WORD_BITS] &= ~np.uint64(1 << row % WORD_BITS)
        someone = np.flatnonzero(done.any(axis=1))
        by_word = np.ascontiguousarray(done[someone].T)
        for row, before in self._compiled.follows if len(someone) else ():
            is_open = np.ones(len(someone), np.bool_)
            for word, needed in enumerate(bit_row(before, len(by_word))):
                if needed:
                    is_open &= (by_word[word] & np.uint64(needed)) == needed
            opened = is_open.astype(np.uint64) << np.uint64(row % WORD_BITS)
            rows[someone, row // WORD_BITS] |= opened
        return rows

    def closing_gates(self, people: People) -> Array:
        """Return for each person the gate that keeps out the most actions, the first of equal ones.

        An action counts under the first gate that is closed to it, as in ``recommend``.

        Returns:
            The places of the gates in ``GATES``.
        """
        index = self._compiled.index
        history = self._by_history(people)
        rows = np.broadcast_to(
            self._compiled.row_set(index.all_rows), (len(people), self._compiled.gate_width)
        ).copy()
        excluded = np.zeros((len(GATES), len(people)), np.int64)
        remaining = np.full(len(people), index.size)
        for number, name in enumerate(GATES):
            if name in _KEYS:
                rows &= self._opened(name, people)
            elif name in history:
                rows &= history[name]
            count = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
            excluded[number], remaining = remaining - count, count
        excluded[list(GATES).index("status")] += index.retired
        most: Array = excluded.argmax(axis=0)
        return most
