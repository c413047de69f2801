"""From people to their scores: the gates that each passes, and the points of each action.

A ``Scorer`` holds the tables of one call and fills them as people are met; the ``Scores`` of some
people are computed for those pairs of a person and an action that somebody asks about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import numpy as np

from takeaction.batch.cells import WORD_BITS, Array, bit_row
from takeaction.batch.compiled import (
    FACTOR_TRAITS,
    GATE_TRAITS,
    AskedTrait,
    Askers,
    Compiled,
    KindTable,
    TableRows,
)
from takeaction.batch.questions import People, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import SKILL_POINTS
from takeaction.engine.ranking.factors import (
    FACTORS,
    MATCHED_SKILL,
    OPTIONAL_SKILL,
    REQUIRED_SKILL,
    ROLE_WITHOUT_SKILL,
)
from takeaction.engine.ranking.gates import GATES
from takeaction.engine.reasons import TOP_LEVEL, points
from takeaction.vocabulary.records import Rarity, WordKind

_SKILL, _NEEDS_SKILL = "skill", "role"
"""The factor of skills, and the one that gives nothing to an action with a required skill that the
person lacks."""

SAID_OTHERWISE = ("role.signs", "role.everybody", "role.duty")
"""Codes of reasons whose levels others have too.

A table holds such a level with the place of its code, from 1, times ``LEVELS``.
"""

LEVELS = TOP_LEVEL + 1
ALL_LEVELS = LEVELS * (len(SAID_OTHERWISE) + 1)

_MOST_SUMS = 1 << 9
"""The most rows of a table of sums: it stays in the second cache, and one look-up takes the place
of several."""


def points_by_level(weight: int) -> Array:
    """Return the points of each level, and of each again for every code of ``SAID_OTHERWISE``."""
    return np.array([points(weight, level % LEVELS) for level in range(ALL_LEVELS)], np.int16)


class Scorer:
    """The tables of one call. What they hold dies with it."""

    def __init__(self, catalog: Catalog, reader: PeopleReader, weights: Mapping[str, int]) -> None:
        self.compiled = catalog.once(Compiled)
        self._skills = catalog.once(Skills)
        self._points = {name: points_by_level(weight) for name, weight in weights.items() if weight}
        self._askers = askers = Askers(catalog, reader)
        self.gates = Gates(self.compiled, askers)
        self._tables = {
            name: KindTable(self.compiled.size, np.uint8, partial(self._levels, name, trait))
            for name, trait in FACTOR_TRAITS.items()
            if name in self._points
        }
        self._lacking = KindTable(self.compiled.size, np.uint8, self._levels_lacking)

    def _levels(self, name: str, trait: AskedTrait, key: int) -> Array:
        """Return the level of each row for somebody who has a key."""
        person = trait.asker(self._askers, key)
        levels = self.compiled.levels(FACTORS[name], person)
        if name == "role":
            for place, code in enumerate(SAID_OTHERWISE, 1):
                levels[self.compiled.has_reason(FACTORS[name], person, code)] += LEVELS * place
        return levels

    def _levels_lacking(self, key: int) -> Array:
        """Return the role level of each row for somebody who lacks a skill that it requires."""
        asker = FACTOR_TRAITS[_NEEDS_SKILL].asker(self._askers, key)
        return self.compiled.levels(ROLE_WITHOUT_SKILL, asker)

    @property
    def bytes(self) -> int:
        """The room that all tables take; points take twice that of levels."""
        return self.gates.bytes + 3 * sum(table.bytes for table in self._tables.values())

    def scores(self, people: People) -> "Scores":
        """Return the scores of some people."""
        self._askers.catch_up()
        levels, gains = {}, {}
        for name, table in self._tables.items():
            places = table.find(FACTOR_TRAITS[name].key(self._askers, people))
            levels[name] = TableRows(table.rows, places)
            gains[name] = TableRows(self._points[name].take(table.rows), places)
        lacking, for_lacking = None, None
        if _NEEDS_SKILL in self._tables:
            places = self._lacking.find(FACTOR_TRAITS[_NEEDS_SKILL].key(self._askers, people))
            lacking = TableRows(self._lacking.rows, places)
            points_of = self._points[_NEEDS_SKILL]
            for_lacking = TableRows(points_of.take(self._lacking.rows), places)
        return Scores(
            compiled=self.compiled,
            people=people,
            open_rows=self.gates.open_rows(people),
            levels=levels,
            for_able=gains.pop(_NEEDS_SKILL, None),
            for_lacking=for_lacking,
            lacking=lacking,
            sums=_summed(gains.values()),
            skills=self._skills,
            skill_points=self._points.get(_SKILL),
            near_topics=self._askers.near_topics(people),
        )


def _summed(tables: Iterable[TableRows]) -> list[TableRows]:
    """Add small tables up into one."""
    sums: list[TableRows] = []
    for table in sorted(tables, key=lambda each: len(each.table)):
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
        levels: The levels of each factor that a table holds.
        sums: The points of these factors, small tables added up into one.
        for_able: Those of the role, for rows without a required skill that is missing; None if
            roles do not count.
        for_lacking: Those of the role, for rows with a required skill that is missing; or None.
        lacking: The levels of these.
        skills: The skills of the actions.
        skill_points: The points of each level of skills; None if skills do not count.
        near_topics: The topics near to those that each person asked for, as bits.
    """

    compiled: Compiled
    people: People
    open_rows: Array
    levels: Mapping[str, TableRows]
    sums: Sequence[TableRows]
    for_able: TableRows | None
    for_lacking: TableRows | None
    lacking: TableRows | None
    skills: "Skills"
    skill_points: Array | None
    near_topics: Array

    def __len__(self) -> int:
        return len(self.people)

    def take(self, chosen: Array | slice) -> "Scores":
        """Return the scores of some of the people."""
        return attrs.evolve(
            self,
            people=self.people.take(chosen),
            open_rows=self.open_rows[chosen],
            levels={name: each.take(chosen) for name, each in self.levels.items()},
            sums=[each.take(chosen) for each in self.sums],
            for_able=self.for_able and self.for_able.take(chosen),
            for_lacking=self.for_lacking and self.for_lacking.take(chosen),
            lacking=self.lacking and self.lacking.take(chosen),
            near_topics=self.near_topics[chosen],
        )

    def of_pairs(self, person: Array, row: Array) -> Array:
        """Return the scores of pairs of a person and a row."""
        levels, able = self.skills.levels(self.people, person, row)
        total = np.zeros(len(row), np.int16)
        for table in self.sums:
            total += table.at(person, row)
        if self.skill_points is not None:
            total += self.skill_points.take(levels)
        if self.for_able is not None and self.for_lacking is not None:
            for_lacking = self.for_lacking.at(person, row)
            total += np.where(able, self.for_able.at(person, row), for_lacking)
        return total

    def levels_of_pairs(self, person: Array, row: Array) -> Iterator[tuple[str, Array]]:
        """Yield for each factor that counts its name and the levels of pairs."""
        of_skills, able = self.skills.levels(self.people, person, row)
        for name in FACTORS:
            if name == _SKILL and self.skill_points is not None:
                yield name, of_skills
            elif name in self.levels:
                levels = self.levels[name].at(person, row)
                if name == _NEEDS_SKILL and self.lacking is not None:
                    levels = np.where(able, levels, self.lacking.at(person, row))
                yield name, levels


class Gates:
    """The gates of a call: for each person the set of the rows that are open, as bits."""

    def __init__(self, compiled: Compiled, askers: Askers) -> None:
        self._compiled = compiled
        self._askers = askers
        self._tables = {
            name: KindTable(compiled.gate_width, np.uint64, partial(self._rows, name, trait))
            for name, trait in GATE_TRAITS.items()
        }

    def _rows(self, name: str, trait: AskedTrait, key: int) -> Array:
        return self._compiled.rows_through(name, trait.asker(self._askers, key))

    @property
    def bytes(self) -> int:
        """The room that the tables take."""
        return sum(table.bytes for table in self._tables.values())

    def open_rows(self, people: People) -> Array:
        """Return for each person the rows that are open."""
        rows = self._all_rows(people)
        for name in GATES:
            if (opened := self._opened(name, people)) is not None:
                rows &= opened
        return rows

    def _all_rows(self, people: People) -> Array:
        every: Array = self._compiled.rows_through("status", self._askers.anybody)
        return np.broadcast_to(every, (len(people), len(every))).copy()

    def _opened(self, name: str, people: People) -> Array | None:
        """Return the rows that a gate opens to each person; None if it opens all to everybody."""
        width = self._compiled.gate_width
        if name in self._tables:
            table = self._tables[name]
            places = table.find(GATE_TRAITS[name].key(self._askers, people))  # this fills rows
            return table.rows[places]
        if name == "after":
            return self._reached(people.done)
        if name == "done":
            return ~people.done[:, :width]
        return ~people.dismissed[:, :width] if name == "dismissed" else None

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
        rows = self._all_rows(people)
        excluded = np.zeros((len(GATES), len(people)), np.int64)
        remaining = np.full(len(people), self._compiled.size + self._compiled.retired)
        for number, name in enumerate(GATES):
            if (opened := self._opened(name, people)) is not None:
                rows &= opened
            elif name != "status":
                continue
            count = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
            excluded[number], remaining = remaining - count, count
        return excluded.argmax(axis=0)


# Skills. The level is the one of the engine's own factor: a sum over the skills that a person has
# and an action wants. It is counted bit by bit, since a product of matrices would start threads
# that wait for those of other processes.

_PLANES = max(SKILL_POINTS.values()).bit_length()
"""The binary digits of what a skill is worth."""

_NONE, _WANTS, _REQUIRES = (group << 4 for group in range(3))
"""The groups of rows: those that want no skill, that want one, and that require one."""


def _levels_by_worth(base: int) -> list[int]:
    """Return the level for each worth of the skills that match, from 0 to the top level."""
    return [OPTIONAL_SKILL, *(min(TOP_LEVEL, base + worth) for worth in range(1, TOP_LEVEL + 1))]


_LEVELS: Array = np.array(
    [
        *[0] * (TOP_LEVEL + 1),
        *_levels_by_worth(MATCHED_SKILL),
        *_levels_by_worth(MATCHED_SKILL + REQUIRED_SKILL),
    ],
    np.uint8,
)
"""The level for each group of rows and worth."""


class Skills:
    """The skills of the actions of a catalog, by their worth for somebody who has them."""

    def __init__(self, catalog: Catalog) -> None:
        compiled = catalog.once(Compiled)
        self._width = compiled.wanted.shape[1]
        ids = compiled.numberings.skills.ids[: compiled.numberings.wanted_skills]
        found = (catalog.words.get(WordKind.SKILL, id) for id in ids)
        worth = [SKILL_POINTS[word.rarity if word else Rarity.SOME] for word in found]
        self._own = [self._plane(worth, plane) for plane in range(_PLANES)]
        # A wider word is worth half of the skill itself.
        halves = [each // 2 for each in worth]
        self._wider = [self._plane(halves, plane) for plane in range(_PLANES)]
        requires, wants = compiled.required.any(axis=1), compiled.wanted.any(axis=1)
        group = np.where(requires, _REQUIRES, np.where(wants, _WANTS, _NONE))
        self._group = group.astype(np.uint8)
        self._wanted, self._required = (
            np.ascontiguousarray(sets.T) for sets in (compiled.wanted, compiled.required)
        )
        most = np.bitwise_count(compiled.wanted).sum(axis=1).max(initial=0) * (1 << _PLANES)
        self._kind = np.uint8 if most <= np.iinfo(np.uint8).max else np.uint32

    def _plane(self, worth: list[int], plane: int) -> Array:
        """Return the skills whose worth has a binary digit."""
        bits = sum((each >> plane & 1) << number for number, each in enumerate(worth))
        return np.array(bit_row(bits, self._width), np.uint64)

    def levels(self, people: People, person: Array, row: Array) -> tuple[Array, Array]:
        """Return the levels of pairs of a person and a row, and whether nothing is missing.

        A level is 0 where a skill that is required is missing.
        """
        own, has = people.skills[:, : self._width], people.wider_skills[:, : self._width]
        wider = has & ~own
        worth: Any = self._kind(0)
        able: Any = True
        for word in range(self._width):
            wanted = self._wanted[word].take(row)
            able &= (self._required[word].take(row) & (~has[:, word]).take(person)) == 0
            for plane in range(_PLANES):
                digits = own[:, word] & self._own[plane][word]
                digits |= wider[:, word] & self._wider[plane][word]
                count = np.bitwise_count(wanted & digits.take(person))
                worth = worth + np.left_shift(count, plane, dtype=self._kind)
        places = np.minimum(worth, TOP_LEVEL).astype(np.uint8) + self._group.take(row)
        levels: Array = _LEVELS.take(places)
        levels *= able
        return levels, able
