"""Measure everything, and write it into ``docs/explanation/performance.md`` and its chart.

    python benchmarks/report.py [NAME …]

Names are those of the parts, such as ``warm``; without any, all are measured. It takes about a
quarter of an hour.
"""

import importlib
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import warm
from chart import OURS, chart
from measure import Row

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "explanation" / "performance.md"
CHART = PAGE.with_suffix(".svg")

FRESH = ("cold_start", "loading")
"""Modules whose ``rows()`` measure fresh processes and loading."""

DRAWN = (
    *("scikit-criteria", "plain loop", "DuckDB", "Polars", "SQLite", "numpy"),
    *("C, rows of the place", OURS),
)
PEERS = ("attrs", "cattrs", "duckdb", "numpy", "pluggy", "polars", "scikit-criteria")


def main(names: Sequence[str]) -> None:
    """Measure the named parts, or all, and write them."""
    for name in FRESH:
        if names and name not in names:
            continue
        if not (HERE / f"{name}.py").exists():
            print(f"There is no {name}.py here, so its table stays as it is.")
            continue
        put(name, table(importlib.import_module(name).rows()))
    if not names or "warm" in names:
        times = warm.measured()
        put("machine", machine())
        put("times", warm.table(times))
        put("warm", table(warm.rows(times)))
        CHART.write_text(drawn(times), encoding="utf-8")


def put(name: str, text: str) -> None:
    """Write a text between the two comments of the page that bear its name."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(f"% begin {name}\n")
    _, end, after = rest.partition(f"% end {name}\n")
    if not (begin and end):
        raise SystemExit(f"{PAGE.name} has no place for {name}.")
    PAGE.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")


def table(rows: Iterable[Row]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        "| Work / peer | ours | peer | ratio | must | |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]
    for each in rows:
        must = "" if each["must"] is None else spoken(each["must"])
        verdict = "" if each["must"] is None else "met" if each["met"] else "**missed**"
        figures = (
            f"{short(each['ours'])} | {short(each['peer'])} | {spoken(each['ratio'])} | {must}"
        )
        lines.append(f"| {each['work']} | {figures} | {verdict} |")
    return "\n".join(lines)


MANY = 100


def short(figure: float) -> str:
    """Write a figure with no more digits than it is good for."""
    return f"{figure:,.0f}" if figure >= MANY else f"{figure:.3g}"


SAY_FASTER_BELOW = 0.67


def spoken(ratio: float) -> str:
    """Say a ratio of times: how many times faster, where it is clearly below 1."""
    if ratio < SAY_FASTER_BELOW:
        return f"{1 / ratio:,.0f} times faster"
    return f"{ratio:.2f} times"


def machine() -> str:
    """Say what was measured on."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    name = next(names, platform.processor() or "an unknown processor")
    versions = ", ".join(f"{peer} {version(peer)}" for peer in PEERS)
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()}; "
        f"Python {platform.python_version()}; {versions}."
    )


def drawn(times: Sequence[warm.Timed]) -> str:
    """Draw what one answer takes over narrow actions."""
    lines = {
        name: [
            (each.size, each.took[name])
            for each in times
            if each.kind == "narrow" and name in each.took
        ]
        for name in DRAWN
    }
    title = ("Time of one answer, by number of actions", "both axes rise by tenfold steps")
    return chart(title, {name: points for name, points in lines.items() if points})


if __name__ == "__main__":
    main(sys.argv[1:])
