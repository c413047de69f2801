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
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience, OperatorKind, Purpose

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
COPY = json.loads((Path(__file__).parent / "data/help_lines.json").read_text(encoding="utf-8"))
LINES = [(row["id"], region) for row in COPY["lines"] for region in row["regions"]]
DIGITS = {row["id"]: set(row["digits"]) for row in COPY["lines"]}
STATED = {row["id"]: row for row in COPY["lines"] if "hours" in row}
COUNTRIES = sorted(read("regions")["countries"])
STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
TERRITORIES = ("PR", "VI", "GU", "AS", "MP")
PLACES = [*COUNTRIES, *(f"US-{state}" for state in STATES.split())]


def _asked(catalog, region, **fields):
    """Ask for a place, and for emergency services beside it."""
    for purpose in (fields.pop("purpose", None), Purpose.EMERGENCY):
        yield from find_help(catalog, HelpQuery(region, purpose=purpose, **fields), at=AT)


def _record(catalog, line, region):
    """Return the id of the record of a line: 116 000 is one for each country."""
    local = f"{region.lower()}-116000" if line == "eu-116000" else line
    return catalog.get(local).id


def _everywhere(catalog) -> Iterator:
    """Return each place with what is found there."""
    return ((place, find_help(catalog, HelpQuery(place), at=AT)) for place in PLACES)


def test_the_copy_holds_what_it_says():
    """38 lines of the list, and the national hotline; 116 000 in 32 countries."""
    assert (len(DIGITS), len(LINES)) == (39, 77)
    assert sum(line == "eu-116000" for line, _ in LINES) == 32


def test_every_country_and_state_is_asked_for():
    """All codes of ISO 3166-1, Kosovo, and the fifty states."""
    assert (len(COUNTRIES), len(STATES.split())) == (250, 50)


@pytest.mark.parametrize(("line", "region"), LINES, ids=lambda each: each)
def test_a_line_is_found_for_its_region_with_exactly_its_digits(catalog, line, region):
    """Whoever asks for the place gets the digits of the line, all of them and no others."""
    record = _record(catalog, line, region)

    dialled = {
        referral.contact.dial
        for referral in _asked(catalog, region)
        if referral.resource.id == record and referral.contact.dial
    }

    assert dialled == DIGITS[line]


@pytest.mark.parametrize(
    ("line", "region"), [each for each in LINES if each[0] in STATED], ids=lambda each: each
)
def test_what_a_source_states_of_a_line_is_told_and_no_more(catalog, line, region):
    """Hours, languages and for whom alone: nothing is lost, and nothing is made up."""
    row, record = STATED[line], _record(catalog, line, region)

    referrals = [referral for referral in _asked(catalog, region) if referral.resource.id == record]
    numbers = [
        referral.contact
        for referral in referrals
        if referral.contact.dial and referral.contact.channel != "tty"
    ]
    spoken = {
        tag
        for referral in referrals
        for tag in (*referral.contact.languages, *referral.contact.interpreter)
    }

    assert {each.hours and each.hours.text for each in numbers} == {row["hours"]}
    assert spoken == set(row["languages"])
    assert bool(referrals[0].resource.only_for) is row["only_for"]


@pytest.mark.parametrize(("line", "region"), LINES, ids=lambda each: each)
def test_what_works_in_one_country_only_is_given_to_nobody_elsewhere(catalog, line, region):
    """Somebody who calls from a country where it means nothing, or somebody else, never sees it."""
    record = _record(catalog, line, region)

    abroad = {
        referral.contact.dial
        for referral in _asked(catalog, region, calling_from="JP")
        if referral.resource.id == record and referral.contact.dial
    }

    assert abroad == {dial for dial in DIGITS[line] if dial.startswith("+")}


def test_no_answer_is_ever_empty(catalog):
    """Each place has the notice and its chain, and a line or what to do instead of one."""
    for place, found in _everywhere(catalog):
        codes = [notice.code for notice in found.notices]

        assert "emergency" in found.emergency.text or found.emergency.dial
        assert found.chain[0] == place
        assert found.chain[-1] == "001"
        assert len(found) or codes[:2] == ["help.none", "help.instead"]


def test_no_list_of_help_holds_advocacy_or_another_country(catalog):
    """Nobody who needs help is sent to a switchboard of parliament, or across a border."""
    for place, found in _everywhere(catalog):
        for referral in found:
            assert referral.resource.purposes & (HELP_PURPOSES - {Purpose.EMERGENCY})
            assert referral.via in (place, place.partition("-")[0])
            works_in = {None, place.partition("-")[0]} | ({"US"} if place in TERRITORIES else set())
            assert referral.contact.dial_region in works_in
            assert referral.resource.id != "us-hotline:capitol-switchboard"


@pytest.mark.parametrize("audience", [Audience.CHILD, Audience.WORKER, Audience.SURVIVOR])
def test_nobody_in_need_is_left_with_police_alone_unsaid(catalog, audience):
    """Where no line gives help, or officers answer, the first sentences say so."""
    for place in PLACES:
        found = find_help(catalog, HelpQuery(place, audience=audience), at=AT)
        codes = {notice.code for notice in found.notices}

        for referral in found:
            assert referral.resource.operator_kind is not OperatorKind.IMMIGRATION_ENFORCEMENT
            assert not referral.is_enforcement or str(referral.resource.warning).startswith("These")
        if found and all(referral.only_reports for referral in found):
            assert {"help.no_support", "help.only_reports", "help.instead"} <= codes
        if found and all(referral.is_enforcement for referral in found):
            assert "help.enforcement" in codes


def test_a_child_is_never_sent_to_a_line_for_adults_unsaid(catalog):
    """A child gets lines for children or for everybody, and is told if none is for children."""
    for place in PLACES:
        found = find_help(catalog, HelpQuery(place, audience="child"), at=AT)
        codes = {notice.code for notice in found.notices}
        has_child_line = any(Purpose.CHILD in referral.resource.purposes for referral in found)

        assert "young.tell" in codes
        assert has_child_line != bool(codes & {"help.no_child_line", "help.no_child_line_at_all"})
        for referral in found:
            assert not referral.only_reports
            assert (
                not referral.resource.only_for
                or Audience.CHILD in referral.resource.audience
                or (referral.resource.id == "us-hotline:us-stronghearts")
            )


def test_every_number_that_may_show_on_a_bill_is_flagged(catalog):
    """The list says it beside its lines, unless it holds no number."""
    for _, found in _everywhere(catalog):
        codes = {notice.code for notice in found.notices}

        assert ("trace.bill" in codes) == any(referral.contact.dial for referral in found)
