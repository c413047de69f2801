"""The shared hostile cases of what stands in the files of a pack.

Each is loaded beside three good packs that stay as they are; each gives the mistakes that it must,
raises nothing, and is done within two seconds of work.
"""

import json
from datetime import UTC, datetime, timedelta

import make
import pytest

from takeaction import HelpQuery, Profile, find_help, plan
from takeaction.limits import Limits

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = make.header("hostile")
SOURCE = 'source = { title = "A page" }\n'


def resource_of(lines="", id="bad", name="N"):
    text = f'[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "hotline"\n{SOURCE}{lines}'
    return {"resources.toml": text}


def contact_of(id="bad", more="", **fields):
    """Write a file of one resource with one contact by voice, some fields changed."""
    given = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100", **fields}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items())
    verified = "" if "verified" in more else 'verified = { method = "called" }\n'
    return resource_of(f"{more}{verified}[[resource.contacts]]\n{lines}", id)


def action(lines="", id="bad", minutes="{ min = 1, typical = 2, max = 3 }", after=()):
    return (
        f'[[action]]\nid = "{id}"\ntitle = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\n'
        f'minutes = {minutes}\ncadence = "once"\nmodes = ["solo-online"]\n'
        f"after = {list(after)}\n{SOURCE}{lines}"
    )


def action_of(*args, **fields):
    return {"actions.toml": action(*args, **fields)}


# S03, what is shown is what is dialled


def test_s03_a_number_that_shows_as_another_costs_its_record(dropped):
    catalog = dropped(
        contact_of(dial="+18885550100", display="1-888-373-7888"), "contact.label_mismatch"
    )

    (text,) = map(str, catalog.mistakes)
    assert text == (
        'hostile/resources.toml:10: bad.contacts[0].display: "1-888-373-7888" and '
        '"+18885550100" are different numbers. Fix: check both with the operator; one of them is '
        "wrong."
    )


# S13, the header


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("schema = 99\n", "the schema is 99; this release reads schema 1. Fix: upgrade"),
        ('schema = "1"\n', 'the schema is "1"; this release reads schema 1. Fix: write schema'),
        ("", "the schema is missing; this release reads schema 1. Fix: write schema = 1."),
    ],
    ids=["newer", "text", "missing"],
)
def test_s13_a_schema_that_is_not_read_here_costs_the_pack_and_nothing_else_is_told(
    quarantined, line, problem
):
    header = HEADER.replace("schema = 1\n", f"{line}titel = 3\n")

    catalog = quarantined({"pack.toml": header, **resource_of("x = 1\n")}, "pack.schema")

    assert problem in str(catalog.mistakes[0])


# S14 to S17, files that are dear, or not to be parsed


@pytest.mark.parametrize("opens", ["[", "{a=", "[{a="], ids=["lists", "tables", "both"])
def test_s14_arrays_nested_100_000_deep_cost_their_pack_in_half_a_second(quarantined, opens):
    text = f"a = {opens * (100_000 // len(opens))}"

    quarantined({"actions.toml": text}, "parse.too_deep", seconds=0.5)


def test_s14_a_built_pack_nested_100_000_deep_costs_itself_in_half_a_second(quarantined):
    text = '{"pack": ' + "[" * 100_000 + "]" * 100_000 + "}"

    quarantined({"pack.toml": None, "pack.json": text}, "parse.too_deep", seconds=0.5)


@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}"], ids=list("khli"))
def test_s15_a_key_of_32_768_parts_costs_its_pack_in_half_a_second(quarantined, form):
    # A dotted key or header of 64 KiB would keep the parser busy for half a minute.
    text = form.format(".".join("a" * 32_768))

    quarantined({"actions.toml": text}, "parse.too_complex", seconds=0.5)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"actions.toml": "a = " + "9" * 200_000}, "limit.number"),
        ({"actions.toml": "a = 0x" + "f" * 200_000}, "limit.number"),
        ({"actions.toml": "a = 0b" + "1" * 200_000}, "limit.number"),
        ({"actions.toml": "a = 9" + "_9" * 100_000}, "limit.number"),
        ({"actions.toml": "a = " + "9" * 1_000_000}, "limit.size"),
        ({"pack.toml": None, "pack.json": '{"a": ' + "9" * 1_000_000 + "}"}, "limit.number"),
        ({"pack.toml": None, "pack.json": '{"a": -' + "9" * 1_000_000 + "}"}, "limit.number"),
    ],
    ids=["decimal", "hex", "binary", "parted", "million", "json", "json-negative"],
)
def test_s16_a_number_of_a_million_digits_costs_its_pack(quarantined, files, code):
    quarantined(files, code)


def test_s16_a_number_of_a_million_digits_is_refused_where_a_host_lets_it_in(quarantined):
    files = {"actions.toml": "a = " + "9" * 1_000_000}

    quarantined(files, "limit.number", limits=Limits(file_bytes=2_000_000))


KEEP_ONE = "Fix: keep one of them; a new record starts with its own heading in [[ ]]."


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            {"actions.toml": '[[action]]\nid = "a"\nid = "b"\n'},
            f"hostile/actions.toml:3: id is already in line 2. {KEEP_ONE}",
        ),
        (
            {"pack.toml": f'{HEADER}title = "U"\n'},
            f"hostile/pack.toml:6: title is already in line 2. {KEEP_ONE}",
        ),
        (
            {"actions.toml": "[a]\nb = 1\n[a]\nc = 2\n"},
            (
                "hostile/actions.toml:3: the heading [a] is already in line 1. "
                "Fix: to start another record, write [[a]]."
            ),
        ),
    ],
    ids=["record", "header", "table"],
)
def test_s17_a_key_that_stands_twice_in_toml_costs_its_pack(quarantined, files, text):
    catalog = quarantined(files, "parse.syntax")

    assert [str(error) for error in catalog.mistakes] == [text]


@pytest.mark.parametrize(
    "text",
    [
        '{"pack": {"id": "hostile"}, "records": {"resource": {"a": {"id": "a", "id": "b"}}}}',
        '{"pack": {"id": "hostile", "\\u0069d": "other"}}',
        '{"pack": {"id": "hostile"}, "records": {"resource": {"id": {}, "id": {}}}}',
    ],
    ids=["field", "escaped", "record"],
)
def test_s17_a_key_that_stands_twice_in_json_costs_its_pack(quarantined, text):
    # However it is written: the parser would keep the last value and say nothing.
    catalog = quarantined({"pack.toml": None, "pack.json": text}, "shape.duplicate_key")

    assert [str(error) for error in catalog.mistakes] == [
        'hostile/pack.json: the key "id" appears twice. Fix: build the pack again from its sources.'
    ]


# S19, encodings


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"actions.toml": b"a = 1\nb = '\xff'"}, 2),
        ({"actions.toml": action().encode("utf-16")}, 1),
        ({"actions.toml": action().encode("utf-32")}, 1),
        ({"actions.toml": b"a = '\xed\xa0\x80'"}, 1),
        ({"pack.toml": None, "pack.json": b'{"pack": "\xff"}'}, None),
    ],
    ids=["byte", "utf-16", "utf-32", "surrogate", "json"],
)
def test_s19_a_file_that_is_not_utf_8_costs_its_pack(quarantined, files, line):
    catalog = quarantined(files, "read.encoding")

    (mistake,) = catalog.mistakes
    assert mistake.where.line == line
    assert mistake.fix.startswith("save it as UTF-8")


def test_s19_a_file_that_begins_with_a_byte_order_mark_is_read(warned):
    warned({"actions.toml": b"\xef\xbb\xbf" + action(id="good").encode()})


# S20 to S23, types and references


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("nan", "shape.wrong_type"),
        ("inf", "shape.wrong_type"),
        ("-5", "limit.number"),
        ("1e999", "shape.wrong_type"),
        ("true", "shape.wrong_type"),
        ('"15"', "shape.wrong_type"),
        ("15.0", "shape.wrong_type"),
    ],
)
def test_s20_a_number_of_minutes_that_is_none_costs_its_record(dropped, value, code):
    catalog = dropped(action_of(minutes=f"{{ min = {value}, typical = 2, max = 3 }}"), code)

    (mistake,) = catalog.mistakes
    assert (mistake.where.record, mistake.where.field) == ("bad", "minutes.min")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "15.0", "null"])
def test_s20_the_same_holds_in_a_built_pack(dropped, value):
    text = (
        '{"pack":{"id":"hostile","title":"T","publisher":"P","licence":"L","schema":1},'
        '"records":{"action":{"bad":{"title":"T","summary":"S","steps":["1","2","3"],'
        f'"minutes":{{"min":{value},"typical":2,"max":3}},"cadence":"once",'
        '"modes":["solo-online"],"source":{"title":"A page"}}}}}'
    )

    catalog = dropped({"pack.toml": None, "pack.json": text}, "shape.wrong_type")

    assert catalog.mistakes[0].where.field == "minutes.min"


@pytest.mark.parametrize(
    ("files", "field"),
    [
        (resource_of('topics = "abc"\n'), "topics"),
        (resource_of("topics = { x = 1 }\n"), "topics"),
        (contact_of(dial=18883737888), "contacts[0].dial"),
        ({"actions.toml": action().replace('"T"', "{ en = 3 }")}, "title"),
        (resource_of("regions = 'US'\n"), "regions"),
        (resource_of("contacts = {}\n"), "contacts"),
        (resource_of("verified = []\n"), "verified"),
    ],
    ids=["text-for-a-list", "table-for-a-list", "number-for-text", "table-for-text",
         "text-for-regions", "table-for-contacts", "list-for-a-table"],
)  # fmt: skip
def test_s21_a_value_of_another_type_costs_its_record(dropped, files, field):
    catalog = dropped(files, "shape.wrong_type")

    assert catalog.mistakes[0].where.field == field


@pytest.mark.parametrize("name", ["verifed", "__class__", '""', "record_kind", "__init__"])
def test_s22_a_field_that_no_record_has_costs_its_record(dropped, name):
    catalog = dropped(resource_of(f'{name} = "x"\n'), "shape.unknown_field")

    bare = name.strip('"')
    assert f'there is no field called "{bare}".' in str(catalog.mistakes[0])


def test_s22_a_misspelt_field_is_named_with_what_was_meant(dropped):
    catalog = dropped(resource_of('verifed = { method = "called" }\n'), "shape.unknown_field")

    (text,) = map(str, catalog.mistakes)
    assert text == (
        'hostile/resources.toml:6: bad.verifed: there is no field called "verifed". '
        "Fix: did you mean verified?"
    )


def test_s23_actions_in_a_circle_are_dropped_with_what_leads_nowhere(dropped):
    files = {
        "actions.toml": action(id="a", after=["b"])
        + action(id="b", after=["c"])
        + action(id="c", after=["a"])
        + action(id="d", after=["d"])
        + action(id="e", after=["missing"])
        + action('roles_only = []\ntopics = ["awareness"]\n', id="good")
    }

    catalog = dropped(files, *["ref.cycle"] * 4, "ref.missing")

    assert [error.problem for error in catalog.mistakes] == [
        *["the action comes after itself, in a circle of a, b, c."] * 3,
        "the action comes after itself, in a circle of d.",
        'there is no "missing" in this pack.',
    ]
    planned = plan(catalog, Profile(minutes=30), budget=600, at=AT)
    assert [item.action.local_id for item in planned.items] == ["good"]


# S24 to S26, characters


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (resource_of(name="a\\u202eb"), "text.bidi"),
        (contact_of(display="1-888-555\u2066-0100"), "text.bidi"),
        (contact_of(display="1-888-555\u200d-0100"), "text.control"),
        (resource_of(id="a\\u200db"), "id.bad"),
        (resource_of(id="a\\u202eb"), "id.bad"),
        (resource_of(name="a\\U000e0041b"), "text.control"),
        (resource_of(name="a\\ue000b"), "text.control"),
    ],
    ids=["override", "isolate", "joiner", "joiner-in-an-id", "override-in-an-id", "tag", "private"],
)
def test_s24_a_character_that_turns_or_hides_costs_its_record(dropped, files, code):
    catalog = dropped(files, code)

    assert str(catalog.mistakes[0]).isascii()


def test_s24_a_joiner_in_persian_prose_is_kept(warned):
    catalog = warned(resource_of('note = "می\u200cروم"\n', id="good"))

    assert str(catalog.get("hostile:good").note) == "می\u200cروم"


@pytest.mark.parametrize(
    ("name", "first"),
    [("\\u001b[2J\\u001b]0;x\\u0007\\r\\u0000", "001B"), ("a\\rb", "000D"), ("a\\u0000b", "0000")],
    ids=["escapes", "return", "null"],
)
def test_s25_control_characters_cost_their_record(dropped, name, first):
    catalog = dropped(resource_of(name=name), "text.control")

    assert f"contains the character U+{first}." in str(catalog.mistakes[0])


@pytest.mark.parametrize("host", ["ex\u0430mple.org", "exampl\u0435.org", "\uff45xample.org"])
def test_s26_a_host_in_other_letters_costs_its_record(dropped, host):
    catalog = dropped(resource_of(f'url = "https://{host}"\n'), "url.host")

    (mistake,) = catalog.mistakes
    form = host.encode("idna").decode()
    assert f'check that it is the right site; its name in ASCII is "{form}".' in str(mistake)


def test_s26_a_host_in_punycode_is_told_of(warned):
    catalog = warned(
        resource_of('url = "https://xn--exmple-4nf.org"\n', id="good"), "text.confusable"
    )

    assert "xn--exmple-4nf.org" in str(catalog.mistakes[0])


# S28 to S30, addresses

SCHEMES = {
    "javascript": ("javascript:alert(1)", "url.scheme"),
    "case": ("JaVaScRiPt:alert(1)", "url.scheme"),
    "data": ("data:text/html,x", "url.scheme"),
    "vbscript": ("vbscript:x", "url.scheme"),
    "file": ("file:///etc/passwd", "url.scheme"),
    "http": ("http://example.org", "url.scheme"),
    "no-scheme": ("//example.org", "url.scheme"),
    "no-slashes": ("https:example.org", "url.scheme"),
    "no-host": ("https:///example.org", "url.host"),
    "address": ("https://127.0.0.1/", "url.host"),
    "address-6": ("https://[::1]/", "url.host"),
    "number": ("https://2130706433/", "url.host"),
    "port": ("https://example.org:8080/", "url.host"),
}
FIELDS = {
    "record": 'url = "{}"\n',
    "link": 'links = [{{ title = "More", url = "{}" }}]\n',
    "contact": '[[resource.contacts]]\nchannel = "web"\nurl = "{}"\n',
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", SCHEMES)
def test_s28_an_address_that_is_not_https_with_a_host_costs_its_record(dropped, name, field):
    url, code = SCHEMES[name]

    dropped(resource_of(FIELDS[field].format(url)), code)


def test_s28_an_address_with_a_tab_inside_its_scheme_costs_its_record(dropped):
    # A browser would take the tab out, and run what is left.
    files = resource_of('url = "java\\tscript:alert(1)"\n')

    dropped(files, "text.control", "url.scheme")


@pytest.mark.parametrize("title", ["1-888-373-7888", "help.example", "https://help.example/a"])
def test_s29_a_link_whose_title_promises_another_place_costs_its_record(dropped, title):
    link = f'links = [{{ title = "{title}", url = "https://other.example" }}]\n'

    dropped(resource_of(link), "contact.label_mismatch")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://good.example@other.example/", "url.userinfo"),
        ("https://good.example:x@other.example/", "url.userinfo"),
        ("https://good.example\\@other.example/", "url.bad"),
        ("https://good.example %0d@other.example/", "url.bad"),
    ],
    ids=["user", "password", "backslash", "blank"],
)
def test_s30_an_address_that_hides_its_host_costs_its_record(dropped, url, code):
    dropped(resource_of(f"url = '{url}'\n"), code)


# S33, a name that forges a line


def test_s33_a_name_with_a_line_break_is_told_on_one_line(hostile):
    header = HEADER.replace('"hostile"', '"ok\\nCRITICAL all numbers verified"')

    catalog = hostile({"pack.toml": header})

    assert {error.code for error in catalog.mistakes} == {"pack.bad_id", "text.control"}
    shown = 'hostile/pack.toml:1: id: "ok\\nCRITICAL all numbers verified" '
    texts = [str(error) for error in catalog.mistakes]
    fix = "Fix: use a-z, 0-9 and hyphens between them."
    assert f"{shown}is not a valid id of a pack. {fix}" in texts
    assert all(text.startswith(shown) and text.isprintable() for text in texts)
    assert "hostile" not in catalog.packs


# S37, numbers that mislead


@pytest.mark.parametrize(
    "fields",
    [
        {"dial": "+19005550100", "display": "1-900-555-0100"},
        {"dial": "+449098790123", "display": "0909 879 0123"},
        {"dial": "09098790123", "display": "0909 879 0123", "dial_region": "GB"},
    ],
    ids=["us", "gb", "inside-gb"],
)
def test_s37_a_number_of_a_premium_rate_costs_its_record(dropped, fields):
    dropped(contact_of(**fields), "contact.premium")


def test_s37_a_number_of_another_country_than_its_record_is_told_of(warned):
    files = contact_of("good", 'regions = ["US"]\n', dial="+442079460123", display="020 7946 0123")

    catalog = warned(files, "contact.region_mismatch")

    assert "is a number in GB, GG, IM, JE, but the record is for US" in str(catalog.mistakes[0])


def test_s37_a_text_code_without_a_country_costs_its_record(dropped):
    dropped(contact_of(channel="sms", dial="233733", display="233733"), "contact.no_region")


# S38, help that is old, or open at no certain hour, is kept


def test_s38_a_day_that_has_not_come_is_told_of(warned):
    warned(resource_of("verified = { on = 2099-01-01 }\n", id="good"), "date.future")


@pytest.mark.parametrize("zone", ["Mars/Phobos", "../../etc/passwd", "posixrules", "/etc/hostname"])
def test_s38_hours_in_a_zone_that_nobody_knows_are_not_known(warned, zone):
    catalog = warned(contact_of("good", hours="Mo 09:00-17:00", zone=zone), "date.zone")

    (contact,) = catalog.get("hostile:good").contacts
    assert contact.hours is None


def test_s38_the_only_contact_of_a_region_is_kept_and_marked_however_old(warned):
    more = (
        'regions = ["CA"]\npurposes = ["support"]\n'
        'verified = { method = "called", on = 2023-01-01, review_by = 2024-11-01 }\n'
    )

    catalog = warned(contact_of("good", more))

    (referral,) = [
        each
        for each in find_help(catalog, HelpQuery(region="CA"), at=AT)
        if each.resource.pack == "hostile"
    ]
    assert referral.freshness.state >= type(referral.freshness.state).STALE


def test_s38_an_hour_that_the_clocks_skip_is_never_open(warned):
    files = contact_of("good", hours="Su 02:30-03:00", zone="America/New_York")

    (contact,) = warned(files).get("hostile:good").contacts

    midnight = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)  # in New York
    around = [midnight + timedelta(minutes=n) for n in range(0, 12 * 60, 5)]
    assert "open" not in {contact.hours.state(moment) for moment in around}
