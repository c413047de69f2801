"""CPU time of fresh processes, side by side: medians of interleaved rounds."""

import json
import resource
import statistics
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict

ROUNDS = 9


class Row(TypedDict):
    """One line of a benchmark.

    Attributes:
        work: What was done.
        ours: What it took us.
        peer: What it took the peer, in the same unit.
        ratio: Ours over the peer's.
        must: The highest ratio allowed; None where there is none.
        met: Whether the ratio is no higher.
    """

    work: str
    ours: float
    peer: float
    ratio: float
    must: float | None
    met: bool


def row(work: str, ours: float, peer: float, must: float | None = None) -> Row:
    """Make a line."""
    ratio = ours / peer
    met = must is None or ratio <= must
    return Row(work=work, ours=ours, peer=peer, ratio=ratio, must=must, met=met)


def cpu_ms(command: list[str]) -> float:
    """Run a command and return the milliseconds of CPU, user and system, that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def side_by_side(
    programs: Mapping[str, tuple[Path, str]], rounds: int = ROUNDS
) -> dict[str, float]:
    """Run programs in turn and return the median CPU time of each.

    Args:
        programs: For each name the Python that runs it, and its text.
        rounds: How often each is run; a first run of each, which may compile, is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, (python, text) in programs.items():
            used = cpu_ms([str(python), "-c", text])
            if number:
                taken[name].append(used)
    return {name: statistics.median(each) for name, each in taken.items()}


def show(rows: Iterable[Row], unit: str) -> None:
    """Print lines as a table, and as JSON for other programs."""
    listed = list(rows)
    print(f"{'work':48} {'ours':>9} {'peer':>9} {unit:>4} {'ratio':>6} {'must':>5}")
    for each in listed:
        must = "" if each["must"] is None else f"{each['must']:.2f}"
        verdict = "" if each["met"] else "  not met"
        numbers = f"{each['ours']:9.1f} {each['peer']:9.1f}      {each['ratio']:6.2f}"
        print(f"{each['work']:48} {numbers} {must:>5}{verdict}")
    print(json.dumps(listed))
