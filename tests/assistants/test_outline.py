"""Outlines and schemas: what an object keeps, and the schema of that."""

import pytest

import takeaction.assistants
from takeaction.assistants.outlines import Outline, compact, hoisted

INNER = Outline(keys=("name",), always=frozenset({"name"}), detailed=("more",))
OUTLINE = Outline(
    keys=("id", "note", "shut", "inner", "list"),
    always=frozenset({"id"}),
    flags=frozenset({"shut"}),
    detailed=("late",),
    parts={"inner": INNER, "list": INNER},
)
TEXT = {"type": "string"}
OBJECT = {
    "type": "object",
    "title": "Inner",
    "properties": {"name": TEXT | {"description": "Its name."}, "more": TEXT, "less": TEXT},
}


def test_an_object_keeps_the_keys_of_its_outline():
    # A key without a value goes, unless it is always there; a flag is there only where true.
    value = {"id": None, "note": "", "shut": False, "inner": None, "list": [], "late": 1, "x": 2}

    assert OUTLINE.shorten(value, details=False) == {"id": None}
    assert OUTLINE.shorten(value | {"shut": True}, details=True) == {
        "id": None,
        "shut": True,
        "late": 1,
    }


def test_objects_inside_keep_those_of_theirs():
    inner = {"name": "a", "more": "b", "less": "c"}
    value = {"id": 1, "note": 0, "shut": 0, "inner": inner, "list": [inner], "late": None}

    usual = OUTLINE.shorten(value, details=False)
    detailed = OUTLINE.shorten(value, details=True)

    assert usual == {"id": 1, "note": 0, "inner": {"name": "a"}, "list": [{"name": "a"}]}
    assert detailed["inner"] == {"name": "a", "more": "b"}


def test_a_schema_is_that_of_the_keys_that_stay():
    schema = INNER.schema(OBJECT)

    assert schema == {
        "type": "object",
        "properties": {"name": TEXT, "more": TEXT},
        "required": ["name"],
        "additionalProperties": False,
    }
    assert INNER.schema({"type": "array", "items": OBJECT})["items"] == schema
    assert INNER.schema({"anyOf": [OBJECT, {"type": "null"}]})["anyOf"] == [
        schema,
        {"type": "null"},
    ]


def test_a_compact_schema_keeps_properties_of_any_name():
    schema = {"description": "x", "properties": {"description": {"pattern": "y", "type": "null"}}}

    assert compact(schema) == {"properties": {"description": {"type": "null"}}}


def test_parts_of_one_name_get_names_of_their_own():
    first = {"type": "object", "properties": {"first": {"type": "string", "enum": ["a" * 90]}}}
    second = {"type": "object", "properties": {"second": {"type": "string", "enum": ["b" * 90]}}}
    half = {"type": "object", "properties": {"part": first}}
    other = {"type": "object", "properties": {"part": second}}

    schema = hoisted({"anyOf": [half, {"anyOf": [first]}, other, {"anyOf": [second]}]})

    assert schema["$defs"] == {"part": first, "part1": second}


def test_a_part_that_is_short_or_alone_stays():
    # A reference would save nothing.
    part = {"type": "object", "properties": {}}
    schema = {"anyOf": [part, part]}

    assert hoisted(schema) == schema


def test_a_name_that_is_not_public_is_none():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = takeaction.assistants.nothing
