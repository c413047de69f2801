"""The quality and the time of the search beside SQLite FTS5, bm25s and rapidfuzz, in one run.

    python benchmarks/searching.py [--quick]

All search the same texts of the same records. Quality is that of the first hits for the texts of
``tests/search/key.toml``, whose head says how they were made. Times are CPU times of the process:
a first search with the building of the index, and one more search, for the texts of the key of at
most 100 characters. The larger catalogue holds copies of our records with other words in them.
"""

import random
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

import attrs
from measure import Row, row, show
from peers.fulltext import Bm25s, Fts5, Fuzzy, documents

import takeaction as ta
from takeaction import Catalog, load, search
from takeaction.models.record import Record, RecordId
from takeaction.models.text import Text
from takeaction.testing import catalog_of

KEY = Path(__file__).parents[1] / "tests" / "search" / "key.toml"
LONGEST = 100
"""The most characters of a text that is timed."""
LARGE = 10_000
SEED = 19
LONG = 2_000
PLAIN = (
    "my boss has my passport and says i owe him for the flight, i sleep in the kitchen, help",
    "is this chocolate made without child labour and where could i buy some that is fair in leeds",
    "we have a hotel in manila and want to train our staff to see the signs, where do we begin now",
)
"""Texts of about 100 characters: a need, a purchase, and somebody who wants to do something."""
PEERS: dict[str, Callable[[Sequence[tuple[str, ...]]], Any]] = {
    "SQLite FTS5": Fts5,
    "bm25s": Bm25s,
    "rapidfuzz": Fuzzy,
}

Ask = Callable[[str], Sequence[int | str]]
"""A search: the numbers or ids of the hits for a text, best first."""


def ours(catalog: Catalog) -> Ask:
    """Return our search."""
    return lambda text: [hit.record.id for hit in search(catalog, text)]


def large(catalog: Catalog, count: int) -> Catalog:
    """Return a catalogue of so many records: ours, and copies whose names are shuffled."""
    chance = random.Random(SEED)  # noqa: S311 - the same at each run
    records = list(catalog)
    words = [word for record in records for word in str(record.label).split()]
    copies = [_copy(chance, records[n % len(records)], n, words) for n in range(count)]
    return catalog_of((records + copies)[:count])


def _copy(chance: random.Random, record: Record, number: int, words: Sequence[str]) -> Record:
    label: Any = Text(" ".join(chance.sample(words, 6)))
    field = next(name for name in ("title", "text", "name") if hasattr(record, name))
    return attrs.evolve(record, id=RecordId(f"{record.id}-{number}"), **{field: label})


def quality(searches: Mapping[str, Ask], ids: Sequence[str]) -> str:
    """Return the share of the texts of the key that each search answers, as a Markdown table."""
    lines = ["| | first | in three |", "| --- | ---: | ---: |"]
    with KEY.open("rb") as file:
        key = tomllib.load(file)["text"]
    for name, ask in searches.items():
        places = [_place(ask(each["text"]), each["right"], ids) for each in key]
        first = sum(place == 1 for place in places) / len(key)
        three = sum(place <= 3 for place in places) / len(key)
        lines.append(f"| {name} | {first:.0%} | {three:.0%} |")
    return "\n".join(lines)


def _place(hits: Iterable[int | str], right: Sequence[str], ids: Sequence[str]) -> int:
    """Return the place of the first right hit, from 1; one that is far behind if none is right."""
    for place, hit in enumerate(hits, 1):
        id = hit if isinstance(hit, str) else ids[hit]
        if any(fnmatchcase(id, pattern) for pattern in right):
            return place
    return sys.maxsize


def texts() -> list[str]:
    """Return the texts that are timed."""
    with KEY.open("rb") as file:
        every = [each["text"] for each in tomllib.load(file)["text"]]
    return [text for text in every if len(text) <= LONGEST]


def microseconds(ask: Ask, asked: Sequence[str], rounds: int) -> float:
    """Return the median CPU time of one search, in microseconds."""
    times = []
    for number in range(rounds + 1):
        start = time.process_time()
        for text in asked:
            ask(text)
        if number:  # the first round warms up
            times.append(1e6 * (time.process_time() - start) / len(asked))
    return statistics.median(times)


def milliseconds(build: Callable[[], object]) -> float:
    """Return the CPU time of building something once, in milliseconds."""
    start = time.process_time()
    build()
    return 1e3 * (time.process_time() - start)


def rows(rounds: int = 5) -> list[Row]:
    """Time the searches, and compare them with their limits."""
    small = load()
    table_rows: list[Row] = []
    asked = texts()
    for catalog, peer, must in ((small, "SQLite FTS5", 1.0), (large(small, LARGE), "bm25s", 1.2)):
        records = tuple(catalog)
        for record in records:  # every translation is read
            _ = record.label.translations
        rows_ = documents(catalog, records)
        first = milliseconds(partial(Bm25s, rows_))
        own = milliseconds(partial(search, catalog, "choclate"))
        work = f"{len(records):,} records"
        table_rows.append(row(f"{work}: first search / building bm25s, ms", own, first, 1.5))
        for name, make in PEERS.items():
            ask = make(rows_).ask
            mine = microseconds(ours(catalog), asked, rounds)
            time_ = microseconds(ask, asked, 1 if name == "rapidfuzz" else rounds)
            limit = must if name == peer else None
            table_rows.append(row(f"{work}: search / {name}, µs", mine, time_, limit))
    wrong = [text.replace("o", "oq", 1) for text in ("chocolate", "volunteer", "wage theft")]
    right = ["chocolate", "volunteer", "wage theft"]
    forgiving = microseconds(ours(small), wrong, rounds)
    plain = microseconds(ours(small), right, rounds)
    table_rows.append(row("forgiving an error / without one, µs", forgiving, plain, 3.0))
    return [*table_rows, *asking(small, rounds)]


def asking(catalog: Catalog, rounds: int) -> list[Row]:
    """Time plain words beside a search of the same, and a long text beside a short one."""

    def answer(text: str) -> Sequence[str]:
        return [each.resource.id for each in ta.ask(catalog, text, region="GB").help]

    def hits(text: str) -> Sequence[str]:
        return [hit.record.id for hit in search(catalog, text, region="GB")]

    short = [text[:LONGEST] for text in PLAIN]
    long = [f"{text} " * (LONG // len(text)) for text in PLAIN]
    brief = microseconds(answer, short, rounds)
    return [
        row("ask / search, 100 characters, µs", brief, microseconds(hits, short, rounds), 4.0),
        row("ask, 2,000 characters / 100, µs", microseconds(answer, long, rounds), brief, 25.0),
    ]


def main() -> None:
    """Print the quality and the times."""
    catalog = load()
    records = tuple(catalog)
    rows_ = documents(catalog, records)
    searches = {"takeaction": ours(catalog)}
    searches |= {name: make(rows_).ask for name, make in PEERS.items()}
    print(quality(searches, [record.id for record in records]))
    show(rows(1 if "--quick" in sys.argv else 5), "")


if __name__ == "__main__":
    main()
