"""The gates for many people: for each person the set of the rows that are open, as bits."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import numpy as np

from takeaction.batch.bits import WORD_BITS, Array, bit_row
from takeaction.batch.compiled import Askers, Compiled, KindTable, TableRows, one_by_one
from takeaction.batch.factors import AskedTopics, Factors, Gains, Skills, points_by_level
from takeaction.batch.questions import People, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import GATES
from takeaction.engine.ranking.index.rules import GATE_ROWS

Key = Callable[[People], Array]

_KEYS: Mapping[str, tuple[Key, Callable[[Askers], Callable[[int], Asker]]]] = {
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
"""The key of a person for a gate, and somebody who has it.

Retired actions have no row, and nobody in a table has a concern.
"""


class Gates:
    """The gates of a call.

    Args:
        compiled: The actions.
        askers: One person of each kind.
    """

    def __init__(self, compiled: Compiled, askers: Askers) -> None:
        self._compiled = compiled
        self._tables = {
            name: KindTable(
                compiled.gate_width, np.uint64, one_by_one(self._builder(name, person(askers)))
            )
            for name, (_, person) in _KEYS.items()
        }

    def _builder(self, name: str, person: Callable[[int], Asker]) -> Callable[[int], Array]:
        index, gate = self._compiled.index, GATE_ROWS[name]
        return lambda key: self._compiled.row_set(gate(index, person(key)))

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
        key, _ = _KEYS[name]
        table = self._tables[name]
        places = table.find(key(people))
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
        if len(someone):
            rows[someone] |= self._reached_by(np.ascontiguousarray(done[someone].T)).T
        return rows

    def _reached_by(self, done: Array) -> Array:
        """Return the rows that come after others, all of which were done.

        Args:
            done: For each word of 64 actions an entry for each person: the actions that they did.
        """
        rows = np.zeros((self._compiled.gate_width, done.shape[1]), np.uint64)
        for row, before in self._compiled.follows:
            is_open = np.ones(done.shape[1], np.bool_)
            for word, needed in enumerate(bit_row(before, len(done))):
                if needed:
                    is_open &= (done[word] & np.uint64(needed)) == needed
            rows[row // WORD_BITS] |= is_open.astype(np.uint64) << np.uint64(row % WORD_BITS)
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


# The scores of many people: gates, factors and skills together.


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


# From people to their scores: the tables of a call, filled as people are met.


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
