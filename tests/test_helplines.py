"""The packs of help lines: what each record must say before its number."""

import re

import pytest

from takeaction import HelpQuery, find_help
from takeaction.core_data import read
from takeaction.engine.help.who_answers import who_answers
from takeaction.models.region import country_of
from takeaction.vocabulary.records import Method
from takeaction.vocabulary.resources import OperatorKind, Purpose

PACKS = {
    *("helplines-africa", "helplines-americas", "helplines-asia-pacific", "helplines-europe"),
    *("helplines-middle-east", "helplines-worldwide", "us-hotline"),
}
BEHIND_ANOTHER = {"helplines-americas:ca-on-legal"}
"""Services that are reached through the line of somebody else, and say so."""
AT_A_CONSULATE = {"helplines-asia-pacific:in-pbsk-dubai": "AE"}
"""Lines for citizens of one country whose number works in another one alone."""
MANY = {"DIR", "EU", "WW"}
"""The beginnings of ids for lines and pages of many countries."""
UNCHECKED = {"CN", "IR", "KZ", "RU", "SA"}
STATE = {OperatorKind.GOVERNMENT, OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT}


@pytest.fixture(scope="module")
def lines(catalog):
    """Return the records of help in the packs of help lines, but for emergency numbers."""
    return [
        record
        for record in catalog.resources.values()
        if record.pack in PACKS
        and record.contacts
        and not record.purposes.isdisjoint(set(Purpose) - {"learn", "advocate", "give"})
        and Purpose.EMERGENCY not in record.purposes
    ]


def test_each_line_says_who_answers_and_for_whom_it_is(lines):
    unsaid = [line.id for line in lines if not (line.operator_kind or line.warning)]

    assert unsaid == []
    assert [line.id for line in lines if not line.summary] == []


def test_lines_of_states_that_nobody_could_check_say_so(lines):
    unsaid = [
        line.id
        for line in lines
        if line.operator_kind in STATE
        and UNCHECKED.intersection(map(country_of, line.regions))
        and "couldn't check how confidential" not in line.warning.source
        and Purpose.CONSULAR not in line.purposes
    ]

    assert unsaid == []


def test_police_immigration_and_tip_lines_offer_no_support(lines):
    wrong = [
        line.id
        for line in lines
        if line.operator_kind is OperatorKind.IMMIGRATION_ENFORCEMENT and line.kind != "tip-line"
    ]

    assert wrong == []


def test_a_line_for_children_says_for_whom_it_is(lines):
    unsaid = [
        line.id
        for line in lines
        if line.purposes <= {Purpose.CHILD, Purpose.SUPPORT, Purpose.MISSING_CHILDREN}
        and Purpose.CHILD in line.purposes
        and not (line.serves or line.audience or line.only_for)
        and not line.purposes >= {Purpose.REPORT}
    ]

    assert unsaid == []


RETURNS = re.compile(
    r"\b(returns? (people|children|them|you)|reunit\w+|(takes?|brings?|sends?) \w+ (back|home)"
    r"|(tells?|calls?|informs?) your (family|parents|employer))\b"
)
ASK = re.compile(r"ask (\w+ )*(first|who|whether|before)|you can ask|to your embassy first")


def test_a_line_that_may_take_people_back_says_so(lines):
    silent = []
    for line in lines:
        texts = [line.summary, line.warning, line.note]
        said = " ".join(text.source for text in texts if text).lower()
        if RETURNS.search(said) and line.returns_people is None and not ASK.search(said):
            silent.append(line.id)

    assert silent == []


def test_a_number_of_one_country_is_listed_for_that_country_alone(lines):
    for line in lines:
        country = line.local_id.partition("-")[0].upper()
        if line.pack.startswith("helplines-") and country not in MANY:
            assert {country_of(code) for code in line.regions} == {country}, line.id
            there = AT_A_CONSULATE.get(line.id, country)
            assert {each.dial_region for each in line.contacts} <= {None, there}, line.id


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    wrong = {
        (country, line.resource.id)
        for country in read("regions")["countries"]
        for line in find_help(catalog, HelpQuery(country, audience="child"))
        if "child" not in (line.resource.audience or {"child"})
        or str(line.resource.only_for).startswith("Adults")
    }

    assert wrong == set()


def test_nobody_claims_a_check_that_nobody_made(lines):
    for line in lines:
        assert line.verified.on is None, line.id
        assert line.source.checked is None, line.id
        assert line.verified.method is not Method.NONE, line.id
        if line.pack.startswith("helplines-"):
            assert line.verified.review_by, line.id


def test_no_line_is_listed_twice(lines):
    seen = {}
    for line in lines:
        for contact in line.contacts:
            is_relay = contact.dial == "711"  # of all lines of the US
            if contact.dial and not is_relay and line.id not in BEHIND_ANOTHER:
                where = contact.dial, contact.dial_region, str(contact.channel)
                seen.setdefault(where, set()).add(line.id)

    assert {where: ids for where, ids in seen.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OperatorKind.POLICE, "The police."),
        (OperatorKind.IMMIGRATION_ENFORCEMENT, "Immigration officers."),
    ],
    ids=["police", "immigration"],
)
def test_police_and_immigration_say_so_before_the_number(lines, kind, words):
    enforcing = [line for line in lines if line.operator_kind is kind]

    assert enforcing
    assert {str(who_answers(line, "en")) for line in enforcing} == {words}


def test_a_warning_is_short_enough_to_be_read_in_danger(lines):
    # It is never folded away, so it says only what the fields of the record don't.
    long = [line.id for line in lines if line.warning and len(line.warning.source) > 160]

    assert long == []
