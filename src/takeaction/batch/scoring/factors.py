"""The factors for many people: for each person the level and the points of every row."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array
from takeaction.batch.reading.people import People
from takeaction.batch.scoring.askers import Askers
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.tables import KindTable, TableRows
from takeaction.engine.points import TOP_LEVEL, points
from takeaction.engine.ranking.asker import BRIEF_MINUTES, SIGNS_TOPIC, Asker
from takeaction.engine.ranking.index.rules import FACTOR_POINTS

BY_SIGNS = TOP_LEVEL + 1
"""Added to a level of a report that somebody is shown only because they asked about signs."""

ALL_LEVELS = 2 * BY_SIGNS

AskerOf = Callable[[int], Asker]

_PERSONS: Mapping[str, Callable[[Askers], AskerOf]] = {
    "time": lambda askers: askers.sitting,
    "role": lambda askers: askers.roles_and_signs,
    "topic": lambda askers: askers.topics_and_work,
    "place": lambda askers: askers.place,
    "kind": lambda askers: askers.roles_and_sitting,
    "start": lambda askers: askers.done,
}
"""Somebody who has a key, for each factor that a table can hold: skills are too many for one."""


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
        weights: The weights of all factors that count.
    """

    def __init__(self, compiled: Compiled, askers: Askers, weights: Mapping[str, int]) -> None:
        self._compiled = compiled
        self._askers = askers
        self._tables = {
            name: _FactorTable(compiled, name, person(askers), weights[name])
            for name, person in _PERSONS.items()
            if weights.get(name)
        }
        self._meets_people: list[bool] = []
        self._asks_signs: list[bool] = []

    @property
    def bytes(self) -> int:
        """The room that the tables take."""
        return sum(table.bytes for table in self._tables.values())

    def gains(self, people: People, role_sets: int, topic_sets: int) -> Mapping[str, Gains]:
        """Return the levels and points of each factor for some people.

        Args:
            people: The people.
            role_sets: The number of sets of roles that were met so far.
            topic_sets: The number of sets of topics that were met so far.
        """
        keys = self._keys(people, role_sets, topic_sets)
        return {name: table.find(keys[name]) for name, table in self._tables.items()}

    def _keys(self, people: People, role_sets: int, topic_sets: int) -> Mapping[str, Array]:
        for role_set in range(len(self._meets_people), role_sets):
            self._meets_people.append(bool(self._askers.roles(role_set).of_work))
        for topic_set in range(len(self._asks_signs), topic_sets):
            self._asks_signs.append(SIGNS_TOPIC in self._askers.topics(topic_set).own_topics)
        meets_people = np.array(self._meets_people, np.int64)[people.role_set]
        asks_signs = np.array(self._asks_signs, np.int64)[people.topic_set]
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

    def __init__(self, compiled: Compiled, name: str, person: AskerOf, weight: int) -> None:
        self._compiled = compiled
        self._name = name
        self._person = person
        self._factor = FACTOR_POINTS[name]
        self._points = points_by_level(weight)
        self.levels = KindTable(compiled.size, np.uint8, self._levels_of)
        self._rows: Array = np.empty((0, compiled.size), np.int16)
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

    def _levels_of(self, key: int) -> Array:
        person = self._person(key)
        levels = self._levels_for(person)
        if self._name == "role" and person.own_topics:
            unasked = self._levels_for(person._replace(own_topics=frozenset()))
            levels[unasked < levels] += BY_SIGNS
        return levels

    def _levels_for(self, person: Asker) -> Array:
        index = self._compiled.index
        return self._compiled.levels(self._factor(index, person, index.all_rows, TOP_LEVEL))
