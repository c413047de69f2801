"""``takeaction doctor``: anything wrong, and how to fix it; and how other commands name it."""

import json
import platform
import sys
from importlib.metadata import version
from zoneinfo import ZoneInfoNotFoundError

import pytest

from takeaction import load

WELL = """\
takeaction: {version}
python: {python}
packs: 1
records: 10
places with help: 1
zone data: there
digest: {digest}
No mistakes.
"""


def _well(pack):
    """Return what the doctor says of a pack without mistakes."""
    digest = load(paths=[pack], packs=[]).digest
    python = platform.python_version()
    return WELL.format(version=version("takeaction"), python=python, digest=digest)


def test_all_is_well(takeaction, pack):
    """The whole text where nothing is wrong."""
    ran = takeaction("doctor")

    assert (ran.code, ran.out, ran.err) == (0, _well(pack), "")


def test_the_doctor_comes_without_any_packs(takeaction):
    """With TAKEACTION_PACKS=none the core is well by itself."""
    ran = takeaction("doctor", packs="none")

    assert ran.code == 0
    assert "\npacks: 0\nrecords: 0\nplaces with help: 0\n" in ran.out
    assert ran.out.endswith("\nNo mistakes.\n")


def test_a_broken_pack_is_named_with_its_line_and_its_fix(takeaction, pack, broken):
    """Each mistake stands on a line that an editor can jump to, and says how to fix it."""
    folder, mistake = broken

    ran = takeaction("doctor", packs=[pack, folder])

    assert (ran.code, ran.err) == (1, "")
    assert mistake in ran.out.splitlines()
    assert ran.out.splitlines()[-1] in ("1 mistake.", "2 mistakes.")


def test_a_broken_pack_takes_nothing_from_others(takeaction, pack, broken):
    """Beside a broken pack a good one answers as it does alone.

    One line on stderr names the doctor, and the exit code is that of an answer.
    """
    folder, _ = broken
    ask = ("search", "helpline", "--json")

    alone = takeaction(*ask)
    ran = takeaction(*ask, packs=[pack, folder])

    assert (ran.code, ran.out) == (0, alone.out)
    assert ran.err.endswith(". See: takeaction doctor\n")
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.count("\n") == 1


def test_where_all_is_left_out_nobody_is_told_that_nothing_is_installed(takeaction, broken):
    """A pack that is there and broken is no pack that is missing."""
    folder, _ = broken

    ran = takeaction("search", "helpline", packs=[folder])

    assert (ran.code, ran.out) == (0, "Nothing was found. Try fewer or other words.\n")
    assert ran.err.count("\n") == 1
    assert "takeaction doctor" in ran.err


def test_two_packs_of_one_id_are_both_left_out(takeaction, pack, make_pack, one):
    """Which of two packs of one id is right nobody can tell."""
    ran = takeaction("doctor", packs=[pack, make_pack("first", actions=one)])

    assert ran.code == 1
    assert ran.out.endswith(
        "\nfirst: 2 packs have this id: a path, a path. "
        "Fix: take one of them away: which one is right nobody can tell.\n"
        "    pack.duplicate_id: the pack is left out\n"
        "1 mistake.\n"
    )


def test_a_warning_costs_nothing_and_is_told_by_the_doctor_alone(takeaction, make_pack, one):
    """A text that could hurt somebody is warned of; an answer is still given, without a word."""
    risky = make_pack("risky", actions=one.replace('"It helps."', '"Confront them."'))

    ran = takeaction("doctor", packs=[risky])
    answer = takeaction("search", "thing", packs=[risky])

    assert ran.code == 1
    assert ran.out.endswith(
        '\nrisky/actions.toml:4: one.summary: "Confront them" sends somebody into danger. '
        "Fix: say what is safe instead.\n"
        "    content.dangerous_advice: a warning\n"
        "1 mistake.\n"
    )
    assert (answer.code, answer.err) == (0, "")


def test_a_broken_distribution_can_be_done_without(takeaction, install):
    """A mistake in an installed pack names its distribution, and the command that removes it."""
    install("a-distribution", pack="first", module="a_module", files={"pack.json": b"{"})

    ran = takeaction("doctor", packs="")

    assert ran.code == 1
    assert ran.out.splitlines()[-3:] == [
        "    parse.syntax: the pack is left out, from a-distribution",
        "To do without it: python -m pip uninstall a-distribution",
        "1 mistake.",
    ]


def test_json_holds_facts_and_mistakes(takeaction, pack):
    """The whole answer as JSON."""
    ran = takeaction("doctor", "--json")

    assert ran.code == 0
    assert json.loads(ran.out) == {
        "takeaction": version("takeaction"),
        "python": platform.python_version(),
        "packs": 1,
        "records": 10,
        "places_with_help": 1,
        "zone_data": "there",
        "digest": load(paths=[pack], packs=[]).digest,
        "coverage_lost": [],
        "mistakes": [],
    }


def test_json_of_a_broken_pack_exits_with_1(takeaction, broken):
    """The exit code says that there are mistakes, in JSON too."""
    folder, _ = broken

    ran = takeaction("doctor", "--json", packs=[folder])

    assert ran.code == 1
    assert json.loads(ran.out)["mistakes"]


def test_missing_zone_data_is_told_with_its_fix(takeaction, monkeypatch):
    """A machine that cannot tell opening times says so, and what to install."""

    def nowhere(name):
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr("zoneinfo.ZoneInfo", nowhere)

    ran = takeaction("doctor", packs="none")

    said = "zone data: missing: opening times are uncertain; install takeaction[zones]"
    assert said in ran.out.splitlines()


@pytest.mark.parametrize("name", ["ok\nCRITICAL all numbers verified", "a\x1b[2Jb"])
def test_a_hostile_name_stays_on_one_line(takeaction, tmp_path, name):
    """A path with line breaks or escapes in it is written harmlessly, on stderr and below."""
    folder = tmp_path / name
    folder.mkdir()

    answer = takeaction("search", "thing", packs=[folder])
    ran = takeaction("doctor", packs=[folder])

    assert answer.err.count("\n") == 1
    assert "\x1b" not in answer.err + ran.out
    assert "CRITICAL all numbers verified" not in ran.out.splitlines()


DATED = """
[[action]]
id = "dated"
title = "Act"
summary = "Do it."
steps = ["One.", "Two.", "Three."]
minutes = { min = 1, typical = 2, max = 3 }
cadence = "once"
modes = ["solo-online"]
source = { title = "A page", checked = 2026-11-20 }
"""
EARLY = (
    "dated/actions.toml:10: dated.source.checked: 2026-11-20 has not come yet. "
    "Fix: write the day it was."
)


@pytest.mark.parametrize("command", ["doctor", "packs"])
def test_days_are_held_against_the_moment_that_was_given(takeaction, make_pack, command):
    """A day that somebody looked may not lie behind the one on which it is asked."""
    dated = make_pack("dated", actions=DATED)

    before = takeaction(command, "--at", "2026-11-01T00:00Z", packs=[dated])
    after = takeaction(command, "--at", "2026-11-24T00:00Z", packs=[dated])

    assert (before.code, EARLY in before.out.splitlines()) == (1, True)
    assert (after.code, EARLY in after.out.splitlines()) == (0, False)


@pytest.mark.parametrize("command", ["doctor", "packs"])
def test_what_a_mistake_costs_is_faint_on_a_terminal(takeaction, make_pack, monkeypatch, command):
    """The line that an editor can jump to is plain, and stands out."""
    dated = make_pack("dated", actions=DATED)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)

    ran = takeaction(command, "--at", "2026-11-01T00:00Z", packs=[dated])

    lines = ran.out.splitlines()
    at = lines.index(EARLY)
    assert lines[at + 1] == "\x1b[2m    date.future: a warning\x1b[0m"
    if command == "packs":
        assert lines[0] == "\x1b[1mdated\x1b[0m  from a path"
        assert lines[3].startswith("\x1b[2m    sha256:")
