"""The answers of one call: blocks of a table in, columns of the result out."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from takeaction.batch.columns.mapping import ColumnMap
from takeaction.batch.kernels.choice import Kernel, choose
from takeaction.batch.kernels.dense import dense
from takeaction.batch.kernels.grouping import grouped
from takeaction.batch.kernels.index import place_by_index
from takeaction.batch.kernels.pairs import pairs
from takeaction.batch.kernels.spread import Placed, place
from takeaction.batch.reading.people import People, PeopleReader
from takeaction.batch.scoring.compiled import Compiled
from takeaction.batch.scoring.scorer import Scorer
from takeaction.batch.scoring.scores import Scores
from takeaction.batch.writing.answers import Answered, write_actions, write_statuses
from takeaction.batch.writing.plain import answer_plainly, needs_plain
from takeaction.batch.writing.reasons import ReasonCodes, ReasonTable
from takeaction.batch.writing.rows import Rows
from takeaction.catalog.catalog import Catalog
from takeaction.engine.ranking.asker import look_up_asker

_FINDERS = {Kernel.PAIRS: pairs, Kernel.DENSE: dense}


class Session:
    """What a call remembers; it dies with the call.

    Args:
        catalog: The source of the actions.
        column_map: The columns that are read.
        limit: The most actions for a person; None for all.
        weights: The weights of the factors.
        kernel: The kernel to use; None takes the one that suits the people.
    """

    def __init__(
        self,
        catalog: Catalog,
        column_map: ColumnMap,
        limit: int | None,
        weights: Mapping[str, int],
        kernel: Kernel | None = None,
    ) -> None:
        self._catalog = catalog
        self._limit = limit
        self._weights = weights
        self._kernel = kernel
        self._reader = PeopleReader(catalog, column_map)
        is_plain = kernel is Kernel.PLAIN or needs_plain(catalog, limit, weights)
        self._scorer = None if is_plain else Scorer(catalog, self._reader, weights)
        codes = catalog.once(ReasonCodes)
        self._reasons = ReasonTable(codes, catalog.once(Compiled), weights)

    @property
    def is_full(self) -> bool:
        """Whether it remembers so much that a new one should go on."""
        tables = self._scorer.bytes if self._scorer else 0
        return tables + len(self._reader) * _WORD_BYTES > _MOST_BYTES

    def answer(self, table: pa.Table) -> list[pa.Array]:
        """Return the actions, the status and the problem of each row of a table."""
        people, problems = self._reader.read(table)
        groups = grouped(people)
        answered = self._answer(people if groups is None else people.take(groups.firsts))
        rows = Rows(problems.codes == 0, groups)
        statuses = write_statuses(problems, rows.of(answered.counts), rows.of(answered.gates))
        return [rows.lists(answered), *statuses]

    def _answer(self, people: People) -> Answered:
        if self._scorer is None:
            return answer_plainly(self._catalog, self._reader, people, self._limit, self._weights)
        scores = self._scorer.scores(people)
        placed = self._place(scores)
        actions, counts = write_actions(self._reasons, scores, placed)
        gates = np.zeros(len(people), np.int64)
        empty = np.flatnonzero(counts == 0)
        gates[empty] = self._scorer.gates.closing_gates(people.take(empty))
        return Answered(actions, counts, gates)

    def _place(self, scores: Scores) -> Placed:
        kernel = self._kernel or choose(scores.compiled.size, scores.open_rows)
        limit = self._limit or 0
        if kernel in _FINDERS:
            return place(scores, limit, _FINDERS[kernel])
        people = scores.people
        profiles = (self._reader.profile(people, number) for number in range(len(people)))
        askers = (look_up_asker(self._catalog, profile) for profile in profiles)
        return place_by_index(self._catalog, len(people), limit, self._weights, askers)


_MOST_BYTES = 200_000_000
"""The most that a session remembers, about: tables of a million rows of 200 actions."""

_WORD_BYTES = 300
"""The bytes for a word or a set that was met, about."""
