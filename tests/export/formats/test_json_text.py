"""The catalog as JSON and JSON Lines, read back by ``json``."""

import json
from datetime import date

import pytest

from takeaction import QueryError
from takeaction.export.json_text import json_lines_of, json_of
from takeaction.export.selection import Selection
from takeaction.testing import catalog_of

DAY = date(2026, 11, 28)


def read(catalog, selection):
    head = json.loads(json_of(catalog, selection))
    records = head.pop("records")
    first, *lines = json_lines_of(catalog, selection).decode().removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == records
    assert {**json.loads(first), "takeaction": "json"} == head
    return head, records


def test_every_record_is_read_back_as_the_library_gives_it(catalog, everything):
    _, records = read(catalog, everything)

    by_id = {record["id"]: record for record in records if record["kind_of_record"] != "word"}
    assert list(by_id) == [record.id for record in catalog]
    for record in catalog:
        expected = record.as_json(translations="apart")
        if record.status == "retired" and "contacts" in expected:
            expected["contacts"] = []
        assert {key: by_id[record.id][key] for key in expected} == expected
    words = [record for record in records if record["kind_of_record"] == "word"]
    assert [word["id"] for word in words] == [word.id for word in catalog.words]


def test_the_head_says_where_everything_is_from(catalog):
    selection = Selection(regions=["us"], languages=["es"], kinds=["resource"], at=DAY)

    head, _ = read(catalog, selection)

    assert head["digest"] == catalog.digest
    assert head["made"] == "2026-11-28"
    assert head["check_again_by"] == "2026-12-28"
    assert head["selection"] == {"regions": ["US"], "languages": ["es"], "kinds": ["resource"]}
    assert "Numbers change" in head["notice"]
    for pack in head["packs"]:
        header = catalog.packs[pack["id"]].header
        assert (pack["licence"], pack["publisher"]) == (header.licence, header.publisher)


def test_who_answers_goes_before_the_numbers(catalog, everything):
    _, records = read(catalog, everything)

    lines = [record for record in records if record.get("contacts")]
    assert len(lines) > 400
    for line in lines:
        assert line["who"]["text"]
        assert list(line).index("who") < list(line).index("contacts")


def test_a_selection_has_its_records_and_no_other(catalog):
    selection = Selection(regions=["GB-SCT"], kinds=["resource"], at=DAY)

    _, records = read(catalog, selection)

    assert [record["id"] for record in records] == [r.id for r in selection.records(catalog)]
    assert 0 < len(records) < len(catalog.resources)


def test_texts_are_in_the_first_language_that_they_have(catalog):
    _, records = read(catalog, Selection(languages=["es", "fr"], kinds=["action"], at=DAY))

    assert {record["title"]["language"] for record in records} == {"es"}


def test_a_line_that_is_gone_has_no_numbers(odd_lines, everything):
    _, records = read(catalog_of(odd_lines), everything)

    by_id = {record["id"]: record for record in records}
    assert by_id["a:retired"]["contacts"] == []
    assert len(by_id["a:full"]["contacts"]) == 6


@pytest.mark.parametrize("write", [json_of, json_lines_of])
def test_anything_else_is_refused(catalog, everything, write):
    with pytest.raises(QueryError, match="Selection"):
        write(catalog, {"regions": ["US"]})
    with pytest.raises(QueryError, match="catalog"):
        write([], everything)
