"""Measure a million people at once, and write the figures into the page on performance.

    python benchmarks/batch_report.py

It takes about a quarter of an hour, on a machine that has nothing else to do: two processes that
share a processor with others say nothing about two processors. Memory comes first, while this
process is small.
"""

import batch
import batch_engines
from bars import bars
from report import PAGE, put, table

CHART = PAGE.with_name("performance-batch.svg")
DRAWN_SIZE = 200
OURS = {"same work": "takeaction", "recommend_table": "all of the call"}
FEW, MANY = 1_000_000, 8_000_000
ROUNDS = 2


def main() -> None:
    """Measure everything and write it."""
    memory = batch.memory_rows()
    few = batch_engines.measure(FEW, ROUNDS)
    many = batch_engines.measure(MANY, ROUNDS)
    put("engines", batch_engines.table_of(few, many))
    times = batch.measure_all()
    put("crowds", batch.table_of(times))
    put("batch", table([*batch.rows(times), *memory, *batch_engines.rows(many)]))
    CHART.write_text(draw(times), encoding="utf-8")


def draw(times: list[batch.Timed]) -> str:
    """Return a chart of the time for a person, with few actions."""
    groups = {
        f"{each.people:,} people, {each.kind} actions": {
            OURS.get(name, name): took for name, took in each.took.items()
        }
        for each in times
        if each.size == DRAWN_SIZE
    }
    title = ("CPU time for one of many people, in µs,", "each bar on a scale of tenfold steps")
    return bars(title, groups, list(OURS.values()))


if __name__ == "__main__":
    main()
