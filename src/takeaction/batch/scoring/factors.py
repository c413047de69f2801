"""The factors for many people: for each person the level and the points of every row."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array
from takeaction.batch.questions import People
from takeaction.batch.scoring.askers import Askers
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.tables import Build, KindTable, TableRows, one_by_one
from takeaction.batch.scoring.topic_index import TopicRows
from takeaction.batch.scoring.topics import AskedTopics
from takeaction.engine.ranking.asker import BRIEF_MINUTES, Asker
from takeaction.engine.ranking.index.rules import FACTOR_POINTS
from takeaction.engine.reasons import TOP_LEVEL, points

BY_SIGNS = TOP_LEVEL + 1
"""Added to a level of a report that somebody is shown only because they asked about signs."""

ALL_LEVELS = 2 * BY_SIGNS

AskerOf = Callable[[int], Asker]

_PERSONS: Mapping[str, Callable[[Askers], AskerOf]] = {
    "time": lambda askers: askers.sitting,
    "role": lambda askers: askers.roles_and_signs,
    "place": lambda askers: askers.place,
    "kind": lambda askers: askers.roles_and_sitting,
    "start": lambda askers: askers.done,
}
"""Somebody who has a key, for each factor that a table holds: skills are too many for one, and
the rows for topics are built together."""


class Gains(NamedTuple):
    """The levels and the points of a factor for some people."""

    levels: TableRows
    points: TableRows


def points_by_level(weight: int) -> Array:
    """Return the points of each level, and of each again that signs were asked for."""
    return np.array([points(weight, level % BY_SIGNS) for level in range(ALL_LEVELS)], np.int16)


class Factors:
    """The factors of a call that depend on few things, in tables.

    Args:
        compiled: The actions.
        askers: One person of each kind.
        asked: The sets of topics that people asked for.
        weights: The weights of all factors that count.
    """

    def __init__(
        self,
        compiled: Compiled,
        askers: Askers,
        asked: AskedTopics,
        weights: Mapping[str, int],
    ) -> None:
        self._askers, self._asked = askers, asked
        builds = {
            name: one_by_one(partial(_levels_of, compiled, name, person(askers)))
            for name, person in _PERSONS.items()
        }
        builds["topic"] = TopicRows(compiled, askers, asked).levels
        self._tables = {
            name: _FactorTable(compiled.size, build, weights[name])
            for name, build in builds.items()
            if weights.get(name)
        }
        self._meets_people: list[bool] = []

    @property
    def bytes(self) -> int:
        """The room that the tables take."""
        return sum(table.bytes for table in self._tables.values())

    def gains(self, people: People, role_sets: int) -> Mapping[str, Gains]:
        """Return the levels and points of each factor for some people.

        Args:
            people: The people.
            role_sets: The number of sets of roles that were met so far.
        """
        keys = self._keys(people, role_sets)
        return {name: table.find(keys[name]) for name, table in self._tables.items()}

    def _keys(self, people: People, role_sets: int) -> Mapping[str, Array]:
        for role_set in range(len(self._meets_people), role_sets):
            self._meets_people.append(bool(self._askers.roles(role_set).of_work))
        meets_people = np.array(self._meets_people, np.int64)[people.role_set]
        asks_signs = np.array(self._asked.asks_signs, np.int64)[people.topic_set]
        keys: dict[str, Array] = {
            "time": 2 * people.minutes,
            "role": 2 * people.role_set + asks_signs,
            "topic": 2 * people.topic_set + meets_people,
            "place": people.place,
            "kind": 2 * people.role_set + np.less(people.minutes, BRIEF_MINUTES),
            "start": np.any(people.done, axis=1).astype(np.int64),
        }
        return keys


class _FactorTable:
    """The levels of a factor and their points, by key."""

    def __init__(self, width: int, build: Build, weight: int) -> None:
        self._points = points_by_level(weight)
        self.levels = KindTable(width, np.uint8, build)
        self._rows: Array = np.empty((0, width), np.int16)
        self._filled = 0

    @property
    def bytes(self) -> int:
        """The room that the table takes."""
        return self.levels.bytes + self._rows.nbytes

    def find(self, keys: Array) -> Gains:
        places = self.levels.find(keys)
        self._fill()
        return Gains(
            TableRows(self.levels.rows, places), TableRows(self._rows[: self._filled], places)
        )

    def _fill(self) -> None:
        """Compute the points of new rows."""
        if len(self._rows) != len(self.levels.rows):
            self._rows = np.empty(self.levels.rows.shape, np.int16)
            self._filled = 0
        new = slice(self._filled, self.levels.size)
        self._rows[new] = self._points.take(self.levels.rows[new])
        self._filled = self.levels.size


def _levels_of(compiled: Compiled, name: str, person_of: AskerOf, key: int) -> Array:
    """Return the level of each row for a key."""
    person = person_of(key)
    levels = _levels_for(compiled, name, person)
    if name == "role" and person.own_topics:
        unasked = _levels_for(compiled, name, person._replace(own_topics=frozenset()))
        levels[unasked < levels] += BY_SIGNS
    return levels


def _levels_for(compiled: Compiled, name: str, person: Asker) -> Array:
    index = compiled.index
    return compiled.levels(FACTOR_POINTS[name](index, person, index.all_rows, TOP_LEVEL))
