"""Opening hours: their grammar, and the state at a moment."""

import os
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import our_catalog

from takeaction.models.resource import MINUTES_A_DAY, Hours, parse_hours, why_unread
from takeaction.vocabulary.contacts import ReferralState

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
WEEK = 7 * MINUTES_A_DAY
NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
LORD_HOWE, KATHMANDU = "Australia/Lord_Howe", "Asia/Kathmandu"
ZONES = [NEW_YORK, BERLIN, LORD_HOWE, KATHMANDU]
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday, 10:00 in New York
OPEN, UNCERTAIN, CLOSED = ReferralState

CHANGES = [  # zone, moment, minutes before UTC+0 and after it, by the rules of each country
    (NEW_YORK, datetime(2026, 3, 8, 7, 0, tzinfo=UTC), -300, -240),
    (NEW_YORK, datetime(2026, 11, 1, 6, 0, tzinfo=UTC), -240, -300),
    (BERLIN, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 60, 120),
    (BERLIN, datetime(2026, 10, 25, 1, 0, tzinfo=UTC), 120, 60),
    (LORD_HOWE, datetime(2026, 4, 4, 15, 0, tzinfo=UTC), 660, 630),
    (LORD_HOWE, datetime(2026, 10, 3, 15, 30, tzinfo=UTC), 630, 660),
    (KATHMANDU, datetime(1985, 12, 31, 18, 30, tzinfo=UTC), 330, 345),
]


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clock(minute):
    """Write minutes since midnight as a clock shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def written(first, last, opens, closes):
    days = DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"
    return f"{days} {clock(opens)}-{clock(closes)}"


def minutes_of(first, last, opens, closes):
    length = (closes - opens) % MINUTES_A_DAY or MINUTES_A_DAY
    for day in range(first, first + (last - first) % 7 + 1):
        for minute in range(length):
            yield (day * MINUTES_A_DAY + opens + minute) % WEEK


def state_at(minutes, wall):
    """Return the state at a local time, minute by minute; days off are never certain."""
    if wall.weekday() * MINUTES_A_DAY + wall.hour * 60 + wall.minute not in minutes:
        return CLOSED
    return UNCERTAIN if f"{wall:%m-%d}" in {"12-25", "01-01"} else OPEN


@st.composite
def spans(draw):
    first = draw(st.integers(0, 6))
    last = draw(st.just(first) | st.integers(0, 6))
    quarter = st.integers(0, 95).map(lambda n: 15 * n)
    opens = draw(quarter | st.integers(0, MINUTES_A_DAY - 1))
    closes = draw((quarter | st.integers(0, MINUTES_A_DAY)).filter(lambda minute: minute != opens))
    return first, last, opens, closes


@st.composite
def timetables(draw):
    """Draw opening hours without overlap: the text, and every open minute of the week."""
    texts, open_minutes = [], set()
    for span in draw(st.lists(spans(), min_size=1, max_size=4)):
        minutes = list(minutes_of(*span))
        if len(minutes) == len(set(minutes)) and open_minutes.isdisjoint(minutes):
            texts.append(written(*span))
            open_minutes.update(minutes)
    return ", ".join(texts or ["Su 02:30-03:00"]), open_minutes or set(minutes_of(6, 6, 150, 180))


def moments(first=datetime(2026, 1, 1), last=datetime(2027, 12, 31)):  # noqa: DTZ001
    return st.datetimes(first, last, timezones=st.just(UTC)).map(lambda at: at.replace(second=7))


def near_changes():
    """Draw a clock change, and a moment from two hours before it to just under two after."""
    minutes = st.integers(-120, 119)
    return st.tuples(st.sampled_from(CHANGES), minutes)


USED = {
    contact.hours.zone
    for resource in our_catalog().resources.values()
    for contact in resource.contacts
    if contact.hours and contact.hours.zone
}
RULES = {
    *("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Berlin", "Asia/Jerusalem"),
    *("America/New_York", "America/Los_Angeles", "America/Halifax", "America/St_Johns"),
    *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"),
    *("America/Santiago", "Asia/Beirut"),
}
"""Zones whose clocks change by other rules than the zones of the shipped contacts."""


def changes_of(zone):
    """Return every quarter of an hour around every change from 2025 to 2028, with its local times.

    To find a change, this looks at the clock once a day, and then at every quarter of an hour.
    """
    days = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(4 * 365 + 2)]
    moments = []
    for day, next_day in pairwise(days):
        before, after = offset_of(zone, day), offset_of(zone, next_day)
        if before != after:
            quarters = [day + timedelta(minutes=15 * number) for number in range(97)]
            change = next(at for at in quarters if offset_of(zone, at) == after)
            around = [change + timedelta(minutes=15 * number) for number in range(-16, 17)]
            moments += [(at, local_times_of(at, change, before, after)) for at in around]
    return moments


def offset_of(zone, at):
    return at.astimezone(ZoneInfo(zone)).utcoffset()


def local_times_of(at, change, before, after):
    near = change - timedelta(hours=2) <= at < change + timedelta(hours=2)
    offsets = (before, after) if near else (before,) if at < change else (after,)
    return [at.replace(tzinfo=None) + offset for offset in offsets]


# The grammar


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("24/7", [(day, 0, MINUTES_A_DAY) for day in range(7)]),
        ("Mo 09:00-17:00", [(0, 540, 1020)]),
        ("We-Mo 08:05-08:10", [(day, 485, 490) for day in (0, 2, 3, 4, 5, 6)]),
        ("Fr-Mo 08:00-09:00", [(day, 480, 540) for day in (0, 4, 5, 6)]),
        ("Mo-Mo 08:00-09:00", [(0, 480, 540)]),
        ("Sa 10:00-14:00, Mo 09:00-17:00", [(0, 540, 1020), (5, 600, 840)]),
        ("Mo 09:00-12:00, Mo 12:00-17:00", [(0, 540, 720), (0, 720, 1020)]),
        ("Sa 22:00-06:00", [(5, 1320, MINUTES_A_DAY), (6, 0, 360)]),
        ("Su 22:00-06:00", [(0, 0, 360), (6, 1320, MINUTES_A_DAY)]),
        ("Fr 22:00-24:00", [(4, 1320, MINUTES_A_DAY)]),
        ("Fr 22:00-00:00", [(4, 1320, MINUTES_A_DAY)]),
        ("Th 00:00-24:00", [(3, 0, MINUTES_A_DAY)]),
        ("Mo-Su 00:00-24:00", [(day, 0, MINUTES_A_DAY) for day in range(7)]),
    ],
    ids=[
        *("always", "day", "days", "over-sunday", "same-day", "order", "touching"),
        *("over-midnight", "into-monday", "to-24", "to-00", "whole-day", "every-day"),
    ],
)
def test_opening_hours_are_read_as_spans_of_single_days(text, read):
    hours = parse_hours(text, NEW_YORK)

    assert hours.spans == tuple(read)
    assert hours.text == text


FORM = "each span reads like Mo-Fr 09:00-17:00, with ', ' between spans"
TIMES = "a span opens and closes at different times from 00:00 to 24:00"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", FORM),
        ("24/7 ", FORM),
        ("24/7, Mo 09:00-17:00", FORM),
        ("Mo-Fr 9:00-17:00", FORM),
        ("Mo-Fr 09:00-17:00,Sa 10:00-14:00", FORM),
        ("Mo-Fr 09:00-17:00, ", FORM),
        ("Mo-Fr 09:00-17:00\n", FORM),
        ("mo-fr 09:00-17:00", FORM),
        ("Mo,We 09:00-17:00", FORM),
        ("Mo-Fr 09:00-17:60", FORM),
        ("Mo-Fr 30:00-31:00", FORM),
        ("Mo-Fr ٠٩:00-17:00", FORM),
        ("Mo-Fr 0\uff19:00-17:00", FORM),
        ("PH off", FORM),
        ("Mo 09:00-09:00", TIMES),
        ("Mo 00:00-00:00", TIMES),
        ("Mo 24:00-06:00", TIMES),
        ("Mo 24:00-24:00", TIMES),
        ("Mo 09:00-24:30", TIMES),
        ("Mo 25:00-26:00", TIMES),
        ("Mo 09:00-12:00, Mo 11:59-13:00", "two spans overlap on Mo"),
        ("Mo 00:00-24:00, Mo 10:00-11:00", "two spans overlap on Mo"),
        ("Tu 09:00-10:00, Tu 09:00-10:00", "two spans overlap on Tu"),
        ("Su 22:00-06:00, Mo 05:00-09:00", "two spans overlap on Mo"),
        ("Mo-Su 20:00-21:00, Th-Fr 20:30-20:40", "two spans overlap on Th"),
    ],
    ids=[
        *("empty", "blank", "always-and-more", "one-digit", "no-blank", "nothing-after", "line"),
        *("small-letters", "two-days", "sixty", "thirty", "arabic-digits", "wide-digit", "other"),
        *("no-time", "no-time-at-midnight", "opens-at-24", "only-24", "past-24", "hour-25"),
        *("overlap", "inside", "twice", "over-midnight", "days"),
    ],
)
def test_anything_but_opening_hours_is_refused(text, problem):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole text is compared
        parse_hours(text, NEW_YORK)

    assert str(caught.value) == problem


@given(timetables())
def test_every_list_of_spans_without_overlap_is_read(timetable):
    text, open_minutes = timetable

    hours = parse_hours(text, BERLIN)

    minutes = [
        day * MINUTES_A_DAY + m for day, opens, closes in hours.spans for m in range(opens, closes)
    ]
    assert len(minutes) == len(open_minutes)
    assert set(minutes) == open_minutes
    assert list(hours.spans) == sorted(hours.spans)


@given(st.lists(spans(), min_size=1, max_size=4))
def test_spans_are_refused_exactly_where_they_overlap(parts):
    # A list of spans is refused if two of them share a minute, and otherwise never.
    minutes = [minute for span in parts for minute in minutes_of(*span)]

    try:
        parse_hours(", ".join(written(*span) for span in parts), BERLIN)
    except ValueError as error:
        problem = str(error)
    else:
        problem = ""

    assert problem.startswith("two spans overlap on ") == (len(set(minutes)) < len(minutes))
    assert bool(problem) == (len(set(minutes)) < len(minutes))


@given(st.text(st.sampled_from("MoTuWeFrSaSu-:, 0123456789/٣"), max_size=30))
def test_no_text_makes_the_reader_fail_in_another_way(text):
    try:
        hours = parse_hours(text, BERLIN)
    except ValueError:
        return

    assert hours.spans


@pytest.mark.parametrize(
    ("hours", "always"),
    [
        (Hours(), True),
        (parse_hours("24/7", KATHMANDU), True),
        (parse_hours("Mo-Su 00:00-24:00", KATHMANDU), True),
        (parse_hours("Mo-Su 00:00-23:59", KATHMANDU), False),
        (Hours(spans=(), zone=KATHMANDU), False),
    ],
    ids=["default", "always", "every-day", "a-minute-less", "never"],
)
def test_round_the_clock_is_recognised_in_any_spelling(hours, always):
    assert hours.always is always


def test_the_fields_of_hours_are_named():
    with pytest.raises(TypeError):
        Hours(KATHMANDU)


def test_hours_can_be_pickled():
    hours = parse_hours("Mo-Fr 09:00-17:00", NEW_YORK)

    assert pickle.loads(pickle.dumps(hours)) == hours  # noqa: S301 - our own bytes


# The state at a moment


@pytest.mark.parametrize(
    ("text", "zone", "at", "state"),
    [
        ("Tu 10:00-10:01", NEW_YORK, "2026-11-24 15:00", OPEN),
        ("Tu 10:00-10:01", NEW_YORK, "2026-11-24 15:00:59", OPEN),
        ("Tu 10:00-10:01", NEW_YORK, "2026-11-24 14:59:59", CLOSED),
        ("Tu 10:00-10:01", NEW_YORK, "2026-11-24 15:01", CLOSED),
        ("Tu 10:00-10:01", NEW_YORK, "2026-11-25 15:00", CLOSED),
        ("Tu 10:00-10:01", NEW_YORK, "2026-07-14 14:00", OPEN),
        ("Sa 22:00-06:00", BERLIN, "2026-11-28 22:30", OPEN),
        ("Sa 22:00-06:00", BERLIN, "2026-11-29 04:59", OPEN),
        ("Sa 22:00-06:00", BERLIN, "2026-11-29 05:00", CLOSED),
        ("Su 22:00-06:00", BERLIN, "2026-11-29 23:00", OPEN),
        ("Mo-Fr 09:00-17:00", KATHMANDU, "2026-11-24 03:14", CLOSED),
        ("Mo-Fr 09:00-17:00", KATHMANDU, "2026-11-24 03:15", OPEN),
        ("Mo-Fr 09:00-17:00", KATHMANDU, "2026-11-24 11:14", OPEN),
        ("Mo-Fr 09:00-17:00", KATHMANDU, "2026-11-24 11:15", CLOSED),
        ("We 09:00-17:00", LORD_HOWE, "2026-11-24 22:00", OPEN),
        ("We 09:00-17:00", LORD_HOWE, "2026-11-24 21:59", CLOSED),
        ("We 09:00-17:00", LORD_HOWE, "2026-06-23 22:30", OPEN),
        ("We 09:00-17:00", LORD_HOWE, "2026-06-23 22:29", CLOSED),
    ],
    ids=[
        *("first-second", "last-second", "too-early", "too-late", "next-day", "summer"),
        *("before-midnight", "after-midnight", "morning", "into-monday"),
        *("kathmandu-early", "kathmandu-opens", "kathmandu-last", "kathmandu-closes"),
        *("lord-howe-summer", "lord-howe-early", "lord-howe-winter", "lord-howe-winter-early"),
    ],
)
def test_hours_are_read_by_the_clock_of_their_zone(text, zone, at, state):
    assert parse_hours(text, zone).state(moment(at)) is state


@pytest.mark.parametrize(
    ("text", "zone", "at", "state"),
    [
        # New York, 8 March 2026: 02:00 becomes 03:00 at 07:00 UTC
        ("Su 02:30-03:00", NEW_YORK, "2026-03-08 04:59", CLOSED),
        ("Su 02:30-03:00", NEW_YORK, "2026-03-08 06:29", CLOSED),
        ("Su 02:30-03:00", NEW_YORK, "2026-03-08 06:30", UNCERTAIN),
        ("Su 02:30-03:00", NEW_YORK, "2026-03-08 07:30", UNCERTAIN),
        ("Su 02:30-03:00", NEW_YORK, "2026-03-08 08:00", CLOSED),
        ("Su 01:00-05:00", NEW_YORK, "2026-03-08 05:30", UNCERTAIN),
        ("Su 01:00-05:00", NEW_YORK, "2026-03-08 06:00", OPEN),
        ("Su 01:00-05:00", NEW_YORK, "2026-03-08 08:59", OPEN),
        ("Su 01:00-04:30", NEW_YORK, "2026-03-08 08:59", UNCERTAIN),
        ("Su 01:00-04:30", NEW_YORK, "2026-03-08 09:00", CLOSED),
        # New York, 1 November 2026: 02:00 becomes 01:00 at 06:00 UTC
        ("Sa 09:00-10:00", NEW_YORK, "2026-03-07 14:00", OPEN),
        ("Su 01:00-02:00", NEW_YORK, "2026-11-01 05:00", UNCERTAIN),
        ("Su 01:00-02:00", NEW_YORK, "2026-11-01 06:30", UNCERTAIN),
        ("Su 00:00-04:00", NEW_YORK, "2026-11-01 06:30", OPEN),
        ("Su 09:00-17:00", NEW_YORK, "2026-11-01 14:00", OPEN),
        # Berlin, 29 March and 25 October 2026, at 01:00 UTC
        ("Su 02:00-03:00", BERLIN, "2026-03-29 00:59", UNCERTAIN),
        ("Su 02:00-03:00", BERLIN, "2026-03-29 01:00", UNCERTAIN),
        ("Su 02:00-03:00", BERLIN, "2026-10-25 00:30", UNCERTAIN),
        ("Su 02:00-03:00", BERLIN, "2026-10-25 01:30", UNCERTAIN),
        ("Su 04:00-05:00", BERLIN, "2026-10-25 02:59", UNCERTAIN),
        ("Su 04:00-05:00", BERLIN, "2026-10-25 03:00", OPEN),
        # Lord Howe, 5 April 2026: 02:00 becomes 01:30 at 15:00 UTC, half an hour
        ("Su 01:30-02:00", LORD_HOWE, "2026-04-04 14:30", UNCERTAIN),
        ("Su 01:30-02:00", LORD_HOWE, "2026-04-04 15:15", UNCERTAIN),
        ("Su 01:00-02:30", LORD_HOWE, "2026-04-04 15:15", OPEN),
        ("Su 01:00-02:00", LORD_HOWE, "2026-04-04 14:29", UNCERTAIN),
        ("Su 01:00-02:00", LORD_HOWE, "2026-04-04 14:31", OPEN),
        # Kathmandu, 1 January 1986: 00:00 became 00:15 at 18:30 UTC, a quarter of an hour
        ("Tu 23:30-24:00", KATHMANDU, "1985-12-31 17:59", UNCERTAIN),
        ("Tu 23:30-24:00", KATHMANDU, "1985-12-31 18:00", OPEN),
        ("We 00:00-00:15", KATHMANDU, "1985-12-31 18:45", CLOSED),
    ],
    ids=lambda value: str(value).replace(" ", "-"),
)
def test_near_a_clock_change_both_local_times_have_to_agree(text, zone, at, state):
    assert parse_hours(text, zone).state(moment(at)) is state


@given(timetables(), st.sampled_from(ZONES), moments())
def test_away_from_clock_changes_the_minute_decides(timetable, zone, at):
    text, open_minutes = timetable
    wall = at.astimezone(ZoneInfo(zone))
    around = {(at + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset() for h in (-2, 0, 2)}

    state = parse_hours(text, zone).state(at)

    if len(around) == 1:
        assert state is state_at(open_minutes, wall)


@given(timetables(), near_changes())
def test_within_two_hours_of_a_clock_change_both_local_times_decide(timetable, near):
    text, open_minutes = timetable
    (zone, change, before, after), minutes = near
    at = change + timedelta(minutes=minutes)
    states = {state_at(open_minutes, at + timedelta(minutes=offset)) for offset in (before, after)}

    state = parse_hours(text, zone).state(at)

    assert state is (states.pop() if len(states) == 1 else UNCERTAIN)


@pytest.mark.heavy
@pytest.mark.parametrize("zone", sorted(USED | RULES))
def test_in_four_years_no_hours_are_wrongly_called_open(zone):
    tables = [
        f"{day} {hours}"
        for day in ("Mo-Su", "Su", "Sa-Su")
        for hours in ("01:30-02:30", "02:30-03:00", "00:00-03:00", "22:00-06:00", "09:00-17:00")
    ]
    moments = changes_of(zone)

    for at, local_times in moments:
        for text in tables:
            day, _, span = text.partition(" ")
            first, _, last = day.partition("-")
            opens, closes = (60 * int(end[:2]) + int(end[3:]) for end in span.split("-"))
            days = DAYS.index(first), DAYS.index(last or first)
            open_minutes = set(minutes_of(*days, opens, closes))
            state = parse_hours(text, zone).state(at)

            if state is OPEN:
                assert all(state_at(open_minutes, wall) is OPEN for wall in local_times), (text, at)
            if state is CLOSED:
                assert not any(state_at(open_minutes, wall) is OPEN for wall in local_times), (
                    text,
                    at,
                )
    assert len(moments) == (8 * 33 if moments or zone in RULES else 0)
    assert "Europe/Amsterdam" in USED


@pytest.mark.parametrize(
    ("text", "at", "state"),
    [
        ("Mo-Fr 09:00-17:00", "2026-12-24 15:00", OPEN),
        ("Mo-Fr 09:00-17:00", "2026-12-25 15:00", UNCERTAIN),
        ("Mo-Fr 09:00-17:00", "2026-12-25 03:00", CLOSED),
        ("Mo-Fr 09:00-17:00", "2027-01-01 15:00", UNCERTAIN),
        ("Mo-Su 00:00-23:59", "2026-12-25 04:58", OPEN),
        ("Mo-Su 00:00-23:59", "2026-12-25 05:00", UNCERTAIN),
        ("Mo-Su 00:00-23:59", "2026-12-26 05:00", OPEN),
        ("24/7", "2026-12-25 15:00", OPEN),
        ("Mo-Su 00:00-24:00", "2027-01-01 15:00", OPEN),
    ],
    ids=[
        *("the-day-before", "christmas", "closed-anyway", "new-year", "still-the-24th-there"),
        *("midnight-there", "the-day-after", "always", "always-in-spans"),
    ],
)
def test_no_timetable_is_certain_on_christmas_day_and_new_year(text, at, state):
    assert parse_hours(text, NEW_YORK).state(moment(at)) is state


@given(timetables(), near_changes(), st.sampled_from([*ZONES, "UTC", "Asia/Tokyo"]))
def test_a_moment_is_the_same_in_every_zone(timetable, near, other):
    (zone, change, *_), minutes = near
    at = change + timedelta(minutes=minutes)
    hours = parse_hours(timetable[0], zone)

    elsewhere = at.astimezone(ZoneInfo(other))

    assert hours.state(elsewhere) is hours.state(at)
    assert hours.opens(elsewhere) == hours.opens(at)


@pytest.mark.parametrize(
    ("text", "state"),
    [("24/7", OPEN), ("Mo-Su 00:00-24:00", OPEN), ("Mo-Su 00:00-23:59", UNCERTAIN)],
    ids=["always", "every-day", "timed"],
)
def test_without_a_moment_only_round_the_clock_is_certain(text, state):
    hours = parse_hours(text, NEW_YORK)

    assert hours.state(None) is state
    assert hours.opens(None) is None


@pytest.mark.parametrize(
    "zone",
    [None, "Mars/Phobos", "America", "../../etc/passwd", "/etc/passwd", "", "\0", "x" * 300],
    ids=["none", "unknown", "folder", "outside", "absolute", "empty", "nul", "long"],
)
def test_without_zone_data_hours_with_times_are_uncertain(zone):
    hours = parse_hours("Mo-Su 00:00-23:59", zone)

    assert hours.state(AT) is UNCERTAIN
    assert hours.opens(AT) is None


@pytest.mark.parametrize("zone", [None, "Mars/Phobos"], ids=["none", "unknown"])
def test_round_the_clock_needs_no_zone(zone):
    assert parse_hours("Mo-Su 00:00-24:00", zone).state(AT) is OPEN


def test_a_machine_without_zone_data_calls_nothing_open():
    script = (
        "import sys; sys.modules['tzdata'] = None\n"
        "from datetime import UTC, datetime\n"
        "from takeaction.models.resource import parse_hours\n"
        "at = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)\n"
        "hours = parse_hours('Mo-Su 00:00-23:59', 'America/New_York')\n"
        "print(hours.state(at), hours.opens(at), parse_hours('24/7').state(at))\n"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "uncertain None open\n"


# When it opens next


@pytest.mark.parametrize(
    ("text", "zone", "at", "opens"),
    [
        ("Mo-Fr 09:00-17:00", NEW_YORK, "2026-11-24 13:59", "2026-11-24T09:00:00-05:00"),
        ("Mo-Fr 09:00-17:00", NEW_YORK, "2026-11-24 22:00", "2026-11-25T09:00:00-05:00"),
        ("Mo-Fr 09:00-17:00", NEW_YORK, "2026-11-27 22:00", "2026-11-30T09:00:00-05:00"),
        ("Tu 10:00-11:00", NEW_YORK, "2026-11-24 16:00", "2026-12-01T10:00:00-05:00"),
        ("Tu 10:00-11:00", NEW_YORK, "2026-03-03 16:00", "2026-03-10T10:00:00-04:00"),
        ("Sa 22:00-06:00", BERLIN, "2026-11-29 05:00", "2026-12-05T22:00:00+01:00"),
        ("Tu 09:00-10:00, Tu 14:00-15:00", BERLIN, "2026-11-24 10:00", "2026-11-24T14:00:00+01:00"),
        ("We 00:00-01:00", KATHMANDU, "2026-11-24 18:14", "2026-11-25T00:00:00+05:45"),
        ("We 00:00-01:00", LORD_HOWE, "2026-11-24 12:59", "2026-11-25T00:00:00+11:00"),
        (
            "Su 00:15-00:45, Su 01:30-03:00",
            NEW_YORK,
            "2026-11-01 04:50",
            "2026-11-01T01:30:00-04:00",
        ),
    ],
    ids=[
        *("today", "tomorrow", "after-the-weekend", "in-a-week", "over-a-change"),
        *("over-midnight", "after-lunch", "kathmandu", "lord-howe", "first-of-two"),
    ],
)
def test_closed_hours_give_their_next_opening(text, zone, at, opens):
    opening = parse_hours(text, zone).opens(moment(at))

    assert opening.isoformat() == opens


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("24/7", "2026-11-24 15:00"),
        ("Tu 10:00-11:00", "2026-11-24 15:30"),
        ("Su 02:30-03:00", "2026-03-08 05:59"),
        ("Su 02:30-08:00", "2026-03-07 20:00"),
        ("Su 01:45-02:00", "2026-11-01 05:44"),
        ("Su 01:45-02:00", "2026-11-01 06:30"),
        ("Su 01:30-02:00", "2026-10-31 20:00"),
        ("Mo-Fr 09:00-17:00", "2026-12-24 23:00"),
    ],
    ids=[
        *("always", "open-now", "in-the-gap", "after-the-gap", "first-of-two", "second-of-two"),
        *("two-local_times", "christmas"),
    ],
)
def test_no_uncertain_opening_is_given(text, at):
    assert parse_hours(text, NEW_YORK).opens(moment(at)) is None


def test_hours_that_never_open_give_no_opening():
    hours = Hours(zone=BERLIN, spans=(), text="")

    assert hours.state(AT) is CLOSED
    assert hours.opens(AT) is None


@given(timetables(), st.sampled_from(ZONES), moments(), st.integers(0, 9_999))
def test_the_next_opening_is_the_first_one(timetable, zone, at, part):
    hours = parse_hours(timetable[0], zone)

    opens = hours.opens(at)

    if opens is not None:
        assert at < opens <= at + timedelta(days=8)
        assert hours.state(opens) is OPEN
        assert hours.state(opens - timedelta(minutes=1)) is not OPEN
        assert hours.state(at + (opens - at) * part // 10_000) is not OPEN


@given(timetables(), moments())
def test_where_clocks_never_change_all_closed_hours_give_their_opening(timetable, at):
    # In a zone without changes closed hours give the next opening, unless that is a day off.
    text, open_minutes = timetable
    hours, wall = parse_hours(text, KATHMANDU), at.astimezone(ZoneInfo(KATHMANDU))

    state, opens = hours.state(at), hours.opens(at)

    assert state is state_at(open_minutes, wall)
    if state is CLOSED:
        minutes = (wall + timedelta(minutes=minute) for minute in range(WEEK + 1))
        first = next(minute for minute in minutes if state_at(open_minutes, minute) is not CLOSED)
        assert (opens is None) == (state_at(open_minutes, first) is UNCERTAIN)
    else:
        assert opens is None


def test_hours_that_can_be_read_have_no_reason_not_to_be():
    assert why_unread("Mo-Fr 09:00-17:00") == ""
    assert why_unread("Mo-Su off")
