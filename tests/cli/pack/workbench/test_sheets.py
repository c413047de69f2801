"""A sheet in the workbench: its mistakes by cell, its preview, and the new pack that it becomes."""

import builtins
import csv
import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from tests.cli.pack.workbench.conftest import AT, GOOD, HEAD, OTHER, sheet

from takeaction.authoring.build import build
from takeaction.cli import main
from takeaction.loading import load

DAMAGED = "1.8883737888E+10,1-888-373-7888,24-Jul"


def places(answer):
    return [(each["place"], each["code"]) for each in answer["mistakes"]]


def workbook(rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_damaged_cell_is_named_as_in_a_spreadsheet(page):
    answer = page.open({"lines.csv": sheet(GOOD, DAMAGED)})

    assert places(answer) == [("Cell J3", "sheet.scientific"), ("Cell L3", "sheet.date")]
    assert answer["headline"] == "2 mistakes to fix"
    assert answer["mistakes"][1]["fix"] == 'Format the column as text, and write "24/7".'
    assert answer["mistakes"][1]["cost"] == "Nothing is read until this is fixed"
    assert (answer["can_save"], answer["form"]) == (False, None)
    assert answer["sheets"] == [{"name": "lines.csv", "kind": "resource"}]
    assert page.preview()["cards"] == []


def test_mistakes_come_in_the_order_of_the_sheet(page):
    data = sheet("448000121700,08000 121 700,24-Jul", GOOD).replace(b"line-2,", b",")

    answer = page.open({"lines.csv": data})

    assert [place for place, _ in places(answer)] == ["Cell J2", "Cell L2", "Row 3"]


def test_that_there_are_more_mistakes_is_said_last(page):
    # Fix those above first, it says; so they are above.
    places_of_all = places(page.open({"lines.csv": sheet(*[DAMAGED] * 40)}))

    assert len(places_of_all) == 51
    assert places_of_all[0] == ("Cell J2", "sheet.scientific")
    assert places_of_all[-1] == ("lines.csv", "limit.mistakes")


def test_the_messages_are_those_of_the_import(page, tmp_path, capsys):
    data = sheet(DAMAGED)
    (tmp_path / "lines.csv").write_bytes(data)
    words = ["pack", "import", str(tmp_path / "lines.csv"), "--kind", "resource"]

    assert main([*words, "--to", str(tmp_path / "x.toml")]) == 1
    printed = " ".join(capsys.readouterr().out.split()).casefold()

    for each in page.open({"lines.csv": data})["mistakes"]:
        assert f"{each['problem']} Fix: {each['fix']}".casefold() in printed


def test_a_row_that_spans_lines_counts_once(page):
    row = 'line-1,"Line\n1",hotline,support,GB,Leaflet,called,2026-11-20,voice,' + GOOD
    data = f"{HEAD}{row}\nline-2,Line,hotline,support,GB,Leaflet,called,yesterday,voice,{GOOD}\n"

    assert places(page.open({"lines.csv": data.encode()})) == [("Cell H3", "sheet.date")]


def test_a_mistake_of_the_pack_is_placed_in_the_sheet(page):
    data = sheet("+1800,1800,24/7").replace(b"Line 1", b"Line\xe2\x80\xae1")

    answer = page.open({"lines.csv": data})

    assert ("Cell J2", "contact.dial") in places(answer)
    assert any(place == "Cell B2" and code.startswith("text.") for place, code in places(answer))


def test_a_second_contact_is_placed_in_its_row(page):
    second = b"line-1,,,,,,,,voice,+1800,1800,\n"

    answer = page.open({"lines.csv": sheet(GOOD) + second})

    assert ("Cell J3", "contact.dial") in places(answer)


def test_a_warning_keeps_a_pack_from_being_built(page):
    data = sheet(GOOD).replace(b"called,2026-11-20", b"none,")

    answer = page.open({"lines.csv": data})

    (warning,) = answer["mistakes"]
    assert warning["is_warning"]
    assert warning["cost"] == "The pack is not built until this is fixed"
    assert answer["headline"] == "1 warning to fix"
    assert answer["can_save"]


def test_a_sound_sheet_becomes_a_pack(page, tmp_path):
    answer = page.open({"our lines.csv": sheet(GOOD)})
    assert (answer["headline"], answer["contents"]) == ("No mistakes", "1 resource")
    assert answer["form"] == {
        "id": "our-lines",
        "title": "",
        "publisher": "",
        "region": "GB",
        "language": "en",
    }

    saved = page.save(region="United Kingdom, US-OH", language="English", title='Kent "help"')

    assert (saved["name"], saved["errors"], saved["warnings"]) == ("kent-help.zip", 0, 0)
    (tmp_path / "kent-help.zip").write_bytes(page.data)
    assert main(["pack", "check", str(tmp_path / "kent-help.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "kent-help.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "kent-help"
    catalog = load(paths=[folder], packs=[], at=AT)
    assert [*catalog.resources] == ["kent-help:line-1"]
    assert len(catalog) == 1
    header = catalog.packs["kent-help"].header
    assert (str(header.title), header.publisher) == ('Kent "help"', "Us")
    assert header.regions == {"GB", "US-OH"}
    assert b"kent-help" in build(folder, id="kent-help")
    assert "EXAMPLE" not in (folder / "src/takeaction_pack_kent_help/pack.toml").read_text()


def test_the_same_pack_is_the_same_zip(page):
    page.open({"lines.csv": sheet(GOOD)})
    page.save()
    first = page.data
    page.save()

    assert page.data == first


@pytest.mark.parametrize(
    ("form", "field", "text"),
    [
        ({"id": "Kent Help"}, "id", "kent-help"),
        ({"region": "Atlantis"}, "region", "region"),
        ({"language": "Klingonese"}, "language", "language"),
        ({"title": " "}, "title", "Write a title"),
        ({"publisher": ""}, "publisher", "organisation"),
        ({"region": ""}, "region", "Write a place"),
    ],
)
def test_a_wrong_field_of_the_form_is_named(page, form, field, text):
    page.open({"lines.csv": sheet(GOOD)})

    refused = page.save(**form)["refused"]

    assert refused["field"] == field
    assert text in refused["text"]
    assert page.data is None


def test_a_title_that_no_pack_may_have_is_refused(page):
    # The header would be left out, and the whole pack with it.
    page.open({"lines.csv": sheet(GOOD)})

    refused = page.save(title="Kent\u202e")["refused"]

    assert refused["field"] is None
    assert "direction" in refused["text"]


def test_nothing_is_saved_before_something_is_opened(page):
    assert page.save_pack()["refused"]["text"] == "There is no pack to save yet."
    assert page.save()["refused"]["text"] == "There is no pack to save yet."


def test_a_workbook_is_read_too(page):
    head = HEAD.strip().split(",")
    row = ["line-1", "Line", "hotline", "support", "GB", "Leaflet", "called", "2026-11-20"]
    data = workbook([head, [*row, "voice", 448000121700, "08000 121 700", "24/7"]])

    answer = page.open({"lines.xlsx": data})

    assert places(answer) == [("Cell J2 of Sheet", "sheet.plus")]


def test_the_workbook_of_the_page_is_read_sheet_by_sheet(page):
    assert page.template()["name"] == "lines.xlsx"
    empty = page.data
    assert places(page.open({"lines.xlsx": empty})) == [("lines.xlsx", "sheet.empty")]

    row = {"id": "our-line", "name": "Ours", "kind": "hotline", "purposes": "support"}
    row |= {"regions": "KE", "source.title": "Leaflet", "contacts.channel": "web"}
    filled = fill(empty, resources=row | {"contacts.url": "https://example.org/help"})
    answer = page.open({"lines.xlsx": filled})
    assert (answer["headline"], answer["contents"]) == ("No mistakes", "1 resource")
    assert (answer["sheets"], answer["form"]["region"]) == ([], "KE")

    answer = page.open({"lines.xlsx": fill(empty, resources=row | {"contacts.url": "example"})})
    ((place, code),) = places(answer)
    assert re.fullmatch(r"Cell [A-Z]+\d+ of resources", place)
    assert code == "url.scheme"

    answer = page.open({"lines.xlsx": fill(empty, resources=row | {"purposes": "suport"})})
    assert [place for place, _ in places(answer)] == ["Cell E5 of resources"]


def fill(data, **records):
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    for title, record in records.items():
        sheet = book[title]
        columns = {cell.value.rstrip(" (*)"): cell.column for cell in sheet[1]}
        for name, value in record.items():
            sheet.cell(5, columns[name]).value = value
    book.save(out)
    return out.getvalue()


def test_sheets_that_are_not_read_are_named(page):
    book, out = load_workbook(io.BytesIO(workbook([HEAD.strip().split(",")]))), io.BytesIO()
    book.active.append(next(csv.reader([sheet(GOOD).decode().splitlines()[1]])))
    book.create_sheet("Meetings").append(["Day", "Who"])
    book.save(out)

    assert "The sheet Meetings was not read." in page.open({"a.xlsx": out.getvalue()})["notes"]


def test_without_its_reader_a_workbook_is_declined_calmly(page, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    data = workbook([HEAD.strip().split(",")])
    monkeypatch.setattr(builtins, "__import__", without)
    answer = page.open({"lines.xlsx": data})
    assert "no writer for workbooks" in page.template()["refused"]["text"]

    (each,) = answer["mistakes"]
    assert each["problem"] == "This page has no reader for workbooks."
    assert each["fix"] == "Save each sheet as CSV UTF-8, and choose these files."


def test_the_kind_of_a_sheet_is_known_by_its_headings(page):
    actions = (
        b"id,title,summary,steps,minutes.min,minutes.typical,minutes.max,cadence,modes,"
        b"source.title,verified.method\n"
        b"write,Write,It helps.,Write.,1,2,3,once,solo-online,Guide,two-sources\n"
    )
    files = {"a.csv": sheet(GOOD), "b.csv": actions, "c.csv": sheet(GOOD).replace(b"line-", b"l-")}

    answer = page.open(files)

    assert [each["kind"] for each in answer["sheets"]] == ["resource", "action", "resource"]
    assert answer["contents"] == "1 action, 2 resources"
    assert "sheet.column" in page.open(files, **{"a.csv": "action"})["mistakes"][0]["code"]


def test_a_place_in_several_sheets_names_the_sheet(page):
    # A cell alone would not be enough, before the import and after it.
    damaged = page.open({"a.csv": sheet(GOOD), "b.csv": sheet(DAMAGED)})
    unverified = page.open(
        {
            "a.csv": sheet(GOOD).replace(b"called,2026-11-20", b"none,"),
            "b.csv": sheet(OTHER).replace(b"line-", b"l-"),
        }
    )

    assert places(damaged)[0][0] == "Cell J2 in b.csv"
    assert places(unverified)[0][0].endswith("2 in a.csv")


def test_a_record_in_two_sheets_is_a_mistake(page):
    answer = page.open({"a.csv": sheet(GOOD), "b.csv": sheet(GOOD)})

    assert any(each["code"].startswith("id.") for each in answer["mistakes"])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "sheet.column"),
        ("a.csv", HEAD.encode(), "sheet.empty"),
        ("a.csv", HEAD.encode("utf-16"), "read.encoding"),
        ("a.csv", b"\xff\x00\x80" * 50, "read.encoding"),
        ("a.csv", HEAD.replace(",", ";").encode(), "sheet.separator"),
        ("a.csv", HEAD.encode() + b'"x', "sheet.quote"),
        ("a.csv", b"x" * (8 * 1024 * 1024 + 1), "limit.size"),
        ("a.xlsx", b"PK\x03\x04", "read.archive"),
        ("a.docx", b"PK\x03\x04", "read.unknown_file"),
        ("letter", b"Dear", "read.unknown_file"),
    ],
    ids=["empty", "no-rows", "utf-16", "binary", "semicolons", "quote", "large", "cut", "doc", "-"],
)
def test_a_file_that_is_no_sheet_is_told_what_to_do(page, name, data, code):
    answer = page.open({name: data})

    assert answer["mistakes"][0]["code"] == code
    assert answer["mistakes"][0]["fix"]
    assert not answer["can_save"]


def test_a_sheet_without_a_name_for_a_pack_gets_one():
    from takeaction.cli.pack.dropped import DroppedTable, suggested_names

    assert suggested_names([DroppedTable(name="2026 ☎.csv")])["id"] == "my-pack"
    assert suggested_names([DroppedTable(name="☎.csv")])["region"] == "001"
