"""Packs and spreadsheets: a file of rows becomes TOML, records become a file of rows."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from takeaction.authoring.sheets import csv_file, rows, toml_text, workbook
from takeaction.authoring.sheets.rows import Placed
from takeaction.authoring.sheets.sheet import Sheet, refusal
from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, PackErrors, Where, shown
from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.reading.drafts import read
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring.strict import CLASSES, structure
from takeaction.packs.structuring.values import Setting
from takeaction.vocabulary import Kind

_ITEM = re.compile(r"\w+\[\d+\]")
_INDEX = re.compile(r"\[\d+\]")
_SUFFIXES = (".csv", ".xlsx")


def to_toml(path: Path, kind: Kind) -> tuple[str, int]:
    """Return the TOML of the records in a sheet, and how many they are.

    Args:
        path: A ``.csv`` or ``.xlsx`` file.
        kind: The kind of its records.

    Raises:
        PackErrors: It is damaged, or a record in it is none of that kind. Holds every mistake,
            with the row and the column.
    """
    records, mistakes = rows.records_of(kind, _sheet(path))
    found = mistakes or [f for record in records for f in _faults(kind, record, path.name)]
    if found:
        raise PackErrors(f"{path.name} is not taken over", found)
    if not records:
        raise refusal("sheet.empty", "it holds no record.", path.name, None, "write one in a row.")
    text = toml_text.written(kind, (record.fields for record in records))
    if len(text.encode()) > Limits().file_bytes:
        problem = "it holds more than one file of a pack may."
        raise refusal("limit.size", problem, path.name, None, "make two sheets of it.")
    return text, len(records)


def _sheet(path: Path) -> Sheet:
    if path.suffix.lower() not in _SUFFIXES:
        fix = f"save it as {' or '.join(_SUFFIXES)}."
        raise refusal("read.unknown_file", "this is no sheet.", path.name, None, fix)
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"it cannot be read: {error.strerror}."
        raise refusal("read.failed", problem, path.name, None, "check the path.") from error
    read_as = csv_file.read if path.suffix.lower() == ".csv" else workbook.read
    return read_as(data, path.name)


def _faults(kind: Kind, record: Placed, file: str) -> Iterator[PackError]:
    """Find what is no record, with the place in the sheet; other rules are held by the check."""
    fields = {**record.fields, "id": f"sheet:{record.fields['id']}"}
    _, faults = structure(fields, CLASSES[kind], Setting("sheet", "en", {}))
    for fault in faults:
        item = _ITEM.match(fault.field)
        line = record.lines.get(item[0] if item else "", record.lines[""])
        where = Where(None, file, line, record.fields["id"], _INDEX.sub("", fault.field))
        yield mistake(fault.code, fault.problem, where, fault.hint() or fault.fix)


def to_sheet(pack: DataPack, kind: Kind, suffix: str) -> tuple[bytes, int]:
    """Return the records of a pack as a sheet, and how many they are.

    Args:
        pack: A pack that was found.
        kind: The kind of the records.
        suffix: ``.csv`` or ``.xlsx``.

    Raises:
        PackErrors: Records of the pack have mistakes, so that something would be lost; it has no
            records of that kind; or the file would be of another form.
    """
    if suffix not in _SUFFIXES:
        fix = f"name it {' or '.join(_SUFFIXES)}."
        raise refusal("read.unknown_file", f"{shown(suffix)} is no sheet.", "", None, fix)
    limits = Limits()
    costly = [error for error in check(pack, limits).mistakes if error.outcome is not Outcome.WARN]
    if costly:
        raise PackErrors(f"{pack.place} is not written as a sheet", costly)
    records = [
        {"id": draft.id, **draft.fields}
        for draft in read(pack, limits).drafts
        if draft.kind == kind
    ]
    if not records:
        problem = f"it has no records of the kind {kind}."
        raise refusal("sheet.empty", problem, pack.place, None, "name another kind.")
    return _file(rows.rows_of(kind, records), kind, suffix), len(records)


def _file(rows: Iterable[tuple[str, ...]], kind: Kind, suffix: str) -> bytes:
    return csv_file.write(rows) if suffix == ".csv" else workbook.write(rows, f"{kind}s")
