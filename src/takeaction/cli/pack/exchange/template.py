"""``takeaction pack sheet``: a workbook to fill in."""

import argparse
from pathlib import Path

from takeaction.cli import arguments
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import LONGEST_PATH, plain, shown
from takeaction.vocabulary.records import Kind

_NEEDS_OPENPYXL = "This needs one more library: install takeaction[authoring]."
_SUFFIX = ".xlsx"


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack sheet``."""
    text = "write a spreadsheet to fill in: lists to choose from, checks, examples"
    parser = arguments.add_command(subparsers, "sheet", text, run, with_lock=False)
    add = parser.add_argument
    add("-o", "--to", metavar="FILE", required=True, help="the new .xlsx file")
    add(
        "--kind",
        dest="kinds",
        action="append",
        type=str.casefold,
        choices=[str(kind) for kind in Kind],
        metavar="KIND",
        help=f"a kind of records to have a sheet for; repeat it to add more: {', '.join(Kind)}",
    )
    arguments.add_list_option(
        parser, "--region", "regions", "C", "a place it is for: first in its lists and examples"
    )


def run(options: argparse.Namespace) -> int:
    """Write the template; a file that exists may be somebody's work, so it stays."""
    from takeaction.authoring.new import find_language
    from takeaction.authoring.sheets.form import write_template
    from takeaction.models.region import find_region

    target = Path(options.to)
    if target.suffix.lower() != _SUFFIX:
        raise arguments.UsageError(f"{shown(options.to)}: the name has to end in {_SUFFIX}.")
    if target.exists():
        problem = f"{shown(options.to)} already exists, and somebody may have filled it in."
        raise arguments.UsageError(f"{problem} Name another file.")
    kinds = tuple(map(Kind, options.kinds or Kind))
    regions = [find_region(written).code for written in options.regions]
    language = find_language((options.languages or ["en"])[0])
    try:
        data = write_template(kinds, regions, language)
    except ImportError as error:
        raise arguments.UsageError(_NEEDS_OPENPYXL) from error
    write_file(target, data)
    if options.json:
        show_json({"file": options.to, "kinds": sorted(set(kinds))})
    else:
        line(f"{plain(options.to, LONGEST_PATH)}: {counted(len(set(kinds)), 'sheet')} to fill in.")
        line('Its first sheet, "Read me", says how.')
        line("Then: takeaction pack import FILE --to FOLDER")
    return 0
