"""People, and jobs over files of them."""

import csv
from datetime import UTC, datetime

import pytest

from takeaction.batch.people import open_people
from takeaction.batch.running import make_job, read_columns, read_table, read_tally

AT = datetime(2026, 11, 28, tzinfo=UTC)
COLUMNS = ("id", "minutes", "roles", "skills", "topics", "region", "language")
PEOPLE = [
    ("1", "30", "student;voter", "writing", "", "Texas", "es"),
    ("2", "5", "", "", "fair-trade", "GB", ""),
    ("3", "120", "lawyer", "law; public-speaking", "", "IN", "fr;en"),
    ("4", "15", "survivor", "", "", "US", "en"),
    ("5", "soon", "", "", "", "US", "en"),
    ("6", "60", "educator", "", "youth-prevention", "", "de"),
    ("7", "300", "", "web-development", "", "KE", ""),
    ("8", "10", "hotel-staff", "", "", "BR", "pt"),
]
"""People of every kind: one is refused, and one has a broken row."""


@pytest.fixture
def write_people(tmp_path):
    """Return a function that writes people to a CSV file; all of ours unless told otherwise."""

    def write(rows=PEOPLE, columns=COLUMNS, name="people.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns, *rows])
        return path

    return write


@pytest.fixture
def job_for(catalog):
    def make(path, *, named=(), part_rows=2, limit=3, **options):
        people = open_people(path, part_rows=part_rows)
        columns = read_columns(people.schema, named)
        return make_job(people, catalog, columns=columns, limit=limit, at=AT, **options)

    return make


@pytest.fixture
def parts_of():
    """Return a function that returns some parts of a job; all of them unless told otherwise."""

    def parts(job, places=None):
        every = list(enumerate(job.people.contents()))
        return [every[place] for place in (range(len(every)) if places is None else places)]

    return parts


@pytest.fixture
def answers_of():
    """Return a function that returns the rows of all answers to a job, and the counts of each."""

    def answers(job):
        parts = [job.answer(content) for content in job.people.contents()]
        rows = [row for part in parts for row in read_table(part).to_pylist()]
        return rows, [read_tally(part) for part in parts]

    return answers
