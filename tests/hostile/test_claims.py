"""What a pack claims with its numbers, names and hosts: S63, S64, S66, S67, S69, S78, S80 to S83.

Beside each case of the threat model stand attacks of the same cause that no finding names.
"""

import json
from datetime import UTC, datetime

import make
import pytest

import takeaction
from takeaction import HelpQuery, find_help, search, view
from takeaction.errors import Outcome
from takeaction.views.html import as_html
from takeaction.views.markdown import as_markdown

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SOURCE = 'source = { title = "A page" }\nverified = { method = "called" }\n'


def toml(fields):
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())


def line(id="bad", *contacts, **fields):
    """Write one resource, with a contact for each mapping of its fields."""
    start = {"id": id, "name": "A line", "kind": "hotline", "purposes": ["support"], **fields}
    parts = "".join(
        f"[[resource.contacts]]\n{toml({'channel': 'voice', **each})}" for each in contacts
    )
    return f"[[resource]]\n{toml(start)}{SOURCE}{parts}"


def pack(*records, **files):
    return {"resources.toml": "\n".join(records), **files}


def number(dial, country=None, display=None, **more):
    """Return a contact with a number, shown as it is dialled."""
    region = {} if country is None else {"dial_region": country}
    return {"dial": dial, **region, "display": display or dial, **more}


# S64: one rule for every number


@pytest.mark.parametrize(
    ("country", "dial"),
    [
        ("US", "011442079460123"),
        ("GB", "0018885550100"),
        ("AU", "00118885550100"),
        ("JP", "010442079460123"),
        ("KR", "08212345678"),
        ("BR", "01511987654321"),
        ("CO", "0912345678"),
        ("FI", "99044207946012"),
        ("RU", "81018885550100"),
    ],
)
def test_s64_a_prefix_of_another_country_or_network_costs_the_number(dropped, country, dial):
    dropped(pack(line("bad", number(dial, country), regions=[country])), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial"),
    [("US", "9761234"), ("GB", "020794601234567"), ("FR", "01234567890"), ("KE", "07123456789012")],
)
def test_s64_a_length_that_the_plan_lacks_costs_the_number(dropped, country, dial):
    dropped(pack(line("bad", number(dial, country), regions=[country])), "contact.dial")


@pytest.mark.parametrize(
    "dial", ["+44207946012345", "+3312345678", "+2541234567890123", "+12125550"]
)
def test_s64_an_international_number_has_a_length_of_its_plan(dropped, dial):
    dropped(pack(line("bad", number(dial))), "contact.dial")


@pytest.mark.parametrize("dial", ["+2101234567", "+9991234567", "+8011234567"])
def test_s64_a_code_of_no_country_costs_the_number(dropped, dial):
    dropped(pack(line("bad", number(dial))), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial", "code"),
    [
        ("GB", "118118", "contact.rate"),
        ("DE", "11833", "contact.rate"),
        ("FR", "3201", "contact.rate"),
        ("CH", "1811", "contact.rate"),
        ("US", "24280", "contact.rate"),
        ("GB", "07012345678", "contact.rate"),
        ("BR", "03001234567", "contact.premium"),
        ("US", "2129765678", "contact.premium"),
        ("GB", "09098790123", "contact.premium"),
    ],
)
def test_s64_a_national_number_above_the_usual_rate_is_refused(dropped, country, dial, code):
    dropped(pack(line("bad", number(dial, country), regions=[country])), code)


@pytest.mark.parametrize(
    "dial",
    [
        *("+881612345678", "+8835100012345", "+870773111632", "+878101234567890"),
        *("+979123456789", "+88812345678901", "+80812345678", "+447012345678", "+15005550006"),
    ],
)
def test_s64_satellites_networks_and_personal_numbers_are_refused(hostile, dial):
    catalog = hostile(pack(line("bad", number(dial))))

    (error,) = catalog.mistakes
    assert error.code in {"contact.rate", "contact.premium"}
    assert error.outcome is Outcome.DROP
    assert not [record for record in catalog if record.pack == "hostile"]


@pytest.mark.parametrize(
    ("dial", "country", "where"),
    [
        ("+18765550143", None, "JM"),
        ("+18095550143", None, "DO"),
        ("+12845550143", None, "VG"),
        ("18765550143", "US", "JM"),
        ("8495550143", "US", "DO"),
        ("+77273120143", None, "KZ"),
    ],
)
def test_s64_a_number_of_another_country_of_the_same_code_is_told(hostile, dial, country, where):
    # A call there costs what calls abroad cost, and looks like one at home.
    regions = ["RU"] if where == "KZ" else ["US"]
    (error,) = hostile(pack(line("good", number(dial, country), regions=regions))).mistakes

    assert (error.code, error.outcome) == ("contact.region_mismatch", Outcome.WARN)
    assert f"is a number in {where}, but" in error.problem


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://wa.me/19005550143", "contact.premium"),
        ("https://api.whatsapp.com/send?phone=%2B19005550143", "contact.premium"),
        ("https://api.whatsapp.com/send?text=hi&phone=881612345678", "contact.rate"),
        ("https://t.me/+882161234567", "contact.rate"),
        ("https://signal.me/#p/+447012345678", "contact.rate"),
        ("https://wa.me/00442079460123", "contact.dial"),
        ("https://wa.me/9991234567", "contact.dial"),
        ("https://wa.me/911", "contact.dial"),
    ],
)
def test_s64_the_number_of_a_chat_is_held_to_the_same_rule(dropped, url, code):
    dropped(pack(line("bad", {"channel": "chat", "url": url}, regions=["US"])), code)


@pytest.mark.parametrize(
    "url", ["https://wa.me/12025550143", "https://t.me/helpline", "https://a.example/19005550143"]
)
def test_s64_other_addresses_of_chats_stay(hostile, url):
    way = {"channel": "chat", "url": url, "hours": "24/7"}

    assert hostile(pack(line("good", way, regions=["US"]))).mistakes == ()


@pytest.mark.parametrize("region", ["EU", "001", "150", "AQ"])
def test_s64_dial_region_is_a_country_with_numbers(dropped, region):
    dropped(pack(line("bad", number("116123", region))), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial"),
    [
        *(
            ("US", "988"),
            ("US", "8885550100"),
            ("US", "18885550100"),
            ("FR", "3919"),
            ("IN", "1098"),
        ),
        *(("AO", "15015"), ("AE", "800988"), ("AR", "0111523456789"), ("GB", "08001111")),
        *(("CO", "018000522020"), ("AU", "131237"), ("HU", "0680984590"), ("NZ", "08009428787")),
    ],
)
def test_s64_a_number_of_the_plan_stays(hostile, country, dial):
    record = line("good", number(dial, country), regions=[country])

    assert hostile(pack(record)).mistakes == ()


# A star is part of a number: without it somebody else answers, or nobody.


@pytest.mark.parametrize(
    ("dial", "display"),
    [
        *(("1515", "*1515"), ("*4141", "4141"), ("*4141", "#4141"), ("*4141", "*4142")),
        *(
            ("147", "#147"),
            ("*4141", "*41 41 1"),
            ("1455", "1455#"),
        ),
        *(("*4141", "+*4141"), ("*4141", "*4141#"), ("*4141", "**4141"), ("*4141", "*HI41")),
    ],
)
def test_a_number_that_is_shown_with_another_sign_than_it_has_is_left_out(dropped, dial, display):
    record = line("bad", number(dial, "CL", display), regions=["CL"])

    dropped(pack(record), "contact.label_mismatch")


@pytest.mark.parametrize(
    "dial",
    [
        *("#4141", "*4141#", "**4141", "*41*41", "*21*600#", "*#06#", "*67", "*72", "*123456"),
        *("+*4141", "* 4141", "\uff0a4141", "\u22174141", "4141*", "*", "*4a41", "*\u0664141"),
    ],
)
def test_a_code_that_a_telephone_obeys_is_no_number(hostile, dial):
    catalog = hostile(pack(line("bad", number(dial, "CL", "*4141"), regions=["CL"])))

    assert "contact.dial" in {error.code for error in catalog.mistakes}
    assert not [each for each in catalog.resources.values() if each.pack == "hostile"]


@pytest.mark.parametrize(("country", "dial"), [("CL", "*133"), ("US", "*911"), ("CL", "*112")])
def test_a_star_makes_no_helpline_of_an_emergency_number(dropped, country, dial):
    dropped(pack(line("bad", number(dial, country), regions=[country])), "contact.emergency")


def test_a_star_code_of_no_country_costs_the_record(dropped):
    record = line("bad", {"dial": "*4141", "display": "*4141"}, regions=["CL"])

    dropped(pack(record), "contact.no_region")


@pytest.mark.parametrize("display", ["*4141", "* 4141", "*41 41"])
def test_a_star_code_is_dialled_shown_found_and_named_with_its_star(hostile, display):
    record = line("good", number("*4141", "CL", display), regions=["CL"], name="Fono *4141")

    catalog = hostile(pack(record))

    help_ = find_help(catalog, HelpQuery("CL"), at=AT)
    (contact,) = [
        way.contact for each in help_ if each.resource.id == "hostile:good" for way in each.ways
    ]
    assert catalog.mistakes == ()
    assert (contact.dial, contact.display) == ("*4141", display)
    assert [hit.id for hit in search(catalog, "*4141", region="CL")] == ["hostile:good"]
    assert 'href="tel:*4141"' in as_html(view(help_), language="en")
    assert f"\\{display}" in as_markdown(view(help_))


# S66: the digits of a translation are those of its source


def spoken(source, text, language="fr"):
    """Write a pack whose only record has a note and its translation."""
    header = make.header("hostile", languages=["en", language])
    po = f'msgctxt "good#note"\nmsgid "{source}"\nmsgstr "{text}"\n'
    record = line("good", regions=["US"], note=source)
    return pack(record, **{"pack.toml": header, f"locale/{language}.po": po})


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("sw", "Child helpline 116", "Laini ya watoto 117"),
        ("sw", "Call 1195 at night", "Piga simu usiku"),
        ("fr", "Call us at any hour, please.", "Composez le 1522 à toute heure."),
        ("de", "Call 116 006.", "Rufen Sie die 116 007."),
        ("fa", "Call 116.", "با \u06f1\u06f1\u06f7 تماس بگیرید."),
        ("ar", "Call 116.", "اتصل بالرقم \u0661\u0661\u0667."),
        ("zh", "Call 911.", "请打九一二。"),
        ("zh", "Call them.", "请打①①②。"),
        ("fr", "Call them.", "Appelez le 1️⃣1️⃣2️⃣."),
        ("es", "Call 1-888-555-0100.", "Llame al 1-555-888-0100."),
        ("es", "Call 116, then 116, or 117.", "Llame al 116, luego al 117, o al 117."),
        ("pl", "In 2024 they had 7,000 calls.", "W 2024 mieli 70 000 połączeń."),
        ("fr", "Since 2019.", "Depuis 1919."),
    ],
)
def test_s66_a_translation_with_other_digits_is_left_out(hostile, language, source, text):
    catalog = hostile(spoken(source, text, language))

    assert "lang.digits" in {error.code for error in catalog.mistakes}
    assert catalog.resources["hostile:good"].note.translations == ()


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("fr", "Open 24/7. Call 1-888-555-0100.", "Ouvert 24 h/24 et 7 j/7 : 1 888 555 0100."),
        ("fr", "In 2023-2024 it had 27,600,000.", "De 2023 à 2024, 27 600 000."),
        ("es", "In 2021, 22 of 7,000.", "En 2021, 22 de 7000."),
        ("ar", "Call 116.", "اتصل بالرقم \u0661\u0661\u0666."),
        ("zh", "In 2026 call 911, one person.", "二〇二六年请打九一一。一个人。"),
    ],
)
def test_s66_the_same_digits_in_another_form_stay(hostile, language, source, text):
    catalog = hostile(spoken(source, text, language))

    assert "lang.digits" not in {error.code for error in catalog.mistakes}
    assert len(catalog.resources["hostile:good"].note.translations) == 1


# S63: what a record is searched by is its own

OWN = {"dial": "+12025550143", "display": "202-555-0143"}


@pytest.mark.parametrize(
    "alias",
    [
        *("1-888-373-7888", "Call 18883737888 now", "988", "911", "9-8-8", "Line 116 000"),
        *("\uff11-888-373-7888", "\u2468\u2467\u2467", "\u0669\u0668\u0668", "九八八"),
        *("humantraffickinghotline.org", "help@polaris.example", "1-888-HELP-NOW 988"),
    ],
)
@pytest.mark.parametrize("field", ["also_known_as", "people_say"])
def test_s63_a_number_or_a_host_of_another_in_a_name_costs_the_record(dropped, field, alias):
    names = [alias] if field == "also_known_as" else {"en": [alias]}
    value = json.dumps(names, ensure_ascii=False).replace('{"en":', "{ en =")
    record = line("bad", OWN, regions=["US"]).replace("\nsource", f"\n{field} = {value}\nsource", 1)

    dropped(pack(record), "alias.of_another")


@pytest.mark.parametrize(
    "alias",
    [
        *("202-555-0143", "+1 202 555 0143", "555-0143", "Line of 2019", "help.example"),
        *("202-KKK-0143", "24/7 line", "H2B line", "592STOP"),
    ],
)
def test_s63_a_name_with_its_own_number_stays(hostile, alias):
    record = line("good", OWN, regions=["US"], also_known_as=[alias], url="https://help.example/")

    assert hostile(pack(record)).mistakes == ()


def test_s63_words_by_hundreds_cost_the_record(dropped):
    words = [f"word {'a' * n}" for n in range(1, 42)]

    dropped(pack(line("bad", OWN, regions=["US"], also_known_as=words)), "terms.count")


@pytest.mark.parametrize("field", ["also_known_as", "people_say"])
@pytest.mark.parametrize(
    "alias", ["National Human Trafficking Hotline", "national-human traffick\u0456ng hotline"]
)
def test_s63_the_name_of_a_line_of_another_pack_is_told(write, field, alias):
    names = json.dumps([alias]) if field == "also_known_as" else f"{{ en = {json.dumps([alias])} }}"
    record = line("good", OWN, regions=["US"]).replace(
        "\nsource", f"\n{field} = {names}\nsource", 1
    )
    folder = write({"pack.toml": make.header("hostile"), "resources.toml": record}, "hostile")

    catalog = takeaction.load(paths=[folder], packs=["us-hotline"])

    told = [error for error in catalog.mistakes if error.code == "alias.of_another"]
    assert [(error.outcome, error.where.pack) for error in told] == [(Outcome.WARN, "hostile")]


# S69: one rule for every host


@pytest.mark.parametrize(
    "host",
    [
        *("printer.local", "help.internal", "router.lan", "a.home.arpa", "help.test", "x.onion"),
        *("10.0.0.1.nip.io", "192-168-0-1.sslip.io", "localtest.me", "intranet", "nas.home"),
        *("help.local?a", "help.invalid#a", "192-168-0-1.help.example", "a.10.0.0.1.help.example"),
        *("help-127.0.0.1.evil.example", "help.mail", "help.i2p"),
    ],
)
def test_s69_a_name_of_the_readers_own_network_costs_the_record(dropped, host):
    dropped(pack(line("bad", OWN, regions=["US"], url=f"https://{host}")), "url.host")


@pytest.mark.parametrize(
    "host", ["mail.local", "help.internal", "1.nip.io", "-a.example", "a.b\u0435.example", "a.test"]
)
def test_s69_the_host_of_an_email_is_held_to_the_same_rule(hostile, host):
    way = {"channel": "email", "email": f"help@{host}"}

    (error,) = hostile(pack(line("bad", way, regions=["US"]))).mistakes

    assert error.code in {"url.host", "contact.email"}
    assert error.outcome is Outcome.DROP


@pytest.mark.parametrize(
    "url",
    [
        *("https://bit.ly/3xyz", "https://tinyurl.com/help", "https://help.page.link/x"),
        *("https://www.google.com/url?q=https://evil.example", "https://a.org/?next=%2F%2Fevil"),
        *("https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example", "https://rb.gy/a"),
        *("https://a.org/#redirect=https://evil.example", "https://a.org/?anything=//evil.example"),
        *("https://a.org/go?https://evil.example", "https://a.org/leave/https://evil.example/"),
        *("https://a.org/?x=https%253A%252F%252Fevil.example", "https://a.org/?x=%68ttps://evil"),
        "https://a.org/;x=http://evil.example",
    ],
)
@pytest.mark.parametrize("field", ["url", "link", "contact"])
def test_s69_an_address_that_leads_where_somebody_decides_is_told(warned, field, url):
    link = f"links = [{{ title = 'A page', url = {json.dumps(url)} }}]\n"
    chat = {"channel": "chat", "url": url}
    ways = (chat,) if field == "contact" else (OWN,)
    record = line("good", *ways, regions=["US"], **({"url": url} if field == "url" else {}))
    record = record.replace("source =", f"{link}source =", 1) if field == "link" else record

    warned(pack(record), "url.redirect")


@pytest.mark.parametrize(
    "host", ["humantraffickinghotline.org.evil.example", "humantraffickinghotline.org-help.example"]
)
@pytest.mark.parametrize("field", ["url", "email"])
def test_s69_a_known_name_in_front_of_another_is_told(write, field, host):
    way = {"channel": "email", "email": f"help@{host}"} if field == "email" else OWN
    more = {"url": f"https://{host}/"} if field == "url" else {}
    record = line("good", way, regions=["US"], **more)
    folder = write({"pack.toml": make.header("hostile"), "resources.toml": record}, "hostile")

    catalog = takeaction.load(paths=[folder], packs=["us-hotline"])

    assert [error.code for error in catalog.mistakes] == ["url.lookalike"]


def test_s69_an_ordinary_address_stays(hostile):
    way = {"channel": "email", "email": "help@best.local.example"}
    record = line("good", OWN, way, regions=["US"], url="https://a.example/?q=help&to=us#next")
    copy = "https://archive.example/web/20130217024622/http://help.example/"
    record = record.replace(
        "\nsource", f"\nlinks = [{{ title = 'A copy', url = '{copy}' }}]\nsource"
    )

    assert hostile(pack(record)).mistakes == ()


# S78: an emergency number is nobody's helpline


@pytest.mark.parametrize(
    ("country", "dial", "fields"),
    [
        ("KE", "999", {"operator_kind": "ngo"}),
        ("KE", "112", {"operator_kind": "ngo"}),
        ("GB", "999", {}),
        ("FR", "17", {"operator_kind": "ngo", "kind": "tip-line"}),
        ("FR", "15", {"operator_kind": "government"}),
        ("AU", "112", {"operator_kind": "police"}),
        ("US", "911", {"kind": "site"}),
        ("GB", "0999", {}),
        ("US", "1911", {}),
    ],
)
@pytest.mark.parametrize("channel", ["voice", "sms"])
def test_s78_an_emergency_number_is_no_helpline(dropped, channel, country, dial, fields):
    way = number(dial, country, channel=channel)

    dropped(pack(line("bad", way, regions=[country], **fields)), "contact.emergency")


def test_s78_the_emergency_number_of_the_reader_is_no_helpline_of_another_country(hostile):
    catalog = hostile(pack(line("bad", number("999", "US"), regions=["US", "GB"])))

    assert "contact.emergency" in {error.code for error in catalog.mistakes}
    assert "hostile:bad" not in catalog.resources


def test_s78_the_police_may_list_their_own_number(hostile):
    record = line("good", number("911", "IQ"), regions=["IQ"], operator_kind="police")

    assert hostile(pack(record)).mistakes == ()


# S81: the time zone of hours is one of the place


@pytest.mark.parametrize(
    ("country", "zone", "fix"),
    [
        ("KE", "GMT+3", 'write "Africa/Nairobi".'),
        ("KE", "UTC+3", 'write "Africa/Nairobi".'),
        ("KE", "Etc/GMT+3", 'write "Africa/Nairobi".'),
        ("KE", "Etc/GMT-3", 'write "Africa/Nairobi".'),
        ("KE", "UTC", 'write "Africa/Nairobi".'),
        ("KE", "America/New_York", 'write "Africa/Nairobi".'),
        ("KE", "EST", 'write "Africa/Nairobi".'),
        ("PT", "Europe/London", "write a zone such as Europe/Lisbon, "),
        ("PT", "PST8PDT", "write a zone such as Europe/Lisbon, "),
        ("US", "Chicago", 'write "America/Chicago".'),
        ("US", "Asia/Tokyo", "write a zone such as America/New_York, "),
    ],
)
def test_s81_a_zone_of_another_place_costs_the_hours(hostile, country, zone, fix):
    way = {"channel": "chat", "url": "https://a.example/", "hours": "Mo-Fr 09:00-17:00"}

    catalog = hostile(pack(line("good", {**way, "zone": zone}, regions=[country])))

    (error,) = catalog.mistakes
    assert error.code == "date.zone"
    assert error.fix.startswith(fix)
    assert catalog.resources["hostile:good"].contacts[0].hours is None


@pytest.mark.parametrize(
    ("regions", "zone", "dial"),
    [
        (["KE"], "Africa/Nairobi", "+254202345678"),
        (["KE"], "Africa/Asmera", "+254202345678"),
        (["IN"], "Asia/Calcutta", "+912212345678"),
        (["US-TX"], "US/Central", "+12025550143"),
        (["IE", "PT"], "Europe/Lisbon", "+353112345678"),
        (["*"], "Asia/Tokyo", "+12025550143"),
        (["EU"], "UTC", "+3225551234"),
        (["KE"], "Europe/London", "+442079460123"),
    ],
)
def test_s81_a_zone_of_the_place_or_of_the_number_stays(hostile, regions, zone, dial):
    way = {**number(dial), "hours": "Mo-Fr 09:00-17:00", "zone": zone}

    catalog = hostile(pack(line("good", way, regions=regions)))

    assert "date.zone" not in {error.code for error in catalog.mistakes}
    assert catalog.resources["hostile:good"].contacts[0].hours.zone == zone


# S67: a name holds its own number; prose holds none that nothing checks


@pytest.mark.parametrize(
    "name",
    [
        *("911 Emergency", "Line 988", "112", "Call 1-888-373-7888", "\u0661\u0661\u0662 line"),
        *("Emergency 9-1-1", "九一一热线", "1\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e3 help"),
        *("A line\uff0c\uff11\uff11\uff12", "Line for 116 000 callers", "911Line", "Line988 now"),
        *(
            "9l1 Emergency",
            "9\u0406\u0406 line",
            "1-8OO-373-7888",
            "Call 1I2",
            "\u3021\u3021\u3022 line",
        ),
        *("\u2168 \u2160 \u2160 line", "\u277e\u2776\u2776"),
        "A line \u2116988",
    ],
)
def test_s67_a_name_with_another_number_costs_the_record(dropped, name):
    dropped(pack(line("bad", number("611", "US"), regions=["US"], name=name)), "text.name")


@pytest.mark.parametrize(
    "name",
    [
        *("Line 611", "24/7 line", "Line of 1999", "Lifeline 6-1-1", "B2B", "6ll line", "6I1"),
        *("Free2Work", "Children under 18", "H2O"),
    ],
)
def test_s67_a_name_with_its_own_number_stays(hostile, name):
    record = line("good", number("611", "US"), regions=["US"], name=name)

    assert hostile(pack(record)).mistakes == ()


@pytest.mark.parametrize(
    "text",
    [
        *("Chiamate il numero verde 1522.", "Zadzwoń pod numer 1522 w nocy.", "Звоните 1522."),
        *("Rufen Sie im Notfall die 1522 an.", "Rufen Sie bitte die 117!", "请打一一七。"),
        *("Ring them: 8:0:0:5:5:5:1:2.", "0800\n555\n019", "Piga simu 1195 usiku na mchana."),
        *("请拨打110报警。", "اتصل 110 الآن", "Call 9l7 in danger.", "Ring \u3021\u3021\u3027."),
        *("Write to @annahelp on Telegram.", "See help.exam\u2024ple.", "Open t.me/annahelp."),
        *("Help is at 1·1·6·1·2·3 all night", "Dial ①①⑦ first", "Hívja a 06 80 205 520 számot."),
    ],
)
@pytest.mark.parametrize("field", ["summary", "note", "warning"])
def test_s67_a_number_in_prose_is_told_in_every_language(hostile, field, text):
    record = line("good", OWN, regions=["US"], **{field: text}).encode().decode()
    header = make.header("hostile", languages=["sw"], source_language="sw")

    catalog = hostile(pack(record, **{"pack.toml": header}))

    assert "text.number" in {error.code for error in catalog.mistakes}


@pytest.mark.parametrize(
    "text",
    [
        "In 2023-2024 it had 27,600,000 calls in over 200 languages, from 8:30 to 17:00.",
        "Call 202-555-0143, in danger 911. Written locally without the 202.",
        "It rests on Executive Order 13126 and ISO 17065, and 27.6 million people.",
    ],
)
def test_s67_counts_dates_hours_and_laws_are_no_numbers(hostile, text):
    assert hostile(pack(line("good", OWN, regions=["US"], note=text))).mistakes == ()


# S83: numbers of one pack that are close, and what shows where or who somebody is


def two_lines(dial, other, **more):
    ways = (number(each, **more) for each in (dial, other))
    names = ("Haki line", "Amani line")
    lines = (
        line(id, way, name=name, regions=["KE"])
        for id, way, name in zip(("good", "other"), ways, names, strict=True)
    )
    return pack(*lines)


@pytest.mark.parametrize(
    ("dial", "other", "code"),
    [
        ("+254800720181", "+254800720187", "contact.near_miss"),
        ("+254800720181", "+254800720118", "contact.near_miss"),
        ("+254412345678", "+254412345687", "contact.near_miss"),
        ("+254800720181", "+254800720181", "contact.twice"),
    ],
)
def test_s83_two_close_numbers_of_one_pack_are_told_with_both_places(hostile, dial, other, code):
    (error,) = hostile(two_lines(dial, other)).mistakes

    assert (error.code, error.outcome) == (code, Outcome.WARN)
    assert {error.where.record, error.problem.rstrip(".").rpartition(":")[2]} == {"good", "other"}


def test_s83_the_pages_that_print_both_numbers_settle_it(hostile):
    printed = {"printed": "https://a.example/"}

    assert hostile(two_lines("+254800720181", "+254800720187", **printed)).mistakes == ()


@pytest.mark.parametrize(
    "dials",
    [
        [f"+25480072018{n}" for n in range(10)],
        [f"+2548007201{n}" for n in (88, 89, 90, 91, 92, 98, 97, 96, 95, 94, 93)],
        [f"+25480072{2 * n:04}" for n in range(301)],
        ["*4141", "*4142", "*41421"],
    ],
    ids=["a-series", "in-any-order", "a-large-pack", "star-codes"],
)
def test_s83_numbers_of_one_pack_that_are_close_on_purpose_stay(hostile, dials):
    region = {"dial_region": "CL"} if dials[0].startswith("*") else {}
    place = "CL" if region else "KE"
    lines = (
        line(f"r{n}", number(dial, **region), name="Haki line", regions=[place])
        for n, dial in enumerate(dials)
    )

    told = {error.code for error in hostile(pack(*lines)).mistakes}

    assert "contact.near_miss" not in told


def test_s83_a_slip_beside_a_series_is_told(hostile):
    dials = [*(f"+25480072018{n}" for n in range(10)), "+254800720281"]
    lines = (line(f"r{n}", number(dial), regions=["KE"]) for n, dial in enumerate(dials))

    (error,) = hostile(pack(*lines)).mistakes

    assert (error.code, error.where.record) == ("contact.near_miss", "r1")


def test_s83_one_number_for_two_purposes_stays(hostile):
    way = number("+254800720181")
    record = line("good", way, regions=["KE"])
    other = line("legal", way, name="Lawyers", regions=["KE"], purposes=["legal"])

    assert hostile(pack(record, other)).mistakes == ()


@pytest.mark.parametrize(
    "note",
    [
        *("Plot 14, Moi Avenue, Nairobi, 3rd floor", "12 Moi Avenue, 2nd floor, blue gate."),
        *("Rue de la Paix 5", "улица Ленина 12", "Behind the shop, Hauptstr. 7"),
    ],
)
def test_s83_an_address_on_a_confidential_contact_costs_the_record(dropped, note):
    way = {**OWN, "location": "confidential", "note": note}

    dropped(pack(line("bad", way, regions=["US"])), "contact.address")


def test_s83_other_notes_of_a_confidential_contact_stay(hostile):
    note = "For up to 3 weeks, with 2 children. Since May 2019."
    way = {**OWN, "location": "confidential", "note": note}

    assert hostile(pack(line("good", way, regions=["US"]))).mistakes == ()


@pytest.mark.parametrize(
    "operator", ["Mary Wambui +254 712 345 678", "Mary, 0712345678", "mary@a.example"]
)
def test_s83_a_person_as_operator_is_told(warned, operator):
    warned(pack(line("good", OWN, regions=["US"], operator=operator)), "contact.operator")
