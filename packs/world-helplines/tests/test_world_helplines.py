"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
MISSING_CHILDREN = (
    *(
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GR",
        "HR",
    ),
    *(
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "UA",
    ),
)
NUMBERS = {
    ("ar-145", "voice"): ("145", "AR", "145"),
    ("au-afp", "voice"): ("131237", "AU", "131 237"),
    ("au-salvos-safehouse", "voice"): ("1300473560", "AU", "1300 473 560"),
    ("br-100", "voice"): ("100", "BR", "100"),
    ("br-180", "voice"): ("180", "BR", "180"),
    ("ca-chth", "voice"): ("+18339001010", None, "1-833-900-1010"),
    ("de-hilfetelefon", "voice"): ("116016", "DE", "116 016"),
    ("es-policia", "voice"): ("+34900105090", None, "900 10 50 90"),
    ("gb-salvation-army", "voice"): ("+448008083733", None, "0800 808 3733"),
    ("gb-unseen", "voice"): ("+448000121700", None, "08000 121 700"),
    ("ie-crimestoppers", "voice"): ("+3531800250025", None, "1800 25 00 25"),
    ("ie-garda", "voice"): ("+3531800666111", None, "1800 666 111"),
    ("in-1098", "voice"): ("1098", "IN", "1098"),
    ("in-112", "voice"): ("112", "IN", "112"),
    ("it-800290290", "voice"): ("+39800290290", None, "800 290 290"),
    ("ke-116", "voice"): ("116", "KE", "116"),
    ("li-frauenhaus", "voice"): ("+4233800203", None, "380 02 03"),
    ("mx-lnctp", "voice"): ("+528005533000", None, "800 55 33 000"),
    ("ng-naptip", "voice"): ("627", "NG", "627"),
    ("ng-naptip", "voice-mobile"): ("+2347030000203", None, "0703 000 0203"),
    ("nl-comensha", "voice"): ("+31334481186", None, "033 448 11 86"),
    ("nl-labour", "voice"): ("08005151", "NL", "0800 5151"),
    ("nl-labour", "voice-abroad"): ("+31703334444", None, "+31 70 333 44 44"),
    ("nz-crimestoppers", "voice"): ("+64800555111", None, "0800 555 111"),
    ("nz-crimestoppers", "voice-abroad"): ("+6499273971", None, "+64 9 927 3971"),
    ("pt-apoio", "voice"): ("+351964608288", None, "964 608 288"),
    ("ua-1547", "voice"): ("1547", "UA", "1547"),
    ("vn-111", "voice"): ("111", "VN", "111"),
    ("za-hotline", "voice"): ("+27800222777", None, "0800 222 777"),
    **{
        (f"{country.lower()}-116000", "voice"): ("116000", country, "116 000")
        for country in MISSING_CHILDREN
    },
}


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("world-helplines")


def test_each_number_is_the_one_that_was_found_and_there_is_no_other(catalog):
    """Each number is the one of the sources, in its country, dialled and shown alike."""
    found = {
        (line.local_id, contact.id): (contact.dial, contact.dial_region, contact.display)
        for line in catalog.resources.values()
        for contact in line.contacts
        if contact.dial
    }

    assert found == NUMBERS


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert country == "EU" or {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_no_record_is_of_the_united_states(catalog):
    """Those stand in a pack of their own."""
    assert not [line for line in catalog.resources.values() if "US" in line.regions]


@pytest.mark.parametrize("line", ["au-afp", "es-policia", "ie-garda"])
def test_a_police_line_says_first_that_it_is_police(catalog, line):
    """In its name, and in the first words before its number; it only takes reports."""
    found = catalog.get(line)

    assert "police" in str(found.name).lower()
    assert str(found.warning).startswith("These are police")
    assert found.purposes == {"report"}


@pytest.mark.parametrize("line", ["lv-116000", "mt-116000"])
def test_a_child_is_told_where_the_police_answer(catalog, line):
    """In two countries the list names the police for the number of missing children."""
    found = catalog.get(line)

    assert found.operator_kind == "police"
    assert str(found.warning).startswith("These may be police")


def test_every_line_says_who_answers_before_its_number(catalog):
    """No line without a warning: who answers, and whom they tell or that we do not know."""
    for line in catalog.resources.values():
        if line.contacts:
            assert line.warning


def test_a_line_that_tips_reach_the_police_is_no_support(catalog):
    """Tip lines take reports and nothing else."""
    tips = [line for line in catalog.resources.values() if line.kind == "tip-line"]

    assert len(tips) == 6
    assert all(line.purposes == {"report"} for line in tips)


def test_calls_that_are_recorded_cost_money_or_name_no_caller_say_so(catalog):
    """What the sources state stands in the field, and nothing is guessed beside it."""
    lines = {
        line.local_id: line.contacts[0] for line in catalog.resources.values() if line.contacts
    }

    assert [id for id, voice in lines.items() if voice.recorded] == ["vn-111"]
    assert [id for id, voice in lines.items() if voice.cost == "mobile-rate"] == ["pt-apoio"]
    assert {id for id, voice in lines.items() if voice.cost == "free"} == {
        *("ar-145", "br-100", "br-180", "de-hilfetelefon", "gb-unseen", "ie-garda", "in-1098"),
        *("it-800290290", "ke-116", "mx-lnctp", "ng-naptip", "vn-111"),
        *(f"{country.lower()}-116000" for country in MISSING_CHILDREN),
    }
    assert all(voice.shows_on_bill is None for voice in lines.values())


def test_hours_are_given_only_where_a_source_states_them(catalog):
    """No line is called always open because an old page said so."""
    without = {
        line.local_id
        for line in catalog.resources.values()
        if line.contacts and not line.contacts[0].hours
    }

    assert without == {
        *("au-afp", "au-salvos-safehouse", "gb-unseen", "ie-crimestoppers", "ie-garda"),
        *("in-112", "nl-labour", "ua-1547"),
        *(f"{country.lower()}-116000" for country in MISSING_CHILDREN),
    }


def test_the_dutch_desk_keeps_office_hours_of_its_own_zone(catalog):
    """Open at 16:00 in Amsterdam, closed two hours later."""
    hours = catalog.get("nl-comensha").contacts[0].hours

    assert hours.zone == "Europe/Amsterdam"
    assert hours.state(AT) == "open"
    assert hours.state(AT.replace(hour=17)) == "closed"


def test_each_channel_is_a_contact_with_languages_of_its_own(catalog):
    """Two hundred languages on the telephone do not mean two hundred in the chat."""
    voice, chat = catalog.get("ca-chth").contacts

    assert (voice.interpreter, chat.interpreter) == (("mul",), ())
    assert chat.languages == ("en", "fr")
    assert len(catalog.get("it-800290290").contacts[0].languages) == 11


@pytest.mark.parametrize("country", ["KE", "IN", "VN", *MISSING_CHILDREN])
def test_a_child_has_a_line_for_children(catalog, country):
    """Where there is one it is listed, also beside lines that are for everybody."""
    desks = find_help(catalog, HelpQuery(country, audience="child"), at=AT)

    assert any("child" in desk.resource.purposes for desk in desks)


def test_a_child_is_never_sent_to_a_line_for_adults_or_to_a_tip_line(catalog):
    """Not to police lines, and not to lines for adults or women: an empty answer says more."""
    for country in catalog.packs["world-helplines"].header.regions:
        for desk in find_help(catalog, HelpQuery(country, audience="child"), at=AT):
            assert desk.resource.kind != "tip-line"
            assert not desk.resource.only_for or "child" in desk.resource.audience


def test_lines_for_some_people_only_say_so(catalog):
    """A man, a woman, a child and an adult can see which line is not for them."""
    limited = {line.local_id for line in catalog.resources.values() if line.only_for}

    assert limited == {
        *("br-180", "de-hilfetelefon", "gb-salvation-army", "in-1098", "ke-116", "li-frauenhaus"),
        *(f"{country.lower()}-116000" for country in MISSING_CHILDREN),
    }


def test_only_india_has_an_emergency_record_beneath_the_number_of_the_core(catalog):
    """The notice has the core's number; the record is listed where somebody asks for it."""
    emergency = [line for line in catalog.resources.values() if "emergency" in line.purposes]

    assert [line.local_id for line in emergency] == ["in-112"]
    answer = find_help(catalog, HelpQuery("IN", purpose="emergency"))
    assert [each.contact.dial for each in answer] == [answer.emergency.dial] == ["112"]
    assert find_help(catalog, HelpQuery("GB")).emergency.dial == "999"


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
