"""Conversion: a spreadsheet to the TOML of a pack, and the records of a pack to a spreadsheet."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from takeaction.authoring.sheets import csv_file, rows, toml_text, workbook
from takeaction.authoring.sheets.rows import SheetRecord
from takeaction.authoring.sheets.sheet import Sheet, first_mistakes, refusal
from takeaction.errors import Outcome, PackError, PackErrors, Where, shown
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
_SUFFIXES = (".csv", ".xlsx")


def to_toml(path: Path, kind: Kind) -> tuple[str, int]:
    """Return the TOML of the records in a sheet, and the number of records.

    Args:
        path: A ``.csv`` or ``.xlsx`` file.
        kind: The kind of its records.

    Raises:
        PackErrors: The file is damaged, or a record in it does not fit the kind. Holds every
            mistake, with its row and column.
    """
    return sheet_to_toml(read_sheet(path), kind)


def sheet_to_toml(sheet: Sheet, kind: Kind) -> tuple[str, int]:
    """Return the TOML of the records in a sheet that is read, and the number of records.

    Raises:
        PackErrors: As ``to_toml``.
    """
    name = sheet.name
    records, mistakes = rows.read_records(kind, sheet)
    found = (error for record in records for error in _mistakes(kind, record, name))
    errors = mistakes or first_mistakes(found, name)
    if errors:
        raise PackErrors(f"{name} is not imported", errors)
    if not records:
        fix = "write each record in its own row."
        raise refusal("sheet.empty", "it has no records.", name, None, fix)
    text = toml_text.write_toml(kind, (record.fields for record in records))
    if len(text.encode()) > Limits().file_bytes:
        problem = "its records are too large for one file of a pack."
        raise refusal("limit.size", problem, name, None, "split it into two sheets.")
    return text, len(records)


def read_sheet(path: Path) -> Sheet:
    """Read the rows of a ``.csv`` or ``.xlsx`` file.

    Raises:
        PackErrors: It is another kind of file, cannot be read, or is damaged.
    """
    if path.suffix.lower() not in _SUFFIXES:
        fix = f"save it as {' or '.join(_SUFFIXES)}."
        raise refusal("read.unknown_file", "this is not a spreadsheet.", path.name, None, fix)
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"it cannot be read: {error.strerror}."
        raise refusal("read.failed", problem, path.name, None, "check the path.") from error
    read_as = csv_file.read_csv if path.suffix.lower() == ".csv" else workbook.read_workbook
    return read_as(data, path.name)


def _mistakes(kind: Kind, record: SheetRecord, file: str) -> Iterator[PackError]:
    """Yield the mistakes in the structure of a record, placed in the sheet.

    ``pack check`` applies the other rules, once the record is in a pack.
    """
    fields = {**record.fields, "id": f"sheet:{record.fields['id']}"}
    model, faults = structure(fields, CLASSES[kind], Setting("sheet", "en", {}))
    for fault in (*faults, *_hours_faults(model)):
        item = _ITEM.match(fault.field)
        line = record.lines.get(item[0] if item else "", record.lines[""])
        where = Where(None, file, line, record.fields["id"], _INDEX.sub("", fault.field))
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
    if suffix not in _SUFFIXES:
        fix = f"end the name in {' or '.join(_SUFFIXES)}."
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
