"""What the scores of many people are computed from.

The actions of a catalog as columns; made-up people, one of each kind, that the engine's own rules
answer; and tables that keep the answer for a kind, so that each kind is computed once in a call.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.cells import (
    OTHER_ACTION,
    WORD_BITS,
    WORD_MASK,
    Array,
    Numberings,
    bit_rows,
    modes_in,
    words_for,
)
from takeaction.batch.questions import People, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import (
    BRIEF_MINUTES,
    SIGNS_TOPIC,
    Asker,
    Circumstance,
    look_up_asker,
)
from takeaction.engine.ranking.factors import AWARENESS, kind_of
from takeaction.engine.ranking.gates import GATES, RankingFactor
from takeaction.engine.ranking.index import Index
from takeaction.engine.reasons import TOP_LEVEL
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import ActionKind, Cost, Risk

_KINDS = tuple(ActionKind)

OTHER_TOPICS = frozenset({AWARENESS})
"""What somebody may ask for who does not ask for signs."""

# The step from the lowest lane to the highest in the bytes of a number.
_STEP = 1 if sys.byteorder == "little" else -1


class Compiled:
    """The actions of a catalog, a row for each that is not retired; the first id is the last row.

    It holds nothing of a person, so a catalog computes it once.

    Attributes:
        numberings: The numbers of words and actions.
        actions: The action of each row.
        size: The number of rows.
        retired: The number of actions without a row.
        gate_width: The number of 64-bit words of a set of rows.
        ids: The id of each row.
        wanted: The skills that each row wants, as bits.
        required: The skills that each row requires, as bits.
        topics: The topics of each row, as bits.
        kinds: The kind of each row as a bit of ``_KINDS``, 0 for none.
        follows: The rows that come after other actions, and those actions as bits.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.numberings = numbers = catalog.once(Numberings)
        self._index = Index(catalog.actions.values())
        self.actions: Sequence[Action] = self._index.actions
        self.size, self.retired = self._index.size, self._index.retired
        self.gate_width = words_for(self.size)
        self.ids = pa.array([each.id for each in self.actions], pa.string())
        width = words_for(numbers.wanted_skills)
        wanted = [each.skills_required | each.skills_helpful for each in self.actions]
        self.wanted = bit_rows([numbers.skills.bits(ids) for ids in wanted], width)
        required = [numbers.skills.bits(each.skills_required) for each in self.actions]
        self.required = bit_rows(required, width)
        topics = [numbers.topics.bits(each.topics) for each in self.actions]
        self.topics = bit_rows(topics, words_for(numbers.action_topics))
        kinds = [kind_of(each) for each in self.actions]
        self.kinds = np.array([1 << _KINDS.index(each) if each else 0 for each in kinds], np.uint16)
        self.follows = [
            (row, numbers.actions.bits(each.after))
            for row, each in enumerate(self.actions)
            if each.after
        ]

    def levels(self, factor: RankingFactor, asker: Asker) -> Array:
        """Return the level of each row by a factor."""
        index = self._index
        lanes = index.points(factor, asker, index.all_rows, TOP_LEVEL)
        return self._lanes(lanes).astype(np.uint8)

    def has_reason(self, factor: RankingFactor, asker: Asker, code: str) -> Array:
        """Mark the rows whose level by a factor has a code."""
        with_code, remaining = 0, self._index.all_rows
        for _, rows, reason in factor.levels(self._index, asker):
            with_code |= remaining & rows if reason == code else 0
            remaining ^= remaining & rows
        return self._lanes(with_code).astype(np.bool_)

    def rows_through(self, gate: str, asker: Asker) -> Array:
        """Return the rows that a gate lets in, as bits."""
        bits = np.zeros(WORD_BITS * self.gate_width, np.uint8)
        bits[: self.size] = self._lanes(GATES[gate].opens(self._index, asker))
        return np.packbits(bits, bitorder="little").view(np.uint64)

    def _lanes(self, lanes: int) -> Array:
        return np.frombuffer(lanes.to_bytes(2 * self.size, sys.byteorder), np.uint16)[::_STEP]


class Askers:
    """Made-up people who differ from others in one thing. What is remembered dies with the call.

    Attributes:
        anybody: A person who has said nothing.
    """

    def __init__(self, catalog: Catalog, reader: PeopleReader) -> None:
        self._catalog = catalog
        self._reader = reader
        self.anybody = self._asker()
        self._with_time: dict[int, Asker] = {}
        self._near: dict[str, tuple[frozenset[str], int]] = {}
        self._near_sets: list[int] = []
        self._meets_people: list[bool] = []
        self._asked: list[int] = []

    def _asker(self, **fields: object) -> Asker:
        return look_up_asker(self._catalog, Profile(minutes=BRIEF_MINUTES, **fields))  # type: ignore[arg-type]

    def catch_up(self) -> None:
        """Look up the sets of roles and topics that the reader has met since the last time."""
        numbers, topic_sets = self._reader.numberings.topics, self._reader.topic_sets.all
        for role_set in range(len(self._meets_people), len(self._reader.role_sets.all)):
            self._meets_people.append(bool(self.with_roles(role_set).of_work))
        signs = numbers.bits([SIGNS_TOPIC])
        for topics in topic_sets[len(self._near_sets) :]:
            near = topics
            for topic in numbers.members(topics):
                near |= self._near_to(topic)[1]
            # The topics of actions come first, and only they matter here.
            self._near_sets.append(near & WORD_MASK)
            self._asked.append(2 if topics & signs else bool(topics))

    def _near_to(self, topic: str) -> tuple[frozenset[str], int]:
        """Return the topics near to one, also as bits; what is near to several is near to one."""
        if topic not in self._near:
            near = self._asker(topics=[topic]).topics
            self._near[topic] = near, self._reader.numberings.topics.bits(near)
        return self._near[topic]

    def near_topics(self, people: People) -> Array:
        """Return the topics near to those that each person asked for, as bits."""
        return np.array(self._near_sets, np.uint64)[people.topic_set]

    def meets_people(self, people: People) -> Array:
        """Mark the people whose work can meet exploited people."""
        return np.array(self._meets_people, np.int64)[people.role_set]

    def asked(self, people: People) -> Array:
        """Mark the people who asked for topics with 1, for signs with 2."""
        return np.array(self._asked, np.int64)[people.topic_set]

    def with_roles(self, role_set: int) -> Asker:
        """Return somebody with some roles and with time."""
        if role_set not in self._with_time:
            roles = self._reader.numberings.roles.members(self._reader.role_sets.all[role_set])
            self._with_time[role_set] = self._asker(roles=roles)
        return self._with_time[role_set]

    def with_roles_in_a_sitting(self, key: int) -> Asker:
        """Return somebody with some roles; odd keys have a brief sitting, which some notice."""
        role_set, is_brief = divmod(key, 2)
        person = self.with_roles(role_set)
        if is_brief and person.situation is Circumstance.TIME:
            return person._replace(situation=Circumstance.BRIEF)
        return person

    def with_roles_and_topics(self, key: int) -> Asker:
        """Return somebody with some roles who asked for nothing, for other topics, or for signs."""
        role_set, asked = divmod(key, 3)
        topics = (frozenset[str](), OTHER_TOPICS, frozenset({SIGNS_TOPIC}))[asked]
        return self.with_roles(role_set)._replace(own_topics=topics)

    def with_topics_at_work(self, key: int) -> Asker:
        """Return somebody who asked for some topics; odd keys meet exploited people at work."""
        topic_set, meets_people = divmod(key, 2)
        bits = self._reader.topic_sets.all[topic_set]
        own = frozenset(self._reader.numberings.topics.members(bits))
        near = own.union(*(self._near_to(topic)[0] for topic in own))
        of_work = frozenset({SIGNS_TOPIC} if meets_people else ())
        return self.anybody._replace(own_topics=own, topics=near, of_work=of_work)

    def in_place(self, place: int) -> Asker:
        """Return somebody in a place."""
        return self._asker(region=self._reader.places.all[place])


class AskedTrait(NamedTuple):
    """A thing that a gate or a factor asks about a person.

    Attributes:
        key: Returns a whole number for each person, from 0: equal ones for people who are alike.
        asker: Returns somebody who has a key.
    """

    key: Callable[[Askers, People], Array]
    asker: Callable[[Askers, int], Asker]


_SITTING = AskedTrait(  # odd keys have their minutes again and again
    lambda _, people: 2 * people.minutes + people.recurring,
    lambda askers, key: askers.anybody._replace(minutes=key // 2, recurring=bool(key % 2)),
)
_PLACE = AskedTrait(lambda _, people: people.place, Askers.in_place)

# Retired actions have no row, and nobody in a table has a concern, so these gates are not here.
# What somebody did, or does not want, is no table: see ``scores.Gates``.
GATE_TRAITS: Mapping[str, AskedTrait] = {
    "region": _PLACE,
    "age": AskedTrait(
        lambda _, people: np.zeros(len(people), np.int64), lambda askers, _: askers.anybody
    ),
    "roles": AskedTrait(lambda _, people: people.role_set, Askers.with_roles),
    "mode": AskedTrait(
        lambda _, people: people.modes.astype(np.int64),
        lambda askers, modes: askers.anybody._replace(modes=frozenset(modes_in(modes))),
    ),
    "cost": AskedTrait(
        lambda _, people: people.cost,
        lambda askers, cost: askers.anybody._replace(cost=tuple(Cost)[cost]),
    ),
    "risk": AskedTrait(
        lambda _, people: people.risk,
        lambda askers, risk: askers.anybody._replace(risk=tuple(Risk)[risk]),
    ),
    "minutes": _SITTING,
}
"""What each gate asks about a person."""

# Skills are no table: hardly two people have the same ones. See ``scores.Skills``.
FACTOR_TRAITS: Mapping[str, AskedTrait] = {
    "time": _SITTING,
    "role": AskedTrait(
        lambda askers, people: 3 * people.role_set + askers.asked(people),
        Askers.with_roles_and_topics,
    ),
    "topic": AskedTrait(
        lambda askers, people: 2 * people.topic_set + askers.meets_people(people),
        Askers.with_topics_at_work,
    ),
    "place": _PLACE,
    "kind": AskedTrait(
        lambda _, people: 2 * people.role_set + np.less(people.minutes, BRIEF_MINUTES),
        Askers.with_roles_in_a_sitting,
    ),
    "start": AskedTrait(  # somebody who did nothing so far, or something
        lambda _, people: np.any(people.done, axis=1).astype(np.int64),
        lambda askers, has_done: askers.anybody._replace(
            done=frozenset({OTHER_ACTION} if has_done else ())
        ),
    ),
}
"""What each factor asks about a person."""


class KindTable:
    """Rows by key, filled when a key is first met; a key is a whole number from 0.

    Args:
        width: The number of entries of a row.
        kind: Their type.
        build: Returns the row of a key.
    """

    def __init__(self, width: int, kind: type[np.generic], build: Callable[[int], Array]) -> None:
        self._rows: Array = np.empty((16, width), kind)
        self._size = 0
        self._build = build
        self._places: Array = np.full(64, -1, np.int32)

    @property
    def rows(self) -> Array:
        """The rows that are filled."""
        return self._rows[: self._size]

    @property
    def bytes(self) -> int:
        """The room that the table takes."""
        return self._rows.nbytes + self._places.nbytes

    def find(self, keys: Array) -> Array:
        """Return the places of the rows of some keys, and fill in those that are missing."""
        highest = int(keys.max(initial=0))
        if highest >= len(self._places):
            self._places = _grown(self._places, highest + 1, -1)
        new = np.unique(keys[self._places[keys] < 0])
        end = self._size + len(new)
        if end > len(self._rows):
            self._rows = _grown(self._rows, end, 0)
        for place, key in enumerate(new.tolist(), self._size):
            self._rows[place] = self._build(key)
        self._places[new] = np.arange(self._size, end)
        self._size = end
        return self._places[keys]


def _grown(array: Array, least: int, filling: int) -> Array:
    """Return an array with the same first rows and at least twice as many."""
    grown = np.full((max(least, 2 * len(array)), *array.shape[1:]), filling, array.dtype)
    grown[: len(array)] = array
    return grown


class TableRows(NamedTuple):
    """A row of a table for each of some people.

    Attributes:
        table: The rows of the table.
        places: The place of each person's row.
    """

    table: Array
    places: Array

    def take(self, chosen: Array | slice) -> "TableRows":
        """Return the rows of some of the people."""
        return self._replace(places=self.places[chosen])

    def at(self, people: Array, rows: Array) -> Array:
        """Return the entries of people and rows, one of each."""
        starts = self.places.astype(np.int64) * self.table.shape[1]
        return self.table.reshape(-1).take(starts.take(people) + rows)  # faster

    def plus(self, other: "TableRows") -> "TableRows":
        """Return the sums of the rows of two tables, for each pair of rows that may occur."""
        (count, width), others = self.table.shape, len(other.table)
        sums = self.table[:, None] + other.table[None]
        return TableRows(sums.reshape(count * others, width), self.places * others + other.places)
