"""Parquet and Arrow files of people, and files that only look like them."""

import errno
import os
import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest

from takeaction.batch import people
from takeaction.batch.people import open_people
from takeaction.batch.questions import BatchRefusedError

PEOPLE = pa.table(
    {
        "id": pa.array(range(10)),
        "minutes": pa.array([5, None] * 5),
        "skills": pa.array([["writing"], [], None, ["writing", "law"], []] * 2),
        "region": pa.array(["GB", "IN"] * 5).dictionary_encode(),
    }
)


def write_parquet(path, group):
    pq.write_table(PEOPLE, path, row_group_size=group)


def write_arrow(path, group):
    with pa.ipc.new_file(path, PEOPLE.schema) as file:
        file.write_table(PEOPLE, max_chunksize=group)


@pytest.fixture(params=[write_parquet, write_arrow], ids=["parquet", "arrow"])
def write(request):
    return request.param


@pytest.mark.parametrize("group", [1, 3, 4, 100])
@pytest.mark.parametrize("part_rows", [1, 3, 4, 10, 100])
def test_parts_hold_all_rows_whatever_the_groups_are(tmp_path, write, group, part_rows):
    write(tmp_path / "people", group)

    file = open_people(tmp_path / "people", part_rows=part_rows)

    tables = [file.parse(content).table for content in file.contents()]
    assert tuple(len(table) for table in tables) == file.parts
    assert all(rows == part_rows for rows in file.parts[:-1])
    assert pa.concat_tables(tables).to_pylist() == PEOPLE.to_pylist()


def test_an_error_of_the_disk_is_none_of_the_file(tmp_path, write, monkeypatch):
    write(tmp_path / "people", 100)
    file = open_people(tmp_path / "people")

    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(people.ColumnarFile, "_batches", fail)

    with pytest.raises(OSError, match="Input/output error"):
        next(file.contents())


def test_only_asked_columns_are_read(tmp_path, write):
    write(tmp_path / "people", 100)
    file = open_people(tmp_path / "people")

    few = file.select(["minutes", "id"])

    assert few.parse(next(few.contents())).table.column_names == ["minutes", "id"]
    assert few.schema.names == PEOPLE.column_names
    assert pickle.loads(pickle.dumps(few)) == few  # noqa: S301 - our own


def test_a_file_without_people_has_one_empty_part(tmp_path):
    pq.write_table(PEOPLE.schema.empty_table(), tmp_path / "people")

    file = open_people(tmp_path / "people")

    assert file.parts == (0,)
    assert file.parse(next(file.contents())).table.num_rows == 0


@pytest.mark.parametrize("cut", [40, 200, -1, -9])
def test_a_file_that_was_cut_is_refused(tmp_path, write, cut):
    write(tmp_path / "people", 100)
    content = (tmp_path / "people").read_bytes()
    (tmp_path / "people").write_bytes(content[:cut])

    with pytest.raises(BatchRefusedError, match=r"cannot be read as (Parquet|Arrow). Fix: check"):
        open_people(tmp_path / "people")


def test_a_file_that_is_damaged_inside_is_refused_when_its_part_is_read(tmp_path):
    write_parquet(tmp_path / "people", 100)
    content = bytearray((tmp_path / "people").read_bytes())
    content[4:60] = b"\xff" * 56
    (tmp_path / "people").write_bytes(content)
    file = open_people(tmp_path / "people")

    with pytest.raises(BatchRefusedError, match="cannot be read as Parquet"):
        next(file.contents())


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, write):
    # Its parts would be of two tables.
    write(tmp_path / "people", 100)
    file = open_people(tmp_path / "people")
    write(tmp_path / "people", 3)

    with pytest.raises(BatchRefusedError, match="has changed"):
        next(file.contents())


def test_a_file_that_is_gone_is_an_error_of_the_system(tmp_path, write):
    write(tmp_path / "people", 100)
    file = open_people(tmp_path / "people")
    file.path.unlink()

    with pytest.raises(FileNotFoundError):
        next(file.contents())


@pytest.mark.parametrize("name", ["a.parquet", "a.ARROW", "a.feather", "a.arrows"])
def test_a_name_that_promises_another_format_is_refused(tmp_path, name):
    (tmp_path / name).write_text("id,minutes\n1,5\n")

    with pytest.raises(BatchRefusedError, match=r"but is no (Parquet|Arrow) file"):
        open_people(tmp_path / name)


def test_a_columnar_file_has_no_encoding(tmp_path, write):
    write(tmp_path / "people.csv", 100)

    with pytest.raises(BatchRefusedError, match="Only a CSV file has an encoding"):
        open_people(tmp_path / "people.csv", "cp1252")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(BatchRefusedError, match=r"It is a folder\. Fix: name the file"):
        open_people(tmp_path)
    with pytest.raises(BatchRefusedError, match="no regular file"):
        open_people(Path(os.devnull))
