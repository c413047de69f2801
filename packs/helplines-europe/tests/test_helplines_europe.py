"""The facts of this pack that must never drift."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import check_pack

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday
NUMBERS = {
    ("al-116006", "voice"): ("116006", "AL", "116 006"),
    ("al-116111", "voice"): ("116111", "AL", "116 111"),
    ("at-147", "voice"): ("147", "AT", "147"),
    ("at-bk", "voice"): ("+4367761343434", None, "0677 61 34 34 34"),
    ("at-frauenhelpline", "voice"): ("0800222555", "AT", "0800 222 555"),
    ("ba-1264", "voice"): ("1264", "BA", "1264"),
    ("ba-1265", "voice"): ("1265", "BA", "1265"),
    ("be-078055800", "voice"): ("+3278055800", None, "078 055 800"),
    ("be-080030030", "voice"): ("080030030", "BE", "0800 30 030"),
    ("be-103", "voice"): ("103", "BE", "103"),
    ("be-1712", "voice"): ("1712", "BE", "1712"),
    ("be-awel", "voice"): ("102", "BE", "102"),
    ("be-pagasa", "voice"): ("+3225116464", None, "02 511 64 64"),
    ("bg-080020100", "voice"): ("080020100", "BG", "0800 20 100"),
    ("bg-116111", "voice"): ("116111", "BG", "116 111"),
    ("bg-animus", "voice"): ("080018676", "BG", "0800 1 8676"),
    ("bg-animus", "voice-landline"): ("+35929817686", None, "02 981 76 86"),
    ("bg-gli", "voice"): ("070017670", "BG", "0700 17 670"),
    ("ch-147", "voice"): ("147", "CH", "147"),
    ("ch-fiz", "voice"): ("+41444369000", None, "044 436 90 00"),
    ("cy-116111", "voice"): ("116111", "CY", "116 111"),
    ("cy-1440", "voice"): ("1440", "CY", "1440"),
    ("cz-lastrada", "voice"): ("800077777", "CZ", "800 077 777"),
    ("cz-lastrada", "voice-landline"): ("+420222717171", None, "222 717 171"),
    ("cz-linkabezpeci", "voice"): ("116111", "CZ", "116 111"),
    ("de-116111", "voice"): ("116111", "DE", "116 111"),
    ("de-faire-mobilitaet", "romanian"): ("08000005602", "DE", "0800 0005602"),
    ("de-faire-mobilitaet", "polish"): ("08000005780", "DE", "0800 0005780"),
    ("de-faire-mobilitaet", "bulgarian"): ("08001014341", "DE", "0800 1014341"),
    ("de-faire-mobilitaet", "hungarian"): ("08000005614", "DE", "0800 0005614"),
    ("de-faire-mobilitaet", "bosnian-croatian-serbian"): ("08000005776", "DE", "0800 0005776"),
    ("de-hilfetelefon", "voice"): ("116016", "DE", "116 016"),
    ("de-maennerhilfetelefon", "voice"): ("08001239900", "DE", "0800 123 99 00"),
    ("de-missbrauch", "voice"): ("08002255530", "DE", "0800 22 55 530"),
    ("dk-116111", "voice"): ("116111", "DK", "116 111"),
    ("dk-116111", "sms"): ("116111", "DK", "116 111"),
    ("dk-1888", "voice"): ("1888", "DK", "1888"),
    ("dk-cmm", "voice"): ("+4570202550", None, "70 20 25 50"),
    ("ee-116111", "voice"): ("116111", "EE", "116 111"),
    ("ee-6607320", "voice"): ("+3726607320", None, "660 7320"),
    ("es-016", "voice"): ("016", "ES", "016"),
    ("es-900759759", "voice"): ("900759759", "ES", "900 759 759"),
    ("es-anar", "voice"): ("900202010", "ES", "900 20 20 10"),
    ("es-anar", "voice-europe"): ("116111", "ES", "116 111"),
    ("es-policia", "voice"): ("900105090", "ES", "900 10 50 90"),
    ("fi-116111", "voice"): ("116111", "FI", "116 111"),
    ("fi-116111", "swedish"): ("080096116", "FI", "0800 96 116"),
    ("fi-assistance", "voice"): ("+358295463177", None, "0295 463 177"),
    ("fi-nollalinja", "voice"): ("080005005", "FI", "080 005 005"),
    ("fi-tukinainen", "voice"): ("080097899", "FI", "0800 97899"),
    ("fr-0800059595", "voice"): ("0800059595", "FR", "0 800 05 95 95"),
    ("fr-119", "voice"): ("119", "FR", "119"),
    ("fr-3018", "voice"): ("3018", "FR", "3018"),
    ("fr-3919", "voice"): ("3919", "FR", "3919"),
    ("fr-ccem", "voice"): ("+33144528890", None, "01 44 52 88 90"),
    ("gb-childline", "voice"): ("08001111", "GB", "0800 1111"),
    ("gb-fmu", "voice"): ("+442070080151", None, "020 7008 0151"),
    ("gb-karma-nirvana", "voice"): ("08005999247", "GB", "0800 5999 247"),
    ("gb-migrant-help-scotland", "voice"): ("+441418847900", None, "0141 884 7900"),
    ("gb-ndah", "voice"): ("08082000247", "GB", "0808 2000 247"),
    ("gb-nir-dsahelpline", "voice"): ("08088021414", "GB", "0808 802 1414"),
    ("gb-nspcc", "voice"): ("08088005000", "GB", "0808 800 5000"),
    ("gb-rph", "voice"): ("+443456000459", None, "0345 6000 459"),
    ("gb-salvation-army", "voice"): ("08008083733", "GB", "0800 808 3733"),
    ("gb-sct-dafm", "voice"): ("08000271234", "GB", "0800 027 1234"),
    ("gb-stop-it-now", "voice"): ("08081000900", "GB", "0808 1000 900"),
    ("gb-tara", "voice"): ("+441412767724", None, "0141 276 7724"),
    ("gb-unseen", "voice"): ("08000121700", "GB", "08000 121 700"),
    ("gb-wls-live-fear-free", "voice"): ("08088010800", "GB", "0808 80 10 800"),
    ("gb-wls-live-fear-free", "sms"): ("+447860077333", None, "07860 077333"),
    ("gi-8008", "voice"): ("8008", "GI", "8008"),
    ("gr-1056", "voice"): ("1056", "GR", "1056"),
    ("gr-1056", "voice-europe"): ("116111", "GR", "116 111"),
    ("gr-1109", "voice"): ("1109", "GR", "1109"),
    ("gr-15900", "voice"): ("15900", "GR", "15900"),
    ("gr-197", "voice"): ("197", "GR", "197"),
    ("hr-0800655222", "voice"): ("0800655222", "HR", "0800 655 222"),
    ("hr-08007799", "voice"): ("08007799", "HR", "0800 77 99"),
    ("hr-hrabri", "voice"): ("116111", "HR", "116 111"),
    ("hu-kekvonal", "voice"): ("116111", "HU", "116 111"),
    ("hu-kekvonal", "ukrainian-russian"): ("0680984590", "HU", "06 80 984 590"),
    ("hu-nane", "voice"): ("0680505101", "HU", "06 80 505 101"),
    ("hu-nane", "sexual-violence"): ("0640603006", "HU", "06 40 603 006"),
    ("hu-okit", "voice"): ("0680205520", "HU", "06 80 20 55 20"),
    ("ie-childline", "voice"): ("1800666666", "IE", "1800 66 66 66"),
    ("ie-crimestoppers", "voice"): ("+3531800250025", None, "1800 25 00 25"),
    ("ie-drcc", "voice"): ("1800778888", "IE", "1800 77 88 88"),
    ("ie-garda", "voice"): ("+3531800666111", None, "1800 666 111"),
    ("ie-ruhama", "voice"): ("+35318360292", None, "01 836 0292"),
    ("ie-womens-aid", "voice"): ("1800341900", "IE", "1800 341 900"),
    ("is-1717", "voice"): ("1717", "IS", "1717"),
    ("it-114", "voice"): ("114", "IT", "114"),
    ("it-1522", "voice"): ("1522", "IT", "1522"),
    ("it-19696", "voice"): ("19696", "IT", "1 96 96"),
    ("it-800290290", "voice"): ("+39800290290", None, "800 290 290"),
    ("li-147", "voice"): ("147", "LI", "147"),
    ("li-147", "sms"): ("147", "LI", "147"),
    ("li-frauenhaus", "voice"): ("+4233800203", None, "380 02 03"),
    ("li-opferhilfe", "voice"): ("+4232367696", None, "236 76 96"),
    ("lt-116111", "voice"): ("116111", "LT", "116 111"),
    ("lt-80091119", "voice"): ("080091119", "LT", "0 800 91119"),
    ("lt-80091119", "voice-abroad"): ("+37061691119", None, "+370 616 91119"),
    ("lu-infotraite", "voice"): ("+35227365646", None, "27 36 56 46"),
    ("lu-infotraite", "voice-mobile"): ("+352621351884", None, "621 351 884"),
    ("lu-infotraite", "voice-mobile-2"): ("+352621316919", None, "621 316 919"),
    ("lu-kjt", "voice"): ("116111", "LU", "116 111"),
    ("lu-police", "voice"): ("+352244603220", None, "244 60 3220"),
    ("lu-violence", "voice"): ("+35220601060", None, "2060 1060"),
    ("lv-116111", "voice"): ("116111", "LV", "116 111"),
    ("lv-drosamaja", "voice"): ("+37128612120", None, "28612120"),
    ("lv-marta", "voice"): ("80002012", "LV", "8000 2012"),
    ("lv-marta", "voice-office"): ("+37167378539", None, "67378539"),
    ("mc-avip", "voice"): ("+37793250007", None, "93 25 00 07"),
    ("md-116111", "voice"): ("116111", "MD", "116 111"),
    ("md-lastrada", "voice"): ("080077777", "MD", "0 800 77777"),
    ("md-lastrada", "voice-abroad"): ("+37322233309", None, "+373 22 23 33 09"),
    ("md-women-8008", "voice"): ("080088008", "MD", "0 8008 8008"),
    ("me-080111111", "voice"): ("080111111", "ME", "080 111 111"),
    ("me-116111", "voice"): ("116111", "ME", "116 111"),
    ("me-116666", "voice"): ("116666", "ME", "116 666"),
    ("mk-141700", "voice"): ("070141700", "MK", "070 141 700"),
    ("mk-141700", "voice-2"): ("075141700", "MK", "075 141 700"),
    ("mk-141700", "voice-3"): ("077141700", "MK", "077 141 700"),
    ("mk-bushavko", "voice"): ("070390632", "MK", "070 390 632"),
    ("mk-lastrada", "voice"): ("080011111", "MK", "0800 11111"),
    ("mk-lastrada", "voice-fixed"): ("+38922777070", None, "02 2777 070"),
    ("mt-119", "voice"): ("119", "MT", "119"),
    ("mt-179", "voice"): ("179", "MT", "179"),
    ("nl-comensha", "voice"): ("+31334481186", None, "033 448 11 86"),
    ("nl-csg", "voice"): ("08000188", "NL", "0800 0188"),
    ("nl-kindertelefoon", "voice"): ("08000432", "NL", "0800 0432"),
    ("nl-labour", "voice"): ("08005151", "NL", "0800 5151"),
    ("nl-mma", "voice"): ("08007000", "NL", "0800 7000"),
    ("nl-offlimits", "voice"): ("+31202615275", None, "020 261 52 75"),
    ("nl-veilig-thuis", "voice"): ("08002000", "NL", "0800 2000"),
    ("no-116111", "voice"): ("116111", "NO", "116 111"),
    ("no-korspaahalsen", "voice"): ("80033321", "NO", "800 33 321"),
    ("no-rosa", "voice"): ("+4722331160", None, "22 33 11 60"),
    ("pl-116111", "voice"): ("116111", "PL", "116 111"),
    ("pl-kcik", "voice"): ("+48226280120", None, "22 628 01 20"),
    ("pl-lastrada", "voice"): ("+48605687750", None, "605 687 750"),
    ("pl-niebieska-linia", "voice"): ("800120002", "PL", "800 120 002"),
    ("pl-policja", "voice"): ("+48512105371", None, "512 105 371"),
    ("pt-116111", "voice"): ("116111", "PT", "116 111"),
    ("pt-800202148", "voice"): ("800202148", "PT", "800 202 148"),
    ("pt-800202148", "sms"): ("3060", "PT", "3060"),
    ("pt-apoio", "voice"): ("+351964608288", None, "964 608 288"),
    ("ro-0800500333", "voice"): ("0800500333", "RO", "0800 500 333"),
    ("ro-116111", "voice"): ("116111", "RO", "116 111"),
    ("ro-119", "voice"): ("119", "RO", "119"),
    ("ro-anitp", "voice"): ("0800800678", "RO", "0800 800 678"),
    ("rs-0800222003", "voice"): ("0800222003", "RS", "0800 222 003"),
    ("rs-astra", "voice"): ("+381117850000", None, "011 785 00 00"),
    ("rs-nadel", "voice"): ("116111", "RS", "116 111"),
    ("ru-8800-2000122", "voice"): ("88002000122", "RU", "8 800 2000 122"),
    ("ru-8800-2000122", "voice-short"): ("124", "RU", "124"),
    ("se-bris", "voice"): ("116111", "SE", "116 111"),
    ("se-jamy", "voice"): ("020390000", "SE", "020 390 000"),
    ("se-kvinnofrid", "voice"): ("020505050", "SE", "020 50 50 50"),
    ("si-0801155", "voice"): ("0801155", "SI", "080 11 55"),
    ("si-police", "voice"): ("0801200", "SI", "080 12 00"),
    ("si-tom", "voice"): ("116111", "SI", "116 111"),
    ("sk-0800212212", "voice"): ("0800212212", "SK", "0800 212 212"),
    ("sk-0800800818", "voice"): ("0800800818", "SK", "0800 800 818"),
    ("sk-ldi", "voice"): ("116111", "SK", "116 111"),
    ("sm-0549994800", "voice"): ("+3780549994800", None, "0549 994800"),
    ("tr-157", "voice"): ("157", "TR", "157"),
    ("tr-183", "voice"): ("183", "TR", "183"),
    ("tr-tkdf", "voice"): ("+902126569696", None, "0212 656 96 96"),
    ("tr-tkdf", "voice-mobile"): ("+905496569696", None, "0549 656 96 96"),
    ("ua-116111", "voice"): ("116111", "UA", "116 111"),
    ("ua-116111", "voice-free"): ("0800500225", "UA", "0 800 500 225"),
    ("ua-1547", "voice"): ("1547", "UA", "1547"),
    ("ua-1547", "voice-abroad"): ("+380442841915", None, "+380 44 284 19 15"),
    ("ua-527", "voice"): ("527", "UA", "527"),
    ("ua-lastrada", "voice"): ("0800500335", "UA", "0 800 500 335"),
    ("ua-lastrada", "voice-short"): ("116123", "UA", "116 123"),
    ("xk-080011112", "voice"): ("080011112", "XK", "0800 11112"),
}
"""Each number: as it is dialled, the country where these digits work, as it is shown."""

PAGES = {
    ("al-116111", "chat"): "https://www.alo116.al/",
    ("at-bk", "email"): "menschenhandel@bmi.gv.at",
    ("at-frauenhelpline", "chat"): "https://www.haltdergewalt.at/",
    ("be-078055800", "web"): "https://www.stophumantrafficking.be/fr/",
    ("ch-fiz", "email"): "contact@fiz-info.ch",
    ("cy-1440", "chat"): "https://www.domviolence.org.cy/",
    ("cz-linkabezpeci", "chat"): "https://www.linkabezpeci.cz/chat",
    ("de-faire-mobilitaet", "email-romanian"): "consiliere@faire-mobilitaet.de",
    ("de-faire-mobilitaet", "email-polish"): "doradztwo@faire-mobilitaet.de",
    ("de-faire-mobilitaet", "email-bulgarian"): "konsultacia@faire-mobilitaet.de",
    ("de-faire-mobilitaet", "email-hungarian"): "tanacsadas@faire-mobilitaet.de",
    ("de-faire-mobilitaet", "email-bosnian-croatian-serbian"): "upit@faire-mobilitaet.de",
    ("de-hilfetelefon", "chat"): "https://www.hilfetelefon.de/",
    ("de-hilfetelefon", "sign-language"): "https://www.hilfetelefon.de/",
    ("de-maennerhilfetelefon", "chat"): "https://www.maennerhilfetelefon.de/",
    ("ee-116111", "chat"): "https://www.lasteabi.ee/",
    ("es-016", "whatsapp"): "https://wa.me/34600000016",
    ("es-016", "email"): "016-online@igualdad.gob.es",
    ("es-policia", "email"): "trata@policia.es",
    ("fi-116111", "chat"): "https://www.nuortennetti.fi/",
    ("fr-119", "chat"): "https://www.allo119.gouv.fr/",
    ("fr-3018", "chat"): "https://3018.fr/",
    ("fr-3919", "deaf"): "https://solidaritefemmes.org/",
    ("gb-childline", "chat"): "https://www.childline.org.uk/",
    ("gb-childline", "sign-language"): "https://www.childline.org.uk/",
    ("gb-ndah", "chat"): "https://www.nationaldahelpline.org.uk/",
    ("gb-nir-dsahelpline", "email"): "help@dsahelpline.org",
    ("gb-nspcc", "email"): "help@nspcc.org.uk",
    ("gb-stop-it-now", "chat"): "https://www.stopitnow.org.uk/helpline/",
    ("gb-unseen", "web"): "https://www.modernslaveryhelpline.org/",
    ("gb-wls-live-fear-free", "chat"): "https://www.gov.wales/live-fear-free",
    ("gi-8008", "chat"): "https://childline.gi/",
    ("ie-childline", "chat"): "https://www.childline.ie/",
    ("ie-garda", "email"): "blueblindfold@garda.ie",
    ("ie-mrci", "web"): "https://www.mrci.ie/",
    ("ie-wrc", "web"): "https://www.workplacerelations.ie/",
    ("is-1717", "chat"): "https://1717.is/",
    ("is-bjarkarhlid", "web"): "https://bjarkarhlid.is/mansal",
    ("it-1522", "chat"): "https://www.1522.eu/",
    ("it-19696", "chat"): "https://azzurro.it/",
    ("li-147", "chat"): "https://www.147.ch/",
    ("lu-kjt", "web"): "https://www.kjt.lu/",
    ("lu-police", "email"): "traite@police.etat.lu",
    ("lu-violence", "email"): "info@helpline-violence.lu",
    ("lv-marta", "email"): "centrs@marta.lv",
    (
        "mc-violences",
        "web",
    ): "https://monservicepublic.gouv.mc/thematiques/social-sante-et-famille/action-sociale/victimes-de-violences/agir-contre-les-violences-domestiques",
    ("mk-bushavko", "email"): "alobushavko@childrensembassy.org.mk",
    ("mk-bushavko", "chat"): "https://alobushavko.mk/",
    ("nl-comensha", "email"): "info@comensha.nl",
    ("nl-csg", "chat"): "https://centrumseksueelgeweld.nl/",
    ("nl-fairwork", "web"): "https://www.fairwork.nu/en/",
    ("nl-kindertelefoon", "chat"): "https://www.kindertelefoon.nl/",
    (
        "nl-labour",
        "web",
    ): "https://www.nlarbeidsinspectie.nl/onderwerpen/herkennen-en-melden-arbeidsuitbuiting",
    ("nl-offlimits", "chat"): "https://www.helpwanted.nl/en",
    ("no-116111", "chat"): "https://www.116111.no/",
    ("no-116111", "email"): "alarm@116111.no",
    ("no-korspaahalsen", "chat"): "https://korspaahalsen.rodekors.no/",
    ("pt-116111", "web"): "https://iacrianca.pt/intervencao/sos-crianca/",
    ("rs-nadel", "chat"): "https://116111.rs/",
    ("se-bris", "chat"): "https://www.bris.se/",
    ("si-tom", "chat"): "https://www.e-tom.si/",
    ("sk-0800212212", "email"): "linkaprezeny@ivpr.gov.sk",
    ("sk-ldi", "email"): "potrebujem@pomoc.sk",
}
"""Each page and address that is no number."""

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
    assert of_kind(catalog, "immigration-enforcement") == {"tr-157"}
    assert of_kind(catalog, None) == set()


def test_each_line_is_of_one_country_and_its_id_says_which(catalog):
    """A number is never listed for a country in which it means somebody else."""
    for line in catalog.resources.values():
        country = line.local_id.partition("-")[0].upper()

        assert {code[:2] for code in line.regions} == {country}
        assert {each.dial_region for each in line.contacts} <= {None, country}


def test_police_say_first_that_they_are_police(catalog):
    """In the first words before the number; and none of their lines is shown as support."""
    for line in map(catalog.get, sorted(POLICE)):
        assert str(line.warning).startswith("These are police")
        assert line.kind == "tip-line"
        assert "support" not in line.purposes


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


def test_a_child_is_sent_to_no_line_for_adults(catalog):
    """Lines for adults are in no child's list, and tip lines only if they are made for children."""
    tips = set()
    for country in catalog.packs["helplines-europe"].header.regions:
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
