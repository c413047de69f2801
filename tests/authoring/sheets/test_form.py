"""The template: a workbook to fill in, with lists, checks, notes and examples."""

import io
import re
from collections import Counter
from datetime import date

import openpyxl
import pytest

from takeaction import PackErrors
from takeaction.authoring.schema import json_schema
from takeaction.authoring.sheets.columns import GUIDES, SHEETS, Form, columns_of
from takeaction.authoring.sheets.conversion import to_toml
from takeaction.authoring.sheets.form import (
    SUBJECTS,
    check_of,
    fields_of,
    long_lists,
    note_on,
    write_template,
)
from takeaction.authoring.sheets.rows import EXAMPLE_ID, OPTIONAL, example_rows
from takeaction.authoring.sheets.workbook import column_name
from takeaction.vocabulary.contacts import CHANNEL_FIELDS
from takeaction.vocabulary.records import Kind

FIELDS = [(kind, field) for kind in Kind for field in fields_of(kind)]
ERROR = object()


@pytest.fixture(scope="session")
def template():
    return write_template(regions=["GB", "IE"], language="pl")


@pytest.fixture
def book(template):
    return openpyxl.load_workbook(io.BytesIO(template))


def book_of(kind):
    return openpyxl.load_workbook(io.BytesIO(write_template([kind], ["GB"])))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns_in(sheet):
    return {column_name(cell.value): cell for cell in sheet[1]}


def test_the_same_call_gives_the_same_bytes(template):
    # No time of writing is in the file, so that two people can compare it.
    assert write_template(regions=["GB", "IE"], language="pl") == template


def test_each_kind_has_a_sheet_with_every_column_and_a_note_on_each(book):
    first, *others = GUIDES
    assert book.sheetnames == [first, *SHEETS.values(), *others]
    assert set(SHEETS) == set(SUBJECTS) == set(Kind)
    for kind, title in SHEETS.items():
        cells = columns_in(book[title])
        notes = {field.column.name: note_on(field) for field in fields_of(kind)}
        assert {name: cell.comment.text for name, cell in cells.items()} == notes
        marked = {name for name, cell in cells.items() if cell.value != name}
        assert marked == {column.name for column in columns_of(kind) if column.needed}
        assert book[title].freeze_panes == "B2"
        assert book[title].print_title_rows == "$1:$1"


def test_a_template_may_have_one_kind_only():
    book = openpyxl.load_workbook(io.BytesIO(write_template([Kind.RATING])))

    assert book.sheetnames == ["Read me", "ratings", "Columns", "Lists"]
    assert [cell.value for cell in book["Lists"][1]] == ["places", "in words", "topic", "in words"]


def test_a_column_is_explained_in_a_few_plain_words(subtests):
    for kind, field in FIELDS:
        with subtests.test(f"{kind} {field}"):
            note = note_on(field)

            assert field.words, kind
            assert not re.search(
                r"None|null|True|False|string|``|\"https\"|pack:local|\benum\b", note
            ), note
            assert len(note) < 900


@pytest.mark.parametrize("kind", Kind)
def test_each_closed_list_of_the_schema_is_offered_in_its_column(book, kind):
    sheet = book[SHEETS[kind]]
    offered = {}
    for check in sheet.data_validations.dataValidation:
        if check.type == "list":
            (cells,) = check.sqref.ranges
            name = column_name(sheet.cell(1, cells.min_col).value)
            offered[name] = (words_of(book, check.formula1), check.showErrorMessage)
            assert (cells.min_row, cells.max_row, cells.min_col) == (2, 2000, cells.max_col)
    for field in fields_of(kind):
        name = field.column.name
        words = field.choices or [code for code, _ in long(field)]
        assert offered.pop(name, ((), None))[0] == tuple(words), name
    assert offered == {}


def long(field):
    return long_lists(["GB", "IE"])[field.long_list] if field.long_list else ()


def words_of(book, formula):
    if formula.startswith('"'):
        return tuple(formula.strip('"').split(","))
    title, _, cells = formula.partition("!")
    return tuple(row[0].value for row in book[title][cells.replace("$", "")])


def test_only_a_single_word_of_a_closed_list_is_refused():
    strict = {
        field.column.name: check_of(field, "A2").is_strict
        for field in fields_of(Kind.RESOURCE)
        if field.choices or field.long_list
    }

    assert strict["kind"]
    assert strict["contacts.channel"]
    assert strict["contacts.anonymous"]
    assert not strict["purposes"]
    assert not strict["regions"]
    assert not strict["contacts.dial_region"]
    assert strict["contacts.zone"]


def test_the_lists_begin_with_the_places_of_the_call():
    places = dict(long_lists(["GB", "IE"])["places"])

    assert list(places)[:2] == ["GB", "IE"]
    assert places["GB-SCT"] == "Scotland"
    assert places["001"] == "world"
    assert list(places).index("GB-SCT") < list(places).index("FR")
    assert Counter(code for code, _ in long_lists(["GB"])["places"]).most_common(1)[0][1] == 1


def test_the_messages_of_the_checks_fit_into_the_box_of_a_spreadsheet():
    for _, field in FIELDS:
        check = check_of(field, "A2")
        if check:
            assert len(check.problem) <= 255
            assert all(len(formula) <= 255 for formula in check.formulas)


# A spreadsheet's formula as Python: enough for the formulas of the checks.


def value_of(text):
    return int(text) if str(text).isdigit() else ERROR


def find(part, text):
    return str(text).find(part) + 1 or ERROR


FUNCTIONS = {
    "AND": lambda *each: all(each),
    "OR": lambda *each: any(each),
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNUMBER": lambda value: isinstance(value, int),
    "ISERROR": lambda value: value is ERROR,
    "EXACT": lambda one, other: one == other,
    "LOWER": lambda text: str(text).lower(),
    "LEN": lambda value: len(str(value)),
    "LEFT": lambda text, number: str(text)[:number],
    "FIND": find,
    "VALUE": value_of,
    "SUBSTITUTE": lambda text, old, new, times: str(text).replace(old, new, times),
}


def accepts(name, value, kind=Kind.RESOURCE):
    (field,) = (field for field in fields_of(kind) if field.column.name == name)
    (formula,) = check_of(field, "A2").formulas
    code = re.sub(r"(?<![<>=])=", "==", formula)
    return eval(code, {"A2": value, **FUNCTIONS})  # noqa: S307 - our own formulas


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("id", ["our-line", "line-2", "EXAMPLE"], ["Our line", "our line", "Line", "a" * 65]),
        (
            "contacts.dial",
            ["+18883737888", "116123", "0800"],
            [18883737888, "1-888-373-7888", "+1 888 373 7888", "+44 (0)800", "call us", "+1" * 9],
        ),
        ("contacts.display", ["1-888-373-7888", "0800"], [8883737888]),
        ("contacts.email", ["help@example.org"], ["help at example.org", "a b@example.org"]),
        ("url", ["https://example.org/"], ["http://example.org/", "example.org", "https://a b"]),
        ("contacts.hours", ["24/7", "Mo-Fr 09:00-17:00"], ["24-Jul", "always", 46227]),
        ("source.dated", ["2026", "2026-11", "2026-11-20"], ["20/11/26", 2026, "Nov 2026"]),
    ],
)
def test_a_check_accepts_what_an_import_takes_and_no_damage(name, right, wrong):
    # While somebody types, a cell says what an import would say later.
    assert [value for value in right if not accepts(name, value)] == []
    assert [value for value in wrong if accepts(name, value)] == []


def test_numbers_dates_and_lengths_are_checked_as_the_schema_says():
    checks = {field.column.name: check_of(field, "A2") for field in fields_of(Kind.ACTION)}
    years = {field.column.name: check_of(field, "A2") for field in fields_of(Kind.GOOD)}
    schema = json_schema("action")["$defs"]

    assert (checks["minutes.min"].type, checks["minutes.min"].formulas) == (
        "whole",
        ("1", "1000000"),
    )
    assert years["edition"].formulas == ("1990", "2100")
    assert checks["source.checked"].type == "date"
    longest = schema["Action"]["properties"]["title"]["maxLength"]
    assert checks["title"].formulas == ("0", str(longest))
    assert checks["people_say"] is None


def test_a_cell_for_a_number_keeps_its_plus_and_its_zeros(book):
    cells = columns_in(book["resources"])
    formats = {
        name: book["resources"].column_dimensions[cell.column_letter].number_format
        for name, cell in cells.items()
    }

    assert (
        formats["contacts.dial"] == formats["contacts.display"] == formats["contacts.hours"] == "@"
    )
    assert formats["source.checked"] == "yyyy-mm-dd"
    days = {f.column.name for f in fields_of(Kind.RESOURCE) if f.column.form is Form.DAY}
    numbers = {f.column.name for f in fields_of(Kind.RESOURCE) if f.column.form is Form.NUMBER}
    assert {name for name, form in formats.items() if form != "@"} == days | numbers


def test_an_unchanged_template_has_no_records(template):
    with pytest.raises(PackErrors) as caught:
        to_toml(template, "lines.xlsx")

    (error,) = caught.value.mistakes
    assert (error.code, error.problem) == ("sheet.empty", "it has no records.")


@pytest.mark.parametrize("kind", Kind)
def test_an_example_is_plainly_one_and_has_no_number(kind):
    for row in example_rows(kind):
        texts = {
            name: value
            for name, value in row.items()
            if isinstance(value, str) and name not in OPTIONAL
        }
        free = [f for f in fields_of(kind) if not (f.choices or f.long_list or f.column.keys == ())]
        prose = {f.column.name for f in free if f.column.form is Form.TEXT} & texts.keys()
        assert all(EXAMPLE_ID in texts[name] for name in prose)
        assert not [name for name in row if name.endswith(("dial", "display", "keyword"))]
        assert not re.search(r"\d{3,}", " ".join(texts.values()).replace("09:00-17:00", ""))


@pytest.mark.parametrize("kind", Kind)
def test_an_example_that_somebody_makes_their_own_is_a_right_record(kind):
    book = book_of(kind)
    sheet = book[SHEETS[kind]]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.column == 1 and cell.value:
                cell.value = "our-own"
            elif isinstance(cell.value, str):
                cell.value = cell.value.replace("EXAMPLE", "ours")

    conversion = to_toml(saved(book), "lines.xlsx")

    assert {of: len(file.records) for of, file in conversion.files.items()} == {kind: 1}


@pytest.mark.parametrize("kind", Kind)
def test_a_changed_example_is_refused_and_not_lost(kind):
    # Whoever fills in the example and keeps its id hears of it; so do those who keep its text.
    book = book_of(kind)
    sheet = book[SHEETS[kind]]
    name = "label" if kind is Kind.WORD else "note"
    sheet.cell(2, columns_in(sheet)[name].column).value = "Our own words"
    with pytest.raises(PackErrors) as caught:
        to_toml(saved(book), "lines.xlsx")
    (error,) = caught.value.mistakes
    assert (error.code, error.where.cell) == ("sheet.example", f"{SHEETS[kind]}!A2")
    assert error.problem.startswith("this row has the id of the example")

    for row in sheet.iter_rows(min_row=2):
        row[0].value = row[0].value and "our-own"
    with pytest.raises(PackErrors) as caught:
        to_toml(saved(book), "lines.xlsx")
    assert {error.code for error in caught.value.mistakes} == {"sheet.example"}
    assert {error.problem for error in caught.value.mistakes} == {
        "this is still the text of the example."
    }


def test_an_example_is_for_the_place_and_the_language_of_the_call(book):
    cells = columns_in(book["resources"])
    other = openpyxl.load_workbook(io.BytesIO(write_template([Kind.RESOURCE])))["resources"]

    for name, ours, any_ in (("regions", "GB", "001"), ("contacts.languages", "pl", "en")):
        assert book["resources"].cell(2, cells[name].column).value == ours
        assert other.cell(2, columns_in(other)[name].column).value == any_
    assert book["resources"].cell(2, cells["source.checked"].column).value.date() == date(
        2026, 11, 20
    )


def test_the_first_sheet_says_how_to_fill_in_the_others(book):
    text = " ".join(str(cell.value or "") for row in book["Read me"].iter_rows() for cell in row)

    for word in (*SHEETS.values(), "(*)", EXAMPLE_ID, "takeaction pack import", "Never guess"):
        assert word in text
    assert book.active.title == "Read me"


def test_the_columns_are_explained_on_paper_as_well(book):
    sheet = book["Columns"]

    rows = {(row[0].value, column_name(row[1].value)) for row in sheet.iter_rows(min_row=2)}
    assert rows == {(SHEETS[kind], field.column.name) for kind, field in FIELDS}
    assert (sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, True)


def test_the_note_on_a_way_to_reach_a_line_says_which_channels_need_it():
    words = {field.column.name: field.words for field in fields_of(Kind.RESOURCE)}

    for channel, name in CHANNEL_FIELDS.items():
        if name:
            assert re.search(rf"\b{channel}\b.* need", words[f"contacts.{name}"]), (channel, name)
