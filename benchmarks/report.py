"""Measure everything, and write the figures into ``docs/explanation/performance.md`` and its chart.

    python benchmarks/report.py [NAME …]

A name is that of a part, such as ``warm``; without names, all parts are measured. It takes about
a quarter of an hour.
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

FRESH = ("cold_start", "loading", "first_questions", "web", "assistants")
"""The modules whose ``rows()`` measure fresh processes, loading and a server."""

DRAWN = (
    *("scikit-criteria", "plain loop", "DuckDB", "SQLite", "numpy"),
    *("C, rows of the place", OURS),
)
PEERS = ("attrs", "cattrs", "duckdb", "numpy", "pluggy", "scikit-criteria")


def main(names: Sequence[str]) -> None:
    """Measure the named parts, or all, and write their figures."""
    for name in FRESH:
        if names and name not in names:
            continue
        if not (HERE / f"{name}.py").exists():
            print(f"There is no {name}.py here, so its table stays unchanged.")
            continue
        put(name, table(importlib.import_module(name).rows()))
    if not names or "warm" in names:
        times = warm.measure_all()
        put("machine", machine())
        put("times", warm.table(times))
        put("warm", table(warm.rows(times)))
        CHART.write_text(draw_chart(times), encoding="utf-8")


def put(name: str, text: str) -> None:
    """Put a text between the two comments with its name on the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, after_begin = page.partition(f"% begin {name}\n")
    _, end, after = after_begin.partition(f"% end {name}\n")
    if not (begin and end):
        raise SystemExit(f"{PAGE.name} has no place for {name}.")
    PAGE.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")


def table(rows: Iterable[Row]) -> str:
    """Return rows as a Markdown table."""
    lines = [
        "| Work / peer | ours | peer | ratio | must | |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]
    for line in rows:
        must = "" if line["must"] is None else ratio_in_words(line["must"])
        verdict = "" if line["must"] is None else "met" if line["met"] else "**missed**"
        ours, peer = short_figure(line["ours"]), short_figure(line["peer"])
        ratio = ratio_in_words(line["ratio"])
        lines.append(f"| {line['work']} | {ours} | {peer} | {ratio} | {must} | {verdict} |")
    return "\n".join(lines)


MANY = 100
"""From here on a figure is written without decimals."""


def short_figure(figure: float) -> str:
    """Return a figure with three significant digits, or as a whole number."""
    return f"{figure:,.0f}" if figure >= MANY else f"{figure:.3g}"


ROUNDED = 10
"""From here on a ratio is written without decimals."""

CLOSE = 2
"""Below it a ratio has two decimals: 1.69 is less than the 1.70 that somebody asked for."""

SAY_FASTER_BELOW = 0.67
"""About two thirds: below it, the number of times rounds to 2 or more."""


def ratio_in_words(ratio: float) -> str:
    """Return a ratio of times in words: "3 times faster" if it is clearly below 1."""
    if ratio < SAY_FASTER_BELOW:
        faster = 1 / ratio
        digits = 2 if faster < CLOSE else int(faster < ROUNDED)
        return f"{faster:,.{digits}f} times faster"
    return f"{ratio:.2f} times"


def machine() -> str:
    """Return the processor, system and versions of this machine."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    name = next(names, platform.processor() or "an unknown processor")
    versions = ", ".join(f"{peer} {version(peer)}" for peer in PEERS)
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()}; "
        f"Python {platform.python_version()}; {versions}."
    )


def draw_chart(times: Sequence[warm.Timed]) -> str:
    """Return a chart of the time of one answer over narrow actions."""
    lines = {
        name: [
            (timed.size, timed.took[name])
            for timed in times
            if timed.kind == "narrow" and name in timed.took
        ]
        for name in DRAWN
    }
    title = ("Time of one answer, by number of actions", "both axes rise by tenfold steps")
    return chart(title, {name: points for name, points in lines.items() if points})


if __name__ == "__main__":
    main(sys.argv[1:])
