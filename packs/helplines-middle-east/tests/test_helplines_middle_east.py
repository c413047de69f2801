"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"ae-116111", "iq-911", "lb-1745", "om-rop"}
"""Lines that police answer."""

STATE = {
    *("ae-800444", "ae-800700", "ae-80084", "ae-800988", "ae-800save", "ae-dfwac"),
    *("ae-sakina", "ae-sharjah-women", "bh-995", "bh-998", "il-118", "iq-119", "ir-123"),
    *("ir-1480", "kw-147", "kw-pam", "om-1100", "qa-16000", "qa-919", "qa-mol", "sa-116111"),
    *("sa-1919", "sa-19911"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-middle-east")


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
    assert of_kind(catalog, None) == set()


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"iq-911": "reported", "ir-123": "reported"}


def test_whoever_fled_never_gets_a_line_that_takes_people_back(catalog):
    answer = find_help(catalog, HelpQuery("IR", topic="child-runaway", audience="child"), at=AT)

    assert [line.resource.local_id for line in answer] == ["ir-1480"]
    assert "ask first whether they will be told" in str(answer[0].resource.warning)
    assert {"help.left_out", "young.adult"} <= {each.code for each in answer.notices}
    assert listed(catalog, "IR", audience="child") == ["ir-1480"]
    assert listed(catalog, "IQ", topic="violence-home") == ["iq-119"]


def test_workers_in_the_emirates_are_told_that_the_state_answers(catalog):
    answer = find_help(catalog, HelpQuery("AE", audience="worker"), at=AT)
    found = listed(catalog, "AE", audience="worker")

    assert answer[0].resource.operator_kind == "government"
    assert "help.instead" in {notice.code for notice in answer.notices}
    assert "ae-116111" not in found[:-1]


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    assert serving(catalog, "women") == {"ae-sharjah-women", "bh-shamsaha"}
    assert serving(catalog, "women", "children", "young-people") == {"lb-abaad"}
    assert serving(catalog, "women", "children") == {"lb-kafa", "qa-919"}
    assert serving(catalog, "women", "children", "worried-adults") == {"ae-dfwac"}
    assert serving(catalog, "children", "young-people", "worried-adults") == {
        *("ae-116111", "ae-800988", "bh-998", "kw-147", "om-1100", "sa-116111"),
    }
    assert serving(catalog, "migrants", "domestic-workers") == {"kw-kshr"}
    assert serving(catalog, "domestic-workers", "with-papers") == {"kw-pam"}


def test_lines_that_help_men_too_leave_no_man_out(catalog):
    for line in ("ae-800save", "bh-995", "il-118", "il-1202", "iq-119", "ps-sawa"):
        assert not catalog.get(line).serves


def test_who_a_line_tells_is_what_its_own_words_say(catalog):
    assert telling(catalog, "police", "always") == {
        *("ae-116111", "bh-995", "iq-119", "iq-911", "lb-1745", "om-rop"),
    }
    assert telling(catalog, "police", "danger-or-child") == {"ae-800700"}
    assert telling(catalog, "police", "in-danger") == {"il-118", "sa-1919"}
    assert telling(catalog, "family", "always") == {"iq-911"}
    assert telling(catalog, "employer", "always") == {"ae-80084"}
    assert telling(catalog, "immigration", "always") == {"om-rop"}
    assert not telling(catalog, "police", "never")


def test_where_words_say_may_nobody_is_promised_anything(catalog):
    # The warning keeps the words; a closed word would say more than is known.
    for line in ("ae-800988", "ae-800save", "bh-998", "ir-123", "qa-919"):
        assert all(not (c.tells and c.tells.police) for c in catalog.get(line).contacts)
        assert "police" in str(catalog.get(line).warning)


def test_independent_lines_of_lebanon_come_before_the_state_and_the_police(catalog):
    found = listed(catalog, "LB", audience="worker")

    assert found[0] == "lb-kafa"
    assert {*found[1:3]} == {"lb-1564", "lb-abaad"}
    assert found[3:] == ["lb-1745"]


def test_a_crisis_has_a_line_of_its_own_where_one_is_known(catalog):
    for region, line in {"AE-AZ": "ae-sakina", "IR": "ir-1480", "QA": "qa-16000"}.items():
        assert listed(catalog, region, topic="suicide")[0] == line
    assert "ae-sakina" not in listed(catalog, "AE", topic="suicide")


def test_lines_on_which_people_without_papers_are_reported_are_not_listed_for_them(catalog):
    without = About(["immigration-fear", "wages"])

    for place, line in {"AE": "ae-80084", "KW": "kw-pam", "SA": "sa-19911"}.items():
        found = find_help(catalog, HelpQuery(place, about=without))
        assert line not in {each.resource.local_id for each in found}
        assert line in {each.resource.local_id for each in find_help(catalog, HelpQuery(place))}
