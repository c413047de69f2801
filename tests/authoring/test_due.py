"""The records and contacts that are due for another check."""

from datetime import UTC, datetime

import pytest

from takeaction import load
from takeaction.authoring.survey.due import find_due

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

HEADER = """\
id = "small"
title = "A small pack"
publisher = "Example"
licence = "CC0-1.0"
schema = 1
"""

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
def due_in(tmp_path):
    """Return a function that lists the records due in a pack of some resources."""

    def of(*resources):
        (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
        (tmp_path / "resources.toml").write_text("\n".join(resources), encoding="utf-8")
        catalog = load(paths=[tmp_path], packs=[], on_mistake="raise")
        return [
            (late.record.local_id, late.contact and late.contact.id, str(late.freshness.state))
            for late in find_due(catalog, AT)
        ]

    return of


def resource(id, day, more=""):
    """Return a resource that somebody checked on a day."""
    return LINE.format(id=id, on=day, more=more)


def test_the_oldest_is_due_first(due_in):
    """Records checked longest ago come first; those of the same day in order of id."""
    assert due_in(
        resource("b", "2024-01-01"),
        resource("a", "2024-01-01"),
        resource("c", "2020-01-01"),
        resource("new", "2026-11-01"),
    ) == [("c", None, "stale"), ("a", None, "stale"), ("b", None, "stale")]


def test_each_contact_is_due_by_itself(due_in):
    """A contact is due much sooner than other records, but not if it was just checked."""
    assert due_in(resource("a", "2026-04-01", CONTACTS)) == [("a", "web", "stale")]
    assert due_in(resource("a", "2022-04-01", CONTACTS)) == [("a", "web", "expired")]


def test_retired_and_undated_records_are_not_due(due_in):
    """Nobody needs to check a closed helpline again, and an undated record has no age."""
    retired = resource("a", "2020-01-01", 'status = "retired"\nnote = "It closed."')
    undated = resource("b", "2020-01-01").replace(", on = 2020-01-01", "")

    assert due_in(retired, undated) == []
