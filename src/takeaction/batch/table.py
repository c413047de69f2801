"""The actions of many people: a table in, a table out.

Long tables are answered in blocks by a session, which remembers the words it met and dies with the
call.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

import numpy as np
import pyarrow as pa

from takeaction.batch.answers import (
    Answered,
    ReasonCodes,
    ReasonTable,
    Rows,
    answer_plainly,
    needs_plain,
    write_actions,
    write_statuses,
)
from takeaction.batch.columns import ColumnMap, Names, read_mapping, schema_of
from takeaction.batch.compiled import Compiled
from takeaction.batch.kernels.choice import Kernel, choose
from takeaction.batch.kernels.dense import dense
from takeaction.batch.kernels.grouping import grouped
from takeaction.batch.kernels.index import place_by_index
from takeaction.batch.kernels.pairs import pairs
from takeaction.batch.kernels.spread import Placed, place
from takeaction.batch.questions import People, PeopleReader
from takeaction.batch.scores import Scorer, Scores
from takeaction.catalog import Catalog, check_catalog
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.ranking import check_weights
from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import check_moment, check_most, read_languages
from takeaction.privacy import confidential
from takeaction.vocabulary.words import Several


@confidential
def recommend_table(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    table: pa.Table,
    *,
    limit: int | None = 5,
    weights: Mapping[str, int] | None = None,
    columns: Names | None = None,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> pa.Table:
    """Rank the actions that each person of a table can do.

    Each row is a person; the answer equals that of ``recommend``: the same actions, scores,
    reasons and places. Rows that cannot be answered stay in the table, with the reason. Nothing
    of a person is kept after the call.

    Args:
        catalog: The source of the actions.
        table: The people. A column fills the field of ``Profile`` that has its name: ``minutes``
            is needed. Several words are a list, or one text with ``;`` between them; words may be
            written as people write them. An empty cell is a field that was left out.
        limit: The most actions for a person, at least 1; None gives all.
        weights: The weights of the factors, as for ``recommend``.
        columns: The column of each field that has another name, such as ``{"minutes": "time"}``.
            ``id`` names the columns that are passed through, one or several; without it the
            column ``id``, if there is one. All other columns are ignored.
        languages: As for ``recommend``; no answer in a table depends on it so far.
        at: As for ``recommend``; no answer in a table depends on it so far.

    Returns:
        The rows in the same order, with the columns of ``schema``.

    Raises:
        QueryError: An argument has no meaning, a column is missing or has values of a wrong type.

    Example:
        >>> from takeaction.batch import recommend_table
        >>> import pyarrow as pa
        >>> people = pa.table({"id": [7], "minutes": [2], "skills": ["writing; drawing"]})
        >>> recommend_table(catalog, people, limit=1)["actions"][0].as_py()[0]["action"]
        'community-actions:save-hotline-number'
    """
    fields = Fields()
    fields.read(read_languages, languages)
    fields.read(check_moment, at)
    answering = fields.read(_Answering, catalog, table, limit, weights, columns)
    fields.raise_wrong()
    return answering.answer(table)


class _Answering:
    """Answers to tables with the columns of a first one."""

    def __init__(
        self,
        catalog: Catalog,
        table: pa.Table,
        limit: int | None,
        weights: Mapping[str, int] | None,
        columns: Names | None,
    ) -> None:
        fields = Fields()
        fields.read(check_catalog, catalog)
        fields.read(check_most, limit)
        if isinstance(catalog, Catalog):
            weights = fields.read(check_weights, catalog, weights)
        if not isinstance(table, pa.Table):
            fields.add(refused("query.table", "table", "table"))
        else:
            column_map = fields.read(read_mapping, table.schema, columns)
        fields.raise_wrong()
        self.source = table.schema
        self._ids = column_map.ids
        self._schema = schema_of(table.schema, column_map)
        self._new_session = partial(Session, catalog, column_map, limit, weights)
        self._session = self._new_session()

    def answer(self, table: pa.Table) -> pa.Table:
        """Return the actions of the people of a table."""
        batches = []
        for start in range(0, table.num_rows, _BLOCK):
            if self._session.is_full:
                self._session = self._new_session()
            block = table.slice(start, _BLOCK)
            columns = [block[name].combine_chunks() for name in self._ids]
            columns += self._session.answer(block)
            batches.append(pa.RecordBatch.from_arrays(columns, schema=self._schema))
        return pa.Table.from_batches(batches, schema=self._schema)


_BLOCK = 1 << 15
"""The rows that are answered at once. Their lists of all actions have fewer than 2 to the power of
31 bytes of text, which is the most that an array of Arrow holds."""


def recommend_batch(
    catalog: Catalog,
    batch: pa.RecordBatch,
    *,
    limit: int | None = 5,
    weights: Mapping[str, int] | None = None,
    columns: Names | None = None,
) -> pa.RecordBatch:
    """Rank the actions that each person of a record batch can do: see ``recommend_table``."""
    return _Stream(catalog, limit, weights, columns).answer(batch)


def recommend_batches(
    catalog: Catalog,
    batches: Iterable[pa.RecordBatch],
    *,
    limit: int | None = 5,
    weights: Mapping[str, int] | None = None,
    columns: Names | None = None,
) -> Iterator[pa.RecordBatch]:
    """Rank the actions of each record batch of a stream, one at a time: see ``recommend_table``.

    It has the form that ``mapInArrow`` of Spark asks for. What it remembers of words dies with
    the iterator, so a stream takes less time than its batches one by one.
    """
    return map(_Stream(catalog, limit, weights, columns).answer, batches)


class _Stream:
    """The answers to record batches, one after the other."""

    def __init__(
        self,
        catalog: Catalog,
        limit: int | None,
        weights: Mapping[str, int] | None,
        columns: Names | None,
    ) -> None:
        self._answering_for = partial(
            _Answering, catalog, limit=limit, weights=weights, columns=columns
        )
        self._answering: _Answering | None = None

    @confidential
    def answer(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the actions of the people of a batch."""
        if not isinstance(batch, pa.RecordBatch):
            raise refused("query.table", "record_batch", "batch")
        table = pa.Table.from_batches([batch])
        if self._answering is None or self._answering.source != table.schema:
            self._answering = self._answering_for(table)
        result = self._answering.answer(table).combine_chunks()
        batches = result.to_batches() or [pa.RecordBatch.from_pylist([], schema=result.schema)]
        return batches[0]


_FINDERS = {Kernel.PAIRS: pairs, Kernel.DENSE: dense}


_MOST_BYTES = 200_000_000
"""The most that a session remembers, about: tables of a million rows of 200 actions."""

_WORD_BYTES = 300
"""The bytes for a word or a set that was met, about."""


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
