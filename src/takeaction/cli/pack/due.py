"""``takeaction pack due``: list what somebody has to check again."""

import argparse
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.catalog import one_pack
from takeaction.cli.mistakes import show_mistakes
from takeaction.cli.terminal import line, show_json

if TYPE_CHECKING:  # no answer needs what authors need
    from takeaction.authoring.due import Due


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "due", "list what somebody has to make sure of again", run, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )


def run(options: argparse.Namespace) -> int:
    """List what is stale or expired; a pack that is not taken whole cannot be told of."""
    from takeaction.authoring.due import due

    catalog = one_pack(options, arguments.moment_of(options))
    late = due(catalog, arguments.moment_of(options))
    if options.json:
        show_json({"due": [_json(each) for each in late]})
    else:
        show_mistakes(catalog.mistakes)
        for each in late:
            line(_text(each), hang=4)
        if not late:
            line("Nothing is due.")
    return int(bool(late or catalog.mistakes))


def _text(late: "Due") -> str:
    state, since, days = late.freshness.state, late.freshness.since, late.freshness.age_days
    part = f", {late.contact.id}" if late.contact else ""
    return f"{late.record.id}{part}: {state}, {days:,} days since {since}"


def _json(late: "Due") -> dict[str, object]:
    return {
        "id": late.record.id,
        "contact": late.contact.id if late.contact else None,
        "state": late.freshness.state,
        "since": str(late.freshness.since),
        "age_days": late.freshness.age_days,
    }
