"""The catalog as CSV files, read back by ``csv``, and cells that a spreadsheet could hurt."""

import csv
import io
import json
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takeaction import QueryError
from takeaction.export.selection import Selection
from takeaction.export.tables import cell_of, csv_of, table_of_contacts, tables_of_records
from takeaction.models.text import Text
from takeaction.testing import catalog_of

DAY = date(2026, 11, 28)
FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def rows_of(content):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def value_of(cell):
    return cell.removeprefix("'")


def test_every_cell_is_read_back(catalog, everything):
    files = csv_of(catalog, everything)
    tables = [*tables_of_records(catalog, everything), table_of_contacts(catalog, everything)]

    assert len(tables) == 9
    for table in tables:
        read = rows_of(files[f"{table.name}.csv"])
        assert len(read) == len(table.rows)
        for cells, row in zip(read, table.rows, strict=True):
            for column, value in zip(table.columns, row, strict=True):
                assert value_of(cells[column]) == plain(value)


def plain(value):
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return value if isinstance(value, str) else value_of(cell_of(value))


def test_the_fields_of_every_record_have_a_column(catalog, everything):
    # Each field that ``as_json`` has is in the file of its kind, under its name.
    files = csv_of(catalog, everything)

    read = {
        (kind, row["id"]): row
        for kind in {record.record_kind for record in catalog}
        for row in rows_of(files[f"{kind}s.csv"])
    }
    for record in catalog:
        row = read[record.record_kind, record.id]
        data = record.as_json()
        for name in data.keys() - {"label", "kind_of_record"}:
            if isinstance(data[name], str):
                assert value_of(row[name]) == data[name]
        for name, value in data["source"].items():
            assert value_of(row[f"source_{name}"]) == (value or "")


def test_numbers_keep_every_digit(catalog, everything):
    rows = {
        (row["id"], row["contact"]): row
        for row in rows_of(csv_of(catalog, everything)["contacts.csv"])
    }

    numbers = 0
    for resource in catalog.reachable.values():
        for contact in resource.contacts:
            row = rows[resource.id, contact.id]
            assert value_of(row["dial"]) == (contact.dial or "")
            assert value_of(row["display"]) == (contact.display or "")
            assert row["who"]
            assert (contact.display or "") in row["reach"]
            numbers += contact.dial is not None
    assert numbers > 500
    assert rows["us-hotline:national-hotline", "voice"]["dial"] == "'+18883737888"


def test_who_answers_stands_left_of_the_number():
    header = csv_of(catalog_of([]), Selection(at=DAY))["contacts.csv"].decode("utf-8-sig")

    columns = header.splitlines()[0].split(",")
    assert columns.index("who") < columns.index("reach") < columns.index("dial")


@pytest.mark.parametrize("start", [*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20", "'=", "''+"])
def test_a_name_that_looks_like_a_formula_is_text(make_line, start):
    name = f'{start}cmd|" /C calc"!A0'
    files = csv_of(catalog_of([make_line("a:line", name=Text(name))]), Selection(at=DAY))

    for file in ("resources.csv", "contacts.csv"):
        (row,) = rows_of(files[file])
        assert not FORMULA.match(row["name"])
        assert value_of(row["name"]) == name


@given(st.text(max_size=40))
@example("'")
@example("0800 1234")
@example("-")
def test_any_text_is_read_back_and_no_cell_is_a_formula(text):
    cell = cell_of(text)

    assert not FORMULA.match(cell)
    assert value_of(cell) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (2026, "2026"),
        ("911", "911"),
        ("0", "0"),
        ("2026-11-28", "2026-11-28"),
        ("0800", "'0800"),
        ("08000 121 700", "'08000 121 700"),
        ("24/7", "'24/7"),
        ("3-1-1", "'3-1-1"),
        ("2026-11", "'2026-11"),
        ("1e5", "'1e5"),
        ("123456789012", "'123456789012"),
        ("'t Huis", "''t Huis"),
        ("call 911", "call 911"),
        (["en", "es"], "en; es"),
        (["001"], "'001"),
        ([], ""),
        (["Find it.", "Write it."], "Find it.\nWrite it."),
        (
            [{"label": "a", "scope": None}, {"label": "b", "scope": "All"}],
            "label: a\nlabel: b, scope: All",
        ),
    ],
)
def test_a_value_is_a_cell(value, cell):
    # What a spreadsheet would change gets an apostrophe; what it shows as it is gets none.
    assert cell_of(value) == cell


def test_each_row_has_licence_day_and_digest(catalog, everything):
    files = csv_of(catalog, everything)

    for name, content in files.items():
        if name == "export.json":
            continue
        for row in rows_of(content):
            assert row["licence"]
            assert row["exported"] == "2026-11-28"
            assert row["catalog_digest"] == catalog.digest
    assert all(row["notice"] for row in rows_of(files["packs.csv"]))
    assert set(json.loads(files["export.json"])["files"]) == files.keys() - {"export.json"}
    assert all(
        content.startswith(b"\xef\xbb\xbf") for name, content in files.items() if "csv" in name
    )


def test_only_the_kinds_of_a_selection_have_a_file(catalog):
    assert list(csv_of(catalog, Selection(kinds=["label"], at=DAY))) == [
        "export.json",
        "labels.csv",
        "packs.csv",
    ]


def test_lines_that_are_gone_have_no_row_of_contacts(odd_lines, everything):
    files = csv_of(catalog_of(odd_lines), everything)

    assert "a:retired" in {row["id"] for row in rows_of(files["resources.csv"])}
    assert "a:retired" not in {row["id"] for row in rows_of(files["contacts.csv"])}


def test_anything_else_is_refused(catalog):
    with pytest.raises(QueryError, match="Selection"):
        csv_of(catalog, {})
