"""Whole answers of the shipped packs, as they stand in ``golden/``.

A change of content or of an answer shows here. If it is meant, run ``python tests/golden/write.py``
and read what it changed as the person it is for.
"""

import json
import runpy
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
WRITE = runpy.run_path(str(GOLDEN / "write.py"))
CASES = WRITE["CASES"]


@pytest.mark.parametrize("name", CASES)
def test_an_answer_is_the_one_that_somebody_has_read(catalog, name):
    # The whole answer is as it was read; else run ``python tests/golden/write.py`` and read it.
    kept = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")

    answer = CASES[name](catalog)

    assert answer == json.loads(kept)
    assert WRITE["written"](answer) == kept


@pytest.mark.parametrize("name", WRITE["COMMANDS"])
def test_a_terminal_shows_what_somebody_has_read(name):
    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    rows = [row for row in kept.splitlines() if not row.startswith("tests/data/")]

    assert WRITE["printed"](WRITE["COMMANDS"][name]) == kept
    assert max(map(len, rows)) <= 80


@pytest.mark.parametrize("name", WRITE["VIEWS"])
def test_a_view_is_the_one_that_somebody_has_read(catalog, name):
    views = WRITE["viewed"](WRITE["VIEWS"][name](catalog))

    for ending, text in views.items():
        assert text == (GOLDEN / "views" / f"{name}.{ending}").read_text(encoding="utf-8")


def test_every_golden_file_has_its_question():
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(CASES)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(WRITE["COMMANDS"])
    assert {path.stem for path in GOLDEN.glob("views/*.txt")} == set(WRITE["VIEWS"])
    assert {path.stem for path in GOLDEN.glob("views/*.html")} == set(WRITE["VIEWS"])
