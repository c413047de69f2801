"""The time of one answer over 200 to 100,000 actions, next to peers, all in one run.

    python benchmarks/warm.py [--quick]

All engines give the same answer: score and id of the first ten actions, for 12 people. This is
checked before anything is timed. The form of a question that an engine needs (masks, SQL) is
prepared beforehand and not timed. Times are CPU times of the process, so threads count.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import attrs
from built import catalog_of, id_of, records
from columns import NARROW, OPEN, Columns, Kind, draw
from measure import ROUNDS, Row, row, show
from peers import arrays, criteria, kernel, tables
from people import people, question

from takeaction import recommend
from takeaction.engine.ranking import ranking
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.index import Index, RankedActions, index_for, rank_by_index

SIZES = (200, 10_000, 100_000)

PLAIN_ROUNDS, LONG = 3, 100_000
"""The rounds of the plain loop from this many actions on, where one round takes seconds."""

AT_LEAST = 0.02
"""The least seconds of a turn: an engine answers again and again until the clock can tell."""

Ask = Callable[[int], object]
"""A function that answers the question of the person with a number."""


@attrs.frozen
class Timed:
    """The times of one answer by each engine, in microseconds of CPU.

    Attributes:
        kind: The kind of actions, narrow or open.
        size: The number of actions.
        listed: The median number of actions that are listed for a person.
        took: The median time of each engine.
    """

    kind: str
    size: int
    listed: int
    took: Mapping[str, float]


class Run:
    """All engines, over the same actions."""

    def __init__(self, size: int, kind: Kind) -> None:
        self.columns = draw(size, kind)
        self.catalog = catalog_of(records(self.columns))
        self.askers = [look_up_asker(self.catalog, profile) for profile in people()]
        self.questions = [question(asker) for asker in self.askers]
        self.chains = [asker.region.chain for asker in self.askers]
        self.engines: dict[str, Ask] = {}
        self.unchecked: dict[str, Ask] = {}
        self._ours()
        self._kernels()
        self._arrays()
        self._tables()

    def _ours(self) -> None:
        """Add our index of each place and of all actions, the plain loop and ``recommend``."""
        actions = tuple(self.catalog.actions.values())
        all_rows, profiles = Index(actions), people()
        places = {chain: index_for(self.catalog, chain) for chain in set(self.chains)}
        self.engines["takeaction"] = lambda n: _ten(
            rank_by_index(places[self.chains[n]], self.askers[n], WEIGHTS)
        )
        self.engines["takeaction, one index"] = lambda n: _ten(
            rank_by_index(all_rows, self.askers[n], WEIGHTS)
        )
        self.engines["plain loop"] = lambda n: _ten(
            ranking.rank_by_loop(actions, self.askers[n], WEIGHTS, {})
        )
        self.unchecked["recommend()"] = lambda n: recommend(self.catalog, profiles[n])

    def _kernels(self) -> None:
        if kernel.compiler() is None:
            return
        library = kernel.compile_kernel()
        c_questions = [
            (kernel.c_question_of(question), question.level) for question in self.questions
        ]
        all_rows = kernel.Kernel(self.columns, library)
        parts = {chain: kernel.Kernel(part, library) for chain, part in self._parts()}
        self.engines["C, all rows"] = lambda n: _named(all_rows.ask(*c_questions[n]))
        self.engines["C, rows of the place"] = lambda n: _named(
            parts[self.chains[n]].ask(*c_questions[n])
        )

    def _arrays(self) -> None:
        parts = {chain: arrays.Arrays(part) for chain, part in self._parts()}
        self.engines["numpy"] = lambda n: _named(parts[self.chains[n]].ask(self.questions[n]))
        self.engines["scikit-criteria"] = lambda n: _named(
            criteria.ask(*parts[self.chains[n]].matrix(self.questions[n]))
        )
        ready = [
            parts[chain].matrix(question)
            for chain, question in zip(self.chains, self.questions, strict=True)
        ]
        self.engines[READY] = lambda n: _named(criteria.ask(*ready[n]))

    def _parts(self) -> Iterator[tuple[tuple[str, ...], Columns]]:
        for chain in set(self.chains):
            yield chain, self.columns.take(self.columns.is_for(chain))

    def _tables(self) -> None:
        lite, duck = tables.Sqlite(self.columns), tables.Duck(self.columns)
        for_lite = [lite.write(question) for question in self.questions]
        for_duck = [duck.write(question) for question in self.questions]
        self.engines["SQLite"] = lambda n: _named(lite.ask(for_lite[n]))
        self.engines["DuckDB"] = lambda n: _named(duck.ask(for_duck[n]))

    def check(self) -> None:
        """Check that all engines give the same answers.

        Raises:
            AssertionError: One of them gives another answer.
        """
        for number in range(len(self.askers)):
            expected = self.engines["takeaction"](number)
            for name, ask in self.engines.items():
                assert ask(number) == expected, (name, len(self.columns), number)

    def listed(self) -> int:
        """Return the median number of actions that are listed for a person."""
        engine = arrays.Arrays(self.columns)
        return int(statistics.median(len(engine.matrix(q)[0]) for q in self.questions))

    def time(self, rounds: int) -> Mapping[str, float]:
        """Return the median time of one answer by each engine, in microseconds of CPU."""
        engines = self.engines | self.unchecked
        people_ = range(len(self.askers))
        rounds_of = {name: _turns(ask, people_) for name, ask in engines.items()}
        times: dict[str, list[float]] = {name: [] for name in engines}
        for number in range(rounds):
            for name, ask in engines.items():
                if name == "plain loop" and number >= PLAIN_ROUNDS and len(self.columns) >= LONG:
                    continue
                used = _seconds(ask, people_, rounds_of[name])
                times[name].append(1e6 * used / rounds_of[name] / len(people_))
        return {name: statistics.median(runs) for name, runs in times.items()}


def _ten(ranked: RankedActions) -> list[tuple[int, str]]:
    return [(score, action.id) for score, action in islice(ranked.listed, 10)]


def _named(results: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    return [(score, id_of(number)) for score, number in results]


def _turns(ask: Ask, people_: range) -> int:
    """Return the number of rounds over all people that fill a turn."""
    return max(1, int(AT_LEAST / max(1e-9, _seconds(ask, people_, 1))))


def _seconds(ask: Ask, people_: range, rounds: int) -> float:
    """Return the CPU seconds of a number of rounds, after one that warms up."""
    gc.collect()
    gc.disable()
    _ask(ask, people_, 1)
    start = time.process_time()
    _ask(ask, people_, rounds)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _ask(ask: Ask, people_: range, rounds: int) -> None:
    for _ in range(rounds):
        for number in people_:
            ask(number)


def measure_all(rounds: int = ROUNDS, sizes: Sequence[int] = SIZES) -> list[Timed]:
    """Check and time all engines, for narrow and for open actions."""
    timed = []
    for kind in (NARROW, OPEN):
        for size in sizes:
            run = Run(size, kind)
            run.check()
            print(f"{size:,} {kind.name}: all engines agree", file=sys.stderr, flush=True)
            timed.append(Timed(kind.name, size, run.listed(), run.time(rounds)))
    return timed


READY = "scikit-criteria, points ready-made"
"""It gets the matrix that the gates and factors produce, so it does less than all others."""

FASTER: Mapping[int, Mapping[str, float]] = {
    200: {"scikit-criteria": 20, "DuckDB": 20},
    10_000: {"scikit-criteria": 20, "DuckDB": 20, "plain loop": 100},
}
"""The times by which one answer must be faster than that of a peer; more actions are reported."""

WHOLE = 3
"""The times by which a whole ``recommend()`` must be faster than scikit-criteria, at 200."""


def rows(timed: Sequence[Timed] | None = None) -> list[Row]:
    """Compare the measurements with their limits, in microseconds of CPU."""
    table_rows = []
    for one in timed or measure_all():
        took, head = one.took, f"{one.size:,} {one.kind}"
        for peer in ("scikit-criteria", "DuckDB", "plain loop"):
            times = FASTER.get(one.size, {}).get(peer)
            most = 1 / times if times else None
            table_rows.append(row(f"{head} / {peer}", took["takeaction"], took[peer], most))
        if one.size == SIZES[0]:
            table_rows.append(row(f"{head} / {READY}", took["takeaction"], took[READY]))
            work = f"{head}: recommend() / scikit-criteria"
            table_rows.append(row(work, took["recommend()"], took["scikit-criteria"], 1 / WHOLE))
    return table_rows


def table(timed: Sequence[Timed]) -> str:
    """Return all times as a Markdown table."""
    names = list(dict.fromkeys(name for one in timed for name in one.took))
    heads = [f"{one.size:,} {one.kind}" for one in timed]
    lines = [f"| | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(timed)}"]
    lines.append(f"| *listed* | {' | '.join(f'{one.listed:,}' for one in timed)} |")
    for name in names:
        cells = [f"{one.took[name]:,.0f}" if name in one.took else "" for one in timed]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    times = measure_all(rounds=1, sizes=SIZES[:2]) if quick else measure_all()
    print(table(times))
    show(rows(times), "µs")
