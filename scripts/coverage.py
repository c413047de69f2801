"""Write the page of coverage by country, from the packs that are installed.

Run it after a change of a pack of helplines::

    python -P scripts/coverage.py

A test compares the page with the packs. ``docs/coverage_map.py`` draws the map of it when the
pages are built.
"""

from pathlib import Path

import takeaction
from takeaction.catalog.coverage import Coverage, PlaceCoverage
from takeaction.models.region import region
from takeaction.vocabulary.resources import Purpose

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "coverage.md"
COLUMNS = {
    "Child": Purpose.CHILD,
    "Violence at home": Purpose.DOMESTIC_VIOLENCE,
    "Rights at work": Purpose.LABOUR_RIGHTS,
    "Law": Purpose.LEGAL,
    "Crisis": Purpose.CRISIS,
}
SHARES = {
    "emergency": "an emergency number",
    "any_line": "a line that helps",
    "trafficking": "a line for adults that knows trafficking or forced labour",
    "child": "a line for children",
    "domestic-violence": "a line about violence at home",
    "labour-rights": "a line about rights at work",
    "only_reports": "lines that only take reports, and no help",
    "neither": "neither a line nor an emergency number",
}
HEAD = """# Coverage by country

`python scripts/coverage.py` writes this page from our own packs. `takeaction doctor --coverage`
shows the same for yours, and `catalog.coverage()` gives it as data.

**A line on this page is no proof that somebody answers it, or that it serves the whole country.
Nobody has called a line.** [How we checked the lines](../explanation/sources.md).

![Each circle is a country, as large as its population](coverage.svg)

Dark circles have a line for adults that knows trafficking, light ones another line that helps,
amber ones an emergency number or a line for reports. For the empty ones we know nothing.

Share of the world's people whose country has:

"""


def as_page(coverage: Coverage) -> str:
    """Return the page."""
    shares = coverage.shares
    rows = [f"| {100 * shares[name]:.1f} % | {text} |" for name, text in SHARES.items()]
    titles = ["Code", "Place", "Emergency", "Trafficking", *COLUMNS, "Other help", "Reports"]
    table = [
        f"| {' | '.join(titles)} |",
        f"| {' | '.join('---' for _ in titles)} |",
        *(row_of(place) for place in coverage.places if place.people),
    ]
    above = ["| Share | Kind of help |", "| --- | --- |", *rows]
    note = (
        "The table counts the lines that we know for the country or a part of it. Worldwide lines\n"
        "and web pages don't count. *Reports*: police, immigration and tip lines."
    )
    return f"{HEAD}{chr(10).join(above)}\n\n{note}\n\n{chr(10).join(table)}\n"


def row_of(place: PlaceCoverage) -> str:
    """Return the row of a place: how many of its lines serve each purpose."""
    counts = [sum(purpose in line.purposes for line in place.lines) for purpose in COLUMNS.values()]
    named = set(COLUMNS.values())
    others = sum(line.purposes.isdisjoint(named) for line in place.lines)
    cells = [
        place.place,
        region(place.place).name,
        place.emergency or "",
        "yes" if place.helps_trafficked_people else "",
        *(str(count or "") for count in (*counts, others, len(place.reports))),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(as_page(takeaction.load().coverage()), encoding="utf-8")
