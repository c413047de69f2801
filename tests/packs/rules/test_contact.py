"""The rules for contacts: the numbers dialled and shown, and the fields of a channel."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.errors import Outcome
from takeaction.models.record import Source, Verified
from takeaction.models.resource import Contact, Hours, Resource, parse_hours
from takeaction.models.text import Text
from takeaction.packs.rules.contact import agrees, faults, without_unknown_hours
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Method
from takeaction.vocabulary.resources import ResourceKind

CALLED = Verified(method=Method.CALLED)


def contact(**fields):
    defaults = {
        "channel": Channel.VOICE,
        "id": "voice",
        "dial": "+18883737888",
        "display": "1-888-373-7888",
    }
    return Contact(**{**defaults, **fields})


def resource(*contacts, **fields):
    defaults = {
        "id": "trial:line",
        "name": Text("A line"),
        "kind": ResourceKind.HOTLINE,
        "source": Source(title="A page"),
        "verified": CALLED,
    }
    return Resource(**{**defaults, **fields}, contacts=contacts)


def faults_of(**fields):
    return [
        (fault.code, fault.field.removeprefix("contacts[0]."), fault.problem, fault.fix)
        for fault in faults(resource(contact(**fields)))
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"dial": "233733", "dial_region": "US", "display": "233733", "channel": Channel.SMS},
        {"dial": "116123", "dial_region": "DE", "display": "116 123"},
        {"dial": "+4933712345", "display": "033 712345", "channel": Channel.TTY},
        {"dial": None, "display": None, "channel": Channel.WEB, "url": "https://example.org"},
        {"dial": None, "display": None, "channel": Channel.CHAT, "url": "https://example.org"},
        {"dial": None, "display": None, "channel": Channel.EMAIL, "email": "a@example.org"},
        {"dial": None, "display": None, "channel": Channel.IN_PERSON},
    ],
    ids=["e164", "text-code", "short", "relay", "page", "chat", "mail", "in-person"],
)
def test_a_contact_that_has_what_its_channel_needs_passes(fields):
    assert faults_of(**fields) == []


@pytest.mark.parametrize(
    ("channel", "needed"),
    [
        *((Channel.VOICE, "dial"), (Channel.SMS, "dial"), (Channel.TTY, "dial")),
        *((Channel.EMAIL, "email"), (Channel.CHAT, "url"), (Channel.WEB, "url")),
        (Channel.APP, "url"),
    ],
)
def test_a_missing_field_of_a_channel_is_reported(channel, needed):
    assert faults_of(channel=channel, dial=None, display=None) == [
        (
            "contact.incomplete",
            needed,
            f"a contact with the channel {channel} needs {needed}.",
            f"add {needed}.",
        )
    ]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.EMAIL, Channel.CHAT, Channel.IN_PERSON])
def test_a_channel_without_a_telephone_has_no_number(channel):
    mistakes = faults_of(channel=channel, url="https://example.org", email="a@example.org")

    assert mistakes == [
        (
            "contact.incomplete",
            "dial",
            f"a contact with the channel {channel} cannot have a number.",
            "move the number to a separate contact.",
        )
    ]


def test_a_number_needs_its_display_form():
    assert faults_of(display=None) == [
        (
            "contact.incomplete",
            "display",
            "a number needs display: the number as people in its country write it.",
            "add display.",
        )
    ]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("1-888-373-7888", 'write "+18883737888".'),
        ("1 (888) 373 7888", 'write "+18883737888".'),
        ("+1-888-373-7888", 'write "+18883737888".'),
        ("888-373-7888", "start it with + and the country code."),
        ("+0123456789", "start it with + and the country code."),
        ("+123456", "start it with + and the country code."),
        ("+1234567890123456", "start it with + and the country code."),
        ("+18883737888;ext=1", "start it with + and the country code."),
        ("+1*67", "start it with + and the country code."),
        ("#31#", "start it with + and the country code."),
        ("1-800-FREE", "start it with + and the country code."),
        (
            "+\u0661\u0668\u0668\u0668\u0663\u0667\u0663",
            "start it with + and the country code.",
        ),
        ("", "start it with + and the country code."),
        ("116 006", 'write "116006" and the country it works in: dial_region = "US".'),
        ("1-1-2", 'write "112" and the country it works in: dial_region = "US".'),
    ],
)
def test_a_number_in_any_other_form_is_refused_with_its_fix_if_it_is_certain(written, fix):
    problem = f'"{written}" is not an E.164 number.'

    assert faults_of(dial=written, display="1") == [("contact.dial", "dial", problem, fix)]


@pytest.mark.parametrize("written", ["233733", "911", "18883737888"])
def test_digits_without_a_country_are_refused(written):
    assert faults_of(dial=written, display=written) == [
        (
            "contact.no_region",
            "dial",
            f'"{written}" only works inside one country, and the contact names none.',
            'add the country, such as dial_region = "US".',
        )
    ]


def test_national_digits_of_one_country_are_told_both_ways_to_write_them():
    line = resource(
        contact(dial="08000121700", display="08000 121 700"), regions=frozenset({"GB-ENG"})
    )

    assert [(fault.code, fault.fix) for fault in faults(line)] == [
        (
            "contact.no_region",
            'write "+448000121700", or add dial_region = "GB" if it only works there.',
        )
    ]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("+18883737888", 'write "+18883737888", and remove dial_region.'),
        ("+44 (0)8000 121 700", 'write "+448000121700", and remove dial_region.'),
        ("+1", "write its national digits."),
        ("1", "write only its digits."),
        ("116-006", "write only its digits."),
        ("9" * 16, "write only its digits."),
        ("\u0661\u0661\u0662", "write only its digits."),
    ],
)
def test_a_national_number_is_only_digits(written, fix):
    problem = f'"{written}" is not a national number.'

    assert faults_of(dial=written, display="1", dial_region="US") == [
        ("contact.dial", "dial", problem, fix)
    ]


@pytest.mark.parametrize(
    ("dial", "region", "display"),
    [("+19005550100", None, "1-900-555-0100"), ("09098790123", "GB", "0909 879 0123")],
    ids=["international", "inside"],
)
def test_a_premium_rate_number_is_refused(dial, region, display):
    assert faults_of(dial=dial, dial_region=region, display=display) == [
        (
            "contact.premium",
            "dial",
            f'"{dial}" is a premium-rate number.',
            "use a number that is free or charged at the usual rate.",
        )
    ]


def test_a_number_that_is_shown_as_another_is_refused():
    assert faults_of(dial="+18885550100") == [
        (
            "contact.label_mismatch",
            "display",
            '"1-888-373-7888" and "+18885550100" are different numbers.',
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
        ("+97721234567", "021-234567"),
        ("+611800737732", "1800 737 732"),
        ("+18884357669", "1-888-HELP-NOW"),
        ("+18884357669", "888-HELP-NOW"),
        ("233733", "233733 (BeFree)"),
        ("+442079460123", " +44 20 7946 0123"),
        ("116006", "116 006"),
    ],
)
def test_a_number_agrees_with_the_forms_in_which_people_write_it(dial, display):
    assert agrees(dial, display)


@pytest.mark.parametrize(
    ("dial", "display"),
    [
        ("+18883737888", "1-888-373-7889"),
        ("+18883737888", "+888 373 7888"),
        ("+18883737888", "373-7888"),
        ("+18883737888", "001 888 373 7888"),
        ("+18883737888", "call us"),
        ("+18883737888", "call 1-888-373-7888"),
        ("+18884357669", "1-888-HELP-HIM"),
        ("233733", "233733 (FREEBE)"),
        ("+448000121700", "8000121700"),
        ("+448000121700", "44 8000 121 700"),
        ("+97721234567", "21-234567"),
        ("+2108000121700", "8000121700"),
        ("+18883737888", ""),
        ("+18883737888", "\u0661-\u0668\u0668\u0668-\u0663\u0667\u0663-\u0667\u0668\u0668\u0668"),
        ("116006", "+116 006 1"),
        ("116006", "0 116 006"),
    ],
)
def test_another_number_does_not_agree(dial, display):
    assert not agrees(dial, display)


@given(st.from_regex(r"\+[1-9][0-9]{9,14}", fullmatch=True), st.data())
def test_one_wrong_digit_never_agrees(dial, data):
    place = data.draw(st.integers(1, len(dial) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != dial[place]]))
    wrong = dial[:place] + other + dial[place + 1 :]

    assert agrees(dial, dial)
    assert not agrees(dial, wrong)


def test_two_contacts_with_one_id_are_refused():
    (fault,) = faults(resource(contact(), contact()))

    assert (fault.code, fault.field, fault.problem) == (
        "id.duplicate",
        "contacts[1].id",
        'two contacts have the id "voice".',
    )


@pytest.mark.parametrize("id", ["Voice", "by phone", "-voice", "voi--ce", ""])
def test_an_id_of_a_contact_has_the_form_of_ids(id):
    # The lock and patches use it, so it follows the rule for all ids.
    (fault,) = faults(resource(contact(), contact(id=id)))

    assert (fault.code, fault.field, fault.problem, fault.fix, fault.outcome) == (
        "id.bad",
        "contacts[1].id",
        f'"{id}" is not a valid id.',
        "use a-z, 0-9 and hyphens between them.",
        Outcome.DROP,
    )


def test_a_wrong_email_address_is_refused():
    mistakes = faults_of(channel=Channel.EMAIL, email="nobody", dial=None, display=None)

    assert [fault[:2] for fault in mistakes] == [("contact.email", "email")]


@pytest.mark.parametrize(
    ("hours", "code", "field", "problem", "fix"),
    [
        (
            parse_hours("Mo 09:00-17:00", "Mars/Phobos"),
            "date.zone",
            "zone",
            '"Mars/Phobos" is not an IANA time zone; the hours count as unknown.',
            "write a zone such as America/New_York.",
        ),
        (
            parse_hours("Mo 09:00-17:00"),
            "date.no_zone",
            "hours",
            "these hours have no time zone; they count as unknown.",
            'add the zone, such as zone = "America/New_York".',
        ),
        (
            Hours(spans=(), text="9 to 5", zone="Europe/Berlin"),
            "date.hours",
            "hours",
            (
                'the opening hours "9 to 5" are not valid: each span reads like Mo-Fr '
                "09:00-17:00, with ', ' between spans; they count as unknown."
            ),
            'write them like "Mo-Fr 09:00-17:00, Sa 10:00-14:00" or "24/7".',
        ),
        (
            Hours(spans=(), text="Mo-Su off"),
            "date.hours",
            "hours",
            (
                'the opening hours "Mo-Su off" are not valid: each span reads like Mo-Fr '
                "09:00-17:00, with ', ' between spans; they count as unknown."
            ),
            'leave them out; if nobody answers any more, write status = "retired".',
        ),
    ],
    ids=["mars", "no-zone", "words", "never"],
)
def test_hours_that_cannot_be_relied_on_count_as_unknown(hours, code, field, problem, fix):
    bad = contact(hours=hours)
    good = contact(id="b", hours=parse_hours("Mo 09:00-17:00", "Europe/Berlin"))
    before = resource(bad, good)

    (fault,) = faults(before)
    after = without_unknown_hours(before)

    assert (fault.code, fault.field, fault.outcome) == (code, f"contacts[0].{field}", Outcome.WARN)
    assert (fault.problem, fault.fix) == (problem, fix)
    assert after.contacts == (attrs.evolve(bad, hours=None), good)


def test_a_resource_whose_hours_are_known_stays_as_it_is():
    good = resource(contact(hours=Hours()), contact(id="b"))

    assert without_unknown_hours(good) is good
    assert not any(faults(good))


def test_a_number_with_its_country_code_is_shown_with_a_plus():
    assert agrees("+49301234567", "+49 30 1234567")
    assert not agrees("+49301234567", "49 30 1234567")
