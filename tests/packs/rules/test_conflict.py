"""Numbers of two packs that contradict each other, or that lie one slip apart."""

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.packs.rules import conflict
from takeaction.packs.rules.conflict import conflicts
from takeaction.vocabulary import Channel, Purpose, ResourceKind, Status

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
    """Make a contact."""
    return Contact(id=dial, channel=channel, dial=dial, dial_region=region, display=dial)


def line(id="alpha:line", *dials, region=None, channel=Channel.VOICE, name="A line", **fields):
    """Make a resource of some numbers."""
    contacts = tuple(voice(dial, region, channel) for dial in dials)
    return attrs.evolve(LINE, id=id, name=Text(name), contacts=contacts, **fields)


def told(*resources):
    """Return code, record and problem of each conflict."""
    return [(each.code, record.id, each.problem) for record, each in conflicts(resources)]


OTHER = {"name": "Other", "operator": "Another"}
FIRST = line("alpha:line", "+18885550100")


@pytest.mark.parametrize(
    "dial",
    [
        *("+18885550101", "+18885551000", "+1888555010", "+188855501000", "+18885505100"),
        *("+1885550100", "+188865550100"),
    ],
    ids=[
        *("changed", "swapped", "lost", "added", "swapped-before"),
        *("lost-inside", "added-inside"),
    ],
)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": "Other", "purposes": LINE.purposes, "regions": frozenset({"NP"})},
        {"operator": None, "purposes": frozenset(), "regions": frozenset({"NP"})},
        {**OTHER},
        {**OTHER, "regions": frozenset({"US-TX"})},
    ],
    ids=["all", "operator", "name", "service", "part-of-the-country"],
)
def test_a_number_one_slip_away_is_told_of(dial, fields):
    """One digit changed, swapped, lost or added, by one organisation or for one service."""
    other = line("bravo:line", dial, **fields)

    expected = [
        (
            "contact.near_miss",
            "alpha:line",
            f'"+18885550100" is one slip away from "{dial}" of bravo:line.',
        )
    ]
    assert told(FIRST, other) == told(other, FIRST) == expected


@pytest.mark.parametrize(
    "other",
    [
        line("alpha:other", "+18885550101"),
        line("bravo:line", "+18885550100"),
        line("bravo:line", "+18885550111", **OTHER),
        line("bravo:line", "+18885550101", **OTHER, purposes=frozenset({Purpose.LEGAL})),
        line("bravo:line", "+18885550101", **OTHER, regions=frozenset({"NP"})),
        line("bravo:line", "+18885550101", channel=Channel.SMS),
        line("bravo:line", "+18885550101", status=Status.RETIRED),
        line("bravo:line"),
    ],
    ids=["same-pack", "equal", "far", "other-purpose", "elsewhere", "sms", "retired", "none"],
)
def test_numbers_that_may_well_differ_are_not_told_of(other):
    """Equal ones, those of one pack, of other services, places or channels, and retired ones."""
    assert told(FIRST, other) == []


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
def test_short_numbers_of_a_plan_lie_near_each_other(one, other, near):
    """The European 116 numbers and the short ones of police and fire are rightly close."""
    lines = [
        line("alpha:line", one, region="DE"),
        line("bravo:line", other, region="DE", **OTHER),
    ]

    assert [code for code, _, _ in told(*lines)] == ["contact.near_miss"] * near


@pytest.mark.parametrize(
    "fields",
    [{}, {"name": "Another name"}, {"operator": "Another", "purposes": frozenset()}],
    ids=["all", "operator", "name"],
)
def test_an_organisation_with_two_numbers_is_told_of(fields):
    """Two packs give one organisation numbers that have nothing in common."""
    other = line("bravo:line", "+18885559999", **fields)

    assert told(other, FIRST) == [
        (
            "contact.two_numbers",
            "alpha:line",
            'the same organisation has another number: "+18885559999" of bravo:line.',
        )
    ]


def test_each_organisation_with_two_numbers_is_told_of():
    """One that was told of hides no other."""
    referrals = [
        line("alpha:referral", "+18885551234", name="A referral", operator=None),
        line("bravo:referral", "+18885557777", name="A referral", operator=None),
    ]

    found = told(FIRST, line("bravo:line", "+18885559999"), *referrals)

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
    """With one in common, in another country, or for something else it is no contradiction."""
    assert told(FIRST, other) == []


def test_a_pack_with_too_many_numbers_is_told_of_and_the_others_are_compared(monkeypatch):
    """The largest pack is left out, in words; what the small ones hold is still compared."""
    monkeypatch.setattr(conflict, "MOST_COMPARED", 3)
    many = line("charlie:line", *(f"+1888555{n:04}" for n in range(4)), **OTHER)

    found = told(FIRST, many, line("bravo:line", "+18885550101"))

    assert [(code, id) for code, id, _ in found] == [
        ("contact.crowded", "charlie:line"),
        ("contact.near_miss", "alpha:line"),
    ]
    _, told_of_it = next(iter(conflicts([FIRST, many, line("bravo:line", "+18885550101")])))
    assert (told_of_it.problem, told_of_it.fix, told_of_it.outcome) == (
        "there are too many numbers to compare each with those of other packs.",
        "load fewer packs together.",
        Outcome.WARN,
    )


def test_packs_whose_numbers_all_lie_near_are_not_looked_at_for_ever(monkeypatch):
    """After many pairs it is said that not all of them were compared."""
    monkeypatch.setattr(conflict, "MOST_PAIRS", 10)
    dense = [line(f"{pack}:line", *(f"+1888555{n:04}" for n in range(20))) for pack in "ab"]

    assert [code for code, _, _ in told(*dense)] == ["contact.crowded"]


def test_a_pack_that_is_left_out_is_told_of_at_its_first_number(monkeypatch):
    """Whoever fixes it finds the place, also where it has a single number."""
    monkeypatch.setattr(conflict, "MOST_COMPARED", 1)
    first, second = line("bravo:a", "+18885550101"), line("bravo:b", "+18885550102")

    assert [(code, id) for code, id, _ in told(FIRST, first, second)] == [
        ("contact.crowded", "bravo:a")
    ]


def test_numbers_that_stand_in_thousands_of_records_are_compared_in_little_time(at_most):
    """Ten thousand records of each of two packs with one number cost no more than the bound."""
    many = [line(f"{pack}:line-{n}", "+18885550100") for pack in "ab" for n in range(5_000)]

    with at_most(seconds=2):
        assert [code for code, _, _ in told(*many)] == ["contact.crowded"]
