"""``takeaction pack import`` and ``pack export``: packs and spreadsheets."""

import codecs
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from takeaction import load
from takeaction.authoring.sheets import workbook
from takeaction.testing import check_pack

HOTLINES = Path(__file__).parents[3] / "packs" / "us-hotline" / "src" / "takeaction_pack_us_hotline"
HEAD = "id,name,kind,source.title,contacts.channel,contacts.dial,contacts.display,contacts.hours"
ROW = "line,A line,hotline,A page,voice,+18883737888,1-888-373-7888,24/7"


@pytest.fixture
def sheet(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "lines.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def import_sheet(takeaction, tmp_path):
    return lambda path, *more: takeaction(
        "pack", "import", path, "--kind", "resource", "--to", tmp_path, *more
    )


@pytest.mark.parametrize("to", ["none", "none/resources.toml", "none.zip"])
def test_a_folder_that_is_not_there_is_named_before_the_sheet_is_read(takeaction, sheet, to):
    ran = takeaction("pack", "import", sheet(ROW), "--kind", "resource", "--to", to)

    said = " ".join(ran.err.split())
    assert ran.code == 2
    assert (
        f'There is no folder "{to.partition("/")[0]}". Name that of a pack, or start one with:'
        in said
    )
    assert not Path("none").exists()


@pytest.mark.broad
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_exported_pack_has_the_same_digest_when_it_is_imported(takeaction, tmp_path, suffix):
    to = tmp_path / f"lines{suffix}"
    for name in ("pack.toml", "locale/es.po", "locale/fr.po"):  # a sheet holds no translations
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((HOTLINES / name).read_bytes())

    out = takeaction("pack", "export", HOTLINES, "--kind", "resource", "--to", to)
    back = takeaction("pack", "import", to, "--kind", "resource", "--to", tmp_path)

    assert (out.code, back.code) == (0, 0)
    assert back.out.replace("\n", "").startswith(f"{tmp_path}/resources.toml:")
    was, now = (load(paths=[path], packs=[]) for path in (HOTLINES, tmp_path))
    assert now.packs["us-hotline"].digest == was.packs["us-hotline"].digest
    assert check_pack(tmp_path)


def test_a_number_is_text_in_a_spreadsheet_and_reads_back_exactly(
    takeaction, tmp_path, import_sheet
):
    to = tmp_path / "lines.csv"
    takeaction("pack", "export", HOTLINES, "--kind", "resource", "--to", to)
    import_sheet(to)

    assert ",'+18883737888," in to.read_text(encoding="utf-8-sig")
    assert 'dial = "+18883737888"' in (tmp_path / "resources.toml").read_text(encoding="utf-8")


def test_a_record_takes_a_row_for_each_contact(import_sheet, sheet, tmp_path):
    more = "line,,,,email,,,\nline,A line,,,sms,233733,,"

    ran = import_sheet(sheet(f"{HEAD}\n{ROW}\n{more}\n\n"), "--json")

    written = (tmp_path / "resources.toml").read_text(encoding="utf-8")
    assert json.loads(ran.out)["records"] == 1
    assert written.count("[[resource.contacts]]") == 3
    assert written.startswith('[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\n')


MISTAKES = {
    "a semicolon": (HEAD.replace(",", ";"), "1: the cells are not separated by commas."),
    "a hint": ("sep=,\n" + HEAD, "1: the cells are not separated by commas."),
    "an open quote": (f'{HEAD}\n{ROW}\nline,"A line', "3: a double quote is not closed"),
    "a quote inside": (f'{HEAD}\n"a"b,c', "2: a double quote is not closed"),
    "a short row": (f"{HEAD}\n{ROW}\nline,A", "3: this row has 2 cells, fewer than the 8 columns"),
    "a long row": (f"{HEAD}\n{ROW},and more", "2: this row has 9 cells, more than the 8 columns"),
    "an extra column": (f"{HEAD},Phone\n{ROW},1", '1: no column is called "Phone".'),
    "a word nearly right": (
        f"{HEAD},sumary\n{ROW},1",
        'no column is called "sumary". Fix: did you mean summary?',
    ),
    "a cell under nothing": (f"{HEAD},\n{ROW},1", "2: this cell is in a column without a name"),
    "a column twice": (f"{HEAD},id\n{ROW},line", '1: two columns are called "id"'),
    "no id column": ("name\nA line", "1: there is no column id, which"),
    "a needed column": (
        f"{HEAD.replace('source.title', 'note')}\n{ROW}",
        "1: there is no column source.title, which every record needs. Fix: add it.",
    ),
    "no id": (f"{HEAD}\n{ROW}\n,,,,email,,,", "3: this row has no id"),
    "two in one": (
        f"{HEAD}\n{ROW}\nline,Another,,,,,,",
        "3: line.name: this differs from row 2, which has the same id.",
    ),
    "no plus": (
        f"{HEAD}\n{ROW.replace('+', '')}",
        '2: line.contacts.dial: "18883737888" has lost its +, or has no country code. Fix: format',
    ),
    "a formula": (f"{HEAD}\n{ROW.replace('A line', '=1+1')}", '2: name: "=1+1" is a formula'),
    "an unknown word": (
        f"{HEAD}\n{ROW.replace('hotline', 'hotlin')}",
        '2: line.kind: "hotlin" is not in the list. Fix: did you mean hotline?',
    ),
    "hours in a contact": (
        f"{HEAD}\n{ROW}\n{ROW.replace('24/7', 'noon')}",
        "3: line.contacts.hours",
    ),
    "nothing": ("", "there is no column id"),
    "no rows": (HEAD, "it has no records"),
}


@pytest.mark.parametrize(("text", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_sheet_is_printed_with_its_row(import_sheet, sheet, tmp_path, text, says):
    ran = import_sheet(sheet(text))

    assert ran.code == 1
    assert says in ran.out
    assert "lines.csv" in ran.out
    assert ran.out.endswith("Nothing was written.\n")
    assert not (tmp_path / "resources.toml").exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le"), '1: this is "Unicode text" (UTF-16)'),
        (f"{HEAD}\nNi\u00f1os".encode("latin-1"), "2: this is not UTF-8."),
    ],
    ids=["utf-16", "latin-1"],
)
def test_a_wrong_encoding_is_named(import_sheet, tmp_path, data, says):
    path = tmp_path / "lines.csv"
    path.write_bytes(data)

    ran = import_sheet(path)

    assert says in ran.out
    assert 'Fix: save it as "CSV UTF-8", or as .xlsx.' in ran.out


def test_a_byte_order_mark_is_not_a_mistake(import_sheet, sheet):
    assert import_sheet(sheet(f"{HEAD}\n{ROW}", "utf-8-sig")).code == 0


def book(change):
    import openpyxl

    data = workbook.write_workbook([HEAD.split(","), ROW.split(",")], "resources")
    loaded = openpyxl.load_workbook(io.BytesIO(data))
    change(loaded.worksheets[0])
    saved = io.BytesIO()
    loaded.save(saved)
    return saved.getvalue()


def set_cell(cell, value):
    def change(sheet):
        sheet[cell].value = value

    return change


BOOKS = {
    "merged": (lambda sheet: sheet.merge_cells("A2:A3"), "2: the cells A2:A3 are merged"),
    "a formula": (set_cell("B2", "=A2"), '2: name: "=A2" is a formula'),
    "a number": (
        set_cell("F2", 18883737888),
        "2: contacts.dial: this is the number 18883737888: a +",
    ),
    "a cell beyond": (set_cell("I2", "more"), "2: this cell is in a column without a name"),
}


@pytest.mark.parametrize(("change", "says"), BOOKS.values(), ids=BOOKS)
def test_damage_in_a_workbook_is_named(import_sheet, tmp_path, change, says):
    path = tmp_path / "lines.xlsx"
    path.write_bytes(book(change))

    ran = import_sheet(path)

    assert (ran.code, says in ran.out) == (1, True), ran.out


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr("a", "b")
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", archive()], ids=["empty", "cut", "other"])
def test_a_file_that_is_not_a_workbook_is_a_mistake(import_sheet, tmp_path, data):
    path = tmp_path / "lines.xlsx"
    path.write_bytes(data)

    ran = import_sheet(path)

    assert (ran.code, "this is not a readable workbook" in ran.out) == (1, True)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("bound", ["MAX_SHEET_BYTES", "MAX_ROWS", "MAX_COLUMNS", "MAX_CELLS"])
def test_a_sheet_that_is_too_large_is_not_read(monkeypatch, import_sheet, tmp_path, suffix, bound):
    monkeypatch.setattr(workbook, bound, 1)
    path = tmp_path / f"lines{suffix}"
    text = f"{HEAD}\n{ROW}".encode()
    path.write_bytes(text if suffix == ".csv" else book(set_cell("A2", "a")))

    ran = import_sheet(path)

    says = {
        "MAX_SHEET_BYTES": "it has more than 1 bytes",
        "MAX_ROWS": "more than 1 rows",
        "MAX_COLUMNS": "rows, 1 columns",
        "MAX_CELLS": "1 cells",
    }[bound]
    assert (ran.code, says in ran.out) == (1, True), ran.out


def test_a_sheet_too_large_for_one_file_is_refused(import_sheet, sheet):
    rows = "\n".join(
        ROW.replace("line,", f"line-{n},", 1).replace("A page", "A" * 150) for n in range(900)
    )

    ran = import_sheet(sheet(f"{HEAD}\n{rows}"))

    assert (
        "its records are too large for one file of a pack. Fix: split it into two sheets."
        in ran.out
    )


def test_an_existing_file_is_not_overwritten(import_sheet, sheet):
    path = sheet(f"{HEAD}\n{ROW}")
    import_sheet(path)

    again, replaced = import_sheet(path), import_sheet(path, "--replace")

    assert (again.code, replaced.code) == (2, 0)
    assert "already exists. To overwrite it, add --replace." in again.err


def test_a_replacement_names_what_goes_and_keeps_comments(import_sheet, sheet, tmp_path):
    target = tmp_path / "resources.toml"
    import_sheet(sheet(f"{HEAD}\n{ROW}\n{ROW.replace('line,', 'other,', 1)}"))
    target.write_text(f"#:schema here\n\n# ours\n{target.read_text('utf-8')}", encoding="utf-8")
    one = sheet(f"{HEAD}\n{ROW}")

    as_json = import_sheet(one, "--replace", "--json")
    again = import_sheet(one, "--replace")

    assert json.loads(as_json.out)["gone"] == ["other"]
    assert "No longer" not in again.out
    assert target.read_text("utf-8").startswith("#:schema here\n\n# ours\n[[resource]]")
    other = import_sheet(sheet(f"{HEAD}\n{ROW.replace('line,', 'new,', 1)}"), "--replace")
    assert "No longer in it: line.\n" in other.out


@pytest.mark.parametrize("old", ["[[resource]\n", f"a = {'[' * 20_000}"], ids=["slip", "deep"])
def test_a_file_that_cannot_be_read_is_not_replaced(import_sheet, sheet, tmp_path, old):
    # Nobody knows what would be lost, so it stays as it is.
    target = tmp_path / "resources.toml"
    target.write_text(old, encoding="utf-8")

    ran = import_sheet(sheet(f"{HEAD}\n{ROW}"), "--replace")

    assert (ran.code, "would be lost" in ran.err) == (2, True)
    assert target.read_text("utf-8") == old


def test_a_sheet_may_go_into_a_named_file(takeaction, sheet, tmp_path):
    path, to = sheet(f"{HEAD}\n{ROW}"), tmp_path / "europe.toml"

    assert takeaction("pack", "import", path, "--kind", "resource", "--to", to).code == 0
    assert to.exists()


@pytest.mark.parametrize("name", ["lines.ods", "missing.csv"])
def test_a_file_that_is_not_a_sheet_is_a_mistake_in_json(import_sheet, name):
    ran = import_sheet(name, "--json")

    assert ran.code == 1
    assert json.loads(ran.out)["mistakes"][0]["code"] in {"read.unknown_file", "read.failed"}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ((str(HOTLINES), "vendor", "a.csv"), "it has no records of the kind vendor"),
        ((str(HOTLINES), "resource", "a.ods"), '".ods" is not a spreadsheet format'),
        (("us-hotlin", "resource", "a.csv"), "no installed distribution contains this pack"),
        (("./nowhere", "resource", "a.csv"), "there is no such folder"),
    ],
)
def test_a_failed_export_is_a_mistake(takeaction, tmp_path, call, says):
    pack, kind, to = call

    ran = takeaction("pack", "export", pack, "--kind", kind, "--to", tmp_path / to)

    assert (ran.code, says in ran.out) == (1, True), ran.out
    assert not (tmp_path / to).exists()


def test_an_export_overwrites_a_file_only_if_the_call_says_so(takeaction, tmp_path, pack):
    to = tmp_path / "a.xlsx"
    to.write_bytes(b"mine")
    call = ("pack", "export", pack, "--kind", "action", "--to", to)

    ran = takeaction(*call)
    kept = to.read_bytes()

    assert (ran.code, kept) == (2, b"mine")
    assert "already exists. To overwrite it, add --replace." in " ".join(ran.err.split())
    assert takeaction(*call, "--replace").code == 0
    assert to.read_bytes()[:2] == b"PK"


def test_an_export_answers_in_json(takeaction, tmp_path, pack):
    to = tmp_path / "a.csv"

    ran = takeaction("pack", "export", pack, "--kind", "ACTION", "--to", to, "--json")

    assert json.loads(ran.out) == {"file": str(to), "kind": "action", "records": 3}


def test_a_workbook_without_openpyxl_names_the_extra_to_install(
    monkeypatch, takeaction, tmp_path, import_sheet
):
    path = tmp_path / "lines.xlsx"
    path.write_bytes(book(set_cell("A2", "a")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    for ran in (
        import_sheet(path),
        takeaction("pack", "export", HOTLINES, "--kind", "resource", "--to", tmp_path / "b.xlsx"),
    ):
        assert (ran.code, "install takeaction[authoring], or use .csv." in ran.err) == (2, True)
