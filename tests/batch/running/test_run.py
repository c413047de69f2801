"""A run: whatever stops it, the next one goes on and gives the same bytes."""

import errno
import os
import re
from hashlib import sha256

import pytest

from takeaction.batch.engines import answer_alone
from takeaction.batch.running import PartsFolder, read_table, read_tally, run_job


@pytest.fixture
def run(tmp_path):
    def start(job, name="out.parquet", engine=answer_alone, report=lambda _: None):
        output = tmp_path / name
        folder = PartsFolder.beside(output)
        folder.claim(job.digest, job.at, replace=False)
        return run_job(job, output, folder, engine, report), output.read_bytes()

    return start


def stops_after(count, error):
    def answer(job, parts):
        for number, answered in enumerate(answer_alone(job, parts)):
            if number == count:
                raise error
            yield answered

    return answer


def test_a_run_counts_everybody(run, job_for, write_people):
    told = []

    tally, _ = run(job_for(write_people()), report=told.append)

    assert told == [0, 2, 4, 6, 8]
    assert tally.people == 8
    assert dict(tally.by_status) == {"ok": 6, "empty": 0, "refused": 1, "broken": 1}
    assert sum(tally.actions.values()) == 18


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_run_that_was_stopped_goes_on(  # noqa: PLR0913, PLR0917 - fixtures
    run, job_for, write_people, tmp_path, error, count
):
    job = job_for(write_people())
    tally, content = run(job, "once.parquet")
    with pytest.raises(type(error)):
        run(job, engine=stops_after(count, error))
    assert not (tmp_path / "out.parquet").exists()
    answered = []

    def engine(job, parts):
        for place, answer in answer_alone(job, parts):
            answered.append(place)
            yield place, answer

    assert run(job, engine=engine) == (tally, content)
    assert answered == list(range(count, 4))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "once.parquet", "out.parquet", "people.csv",
    ]  # fmt: skip


def test_the_order_in_which_parts_are_answered_changes_nothing(run, job_for, write_people):
    job = job_for(write_people())

    def backwards(job, parts):
        return answer_alone(job, sorted(parts, reverse=True))

    assert run(job, "a.parquet", backwards) == run(job, "b.parquet")


def test_a_full_disk_costs_no_part_and_no_older_output(run, job_for, write_people, monkeypatch):
    job = job_for(write_people())
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    calls = []

    def fsync(_):
        calls.append(1)
        if len(calls) > 3:  # the run, and two parts
            raise full

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space left"):
        run(job)
    monkeypatch.undo()

    folder = PartsFolder(job.people.path.with_name("out.parquet.parts"), job.digest)
    assert [folder.saved(place) is not None for place in range(4)] == [True, True, False, False]
    assert not [path for path in folder.path.iterdir() if path.suffix == ".new"]
    assert run(job) == run(job, "again.parquet")


def test_parts_hold_nothing_of_a_person_but_what_the_output_holds(run, job_for, write_people):
    job = job_for(write_people())
    with pytest.raises(KeyboardInterrupt):
        run(job, engine=stops_after(3, KeyboardInterrupt()))

    folder = PartsFolder.beside(job.people.path.with_name("out.parquet")).path
    run_file, *parts = sorted(folder.iterdir(), key=lambda path: path.suffix != ".json")
    kept = run_file.read_text()
    for part in parts:
        answer = part.read_bytes()[sha256().digest_size :]
        table = read_table(answer)
        assert table.column_names == job.columns
        kept += f"{part.name} {read_tally(answer)} {table.to_pylist()} {table.schema}"
    assert len(parts) == 3
    for word in ("Texas", "student", "soon", "hotel-staff", "survivor"):
        # The id of an action in the output may have more of the word.
        assert not re.search(rf"\b{word}\b", kept)
