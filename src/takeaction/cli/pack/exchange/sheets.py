"""``takeaction pack import`` and ``pack export``: packs and spreadsheets."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takeaction.cli import arguments
from takeaction.cli.files import write_file, write_files
from takeaction.cli.mistakes import refuse_pack
from takeaction.cli.pack.exchange import directories
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import LONGEST_PATH, PackErrors, plain, shown, why_failed
from takeaction.packs.sources.discovery import sources_folder
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # only an import needs it
    from takeaction.authoring.sheets.conversion import Conversion, Replacement

_NEEDS_OPENPYXL = "Workbooks need one more library: install takeaction[authoring], or use .csv."
_NOT_WRITTEN = "Nothing was written."
_ALL_KINDS = "; without it, every sheet of an .xlsx file"


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
    replace = "overwrite a file that exists, with all that somebody wrote into it"
    parser.add_argument("--replace", action="store_true", help=replace)


def _add_kind(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--kind",
        required=required,
        type=str.casefold,
        choices=[str(kind) for kind in Kind],
        metavar="KIND",
        help=f"the kind of its records: {', '.join(Kind)}" + ("" if required else _ALL_KINDS),
    )


def run_import(options: argparse.Namespace) -> int:
    """Write the records of a sheet as files of a pack; 1 if the sheet has a mistake."""
    if options.hsds is not None:
        return directories.run(options)
    _refuse_incomplete(options)
    _refuse_missing_folder(Path(options.to))
    from takeaction.authoring.sheets.conversion import to_toml

    path, kind = Path(options.sheet), Kind(options.kind) if options.kind else None
    try:
        conversion = to_toml(_read(path), path.name, kind)
    except ImportError as error:
        raise arguments.UsageError(_NEEDS_OPENPYXL) from error
    except PackErrors as errors:
        return refuse_pack(errors, options, _NOT_WRITTEN, with_cost=False)
    targets = _targets(Path(options.to), conversion, may_replace=options.replace)
    replaced = {
        each: _replace(target, conversion.files[each].text, each)
        for each, target in targets.items()
    }
    write_files({targets[each]: new.text.encode() for each, new in replaced.items()})
    written = [
        {
            "file": str(target),
            "kind": each.value,
            "records": conversion.files[each].records,
            "gone": list(replaced[each].gone),
        }
        for each, target in targets.items()
    ]
    if options.json:
        lone = written[0] if kind else {"files": written}
        show_json({**lone, "notes": list(conversion.notes)})
    else:
        _report(written, conversion.notes)
    return 0


def _refuse_incomplete(options: argparse.Namespace) -> None:
    """Refuse a call without a file or a folder; only the sheet of a CSV file has no name.

    Raises:
        UsageError: Something is missing.
    """
    wanted = {"FILE": options.sheet, "--kind": options.kind, "--to": options.to}
    if options.sheet and not options.sheet.lower().endswith(".csv"):
        del wanted["--kind"]
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        raise arguments.UsageError(f"{', '.join(missing)}: needed to import a spreadsheet.")


def _refuse_missing_folder(place: Path) -> None:
    """Refuse a pack that is not there, before anybody corrects a sheet for it.

    Raises:
        UsageError: There is no such folder.
    """
    folder = place.parent if place.suffix == ".toml" else place
    if not folder.is_dir():
        raise arguments.UsageError(
            f"There is no folder {shown(str(folder))}. Name that of a pack, or start one with:"
            " takeaction pack new ID --region C"
        )


def _read(path: Path) -> bytes:
    """Return the bytes of a spreadsheet, at most one more than is read.

    Raises:
        PackErrors: It cannot be read.
    """
    from takeaction.authoring.sheets.workbook import MAX_SHEET_BYTES, refusal

    try:
        with path.open("rb") as file:
            return file.read(MAX_SHEET_BYTES + 1)
    except (OSError, ValueError) as error:
        why = why_failed(error)
        problem = f"it cannot be read: {why}."
        raise refusal("read.failed", problem, path.name, None, "check the path.") from error


def _targets(place: Path, conversion: "Conversion", *, may_replace: bool) -> dict[Kind, Path]:
    """Return the file for each kind.

    Raises:
        UsageError: One file is named for several kinds, or a file exists and may not be replaced.
    """
    if place.suffix == ".toml":
        if len(conversion.files) > 1:
            kinds = ", ".join(conversion.files)
            problem = f"The workbook has several kinds of records: {kinds}. Name a folder for them."
            raise arguments.UsageError(problem)
        targets = dict.fromkeys(conversion.files, place)
    else:
        folder = sources_folder(place)
        targets = {kind: folder / f"{kind}s.toml" for kind in conversion.files}
    there = [target for target in targets.values() if target.exists()]
    if there and not may_replace:
        raise arguments.UsageError(f"{_occupied(there)}, add --replace.")
    return targets


def _occupied(files: Sequence[Path]) -> str:
    """Say which files are there already."""
    if len(files) == 1:
        return f"{shown(str(files[0]))} already exists. To overwrite it"
    names = ", ".join(shown(file.name) for file in files)
    return f"{names} already exist. To overwrite them"


def _report(written: Iterable[Mapping[str, Any]], notes: Iterable[str]) -> None:
    for each in written:
        line(f"{plain(each['file'], LONGEST_PATH)}: {counted(each['records'], each['kind'])}.")
        if each["gone"]:
            line(f"No longer in it: {', '.join(map(plain, each['gone']))}.", hang=4)
    for note in notes:
        line(note, hang=4)
    line("Now check them against every rule: takeaction pack check FOLDER")


def _replace(target: Path, text: str, kind: Kind) -> "Replacement":
    """Return the new text of a file, with the comments of the one that it replaces.

    Raises:
        UsageError: The file cannot be read, so that nobody knows what would be lost.
    """
    from takeaction.authoring.sheets.conversion import replacement_at

    try:
        return replacement_at(target, text, kind)
    except (OSError, ValueError) as error:
        problem = f"{shown(str(target))} cannot be read, so what is in it would be lost."
        raise arguments.UsageError(f"{problem} Fix it, or move it away.") from error


def run_export(options: argparse.Namespace) -> int:
    """Write the records of a pack as a sheet; 1 if the pack has a mistake."""
    from takeaction.authoring.sheets.conversion import to_sheet
    from takeaction.packs.sources.discovery import find_pack

    kind, target = Kind(options.kind), Path(options.to)
    if target.exists() and not options.replace:
        raise arguments.UsageError(f"{_occupied([target])}, add --replace.")
    try:
        data, number = to_sheet(find_pack(options.pack), kind, target.suffix.lower())
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
