"""Write the page of coverage by country, from the packs that are installed.

Run it after a change of a pack of helplines::

    python -P scripts/coverage.py

A test compares the page with the packs. ``docs/coverage_map.py`` draws the maps of it when the
pages are built.
"""

from collections.abc import Collection
from pathlib import Path

import takeaction
from takeaction.coverage import Coverage, PlaceCoverage
from takeaction.models.region import region
from takeaction.vocabulary.resources import Purpose

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "coverage.md"
FINDER = "../finder/place"
"""The folder of the pages of places, from the page of coverage: the build writes it."""

COLUMNS = {
    "Child": Purpose.CHILD,
    "Violence at home": Purpose.DOMESTIC_VIOLENCE,
    "Rights at work": Purpose.LABOUR_RIGHTS,
    "Law": Purpose.LEGAL,
    "Crisis": Purpose.CRISIS,
    "Abroad": Purpose.CONSULAR,
}
LARGEST = 60
"""So many of the largest countries are counted apart: most people of the world live there."""

SHARES = {
    "emergency": "an emergency number",
    "any_line": "a line that helps",
    "crisis": "a line for people in a crisis",
    "child": "a line for children",
    "domestic-violence": "a line about violence at home",
    "sexual-violence": "a line about sexual violence",
    "trafficking": "a line for adults that knows trafficking or forced labour",
    "labour-rights": "a line about rights at work",
    "consular": "a line of the state for its citizens abroad",
    "online-safety": "a line about pictures and threats online",
    "only_reports": "lines that only take reports, and no help",
    "neither": "neither a line nor an emergency number",
}
MAPS = ("crisis", "child", "domestic-violence", "trafficking", "labour-rights", "consular")
"""The matters with a map of their own, as ``docs/coverage_map.py`` draws them."""

HEAD = """# Coverage by country

Where our packs know somebody to call, country by country, and where they know nobody.
`takeaction doctor --coverage` shows the same for your packs, and `catalog.coverage()` gives it as
data. `python scripts/coverage.py` writes this page.

**A line on this page is no proof that somebody answers it, or that it serves the whole country.
Nobody has called a line.** [How we checked the lines](../explanation/sources.md).

![Each circle is a country, as large as its population](coverage.svg)

Dark circles have a line for adults that knows trafficking, light ones another line that helps,
amber ones an emergency number or a line for reports. For the empty ones we know nothing.

<a href="../finder/records.html">Every record has a page</a>, with its source and its age, in
English, Spanish and French; you can search the list. A name in the table below leads to the
lines of that place.

How many people, and how many countries and territories, have somebody to call, by the matter:

"""


def as_page(coverage: Coverage) -> str:
    """Return the page."""
    pages = {place for place, _ in coverage.pairs}
    largest = sorted(coverage.places, key=lambda place: -place.people)[:LARGEST]
    rows = [row_of_kind(coverage, name, text, largest) for name, text in SHARES.items()]
    titles = ["Code", "Place", "Emergency", "Trafficking", *COLUMNS, "Other help", "Reports"]
    table = [
        f"| {' | '.join(titles)} |",
        f"| {' | '.join('---' for _ in titles)} |",
        *(row_of(place, pages) for place in coverage.places if place.people),
    ]
    above = [
        f"| People | Countries and territories | Of the {LARGEST} largest | Have |",
        "| --- | --- | --- | --- |",
        *rows,
    ]
    maps = [
        f"![{SHARES[matter].capitalize()}: dark where one is known](coverage-{matter}.svg)"
        for matter in MAPS
    ]
    note = (
        "The table counts the lines that we know for the country or a part of it. Worldwide lines\n"
        "and web pages don't count. *Reports*: police, immigration and tip lines."
    )
    parts = ("\n".join(above), *maps, note, "\n".join(table))
    return HEAD + "\n\n".join(parts) + "\n"


def row_of_kind(
    coverage: Coverage, name: str, text: str, largest: Collection[PlaceCoverage]
) -> str:
    """Return the row of a kind of help: the share of people, the countries, and the largest."""
    places = coverage.served[name]
    among = sum(place in largest for place in places)
    return f"| {100 * coverage.shares[name]:.1f} % | {len(places)} | {among} | {text} |"


def row_of(place: PlaceCoverage, pages: Collection[str]) -> str:
    """Return the row of a place: how many of its lines serve each purpose.

    Args:
        place: The place.
        pages: The places that have a page in the finder.
    """
    counts = [sum(purpose in line.purposes for line in place.lines) for purpose in COLUMNS.values()]
    named = set(COLUMNS.values())
    name = region(place.place).name
    others = sum(line.purposes.isdisjoint(named) for line in place.lines)
    cells = [
        place.place,
        f'<a href="{FINDER}/{place.place}.html">{name}</a>' if place.place in pages else name,
        place.emergency or "",
        "yes" if place.helps_trafficked_people else "",
        *(str(count or "") for count in (*counts, others, len(place.reports))),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(as_page(takeaction.load().coverage()), encoding="utf-8")
