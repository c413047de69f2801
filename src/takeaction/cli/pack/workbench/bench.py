"""The workbench itself: what somebody opened, its mistakes, its preview, and the pack to keep."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from takeaction.authoring.sheets.form import write_template
from takeaction.catalog import Catalog
from takeaction.cli.pack.checking.check import find_mistakes
from takeaction.cli.pack.workbench.drafts import (
    PackFile,
    PackNames,
    put_records,
    suggested_names,
    write_draft,
)
from takeaction.cli.pack.workbench.dropped import read_dropped, read_folder, write_files_into
from takeaction.cli.pack.workbench.previews import Previewer
from takeaction.cli.pack.workbench.reports import (
    Placer,
    contents,
    headline,
    mistakes_json,
    place_in_file,
)
from takeaction.cli.pack.workbench.tables import DroppedTable, read_table
from takeaction.cli.pack.workbench.zips import pack_zip
from takeaction.errors import LONGEST_PATH, PackError, PackErrors, QueryError, plain
from takeaction.loading import load
from takeaction.packs.sources.discovery import sources_folder
from takeaction.packs.sources.files import DATA_SUFFIXES
from takeaction.vocabulary.records import Kind

_NO_RANGES = "Phone numbers had no second check against the ranges of their countries."

_NO_WRITER = "This page has no writer for workbooks. Ask whoever runs it for one."
_NO_PACK = "There is no pack to save yet."

_NEEDED = {
    "title": "Write a title, such as: Where to turn in Kent.",
    "publisher": "Write the name of the organisation.",
    "region": "Write a place, such as Kenya.",
}
"""The fields of the form that need a value, each with the sentence for one that is blank."""

Answer: TypeAlias = dict[str, Any]
"""An answer to the page, as plain data."""


class Bench:
    """What somebody has opened: a pack, or sheets that become one.

    Args:
        at: The moment to check for.
    """

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._tables: tuple[DroppedTable, ...] = ()
        self._files: Mapping[str, bytes] = {}
        self._catalog: Catalog | None = None

    def open(self, files: Sequence[tuple[str, bytes]], kinds: Mapping[str, str]) -> Answer:
        """Check files that somebody gave: sheets, or the files of a pack.

        Args:
            files: The path and the bytes of each.
            kinds: The kinds of record that a person chose for sheets, by name of the file.
        """
        self._tables, self._files, self._catalog = (), {}, None
        try:
            sheets, others = read_dropped(files)
            if not sheets and _is_other_file(others):
                sheets, others = others, {}
            if not sheets:
                return self._open_pack(others)
            return self._open_sheets(sheets, kinds, others)
        except PackErrors as errors:
            return _answer("unreadable", errors.mistakes, place_in_file, stops=True)

    def _open_sheets(
        self, files: Mapping[str, bytes], kinds: Mapping[str, str], others: Mapping[str, bytes]
    ) -> Answer:
        """Check sheets, in a new pack or in one that was given beside them."""
        self._tables = tuple(
            read_table(data, name, Kind(kinds[name]) if name in kinds else None)
            for name, data in files.items()
        )
        mistakes = tuple(error for table in self._tables for error in table.mistakes)
        sheets = [{"name": each.name, "kind": each.kind} for each in self._tables if each.kind]
        if mistakes:
            return {**_answer("sheets", mistakes, self._place, stops=True), "sheets": sheets}
        if others:
            answer = self._check_update(others)
        else:
            names = suggested_names(self._tables)
            answer = {**self._check_draft(names), "form": _form(names)}
        notes = [plain(note, LONGEST_PATH) for table in self._tables for note in table.notes]
        return {**answer, "sheets": sheets, "notes": [*notes, *answer["notes"]]}

    def _check_draft(self, names: PackNames) -> Answer:
        """Check the records of sheets in a new pack with some names, and keep its files.

        Raises:
            QueryError: A name has no meaning.
        """
        with TemporaryDirectory() as folder:
            project = Path(folder, "pack")
            files = write_draft(project, names, self._tables, self._at.date())
            self._files = read_folder(project)
            return self._check(project, "sheets", self._placer(files))

    def _check_update(self, others: Mapping[str, bytes]) -> Answer:
        """Check the records of sheets in a pack that was given beside them, and keep its files."""
        with TemporaryDirectory() as folder:
            project = write_files_into(Path(folder), others)
            files, gone = put_records(sources_folder(project), self._tables)
            self._files = read_folder(Path(folder))
            answer = self._check(project, "pack", self._placer(files))
        answer["notes"] += [f"No longer in {file}: {plain(id)}." for id, file in gone]
        return answer

    def _placer(self, files: Mapping[str, PackFile]) -> Placer:
        """Return a function that finds the cell of a mistake in a file made from a sheet."""

        def place(error: PackError) -> str:
            file = files.get(error.where.file or "")
            cell = file.table.cells[file.kind].cell_of(error.where) if file else None
            return self._in_sheet(file.table.name, cell) if file and cell else place_in_file(error)

        return place

    def _place(self, error: PackError) -> str:
        """Return the cell of a mistake in a sheet, before its records are in a pack."""
        table = next(each for each in self._tables if error in each.mistakes)
        cell = table.cell_of(error)
        return self._in_sheet(table.name, cell) if cell else place_in_file(error)

    def _in_sheet(self, name: str, cell: str) -> str:
        return cell if len(self._tables) == 1 else f"{cell} in {name}"

    def _open_pack(self, files: Mapping[str, bytes]) -> Answer:
        self._files = files
        with TemporaryDirectory() as folder:
            return self._check(write_files_into(Path(folder), files), "pack", place_in_file)

    def _check(self, folder: Path, what: str, place: Placer) -> Answer:
        """Check a pack as ``takeaction pack check`` does."""
        catalog = load(paths=[folder], packs=[], at=self._at)
        mistakes, has_ranges = find_mistakes(catalog, str(folder))
        self._catalog = catalog if catalog.packs else None
        return {
            **_answer(what, mistakes, place),
            "contents": contents(catalog),
            "title": next((str(pack.header.title) for pack in catalog.packs.values()), ""),
            "records": sum(1 for _ in catalog),
            "notes": [] if has_ranges else [_NO_RANGES],
            "can_save": bool(catalog.packs),
        }

    def preview(self, start: int) -> Answer:
        """Return some records as people will see them.

        Args:
            start: The position of the first, from 0.
        """
        if self._catalog is None:
            return {"cards": [], "total": 0, "next": None}
        (pack,) = self._catalog.packs.values()
        languages = (pack.header.source_language,)
        return Previewer(self._catalog, languages, self._at).as_json(start)

    def save(self, form: Mapping[str, str] | None) -> tuple[Answer, bytes | None]:
        """Return the pack as a zip, with a last check of it.

        Args:
            form: What a person decided about a new pack: ``id``, ``title``, ``publisher``,
                ``region`` and ``language``; None for a pack that was opened.
        """
        answer: Answer = {}
        if form is not None and self._tables:
            blank = next((name for name in _NEEDED if not form[name].strip()), None)
            if blank:
                return _refused(blank, _NEEDED[blank]), None
            try:
                answer = self._check_draft(_names(form))
            except QueryError as error:
                return _refused(error.field, error.text_in("en")), None
        if self._catalog is None:
            first = next((each["problem"] for each in answer.get("mistakes", ())), _NO_PACK)
            return _refused(None, first), None
        (id,) = self._catalog.packs
        return {**answer, "name": f"{id}.zip"}, pack_zip(self._files, id)


def _form(names: PackNames) -> dict[str, str]:
    """Return what the form begins with; a title and a publisher are for a person to write."""
    return {
        "id": names.id,
        "title": "",
        "publisher": "",
        "region": ", ".join(names.regions),
        "language": names.language,
    }


def _is_other_file(files: Mapping[str, bytes]) -> bool:
    """Tell whether this is one file that no pack has, such as a letter: no sheet either."""
    return len(files) == 1 and not next(iter(files)).endswith(DATA_SUFFIXES)


def empty_workbook() -> tuple[Answer, bytes | None]:
    """Return a workbook to fill in, as ``takeaction pack sheet`` writes it."""
    try:
        return {"name": "lines.xlsx"}, write_template(tuple(Kind), [], "en")
    except ImportError:
        return _refused(None, _NO_WRITER), None


def _refused(field: str | None, text: str) -> Answer:
    """Return why a pack is not saved, and the field of the form that has to change."""
    return {"refused": {"field": field, "text": text}}


def _names(form: Mapping[str, str]) -> PackNames:
    suggested = {key: value.strip() for key, value in form.items()}
    return PackNames(
        id=suggested["id"],
        title=suggested["title"],
        publisher=suggested["publisher"],
        regions=tuple(filter(None, map(str.strip, suggested["region"].split(",")))),
        language=suggested["language"],
    )


def _answer(
    what: str, mistakes: Sequence[PackError], place: Placer, *, stops: bool = False
) -> Answer:
    found = mistakes_json(mistakes, place, stops=stops)
    return {
        "what": what,
        "headline": headline(found["errors"], found["warnings"]),
        **found,
        "contents": "",
        "title": "",
        "records": 0,
        "notes": [],
        "sheets": [],
        "form": None,
        "can_save": False,
    }
