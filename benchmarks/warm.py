"""How long one answer takes over 200 to a million actions, next to peers, all in one run.

    python benchmarks/warm.py [--quick]

Every engine gives the same: score and id of the first ten actions for 12 people. That is checked
before anything is timed. What a question becomes for an engine (masks, text of SQL, a lazy frame)
is written before and not timed. Times are CPU times of the process, so threads count.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import attrs
from built import catalog_of, id_of, index_of, records
from columns import NARROW, OPEN, Columns, Kind, draw
from measure import ROUNDS, Row, row, show
from peers import arrays, criteria, frames, kernel, tables
from people import people, question

from takeaction import recommend
from takeaction.engine.ranking import loop
from takeaction.engine.ranking.asker import asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.index import rules
from takeaction.engine.ranking.index.places import built, index_for
from takeaction.engine.ranking.scored import Sifted

SIZES = (200, 10_000, 100_000, 1_000_000)
MOST_RECORDS = 100_000
"""Above it the actions are columns only."""

PLAIN_ROUNDS, LONG = 3, 100_000
"""So many rounds for the plain loop from so many actions on."""

AT_LEAST = 0.02
"""Seconds: an engine is asked again and again until a turn takes as long."""

Ask = Callable[[int], object]
"""Answers the question of the person with this number."""


@attrs.frozen
class Timed:
    """What one answer takes each engine, in microseconds of CPU.

    Attributes:
        kind: How open the actions are.
        size: How many there are.
        listed: How many of them are listed for a person, in the middle.
        took: The median of each engine.
    """

    kind: str
    size: int
    listed: int
    took: Mapping[str, float]


class Run:
    """All engines over the same actions."""

    def __init__(self, size: int, kind: Kind) -> None:
        self.columns = draw(size, kind)
        self.catalog = catalog_of(records(self.columns) if size <= MOST_RECORDS else ())
        self.askers = [asker(self.catalog, profile) for profile in people()]
        self.questions = [question(each) for each in self.askers]
        self.chains = [each.region.chain for each in self.askers]
        self.engines: dict[str, Ask] = {}
        self.unchecked: dict[str, Ask] = {}
        self._ours(size)
        self._kernels()
        self._arrays(size)
        self._tables()

    def _ours(self, size: int) -> None:
        """Take the index as the library does; above the records one that was built of columns."""
        has_records = size <= MOST_RECORDS
        whole = built(self.catalog.actions.values()) if has_records else index_of(self.columns)
        places = {
            chain: index_for(self.catalog, chain) if has_records else index_of(self.columns, chain)
            for chain in set(self.chains)
        }
        self.engines["takeaction"] = lambda n: _ten(
            rules.sift(places[self.chains[n]], self.askers[n], WEIGHTS)
        )
        self.engines["takeaction, one index"] = lambda n: _ten(
            rules.sift(whole, self.askers[n], WEIGHTS)
        )
        if has_records:
            actions = tuple(self.catalog.actions.values())
            self.engines["plain loop"] = lambda n: _ten(
                loop.sift(actions, self.askers[n], WEIGHTS, {})
            )
            profiles = people()
            self.unchecked["recommend()"] = lambda n: recommend(self.catalog, profiles[n])

    def _kernels(self) -> None:
        if kernel.compiler() is None:
            return
        library = kernel.compiled()
        asked = [(kernel.asked_of(each), each.start) for each in self.questions]
        whole = kernel.Kernel(self.columns, library)
        parts = {chain: kernel.Kernel(part, library) for chain, part in self._parts()}
        self.engines["C, all rows"] = lambda n: _named(whole.ask(*asked[n]))
        self.engines["C, rows of the place"] = lambda n: _named(
            parts[self.chains[n]].ask(*asked[n])
        )

    def _arrays(self, size: int) -> None:
        parts = {chain: arrays.Arrays(part) for chain, part in self._parts()}
        self.engines["numpy"] = lambda n: _named(parts[self.chains[n]].ask(self.questions[n]))
        if size > MOST_RECORDS:
            return
        self.engines["scikit-criteria"] = lambda n: _named(
            criteria.ask(*parts[self.chains[n]].matrix(self.questions[n]))
        )
        ready = [
            parts[chain].matrix(asked)
            for chain, asked in zip(self.chains, self.questions, strict=True)
        ]
        self.engines[READY] = lambda n: _named(criteria.ask(*ready[n]))

    def _parts(self) -> Iterator[tuple[tuple[str, ...], Columns]]:
        for chain in set(self.chains):
            yield chain, self.columns.take(self.columns.holds(chain))

    def _tables(self) -> None:
        lite, duck = tables.Sqlite(self.columns), tables.Duck(self.columns)
        frame = frames.Frames(self.columns)
        for_lite = [lite.written(each) for each in self.questions]
        for_duck = [duck.written(each) for each in self.questions]
        for_frame = [frame.written(each) for each in self.questions]
        self.engines["SQLite"] = lambda n: _named(lite.ask(for_lite[n]))
        self.engines["DuckDB"] = lambda n: _named(duck.ask(for_duck[n]))
        self.engines["Polars"] = lambda n: _named(frame.ask(for_frame[n]))

    def check(self) -> None:
        """Make sure that all engines give the same.

        Raises:
            AssertionError: One of them does not.
        """
        for number in range(len(self.askers)):
            expected = self.engines["takeaction"](number)
            for name, ask in self.engines.items():
                assert ask(number) == expected, (name, len(self.columns), number)

    def listed(self) -> int:
        """Return how many actions are listed for a person, in the middle."""
        held = [arrays.Arrays(self.columns).matrix(each)[0] for each in self.questions]
        return int(statistics.median(len(numbers) for numbers in held))

    def time(self, rounds: int) -> Mapping[str, float]:
        """Return the microseconds of CPU that one answer takes each engine, in turn."""
        engines = self.engines | self.unchecked
        people_ = range(len(self.askers))
        turns = {name: _turns(ask, people_) for name, ask in engines.items()}
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for number in range(rounds):
            for name, ask in engines.items():
                if name == "plain loop" and number >= PLAIN_ROUNDS and len(self.columns) >= LONG:
                    continue
                used = _seconds(ask, people_, turns[name])
                taken[name].append(1e6 * used / turns[name] / len(people_))
        return {name: statistics.median(each) for name, each in taken.items()}


def _ten(sifted: Sifted) -> list[tuple[int, str]]:
    return [(score, action.id) for score, action in islice(sifted.listed, 10)]


def _named(found: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    return [(score, id_of(number)) for score, number in found]


def _turns(ask: Ask, people_: range) -> int:
    """Return how often an engine is asked in a turn, so that the clock can tell."""
    return max(1, int(AT_LEAST / max(1e-9, _seconds(ask, people_, 1))))


def _seconds(ask: Ask, people_: range, turns: int) -> float:
    """Return the seconds that so many turns take, after one that warms up."""
    gc.collect()
    gc.disable()
    _ask(ask, people_, 1)
    start = time.process_time()
    _ask(ask, people_, turns)
    taken = time.process_time() - start
    gc.enable()
    return taken


def _ask(ask: Ask, people_: range, turns: int) -> None:
    for _ in range(turns):
        for number in people_:
            ask(number)


def measured(rounds: int = ROUNDS, sizes: Sequence[int] = SIZES) -> list[Timed]:
    """Check and time all engines, for narrow and for open actions."""
    found = []
    for kind in (NARROW, OPEN):
        for size in sizes:
            run = Run(size, kind)
            run.check()
            print(f"{size:,} {kind.name}: all engines agree", file=sys.stderr, flush=True)
            found.append(Timed(kind.name, size, run.listed(), run.time(rounds)))
    return found


READY = "scikit-criteria, points ready-made"
"""It gets the matrix that the gates and factors give, so it does less than all others."""

FASTER: Mapping[int, Mapping[str, float]] = {
    200: {"scikit-criteria": 30, "Polars": 30, "DuckDB": 30, "plain loop": 1 / 1.1},
    100_000: {"plain loop": 150, "DuckDB": 10},
}
"""How many times faster than a peer one answer must be."""

KERNELS = {"takeaction, one index": "C, all rows", "takeaction": "C, rows of the place"}
"""Each way of ours, and the kernel that sees the same rows."""

MOST_KERNEL, MOST_GROWTH = 2.0, 11.0


def rows(found: Sequence[Timed] | None = None) -> list[Row]:
    """Hold what was measured against what must be; microseconds of CPU."""
    by_size = {(each.kind, each.size): each.took for each in found or measured()}
    made = []
    for (kind, size), took in by_size.items():
        for peer, times in FASTER.get(size, {}).items():
            work = f"{size:,} {kind} / {peer}"
            made.append(row(work, took["takeaction"], took[peer], 1 / times))
        if size == SIZES[0]:
            made.append(row(f"{size:,} {kind} / {READY}", took["takeaction"], took[READY]))
        for ours, peer in KERNELS.items():
            if size == SIZES[-1] and peer in took:
                work = f"{size:,} {kind}: {ours} / {peer}"
                made.append(row(work, took[ours], took[peer], MOST_KERNEL))
    for kind in dict.fromkeys(each for each, _ in by_size):
        large, small = (by_size.get((kind, size)) for size in (SIZES[-1], SIZES[-2]))
        if large and small:
            work = f"growth 100,000 to 1,000,000 {kind}"
            made.append(row(work, large["takeaction"], small["takeaction"], MOST_GROWTH))
    return made


def table(found: Sequence[Timed]) -> str:
    """Return all times as a table in Markdown."""
    names = list(dict.fromkeys(name for each in found for name in each.took))
    heads = [f"{each.size:,} {each.kind}" for each in found]
    lines = [f"| | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(found)}"]
    lines.append(f"| *listed* | {' | '.join(f'{each.listed:,}' for each in found)} |")
    for name in names:
        cells = [f"{each.took[name]:,.0f}" if name in each.took else "" for each in found]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    times = measured(rounds=1, sizes=SIZES[:2]) if quick else measured()
    print(table(times))
    show(rows(times), "µs")
