"""The table of a result: for each person the actions, a status and the problem, if there is one."""

import json
from enum import StrEnum

import pyarrow as pa

from takeaction.batch.columns.mapping import OUTPUT, ColumnMap, Names, read_mapping

METADATA = b"takeaction"
"""The key of the schema's metadata: JSON with the list ``ignored``, columns that were not read."""

_CODE, _ID = pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int32(), pa.string())
"""The types of the code of a reason, and of the id of an action: each text is there once.

A million people get thirty million reasons.
"""


def action_type(code: pa.DataType, id: pa.DataType) -> pa.DataType:
    """Return the type of an action of a result, for the types of its code and its id."""
    reason = pa.struct([("code", code), ("points", pa.int32())])
    return pa.struct(
        [
            ("action", id),
            ("score", pa.int32()),
            ("moved", pa.int32()),
            ("reasons", pa.list_(reason)),
        ]
    )


ACTION_TYPE = action_type(_CODE, _ID)
REASON = ACTION_TYPE.field("reasons").type.value_type
PROBLEM = pa.struct([("code", pa.string()), ("field", pa.string())])


class RowStatus(StrEnum):
    """The outcome of one row."""

    OK = "ok"
    EMPTY = "empty"
    REFUSED = "refused"
    BROKEN = "broken"


class Refusal(StrEnum):
    """The reason to refuse a row: nobody's trouble, age or past belongs into such a table."""

    CONCERN = "batch.concern"
    ROLE = "batch.role"
    AGE = "batch.age"


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
    plain = pa.field(OUTPUT[0], pa.list_(action_type(pa.string(), pa.string())))
    return encoded.set(encoded.get_field_index(OUTPUT[0]), plain)


def schema_of(table: pa.Schema, column_map: ColumnMap) -> pa.Schema:
    """Return the schema of the result for a table whose columns were found."""
    ids = [table.field(name).remove_metadata() for name in column_map.ids]
    types = (pa.list_(ACTION_TYPE), pa.string(), PROBLEM)
    own = [pa.field(name, type) for name, type in zip(OUTPUT, types, strict=True)]
    ignored = json.dumps({"ignored": column_map.ignored}, ensure_ascii=False)
    return pa.schema([*ids, *own], metadata={METADATA: ignored.encode()})
