"""A plan as a calendar file, read back with another library."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from takeaction import Action, Profile, QueryError, calendar_of, plan
from takeaction.models.action import Minutes
from takeaction.models.record import Source
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of
from takeaction.vocabulary.actions import Cadence, Mode

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ME = Profile(minutes=30)
TELLING = ("traffick", "hotline", "slave", "exploit", "victim", "survivor", "takeaction", "help")
WRITE = Action(
    id="a:call-hotline",
    source=Source(title="A test"),
    title=Text("Call; write, \\ and\nwait", "en", (Words("Llama", "es"),)),
    summary=Text("Why."),
    steps=(),
    minutes=Minutes(min=10, typical=20, max=30),
    cadence=Cadence.ONCE,
    modes=frozenset(Mode),
)


def plan_of(*actions, me=ME, at=AT, horizon="month"):
    return plan(catalog_of(actions), me, budget=5_000, horizon=horizon, at=at)


def events(written):
    calendar = Calendar.from_ical(written)
    assert not calendar.errors
    entries = calendar.walk("VEVENT")
    assert not any(event.errors for event in entries)
    return entries


def test_a_plan_is_one_entry_for_each_action():
    written = calendar_of(plan_of(WRITE), at=AT.astimezone(timezone(timedelta(hours=-5))))

    uid = written.decode().split("UID:")[1][:32]
    assert written.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Planned time//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;VALUE=DATE:20261124",
        "SUMMARY:Planned time\\, 20 minutes",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert set(uid) <= set("0123456789abcdef")


def test_an_entry_is_read_back_by_another_program():
    (event,) = events(calendar_of(plan_of(WRITE), at=AT))

    assert event["SUMMARY"] == "Planned time, 20 minutes"
    assert event["DTSTART"].dt == date(2026, 11, 24)
    assert event["DTSTAMP"].dt == AT


@pytest.mark.parametrize(
    ("cadence", "rule"),
    [
        ("once", None),
        ("weekly", {"FREQ": ["WEEKLY"], "COUNT": [4]}),
        ("daily", {"FREQ": ["DAILY"], "COUNT": [28]}),
    ],
)
def test_a_repeated_action_repeats(cadence, rule):
    action = attrs.evolve(WRITE, cadence=Cadence(cadence))

    written = calendar_of(plan_of(action), at=AT)

    (event,) = events(written)
    assert event.get("RRULE") == rule
    assert (b"RRULE:FREQ=" + cadence.upper().encode() + b";" in written) is (rule is not None)


def test_nothing_in_the_file_gives_away_its_purpose():
    written = calendar_of(plan_of(WRITE), at=AT).decode().casefold()

    assert not [word for word in (*TELLING, "call", "write") if word in written]


def test_titles_appear_only_on_request():
    (event,) = events(calendar_of(plan_of(WRITE), at=AT, titles=True))

    assert event["SUMMARY"] == "Call; write, \\ and\nwait"
    assert event["DESCRIPTION"] == "About 20 minutes."


def test_titles_are_in_the_language_of_the_reader():
    spanish = Profile(minutes=30, languages=["es"])

    (event,) = events(calendar_of(plan_of(WRITE, me=spanish), at=AT, titles=True))

    assert event["SUMMARY"] == "Llama"


def test_the_same_plan_has_the_same_uids():
    actions = [attrs.evolve(WRITE, id=f"a:act-{n}") for n in range(20)]
    week = plan_of(*actions, horizon="week")

    first = [str(event["UID"]) for event in events(calendar_of(week, at=AT))]
    again = calendar_of(week, at=AT + timedelta(days=3))

    assert [str(event["UID"]) for event in events(again)] == first
    assert len(set(first)) == 20


def test_the_uid_of_an_entry_reveals_no_more_than_the_entry():
    other = attrs.evolve(WRITE, id="a:something-else", title=Text("Other"))

    assert calendar_of(plan_of(WRITE), at=AT) == calendar_of(plan_of(other), at=AT)
    assert calendar_of(plan_of(WRITE), at=AT, titles=True) != calendar_of(
        plan_of(other), at=AT, titles=True
    )


def test_a_plan_without_dates_starts_on_the_day_of_the_moment():
    actions = [attrs.evolve(WRITE, id=f"a:act-{n}") for n in range(5)]

    without = calendar_of(plan_of(*actions, at=None), at=AT)

    assert without == calendar_of(plan_of(*actions), at=AT)


def test_a_plan_with_dates_keeps_them():
    (event,) = events(calendar_of(plan_of(WRITE), at=AT + timedelta(days=9)))

    assert event["DTSTART"].dt == date(2026, 11, 24)


def test_a_calendar_without_a_moment_is_refused():
    with pytest.raises(QueryError) as caught:
        calendar_of(plan_of(WRITE, at=None), at=None)

    assert (caught.value.code, caught.value.field) == ("query.at", "at")
    assert str(caught.value) == (
        "A calendar needs a day to start on: give at, such as datetime.now(UTC)."
    )


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(QueryError, match="Give at as a datetime with a zone"):
        calendar_of(plan_of(WRITE), at=datetime(2026, 11, 24))  # noqa: DTZ001 - the mistake


def test_an_empty_plan_is_refused():
    worried = plan_of(attrs.evolve(WRITE, concern=True), me=Profile(minutes=30, concern=True))

    for empty in (plan_of(), worried):
        with pytest.raises(QueryError) as caught:
            calendar_of(empty, at=AT)
        assert caught.value.code == "query.plan"
        assert str(caught.value) == (
            "Nothing is planned, so there is nothing to put into a calendar."
        )


def test_titles_are_true_or_false():
    with pytest.raises(QueryError, match="Give titles as True or False"):
        calendar_of(plan_of(WRITE), at=AT, titles="no")


@given(st.text(min_size=1, max_size=200))
def test_any_title_is_read_back_and_no_line_is_too_long(title):
    written = calendar_of(plan_of(attrs.evolve(WRITE, title=Text(title))), at=AT, titles=True)

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    (event,) = events(written)
    lines = "\n".join(title.splitlines())
    assert event["SUMMARY"] == "".join(
        c for c in lines if c == "\n" or (not "\0" <= c < " " and not "\x7f" <= c <= "\x9f")
    )


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("a" * 67, ["SUMMARY:" + "a" * 67]),
        ("a" * 68, ["SUMMARY:" + "a" * 67, " a"]),
        ("a" * (67 + 74), ["SUMMARY:" + "a" * 67, " " + "a" * 74]),
        ("a" * (67 + 75), ["SUMMARY:" + "a" * 67, " " + "a" * 74, " a"]),
        ("a" * 66 + "\u00e9\u00e9", ["SUMMARY:" + "a" * 66, " \u00e9\u00e9"]),
        ("\u00e9" * 36, ["SUMMARY:" + "\u00e9" * 33, " " + "\u00e9" * 3]),
    ],
    ids=["fits", "one-more", "second-fits", "third", "inside", "two-octets"],
)
def test_a_long_line_is_broken_at_75_octets(title, lines):
    written = calendar_of(plan_of(attrs.evolve(WRITE, title=Text(title))), at=AT, titles=True)

    all_lines = written.decode().split("\r\n")
    first = next(n for n, line in enumerate(all_lines) if line.startswith("SUMMARY"))
    assert all_lines[first : first + len(lines) + 1] == [*lines, "DESCRIPTION:About 20 minutes."]


def test_entries_keep_their_uids_in_each_release():
    actions = [attrs.evolve(WRITE, id=f"a:act-{n}") for n in range(3)]
    weekly = attrs.evolve(WRITE, id="a:weekly", cadence=Cadence.WEEKLY)
    east = timezone(timedelta(hours=9))
    me = Profile(minutes=20)

    written = calendar_of(plan_of(*actions, weekly, me=me), at=AT.astimezone(east)).decode()

    properties = ("UID", "DTSTAMP", "DTSTART", "RRULE")
    assert [line for line in written.split("\r\n") if line.startswith(properties)] == [
        "UID:ff0ee1a8b4bfea08c935e557b611e5f0",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;VALUE=DATE:20261124",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "UID:e912357be9c606706495687e2fc3186a",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;VALUE=DATE:20261127",
        "UID:235dc3a4b51f9cd6c297b7c5801f3060",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;VALUE=DATE:20261204",
        "UID:ad257e79c7dc5dbed54e8dee510dafef",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;VALUE=DATE:20261211",
    ]


def test_the_second_of_two_similar_entries_has_its_own_uid():
    # Otherwise a calendar would take the two for one.
    actions = [attrs.evolve(WRITE, id=f"a:act-{n}") for n in range(9)]

    entries = events(calendar_of(plan_of(*actions, me=Profile(minutes=60), horizon="week"), at=AT))

    first, second = (str(event["UID"]) for event in entries if event["DTSTART"].dt == AT.date())
    assert second == "b95d43d1336cd87700ef51ecc98f4363"
    assert first != second


def test_the_error_about_an_empty_plan_names_the_plan():
    with pytest.raises(QueryError) as caught:
        calendar_of(plan_of(), at=AT)

    assert (caught.value.code, caught.value.field) == ("query.plan", "plan")
