"""The catalog as a database, read back by ``sqlite3``, and its answers beside ``find_help``."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import date

import attrs
import pytest

from takeaction import HelpQuery, QueryError, find_help
from takeaction.catalog import Records
from takeaction.export.selection import Selection
from takeaction.export.sqlite import sqlite_of
from takeaction.export.tables import table_of_contacts, tables_of_records
from takeaction.models.pack import Added
from takeaction.models.record import PeopleSay
from takeaction.models.region import listed_places
from takeaction.models.text import tag_chain
from takeaction.testing import catalog_of

DAY = date(2026, 11, 28)

HELP = """\
SELECT * FROM help WHERE place = :place AND language = coalesce(
  (SELECT language FROM help WHERE place = :place AND language IN (:tag, :wider, :widest)
   ORDER BY length(language) DESC LIMIT 1),
  CASE WHEN :tag = '' THEN '' ELSE '*' END)
ORDER BY position"""
"""The question of the docs: a language that nobody there speaks has the answers of ``*``."""


def opened(content):
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.deserialize(content)
    return database


@pytest.fixture(scope="module")
def database(catalog, everything):
    with closing(opened(sqlite_of(catalog, everything))) as connection:
        yield connection


def answer(database, place, language):
    chain = [*tag_chain(language), language, language] if language else ["", "", ""]
    question = dict(zip(("tag", "wider", "widest"), chain, strict=False), place=place)
    return database.execute(HELP, question).fetchall()


def test_the_file_is_whole(database):
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"TAKE")
    database.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_every_record_is_read_back(database, catalog, everything):
    tables = [*tables_of_records(catalog, everything), table_of_contacts(catalog, everything)]

    for table in tables:
        read = database.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608
        assert len(read) == len(table.rows)
        for cells, row in zip(read, table.rows, strict=True):
            assert tuple(cells.keys()) == table.columns
            for cell, value in zip(cells, row, strict=True):
                assert (json.loads(cell) if isinstance(value, (list, dict)) else cell) == value


def test_200_questions_have_the_answers_of_find_help(database, catalog):
    draw = random.Random(23)  # noqa: S311 - a fixed draw
    places = [place.code for place in listed_places()]
    countries = [code for code in places if "-" not in code]
    spoken = sorted(
        {
            tag
            for line in catalog.reachable.values()
            for contact in line.contacts
            for tag in (*contact.languages, *contact.interpreter)
        }
        - {"mul"}
    )
    languages = [None, *spoken, "es-MX", "zh-Hant-TW", "pt-BR", "mi", "so"]

    compared = 0
    for number in range(200):
        place = draw.choice(countries if number % 2 else places)
        language = draw.choice(languages)
        found = find_help(catalog, HelpQuery(place, language), languages=["en"])
        expected = found.ways
        rows = answer(database, place, language)
        assert [(row["id"], row["contact"], row["via"]) for row in rows] == [
            (each.resource.id, each.contact.id, each.via) for each in expected
        ]
        assert [row["helpline"] for row in rows] == [
            number for number, line in enumerate(found, 1) for _ in line.ways
        ]
        for row, referral in zip(rows, expected, strict=True):
            assert row["who"] == str(referral.who)
            assert row["dial"] == referral.contact.dial
            assert row["display"] == referral.contact.display
            assert row["warning"] == referral.as_json()["warning"]
            assert (row["speaks"] is not None) == (referral.language is not None)
            assert (row["speaks"] == "interpreter") == referral.interpreter
            compared += 1
    assert compared > 1_000


def test_every_place_is_answered_with_its_emergency_number(database, catalog):
    # Each listed place, parts of countries included, leads to the notice of ``find_help``.
    rows = {row["place"]: row for row in database.execute("SELECT * FROM danger")}

    assert rows.keys() == {place.code for place in listed_places()}
    for code in sorted(rows)[::50]:
        expected = find_help(catalog, HelpQuery(code)).emergency
        assert rows[code]["dial"] == expected.dial
        assert rows[code]["advice"] == str(expected.text)
        assert bool(rows[code]["may_fail"]) == expected.caution


def test_an_empty_list_has_advice(database, catalog):
    # The notices of a place are those of ``find_help``.
    query = "SELECT code, text FROM notices WHERE place = ? AND language = '' ORDER BY position"

    for place in ("AQ", "US", "GB", "001"):
        expected = find_help(catalog, HelpQuery(place)).notices
        rows = database.execute(query, (place,)).fetchall()
        assert [tuple(row) for row in rows] == [(each.code, str(each.text)) for each in expected]


QUESTIONS = {
    """SELECT name FROM help WHERE place = 'US-OH' AND language = 'es' AND channel = 'sms'
    ORDER BY position LIMIT 1""": "National Human Trafficking Hotline",
    """SELECT count(*) > 3 FROM search JOIN records ON records.number = search.rowid
    WHERE search MATCH 'debt' AND kind = 'indicator'""": 1,
    "SELECT count(*) > 0 FROM goods WHERE country = 'IN' AND name LIKE 'cotton%'": 1,
    "SELECT count(*) FROM contacts, json_each(contacts.languages) WHERE value = 'ar'": 23,
    "SELECT licence FROM packs WHERE id = 'us-hotline'": "CC-BY-4.0",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_plain_questions_have_an_answer(database, question):
    # Five questions that somebody asks a directory, as they would write them.
    (value,) = database.execute(question).fetchone()

    assert value == QUESTIONS[question]


def test_words_are_found_without_their_accents(database):
    rows = database.execute(
        "SELECT kind FROM search JOIN records ON records.number = search.rowid"
        " WHERE search MATCH 'indemnizacion OR peticion'"
    ).fetchall()

    assert rows


def test_what_people_say_is_nowhere(make_line, everything):
    say = PeopleSay((("en", ("qwertzuiop",)),))
    line = make_line("a:line", people_say=say, also_known_as=("Asdfghjkl",))

    written = sqlite_of(catalog_of([line]), everything)

    assert b"qwertzuiop" not in written
    assert b"Asdfghjkl" in written


def test_where_everything_is_from(database, catalog):
    about = dict(database.execute("SELECT name, value FROM about").fetchall())

    assert about["made"] == "2026-11-28"
    assert about["digest"] == catalog.digest
    assert "Numbers change" in about["notice"]
    assert json.loads(about["selection"]) == {"regions": [], "languages": ["en"], "kinds": []}
    assert [row[0] for row in database.execute("SELECT id FROM packs")] == list(catalog.packs)


def test_a_selection_has_its_places_and_records(catalog):
    selection = Selection(regions=["GB"], languages=["es"], at=DAY)

    with closing(opened(sqlite_of(catalog, selection))) as database:
        codes = {row[0] for row in database.execute("SELECT code FROM places")}
        ids = [row[0] for row in database.execute("SELECT id FROM records ORDER BY number")]
        (who,) = database.execute(
            "SELECT who FROM help WHERE place = 'GB' AND language = '' AND position = 1"
        ).fetchone()

    assert codes == {place.code for place in listed_places() if "GB" in place.chain}
    assert ids == [record.id for record in selection.records(catalog)]
    assert who.startswith("Una organización independiente")


def test_a_part_has_the_answers_of_its_country(catalog):
    selection = Selection(regions=["US-OH"], at=DAY)

    with closing(opened(sqlite_of(catalog, selection))) as database:
        places = database.execute("SELECT code, answered_as FROM places").fetchall()
        rows = answer(database, "US-OH", "es")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []

    assert [tuple(place) for place in places] == [("US-OH", "US")]
    assert [row["id"] for row in rows] == [
        each.resource.id for each in find_help(catalog, HelpQuery("US-OH", "es")).ways
    ]


def test_a_number_that_works_in_one_part_alone_is_only_there(make_line):
    line = make_line("a:line")
    contact = attrs.evolve(line.contacts[0], reachable_from=frozenset({"US-TX"}))
    catalog = catalog_of([attrs.evolve(line, contacts=(contact,)), make_line("b:line")])

    with closing(opened(sqlite_of(catalog, Selection(regions=["US"], at=DAY)))) as database:
        for place in ("US", "US-TX", "US-OH"):
            assert [row["id"] for row in answer(database, place, None)] == [
                each.resource.id for each in find_help(catalog, HelpQuery(place))
            ]


def test_without_resources_there_is_no_help(catalog):
    # The tables are there and empty, so that a query is no error.
    with closing(opened(sqlite_of(catalog, Selection(kinds=["label"], at=DAY)))) as database:
        assert database.execute("SELECT count(*) FROM help").fetchone()[0] == 0
        assert database.execute("SELECT count(*) FROM labels").fetchone()[0] == len(catalog.labels)
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}

    assert {"actions", "contacts"}.isdisjoint(tables)


def test_a_language_that_only_a_patch_claims_is_marked(make_line, everything):
    line = make_line("a:line")
    contact = attrs.evolve(line.contacts[0], languages=("en", "es"))
    added = Added(languages=(("voice", "es", "b"),))
    catalog = attrs.evolve(
        catalog_of([attrs.evolve(line, contacts=(contact,))]), added=Records({"a:line": added})
    )

    with closing(opened(sqlite_of(catalog, everything))) as database:
        rows = database.execute("SELECT language, speaks FROM help WHERE place = 'US'").fetchall()

    assert {row[0]: row[1] for row in rows} == {"": None, "en": "yes", "es": "claimed", "*": None}


def test_anything_else_is_refused(catalog):
    with pytest.raises(QueryError, match="Selection"):
        sqlite_of(catalog, {})
