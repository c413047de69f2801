"""``takeaction doctor``: what is wrong with the packs, and how to fix it."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import every_pack
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import plain


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    arguments.command(added, "doctor", "look for anything wrong, and say how to fix it", run)


def show_lost(pairs: Iterable[tuple[str, str]]) -> None:
    """Print where there was a contact when the packs were accepted, and is none now."""
    places: dict[str, list[str]] = {}
    for region, language in pairs:
        places.setdefault(region, []).append(language)
    for region, languages in places.items():
        line(f"No contact any more for {region} in {', '.join(languages)}.")


def run(options: argparse.Namespace) -> int:
    """Look for anything wrong."""
    catalog = every_pack(options, arguments.moment_of(options))
    facts = _facts(catalog)
    if options.json:
        shown = {
            **facts,
            "coverage_lost": [list(pair) for pair in catalog.coverage_lost],
            "mistakes": [mistake_json(error) for error in catalog.mistakes],
        }
        show_json(shown)
        return int(bool(catalog.mistakes))
    for name, value in facts.items():
        line(f"{name.replace('_', ' ')}: {value}")
    show_lost(catalog.coverage_lost)
    show_mistakes(catalog.mistakes)
    for distribution in sorted({e.distribution for e in catalog.mistakes if e.distribution}):
        line(f"To do without it: python -m pip uninstall {plain(distribution)}")
    line(f"{counted(len(catalog.mistakes), 'mistake') if catalog.mistakes else 'No mistakes'}.")
    return int(bool(catalog.mistakes))


def _facts(catalog: Catalog) -> dict[str, Any]:
    from importlib.metadata import version

    return {
        "takeaction": version("takeaction"),
        "python": sys.version.split()[0],
        "packs": len(catalog.packs),
        "records": len(catalog),
        "places_with_help": len({region for region, _ in catalog.coverage()}),
        "zone_data": _zone_data(),
        "digest": catalog.digest,
    }


def _zone_data() -> str:
    """Say whether opening times can be told on this machine."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        return "missing: opening times are uncertain; install takeaction[zones]"
    return "there"
