"""The JSON Schemas of a pack's files: up to date, true to the rules, and useful in an editor.

An independent validator runs them over our packs and over every fixture mistake.
"""

import json
import tomllib
from datetime import date
from pathlib import Path

import attrs
import make
import pytest
from examples import EXAMPLES, write
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from takeaction import load
from takeaction.authoring.schema import KINDS, json_schema, schema_file_name, schema_files
from takeaction.core_data import zones
from takeaction.models.pack import Header, Patch
from takeaction.packs.structuring import model_of
from takeaction.vocabulary.records import Kind

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "reference" / "schema"
GOOD = ROOT / "tests" / "good_pack"
OURS = sorted(ROOT.glob("packs/*/src/*"))
KIND_OF = {schema_file_name(kind).removesuffix(".schema.json"): kind for kind in KINDS}

SEEN = {
    "contact.characters": "resource[0].contacts[0].display",
    "contact.dial": "resource[0].contacts[0].dial",
    "contact.email": "resource[0].contacts[0].email",
    "contact.incomplete": "resource[0].contacts[0]",
    "contact.no_region": "resource[0].contacts[0]",
    "content.no_safety": "action[0]",
    "date.day": "action[0].days[0]",
    "date.form": "resource[0].verified.on",
    "date.hours": "resource[0].contacts[0].hours",
    "date.no_zone": "resource[0].contacts[0]",
    "date.zone": "resource[0].contacts[0].zone",
    "id.bad": "resource[0].id",
    "id.foreign_namespace": "resource[0].id",
    "lang.tag": "languages[0]",
    "limit.length": "resource[0].name",
    "limit.mistakes": "action[0].modes[0]",
    "limit.number": "action[0].minutes.min",
    "pack.bad_id": "id",
    "pack.schema": "schema",
    "parse.too_complex": "",
    "parse.too_deep": "",
    "ref.dropped": "resource[0].year",
    "region.unknown": "resource[0].regions[0]",
    "shape.child_grade": "indicator[0].child_grade",
    "shape.context": "indicator[0].grade",
    "shape.empty": "action[0].modes",
    "shape.missing_field": "resource[0]",
    "shape.replaced": "resource[0]",
    "shape.steps": "action[0].steps",
    "terms.count": "action[0].people_say.en",
    "shape.unknown_field": "resource[0]",
    "shape.unknown_word": "resource[0].kind",
    "shape.wrong_type": "resource[0].year",
    "url.bad": "resource[0].url",
    "url.host": "resource[0].url",
    "url.scheme": "resource[0].url",
    "url.userinfo": "resource[0].url",
}
"""The fixture mistakes that a schema can express, each with the place that the validator names."""


@pytest.fixture(scope="module")
def validators():
    return {kind: Draft202012Validator(json_schema(kind)) for kind in KINDS}


@pytest.fixture(scope="module")
def refused(validators):
    """Return a function that lists the places a validator refuses in the files of a pack."""

    def places(folder):
        for path in sorted(folder.rglob("*.toml")):
            name = path.relative_to(folder).parts[0].removesuffix(".toml")
            parsed = _parsed(path) if name in KIND_OF else None
            if parsed is not None:
                for error in validators[KIND_OF[name]].iter_errors(parsed):
                    yield error.json_path.removeprefix("$").removeprefix(".")

    return lambda folder: list(places(folder))


def _parsed(path):
    try:
        return _plain(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError:
        return None


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_committed_schemas_are_up_to_date():
    # To update them, run ``takeaction pack schema --to docs/reference/schema``.
    committed = {path.name: path.read_text("utf-8") for path in COMMITTED.iterdir()}

    assert committed == schema_files()


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_valid(kind):
    Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_description(kind):
    model = {"pack": Header, "patch": Patch}.get(kind) or model_of(Kind(kind))
    schema = json_schema(kind)
    shape = schema if kind == "pack" else schema["$defs"][model.__name__]

    assert list(shape["properties"]) == [field.name for field in attrs.fields(model)]
    for table in (shape, *schema["$defs"].values()):
        assert table["description"].endswith(".")
        assert all(field["description"] for field in table["properties"].values())


def test_an_editor_can_offer_the_words_of_a_list():
    # It can complete closed words, countries and time zones, because they are listed.
    contact = json_schema("resource")["$defs"]["Contact"]["properties"]
    action = json_schema("action")["$defs"]["Action"]["properties"]

    assert contact["channel"]["enum"][:2] == ["voice", "sms"]
    assert set(contact["zone"]["enum"]) == zones()
    assert "KE" in action["regions"]["items"]["anyOf"][0]["enum"]
    assert action["cadence"]["description"] == "How often to do it."
    assert "default" not in json.dumps(action)


@pytest.mark.parametrize("folder", OURS, ids=lambda folder: folder.parent.parent.name)
def test_our_packs_are_accepted(refused, folder):
    assert refused(folder) == []


def test_the_good_fixture_is_accepted(refused):
    assert refused(GOOD) == []


def test_a_mistake_that_a_schema_can_express_is_refused_in_its_place(subtests, tmp_path, refused):
    for mistake, place in SEEN.items():
        with subtests.test(f"{mistake} {place}"):
            assert place in refused(write(tmp_path / mistake, EXAMPLES[mistake]))


def test_a_mistake_that_a_schema_cannot_express_is_left_to_the_check(subtests, tmp_path, refused):
    for mistake in EXAMPLES.keys() - SEEN.keys():
        with subtests.test(mistake):
            assert refused(write(tmp_path / mistake, EXAMPLES[mistake])) == []


HEADER = make.header("trial", title="A trial", publisher="The tests", licence="CC0-1.0")

CONTACT = {
    "channel": st.sampled_from(["voice", "sms", "chat", "email", "web", "in-person"]),
}
OPTIONAL = {
    "dial": st.sampled_from(["+18885550100", "116", "88850", "1-888", "+1"]),
    "dial_region": st.sampled_from(["US", "KE", "XX"]),
    "display": st.sampled_from(["1-888-555-0100", "116", "88850"]),
    "email": st.sampled_from(["talk@example.org", "nobody"]),
    "url": st.sampled_from(
        [
            "https://example.org/",
            "https://Example.ORG:443/é?a=b#c",
            "https://a@example.org",
            "https://127.0.0.1/",
            "http://example.org",
        ]
    ),
    "hours": st.sampled_from(
        ["24/7", "Mo-Su 00:00-24:00", "Mo-Fr 00:00-24:00, Sa-Su 00:00-24:00", "Mo 09:00-17:00"]
    ),
    "zone": st.sampled_from(["Africa/Nairobi", "America/New_York"]),
    "languages": st.lists(st.sampled_from(["en", "es-419", "zh-Hant", "xx-y"]), max_size=2),
}


@given(contact=st.fixed_dictionaries(CONTACT, optional=OPTIONAL))
def test_a_schema_never_refuses_a_contact_that_passes_the_check(tmp_path_factory, contact):
    folder = tmp_path_factory.mktemp("pack", numbered=True)
    record = {
        "id": "line",
        "name": "A line",
        "kind": "hotline",
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [contact],
    }
    rows = [f"{key} = {_toml(value)}" for key, value in record.items()]
    (folder / "pack.toml").write_text(HEADER, encoding="utf-8")
    (folder / "resources.toml").write_text("\n".join(["[[resource]]", *rows]), encoding="utf-8")

    mistakes = load(paths=[folder], packs=[]).mistakes
    refusals = list(RESOURCES.iter_errors({"resource": [record]}))

    assert mistakes or not refusals, refusals


RESOURCES = Draft202012Validator(json_schema("resource"))


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
