"""The rules for numbers, compared with libphonenumber: their rates and their countries."""

import attrs
import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType

from takeaction.core_data import read
from takeaction.errors import Outcome
from takeaction.models.numbers import international_number
from takeaction.models.record import Source, Verified
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.packs.rules.conflicts import countries_of, faults, reach_faults
from takeaction.packs.rules.numbering import rate_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Method
from takeaction.vocabulary.resources import Purpose, ResourceKind

PREMIUM = {PhoneNumberType.PREMIUM_RATE}
COUNTRIES = [entry[:2] for entry in read("numbering_plans")["regions"].split()]
KINDS = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]


def voice(dial, region=None):
    return Contact(id="voice", channel=Channel.VOICE, dial=dial, dial_region=region, display=dial)


def line(dial, *regions, inside=None):
    return Resource(
        id="trial:line",
        name=Text("A line"),
        kind=ResourceKind.HOTLINE,
        source=Source(title="A page"),
        verified=Verified(method=Method.CALLED),
        regions=frozenset(regions),
        contacts=(voice(dial, inside),),
    )


def is_premium(number):
    return rate_of(number, None) == "premium"


def examples():
    for country in COUNTRIES:
        for kind in KINDS:
            number = phonenumbers.example_number_for_type(country, kind)
            if number:
                yield f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


@pytest.mark.parametrize(
    ("dial", "region", "international"),
    [
        ("+18885550100", None, "+18885550100"),
        ("18885550100", "US", "+18885550100"),
        ("8885550100", "US", "+18885550100"),
        ("08081570123", "GB", "+448081570123"),
        ("08081570123", "GB-SCT", "+448081570123"),
        ("112", "EU", "112"),
        ("112", "AQ", "112"),
    ],
    ids=["as-it-is", "trunk", "no-trunk", "zero", "part", "group", "no-code"],
)
def test_a_number_has_one_international_form(dial, region, international):
    assert international_number(dial, region) == international


@pytest.mark.parametrize(
    ("number", "premium"),
    [
        ("+19005550100", True),
        ("+449098790123", True),
        ("+18885550100", False),
        ("+448081570123", False),
        ("+19001", False),
        ("+88885550100", False),
        ("112", False),
        ("", False),
    ],
    ids=["us", "gb", "us-free", "gb-free", "too-short", "no-country", "short-number", "nothing"],
)
def test_a_premium_rate_is_known_by_its_number(number, premium):
    assert is_premium(number) is premium


def test_premium_rates_are_those_that_libphonenumber_has():
    ours = {number: is_premium(number) for number in examples()}

    known = {
        number: phonenumbers.number_type(phonenumbers.parse(number)) in PREMIUM for number in ours
    }
    assert {number for number in ours if ours[number] != known[number]} == set()
    assert sum(ours.values()) > 100


@given(st.sampled_from(sorted(examples())), st.integers(1, 3), st.data())
def test_no_premium_rate_that_libphonenumber_knows_is_missed(number, digits, data):
    last = data.draw(st.text("0123456789", min_size=digits, max_size=digits))
    changed = number[:-digits] + last

    known = phonenumbers.number_type(phonenumbers.parse(changed))

    assert is_premium(changed) or known not in PREMIUM


@pytest.mark.parametrize(
    ("resource", "problem"),
    [
        (line("+18885550100", "US"), None),
        (line("+18885550100", "CA"), None),
        (line("+18885550100", "US-TX"), None),
        (line("+18885550100", "019"), None),
        (line("+18885550100", "001"), None),
        (line("+18885550100"), None),
        (line("+80012345678", "NP"), None),
        (line("112", "DE", inside="EU"), None),
        (line("112", "DE", inside="DE"), None),
        (
            line("+442079460123", "US", "CA"),
            '"+442079460123" is a number in GB, GG, IM, JE, but the record is for CA, US.',
        ),
        (line("+442079460123", "019"), "019"),
        (line("112", "US", inside="DE"), '"112" is a number in DE, but the record is for US.'),
    ],
    ids=[
        "same",
        "shared-code",
        "part",
        "group",
        "world",
        "nowhere",
        "no-country",
        "inside-a-group",
        "inside",
        "another",
        "another-group",
        "inside-another",
    ],
)
def test_a_number_from_another_country_is_a_warning(resource, problem):
    reported = list(faults(resource))

    assert [fault.code for fault in reported] == ["contact.region_mismatch"] * bool(problem)
    assert all(problem in fault.problem for fault in reported)


def test_a_consular_line_may_answer_in_another_country():
    consular = attrs.evolve(line("+15205550100", "MX"), purposes=frozenset({Purpose.CONSULAR}))

    assert not list(faults(consular))


@pytest.mark.parametrize(
    ("resource", "claimed"),
    [
        (line("+18885550100", "US"), None),
        (line("+18885550100", "US-TX"), None),
        (line("+18885550100", "US", "CA"), None),
        (line("+18885550100"), None),
        (line("112", "DE", inside="DE"), None),
        (line("+80012345678", "001"), None),
        (line("+442079460123", "US"), None),
        (line("+18885550100", "001"), "001"),
        (line("+18885550100", "US", "019"), "019"),
        (line("+442079460123", "GB", "US", "FR"), "FR, US"),
        (line("112", "DE", "AT", inside="DE"), "AT"),
    ],
    ids=[
        *("same", "part", "shared-code", "nowhere", "inside", "no-country", "only-another"),
        *("world", "group", "others", "inside-one"),
    ],
)
def test_a_number_of_one_country_that_claims_other_places_is_a_warning(resource, claimed):
    reported = list(reach_faults(resource))

    assert [fault.code for fault in reported] == ["region.too_wide"] * bool(claimed)
    assert all(f"claims {claimed} too." in fault.problem for fault in reported)


def test_a_record_that_names_no_place_claims_none():
    unnamed = Resource(
        id="trial:line",
        name=Text("A line"),
        kind=ResourceKind.HOTLINE,
        source=Source(title="A page"),
        contacts=(voice("+18885550100"),),
    )

    assert unnamed.regions == {"001"}
    assert list(reach_faults(unnamed)) == []


def test_a_number_that_works_from_everywhere_claims_nothing_too_much():
    # Who says where it can be reached from may serve those places; so may a second number.
    one, other = (line(dial, "GB", "US").contacts[0] for dial in ("+442079460123", "+18885550100"))
    both = attrs.evolve(line("+442079460123", "GB", "US"), contacts=(one, other))
    everywhere = attrs.evolve(one, reachable_from=frozenset({"001"}))
    wide = attrs.evolve(line("+442079460123", "GB", "001"), contacts=(everywhere,))

    assert list(reach_faults(both)) == []
    assert list(reach_faults(wide)) == []


def test_a_contact_without_a_number_has_no_country():
    assert countries_of(Contact(id="c", channel=Channel.CHAT, url="https://example.org")) == []


def test_countries_and_codes_are_those_of_libphonenumber():
    ours = {
        country: countries_of(voice(f"+{phonenumbers.country_code_for_region(country)}5550100"))
        for country in COUNTRIES
    }
    assert ours["CA"][0] == "US"  # the first of many that a message names

    theirs = {
        country: phonenumbers.region_codes_for_country_code(
            phonenumbers.country_code_for_region(country)
        )
        for country in COUNTRIES
    }
    odd = {"AC", "TA"}  # they have a calling code, and none of ISO 3166
    assert {country: sorted(codes) for country, codes in ours.items()} == {
        country: sorted(set(codes) - odd) for country, codes in theirs.items()
    }


@pytest.mark.parametrize(
    ("of_contact", "of_resource", "warned"),
    [
        (None, Verified(), True),
        (Verified(), Verified(method=Method.CALLED), True),
        (Verified(method=Method.CALLED), Verified(), False),
        (None, Verified(method=Method.CALLED), False),
    ],
    ids=["nobody", "not-this-one", "this-one", "the-resource"],
)
def test_an_unverified_number_is_a_warning(of_contact, of_resource, warned):
    resource = line("+18885550100", "US")
    (contact,) = resource.contacts
    contacts = (attrs.evolve(contact, verified=of_contact),)

    reported = list(faults(attrs.evolve(resource, contacts=contacts, verified=of_resource)))

    assert [(fault.code, fault.field, fault.outcome) for fault in reported] == [
        ("content.unverified_number", "contacts[0].dial", Outcome.WARN)
    ] * warned


def test_a_number_of_no_plan_has_no_rate(monkeypatch):
    monkeypatch.setattr("takeaction.packs.rules.numbering.plan_of", lambda _: None)

    assert rate_of("+19005550100", None) is None
