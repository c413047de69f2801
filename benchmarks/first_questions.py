"""The first questions of a process, next to later ones, with and without ``warm(catalog)``."""

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping

from measure import Row, row

ROUNDS = 9
QUESTIONS = {
    "recommend()": "ta.recommend(catalog, me, at=now)",
    "plan()": "ta.plan(catalog, me, budget=240, at=now)",
    "why_not()": 'ta.why_not(catalog, me, "write-editorial", at=now)',
    "find_help()": 'ta.find_help(catalog, ta.HelpQuery("US-TX", "es"), at=now)',
    "assess()": 'ta.assess(catalog, ["documents-held-by-someone-else"], region="US", at=now)',
    "check_purchase()": 'ta.check_purchase(catalog, ta.PurchaseQuery(["chocolate"]), at=now)',
    "check_destination()": 'ta.check_destination(catalog, "TH", at=now)',
    "search()": 'ta.search(catalog, "wages not paid", at=now)',
    "recommend() in Spanish": 'ta.recommend(catalog, me, languages="es", at=now)',
}
"""One call of each question. Each is the first of its process, so none warms another."""

PROGRAM = """
import json, time
from datetime import UTC, datetime
import takeaction as ta
now = datetime(2026, 11, 24, 15, tzinfo=UTC)
catalog = ta.load()
took = []
def timed(call):
    start = time.process_time()
    call()
    took.append((time.process_time() - start) * 1000)
timed(lambda: {before})
me = ta.Profile(minutes=30, skills={{"writing"}}, roles={{"student"}}, region="US-OH")
for _ in range(8):
    timed(lambda: {question})
print(json.dumps(took))
"""
WARM = 'ta.warm(catalog, ("en", "es"))'


def _run(before: str, question: str) -> tuple[float, float, float]:
    """Return the milliseconds of what comes before, of the first call, and of a later one."""
    program = PROGRAM.format(before=before, question=question)
    done = subprocess.check_output([sys.executable, "-c", program])  # noqa: S603 - our own
    preparing, first, *later = json.loads(done)
    return preparing, first, statistics.median(later)


def measure() -> Mapping[str, Mapping[str, float]]:
    """Return the medians for each question: first, first after warming, later, and warming."""
    runs: dict[str, list[tuple[float, ...]]] = {name: [] for name in QUESTIONS}
    for _ in range(ROUNDS):
        for name, question in QUESTIONS.items():
            _, cold, _ = _run("None", question)
            preparing, warmed, later = _run(WARM, question)
            runs[name].append((cold, warmed, later, preparing))
    columns = ("cold", "warmed", "later", "warming")
    return {
        name: dict(zip(columns, map(statistics.median, zip(*took, strict=True)), strict=True))
        for name, took in runs.items()
    }


def rows() -> list[Row]:
    """Measure the CPU time in milliseconds."""
    times = measure()
    lines = []
    for name, took in times.items():
        lines += [
            row(f"{name}: first / later", took["cold"], took["later"]),
            row(f"{name}: first after warm() / later", took["warmed"], took["later"], 4.0),
        ]
    warming = statistics.median(took["warming"] for took in times.values())
    first = sum(took["cold"] for took in times.values())
    return [*lines, row("warm() / all first questions above", warming, first)]
