"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"co-155", "hn-114"}
"""Lines that police answer."""

STATE = {
    *("ar-102", "ar-137", "ar-144", "ar-145", "br-100", "br-180", "br-ipe", "ca-mmiwg"),
    *("ca-on-legal", "ca-tfw", "cl-1455", "co-141", "co-coat", "cr-1147", "cu-103"),
    *("do-212", "do-lineavida", "ec-1800delito", "gt-1555", "gy-914", "gy-tip", "hn-145"),
    *("jm-211", "jm-natfatip", "jm-safespot", "mx-079", "pa-182", "pe-100", "pe-1810"),
    *("pe-1818", "py-137", "py-147", "sv-126", "tt-ctu", "uy-4141", "uy-lineaazul"),
    *("ve-mujeres",),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-americas")


def listed(catalog, region, **fields):
    """Return the lines that somebody gets, in order, each once."""
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return list(dict.fromkeys(referral.resource.local_id for referral in found))


def of_kind(catalog, kind):
    """Return the lines of one kind of operator."""
    return {line.local_id for line in catalog.resources.values() if line.operator_kind == kind}


def test_who_answers_is_who_was_found(catalog):
    """Police and states stand in these sets, and nobody becomes independent by a slip."""
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == {"ht-840"}


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_the_hotline_of_canada_comes_first_in_english_and_french(catalog):
    """It is independent, open day and night, and its number works all over the country."""
    found = find_help(catalog, HelpQuery("CA", "fr", audience="survivor"), at=AT)

    assert [(each.resource.local_id, each.contact.id) for each in found[:2]] == [
        ("ca-chth", "voice"),
        ("ca-chth", "chat"),
    ]
    assert {each.language for each in found[:2]} == {"fr"}
    assert {each.state for each in found[:2]} == {"open"}
    assert "ca-on-legal" not in listed(catalog, "CA")
    assert "ca-on-legal" in listed(catalog, "CA-ON")


def test_the_line_of_mexico_is_independent_and_comes_first(catalog):
    """The citizens' council answers, not the government; from abroad only its number is listed."""
    assert catalog.get("mx-lnctp").operator_kind == "ngo"
    assert listed(catalog, "MX") == ["mx-lnctp", "mx-079"]
    assert listed(catalog, "MX", calling_from="US") == ["mx-lnctp"]


def test_one_line_says_that_immigration_may_hear_of_a_call(catalog):
    """The operations centre of Colombia sits with the migration authority."""
    told = {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if "immigration" in contact.shares_with
    }

    assert told == {"co-coat"}
