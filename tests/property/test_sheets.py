"""Laws of spreadsheets: what goes out as rows comes back as it was, whatever its texts hold."""

import csv
import io
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takeaction.authoring.sheets import conversion, workbook
from takeaction.authoring.sheets.columns import Form, columns_of
from takeaction.authoring.sheets.rows import read_records, write_rows
from takeaction.limits import Limits
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.sources.discovery import pack_at
from takeaction.vocabulary.records import Kind

PACKS = Path(__file__).parents[2] / "packs"
FORMS = {
    "csv": (workbook.write_csv, lambda data: workbook.read_csv(data, "a.csv")),
    "xlsx": (
        lambda rows: workbook.write_workbook(rows, "a"),
        lambda data: workbook.read_workbook(data, "a.xlsx")[0],
    ),
}
LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x2FFF)
ODD = st.sampled_from("=+-@\t\n'\"[],;#\\\uff1d\u2013\u201c 0E")
WORDS = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True)
VALUES = {
    Form.TEXT: st.text(ODD | LETTERS, min_size=1, max_size=12).filter(
        lambda text: text.strip() and not text.startswith("#")
    ),
    Form.CODE: WORDS,
    Form.LIST: st.lists(WORDS, max_size=3),
    Form.TERMS: st.dictionaries(
        st.sampled_from(["en", "es-MX"]), st.lists(WORDS, min_size=1, max_size=2), min_size=1
    ),
    Form.NUMBER: st.integers(0, 10**9),
    Form.YES_NO: st.booleans(),
    Form.DAY: st.dates(date(1000, 1, 1)).map(str),
}


@cache
def records(kind):
    """Draw a record of a kind as its pack writes it: any of its columns may be filled."""
    return st.builds(
        filled,
        st.integers(1, 3),
        st.lists(st.sampled_from(columns_of(kind)), unique_by=lambda c: c.name, max_size=8),
        st.data(),
    )


def filled(rows, columns, data):
    record = {}
    for column in columns:
        for number in range(rows if column.list_field else 1):
            put(record, column, number, data.draw(VALUES[column.form]))
    return {"id": "one", **{k: v for k, v in record.items() if k != "id"}}


def put(record, column, number, value):
    if column.list_field and not column.keys:
        record.setdefault(column.list_field, []).append(value)
        return
    inside = record
    if column.list_field:
        items = record.setdefault(column.list_field, [])
        if len(items) == number:
            items.append({})
        inside = items[number]
    for key in column.keys[:-1]:
        inside = inside.setdefault(key, {})
    inside[column.keys[-1]] = value


def there_and_back(kind, written, form):
    write, read_again = FORMS[form]
    found, mistakes = read_records(kind, read_again(write(write_rows(kind, written))))
    assert mistakes == ()
    back = [record.fields for record in found]
    return back, plain(tomllib.loads(conversion.write_toml(kind, back)).get(kind, []))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_comes_back_from_a_sheet_as_it_was(form, data):
    kind = data.draw(st.sampled_from(Kind))
    record = data.draw(records(kind))

    back, again = there_and_back(kind, [record], form)

    assert back == [record]
    assert again == [record]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(path.name for path in PACKS.iterdir()))
def test_every_record_of_our_packs_comes_back_from_a_sheet(name, form):
    content = read_drafts(pack_at(PACKS / name), Limits())
    for kind in sorted({draft.kind for draft in content.drafts}):
        written = [{"id": d.id, **d.fields} for d in content.drafts if d.kind == kind]

        back, again = there_and_back(Kind(kind), written, form)

        assert back == written
        assert again == written


@given(st.text(ODD, min_size=1, max_size=6))
def test_no_cell_of_a_csv_file_starts_a_formula(text):
    written = workbook.write_csv([[text]]).decode("utf-8-sig")

    ((cell,),) = csv.reader(io.StringIO(written, newline=""))

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\uff1d"))
