"""The time and memory of loading large packs, next to plain json and cattrs."""

import gc
import json
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import cattrs
import made_up
from measure import Row, row, show

import takeaction
from takeaction.models.action import Action
from takeaction.models.text import Text

ROUNDS = 5
LIMITS = takeaction.Limits(pack_bytes=2**31, records=10**7, catalog_records=10**7)
BYTES = 2_600
"""The most bytes of memory for each record."""


def ours(folder: Path) -> int:
    """Load a pack and count its records."""
    return len(takeaction.load(paths=[folder], packs=[], limits=LIMITS))


def ours_with_mistakes(folder: Path) -> int:
    """Load a pack and check its wording as well."""
    catalog = takeaction.load(paths=[folder], packs=[], limits=LIMITS)
    return len(catalog) + len(catalog.mistakes)


def peer(folder: Path) -> int:
    """Parse the same file and make the same models, with nothing but cattrs."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Text, lambda value, _: Text(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    content = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    actions = content["records"]["action"].items()
    fields = [{**action, "id": f"{made_up.PACK}:{id}"} for id, action in actions]
    return len(converter.structure(fields, list[Action]))


def _seconds(work: Callable[[Path], int], folder: Path) -> float:
    """Return the CPU seconds of some work, with the garbage collector paused."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    work(folder)
    took = time.process_time() - began
    gc.enable()
    return took


def side_by_side(folder: Path, size: int, rounds: int) -> dict[str, float]:
    """Return the median microseconds for each record of each work, run in turn."""
    works = (peer, ours, ours_with_mistakes)
    times: dict[str, list[float]] = {work.__name__: [] for work in works}
    for _ in range(rounds):
        for work in works:
            times[work.__name__].append(1e6 * _seconds(work, folder) / size)
    return {name: sorted(runs)[len(runs) // 2] for name, runs in times.items()}


def memory(folder: Path, size: int) -> float:
    """Return the bytes of memory that a catalog holds for each record."""
    ours(folder)  # data that is loaded only once is not counted
    gc.collect()
    tracemalloc.start()
    catalog = takeaction.load(paths=[folder], packs=[], limits=LIMITS)
    len(catalog)
    gc.collect()
    bytes_ = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return bytes_ / size


def rows() -> list[Row]:
    """Measure the microseconds and the bytes for each record."""
    results: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        took = {}
        for size, rounds in ((10_000, ROUNDS), (100_000, 3)):
            folder = made_up.write(Path(temporary, str(size)), size)
            took[size] = side_by_side(folder, size, rounds)
            one = took[size]
            results += [
                row(f"{size:,} loaded / json, cattrs", one["ours"], one["peer"], 1.6),
                row(f"{size:,} and mistakes", one["ours_with_mistakes"], one["peer"]),
            ]
        results.append(
            row("a record of 100,000 / of 10,000", took[100_000]["ours"], took[10_000]["ours"], 1.2)
        )
        results.append(
            row("bytes held a record", memory(Path(temporary, "10000"), 10_000), BYTES, 1.0)
        )
    return results


if __name__ == "__main__":
    show(rows(), "µs")
