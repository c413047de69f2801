"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("al-116000", "voice"): ("116000", "AL", "116 000"),
    ("at-116000", "voice"): ("116000", "AT", "116 000"),
    ("at-116006", "voice"): ("0800112112", "AT", "0800 112 112"),
    ("at-116006", "voice-116006"): ("116006", "AT", "116 006"),
    ("be-116000", "voice"): ("116000", "BE", "116 000"),
    ("bg-116000", "voice"): ("116000", "BG", "116 000"),
    ("ch-116000", "voice"): ("116000", "CH", "116 000"),
    ("cy-116000", "voice"): ("116000", "CY", "116 000"),
    ("cz-116000", "voice"): ("116000", "CZ", "116 000"),
    ("cz-116006", "voice"): ("116006", "CZ", "116 006"),
    ("cz-116123", "voice"): ("116123", "CZ", "116 123"),
    ("de-116000", "voice"): ("116000", "DE", "116 000"),
    ("de-116006", "voice"): ("116006", "DE", "116 006"),
    ("de-116123", "voice"): ("+498001110111", None, "0800 1110111"),
    ("de-116123", "voice-222"): ("+498001110222", None, "0800 1110222"),
    ("de-116123", "voice-116123"): ("116123", "DE", "116 123"),
    ("dk-116000", "voice"): ("116000", "DK", "116 000"),
    ("dk-116006", "voice"): ("116006", "DK", "116 006"),
    ("ee-116000", "voice"): ("116000", "EE", "116 000"),
    ("ee-116006", "voice"): ("116006", "EE", "116 006"),
    ("es-116000", "voice"): ("116000", "ES", "116 000"),
    ("fi-116000", "voice"): ("116000", "FI", "116 000"),
    ("fi-116006", "voice"): ("116006", "FI", "116 006"),
    ("fr-116000", "voice"): ("116000", "FR", "116 000"),
    ("fr-116006", "voice"): ("116006", "FR", "116 006"),
    ("fr-116006", "voice-abroad"): ("+33180523376", None, "+33 1 80 52 33 76"),
    ("gb-116000", "voice"): ("116000", "GB", "116 000"),
    ("gb-116000", "sms"): ("116000", "GB", "116 000"),
    ("gb-116123", "voice"): ("116123", "GB", "116 123"),
    ("gr-116000", "voice"): ("116000", "GR", "116 000"),
    ("hr-116000", "voice"): ("116000", "HR", "116 000"),
    ("hr-116006", "voice"): ("116006", "HR", "116 006"),
    ("hu-116000", "voice"): ("116000", "HU", "116 000"),
    ("hu-116006", "voice"): ("116006", "HU", "116 006"),
    ("hu-116006", "voice-0680"): ("0680225225", "HU", "06 80 225 225"),
    ("hu-116123", "voice"): ("116123", "HU", "116 123"),
    ("ie-116000", "voice"): ("116000", "IE", "116 000"),
    ("ie-116006", "voice"): ("116006", "IE", "116 006"),
    ("ie-116123", "voice"): ("116123", "IE", "116 123"),
    ("it-116000", "voice"): ("116000", "IT", "116 000"),
    ("lt-116000", "voice"): ("116000", "LT", "116 000"),
    ("lu-116000", "voice"): ("116000", "LU", "116 000"),
    ("lv-116000", "voice"): ("116000", "LV", "116 000"),
    ("lv-116006", "voice"): ("116006", "LV", "116 006"),
    ("mt-116000", "voice"): ("116000", "MT", "116 000"),
    ("mt-116006", "voice"): ("116006", "MT", "116 006"),
    ("nl-116000", "voice"): ("116000", "NL", "116 000"),
    ("nl-116006", "voice"): ("116006", "NL", "116 006"),
    ("no-116006", "voice"): ("116006", "NO", "116 006"),
    ("pl-116000", "voice"): ("116000", "PL", "116 000"),
    ("pl-116123", "voice"): ("116123", "PL", "116 123"),
    ("pt-116000", "voice"): ("116000", "PT", "116 000"),
    ("pt-116006", "voice"): ("116006", "PT", "116 006"),
    ("ro-116000", "voice"): ("116000", "RO", "116 000"),
    ("rs-116000", "voice"): ("116000", "RS", "116 000"),
    ("se-116000", "voice"): ("116000", "SE", "116 000"),
    ("se-116006", "voice"): ("116006", "SE", "116 006"),
    ("si-116000", "voice"): ("116000", "SI", "116 000"),
    ("sk-116000", "voice"): ("116000", "SK", "116 000"),
    ("ua-116000", "voice"): ("116000", "UA", "116 000"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("dir-chi", "web"): "https://childhelplineinternational.org/helplines/",
    ("dir-findahelpline", "web"): "https://findahelpline.com/",
    ("dir-inhope", "web"): "https://www.inhope.org/",
    ("dir-iwf", "web"): "https://report.iwf.org.uk/",
    ("dir-lila", "web"): "https://lila.help/",
    ("dir-lsi", "web"): "https://www.lastradainternational.org/",
    ("dir-stopncii", "web"): "https://stopncii.org/",
    ("dir-takeitdown", "web"): "https://takeitdown.ncmec.org/",
    ("dir-ukr", "web"): "https://www.helpforukrainians.info/",
    ("dir-unhcr", "web"): "https://help.unhcr.org/",
    ("ee-116006", "chat"): "https://palunabi.ee/",
    ("fr-116006", "email"): "victimes@116006.fr",
    ("gb-116123", "email"): "jo@samaritans.org",
    ("ie-116006", "email"): "info@crimevictimshelpline.ie",
    ("ie-116123", "email"): "jo@samaritans.org",
    ("it-116000", "email"): "segnalazioni@116-000.it",
    ("lv-116006", "chat"): "https://www.cietusajiem.lv/",
    ("pl-116123", "web"): "https://116sos.pl/",
    ("se-116006", "email"): "fraga@boj.se",
    ("ww-itf", "web"): "https://www.itfseafarers.org/",
    ("ww-recruitment-advisor", "web"): "https://www.recruitmentadvisor.org/",
    ("ww-seafarerhelp", "web"): "https://www.seafarerhelp.org/",
    ("ww-troubled-desire", "web"): "https://troubled-desire.com/",
}
"""Each page and address that is no number."""

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
    *("dir-chi", "dir-findahelpline", "dir-inhope", "dir-lila", "dir-lsi", "dir-ukr"),
    *("dir-unhcr", "ww-itf", "ww-recruitment-advisor"),
}
"""Pages that lead to the lines of others: nobody answers there."""

SERVICES = {"dir-iwf", "dir-stopncii", "dir-takeitdown", "ww-seafarerhelp", "ww-troubled-desire"}
"""Services of the whole world on a page of their own."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-worldwide")


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
    assert of_kind(catalog, None) == {"pt-116000", "ww-troubled-desire"}


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()
        if line.local_id not in FINDERS | SERVICES | {"eu-116000"}:
            assert line.regions == {country}
            assert {each.dial_region for each in line.contacts} <= {None, country}


def test_pages_of_the_whole_world_hold_no_number(catalog):
    """Nobody answers on them, and their warnings say so and that the page leaves a trace."""
    pages = {line.local_id for line in catalog.resources.values() if line.regions & {"001", "150"}}

    assert pages == FINDERS | SERVICES
    for page in map(catalog.get, sorted(pages)):
        assert [str(contact.channel) for contact in page.contacts] == ["web"]
        assert "history of the phone" in str(page.warning)
        assert (page.kind == "site") == (page.local_id in FINDERS)
        if page.kind == "site":
            assert "Nobody answers there" in str(page.warning)


def test_116000_is_one_number_with_a_record_for_each_country(catalog):
    """The record of Europe has no number; each country has its own words about who answers."""
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
    """Where police or emergency services answer, it is for people who look for a child."""
    line = catalog.get(f"{country.lower()}-116000")

    assert line.kind == "tip-line"
    assert line.purposes == {"missing-children", "report"}
    assert line.audience == {"bystander", "professional"}
    assert line.local_id not in listed(catalog, country, audience="child")
    assert line.local_id in listed(catalog, country, audience="bystander")


@pytest.mark.parametrize("country", sorted({*MISSING_CHILDREN} - {*OFFICERS, "CZ"}))
def test_a_child_gets_116000_first_where_it_is_for_children(catalog, country):
    """Where somebody other than officers answers; in Czechia it is for adults."""
    assert listed(catalog, country, audience="child")[0] == f"{country.lower()}-116000"


def test_116000_of_czechia_is_for_adults_who_worry_about_a_child(catalog):
    """A child there gets the Czech child helpline of another pack."""
    assert "cz-116000" not in listed(catalog, "CZ", audience="child")
    assert "cz-116000" in listed(catalog, "CZ", audience="bystander")


def test_lines_of_a_crisis_are_for_a_crisis_alone(catalog):
    """116 123 is there for thoughts of ending your life, and knows nothing of wages."""
    crisis = [line for line in catalog.resources.values() if line.local_id.endswith("-116123")]

    assert len(crisis) == 6
    assert all(line.purposes == {"crisis"} for line in crisis)
    assert listed(catalog, "GB", topic="suicide")[0] == "gb-116123"
    assert "pl-116123" not in listed(catalog, "PL", topic="suicide", audience="child")


def test_where_no_line_is_known_pages_are_listed_and_said_to_be_pages(catalog):
    """In Niger nobody answers: the finders stand there, and what to do instead."""
    answer = find_help(catalog, HelpQuery("NE"), at=AT)

    assert {each.resource.local_id for each in answer} == {
        *("dir-chi", "dir-findahelpline", "dir-lila", "dir-unhcr"),
        *("ww-itf", "ww-recruitment-advisor"),
    }
    assert [each.code for each in answer.notices][:2] == ["help.pages", "help.instead"]


def test_people_who_want_to_stop_harming_find_a_page_only_if_they_ask(catalog):
    """Who looks for help against harm never sees it."""
    assert listed(catalog, "NE", purpose="stop-harm") == ["ww-troubled-desire"]
    assert "ww-troubled-desire" not in listed(catalog, "NE")


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
