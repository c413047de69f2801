"""The skill factor for many people: hardly two of them have the same skills, so no table holds it.

The level is the one of ``factors._skill``. It is a sum over the skills that a person has and an
action wants.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from takeaction.batch.bits import WORD_BITS, Array, Numbering, bit_row
from takeaction.batch.compiled import Askers, Build, Compiled, KindTable, TableRows, one_by_one
from takeaction.batch.questions import People, PeopleReader
from takeaction.engine.ranking.asker import BRIEF_MINUTES, SIGNS_TOPIC, SKILL_POINTS, Asker
from takeaction.engine.ranking.factors import (
    AWARENESS,
    MATCHED_SKILL,
    OPTIONAL_SKILL,
    REQUIRED_SKILL,
)
from takeaction.engine.ranking.index.rules import FACTOR_POINTS
from takeaction.engine.reasons import TOP_LEVEL, points
from takeaction.models.word import Vocabulary
from takeaction.vocabulary.records import Rarity, WordKind

_PLANES = max(SKILL_POINTS.values()).bit_length()
"""The binary digits of a worth."""


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
        worth = [_worth(words, id) for id in ids]
        self._own = [self._plane(worth, plane) for plane in range(_PLANES)]
        self._wider = [
            self._plane([each // 2 for each in worth], plane) for plane in range(_PLANES)
        ]
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
        worth, able = self._worth(people, lambda column: column[:, None], lambda column: column)
        return self._levels(worth, able, slice(None))

    def of_pairs(self, people: People, person: Array, row: Array) -> SkillLevels:
        """Return the levels of pairs of a person and a row."""
        worth, able = self._worth(
            people, lambda column: column.take(person), lambda column: column.take(row)
        )
        return self._levels(worth, able, row)

    def _worth(self, people: People, of_people: _Spread, of_rows: _Spread) -> tuple[Array, Array]:
        """Return the worth of the skills that match, and whether nothing required is missing.

        They are counted bit by bit: a product of matrices would start threads that wait for those
        of other processes.

        Args:
            people: The people.
            of_people: Spreads an array with an entry for each person.
            of_rows: The same for rows.
        """
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
        return worth, able

    def _levels(self, worth: Array, able: Array, rows: Array | slice) -> SkillLevels:
        """Return the levels for the worth of the skills that match."""
        places = np.minimum(worth, TOP_LEVEL).astype(np.uint8) + self._group[rows]
        levels: Array = _LEVELS.take(places)
        levels *= able
        return SkillLevels(levels, able)


_NONE, _WANTS, _REQUIRES = (group << 4 for group in range(3))
"""The groups of rows: those that want no skill, that want one, and that require one."""


def _levels_by_worth(base: int) -> list[int]:
    """Return the level for each worth of the skills that match, up to the top level."""
    matched = (min(TOP_LEVEL, base + worth) for worth in range(1, TOP_LEVEL + 1))
    return [OPTIONAL_SKILL, *matched]


_LEVELS: Array = np.array(
    [
        *[0] * (TOP_LEVEL + 1),
        *_levels_by_worth(MATCHED_SKILL),
        *_levels_by_worth(MATCHED_SKILL + REQUIRED_SKILL),
    ],
    np.uint8,
)
"""The level for each group of rows and worth."""


def _worth(words: Vocabulary, skill: str) -> int:
    word = words.get(WordKind.SKILL, skill)
    return SKILL_POINTS[word.rarity if word else Rarity.SOME]


# The sets of topics that people asked for, and the topics near to each.


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


# The topic factor for many sets of topics at once, by the rule that answers one person.


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


# The factors for many people: for each person the level and the points of every row.


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
