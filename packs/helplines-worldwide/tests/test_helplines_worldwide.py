"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"lv-116000", "mt-116000"}
"""Lines that police answer."""

STATE = {
    *("ee-116000", "ee-116006", "fi-116000", "hu-116006", "lu-116000", "mt-116006"),
    *("se-116000",),
}
"""Lines that another part of a state answers."""

MISSING_CHILDREN = (
    *("AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR"),
    *("HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "RS", "SE", "SI"),
    *("SK", "UA"),
)
"""The countries in which 116 000 works."""

OFFICERS = ("FI", "LV", "MT", "SE")
"""Those of them in which police or emergency services answer it."""

FINDERS = {
    *("dir-chi", "dir-findahelpline", "dir-gmsd", "dir-idwf", "dir-inhope", "dir-iom"),
    *("dir-lila", "dir-lsi", "dir-ukr", "dir-unhcr", "ww-itf", "ww-recruitment-advisor"),
}
"""Pages that lead to the lines of others: nobody answers there."""

SERVICES = {"dir-iwf", "dir-stopncii", "dir-takeitdown", "ww-seafarerhelp", "ww-troubled-desire"}
"""Services of the whole world on a page of their own."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-worldwide")


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


def stands_behind_a_line_for_children(catalog, region, line):
    found = listed(catalog, region, audience="child")
    return line not in found or found.index("dir-chi") < found.index(line)


def test_who_answers_is_who_was_found(catalog):
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == set()
    assert of_kind(catalog, None) == {"pt-116000", "ww-troubled-desire"}


def test_pages_of_the_whole_world_hold_no_number(catalog):
    pages = {line.local_id for line in catalog.resources.values() if line.regions & {"001", "150"}}

    assert pages == FINDERS | SERVICES
    for page in map(catalog.get, sorted(pages)):
        assert [str(contact.channel) for contact in page.contacts] == ["web"]
        assert "stays in the history" in str(page.contacts[0].note)
        assert (page.kind == "site") == (page.local_id in FINDERS)


def test_116000_is_one_number_with_a_record_for_each_country(catalog):
    numbers = {
        line.local_id: {contact.dial for contact in line.contacts if contact.dial}
        for line in catalog.resources.values()
        if line.local_id.endswith("-116000")
    }

    assert numbers.pop("eu-116000") == set()
    assert numbers == {f"{country.lower()}-116000": {"116000"} for country in MISSING_CHILDREN}
    assert catalog.get("eu-116000").regions == set(MISSING_CHILDREN)


@pytest.mark.parametrize("country", OFFICERS)
def test_no_child_is_sent_to_officers_by_116000(catalog, country):
    line = catalog.get(f"{country.lower()}-116000")

    assert line.kind == "tip-line"
    assert line.purposes == {"missing-children", "report"}
    assert line.serves == {"worried-adults"}
    assert stands_behind_a_line_for_children(catalog, country, line.local_id)
    assert line.local_id in listed(catalog, country, audience="bystander")


@pytest.mark.parametrize("country", sorted({*MISSING_CHILDREN} - {*OFFICERS, "CZ"}))
def test_a_child_gets_116000_first_where_it_is_for_children(catalog, country):
    assert listed(catalog, country, audience="child")[0] == f"{country.lower()}-116000"


def test_116000_of_czechia_is_for_adults_who_worry_about_a_child(catalog):
    assert stands_behind_a_line_for_children(catalog, "CZ", "cz-116000")
    assert "cz-116000" in listed(catalog, "CZ", audience="bystander")


def test_lines_of_a_crisis_are_for_a_crisis_alone(catalog):
    # 116 123 is there for thoughts of ending your life, and knows nothing of wages.
    crisis = [line for line in catalog.resources.values() if line.local_id.endswith("-116123")]

    assert len(crisis) == 6
    assert all(line.purposes == {"crisis"} for line in crisis)
    assert listed(catalog, "GB", topic="suicide")[0] == "gb-116123"
    assert listed(catalog, "PL", topic="suicide", audience="child")[0] == "pl-116000"


def test_where_no_line_is_known_pages_are_listed_and_said_to_be_pages(catalog):
    answer = find_help(catalog, HelpQuery("NE"), at=AT)

    assert answer[0].resource.local_id == "dir-gmsd"
    assert {each.resource.local_id for each in answer} == {
        *("dir-chi", "dir-findahelpline", "dir-gmsd", "dir-idwf", "dir-iom", "dir-lila"),
        *("dir-inhope", "dir-unhcr", "ww-itf"),
    }
    assert [each.code for each in answer.notices][:2] == ["help.pages", "help.instead"]


def test_people_who_want_to_stop_harming_find_a_page_only_if_they_ask(catalog):
    assert listed(catalog, "NE", purpose="stop-harm-child") == ["ww-troubled-desire"]
    assert "ww-troubled-desire" not in listed(catalog, "NE")


def test_the_world_has_a_page_for_everybody_for_each_matter_that_its_pages_state(catalog):
    for topic, page in {
        "suicide": "dir-findahelpline",
        "violence-home": "dir-findahelpline",
        "sexual-violence": "dir-findahelpline",
        "captivity": "dir-gmsd",
        "sexual-exploitation": "dir-gmsd",
        "scam-compound": "dir-gmsd",
    }.items():
        assert listed(catalog, "NE", topic=topic)[0] == page
        assert not catalog.get(page).serves


def test_reviews_of_agencies_are_no_help_for_a_taken_passport(catalog):
    found = listed(catalog, "NE", topic="documents")

    assert found[0] == "dir-gmsd"
    assert catalog.get("ww-recruitment-advisor").purposes == {"learn"}
    assert "ww-recruitment-advisor" not in found


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    children = {f"{country.lower()}-116000" for country in {*MISSING_CHILDREN} - {*OFFICERS, "CZ"}}

    assert serving(catalog, "children", "young-people", "worried-adults") == {
        *children,
        "dir-chi",
    }
    assert serving(catalog, "worried-adults") == {
        f"{country.lower()}-116000" for country in (*OFFICERS, "CZ")
    }
    assert serving(catalog, "adults") == {
        *("cz-116123", "dir-stopncii", "no-116006", "pl-116123"),
    }
    assert serving(catalog, "children", "young-people") == {"dir-takeitdown"}
    assert serving(catalog, "women", "children", "young-people") == {"dir-lila"}
    assert not serving(catalog, "women")
    assert serving(catalog, "refugees") == {"dir-ukr", "dir-unhcr"}
    assert serving(catalog, "seafarers") == {"ww-itf", "ww-seafarerhelp"}
    assert serving(catalog, "domestic-workers") == {"dir-idwf"}
    assert serving(catalog, "migrants") == {"dir-iom"}


def test_whoever_ran_away_learns_whether_116000_tells_their_family(catalog):
    assert telling(catalog, "family", "always") == {"ua-116000"}
    assert telling(catalog, "family", "if-you-agree") == {"at-116000", "sk-116000"}
    assert telling(catalog, "police", "danger-or-child") == {
        *("gb-116000", "gb-116123", "ie-116123"),
    }
    assert telling(catalog, "police", "in-danger") == {
        *("es-116000", "ie-116000", "pl-116000", "pl-116123"),
    }
    assert not telling(catalog, "police", "never")


def test_where_116000_says_may_nobody_is_promised_anything(catalog):
    # The warning keeps the words; a closed word would say more than is known.
    for country in ("BG", "CY", "CZ", "DK", "FR", "GR", "LT", "NL", "RO", "SI"):
        assert not [c for c in catalog.get(f"{country.lower()}-116000").contacts if c.tells]


def test_lines_after_a_crime_say_that_they_are_for_any_crime(catalog):
    # Each 116 006 but that of Norway, which is for violence by people close to somebody.
    named = {line.local_id for line in catalog.resources.values() if "-116006" in line.local_id}

    assert {
        line.local_id for line in catalog.resources.values() if "crime-victim" in line.purposes
    } == named - {"no-116006"}


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}
