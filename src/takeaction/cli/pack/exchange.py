"""``takeaction pack import``, ``export`` and ``sheet``: packs, spreadsheets and directories."""

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takeaction.cli.arguments import (
    PACK,
    Command,
    OptionGroup,
    UsageError,
    flag,
    kind_option,
    option,
    report,
    requested_moment,
    several,
)
from takeaction.cli.files import read_start, write_file, write_files, write_new
from takeaction.cli.terminal import counted, dim, line, progress, show, show_json
from takeaction.errors import LONGEST_PATH, plain, shown, why_failed
from takeaction.packs.sources.discovery import sources_folder
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.authoring.hsds.drafting import DraftPacks, ImportTerms
    from takeaction.authoring.sheets.conversion import Conversion, Replacement


_NEEDS_OPENPYXL = "Workbooks need one more library: install takeaction[authoring], or use .csv."
_NOT_WRITTEN = "Nothing was written."


def _import(options: argparse.Namespace) -> int | None:
    """Write the records of a sheet as files of a pack; 1 if the sheet has a mistake."""
    if options.hsds is not None:
        return _import_directory(options)
    _refuse_incomplete(options)
    from takeaction.authoring.sheets.conversion import to_toml

    path, kind = Path(options.sheet), Kind(options.kind) if options.kind else None
    conversion = to_toml(_read(path), path.name, kind)
    contents: dict[Path, bytes] = {}
    written = []
    targets = _targets(Path(options.to), conversion, may_replace=options.replace)
    for each, target in targets.items():
        text, gone = _replace(target, conversion.files[each].text, each)
        contents[target] = text.encode()
        records = len(conversion.files[each].records)
        written.append(
            {"file": str(target), "kind": each.value, "records": records, "gone": list(gone)}
        )
    write_files(contents)
    if options.json:
        lone = written[0] if kind else {"files": written}
        show_json({**lone, "notes": list(conversion.notes)})
    else:
        _report(written, conversion.notes)
    return None


def _refuse_incomplete(options: argparse.Namespace) -> None:
    """Refuse a call without a file or a folder; only the sheet of a CSV file has no name."""
    wanted = {"FILE": options.sheet, "--kind": options.kind, "--to": options.to}
    if options.sheet and not options.sheet.lower().endswith(".csv"):
        del wanted["--kind"]
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        raise UsageError(f"{', '.join(missing)}: needed to import a spreadsheet.")
    place = Path(options.to)
    folder = place.parent if place.suffix == ".toml" else place
    if not folder.is_dir():  # before anybody corrects a sheet for it
        raise UsageError(
            f"There is no folder {shown(str(folder))}. Name that of a pack, or start one with:"
            " takeaction pack new ID --region C"
        )


def _read(path: Path) -> bytes:
    """Return the bytes of a spreadsheet, at most one more than is read."""
    from takeaction.authoring.sheets.mistakes import bad_file
    from takeaction.authoring.sheets.workbook import MAX_SHEET_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MAX_SHEET_BYTES + 1)
    except (OSError, ValueError) as error:
        raise bad_file(path.name, "not read", why=why_failed(error)) from error


def _targets(place: Path, conversion: "Conversion", *, may_replace: bool) -> dict[Kind, Path]:
    """Return the file for each kind."""
    if place.suffix == ".toml":
        if len(conversion.files) > 1:
            raise UsageError(
                f"The workbook has several kinds of records: {', '.join(conversion.files)}. Name a"
                " folder for them."
            )
        targets = dict.fromkeys(conversion.files, place)
    else:
        folder = sources_folder(place)
        targets = {kind: folder / f"{kind}s.toml" for kind in conversion.files}
    there = [target for target in targets.values() if target.exists()]
    if there and not may_replace:
        raise UsageError(f"{_occupied(there)}, add --replace.")
    return targets


def _occupied(files: Sequence[Path]) -> str:
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
    """Return the new text of a file, with the comments of the one that it replaces."""
    from takeaction.authoring.sheets.conversion import replacement_at

    try:
        return replacement_at(target, text, kind)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{shown(str(target))} cannot be read, so what is in it would be lost. Fix it, or move"
            " it away."
        ) from error


def _export(options: argparse.Namespace) -> None:
    """Write the records of a pack as a sheet; 1 if the pack has a mistake."""
    from takeaction.authoring.sheets.conversion import to_sheet
    from takeaction.packs.sources.discovery import find_pack

    kind, target = Kind(options.kind), Path(options.to)
    if target.exists() and not options.replace:
        raise UsageError(f"{_occupied([target])}, add --replace.")
    data, number = to_sheet(find_pack(options.pack), kind, target.suffix.lower())
    write_file(target, data)
    answer = {"file": options.to, "kind": kind.value, "records": number}
    report(options, answer, f"{plain(options.to, LONGEST_PATH)}: {counted(number, kind)}.")


EXPORT = Command(
    "export",
    "write records as a spreadsheet",
    _export,
    (
        PACK,
        kind_option("the kind of its records: {kinds}", required=True),
        option("--to", metavar="FILE", required=True, help="a .csv or .xlsx file"),
        flag("--replace", "overwrite a file that exists, with all that somebody wrote into it"),
    ),
    with_lock=False,
    fixed={"refusal": (_NOT_WRITTEN,), "needs": _NEEDS_OPENPYXL},
)


# ``pack import --hsds``: a draft pack from a directory of services

_MOST_LINES = 20


def _import_directory(options: argparse.Namespace) -> int:
    """Write a directory as a draft pack, and list everything that it does not carry."""
    from takeaction.authoring.hsds.drafting import MAX_BYTES, draft_packs

    if options.sheet is not None or options.kind is not None or options.replace:
        raise UsageError("--hsds goes without a spreadsheet, --kind and --replace.")
    path = Path(options.hsds)
    terms = _terms(options, path)
    folder = Path(options.to or terms.id)
    options.refusal = (_NOT_WRITTEN,)  # and what each mistake costs
    with progress("Reading the directory…"):
        draft = draft_packs(read_start(path, MAX_BYTES), path.name, terms)
    folders = _write(folder, draft)
    if options.json:
        losses = [loss._asdict() for loss in draft.losses.listed]
        answer = {"folders": list(map(str, folders)), "services": draft.services}
        show_json({**answer, "records": draft.records, "losses": losses})
    else:
        _report_directory(draft, folders)
    return int(not folders)


def _terms(options: argparse.Namespace, path: Path) -> "ImportTerms":
    from takeaction.authoring.hsds.drafting import ImportTerms
    from takeaction.authoring.new import find_language
    from takeaction.core_data import zones
    from takeaction.models.region import find_region
    from takeaction.packs.rules.address import is_id
    from takeaction.vocabulary.resources import Purpose
    from takeaction.vocabulary.words import closed_words

    languages = options.languages or ["en"]
    if len(languages) > 1:
        raise UsageError("A pack is written in one language; others are translations.")
    options.language = languages[0]  # an error about it names the field "language"
    id = options.id or re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not is_id(id):
        raise UsageError("--id takes a-z, 0-9 and hyphens between them, such as kent-help.")
    language = find_language(options.language)
    if options.region is None:
        raise UsageError("--region is needed: the place of services that name none.")
    if options.zone is not None and options.zone not in zones():
        raise UsageError("--zone takes the IANA name of a time zone, such as Europe/London.")
    purposes = closed_words(Purpose, options.purpose, "purpose")
    return ImportTerms(
        id=id,
        publisher=options.publisher or "Nobody yet: write who answers for this pack",
        licence=options.licence or "LicenseRef-unknown",
        language=language,
        region=find_region(options.region).code,
        source=options.source or f"Directory {path.name}",
        zone=options.zone,
        purposes=tuple(sorted(purposes)),
        day=requested_moment(options).date(),
    )


def _write(folder: Path, draft: "DraftPacks") -> list[Path]:
    """Write the packs: one into the folder, several into folders inside it."""
    if not draft.records:
        return []
    is_one = len(draft.files) == 1
    files = {
        name if is_one else f"{id}/{name}": text
        for id, texts in draft.files.items()
        for name, text in texts.items()
    }
    write_new(folder, files)
    return [folder] if is_one else [folder / id for id in draft.files]


def _report_directory(draft: "DraftPacks", folders: list[Path]) -> None:
    services = counted(draft.services, "service")
    line(f"{services} in the directory, {counted(draft.records, 'record')} in the draft.")
    reasons = list(draft.losses.by_field().items())
    if reasons:
        line("Not carried, or carried with a doubt:")
    for (field, why), count in reasons[:_MOST_LINES]:
        line(f"{count:>6,}  {plain(field) or 'the service'}: {plain(why)}", indent=4, hang=8)
    if len(reasons) > _MOST_LINES:
        line(f"{len(reasons) - _MOST_LINES:,} more reasons.", indent=4, style=dim)
    if reasons:
        line("Each with its service: the same call with --json.")
    if not folders:
        line(_NOT_WRITTEN)
        return
    for folder in folders:
        show(plain(str(folder), LONGEST_PATH))
    line("Nobody has verified these records, so pack build refuses their numbers for now.")
    line("Next: takeaction pack check FOLDER")


_OF_A_DIRECTORY = OptionGroup(
    (
        option("--hsds", metavar="FILE", help="a directory in HSDS 3, as JSON, for a draft pack"),
        option("--id", metavar="ID", help="the id of the pack; without it, the name of the file"),
        option("--region", metavar="C", help="the place of services that name none; needed"),
        option("--zone", metavar="Z", help="the time zone of opening hours that name none"),
        several(
            "--purpose",
            "purpose",
            "P",
            "import services whose words name no purpose as well, with this one",
        ),
        option("--source", metavar="TITLE", help="the name of the directory"),
        option("--publisher", metavar="NAME", help="who answers for the pack"),
        option("--licence", metavar="SPDX", help="the licence of the directory"),
    ),
    "for a directory",
)
IMPORT = Command(
    "import",
    "turn a spreadsheet into records of a pack, or a directory into a draft",
    _import,
    (
        option("sheet", metavar="FILE", nargs="?", help="a .csv or .xlsx file"),
        kind_option("the kind of its records: {kinds}; without it, every sheet of an .xlsx file"),
        option(
            "-o", "--to", metavar="FOLDER", help="the folder of the pack, or a .toml file in it"
        ),
        flag("--replace", "replace the records of a file that exists; its comments stay"),
        _OF_A_DIRECTORY,
    ),
    with_lock=False,
    fixed={"refusal": (_NOT_WRITTEN, False), "needs": _NEEDS_OPENPYXL},
)


# ``pack sheet``: a workbook to fill in

_SUFFIX = ".xlsx"


def _write_template(options: argparse.Namespace) -> None:
    """Write the template; a file that exists may be somebody's work, so it stays."""
    from takeaction.authoring.new import find_language
    from takeaction.authoring.sheets.form import write_template
    from takeaction.models.region import find_region

    target = Path(options.to)
    if target.suffix.lower() != _SUFFIX:
        raise UsageError(f"{shown(options.to)}: the name has to end in {_SUFFIX}.")
    if target.exists():
        raise UsageError(
            f"{shown(options.to)} already exists, and somebody may have filled it in. Name another"
            " file."
        )
    kinds = tuple(map(Kind, options.kinds or Kind))
    regions = [find_region(written).code for written in options.regions]
    language = find_language((options.languages or ["en"])[0])
    data = write_template(kinds, regions, language)
    write_file(target, data)
    report(
        options,
        {"file": options.to, "kinds": sorted(set(kinds))},
        f"{plain(options.to, LONGEST_PATH)}: {counted(len(set(kinds)), 'sheet')} to fill in.",
        'Its first sheet, "Read me", says how.',
        "Then: takeaction pack import FILE --to FOLDER",
    )


SHEET = Command(
    "sheet",
    "write a spreadsheet to fill in: lists to choose from, checks, examples",
    _write_template,
    (
        option("-o", "--to", metavar="FILE", required=True, help="the new .xlsx file"),
        kind_option(
            "a kind of records to have a sheet for; repeat it to add more: {kinds}",
            dest="kinds",
            action="append",
        ),
        several("--region", "regions", "C", "a place it is for: first in its lists and examples"),
    ),
    with_lock=False,
    fixed={"needs": "This needs one more library: install takeaction[authoring]."},
)
