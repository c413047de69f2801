"""The records and contacts that are due for another check."""

from datetime import UTC, date, datetime

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import load
from takeaction.authoring.survey import find_due, find_undated
from takeaction.models.record import Source, Verified
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Method
from takeaction.vocabulary.resources import ResourceKind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

HEADER = make.header("small", title="A small pack", publisher="Example", licence="CC0-1.0")

LINE = """\
[[resource]]
id = "{id}"
name = "A line"
kind = "hotline"
source = {{ title = "A page" }}
verified = {{ method = "called", on = {on} }}
{more}
"""

CONTACTS = """\
[[resource.contacts]]
channel = "web"
url = "https://example.org/"

[[resource.contacts]]
channel = "chat"
url = "https://example.org/chat"
verified = { method = "called", on = 2026-11-20 }
"""


@pytest.fixture
def catalog_of(tmp_path):
    def of(*resources):
        (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
        (tmp_path / "resources.toml").write_text("\n".join(resources), encoding="utf-8")
        return load(paths=[tmp_path], packs=[], on_mistake="raise")

    return of


@pytest.fixture
def due_in(catalog_of):
    def of(*resources, within=0):
        due_records = find_due(catalog_of(*resources), AT, within)
        return [(due.record.local_id, due.contact and due.contact.id) for due in due_records]

    return of


def resource(id, day, more=""):
    return LINE.format(id=id, on=day, more=more)


def sample_resource(day):
    return Resource(
        id="small:line",
        name=Text("A line"),
        kind=ResourceKind.HOTLINE,
        source=Source(title="A page"),
        verified=Verified(method=Method.CALLED, on=day),
        contacts=(Contact(id="web", channel=Channel.WEB, url="https://example.org/"),),
    )


def test_what_was_due_first_comes_first(due_in):
    assert due_in(
        resource("b", "2024-01-01"),
        resource("a", "2024-01-01"),
        resource("c", "2020-01-01"),
        resource("new", "2026-11-01"),
    ) == [("c", None), ("a", None), ("b", None)]


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-08-27", False), ("2026-08-26", True), ("2026-05-01", True)],
    ids=["day-89", "day-90", "day-207"],
)
def test_a_contact_is_due_from_day_90(due_in, day, due):
    assert due_in(resource("a", day, CONTACTS)) == ([("a", "web")] if due else [])


def test_a_look_ahead_lists_what_becomes_due(due_in):
    line = resource("a", "2026-09-03", CONTACTS)  # day 90 is 2 December

    assert due_in(line, within=7) == []
    assert due_in(line, within=8) == [("a", "web")]


def test_a_review_date_brings_the_day_forward(due_in):
    line = resource("a", "2026-11-01", CONTACTS)
    sooner = line.replace("on = 2026-11-01", "on = 2026-11-01, review_by = 2026-11-20")

    assert (due_in(line), due_in(sooner)) == ([], [("a", "web")])


def test_the_day_a_source_was_read_counts_where_nobody_verified(due_in):
    line = resource("a", "2020-01-01", CONTACTS).replace(", on = 2020-01-01", "")
    read = line.replace('"A page" }', '"A page", dated = "2019", checked = 2026-08-26 }')

    assert due_in(read) == [("a", "web")]
    assert due_in(read.replace("2026-08-26", "2026-08-27")) == []


def test_retired_and_undated_records_are_not_due(due_in, catalog_of):
    retired = resource("a", "2020-01-01", 'status = "retired"\nnote = "It closed."')
    undated = resource("b", "2020-01-01").replace(", on = 2020-01-01", "")

    assert due_in(retired, undated) == []
    assert find_undated(catalog_of(retired, undated)) == ("small:b",)


@given(st.dates(date(2019, 1, 1), date(2026, 11, 24)), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_look_ahead_never_hides_anything(day, within, more):
    record = sample_resource(day)
    near, far = (find_due([record], AT, days) for days in (within, within + more))

    assert [due.on for due in near] == [due.on for due in far][: len(near)]
