"""The facts of this pack that must never drift."""

import pytest

from takeaction.testing import check_pack


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("us-hotline")


@pytest.mark.parametrize(
    ("line", "contact", "dial", "display"),
    [
        ("emergency", "voice", "911", "911"),
        ("national-hotline", "voice", "+18883737888", "1-888-373-7888"),
        ("national-hotline", "sms", "233733", "233733"),
        ("national-hotline", "tty", "711", "711"),
        ("us-ncmec", "voice", "+18008435678", "1-800-843-5678"),
        ("us-childhelp", "voice", "+18004224453", "1-800-422-4453"),
        ("us-nrs", "voice", "+18007862929", "1-800-786-2929"),
        ("us-whd", "voice", "+18664879243", "1-866-487-9243"),
        ("us-rainn", "voice", "+18006564673", "1-800-656-4673"),
        ("us-ndvh", "voice", "+18007997233", "1-800-799-7233"),
        ("us-stronghearts", "voice", "+18447628483", "1-844-762-8483"),
        ("us-988", "voice", "988", "988"),
        ("us-crisis-text", "sms", "741741", "741741"),
        ("us-hsi", "voice", "+18663472423", "1-866-347-2423"),
        ("capitol-switchboard", "voice", "+12022243121", "202-224-3121"),
    ],
    ids=lambda value: value,
)
def test_a_number_is_the_one_that_was_found(catalog, line, contact, dial, display):
    """Each number is the one of the sources, dialled and shown alike."""
    contacts = {each.id: each for each in catalog.get(line).contacts}

    assert (contacts[contact].dial, contacts[contact].display) == (dial, display)


def test_the_national_hotline_has_each_channel_as_a_contact_of_its_own(catalog):
    """Voice, text, relay and chat; nothing else, since nothing else has evidence."""
    hotline = catalog.get("us-hotline:phone-nhth")

    assert [str(each.channel) for each in hotline.contacts] == ["voice", "sms", "tty", "chat"]
    assert hotline.operator == "Compass Connections"
    assert hotline.warning
    assert all(each.hours.always for each in hotline.contacts)


def test_no_telephone_of_the_fbi_ships(catalog):
    """Its number stands in one directory alone: only the form is listed."""
    assert [each.dial for each in catalog.get("us-fbi").contacts] == [None]


def test_who_enforces_the_law_says_so_before_the_number(catalog):
    """Lines of police and immigration carry a warning, and are for no survivor, worker or child."""
    for line in (catalog.get("us-hsi"), catalog.get("us-fbi")):
        assert line.warning
        assert line.audience == {"bystander", "professional"}
        assert line.purposes == {"report"}


def test_the_switchboard_is_no_help(catalog):
    """The Capitol is for talking to representatives and stands in no list of help."""
    assert catalog.get("capitol-switchboard").purposes == {"advocate"}


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
