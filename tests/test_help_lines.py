"""Every line that was made sure of is found, with exactly its digits, and no place is left alone.

``data/help_lines.json`` is a dated copy of the lines and digits, apart from the packs.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction import HelpQuery, find_help
from takeaction.core_data import read
from takeaction.models.region import is_group
from takeaction.vocabulary.closed_words import YOUNG
from takeaction.vocabulary.contacts import PAGE_CHANNELS, Channel
from takeaction.vocabulary.resources import (
    ASKED_PURPOSES,
    HELP_PURPOSES,
    SUPPORT_PURPOSES,
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
)

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
COPY = json.loads((Path(__file__).parent / "data/help_lines.json").read_text(encoding="utf-8"))
ROWS = {row["id"]: row for row in COPY["lines"]}
LINES = [(id, region) for id, row in ROWS.items() for region in row["regions"]]
FOR_CALLS_FROM = {"us-hotline:us-citizens-abroad-family": "CA"}
"""Lines whose number is known to work from some countries only, and another one of these."""

COUNTRIES = sorted(read("regions")["countries"])
STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
TERRITORIES = ("PR", "VI", "GU", "AS", "MP")
PLACES = [*COUNTRIES, *(f"US-{state}" for state in STATES.split())]
FOR_SOME_AT_ANY_AGE = {
    *("americas:ca-mmiwg", "us-hotline:us-j1", "us-hotline:us-stronghearts"),
    "us-hotline:us-womenslaw",
    *("africa:mz-1458", "asia-pacific:au-13yarn", "asia-pacific:th-1694", "europe:ua-veterans"),
    *("middle-east:ae-800444", "middle-east:ae-800700", "middle-east:iq-119", "middle-east:jo-110"),
}
"""Lines only for some people, children among them: they say whom by another trait than age."""


def _asked(catalog, region, **fields):
    """Ask for a place, and for what is listed only if somebody asks for it.

    Lines that take people back are listed for a child that somebody looks for.
    """
    for purpose in (None, *sorted(ASKED_PURPOSES)):
        query = HelpQuery(region, purpose=purpose, **fields)
        yield from find_help(catalog, query, at=AT).ways
    child = HelpQuery(region, topic="missing-person", concerns_child=True, **fields)
    yield from (way for way in find_help(catalog, child, at=AT).ways if way.resource.returns_people)


@pytest.fixture(scope="module")
def asked(catalog):
    """Return a function that gives the referrals to one line, asking once for each place."""
    answers = {}

    def referrals(line, region, calling_from=None):
        if (region, calling_from) not in answers:
            listed = list(_asked(catalog, region, calling_from=calling_from))
            answers[region, calling_from] = listed
        id = catalog.get(line).id
        return [
            referral
            for referral in answers[region, calling_from]
            if id in (referral.resource.id, *referral.also_in)
        ]

    return referrals


def _digits(referrals):
    return {referral.contact.dial for referral in referrals if referral.contact.dial}


def _everywhere(catalog) -> Iterator:
    return ((place, find_help(catalog, HelpQuery(place), at=AT)) for place in PLACES)


def _lines(found):
    return [line for line in found if line.resource.kind is not ResourceKind.SITE]


def test_the_copy_holds_what_it_says():
    # All lines of our packs that have a number; 116 000 in 32 countries.
    assert (len(ROWS), len(LINES)) == (623, 688)
    assert sum(len(row["numbers"]) for row in ROWS.values()) == 725
    assert sum(id.endswith("-116000") for id in ROWS) == 32


def test_every_line_with_a_number_is_in_the_copy(catalog):
    shipped = {
        record.id
        for record in catalog.resources.values()
        if record.purposes & HELP_PURPOSES and any(contact.dial for contact in record.contacts)
    }

    assert {catalog.get(id).id for id in ROWS} == shipped


def test_every_country_and_state_is_asked_for():
    # All codes of ISO 3166-1, Kosovo, and the fifty states.
    assert (len(COUNTRIES), len(STATES.split())) == (250, 50)


def test_a_line_is_found_for_its_region_with_exactly_its_digits(asked):
    wrong = [
        (line, region)
        for line, region in LINES
        if _digits(asked(line, region)) != {digits for _, digits, _ in ROWS[line]["numbers"]}
    ]

    assert wrong == []


def _told(referrals):
    contacts = [referral.contact for referral in referrals]
    numbers = {
        (str(each.channel), each.dial, each.hours and each.hours.text)
        for each in contacts
        if each.dial
    }
    spoken = {tag for each in contacts for tag in (*each.languages, *each.interpreter)}
    return numbers, spoken, bool(referrals and referrals[0].resource.only_for)


def test_what_a_source_states_of_a_line_is_told_and_no_more(asked):
    wrong = []
    for line, region in LINES:
        row = ROWS[line]
        stated = (set(map(tuple, row["numbers"])), set(row["languages"]), row["only_for"])
        if _told(asked(line, region)) != stated:
            wrong.append((line, region))

    assert wrong == []


def test_what_works_in_one_country_only_is_given_to_nobody_elsewhere(asked):
    wrong = []
    for line, region in LINES:
        anywhere = {digits for _, digits, _ in ROWS[line]["numbers"] if digits.startswith("+")}
        expected = {"AQ": anywhere}
        if line in FOR_CALLS_FROM:
            expected = {FOR_CALLS_FROM[line]: anywhere, "AQ": set()}
        if any(_digits(asked(line, region, place)) != expected[place] for place in expected):
            wrong.append((line, region))

    assert wrong == []


def test_no_answer_is_ever_empty(catalog):
    for place, found in _everywhere(catalog):
        codes = [notice.code for notice in found.notices]

        assert "emergency" in found.emergency.text or found.emergency.dial
        assert found.chain[0] == place
        assert found.chain[-1] == "001"
        assert _lines(found) or codes[0] in ("help.none", "help.pages")
        assert _lines(found) or "help.instead" in codes
        assert ("help.pages" in codes) == bool(found and not _lines(found))


def test_no_list_of_help_holds_advocacy_or_another_country(catalog):
    # Nobody who needs help is sent to a switchboard of parliament, or across a border.
    # Only pages are for several countries, and only finders where nobody said what they want.
    for place, found in _everywhere(catalog):
        for referral in found.ways:
            assert referral.resource.purposes & (HELP_PURPOSES - {Purpose.EMERGENCY})
            if is_group(referral.via):
                assert referral.resource.kind is ResourceKind.SITE
                assert referral.contact.channel is Channel.WEB
            else:
                assert referral.via in (place, place.partition("-")[0])
            works_in = {None, place.partition("-")[0]} | ({"US"} if place in TERRITORIES else set())
            assert referral.contact.dial_region in works_in
            assert referral.resource.id != "us-hotline:capitol-switchboard"


def test_a_finder_stands_only_where_no_line_can_be_trusted_to_help(catalog):
    # Not beside a line that helps adults, unless a state runs it that nobody could check.
    # Pages of the country itself are listed everywhere.
    wrong = {
        place: [line.resource.id for line in found if _helps_adults(line)]
        for place, found in _everywhere(catalog)
        if any(is_group(line.via) and line not in _lines(found) for line in found)
        and any(map(_helps_adults, found))
    }

    assert wrong == {}


def _helps_adults(line):
    """Tell whether somebody answers who helps adults and is not the state without a word."""
    resource = line.resource
    is_state = resource.operator_kind is OperatorKind.GOVERNMENT
    return (
        resource.purposes & SUPPORT_PURPOSES
        and any(way.contact.channel not in PAGE_CHANNELS for way in line.ways)
        and not line.is_enforcement
        and resource.kind is not ResourceKind.TIP_LINE
        and not resource.is_only_for_children
        and not (is_state and all(contact.tells is None for contact in resource.contacts))
    )


@pytest.mark.parametrize("audience", [Audience.CHILD, Audience.WORKER, Audience.SURVIVOR])
def test_nobody_in_need_is_left_with_police_alone_unsaid(catalog, audience):
    for place in PLACES:
        found = find_help(catalog, HelpQuery(place, audience=audience), at=AT)
        codes, lines = {notice.code for notice in found.notices}, _lines(found)

        for line in found:
            if line.is_enforcement:
                assert str(line.who_answers) in ("The police.", "Immigration officers.")
                assert line.resource.warning
        if lines and all(line.only_reports for line in lines) and audience is not Audience.CHILD:
            assert {"help.no_support", "help.only_reports", "help.instead"} <= codes
        if lines and all(referral.is_enforcement for referral in lines):
            assert "help.enforcement" in codes


def test_a_child_is_never_sent_to_a_line_for_adults_unsaid(catalog):
    for_some = set()
    for place in PLACES:
        found = find_help(catalog, HelpQuery(place, audience="child"), at=AT)
        codes = {notice.code for notice in found.notices}
        has_child_line = any(
            Purpose.CHILD in referral.resource.purposes for referral in _lines(found)
        )

        assert "young.tell" in codes
        assert has_child_line != bool(codes & {"help.no_child_line", "help.no_child_line_at_all"})
        for line in found:
            assert line.is_general or not line.only_reports
            if line.resource.only_for and not line.serves & YOUNG:
                for_some.add(line.resource.id.removeprefix("helplines-"))
    assert for_some == FOR_SOME_AT_ANY_AGE


def test_a_child_gets_police_after_all_others_that_serve_and_only_where_they_work_for_children(
    catalog,
):
    officers = set()
    for place in PLACES:
        found = list(find_help(catalog, HelpQuery(place, audience="child"), at=AT))
        for number, line in enumerate(found):
            if line.is_enforcement and not line.is_general:
                officers.add(line.resource.id.removeprefix("helplines-"))
                assert all(later.is_enforcement or later.is_general for later in found[number:])

    assert officers == {"africa:rw-116", "middle-east:ae-116111"}


def test_every_number_that_may_show_on_a_bill_is_flagged(catalog):
    # The list says it beside its lines, unless it holds no number.
    for _, found in _everywhere(catalog):
        codes = {notice.code for notice in found.notices}

        assert ("trace.bill" in codes) == any(way.contact.dial for way in found.ways)
