"""Thrift's compact protocol: a struct as a tree that keeps the fields that nobody here knows.

Source:
    Apache Thrift, thrift-compact-protocol.md.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple, TypeAlias, Union

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _, _STRUCT = range(1, 13)

_BOOLEANS, _INTEGERS, _LISTS = (_TRUE, _FALSE), (_I16, _I32, _I64), (_LIST, _SET)

_FIXED = {_BYTE: 1, _DOUBLE: 8}
"""The types that always have the same length."""

_LONG_LIST = 15
"""A list of so many items or more has its length in bytes of its own."""


class ThriftField(NamedTuple):
    """A field of a struct.

    Attributes:
        type: Its type.
        value: Its value.
    """

    type: int
    value: "Value"


class Items(NamedTuple):
    """A list or a set.

    Attributes:
        type: The type of its items.
        values: Its items.
    """

    type: int
    values: list["Value"]


Struct: TypeAlias = dict[int, ThriftField]
"""The fields of a struct by their numbers, in order."""

Value: TypeAlias = Union[int, bytes, Items, Struct]  # noqa: UP007 - it names itself
"""A value; a boolean is 1 or 2, as its type is."""


def read_struct(stream: BytesIO) -> Struct:
    """Read a struct.

    Raises:
        ValueError: It ends too early, or has a type that no footer of a Parquet file has.
    """
    fields: Struct = {}
    number = 0
    while first := _byte(stream):
        step, type = divmod(first, 16)
        number = number + step if step else _integer(_varint(stream))
        fields[number] = ThriftField(type, type if type in _BOOLEANS else _value(stream, type))
    return fields


def _value(stream: BytesIO, type: int) -> Value:
    if type in _INTEGERS:
        return _integer(_varint(stream))
    if type in _LISTS:
        return _items(stream)
    if type == _STRUCT:
        return read_struct(stream)
    if type in _BOOLEANS:
        return _byte(stream)
    if type == _BINARY:
        return _bytes(stream, _varint(stream))
    if type not in _FIXED:
        raise ValueError(f"there is no type {type}")
    return _bytes(stream, _FIXED[type])


def _items(stream: BytesIO) -> Items:
    length, type = divmod(_byte(stream), 16)
    length = _varint(stream) if length == _LONG_LIST else length
    return Items(type, [_value(stream, type) for _ in range(length)])


def _byte(stream: BytesIO) -> int:
    return _bytes(stream, 1)[0]


def _bytes(stream: BytesIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise ValueError("it ends too early")
    return content


def _varint(stream: BytesIO) -> int:
    """Read an integer of seven bits a byte, the lowest first."""
    value = shift = 0
    while (byte := _byte(stream)) & 128:
        value |= (byte & 127) << shift
        shift += 7
    return value | byte << shift


def _integer(zigzag: int) -> int:
    """Return the integer that a number stands for: 0, 1, 2, 3 are 0, -1, 1, -2."""
    return (zigzag >> 1) ^ -(zigzag & 1)


def write_struct(fields: Mapping[int, ThriftField]) -> bytes:
    """Return the bytes of a struct."""
    parts = []
    previous = 0
    for number, (type, value) in fields.items():
        step = number - previous
        is_short = 0 < step < 16  # noqa: PLR2004 - four bits
        parts.append(bytes([step << 4 | type]) if is_short else bytes([type]) + _as_integer(number))
        parts.append(b"" if type in _BOOLEANS else _as_bytes(type, value))
        previous = number
    return b"".join([*parts, b"\0"])


def _as_bytes(type: int, value: Value) -> bytes:
    if isinstance(value, int):
        return bytes([value]) if type in _BOOLEANS else _as_integer(value)
    if isinstance(value, Items):
        return _as_items(value)
    if isinstance(value, bytes):
        return value if type in _FIXED else _as_varint(len(value)) + value
    return write_struct(value)


def _as_items(items: Items) -> bytes:
    length = len(items.values)
    is_long = length >= _LONG_LIST
    first = bytes([min(length, _LONG_LIST) << 4 | items.type])
    head = first + _as_varint(length) if is_long else first
    return head + b"".join(_as_bytes(items.type, value) for value in items.values)


def _as_varint(value: int) -> bytes:
    parts = []
    while value > 127:  # noqa: PLR2004 - seven bits
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def _as_integer(value: int) -> bytes:
    return _as_varint(value << 1 if value >= 0 else (-value << 1) - 1)
