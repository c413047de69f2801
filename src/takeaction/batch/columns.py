"""The columns of a table: those of people that are read, and one entry for each of its result."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.answers import ACTION_TYPE, PROBLEM, Rows, RowStatus, action_type
from takeaction.batch.cells import PEOPLE
from takeaction.errors import refused
from takeaction.vocabulary.words import nearest


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

    The columns are the ids as they are in the table, and then:

    - ``actions``: a list of structs, best first: ``action`` (its id), ``score`` and ``moved`` as
      in a ``Recommendation``, and ``reasons``, a list of structs of ``code`` and ``points``. Empty
      unless the status is ``ok``.
    - ``status``: ``ok``; ``empty`` if no action fits; ``refused`` or ``broken``.
    - ``problem``: null if the status is ``ok``, else a struct of ``code`` and ``field``, never the
      value. Refused: ``batch.concern``, ``batch.role`` or ``batch.age``. Broken: the code of the
      error, such as ``query.minutes`` or ``word.unknown``. Empty: ``gate.…``, the gate that keeps
      out the most actions, without a field.

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
