"""``takeaction pack``: the commands for authors of packs."""

from takeaction.cli import arguments
from takeaction.cli.pack import (
    build,
    diff,
    index,
    new,
    preview,
    schema,
    translate,
)
from takeaction.cli.pack.checking import check
from takeaction.cli.pack.exchange import sheets, template
from takeaction.cli.pack.upkeep import due, review
from takeaction.cli.pack.workbench import command as workbench

_COMMANDS = (
    *(new, schema, due, check, review, build, preview, template, sheets, diff, index, translate),
    workbench,
)


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack`` and every command below it."""
    pack = subparsers.add_parser(
        "pack", help="start, check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    for command in _COMMANDS:
        command.add_commands(inner)
