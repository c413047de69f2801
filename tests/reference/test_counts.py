"""A count on a page is that of the packs: a stale one fails, and is named with its page."""

from collections import Counter
from pathlib import Path

import pytest

from takeaction.models.region import country_of
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ResourceKind

ROOT = Path(__file__).parents[2]
SENTENCES = {
    "README.md": "Our packs have a line that helps in about {about_covered} countries",
    "docs/index.md": (
        "Think of 100 people in the world. {line:.0f} of them live in a country where our packs"
        " have a line that helps. {child:.0f} live where we have one for children, and only"
        " {trafficking:.0f} where we have one for adults that knows trafficking"
    ),
    "docs/index.md#gaps": "For {without} countries and territories we have none",
    "docs/explanation/safety.md": (
        "For {without} of {places} countries and territories our packs have no line that helps,"
        " and only {knowing} have one for adults that knows trafficking"
    ),
    "docs/explanation/sources.md": "The content is in {packs} packs",
    "docs/explanation/sources.md#emergency": "of {emergency} countries and territories",
    "docs/how-to/find-help-now.md": "for {emergency} countries and territories",
    "docs/explanation/why.md": "| about {about_helplines}, in about {about_covered} places |",
    "packs/goods-risk/README.md": "{goods} goods, each with the country",
    "packs/goods-risk/README.md#ratings": "{ratings} governments, with the tier",
    "packs/helplines-africa/README.md": "{lines} lines and services in {countries} countries",
    "packs/helplines-americas/README.md": (
        "{lines} lines and services with {contacts} contacts, in {countries} countries"
    ),
    "packs/helplines-asia-pacific/README.md": "{lines} lines and services in {countries} countries",
    "packs/helplines-europe/README.md": "{lines} lines and services in {countries} countries",
    "packs/helplines-middle-east/README.md": "{lines} lines in {countries} places",
    "packs/helplines-worldwide/README.md": "{lines} entries.",
    "packs/ilo-indicators/README.md": "{indicators} signs from six lists",
    "packs/unodc-indicators/README.md": "The {indicators} indicators of the UN Office",
    "packs/us-hotline/README.md": "{lines} lines and services with {contacts} contacts",
}
"""The sentences with a count, by their page; what follows ``#`` tells two of a page apart."""

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = dict(enumerate((*NUMBERS, "eleven", "twelve", "thirteen", "fourteen", "fifteen")))


def counts_of_all(catalog):
    coverage = catalog.coverage()
    places, share = coverage.places, coverage.shares
    lines = [line for line in catalog.resources.values() if line.kind is ResourceKind.HOTLINE]
    lines = [line for line in lines if line.status is not Status.RETIRED]
    covered = sum(bool(place.lines) for place in places)
    return {
        "packs": NUMBERS[len(catalog.packs)],
        "places": len(places),
        "about_covered": round(covered, -1),
        "about_helplines": round(len(lines), -1),
        "without": len(places) - covered,
        "knowing": sum(place.helps_trafficked_people for place in places),
        "emergency": sum(place.emergency is not None for place in places),
        "line": share["any_line"] * 100,
        "child": share["child"] * 100,
        "trafficking": share["trafficking"] * 100,
    }


def counts_of_pack(catalog, pack):
    records = [record for record in catalog if record.pack == pack]
    lines = [each for each in records if each.record_kind == "resource"]
    lines = [line for line in lines if line.status is not Status.RETIRED]
    kinds = Counter(record.record_kind for record in records)
    return {
        "lines": len(lines),
        "contacts": sum(len(line.contacts) for line in lines),
        "countries": len({country_of(code) or code for line in lines for code in line.regions}),
        **{f"{kind}s": kinds[kind] for kind in ("good", "indicator", "rating")},
    }


def stale(catalog, root):
    everywhere = counts_of_all(catalog)
    for place, sentence in SENTENCES.items():
        name = place.partition("#")[0]
        room, _, rest = name.partition("/")
        pack = rest.partition("/")[0]
        counts = counts_of_pack(catalog, pack) if room == "packs" else everywhere
        text = " ".join((root / name).read_text("utf-8").split())
        if sentence.format(**counts) not in text:
            yield name, sentence.format(**counts)


def test_a_count_on_a_page_is_that_of_the_packs(catalog):
    assert list(stale(catalog, ROOT)) == []


@pytest.mark.parametrize(
    ("page", "count"),
    [("docs/index.md", "For 84"), ("packs/helplines-europe/README.md", "218 lines")],
)
def test_a_stale_count_is_named_with_its_page(catalog, tmp_path, page, count):
    for place in SENTENCES:
        name = place.partition("#")[0]
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace(count, "9") if name == page else text, "utf-8")

    ((named, sentence),) = stale(catalog, tmp_path)

    assert named == page
    assert count in sentence
