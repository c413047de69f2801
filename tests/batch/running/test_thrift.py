"""Thrift's compact protocol: what is read and written again is the same, to the byte."""

import io
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.batch.thrift import Items, ThriftField, read_struct, write_struct

numbers = st.integers(-(2**63), 2**63 - 1)
VALUES = {
    **dict.fromkeys((4, 5, 6), numbers),
    3: st.binary(min_size=1, max_size=1),
    7: st.binary(min_size=8, max_size=8),
    8: st.binary(max_size=300),
}


def fields(values):
    """Return a strategy of structs with some fields; a boolean has its value in its type."""
    booleans = st.sampled_from([1, 2]).map(lambda kind: ThriftField(kind, kind))
    simple = st.sampled_from(sorted(VALUES)).flatmap(
        lambda kind: VALUES[kind].map(lambda value: ThriftField(kind, value))
    )
    structs = st.dictionaries(st.integers(1, 32_767), booleans | simple | values, max_size=5)
    return structs.map(lambda struct: dict(sorted(struct.items())))


def items(structs):
    """Return a strategy of lists and sets, of up to a few more than fifteen items."""
    kinds = {**VALUES, 1: st.sampled_from([1, 2]), 12: structs}
    lists = st.sampled_from(sorted(kinds)).flatmap(
        lambda kind: st.lists(kinds[kind], max_size=18).map(lambda values: Items(kind, values))
    )
    return st.tuples(st.sampled_from([9, 10]), lists).map(lambda pair: ThriftField(*pair))


flat = fields(st.nothing())
nested = fields(items(flat) | flat.map(lambda struct: ThriftField(12, struct)))


@given(nested)
def test_what_is_written_is_read_again(struct):
    stream = BytesIO(write_struct(struct))

    assert read_struct(stream) == struct
    assert not stream.read()


@pytest.mark.parametrize("options", [{}, {"write_page_index": True}, {"compression": "none"}])
def test_the_footer_of_a_real_file_is_written_as_it_was(options):
    sink = io.BytesIO()
    table = pa.table({"id": range(40), "a": [["x"], []] * 20, "b": [None, {"c": 1.5}] * 20})
    pq.write_table(table, sink, row_group_size=2, **options)
    content = sink.getvalue()
    length = int.from_bytes(content[-8:-4], "little")
    footer = content[-8 - length : -8]

    assert write_struct(read_struct(BytesIO(footer))) == footer


@pytest.mark.parametrize("content", [b"", b"\x16", b"\x18\x05ab", b"\x1b\x00", b"\x1f\x00"])
def test_a_struct_that_is_none_is_refused(content):
    with pytest.raises(ValueError, match=r"ends too early|there is no type"):
        read_struct(BytesIO(content))
