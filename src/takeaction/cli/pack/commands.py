"""``takeaction pack``: the commands for authors of packs."""

from takeaction.cli import arguments
from takeaction.cli.pack import (
    build,
    check,
    diff,
    index,
    new,
    preview,
    schema,
    translate,
)
from takeaction.cli.pack.exchange import sheets
from takeaction.cli.pack.upkeep import due, review

_COMMANDS = (new, schema, due, check, review, build, preview, sheets, diff, index, translate)


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack`` and every command below it."""
    pack = subparsers.add_parser(
        "pack", help="start, check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    for command in _COMMANDS:
        command.add_commands(inner)
