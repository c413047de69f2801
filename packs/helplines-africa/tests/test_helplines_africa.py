"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"rw-116", "rw-3512"}
"""Lines that police answer."""

STATE = {
    *("ao-15015", "bf-116", "bj-138", "cd-122", "ci-116", "ci-1308", "ci-143"),
    *("cm-1503", "dz-1111", "eg-15115", "eg-15508", "eg-16000", "eg-16328", "et-8797"),
    *("gh-helpline-of-hope", "gh-mha", "ke-116", "ke-diaspora", "km-1760", "lr-116"),
    *("ma-0800004747", "mg-147", "mr-1916", "mu-113", "mu-139", "ng-naptip", "re-3114", "sl-116"),
    *(
        "dz-1026",
        "za-ccma",
        "sn-116",
        "td-1390",
        "tg-1011",
        "tn-1809",
        "tn-1899",
        "tn-80104748",
        "tn-80105050",
    ),
    *("ug-116", "yt-3114", "za-gbvcc"),
}
"""Lines that another part of a state answers."""

LAW = {"za-hotline", "tn-80104748"}
"""Lines that must report by law, or that work on each case with the ministry of the police."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-africa")


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
    assert of_kind(catalog, None) == set()


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    girls_too = ("women", "children", "young-people")
    assert serving(catalog, "women") == {"dz-1026", "tn-1899"}
    assert serving(catalog, *girls_too) == {"eg-15115", "et-7711", "ma-8350"}
    assert serving(catalog, "women", "children", "young-people", "worried-adults") == {
        *("km-1760", "ma-emc"),
    }
    assert len(serving(catalog, "children", "young-people", "worried-adults")) == 22
    assert serving(catalog, "adults") == {"tn-80105050", "zm-933"}
    assert serving(catalog, "nationals") == {"ke-diaspora"}


def test_whom_a_line_tells_is_what_its_own_words_say(catalog):
    assert told(catalog, "police", "always") >= {*POLICE, "mg-147", "ng-naptip", *LAW}
    assert told(catalog, "child_protection", "danger-or-child") == {"eg-16000"}
    assert told(catalog, "child_protection", "in-danger") == {"zm-116"}
    assert told(catalog, "home_state", "always") == {"ke-diaspora"}
    assert not told(catalog, "police", "never")


def test_where_sources_say_or_and_take_part_nobody_is_promised_anything(catalog):
    for id in ("gh-helpline-of-hope", "dz-3033"):
        assert not any(contact.tells for contact in catalog.get(id).contacts)
        assert "police" in str(catalog.get(id).warning)


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {"ng-naptip": "reported", "za-salvation-army": "reported"}


def test_law_enforcement_of_nigeria_says_so_and_is_in_no_answer_to_a_need(catalog):
    naptip = catalog.get("ng-naptip")

    assert str(naptip.warning).startswith("This is law enforcement.")
    assert naptip.purposes == {"report"}
    for topic in ("violence-home", "child-runaway", "forced-marriage", "sexual-violence"):
        assert "ng-naptip" not in listed(catalog, "NG", topic=topic)
        assert listed(catalog, "NG", topic=topic, audience="child") == ["ng-ceceyara", "ng-surpin"]


def test_the_independent_hotline_of_south_africa_comes_first(catalog):
    assert listed(catalog, "ZA", topic="captivity")[:2] == ["za-hotline", "za-gbvcc"]


def test_a_child_in_kenya_gets_116_and_is_told_whose_it_is(catalog):
    line = catalog.get("ke-116")

    assert listed(catalog, "KE", audience="child")[0] == "ke-116"
    assert line.operator_kind == "government"
    assert "ask first" in str(line.warning)


def test_kenyans_abroad_have_their_own_line(catalog):
    assert listed(catalog, "SA", home="KE") == ["ke-diaspora"]
    assert listed(catalog, "SA", home="UG") == listed(catalog, "SA") == []


def test_a_crisis_has_a_line_of_its_own_where_one_is_known(catalog):
    first = {"CI": "ci-143", "EG": "eg-16328", "GH": "gh-mha", "KE": "ke-1199", "NG": "ng-surpin"}
    first |= {"MU": "mu-8009393", "RE": "re-3114", "TN": "tn-80105050", "UG": "ug-mhu"}

    for region, line in first.items():
        assert listed(catalog, region, topic="suicide")[0] == line
    assert listed(catalog, "ZA", topic="suicide")[:2] == ["za-cipla", "za-sadag"]
