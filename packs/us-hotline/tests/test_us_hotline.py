"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("capitol-switchboard", "voice"): ("+12022243121", None, "202-224-3121"),
    ("emergency", "voice"): ("911", "US", "911"),
    ("national-hotline", "voice"): ("+18883737888", None, "1-888-373-7888"),
    ("national-hotline", "sms"): ("233733", "US", "233733"),
    ("national-hotline", "tty"): ("711", "US", "711"),
    ("us-988", "voice"): ("988", "US", "988"),
    ("us-988", "sms"): ("988", "US", "988"),
    ("us-988", "tty"): ("711", "US", "711"),
    ("us-cdm", "voice"): ("+18552349699", None, "1-855-234-9699"),
    ("us-childhelp", "voice"): ("+18004224453", None, "1-800-422-4453"),
    ("us-childhelp", "sms"): ("+18004224453", None, "1-800-422-4453"),
    ("us-ciam-mexico", "voice"): ("+15206237874", None, "520-623-7874"),
    ("us-citizens-abroad", "voice"): ("+12025014444", None, "+1-202-501-4444"),
    ("us-citizens-abroad-family", "voice"): ("+18884074747", None, "1-888-407-4747"),
    ("us-crisis-text", "sms"): ("741741", "US", "741741"),
    ("us-deaf-hotline", "voice"): ("+18558121001", None, "1-855-812-1001"),
    ("us-fbi", "voice"): ("+18002255324", None, "1-800-225-5324"),
    ("us-forced-marriage", "voice"): ("+15712826161", None, "571-282-6161"),
    ("us-hsi", "voice-hsi"): ("+18774474847", None, "1-877-447-4847"),
    ("us-hsi", "voice"): ("+18663472423", None, "1-866-347-2423"),
    ("us-image-abuse", "voice"): ("+18448782274", None, "1-844-878-2274"),
    ("us-j1", "voice"): ("+18662839090", None, "1-866-283-9090"),
    ("us-love-is-respect", "voice"): ("+18663319474", None, "1-866-331-9474"),
    ("us-love-is-respect", "sms"): ("22522", "US", "22522"),
    ("us-ncmec", "voice"): ("+18008435678", None, "1-800-843-5678"),
    ("us-ndvh", "voice"): ("+18007997233", None, "1-800-799-7233"),
    ("us-ndvh", "sms"): ("88788", "US", "88788"),
    ("us-nrs", "voice"): ("+18007862929", None, "1-800-786-2929"),
    ("us-rainn", "voice"): ("+18006564673", None, "1-800-656-4673"),
    ("us-rainn", "sms"): ("64673", "US", "64673"),
    ("us-stop-it-now", "voice"): ("+18887738368", None, "1-888-773-8368"),
    ("us-stronghearts", "voice"): ("+18447628483", None, "1-844-762-8483"),
    ("us-stronghearts", "sms"): ("+18447628483", None, "1-844-762-8483"),
    ("us-trans-lifeline", "voice"): ("+18775658860", None, "1-877-565-8860"),
    ("us-trevor", "voice"): ("+18664887386", None, "1-866-488-7386"),
    ("us-trevor", "sms"): ("678678", "US", "678678"),
    ("us-whd", "voice"): ("+18664879243", None, "1-866-487-9243"),
    ("us-whd", "tty"): ("711", "US", "711"),
    ("us-work-eeoc", "voice"): ("+18006694000", None, "1-800-669-4000"),
    ("us-work-eeoc", "voice-sign"): ("+18442345122", None, "1-844-234-5122"),
    ("us-work-eeoc", "tty"): ("+18006696820", None, "1-800-669-6820"),
    ("us-work-nlrb", "voice"): ("+18447626572", None, "1-844-762-6572"),
    ("us-work-osha", "voice"): ("+18003216742", None, "1-800-321-6742"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("national-hotline", "chat"): "https://humantraffickinghotline.org/chat",
    ("national-hotline", "email"): "help@humantraffickinghotline.org",
    ("us-988", "chat"): "https://chat.988lifeline.org",
    ("us-childhelp", "chat"): "https://childhelphotline.org/",
    ("us-deaf-hotline", "email"): "nationaldeafhotline@adwas.org",
    ("us-fbi", "web"): "https://tips.fbi.gov/",
    ("us-forced-marriage", "web"): "https://preventforcedmarriage.org/",
    ("us-immigration-directory", "web"): "https://www.immigrationadvocates.org/legaldirectory/",
    ("us-love-is-respect", "chat"): "https://www.loveisrespect.org/",
    ("us-ncmec", "web"): "https://www.missingkids.org/gethelpnow/cybertipline",
    ("us-ndvh", "chat"): "https://www.thehotline.org/",
    ("us-nrs", "chat"): "https://www.1800runaway.org/",
    ("us-rainn", "chat"): "https://hotline.rainn.org/online",
    ("us-stronghearts", "chat"): "https://strongheartshelpline.org/",
    ("us-trevor", "chat"): "https://www.thetrevorproject.org/get-help/",
    ("us-unchained", "web"): "https://www.unchainedatlast.org/",
    ("us-womenslaw", "web"): "https://www.womenslaw.org/",
    ("us-work-nlrb", "email"): "relay.service@nlrb.gov",
}
"""Each page and address that is no number."""

POLICE = {"emergency", "us-fbi"}
"""Lines that police answer."""

STATE = {
    *("capitol-switchboard", "us-ciam-mexico", "us-citizens-abroad"),
    *("us-citizens-abroad-family", "us-j1", "us-whd", "us-work-eeoc", "us-work-nlrb"),
    *("us-work-osha",),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("us-hotline")


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
    assert of_kind(catalog, "immigration-enforcement") == {"us-hsi"}
    assert of_kind(catalog, None) == set()


def test_the_national_hotline_has_each_channel_as_a_contact_of_its_own(catalog):
    """Voice, text, relay, chat and e-mail; the e-mail alone has no hours in a source."""
    hotline = catalog.get("us-hotline:phone-nhth")

    assert [str(each.channel) for each in hotline.contacts] == [
        *("voice", "sms", "tty", "chat", "email"),
    ]
    assert hotline.operator == "Compass Connections"
    assert hotline.warning
    assert all(each.hours.always for each in hotline.contacts if each.channel != "email")
    assert hotline.contacts[-1].hours is None


def test_the_national_hotline_comes_first_and_officers_last(catalog):
    """Whoever says nothing gets the hotline, all its channels, and police and immigration last."""
    found = find_help(catalog, HelpQuery("US"), at=AT)
    order = [each.resource.local_id for each in found if each.state != "closed"]

    assert order[:5] == ["national-hotline"] * 5
    assert order[-4:] == ["us-fbi", "us-fbi", "us-hsi", "us-hsi"]


def test_a_child_gets_lines_for_children_first(catalog):
    """The one that does not look for children for their parents is the first of all."""
    assert listed(catalog, "US", audience="child")[:4] == [
        *("us-nrs", "us-childhelp", "us-ncmec", "national-hotline"),
    ]


def test_who_enforces_the_law_says_so_before_the_number(catalog):
    """Lines of police and immigration carry a warning, and are for no survivor, worker or child."""
    for line in (catalog.get("us-hsi"), catalog.get("us-fbi")):
        assert line.warning
        assert line.audience == {"bystander", "professional"}
        assert line.purposes == {"report"}
    assert str(catalog.get("us-fbi").warning).startswith("These are police")
    assert str(catalog.get("us-hsi").warning).startswith(
        "ICE runs this line, an immigration enforcement agency"
    )


def test_no_line_but_that_of_immigration_is_known_to_tell_immigration(catalog):
    """Offices for workers say to ask first: nobody knows what they share."""
    told = {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if "immigration" in contact.shares_with
    }

    assert told == {"us-hsi"}
    for line in ("us-whd", "us-work-eeoc", "us-work-nlrb", "us-work-osha"):
        assert "whether it shares anything with immigration" in str(catalog.get(line).warning)


def test_territories_have_the_lines_that_serve_them(catalog):
    """In Puerto Rico the short numbers of the country work, and lines for other states do not."""
    found = listed(catalog, "PR")

    assert found[0] == "national-hotline"
    assert {"us-988", "us-whd", "us-ndvh", "us-nrs"} <= set(found)
    assert "us-stronghearts" not in found
    emergency = find_help(catalog, HelpQuery("PR", purpose="emergency"), at=AT)
    assert [each.contact.dial for each in emergency] == [emergency.emergency.dial] == ["911"]


def test_the_switchboard_is_no_help(catalog):
    """The Capitol is for talking to representatives and stands in no list of help."""
    assert catalog.get("capitol-switchboard").purposes == {"advocate"}


def test_who_wants_to_stop_harming_gets_a_line_only_if_they_ask(catalog):
    """Who looks for help against harm never sees that line."""
    assert "us-stop-it-now" in listed(catalog, "US", purpose="stop-harm")
    assert "us-stop-it-now" not in listed(catalog, "US")


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
