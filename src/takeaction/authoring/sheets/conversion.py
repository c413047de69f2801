"""How a spreadsheet becomes the TOML of a pack, and the records of a pack a spreadsheet.

New records replace those of a file without losing the comments of its author, and files of other
programs are refused with the way to save them as one that we read.
"""

import io
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from takeaction.authoring.sheets import rows, workbook
from takeaction.authoring.sheets.columns import (
    SHEETS,
    Form,
    KindSheets,
    columns_of,
    place_sheets,
)
from takeaction.authoring.sheets.mistakes import bad_file, first_mistakes
from takeaction.authoring.sheets.rows import EXAMPLE_ID, SheetRecord
from takeaction.authoring.sheets.workbook import Sheet
from takeaction.errors import Outcome, PackError, PackErrors, shown
from takeaction.limits import Limits
from takeaction.models.resource import Resource
from takeaction.packs.checking.pack import check
from takeaction.packs.faults import Fault, FieldPath
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.reading.statements import find_lines, tokens
from takeaction.packs.rules import contact
from takeaction.packs.sources.archive import archive_errors
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring import Setting, model_of, structure
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind


class KindFile(NamedTuple):
    """The records of one kind as a file of a pack.

    Attributes:
        text: The TOML.
        records: The records, with their rows in the sheet.
    """

    text: str
    records: tuple[SheetRecord, ...]


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
    # A sheet whose cells are right may still have records that are not.
    each = (
        error
        for of, (records, errors) in read.items()
        for error in errors or _record_mistakes(of, records, placed.sheets[of])
    )
    mistakes = first_mistakes(chain(placed.mistakes, each), name)
    if mistakes:
        raise PackErrors(f"{name} is not imported", mistakes)
    files: dict[Kind, KindFile] = {}
    for of, (records, _) in read.items():
        text = write_toml(of, (record.fields for record in records))
        if len(text.encode()) > Limits().file_bytes:
            raise bad_file(name, "too large for a file")
        if records:
            files[of] = KindFile(text, records)
    if not files and placed.sheets:
        raise bad_file(name, "no records", example=EXAMPLE_ID)
    if not files:
        raise bad_file(name, "no sheets", kinds=", ".join(SHEETS.values()))
    notes = (note for sheet in placed.sheets.values() for note in sheet.notes)
    return Conversion(files, (*placed.notes, *notes))


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a file: those of a workbook, or the only one of a CSV file.

    Raises:
        PackErrors: It is another kind of file, or is damaged.
    """
    refuse_foreign(data, name)
    if suffix_of(name) == ".csv":
        return (workbook.read_csv(data, name),)
    return workbook.read_workbook(data, name)


def _record_mistakes(
    kind: Kind, records: Iterable[SheetRecord], sheet: Sheet
) -> Iterator[PackError]:
    """Yield the mistakes in the structure of records, placed in the sheet.

    ``pack check`` applies the other rules, once the records are in a pack.
    """
    for record in records:
        fields = {**record.fields, "id": f"sheet:{record.fields['id']}"}
        model, faults = structure(fields, model_of(kind), Setting("sheet", "en", {}))
        for fault in (*faults, *_hours_faults(model)):
            where = sheet.where(*record.place_of(fault.field), record.fields["id"])
            yield mistake(fault.code, fault.problem, where, fault.hint() or fault.fix)


def _hours_faults(model: object) -> Iterator[Fault]:
    # In a sheet, hours that cannot be read are often what is left of a date.
    if isinstance(model, Resource):
        for position, each in enumerate(model.contacts):
            yield from contact.hours_faults(each, model, f"contacts[{position}]")


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
        name, suffixes = "unknown form to write", " or ".join(SUFFIXES)
        raise bad_file("", name, suffix=shown(suffix), suffixes=suffixes)
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
        raise bad_file(pack.place, "no such records", kind=kind)
    cells = rows.write_rows(kind, records)
    if suffix == ".csv":
        return workbook.write_csv(cells), len(records)
    return workbook.write_workbook(cells, SHEETS[kind]), len(records)


# New records in the place of those of a file, with the comments of its author


class Replacement(NamedTuple):
    """The new text of a file.

    Attributes:
        text: The text.
        gone: The ids of the records that the old text had and the new one has not, in their order.
    """

    text: str
    gone: tuple[str, ...]


class _Block(NamedTuple):
    """A record in a text.

    Attributes:
        lines: Its lines, from the comments right above its heading on.
        comments: The comments inside it, each with the path of the key that it belongs to; the
            path is empty for those above the heading.
        places: The place of each key in its lines, from 0.
    """

    fields: Mapping[str, Any]
    lines: tuple[str, ...]
    comments: tuple[tuple[FieldPath, str], ...]
    places: Mapping[FieldPath, int]


def replace_records(old: str, new: str, kind: Kind) -> Replacement:
    """Put the records of a new text in the place of those of an old one.

    A record that stays the same keeps its lines; one that changed keeps its comments, each above
    its key. The lines before the first record stay, such as the one that names the schema.

    Args:
        old: The text of the file, which is TOML.
        new: The new records, as ``toml_text`` writes them.
        kind: Their kind.

    Raises:
        tomllib.TOMLDecodeError: The old text is not TOML.
    """
    head, old_blocks = _blocks(old, kind)
    _, new_blocks = _blocks(new, kind)
    by_id = {block.fields.get("id"): block for block in old_blocks}
    texts = [_merge(by_id.get(block.fields["id"]), block) for block in new_blocks]
    ids = {block.fields["id"] for block in new_blocks}
    gone = tuple(str(id) for id in by_id if id not in ids)
    body = "\n\n".join("\n".join(lines).strip("\n") for lines in texts)
    return Replacement("\n".join([*head, body]) + "\n", gone)


def replacement_at(path: Path, new: str, kind: Kind) -> Replacement:
    """Return the new text of a file, which may not be there yet.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not UTF-8 or not TOML, or is nested too deep.
    """
    if not path.exists():
        return Replacement(new, ())
    try:
        return replace_records(path.read_text("utf-8-sig"), new, kind)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _merge(old: _Block | None, new: _Block) -> tuple[str, ...]:
    """Return the lines of a new record, with what its author wrote around the old one."""
    if old is None:
        return new.lines
    if old.fields == new.fields:
        return old.lines
    above: dict[int, list[str]] = defaultdict(list)
    for key, comment in old.comments:
        path = key
        while path and path not in new.places:  # the nearest key around it
            path = path[:-1]
        above[new.places.get(path, 0)].append(comment)
    return tuple(text for number, line in enumerate(new.lines) for text in (*above[number], line))


def _blocks(text: str, kind: Kind) -> tuple[list[str], list[_Block]]:
    """Split a text into the lines before its first record, and its records."""
    records = tomllib.loads(text).get(kind, [])
    lines = text.split("\n")
    if not records:
        return [line for line in lines if line], []
    paths = find_lines(text)
    starts = [_first_line(lines, paths[kind, number] - 1) for number in range(len(records))]
    comments = dict(comments_of(text))
    blocks = []
    for number, (record, start, end) in enumerate(
        zip(records, starts, [*starts[1:], len(lines)], strict=True)
    ):
        own = {path[2:]: line - 1 for path, line in paths.items() if path[1:2] == (number,)}
        by_line = sorted((line, path) for path, line in own.items())
        owned = tuple(
            (_owner(line, by_line), comment)
            for line, comment in comments.items()
            if start <= line < end
        )
        places = {path: line - start for path, line in own.items()}
        blocks.append(_Block(record, tuple(lines[start:end]), owned, places))
    return lines[: starts[0]], blocks


def _first_line(lines: list[str], heading: int) -> int:
    """Return the line at which a record starts: its heading, or the comments right above it."""
    # A line such as "#:schema" is for editors, and belongs to the file.
    while heading and re.match(r"#(?!:)|\s+#", lines[heading - 1]):
        heading -= 1
    return heading


def comments_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of a TOML text, each with its line from 0."""
    for token in tokens(text):
        if token.kind == "comment":
            yield token.line - 1, token.word.rstrip()


def _owner(line: int, by_line: list[tuple[int, FieldPath]]) -> FieldPath:
    """Return the key that a comment belongs to: the one in its line, or else the next one."""
    return next((path for place, path in by_line if place >= line), by_line[-1][1])


# Files that are no spreadsheet we read: which program they are from, and how to save them

SUFFIXES = (".csv", ".xlsx")
"""The endings of the files that are read and written."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of the container of old Office files, and of new ones with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BY_SUFFIX = {
    ".xlsm": "macros",
    ".xltm": "macros",
    ".xlam": "macros",
    ".xls": "old",
    ".xlt": "old",
    ".xlsb": "binary",
    ".ods": "ods",
    ".fods": "ods",
    ".numbers": "numbers",
    ".tsv": "tabs",
    ".gsheet": "link",
}


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse a file of a form that we don't read, with the way to save it in one that we do.

    Args:
        data: Its first bytes at least.
        name: Its name.

    Raises:
        PackErrors: It is in another form than its name says, or in one that we don't read.
    """
    suffix = suffix_of(name)
    form = _BY_SUFFIX.get(suffix) or (_form_of(data, suffix) if suffix in SUFFIXES else "")
    if data.startswith(_OLE):
        form = "password" if _ENCRYPTED in data else "old"
    if form:
        raise bad_file(name, form)
    if suffix not in SUFFIXES:
        raise bad_file(name, "no spreadsheet", suffixes=" or ".join(SUFFIXES))


def suffix_of(name: str) -> str:
    """Return the ending of the name of a file in small letters, such as ``.xlsx``."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def _form_of(data: bytes, suffix: str) -> str:
    """Return the form of a file whose bytes are not those of its name; empty if they are."""
    if suffix == ".csv":
        return _form_of_archive(data) or "workbook" if data.startswith(b"PK\3\4") else ""
    if data.startswith(b"PK"):
        return _form_of_archive(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "web page"
    return "text" if start and b"\0" not in data and _is_text(start) else ""


def _is_text(start: bytes) -> bool:
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4  # a letter that was cut off at the end
    return True


def _form_of_archive(data: bytes) -> str:
    """Return the form of another program's archive; empty for a workbook or a damaged archive."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except archive_errors():
        return ""
    if "META-INF/manifest.xml" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        return "binary"
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        return "numbers"
    return "macros" if "xl/vbaProject.bin" in names else ""


# Records as TOML, in the order and style of packs that people write by hand. tomli-w writes no
# inline tables, so this is a writer of our own.

_BLOCKS = frozenset({"contacts", "templates", "claims"})
"""Lists of long tables: each table gets a heading, instead of being written inline."""

_LONGEST_LINE = 80
"""The most characters of a list on one line; a longer one gets a line for each item."""

_ESCAPED = re.compile(r'[\x00-\x08\x0b-\x1f\x7f"\\]')
_CLOSING = re.compile(r'"(?="|$)')  # quotes that could end a multi-line string too soon


def write_toml(kind: Kind, records: Iterable[Mapping[str, Any]]) -> str:
    """Write records of one kind as the text of a TOML file.

    Args:
        kind: The kind.
        records: The fields of each record, with its id, and dates as ``YYYY-MM-DD``.
    """
    return "\n".join("\n".join(_toml_lines(kind, record)) + "\n" for record in records)


def _toml_lines(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    columns = columns_of(kind)
    date_columns = {column.name for column in columns if column.form is Form.DAY}
    yield f"[[{kind}]]"
    for name in dict.fromkeys(column.name.partition(".")[0] for column in columns):
        if name in record and name not in _BLOCKS:
            yield f"{name} = {_value(record[name], name, date_columns)}"
    for name in sorted(_BLOCKS & set(record)):
        for table in record[name]:
            yield f"\n[[{kind}.{name}]]"
            yield from (
                f"{key} = {_value(value, f'{name}.{key}', date_columns)}"
                for key, value in table.items()
            )


def _value(value: Any, name: str, date_columns: set[str]) -> str:  # noqa: ANN401 - any value of a pack
    if isinstance(value, Mapping):
        pairs = (
            f"{key} = {_value(item, f'{name}.{key}', date_columns)}" for key, item in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        items = [_value(item, name, date_columns) for item in value]
        text = f"[{', '.join(items)}]"
        if len(items) == 1 or len(text) <= _LONGEST_LINE:
            return text
        return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    if isinstance(value, str):
        return value if name in date_columns else toml_string(value)
    return json.dumps(value)


def toml_string(text: str) -> str:
    """Return a text as a TOML string, over several lines if the text has several."""
    if "\n" not in text:
        return f'"{_ESCAPED.sub(_escape, text)}"'.replace("\t", "\\t")
    safe = _ESCAPED.sub(lambda match: match[0] if match[0] == '"' else _escape(match), text)
    return f'"""\n{_CLOSING.sub(lambda _: chr(92) + chr(34), safe)}"""'


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in '"\\' else f"\\u{ord(match[0]):04x}"
