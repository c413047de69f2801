"""Spreadsheets that would keep an import busy for minutes. S57."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from takeaction.authoring.sheets.conversion import to_toml
from takeaction.errors import PackErrors
from takeaction.vocabulary.records import Kind

HEAD = "id,name,kind,source.title,verified.method,contacts.channel,contacts.hours"
SHEET = "xl/worksheets/sheet1.xml"
START = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006'
    '/main"><sheetData>{}</sheetData>{}</worksheet>'
)
LONG = "1+" * 4_000 + "1"


def workbook(rows="", after="", part=None, called=SHEET, note="<x/>"):
    plain = io.BytesIO()
    Workbook().save(plain)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            mine = START.format(rows, after).encode() if part is None else part
            there = old.read(name).replace(SHEET[3:].encode(), called[3:].encode())
            new.writestr(called if name == SHEET else name, mine if name == SHEET else there)
        new.writestr("customXml/item1.xml", note)
    return packed.getvalue()


def commented(ref):
    book, plain, packed = Workbook(), io.BytesIO(), io.BytesIO()
    book.active["A1"].comment = Comment("A note.", "Somebody")
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1"', b'ref="%s"' % ref.encode()))
    return packed.getvalue()


def linked(*refs):
    return f"<hyperlinks>{''.join(f'<hyperlink ref={each}/>' for each in refs)}</hyperlinks>"


def sheets_with_a_far_cell(number):
    book, packed = Workbook(), io.BytesIO()
    for _ in range(number):
        sheet = book.create_sheet()
        sheet["A1"] = sheet["B50000"] = "x"
    book.save(packed)
    return packed.getvalue()


def merge(*ranges):
    return f"<mergeCells>{''.join(f'<mergeCell ref={each}/>' for each in ranges)}</mergeCells>"


def cells(number, more=""):
    return f'<row r="1">{f"<c>{more}</c>" * number}</row>'


@pytest.mark.heavy  # the texts take a gigabyte
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: workbook(after=merge('"A1:XFD1048576"')), "cells are merged"),
        (lambda: workbook(after=merge("'A1:XFD1048576'")), "cells are merged"),
        (lambda: workbook(after=merge('"&#65;1:XFD1048576"')), "not a readable workbook"),
        (lambda: workbook(after=merge(*['"A1:IV100"'] * 2_000)), "cells are merged"),
        (lambda: workbook(cells(4_000_000)), "more than 150,000 cells"),
        (lambda: workbook(cells(140_000, "<x/><x/><x/><x/><x/><x/><x/>")), "150,000 cells"),
        (lambda: workbook("<row><c r='GR60000'/></row>"), "more than 60,000 rows"),
        (lambda: workbook("<row><c r='XFD1'/></row>"), "more than 60,000 rows"),
        (
            lambda: workbook(cells(50_000, f"<f t='shared' si='0'>{LONG}</f>")[:16_000_000]),
            "more than 100 formulas",
        ),
        (
            lambda: workbook(part=START.format(cells(10), "").encode("utf-16")),
            "not a readable workbook",
        ),
        (
            lambda: workbook(part=b'<!DOCTYPE x [<!ENTITY a "<c/>">]><worksheet>&a;</worksheet>'),
            "not a readable workbook",
        ),
        (lambda: workbook(after=linked('"A1:XFD1048576"')), "cells are merged"),
        (lambda: workbook(after=linked("'A1&#58;XFD1048576'")), "not a readable workbook"),
        (
            lambda: workbook(after=linked('"A1:XFD1048576" display=\'>\' éref="A1"')),
            "cells are merged",
        ),
        (
            lambda: workbook(after=linked('"A1:XFD9999"').replace("ref", """d='>ref="A1"' ref""")),
            "cells are merged",
        ),
        (lambda: commented("A1:XFD1048576"), "cells are merged"),
        (lambda: workbook(cells(400_000), called="xl/worksheets/sheet1.dat"), "150,000 cells"),
        (
            lambda: workbook(
                part=b'<!DOCTYPE x [<!ENTITY a "<c/>">]><worksheet>&a;</worksheet>',
                called="xl/worksheets/sheet1.svg",
            ),
            "not a readable workbook",
        ),
        (lambda: sheets_with_a_far_cell(40), "its sheets have more than 300,000 cells"),
    ],
    ids=[
        *("merged", "quoted", "coded", "many-merged", "cells", "tags", "far-down", "far-right"),
        *("formulas", "utf-16", "entities", "linked", "coded-link"),
        *("other-attribute", "quoted-tag", "commented", "other-name", "picture", "many-far-down"),
    ],
)
def test_s57_a_workbook_that_is_dear_to_read_is_refused_in_two_seconds(
    tmp_path, at_most, data, says
):
    path = tmp_path / "lines.xlsx"
    path.write_bytes(data())

    with at_most(seconds=2), pytest.raises(PackErrors) as caught:
        to_toml(path.read_bytes(), path.name, Kind.RESOURCE)

    assert says in str(caught.value.mistakes[0])


def test_a_workbook_with_a_link_over_some_cells_is_read():
    with pytest.raises(PackErrors) as caught:
        to_toml(workbook(after=linked('"A1:B2"', '"C4"'), note="<comment x='' />"), "lines.xlsx")

    assert "it has no records" in str(caught.value.mistakes[0])


def test_a_directory_of_a_later_zip_is_refused():
    data = bytearray(workbook())
    data[data.index(b"PK\1\2") + 6] = 99

    with pytest.raises(PackErrors) as caught:
        to_toml(bytes(data), "lines.xlsx")

    assert "this is not a readable workbook" in str(caught.value.mistakes[0])


def test_a_hidden_column_without_an_end_is_one_column():
    # The attribute is needed, but a file may lack it.
    data = workbook(
        part=START.replace("<sheetData>", '<cols><col min="1" hidden="1"/></cols><sheetData>')
        .format(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>', ""
        )
        .encode()
    )

    with pytest.raises(PackErrors) as caught:
        to_toml(data, "lines.xlsx")

    assert "it has no records" in str(caught.value.mistakes[0])


@pytest.mark.heavy  # the texts take a gigabyte
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (lambda: ",".join(f"c{n}" for n in range(400_000)), "200 columns"),
        (lambda: f"{HEAD}\na{',' * 400_000}", "200 columns"),
        (lambda: f"id{',a' * 150}\n" + f"x{',' * 150}\n" * 50_000, "150,000 cells"),
        (lambda: "id\n" + "x\n" * 100_000, "60,000 rows"),
    ],
    ids=["headings", "one-row", "cells", "rows"],
)
def test_s57_a_csv_file_with_more_than_anybody_reads_is_refused_in_two_seconds(
    tmp_path, at_most, text, says
):
    # It is refused as soon as a row is too wide, or there are too many.
    path = tmp_path / "lines.csv"
    path.write_text(text(), encoding="utf-8")

    with at_most(seconds=2), pytest.raises(PackErrors) as caught:
        to_toml(path.read_bytes(), path.name, Kind.RESOURCE)

    assert says in str(caught.value.mistakes[0])


@pytest.mark.parametrize(
    "text",
    [
        lambda: ",".join(f"{'x' * 60}{n}" for n in range(200)),
        lambda: f"{HEAD}\n" + "a,b,c\n" * 20_000,
        lambda: f"{HEAD}\n" + f"a,b,{'hotlin' * 10},d,{'x' * 64},#REF!,#REF!\n" * 20_000,
        lambda: (
            f"{HEAD}\n"
            + "".join(f"a{n},b,hotlin{'e' * 58},d,called,,9 to 5\n" for n in range(9_000))
        ),
    ],
    ids=["headings", "short-rows", "cells", "records"],
)
def test_s57_a_sheet_of_nothing_but_mistakes_lists_fifty_in_two_seconds(tmp_path, at_most, text):
    # A hint compares words, so it is only sought for a mistake that is listed.
    path = tmp_path / "lines.csv"
    path.write_text(text(), encoding="utf-8")

    with at_most(seconds=2), pytest.raises(PackErrors) as caught:
        to_toml(path.read_bytes(), path.name, Kind.RESOURCE)

    *listed, last = caught.value.mistakes
    assert (len(listed), last.code) == (50, "limit.mistakes")


def test_s57_a_workbook_with_a_damaged_member_is_not_read(tmp_path):
    path = tmp_path / "lines.xlsx"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    path.write_bytes(packed.getvalue().replace(b"<workbook/>", b"<workbork/>"))

    with pytest.raises(PackErrors) as caught:
        to_toml(path.read_bytes(), path.name, Kind.RESOURCE)

    assert "not a readable workbook" in str(caught.value.mistakes[0])
