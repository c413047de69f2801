"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday


POLICE = {"at-bk", "es-policia", "ie-garda", "lu-police", "mt-119", "pl-policja", "si-police"}
"""Lines that police answer."""

CONSULAR = {
    *("ch-consular-24h", "es-consular-24h", "gb-consular-24h", "it-consular-24h"),
    *("nl-consular-24h", "pt-consular-24h", "ro-ccscrs", "se-consular-24h", "tr-consular-24h"),
}
"""Lines that states run for their citizens abroad."""

STATE = {
    *("al-116006", "bg-116111", "bg-gli", "de-hilfetelefon", "dk-cmm", "ee-116111", "ee-116123"),
    *("ee-6607320", "es-016", "es-024", "es-incibe-017", "fi-assistance", "fi-nollalinja"),
    *("fr-119", "fr-3114", "fr-srdt", "gb-acas", "gb-fmu", "gb-fwa", "gb-nir-lra", "gb-tara"),
    *("gr-10306", "gr-1555", "gr-15900", "gr-197", "hu-okit", "ie-wrc", "is-bjarkarhlid", "it-114"),
    *("it-1522", "it-800290290", "it-anticaporalato", "li-opferhilfe", "lv-116111", "mc-violences"),
    *("md-116111", "me-116111", "mt-1579", "mt-179", "nl-csg", "nl-labour", "nl-veilig-thuis"),
    *("no-116111", "pl-pip", "pt-1411", "pt-800202148", "pt-apoio", "ro-0800500333", "ro-119"),
    *("ro-anitp", "rs-0800222003", "rs-nadel", "rs-suicid", "ru-8800-2000122", "ru-moscow051"),
    *("se-90390", "se-jamy", "se-kvinnofrid", "sk-0800212212", "sm-0549994800", "tr-170", "tr-183"),
    *("ua-1547", "ua-veterans", "xk-080011112"),
    *CONSULAR,
}
"""Lines that another part of a state answers."""


@pytest.fixture(scope="module")
def catalog():
    return check_pack("helplines-europe")


def listed(catalog, region, **fields):
    found = find_help(catalog, HelpQuery(region, **fields), at=AT)
    return list(dict.fromkeys(referral.resource.local_id for referral in found))


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


def for_purpose(catalog, purpose):
    return {line.local_id for line in catalog.resources.values() if purpose in line.purposes}


def test_who_answers_is_who_was_found(catalog):
    assert of_kind(catalog, "police") == POLICE
    assert of_kind(catalog, "government") == STATE
    assert of_kind(catalog, "immigration-enforcement") == {"tr-157"}
    assert of_kind(catalog, None) == set()


def test_nobody_gets_the_migration_authority_of_turkiye_before_another_line(catalog):
    line = catalog.get("tr-157")

    assert "who must leave" in str(line.warning)
    assert line.purposes == {"report"}
    for audience in (None, "child", "worker", "survivor", "bystander"):
        # Only the line for citizens who are abroad stands after it.
        lines = [id for id in listed(catalog, "TR", audience=audience) if id not in CONSULAR]
        assert "tr-157" not in lines[:-1]


def test_lines_that_are_for_some_people_alone_say_so(catalog):
    assert serving(catalog, "women") == {
        *("de-hilfetelefon", "es-016", "fr-3919", "gb-ndah", "gb-tara", "gr-15900", "ie-ruhama"),
        *("ie-womens-aid", "li-frauenhaus", "lv-marta", "mk-141700", "rs-0800222003"),
        "se-kvinnofrid",
    }
    young = {"at-frauenhelpline", "tr-tkdf"}
    assert serving(catalog, "women", "children", "young-people") == young
    assert serving(catalog, "women", "men", "children", "young-people") == {"md-women-8008"}
    assert serving(catalog, "women", "children") == {"hr-0800655222", "hu-nane", "si-0801155"}
    assert serving(catalog, "men") == {"de-maennerhilfetelefon", "ua-2345"}
    assert serving(catalog, "adults") == {
        *("gb-migrant-help-scotland", "gb-rph", "gb-salvation-army", "is-bjarkarhlid", "no-rosa"),
        *("lu-454545", "ro-deprehub", "se-90390"),
    }
    assert serving(catalog, "worried-adults") == {"gb-nspcc"}
    assert serving(catalog, "nationals") == CONSULAR
    assert serving(catalog, "migrants") == {
        "de-faire-mobilitaet",
        "it-anticaporalato",
        "ie-mrci",
        "nl-fairwork",
        "tr-157",
    }
    assert serving(catalog, "professionals") == {"se-jamy"}
    assert len(serving(catalog, "children", "young-people")) == 19
    assert len(serving(catalog, "children", "young-people", "worried-adults")) == 23


def test_lines_that_help_men_too_leave_no_man_out(catalog):
    violence = {"topic": "violence-home", "about": About(person={"men"})}
    assert not catalog.get("sk-0800212212").serves
    assert listed(catalog, "SK", **violence)[0] == "sk-0800212212"
    assert listed(catalog, "MD", **violence) == ["md-women-8008", "md-lastrada"]
    assert "Men who face violence have been helped too" in str(
        catalog.get("md-women-8008").only_for
    )


@pytest.mark.parametrize(
    "about",
    [{}, {"person": {"women"}}, {"child": "writer"}],
    ids=["not-said", "woman", "child"],
)
def test_women_and_girls_in_turkiye_get_the_line_of_the_womens_associations(catalog, about):
    violence = {"topic": "violence-home"}

    assert "tr-tkdf" in listed(catalog, "TR", **violence, about=About(**about))
    assert "tr-tkdf" not in listed(catalog, "TR", **violence, about=About(person={"men"}))


def test_who_a_line_tells_is_what_its_own_words_say(catalog):
    tips = {line.local_id for line in catalog.resources.values() if line.kind == "tip-line"}

    assert telling(catalog, "police", "always") == (tips - {"tr-157", "gb-fwa"}) | {
        *("me-116666", "ro-anitp", "tr-183"),
    }
    assert telling(catalog, "police", "if-you-agree") == {
        *("at-frauenhelpline", "cz-lastrada", "fr-ccem", "me-080111111", "nl-csg"),
    }
    assert telling(catalog, "police", "danger-or-child") >= {"es-024", "gb-unseen"}
    assert telling(catalog, "police", "in-danger") >= {"gb-nspcc", "mt-179", "tr-157"}
    assert telling(catalog, "immigration", "always") == {"fi-assistance", "tr-157"}
    assert telling(catalog, "immigration", "if-you-agree") == {"cz-lastrada"}
    assert telling(catalog, "immigration", "danger-or-child") == {"gb-sct-dafm", "gb-unseen"}
    assert telling(catalog, "family", "danger-or-child") == {
        *("gb-childline", "gb-sct-dafm", "gb-unseen", "nl-kindertelefoon"),
    }
    assert telling(catalog, "child_protection", "always") == {"ro-119", "tr-183"}
    assert not telling(catalog, "police", "never")
    assert telling(catalog, "home_state", "always") == CONSULAR


def test_where_sources_say_may_or_conflict_nobody_is_promised_anything(catalog):
    # The warning keeps the words; a closed word would say more than is known.
    for id in ("be-078055800", "es-900759759", "gb-fmu", "gr-1109", "hr-08007799", "ie-wrc"):
        assert not any(contact.tells for contact in catalog.get(id).contacts)
    for id in ("is-bjarkarhlid", "pt-apoio", "rs-0800222003", "xk-080011112"):
        assert not any(contact.tells for contact in catalog.get(id).contacts)


def test_lines_for_rarer_matters_are_the_ones_whose_words_say_so(catalog):
    assert for_purpose(catalog, "stop-harm-child") == {"gb-stop-it-now"}
    assert for_purpose(catalog, "stop-harm-partner") == {"be-080030030", "dk-1888"}
    assert for_purpose(catalog, "crime-victim") == {"li-opferhilfe", "mc-avip"}
    assert for_purpose(catalog, "adult-protection") == {"tr-183"}


def test_a_crisis_has_a_line_of_its_own_where_one_is_known(catalog):
    first = {"AT": "at-142", "CH": "ch-143", "DK": "dk-livslinien", "ES": "es-esperanza"}
    first |= {"FI": "fi-mieli", "FR": "fr-3114", "IT": "it-telefonoamico", "LT": "lt-116123"}
    first |= {"LU": "lu-454545", "LV": "lv-116123", "NL": "nl-113", "RO": "ro-deprehub"}
    first |= {"RS": "rs-srce", "SE": "se-mind", "SI": "si-116123", "UA": "ua-0800100102"}

    for region, line in first.items():
        assert listed(catalog, region, topic="suicide")[0] == line
    assert "ru-moscow051" not in listed(catalog, "RU", topic="suicide")
    assert "ru-moscow051" in listed(catalog, "RU-MOW", topic="suicide")


def test_a_man_in_ukraine_gets_the_line_for_men_and_no_woman_does(catalog):
    violence = {"topic": "violence-home"}

    assert "ua-2345" in listed(catalog, "UA", **violence, about=About(person={"men"}))
    assert "ua-2345" not in listed(catalog, "UA", **violence, about=About(person={"women"}))


def test_malta_says_that_the_police_come_in_a_call_about_suicide(catalog):
    assert "until the police come" in str(catalog.get("mt-179").warning)


def test_lines_that_may_take_people_back_are_marked(catalog):
    marked = {
        line.local_id: str(line.returns_people)
        for line in catalog.resources.values()
        if line.returns_people
    }

    assert marked == {}


def test_the_independent_hotline_of_britain_comes_first(catalog):
    for place in ("GB", "GB-SCT", "GB-WLS", "GB-NIR", "GB-ENG"):
        assert listed(catalog, place, audience="survivor")[0] == "gb-unseen"
    assert "gb-sct-dafm" in listed(catalog, "GB-SCT", audience="survivor")
    assert "gb-sct-dafm" not in listed(catalog, "GB-WLS", audience="survivor")


def test_each_part_of_the_united_kingdom_gets_its_own_desk_for_rights_at_work(catalog):
    at_work = {"purpose": "labour-rights"}

    assert listed(catalog, "GB-NIR", **at_work) == ["gb-nir-lra", "gb-fwa"]
    for place in ("GB-ENG", "GB-SCT", "GB-WLS"):
        assert listed(catalog, place, **at_work) == ["gb-acas", "gb-fwa"]
    assert {str(each.channel) for each in catalog.get("gb-fwa").contacts} == {"web"}


def test_who_has_no_papers_reads_before_the_number_what_a_line_may_do(catalog):
    assert "identity number" in str(catalog.get("tr-170").warning)
    for id in ("gb-acas", "gb-fwa"):
        assert "immigration" in str(catalog.get(id).warning)


def test_citizens_abroad_get_the_line_of_their_country(catalog):
    for line in CONSULAR:
        home = line[:2].upper()
        assert line in listed(catalog, "AE", home=home), line


def test_a_pole_who_works_in_germany_gets_advice_in_polish_first(catalog):
    found = find_help(catalog, HelpQuery("DE", "pl", audience="worker"), at=AT)

    assert found[0].resource.local_id == "de-faire-mobilitaet"
    first = found[0].ways[0]
    assert (first.contact.id, first.language) == ("polish", "pl")
    assert {way.language for way in found[0].ways if way.contact.channel == "voice"} == {"pl", None}


def test_the_dutch_desk_keeps_office_hours_of_its_own_zone(catalog):
    hours = catalog.get("nl-comensha").contacts[0].hours

    assert hours.zone == "Europe/Amsterdam"
    assert hours.state(AT) == "open"
    assert hours.state(AT.replace(hour=17)) == "closed"


def test_each_channel_is_a_contact_with_languages_of_its_own(catalog):
    assert len(catalog.get("it-800290290").contacts[0].languages) == 11
    assert len(catalog.get("it-1522").contacts[0].languages) == 11
    assert catalog.get("it-1522").contacts[1].languages == ()


def test_what_a_call_leaves_behind_is_said_only_where_a_source_states_it(catalog):
    contacts = [
        (line.local_id, each) for line in catalog.resources.values() for each in line.contacts
    ]

    assert {id for id, each in contacts if each.recorded} == {"ee-116111", "gb-nspcc", "ro-119"}
    assert {id for id, each in contacts if each.cost not in (None, "free")} == {
        *("fi-mieli", "fr-srdt", "gb-acas", "gr-15900", "hu-nane", "pt-apoio"),
    }
    assert {id for id, each in contacts if each.shows_on_bill is False} == {
        *("at-147", "es-016", "es-024", "es-900759759", "fi-116111", "fr-119", "fr-3919"),
        *("gi-116123", "pt-800202148", "se-kvinnofrid"),
    }
    assert not [id for id, each in contacts if each.shows_on_bill]


def test_tip_lines_take_reports_and_only_one_is_about_rights_at_work_too(catalog):
    tips = [line for line in catalog.resources.values() if line.kind == "tip-line"]

    assert len(tips) == 12
    wider = {line.local_id for line in tips if line.purposes != {"report"}}
    assert wider == {"gb-fwa"}
