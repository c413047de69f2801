"""The same bytes in odd interpreters: R16 of the threats."""

from zipfile import ZipFile

import pytest

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
def test_flags_of_the_interpreter_change_no_answer(run, usual, name):
    """Asserts, docstrings and warnings are nothing that an answer rests on."""
    assert run("-c", PRINTS, flags=FLAGS[name]).told == usual


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_changes_no_answer(run, usual, name):
    """Locale, encoding, hash seed and home folder change nothing."""
    assert run("-c", PRINTS, **ENVIRONMENTS[name]).told == usual


def test_what_is_installed_from_wheels_answers_as_the_sources_do(catalog, usual):
    """The built packs give the catalog of the checkout."""
    assert usual[-1] == catalog.digest
    assert usual[-2] == []


@pytest.fixture
def read_only(site, tmp_path):
    """Make the installation and a working folder such that nobody may write there."""
    changed = [site, *(each for each in site.rglob("*")), tmp_path]
    before = {each: each.stat().st_mode for each in changed}
    for each in changed:
        each.chmod(before[each] & ~0o222)
    yield tmp_path
    for each in reversed(changed):
        each.chmod(before[each])


def test_nothing_needs_to_be_written(run, usual, read_only):
    """A read-only installation in a folder that nobody may write to answers, with one warning less.

    Whoever runs this as root may write anyway: then the times of the files tell that nothing was.
    """
    before = {each: each.stat().st_mtime_ns for each in [read_only, *read_only.iterdir()]}

    assert run("-c", PRINTS, cwd=read_only, HOME=str(read_only)).told == usual
    assert {each: each.stat().st_mtime_ns for each in [read_only, *read_only.iterdir()]} == before


@pytest.fixture(scope="module")
def zipped(site, tmp_path_factory):
    """Return the whole installation as one archive."""
    path = tmp_path_factory.mktemp("zipped") / "site.zip"
    with ZipFile(path, "w") as archive:
        for each in sorted(site.rglob("*")):
            if each.is_file() and each.suffix != ".pyc":
                archive.write(each, each.relative_to(site).as_posix())
    return path


def test_core_and_packs_may_lie_in_an_archive(run, usual, zipped):
    """An application of one file holds the library and the packs, and answers the same."""
    assert run("-c", PRINTS, path=zipped).told == usual


def test_a_timed_referral_is_uncertain_without_zone_data(run, usual, catalog):
    """Where no time zone is known nothing is called open but what is there round the clock."""
    told = run("-c", PRINTS, PYTHONTZPATH="").told

    assert told[-1] == usual[-1]
    assert [len(each["referrals"]) for each in told[3:5]] == [
        len(each["referrals"]) for each in usual[3:5]
    ]
    states = {
        (referral["id"], referral["contact"]): referral["state"]
        for help in told[3:5]
        for referral in help["referrals"]
    }
    for (id, contact), state in states.items():
        (hours,) = (each.hours for each in catalog.resources[id].contacts if each.id == contact)
        assert state == ("open" if hours and hours.always else "uncertain")
    assert [each["id"] for each in told[0]["recommendations"]] == [
        each["id"] for each in usual[0]["recommendations"]
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
told = set()
for depth in range(*map(int, sys.argv[1:])):
    catalog = outcome(lambda: below(depth, ta.load))
    if catalog == "the stack gives out":
        told.add(catalog)
    elif catalog.mistakes:
        assert {each.code for each in catalog.mistakes} == {"read.failed"}, catalog.mistakes
        told.add("a pack is left out and told of")
    else:
        told.add("the same" if answers(catalog) == usual else "another answer")
    catalog = ta.load()
    told.add(outcome(lambda: below(depth, lambda: answers(catalog))).replace(usual, "the same"))
    assert answers(catalog) == usual, depth
print(json.dumps(sorted(told)))
"""


@pytest.mark.parametrize("depths", [(1, 900, 300), (945, 990, 11)], ids=["room", "hardly-any"])
def test_a_stack_that_gives_out_never_gives_another_answer(run, depths):
    """Deep in calls of a host the answer is the same, or none; and the next one is the same.

    A pack that is left out at loading is told of. Nothing that failed is kept.
    """
    told = run("-c", DEEP, *depths).told

    assert set(told) <= {"the same", "the stack gives out", "a pack is left out and told of"}
    assert "the same" in told
    assert ("the stack gives out" in told) is (depths[0] > 900)


THREAD = """
from asks import *
import sys, threading
threading.stack_size(int(sys.argv[1]) * 1024)
told = []
paths = sys.argv[2:]
thread = threading.Thread(target=lambda: told.append(answers(ta.load(paths=paths))))
thread.start()
thread.join()
print(told[0])
"""


@pytest.mark.parametrize("kib", [64, 128, 256])
def test_a_thread_with_a_small_stack_gets_the_same_answers(run, usual, kib):
    """A server that gives its threads little room is served."""
    assert run("-c", THREAD, kib).told == usual


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
    """Lists in lists, tables in tables and deep code are refused before a parser goes down."""
    for name, files in DEEP_PACKS.items():
        with ZipFile(tmp_path / name, "w") as archive:
            for inner, text in files.items():
                archive.writestr(inner, text)

    told = run("-c", THREAD, 64, *(tmp_path / name for name in DEEP_PACKS)).told

    assert sorted(code for code, _ in told[-2]) == ["pack.has_code", *["parse.too_deep"] * 4]
    assert told[:8] == usual[:8]


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
    """Help, packs, doctor and check run whatever the interpreter is like, and say nothing odd."""
    told = run("-c", TOOLS, flags=FLAGS.get(name, ()), **ENVIRONMENTS.get(name, {})).told

    assert told == {call: [0, True, ""] for call in told}


def test_the_core_alone_runs_where_no_pack_is_wanted(run):
    """``TAKEACTION_PACKS=none`` gives the core: every tool runs, and help names what to do."""
    told = run("-c", TOOLS, TAKEACTION_PACKS="none").told

    assert {call: code for call, (code, *_) in told.items()} == dict.fromkeys(told, 0)
    assert told["find-help --region US"][2].startswith("No content packs are installed")
