"""``takeaction pack schema``: JSON Schemas for editors."""

import json

import pytest

from takeaction.authoring.schema import KINDS, json_schema, schema_file_name, schema_files


def test_one_schema_is_printed_and_all_are_written(takeaction, here):
    printed = takeaction("pack", "schema", "word")
    every = takeaction("pack", "schema", "--to", "all")
    one = takeaction("pack", "schema", "pack", "--to", "one", "--json")

    assert json.loads(printed.out) == json_schema("word")
    assert every.out.split() == ["all:", *", ".join(sorted(schema_files())).split()]
    assert {path.name: path.read_text("utf-8") for path in (here / "all").iterdir()} == (
        schema_files()
    )
    assert json.loads(one.out) == {"folder": "one", "files": ["pack.schema.json"]}
    assert [path.name for path in (here / "one").iterdir()] == ["pack.schema.json"]


def test_all_schemas_are_printed_by_the_name_of_their_file(takeaction):
    printed = json.loads(takeaction("pack", "schema").out)

    assert printed == {schema_file_name(kind): json_schema(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["words"], "We don't know that kind. Did you mean word?"),
        (["--to", "mine"], '"mine" cannot be written: File exists.'),
    ],
    ids=["kind", "folder"],
)
def test_an_unknown_kind_or_an_impossible_folder_is_a_wrong_call(takeaction, here, arguments, text):
    (here / "mine").write_text("mine", encoding="utf-8")

    ran = takeaction("pack", "schema", *arguments)

    assert (ran.code, ran.err.splitlines()[0]) == (2, f"takeaction: {text}")
