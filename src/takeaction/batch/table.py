"""The actions of many people: a table in, a table out.

First the columns: those of people that are read, and one entry for each of the result. Then the
answers: long tables are answered in blocks; the words that were met are remembered for the next,
and forgotten with the call.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.answers import (
    ACTION_TYPE,
    PROBLEM,
    Answered,
    ReasonCodes,
    ReasonTable,
    Rows,
    RowStatus,
    action_type,
    answer_plainly,
    needs_plain,
    write_actions,
)
from takeaction.batch.cells import PEOPLE
from takeaction.batch.compiled import Compiled
from takeaction.batch.placing import grouped, place
from takeaction.batch.questions import PeopleReader
from takeaction.batch.scores import Scorer
from takeaction.catalog import Catalog, check_catalog
from takeaction.engine.ranking.ranking import check_weights
from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import check_moment, check_most, read_languages
from takeaction.privacy import confidential
from takeaction.vocabulary.words import Several, nearest


class OutputColumn(NamedTuple):
    """A column of a result.

    Attributes:
        type: Its type.
        doc: Its meaning, as the page of the API and a table of a page have it.
        write: Returns it for some rows.
    """

    type: pa.DataType
    doc: str
    write: Callable[[Rows], pa.Array]


OUTPUT: Mapping[str, OutputColumn] = {
    "actions": OutputColumn(
        pa.list_(ACTION_TYPE),
        "a list of structs, best first: `action` (its id), `score` and `moved` as in a"
        " `Recommendation`, and `reasons`, a list of structs of `code` and `points`; empty unless"
        " the status is `ok`",
        Rows.actions,
    ),
    "status": OutputColumn(
        pa.string(), "`ok`; `empty` if no action fits; `refused` or `broken`", Rows.statuses
    ),
    "problem": OutputColumn(
        PROBLEM,
        "null if the status is `ok`, else a struct of `code` and `field`, never the value",
        Rows.problems,
    ),
}
"""The columns of a result beside the ids."""

# People

ID_COLUMNS = "id"
"""The name under which a mapping gives the columns that are passed through."""

_ALL = ", ".join((ID_COLUMNS, *PEOPLE))
_EXAMPLE = '{"minutes": "time"}'

Names = Mapping[str, str | Sequence[str]]
"""A column for each of some fields; for ``id`` also several."""


@attrs.frozen(kw_only=True)
class ColumnMap:
    """The columns that are read, passed through, and ignored.

    Attributes:
        fields: The column of each field that has one.
        ids: The columns that are passed through, in order.
        ignored: All other columns, in the order of the table.
    """

    fields: Mapping[str, str]
    ids: tuple[str, ...]
    ignored: tuple[str, ...]


def read_mapping(schema: pa.Schema, columns: Names | None) -> ColumnMap:
    """Find the columns of a table; a field without an entry takes the column of its own name.

    Raises:
        QueryError: An entry is for no field, or for a column that is not there or there twice; no
            column has the minutes, or one has values of a wrong type.
    """
    given = _check_names(columns)
    ids = given.pop(ID_COLUMNS, [ID_COLUMNS] if ID_COLUMNS in schema.names else [])
    fields = {name: name for name in PEOPLE if name in schema.names}
    fields |= {name: names[0] for name, names in given.items()}
    if "minutes" not in fields:
        raise refused("query.columns", "no_column", "minutes")
    for field, name in [*fields.items(), *((ID_COLUMNS, name) for name in ids)]:
        _check_column(schema, field, name)
    used = {*fields.values(), *ids}
    ignored = tuple(name for name in schema.names if name not in used)
    return ColumnMap(fields=fields, ids=tuple(ids), ignored=ignored)


def _check_names(columns: Names | None) -> dict[str, list[str]]:
    """Return a mapping with a list of names for each of its fields."""
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        raise refused("query.columns", "columns", "columns", example=_EXAMPLE)
    listed: dict[str, list[str]] = {}
    for number, (field, written) in enumerate(columns.items(), start=1):
        if field != ID_COLUMNS and field not in PEOPLE:
            near = nearest(field, (*PEOPLE, ID_COLUMNS)) if isinstance(field, str) else ()
            raise refused("query.columns", "no_field", "columns", near, number=number, fields=_ALL)
        names = [written] if isinstance(written, str) else written
        if not isinstance(names, (list, tuple)) or not all(isinstance(each, str) for each in names):
            raise refused("query.columns", "columns", "columns", example=_EXAMPLE)
        if field != ID_COLUMNS and len(names) > 1:
            raise refused("query.columns", "one_column", field)
        if names:
            listed[field] = list(names)
    return listed


def _check_column(schema: pa.Schema, field: str, name: str) -> None:
    """Check that a table has a column once, with values that can fill a field."""
    places = schema.get_all_field_indices(name)
    if len(places) != 1:
        raise refused("query.columns", "two_columns" if places else "no_column", field)
    if field == ID_COLUMNS:
        if name in OUTPUT:
            raise refused("query.columns", "id_column", field, name=name)
    elif not PEOPLE[field].fits(schema.field(places[0]).type):
        raise refused("query.columns", "column_type", field, needed=PEOPLE[field].example)


# The result

METADATA = b"takeaction"
"""The key of the schema's metadata: JSON with the list ``ignored``, columns that were not read."""


def schema(
    table: pa.Schema, *, columns: Names | None = None, dictionaries: bool = True
) -> pa.Schema:
    """Return the schema of the result for tables with a schema.

    The columns are the ids as they are in the table, and then those of ``OUTPUT``, which the page
    *Write to your supporters* lists. The code of a problem is, for a refused row,
    ``batch.concern``, ``batch.role`` or ``batch.age``; for a broken one, that of the error, such as
    ``query.minutes`` or ``word.unknown``; for an empty list ``gate.…``, the gate that keeps out the
    most actions, without a field.

    Args:
        table: The schema of the table of people.
        columns: The columns by field, as for ``recommend_table``.
        dictionaries: Whether ``action`` and ``code`` are dictionary-encoded, as they are in a
            result. Spark does not know such columns: ``cast`` a result to the schema without.

    Raises:
        QueryError: As ``recommend_table`` for the columns.
    """
    encoded = schema_of(table, read_mapping(table, columns))
    if dictionaries:
        return encoded
    plain = pa.list_(action_type(pa.string(), pa.string()))
    place = next(
        place for place, field in enumerate(encoded) if field.type == OUTPUT["actions"].type
    )
    return encoded.set(place, encoded.field(place).with_type(plain))


def schema_of(table: pa.Schema, column_map: ColumnMap) -> pa.Schema:
    """Return the schema of the result for a table whose columns were found."""
    ids = [table.field(name).remove_metadata() for name in column_map.ids]
    own = [pa.field(name, column.type) for name, column in OUTPUT.items()]
    ignored = json.dumps({"ignored": column_map.ignored}, ensure_ascii=False)
    return pa.schema([*ids, *own], metadata={METADATA: ignored.encode()})


@attrs.frozen(kw_only=True)
class Summary:
    """The counts of a result.

    Attributes:
        people: The number of rows.
        by_status: The number of rows with each status; every status has a key.
        problems: The number of rows with each status, code and field, the most frequent first. The
            field is empty for an empty list.
        actions: How many people each action is listed for, the most frequent first.
        ignored: The columns that were not read.
    """

    people: int
    by_status: Mapping[str, int]
    problems: Mapping[tuple[str, str, str], int]
    actions: Mapping[str, int]
    ignored: tuple[str, ...]


def summary_of(result: pa.Table | pa.RecordBatch) -> Summary:
    """Count what a result holds. It names no person."""
    table = pa.Table.from_batches([result]) if isinstance(result, pa.RecordBatch) else result
    status, problem = table["status"], table["problem"]
    counts = dict.fromkeys(map(str, RowStatus), 0) | _counts(status)
    code, field = (pc.fill_null(pc.struct_field(problem, name), "") for name in ("code", "field"))
    rows = pa.table({"status": status, "code": code, "field": field})
    with_problem = rows.filter(pc.not_equal(code, "")).group_by(rows.column_names)
    problems = {
        (row["status"], row["code"], row["field"]): row["count_all"]
        for row in with_problem.aggregate([([], "count_all")]).to_pylist()
    }
    listed = pc.struct_field(pc.list_flatten(table["actions"]), "action")
    metadata = json.loads((table.schema.metadata or {}).get(METADATA, b'{"ignored": []}'))
    return Summary(
        people=table.num_rows,
        by_status=counts,
        problems=dict(Counter(problems).most_common()),
        actions=_counts(listed),
        ignored=tuple(metadata["ignored"]),
    )


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    """Return the number of times that each value occurs, the most frequent first."""
    counts = {row["values"]: row["counts"] for row in pc.value_counts(values).to_pylist()}
    return dict(Counter(counts).most_common())


# The answers.


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
        groups, found = None, grouped(people)
        if found:
            firsts, groups = found
            people = people.take(firsts)
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
