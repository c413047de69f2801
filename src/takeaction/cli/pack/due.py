"""``takeaction pack due``: list the records that somebody has to check again."""

import argparse
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.catalog import load_pack
from takeaction.cli.mistakes import show_mistakes
from takeaction.cli.terminal import line, show_json

if TYPE_CHECKING:  # no answer needs the tools of authors
    from takeaction.authoring.survey.due import Due


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack due``."""
    text = "list the records that somebody has to check again"
    parser = arguments.add_command(subparsers, "due", text, run, with_lock=False)
    arguments.add_pack(parser)


def run(options: argparse.Namespace) -> int:
    """List the records that are stale or expired; 1 if there are any.

    A mistake gives 1 as well: a record that is left out may be due too.
    """
    from takeaction.authoring.survey.due import find_due

    catalog = load_pack(options, arguments.requested_moment(options))
    due_records = find_due(catalog, arguments.requested_moment(options))
    if options.json:
        show_json({"due": [_due_json(due) for due in due_records]})
    else:
        show_mistakes(catalog.mistakes)
        for due in due_records:
            line(_describe_due(due), hang=4)
        if not due_records:
            line("Nothing is due.")
    return int(bool(due_records or catalog.mistakes))


def _describe_due(due: "Due") -> str:
    state, since, days = due.freshness.state, due.freshness.since, due.freshness.age_days
    contact = f", {due.contact.id}" if due.contact else ""
    return f"{due.record.id}{contact}: {state}, {days:,} days since {since}"


def _due_json(due: "Due") -> dict[str, object]:
    return {
        "id": due.record.id,
        "contact": due.contact.id if due.contact else None,
        "state": due.freshness.state,
        "since": str(due.freshness.since),
        "age_days": due.freshness.age_days,
    }
