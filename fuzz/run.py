"""Fuzz one target with Atheris: ``python fuzz/run.py TARGET [EXECUTIONS] [SECONDS]``.

Starts from the kept corpus. What it finds on the way goes to a folder of its own, which is thrown
away; an input that crashes is written to the working folder, and belongs into the corpus once the
crash is fixed. Prints the executions that were made.
"""

import runpy
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
LONGEST = 4_096


def main(name: str, executions: str = "10000", seconds: str = "300") -> None:
    """Fuzz a target up to a number of executions or seconds, whichever comes first."""
    with atheris.instrument_imports(include=["takeaction"]):
        target = runpy.run_path(str(HERE / "targets.py"))["TARGETS"][name]
    target((HERE / "corpus" / name / "good").read_bytes())  # imports what is imported late
    with tempfile.TemporaryDirectory() as found:
        options = [
            f"-runs={executions}",
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-print_final_stats=1",
            "-timeout=10",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, found, str(HERE / "corpus" / name)], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
