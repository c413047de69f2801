"""``takeaction pack import`` and ``pack export``: packs and spreadsheets."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.files import write_file
from takeaction.cli.mistakes import refuse_pack
from takeaction.cli.pack.exchange import directories
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import LONGEST_PATH, PackErrors, plain, shown
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.files import Folder
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # only an import needs it
    from takeaction.authoring.sheets.replacement import Replacement

_NEEDS_OPENPYXL = "Workbooks need one more library: install takeaction[authoring], or use .csv."
_NOT_WRITTEN = "Nothing was written."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack import`` and ``takeaction pack export``."""
    text = "turn a spreadsheet into records of a pack, or a directory into a draft"
    parser = arguments.add_command(subparsers, "import", text, run_import, with_lock=False)
    parser.add_argument("sheet", metavar="FILE", nargs="?", help="a .csv or .xlsx file")
    _add_kind(parser, required=False)
    target = "the folder of the pack, or a .toml file in it"
    parser.add_argument("-o", "--to", metavar="FOLDER", help=target)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace the records of a file that exists; its comments stay",
    )
    directories.add_options(parser)
    text = "write records as a spreadsheet"
    parser = arguments.add_command(subparsers, "export", text, run_export, with_lock=False)
    arguments.add_pack(parser)
    _add_kind(parser, required=True)
    parser.add_argument("--to", metavar="FILE", required=True, help="a .csv or .xlsx file")


def _add_kind(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--kind",
        required=required,
        type=str.casefold,
        choices=[str(kind) for kind in Kind],
        metavar="KIND",
        help=f"the kind of its records: {', '.join(Kind)}",
    )


def run_import(options: argparse.Namespace) -> int:
    """Write the records of a sheet as a file of a pack; 1 if the sheet has a mistake."""
    if options.hsds is not None:
        return directories.run(options)
    wanted = {"FILE": options.sheet, "--kind": options.kind, "--to": options.to}
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        raise arguments.UsageError(f"{', '.join(missing)}: needed to import a spreadsheet.")
    from takeaction.authoring.sheets import conversion

    kind, place = Kind(options.kind), Path(options.to)
    target = place if place.suffix == ".toml" else _pack_folder(place) / f"{kind}s.toml"
    if target.exists() and not options.replace:
        problem = f"{shown(str(target))} already exists. To overwrite it, add --replace."
        raise arguments.UsageError(problem)
    try:
        text, number = conversion.to_toml(Path(options.sheet), kind)
    except ImportError as error:
        raise arguments.UsageError(_NEEDS_OPENPYXL) from error
    except PackErrors as errors:
        return refuse_pack(errors, options, _NOT_WRITTEN)
    replacement = _replace(target, text, kind)
    write_file(target, replacement.text.encode())
    gone = list(replacement.gone)
    if options.json:
        answer = {"file": str(target), "kind": kind.value, "records": number, "gone": gone}
        show_json(answer)
    else:
        line(f"{plain(str(target), LONGEST_PATH)}: {counted(number, kind)}.")
        if gone:
            line(f"No longer in it: {', '.join(map(plain, gone))}.", hang=4)
        line("Now check them against every rule: takeaction pack check FOLDER")
    return 0


def _replace(target: Path, text: str, kind: Kind) -> "Replacement":
    """Return the new text of a file, with the comments of the one that it replaces.

    Raises:
        UsageError: The file cannot be read, so that nobody knows what would be lost.
    """
    from takeaction.authoring.sheets.replacement import Replacement, replace_records

    if not target.exists():
        return Replacement(text, ())
    try:
        return replace_records(target.read_text("utf-8-sig"), text, kind)
    except (OSError, ValueError) as error:
        problem = f"{shown(str(target))} cannot be read, so what is in it would be lost."
        raise arguments.UsageError(f"{problem} Fix it, or move it away.") from error


def _pack_folder(folder: Path) -> Path:
    """Return the folder of the pack itself, often inside the folder of its project."""
    files = pack_at(folder).files
    return Path(files.root) if isinstance(files, Folder) else folder


def run_export(options: argparse.Namespace) -> int:
    """Write the records of a pack as a sheet; 1 if the pack has a mistake."""
    from takeaction.authoring.sheets import conversion
    from takeaction.packs.sources.discovery import find_pack

    kind, target = Kind(options.kind), Path(options.to)
    try:
        data, number = conversion.to_sheet(find_pack(options.pack), kind, target.suffix.lower())
    except ImportError as error:
        raise arguments.UsageError(_NEEDS_OPENPYXL) from error
    except PackErrors as errors:
        return refuse_pack(errors, options, _NOT_WRITTEN)
    write_file(target, data)
    if options.json:
        show_json({"file": options.to, "kind": kind.value, "records": number})
    else:
        line(f"{plain(options.to, LONGEST_PATH)}: {counted(number, kind)}.")
    return 0
