"""A batch by each engine: one process, two, and a Dask cluster of two workers on this machine.

    python benchmarks/batch_engines.py 8000000

It makes up people, runs ``takeaction batch`` over them with each engine in turn, and prints the
seconds, those of CPU, and the memory of the largest process. All outputs must be the same bytes.
"""

import hashlib
import resource
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROLES = "parent student educator health-professional voter employer faith-leader writer lawyer"
SKILLS = "writing research public-speaking translation web-development event-planning fundraising"
REGIONS = ("US-TX", "GB", "IN", "KE", "US", "DE", "BR")
MINUTES = (5, 15, 30, 60, 120, 300)
ENGINES = {
    "one process": ("--workers", "1"),
    "two processes": ("--workers", "2"),
    "Dask, two workers": ("--engine", "dask", "--workers", "2"),
}
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


def main(count: int) -> None:
    """Run all engines over so many people."""
    with TemporaryDirectory() as folder:
        people = Path(folder, "people.parquet")
        write_people(people, count)
        digests = set()
        for place, (name, options) in enumerate(ENGINES.items()):
            seconds, cpu, digest = run(people, Path(folder, f"{place}.parquet"), options)
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            size = Path(folder, f"{place}.parquet").stat().st_size / 1e6
            digests.add(digest)
            print(
                f"{name}: {seconds:.1f} s, {cpu:.1f} s of CPU, {round(count / seconds):,} people a"
                f" second, {memory:.0f} MB in the largest process so far, {size:.0f} MB written"
            )
        assert len(digests) == 1


if __name__ == "__main__":
    main(int(sys.argv[1]))
