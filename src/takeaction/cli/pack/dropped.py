"""What the workbench makes of the files that somebody drops on its page.

It takes sheets and the files of a pack, few enough and with names that stay inside; finds the cell
of each mistake; puts the records of sheets into a pack; shows them as people will see them; and
gives the pack back as a zip.
"""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from posixpath import commonpath
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs

from takeaction.authoring.new import create_project
from takeaction.authoring.sheets.columns import SHEETS, known_columns, place_sheets
from takeaction.authoring.sheets.conversion import (
    SUFFIXES,
    KindFile,
    convert,
    read_sheets,
    replacement_at,
    toml_string,
)
from takeaction.authoring.sheets.mistakes import CellWhere, bad_file
from takeaction.authoring.sheets.rows import SheetRecord
from takeaction.authoring.sheets.workbook import Sheet, letters
from takeaction.catalog import Catalog
from takeaction.cli.pack.preview import Viewer
from takeaction.errors import PackError, PackErrors, Where, shown, why_failed
from takeaction.limits import Limits
from takeaction.models.region import WORLD, is_region
from takeaction.packs.sources.archive import (
    MAX_ARCHIVE_BYTES,
    files_among,
    list_members,
    opened,
    read_member,
)
from takeaction.packs.sources.files import UnreadableError, is_inside
from takeaction.views.help import line_block
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

MAX_DROPPED = 32 * 1024 * 1024
"""The most bytes of all files. Generous: a pack with its built form has 21 MiB at most."""

_LONGEST_NAME = 300

_IGNORED = frozenset({".git", ".venv", "node_modules", "__pycache__", "__MACOSX", ".DS_Store"})
"""Folders and files that no pack needs; a computer puts some of them into every zip."""

_PACK = frozenset({"pack.toml", "pack.json"})


DroppedFiles = dict[str, bytes]
"""The bytes of files by their paths."""


def read_dropped(files: Iterable[tuple[str, bytes]]) -> tuple[DroppedFiles, DroppedFiles]:
    """Return the sheets among files, and the others without the folder that all of these lie in.

    Args:
        files: The path and the bytes of each file. A sheet in a folder is a file of that folder. A
            ``.zip`` that is the only other file is unpacked.

    Raises:
        PackErrors: A path leads outside or appears twice, there are too many files or bytes, or
            the zip cannot be read.
    """
    every = list(files)
    _check_count(len(every))
    size = sum(len(content) for _, content in every)
    if size > MAX_DROPPED:
        raise _too_much("limit.size", f"these have {size:,} bytes; the limit is {MAX_DROPPED:,}.")
    sheets = [each for each in every if _is_sheet(each[0])]
    others = [each for each in every if not _is_sheet(each[0])]
    if len(others) == 1 and others[0][0].lower().endswith(".zip"):
        others = list(_unzipped(*others[0]))
    sheets_by_path, files_by_path = _checked(sheets), _checked(others)
    # Without the folders that all of them lie in.
    tops = {name.rpartition("/")[0] for name in files_by_path}
    top = f"{commonpath(tops)}/" if tops and "" not in tops else ""
    files_by_path = {name.removeprefix(top): files_by_path[name] for name in sorted(files_by_path)}
    return sheets_by_path, files_by_path


def _is_sheet(name: str) -> bool:
    return "/" not in name and PurePosixPath(name).suffix.lower() in SUFFIXES


def _checked(files: Iterable[tuple[str, bytes]]) -> DroppedFiles:
    """Return files by path, without those that no pack needs."""
    kept: DroppedFiles = {}
    for name, content in files:
        if len(name) > _LONGEST_NAME or not is_inside(name):
            raise _refuse_file("read.outside_pack", name, f"{shown(name)} is outside the pack.")
        if name in kept:
            raise _refuse_file("read.duplicate", name, "this name appears twice.")
        if _IGNORED.isdisjoint(PurePosixPath(name).parts):
            kept[name] = content
    return kept


def write_files_into(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into an empty folder.

    Returns:
        The folder to check: the one with the pack nearest to the top, or that of its project.

    Raises:
        PackErrors: No file can have one of the names, or a file and a folder have the same one.
    """
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except (OSError, ValueError) as error:
            problem = f"it cannot be read: {why_failed(error)}."
            raise _refuse_file("read.failed", name, problem, "give it another name.") from error
    headers = (PurePosixPath(name) for name in files if PurePosixPath(name).name in _PACK)
    nearest = min(headers, key=lambda path: (len(path.parts), path), default=PurePosixPath("pack"))
    is_project = len(nearest.parts) > 2 and nearest.parts[-3] == "src"  # noqa: PLR2004 - src/name/pack.toml
    return folder / (nearest.parents[2] if is_project else nearest.parent)


def read_folder(folder: Path) -> DroppedFiles:
    """Return the bytes of all files in a folder by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# The cell of a mistake: spreadsheet programs call a place F4, not a line and a field


class CellFinder:
    """Finds the cells of one sheet."""

    def __init__(self, sheet: Sheet, records: Iterable[SheetRecord] = ()) -> None:
        self._sheet = sheet
        self._columns = {name: position for position, name in enumerate(sheet.headings)}
        self._rows = {row.line: row.number for row in sheet.rows}
        self._records = {record.fields["id"]: record for record in records}

    def cell_at(self, line: int, field: str | None) -> str:
        """Return a cell, such as "Cell F4"; only its row where no column has the field."""
        row, column = self._rows.get(line, line), self._column(field or "")
        place = f"Row {row}" if column is None else f"Cell {letters(column)}{row}"
        return f"{place} of {self._sheet.title}" if self._sheet.title else place

    def order_of(self, where: Where) -> tuple[int, int]:
        """Return a key that sorts mistakes as people read a sheet: by row, then by column.

        A mistake without a row comes last: it says that there are more.
        """
        column = self._column(where.field or "")
        return where.line or sys.maxsize, -1 if column is None else column

    def cell_of(self, where: Where) -> str | None:
        """Return the cell of a mistake in a record; None if the sheet has no such record."""
        record = self._records.get(where.record or "")
        if record is None:
            return None
        return self.cell_at(*record.place_of(where.field or ""))

    def _column(self, field: str) -> int | None:
        """Return the position of the column of a field, or of the table that it is in."""
        while field and field not in self._columns:
            field = field.rpartition(".")[0]
        return self._columns.get(field) if field else None


# The sheets that somebody gives to the page, each read as records of one kind or several


@attrs.frozen(kw_only=True, eq=False)
class DroppedTable:
    """One file of sheets: the records in it, or its mistakes.

    Attributes:
        name: The name of the file.
        kind: The kind of the records in a CSV file, which a person may change; None for a workbook,
            whose sheets say it, and for a file that cannot be read.
        files: The records of each kind, as a file of a pack.
        notes: What a person may not expect, such as a sheet that was not read.
        mistakes: Its mistakes; then it has no records.
        cells: The finder of the cells of each kind.
    """

    name: str
    kind: Kind | None = None
    files: Mapping[Kind, KindFile] = attrs.field(factory=dict)
    notes: tuple[str, ...] = ()
    mistakes: tuple[PackError, ...] = ()
    cells: Mapping[Kind, CellFinder] = attrs.field(factory=dict)

    @property
    def regions(self) -> frozenset[str]:
        """The places that the records name."""
        records = (record for file in self.files.values() for record in file.records)
        named = (region for record in records for region in record.fields.get("regions", ()))
        return frozenset(filter(is_region, named))

    def cell_of(self, error: PackError) -> str | None:
        """Return the cell of a mistake that the file was refused for; None if it has none."""
        where = error.where
        if isinstance(where, CellWhere):
            title, _, cell = where.cell.rpartition("!")
            return f"Cell {cell} of {title}"
        if self.kind is None or where.line is None:
            return None
        return self.cells[self.kind].cell_at(where.line, where.field)


def read_sheets_file(data: bytes, name: str, kind: Kind | None = None) -> DroppedTable:
    """Read a file of sheets.

    Args:
        data: Its bytes.
        name: Its name.
        kind: The kind of the records in a CSV file; None for the one that fits its headings best.
    """
    try:
        sheets = read_sheets(data, name)
    except ImportError:
        return DroppedTable(name=name, mistakes=bad_file(name, "no reader").mistakes)
    except PackErrors as errors:
        return DroppedTable(name=name, mistakes=errors.mistakes)
    kind = None if sheets[0].title is not None else kind or likely_kind(sheets[0])
    placed = place_sheets(sheets, kind)
    try:
        conversion = convert(placed, name)
    except PackErrors as errors:
        cells = {each: CellFinder(sheet) for each, sheet in placed.sheets.items()}
        mistakes = errors.mistakes
        if kind:
            mistakes = tuple(sorted(mistakes, key=lambda error: cells[kind].order_of(error.where)))
        return DroppedTable(name=name, kind=kind, mistakes=mistakes, cells=cells)
    files, notes = conversion
    cells = {each: CellFinder(placed.sheets[each], file.records) for each, file in files.items()}
    return DroppedTable(name=name, kind=kind, files=files, notes=notes, cells=cells)


def likely_kind(sheet: Sheet) -> Kind:
    """Return the kind of record whose columns have the most of a sheet's headings."""
    names = set(sheet.headings)
    return max(SHEETS, key=lambda kind: len(names & known_columns(kind).keys()))


# The records of sheets in a pack: a new one, as ``pack new`` writes it, or one that is there

_HEADER = "pack.toml"
_SUMMARY = re.compile(r"^summary = .*\n", re.MULTILINE)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40

NO_PUBLISHER = "Nobody yet: write who answers for this pack"
"""The publisher of a pack for which nobody is named."""


PackNames: TypeAlias = Mapping[str, str]
"""What a person decides about a new pack, as the form of the page has it: its ``id``, ``title`` and
``publisher``; ``region``, the places it is for with commas between them; and ``language``, a tag or
its English name."""

PackFiles: TypeAlias = dict[str, tuple[DroppedTable, Kind]]
"""The files of a pack that are made from sheets: the sheet and the kind of each, by path."""


def suggested_names(tables: Sequence[DroppedTable]) -> PackNames:
    """Return names for the pack of some sheets, for a first look and for the form."""
    stem = Path(tables[0].name).stem
    regions = {region for table in tables for region in table.regions}
    id = _NOT_A_LETTER.sub("-", stem.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return {
        "id": id if id[:1].isalpha() else "my-pack",
        "title": stem,
        "publisher": NO_PUBLISHER,
        "region": ", ".join(sorted(regions)) or WORLD,
        "language": "en",
    }


def write_draft(
    folder: Path, names: PackNames, tables: Sequence[DroppedTable], today: date
) -> PackFiles:
    """Write the project of a new pack with the records of sheets, and without example records.

    Returns:
        The origin of each file that holds records, by its path in the folder of the pack.

    Raises:
        QueryError: The id is not valid, or a region or the language is unknown.
        OSError: The folder is not empty, or cannot be written.
    """
    create_project(
        names["id"],
        regions=[place.strip() for place in names["region"].split(",") if place.strip()],
        languages=[names["language"].strip()],
        today=today,
        folder=folder,
    )
    (header,) = folder.glob(f"src/*/{_HEADER}")
    for example in header.parent.glob("*.toml"):
        if example != header:
            example.unlink()
    text = header.read_text("utf-8")
    for key in ("title", "publisher"):
        before, _, rest = text.partition(f"\n{key} = ")
        text = f"{before}\n{key} = {toml_string(names[key])}\n{rest.partition(chr(10))[2]}"
    header.write_text(_SUMMARY.sub("", text), "utf-8")  # the summary is an example too
    files, _ = put_records(header.parent, tables)
    return files


def put_records(
    folder: Path, tables: Sequence[DroppedTable]
) -> tuple[PackFiles, tuple[tuple[str, str], ...]]:
    """Put the records of sheets into a pack, as ``takeaction pack import --replace`` does.

    Args:
        folder: The folder of the pack.
        tables: The files of sheets.

    Returns:
        The origin of each file that holds their records, by its path in the folder; and each
        record that was in such a file before and is not in the sheet, with the file.

    Raises:
        PackErrors: A file that is there cannot be read, so that what is in it would be lost.
    """
    files: PackFiles = {}
    for number, table in enumerate(tables, 1):
        for kind in table.files:
            plain = f"{kind}s.toml"
            files[plain if plain not in files else f"{kind}s/{number}.toml"] = table, kind
    gone: list[tuple[str, str]] = []
    for name, (table, kind) in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        try:
            new = replacement_at(path, table.files[kind].text, kind)
        except (OSError, ValueError) as error:
            problem = "it cannot be read, so what is in it would be lost."
            fix = "fix it, or take it out."
            raise _refuse_file("read.failed", path.name, problem, fix) from error
        path.write_text(new.text, "utf-8")
        gone += [(id, name) for id in new.gone]
    return files, tuple(gone)


# Records as people will see them: by the finder's own templates, asked as ``pack preview`` asks. No
# link of a preview leads anywhere: the page takes the addresses out.

_TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")

MOST_CARDS = 20
"""The records of one answer: a page of thousands would keep the browser busy."""


def preview_json(catalog: Catalog, at: datetime, start: int) -> dict[str, Any]:
    """Return the preview of some records as plain data.

    Args:
        catalog: The catalog of only one pack.
        at: The moment to answer for.
        start: The position of the first record, from 0.
    """
    from takeaction.web.pages.about import record_page
    from takeaction.web.settings import Site
    from takeaction.web.visit import Visit, render

    (pack,) = catalog.packs.values()
    languages = (pack.header.source_language,)
    viewer = Viewer(catalog, languages, None, at)
    site = Site(languages=("en",), templates=_TEMPLATES, is_local=True)
    visit = Visit(catalog=catalog, site=site, root="", fields={}, languages=languages, at=at)
    records = list(catalog)
    cards = []
    for record in records[start : start + MOST_CARDS]:
        preview = viewer.preview_help(record)
        cards.append(
            {
                "id": record.id,
                "kind": record.record_kind,
                "name": str(record.label.pick(languages)),
                "language": languages[0],
                # As the finder lists it, and the question that lists it.
                "help": preview
                and {
                    "command": preview.command,
                    "html": visit.html(map(line_block, preview.lines)),
                },
                "page": render(visit, record_page(visit, record)).decode(),
            }
        )
    end = start + len(cards)
    return {"cards": cards, "total": len(records), "next": end if end < len(records) else None}


# Zips that somebody gives to the page, and the one that they keep

MAX_FILES = 2_000
"""The most files. Generous: a pack has 200, and its project a few more."""

_ANYBODY_READS = 0o644 << 16
"""The mode of a file, as a zip has it."""


def _check_count(files: int) -> None:
    if files > MAX_FILES:
        raise _too_much("limit.files", f"these are {files:,} files; the limit is {MAX_FILES:,}.")


def _too_much(code: str, problem: str) -> PackErrors:
    return _refuse_file(code, None, problem, "choose the folder of the pack alone.")


def _refuse_file(code: str, name: str | None, problem: str, fix: str = "") -> PackErrors:
    error = mistake(code, problem, Where(file=name), fix)
    return PackErrors("The files cannot be read", [error])


def _unzipped(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip; together they have no more bytes than a pack."""
    room = Limits().pack_bytes
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "pack.zip")
        Path(path).write_bytes(data)
        try:
            members = files_among(list_members(path, MAX_ARCHIVE_BYTES))
            _check_count(len(members))
            with opened(path) as archive:
                for inner, member in members.items():
                    content = read_member(archive, member, inner, room)
                    room -= len(content)
                    yield inner, content
        except UnreadableError as error:
            raise _refuse_file(error.code, error.name or name, error.problem, error.fix) from error


def pack_zip(files: Mapping[str, bytes], top: str) -> bytes:
    """Return files as a zip with one folder at its top; the same files give the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = ZipInfo(f"{top}/{name}")
            info.compress_type = ZIP_DEFLATED
            info.external_attr = _ANYBODY_READS
            archive.writestr(info, files[name])
    return out.getvalue()
