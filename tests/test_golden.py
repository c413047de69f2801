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
COMMANDS = WRITE["COMMANDS"]


@pytest.mark.parametrize("name", CASES)
def test_an_answer_is_the_one_that_somebody_has_read(catalog, name):
    """The whole answer is as it was read; else run ``python tests/golden/write.py`` and read it."""
    kept = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")

    answer = CASES[name](catalog)

    assert answer == json.loads(kept)
    assert WRITE["written"](answer) == kept


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_somebody_has_read(name):
    """What stands in the terminal is as it was read; else write it anew and read it."""
    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    printed = WRITE["printed"](COMMANDS[name])

    assert printed == kept
    assert max(map(len, printed.split("\n"))) <= 80


def test_every_golden_file_has_its_question():
    """No file is left over from a question that nobody asks any more."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(CASES)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(COMMANDS)
