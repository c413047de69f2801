"""The factors for many people: for each person the level and the points of every action.

A factor that depends on few things about a person is a table with a row for each kind of person.
Skills are no table: hardly two people have the same ones.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from takeaction.batch.bits import WORD_MASK, Array, bit_row
from takeaction.batch.compiled import Askers, Compiled, KindTable, TableRows
from takeaction.batch.questions import People, PeopleReader
from takeaction.engine.ranking.asker import BRIEF_MINUTES, SIGNS_TOPIC, SKILL_POINTS, Asker
from takeaction.engine.ranking.factors import (
    FACTORS,
    MATCHED_SKILL,
    OPTIONAL_SKILL,
    REQUIRED_SKILL,
)
from takeaction.engine.reasons import TOP_LEVEL, points
from takeaction.models.word import Vocabulary
from takeaction.vocabulary.records import Rarity, WordKind

BY_SIGNS = TOP_LEVEL + 1
"""Added to a level of a report that somebody is shown only because they asked about signs."""

ALL_LEVELS = 2 * BY_SIGNS


class Gains(NamedTuple):
    """The levels and the points of a factor for some people."""

    levels: TableRows
    points: TableRows


def points_by_level(weight: int) -> Array:
    """Return the points of each level, and of each again that signs were asked for."""
    return np.array([points(weight, level % BY_SIGNS) for level in range(ALL_LEVELS)], np.int16)


class Factors:
    """The factors of a call that depend on few things, in tables.

    Attributes:
        near_topics: The topics near to those of each set that the reader has met, as bits.
    """

    def __init__(
        self,
        compiled: Compiled,
        askers: Askers,
        reader: PeopleReader,
        weights: Mapping[str, int],
    ) -> None:
        self._askers, self._reader = askers, reader
        self._points = {name: points_by_level(weight) for name, weight in weights.items() if weight}
        person_of = {
            "time": askers.sitting,
            "role": askers.roles_and_signs,
            "topic": askers.topics_and_work,
            "place": askers.place,
            "kind": askers.roles_and_sitting,
            "start": askers.done,
        }
        self._tables = {
            name: KindTable(compiled.size, np.uint8, partial(_levels_of, compiled, name, person))
            for name, person in person_of.items()
            if name in self._points
        }
        self._meets_people: list[bool] = []
        self._asks_signs: list[bool] = []
        self.near_topics: list[int] = []

    @property
    def bytes(self) -> int:
        """The room that the tables take; points take twice that of levels."""
        return 3 * sum(table.bytes for table in self._tables.values())

    def gains(self, people: People) -> Mapping[str, Gains]:
        """Return the levels and points of each factor for some people."""
        self._catch_up()
        keys = self._keys(people)
        gains = {}
        for name, table in self._tables.items():
            places = table.find(keys[name])
            table_of_points = self._points[name].take(table.rows)
            gains[name] = Gains(TableRows(table.rows, places), TableRows(table_of_points, places))
        return gains

    def _catch_up(self) -> None:
        """Look up the sets of roles and topics that were met since the last time."""
        numbers, topic_sets = self._reader.numberings.topics, self._reader.topic_sets.all
        for role_set in range(len(self._meets_people), len(self._reader.role_sets.all)):
            self._meets_people.append(bool(self._askers.roles(role_set).of_work))
        for topic_set in range(len(self.near_topics), len(topic_sets)):
            near = numbers.bits(self._askers.topics(topic_set).topics)
            # The topics of actions come first, and only they matter: with more no kernel answers.
            self.near_topics.append(near & WORD_MASK)
            self._asks_signs.append(bool(topic_sets[topic_set] & numbers.bits([SIGNS_TOPIC])))

    def _keys(self, people: People) -> Mapping[str, Array]:
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


def _levels_of(compiled: Compiled, name: str, person_of: Callable[[int], Asker], key: int) -> Array:
    """Return the level of each row for a key."""
    person = person_of(key)
    levels = _levels_for(compiled, name, person)
    if name == "role" and person.own_topics:
        unasked = _levels_for(compiled, name, person._replace(own_topics=frozenset()))
        levels[unasked < levels] += BY_SIGNS
    return levels


def _levels_for(compiled: Compiled, name: str, person: Asker) -> Array:
    index = compiled.index
    return compiled.levels(index.points(FACTORS[name], person, index.all_rows, TOP_LEVEL))


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

_Spread = Callable[[Array], Array]
"""Spreads an array over pairs, or over a table of people and rows."""


class SkillLevels(NamedTuple):
    """The levels of skills for people and rows.

    Attributes:
        levels: The level, if nothing required is missing; else 0.
        able: Whether nothing required is missing.
    """

    levels: Array
    able: Array


class Skills:
    """The skills of the actions of a catalog, by their worth for somebody who has them."""

    def __init__(self, compiled: Compiled, words: Vocabulary) -> None:
        self._width = compiled.wanted.shape[1]
        ids = compiled.numberings.skills.ids[: compiled.numberings.wanted_skills]
        found = (words.get(WordKind.SKILL, id) for id in ids)
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

    def of_all(self, people: People) -> SkillLevels:
        """Return the levels of some people for all rows."""
        return self._levels(people, lambda column: column[:, None], lambda column: column)

    def of_pairs(self, people: People, person: Array, row: Array) -> SkillLevels:
        """Return the levels of pairs of a person and a row."""
        return self._levels(
            people, lambda column: column.take(person), lambda column: column.take(row)
        )

    def _levels(self, people: People, of_people: _Spread, of_rows: _Spread) -> SkillLevels:
        own, has = people.skills[:, : self._width], people.wider_skills[:, : self._width]
        wider = has & ~own
        worth: Any = self._kind(0)
        able: Any = True
        for word in range(self._width):
            wanted = of_rows(self._wanted[word])
            able &= (of_rows(self._required[word]) & of_people(~has[:, word])) == 0
            for plane in range(_PLANES):
                digits = own[:, word] & self._own[plane][word]
                digits |= wider[:, word] & self._wider[plane][word]
                count = np.bitwise_count(wanted & of_people(digits))
                worth = worth + np.left_shift(count, plane, dtype=self._kind)
        places = np.minimum(worth, TOP_LEVEL).astype(np.uint8) + of_rows(self._group)
        levels: Array = _LEVELS.take(places)
        levels *= able
        return SkillLevels(levels, able)
