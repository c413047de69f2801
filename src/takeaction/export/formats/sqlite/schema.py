"""The tables and views of the database, beside those that have the columns of a kind of record."""

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
