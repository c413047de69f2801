"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {
    *("am-police-trafficking", "au-afp", "az-152", "in-112", "mn-107", "nz-police"),
    *("in-cybercrime", "ph-aleng-pulis", "sg-police"),
}
"""Lines that police answer."""

STATE = {
    *("au-fairwork", "bd-109", "bd-1098", "bd-16135", "bn-145", "bt-1010", "cn-12308"),
    *("cn-12338", "cn-12345", "cn-12356", "ge-111", "ge-116006", "hk-fdh", "id-119-8"),
    *("id-129", "id-kp2mi", "in-1098", "in-181", "in-madad", "in-telemanas", "jp-0570"),
    *("jp-189", "jp-dvplus", "kg-111", "kr-109", "kr-1366", "kr-15770199", "kr-danuri"),
    *("kz-111", "la-1362", "lk-1926", "lk-1929", "lk-1938", "lk-1989", "mn-108", "mv-1677"),
    *("my-15555", "my-15999", "np-1145", "np-1166", "nz-1737", "nz-areyouok", "nz-mbie"),
    *("ph-1343", "ph-1383", "ph-ncmh", "ph-orcc", "pk-1099", "pk-1121", "sb-132", "sg-1771"),
    *("sg-mom", "sg-mom-mdw", "sg-navh", "th-1300", "th-1323", "tw-113", "tw-1925", "tw-1955"),
    *("vn-111", "vn-consular", "au-consular-24h", "au-esafety", "bd-16357", "cn-12333"),
    *("hk-labour-2717", "in-ncw", "in-pbsk-dubai", "jp-labour-conditions", "kr-1350"),
    *("kr-1388", "kr-1577-0071", "kr-1600-8248", "kr-consular-24h", "np-consular"),
    *("nz-consular-24h", "pk-consular-24h", "sg-consular-24h", "th-1694"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-asia-pacific")


def listed(catalog, region, **fields):
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return list(dict.fromkeys(referral.resource.local_id for referral in found))


def of_kind(catalog, kind):
    return {line.local_id for line in catalog.resources.values() if line.operator_kind == kind}


def serving(catalog, *words):
    lines = catalog.resources.values()
    return {line.local_id for line in lines if {*map(str, line.serves or ())} == {*words}}


def told(catalog, field, when):
    """Return the lines that tell somebody at such a time, by what they or their sources say."""
    return {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if contact.tells and getattr(contact.tells, field) == when
    }


def test_who_answers_is_who_was_found(catalog):
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == {"au-1800respect"}


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    both = ("women", "children", "young-people")
    assert serving(catalog, "women") == {"in-ncw", "nz-shakti"}
    assert serving(catalog, *both) == {
        *("cn-12338", "in-181", "la-1362", "lk-1938", "np-1145", "vn-peace-house"),
    }
    assert serving(catalog, *both, "worried-adults") == {
        *("bd-109", "id-129", "nz-womensrefuge", "ph-aleng-pulis", "vu-161"),
    }
    assert len(serving(catalog, "children", "young-people", "worried-adults")) == 18
    assert serving(catalog, "children", "young-people") == {"jp-childline", "nz-whatsup"}
    assert serving(catalog, "domestic-workers") == {"hk-fdh", "hk-help", "sg-mom-mdw"}
    assert serving(catalog, "men") == {"au-mensline"}
    assert serving(catalog, "children", "young-people", "adults") == {"af-120"}
    assert serving(catalog, "migrants") == {"kr-1577-0071", "kr-danuri", "sg-mwc", "tw-1955"}


def test_whom_a_line_tells_is_what_its_own_words_say(catalog):
    consular = {line.local_id for line in catalog.resources.values() if "consular" in line.purposes}

    assert told(catalog, "police", "always") >= POLICE
    assert told(catalog, "police", "if-you-agree") == {"sb-132"}
    assert told(catalog, "police", "danger-or-child") == {
        *("au-arp", "bn-145", "bt-1010", "kr-15770199", "nz-youthline"),
    }
    assert told(catalog, "police", "in-danger") == {
        *("au-kidshelpline", "bd-109", "fj-1560", "in-1098", "kr-109", "kr-1366", "mn-108"),
        *("my-15555", "my-15999", "nz-whatsup", "tw-1925"),
    }
    assert told(catalog, "immigration", "always") == {
        *("am-police-trafficking", "nz-mbie", "sg-mom", "sg-mom-mdw"),
    }
    assert told(catalog, "employer", "always") == {"id-kp2mi", "sg-mom-mdw"}
    assert told(catalog, "home_state", "always") == consular == serving(catalog, "nationals")


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"np-1145": "reported"}


def test_the_womens_commission_of_nepal_is_in_no_answer_to_a_need(catalog):
    for topic in ("violence-home", "forced-marriage", "captivity"):
        assert "np-1145" not in listed(catalog, "NP", topic=topic)
    assert listed(catalog, "NP", topic="child-runaway", audience="child") == ["np-1098", "np-1166"]


def test_only_india_has_an_emergency_record_beneath_the_number_of_the_core(catalog):
    emergency = [line for line in catalog.resources.values() if "emergency" in line.purposes]

    assert [line.local_id for line in emergency] == ["in-112"]
    answer = find_help(catalog, HelpQuery("IN", purpose="emergency"))
    assert [each.contact.dial for each in answer] == [answer.emergency.dial] == ["112"]


def test_citizens_abroad_get_the_line_of_their_country_wherever_they_are(catalog):
    homes = {"BD": "bd-16135", "CN": "cn-12308", "ID": "id-kp2mi", "PH": "ph-orcc"}
    homes |= {"VN": "vn-consular", "AU": "au-consular-24h", "KR": "kr-consular-24h"}
    homes |= {"NP": "np-consular", "NZ": "nz-consular-24h", "PK": "pk-consular-24h"}
    homes |= {"SG": "sg-consular-24h"}
    consular = {line.local_id for line in catalog.resources.values() if "consular" in line.purposes}

    assert consular == {*homes.values(), "in-madad", "in-pbsk-dubai", "lk-1989"}
    for home, line in homes.items():
        found = find_help(catalog, HelpQuery("AE", home=home), at=AT)
        assert {each.resource.local_id for each in found} <= {line}
        assert all(each.via == home for each in found)
    assert listed(catalog, "AE", home="PH") == ["ph-orcc"]


def test_indians_in_the_emirates_get_the_line_of_the_consulate_there_and_nobody_else_does(catalog):
    assert "in-pbsk-dubai" in listed(catalog, "AE", home="IN")
    for place in ("SA", "IN"):
        assert "in-pbsk-dubai" not in listed(catalog, place, home="IN")


def test_who_has_no_papers_reads_before_the_number_what_a_line_may_do(catalog):
    assert "workers without papers" in str(catalog.get("th-1694").warning)
    assert "your real name" in str(catalog.get("cn-12333").warning)


def test_a_line_that_takes_reports_on_people_without_papers_is_not_listed_for_them(catalog):
    without = About(["immigration-fear", "wages"])

    assert "th-1694" in listed(catalog, "TH", about=About(["wages"]))
    assert "th-1694" not in listed(catalog, "TH", about=without)


def test_in_india_the_page_stands_before_the_number_for_stolen_money(catalog):
    assert [str(each.channel) for each in catalog.get("in-cybercrime").contacts] == ["web", "voice"]


def test_migrant_workers_in_taiwan_and_singapore_get_the_line_for_them_first(catalog):
    assert listed(catalog, "TW", topic="documents")[0] == "tw-1955"
    assert catalog.get("tw-1955").contacts[0].languages == ("zh", "en", "id", "vi", "th")
    singapore = listed(catalog, "SG", topic="documents")
    assert (singapore[0], singapore[-1]) == ("sg-mwc", "sg-police")


def test_calls_that_are_recorded_or_cost_money_say_so(catalog):
    contacts = [
        (line.local_id, each) for line in catalog.resources.values() for each in line.contacts
    ]

    assert {id for id, each in contacts if each.recorded} == {"vn-111"}
    assert {id for id, each in contacts if each.cost == "paid"} == {"jp-0570", "vn-consular"}
    assert {id for id, each in contacts if each.cost == "mobile-rate"} == {"in-icall", "sg-mom-mdw"}


def test_a_crisis_has_a_line_of_its_own_where_one_is_known(catalog):
    first = {"AF": "af-120", "AM": "am-080000900", "BN": "bn-145", "BT": "bt-1010"}
    first |= {"CN": "cn-12356", "FJ": "fj-1543", "ID": "id-119-8", "IN": "in-telemanas"}
    first |= {"KR": "kr-109", "LK": "lk-1926", "MV": "mv-1677", "MY": "my-15555"}
    first |= {"NC": "nc-053030", "NP": "np-1166", "NZ": "nz-1737", "PH": "ph-ncmh"}
    first |= {"PK": "pk-umang", "SG": "sg-1767", "TH": "th-1323", "TW": "tw-1925"}
    first |= {"VN": "vn-ngaymai", "WS": "ws-svsg"}

    for region, line in first.items():
        assert listed(catalog, region, topic="suicide")[0] == line
    assert "au-13yarn" not in listed(catalog, "AU", topic="suicide")[:3]


def test_the_mobile_number_of_the_philippines_stands_before_the_one_of_landlines(catalog):
    numbers = [contact.dial for contact in catalog.get("ph-ncmh").contacts]

    assert numbers == ["+639178998727", "1553"]


def test_samoa_says_where_women_have_been_taken(catalog):
    assert "to their own family" in str(catalog.get("ws-svsg").warning)
