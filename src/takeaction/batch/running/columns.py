"""The columns of a file by field: those that a call names, and those whose names are plain."""

from collections.abc import Iterable

import pyarrow as pa

from takeaction.batch.columns.mapping import ID_COLUMNS, PROFILE_FIELDS
from takeaction.batch.running.refusal import BatchRefusedError
from takeaction.errors import shown

_OTHER_NAMES = {"language": "languages"}
"""Names of columns that people use for a field."""


def read_columns(schema: pa.Schema, named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the columns of each field that has one, as ``recommend_table`` takes them.

    Args:
        schema: The columns of the file.
        named: Fields, each with a column, from a call; several for ``id``.

    Raises:
        BatchRefusedError: A column that a call names is not there, or none has the minutes.
    """
    columns: dict[str, list[str]] = {}
    for field, name in named:
        columns.setdefault(field, []).append(name)
        if name not in schema.names:
            raise BatchRefusedError(
                f"There is no column {shown(name)}. Fix: write its name as it is in the file."
            )
    for name in schema.names:
        plain = name.strip().casefold()
        field = _OTHER_NAMES.get(plain, plain)
        if (
            field in (ID_COLUMNS, *PROFILE_FIELDS)
            and field not in columns
            and field not in schema.names
        ):
            columns[field] = [name]
    if "minutes" not in columns and "minutes" not in schema.names:
        raise BatchRefusedError(
            "No column has the minutes. Fix: call one minutes, or name one, such as --column"
            " minutes=TIME."
        )
    return columns
