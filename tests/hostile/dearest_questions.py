"""The slowest questions that the limits let in, beside the same questions to the shipped packs.

The pack is about as large as it may be, and all of it has to do with the question. Time is CPU time
of the process, of the first question that a catalog is asked and of the second.

Print the table of ``docs/explanation/safety.md``::

    python tests/hostile/dearest_questions.py
"""

import json
import runpy
import tempfile
import time
from pathlib import Path

import takeaction
from takeaction import (
    HelpQuery,
    PurchaseQuery,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)
from takeaction.engine.search.index import TermIndex

GROWTH = runpy.run_path(str(Path(__file__).parent / "growth.py"))
AT, ME, several = GROWTH["AT"], GROWTH["me"](), GROWTH["several"]


def numbered(n, letter, make):
    return {f"{letter}{number}": make(number) for number in range(n)}


def dear_text(catalog):
    index = catalog.once(TermIndex)
    often = sorted(index.postings, key=lambda term: -len(index.postings[term]))
    return " ".join(index.spellings[term] for term in often[:500])


LINES = {"resource": several(18_000, GROWTH["line"])}
ACTIONS = {"action": several(19_000, GROWTH["action"])}
SIGNS = {"indicator": several(20_000, GROWTH["sign"])}
SHOPS = {
    "good": several(8_000, GROWTH["good"]),
    "vendor": numbered(6_000, "v", GROWTH["vendor"]),
    "label": numbered(6_000, "l", GROWTH["label"]),
}
TRIP = {
    "resource": numbered(9_000, "l", lambda number: GROWTH["line"](number, region="KE")),
    "rating": numbered(3_000, "m", GROWTH["rating"]),
    "action": several(6_000, GROWTH["action"]),
}
QUESTIONS = {
    "find_help": (LINES, lambda c: find_help(c, HelpQuery("US", "es"), at=AT)),
    "search, a name": (LINES, lambda c: search(c, "amber birch", region="US", at=AT)),
    "search, words of need": (LINES, lambda c: search(c, "I am trapped", region="US", at=AT)),
    "search, 2,000 characters": (LINES, lambda c: search(c, dear_text(c), at=AT)),
    "recommend, ten": (ACTIONS, lambda c: recommend(c, ME, at=AT)),
    "recommend, all": (ACTIONS, lambda c: recommend(c, ME, limit=None, at=AT)),
    "why_not": (ACTIONS, lambda c: why_not(c, ME, next(iter(c.actions)))),
    "plan": (ACTIONS, lambda c: plan(c, ME, budget=5_000, at=AT)),
    "assess, 1,000 signs": (SIGNS, lambda c: assess(c, list(c.indicators)[:1_000], at=AT)),
    "check_purchase, a good": (SHOPS, lambda c: check_purchase(c, PurchaseQuery(["coffee"]))),
    "check_purchase, 100 goods": (
        SHOPS,
        lambda c: check_purchase(c, PurchaseQuery([f"w{n} coffee" for n in range(100)])),
    ),
    "check_destination": (TRIP, lambda c: check_destination(c, "KE", at=AT)),
}


def loaded(records):
    pack = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps({"pack": pack, "records": records})
        (Path(folder) / "pack.json").write_text(text, encoding="utf-8")
        catalog = takeaction.load(paths=[folder], packs=[])
        assert len(catalog) == sum(map(len, records.values()))
        str(catalog.mistakes)
    return catalog


def seconds(ask, catalog):
    times = []
    for _ in range(2):
        start = time.process_time()
        ask(catalog)
        times.append(time.process_time() - start)
    return times


def main():
    print("| Question | Shipped packs: first, then | Largest pack: first, then | Ratio |")  # noqa: T201
    print("| --- | --- | --- | --- |")  # noqa: T201
    for title, (records, ask) in QUESTIONS.items():
        shipped = takeaction.load()
        str(shipped.mistakes)
        own, dear = seconds(ask, shipped), seconds(ask, loaded(records))
        times = [", ".join(f"{1_000 * s:,.1f} ms" for s in both) for both in (own, dear)]
        print(f"| {title} | {times[0]} | {times[1]} | {dear[1] / own[1]:,.0f} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
