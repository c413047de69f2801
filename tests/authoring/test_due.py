"""What somebody has to make sure of again."""

from datetime import UTC, datetime

import pytest

from takeaction import load
from takeaction.authoring.due import due

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
def found(tmp_path):
    """Return a function that says what is due in a pack with some resources."""

    def of(*resources):
        (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
        (tmp_path / "resources.toml").write_text("\n".join(resources), encoding="utf-8")
        catalog = load(paths=[tmp_path], packs=[], on_mistake="raise")
        return [
            (late.record.local_id, late.contact and late.contact.id, str(late.freshness.state))
            for late in due(catalog, AT)
        ]

    return of


def line(id, on, more=""):
    """Return a resource that somebody made sure of on a day."""
    return LINE.format(id=id, on=on, more=more)


def test_the_oldest_is_due_first(found):
    """What was made sure of longest ago stands first; of one day, in order of id."""
    assert found(
        line("b", "2024-01-01"),
        line("a", "2024-01-01"),
        line("c", "2020-01-01"),
        line("new", "2026-11-01"),
    ) == [("c", None, "stale"), ("a", None, "stale"), ("b", None, "stale")]


def test_each_contact_is_due_by_itself(found):
    """A contact wants to be made sure of much sooner, and one that was is not due."""
    assert found(line("a", "2026-04-01", CONTACTS)) == [("a", "web", "stale")]
    assert found(line("a", "2022-04-01", CONTACTS)) == [("a", "web", "expired")]


def test_what_is_retired_or_carries_no_date_is_not_due(found):
    """Nobody has to look again at what is closed; what was never dated has no age."""
    retired = line("a", "2020-01-01", 'status = "retired"\nnote = "It closed."')
    undated = line("b", "2020-01-01").replace(", on = 2020-01-01", "")

    assert found(retired, undated) == []
