"""Hostile directories: refused or listed, each with its place, and never an error of Python."""

import json

import pytest
from tests.authoring.hsds.directories import lost_services

from takeaction.authoring.hsds import drafting
from takeaction.authoring.hsds.drafting import read_services
from takeaction.errors import PackErrors


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "parse.syntax"),
        (b"{", "parse.syntax"),
        (b"[1,]", "parse.syntax"),
        (b"\xff\xfe", "read.encoding"),
        (b"[" * 100_000, "parse.too_deep"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "parse.too_deep"),
        (b"1" * 5_000, "parse.syntax"),
        (b'[{"minimum_age": NaN}]', "parse.syntax"),
        (b'[{"minimum_age": -Infinity}]', "parse.syntax"),
        (b'[{"phones": [{"number": "1", "number": "2"}]}]', "shape.duplicate_key"),
        (b'{"contents": [], "contents": [{"name": "A"}]}', "shape.duplicate_key"),
        (b'[{"name": "A", "\\u006eame": "B"}]', "shape.duplicate_key"),
        (b"null", "shape.wrong_type"),
        (b'"text"', "shape.wrong_type"),
        (b'{"contents": 5}', "shape.wrong_type"),
        (b'{"contents": []}', "sheet.empty"),
        (b"[]", "sheet.empty"),
        (b"[" + b"0," * 20_000 + b"0]", "limit.records"),
    ],
    ids=lambda value: value[:20].decode(errors="replace") if isinstance(value, bytes) else value,
)
def test_a_file_that_is_no_directory_is_refused(data, code):
    with pytest.raises(PackErrors) as caught:
        read_services(data, "file.json")

    (mistake,) = caught.value.mistakes
    assert (mistake.code, mistake.where.file) == (code, "file.json")
    assert mistake.fix


def test_a_huge_file_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(drafting, "MAX_BYTES", 10)

    with pytest.raises(PackErrors) as caught:
        read_services(b"[" + b" " * 20, "file.json")

    assert caught.value.mistakes[0].code == "limit.size"


@pytest.mark.parametrize(
    "form",
    [
        lambda service: [service],
        lambda service: {"contents": [service]},
        lambda service: {"services": [service]},
        lambda service: service,
    ],
    ids=["list", "page", "services", "one"],
)
def test_each_form_of_a_directory_is_read(plain_service, form):
    data = b"\xef\xbb\xbf" + json.dumps(form(plain_service)).encode()

    assert read_services(data, "file.json") == [plain_service]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": 5}, "name"),
        ({"name": ""}, ""),
        ({"id": None}, "id"),
        ({"id": " "}, "id"),
        ({"id": ["x"]}, "id"),
        ({"phones": {"number": "1"}}, "phones"),
        ({"phones": ["020 7946 0018"]}, "phones[0]"),
        ({"phones": [{"number": 2079460018}]}, "phones[0].number"),
        ({"phones": [{"number": "020 CALL ME"}]}, "phones[0].number"),
        ({"phones": [{"number": "999"}]}, "phones[0].number"),
        ({"phones": []}, ""),
        ({"name": "Trafficking " * 50}, "name"),
    ],
)
def test_a_service_that_cannot_be_carried_is_listed(bring, plain_service, changes, place):
    draft, records, losses = bring(plain_service | changes)

    assert records == []
    assert lost_services(draft) == 1
    assert place in {field for field, _ in losses}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"description": ["a"]}, "description"),
        ({"description": "x" * 5_000}, "summary"),
        ({"minimum_age": "ten"}, "minimum_age"),
        ({"minimum_age": True}, "minimum_age"),
        ({"organization": "A charity"}, "organization"),
        ({"organization": {"name": "x" * 5_000}}, "operator"),
        ({"assured_date": "yesterday"}, "assured_date"),
        ({"assured_date": "2099-01-01"}, "assured_date"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "http://example.org/"}, "url"),
        ({"email": "no address"}, "contacts[1].email"),
        ({"languages": "en"}, "languages"),
        ({"schedules": [{"byday": "MO"}]}, "schedules[0]"),
        ({"service_areas": 7}, "service_areas"),
        ({"additional_urls": [{"url": "http://x.org", "label": "Old"}]}, "links[0].url"),
        ({"phones": [{"number": "+44 20 7946 0018"}] * 201}, "phones"),
        (
            {"phones": [{"number": "+44 20 7946 0018"}, {"number": "+44 909 8790001"}]},
            "contacts[1].dial",
        ),
        (
            {"phones": [{"number": "+44 20 7946 0018", "description": "y" * 5_000}]},
            "contacts[0].note",
        ),
    ],
)
def test_a_field_that_cannot_be_carried_is_listed(bring, plain_service, changes, place):
    _, records, losses = bring(plain_service | changes)

    assert place in {field for field, _ in losses}
    assert len(records) == 1


def test_a_second_service_with_the_same_id_is_listed(bring, plain_service):
    draft, records, losses = bring(plain_service, plain_service | {"name": "Another line"})

    assert [each["name"] for each in records] == ["Trafficking helpline"]
    assert losses == [("id", "another service has this id")]
    assert lost_services(draft) == 1


def test_two_services_may_not_claim_one_record(bring, plain_service):
    term = {"code": "record", "name": "Record", "description": "x", "taxonomy": "takeaction"}
    own = plain_service | {"attributes": [{"value": "pack:line", "taxonomy_term": term}]}
    _, records, losses = bring(own, own | {"id": "2"})

    assert [each["id"] for each in records] == ["line"]
    assert losses == [("", "another record has its id")]


def test_our_own_terms_are_not_trusted(bring, plain_service):
    def attribute(code, value):
        term = {"code": code, "name": code, "description": code, "taxonomy": "takeaction"}
        return {"value": value, "taxonomy_term": term}

    plain_service["attributes"] = [
        attribute("purpose:world-peace", ""),
        attribute("record", "pack:../../etc"),
        attribute("kind:virus", ""),
        attribute("audience:everybody", ""),
        attribute("returns-people:never", ""),
    ]
    plain_service["phones"][0]["attributes"] = [
        attribute("contact", "UP / DOWN"),
        attribute("display", "999"),
        attribute("cost", "gold"),
        attribute("keyword", "HELP; STOP"),
        attribute("shares-with:nobody", ""),
        attribute("reachable-from", "MOON"),
    ]
    plain_service["phones"].append({"number": "+44 20 7946 0019"})
    plain_service["contacts"] = [
        {"attributes": [attribute("channel", "in-person"), attribute("contact", "door")]},
        {"attributes": [attribute("channel", "voice")]},
    ]
    _, (record,), losses = bring(plain_service)

    assert record["purposes"] == ["support"]
    assert record["id"].startswith("trafficking-helpline-")
    assert record["kind"] == "hotline"
    assert "audience" not in record
    assert [each["channel"] for each in record["contacts"]] == ["voice", "in-person"]
    assert "contacts[0].id" in {field for field, _ in losses}


def test_a_hundred_phones_are_cut_to_what_a_record_may_have(bring, plain_service):
    plain_service["phones"] = [{"number": f"+44 20 7946 00{n:02}"} for n in range(60)]
    _, (record,), losses = bring(plain_service)

    assert len(record["contacts"]) == 50
    assert losses == [("phones", "a record has at most 50 contacts")]


def test_a_service_that_is_no_object_is_listed_by_its_place(bring, plain_service):
    draft, records, _ = bring("service", plain_service, None)

    assert len(records) == 1
    assert [loss.service for loss in draft.losses.listed] == ["services[0]", "services[2]"]


def test_names_in_a_report_are_short(bring, plain_service):
    draft, _, _ = bring(plain_service | {"id": "x" * 5_000, "name": ""})

    assert len(draft.losses.listed[0].service) == 80


def test_a_half_surrogate_is_left_out(bring, plain_service):
    # It has no form in UTF-8, so no file could hold it.
    draft, (record,), _ = bring(plain_service | {"name": "Trafficking \ud800line", "id": "\ud800"})

    assert record["name"] == "Trafficking line"
    assert "".join(draft.files["draft"].values()).encode()
