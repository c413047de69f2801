"""The rules for numbers of two packs that contradict each other, or are one slip apart."""

import itertools

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.packs.rules import conflicts
from takeaction.packs.rules.conflicts import claimed_names, conflicting_numbers
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import Purpose, ResourceKind

LINE = Resource(
    id="alpha:line",
    name=Text("A line"),
    kind=ResourceKind.HOTLINE,
    source=Source(title="A page"),
    regions=frozenset({"US"}),
    purposes=frozenset({Purpose.SUPPORT}),
    operator="The operator",
)


def voice(dial, region=None, channel=Channel.VOICE):
    return Contact(id=dial, channel=channel, dial=dial, dial_region=region, display=dial)


def line(id="alpha:line", *dials, region=None, channel=Channel.VOICE, name="A line", **fields):
    contacts = tuple(voice(dial, region, channel) for dial in dials)
    return attrs.evolve(LINE, id=id, name=Text(name), contacts=contacts, **fields)


def conflicts_of(*resources):
    return [
        (fault.code, record.id, fault.problem) for record, fault in conflicting_numbers(resources)
    ]


OTHER = {"name": "Other", "operator": "Another"}
FIRST = line("alpha:line", "+18885550100")


def test_a_number_one_slip_away_is_reported(subtests):
    for fields, dial in itertools.product(
        [
            {},
            {"name": "Other", "purposes": LINE.purposes, "regions": frozenset({"NP"})},
            {"operator": None, "purposes": frozenset(), "regions": frozenset({"NP"})},
            {**OTHER},
            {**OTHER, "regions": frozenset({"US-TX"})},
        ],
        [
            *("+18885550101", "+18885551000", "+1888555010", "+188855501000", "+18885505100"),
            *("+1885550100", "+188865550100"),
        ],
    ):
        with subtests.test(f"{fields} {dial}"):
            other = line("bravo:line", dial, **fields)

            expected = [
                (
                    "contact.near_miss",
                    "alpha:line",
                    f'"+18885550100" is one typing slip away from "{dial}" of bravo:line.',
                )
            ]
            assert conflicts_of(FIRST, other) == conflicts_of(other, FIRST) == expected


@pytest.mark.parametrize(
    "other",
    [
        line("bravo:line", "+18885550100"),
        line("bravo:line", "+18885550111", **OTHER),
        line("bravo:line", "+18885550101", **OTHER, purposes=frozenset({Purpose.LEGAL})),
        line("bravo:line", "+18885550101", **OTHER, regions=frozenset({"NP"})),
        line("bravo:line", "+18885550101", channel=Channel.SMS),
        line("bravo:line", "+18885550101", status=Status.RETIRED),
        line("bravo:line"),
    ],
    ids=["equal", "far", "other-purpose", "elsewhere", "sms", "retired", "none"],
)
def test_numbers_that_may_differ_are_not_reported(other):
    assert conflicts_of(FIRST, other) == []


def test_numbers_of_two_continents_may_be_close():
    europe, africa = frozenset({"150"}), frozenset({"002"})
    one = line("alpha:line", "+18885550100", regions=europe)

    close = line("bravo:line", "+18885550101", **OTHER, regions=africa)
    same_place = line("bravo:line", "+18885550101", **OTHER, regions=europe)

    assert conflicts_of(one, close) == []
    assert [code for code, _, _ in conflicts_of(one, same_place)] == ["contact.near_miss"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("116000", "116006", False),
        ("116000", "116111", False),
        ("116000", "115000", True),
        ("110", "119", False),
        ("1100", "1109", False),
        ("11000", "11009", True),
        ("233733", "233773", True),
    ],
    ids=[
        *("harmonised", "harmonised-far", "harmonised-alone", "three-digits", "four-digits"),
        *("five-digits", "text-code"),
    ],
)
def test_harmonised_and_short_numbers_are_not_reported(one, other, near):
    # The European 116 numbers and the short ones of police and fire are close on purpose.
    lines = [
        line("alpha:line", one, region="DE"),
        line("bravo:line", other, region="DE", **OTHER),
    ]

    assert [code for code, _, _ in conflicts_of(*lines)] == ["contact.near_miss"] * near


@pytest.mark.parametrize(
    "fields",
    [{}, {"name": "Another name"}, {"operator": "Another", "purposes": frozenset()}],
    ids=["all", "operator", "name"],
)
def test_an_organisation_with_two_numbers_is_reported(fields):
    other = line("bravo:line", "+18885559999", **fields)

    assert conflicts_of(other, FIRST) == [
        (
            "contact.two_numbers",
            "alpha:line",
            'another pack gives this organisation another number: "+18885559999" of bravo:line.',
        )
    ]


def test_each_organisation_with_two_numbers_is_reported():
    referrals = [
        line("alpha:referral", "+18885551234", name="A referral", operator=None),
        line("bravo:referral", "+18885557777", name="A referral", operator=None),
    ]

    found = conflicts_of(FIRST, line("bravo:line", "+18885559999"), *referrals)

    assert [record for _, record, _ in found] == ["alpha:line", "alpha:referral"]


@pytest.mark.parametrize(
    "other",
    [
        line("bravo:line", "+18885559999", "+18885550100"),
        line("bravo:line", "+18885559999", regions=frozenset({"NP"})),
        line("bravo:line", "+18885559999", name="Other", purposes=frozenset({Purpose.LEGAL})),
    ],
    ids=["one-in-common", "in-another-country", "another-service"],
)
def test_an_organisation_may_have_several_numbers(other):
    assert conflicts_of(FIRST, other) == []


def test_a_pack_with_too_many_numbers_is_reported_and_the_others_are_compared(monkeypatch):
    monkeypatch.setattr(conflicts, "MOST_COMPARED", 3)
    many = line("charlie:line", *(f"+1888555{n:04}" for n in range(4)), **OTHER)

    found = conflicts_of(FIRST, many, line("bravo:line", "+18885550101"))

    assert [(code, id) for code, id, _ in found] == [
        ("contact.crowded", "charlie:line"),
        ("contact.near_miss", "alpha:line"),
    ]
    _, warning = next(iter(conflicting_numbers([FIRST, many, line("bravo:line", "+18885550101")])))
    assert (warning.problem, warning.fix, warning.outcome) == (
        "there is too much to compare.",
        "load fewer packs at once.",
        Outcome.WARN,
    )


def test_the_number_of_compared_pairs_is_limited(monkeypatch):
    monkeypatch.setattr(conflicts, "MOST_PAIRS", 10)
    dense = [line(f"{pack}:line", *(f"+1888555{n:04}" for n in range(20))) for pack in "ab"]

    assert [code for code, _, _ in conflicts_of(*dense)] == ["contact.crowded"]


def test_a_pack_that_is_left_out_is_reported_at_its_first_number(monkeypatch):
    # So an author finds the place, even if the pack has a single number.
    monkeypatch.setattr(conflicts, "MOST_COMPARED", 1)
    first, second = line("bravo:a", "+18885550101"), line("bravo:b", "+18885550102")

    assert [(code, id) for code, id, _ in conflicts_of(FIRST, first, second)] == [
        ("contact.crowded", "bravo:a")
    ]


def test_one_number_in_thousands_of_records_is_compared_quickly(at_most):
    many = [line(f"{pack}:line-{n}", "+18885550100") for pack in "ab" for n in range(5_000)]

    with at_most(seconds=2):
        told = [code for code, _, _ in conflicts_of(*many)]
    assert told == ["contact.twice", "contact.twice", "contact.crowded"]


def test_more_names_than_can_be_compared_are_told(monkeypatch):
    monkeypatch.setattr("takeaction.packs.rules.conflicts._MOST_NAMES", 3)
    named = [
        attrs.evolve(line(f"{pack}:line", "+18885550100"), also_known_as=("One", "Two"))
        for pack in ("alpha", "bravo")
    ]

    told = [(fault.code, resource.id) for resource, fault in claimed_names(named)]

    assert told == [("contact.crowded", "bravo:line")]


@pytest.mark.parametrize(
    "name",
    [
        "A l\u200dine",
        "A li\u00adne",
        "A l\u2062ine",
        "A l\u0456ne",
        "\uff21 LINE",
        "A-1ine",
        "A  line",
    ],
    ids=["joiner", "soft-hyphen", "invisible-times", "cyrillic", "wide", "digit", "blanks"],
)
def test_s46_names_that_look_the_same_are_one_organisation(name):
    other = line("zebra:line", "+18885559999", name=name, operator=None)

    ((code, record, _),) = conflicts_of(FIRST, other)

    assert (code, record) == ("contact.two_numbers", "alpha:line")


def test_names_without_letters_are_no_name():
    lines = (
        line(id, dial, name=name, operator=None)
        for id, dial, name in (
            ("alpha:line", "+18885550100", "!"),
            ("zebra:line", "+18885559999", "?"),
        )
    )

    assert conflicts_of(*lines) == []
