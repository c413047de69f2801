"""How fast much is loaded, next to json and cattrs alone, and what it holds of memory."""

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


def ours(folder: Path) -> int:
    """Load a pack and count its records."""
    return len(takeaction.load(paths=[folder], packs=[], limits=LIMITS))


def ours_with_mistakes(folder: Path) -> int:
    """Do the same and look at the wording as well."""
    catalog = takeaction.load(paths=[folder], packs=[], limits=LIMITS)
    return len(catalog) + len(catalog.mistakes)


def peer(folder: Path) -> int:
    """Parse the same file, and make the same models with cattrs alone."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Text, lambda value, _: Text(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    whole = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    written = whole["records"]["action"].items()
    fields = [{**each, "id": f"{made_up.PACK}:{id}"} for id, each in written]
    return len(converter.structure(fields, list[Action]))


def _seconds(work: Callable[[Path], int], folder: Path) -> float:
    """Return the CPU seconds that a work takes, with the collector paused for all alike."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    work(folder)
    took = time.process_time() - began
    gc.enable()
    return took


def side_by_side(folder: Path, many: int, rounds: int) -> dict[str, float]:
    """Return the median microseconds for a record of each work, run in turn."""
    works = (peer, ours, ours_with_mistakes)
    taken: dict[str, list[float]] = {work.__name__: [] for work in works}
    for _ in range(rounds):
        for work in works:
            taken[work.__name__].append(1e6 * _seconds(work, folder) / many)
    return {name: sorted(each)[len(each) // 2] for name, each in taken.items()}


def held(folder: Path, many: int) -> float:
    """Return the bytes that a catalog holds for each of its records."""
    ours(folder)  # what is kept once for all is not counted
    gc.collect()
    tracemalloc.start()
    catalog = takeaction.load(paths=[folder], packs=[], limits=LIMITS)
    len(catalog)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / many


def rows() -> list[Row]:
    """Measure: microseconds a record, and bytes a record."""
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        took = {}
        for many, rounds in ((10_000, ROUNDS), (100_000, 3)):
            folder = made_up.write(Path(place, str(many)), many)
            took[many] = side_by_side(folder, many, rounds)
            one = took[many]
            found += [
                row(f"{many:,} loaded / json, cattrs", one["ours"], one["peer"], 1.6),
                row(f"{many:,} and mistakes", one["ours_with_mistakes"], one["peer"]),
            ]
        found.append(
            row("a record of 100,000 / of 10,000", took[100_000]["ours"], took[10_000]["ours"], 1.2)
        )
        found.append(row("bytes held a record", held(Path(place, "10000"), 10_000), BYTES, 1.0))
    return found


if __name__ == "__main__":
    show(rows(), "µs")
