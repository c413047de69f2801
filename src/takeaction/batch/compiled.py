"""What the scores of many people are computed from.

The actions of a catalog as columns; made-up people, one of each kind, whom the engine's own rules
answer; and tables that keep the answer for a kind, so that each kind is computed once in a call.
"""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits import Array, Numberings, bit_rows, words_for
from takeaction.batch.questions import MODES, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import (
    BRIEF_MINUTES,
    SIGNS_TOPIC,
    Asker,
    Circumstance,
    look_up_asker,
)
from takeaction.engine.ranking.factors import kind_of
from takeaction.engine.ranking.index import Index
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import ActionKind, Cost, Risk

_KINDS = tuple(ActionKind)

# The step from the lowest lane to the highest in the bytes of a number.
_STEP = 1 if sys.byteorder == "little" else -1


class Compiled:
    """The actions of a catalog, a row for each that is not retired; the first id is the last row.

    It holds nothing of a person, so a catalog computes it once.

    Attributes:
        numberings: The numbers of words and actions.
        index: The index whose gates and factors the tables are filled with.
        actions: The action of each row.
        size: The number of rows.
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
        self.index = Index(catalog.actions.values())
        self.actions: Sequence[Action] = self.index.actions
        self.size = self.index.size
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

    def levels(self, lanes: int) -> Array:
        """Return the number in each lane of the index as an array, an entry for each row."""
        return self._lanes(lanes).astype(np.uint8)

    def row_set(self, lanes: int) -> Array:
        """Return a set of rows of the index as bits."""
        bits = np.zeros(64 * self.gate_width, np.uint8)
        bits[: self.size] = self._lanes(lanes)
        return np.packbits(bits, bitorder="little").view(np.uint64)

    def _lanes(self, lanes: int) -> Array:
        return np.frombuffer(lanes.to_bytes(2 * self.size, sys.byteorder), np.uint16)[::_STEP]


class Askers:
    """Made-up people who differ from others in one thing. What is remembered dies with the call.

    Each method takes the key of a row; an even and an odd key differ in a second thing.
    """

    def __init__(self, catalog: Catalog, reader: PeopleReader) -> None:
        self._catalog = catalog
        self._reader = reader
        self.anybody = self._asker()
        self._with_time: dict[int, Asker] = {}
        self._near_to: dict[str, frozenset[str]] = {}

    def _asker(self, **fields: object) -> Asker:
        return look_up_asker(self._catalog, Profile(minutes=BRIEF_MINUTES, **fields))  # type: ignore[arg-type]

    def roles(self, role_set: int) -> Asker:
        """Return somebody with some roles and with time."""
        if role_set not in self._with_time:
            roles = self._reader.numberings.roles.members(self._reader.role_sets.all[role_set])
            self._with_time[role_set] = self._asker(roles=roles)
        return self._with_time[role_set]

    def roles_and_sitting(self, key: int) -> Asker:
        """Return somebody with some roles; odd keys have a brief sitting, which some notice."""
        role_set, is_brief = divmod(key, 2)
        person = self.roles(role_set)
        if is_brief and person.situation is Circumstance.TIME:
            return person._replace(situation=Circumstance.BRIEF)
        return person

    def roles_and_signs(self, key: int) -> Asker:
        """Return somebody with some roles; odd keys asked for signs."""
        role_set, asks_signs = divmod(key, 2)
        topics = frozenset({SIGNS_TOPIC} if asks_signs else ())
        return self.roles(role_set)._replace(own_topics=topics)

    def topics(self, topic_set: int) -> Asker:
        """Return somebody who asked for some topics."""
        bits = self._reader.topic_sets.all[topic_set]
        own = frozenset(self._reader.numberings.topics.members(bits))
        # What is near to several topics is near to one of them, so each is looked up once.
        for topic in own - self._near_to.keys():
            self._near_to[topic] = self._asker(topics=[topic]).topics
        near = own.union(*(self._near_to[topic] for topic in own))
        return self.anybody._replace(own_topics=own, topics=near)

    def topics_and_work(self, key: int) -> Asker:
        """Return somebody who asked for some topics; odd keys meet exploited people at work."""
        topic_set, meets_people = divmod(key, 2)
        of_work = frozenset({SIGNS_TOPIC} if meets_people else ())
        return self.topics(topic_set)._replace(of_work=of_work)

    def place(self, place: int) -> Asker:
        """Return somebody in a place."""
        return self._asker(region=self._reader.places.all[place])

    def modes(self, modes: int) -> Asker:
        """Return somebody who can act in some modes only."""
        suits = frozenset(mode for place, mode in enumerate(MODES) if modes >> place & 1)
        return self.anybody._replace(modes=suits)

    def cost(self, cost: int) -> Asker:
        """Return somebody who pays up to a cost."""
        return self.anybody._replace(cost=tuple(Cost)[cost])

    def risk(self, risk: int) -> Asker:
        """Return somebody who takes up to a risk."""
        return self.anybody._replace(risk=tuple(Risk)[risk])

    def sitting(self, key: int) -> Asker:
        """Return somebody with some minutes; odd keys have them again and again."""
        minutes, recurring = divmod(key, 2)
        return self.anybody._replace(minutes=minutes, recurring=bool(recurring))

    def done(self, has_done: int) -> Asker:
        """Return somebody who did nothing so far, or something."""
        return self.anybody._replace(done=frozenset({"other:action"} if has_done else ()))


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
        places: Array = self._places[keys]
        return places


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

    def of_all(self) -> Array:
        """Return the row of each person."""
        rows: Array = self.table[self.places]
        return rows

    def at(self, people: Array, rows: Array) -> Array:
        """Return the entries of people and rows, one of each."""
        starts = self.places.astype(np.int64) * self.table.shape[1]
        entries: Array = self.table.reshape(-1).take(starts.take(people) + rows)  # faster
        return entries

    def plus(self, other: "TableRows") -> "TableRows":
        """Return the sums of the rows of two tables, for each pair of rows that may occur."""
        (count, width), others = self.table.shape, len(other.table)
        sums = self.table[:, None] + other.table[None]
        return TableRows(sums.reshape(count * others, width), self.places * others + other.places)
