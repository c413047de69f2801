"""Conversion: a spreadsheet to the TOML of a pack, and the records of a pack to a spreadsheet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from takeaction.authoring.sheets import csv_file, rows, toml_text, workbook
from takeaction.authoring.sheets.examples import EXAMPLE_ID
from takeaction.authoring.sheets.foreign import SUFFIXES, refuse_foreign, suffix_of
from takeaction.authoring.sheets.kinds import SHEETS, KindSheets, place_sheets
from takeaction.authoring.sheets.rows import SheetRecord
from takeaction.authoring.sheets.sheet import Sheet, first_mistakes, refusal
from takeaction.errors import Outcome, PackError, PackErrors, shown
from takeaction.limits import Limits
from takeaction.models.resource import Resource
from takeaction.packs.checking.pack import check
from takeaction.packs.faults import Fault
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.rules import contact
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring.strict import CLASSES, structure
from takeaction.packs.structuring.values import Setting
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

_ITEM = re.compile(r"\w+\[\d+\]")
_INDEX = re.compile(r"\[\d+\]")


class KindFile(NamedTuple):
    """The records of one kind as a file of a pack.

    Attributes:
        text: The TOML.
        records: The number of records.
    """

    text: str
    records: int


class Conversion(NamedTuple):
    """The content of a spreadsheet.

    Attributes:
        files: The file for each kind that has records.
        notes: What a person may not expect, in sentences: hidden rows that were read, comments
            and sheets that were not.
    """

    files: dict[Kind, KindFile]
    notes: tuple[str, ...]


def to_toml(data: bytes, name: str, kind: Kind | None = None) -> Conversion:
    """Turn the records of a spreadsheet into TOML; every sheet of a workbook is read.

    It reads no file and prints nothing, so a page can call it as well.

    Args:
        data: The bytes of the file.
        name: Its name, which ends in ``.csv`` or ``.xlsx``; mistakes begin with it.
        kind: The only kind to read; None for all kinds of a workbook.

    Raises:
        PackErrors: The file is damaged, or a record in it does not fit its kind. Holds the first
            50 mistakes, each with its row and column, or its sheet and cell.
    """
    return convert(place_sheets(read_sheets(data, name), kind), name)


def convert(placed: KindSheets, name: str) -> Conversion:
    """Turn the records of sheets that are read into TOML.

    Args:
        placed: The sheet of each kind.
        name: The name of their file.

    Raises:
        PackErrors: As ``to_toml``.
    """
    read = {of: rows.read_records(of, sheet) for of, sheet in placed.sheets.items()}
    each = (error for of, sheet in placed.sheets.items() for error in _errors(of, sheet, read[of]))
    mistakes = first_mistakes(chain(placed.mistakes, each), name)
    if mistakes:
        raise PackErrors(f"{name} is not imported", mistakes)
    files = {of: _file_of(of, records, name) for of, (records, _) in read.items() if records}
    if not files:
        raise refusal("sheet.empty", "it has no records.", name, None, _no_records(placed.sheets))
    notes = (note for sheet in placed.sheets.values() for note in sheet.notes)
    return Conversion(files, (*placed.notes, *notes))


def _errors(
    kind: Kind, sheet: Sheet, read: tuple[Sequence[SheetRecord], Sequence[PackError]]
) -> Iterator[PackError]:
    """Yield the mistakes in the cells of a sheet; where there are none, those of its records."""
    records, mistakes = read
    yield from mistakes or (error for each in records for error in _mistakes(kind, each, sheet))


def _no_records(sheets: Iterable[object]) -> str:
    if any(sheets):
        return (
            f"write each record in its own row, below the headings; {EXAMPLE_ID} rows don't count."
        )
    return f"name each sheet after what is in it: {', '.join(SHEETS.values())}."


def _file_of(kind: Kind, records: Sequence[SheetRecord], name: str) -> KindFile:
    text = toml_text.write_toml(kind, (record.fields for record in records))
    if len(text.encode()) > Limits().file_bytes:
        problem = "its records are too large for one file of a pack."
        raise refusal("limit.size", problem, name, None, "split it into two sheets.")
    return KindFile(text, len(records))


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a file: those of a workbook, or the only one of a CSV file.

    Raises:
        PackErrors: It is another kind of file, or is damaged.
    """
    refuse_foreign(data, name)
    if suffix_of(name) == ".csv":
        return (csv_file.read_csv(data, name),)
    return workbook.read_workbook(data, name)


def _mistakes(kind: Kind, record: SheetRecord, sheet: Sheet) -> Iterator[PackError]:
    """Yield the mistakes in the structure of a record, placed in the sheet.

    ``pack check`` applies the other rules, once the record is in a pack.
    """
    fields = {**record.fields, "id": f"sheet:{record.fields['id']}"}
    model, faults = structure(fields, CLASSES[kind], Setting("sheet", "en", {}))
    for fault in (*faults, *_hours_faults(model)):
        item = _ITEM.match(fault.field)
        line = record.lines.get(item[0] if item else "", record.lines[""])
        where = sheet.where(line, _INDEX.sub("", fault.field), record.fields["id"])
        yield mistake(fault.code, fault.problem, where, fault.hint() or fault.fix)


def _hours_faults(model: object) -> Iterator[Fault]:
    """Find opening hours that cannot be read: in a sheet they are often what is left of a date."""
    for position, each in enumerate(model.contacts) if isinstance(model, Resource) else ():
        if each.hours:
            yield from contact.hours_faults(each.hours, f"contacts[{position}]")


def to_sheet(pack: DataPack, kind: Kind, suffix: str) -> tuple[bytes, int]:
    """Return the records of a pack as a spreadsheet file, and the number of records.

    Args:
        pack: The pack.
        kind: The kind of the records.
        suffix: ``.csv`` or ``.xlsx``.

    Raises:
        PackErrors: The pack has mistakes that leave out records, so the sheet would lack them; it
            has no records of that kind; or the suffix is another one.
    """
    if suffix not in SUFFIXES:
        fix = f"end the name in {' or '.join(SUFFIXES)}."
        problem = f"{shown(suffix)} is not a spreadsheet format that we write."
        raise refusal("read.unknown_file", problem, "", None, fix)
    limits = Limits()
    costly = [error for error in check(pack, limits).mistakes if error.outcome is not Outcome.WARN]
    if costly:
        raise PackErrors(f"{pack.place} is not exported", costly)
    records = [
        {"id": draft.id, **draft.fields}
        for draft in read_drafts(pack, limits).drafts
        if draft.kind == kind
    ]
    if not records:
        problem = f"it has no records of the kind {kind}."
        raise refusal("sheet.empty", problem, pack.place, None, "choose another kind.")
    return _file(rows.write_rows(kind, records), kind, suffix), len(records)


def _file(cells: Iterable[tuple[str, ...]], kind: Kind, suffix: str) -> bytes:
    if suffix == ".csv":
        return csv_file.write_csv(cells)
    return workbook.write_workbook(cells, f"{kind}s")
