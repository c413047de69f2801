"""Contacts: the number that is dialled, the one that is shown, and what a channel needs."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.errors import Outcome
from takeaction.models.contact import Contact
from takeaction.models.hours import parse_hours
from takeaction.models.resource import Resource
from takeaction.models.source import Source, Verified
from takeaction.models.text import Text
from takeaction.packs.rules.contact import agrees, faults, without_unknown_zones
from takeaction.vocabulary import Channel, Method, ResourceKind

CALLED = Verified(method=Method.CALLED)


def contact(**fields):
    """Make a good contact by voice, with some fields changed."""
    given = {
        "channel": Channel.VOICE,
        "id": "voice",
        "dial": "+18883737888",
        "display": "1-888-373-7888",
    }
    return Contact(**{**given, **fields})


def resource(*contacts, **fields):
    """Make a resource of contacts that somebody has called."""
    given = {
        "id": "trial:line",
        "name": Text("A line"),
        "kind": ResourceKind.HOTLINE,
        "source": Source(title="A page"),
        "verified": CALLED,
    }
    return Resource(**{**given, **fields}, contacts=contacts)


def found(**fields):
    """Return code, field, problem and fix of each fault of one contact."""
    return [
        (each.code, each.field.removeprefix("contacts[0]."), each.problem, each.fix)
        for each in faults(resource(contact(**fields)))
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"dial": "233733", "dial_region": "US", "display": "233733", "channel": Channel.SMS},
        {"dial": "112", "dial_region": "DE", "display": "112"},
        {"dial": "+4933712345", "display": "033 712345", "channel": Channel.TTY},
        {"dial": None, "display": None, "channel": Channel.WEB, "url": "https://example.org"},
        {"dial": None, "display": None, "channel": Channel.CHAT, "url": "https://example.org"},
        {"dial": None, "display": None, "channel": Channel.EMAIL, "email": "a@example.org"},
        {"dial": None, "display": None, "channel": Channel.IN_PERSON},
    ],
    ids=["e164", "text-code", "emergency", "relay", "page", "chat", "mail", "in-person"],
)
def test_a_contact_that_has_what_its_channel_needs_passes(fields):
    """A number with the form in which people write it, an address, or a place."""
    assert found(**fields) == []


@pytest.mark.parametrize(
    ("channel", "needed"),
    [
        *((Channel.VOICE, "dial"), (Channel.SMS, "dial"), (Channel.TTY, "dial")),
        *((Channel.EMAIL, "email"), (Channel.CHAT, "url"), (Channel.WEB, "url")),
        (Channel.APP, "url"),
    ],
)
def test_what_a_channel_needs_is_asked_for(channel, needed):
    """A contact without its number or address is of no use."""
    assert found(channel=channel, dial=None, display=None) == [
        (
            "contact.incomplete",
            needed,
            f"a contact by {channel} needs {needed}.",
            f"write {needed}.",
        )
    ]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.EMAIL, Channel.CHAT, Channel.IN_PERSON])
def test_a_channel_that_is_no_telephone_has_no_number(channel):
    """One contact has one number or one address."""
    mistakes = found(channel=channel, url="https://example.org", email="a@example.org")

    assert mistakes == [
        (
            "contact.incomplete",
            "dial",
            f"a contact by {channel} has no number.",
            "make a contact of its own for the number.",
        )
    ]


def test_a_number_needs_the_form_that_people_write():
    """A number that cannot be shown is not taken."""
    assert found(display=None) == [
        (
            "contact.incomplete",
            "display",
            "a number needs the form in which people there write it.",
            "write display.",
        )
    ]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("1-888-373-7888", 'write "+18883737888".'),
        ("1 (888) 373 7888", 'write "+18883737888".'),
        ("+1-888-373-7888", 'write "+18883737888".'),
        ("888-373-7888", "write it with + and the code of its country."),
        ("+0123456789", "write it with + and the code of its country."),
        ("+123456", "write it with + and the code of its country."),
        ("+1234567890123456", "write it with + and the code of its country."),
        ("+18883737888;ext=1", "write it with + and the code of its country."),
        ("+1*67", "write it with + and the code of its country."),
        ("#31#", "write it with + and the code of its country."),
        ("1-800-FREE", "write it with + and the code of its country."),
        (
            "+\u0661\u0668\u0668\u0668\u0663\u0667\u0663",
            "write it with + and the code of its country.",
        ),
        ("", "write it with + and the code of its country."),
    ],
)
def test_a_number_in_any_other_form_is_refused_with_its_fix_if_it_is_certain(written, fix):
    """A number is + and 7 to 15 digits; the right form is offered only where it is certain."""
    problem = f'"{written}" is not an E.164 number.'

    assert found(dial=written, display="1") == [("contact.dial", "dial", problem, fix)]


@pytest.mark.parametrize("written", ["233733", "911", "18883737888"])
def test_digits_without_a_country_are_refused(written):
    """A short code, and a number that lacks its +, work somewhere only."""
    assert found(dial=written, display=written) == [
        (
            "contact.no_region",
            "dial",
            f'"{written}" works inside a country only, and none is named.',
            'write dial_region = "US" or such beside it.',
        )
    ]


@pytest.mark.parametrize(
    "written", ["+18883737888", "1", "116-006", "9" * 16, "\u0661\u0661\u0662"]
)
def test_a_number_inside_a_country_is_digits_alone(written):
    """With a country beside it a number has 2 to 15 digits and nothing else."""
    problem = f'"{written}" is no number inside a country.'

    assert found(dial=written, display=written, dial_region="US") == [
        ("contact.dial", "dial", problem, "write its digits alone.")
    ]


@pytest.mark.parametrize(
    ("dial", "region", "display"),
    [("+19005550100", None, "1-900-555-0100"), ("09098790123", "GB", "0909 879 0123")],
    ids=["international", "inside"],
)
def test_a_number_that_costs_the_caller_a_premium_is_refused(dial, region, display):
    """Nobody pays to be helped; the message has the number as it was written."""
    assert found(dial=dial, dial_region=region, display=display) == [
        (
            "contact.premium",
            "dial",
            f'a call to "{dial}" costs a premium.',
            "name a number that does not.",
        )
    ]


def test_a_number_that_shows_as_another_is_refused():
    """What people read and what their telephone dials are one number."""
    assert found(dial="+18885550100") == [
        (
            "contact.label_mismatch",
            "display",
            '"1-888-373-7888" does not show "+18885550100".',
            "check both with the operator; one of them is wrong.",
        )
    ]


@pytest.mark.parametrize(
    ("dial", "display"),
    [
        ("+18883737888", "1-888-373-7888"),
        ("+18883737888", "(888) 373-7888"),
        ("+18883737888", "+1 888 373 7888"),
        ("+442071234567", "020 7123 4567"),
        ("+4930123456", "030/123456"),
        ("+79161234567", "8 (916) 123-45-67"),
        ("+3611234567", "06 1 123 4567"),
        ("+97712345678", "1-2345678"),
        ("+442079460123", " +44 20 7946 0123"),
        ("116006", "116 006"),
    ],
)
def test_a_number_agrees_with_the_forms_in_which_people_write_it(dial, display):
    """With the code of the country or without, with one trunk prefix or none."""
    assert agrees(dial, display)


@pytest.mark.parametrize(
    ("dial", "display"),
    [
        ("+18883737888", "1-888-373-7889"),
        ("+18883737888", "+888 373 7888"),
        ("+18883737888", "373-7888"),
        ("+18883737888", "001 888 373 7888"),
        ("+18883737888", "call us"),
        ("+18883737888", ""),
        ("+18883737888", "\u0661-\u0668\u0668\u0668-\u0663\u0667\u0663-\u0667\u0668\u0668\u0668"),
        ("116006", "+116 006 1"),
        ("116006", "0 116 006"),
    ],
)
def test_another_number_does_not_agree(dial, display):
    """One other digit, a part of the number, or words are not the number."""
    assert not agrees(dial, display)


@given(st.from_regex(r"\+[1-9][0-9]{9,14}", fullmatch=True), st.data())
def test_one_wrong_digit_never_agrees(dial, data):
    """Whichever digit of a shown number is changed, it is not the number any more."""
    place = data.draw(st.integers(1, len(dial) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != dial[place]]))
    wrong = dial[:place] + other + dial[place + 1 :]

    assert agrees(dial, dial)
    assert not agrees(dial, wrong)


def test_two_contacts_with_one_id_are_refused():
    """Each contact of a resource has an id of its own."""
    (fault,) = faults(resource(contact(), contact()))

    assert (fault.code, fault.field, fault.problem) == (
        "id.duplicate",
        "contacts[1].id",
        'two contacts have the id "voice".',
    )


@pytest.mark.parametrize("id", ["Voice", "by phone", "-voice", "voi--ce", ""])
def test_an_id_of_a_contact_has_the_form_of_ids(id):
    """It stands in the lock and in patches, so it is held to the form that all ids have."""
    (fault,) = faults(resource(contact(), contact(id=id)))

    assert (fault.code, fault.field, fault.problem, fault.fix, fault.outcome) == (
        "id.bad",
        "contacts[1].id",
        f'"{id}" is no id.',
        "write a-z, 0-9 and - between them.",
        Outcome.DROP,
    )


def test_a_wrong_mailbox_is_named():
    """The address of a mailbox is held to its form."""
    mistakes = found(channel=Channel.EMAIL, email="nobody", dial=None, display=None)

    assert [each[:2] for each in mistakes] == [("contact.email", "email")]


def test_hours_in_a_zone_that_nobody_knows_are_taken_as_unknown():
    """The contact is kept, its hours are not, and the author is told."""
    mars = contact(hours=parse_hours("Mo 09:00-17:00", "Mars/Phobos"))
    earth = contact(id="b", hours=parse_hours("Mo 09:00-17:00", "Europe/Berlin"))
    given = resource(mars, earth)

    (fault,) = faults(given)
    kept = without_unknown_zones(given)

    assert (fault.code, fault.field, fault.outcome) == (
        "date.zone",
        "contacts[0].zone",
        Outcome.WARN,
    )
    assert fault.problem == (
        '"Mars/Phobos" is no IANA time zone; the hours are taken as not known.'
    )
    assert kept.contacts == (attrs.evolve(mars, hours=None), earth)


def test_a_number_with_its_country_code_is_shown_with_a_plus():
    """Without a plus nobody can tell the code of a country from the number."""
    assert agrees("+49301234567", "+49 30 1234567")
    assert not agrees("+49301234567", "49 30 1234567")
