"""The forms of an output: a Parquet file, or a CSV file for a mailing tool."""

from enum import StrEnum

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq


class OutputForm(StrEnum):
    """The form of an output, by the end of its name."""

    PARQUET = "parquet"
    CSV = "csv"


def encode(table: pa.Table, form: OutputForm) -> bytes:
    """Return the bytes of a part; those of a CSV file have no names of columns."""
    sink = pa.BufferOutputStream()
    if form is OutputForm.CSV:
        options = pa.csv.WriteOptions(include_header=False)
        pa.csv.write_csv(_as_text(table), sink, options)
    else:
        _write_parquet(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def header(names: list[str]) -> bytes:
    """Return the first row of a CSV file."""
    sink = pa.BufferOutputStream()
    empty = pa.table({name: pa.array([], pa.string()) for name in names})
    pa.csv.write_csv(empty, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _write_parquet(table: pa.Table, sink: pa.BufferOutputStream) -> None:
    """Write a part as one row group.

    Statistics would name the smallest and the largest id, and nobody looks for actions by them.
    """
    pq.write_table(
        table,
        sink,
        row_group_size=max(1, len(table)),
        compression="zstd",
        compression_level=1,
        write_statistics=False,
    )


def _as_text(table: pa.Table) -> pa.Table:
    """Return a table whose dictionaries are plain values, which CSV asks for."""
    for place, column in enumerate(table.columns):
        if pa.types.is_dictionary(column.type):
            plain = column.cast(column.type.value_type)
            table = table.set_column(place, table.column_names[place], plain)
    return table
