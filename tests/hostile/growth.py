"""The work of each question over n, 2n, 4n, 8n of what can grow, counted and not timed.

Work is the instructions that Python executes, so that a busy machine and a slow one count the same.
What one call of C does is a single instruction: to look for a text in a list, to put a text behind
another, to sort. ``test_growth`` times loading for that.

Print the table of ``docs/explanation/safety.md``::

    python tests/hostile/growth.py
"""

import json
import math
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import takeaction
from takeaction import (
    HelpQuery,
    Limits,
    Profile,
    PurchaseQuery,
    ask,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)

MOST = 1.15
"""The highest exponent: linear work that is sorted and looked up shows a little more than 1."""

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ROOMY = Limits(contacts=10**6)
"""The bound of contacts hides how work grows with them."""

SOURCE = {"title": "A page", "checked": "2026-11-24", "dated": "2026-08"}
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath")
GROWTHS = {}


def growth(n):
    """Name a way to grow, and its size at first; it returns the records and the question."""

    def keep(make):
        GROWTHS[make.__name__.strip("_").replace("__", ": ").replace("_", " ")] = n, make
        return make

    return keep


def several(n, make):
    return {f"r{number}": make(number) for number in range(n)}


def name(number):
    letters = str(number).translate(str.maketrans("0123456789", "abcdefghij"))
    return f"{WORDS[number % 8].title()} {WORDS[number // 8 % 8]} word{letters}"  # no number in it


def contact(number):
    return {
        "id": f"c{number}",
        "channel": "voice",
        "dial": f"+1888{number:07}",
        "display": f"1-888-{number // 10_000:03}-{number % 10_000:04}",
        "languages": ["en", "es"],
        "hours": "Mo-Fr 09:00-17:00",
        "zone": "America/New_York",
    }


def line(number, *, contacts=1, region="US"):
    return {
        "name": name(number),
        "kind": "hotline",
        "operator": f"Operator {number}",
        "operator_kind": "ngo",
        "purposes": ["support", "report"],
        "regions": [region],
        "summary": "Somebody listens at any hour.",
        "contacts": [contact(contacts * number + place) for place in range(contacts)],
        "source": SOURCE,
    }


def action(number):
    return {
        "title": name(number),
        "summary": "Do it today.",
        "steps": ["One.", "Two.", "Three."],
        "minutes": {"min": 5, "typical": 5 + number % 50, "max": 60},
        "cadence": ("once", "weekly", "monthly")[number % 3],
        "modes": ["solo-online"],
        "skills_helpful": ["writing"] if number % 2 else [],
        "topics": [("fair-trade", "awareness", "travel-tourism")[number % 3]],
        "source": SOURCE,
    }


def sign(number):
    return {
        "text": f"Somebody keeps {name(number)}.",
        "concept": f"concept-{number}",
        "element": ("act", "means", "purpose")[number % 3],
        "grade": ("strong", "medium", "weak")[number % 3],
        "grade_basis": "editorial",
        "types": ["any"],
        "observable_by": ["bystander"],
        "ask": "notice",
        "reading": "read",
        "source": SOURCE,
    }


def good(number):
    return {
        "name": name(number),
        "product": ("coffee", "tea-infusions", "cocoa-chocolate")[number % 3],
        "country": ("BR", "GH", "IN", "VN")[number % 4],
        "kind": "forced",
        "edition": 2024,
        "source": SOURCE,
    }


def vendor(number):
    return {
        "name": name(number),
        "kind": "retailer",
        "products": ["coffee"],
        "ships_to": ["US"],
        "source": SOURCE,
    }


def label(number):
    return {
        "name": name(number),
        "kind": "product-certification",
        "standard_setter": "Its body",
        "scope": "Goods.",
        "audited_by": "Others.",
        "third_party_audited": True,
        "asks": "Much.",
        "does_not_cover": "The rest.",
        "covers": ["coffee"],
        "source": SOURCE,
    }


def rating(number):
    return {
        "name": name(number),
        "country": "KE",
        "history": [{"year": 2024, "tier": "2"}],
        "meaning": "Effort.",
        "source": SOURCE,
    }


def length(catalog):
    return len(catalog), catalog.mistakes, catalog.digest


def help_in_us(catalog):
    return find_help(catalog, HelpQuery("US", "es"), at=AT)


def me(**fields):
    return Profile(minutes=30, skills=["writing"], topics=["fair-trade"], region="US", **fields)


@growth(100)
def _load__records(n):
    return {"resource": several(n, line)}, None


@growth(100)
def _load__contacts_of_a_record(n):
    return {"resource": {"r": line(0, contacts=n)}}, None


@growth(2_000)
def _load__length_of_a_text(n):
    return {"resource": {"r": line(0) | {"note": "word " * (n // 5)}}}, None


@growth(10)
def _find_help__lines_of_a_place(n):
    return {"resource": several(n, line)}, help_in_us


@growth(20)
def _find_help__lines_of_other_places(n):
    return {"resource": several(n, lambda number: line(number, region="NP"))}, help_in_us


@growth(20)
def _find_help__contacts_of_a_record(n):
    return {"resource": {"r": line(0, contacts=n)}}, help_in_us


@growth(10)
def _search__records(n):
    return {"resource": several(n, line)}, lambda catalog: search(catalog, "amber listens")


@growth(10)
def _search__records_that_match(n):
    return {"resource": several(n, line)}, lambda catalog: search(
        catalog, "I am trapped", region="US", limit=1_000, at=AT
    )


@growth(30)
def _search__words_typed(n):
    typed = " ".join(f"{WORDS[number % 8]}{number:03}" for number in range(n))
    return {"resource": several(8, line)}, lambda catalog: search(catalog, typed)


@growth(10_000)
def _search__length_of_a_long_text(n):
    return {"resource": several(8, line)}, lambda catalog: search(catalog, "amber " * n)


@growth(10)
def _ask__lines_of_a_place(n):
    return {"resource": several(n, line)}, lambda catalog: ask(
        catalog, "my boss has my passport", region="US", at=AT
    )


@growth(20)
def _ask__actions(n):
    return {"action": several(n, action)}, lambda catalog: ask(
        catalog, "I have 20 minutes and like writing", region="US", at=AT
    )


@growth(20)
def _ask__words_typed(n):
    typed = " ".join(("boss", "passport", "police", "scared", "work", "Lagos")[:n] * (n // 5))
    return {"resource": several(8, line)}, lambda catalog: ask(catalog, typed[:2_000], at=AT)


@growth(10_000)
def _ask__length_of_a_long_text(n):
    return {"resource": several(8, line)}, lambda catalog: ask(
        catalog, "my boss has my passport " * n, region="US", at=AT
    )


@growth(20)
def _recommend__actions(n):
    return {"action": several(n, action)}, lambda catalog: recommend(
        catalog, me(), limit=None, at=AT
    )


@growth(20)
def _recommend__past_actions(n):
    done = [f"trial:r{number}" for number in range(n)]
    return {"action": several(n, action)}, lambda catalog: recommend(catalog, me(done=done))


@growth(20)
def _why_not__actions(n):
    return {"action": several(n, action)}, lambda catalog: why_not(catalog, me(), "trial:r1")


@growth(20)
def _plan__actions(n):
    return {"action": several(n, action)}, lambda catalog: plan(catalog, me(), budget=120, at=AT)


@growth(20)
def _assess__signs_of_a_pack(n):
    return {"indicator": several(n, sign)}, lambda catalog: assess(catalog, ["r1"], at=AT)


@growth(20)
def _assess__signs_seen(n):
    return {"indicator": several(8 * 20, sign)}, lambda catalog: assess(
        catalog, [f"r{number}" for number in range(n)], at=AT
    )


@growth(10)
def _assess__signs_seen_of_a_pack(n):
    ids = [f"r{number}" for number in range(n)]
    return {"indicator": several(2 * n, sign)}, lambda catalog: assess(catalog, ids, at=AT)


@growth(20)
def _assess__unknown_signs(n):
    ids = [f"unknown-{number}" for number in range(n)]
    return {"indicator": several(8, sign)}, lambda catalog: assess(catalog, ids)


@growth(10)
def _check_purchase__listed_goods(n):
    return {"good": several(n, good)}, lambda catalog: check_purchase(
        catalog, PurchaseQuery(["coffee", "tea"], ships_to="US"), at=AT
    )


@growth(10)
def _check_purchase__vendors_and_labels(n):
    shops = {f"v{number}": vendor(number) for number in range(n)}
    return {"vendor": shops, "label": several(n, label)}, lambda catalog: check_purchase(
        catalog, PurchaseQuery(["coffee"], ships_to="US"), at=AT
    )


@growth(10)
def _check_purchase__goods_of_a_basket(n):
    goods = [f"{WORDS[number % 8]} {number:03} coffee" for number in range(n)]
    return {"good": several(8, good)}, lambda catalog: check_purchase(
        catalog, PurchaseQuery(goods), at=AT
    )


@growth(12)
def _check_purchase__unknown_goods(n):
    goods = [f"{WORDS[number % 8]} {number:03}" for number in range(n)]
    return {"good": several(8, good)}, lambda catalog: check_purchase(
        catalog, PurchaseQuery(goods), at=AT
    )


@growth(100)
def _check_purchase__length_of_a_good(n):
    return {"good": several(8, good)}, lambda catalog: check_purchase(
        catalog, PurchaseQuery(["coffee " * (n // 7)]), at=AT
    )


@growth(10)
def _check_destination__records(n):
    lines = {f"l{number}": line(number, region="KE") for number in range(n)}
    ratings = {f"m{number}": rating(number) for number in range(n)}
    return {
        "resource": lines,
        "rating": ratings,
        "action": several(n, action),
    }, lambda catalog: check_destination(catalog, "KE", at=AT)


def instructions(work):
    count = 0

    def count_one(frame, event, _):
        nonlocal count
        if event == "opcode":
            count += 1
        else:
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return count_one

    tracer = sys.gettrace()  # that of coverage, if it runs
    sys.settrace(count_one)
    try:
        result = work()
    finally:
        sys.settrace(tracer)
    return count, result


def work_of(make, n, folder):
    """Return the instructions of loading, or of the first question that a catalog is asked."""
    records, ask = make(n)
    pack = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    pack |= {"caveat": "A sign is not proof."}
    folder.mkdir()
    text = json.dumps({"pack": pack, "records": records})
    (folder / "pack.json").write_text(text, encoding="utf-8")

    def load():
        return takeaction.load(paths=[folder], packs=[], limits=ROOMY)

    if ask is None:
        return instructions(lambda: length(load()))[0]
    catalog = load()
    length(catalog)
    assert len(catalog) == sum(map(len, records.values())), catalog.mistakes
    return instructions(lambda: answer(ask, catalog))[0]


def answer(ask, catalog):
    try:
        return ask(catalog)
    except takeaction.QueryError as error:
        return error


def counts(title):
    """Return the instructions for n, 2n, 4n and 8n, after a first run that fills the caches."""
    n, make = GROWTHS[title]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        work_of(make, n, place / "warm")
        return [work_of(make, n * times, place / str(times)) for times in (1, 2, 4, 8)]


def exponent(numbers):
    """Return how fast work grows, without the part that is the same for every size.

    What the last doubling adds is held against what the first adds: four times as much is linear.
    """
    first, last = numbers[1] - numbers[0], numbers[3] - numbers[2]
    return math.log(last / first, 4) if last > 0 < first else 0.0


def main():
    print("| Question and what grows | n | Instructions at n, 2n, 4n, 8n | Exponent |")  # noqa: T201
    print("| --- | --- | --- | --- |")  # noqa: T201
    for title, (n, _) in GROWTHS.items():
        found = counts(title)
        shown = ", ".join(f"{count:,}" for count in found)
        print(f"| {title} | {n:,} | {shown} | {exponent(found):.2f} |")  # noqa: T201


if __name__ == "__main__":
    main()
