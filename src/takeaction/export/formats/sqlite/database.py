"""The database: every table filled, and the same bytes for the same catalog and selection."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.search.fields import searched_texts
from takeaction.export.formats.provenance import check_export, provenance_of
from takeaction.export.formats.sqlite.help_answers import NO_LANGUAGE, HelpPlaces, help_answers
from takeaction.export.formats.sqlite.lines import LINE_COLUMNS, LineTable
from takeaction.export.formats.sqlite.schema import (
    APPLICATION_ID,
    CREATE_TABLES,
    FULL_TEXT,
    PAGE_BYTES,
    VIEWS,
)
from takeaction.export.formats.tables.contacts import table_of_contacts
from takeaction.export.formats.tables.records import tables_of_records
from takeaction.export.formats.tables.table import Table
from takeaction.export.selection import Selection
from takeaction.models.record import Record
from takeaction.models.region import place_label
from takeaction.privacy import confidential
from takeaction.value import plain_data
from takeaction.vocabulary.records import Kind

_SEARCHED_ELSEWHERE = frozenset({"people_say", "also_known_as", "name", "title", "text"})
"""Fields with a column of their own in the full-text search; no answer shows what people say."""


@confidential
def sqlite_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write a catalog as an SQLite database.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Returns:
        The file. It has a table for each kind of record and one for contacts, a full-text search
        (FTS5) over all of them, the emergency numbers, and the view ``help``: for each place and
        language the lines of ``find_help`` without a moment, in its order. The bytes are the same
        for the same version of SQLite.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(
            f"PRAGMA page_size = {PAGE_BYTES}; PRAGMA application_id = {APPLICATION_ID};"
            f" PRAGMA encoding = 'UTF-8'; {CREATE_TABLES}"
        )
        database.execute("BEGIN")
        _write_about(database, catalog, selection)
        _write_records(database, catalog, selection)
        for table in _tables(catalog, selection):
            _write_table(database, table)
        _write_help(database, catalog, selection)
        # A script ends the transaction that is open.
        database.executescript(f"{VIEWS} {FULL_TEXT} VACUUM;")
        return database.serialize()


def _tables(catalog: Catalog, selection: Selection) -> Iterator[Table]:
    yield from tables_of_records(catalog, selection)
    if selection.has_kind(Kind.RESOURCE):
        yield table_of_contacts(catalog, selection)


def _write_about(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write where the records come from."""
    provenance = provenance_of(catalog, selection, "sqlite")
    packs = provenance.pop("packs")
    _insert(database, "about", 2, (tuple(map(_cell, item)) for item in provenance.items()))
    _insert(database, "packs", 5, (tuple(pack.values()) for pack in packs))


def _write_records(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write what all kinds of records share, and the texts that are searched."""
    records = list(selection.records(catalog))
    rows = (
        (number, *_searched(catalog, record, selection.languages))
        for number, record in enumerate(records, 1)
    )
    _insert(database, "records", 8, rows)
    regions = ((record.id, code) for record in records for code in sorted(record.regions))
    _insert(database, "record_regions", 2, regions)
    topics = ((record.id, topic) for record in records for topic in sorted(record.topics))
    _insert(database, "record_topics", 2, topics)


def _searched(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a record after its number."""
    label = str(record.label.pick(languages))
    texts = list(searched_texts(catalog, record))
    names = {text: None for field, text in texts if field in _NAME_FIELDS}
    others = [name for name in (*names, *record.also_known_as) if name != label]
    prose = [text for field, text in texts if field not in _SEARCHED_ELSEWHERE | _SETS]
    prose += sorted(text for field, text in texts if field in _SETS)
    return (
        *(record.id, record.record_kind.value, label, "\n".join(others), "\n".join(prose)),
        *(record.status.value, record.pack),
    )


_NAME_FIELDS = frozenset({"name", "title", "text"})
_SETS = frozenset({"topics", "products", "regions"})
"""Fields whose texts come from sets, in no order of their own."""


def _write_table(database: sqlite3.Connection, table: Table) -> None:
    """Make a table and fill it."""
    names = [f'"{name}" PRIMARY KEY' if name == "line" else f'"{name}"' for name in table.columns]
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(names)})')
    _insert(database, table.name, len(names), (tuple(map(_cell, row)) for row in table.rows))


def _write_help(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write the places, the emergency numbers and the answers."""
    lines = LineTable()
    places = HelpPlaces(catalog, selection)
    if selection.has_kind(Kind.RESOURCE):
        for answer in help_answers(catalog, selection, places):
            _write_answer(database, lines, answer.place, answer.language, answer.help)
    names = (
        (
            place.code,
            place_label(place.code).pick(selection.languages).text,
            places.answering(place),
        )
        for place in places.regions
    )
    _insert(database, "places", 3, names)
    _write_table(database, Table("lines", LINE_COLUMNS, tuple(lines.rows)))


def _write_answer(
    database: sqlite3.Connection, lines: LineTable, place: str, language: str, answer: Help
) -> None:
    ways = ((helpline, way) for helpline, line in enumerate(answer, 1) for way in line.ways)
    rows = [
        (place, language, position, helpline, lines.number_of(way), way.via, _speaks(way))
        for position, (helpline, way) in enumerate(ways, 1)
    ]
    _insert(database, "referrals", 7, rows)
    notices = (
        (place, language, position, notice.code, str(notice.text))
        for position, notice in enumerate(answer.notices, 1)
    )
    _insert(database, "notices", 5, notices)
    if language == NO_LANGUAGE:
        danger = answer.emergency
        facts = (str(danger.text), danger.dial, danger.caution)
        parts = (plain_data(danger.services), plain_data(danger.source))
        _insert(database, "emergency", 6, [tuple(map(_cell, (place, *facts, *parts)))])


def _speaks(referral: Referral) -> str | None:
    """Tell whether somebody speaks the language asked for; None if not, or if there is none."""
    if referral.language is None:
        return None
    if referral.is_language_added:
        return "claimed"
    return "interpreter" if referral.interpreter else "yes"


def _insert(
    database: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[Any, ...]]
) -> None:
    values = ", ".join("?" * columns)
    database.executemany(f'INSERT INTO "{table}" VALUES ({values})', rows)  # noqa: S608 - our names


def _cell(value: Any) -> Any:  # noqa: ANN401 - plain data of any form
    """Write plain data as a value of SQLite: lists and objects as JSON."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value
