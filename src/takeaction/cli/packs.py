"""``takeaction packs``: what is installed."""

import argparse
from typing import Any

from takeaction.cli import arguments
from takeaction.cli.catalog import every_pack
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import bold, counted, dim, line, show_json
from takeaction.engine.serialization import plain_data
from takeaction.models.pack import Pack


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    arguments.command(added, "packs", "list the packs with their counts and mistakes", run)


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


def counts(pack: Pack) -> str:
    """Say how many records of each kind a pack has."""
    return ", ".join(counted(number, kind) for kind, number in pack.counts) or "no records"


def run(options: argparse.Namespace) -> int:
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
