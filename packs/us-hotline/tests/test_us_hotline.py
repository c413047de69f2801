"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"emergency", "us-fbi"}
"""Lines that police answer."""

STATE = {
    *("capitol-switchboard", "us-ciam-mexico", "us-citizens-abroad"),
    *("us-citizens-abroad-family", "us-j1", "us-whd", "us-work-eeoc", "us-work-nlrb"),
    *("us-work-osha",),
    "us-ftc-takeitdown",
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("us-hotline")


def listed(catalog, region, **fields):
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return [line.resource.local_id for line in found]


def of_kind(catalog, kind):
    return {line.local_id for line in catalog.resources.values() if line.operator_kind == kind}


def serving(catalog, *words):
    return {line.local_id for line in catalog.resources.values() if line.serves == {*words}}


def telling(catalog, body, when):
    """Return the lines that tell a body at such a time, by their own words or a source."""
    return {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if contact.tells and getattr(contact.tells, body) == when
    }


def test_who_answers_is_who_was_found(catalog):
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == {"us-hsi"}
    assert of_kind(catalog, None) == set()


def test_the_national_hotline_has_each_channel_as_a_contact_of_its_own(catalog):
    # Voice, text, relay and chat; nothing else, since no page of its own prints anything else.
    hotline = catalog.get("us-hotline:phone-nhth")

    assert [str(each.channel) for each in hotline.contacts] == ["voice", "sms", "tty", "chat"]
    assert hotline.operator == "Compass Connections"
    assert hotline.warning
    assert all(each.hours.always for each in hotline.contacts)


def test_the_national_hotline_comes_first_and_officers_last(catalog):
    # Whoever says nothing gets the hotline, all its channels, and police and immigration last.
    # Below them stand only consular lines: whose citizens they are for is not known.
    found = find_help(catalog, HelpQuery("US"), at=AT)
    consular = {line.local_id for line in catalog.resources.values() if "consular" in line.purposes}
    order = [line.resource.local_id for line in found]

    assert found[0].resource.local_id == "national-hotline"
    assert {way.contact.id for way in found[0].ways} == {"voice", "sms", "chat", "tty"}
    assert consular == {"us-ciam-mexico", "us-citizens-abroad", "us-citizens-abroad-family"}
    assert {*order[-2:]} == consular - {"us-ciam-mexico"}  # for people from Mexico alone
    assert order[-4:-2] == ["us-fbi", "us-hsi"]


def test_mexicos_line_is_listed_for_mexicans_and_for_no_american_abroad(catalog):
    assert "us-ciam-mexico" in listed(catalog, "US", home="MX")
    assert listed(catalog, "US", home="MX", topic="documents")[0] != "us-ciam-mexico"
    assert "us-ciam-mexico" not in listed(catalog, "US", home="GT")
    assert "us-ciam-mexico" not in listed(catalog, "FR", home="US")


def test_a_child_gets_lines_for_children_first(catalog):
    found = listed(catalog, "US", audience="child")

    assert {*found[:2]} == {"us-nrs", "us-childhelp"}
    assert found[2] == "us-ncmec"


def test_the_line_for_those_who_ran_away_looks_for_nobody(catalog):
    assert "missing-children" not in catalog.get("us-nrs").purposes
    assert "missing-children" in catalog.get("us-ncmec").purposes


def test_who_enforces_the_law_says_so_before_the_number(catalog):
    for line in (catalog.get("us-hsi"), catalog.get("us-fbi")):
        assert line.warning
        assert line.purposes == {"report"}
    assert telling(catalog, "police", "always") == {"us-fbi", "us-hsi", "us-ncmec"}
    assert "isn't a helpline" in str(catalog.get("us-fbi").warning)
    assert str(catalog.get("us-hsi").warning).startswith("ICE takes tips about immigration")


def test_no_line_but_that_of_immigration_is_known_to_tell_immigration(catalog):
    assert telling(catalog, "immigration", "always") == {"us-hsi"}
    for line in ("us-whd", "us-work-eeoc", "us-work-nlrb", "us-work-osha"):
        assert "whether it shares anything with immigration" in str(catalog.get(line).warning)


def test_territories_have_the_lines_that_serve_them(catalog):
    found = listed(catalog, "PR")

    assert found[0] == "national-hotline"
    assert {"us-988", "us-whd", "us-ndvh", "us-nrs"} <= set(found)
    assert "us-stronghearts" not in found
    emergency = find_help(catalog, HelpQuery("PR", purpose="emergency"), at=AT)
    assert [each.contact.dial for each in emergency] == [emergency.emergency.dial] == ["911"]


def test_the_switchboard_is_no_help(catalog):
    assert catalog.get("capitol-switchboard").purposes == {"advocate"}


def test_who_wants_to_stop_harming_gets_a_line_only_if_they_ask(catalog):
    assert listed(catalog, "US", purpose="stop-harm-child")[0] == "us-stop-it-now"
    assert "us-stop-it-now" not in listed(catalog, "US", purpose="stop-harm-partner")
    assert "us-stop-it-now" not in listed(catalog, "US")


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    assert serving(catalog, "children", "young-people", "worried-adults") == {
        *("us-childhelp", "us-love-is-respect", "us-ncmec", "us-nrs"),
    }
    assert serving(catalog, "adults") == {"us-image-abuse", "us-stop-it-now"}
    assert serving(catalog, "women", "children", "young-people") == {"us-unchained"}
    assert not serving(catalog, "women")
    assert serving(catalog, "deaf") == {"us-deaf-hotline"}
    assert serving(catalog, "lgbt") == {"us-trans-lifeline"}
    assert serving(catalog, "children", "young-people", "lgbt") == {"us-trevor"}
    assert serving(catalog, "migrants") == {"us-cdm"}  # a line for one visa is not for all
    assert serving(catalog, "nationals") == {
        *("us-ciam-mexico", "us-citizens-abroad", "us-citizens-abroad-family"),
    }


def test_who_a_line_tells_is_what_its_own_words_say(catalog):
    assert telling(catalog, "police", "danger-or-child") == {
        *("national-hotline", "us-crisis-text"),
    }
    assert telling(catalog, "police", "in-danger") == {"us-988", "us-childhelp"}
    assert telling(catalog, "police", "if-you-agree") == {"us-trans-lifeline"}
    assert telling(catalog, "family", "if-you-agree") == {
        *("us-citizens-abroad", "us-citizens-abroad-family", "us-nrs"),
    }
    assert telling(catalog, "employer", "if-you-agree") == {"us-work-nlrb"}
    assert not telling(catalog, "police", "never")


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}
