"""The best five actions for a crowd, next to peers, all in one run.

    python benchmarks/batch.py [--quick] [--memory]     --memory measures nothing else

Peers get people as whole numbers and give scores and numbers of actions before any place is
spread. Our first row does the same work. Our second is all of ``recommend_table``: it reads words,
spreads the places and writes every reason. All engines are checked to be equal on a sample before
anything is timed. Times are CPU times of the process, so threads count.
"""

import json
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when numpy is imported

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
from built import catalog_of, records
from columns import NARROW, OPEN, Kind, draw
from crowd import as_numbers, as_table, draw_crowd
from measure import Row, row, show
from peers.crowd_sql import CrowdDuck, best_of

from takeaction.batch import recommend_table
from takeaction.batch.cells import Array
from takeaction.batch.placing import MOST_ROWS, find_candidates
from takeaction.batch.questions import People, PeopleReader
from takeaction.batch.scores import Scorer
from takeaction.batch.table import read_mapping
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.ranking import rank_by_loop

FIVE = 5
SIZES = ((200, 1_000_000), (5_000, 100_000))
QUICK = ((200, 50_000), (5_000, 2_000))
ROUNDS = 3
LOOP_PEOPLE, CHECKED = 100, 200
"""The people of the plain loop, and the people whose answers are checked."""

BLOCK, STEP = 1 << 15, 1 << 12
MEMORY_PEOPLE = (1_000_000, 8_000_000)
MUST_DUCK = {"narrow": 1.8, "open": 2.5}
REQUIRED_SIZE = 200
"""The number of actions that the limits are for."""

Best = list[tuple[int, int]]
Answer = Callable[[], object]


class Ours:
    """Our quick way on people in numbers: the work that peers do."""

    def __init__(self, catalog: Catalog, table: pa.Table) -> None:
        self._catalog = catalog
        self._column_map = read_mapping(table.schema, None)
        self._reader = PeopleReader(catalog, self._column_map.fields)
        self._blocks = [
            self._reader.read(table.slice(start, BLOCK))[0]
            for start in range(0, table.num_rows, BLOCK)
        ]

    def ask(self) -> list[Array]:
        """Return the first actions, by blocks of people, with new tables."""
        scorer = Scorer(self._catalog, self._reader, WEIGHTS)
        return [found for block in self._blocks for found in _find(scorer, block)]

    def best(self, people: int) -> list[Best]:
        """Return the scores and numbers of the first people."""
        actions = Scorer(self._catalog, self._reader, WEIGHTS).compiled.actions
        numbers = [int(action.id.rpartition("-")[2]) for action in actions]
        best = [
            [(key // MOST_ROWS, numbers[key % MOST_ROWS]) for key in keys if key >= 0]
            for found in self.ask()
            for keys in found.T.tolist()
        ]
        return best[:people]


def _find(scorer: Scorer, people: People) -> list[Array]:
    scores = scorer.scores(people)
    parts = (scores.take(slice(start, start + STEP)) for start in range(0, len(people), STEP))
    return [find_candidates(part, FIVE)[0] for part in parts]


@attrs.frozen
class Timed:
    """The CPU times of each engine.

    Attributes:
        kind: The kind of actions, narrow or open.
        size: The number of actions.
        people: The number of people.
        took: The median microseconds for a person, by engine.
    """

    kind: str
    size: int
    people: int
    took: Mapping[str, float]


def measure(kind: Kind, size: int, people: int, rounds: int) -> Timed:
    """Check that all engines are equal, then time them in turn."""
    columns, crowd = draw(size, kind), draw_crowd(people)
    catalog = catalog_of(records(columns))
    table, numbers = as_table(crowd), as_numbers(crowd, catalog)
    sample = _loop(catalog, table, CHECKED)
    ours, duck = Ours(catalog, table), CrowdDuck(columns, numbers)
    _check("ours", ours.best(CHECKED), sample)
    by_duck = duck.ask()
    answers = dict(zip(by_duck["person"].to_pylist(), by_duck["keys"].to_pylist(), strict=True))
    _check("DuckDB", [best_of(answers.get(n, [])) for n in range(CHECKED)], sample)
    engines: dict[str, tuple[Answer, int]] = {
        "same work": (ours.ask, people),
        "recommend_table": (lambda: recommend_table(catalog, table), people),
        "DuckDB": (duck.ask, people),
        "plain loop": (lambda: _loop(catalog, table, LOOP_PEOPLE), LOOP_PEOPLE),
    }
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, (answer, count) in engines.items():
            times[name].append(_cpu_seconds(answer) / count * 1e6)
    took = {name: statistics.median(each) for name, each in times.items()}
    return Timed(kind.name, size, people, took)


def _loop(catalog: Catalog, table: pa.Table, people: int) -> list[Best]:
    """Return the scores and numbers that the plain loop gives the first people."""
    reader = PeopleReader(catalog, read_mapping(table.schema, None).fields)
    some, _ = reader.read(table.slice(0, people))
    best = []
    for number in range(people):
        asker = look_up_asker(catalog, reader.profile(some, number))
        listed = rank_by_loop(catalog.actions.values(), asker, WEIGHTS, {}).listed
        best.append([(s, int(a.id.rpartition("-")[2])) for s, a in islice(listed, FIVE)])
    return best


def _check(name: str, answers: list[Best], sample: list[Best]) -> None:
    if answers != sample:
        raise SystemExit(f"{name} gives something else than the plain loop")


def _cpu_seconds(answer: Answer) -> float:
    gc.collect()
    start = time.process_time()
    answer()
    return time.process_time() - start


def rows(times: list[Timed]) -> list[Row]:
    """Return what is required, with the engines as they were measured.

    The first kind of row compares the same work: the limits are for 200 actions. The whole call
    does more than a peer, so nothing is required of it.
    """
    made = []
    for each in times:
        work = f"{each.people:,} people, {each.size:,} actions, {each.kind}"
        must = 1 / MUST_DUCK[each.kind] if each.size == REQUIRED_SIZE else None
        same, whole, duck = (each.took[name] for name in ("same work", "recommend_table", "DuckDB"))
        made.append(row(f"{work}: the same work / DuckDB", same, duck, must))
        made.append(row(f"{work}: the whole call / DuckDB", whole, duck))
    return made


def table_of(times: list[Timed]) -> str:
    """Return the times as a table of Markdown, in microseconds for a person."""
    names = list(dict.fromkeys(name for each in times for name in each.took))
    heads = [f"{each.people:,} people, {each.size:,} {each.kind}" for each in times]
    lines = [f"| | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
    for name in names:
        cells = [f"{each.took[name]:,.2f}" if name in each.took else "" for each in times]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


# Memory

_CHILD = """
import json, sys
import pyarrow.parquet as pq
sys.path.insert(0, {folder!r})
from built import catalog_of, records
from columns import NARROW, draw
from takeaction.batch import recommend_batches
catalog = catalog_of(records(draw(200, NARROW)))
source = pq.ParquetFile({source!r}, pre_buffer=False)  # what it buffers it keeps
answers = recommend_batches(catalog, source.iter_batches(batch_size={batch}))
writer, count = None, 0
for answer in answers:
    writer = writer or pq.ParquetWriter({target!r}, answer.schema, compression="zstd")
    writer.write_batch(answer)
    count += len(answer)
writer.close()
status = open("/proc/self/status").read()  # getrusage would tell the peak of our parent too
print(json.dumps([count, int(status.partition("VmHWM:")[2].split()[0]) / 1024]))
"""


def peak_mib(people: int) -> float:
    """Return the peak memory of a process that answers a Parquet file, batch by batch. On Linux."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "people.parquet"), Path(folder, "actions.parquet")
        _write_people(source, people)
        here = str(Path(__file__).parent)
        text = _CHILD.format(folder=here, source=str(source), target=str(target), batch=BLOCK)
        command = [sys.executable, "-c", text]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        count, peak = json.loads(output)
        if count != people:
            raise SystemExit("rows were lost")
        return float(peak)


def _write_people(path: Path, people: int) -> None:
    part = 250_000
    writer = None
    for number, start in enumerate(range(0, people, part)):
        table = as_table(draw_crowd(min(part, people - start), seed=number))
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def measure_all(*, quick: bool = False) -> list[Timed]:
    """Measure everything, and print each table as soon as it is there."""
    measured = []
    for size, people in QUICK if quick else SIZES:
        for kind in (NARROW, OPEN):
            measured.append(measure(kind, size, people, 1 if quick else ROUNDS))
            print(table_of(measured[-1:]), flush=True)
    return measured


def memory_rows(*, quick: bool = False) -> list[Row]:
    """Measure the peak memory of processes that answer files of people."""
    small, large = (peak_mib(people // (20 if quick else 1)) for people in MEMORY_PEOPLE)
    return [row("MiB for 8,000,000 people / for 1,000,000", large, small, 1.15)]


if __name__ == "__main__":
    is_quick = "--quick" in sys.argv
    if "--memory" not in sys.argv:
        show(rows(measure_all(quick=is_quick)), "µs")
    show(memory_rows(quick=is_quick), "MiB")
