"""``takeaction packs`` and ``doctor``: what is installed, and what is wrong with it."""

import argparse
import os
import sys
from typing import Any

from takeaction.catalog import Catalog, load
from takeaction.cli import arguments
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.engine.plain import plain_data
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


def _everything(options: argparse.Namespace) -> Catalog:
    named = os.environ.get("TAKEACTION_PACKS", "")
    paths = [] if named == "none" else [path for path in named.split(os.pathsep) if path]
    at = arguments.moment_of(options)
    return load(paths=paths, packs=[] if named == "none" else None, at=at)


def run_packs(options: argparse.Namespace) -> int:
    """List the packs."""
    catalog = _everything(options)
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
        line(", ".join(counted(n, kind) for kind, n in pack.counts) or "no records", indent=4)
        line(pack.digest[:26] + "…", indent=4, style=dim)
    if not catalog.packs:
        line("No packs are installed.")
    show_mistakes(catalog.mistakes)
    return int(bool(catalog.mistakes))


def run_doctor(options: argparse.Namespace) -> int:
    """Look for anything wrong."""
    catalog = _everything(options)
    facts = _facts(catalog)
    if options.json:
        shown = {**facts, "mistakes": [mistake_json(error) for error in catalog.mistakes]}
        show_json(shown)
        return int(bool(catalog.mistakes))
    for name, value in facts.items():
        line(f"{name.replace('_', ' ')}: {value}")
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
