"""The facts of this pack that must never drift."""

import re
from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("ar-102", "voice"): ("102", "AR", "102"),
    ("ar-137", "voice"): ("137", "AR", "137"),
    ("ar-144", "voice"): ("144", "AR", "144"),
    ("ar-145", "voice"): ("145", "AR", "145"),
    ("bo-familia-segura", "voice"): ("800113040", "BO", "800 11 3040"),
    ("bq-918", "voice"): ("918", "BQ", "918"),
    ("br-100", "voice"): ("100", "BR", "100"),
    ("br-180", "voice"): ("180", "BR", "180"),
    ("ca-988", "voice"): ("988", "CA", "9-8-8"),
    ("ca-988", "sms"): ("988", "CA", "9-8-8"),
    ("ca-chth", "voice"): ("+18339001010", None, "1-833-900-1010"),
    ("ca-cybertip", "voice"): ("+18666589022", None, "1-866-658-9022"),
    ("ca-khp", "voice"): ("+18006686868", None, "1-800-668-6868"),
    ("ca-khp", "sms"): ("686868", "CA", "686868"),
    ("ca-mmiwg", "voice"): ("+18444136649", None, "1-844-413-6649"),
    ("ca-on-legal", "voice"): ("+18339001010", None, "1-833-900-1010"),
    ("ca-tfw", "voice"): ("+18666029448", None, "1-866-602-9448"),
    ("cl-1455", "voice"): ("1455", "CL", "1455"),
    ("cl-1515", "voice"): ("1515", "CL", "1515"),
    ("co-141", "voice"): ("141", "CO", "141"),
    ("co-155", "voice"): ("155", "CO", "155"),
    ("co-coat", "voice"): ("018000522020", "CO", "01 8000 52 20 20"),
    ("cr-1147", "voice"): ("1147", "CR", "1147"),
    ("cu-103", "voice"): ("103", "CU", "103"),
    ("cw-918", "voice"): ("918", "CW", "918"),
    ("do-212", "voice"): ("8092007212", "DO", "809-200-7212"),
    ("do-212", "voice-santo-domingo"): ("+18096897212", None, "809-689-7212"),
    ("do-lineavida", "voice"): ("8092001202", "DO", "809-200-1202"),
    ("ec-1800delito", "voice"): ("1800335486", "EC", "1800 335486"),
    ("gt-1555", "voice"): ("1555", "GT", "1555"),
    ("gy-914", "voice"): ("914", "GY", "914"),
    ("gy-tip", "voice"): ("+5922274083", None, "227-4083"),
    ("gy-tip", "voice-mobile"): ("+5926235030", None, "623-5030"),
    ("hn-114", "voice"): ("114", "HN", "114"),
    ("hn-145", "voice"): ("145", "HN", "145"),
    ("ht-840", "voice"): ("840", "HT", "840"),
    ("jm-211", "voice"): ("211", "JM", "211"),
    ("jm-natfatip", "voice"): ("8885878423", "JM", "888-587-8423"),
    ("jm-natfatip", "voice-office"): ("+18769064923", None, "876-906-4923"),
    ("jm-safespot", "voice"): ("8887233776", "JM", "888-723-3776"),
    ("mx-079", "voice"): ("079", "MX", "079"),
    ("mx-lnctp", "voice"): ("+528005533000", None, "800 55 33 000"),
    ("pa-182", "voice"): ("182", "PA", "182"),
    ("pe-100", "voice"): ("100", "PE", "100"),
    ("pe-1810", "voice"): ("1810", "PE", "1810"),
    ("pe-1818", "voice"): ("1818", "PE", "1818"),
    ("py-137", "voice"): ("137", "PY", "137"),
    ("py-147", "voice"): ("147", "PY", "147"),
    ("sr-123", "voice"): ("123", "SR", "123"),
    ("sv-126", "voice"): ("126", "SV", "126"),
    ("tt-131", "voice"): ("131", "TT", "131"),
    ("tt-131", "voice-older"): ("+18688004321", None, "868-800-4321"),
    ("tt-ctu", "voice"): ("+18688004288", None, "868-800-4288"),
    ("uy-4141", "voice"): ("08004141", "UY", "0800 4141"),
    ("uy-lineaazul", "voice"): ("08005050", "UY", "0800 5050"),
    ("ve-mujeres", "voice"): ("08006853737", "VE", "0800-6853737"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("ar-137", "chat"): "https://wa.me/5491131331000",
    ("ar-144", "chat"): "https://wa.me/5491127716463",
    ("br-100", "chat"): "https://wa.me/5561996110100",
    ("br-180", "chat"): "https://wa.me/556196100180",
    ("br-180", "email"): "central180@mulheres.gov.br",
    ("br-ipe", "web"): "https://ipe.sit.trabalho.gov.br/",
    ("ca-chth", "chat"): "https://canadianhumantraffickinghotline.ca/",
    ("ca-cybertip", "web"): "https://www.cybertip.ca/",
    ("cl-1455", "chat"): "https://wa.me/56997007000",
    ("cw-918", "chat"): "https://www.918.cw/",
    ("jm-safespot", "chat"): "https://wa.me/18764395199",
    ("tt-131", "chat"): "https://childlinett.org/",
}
"""Each page and address that is no number."""

POLICE = {"co-155", "hn-114"}
"""Lines that police answer."""

STATE = {
    *("ar-102", "ar-137", "ar-144", "ar-145", "br-100", "br-180", "br-ipe", "ca-mmiwg"),
    *("ca-on-legal", "ca-tfw", "cl-1455", "co-141", "co-coat", "cr-1147", "cu-103"),
    *("do-212", "do-lineavida", "ec-1800delito", "gt-1555", "gy-914", "gy-tip", "hn-145"),
    *("jm-211", "jm-natfatip", "jm-safespot", "mx-079", "pa-182", "pe-100", "pe-1810"),
    *("pe-1818", "py-137", "py-147", "sv-126", "tt-ctu", "uy-4141", "uy-lineaazul"),
    *("ve-mujeres",),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-americas")


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
    assert of_kind(catalog, None) == {"ht-840"}


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_police_say_first_that_they_are_police(catalog):
    """In the first words before the number, also where it is only likely."""
    for line in map(catalog.get, sorted(POLICE)):
        assert re.match("These (are|may be) police", str(line.warning))
        assert line.kind == "tip-line"


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_the_hotline_of_canada_comes_first_in_english_and_french(catalog):
    """It is independent, open day and night, and its number works all over the country."""
    found = find_help(catalog, HelpQuery("CA", "fr", audience="survivor"), at=AT)

    assert [(each.resource.local_id, each.contact.id) for each in found[:2]] == [
        ("ca-chth", "voice"),
        ("ca-chth", "chat"),
    ]
    assert {each.language for each in found[:2]} == {"fr"}
    assert {each.state for each in found[:2]} == {"open"}
    assert "ca-on-legal" not in listed(catalog, "CA")
    assert "ca-on-legal" in listed(catalog, "CA-ON")


def test_the_line_of_mexico_is_independent_and_comes_first(catalog):
    """The citizens' council answers, not the government; from abroad only its number is listed."""
    assert catalog.get("mx-lnctp").operator_kind == "ngo"
    assert listed(catalog, "MX") == ["mx-lnctp", "mx-079"]
    assert listed(catalog, "MX", calling_from="US") == ["mx-lnctp"]


def test_one_line_says_that_immigration_may_hear_of_a_call(catalog):
    """The operations centre of Colombia sits with the migration authority."""
    told = {
        line.local_id
        for line in catalog.resources.values()
        for contact in line.contacts
        if "immigration" in contact.shares_with
    }

    assert told == {"co-coat"}


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    """Lines for adults are in no child's list, and tip lines only if they are made for children."""
    tips = set()
    for country in catalog.packs["helplines-americas"].header.regions:
        for referral in find_help(catalog, HelpQuery(country, audience="child"), at=AT):
            line = referral.resource
            assert "child" in (line.audience or {"child"})
            assert not str(line.only_for).startswith("Adults")
            if line.kind == "tip-line":
                tips.add(line.local_id)

    assert tips == {"hn-114", "jm-211"}


def test_nothing_says_that_it_was_checked_by_us(catalog):
    """Compiled from stored copies: no record names a day on which somebody looked."""
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
        assert record.verified.method != "none"
