"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"co-155", "hn-114"}
"""Lines that police answer."""

STATE = {
    *("ar-0800", "ar-102", "ar-137", "ar-144", "ar-145", "ar-entrerios", "ar-formosa", "ar-smr"),
    *("bb-lifeline", "br-100", "br-180", "br-consular-24h", "br-ipe", "ca-consular-24h"),
    *("ca-mmiwg", "ca-on-legal", "ca-tfw", "cl-1455", "cl-4141", "cl-saludresponde", "co-106"),
    *("co-141",),
    *("co-coat", "co-mintrabajo-120", "cr-1147", "cu-103", "do-212", "do-811", "do-lineavida"),
    *("ec-171", "ec-1800delito", "gf-3114", "gp-3114", "gt-1555", "gy-914", "gy-915", "gy-tip"),
    *("hn-145", "jm-211", "jm-natfatip", "jm-newlife", "jm-safespot", "lc-203", "mq-3114"),
    *("mx-079", "mx-lineadelavida", "mx-profedet", "pa-147", "pa-182", "pe-100", "pe-113"),
    *("pe-1810", "pe-1818", "pe-sunafil", "py-137", "py-147", "py-155", "sv-126", "tt-cope"),
    *("tt-ctu", "uy-1920", "uy-4141", "uy-lineaazul", "uy-vida", "ve-mujeres"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-americas")


def listed(catalog, region, **fields):
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return [line.resource.local_id for line in found]


def of_kind(catalog, kind):
    return {line.local_id for line in catalog.resources.values() if line.operator_kind == kind}


def serving(catalog, *words):
    return {line.local_id for line in catalog.resources.values() if line.serves == {*words}}


def telling(catalog, body, when):
    """Return the lines that tell a body at such a time, by their own words or a source."""
    return {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if contact.tells and getattr(contact.tells, body) == when
    }


def test_who_answers_is_who_was_found(catalog):
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == {"ht-840"}


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_the_hotline_of_canada_comes_first_in_english_and_french(catalog):
    first = find_help(catalog, HelpQuery("CA", "fr", audience="survivor"), at=AT)[0]

    assert first.resource.local_id == "ca-chth"
    assert [way.contact.id for way in first.ways] == ["voice", "chat"]
    assert {way.language for way in first.ways} == {"fr"}
    assert {way.state for way in first.ways} == {"open"}
    assert "ca-on-legal" not in listed(catalog, "CA")
    assert "ca-on-legal" in listed(catalog, "CA-ON")


def test_the_line_of_mexico_is_independent_and_comes_first(catalog):
    assert catalog.get("mx-lnctp").operator_kind == "ngo"
    assert listed(catalog, "MX") == [
        *("mx-lnctp", "mx-saptel", "mx-lineadelavida", "mx-profedet", "mx-079"),
    ]
    assert listed(catalog, "MX", calling_from="US") == ["mx-lnctp", "mx-profedet", "mx-saptel"]


def test_one_line_says_that_immigration_may_hear_of_a_call(catalog):
    assert telling(catalog, "immigration", "always") == {"co-coat"}
    assert telling(catalog, "immigration", "if-you-agree") == {"ca-chth"}


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    assert serving(catalog, "women") == {
        *("br-180", "cl-1455", "co-155", "do-212", "mx-079", "pa-182", "py-137", "uy-4141"),
        *("ca-on-awhl", "ve-mujeres"),
    }
    assert serving(catalog, "women", "children", "young-people") == {"ca-sheltersafe"}
    assert serving(catalog, "nationals") == {"br-consular-24h", "ca-consular-24h"}
    assert serving(catalog, "women", "children") == {"hn-114"}
    assert serving(catalog, "children", "young-people") == {
        *("bq-918", "ca-khp", "cl-1515", "cw-918", "jm-safespot"),
    }
    assert serving(catalog, "children", "young-people", "worried-adults") == {
        *("ar-102", "ca-cybertip", "co-141", "cr-1147", "pe-1810", "py-147", "sr-123", "tt-131"),
        *("ca-needhelpnow", "uy-lineaazul"),
    }
    assert serving(catalog, "migrants") == {"ca-tfw"}


def test_lines_that_help_men_too_leave_no_man_out(catalog):
    for line in ("ar-137", "ar-144", "gy-914", "pe-100", "sv-126"):
        assert not catalog.get(line).serves


def test_who_a_line_tells_is_what_its_own_words_say(catalog):
    assert telling(catalog, "police", "danger-or-child") == {
        *("ca-chth", "ca-on-legal", "pa-147", "pe-113", "py-155"),
    }
    assert telling(catalog, "police", "in-danger") == {
        *("cl-1455", "cl-4141", "pe-100", "pe-1810", "py-137", "uy-vida", "ve-mujeres"),
    }
    assert telling(catalog, "police", "always") >= {"hn-114", "mx-lnctp", "ec-1800delito"}
    assert telling(catalog, "employer", "never") == {"ca-tfw"}
    assert not telling(catalog, "police", "never")


def test_where_words_say_may_nobody_is_promised_anything(catalog):
    # The warning keeps the words; a closed word would say more than is known.
    for line in ("ar-entrerios", "co-141", "cu-103", "gy-tip"):
        assert all(not (c.tells and c.tells.police) for c in catalog.get(line).contacts)
        assert "police" in str(catalog.get(line).warning)


def test_a_crisis_has_a_line_of_its_own_where_one_is_known(catalog):
    first = {"AR": "ar-0800", "BB": "bb-lifeline", "BR": "br-cvv", "CL": "cl-4141"}
    first |= {"DO": "do-811", "EC": "ec-171", "GF": "gf-3114"}
    first |= {"GP": "gp-3114", "GY": "gy-915", "HN": "hn-150", "JM": "jm-newlife"}
    first |= {"LC": "lc-203", "MQ": "mq-3114", "MX": "mx-saptel", "PA": "pa-147"}
    first |= {"PE": "pe-113", "PY": "py-155", "TT": "tt-cope", "UY": "uy-1920"}

    for region, line in first.items():
        assert listed(catalog, region, topic="suicide")[0] == line


def test_the_crisis_line_of_a_city_or_province_is_for_no_other_part(catalog):
    for region, line in (("AR-C", "ar-cas"), ("AR-E", "ar-entrerios"), ("CO-DC", "co-106")):
        assert line in listed(catalog, region, topic="suicide")
        assert line not in listed(catalog, region[:2], topic="suicide")
    assert "ar-cas" not in listed(catalog, "AR-E", topic="suicide")
