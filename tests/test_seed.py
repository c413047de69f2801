"""The page that it all began with: its names are answered, and no wrong number ships.

``data/seed_names.json`` is a dated copy of the names on that page, of the actions made of it, and
of numbers that were seen in public copies and are wrong.
"""

import json
import re
from pathlib import Path

import pytest

from takeaction import search
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.words import fold

ROOT = Path(__file__).parents[1]
SEED = json.loads((Path(__file__).parent / "data/seed_names.json").read_text(encoding="utf-8"))
NAMES = SEED["names"]
HEADINGS = [each for each in NAMES if "record" not in each]
RECORDS = [each for each in NAMES if "record" in each]
WRITTEN = (".toml", ".md", ".po", ".py")
DATA = sorted(path for path in ROOT.glob("packs/**/*") if path.suffix in WRITTEN)


def _id(row):
    return row["id"]


def test_the_copy_holds_the_whole_page():
    assert (len(NAMES), len(HEADINGS), len(RECORDS)) == (67, 30, 37)
    assert len(SEED["actions"]) == 80


def test_a_name_of_the_page_finds_its_record_first(subtests, catalog):
    for row in RECORDS:
        with subtests.test(str(row)):
            hits = search(catalog, row["name"], limit=3)

            assert hits[0].record.id == row.get("first", row["record"])
            assert row["record"] in {hit.record.id for hit in hits}


def test_a_heading_of_the_page_finds_an_action_first(subtests, catalog):
    for row in HEADINGS:
        with subtests.test(str(row)):
            first = search(catalog, row["name"])[0].record

            assert first.record_kind is Kind.ACTION
            assert fold(row["name"]) in {fold(name) for name in first.also_known_as}


def test_an_id_of_the_first_list_still_answers(subtests, catalog):
    for row in RECORDS:
        with subtests.test(str(row)):
            assert catalog.get(row["id"]).id == row["record"]


def test_each_action_of_the_page_answers_by_full_and_local_id(subtests, catalog):
    for id in SEED["actions"]:
        with subtests.test(str(id)):
            action = catalog.get(id)

            assert action is catalog.get(f"community-actions:{id}")
            assert (action.record_kind, action.local_id) == (Kind.ACTION, id)


def _numbers(text):
    return [
        re.sub(r"\D", "", found)
        for found in re.findall(r"\+?\d(?:[\s().\-\u2010-\u2015]*\d)*", text)
    ]


def _digits(number):
    return re.sub(r"\D", "", number).removeprefix("1").lstrip("0")


@pytest.mark.parametrize("wrong", SEED["known_wrong"])
def test_no_wrong_number_stands_in_any_pack(wrong):
    found = [
        path.name
        for path in DATA
        for number in _numbers(path.read_text(encoding="utf-8"))
        if _digits(wrong) in number
    ]

    assert found == []


@pytest.mark.parametrize(
    "written",
    ['dial = "+18663737888"', "1-866-373-7888", "1 (866) 373.7888", "866\u2011373\u20117888"],
    ids=["dialled", "dashes", "brackets", "long-dashes"],
)
def test_a_wrong_number_would_be_found_in_any_form(written):
    assert any(_digits("1-866-373-7888") in number for number in _numbers(written))
