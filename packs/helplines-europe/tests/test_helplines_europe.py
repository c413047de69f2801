"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"at-bk", "es-policia", "ie-garda", "lu-police", "mt-119", "pl-policja", "si-police"}
"""Lines that police answer."""

STATE = {
    *("al-116006", "bg-116111", "bg-gli", "de-hilfetelefon", "dk-cmm", "ee-116111"),
    *("ee-6607320", "es-016", "fi-assistance", "fi-nollalinja", "fr-119", "gb-fmu"),
    *("gb-tara", "gr-15900", "gr-197", "hu-okit", "ie-wrc", "is-bjarkarhlid", "it-114"),
    *("it-1522", "it-800290290", "li-opferhilfe", "lv-116111", "mc-violences", "md-116111"),
    *("me-116111", "mt-179", "nl-csg", "nl-labour", "nl-veilig-thuis", "no-116111"),
    *("pt-800202148", "pt-apoio", "ro-0800500333", "ro-119", "ro-anitp", "rs-0800222003"),
    *("rs-nadel", "ru-8800-2000122", "se-jamy", "se-kvinnofrid", "sk-0800212212"),
    *("sm-0549994800", "tr-183", "ua-1547", "xk-080011112"),
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("helplines-europe")


def listed(catalog, region, **fields):
    """Return the lines that somebody gets, in order, each once."""
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return list(dict.fromkeys(referral.resource.local_id for referral in found))


def of_kind(catalog, kind):
    """Return the lines of one kind of operator."""
    return {line.local_id for line in catalog.resources.values() if line.operator_kind == kind}


def test_who_answers_is_who_was_found(catalog):
    """Police and states stand in these sets, and nobody becomes independent by a slip."""
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == {"tr-157"}
    assert of_kind(catalog, None) == set()


def test_the_migration_authority_of_turkiye_is_for_nobody_who_may_fear_it(catalog):
    """It decides who may stay: it is listed last, and not for survivors, workers and children."""
    line = catalog.get("tr-157")

    assert str(line.warning).startswith("Immigration authorities answer")
    assert line.purposes == {"report"}
    assert listed(catalog, "TR")[-1] == "tr-157"
    for audience in ("child", "worker", "survivor"):
        assert "tr-157" not in listed(catalog, "TR", audience=audience)


def test_lines_that_may_take_people_back_are_marked(catalog):
    """Such a line is never shown to somebody who fled, and no mark is lost."""
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_the_independent_hotline_of_britain_comes_first(catalog):
    """Survivors get Unseen first, all over the United Kingdom; lines of a part come beside it."""
    for place in ("GB", "GB-SCT", "GB-WLS", "GB-NIR", "GB-ENG"):
        assert listed(catalog, place, audience="survivor")[0] == "gb-unseen"
    assert "gb-sct-dafm" in listed(catalog, "GB-SCT", audience="survivor")
    assert "gb-sct-dafm" not in listed(catalog, "GB-WLS", audience="survivor")


def test_a_pole_who_works_in_germany_gets_advice_in_polish_first(catalog):
    """The union has a number for each language; the others come after it."""
    found = find_help(catalog, HelpQuery("DE", "pl", audience="worker"), at=AT)

    assert found[0].resource.local_id == "de-faire-mobilitaet"
    assert (found[0].contact.id, found[0].language) == ("polish", "pl")


def test_the_dutch_desk_keeps_office_hours_of_its_own_zone(catalog):
    """Open at 16:00 in Amsterdam, closed two hours later."""
    hours = catalog.get("nl-comensha").contacts[0].hours

    assert hours.zone == "Europe/Amsterdam"
    assert hours.state(AT) == "open"
    assert hours.state(AT.replace(hour=17)) == "closed"


def test_each_channel_is_a_contact_with_languages_of_its_own(catalog):
    """Eleven languages on one number do not mean eleven on the next."""
    assert len(catalog.get("it-800290290").contacts[0].languages) == 11
    assert len(catalog.get("it-1522").contacts[0].languages) == 11
    assert catalog.get("it-1522").contacts[1].languages == ()


def test_what_a_call_leaves_behind_is_said_only_where_a_source_states_it(catalog):
    """Recorded calls, calls that cost money, and the few that show on no bill."""
    contacts = [
        (line.local_id, each) for line in catalog.resources.values() for each in line.contacts
    ]

    assert {id for id, each in contacts if each.recorded} == {"ee-116111", "gb-nspcc", "ro-119"}
    assert {id for id, each in contacts if each.cost not in (None, "free")} == {
        *("gr-15900", "hu-nane", "pt-apoio"),
    }
    assert {id for id, each in contacts if each.shows_on_bill is False} == {
        *("at-147", "es-016", "es-900759759", "fi-116111", "fr-119", "fr-3919"),
        *("pt-800202148", "se-kvinnofrid"),
    }
    assert not [id for id, each in contacts if each.shows_on_bill]


def test_tip_lines_take_reports_and_nothing_else(catalog):
    """Whoever passes on what they hear to the police is no support."""
    tips = [line for line in catalog.resources.values() if line.kind == "tip-line"]

    assert len(tips) == 11
    assert all(line.purposes == {"report"} for line in tips)
