"""The log of a load: a warning for each loss, and silence where nothing is missing."""

import logging
import subprocess
import sys

import make
import pytest

import takeaction
from takeaction import HelpQuery, Profile, find_help, load, recommend, search
from takeaction.loading import lines_on_held_back, lines_on_lost, lines_on_packs
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock

LINE = """\
[[resource]]
id = "{id}"
name = "A line"
kind = "hotline"
regions = ["US"]
purposes = ["support"]
source = {{ title = "A page" }}
verified = {{ method = "called" }}
[[resource.contacts]]
channel = "voice"
dial = "+1888555010{digit}"
display = "1-888-555-010{digit}"
languages = ["{language}"]
"""
HEADER = make.header("{id}", title="A pack", publisher="The tests", licence="CC0-1.0")
EMPTY = "No pack is loaded, so there is nothing to answer from."


def files(id="trial", **digits):
    lines = (
        LINE.format(id=line, digit=digit, language="es" if line == "two" else "en")
        for line, digit in digits.items()
    )
    return {"pack.toml": HEADER.format(id=id), "resources.toml": "".join(lines)}


@pytest.fixture
def logged(caplog):
    """Return a function that gives the lines of the log since its last call."""

    def lines():
        records = [record for record in caplog.records if record.name == "takeaction"]
        caplog.clear()
        assert {record.levelno for record in records} <= {logging.WARNING}
        assert all("\n" not in record.getMessage() for record in records)
        return [record.getMessage() for record in records]

    return lines


def test_a_whole_catalog_logs_nothing(logged):
    # The installed packs are good, so there is nothing to say, also after all of them are read.
    catalog = load()

    assert (len(catalog.mistakes), logged()) == (0, [])


def test_a_catalog_without_packs_is_logged_and_is_a_mistake(logged):
    catalog = load(packs=[])

    assert logged() == [EMPTY]
    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("pack.none", "warn")]
    assert catalog.left_out == ()


def test_the_core_alone_is_no_error_for_whoever_asked_for_it(monkeypatch):
    # ``packs=[]`` is a wish; to find none installed is a mistake.
    assert len(load(packs=[], on_mistake="raise")) == 0

    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(takeaction.PackErrors) as caught:
        load(on_mistake="raise")
    assert [error.code for error in caught.value.mistakes] == ["pack.none"]


def test_an_answer_without_actions_says_why(write):
    only_lines = load(packs=[], paths=[write(files(one=1))])
    me = Profile(minutes=5)

    for catalog in (load(packs=[]), only_lines):
        answer = recommend(catalog, me)
        assert [notice.text for notice in answer.notices] == [
            "No pack with actions is installed, so we have nothing to suggest."
        ]
    assert "paquete" in recommend(load(packs=[]), me, languages="es").notices[0].text
    assert recommend(load(packs=["community-actions"]), me).notices == ()


def test_a_pack_that_is_left_out_is_logged(logged, write):
    broken = write({"pack.toml": "id = 5\n[["}, "broken")

    catalog = load(packs=["nobody"], paths=[broken, write(files(one=1))])

    assert logged() == [
        "Left out: nobody (pack.missing). See catalog.mistakes.",
        f"Left out: {broken} (parse.syntax). See catalog.mistakes.",
    ]
    assert len(catalog.packs) == 1
    assert EMPTY not in logged()


def test_only_broken_packs_are_not_said_to_be_none(logged, write):
    catalog = load(packs=[], paths=[write({"pack.toml": "id = 5\n[["})])

    assert [line.partition(":")[0] for line in logged()] == ["Left out"]
    assert "pack.none" not in {error.code for error in catalog.mistakes}


def test_a_pack_that_is_read_late_is_logged_late_and_once(logged, install_pack):
    install_pack("late", content='{"pack":{"id":"late"},"records":{},"translations":{}}')

    catalog = load(packs=["late", "us-hotline"])
    early = logged()
    assert len(catalog.mistakes) > 0
    late = logged()

    assert [line.partition(" (")[0] for line in (*early, *late)] == ["Left out: late"]
    assert catalog.packs
    assert logged() == []


def test_what_a_lock_holds_back_is_logged(logged, write):
    lock, _ = pin_all(packs=[], paths=[write(files(one=1, two=2))], lock=Lock())
    changed = write(files(one=1, two=3), "changed")

    load(packs=[], paths=[changed], lock=lock)

    assert logged() == [
        "The lock holds back records of trial: trial:two. See catalog.mistakes.",
        "Nobody to call any more since the lock: US in es. See catalog.coverage_lost.",
    ]
    load(packs=[], paths=[changed], lock=lock, lock_mode="warn")
    load(packs=[], paths=[changed], lock=lock, lock_mode="off")
    assert logged() == []


def test_a_pack_that_nobody_accepted_is_logged_where_it_is_held(logged, write):
    # With ``unknown="hold"`` a new pack is left out as a whole.
    lock, _ = pin_all(packs=[], paths=[write(files(one=1))], lock=Lock())
    paths = [write(files(one=1)), write(files("newcomer", one=4), "newcomer")]

    load(packs=[], paths=paths, lock=lock)
    assert logged() == []
    load(packs=[], paths=paths, lock=lock, unknown="hold")
    assert logged() == ["Left out: newcomer (lock.unknown_pack). See catalog.mistakes."]


def test_a_long_line_names_a_few_and_counts_the_rest():
    held_back = {"a": [f"a:{n}" for n in range(5)], "b": ["b:1"]}
    places = [("GB", "en"), ("US", "en"), ("US", "es"), ("FR", "fr")]

    assert list(lines_on_held_back(held_back)) == [
        "The lock holds back records of a: a:0, a:1, a:2 and 2 more. See catalog.mistakes.",
        "The lock holds back records of b: b:1. See catalog.mistakes.",
    ]
    assert list(lines_on_lost(places)) == [
        (
            "Nobody to call any more since the lock: GB in en, US in en, US in es and 1 more. "
            "See catalog.coverage_lost."
        )
    ]
    assert list(lines_on_lost(())) == []


def test_a_name_of_a_pack_cannot_forge_a_line():
    forged = takeaction.PackError(
        "pack.missing",
        "p",
        takeaction.errors.Where("x\nWARNING all is well\x1b[31m"),
        outcome=takeaction.errors.Outcome.QUARANTINE,
    )

    warning = takeaction.PackError("pack.shadowed", "p", takeaction.errors.Where("y"))
    warning.outcome = takeaction.errors.Outcome.WARN

    (line,) = lines_on_packs([forged, warning, forged])

    assert line == (
        r"Left out: x\nWARNING all is well\u001b[31m (pack.missing). See catalog.mistakes."
    )


def test_no_question_is_ever_logged(caplog):
    catalog = load(packs=["us-hotline"])
    caplog.set_level(logging.DEBUG)

    recommend(catalog, Profile(minutes=5, region="US-TX"))
    find_help(catalog, HelpQuery("US-TX"))
    search(catalog, "canary")
    with pytest.raises(takeaction.QueryError):
        recommend(catalog, Profile(minutes=5, skills=["canary"]))

    assert caplog.records == []


SILENT = """
import sys
import takeaction
assert "logging" not in sys.modules, "import"
takeaction.load(packs=["us-hotline"])
assert "logging" not in sys.modules, "load"
takeaction.load(packs=[])
import logging
assert [type(each).__name__ for each in logging.getLogger("takeaction").handlers] == ["NullHandler"]
takeaction.load(packs=[])
assert len(logging.getLogger("takeaction").handlers) == 1
assert logging.getLogger().handlers == []
"""


def test_a_host_that_does_not_log_sees_and_pays_nothing():
    # ``logging`` is imported with the first line, and a line without a handler goes nowhere.
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", SILENT], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
