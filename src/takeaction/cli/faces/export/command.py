"""``takeaction export``: a command for each format."""

from takeaction.cli import arguments
from takeaction.cli.faces.export import pages, records
from takeaction.cli.faces.export.formats import FORMATS

_TEXT = "Write answers or the catalog as files, for other programs and for a site without Python."
_CALENDAR = "A plan as a calendar file: takeaction plan --ics FILE."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction export`` and a command for each format below it."""
    export = subparsers.add_parser(
        "export",
        help="write answers or the catalog as files, for other programs",
        description=_TEXT,
        epilog=_CALENDAR,
    )
    commands = export.add_subparsers(metavar="FORMAT", required=True, parser_class=type(export))
    pages.add_commands(commands)
    for form in FORMATS:
        records.add_format(commands, form)
