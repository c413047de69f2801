"""``takeaction pack due``: the records that somebody has to check again."""

import json

import pytest

AT = "2026-11-24T15:00Z"
OLD = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
source = { title = "A page" }
operator = "A charity"
regions = ["US"]
verified = { method = "called", on = 2026-05-01, by = "A. Reader" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"

[[resource]]
id = "guide"
name = "A guide"
kind = "guide"
source = { title = "A page", url = "https://example.org/guide", dated = "2023" }

[[resource]]
id = "read"
name = "Another guide"
kind = "guide"
source = { title = "A page", checked = 2025-08-24 }
"""


def test_due_records_are_listed_with_number_operator_and_last_check(takeaction, make_pack):
    pack = make_pack("old", resources=OLD)

    ran = takeaction("pack", "due", pack, "--at", AT)
    answer = takeaction("pack", "due", pack, "--at", AT, "--json")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "old:guide: due since 2024-01-01\n"
        "    A guide: https://example.org/guide. Its source is from 2023-01-01, 1,423\n"
        "    days ago, and nobody has checked it.\n"
        "old:line (voice): due since 2026-07-30\n"
        "    A line: 1-888-555-0100. Run by A charity. Last checked on 2026-05-01, 207\n"
        "    days ago by A. Reader (someone called).\n"
        "old:read: due since 2026-08-24\n"
        "    Another guide. Its source was last read on 2025-08-24, 457 days ago.\n"
    )
    assert answer.code == 1
    assert json.loads(answer.out)["due"][1] == {
        "id": "old:line",
        "contact": "voice",
        "state": "stale",
        "since": "2026-05-01",
        "age_days": 207,
        "due_on": "2026-07-30",
        "name": "A line",
        "address": "1-888-555-0100",
        "operator": "A charity",
        "by": "A. Reader",
        "method": "called",
    }


def test_the_list_looks_ahead_if_asked(takeaction, make_pack):
    pack = make_pack("old", resources=OLD.replace("2026-05-01", "2026-09-03"))
    at = ("--at", "2026-11-24T15:00Z")

    now, later = (takeaction("pack", "due", pack, *at, *more) for more in ((), ("--within", "8")))

    assert "old:line" not in now.out
    assert "old:line (voice): due in 8 days\n" in later.out


@pytest.mark.parametrize("days", ["0", "-1", "3651", "soon", "1.5"])
def test_a_look_ahead_that_is_no_number_of_days_is_refused(takeaction, make_pack, days):
    ran = takeaction("pack", "due", make_pack("old", resources=OLD), "--within", days)

    assert ran.code == 2
    assert "--within" in ran.err


def test_nothing_is_due_soon_after_a_check(takeaction, make_pack):
    pack = make_pack("new", resources=OLD.replace("2023", "2026"))

    at = ("--at", "2026-06-01T00:00Z")
    ran = takeaction("pack", "due", pack, *at)
    ahead = takeaction("pack", "due", pack, *at, "--within", "9")

    assert (ran.code, ran.out) == (0, "Nothing is due.\n")
    assert (ahead.code, ahead.out) == (0, "Nothing is due in the next 9 days.\n")


def test_entries_without_any_date_are_named(takeaction, make_pack):
    # They never become due, so an author has to know of them.
    undated = OLD.replace(', on = 2026-05-01, by = "A. Reader"', "").replace(', dated = "2023"', "")
    pack = make_pack("old", resources=undated)

    ran = takeaction("pack", "due", pack, "--at", "2026-06-01T00:00Z")

    assert (ran.code, ran.out) == (
        0,
        "Nothing is due.\nWithout any date, so never due: old:guide, old:line (voice)\n",
    )


def test_a_mistake_in_the_pack_exits_with_1(takeaction, make_pack):
    # A record that is left out may be due too, so the answer says that it was not looked at.
    pack = make_pack("wrong", resources=OLD.replace('"hotline"', '"hot-line"'))

    ran = takeaction("pack", "due", pack, "--at", "2023-06-01T00:00Z")

    assert ran.code == 1
    assert "did you mean hotline?" in ran.out
    assert "Nothing else is due.\nWhat a mistake leaves out was not looked at" in ran.out
