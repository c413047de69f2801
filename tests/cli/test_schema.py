"""``takeaction schema``: the schemas of questions, answers and records."""

import json

import pytest
from jsonschema import Draft202012Validator

from takeaction import answer_schema, schema_names


@pytest.mark.parametrize("name", ["Help", "Profile", "Resource"])
def test_a_schema_is_printed_as_json(takeaction, name):
    # What it prints is what the library returns, with or without ``--json``.
    ran = takeaction("schema", name)

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == answer_schema(name)
    assert takeaction("schema", name, "--json") == ran


def test_texts_may_stand_apart(takeaction):
    # ``--apart`` is ``translations="apart"``.
    ran = takeaction("schema", "Help", "--apart")

    assert json.loads(ran.out) == answer_schema("Help", translations="apart")


def test_without_a_name_all_names_are_listed(takeaction):
    ran = takeaction("schema")
    groups = json.loads(takeaction("schema", "--json").out)

    assert ran.code == 0
    assert ran.out.startswith("Questions: About, HelpQuery, Profile, PurchaseQuery\nAnswers: ")
    assert [*groups] == ["questions", "answers", "records"]
    assert tuple(name for names in groups.values() for name in names) == schema_names()


def test_an_unknown_name_gets_the_nearest(takeaction):
    ran = takeaction("schema", "Hepl")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("takeaction: We don't know that name. Did you mean Help")
    assert "Hepl" not in ran.err
    assert json.loads(takeaction("schema", "Hepl", "--json").out)["error"]["field"] == "name"


@pytest.mark.parametrize(
    ("call", "errors"),
    [
        ("recommend --skill writeing", 0),
        ("recommend --skill writeing sewwing --role studnet --region Ohoi", 3),
        ("recommend --minutes 0", 0),
        ("recommend --minutes soon", 0),
        ("show nothing-of-this-name", 0),
        ("packs --lock no-such-file.lock", 0),
        ("packs --withdrawn no-such-file.jsonl", 0),
        ("no-such-command", 0),
    ],
    ids=str,
)
def test_a_refused_call_fits_the_schema_of_errors(takeaction, call, errors):
    refused = takeaction(*call.split(), "--json")
    answer = json.loads(refused.out)

    assert refused.code == 2
    Draft202012Validator(answer_schema("Error")).validate(answer)
    assert len(answer.get("errors", ())) == errors
