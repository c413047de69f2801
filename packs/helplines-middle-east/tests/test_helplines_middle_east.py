"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"ae-116111", "iq-911", "lb-1745", "om-rop"}
"""Lines that police answer."""

STATE = {
    *("ae-800444", "ae-800700", "ae-80084", "ae-800988", "ae-800save", "ae-dfwac"),
    *("ae-sharjah-women", "bh-995", "bh-998", "il-118", "iq-119", "ir-123", "kw-147"),
    *("kw-pam", "om-1100", "qa-919", "qa-mol", "sa-116111", "sa-1919", "sa-19911"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-middle-east")


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
    assert of_kind(catalog, None) == set()


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"iq-911": "reported", "ir-123": "reported"}


def test_whoever_fled_never_gets_a_line_that_takes_people_back(catalog):
    """A child who ran away in Iran gets no line, and reads that one was left out and what to do."""
    answer = find_help(catalog, HelpQuery("IR", topic="child-runaway", audience="child"), at=AT)

    assert not answer
    assert {"help.left_out", "young.tell", "help.instead"} <= {each.code for each in answer.notices}
    assert listed(catalog, "IR", audience="child") == ["ir-123"]
    assert listed(catalog, "IQ", topic="violence-home") == ["iq-119"]


def test_workers_in_the_emirates_are_told_that_the_state_answers(catalog):
    """No independent line is known there: the notices say so, and what to do instead."""
    answer = find_help(catalog, HelpQuery("AE", audience="worker"), at=AT)

    assert {each.resource.operator_kind for each in answer} == {"government"}
    assert {"help.government", "help.instead"} <= {notice.code for notice in answer.notices}
    assert "ae-116111" not in listed(catalog, "AE", audience="worker")


def test_independent_lines_of_lebanon_come_before_the_state_and_the_police(catalog):
    """A migrant domestic worker gets KAFA first, and the line of the police last."""
    assert listed(catalog, "LB", audience="worker") == [
        "lb-kafa",
        "lb-abaad",
        "lb-1564",
        "lb-1745",
    ]
