"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("am-police-trafficking", "voice"): ("080050550", "AM", "0800 50550"),
    ("au-1800respect", "voice"): ("1800737732", "AU", "1800 737 732"),
    ("au-1800respect", "sms"): ("+61458737732", None, "0458 737 732"),
    ("au-afp", "voice"): ("131237", "AU", "131 237"),
    ("au-fairwork", "voice"): ("131394", "AU", "13 13 94"),
    ("au-kidshelpline", "voice"): ("1800551800", "AU", "1800 55 1800"),
    ("au-redcross-stpp", "voice"): ("+61393451800", None, "03 9345 1800"),
    ("au-salvos-safehouse", "voice"): ("1300473560", "AU", "1300 473 560"),
    ("az-152", "voice"): ("152", "AZ", "152"),
    ("bd-109", "voice"): ("109", "BD", "109"),
    ("bd-1098", "voice"): ("1098", "BD", "1098"),
    ("bd-16135", "voice"): ("16135", "BD", "16135"),
    ("bd-16135", "voice-abroad"): ("+8809610102030", None, "+880 9610 102030"),
    ("cn-12308", "voice"): ("+861012308", None, "+86 10 12308"),
    ("cn-12308", "voice-china"): ("01012308", "CN", "010 12308"),
    ("cn-12338", "voice"): ("12338", "CN", "12338"),
    ("cn-12345", "voice"): ("12345", "CN", "12345"),
    ("fj-1325", "voice"): ("1325", "FJ", "1325"),
    ("fj-1560", "voice"): ("1560", "FJ", "1560"),
    ("ge-111", "voice"): ("111", "GE", "111"),
    ("ge-116006", "voice"): ("116006", "GE", "116 006"),
    ("hk-18288", "voice"): ("18288", "HK", "18288"),
    ("hk-fdh", "voice"): ("+85221579537", None, "2157 9537"),
    ("hk-help", "voice"): ("+85225234020", None, "2523 4020"),
    ("id-129", "voice"): ("129", "ID", "129"),
    ("id-kp2mi", "voice"): ("+622129244800", None, "+62 21 2924 4800"),
    ("in-1098", "voice"): ("1098", "IN", "1098"),
    ("in-112", "voice"): ("112", "IN", "112"),
    ("in-181", "voice"): ("181", "IN", "181"),
    ("in-madad", "voice"): ("1800113090", "IN", "1800 11 3090"),
    ("jp-189", "voice"): ("189", "JP", "189"),
    ("jp-childline", "voice"): ("0120997777", "JP", "0120-99-7777"),
    ("jp-dvplus", "voice"): ("0120279889", "JP", "0120-279-889"),
    ("jp-yorisoi", "voice"): ("0120279338", "JP", "0120-279-338"),
    ("kg-111", "voice"): ("111", "KG", "111"),
    ("kh-1280", "voice"): ("1280", "KH", "1280"),
    ("kh-1280", "sms"): ("1280", "KH", "1280"),
    ("kr-1366", "voice"): ("1366", "KR", "1366"),
    ("kr-danuri", "voice"): ("15771366", "KR", "1577-1366"),
    ("kz-111", "voice"): ("111", "KZ", "111"),
    ("la-1362", "voice"): ("1362", "LA", "1362"),
    ("lk-1929", "voice"): ("1929", "LK", "1929"),
    ("lk-1938", "voice"): ("1938", "LK", "1938"),
    ("lk-1989", "voice"): ("1989", "LK", "1989"),
    ("mn-107", "voice"): ("107", "MN", "107"),
    ("mn-108", "voice"): ("108", "MN", "108"),
    ("my-15999", "voice"): ("15999", "MY", "15999"),
    ("np-1098", "voice"): ("1098", "NP", "1098"),
    ("np-1145", "voice"): ("1145", "NP", "1145"),
    ("np-1145", "sms"): ("1145", "NP", "1145"),
    ("nz-areyouok", "voice"): ("0800456450", "NZ", "0800 456 450"),
    ("nz-crimestoppers", "voice"): ("0800555111", "NZ", "0800 555 111"),
    ("nz-crimestoppers", "voice-abroad"): ("+6499273971", None, "+64 9 927 3971"),
    ("nz-mbie", "voice"): ("0800200088", "NZ", "0800 20 00 88"),
    ("nz-police", "voice"): ("105", "NZ", "105"),
    ("nz-shakti", "voice"): ("0800742584", "NZ", "0800 742 584"),
    ("nz-whatsup", "voice"): ("08009428787", "NZ", "0800 942 8787"),
    ("nz-womensrefuge", "voice"): ("0800733843", "NZ", "0800 733 843"),
    ("nz-youthline", "voice"): ("0800376633", "NZ", "0800 376 633"),
    ("nz-youthline", "sms"): ("234", "NZ", "234"),
    ("pg-1tok", "voice"): ("71508000", "PG", "7150 8000"),
    ("ph-1343", "voice"): ("1343", "PH", "1343"),
    ("ph-1383", "voice"): ("1383", "PH", "1383"),
    ("ph-163", "voice"): ("163", "PH", "163"),
    ("ph-orcc", "voice"): ("1348", "PH", "1348"),
    ("ph-orcc", "voice-abroad"): ("+63287221144", None, "+63 2 8722 1144"),
    ("ph-orcc", "voice-abroad-2"): ("+63287221155", None, "+63 2 8722 1155"),
    ("pk-1099", "voice"): ("1099", "PK", "1099"),
    ("pk-1121", "voice"): ("1121", "PK", "1121"),
    ("sb-132", "voice"): ("132", "SB", "132"),
    ("sg-mom", "voice"): ("+6564385122", None, "6438 5122"),
    ("sg-mom-mdw", "voice"): ("18003395505", "SG", "1800 339 5505"),
    ("sg-mom-mdw", "voice-abroad"): ("+6563395505", None, "6339 5505"),
    ("sg-mwc", "voice"): ("+6565362692", None, "6536 2692"),
    ("sg-navh", "voice"): ("18007770000", "SG", "1800 777 0000"),
    ("sg-police", "voice"): ("+6564350000", None, "6435 0000"),
    ("th-1300", "voice"): ("1300", "TH", "1300"),
    ("th-1387", "voice"): ("1387", "TH", "1387"),
    ("tw-113", "voice"): ("113", "TW", "113"),
    ("tw-1955", "voice"): ("1955", "TW", "1955"),
    ("vn-111", "voice"): ("111", "VN", "111"),
    ("vn-consular", "voice"): ("+84981848484", None, "+84 981 84 84 84"),
    ("vu-161", "voice"): ("161", "VU", "161"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("au-1800respect", "chat"): "https://www.1800respect.org.au/",
    ("au-arp", "web"): "https://salvationarmy.org.au/additional-referral-pathway",
    ("hk-help", "chat"): "https://wa.me/85259363780",
    ("id-129", "chat"): "https://wa.me/628111129129",
    ("in-madad", "web"): "https://www.madad.gov.in/",
    ("in-madad", "chat"): "https://wa.me/917428321144",
    ("jp-dvplus", "chat"): "https://soudanplus.jp/",
    ("my-15999", "chat"): "https://wa.me/60192615999",
    ("nz-crimestoppers", "web"): "https://crimestoppers-nz.org/",
    ("ph-1383", "email"): "makabata1383@cwc.gov.ph",
    ("sg-police", "email"): "SPF_Report_Trafficking@spf.gov.sg",
}
"""Each page and address that is no number."""

POLICE = {
    *("am-police-trafficking", "au-afp", "az-152", "in-112", "mn-107", "nz-police"),
    *("sg-police",),
}
"""Lines that police answer."""

STATE = {
    *("au-fairwork", "bd-109", "bd-1098", "bd-16135", "cn-12308", "cn-12338", "cn-12345"),
    *("ge-111", "ge-116006", "hk-fdh", "id-129", "id-kp2mi", "in-1098", "in-181"),
    *("in-madad", "jp-189", "jp-dvplus", "kg-111", "kr-1366", "kr-danuri", "kz-111"),
    *("la-1362", "lk-1929", "lk-1938", "lk-1989", "mn-108", "my-15999", "np-1145"),
    *("nz-areyouok", "nz-mbie", "ph-1343", "ph-1383", "ph-orcc", "pk-1099", "pk-1121"),
    *("sb-132", "sg-mom", "sg-mom-mdw", "sg-navh", "th-1300", "tw-113", "tw-1955"),
    *("vn-111", "vn-consular"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-asia-pacific")


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
    assert of_kind(catalog, None) == {"au-1800respect"}


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_police_say_first_that_they_are_police(catalog):
    """In the first words before the number; none of their lines is shown as support."""
    for line in map(catalog.get, sorted(POLICE - {"in-112"})):
        assert str(line.warning).startswith("These are police")
        assert line.kind == "tip-line"
        assert "support" not in line.purposes
        assert "child" not in line.audience


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"np-1145": "reported"}


def test_the_womens_commission_of_nepal_is_never_shown_to_somebody_who_fled(catalog):
    """By reports it brings families together again: whoever left one gets the other line."""
    assert "np-1145" in listed(catalog, "NP")
    assert listed(catalog, "NP", topic="violence-home") == ["np-1098"]


def test_only_india_has_an_emergency_record_beneath_the_number_of_the_core(catalog):
    """The notice has the core's number; the record is listed where somebody asks for it."""
    emergency = [line for line in catalog.resources.values() if "emergency" in line.purposes]

    assert [line.local_id for line in emergency] == ["in-112"]
    answer = find_help(catalog, HelpQuery("IN", purpose="emergency"))
    assert [each.contact.dial for each in answer] == [answer.emergency.dial] == ["112"]


def test_lines_that_nobody_could_check_say_so(catalog):
    """In China and Kazakhstan the state answers, and what it keeps to itself is unknown."""
    for place, line in (("CN", "cn-12338"), ("KZ", "kz-111")):
        answer = find_help(catalog, HelpQuery(place), at=AT)

        assert answer[0].resource.local_id == line
        assert "couldn't check how confidential" in str(answer[0].resource.warning)
        assert "help.state_run" in {notice.code for notice in answer.notices}


def test_citizens_abroad_get_the_line_of_their_country_wherever_they_are(catalog):
    """Each is listed for its own citizens in a country that has no line here, and for no other."""
    homes = {"BD": "bd-16135", "CN": "cn-12308", "ID": "id-kp2mi", "PH": "ph-orcc"}
    homes |= {"VN": "vn-consular"}
    consular = {line.local_id for line in catalog.resources.values() if "consular" in line.purposes}

    assert consular == {*homes.values(), "in-madad", "lk-1989"}
    for home, line in homes.items():
        found = find_help(catalog, HelpQuery("AE", home=home), at=AT)
        assert {each.resource.local_id for each in found} <= {line}
        assert all(each.via == home for each in found)
    assert listed(catalog, "AE", home="PH") == ["ph-orcc"]


def test_migrant_workers_in_taiwan_and_singapore_get_the_line_for_them_first(catalog):
    """In Taiwan in five languages; in Singapore the union's centre before ministry and police."""
    assert listed(catalog, "TW", audience="worker") == ["tw-1955", "tw-113"]
    assert catalog.get("tw-1955").contacts[0].languages == ("zh", "en", "id", "vi", "th")
    singapore = listed(catalog, "SG", audience="worker")
    assert (singapore[0], singapore[-1]) == ("sg-mwc", "sg-police")


def test_calls_that_are_recorded_or_cost_money_say_so(catalog):
    """What the sources state stands in the field, and nothing is guessed beside it."""
    contacts = [
        (line.local_id, each) for line in catalog.resources.values() for each in line.contacts
    ]

    assert {id for id, each in contacts if each.recorded} == {"vn-111"}
    assert {id for id, each in contacts if each.cost == "paid"} == {"vn-consular"}
    assert {id for id, each in contacts if each.cost == "mobile-rate"} == {"sg-mom-mdw"}


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    """Lines for adults are in no child's list, and tip lines only if they are made for children."""
    tips = set()
    for country in catalog.packs["helplines-asia-pacific"].header.regions:
        for referral in find_help(catalog, HelpQuery(country, audience="child"), at=AT):
            line = referral.resource
            assert "child" in (line.audience or {"child"})
            assert not str(line.only_for).startswith("Adults")
            if line.kind == "tip-line":
                tips.add(line.local_id)

    assert tips == set()


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
