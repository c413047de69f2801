"""``takeaction pack due``: the records that somebody has to check again."""

import json

AT = "2026-11-24T15:00Z"
OLD = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
source = { title = "A page" }
verified = { method = "called", on = 2026-05-01 }

[[resource.contacts]]
channel = "web"
url = "https://example.org/"

[[resource]]
id = "guide"
name = "A guide"
kind = "guide"
source = { title = "A page", dated = "2023" }
"""


def test_due_records_are_listed_with_their_age(takeaction, make_pack):
    """The oldest comes first, and the exit code is 1, for a calendar job."""
    pack = make_pack("old", resources=OLD)

    ran = takeaction("pack", "due", pack, "--at", AT)
    answer = takeaction("pack", "due", pack, "--at", AT, "--json")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "old:guide: stale, 1,423 days since 2023-01-01\n"
        "old:line, web: stale, 207 days since 2026-05-01\n"
    )
    assert answer.code == 1
    assert json.loads(answer.out)["due"] == [
        {
            "id": "old:guide",
            "contact": None,
            "state": "stale",
            "since": "2023-01-01",
            "age_days": 1423,
        },
        {
            "id": "old:line",
            "contact": "web",
            "state": "stale",
            "since": "2026-05-01",
            "age_days": 207,
        },
    ]


def test_nothing_is_due_soon_after_a_check(takeaction, make_pack):
    """The exit code is 0 if nobody has to check anything."""
    pack = make_pack("new", resources=OLD.replace("2023", "2026"))

    ran = takeaction("pack", "due", pack, "--at", "2026-06-01T00:00Z")

    assert (ran.code, ran.out) == (0, "Nothing is due.\n")


def test_a_mistake_in_the_pack_exits_with_1(takeaction, make_pack):
    """A record that is left out may be due too, so its mistake is named."""
    pack = make_pack("wrong", resources=OLD.replace('"hotline"', '"hot-line"'))

    ran = takeaction("pack", "due", pack, "--at", "2023-06-01T00:00Z")

    assert ran.code == 1
    assert "did you mean hotline?" in ran.out
