"""``takeaction export FORMAT`` for records: where it writes, and what it never loses."""

import errno
import io
import json
import os
import runpy
import sqlite3
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from takeaction.cli import main
from takeaction.cli.faces.export import FORMATS

AT = ("--at", "2026-11-28T15:00Z")
FILES = [form for form in FORMATS if not form.is_folder]
TEXTS = [form for form in FILES if form.is_text]
SCRIPT = runpy.run_path(str(Path(__file__).parents[3] / "scripts" / "formats.py"))


def by_name(form):
    return form.name


@pytest.mark.parametrize("form", FORMATS, ids=by_name)
def test_each_format_is_written_and_replaced(takeaction, folder, form):
    place = folder / "out"

    first = takeaction("export", form.name, "-o", "out", *AT)
    second = takeaction("export", form.name, "-o", "out", "--at", "2026-12-01T15:00Z", "--json")

    assert (first.code, second.code) == (0, 0)
    assert first.err == second.err == ""
    assert "Make it again by 2026-12-28." in first.out
    report = json.loads(second.out)
    assert report["folder" if form.is_folder else "file"] == "out"
    files = list(place.iterdir()) if form.is_folder else [place]
    assert report["files"] == len(files)
    assert report["check_again_by"] == "2026-12-31"
    assert report["bytes"] == sum(path.stat().st_size for path in files)
    assert [path.name for path in folder.iterdir()] == ["out"]


@pytest.mark.parametrize("form", FORMATS, ids=by_name)
def test_each_entry_names_a_function(form):
    assert callable(getattr(import_module(form.module), form.function))
    assert form.text[0].islower()


def test_the_pages_of_the_api_have_the_function_of_every_format():
    # To update them, run ``python -P scripts/formats.py``.
    assert all(path.read_text("utf-8") == text for path, text in SCRIPT["files"]())


@pytest.mark.parametrize("form", TEXTS, ids=by_name)
def test_a_text_is_printed_where_another_program_reads(takeaction, folder, form):
    takeaction("export", form.name, "-o", "out", *AT)
    written = (folder / "out").read_bytes().decode()

    for words in ((), ("-o", "-")):
        result = takeaction("export", form.name, *words, *AT)
        assert (result.code, result.err) == (0, "")
        assert result.out == written


def test_a_database_goes_into_a_pipe(pack, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setenv("TAKEACTION_PACKS", str(pack))
    monkeypatch.setattr(sys, "stdout", out)

    assert main(["export", "sqlite", *AT]) == 0

    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(out.buffer.getvalue())
        assert database.execute("SELECT count(*) FROM records").fetchone()[0] > 5


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("json",), "This is long for a screen: name a file with -o FILE, or print it: -o -"),
        (("sqlite",), "A database does not go on a screen: name a file with -o FILE."),
        (("sqlite", "-o", "-"), "A database does not go on a screen: name a file with -o FILE."),
    ],
)
def test_a_screen_is_no_place_for_it(takeaction, terminal, words, problem):
    terminal()

    result = takeaction("export", *words)

    assert (result.code, result.out) == (2, "")
    assert problem in result.err


def test_a_text_is_printed_on_a_screen_on_request(takeaction, terminal):
    terminal()

    assert takeaction("export", "vcard", "-o", "-", *AT).out.startswith("BEGIN:VCARD")


@pytest.mark.parametrize("form", FILES, ids=by_name)
@pytest.mark.parametrize("found", ["mine", "other", "link", "folder"])
def test_what_is_not_ours_is_never_replaced(takeaction, folder, form, found):
    place = folder / "out"
    other = next(each for each in FILES if each is not form)
    if found == "mine":
        place.write_bytes(b"my notes, longer than a header of a database" * 3)
    elif found == "other":
        takeaction("export", other.name, "-o", "out", *AT)
    elif found == "link":
        takeaction("export", form.name, "-o", "real", *AT)
        place.symlink_to(folder / "real")
    else:
        place.mkdir()
    before = place.read_bytes() if place.is_file() else None

    result = takeaction("export", form.name, "-o", "out", *AT)

    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err
    assert "out" in result.err
    assert (place.read_bytes() if place.is_file() else None) == before
    assert place.is_symlink() == (found == "link")


def test_an_empty_file_is_filled(takeaction, folder):
    (folder / "out").touch()

    assert takeaction("export", "vcard", "-o", "out", *AT).code == 0


@pytest.mark.parametrize("form", FORMATS, ids=by_name)
def test_a_full_disk_leaves_the_old_export_whole(takeaction, folder, monkeypatch, form):
    place = folder / "out"
    takeaction("export", form.name, "-o", "out", *AT)
    before = content(place)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = Path.open
    monkeypatch.setattr("os.fsync", full)
    monkeypatch.setattr(  # files of a new folder
        Path,
        "open",
        lambda self, mode="r", *a, **k: full() if "x" in mode else real(self, mode, *a, **k),
    )
    result = takeaction("export", form.name, "-o", "out", "--at", "2026-12-01T15:00Z")

    assert (result.code, result.out) == (1, "")
    assert result.err == 'takeaction: "out" cannot be written: No space left on device.\n'
    assert content(place) == before
    assert [path.name for path in folder.iterdir()] == ["out"]


def content(place):
    if place.is_file():
        return place.read_bytes()
    return {path.name: path.read_bytes() for path in place.iterdir()}


@pytest.mark.parametrize("form", FORMATS, ids=by_name)
def test_a_folder_that_takes_no_file_is_named_with_the_reason(
    takeaction, folder, monkeypatch, form
):
    # The mode of a folder stops nobody who is root, so the system's refusal is simulated.
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    result = takeaction("export", form.name, "-o", "out", *AT)

    assert (result.code, result.out) == (2, "")
    assert "cannot be written: Permission denied." in result.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("csv",), "The following arguments are required: -o/--output"),
        (("csv", "-o", "-"), "Several files need a folder: name one with -o FOLDER."),
        (("json", "--region", "Atlantis"), "We don't know that place."),
        (("json", "--kind", "hotline"), "We don't know that kind."),
        (("json", "--language", "?"), "Write languages as a language tag"),
        (("vcard", "--kind", "action"), "vcard holds helplines alone"),
        (("jsonld", "--kind", "action"), "jsonld holds helplines alone"),
        (("geojson", "--kind", "action"), "geojson holds helplines alone"),
        (("vcard", "--region", "FR"), "No record fits, so there is nothing to write"),
        (("ics",), "invalid choice: 'ics'"),
        (("json", "-o", "none/out"), 'cannot be written: there is no folder "none".'),
    ],
    ids=lambda words: "-".join(words) if isinstance(words, tuple) else "",
)
def test_a_wrong_call_writes_nothing(takeaction, folder, words, problem):
    result = takeaction("export", *words, *AT)

    assert (result.code, result.out) == (2, "")
    assert problem in result.err
    assert list(folder.iterdir()) == []


def test_a_selection_is_that_of_the_call(takeaction):
    words = (
        "--region",
        "usa",
        "--kind",
        "resource",
        "label",
        "--language",
        "es",
        "--language",
        "en",
    )

    head = json.loads(takeaction("export", "json", *words, *AT).out)

    assert head["selection"] == {
        "regions": ["US"],
        "languages": ["es", "en"],
        "kinds": ["label", "resource"],
    }
    assert head["made"] == "2026-11-28"
    assert {record["kind_of_record"] for record in head["records"]} == {"resource", "label"}


def test_without_packs_it_says_so_and_writes_what_there_is(takeaction, folder):
    result = takeaction("export", "json", "-o", "out", *AT, packs="none")

    assert result.code == 0
    assert "No content packs are installed" in result.err
    kinds = {
        data["kind_of_record"] for data in json.loads((folder / "out").read_bytes())["records"]
    }
    assert kinds == {"word"}


def test_the_help_names_the_calendar_of_a_plan(takeaction, capsys):
    with pytest.raises(SystemExit):
        takeaction("export", "--help")

    assert "takeaction plan --ics FILE" in capsys.readouterr().out
