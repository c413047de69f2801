"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("ao-15015", "voice"): ("15015", "AO", "15015"),
    ("bf-116", "voice"): ("116", "BF", "116"),
    ("bj-138", "voice"): ("138", "BJ", "138"),
    ("bw-11611", "voice"): ("11611", "BW", "11611"),
    ("cd-122", "voice"): ("122", "CD", "122"),
    ("cg-1444", "voice"): ("1444", "CG", "1444"),
    ("ci-116", "voice"): ("116", "CI", "116"),
    ("ci-1308", "voice"): ("1308", "CI", "1308"),
    ("cm-1503", "voice"): ("1503", "CM", "1503"),
    ("dz-1111", "voice"): ("1111", "DZ", "11-11"),
    ("dz-3033", "voice"): ("3033", "DZ", "30 33"),
    ("eg-15115", "voice"): ("15115", "EG", "15115"),
    ("eg-15508", "voice"): ("15508", "EG", "15508"),
    ("eg-16000", "voice"): ("16000", "EG", "16000"),
    ("et-7711", "voice"): ("7711", "ET", "7711"),
    ("et-8797", "voice"): ("8797", "ET", "8797"),
    ("gh-helpline-of-hope", "voice"): ("0800800800", "GH", "0800 800 800"),
    ("gh-helpline-of-hope", "voice-second"): ("0800900900", "GH", "0800 900 900"),
    ("gh-helpline-of-hope", "sms"): ("8020", "GH", "8020"),
    ("gn-116", "voice"): ("116", "GN", "116"),
    ("ke-116", "voice"): ("116", "KE", "116"),
    ("ke-1195", "voice"): ("1195", "KE", "1195"),
    ("ke-diaspora", "voice"): ("+254114757002", None, "+254 114 757 002"),
    ("km-1760", "voice"): ("1760", "KM", "1760"),
    ("lr-116", "voice"): ("116", "LR", "116"),
    ("ly-1417", "voice"): ("1417", "LY", "1417"),
    ("ma-0800004747", "voice"): ("0800004747", "MA", "0800 00 47 47"),
    ("ma-8350", "voice"): ("8350", "MA", "8350"),
    ("ma-emc", "voice"): ("+212624405889", None, "06 24 40 58 89"),
    ("mg-147", "voice"): ("147", "MG", "147"),
    ("mr-1916", "voice"): ("1916", "MR", "1916"),
    ("mu-113", "voice"): ("113", "MU", "113"),
    ("mu-139", "voice"): ("139", "MU", "139"),
    ("mw-116", "voice"): ("116", "MW", "116"),
    ("mw-5600", "voice"): ("5600", "MW", "5600"),
    ("mz-116", "voice"): ("116", "MZ", "116"),
    ("na-106", "voice"): ("106", "NA", "106"),
    ("na-106", "sms"): ("106", "NA", "106"),
    ("na-116", "voice"): ("116", "NA", "116"),
    ("ng-ceceyara", "voice"): ("08008008001", "NG", "0800 800 8001"),
    ("ng-naptip", "voice"): ("627", "NG", "627"),
    ("ng-naptip", "voice-mobile"): ("+2347030000203", None, "0703 000 0203"),
    ("rw-116", "voice"): ("116", "RW", "116"),
    ("rw-3512", "voice"): ("3512", "RW", "3512"),
    ("sl-116", "voice"): ("116", "SL", "116"),
    ("sn-116", "voice"): ("116", "SN", "116"),
    ("so-2394", "voice"): ("2394", "SO", "2394"),
    ("so-9997", "voice"): ("9997", "SO", "9997"),
    ("ss-623", "voice"): ("623", "SS", "623"),
    ("sz-951", "voice"): ("951", "SZ", "951"),
    ("td-1390", "voice"): ("1390", "TD", "1390"),
    ("tg-1011", "voice"): ("1011", "TG", "1011"),
    ("tn-1809", "voice"): ("1809", "TN", "1809"),
    ("tn-1809", "voice-office"): ("192", "TN", "192"),
    ("tn-1899", "voice"): ("1899", "TN", "1899"),
    ("tn-80104748", "voice"): ("80104748", "TN", "80 104 748"),
    ("tz-116", "voice"): ("116", "TZ", "116"),
    ("ug-116", "voice"): ("116", "UG", "116"),
    ("za-116", "voice"): ("116", "ZA", "116"),
    ("za-gbvcc", "voice"): ("0800428428", "ZA", "0800 428 428"),
    ("za-gbvcc", "sms"): ("31531", "ZA", "31531"),
    ("za-hotline", "voice"): ("0800222777", "ZA", "0800 222 777"),
    ("za-salvation-army", "voice"): ("0800073728", "ZA", "08000 73728"),
    ("zm-116", "voice"): ("116", "ZM", "116"),
    ("zm-933", "voice"): ("933", "ZM", "933"),
    ("zw-116", "voice"): ("116", "ZW", "116"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("ke-diaspora", "email"): "consular@diaspora.go.ke",
    ("ma-emc", "web"): "https://www.cyberconfiance.ma/helpline",
}
"""Each page and address that is no number."""

POLICE = {"rw-116", "rw-3512"}
"""Lines that police answer."""

STATE = {
    *("ao-15015", "bf-116", "bj-138", "cd-122", "cg-1444", "ci-116", "ci-1308", "cm-1503"),
    *("dz-1111", "eg-15115", "eg-15508", "eg-16000", "et-8797", "gh-helpline-of-hope"),
    *("ke-116", "ke-diaspora", "km-1760", "lr-116", "ma-0800004747", "mg-147", "mr-1916"),
    *("mu-113", "mu-139", "ng-naptip", "sl-116", "sn-116", "td-1390", "tg-1011", "tn-1809"),
    *("tn-1899", "tn-80104748", "ug-116", "za-gbvcc"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-africa")


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
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == set()


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_police_say_first_that_they_are_police(catalog):
    """In the first words before the number; and none of their lines is shown as support."""
    for line in map(catalog.get, sorted(POLICE)):
        assert str(line.warning).startswith("These are police")
        assert line.kind == "tip-line"
        assert "support" not in line.purposes


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"ng-naptip": "reported", "za-salvation-army": "reported"}


def test_law_enforcement_of_nigeria_says_so_and_is_never_shown_to_somebody_who_fled(catalog):
    """NAPTIP makes arrests and takes people back: whoever ran away gets the line of a charity."""
    naptip = catalog.get("ng-naptip")

    assert str(naptip.warning).startswith("This is law enforcement.")
    assert naptip.purposes == {"report"}
    for topic in ("violence-home", "child-runaway", "forced-marriage", "sexual"):
        assert listed(catalog, "NG", topic=topic) == ["ng-ceceyara"]


def test_the_independent_hotline_of_south_africa_comes_first(catalog):
    """A survivor gets A21 first, then the state's centre, and the line that only reports last."""
    assert listed(catalog, "ZA", audience="survivor") == [
        "za-hotline",
        "za-gbvcc",
        "za-salvation-army",
    ]


def test_a_child_in_kenya_gets_116_and_is_told_whose_it_is(catalog):
    """The government runs it; a child who left home reads what to ask before anything else."""
    line = catalog.get("ke-116")

    assert listed(catalog, "KE", audience="child")[0] == "ke-116"
    assert str(line.warning).startswith("A government service answers")
    assert "ask first" in str(line.warning)


def test_kenyans_abroad_have_their_own_line(catalog):
    """In Saudi Arabia it is listed for a Kenyan, and for nobody else."""
    assert listed(catalog, "SA", home="KE") == ["ke-diaspora"]
    assert listed(catalog, "SA", home="UG") == listed(catalog, "SA") == []


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    """Lines for adults are in no child's list, and tip lines only if they are made for children."""
    tips = set()
    for country in catalog.packs["helplines-africa"].header.regions:
        for referral in find_help(catalog, HelpQuery(country, audience="child"), at=AT):
            line = referral.resource
            assert "child" in (line.audience or {"child"})
            assert not str(line.only_for).startswith("Adults")
            if line.kind == "tip-line":
                tips.add(line.local_id)

    assert tips == {"rw-116"}


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
