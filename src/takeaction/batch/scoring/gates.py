"""The gates for many people: for each person the set of the rows that are open, as bits."""

from collections.abc import Callable, Mapping

import numpy as np

from takeaction.batch.bits.arrays import WORD_BITS, Array, bit_row
from takeaction.batch.questions import People
from takeaction.batch.scoring.askers import Askers
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.tables import KindTable, one_by_one
from takeaction.engine.ranking.asker import Asker
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
