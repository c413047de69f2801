"""A directory becomes a draft pack: checked, built once verified, and asked."""

import json
import re
import time
from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.hsds.directories import directory, lost_services

from takeaction import HelpQuery, find_help, load
from takeaction.authoring.build import build
from takeaction.authoring.hsds.drafting import ImportTerms, draft_packs
from takeaction.authoring.hsds.service import Extent
from takeaction.cli.files import write_new
from takeaction.errors import PackErrors
from takeaction.export.hsds.directory import hsds_directory
from takeaction.export.selection import Selection
from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import pack_at
from takeaction.vocabulary.records import Method

DAY = date(2026, 11, 28)
AT = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)  # a Thursday
TERMS = ImportTerms(
    id="draft",
    publisher="The tests",
    licence="CC0-1.0",
    region="US",
    source="A made-up directory",
    day=DAY,
)
ALL = attrs.evolve(Limits(), mistakes=1_000_000)


def imported(data, folder, terms=TERMS):
    draft = draft_packs(data, "directory.json", terms)
    for id, texts in draft.files.items():
        write_new(folder / id, texts)
    return draft


def codes(folder):
    return {error.code for error in check(pack_at(folder), ALL).mistakes}


def verify(folder):
    for path in folder.glob("resources/*.toml"):
        text = path.read_text("utf-8")
        called = '\\1\nverified = { method = "called", on = 2026-11-27, by = "A tester" }'
        path.write_text(re.sub(r"(?m)^(source = .*)$", called, text), "utf-8")


@pytest.mark.heavy
def test_500_services_are_imported_checked_built_and_asked(tmp_path):
    draft = imported(directory(500), tmp_path)
    folder = tmp_path / "draft"

    assert (draft.services, draft.records) == (500, 500)
    assert codes(folder) == {"content.unverified_number"}
    with pytest.raises(PackErrors):
        build(folder)
    drafted = load(packs=[], paths=[folder])
    assert len(drafted.resources) == 500
    assert {each.verified.method for each in drafted.resources.values()} == {Method.NONE}

    verify(folder)
    assert codes(folder) == set()
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "pack.json").write_bytes(build(folder))
    catalog = load(packs=[], paths=[tmp_path / "built"])
    assert catalog.mistakes == ()
    for place in ("US", "US-TX", "GB", "KE", "IN"):
        listed = find_help(catalog, HelpQuery(place, channel="voice"), at=AT)
        found = {referral.resource.id for referral in listed}
        assert found == {
            each.id
            for each in catalog.resources.values()
            if set(each.regions) & {place, place.partition("-")[0]}
            and any(contact.channel == "voice" for contact in each.contacts)
        }
        assert len(found) > 20


@pytest.mark.heavy
def test_10_000_services_become_several_packs_within_the_limits(tmp_path):
    started = time.process_time()
    draft = imported(directory(10_000), tmp_path)

    assert time.process_time() - started < 120
    assert list(draft.files) == ["draft-1", "draft-2", "draft-3", "draft-4"]
    assert draft.records == 10_000
    ids = [each for folder in draft.files for each in load(packs=[], paths=[tmp_path / folder])]
    assert len({each.local_id for each in ids}) == 10_000
    assert {
        error.code for id in draft.files for error in check(pack_at(tmp_path / id), ALL).mistakes
    } == {"content.unverified_number"}


def test_a_directory_that_is_too_large_for_one_pack_gives_several(
    monkeypatch, bring, plain_service
):
    many = [plain_service | {"id": str(number)} for number in range(6)]
    monkeypatch.setattr("takeaction.authoring.hsds.drafting._FILE_BYTES", 600)
    monkeypatch.setattr("takeaction.authoring.hsds.drafting._PACK_MARKS", 100)

    draft, records, _ = bring(*many)

    assert list(draft.files) == ["draft-1", "draft-2"]
    assert [sorted(texts) for texts in draft.files.values()] == [
        ["pack.toml", "resources/001.toml", "resources/002.toml"]
    ] * 2
    assert 'id = "draft-2"' in draft.files["draft-2"]["pack.toml"]
    assert len({record["id"] for record in records}) == 6


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_our_own_export_comes_back(tmp_path, version):
    catalog = load()
    data = hsds_directory(catalog, Selection(at=DAY), version)
    draft = imported(data, tmp_path)
    back = load(packs=[], paths=[tmp_path / "draft"])
    # One line has the number that is the emergency number of its place, which no import carries.
    lost = [loss for loss in draft.losses.listed if loss.extent is Extent.SERVICE]
    assert draft.records == draft.services - len(lost)
    assert len(lost) <= 1

    before = {each.local_id: each for each in catalog.reachable.values()}
    assert len(back.resources) == draft.records > 400
    for after in back.resources.values():
        original = before[after.local_id]
        assert after.regions == original.regions
        assert after.purposes == original.purposes
        assert after.topics == original.topics
        assert (after.serves, after.audience) == (original.serves, original.audience)
        assert (after.kind, after.operator_kind) == (original.kind, original.operator_kind)
        assert (after.name.source, after.operator) == (original.name.source, original.operator)
        for name in ("warning", "only_for", "summary", "note"):
            texts = (getattr(each, name) for each in (after, original))
            assert len({text.source.strip() if text else None for text in texts}) == 1, name
        contacts = {contact.id: contact for contact in original.contacts}
        for contact in after.contacts:
            same = contacts[contact.id]
            assert contact.hours == same.hours or contact.hours.spans == same.hours.spans
            assert (contact.hours and contact.hours.zone) == (same.hours and same.hours.zone)
            for name in (
                *("channel", "dial", "dial_region", "display", "keyword", "email", "url"),
                *("interpreter", "cost", "reachable_from", "anonymous", "recorded"),
                *("shows_on_bill", "tells", "shares_with", "location"),
            ):
                assert getattr(contact, name) == getattr(same, name), (after.id, name)
            if same.languages:
                assert contact.languages == same.languages


def test_a_draft_is_marked_and_dated_by_the_directory(bring, plain_service):
    plain_service["assured_date"] = "2026-05-04"
    draft, (record,), losses = bring(plain_service)

    assert "draft" in draft.files["draft"]["pack.toml"]
    assert record["source"] == {"title": "A directory", "dated": "2026-05-04"}
    assert "verified" not in record
    assert losses == []


def test_ids_are_the_same_in_the_next_import(bring, plain_service):
    plain_service["name"] = "Línea anti-trafficking " * 5
    other = plain_service | {"id": "2"}
    unnamed = plain_service | {"id": "3", "name": "人身売買", "attributes": term("Survivors")}
    _, first, _ = bring(plain_service, other, unnamed)
    _, again, _ = bring(other, plain_service, unnamed)

    assert {each["id"] for each in first} == {each["id"] for each in again}
    assert len({each["id"] for each in first}) == 3
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each["id"]) for each in first)


def term(name):
    return [{"taxonomy_term": {"name": name, "description": name, "taxonomy": "AIRS"}}]


@pytest.mark.parametrize(
    ("name", "terms", "purposes"),
    [
        ("Freedom line", [], None),
        ("Anti-Trafficking line", [], ["support"]),
        ("Freedom line", term("Domestic Violence Hotlines"), ["domestic-violence"]),
        ("Women's Aid", term("Shelters"), ["domestic-violence", "shelter"]),
        ("Food bank", term("Food Pantries"), None),
        (
            "Freedom line",
            [{"taxonomy_term": "trafficking"}, 5, {"taxonomy_term": {"name": 5}}],
            None,
        ),
    ],
)
def test_only_services_of_help_are_carried(bring, plain_service, name, terms, purposes):
    _, records, losses = bring(plain_service | {"name": name, "attributes": terms})

    assert [each["purposes"] for each in records] == ([purposes] if purposes else [])
    assert (("", "nothing says that it is help for people who may be exploited") in losses) is (
        purposes is None
    )


def test_the_caller_may_say_what_all_other_services_are_for(bring, plain_service):
    _, records, _ = bring(
        plain_service,
        plain_service | {"id": "2", "name": "Freedom line"},
        purposes=["legal"],
    )

    assert [each["purposes"] for each in records] == [["support"], ["legal"]]


def test_texts_of_a_foreign_directory_are_carried(bring, plain_service):
    plain_service |= {
        "description": "<p>We <b>listen</b> &amp; help.</p>",
        "alert": "The police answer at night.",
        "eligibility_description": "Women.",
        "minimum_age": 16,
        "maximum_age": 25,
        "interpretation_services": "Urdu on request.",
        "application_process": "Just call.",
        "fees_description": "Free.",
        "organization": {"name": "A charity", "description": "x", "phones": [{"number": "1"}]},
        "additional_urls": [
            {"url": "https://example.org/more", "label": "More"},
            {"url": "https://example.org/x"},
        ],
        "wait_time": "A week",
        "cost_options": [{"amount": 5}],
    }
    _, (record,), losses = bring(plain_service)

    assert record["summary"] == "We listen & help."
    assert record["warning"] == "The police answer at night."
    assert record["only_for"] == "Women. Ages 16 to 25."
    assert record["note"] == "Urdu on request.\n\nJust call.\n\nFree."
    assert record["operator"] == "A charity"
    assert record["links"] == [{"title": "More", "url": "https://example.org/more"}]
    assert {field for field, _ in losses} == {
        *("description", "wait_time", "cost_options"),
        *("organization.phones", "additional_urls[1].url"),
    }


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"minimum_age": 18}, "Ages 18 and over."),
        ({"maximum_age": 17.5}, "Ages up to 17.5."),
        ({"minimum_age": None}, None),
    ],
)
def test_ages_are_said_in_words(bring, plain_service, ages, words):
    # A record has no field for ages, so nobody filters by them.
    _, (record,), _ = bring(plain_service | ages)

    assert record.get("only_for") == words


def test_names_and_numbers_of_people_are_never_carried(bring, plain_service):
    plain_service["contacts"] = [
        {"id": "c", "name": "Jane Doe", "email": "jane@example.org", "phones": [{"number": "1"}]}
    ]
    draft, _, losses = bring(plain_service)

    assert "Jane" not in str(draft.files)
    assert "jane@" not in str(draft.files)
    assert losses == [("contacts[0]", "names and numbers of people are not carried")]


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_services_that_are_not_active_are_lost(bring, plain_service, status):
    _, records, losses = bring(plain_service | {"status": status})

    assert records == []
    assert losses == [("", f"it is not active but {status}")]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    # No file makes anything but a draft or an error about the pack.
    files = set()
    try:
        draft_packs(data, "file.json", TERMS)
    except PackErrors as errors:
        files = {error.where.file for error in errors.mistakes}

    assert files <= {"file.json"}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers()
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("id", "name", "status", "phones", "service_areas", "schedules", "languages"),
                *("attributes", "organization", "contacts", "email", "url", "description"),
                *("alert", "minimum_age", "additional_urls", "assured_date"),
            ]
        ),
        JSON | st.lists(st.dictionaries(st.sampled_from(["number", "name", "byday"]), JSON)),
        max_size=8,
    )
)
def test_any_service_is_carried_or_lost(changes):
    service = {
        "id": "1",
        "name": "Trafficking line",
        "phones": [{"number": "+44 20 7946 0018"}],
        **changes,
    }
    draft = draft_packs(json.dumps([service]).encode(), "file.json", TERMS)

    assert draft.records + lost_services(draft) == 1
