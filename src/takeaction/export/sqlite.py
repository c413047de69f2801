"""The catalog as an SQLite database, with full-text search and the answers of ``find_help``.

The answers are computed beforehand, for each place and each language spoken there. The same catalog
and selection give the same bytes.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import language_of, read
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.need import how_to_use
from takeaction.engine.help.referral import find_help
from takeaction.engine.search.fields import searched_texts
from takeaction.export.json_text import check_export, one_line_json, provenance_of
from takeaction.export.selection import Selection
from takeaction.export.tables import TELLS_COLUMNS, Table, tables_of, tells_cells
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import country_of, listed_places, place_label
from takeaction.privacy import confidential
from takeaction.value import plain_data
from takeaction.views.contact_lines import (
    cost_of,
    describe_languages,
    describe_verification,
    opening_hours,
)
from takeaction.vocabulary.records import Kind

APPLICATION_ID = 0x54414B45
"""The number by which a file of ours is known, in its header: ``TAKE``."""

PAGE_BYTES = 4096

CREATE_TABLES = """\
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE packs (
  id TEXT PRIMARY KEY, version TEXT, publisher TEXT, licence TEXT, digest TEXT
) WITHOUT ROWID;
CREATE TABLE records (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, name TEXT, other_names TEXT, texts TEXT,
  status TEXT, pack TEXT REFERENCES packs (id)
);
CREATE TABLE record_regions (
  id TEXT REFERENCES records (id), region TEXT, PRIMARY KEY (id, region)
) WITHOUT ROWID;
CREATE TABLE record_topics (
  id TEXT REFERENCES records (id), topic TEXT, PRIMARY KEY (id, topic)
) WITHOUT ROWID;
CREATE TABLE places (
  code TEXT PRIMARY KEY, name TEXT, answered_as TEXT REFERENCES emergency (place)
) WITHOUT ROWID;
CREATE TABLE emergency (
  place TEXT PRIMARY KEY, advice TEXT, dial TEXT, may_fail INTEGER, services TEXT, sources TEXT
) WITHOUT ROWID;
CREATE TABLE referrals (
  place TEXT REFERENCES emergency (place), language TEXT, position INTEGER,
  helpline INTEGER, line INTEGER REFERENCES lines (line), via TEXT, speaks TEXT,
  PRIMARY KEY (place, language, position)
) WITHOUT ROWID;
CREATE TABLE notices (
  place TEXT REFERENCES emergency (place), language TEXT, position INTEGER, code TEXT, text TEXT,
  PRIMARY KEY (place, language, position)
) WITHOUT ROWID;
"""

FULL_TEXT = """\
CREATE VIRTUAL TABLE search USING fts5 (
  name, other_names, texts,
  content='records', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search) VALUES ('optimize');
"""

VIEWS = """\
CREATE INDEX regions_of_records ON record_regions (region);
CREATE INDEX topics_of_records ON record_topics (topic);
CREATE INDEX places_answered ON places (answered_as);
CREATE VIEW help AS
SELECT
  places.code AS place, places.name AS place_name, referrals.language AS language,
  referrals.position AS position, referrals.helpline AS helpline,
  lines.name AS name, lines.who AS who, lines.only_for AS only_for,
  lines.warning AS warning, lines.resembles AS resembles, lines.channel AS channel,
  lines.reach AS reach, lines.opening AS opening, lines.spoken AS spoken,
  referrals.speaks AS speaks, lines.cost AS cost, lines.dial AS dial,
  lines.dial_region AS dial_region, lines.display AS display, lines.keyword AS keyword,
  lines.email AS email, lines.url AS url, lines.note AS note, lines.purposes AS purposes,
  lines.is_enforcement AS is_enforcement, lines.only_reports AS only_reports,
  lines.checked AS checked, lines.checked_on AS checked_on, lines.evidence_since AS evidence_since,
  lines.source_title AS source_title, lines.source_url AS source_url, referrals.via AS via,
  lines.id AS id, lines.contact AS contact, lines.pack AS pack
FROM places
JOIN referrals ON referrals.place = places.answered_as
JOIN lines ON lines.line = referrals.line;
CREATE VIEW danger AS
SELECT
  places.code AS place, places.name AS place_name, emergency.advice AS advice,
  emergency.dial AS dial, emergency.may_fail AS may_fail, emergency.services AS services,
  emergency.sources AS sources
FROM places JOIN emergency ON emergency.place = places.answered_as;
"""


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
            # Else VACUUM writes temporary files, for which a disk may have no room.
            f" PRAGMA temp_store = MEMORY; PRAGMA encoding = 'UTF-8'; {CREATE_TABLES}"
        )
        database.execute("BEGIN")
        _write_about(database, catalog, selection)
        _write_records(database, catalog, selection)
        for table in tables_of(catalog, selection):
            _write_table(database, table)
        _write_help(database, catalog, selection)
        # A script ends the transaction that is open.
        database.executescript(f"{VIEWS} {FULL_TEXT} VACUUM;")
        return database.serialize()


def _write_about(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write where the records come from."""
    provenance = provenance_of(catalog, selection, "sqlite")
    packs = provenance.pop("packs")
    _insert(database, "about", 2, (tuple(map(_cell, item)) for item in provenance.items()))
    _insert(database, "packs", 5, (tuple(pack.values()) for pack in packs))


_SEARCHED_ELSEWHERE = frozenset({"people_say", "also_known_as", "name", "title", "text"})
"""Fields with a column of their own in the full-text search; no answer shows what people say."""

_NAME_FIELDS = frozenset({"name", "title", "text"})

_SETS = frozenset({"topics", "products", "regions"})
"""Fields whose texts come from sets, in no order of their own."""


def _write_records(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write the fields that all kinds of records share, and the texts that are searched."""
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


def _write_table(database: sqlite3.Connection, table: Table) -> None:
    """Make a table and fill it."""
    names = [f'"{name}" PRIMARY KEY' if name == "line" else f'"{name}"' for name in table.columns]
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(names)})')
    _insert(database, table.name, len(names), (tuple(map(_cell, row)) for row in table.rows))


def _insert(
    database: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[Any, ...]]
) -> None:
    values = ", ".join("?" * columns)
    database.executemany(f'INSERT INTO "{table}" VALUES ({values})', rows)  # noqa: S608 - our names


def _cell(value: Any) -> Any:  # noqa: ANN401 - plain data of any form
    """Write plain data as a value of SQLite: lists and objects as JSON."""
    return one_line_json(value) if isinstance(value, (list, dict)) else value


NO_LANGUAGE = ""
"""The language of the answer to a question that names none."""

OTHER_LANGUAGE = "*"
"""The language of the answer for every language that nobody there is known to speak."""

_SPOKEN_NOWHERE = "qaa"
"""A tag that ISO 639-2 reserves for local use, so no line speaks it."""

_MANY = "mul"


def _answered_places(catalog: Catalog, selection: Selection) -> dict[str, str]:
    """Return the code of each place, and of the narrowest place whose answer holds for it."""
    lines = catalog.reachable.values()
    own = {code for line in lines for code in line.regions} | set(read("emergency")["territories"])
    # Where a number works from some parts of a country alone, each part has its answer.
    divided = {
        country_of(code)
        for line in lines
        for contact in line.contacts
        for code in contact.reachable_from
        if "-" in code
    }
    return {
        place.code: place.code
        if country_of(place.code) in divided
        else next(code for code in place.chain if "-" not in code or code in own)
        for place in sorted(listed_places(), key=lambda place: place.code)
        if not selection.regions or any(code in place.chain for code in selection.regions)
    }


def _help_answers(
    catalog: Catalog, selection: Selection, places: Iterable[str]
) -> Iterator[tuple[str, str, Help]]:
    """Yield the answers of places: without a language, in each one there, and in any other.

    Each comes with the code of its place and the language that somebody has to speak.
    """

    def answer(place: str, language: str | None) -> Help:
        return find_help(catalog, HelpQuery(place, language), languages=selection.languages)

    for place in sorted(set(places)):
        anybody = answer(place, None)
        yield place, NO_LANGUAGE, anybody
        contacts = [way.contact for way in anybody.ways]
        spoken = {tag for each in contacts for tag in (*each.languages, *each.interpreter)}
        for language in sorted(spoken - {_MANY}):
            yield place, language, answer(place, language)
        yield place, OTHER_LANGUAGE, answer(place, _SPOKEN_NOWHERE)


_OF_A_REFERRAL = (
    *("id", "contact", "name", "who", "only_for", "warning", "resembles", "channel"),
    *("dial", "dial_region", "display", "keyword", "email", "url", "note", "purposes", "summary"),
    *("operator", "operator_kind", "returns_people", "is_enforcement", "only_reports", "also_in"),
    *("languages", "recorded", "anonymous", "may_show_on_bill", "shares_with", "hours", "zone"),
)
"""The keys of a referral in JSON that have a column of the same name."""

LINE_COLUMNS = (
    "line",
    *_OF_A_REFERRAL,
    *("serves", *TELLS_COLUMNS),
    *("interpreter", "reach", "opening", "spoken", "cost", "checked", "checked_on"),
    *("evidence_since", "source_title", "source_url", "pack"),
)


_Lines = dict[tuple[object, ...], tuple[Any, ...]]
"""The cells of the lines of all answers, each once however many places list it."""


def _number_of(referral: Referral, lines: _Lines) -> int:
    """Return the number of the line of a referral, from 1, and add the line if it is new."""
    key = (
        *(referral.resource, referral.contact, referral.also_in),
        *(referral.resembles, referral.added),
    )
    if key not in lines:
        cells = {"line": len(lines) + 1, **_cells(referral)}
        lines[key] = tuple(cells[name] for name in LINE_COLUMNS)
    number: int = lines[key][0]
    return number


def _cells(referral: Referral) -> dict[str, Any]:
    """Return the cells of a line, but for its number."""
    data: Mapping[str, Any] = referral.as_json()
    contact, resource = referral.contact, referral.resource
    language = language_of(referral.languages)
    verified, source = plain_data(referral.verified), plain_data(resource.source)
    since = referral.freshness.since
    return {
        **{name: data[name] for name in _OF_A_REFERRAL},
        "serves": sorted(resource.serves),
        **tells_cells(contact),
        "interpreter": list(contact.interpreter),
        "reach": str(how_to_use(contact, referral.languages, referral.text_language)),
        "opening": opening_hours(contact, language),
        "spoken": describe_languages(contact, referral.languages, referral.languages_added),
        "cost": cost_of(contact, referral.languages),
        "checked": describe_verification(referral.verified.method, referral.languages),
        "checked_on": verified["on"],
        "evidence_since": since and since.isoformat(),
        "source_title": source["title"],
        "source_url": source["url"],
        "pack": resource.pack,
    }


def _write_help(database: sqlite3.Connection, catalog: Catalog, selection: Selection) -> None:
    """Write the places, the emergency numbers and the answers."""
    lines: _Lines = {}
    places = _answered_places(catalog, selection)
    if selection.has_kind(Kind.RESOURCE):
        for place, language, answer in _help_answers(catalog, selection, places.values()):
            _write_answer(database, lines, place, language, answer)
    names = (
        (code, place_label(code).pick(selection.languages).text, answered)
        for code, answered in places.items()
    )
    _insert(database, "places", 3, names)
    _write_table(database, Table("lines", LINE_COLUMNS, tuple(lines.values())))


def _write_answer(
    database: sqlite3.Connection, lines: _Lines, place: str, language: str, answer: Help
) -> None:
    ways = ((helpline, way) for helpline, line in enumerate(answer, 1) for way in line.ways)
    rows = [
        (place, language, position, helpline, _number_of(way, lines), way.via, _speaks(way))
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
    """Say how the language asked for is spoken; None without such a language."""
    if referral.language is None:
        return None
    if referral.is_language_added:
        return "claimed"
    return "interpreter" if referral.interpreter else "yes"
