"""``takeaction doctor --coverage``: the places that have help, with their share of the world."""

from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli.terminal import line

_SHARES = {
    "emergency": "an emergency number",
    "any_line": "a line that helps",
    "trafficking": "a line for adults that knows trafficking",
    "child": "a line for children",
    "domestic-violence": "a line about violence at home",
    "sexual-violence": "a line about sexual violence",
    "labour-rights": "a line about rights at work",
    "legal": "legal advice",
    "crisis": "a line for people in a crisis",
    "shelter": "a way to a shelter",
    "consular": "a line for citizens abroad",
    "only_reports": "lines that only take reports, and no help",
    "neither": "neither a line nor an emergency number",
}


def show_coverage(catalog: Catalog) -> None:
    """Print the share of the world's people for each kind of help, and the places without help."""
    coverage = catalog.coverage()
    shares = coverage.shares
    line("Share of the world's people whose country has")
    for name, text in _SHARES.items():
        line(f"  {100 * shares[name]:5.1f} %  {text}")
    without = [place for place in coverage.places if not place.lines and place.people]
    line(f"No line that helps: {', '.join(place.place for place in without) or 'nowhere'}.")
    line("That a number is known does not mean that somebody answers it everywhere.")


def coverage_json(catalog: Catalog) -> dict[str, Any]:
    """Return the coverage as plain data."""
    return catalog.coverage().as_json()
