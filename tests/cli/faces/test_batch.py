"""``takeaction batch``: everybody in a file is answered or counted, whatever stops the run."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib import import_module

import pyarrow.parquet as pq
import pytest

from takeaction.batch import engines
from takeaction.batch.cells import NUMBERS
from takeaction.batch.engines import answer_alone
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import PartsFolder
from takeaction.cli.faces.batch import describe_problem
from takeaction.engine.ranking.gates import GATES
from takeaction.models.question.arguments import MAX_MINUTES

AT = ("--at", "2026-11-28T00:00Z")
HEADER = "id;minutes;roles;region;email\n"
ROWS = (
    "1;30;student;US;a@example.org\n2;5;;GB;\n3;soon;;;\n4;20;survivor;;\n5;20\n;;;;\n6;60;;US;\n"
)


@pytest.fixture
def people(folder):
    (folder / "people.csv").write_text(HEADER + ROWS, encoding="utf-8-sig")
    return "people.csv"


@pytest.fixture
def batch(takeaction):
    def run(*arguments, workers="1"):
        return takeaction("batch", *arguments, "--workers", workers, *AT)

    return run


def test_everybody_is_in_the_output_and_counted(batch, people, folder):
    ran = batch(people, "-o", "out.parquet")

    assert ran.code == 0
    assert ran.err == "Columns that were not read: email.\n"
    assert ran.out == (
        "out.parquet: 6 people, and 1 blank row.\n"
        "          3 with actions\n"
        "          0 with an empty list\n"
        "          1 refused\n"
        "              1 their role says what happened to them\n"
        "          2 with a broken row\n"
        f"              1 minutes: not a whole number of minutes from 1 to {MAX_MINUTES:,}\n"
        "              1 not as many cells as the first row has\n"
        "Listed most often:\n"
        "          3 first:report-it: Report what you saw\n"
        "          3 first:save-number: Save the number of your country's helpline under\n"
        "            a name that only you know\n"
        "          2 first:write-letter: Write a letter\n"
        "The file tells about people: delete it once you have used it.\n"
    )
    rows = pq.read_table(folder / "out.parquet").to_pylist()
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row["status"] for row in rows] == ["ok", "ok", "broken", "refused", "broken", "ok"]
    assert sorted(path.name for path in folder.iterdir()) == ["out.parquet", "people.csv"]


def test_counts_are_there_as_json(batch, people):
    ran = batch(people, "-o", "out.parquet", "--json")

    assert json.loads(ran.out) == {
        "file": "out.parquet",
        "people": 6,
        "by_status": {"ok": 3, "empty": 0, "refused": 1, "broken": 2},
        "problems": {
            "broken query.minutes minutes": 1,
            "broken row.cells": 1,
            "refused batch.role roles": 1,
        },
        "actions": {"first:report-it": 3, "first:save-number": 3, "first:write-letter": 2},
        "blank": 1,
        "not_read": ["email"],
    }


def test_a_word_that_is_unknown_says_how_several_are_written(batch, folder):
    (folder / "people.csv").write_text('id,minutes,roles\n1,5,"student, voter"\n')

    ran = batch("people.csv", "-o", "out.parquet")

    assert '1 roles: not a word that we know; put ";" between several\n' in ran.out


def test_an_empty_list_has_its_reason(batch, folder):
    (folder / "people.csv").write_text(
        "id,minutes,done\n1,1,first:save-number;first:write-letter;first:report-it\n"
    )

    ran = batch("people.csv", "-o", "out.parquet")

    assert "          1 with an empty list\n              1 most actions " in ran.out


def test_a_table_for_a_mailing_tool_has_only_people_with_actions(batch, people, folder):
    ran = batch(
        people, "-o", "out.csv", "--as", "mail-merge", "--limit", "1",
        "--finder", "https://example.org/record/ID", "--language", "es",
    )  # fmt: skip

    lines = (folder / "out.csv").read_text(encoding="utf-8").splitlines()
    assert ran.code == 0
    assert (
        "To see which rows are broken, write a .parquet file without --as mail-merge.\n"
        "Only people with actions are in the file.\n"
    ) in ran.out
    assert lines[0] == '"id","language","title_1","why_1","safety_1","link_1"'
    assert [line.partition(",")[0] for line in lines[1:]] == ['"1"', '"2"', '"6"']
    assert ',"es",' in lines[1]
    assert re.search(r'"https://example.org/record/[0-9a-f]{32}"', lines[1])


def test_letters_of_sound_rows_say_nothing_of_broken_ones(batch, folder):
    (folder / "people.csv").write_text("id,minutes\n7,30\n")

    ran = batch("people.csv", "-o", "out.csv", "--as", "mail-merge")

    assert (ran.code, "which rows" in ran.out) == (0, False)
    assert ran.out.startswith("out.csv: 1 person.\n")


def test_columns_may_have_other_names(batch, folder):
    (folder / "people.csv").write_text("number,branch,time\n7,b,30\n")

    ran = batch(
        "people.csv", "-o", "out.parquet",
        "--column", "id=number", "--column", "id = branch", "--column", "minutes=time",
    )  # fmt: skip

    assert ran.code == 0
    [row] = pq.read_table(folder / "out.parquet").to_pylist()
    assert (row["number"], row["branch"], row["status"]) == ("7", "b", "ok")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["-o", "out.txt"], "must be a file that ends with .parquet"),
        (["-o", "out.csv"], "add --as mail-merge"),
        (["-o", "out.txt", "--as", "mail-merge"], "ends with .parquet or .csv"),
        (["-o", "out.parquet", "--finder", "x"], "--finder goes with --as mail-merge"),
        (
            ["-o", "out.csv", "--as", "mail-merge", "--finder", "x"],
            "takeaction: The finder is no address",
        ),
        (["-o", "out.parquet", "--scheduler", "x"], "--scheduler goes with --engine dask"),
        (["-o", "o.parquet", "--engine", "dask", "--scheduler", "x"], "the cluster has its own"),
        (["-o", "out.parquet", "--part-rows", "0"], "--part-rows takes a whole number from 1"),
        (["-o", "out.parquet", "--column", "minutes"], "write a field and its column"),
        (["-o", "out.parquet", "--column", "=a"], "write a field and its column"),
        (["-o", "out.parquet", "--limit", "0"], "whole number"),
        (["-o", "out.parquet", "--encoding", "klingon"], "We don't know that encoding"),
        (["-o", "out.parquet", "--column", "minutes=time"], 'There is no column "time".'),
        (["-o", "out.parquet", "--column", "id=nr"], 'There is no column "nr".'),
        (["-o", "none/out.parquet"], '"none/out.parquet" cannot be written: there is no folder'),
        (["-o", "a\0b.parquet"], "cannot be written"),
        ([], "required: -o"),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_refused_at_once(batch, people, arguments, text):
    ran = batch(people, *arguments)

    assert ran.code == 2
    assert text in ran.err
    assert os.listdir() == [people]


def test_a_number_of_workers_below_one_is_refused(batch, people):
    assert (
        "--workers takes a whole number from 1"
        in batch(people, "-o", "out.parquet", workers="0").err
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, '"people.csv" cannot be read: No such file or directory.'),
        (b"", '"people.csv" cannot be read. The file is empty. Fix: '),
        (b"PK\x03\x04", "It is a workbook or an archive. Fix: save the sheet as CSV"),
        (
            HEADER.encode() + b"Jos\xe9;5;;;\n",
            "1 of 1 rows are not UTF-8, the first is row 2.",
        ),
        (b"id;time\n1;5\n", "No column has the minutes. Fix: call one minutes, or name one"),
        (b"minutes\n5\n", "No column says who is who. Fix: call one id"),
        (b"anna;5\n", "minutes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(batch, folder, content, text):
    if content is not None:
        (folder / "people.csv").write_bytes(content)

    ran = batch("people.csv", "-o", "out.parquet")

    assert ran.code == 2
    assert text in ran.err
    assert "anna" not in ran.err
    assert not (folder / "out.parquet").exists()


def test_an_output_that_exists_is_kept_unless_the_call_replaces_it(batch, people, folder):
    (folder / "out.parquet").write_bytes(b"mine")

    ran = batch(people, "-o", "out.parquet")
    assert (ran.code, (folder / "out.parquet").read_bytes()) == (2, b"mine")
    assert '"out.parquet" exists already. Name another output, or add --replace.' in ran.err

    assert batch(people, "-o", "out.parquet", "--replace").code == 0
    assert pq.read_table(folder / "out.parquet").num_rows == 6


@pytest.mark.parametrize("output", ["people.csv", "./people.csv", "same.csv"])
def test_the_list_itself_is_never_replaced(batch, people, folder, output):
    (folder / "same.csv").hardlink_to(folder / people)

    ran = batch(people, "-o", output, "--as", "mail-merge", "--replace")

    assert (ran.code, "is the list of people: name another output." in ran.err) == (2, True)
    assert (folder / people).read_text(encoding="utf-8-sig") == HEADER + ROWS


@pytest.mark.parametrize("kind", ["folder", "link", "parts"])
def test_what_is_no_file_of_ours_is_never_replaced(batch, people, folder, kind):
    if kind == "folder":
        (folder / "out.parquet").mkdir()
    elif kind == "link":
        (folder / "out.parquet").symlink_to(folder / people)
    else:
        (folder / "out.parquet.parts").mkdir()
        (folder / "out.parquet.parts" / "mine.txt").write_text("mine")
    before = sorted(path.name for path in folder.rglob("*"))

    ran = batch(people, "-o", "out.parquet", "--replace")

    assert ran.code == 2
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.fixture
def stopped(monkeypatch):
    """Return a function that runs something while the engine stops after two parts."""

    def run(error, act):
        def answer(job, places, **_):
            for number, answered in enumerate(answer_alone(job, places)):
                if number == 2:
                    raise error
                yield answered

        with monkeypatch.context() as patch:
            patch.setattr(engines, "answer_in_processes", answer)
            return act()

    return run


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (KeyboardInterrupt(), 130, "Stopped. 2 of 7 parts are saved: repeat the same call"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device. 2 of 7"),
        (BatchRefusedError("A process was lost."), 1, "A process was lost. 2 of 7 parts"),
    ],
    ids=["ctrl-c", "disk", "workers"],
)
def test_a_run_that_is_stopped_says_how_to_go_on(  # noqa: PLR0913, PLR0917 - fixtures
    batch, people, folder, stopped, error, code, text
):
    call = (people, "--part-rows", "1", "-o")
    whole = batch(*call, "once.parquet")

    ran = stopped(error, lambda: batch(*call, "out.parquet"))

    assert (ran.code, ran.out) == (code, "")
    assert text in ran.err
    assert not (folder / "out.parquet").exists()
    again = batch(*call, "out.parquet")
    assert again.out == whole.out.replace("once.parquet", "out.parquet")
    assert (folder / "out.parquet").read_bytes() == (folder / "once.parquet").read_bytes()


def test_a_second_call_that_finishes_first_is_named(batch, people, folder, monkeypatch):
    def answer(job, places, **_):
        yield from answer_alone(job, places)
        (folder / "out.parquet").write_bytes(b"done")
        PartsFolder.beside(folder / "out.parquet").remove()

    monkeypatch.setattr(engines, "answer_in_processes", answer)

    ran = batch(people, "-o", "out.parquet")

    assert (ran.code, (folder / "out.parquet").read_bytes()) == (1, b"done")
    assert '"out.parquet.parts" is gone: perhaps the same call ran twice' in ran.err
    assert "0 of 1 part is saved" in ran.err
    assert "Errno" not in ran.err


def test_a_run_goes_on_for_the_moment_at_which_it_began(takeaction, people, stopped):
    # Half an output of yesterday and half of today would be of no day.
    call = ("batch", people, "-o", "out.parquet", "--part-rows", "1", "--workers", "1")
    stopped(KeyboardInterrupt(), lambda: takeaction(*call))

    assert "unfinished run of other people, packs or options" in takeaction(*call, *AT).err
    assert takeaction(*call).code == 0


def test_an_unfinished_run_of_another_call_is_kept_unless_it_is_thrown_away(
    batch, people, folder, stopped
):
    call = (people, "-o", "out.parquet", "--part-rows", "1")
    stopped(KeyboardInterrupt(), lambda: batch(*call))

    ran = batch(*call, "--limit", "2")
    assert (ran.code, "There is an unfinished run" in ran.err) == (2, True)
    assert (folder / "out.parquet.parts" / "00001.part").exists()

    assert batch(*call, "--limit", "2", "--replace").code == 0


@pytest.mark.parametrize("engine", ["processes", "dask"])
def test_an_engine_gets_what_the_call_says(batch, people, monkeypatch, engine):
    module, name = {
        "processes": (engines, "answer_in_processes"),
        "dask": (engines, "answer_on_cluster"),
    }[engine]
    given = []

    def answer(job, places, **options):
        given.append(options)
        yield from answer_alone(job, places)

    monkeypatch.setattr(module, name, answer)
    scheduler = {"scheduler": None} if engine == "dask" else {}
    import_module("distributed")  # it counts the processors once, and needs that way to do it
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)

    batch(people, "-o", "a.parquet", "--engine", engine, workers="3")
    batch(people, "-o", "b.parquet", "--engine", engine, workers="1")

    assert given == [{"workers": 3, **scheduler}, {"workers": 1, **scheduler}]


def test_without_workers_there_is_one_for_each_processor(takeaction, people, monkeypatch):
    given = []

    def answer(job, places, workers):
        given.append(workers)
        yield from answer_alone(job, places)

    monkeypatch.setattr(engines, "answer_in_processes", answer)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 5, 6}, raising=False)
    takeaction("batch", people, "-o", "a.parquet")
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    takeaction("batch", people, "-o", "b.parquet")

    assert given == [3, 1]


def test_a_scheduler_that_is_not_there_says_so(takeaction, people, monkeypatch):
    monkeypatch.setattr(engines, "_PATIENCE", 0.2)

    ran = takeaction(
        "batch", people, "-o", "a.parquet", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"
    )

    assert ran.code == 1
    assert "does not answer. Fix: check that it runs" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("module", "extra", "options"),
    [("pyarrow", "batch", ()), ("distributed", "dask", ("--engine", "dask"))],
)
def test_a_missing_extra_is_named(  # noqa: PLR0913, PLR0917 - fixtures
    batch, people, monkeypatch, module, extra, options
):
    monkeypatch.setitem(sys.modules, module, None)

    ran = batch(people, "-o", "a.parquet", *options)

    assert ran.code == 2
    assert f"install takeaction[{extra}]" in ran.err


@pytest.mark.parametrize("code", sorted(filter(None, NUMBERS)))
def test_every_problem_of_a_row_has_words(code):
    text = describe_problem(f"{code} minutes" if code.startswith("query.") else code)

    assert " " in text
    assert code not in text


@pytest.mark.parametrize("gate", GATES)
def test_every_gate_has_words(gate):
    assert describe_problem(f"gate.{gate}").startswith(("most actions", "the actions"))


def test_help_says_what_it_does(takeaction, capsys):
    with pytest.raises(SystemExit):
        takeaction("batch", "--help")

    out = capsys.readouterr().out
    assert "Find actions for every supporter in a file." in out
    for option in ("--engine", "--scheduler", "--workers", "--column", "--finder", "--replace"):
        assert option in out


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a batch of two thousand people in a process of its own."""
    rows = "".join(f"{id};{id % 90 + 1};student;US;\n" for id in range(2_000))
    (tmp_path / "many.csv").write_text(HEADER + rows)
    environment = {**os.environ, "TAKEACTION_PACKS": ""}
    # A background job of a shell ignores Ctrl-C, and hands that down to each process it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def run(output, *options):
        command = [sys.executable, "-m", "takeaction", "batch", "many.csv", "-o", output]
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--part-rows", "20", *AT, *options],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    yield run
    signal.signal(signal.SIGINT, before)


def wait_for_parts(process, folder, count):
    deadline = time.monotonic() + 120
    while len(list(folder.glob("*.part"))) < count:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.heavy
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["killed", "ctrl-c"])
@pytest.mark.parametrize(
    "options",
    [("--workers", "1"), ("--workers", "2"), ("--workers", "2", "--engine", "dask")],
    ids=["alone", "processes", "dask"],
)
def test_a_run_that_is_killed_in_the_middle_goes_on(start, tmp_path, sign, options):
    folder = tmp_path / "out.parquet.parts"
    process = start("out.parquet", *options)
    wait_for_parts(process, folder, 3)

    if sign == signal.SIGINT:
        os.killpg(process.pid, sign)  # as a terminal does
    else:
        process.send_signal(sign)
    out, err = process.communicate(timeout=60)

    saved = len(list(folder.glob("*.part")))
    assert (process.returncode, out) == (130 if sign == signal.SIGINT else -9, "")
    assert (3 <= saved < 100, (tmp_path / "out.parquet").exists()) == (True, False)
    if sign == signal.SIGINT:
        assert f"Stopped. {saved} of 100 parts are saved" in err
        assert "Traceback" not in err
    assert nobody_is_left(process.pid)
    for output in ("out.parquet", "once.parquet"):
        process = start(output, "--workers", "1")
        assert (process.communicate(timeout=200), process.returncode)[1] == 0
    assert (tmp_path / "out.parquet").read_bytes() == (tmp_path / "once.parquet").read_bytes()


def nobody_is_left(group):
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
