"""The inputs of the fuzz corpus run through their targets, without the fuzzer."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGETS = runpy.run_path(str(ROOT / "fuzz" / "targets.py"))["TARGETS"]
INPUTS = sorted((ROOT / "fuzz" / "corpus").glob("*/*"))


def test_an_input_lets_no_error_escape(subtests):
    for path in INPUTS:
        with subtests.test(str(f"{path.parent.name}-{path.name}")):
            TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_a_good_input():
    assert {path.parent.name for path in INPUTS if path.name == "good"} == set(TARGETS)
