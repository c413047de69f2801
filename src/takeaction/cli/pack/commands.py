"""``takeaction pack``: the commands for authors of packs."""

from takeaction.cli import arguments
from takeaction.cli.pack import (
    check,
    due,
    exchange,
    preview,
    publishing,
    review,
    translate,
    workbench,
)

_COMMANDS = (
    publishing.add_new,
    publishing.add_pack_schema,
    due.add_commands,
    check.add_commands,
    review.add_commands,
    publishing.add_build,
    preview.add_commands,
    exchange.add_template,
    exchange.add_commands,
    publishing.add_diff,
    publishing.add_index,
    translate.add_commands,
    workbench.add_commands,
)


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack`` and every command below it."""
    pack = subparsers.add_parser(
        "pack", help="start, check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    for add in _COMMANDS:
        add(inner)
