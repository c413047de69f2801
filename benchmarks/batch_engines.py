"""A batch by each engine: one process, two, and a Dask cluster of two workers on this machine.

    python benchmarks/batch_engines.py 8000000

It makes up people, runs ``takeaction batch`` over them with each engine in turn, and prints the
seconds and those of CPU. All outputs must be the same bytes.
"""

import hashlib
import resource
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measure import Row, row, show

ROLES = "parent student educator health-professional voter employer faith-leader writer lawyer"
SKILLS = "writing research public-speaking translation web-development event-planning fundraising"
REGIONS = ("US-TX", "GB", "IN", "KE", "US", "DE", "BR")
MINUTES = (5, 15, 30, 60, 120, 300)
ENGINES = {
    "one process": ("--workers", "1"),
    "two processes": ("--workers", "2"),
    "Dask, two workers": ("--engine", "dask", "--workers", "2"),
}
MUST_TWO, MUST_DASK = 1.7, 1.3
_STEP, _GROUP = 2**20, 2**17


def write_people(path: Path, count: int) -> None:
    """Write made-up people: up to two roles and two skills each, drawn at random."""
    random = np.random.default_rng(24)
    columns = {
        "minutes": pa.array(MINUTES),
        "roles": _up_to_two(ROLES.split()),
        "skills": _up_to_two(SKILLS.split()),
        "region": pa.array(REGIONS),
    }
    with pq.ParquetWriter(path, _table(0, 0, columns, random).schema) as writer:
        for start in range(0, count, _STEP):
            rows = min(_STEP, count - start)
            writer.write_table(_table(start, rows, columns, random), row_group_size=_GROUP)


def _up_to_two(words: list[str]) -> pa.Array:
    return pa.array(["", *words, *map(";".join, combinations(words, 2))])


def _table(
    start: int, rows: int, columns: dict[str, pa.Array], random: np.random.Generator
) -> pa.Table:
    drawn = {
        name: values.take(pa.array(random.integers(0, len(values), rows)))
        for name, values in columns.items()
    }
    return pa.table({"id": pa.array(np.arange(start, start + rows)), **drawn})


def run(people: Path, output: Path, options: tuple[str, ...]) -> tuple[float, float, str]:
    """Run a batch, and return its seconds, its seconds of CPU, and the digest of its output."""
    command = [sys.executable, "-m", "takeaction", "batch", str(people), "-o", str(output)]
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own command
        [*command, "--at", "2026-11-28T00:00Z", *options], check=True, stdout=subprocess.DEVNULL
    )
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return seconds, cpu, digest


@attrs.frozen
class Ran:
    """What an engine took.

    Attributes:
        people: The number of people.
        engine: The name of the engine.
        seconds: The seconds by the clock.
        cpu: The seconds of CPU of all its processes.
        mb: The size of the output.
    """

    people: int
    engine: str
    seconds: float
    cpu: float
    mb: float


def measure(count: int, rounds: int = 1) -> list[Ran]:
    """Run all engines over so many people, in turn; return the fastest run of each by the clock."""
    ran: dict[str, list[Ran]] = {name: [] for name in ENGINES}
    with TemporaryDirectory() as folder:
        people = Path(folder, "people.parquet")
        write_people(people, count)
        digests = set()
        for number in range(rounds):
            for place, (name, options) in enumerate(ENGINES.items()):
                output = Path(folder, f"{number}-{place}.parquet")
                seconds, cpu, digest = run(people, output, options)
                digests.add(digest)
                ran[name].append(Ran(count, name, seconds, cpu, output.stat().st_size / 1e6))
                output.unlink()
                print(ran[name][-1], flush=True)
        if len(digests) != 1:
            raise SystemExit("the engines wrote different bytes")
    return [min(each, key=lambda one: one.seconds) for each in ran.values()]


def rows(ran: list[Ran]) -> list[Row]:
    """Return what is required of two processes and of Dask, by the clock."""
    one, two, dask = (each.seconds for each in ran)
    work = f"{ran[0].people:,} people, seconds"
    return [
        row(f"{work}: two processes / one", two, one, 1 / MUST_TWO),
        row(f"{work}: Dask with two workers / two processes", dask, two, MUST_DASK),
    ]


def table_of(*runs: list[Ran]) -> str:
    """Return the seconds of each engine as a table of Markdown."""
    heads = [f"{ran[0].people:,}: {unit}" for ran in runs for unit in ("clock", "CPU")]
    lines = [f"| | {' | '.join(heads)} | people a second |", f"| --- |{' ---: |' * 5}"]
    for several in zip(*runs, strict=True):
        cells = [f"{took:.1f} s" for each in several for took in (each.seconds, each.cpu)]
        rate = f"{round(several[-1].people / several[-1].seconds, -3):,.0f}"
        lines.append(f"| {several[0].engine} | {' | '.join(cells)} | {rate} |")
    return "\n".join(lines)


if __name__ == "__main__":
    many = measure(int(sys.argv[1]))
    print(table_of(many, many))
    show(rows(many), "s")
