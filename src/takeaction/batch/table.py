"""The actions of many people: a table in, a table out.

Long tables are answered in blocks; the words that were met are remembered for the next, and
forgotten with the call.
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
)
from takeaction.batch.columns import OUTPUT, Names, read_mapping, schema_of
from takeaction.batch.compiled import Compiled
from takeaction.batch.placing import grouped, place
from takeaction.batch.questions import PeopleReader
from takeaction.batch.scores import Scorer
from takeaction.catalog import Catalog, check_catalog
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
    answering = fields.read(BatchAnswering, catalog, table, limit, weights, columns)
    fields.raise_wrong()
    return answering.answer(table)


class BatchAnswering:
    """Answers to tables with the columns of a first one; what they remember dies with the call.

    Args:
        catalog: The source of the actions.
        table: A table with the columns.
        limit: The most actions for a person; None for all.
        weights: The weights of the factors.
        columns: The columns of fields with other names.
        plain: Whether ``recommend`` answers each person: the law of the quick way.
    """

    def __init__(  # noqa: PLR0913 - those of the contract
        self,
        catalog: Catalog,
        table: pa.Table,
        limit: int | None,
        weights: Mapping[str, int] | None,
        columns: Names | None,
        *,
        plain: bool = False,
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
        self._catalog, self._limit, self._weights = catalog, limit, weights or {}
        self._columns = column_map
        self._schema = schema_of(table.schema, column_map)
        self._is_plain = plain or needs_plain(catalog, limit, self._weights)
        codes, compiled = catalog.once(ReasonCodes), catalog.once(Compiled)
        self._reasons = ReasonTable(codes, compiled, self._weights)
        self._forget()

    def _forget(self) -> None:
        """Begin with nothing that was met."""
        self._reader = PeopleReader(self._catalog, self._columns.fields)
        self._scorer = (
            None if self._is_plain else Scorer(self._catalog, self._reader, self._weights)
        )

    def _is_full(self) -> bool:
        tables = self._scorer.bytes if self._scorer else 0
        return tables + len(self._reader) * _WORD_BYTES > _MOST_BYTES

    def answer(self, table: pa.Table, faults: Mapping[int, str] | None = None) -> pa.Table:
        """Return the actions of the people of a table.

        Args:
            table: The people.
            faults: The code of the fault of each row that could not be read, by its position.
        """
        batches = []
        for start in range(0, table.num_rows, _BLOCK):
            if self._is_full():
                self._forget()
            block = table.slice(start, _BLOCK)
            in_block = {
                row - start: code
                for row, code in (faults or {}).items()
                if start <= row < start + _BLOCK
            }
            rows = self._answer(block, in_block)
            columns = [block[name].combine_chunks() for name in self._columns.ids]
            columns += [column.write(rows) for column in OUTPUT.values()]
            batches.append(pa.RecordBatch.from_arrays(columns, schema=self._schema))
        return pa.Table.from_batches(batches, schema=self._schema)

    def _answer(self, table: pa.Table, faults: Mapping[int, str]) -> Rows:
        people, problems = self._reader.read(table, faults)
        groups = grouped(people)
        if groups:
            people = people.take(groups.firsts)
        if self._scorer is None:
            answered = answer_plainly(
                self._catalog, self._reader, people, self._limit, self._weights
            )
            return Rows(problems, groups, answered)
        scores = self._scorer.scores(people)
        placed = place(scores, self._limit or 0)
        actions, counts = write_actions(self._reasons, scores, placed)
        gates = np.zeros(len(people), np.int64)
        empty = np.flatnonzero(counts == 0)
        gates[empty] = self._scorer.gates.closing_gates(people.take(empty))
        return Rows(problems, groups, Answered(actions, counts, gates))


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
            BatchAnswering, catalog, limit=limit, weights=weights, columns=columns
        )
        self._answering: BatchAnswering | None = None

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


_MOST_BYTES = 200_000_000
"""The most that a call remembers, about: tables of a million rows of 200 actions."""

_WORD_BYTES = 300
"""The bytes for a word or a set that was met, about."""
