"""``takeaction pack check`` warns of a kind of records that an earlier edition had."""

import json
import os

import pytest

FILE = "src/takeaction_pack_ke_help/vendors.toml"
PROBLEM = "has records of the kind vendor, and this pack has none."


@pytest.fixture
def project(takeaction, here):
    assert takeaction("pack", "new", "ke-help", "--region", "KE").code == 0
    return here / "ke-help"


def warnings_of(takeaction, pack):
    answer = json.loads(takeaction("pack", "check", pack, "--json").out)
    mistakes = (error for error in answer["mistakes"] if error["code"] == "pack.kind_gone")
    return [error["problem"] for error in mistakes]


def test_without_an_earlier_edition_nothing_is_missed(takeaction, project):
    (project / FILE).unlink()

    assert takeaction("pack", "check", project).code == 0


@pytest.mark.parametrize("place", ["pack.json", "ke-help/pack.json"], ids=["here", "project"])
def test_a_kind_that_the_last_build_had_is_missed(takeaction, project, here, place):
    takeaction("pack", "build", project, "--output", here / place)
    (project / FILE).rename(project / f"{FILE}.off")

    assert warnings_of(takeaction, project) == [f"the last build, pack.json, {PROBLEM}"]
    takeaction("pack", "build", project, "--output", here / place)
    assert warnings_of(takeaction, project) == []


def test_the_newest_build_counts(takeaction, project):
    # An older wheel in dist with more kinds in it is history; so is another's wheel.
    from hatchling.builders.wheel import WheelBuilder

    dist = project / "dist"
    (old,) = WheelBuilder(str(project)).build(directory=str(dist), versions=["standard"])
    (dist / "another-1.0-py3-none-any.whl").write_bytes(b"")
    (project / FILE).unlink()

    found = warnings_of(takeaction, project / "src" / "takeaction_pack_ke_help")
    os.utime(old, (0, 0))
    takeaction("pack", "build", project, "--output", project / "pack.json")

    name = "takeaction_pack_ke_help-2026"
    assert [problem.startswith(f"the last build, {name}") for problem in found] == [True]
    assert warnings_of(takeaction, project) == []


def test_a_kind_that_the_lock_has_is_missed(takeaction, project, here):
    accept = ("lock", "--accept", "ke-help", "--reviewer", "A. Reader")
    assert takeaction(*accept, packs=[project]).code in {0, 1}
    (project / FILE).unlink()

    assert warnings_of(takeaction, project) == [f"the lock {PROBLEM}"]
    (here / "takeaction.lock").write_text("nonsense", encoding="utf-8")
    assert warnings_of(takeaction, project) == []
    (here / "takeaction.lock").unlink()
    assert takeaction("lock", "--accept", "first", "--reviewer", "A. Reader").code in {0, 1}
    assert warnings_of(takeaction, project) == []
