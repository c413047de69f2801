"""What people write instead of a date, a zone, hours or a language, in the form of packs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.models.resource import parse_hours
from takeaction.packs.faults import (
    day_meant,
    hours_meant,
    is_day,
    language_meant,
    looks_like_day,
    zone_meant,
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20/11/2026", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("5-5-2026", "2026-05-05"),
        ("2026-1-5", "2026-01-05"),
        ("2026/11/20", "2026-11-20"),
        ("20 November 2026", "2026-11-20"),
        ("20th Nov. 2026", "2026-11-20"),
        ("November 20, 2026", "2026-11-20"),
        ("5/11/2026", None),
        ("20/11/26", None),
        ("40/11/2026", None),
        ("2026-02-30", None),
        ("November 2026", None),
        ("20 Brumaire 2026", None),
        ("20 November 20 2026", None),
        ("soon", None),
    ],
)
def test_a_date_is_put_into_order_if_only_one_day_can_be_meant(written, day):
    # The 5th of November and the 11th of May look alike, so nobody guesses.
    assert day_meant(written) == day


@given(st.dates())
def test_no_date_becomes_another_day(day):
    for form in ("%Y/%m/%d", "%d %B %Y"):
        assert day_meant(day.strftime(form).zfill(10)) in (day.isoformat(), None)
    assert is_day(day.isoformat())
    assert looks_like_day(f"{day.day}/{day.month}/{day.year:04}")


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("BST", "Europe/London"),
        ("est", "America/New_York"),
        ("Nairobi", "Africa/Nairobi"),
        ("new york", "America/New_York"),
        ("XYZ", None),
        ("", None),
    ],
)
def test_letters_and_cities_lead_to_a_zone(written, zone):
    assert zone_meant(written) == zone


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("Mo\u2013Fr 09:00\u201317:00", "Mo-Fr 09:00-17:00"),
        ("Monday to Friday 9.00-17.30", "Mo-Fr 09:00-17:30"),
        ("Mon - Fri 12am - 12 p.m.", "Mo-Fr 00:00-12:00"),
        ("Mo-Fr 9:00-17:00; Sa 10:00-14:00", "Mo-Fr 09:00-17:00, Sa 10:00-14:00"),
        ("24 hours a day", "24/7"),
        ("24h", "24/7"),
        ("office hours", None),
        ("9" * 201, None),
    ],
)
def test_hours_are_put_into_the_form_of_packs(written, hours):
    assert hours_meant(written) == hours
    if hours:
        parse_hours(hours, "UTC")


@pytest.mark.parametrize(("written", "tag"), [("English", "en"), ("welsh", "cy"), ("Elvish", None)])
def test_the_name_of_a_language_leads_to_its_tag(written, tag):
    assert language_meant(written) == tag
