"""The ways from nothing that the page on performance reports are those of the pages as they are."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STEPS = runpy.run_path(str(ROOT / "benchmarks" / "first_steps.py"))
REPORT = (ROOT / "docs" / "explanation" / "performance.md").read_text(encoding="utf-8")


def reported(way):
    row = re.search(rf"^\| {way} \|(.*)\|$", REPORT, re.MULTILINE)[1]
    return [int(re.sub(r"\D", "", cell)) for cell in row.split("|")]


@pytest.mark.parametrize("way", STEPS["WAYS"])
def test_the_commands_of_a_way_are_counted(way):
    _, parts = STEPS["WAYS"][way]
    steps = [*STEPS["steps_of"]("\n".join(STEPS["part_of"](*part) for part in parts))]

    commands, files, *_ = reported(way)

    assert commands == sum(bool(step.command) for step in steps)
    assert files == sum(bool(step.path) for step in steps)


@pytest.mark.parametrize("way", STEPS["WAYS"])
def test_a_way_takes_no_longer_than_it_may(way):
    *_, machine, _, reading, copied, _, most = reported(way)

    assert machine + reading < copied <= most
    assert most == STEPS["WAYS"][way][0]


def test_steps_are_taken_out_of_a_page():
    page = (
        "Write:\n\n```toml\n# a/b.toml\nid = 1\n```\n\n```console\n$ one \\\n    two\nprinted\n"
        "$ three\n```\n\n```python\n>>> 1\n1\n```\n"
    )

    steps = [tuple(step) for step in STEPS["steps_of"](page)]

    assert steps == [
        ("", "", "a/b.toml", "# a/b.toml\nid = 1\n"),
        ("one \\\n    two", "printed\n", "", ""),
        ("three", "", "", ""),
    ]
