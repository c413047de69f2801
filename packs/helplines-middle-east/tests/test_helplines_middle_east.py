"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("ae-116111", "voice"): ("116111", "AE", "116111"),
    ("ae-800444", "voice"): ("800444", "AE", "800 444"),
    ("ae-800700", "voice"): ("800700", "AE", "800 700"),
    ("ae-80084", "voice"): ("80084", "AE", "800 84"),
    ("ae-80084", "voice-ministry"): ("600590000", "AE", "600 590000"),
    ("ae-800988", "voice"): ("800988", "AE", "800 988"),
    ("ae-800save", "voice"): ("8007283", "AE", "800 7283"),
    ("ae-dfwac", "voice"): ("800111", "AE", "800 111"),
    ("ae-sharjah-women", "voice"): ("800800700", "AE", "800 800 700"),
    ("bh-995", "voice"): ("995", "BH", "995"),
    ("bh-998", "voice"): ("998", "BH", "998"),
    ("bh-shamsaha", "voice"): ("+97338447588", None, "3844 7588"),
    ("bh-shamsaha", "voice-arabic"): ("+97366710901", None, "6671 0901"),
    ("il-118", "voice"): ("118", "IL", "118"),
    ("il-118", "sms"): ("+972557000128", None, "055-700-0128"),
    ("il-1201", "voice"): ("1201", "IL", "1201"),
    ("il-1202", "voice"): ("1202", "IL", "1202"),
    ("il-1202", "voice-men"): ("1203", "IL", "1203"),
    ("iq-119", "voice"): ("119", "IQ", "119"),
    ("iq-911", "voice"): ("911", "IQ", "911"),
    ("ir-123", "voice"): ("123", "IR", "123"),
    ("jo-110", "voice"): ("110", "JO", "110"),
    ("kw-147", "voice"): ("147", "KW", "147"),
    ("kw-kshr", "voice"): ("+96522215150", None, "2221 5150"),
    ("kw-pam", "voice"): ("+96524937600", None, "2493 7600"),
    ("lb-1564", "voice"): ("1564", "LB", "1564"),
    ("lb-1745", "voice"): ("1745", "LB", "1745"),
    ("lb-abaad", "voice"): ("+96181788178", None, "81 78 81 78"),
    ("lb-kafa", "voice"): ("+9613018019", None, "03 018 019"),
    ("om-1100", "voice"): ("1100", "OM", "1100"),
    ("om-rop", "voice"): ("80077444", "OM", "800 77 444"),
    ("ps-sawa", "voice"): ("164", "PS", "164"),
    ("qa-919", "voice"): ("919", "QA", "919"),
    ("qa-mol", "voice"): ("16008", "QA", "16008"),
    ("qa-mol", "sms"): ("92727", "QA", "92727"),
    ("sa-116111", "voice"): ("116111", "SA", "116111"),
    ("sa-1919", "voice"): ("1919", "SA", "1919"),
    ("sa-19911", "voice"): ("19911", "SA", "19911"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("bh-998", "email"): "998@social.gov.bh",
}
"""Each page and address that is no number."""

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


def test_each_number_is_the_one_that_was_found_and_there_is_no_other(catalog):
    """Each number is the one of the sources, in its country, dialled and shown alike."""
    found = {
        (line.local_id, contact.id): (contact.dial, contact.dial_region, contact.display)
        for line in catalog.resources.values()
        for contact in line.contacts
        if contact.dial
    }

    assert found == NUMBERS


def test_each_page_is_the_one_that_was_found_and_there_is_no_other(catalog):
    """Each page, chat and address is the one of the sources."""
    found = {
        (line.local_id, contact.id): contact.url or contact.email
        for line in catalog.resources.values()
        for contact in line.contacts
        if not contact.dial
    }

    assert found == PAGES


def test_who_answers_is_who_was_found(catalog):
    """Police and states stand in these sets, and nobody becomes independent by a slip."""
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == set()


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_police_say_first_that_they_are_police(catalog):
    """In the first words before the number; and none of their lines is shown as support."""
    for line in map(catalog.get, sorted(POLICE)):
        assert str(line.warning).startswith("These are police")
        assert line.kind == "tip-line"
        assert "support" not in line.purposes


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


def test_lines_that_nobody_could_check_say_so(catalog):
    """In Iran and Saudi Arabia the state answers, and what it keeps to itself is unknown."""
    for place in ("IR", "SA"):
        answer = find_help(catalog, HelpQuery(place), at=AT)

        assert "help.state_run" in {notice.code for notice in answer.notices}
        for referral in answer:
            assert "couldn't check how confidential" in str(referral.resource.warning)


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


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    """Lines for adults are in no child's list, and tip lines only if they are made for children."""
    tips = set()
    for country in catalog.packs["helplines-middle-east"].header.regions:
        for referral in find_help(catalog, HelpQuery(country, audience="child"), at=AT):
            line = referral.resource
            assert "child" in (line.audience or {"child"})
            assert not str(line.only_for).startswith("Adults")
            if line.kind == "tip-line":
                tips.add(line.local_id)

    assert tips == {"ae-116111"}


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
