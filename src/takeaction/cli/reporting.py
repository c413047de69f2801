"""``takeaction packs`` and ``doctor``: what is installed, and what is wrong with it."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalogs import every_pack
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.engine.serialization import plain_data
from takeaction.errors import Outcome, PackError, plain
from takeaction.models.pack import Pack


def add_commands(added: arguments.Commands) -> None:
    """Add both commands."""
    arguments.command(added, "packs", "list the packs with their counts and mistakes", run_packs)
    arguments.command(
        added, "doctor", "look for anything wrong, and say how to mend it", run_doctor
    )


def mistake_json(error: PackError) -> dict[str, Any]:
    """Return a mistake as plain data."""
    return {
        "code": error.code,
        "outcome": error.outcome.value,
        "problem": error.problem,
        "where": plain_data(error.where),
        "mend": error.mend,
        "distribution": error.distribution,
    }


_COST = {
    Outcome.QUARANTINE: "the pack is left out",
    Outcome.DROP: "the record is left out",
    Outcome.WARN: "a warning",
}


def show_mistakes(mistakes: tuple[PackError, ...]) -> None:
    """Print mistakes: each on a line that an editor can jump to, and what it costs."""
    for error in mistakes:
        print(error)
        origin = f", from {plain(error.distribution)}" if error.distribution else ""
        line(f"{error.code}: {_COST[error.outcome]}{origin}", indent=4, style=dim)


def show_lost(pairs: Iterable[tuple[str, str]]) -> None:
    """Print where there was a contact when the packs were accepted, and is none now."""
    places: dict[str, list[str]] = {}
    for region, language in pairs:
        places.setdefault(region, []).append(language)
    for region, languages in places.items():
        line(f"No contact any more for {region} in {', '.join(languages)}.")


def pack_json(pack: Pack) -> dict[str, Any]:
    """Return a pack as plain data."""
    made: dict[str, Any] = plain_data(pack.header)
    return made | {
        "digest": pack.digest,
        "distribution": pack.distribution,
        "version": pack.version,
        "built": pack.built,
        "counts": dict(pack.counts),
    }


def counted(number: int, thing: str) -> str:
    """Say how many there are of a thing."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def counts(pack: Pack) -> str:
    """Say how many records of each kind a pack has."""
    return ", ".join(counted(number, kind) for kind, number in pack.counts) or "no records"


def run_packs(options: argparse.Namespace) -> int:
    """List the packs."""
    catalog = every_pack(options, arguments.moment_of(options))
    if options.json:
        shown = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in catalog.mistakes],
            "digest": catalog.digest,
        }
        show_json(shown)
        return int(bool(catalog.mistakes))
    for pack in catalog.packs.values():
        line(f"{bold(pack.id)}  {pack.version or 'from a path'}")
        line(f"{pack.header.title}, by {pack.header.publisher}, {pack.header.licence}", indent=4)
        line(counts(pack), indent=4)
        line(pack.digest[:26] + "…", indent=4, style=dim)
    if not catalog.packs:
        line("No packs are installed.")
    show_mistakes(catalog.mistakes)
    return int(bool(catalog.mistakes))


def run_doctor(options: argparse.Namespace) -> int:
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
