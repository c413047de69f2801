"""S71, S76: files that tell about people, a disk that is full, and Ctrl-C at any moment."""

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from takeaction.atomic import write_folder, write_together
from takeaction.batch.engines import answer_alone
from takeaction.batch.mailing import Letters
from takeaction.batch.people import open_people
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import PartsFolder, make_job, read_columns, read_table, run_job
from takeaction.cli import main
from takeaction.export.selection import Selection
from takeaction.export.sqlite import sqlite_of

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


# M6, attacks of our own: a run that is none of ours, entries that are no files, and the answers for
# the same people asked otherwise.

RUNS = {
    "deep": "[" * 100_000,
    "no-object": "[1]",
    "no-json": "\ufeff{}",
    "long-number": f'{{"takeaction":"batch","job":"x","at":{"9" * 9_000}}}',
    "no-zone": '{"takeaction":"batch","job":"x","at":"2026-01-01T00:00:00"}',
    "no-moment": '{"takeaction":"batch","job":"x","at":"soon"}',
    "another-age": '{"takeaction":"batch","job":"x","at":"0001-01-01T00:00:00+00:00"}',
    "a-number": '{"takeaction":"batch","job":7,"at":7}',
    "of-others": '{"takeaction":"site","job":"x","at":"2026-01-01T00:00:00+00:00"}',
}


@pytest.mark.parametrize("run", RUNS)
def test_m6_a_run_that_cannot_be_read_is_begun_again(job, folder, run):
    whole = finish(job, PartsFolder(folder.path.with_name("whole.parquet.parts")))
    (folder.path / "run.json").write_text(RUNS[run])

    assert folder.started() is None
    assert finish(job, folder) == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "dangling"])
@pytest.mark.parametrize("name", ["run.json", "00001.part", ".0123456789abcdef.new"])
def test_m6_what_is_no_file_is_not_opened(job, folder, kind, name):
    place = folder.path / name
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("/nowhere" if kind == "dangling" else folder.part(0))

    for ask in (folder.started, lambda: folder.claim(job.digest, job.at, replace=True)):
        with pytest.raises(BatchRefusedError, match="is not ours"):
            ask()
    assert os.path.lexists(place)


def test_m6_the_same_people_asked_otherwise_are_another_job(catalog, people):
    def digest(encoding=None, part_rows=2, limit=3, at=AT, field="minutes", **letters):
        file = open_people(people, encoding, part_rows)
        columns = {**read_columns(file.schema, ()), "id": ["id"], field: ["minutes"]}
        written = Letters(**letters) if letters else None
        return make_job(file, catalog, columns=columns, limit=limit, at=at, letters=written).digest

    finder = "https://help.example/record/ID"
    digests = [
        digest(),
        digest("cp1252"),
        digest(part_rows=3),
        digest(limit=4),
        digest(at=AT.replace(hour=1)),
        digest(languages=("en",)),
        digest(languages=("fr",)),
        digest(languages=("en",), finder=finder),
    ]

    assert len({*digests}) == len(digests)


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


@pytest.fixture
def small_disk():
    """Let no file of this process have more than 1,000 bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


CALLS = [
    ["export", "sqlite", "-o"],
    ["export", "json", "-o"],
    ["export", "csv", "-o"],
    ["poster", "--region", "US", "-o"],
    ["lock", "--file"],
    # L6, attacks of our own: folders of many files, and other formats
    ["export", "widget", "--region", "US", "-o"],
    ["export", "vcard", "--region", "US", "-o"],
    ["export", "hsds", "-o"],
]


@pytest.mark.usefixtures("small_disk")
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_s76_a_full_disk_is_told_in_one_line(capfd, tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TAKEACTION_PACKS", raising=False)
    with capfd.disabled():  # its own files are small too
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*call, "out"])

    message = 'takeaction: "out" cannot be written: File too large.'
    assert (code, out.getvalue()) == (1, "")
    assert err.getvalue().splitlines()[-1] == message
    assert [*tmp_path.iterdir()] == []


def test_s76_no_export_needs_a_disk_before_it_is_written(catalog, monkeypatch, small_disk):  # noqa: ARG001 - a fixture
    selection = Selection(at=AT.date())
    monkeypatch.setenv("SQLITE_TMPDIR", "/nowhere")

    assert sqlite_of(catalog, selection).startswith(b"SQLite format 3")


STOPS = [KeyboardInterrupt, OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken")]


@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen", "open"])
@pytest.mark.parametrize("error", STOPS)
def test_l6_whatever_stops_a_file_at_any_call_leaves_the_old_one_alone(
    tmp_path, monkeypatch, error, call
):
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.write_bytes(b"old")
    usual, calls = getattr(os, call), []

    def stopped(*given, **options):
        calls.append(given)
        # The first file may be there already where the second one cannot replace another.
        if len(calls) == (1 if call == "replace" else 2):
            raise error
        return usual(*given, **options)

    monkeypatch.setattr(os, call, stopped)
    with pytest.raises((KeyboardInterrupt, OSError)):
        write_together(dict.fromkeys(paths, b"new"))
    monkeypatch.undo()

    assert calls
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]
    assert sorted(tmp_path.iterdir()) == paths


@pytest.mark.parametrize("stop", [1, 2, 3])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
def test_s76_a_folder_that_is_replaced_is_the_old_or_the_new_one(
    tmp_path, monkeypatch, error, stop
):
    place = tmp_path / "site"
    write_folder(place, {"a": b"old", "b/c": b"old"})
    rename, calls = Path.rename, []

    def interrupted(self, target):
        calls.append(target)
        if len(calls) == stop and stop != 1:
            raise error
        rename(self, target)
        if len(calls) == stop == 1:
            raise error

    monkeypatch.setattr(Path, "rename", interrupted)
    if stop == 3:
        write_folder(place, {"a": b"new"}, lambda _: None)
    else:
        with pytest.raises((KeyboardInterrupt, OSError)):
            write_folder(place, {"a": b"new"}, lambda _: None)
    monkeypatch.undo()

    assert (place / "a").read_bytes() == (b"new" if stop == 3 else b"old")
    assert (place / "b").exists() is (stop != 3)
    assert [*tmp_path.iterdir()] == [place]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT of this kind")
@pytest.mark.parametrize(
    "module",
    ["takeaction.cli", "takeaction.cli.terminal", "takeaction.engine.help.referral", "THE END"],
)
def test_s76_ctrl_c_at_the_start_and_at_the_end_is_quiet(module):
    code = f"""
import atexit, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
def stop():
    os.kill(os.getpid(), signal.SIGINT)
class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            sys.meta_path.remove(self)
            stop()
sys.meta_path.insert(0, Finder())
if {module!r} == "THE END":
    atexit.register(stop)
sys.argv = ["takeaction", "find-help", "--region", "US", "--limit", "1"]
from takeaction.__main__ import run
run()
"""
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300
    )

    assert (done.returncode, done.stderr) == (130, "")
