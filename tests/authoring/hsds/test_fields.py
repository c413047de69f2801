"""Numbers, hours, places and languages of a directory: carried rightly, or listed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.hsds.contacts import Number, read_hours, read_number
from takeaction.authoring.hsds.service import HsdsObject, Losses, one_line, plain_text
from takeaction.export.hsds.directory import _events
from takeaction.models.resource import MINUTES_A_DAY, Hours, parse_hours

DAY = date(2026, 11, 28)
LETTERS = "it has letters or signs that no number has"
UNCERTAIN = "it is not certain which number is meant: write it with + and the country code"
EMERGENCY = "it is the emergency number of the place, which every answer shows already"


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("+44 20 7946 0018", None, Number("+442079460018", None, "+44 20 7946 0018")),
        ("+44 (0)20 7946 0018", "GB", Number("+442079460018", None, "+442079460018")),
        ("020 7946 0018", "GB", Number("+442079460018", None, "020 7946 0018")),
        ("1-888-373-7888", "US", Number("+18883737888", None, "1-888-373-7888")),
        ("+800 0000 1234", None, Number("+80000001234", None, "+800 0000 1234")),
        ("116 000", "GB", Number("116000", "GB", "116 000")),
        ("020 7946 0018", None, UNCERTAIN),
        ("0044 20 7946 0018", "GB", UNCERTAIN),
        ("116 000", None, UNCERTAIN),
        ("1-888-HELP-NOW", "US", LETTERS),
        ("call 12345", "US", LETTERS),
        ("020 7946 0018 / 0019", "GB", UNCERTAIN),
        ("", "GB", "it is empty"),
        ("999", "GB", EMERGENCY),
        ("112", None, EMERGENCY),
        ("911", "KE", EMERGENCY),
        ("+44020794600189", None, UNCERTAIN),
    ],
)
def test_a_number_has_its_one_right_form_or_none(written, country, number):
    assert read_number(written, country) == number


def test_a_number_of_our_own_export_keeps_its_country():
    assert read_number("233733", None, "US") == Number("233733", "US", "233733")
    assert read_number("*4141", None, "CL") == Number("*4141", "CL", "*4141")
    assert read_number("*4141", "CL") == Number("*4141", "CL", "*4141")
    assert "it is not certain" in read_number("*4141", None)
    assert read_number("*911", None, "US") == EMERGENCY
    assert "letters or signs" in read_number("*21*4141", "CL")
    assert read_number("911", None, "US") == EMERGENCY


@pytest.mark.parametrize(
    ("type", "channel"),
    [(None, "voice"), ("cell", "voice"), ("Text", "sms"), ("textphone", "tty"), ("fax", None)],
)
def test_types_of_phones_become_channels(bring, plain_service, type, channel):
    plain_service["phones"][0]["type"] = type
    _, records, losses = bring(plain_service)

    assert [each["contacts"][0]["channel"] for each in records] == ([channel] if channel else [])
    assert bool(losses) is (channel is None)


def test_phones_keep_their_notes_extensions_and_languages(bring, plain_service):
    plain_service |= {
        "languages": [{"code": "fr", "name": "French"}, {"name": "Tagalog"}, {"code": "xx-!"}],
        "phones": [
            {"number": "020 7946 0018", "description": "Day line", "extension": 12},
            {
                "number": "020 7946 0019",
                "languages": [{"code": "CY"}, {"code": "es", "note": "es-MX"}],
            },
        ],
        "email": "help@example.org",
    }
    _, (record,), losses = bring(plain_service)

    first, second, mail = record["contacts"]
    assert (first["id"], first["note"], first["languages"]) == (
        "voice",
        "Day line Extension: 12.",
        ["fr", "tl"],
    )
    assert (second["id"], second["languages"]) == ("voice-2", ["cy", "es-MX"])
    assert mail == {"channel": "email", "id": "email", "email": "help@example.org"}
    assert losses == [("languages[2]", "no language has this code or name")]


def test_languages_of_three_letters_have_their_short_tag_where_there_is_one(bring, plain_service):
    plain_service["languages"] = [{"code": "eng", "name": "English"}, {"code": "ngu"}]
    _, (record,), _ = bring(plain_service)

    assert record["contacts"][0]["languages"] == ["en", "ngu"]


def test_a_number_outside_all_ranges_is_a_doubt(bring, plain_service):
    plain_service["phones"][0]["number"] = "+44 111 111 1111"
    _, (record,), losses = bring(plain_service)

    assert record["contacts"][0]["dial"] == "+441111111111"
    assert losses == [
        ("phones[0].number", "it is in no range that its country has assigned: check each digit")
    ]


@pytest.mark.parametrize(
    ("area", "region", "lost"),
    [
        ({"name": "Texas"}, "US-TX", []),
        ({"name": "Anywhere", "extent": "us-tx", "extent_type": "text"}, "US-TX", []),
        ({"extent": "UK"}, "GB", []),
        ({"extent": "Kenya", "extent_type": "text"}, "KE", []),
        ({"name": "Kenya", "extent": "{}", "extent_type": "geojson"}, "KE", ["extent"]),
        ({"name": "Houston"}, "US-TX", ["name"]),
        ({"name": "Nowhere at all"}, "GB", ["name", "service_areas"]),
        ({}, "GB", ["name", "service_areas"]),
        ({"name": "x" * 300}, "GB", ["name", "service_areas"]),
    ],
)
def test_areas_become_places(bring, plain_service, area, region, lost):
    plain_service["service_areas"] = [area]
    _, (record,), losses = bring(plain_service)

    assert record["regions"] == [region]
    assert [field.rpartition(".")[2] for field, _ in losses] == lost


@pytest.mark.parametrize(
    ("name", "is_named"), [("Houston", True), ("Nowhere at all", True), ("Texas", False)]
)
def test_an_area_that_is_smaller_than_its_place_is_named(bring, plain_service, name, is_named):
    plain_service["service_areas"] = [{"name": name}]
    _, (record,), _ = bring(plain_service)

    note = f"The directory gives its area as: {name}."
    assert record.get("note") == (note if is_named else None)


def schedules(*members):
    losses = Losses()
    return [
        HsdsObject(each, "1", f"schedules[{n}]", losses) for n, each in enumerate(members)
    ], losses


WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("changes", "zone", "text"),
    [
        ({}, "Europe/London", "Mo-Fr 09:00-17:00"),
        ({"timezone": "Africa/Nairobi"}, None, "Mo-Fr 09:00-17:00"),
        (
            {"opens_at": "09:00:00Z", "closes_at": "17:00+01:00"},
            "Europe/London",
            "Mo-Fr 09:00-17:00",
        ),
        ({"byday": "SU, SA,MO"}, "Europe/London", "Mo 09:00-17:00, Sa-Su 09:00-17:00"),
        (
            {"opens_at": "22:00", "closes_at": "02:00", "byday": "SU"},
            "Europe/London",
            "Su 22:00-02:00",
        ),
        ({"closes_at": "24:00"}, "Europe/London", "Mo-Fr 09:00-24:00"),
        ({"closes_at": "00:00"}, "Europe/London", "Mo-Fr 09:00-24:00"),
        (
            {
                "byday": "MO,TU,WE,TH,FR,SA,SU",
                "opens_at": "00:00-05:00",
                "closes_at": "23:59-05:00",
            },
            "Europe/London",
            "24/7",
        ),
    ],
)
def test_weekly_events_become_hours(changes, zone, text):
    # The zone is that of the event, or else that of the directory; 24/7 needs none.
    events, losses = schedules(WEEK | changes)

    hours = read_hours(events, zone, DAY)

    assert hours[0] == text
    assert hours[1] == (None if text == "24/7" else changes.get("timezone", zone))
    assert losses.listed == []


@pytest.mark.parametrize(
    ("changes", "zone", "why"),
    [
        ({"freq": "MONTHLY"}, "Europe/London", "not weekly"),
        ({"interval": 2}, "Europe/London", "not each week"),
        ({"until": "2027-01-01"}, "Europe/London", "not each week"),
        ({"byday": "1MO"}, "Europe/London", "no days"),
        ({"byday": ""}, "Europe/London", "no days"),
        ({"opens_at": "9 am"}, "Europe/London", "opens_at is no time"),
        ({"closes_at": "24:30"}, "Europe/London", "closes_at is no time"),
        ({"closes_at": "31:00"}, "Europe/London", "closes_at is no time"),
        ({"closes_at": None}, "Europe/London", "closes_at is no time"),
        ({"closes_at": "09:00"}, "Europe/London", "different times"),
        ({"opens_at": "24:00"}, "Europe/London", "opens_at is no time"),
        ({"opens_at": "09:00-05:00"}, "Europe/London", "distance from UTC"),
        ({}, None, "no time zone"),
        ({"timezone": 3}, None, "no time zone"),
        ({"valid_to": "2026-11-27"}, "Europe/London", "no schedule holds"),
        ({"valid_from": "2026-11-29"}, "Europe/London", "no schedule holds"),
    ],
)
def test_hours_that_are_not_certain_are_unknown(changes, zone, why):
    events, losses = schedules(WEEK | changes)

    assert read_hours(events, zone, DAY) is None
    assert any(why in loss.why for loss in losses.listed)


def test_one_event_that_cannot_be_read_makes_all_hours_unknown():
    # The other days would be called closed.
    events, losses = schedules(WEEK, WEEK | {"byday": "-1SA", "freq": "MONTHLY"})

    assert read_hours(events, "Europe/London", DAY) is None
    assert [loss.field for loss in losses.listed] == ["schedules[1]"]


def test_events_that_overlap_or_have_two_zones_are_unknown():
    events, losses = schedules(WEEK, WEEK | {"opens_at": "16:00", "closes_at": "20:00"})
    assert read_hours(events, "Europe/London", DAY) is None
    assert "overlap" in losses.listed[0].why

    events, losses = schedules(WEEK, WEEK | {"byday": "SA", "timezone": "Africa/Nairobi"})
    assert read_hours(events, "Europe/London", DAY) is None
    assert "zone" in losses.listed[0].why


def test_hours_without_data_for_their_zone_are_unknown(monkeypatch):
    monkeypatch.setattr("zoneinfo.ZoneInfo", lambda key: {}[key])
    events, losses = schedules(WEEK | {"opens_at": "09:00Z"})

    assert read_hours(events, "Europe/London", DAY) is None
    assert "no data" in losses.listed[0].why


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Mo", "Tu-Th", "Fr", "Sa", "Su"]),
            st.integers(0, MINUTES_A_DAY - 2),
            st.integers(1, MINUTES_A_DAY - 2),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda span: span[0],
    ),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Africa/Nairobi"]),
)
def test_hours_come_back_from_the_events_that_our_export_writes(written, zone):
    parts = []
    for days, opens, closes in written:
        if opens != closes:
            parts.append(
                f"{days} {opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
            )
    try:
        hours = parse_hours(", ".join(parts), zone)
    except ValueError:
        return
    events, losses = schedules(*_events(hours, DAY))

    back = read_hours(events, zone, DAY)

    assert losses.listed == []
    assert parse_hours(*back).spans == hours.spans


def test_a_line_without_end_stays_so():
    events, _ = schedules(*_events(Hours(), DAY))

    assert read_hours(events, None, DAY) == ("24/7", None)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
        ("a<br/>b", "a\nb"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<!-- no -->yes", "yes"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("bell\x07 \u202eturned\ud800 \r\nline", "bell turned\nline"),
        ("  many   blanks \n\n\n\n here", "many blanks\n\nhere"),
    ],
)
def test_texts_are_plain(written, text):
    assert plain_text(written) == text
    assert one_line(written) == " ".join(text.split())
