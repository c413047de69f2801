"""What was fuzzed stays fixed: each kept input through its target, without the fuzzer."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = runpy.run_path(str(ROOT / "fuzz" / "targets.py"))["TARGETS"]
KEPT = sorted((ROOT / "fuzz" / "corpus").glob("*/*"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_kept_input_lets_nothing_escape(path):
    """Whatever strangers write gives records or mistakes, never anything else."""
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_inputs_and_one_that_is_good():
    """The fuzzer starts from something that is taken, for each target."""
    assert {path.parent.name for path in KEPT if path.name == "good"} == set(TARGETS)
