"""The columns of a table of people, by the field of a profile that they fill, and of its result."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum

import attrs
import pyarrow as pa

from takeaction.errors import refused
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.words import nearest

ID_COLUMNS = "id"
"""The name under which a mapping gives the columns that are passed through."""

PROFILE_FIELDS = tuple(field.name for field in attrs.fields(Profile))
"""The fields of a profile, in the order in which their problems are reported."""

OUTPUT = ("actions", "status", "problem")
"""The columns of a result beside the ids."""

_ALL = ", ".join((ID_COLUMNS, *PROFILE_FIELDS))
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
    fields = {name: name for name in PROFILE_FIELDS if name in schema.names}
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
        if field != ID_COLUMNS and field not in PROFILE_FIELDS:
            near = nearest(field, (*PROFILE_FIELDS, ID_COLUMNS)) if isinstance(field, str) else ()
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
    elif not _fits(field, schema.field(places[0]).type):
        raise refused("query.columns", "column_type", field, needed=_NEEDED.get(field, "string"))


def _fits(field: str, kind: pa.DataType) -> bool:
    """Check if the values of a type can fill a field: words, or in some fields numbers."""
    is_list = field in SEVERAL and is_any(kind, LIST_TYPES)
    kind = kind.value_type if is_list else kind
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return is_any(kind, (*TEXT_TYPES, "null", *_NUMBER_TYPES.get(field, ())))


def is_any(kind: pa.DataType, names: Sequence[str]) -> bool:
    """Check if a type is one of several, by their names in ``pyarrow.types``."""
    return any(getattr(pa.types, f"is_{name}")(kind) for name in names)


TEXT_TYPES = ("string", "large_string", "string_view")
LIST_TYPES = ("list", "large_list", "fixed_size_list")
_NUMBER_TYPES = {
    "minutes": ("integer", "floating"),
    "concern": ("boolean", "integer"),
    "region": ("integer",),
}
"""The types beside text that a field may have. Regions by UN M49 lose their zeros in a sheet."""

SEVERAL = ("skills", "roles", "topics", "modes", "languages", "done", "dismissed")
"""The fields of several words: a list, or one text in which ``;`` stands between words."""

_NEEDED = {"minutes": "int64", "concern": "bool", **dict.fromkeys(SEVERAL, "list<string>")}
"""A type that a column of a field may have, for the error; of other fields it is text."""

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
    """The reason to refuse a row: nobody's trouble, age or past belongs in such a table."""

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
