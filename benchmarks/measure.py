"""CPU times of fresh processes, side by side: medians of interleaved rounds."""

import json
import resource
import statistics
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict

ROUNDS = 9
"""The counted runs of each program. Odd, so that the median is one of them."""


class Row(TypedDict):
    """One row of a benchmark table.

    Attributes:
        work: The name of the work.
        ours: Our time or size.
        peer: The peer's, in the same unit.
        ratio: Ours divided by the peer's.
        must: The highest ratio allowed, or None if there is no limit.
        met: Whether the ratio is within the limit.
    """

    work: str
    ours: float
    peer: float
    ratio: float
    must: float | None
    met: bool


def row(work: str, ours: float, peer: float, must: float | None = None) -> Row:
    """Make a row, with its ratio and verdict."""
    ratio = ours / peer
    met = must is None or ratio <= must
    return Row(work=work, ours=ours, peer=peer, ratio=ratio, must=must, met=met)


def cpu_ms(command: list[str]) -> float:
    """Run a command and return its CPU time, user and system, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def side_by_side(
    programs: Mapping[str, tuple[Path, str]], rounds: int = ROUNDS
) -> dict[str, float]:
    """Run programs in turn and return the median CPU time of each.

    Args:
        programs: The Python that runs each program, and its source, by name.
        rounds: The number of runs of each. One more run comes first, uncounted: it may compile.
    """
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, (python, text) in programs.items():
            used = cpu_ms([str(python), "-c", text])
            if number:
                times[name].append(used)
    return {name: statistics.median(runs) for name, runs in times.items()}


def show(rows: Iterable[Row], unit: str) -> None:
    """Print rows as a table, and as JSON for other programs."""
    lines = list(rows)
    print(f"{'work':48} {'ours':>9} {'peer':>9} {unit:>4} {'ratio':>6} {'must':>5}")
    for line in lines:
        must = "" if line["must"] is None else f"{line['must']:.2f}"
        verdict = "" if line["met"] else "  not met"
        numbers = f"{line['ours']:9.1f} {line['peer']:9.1f}      {line['ratio']:6.2f}"
        print(f"{line['work']:48} {numbers} {must:>5}{verdict}")
    print(json.dumps(lines))
