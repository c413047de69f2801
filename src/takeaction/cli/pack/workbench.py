"""``takeaction pack workbench``: a page that checks sheets and packs, for a server of files.

The command writes the page; ``workbench`` answers it, in the Python that the page runs.
"""

import argparse
import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from takeaction import web
from takeaction.authoring.sheets.form import write_template
from takeaction.catalog import Catalog
from takeaction.cli.arguments import Command, UsageError, option, requested_moment
from takeaction.cli.doctor import record_counts
from takeaction.cli.faces.export import report_pages
from takeaction.cli.files import replace_folder
from takeaction.cli.pack.check import find_mistakes
from takeaction.cli.pack.dropped import (
    DroppedTable,
    PackFiles,
    PackNames,
    pack_zip,
    preview_json,
    put_records,
    read_dropped,
    read_folder,
    read_sheets_file,
    suggested_names,
    write_draft,
    write_files_into,
)
from takeaction.cli.terminal import counted, warn
from takeaction.engine.help.need import capitalised
from takeaction.errors import (
    LONGEST_PATH,
    Outcome,
    PackError,
    PackErrors,
    QueryError,
    plain,
    shown,
    why_refused,
)
from takeaction.export.selection import MANIFEST, manifest_of
from takeaction.loading import load
from takeaction.packs.sources.discovery import sources_folder
from takeaction.packs.sources.files import DATA_SUFFIXES
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # it needs jinja2, which no other command does: it is imported where used
    from takeaction.web.static_site.runtime import Runtime

_NEEDS_RUNTIME = (
    "The page runs Python in the browser, from a folder that you name with --runtime FOLDER. To"
    " make it, unpack the npm package pyodide there, and download the wheels beside it: pip"
    " download --only-binary=:all: --no-deps -d FOLDER takeaction attrs cattrs importlib-resources"
    " jinja2 markupsafe pluggy typing-extensions tzdata openpyxl et-xmlfile phonenumberslite."
)


def _run(options: argparse.Namespace) -> None:
    """Write the workbench."""
    if options.runtime is None:
        raise UsageError(_NEEDS_RUNTIME)
    from takeaction.web.static_site.runtime import RuntimeRefusedError

    empty = load(packs=[])
    try:
        runtime = read_workbench_runtime(options.runtime, empty, version("takeaction"))
    except RuntimeRefusedError as error:
        raise UsageError(str(error)) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or why_refused(error)
        raise UsageError(f"The runtime {shown(options.runtime)} cannot be read: {why}.") from error
    files = workbench_files(runtime, empty, requested_moment(options).date())
    replace_folder(Path(options.output), files, manifest=MANIFEST, kind=KIND)
    report_pages(
        options, files, "Give them out with any server of files; the page sends nothing back to it."
    )
    # The first two read workbooks.
    if not all(any(name.startswith(f"{each}-") for name in runtime.wheels) for each in READERS[:2]):
        warn(
            "The runtime has no openpyxl and et_xmlfile, so the page asks people to save a workbook"
            " as CSV."
        )


WORKBENCH = Command(
    "workbench",
    "write a page that checks sheets and packs in the browser",
    _run,
    (
        option(
            "-o",
            "--output",
            required=True,
            metavar="FOLDER",
            help="the folder to write; an earlier workbench there is replaced",
        ),
        option("--runtime", metavar="FOLDER", help="the unpacked Pyodide and wheels; needed"),
    ),
    with_lock=False,
)

# All files of the workbench, by path: a page, its script and styles, and the Python it runs

KIND = "workbench"
"""The kind of the export in its manifest."""

READERS = ("openpyxl", "et_xmlfile", "phonenumberslite", "tzdata")
"""The distributions that a page does without if it has to: for workbooks, for the ranges of phone
numbers, and for opening hours in other time zones."""

_STATIC = os.path.join(os.path.dirname(__file__), "static")
_PAGES = ("index.html", "workbench.css", "workbench.js")
_MEGABYTE = 1_000_000


def read_workbench_runtime(folder: str | os.PathLike[str], catalog: Catalog, own: str) -> "Runtime":
    """Read the Python of the page from a folder.

    Args:
        folder: The folder of the unpacked Pyodide, with the wheels in it.
        catalog: A catalog without packs: the page brings no content of ours.
        own: The version of takeaction.

    Raises:
        RuntimeRefusedError: A file is missing, is a link, or is a wheel of another version.
        OSError: It cannot be read.
    """
    from takeaction.web.static_site.runtime import read_whole_runtime

    return read_whole_runtime(folder, catalog, own, optional=READERS)


def workbench_files(runtime: "Runtime", catalog: Catalog, made: date) -> Mapping[str, bytes]:
    """Return the files of the workbench.

    Args:
        runtime: The Python of the page.
        catalog: A catalog without packs.
        made: The day it is made.

    Returns:
        The bytes of each file by its path, in order of path; ``export.json`` has their digests.
    """
    from takeaction.web.static_site.runtime import FOLDER

    files = {f"{FOLDER}/{name}": content for name, content in runtime.files.items()}
    files |= {name: _read(name) for name in _PAGES}
    values = {
        "megabytes": str(-(-runtime.size // _MEGABYTE)),
        "version": version("takeaction"),
        "made": made.isoformat(),
    }
    for name, value in values.items():
        files["index.html"] = files["index.html"].replace(f"@{name}@".encode(), value.encode())
    files["finder.css"] = _read("finder.css", os.path.join(os.path.dirname(web.__file__), "static"))
    files[f"{FOLDER}/settings.json"] = json.dumps({"wheels": runtime.wheels}).encode()
    files[f"{FOLDER}/worker.js"] = _read("worker.js")
    files[MANIFEST] = manifest_of(catalog, files, kind=KIND, made=made)
    return dict(sorted(files.items()))


def _read(name: str, folder: str = _STATIC) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:  # one of ours, by name
        return file.read()


# A report on what somebody opened, as plain data for the page: each mistake with its place

MOST_MISTAKES = 100
"""The mistakes that a page lists: whoever has more fixes these first."""

_LONGEST_TEXT = 1_000

_STOPS = "Nothing is read until this is fixed"
_COSTS = {
    Outcome.QUARANTINE: _STOPS,
    Outcome.DROP: "The record is left out until this is fixed",
    Outcome.WARN: "The pack is not built until this is fixed",
}

Placer = Callable[[PackError], str]
"""A function that says where a mistake is, in the words of the program that has the file open."""


def place_in_file(error: PackError) -> str:
    """Return the file and the line of a mistake, such as "resources.toml, line 9"."""
    where = error.where
    if where.file is None:
        return "The whole pack"
    name = plain(where.file, LONGEST_PATH)
    return name if where.line is None else f"{name}, line {where.line}"


def _mistake_json(error: PackError, place: str, *, stops: bool) -> dict[str, Any]:
    where = error.where
    return {
        "place": place,
        "inside": ", ".join(plain(part) for part in (where.record, where.field) if part),
        "problem": capitalised(plain(error.problem, _LONGEST_TEXT)),
        "fix": capitalised(plain(error.fix, _LONGEST_TEXT)),
        "code": error.code,
        "cost": _STOPS if stops else _COSTS[error.outcome],
        "is_warning": error.outcome is Outcome.WARN and not stops,
    }


# The workbench itself: what somebody opened, its mistakes, its preview, and the pack to keep


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
            if not sheets and len(others) == 1 and not next(iter(others)).endswith(DATA_SUFFIXES):
                sheets, others = others, {}  # a file that no pack has, such as a letter
            if not sheets:
                self._files = others
                with TemporaryDirectory() as folder:
                    project = write_files_into(Path(folder), others)
                    return self._check(project, "pack", place_in_file)
            return self._open_sheets(sheets, kinds, others)
        except PackErrors as errors:
            return _answer("unreadable", errors.mistakes, place_in_file, stops=True)

    def _open_sheets(
        self, files: Mapping[str, bytes], kinds: Mapping[str, str], others: Mapping[str, bytes]
    ) -> Answer:
        # In a new pack, or in one that was given beside them.
        self._tables = tuple(
            read_sheets_file(data, name, Kind(kinds[name]) if name in kinds else None)
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
            # A title and a publisher are for a person to write.
            answer = self._check_draft(names)
            answer["form"] = {**names, "title": "", "publisher": ""}
        notes = [plain(note, LONGEST_PATH) for table in self._tables for note in table.notes]
        return {**answer, "sheets": sheets, "notes": [*notes, *answer["notes"]]}

    def _check_draft(self, names: PackNames) -> Answer:
        """Check the records of sheets in a new pack with some names, and keep its files."""
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

    def _placer(self, files: PackFiles) -> Placer:
        """Return a function that finds the cell of a mistake in a file made from a sheet."""

        def place(error: PackError) -> str:
            if made := files.get(error.where.file or ""):
                table, kind = made
                if cell := table.cells[kind].cell_of(error.where):
                    return self._in_sheet(table.name, cell)
            return place_in_file(error)

        return place

    def _place(self, error: PackError) -> str:
        """Return the cell of a mistake in a sheet, before its records are in a pack."""
        table = next(each for each in self._tables if error in each.mistakes)
        cell = table.cell_of(error)
        return self._in_sheet(table.name, cell) if cell else place_in_file(error)

    def _in_sheet(self, name: str, cell: str) -> str:
        return cell if len(self._tables) == 1 else f"{cell} in {name}"

    def _check(self, folder: Path, what: str, place: Placer) -> Answer:
        """Check a pack as ``takeaction pack check`` does."""
        catalog = load(paths=[folder], packs=[], at=self._at)
        mistakes, has_ranges = find_mistakes(catalog, str(folder))
        self._catalog = catalog if catalog.packs else None
        return {
            **_answer(what, mistakes, place),
            "contents": "; ".join(record_counts(pack) for pack in catalog.packs.values()),
            "title": next((str(pack.header.title) for pack in catalog.packs.values()), ""),
            "records": sum(1 for _ in catalog),
            "notes": []
            if has_ranges
            else ["Phone numbers had no second check against the ranges of their countries."],
            "can_save": bool(catalog.packs),
        }

    def preview(self, start: int) -> Answer:
        """Return some records as people will see them.

        Args:
            start: The position of the first, from 0.
        """
        if self._catalog is None:
            return {"cards": [], "total": 0, "next": None}
        return preview_json(self._catalog, self._at, start)

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
                answer = self._check_draft({key: value.strip() for key, value in form.items()})
            except QueryError as error:
                return _refused(error.field, error.text_in("en")), None
        if self._catalog is None:
            first = next(
                (each["problem"] for each in answer.get("mistakes", ())),
                "There is no pack to save yet.",
            )
            return _refused(None, first), None
        (id,) = self._catalog.packs
        return {**answer, "name": f"{id}.zip"}, pack_zip(self._files, id)


def empty_workbook() -> tuple[Answer, bytes | None]:
    """Return a workbook to fill in, as ``takeaction pack sheet`` writes it."""
    try:
        return {"name": "lines.xlsx"}, write_template(tuple(Kind), [], "en")
    except ImportError:
        return _refused(
            None, "This page has no writer for workbooks. Ask whoever runs it for one."
        ), None


def _refused(field: str | None, text: str) -> Answer:
    """Return why a pack is not saved, and the field of the form that has to change."""
    return {"refused": {"field": field, "text": text}}


def _answer(
    what: str, mistakes: Sequence[PackError], place: Placer, *, stops: bool = False
) -> Answer:
    """Return an answer with the first mistakes in full.

    Args:
        what: What was opened: sheets, a pack, or something unreadable.
        mistakes: All of them.
        place: Says where each is.
        stops: Whether each of them stops the reading, so that none is only a warning.
    """
    warnings = 0 if stops else sum(error.outcome is Outcome.WARN for error in mistakes)
    errors = len(mistakes) - warnings
    numbers = (counted(n, noun) for n, noun in ((errors, "mistake"), (warnings, "warning")) if n)
    return {
        "what": what,
        "headline": f"{' and '.join(numbers)} to fix" if mistakes else "No mistakes",
        "mistakes": [
            _mistake_json(error, place(error), stops=stops) for error in mistakes[:MOST_MISTAKES]
        ],
        "hidden": max(len(mistakes) - MOST_MISTAKES, 0),
        "errors": errors,
        "warnings": warnings,
        "contents": "",
        "title": "",
        "records": 0,
        "notes": [],
        "sheets": [],
        "form": None,
        "can_save": False,
    }


# The workbench in a page: questions of the page as JSON, beside the bytes of files

Asked: TypeAlias = Callable[[str, Sequence[Any]], tuple[str, bytes | None]]
"""A function from a question and the contents of files to an answer and the bytes of a file."""


def workbench(at: datetime | None = None) -> Asked:
    """Return the function that answers the page.

    Args:
        at: The moment to check for; None for now.
    """
    bench = Bench(at or datetime.now(UTC))

    def answer(written: str, contents: Sequence[Any]) -> tuple[str, bytes | None]:
        asked = json.loads(written)
        data: bytes | None = None
        if asked["do"] == "open":
            files = zip(asked["names"], map(bytes, contents), strict=True)
            answered = bench.open(tuple(files), asked["kinds"])
        elif asked["do"] == "preview":
            answered = bench.preview(asked["start"])
        elif asked["do"] == "template":
            answered, data = empty_workbook()
        else:
            answered, data = bench.save(asked["form"])
        return json.dumps(answered), data

    return answer
