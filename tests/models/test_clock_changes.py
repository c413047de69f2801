"""Around every clock change from 2025 to 2028, nobody is wrongly called open.

The oracle reaches the answer in another way: it goes through the minutes one by one, and reads a
clock on the wall.
"""

import itertools
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from takeaction.models.resource import parse_hours
from takeaction.vocabulary.contacts import ReferralState

FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NEAR = 2 * HOUR

CHANGES = {  # zone, and the number of clock changes in these four years
    "Europe/Amsterdam": 8,
    "Europe/London": 8,
    "Europe/Kyiv": 8,
    "America/New_York": 8,
    "America/Los_Angeles": 8,
    "America/St_Johns": 8,
    "America/Santiago": 8,
    "America/Havana": 8,
    "Atlantic/Azores": 8,
    "Africa/Cairo": 8,
    "Africa/Casablanca": 8,
    "Australia/Sydney": 8,
    "Australia/Lord_Howe": 8,
    "Pacific/Auckland": 8,
    "Pacific/Chatham": 8,
    "Antarctica/Troll": 8,
    "Africa/Johannesburg": 0,
    "Asia/Kolkata": 0,
    "Asia/Kathmandu": 0,
}
TIMETABLES = {  # the text, and its spans in minutes of each day, from midnight
    "Mo-Su 01:15-02:45": [(75, 165)],
    "Mo-Su 22:00-03:00": [(0, 180), (1320, 1440)],
    "Mo-Su 00:00-00:30, Mo-Su 04:00-24:00": [(0, 30), (240, 1440)],
}


@cache
def changes(zone):
    place = ZoneInfo(zone)

    def offset(at):
        return at.astimezone(place).utcoffset()

    days = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
    moments = []
    for before, after in pairwise(days):
        if offset(before) != offset(after):
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                same = offset(before + middle * MINUTE) == offset(before)
                low, high = (middle, high) if same else (low, middle)
            moments.append(before + high * MINUTE)
    return moments


def is_open(spans, zone, at):
    wall = at.astimezone(ZoneInfo(zone))
    return any(first <= wall.hour * 60 + wall.minute < last for first, last in spans)


def minutes_around(zone):
    for change in changes(zone):
        for minute in range(-240, 241):
            yield change + minute * MINUTE, abs(minute) * MINUTE


def test_every_zone_of_the_shipped_packs_changes_like_one_in_the_table(catalog):
    used = {
        contact.hours.zone
        for resource in catalog.resources.values()
        for contact in resource.contacts
        if contact.hours and contact.hours.zone
    }

    tried = [changes(zone) for zone in CHANGES]

    assert used
    assert [zone for zone in sorted(used) if changes(zone) not in tried] == []


@pytest.mark.parametrize("zone", CHANGES)
def test_the_table_knows_how_often_clocks_change(zone):
    assert len(changes(zone)) == CHANGES[zone]


def test_no_minute_around_a_change_is_called_wrongly(subtests):
    for zone, text in itertools.product(CHANGES, TIMETABLES):
        with subtests.test(f"{zone} {text}"):
            hours, spans = parse_hours(text, zone), TIMETABLES[text]
            wrong, uncertain = [], []

            for at, distance in minutes_around(zone):
                state = hours.state(at)
                if state is ReferralState.UNCERTAIN:
                    uncertain.append(distance)
                elif (state is ReferralState.OPEN) != is_open(spans, zone, at):
                    wrong.append(at)

            assert wrong == []
            assert all(distance <= NEAR for distance in uncertain)


def test_the_next_opening_is_the_first_minute_that_is_open(subtests):
    for zone, text in itertools.product(CHANGES, TIMETABLES):
        with subtests.test(f"{zone} {text}"):
            hours, spans = parse_hours(text, zone), TIMETABLES[text]
            moments = [
                change + step * HOUR for change in changes(zone)[:4] for step in range(-25, 26, 5)
            ]

            for at in [*moments, datetime(2026, 11, 24, 15, 0, tzinfo=UTC)]:
                opens = hours.opens(at)
                if opens is None:
                    near = [abs(change - at) for change in changes(zone)]
                    assert hours.state(at) is not ReferralState.CLOSED or min(near) <= 30 * HOUR
                    continue
                minute = at + MINUTE
                while not is_open(spans, zone, minute):
                    minute += MINUTE
                assert opens == minute
                assert opens.utcoffset() == minute.astimezone(ZoneInfo(zone)).utcoffset()
