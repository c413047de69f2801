"""Joining the parts of an output: their bytes are copied as they are, and nothing is encoded anew.

To decode and encode the answers of 8 million people again would take longer than to find them.
"""

import shutil
import struct
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from takeaction.batch.thrift import Items, Struct, ThriftField, read_struct, write_struct

_MARK = b"PAR1"
_TAIL = struct.Struct("<I4s")
"""The end of a Parquet file: the length of its footer, and the mark."""

_NUM_ROWS, _ROW_GROUPS = 3, 4
"""Fields of FileMetaData. All numbers of fields are those of parquet.thrift."""

_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
"""Fields of RowGroup. Its ordinal is optional, and wrong once it has moved."""

_CHUNK_OFFSETS, _CHUNK_DATA = (2, 4, 6), 3
"""Fields of ColumnChunk: the chunk, its two indexes, and more about it."""

_DATA_OFFSETS = (9, 10, 11, 14)
"""Fields of ColumnMetaData: the first data page, index page, dictionary page, bloom filter."""


def join_csv(parts: Iterable[Path], header: bytes, output: BinaryIO) -> None:
    """Write the parts of a CSV file below its header."""
    output.write(header)
    for path in parts:
        with path.open("rb") as part:
            shutil.copyfileobj(part, output)


def join_parquet(parts: Iterable[Path], output: BinaryIO) -> None:
    """Write the row groups of Parquet files of one schema as one file.

    Args:
        parts: The files, at least one.
        output: A new file.

    Raises:
        ValueError: A part is no Parquet file.
    """
    output.write(_MARK)
    footer: Struct = {}
    rows = 0
    groups: list[Struct] = []
    for path in parts:
        content = path.read_bytes()  # a part fits in memory
        footer, end = _footer(content)
        shift = output.tell() - len(_MARK)
        output.write(memoryview(content)[len(_MARK) : end])
        rows += cast(int, footer[_NUM_ROWS].value)
        of_part = cast(Items, footer[_ROW_GROUPS].value)
        groups += [_moved_group(cast(Struct, group), shift) for group in of_part.values]
    all_groups = cast(Items, footer[_ROW_GROUPS].value)._replace(values=list(groups))
    footer = _with(_with(footer, _NUM_ROWS, rows), _ROW_GROUPS, all_groups)
    written = write_struct(footer)
    output.write(written + _TAIL.pack(len(written), _MARK))


def _footer(content: bytes) -> tuple[Struct, int]:
    """Return the footer of a Parquet file, and the place at which it starts."""
    length, mark = _TAIL.unpack(content[-_TAIL.size :])
    start = len(content) - _TAIL.size - length
    if mark != _MARK or start < len(_MARK):
        raise ValueError("a part is no Parquet file")
    return read_struct(BytesIO(content[start:])), start


def _moved_group(group: Struct, shift: int) -> Struct:
    """Return a row group whose bytes were moved."""
    columns = cast(Items, group[_COLUMNS].value)
    moved = [_moved_chunk(cast(Struct, chunk), shift) for chunk in columns.values]
    group = _with(group, _COLUMNS, columns._replace(values=list(moved)))
    group.pop(_ORDINAL, None)
    return _moved(group, (_GROUP_OFFSET,), shift)


def _moved_chunk(chunk: Struct, shift: int) -> Struct:
    """Return a column of a row group whose bytes were moved."""
    data = _moved(cast(Struct, chunk[_CHUNK_DATA].value), _DATA_OFFSETS, shift)
    return _moved(_with(chunk, _CHUNK_DATA, data), _CHUNK_OFFSETS, shift)


def _moved(fields: Struct, numbers: Iterable[int], shift: int) -> Struct:
    """Return a struct with other offsets; 0 stands for none."""
    for number in numbers:
        offset = cast(int, fields[number].value) if number in fields else 0
        fields = _with(fields, number, offset + shift) if offset else fields
    return fields


def _with(fields: Struct, number: int, value: int | Items | Struct) -> Struct:
    """Return a struct with another value of a field that it has."""
    return {**fields, number: ThriftField(fields[number].type, value)}
