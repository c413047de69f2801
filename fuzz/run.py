"""Fuzz one target with Atheris: ``python fuzz/run.py TARGET [EXECUTIONS] [SECONDS]``.

It starts from the corpus. New inputs go to a temporary folder. An input that causes a crash is
written to the working folder; once the crash is fixed, add it to the corpus. Atheris prints the
number of executions.
"""

import runpy
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
LONGEST = 4_096
"""The most bytes of an input: bounds the time of one execution. It is libFuzzer's usual limit."""


def main(name: str, executions: str = "10000", seconds: str = "300") -> None:
    """Fuzz a target for a number of executions or seconds, until the first limit is reached."""
    with atheris.instrument_imports(include=["takeaction"]):
        target = runpy.run_path(str(HERE / "targets.py"))["TARGETS"][name]
    target((HERE / "corpus" / name / "good").read_bytes())  # its lazy imports, too
    with tempfile.TemporaryDirectory() as new_inputs:
        options = [
            f"-runs={executions}",
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-print_final_stats=1",
            "-timeout=10",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, new_inputs, str(HERE / "corpus" / name)], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
