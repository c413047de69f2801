"""The shipped schemas: up to date, valid, in one piece, and described throughout."""

import json
import pickle
import runpy
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator

from takeaction import (
    Assessment,
    QueryError,
    Recommendations,
    UnknownWordError,
    answer_schema,
    schema_names,
)
from takeaction.core_data import read
from takeaction.engine import json_types
from takeaction.engine.ranking.gates import GATES
from takeaction.engine.signs.weighing import ELEMENTS
from takeaction.models.numbers import SERVICES
from takeaction.models.question.queries import SAID
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import Kind

SCRIPT = runpy.run_path(str(Path(__file__).parents[3] / "scripts" / "answer_schemas.py"))
FILES = {path.name: (path, text) for path, text in SCRIPT["files"]()}
FORMS = ("beneath", "apart")
NAMES = schema_names()
QUESTIONS = ("About", "HelpQuery", "Profile", "PurchaseQuery")
OPTIONAL = {"Change", "Error"}
"""Objects with keys that may be missing."""
CASES = [(name, form) for name in NAMES for form in FORMS]


def _parts(schema):
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from _parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _parts(part)


def _objects(schema):
    return (part for part in _parts(schema) if isinstance(part.get("properties"), dict))


def _closed_lists():
    return {tuple(kind) for kind in CLOSED_LISTS} | {tuple(GATES), SERVICES}


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_classes_is_up_to_date(name):
    # To update it, run ``python scripts/answer_schemas.py``.
    path, text = FILES[name]

    assert path.read_text("utf-8") == text


def test_the_types_for_checkers_have_the_keys_of_the_schemas(subtests):
    schemas = {**read("schemas/answers"), **read("schemas/parts")}
    types = {name: kind for name, kind in vars(json_types).items() if name.endswith("Data")}

    for name, kind in types.items():
        with subtests.test(name):
            schema = schemas[name.removesuffix("Data")]

            assert {*kind.__required_keys__} == {*schema["required"]}
            assert {*kind.__required_keys__, *kind.__optional_keys__} == {*schema["properties"]}
    assert {f"{name}Data" for name in read("schemas/answers")} <= types.keys()


def test_every_question_answer_and_record_has_a_schema():
    assert (
        *QUESTIONS,
        *("Assessment", "DestinationAdvice", "Error", "Help", "HelpLine", "Hit", "Hits", "Plan"),
        *("PurchaseAdvice", "QueryError", "Recommendation", "Recommendations", "Referral", "Reply"),
        "WhyNot",
        *("Action", "Good", "Indicator", "Label", "Rating", "Resource", "Vendor"),
    ) == NAMES
    assert len(SCRIPT["RECORDS"]) == len(Kind) - 1  # a word is no record that answers show


def test_each_schema_is_valid(subtests):
    for name, form in CASES:
        with subtests.test(f"{name} {form}"):
            Draft202012Validator.check_schema(answer_schema(name, translations=form))


def test_each_schema_is_in_one_piece(subtests):
    for name, form in CASES:
        with subtests.test(f"{name} {form}"):
            schema = answer_schema(name, translations=form)

            suffix = "" if name in QUESTIONS else f":{form}"
            assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
            assert schema["$id"] == f"urn:takeaction:schema:1:{name}{suffix}"
            assert schema["title"] == name
            assert not {"$ref", "$defs"}.intersection(*[set().union(*_parts(schema))])


def test_each_object_is_closed_and_described(subtests):
    for name, form in CASES:
        with subtests.test(f"{name} {form}"):
            schema = answer_schema(name, translations=form)

            for part in _objects(schema):
                assert part["additionalProperties"] is False
                assert part["description"]
                assert all(len(key["description"]) > 5 for key in part["properties"].values())
                if name not in QUESTIONS and part["title"] not in OPTIONAL:
                    assert part["required"] == list(part["properties"])


def test_texts_are_strings_or_stand_apart():
    beneath, apart = (answer_schema("Hit", translations=form)["properties"] for form in FORMS)

    different = {key for key in beneath if beneath[key] != apart[key]}
    assert different == {"name", "caveat"}
    assert beneath["name"]["type"] == "string"
    assert apart["name"]["required"] == ["text", "language", "source", "reviewed", "by"]
    assert apart["name"]["description"] == beneath["name"]["description"]


def test_every_closed_list_is_that_of_the_vocabulary():
    lists = {
        tuple(word for word in part["enum"] if word is not None)
        for name in NAMES
        for part in _parts(answer_schema(name))
        if "enum" in part
    }

    kinds = {(kind.value,) for kind in Kind}
    said = tuple(sorted(map(str, SAID)))  # who somebody is or loves is no word of a need
    assert lists - kinds - {said} <= _closed_lists()
    assert len(lists) > 30


@pytest.mark.parametrize(
    ("model", "field", "keys"),
    [(Recommendations, "excluded", GATES), (Assessment, "elements", ELEMENTS)],
    ids=["gates", "elements"],
)
def test_a_mapping_with_the_same_keys_always_says_what_each_is(model, field, keys):
    assert list(attrs.fields_dict(model)[field].metadata["keys"]) == list(keys)


def test_a_schema_is_yours_to_change():
    schema = answer_schema("Help")
    schema["properties"]["lines"]["items"].clear()
    schema["required"].clear()

    again = answer_schema("Help")

    assert again["required"] == ["emergency", "lines", "chain", "unserved", "notices", "parts"]
    assert "name" in again["properties"]["lines"]["items"]["properties"]


@pytest.mark.parametrize(
    ("name", "near"),
    [("help", ("Help",)), ("Recomendation", ("Recommendation", "Recommendations")), ("zzz", ())],
)
def test_an_unknown_name_is_refused_with_the_nearest(name, near):
    with pytest.raises(UnknownWordError) as raised:
        answer_schema(name)

    assert (raised.value.field, raised.value.nearest[: len(near)]) == ("name", near)
    assert name not in str(raised.value).replace("Help", "")
    assert pickle.loads(pickle.dumps(raised.value)).nearest == raised.value.nearest  # noqa: S301


@pytest.mark.parametrize("name", [None, 5, ["Help"], b"Help"], ids=repr)
def test_a_name_that_is_no_text_is_refused(name):
    with pytest.raises(QueryError) as raised:
        answer_schema(name)

    assert raised.value.field == "name"


@pytest.mark.parametrize("form", ["below", "", None, True], ids=repr)
def test_an_unknown_form_is_refused(form):
    with pytest.raises(QueryError) as raised:
        answer_schema("Help", translations=form)

    assert raised.value.field == "translations"


def test_schemas_are_small():
    assert sum(len(text) for path, text in FILES.values() if path.suffix == ".json") < 125_000
    assert sum(len(json.dumps(answer_schema(name))) for name in NAMES) > 150_000
