"""The HSDS directory: valid after the published schemas, complete, stable, and honest."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from takeaction import QueryError, UnknownWordError, load
from takeaction.export.hsds.directory import HSDS_VERSIONS, hsds_directory, offset_stretches
from takeaction.export.hsds.terms import TERMS, uuid_of
from takeaction.export.json_text import lone_lines
from takeaction.export.selection import Selection
from takeaction.models.numbers import emergency_numbers
from takeaction.views.contact_lines import describe_hours
from takeaction.vocabulary.resources import HELP_PURPOSES

DAY = date(2026, 11, 28)
SCHEMAS = {
    version: json.loads(
        (Path(__file__).parent / "schemas" / f"hsds-{version}-service.json").read_text("utf-8")
    )
    for version in HSDS_VERSIONS
}
HEADER = """
id = "trial"
title = "A trial"
publisher = "The tests"
licence = "CC0-1.0"
schema = 1
languages = ["en", "es"]
"""
FULL = """
[[resource]]
id = "line"
name = "The line"
kind = "hotline"
summary = "It listens."
purposes = ["support", "legal"]
serves = ["migrants"]
audience = ["worker"]
only_for = "Workers."
warning = "A union answers. It tells nobody."
operator = "The union"
operator_kind = "trade-union"
returns_people = "reported"
regions = ["US-TX", "GB"]
topics = ["worker-rights"]
note = "Ask for an interpreter."
url = "https://example.org/"
links = [{ title = "More about it", url = "https://example.org/more" }]
source.title = "Its page"
source.url = "https://example.org/"
source.publisher = "The union"
source.checked = 2026-11-20
source.dated = "2026-10"
verified = { method = "called", on = 2026-11-24, by = "A tester" }
reviewed = { by = "A helpline lead", on = 2026-11-25, scope = ["digits"] }
[[resource.contacts]]
channel = "sms"
dial = "233733"
dial_region = "US"
display = "233733"
keyword = "HELP"
languages = ["en", "es-MX"]
interpreter = ["mul"]
hours = "Mo-Fr 09:00-17:00, Sa 22:00-02:00"
zone = "America/New_York"
cost = "free"
reachable_from = ["US"]
anonymous = true
recorded = false
shows_on_bill = true
tells = { police = "danger-or-child", home_state = "never" }
shares_with = ["police"]
location = "confidential"
note = "Send one word."
verified = { method = "operator-page", on = 2026-11-23 }
[[resource.contacts]]
channel = "voice"
dial = "+911123456789"
display = "011 2345 6789"
recorded = true
hours = "Mo-Su 10:00-18:00"
zone = "Asia/Kolkata"
cost = "local-rate"
[[resource.contacts]]
channel = "chat"
url = "https://example.org/chat"
languages = ["en"]
[[resource.contacts]]
channel = "email"
email = "help@example.org"

[[resource]]
id = "bare"
name = "A bare line"
kind = "hotline"
purposes = ["report"]
status = "unknown"
source = { title = "A page" }
[[resource.contacts]]
channel = "voice"
dial = "+12025550123"
display = "1-202-555-0123"

[[resource]]
id = "over"
name = "A closed line"
kind = "hotline"
purposes = ["support"]
regions = ["GB"]
status = "retired"
note = "It has closed."
source = { title = "A page" }
[[resource.contacts]]
channel = "voice"
dial = "+442079460019"
display = "020 7946 0019"
"""


@pytest.fixture(scope="module")
def everything(catalog):
    return catalog


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """Return a catalog with a service that has every field, a bare one and a closed one."""
    folder = tmp_path_factory.mktemp("packs") / "trial"
    folder.mkdir()
    (folder / "pack.toml").write_text(HEADER, "utf-8")
    (folder / "resources.toml").write_text(FULL, "utf-8")
    return load(packs=[], paths=[folder])


def exported(catalog, version="3.1", **selection):
    return json.loads(hsds_directory(catalog, Selection(at=DAY, **selection), version))


def service(catalog, name, version="3.1"):
    return next(each for each in exported(catalog, version)["contents"] if each["name"] == name)


def values(thing):
    pairs = {}
    for each in thing["attributes"]:
        value = each.get("value", each["taxonomy_term"]["code"].partition(":")[2])
        pairs.setdefault(each["link_type"], []).append(value)
    return pairs


def objects(value):
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


def unknown_members(value, schema, definitions):
    schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    for name, inner in value.items():
        if name not in schema["properties"]:
            yield name
        elif isinstance(inner, dict):
            yield from unknown_members(inner, schema["properties"][name], definitions)
        elif isinstance(inner, list):
            for part in inner:
                yield from unknown_members(part, schema["properties"][name]["items"], definitions)


@pytest.mark.parametrize("version", HSDS_VERSIONS)
def test_the_services_of_all_packs_are_valid(everything, trial, version):
    schema = SCHEMAS[version]
    checker = jsonschema.FormatChecker()
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)

    for catalog in (everything, trial):
        for each in exported(catalog, version)["contents"]:
            assert [error.message for error in validator.iter_errors(each)] == []
            assert [*unknown_members(each, schema, schema["definitions"])] == []


def test_a_schema_refuses_a_wrong_service(trial):
    each = service(trial, "The line") | {"status": "open", "id": "line"}
    checker = jsonschema.FormatChecker()
    validator = jsonschema.Draft202012Validator(SCHEMAS["3.1"], format_checker=checker)

    assert len([*validator.iter_errors(each)]) == 2


def test_every_record_of_help_is_a_service(everything):
    # All lines of help are there but emergency numbers and pages about the lines of others.
    page = exported(everything)
    helping = {
        record.id
        for record in everything.reachable.values()
        if record.purposes & HELP_PURPOSES and record.kind not in ("emergency", "site")
    }

    assert {values(each)["record"][0] for each in page["contents"]} == helping
    assert page["total_items"] == page["size"] == len(helping) > 400
    assert len({each["id"] for each in page["contents"]}) == len(helping)


def test_every_number_and_warning_is_carried(everything):
    services = {values(each)["record"][0]: each for each in exported(everything)["contents"]}
    for record in everything.reachable.values():
        each = services.get(record.id)
        if each is None:
            continue
        assert each.get("alert") == (record.warning and record.warning.source)
        assert values(each).get("operator-kind", [None]) == [record.operator_kind]
        assert each.get("eligibility_description") == (record.only_for and record.only_for.source)
        phones = {values(phone)["contact"][0]: phone for phone in each.get("phones", ())}
        ways = phones | {values(way)["contact"][0]: way for way in each.get("contacts", ())}
        for contact in record.contacts:
            kept = values(ways[contact.id])
            assert kept.get("keyword", [None]) == [contact.keyword]
            assert kept.get("shares-with", []) == sorted(contact.shares_with)
            if contact.dial:
                assert phones[contact.id]["number"] == contact.dial
                assert (contact.keyword or "") in phones[contact.id]["description"]
            else:
                assert kept["address"] == [contact.url or contact.email]


def test_the_same_catalog_gives_the_same_bytes(trial):
    selection = Selection(at=DAY)

    assert hsds_directory(trial, selection) == hsds_directory(trial, selection)


def test_ids_stay_while_facts_change(trial, tmp_path):
    changed = FULL.replace("The line", "A new name").replace("+911123456789", "+442079460020")
    (tmp_path / "pack.toml").write_text(HEADER, "utf-8")
    (tmp_path / "resources.toml").write_text(
        changed.replace("011 2345 6789", "020 7946 0020"), "utf-8"
    )
    before = service(trial, "The line")
    after = service(load(packs=[], paths=[tmp_path]), "A new name")

    assert before["id"] == after["id"] == uuid_of("service", "trial:line")
    assert [phone["id"] for phone in before["phones"]] == [phone["id"] for phone in after["phones"]]
    ids = [each["id"] for each in objects(before) if "code" not in each or "taxonomy" not in each]
    assert len(ids) == len(set(ids))


def test_a_service_has_every_fact_of_its_record(trial):
    line = service(trial, "The line")

    assert line["description"] == "It listens.\n\nAsk for an interpreter."
    assert (line["alert"], line["eligibility_description"]) == (
        "A union answers. It tells nobody.",
        "Workers.",
    )
    assert (line["status"], line["email"]) == ("active", "help@example.org")
    assert (line["assured_date"], line["last_modified"]) == (
        "2026-11-24",
        "2026-11-24T00:00:00.000Z",
    )
    assert line["organization"]["name"] == "The union"
    assert line["organization"]["description"] == "a trade union"
    assert [area["name"] for area in line["service_areas"]] == ["United Kingdom", "Texas"]
    assert [area["extent"] for area in line["service_areas"]] == ["GB", "US-TX"]
    assert (line["languages"][0]["name"], line["languages"][0]["code"]) == ("English", "en")
    assert line["languages"][1]["note"] == "es-MX"
    assert line["interpretation_services"]
    assert values(line) == {
        "kind": ["hotline"],
        "purpose": ["legal", "support"],
        "serves": ["migrants"],
        "audience": ["worker"],
        "operator-kind": ["trade-union"],
        "returns-people": ["reported"],
        "verified-by": ["called"],
        "record": ["trial:line"],
        "topic": ["worker-rights"],
        "language": ["en"],
        "note": ["Ask for an interpreter."],
        "source": ["Its page"],
        "source-url": ["https://example.org/"],
        "source-publisher": ["The union"],
        "source-dated": ["2026-10"],
        "source-checked": ["2026-11-20"],
        "verified-on": ["2026-11-24"],
        "reviewed-by": ["A helpline lead"],
        "pack": ["trial"],
        "licence": ["CC0-1.0"],
        "publisher": ["The tests"],
    }


def test_a_phone_says_all_to_know_before_dialling(trial):
    text, voice = service(trial, "The line")["phones"]

    assert (text["type"], text["number"], voice["type"], voice["number"]) == (
        "text",
        "233733",
        "voice",
        "+911123456789",
    )
    for words in ("HELP", "Mo-Fr 09:00-17:00", "bill", "police", "Send one word.", "Free"):
        assert words in text["description"]
    assert "They record calls." in voice["description"]
    assert [each["code"] for each in text["languages"]] == ["en", "es"]
    assert values(text) == {
        "contact": ["sms"],
        "channel": ["sms"],
        "dial-region": ["US"],
        "display": ["233733"],
        "keyword": ["HELP"],
        "cost": ["free"],
        "reachable-from": ["US"],
        "interpreter": ["mul"],
        "anonymous": ["yes"],
        "recorded": ["no"],
        "shows-on-bill": ["yes"],
        "location": ["confidential"],
        "contact-note": ["Send one word."],
        "tells-police": ["danger-or-child"],
        "tells-home-state": ["never"],
        "shares-with": ["police"],
        "verified-by": ["operator-page"],
        "verified-on": ["2026-11-23"],
    }


def test_hours_follow_the_clock_of_their_zone(trial):
    schedules = service(trial, "The line")["schedules"]
    eastern = [each for each in schedules if each["notes"] == "For: sms"]
    indian = [each for each in schedules if each["notes"] == "For: voice"]

    weekdays = [each for each in eastern if each["byday"] == "MO,TU,WE,TH,FR"]
    assert [
        (each["valid_from"], each["valid_to"], each["opens_at"], each["timezone"])
        for each in weekdays
    ] == [
        ("2026-11-28", "2027-03-13", "09:00-05:00", -5),
        ("2027-03-14", "2027-11-06", "09:00-04:00", -4),
        ("2027-11-07", "2027-11-27", "09:00-05:00", -5),
    ]
    night = [each for each in eastern if each["valid_from"] == "2026-11-28"][1:]
    assert [(each["byday"], each["opens_at"], each["closes_at"]) for each in night] == [
        ("SA", "22:00-05:00", "23:59-05:00"),
        ("SU", "00:00-05:00", "02:00-05:00"),
    ]
    assert [(each["opens_at"], each["timezone"]) for each in indian] == [("10:00+05:30", 5.5)]
    assert "valid_from" not in indian[0]
    assert indian[0]["description"] == "Mo-Su 10:00-18:00 (Asia/Kolkata)"


def test_hours_without_data_for_their_zone_are_only_described(trial, monkeypatch):
    monkeypatch.setattr("zoneinfo.ZoneInfo", lambda key: {}[key])

    schedules = service(trial, "The line")["schedules"]

    assert offset_stretches("Asia/Kolkata", DAY) == []
    assert all("opens_at" not in each for each in schedules)
    assert [each["description"] for each in schedules][1] == "Mo-Su 10:00-18:00 (Asia/Kolkata)"


def test_pages_are_where_each_version_has_room(trial):
    older, newer = (service(trial, "The line", version) for version in HSDS_VERSIONS)

    assert older["url"] == newer["url"] == "https://example.org/"
    assert [(each["url"], each.get("label")) for each in newer["additional_urls"]] == [
        ("https://example.org/chat", None),
        ("https://example.org/more", "More about it"),
    ]
    assert "additional_urls" not in older
    for each in (older, newer):
        chat, mail = each["contacts"]
        assert values(chat)["address"] == ["https://example.org/chat"]
        assert values(chat)["spoken"] == ["en"]
        assert mail["email"] == "help@example.org"


def test_prices_name_their_contacts(trial):
    free, local = service(trial, "The line")["cost_options"]

    assert (free["option"], free["amount"], free["amount_description"]) == ("For: sms", 0, "free")
    assert local["option"] == "For: voice"
    assert "amount" not in local


def test_a_bare_record_claims_nothing(trial):
    bare = service(trial, "A bare line")

    assert bare["status"] == "inactive"
    assert values(bare)["status"] == ["unknown"]
    assert {"alert", "organization", "assured_date", "last_modified", "schedules"}.isdisjoint(bare)
    assert [area["extent"] for area in bare["service_areas"]] == ["001"]


def test_a_closed_line_has_no_number(trial):
    over = service(trial, "A closed line")

    assert over["status"] == "defunct"
    assert "phones" not in over
    assert "0019" not in json.dumps(over)


def test_the_file_says_where_it_is_from(trial):
    origin = exported(trial)["takeaction"]

    assert (origin["hsds"], origin["made"], origin["digest"]) == ("3.1", "2026-11-28", trial.digest)
    (pack,) = origin["packs"]
    assert (pack["id"], pack["licence"], pack["publisher"]) == ("trial", "CC0-1.0", "The tests")
    assert pack["digest"] == trial.packs["trial"].digest
    used = {each["link_type"] for each in objects(exported(trial)) if "link_type" in each}
    assert used <= origin["taxonomy"]["terms"].keys()
    assert origin["notice"]
    assert origin["taxonomy"]["terms"] == TERMS


def test_emergency_numbers_are_beside_the_services(trial):
    emergency = exported(trial)["takeaction"]["emergency"]

    assert sorted(emergency) == ["GB", "US"]
    known = emergency_numbers("GB")
    assert emergency["GB"]["call_first"] == known.main
    assert len(emergency["GB"]["sources"]) == len(known.source) >= 2


def test_a_selection_of_places_and_kinds_is_kept(everything):
    page = exported(everything, regions=["KE"])

    assert 0 < page["total_items"] < 30
    assert set(page["takeaction"]["emergency"]) >= {"KE"}
    assert exported(everything, kinds=["action"])["empty"] is True


def test_texts_are_in_the_language_asked_for(everything):
    page = exported(everything, regions=["US"], languages=["es"])
    hotline = next(
        each
        for each in page["contents"]
        if values(each)["record"] == ["us-hotline:national-hotline"]
    )

    assert values(hotline)["language"] == ["es"]
    assert hotline["languages"][0]["name"] == "inglés"


@pytest.mark.parametrize("version", ["2.0", "", "3"])
def test_another_version_is_refused(trial, version):
    with pytest.raises(UnknownWordError, match=r"3\.0"):
        hsds_directory(trial, Selection(at=DAY), version)


def test_something_else_than_a_catalog_is_refused():
    with pytest.raises(QueryError):
        hsds_directory("packs", Selection(at=DAY))


@pytest.mark.parametrize("days", [0, 100, 200, 300])
def test_stretches_cover_the_year_without_a_gap(days):
    day = DAY + timedelta(days)
    stretches = offset_stretches("Europe/London", day)

    assert stretches[0][1] == day
    assert stretches[-1][2] == day + timedelta(364)
    for (_, _, last), (_, first, _) in pairwise(stretches):
        assert first == last + timedelta(1)


def test_a_contact_in_another_language_is_described_in_it(trial):
    contact = trial.resources.get("trial:line").contacts[0]

    assert describe_hours(contact, "es") in json.dumps(
        exported(trial, languages=["es"]), ensure_ascii=False
    )


def test_a_line_that_resembles_another_is_no_service(tmp_path):
    # Beside it there has to be a warning, which a directory would not show.
    for id, dial in (("first", "+911123456789"), ("second", "+442079460019")):
        folder = tmp_path / id
        folder.mkdir()
        (folder / "pack.toml").write_text(HEADER.replace("trial", id), "utf-8")
        line = FULL[FULL.index('[[resource]]\nid = "over"') :].replace('status = "retired"', "")
        (folder / "resources.toml").write_text(
            line.replace("+442079460019", dial).replace("0019", dial[-4:]), "utf-8"
        )
    catalog = load(packs=[], paths=[tmp_path / "first", tmp_path / "second"])
    alone = {record.id for record in lone_lines(catalog, Selection(at=DAY))}

    assert {values(each)["record"][0] for each in exported(catalog)["contents"]} == alone
    assert len(alone) < 2
