"""The examples of the template: rows that show how to fill a sheet, and that no import takes."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from takeaction.authoring.sheets.cells import cell_value
from takeaction.authoring.sheets.columns import columns_of
from takeaction.vocabulary.records import Kind

EXAMPLE_ID = "EXAMPLE"
"""The id of each example. No record can have it: ids have no capital letters."""

OPTIONAL = frozenset(
    {"regions", "country", "ships_to", "contacts.languages", "contacts.dial_region"}
)
"""The columns that the template fills for one place and one language."""

_DAY = date(2026, 11, 20)
_SOURCE: Mapping[str, object] = {
    "source.title": "EXAMPLE: the page or leaflet that says so",
    "source.url": "https://example.org/EXAMPLE",
    "source.checked": _DAY,
}

_EXAMPLES: Mapping[Kind, tuple[Mapping[str, object], ...]] = {
    Kind.RESOURCE: (
        {
            "name": "EXAMPLE: the name of a helpline",
            "kind": "hotline",
            "summary": "EXAMPLE: what it does, in one or two sentences",
            "purposes": "support, report",
            "warning": "EXAMPLE: who answers, and who they may tell",
            "operator": "EXAMPLE: who runs it",
            "operator_kind": "ngo",
            "regions": "",
            "topics": "indicators-reporting",
            **_SOURCE,
            "verified.method": "none",
            "contacts.channel": "web",
            "contacts.url": "https://example.org/EXAMPLE-help",
            "contacts.languages": "",
            "contacts.hours": "Mo-Fr 09:00-17:00",
            "contacts.zone": "Europe/London",
            "contacts.cost": "free",
        },
        {
            "contacts.channel": "email",
            "contacts.email": "EXAMPLE@example.org",
            "contacts.note": "EXAMPLE: a second way to reach it has a row of its own, same id",
        },
    ),
    Kind.ACTION: (
        {
            "title": "EXAMPLE: start with a verb, such as Write or Ask",
            "summary": "EXAMPLE: what to do and why, in one or two sentences",
            "minutes.min": 5,
            "minutes.typical": 15,
            "minutes.max": 30,
            "cadence": "once",
            "modes": "solo-online",
            "risk": "none",
            "ages": "youth, adult",
            "topics": "awareness",
            "regions": "",
            **_SOURCE,
            "steps": "EXAMPLE: the first thing to do",
            "safety": "EXAMPLE: what keeps people safe",
            "finds.purpose": "support",
            "finds.kind": "hotline",
        },
        {"steps": "EXAMPLE: the second thing to do"},
        {"steps": "EXAMPLE: how you know that you are done"},
    ),
    Kind.INDICATOR: (
        {
            "text": "EXAMPLE: one thing that a person can see or hear, in plain words",
            "element": "means",
            "grade": "medium",
            "grade_basis": "editorial",
            "types": "labour",
            "observable_by": "self, bystander",
            "ask": "notice",
            "reading": "read",
            **_SOURCE,
        },
    ),
    Kind.VENDOR: (
        {
            "name": "EXAMPLE: the name of a shop",
            "kind": "retailer",
            "summary": "EXAMPLE: what it sells, in one or two sentences",
            "products": "coffee",
            "ships_to": "",
            "url": "https://example.org/EXAMPLE-shop",
            **_SOURCE,
            "claims.label": "example-label",
            "claims.scope": "EXAMPLE: which of its goods carry the label",
        },
    ),
    Kind.LABEL: (
        {
            "name": "EXAMPLE: the name of a label",
            "kind": "product-certification",
            "standard_setter": "EXAMPLE: who writes its rules",
            "scope": "EXAMPLE: what its rules reach: farms, factories, the company",
            "audited_by": "EXAMPLE: who checks, and how often",
            "third_party_audited": "yes",
            "asks": "EXAMPLE: what it asks for",
            "does_not_cover": "EXAMPLE: what it doesn't cover",
            "covers": "coffee",
            **_SOURCE,
        },
    ),
    Kind.GOOD: (
        {
            "name": "EXAMPLE: the good, as the list names it",
            "product": "coffee",
            "country": "",
            "kind": "forced",
            "edition": 2024,
            **_SOURCE,
        },
    ),
    Kind.RATING: (
        {
            "name": "EXAMPLE: the report and the country",
            "country": "",
            "meaning": "EXAMPLE: what its ratings mean",
            **_SOURCE,
            "history.year": 2024,
            "history.tier": "EXAMPLE: the rating, in the words of the report",
        },
        {"history.year": 2025, "history.tier": "EXAMPLE: the rating of the next year"},
    ),
    Kind.WORD: (
        {
            "kind": "skill",
            "label": "EXAMPLE: the name that people see",
            "aliases": "EXAMPLE: another word for it",
        },
        {"aliases": "EXAMPLE: one more, in a row of its own"},
    ),
}
"""The cells of the rows of each example, by column. They hold no number that somebody could call;
those that depend on the place or the language are empty."""


def example_rows(kind: Kind) -> tuple[Mapping[str, object], ...]:
    """Return the cells of the rows of a kind's example, by column, with the id in each."""
    return tuple({"id": EXAMPLE_ID, **cells} for cells in _EXAMPLES[kind])


def is_untouched(kind: Kind, values: Mapping[str, Any]) -> bool:
    """Tell whether a row has nothing that a row of the example has not.

    Args:
        kind: The kind of the sheet.
        values: The values of the row by column, with its id.
    """
    return any(
        all(name in OPTIONAL or (name, value) in row for name, value in values.items())
        for row in _read_rows(kind)
    )


def left_over(kind: Kind, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns of a row that still have a text of the example."""
    rows = _read_rows(kind)
    for name, value in values.items():
        if EXAMPLE_ID in str(value) and any((name, value) in row for row in rows):
            yield name


@cache
def _read_rows(kind: Kind) -> tuple[tuple[tuple[str, Any], ...], ...]:
    """Return the rows of an example as an import reads them: pairs of column and value."""
    columns = {column.name: column for column in columns_of(kind)}
    return tuple(
        tuple((name, cell_value(cell, columns[name])) for name, cell in row.items())
        for row in example_rows(kind)
    )
