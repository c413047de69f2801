"""``takeaction pack import`` and ``pack export``: packs and spreadsheets."""

import argparse
from pathlib import Path

from takeaction.cli import arguments
from takeaction.cli.files import write
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import PackErrors, plain, shown
from takeaction.packs.sources.discovery import find_path
from takeaction.packs.sources.files import Folder
from takeaction.vocabulary import Kind

_PATH = 240
_EXTRA = "Workbooks need one more library: install takeaction[authoring], or use .csv."


def add_commands(added: arguments.Commands) -> None:
    """Add both commands under ``pack``."""
    made = arguments.command(
        added, "import", "make records of a spreadsheet", run_import, with_lock=False
    )
    made.add_argument("sheet", metavar="FILE", help="a .csv or .xlsx file")
    _add_kind(made)
    made.add_argument(
        "--to",
        metavar="FOLDER",
        required=True,
        help="the folder of the pack, or a .toml file in it",
    )
    made.add_argument("--replace", action="store_true", help="write over a file that is there")
    made = arguments.command(
        added, "export", "write records as a spreadsheet", run_export, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    _add_kind(made)
    made.add_argument("--to", metavar="FILE", required=True, help="a .csv or .xlsx file")


def _add_kind(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--kind",
        required=True,
        type=str.casefold,
        choices=[str(kind) for kind in Kind],
        metavar="KIND",
        help=f"the kind of its records: {', '.join(Kind)}",
    )


def run_import(options: argparse.Namespace) -> int:
    """Make a file of a pack of a sheet."""
    from takeaction.authoring.sheets import conversion

    kind, to = Kind(options.kind), Path(options.to)
    target = to if to.suffix == ".toml" else _folder(to) / f"{kind}s.toml"
    if target.exists() and not options.replace:
        problem = f"{shown(str(target))} is there already. To write over it, add --replace"
        raise arguments.UsageError(f"{problem}.")
    try:
        text, number = conversion.to_toml(Path(options.sheet), kind)
    except ImportError as error:
        raise arguments.UsageError(_EXTRA) from error
    except PackErrors as errors:
        return _refused(options, errors)
    write(target, text.encode())
    if options.json:
        show_json({"file": str(target), "kind": kind.value, "records": number})
    else:
        line(f"{plain(str(target), _PATH)}: {counted(number, kind)}.")
        line("Now hold every rule against them: takeaction pack check FOLDER")
    return 0


def _folder(folder: Path) -> Path:
    """Return the folder of a pack, which may stand inside its project."""
    files = find_path(folder).files
    return Path(files.root) if isinstance(files, Folder) else folder


def run_export(options: argparse.Namespace) -> int:
    """Write a sheet of the records of a pack."""
    from takeaction.authoring.sheets import conversion
    from takeaction.packs.sources.discovery import find_pack

    kind, target = Kind(options.kind), Path(options.to)
    try:
        data, number = conversion.to_sheet(find_pack(options.pack), kind, target.suffix.lower())
    except ImportError as error:
        raise arguments.UsageError(_EXTRA) from error
    except PackErrors as errors:
        return _refused(options, errors)
    write(target, data)
    if options.json:
        show_json({"file": options.to, "kind": kind.value, "records": number})
    else:
        line(f"{plain(options.to, _PATH)}: {counted(number, kind)}.")
    return 0


def _refused(options: argparse.Namespace, errors: PackErrors) -> int:
    if options.json:
        show_json({"mistakes": [mistake_json(error) for error in errors.mistakes]})
    else:
        show_mistakes(errors.mistakes)
        line("Nothing is written.")
    return 1
