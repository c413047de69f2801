"""Joining parts: the joined file holds what the parts hold, for every reader."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from takeaction.batch.joining import join_csv, join_parquet
from takeaction.batch.running import OutputForm, encode, header

REASON = pa.struct([("code", pa.string()), ("points", pa.int32())])
SCHEMA = pa.schema(
    [("id", pa.int64()), ("actions", pa.list_(pa.struct([("reasons", pa.list_(REASON))])))],
    metadata={b"takeaction": b"{}"},
)


def table(first, count):
    rows = [
        {
            "id": place,
            "actions": [
                {"reasons": [{"code": f"c{place % 7}", "points": place}] * (place % 3)}
            ] * (place % 4),
        }
        for place in range(first, first + count)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, SCHEMA)


@pytest.mark.parametrize("counts", [[0], [5], [0, 3, 0], [4, 4, 1], [1] * 40], ids=str)
@pytest.mark.parametrize("options", [None, {"write_page_index": True, "compression": "gzip"}])
def test_a_joined_file_holds_all_rows_of_its_parts_in_order(tmp_path, counts, options):
    # Nested columns too, with and without page indexes; ``tests/clusters`` reads one in Polars.
    tables = [table(sum(counts[:place]), count) for place, count in enumerate(counts)]
    paths = []
    for place, part in enumerate(tables):
        paths.append(tmp_path / str(place))
        if options:
            pq.write_table(part, paths[-1], **options)
        else:
            paths[-1].write_bytes(encode(part, OutputForm.PARQUET))
    with (tmp_path / "all.parquet").open("wb") as output:
        join_parquet(paths, output)

    together = pa.concat_tables(tables)
    joined = pq.read_table(tmp_path / "all.parquet")
    assert joined.equals(pa.concat_tables(map(pq.read_table, paths)), check_metadata=True)
    assert joined.to_pylist() == together.to_pylist()


def test_a_joined_file_can_be_read_by_row_group(tmp_path):
    # Each part is a row group, so another program can read it in parts as well.
    paths = []
    for place in range(3):
        paths.append(tmp_path / str(place))
        paths[-1].write_bytes(encode(table(place * 10, 10), OutputForm.PARQUET))
    with (tmp_path / "all.parquet").open("wb") as output:
        join_parquet(paths, output)

    file = pq.ParquetFile(tmp_path / "all.parquet")

    assert file.num_row_groups == 3
    assert file.read_row_group(2).to_pylist() == table(20, 10).to_pylist()


@pytest.mark.parametrize("content", [b"PAR1 no more", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_a_part_that_is_no_parquet_file_is_refused(tmp_path, content):
    (tmp_path / "part").write_bytes(content)

    with pytest.raises(ValueError, match="no Parquet file"):
        join_parquet([tmp_path / "part"], io.BytesIO())


def test_parts_of_a_csv_file_have_one_header(tmp_path):
    rows = pa.table({"id": [1, 2], "why": ['say "no"', "a\nb"]})
    kinds = rows.set_column(1, "why", rows["why"].dictionary_encode())
    for name, part in (("a", rows), ("b", kinds), ("c", rows.slice(0, 0))):
        (tmp_path / name).write_bytes(encode(part, OutputForm.CSV))
    output = io.BytesIO()

    join_csv([tmp_path / name for name in "abc"], header(["id", "why"]), output)

    lines = '"id","why"\n1,"say ""no"""\n2,"a\nb"\n1,"say ""no"""\n2,"a\nb"\n'
    assert output.getvalue().decode() == lines
