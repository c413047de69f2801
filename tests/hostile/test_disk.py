"""S71, S76: files that tell about people, a disk that is full, and Ctrl-C at any moment."""

import os
import stat
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from takeaction.batch.people import open_people
from takeaction.batch.pool import answer_alone
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import PartsFolder, make_job, read_columns, read_table, run_job

AT = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,minutes\n" + "".join(f"{n},{n * 20}\n" for n in range(1, 7)))
    return path


@pytest.fixture
def job(catalog, people):
    file = open_people(people, part_rows=2)
    columns = read_columns(file.schema, ())
    return make_job(file, catalog, columns=columns, limit=3, at=AT)


@pytest.fixture
def folder(job, tmp_path):
    """Return the folder of a run that has saved its three parts."""
    folder = PartsFolder.beside(tmp_path / "out.parquet")
    folder.claim(job.digest, job.at, replace=False)
    for place, answer in answer_alone(job, enumerate(job.people.contents())):
        folder.save(place, answer)
    return folder


def finish(job, folder, engine=answer_alone):
    output = folder.path.with_suffix("")
    folder = PartsFolder(folder.path)
    folder.claim(job.digest, job.at, replace=False)
    run_job(job, output, folder, engine, lambda _: None)
    return pq.read_table(output)


def _other_ids(folder):
    table = read_table(folder.saved(1))
    changed = table.set_column(0, "id", pa.array(["9"] * len(table), table["id"].type))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, changed.schema) as file:
        file.write_table(changed)
    return sink.getvalue().to_pybytes()


CHANGES = {
    "another-answer": lambda _, folder: _other_ids(folder),
    "another-answer-behind-the-old-seal": lambda part, folder: part[:32] + _other_ids(folder),
    "another-place": lambda _, folder: folder.part(0).read_bytes(),
    "another-place-without-seal": lambda _, folder: folder.saved(0),
    "a-byte": lambda part, _: part[:99] + bytes([part[99] ^ 1]) + part[100:],
    "a-byte-of-the-seal": lambda part, _: bytes([part[0] ^ 1]) + part[1:],
    "longer": lambda part, _: part + b"\0",
    "shorter": lambda part, _: part[:-1],
    "empty": lambda *_: b"",
}


@pytest.mark.parametrize("change", CHANGES)
def test_s71_a_part_that_changed_on_the_disk_is_answered_again(job, folder, change):
    whole = finish(job, PartsFolder(folder.path.with_name("whole.parquet.parts")))
    part = folder.part(1)

    part.write_bytes(CHANGES[change](part.read_bytes(), folder))

    assert folder.saved(1) is None
    assert finish(job, folder) == whole


def test_s71_a_part_of_another_run_is_answered_again(job, folder):
    other = PartsFolder(folder.path.with_name("other.parquet.parts"))
    other.claim("another job", job.at, replace=False)
    other.save(1, folder.saved(0))

    folder.part(1).write_bytes(other.part(1).read_bytes())

    assert folder.saved(1) is None


def test_s71_a_part_that_changes_while_it_is_used_stops_the_run(job, folder):
    def engine(job, parts):
        for place, answer in answer_alone(job, parts):
            folder.part(2).write_bytes(folder.part(1).read_bytes())
            yield place, answer

    folder.part(0).unlink()

    with pytest.raises(BatchRefusedError, match="changed on the disk"):
        finish(job, folder, engine)
    assert not folder.path.with_suffix("").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_s71_nobody_else_reads_what_tells_about_people(job, tmp_path, mask):
    output = tmp_path / "out.parquet"
    output.write_bytes(b"older")
    output.chmod(0o666)
    before = os.umask(mask)
    try:
        folder = PartsFolder.beside(output)
        folder.claim(job.digest, job.at, replace=False)
        folder.path.chmod(0o755)  # as an older version made it
        folder.claim(job.digest, job.at, replace=False)
        folder.save(0, job.answer(next(job.people.contents())))
        written = [folder.path, *folder.path.iterdir()]
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in written}
        run_job(job, output, folder, answer_alone, lambda _: None)
    finally:
        os.umask(before)

    assert modes.pop(folder.path) == 0o700
    assert {path.name for path in modes} == {"run.json", "00000.part"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
