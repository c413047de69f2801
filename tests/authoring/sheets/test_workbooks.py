"""Workbooks as people leave them: several sheets, and all that a spreadsheet lets them do."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from takeaction import PackErrors
from takeaction.authoring.sheets.conversion import to_toml
from takeaction.authoring.sheets.workbook import letters, quoted_title
from takeaction.vocabulary.records import Kind

LINE = {
    "id": "line",
    "name": "A line",
    "kind": "hotline",
    "source.title": "A page",
    "source.checked": "2026-11-20",
    "contacts.channel": "voice",
    "contacts.dial": "+18883737888",
    "contacts.display": "1-888-373-7888",
    "contacts.hours": "24/7",
}
SHOP = {"id": "shop", "name": "A shop", "kind": "retailer", "source.title": "Its page"}


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    fill(made.active, "resources", LINE)
    fill(made.create_sheet(), "vendors", SHOP)
    return made


def fill(sheet, title, *rows):
    sheet.title = title
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))


def read(book, kind=None, name="lines.xlsx"):
    out = io.BytesIO()
    book.save(out)
    return to_toml(out.getvalue(), name, kind)


def refused(book, kind=None):
    with pytest.raises(PackErrors) as caught:
        read(book, kind)
    return [str(error) for error in caught.value.mistakes]


def test_each_sheet_becomes_the_file_of_its_kind(book):
    conversion = read(book)

    assert {kind: len(file.records) for kind, file in conversion.files.items()} == {
        Kind.RESOURCE: 1,
        Kind.VENDOR: 1,
    }
    assert conversion.files[Kind.VENDOR].text.startswith('[[vendor]]\nid = "shop"\n')
    assert conversion.notes == ()


def test_only_one_kind_is_read_where_one_is_named(book):
    # The other sheets are named, so that nobody thinks that they were read.
    conversion = read(book, Kind.VENDOR)

    assert list(conversion.files) == [Kind.VENDOR]
    assert conversion.notes == ("The sheet resources was not read.",)


def test_a_named_kind_takes_the_first_sheet_where_none_is_for_it(book):
    book["resources"].title = "Our numbers"
    book["Our numbers"]["A1"] = "id *"
    book["Our numbers"]["B1"] = "nam"

    assert refused(book, Kind.RESOURCE)[0].startswith(
        "lines.xlsx: 'Our numbers'!B1: no column is called \"nam\". Fix: did you mean name?"
    )


@pytest.mark.parametrize("title", ["resources", "Resource", " RESOURCES ", "Resources"])
def test_sheets_and_columns_may_be_in_any_order_and_case(book, title):
    sheet = book["resources"]
    sheet.title = title
    book.move_sheet(sheet, 1)
    sheet.move_range("A1:B2", cols=20)
    sheet["U1"], sheet["V1"] = "ID *", "Name*"

    assert len(read(book).files[Kind.RESOURCE].records) == 1


def test_a_renamed_sheet_is_known_by_its_columns(book):
    book["resources"].title = "Our helplines 2026"

    conversion = read(book)

    assert len(conversion.files[Kind.RESOURCE].records) == 1
    assert conversion.notes == (
        "The sheet 'Our helplines 2026' was read as resources: its columns are those.",
    )


def test_a_sheet_that_could_be_of_two_kinds_is_refused_by_name(book):
    book["vendors"].title = "Shops"

    (error,) = refused(book)

    assert error == (
        "lines.xlsx: Shops!A1: this sheet has columns of records, but its name says no kind. Fix: "
        "name the sheet after what is in it: resources, actions, indicators, vendors, labels, "
        "goods, ratings, words."
    )


def test_a_second_sheet_of_a_kind_is_refused(book):
    copy = book.copy_worksheet(book["resources"])
    copy.title = "resources (2)"

    (error,) = refused(book)
    assert error == (
        "lines.xlsx: 'resources (2)'!A1: this is a second sheet of resources, after resources. "
        "Fix: move its rows into one of the two, and delete the other sheet."
    )
    assert refused(book, Kind.RESOURCE) == refused(book)


def test_a_sheet_of_something_else_is_named_as_not_read(book):
    book.create_sheet("Notes")["A1"] = "Ask Kim about the hours"
    book.create_sheet("Sheet3")

    assert read(book).notes == ("The sheet Notes was not read.",)


def test_a_workbook_without_any_records_says_how_sheets_are_named():
    empty = openpyxl.Workbook()
    empty.active["A1"] = "Hello"

    (error,) = refused(empty)

    assert error.startswith("lines.xlsx: it has no records. Fix: name each sheet after what is in")


def edit(cell, value, sheet="resources"):
    def change(book):
        book[sheet][cell].value = value

    return change


def style(cell, **styles):
    def change(book):
        for name, value in styles.items():
            setattr(book["resources"][cell], name, value)

    return change


DAMAGES = {
    "merged": (
        lambda book: book["resources"].merge_cells("B2:B4"),
        "resources!B2: the cells B2:B4 are merged",
    ),
    "a formula": (edit("B2", "=A2"), 'resources!B2: name: "=A2" is a formula'),
    "an array formula": (
        edit("B2", ArrayFormula("B2:B3", "=A2:A3")),
        'resources!B2: name: "=A2:A3" is a formula',
    ),
    "a table of formulas": (
        edit("B2", DataTableFormula("B2:B3", dt2D=False)),
        'resources!B2: name: "=" is a formula',
    ),
    "an error": (edit("B2", "#REF!"), 'resources!B2: name: "#REF!" is a formula or the error of'),
    "a number for a number": (
        edit("G2", 18883737888),
        "resources!G2: contacts.dial: this is the number 18883737888: a + or leading zeros",
    ),
    "a number without its plus": (
        edit("G2", "18883737888"),
        'resources!G2: line.contacts.dial: "18883737888" has lost its +',
    ),
    "a day for hours": (
        edit("I2", datetime(2026, 7, 24)),  # noqa: DTZ001 - as openpyxl has it
        'resources!I2: contacts.hours: "2026-07-24 00:00:00" is a date: a spreadsheet has turned',
    ),
    "a title above": (
        lambda book: (book["resources"].insert_rows(1, 2), edit("A1", "Our helplines")(book)),
        "resources!A3: the headings are here, in row 3, below something else. Fix: delete the",
    ),
    "a struck number": (
        style("G2", font=Font(strike=True)),
        "resources!G2: this cell is struck out",
    ),
    "a word in no list": (
        edit("C2", "hotlin"),
        'resources!C2: line.kind: "hotlin" is not in the list. Fix: did you mean hotline?',
    ),
    "a contact without its channel": (
        edit("F2", None),
        "resources!F2: line.contacts.channel:",
    ),
    "in the second sheet": (edit("D2", 7, "vendors"), "vendors!D2: source.title: this is the"),
    "a cell without a heading": (
        edit("K2", "call first"),
        "resources!K2: this cell is in a column without a name.",
    ),
    "two columns of a name": (edit("I1", "id"), 'resources!I1: two columns are called "id".'),
    "no id": (edit("A2", None), "resources!A2: this row has no id."),
}


@pytest.mark.parametrize(("change", "says"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_named_by_sheet_and_cell(book, change, says):
    change(book)

    errors = refused(book)

    assert any(error.startswith(f"lines.xlsx: {says}") for error in errors), errors
    assert all(" Fix: " in error for error in errors)


def test_mistakes_of_all_sheets_are_listed_together(book):
    edit("C2", "hotlin")(book)
    edit("C2", "shopp", "vendors")(book)

    errors = refused(book)

    assert [error.split(": ")[1] for error in errors] == ["resources!C2", "vendors!C2"]


def test_a_mistake_has_its_cell_for_programs_too(book):
    edit("C2", "hotlin")(book)
    with pytest.raises(PackErrors) as caught:
        read(book)
    (error,) = caught.value.mistakes

    where = error.where
    assert (where.cell, where.line, where.record, where.field) == (
        "resources!C2",
        2,
        "line",
        "kind",
    )


def test_hidden_parts_are_read_and_named(book):
    sheet = book["resources"]
    for number in range(3, 16):
        sheet.append([f"line-{number}", *list(LINE.values())[1:5]])
        sheet.row_dimensions[number].hidden = True
    sheet.row_dimensions[40].hidden = True
    sheet.column_dimensions.group("G", "H", hidden=True)
    sheet.column_dimensions["Z"].hidden = True
    book["vendors"].sheet_state = "veryHidden"

    conversion = read(book)

    assert len(conversion.files[Kind.RESOURCE].records) == 14
    assert conversion.notes == (
        "Hidden rows of resources were read as well: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more.",
        "Hidden columns of resources were read as well: G, H.",
        "The sheet vendors is hidden, and was read as well.",
    )


def test_comments_are_named_since_they_are_not_imported(book):
    for cell in ("A1", "G2", "B2"):
        book["resources"][cell].comment = Comment("Is this right?", "Kim")

    assert read(book).notes == ("Comments of resources were not imported: B2, G2.",)


def test_empty_rows_and_formats_below_the_records_count_for_nothing(book):
    for row in range(3, 400):
        book["resources"].cell(row, 2).fill = PatternFill("solid", fgColor="FFFF00")
    edit("A420", "   ")(book)

    assert len(read(book).files[Kind.RESOURCE].records) == 1


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904], ids=["1900", "1904"])
def test_a_real_date_is_read_as_its_day(book, epoch):
    # Also where the file counts its days from 1904, as old ones from a Mac do.
    if epoch:
        book.epoch = epoch
    edit("E2", date(2026, 11, 20))(book)

    assert "checked = 2026-11-20" in read(book).files[Kind.RESOURCE].text


def test_a_chart_sheet_is_no_sheet(book):
    book.create_chartsheet("Chart").add_chart(BarChart())

    assert len(read(book).files) == 2
    for title in ("resources", "vendors"):
        del book[title]
    assert "this is not a readable workbook" in refused(book)[0]


def archive(*names, mimetype=""):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name in names:
            opened.writestr(name, mimetype)
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    "macros by name": ("a.xlsm", archive("xl/workbook.xml"), "may hold macros"),
    "macros inside": ("a.xlsx", archive("xl/vbaProject.bin"), "may hold macros"),
    "a password": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "with a password"),
    "old": ("a.xls", OLE + b"Workbook", "Excel 2003 or older"),
    "old under a new name": ("a.xlsx", OLE + b"Workbook", "Excel 2003 or older"),
    "binary": ("a.xlsx", archive("xl/workbook.bin"), "binary workbook"),
    "LibreOffice": ("a.ods", archive("META-INF/manifest.xml"), "LibreOffice"),
    "LibreOffice renamed": ("a.xlsx", archive("mimetype", "META-INF/manifest.xml"), "LibreOffice"),
    "LibreOffice as text": ("a.csv", archive("mimetype", "META-INF/manifest.xml"), "LibreOffice"),
    "Numbers": ("lines.numbers", archive("Index/Document.iwa"), "a sheet of Numbers"),
    "Numbers renamed": ("a.xlsx", archive("Index.zip"), "a sheet of Numbers"),
    "tabs": ("a.tsv", b"id\tname\n", "separated by tabs"),
    "a link": ("a.gsheet", b"{}", "only a link to a sheet on the web"),
    "text": ("a.xlsx", b"id,name\n", "a text file with the name of a workbook"),
    "text cut inside a letter": ("a.xlsx", b"a" * 1023 + "é".encode(), "a text file"),
    "a web page": ("a.xlsx", b"\xef\xbb\xbf<HTML><table>", "a web page with the name"),
    "a workbook as text": ("a.csv", archive("xl/workbook.xml"), "a workbook with the name of a"),
    "something else": ("a.pdf", b"%PDF", "this is not a spreadsheet. Fix: save it as .csv or"),
    "no ending": ("lines", b"id", "this is not a spreadsheet"),
}


@pytest.mark.parametrize(("name", "data", "says"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_of_another_program_is_named_with_the_way_to_save_it(name, data, says):
    with pytest.raises(PackErrors) as caught:
        to_toml(data, name)

    (error,) = caught.value.mistakes
    assert (error.code, error.where.file) == ("read.unknown_file", name)
    assert says in str(error)
    assert error.fix


@pytest.mark.parametrize(
    "data", [b"\x00\x01", b"\xff" * 40, b"PK\3\4 cut"], ids=["zeros", "bytes", "cut"]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_bytes_of_no_form_are_still_a_mistake(name, data):
    with pytest.raises(PackErrors):
        to_toml(data, name)


def test_letters_and_names_of_cells_are_those_of_spreadsheets():
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]
    assert quoted_title("resources") == "resources"
    assert quoted_title("Kim's lines") == "'Kim''s lines'"
