"""Laws of all exports, over drawn catalogs."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date

import vobject
from hypothesis import given, settings
from make import catalogs

from takeaction import HelpQuery, find_help
from takeaction.export.content_lines import vcards_of
from takeaction.export.json_text import geojson_of, json_lines_of, json_of
from takeaction.export.jsonld import jsonld_of
from takeaction.export.selection import Selection
from takeaction.export.sqlite import sqlite_of
from takeaction.export.tables import csv_of
from takeaction.vocabulary.records import Status

DAY = date(2026, 11, 28)
ALL = Selection(kinds=["action", "resource"], at=DAY)
SCOTLAND = Selection(regions=["GB-SCT"], languages=["es"], at=DAY)


@given(catalogs())
def test_no_number_of_a_line_that_is_gone_is_in_any_file(catalog):
    alive = {
        contact.dial
        for line in catalog.resources.values()
        if line.status is not Status.RETIRED
        for contact in line.contacts
    }
    data = json.loads(json_of(catalog, ALL))
    text = csv_of(catalog, ALL)["contacts.csv"].decode("utf-8-sig")
    cards = vobject.readComponents(vcards_of(catalog, ALL).decode())

    rows = csv.DictReader(io.StringIO(text, newline=""))
    dialled = {row["dial"].removeprefix("'") or None for row in rows}
    dialled |= {line.value for card in cards for line in card.contents.get("tel", ())}
    for record in data["records"]:
        dialled |= {contact["dial"] for contact in record.get("contacts", ())}

    assert dialled <= alive | {None}


@given(catalogs())
def test_every_format_of_a_part_of_the_world_can_be_read(catalog):
    ids = [record.id for record in SCOTLAND.records(catalog)]

    lines = json_lines_of(catalog, SCOTLAND).decode().removesuffix("\n").split("\n")
    records = [json.loads(line) for line in lines[1:]]
    assert [r["id"] for r in records if r["kind_of_record"] != "word"] == ids
    assert [f["id"] for f in json.loads(geojson_of(catalog, SCOTLAND))["features"]] == ["GB"]
    _, *services = json.loads(jsonld_of(catalog, SCOTLAND))["@graph"]
    assert {service["@id"].removeprefix("urn:takeaction:") for service in services} <= set(ids)


@settings(max_examples=20)
@given(catalogs())
def test_the_database_answers_as_the_library(catalog):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(sqlite_of(catalog, SCOTLAND))
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute(
            "SELECT language, id, contact FROM help WHERE place = 'GB-SCT' ORDER BY position"
        ).fetchall()
    languages = {row[0] for row in rows}

    for language in languages - {"*"}:
        answer = find_help(catalog, HelpQuery("GB-SCT", language or None))
        assert [row[1:] for row in rows if row[0] == language] == [
            (way.resource.id, way.contact.id) for way in answer.ways
        ]
