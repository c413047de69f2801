"""Odd interpreters give the same bytes: R16 of the threats."""

from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.heavy

PRINTS = "from asks import *\nprint(answers(ta.load()))\n"
FLAGS = {
    "no-asserts": ["-O"],
    "no-docstrings": ["-OO"],
    "warnings-are-errors": ["-W", "error"],
    "bytes-are-no-text": ["-bb"],
    "development": ["-X", "dev", "-W", "error"],
    "all-at-once": ["-OO", "-bb", "-W", "error", "-X", "warn_default_encoding"],
}
ENVIRONMENTS = {
    "c-locale": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "c-locale-without-utf-8": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "without-utf-8": {"PYTHONUTF8": "0"},
    "ascii-output": {"PYTHONIOENCODING": "ascii"},
    "hash-seed": {"PYTHONHASHSEED": "4242"},
    "no-home": {"HOME": "/nonexistent", "TMPDIR": "/nonexistent"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
}


@pytest.mark.parametrize("name", FLAGS)
def test_interpreter_flags_change_no_answer(run, usual, name):
    assert run("-c", PRINTS, flags=FLAGS[name]).printed == usual


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_changes_no_answer(run, usual, name):
    assert run("-c", PRINTS, **ENVIRONMENTS[name]).printed == usual


def test_an_installation_answers_as_the_sources_do(catalog, usual):
    assert usual[-1] == catalog.digest
    assert usual[-2] == []


@pytest.fixture
def read_only(site, tmp_path):
    paths = [site, *site.rglob("*"), tmp_path]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    yield tmp_path
    for path in reversed(paths):
        path.chmod(modes[path])


def test_no_file_needs_to_be_written(run, usual, read_only):
    # A read-only installation answers in a read-only folder.
    # Root may write anyway: then the times of the files show that nothing was written.
    before = {path: path.stat().st_mtime_ns for path in [read_only, *read_only.iterdir()]}

    assert run("-c", PRINTS, cwd=read_only, HOME=str(read_only)).printed == usual
    assert before == {path: path.stat().st_mtime_ns for path in [read_only, *read_only.iterdir()]}


@pytest.fixture(scope="module")
def zipped(site, tmp_path_factory):
    zipped = tmp_path_factory.mktemp("zipped") / "site.zip"
    with ZipFile(zipped, "w") as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                archive.write(path, path.relative_to(site).as_posix())
    return zipped


def test_core_and_packs_may_be_in_an_archive(run, usual, zipped):
    assert run("-c", PRINTS, path=zipped).printed == usual


def test_a_timed_referral_is_uncertain_without_zone_data(run, usual, catalog):
    answers = run("-c", PRINTS, PYTHONTZPATH="").printed

    assert answers[-1] == usual[-1]
    assert [len(help["lines"]) for help in answers[3:5]] == [
        len(help["lines"]) for help in usual[3:5]
    ]
    states = {
        (way["id"], way["contact"]): way["state"]
        for help in answers[3:5]
        for line in help["lines"]
        for way in line["ways"]
    }
    for (id, contact), state in states.items():
        (hours,) = (c.hours for c in catalog.resources[id].contacts if c.id == contact)
        assert state == ("open" if hours and hours.always else "uncertain")
    assert [item["id"] for item in answers[0]["recommendations"]] == [
        item["id"] for item in usual[0]["recommendations"]
    ]


DEEP = """
from asks import *
import sys

def below(depth, ask):
    return below(depth - 1, ask) if depth else ask()

def outcome(ask):
    try:
        return ask()
    except RecursionError:
        return "the stack gives out"

usual = answers(ta.load())
outcomes = set()
for depth in range(*map(int, sys.argv[1:])):
    catalog = outcome(lambda: below(depth, ta.load))
    if catalog == "the stack gives out":
        outcomes.add(catalog)
    elif catalog.mistakes:
        assert {error.code for error in catalog.mistakes} == {"read.failed"}, catalog.mistakes
        outcomes.add("a pack is left out and reported")
    else:
        outcomes.add("the same" if answers(catalog) == usual else "another answer")
    catalog = ta.load()
    outcomes.add(outcome(lambda: below(depth, lambda: answers(catalog))).replace(usual, "the same"))
    assert answers(catalog) == usual, depth
print(json.dumps(sorted(outcomes)))
"""


@pytest.mark.parametrize("depths", [(1, 900, 300), (945, 990, 11)], ids=["room", "hardly-any"])
def test_a_full_stack_never_gives_a_wrong_answer(run, depths):
    # Deep in calls of a host the answer is the same, or none; and the next one is the same.
    # A pack that is left out is reported. Failures are not cached.
    outcomes = run("-c", DEEP, *depths).printed

    assert set(outcomes) <= {"the same", "the stack gives out", "a pack is left out and reported"}
    assert "the same" in outcomes
    assert ("the stack gives out" in outcomes) is (depths[0] > 900)


THREAD = """
from asks import *
import sys, threading
threading.stack_size(int(sys.argv[1]) * 1024)
results = []
paths = sys.argv[2:]
thread = threading.Thread(target=lambda: results.append(answers(ta.load(paths=paths))))
thread.start()
thread.join()
print(results[0])
"""


@pytest.mark.parametrize("kib", [64, 128, 256])
def test_a_thread_with_a_small_stack_gets_the_same_answers(run, usual, kib):
    assert run("-c", THREAD, kib).printed == usual


DEEP_PACKS = {
    "lists.zip": {"pack.json": "[" * 60_000},
    "tables.zip": {"pack.json": '{"a":' * 60_000},
    "record.zip": {"pack.json": '{"pack": {"id": ' + "[" * 900 + "]" * 900 + "}}"},
    "toml.zip": {"pack.toml": "a = " + "[" * 100_000},
    "code.zip": {
        "pack.toml": 'id = "code"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n',
        "deep.py": "-" * 4_000 + "1",
    },
}


def test_deep_packs_end_no_thread_with_a_small_stack(run, usual, tmp_path):
    for name, files in DEEP_PACKS.items():
        with ZipFile(tmp_path / name, "w") as archive:
            for inner, text in files.items():
                archive.writestr(inner, text)

    answers = run("-c", THREAD, 64, *(tmp_path / name for name in DEEP_PACKS)).printed

    assert sorted(code for code, _ in answers[-2]) == ["pack.has_code", *["parse.too_deep"] * 4]
    assert answers[:8] == usual[:8]


TOOLS = """
import contextlib, io, json, sys
from takeaction.cli import main

def run(*call):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(call)
        except SystemExit as error:
            code = error.code
    return [code, bool(out.getvalue()), err.getvalue()]

calls = ("--help", "--version", "packs", "doctor", "packs --json", "doctor --json",
         "pack check us-hotline", "pack --help", "lock --help", "find-help --region US")
print(json.dumps({call: run(*call.split()) for call in calls}))
"""


@pytest.mark.parametrize("name", [*FLAGS, *ENVIRONMENTS])
def test_tools_run_in_every_interpreter(run, name):
    results = run("-c", TOOLS, flags=FLAGS.get(name, ()), **ENVIRONMENTS.get(name, {})).printed

    assert results == {call: [0, True, ""] for call in results}


def test_the_core_runs_without_packs(run):
    # With ``TAKEACTION_PACKS=none`` every tool runs, and ``find-help`` says there are no packs.
    results = run("-c", TOOLS, TAKEACTION_PACKS="none").printed

    assert {call: code for call, (code, *_) in results.items()} == dict.fromkeys(results, 0)
    assert results["find-help --region US"][2].startswith("No content packs are installed")
