"""Classes as schemas: each type of a field, each rule for a value, and the words of each key."""

import runpy
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, Optional, TypeVar

import attrs
import pytest

from takeaction.export.schemas.making import field_descriptions, first_line, in_json, narrowed
from takeaction.models.record import RecordId, RegionCode, Source, WordId
from takeaction.models.text import ShownText, Text
from takeaction.value import Value, facts
from takeaction.vocabulary.actions import Cost, Per

SCRIPT = runpy.run_path(str(Path(__file__).parents[3] / "scripts" / "answer_schemas.py"))
Objects = SCRIPT["Objects"]
T = TypeVar("T", bound=Text)
TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}


class SafeText(Text):
    """A text of another class."""


@attrs.frozen
class Part(Value):
    """A part of an answer.

    Attributes:
        name: Its name.
    """

    name: ShownText
    cost: Cost | None

    _json_names = ("name",)


@attrs.frozen
class Wider(Part):
    """A part with more keys.

    More about it.

    Attributes:
        size: Its size, if known;
            else ``None``.
        parts: Its parts.
        state: The first part, by its name.
        doors: One of two words.
        counts: The number of each.
    """

    size: int | None
    parts: tuple[Part, ...]
    state: Part
    doors: str = attrs.field(metadata=facts(words=("open", "shut")))
    counts: Mapping[str, int] = attrs.field(metadata=facts(keys={"few": "A few.", "many": "Many."}))

    _json_names = (
        *("name", "size", "parts", "state.name as state", "state.name as first"),
        *("_last as last", "doors", "counts"),
    )

    @property
    def _last(self) -> frozenset[Per]:
        """The last of them; None is not among them."""
        raise NotImplementedError


class Renamed(Part):
    """A part without fields of its own."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        (str, TEXT),
        (int, NUMBER),
        (bool, {"type": "boolean"}),
        (Text, {"$ref": "Text"}),
        (SafeText, {"$ref": "Text"}),
        (T, {"$ref": "Text"}),
        (ShownText, {"$ref": "Text"}),
        (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}),
        (Per, {"type": "string", "enum": ["once", "day", "week", "month"]}),
        (Cost, {"type": "string", "enum": ["none", "low", "medium", "high"]}),
        (
            Cost | None,
            {"type": ["string", "null"], "enum": ["none", "low", "medium", "high", None]},
        ),
        (Optional[int], {"type": ["integer", "null"], "minimum": 0}),  # noqa: UP045 - the old way
        (Text | None, {"anyOf": [{"$ref": "Text"}, {"type": "null"}]}),
        (str | int, {"anyOf": [TEXT, NUMBER]}),
        (str | int | None, {"anyOf": [{"anyOf": [TEXT, NUMBER]}, {"type": "null"}]}),
        (list[str], {"type": "array", "items": TEXT}),
        (tuple[str, ...], {"type": "array", "items": TEXT}),
        (Sequence[str], {"type": "array", "items": TEXT}),
        (list[str] | None, {"type": ["array", "null"], "items": TEXT}),
        (frozenset[str], {"type": "array", "items": TEXT, "uniqueItems": True}),
        (
            Mapping[str, int],
            {"type": "object", "propertyNames": TEXT, "additionalProperties": NUMBER},
        ),
        (Part, {"$ref": "Part"}),
        (Renamed, {"$ref": "Part"}),
    ],
    ids=str,
)
def test_a_type_has_one_schema(annotation, schema):
    assert Objects().schema(annotation) == schema


@pytest.mark.parametrize(
    ("annotation", "form"),
    [
        (date, "date"),
        (datetime, "date-time"),
    ],
    ids=str,
)
def test_a_text_of_one_form_names_its_format(annotation, form):
    schema = Objects().schema(annotation)

    assert (schema["type"], schema["format"]) == ("string", form)
    assert schema["pattern"]


@pytest.mark.parametrize("annotation", [RecordId, RegionCode, WordId], ids=str)
def test_an_id_has_a_pattern(annotation):
    assert Objects().schema(annotation)["pattern"]


def test_an_unknown_kind_of_text_is_no_text():
    with pytest.raises(TypeError, match=r"no schema for .*Annotated.*phone"):
        Objects().schema(Annotated[str, "phone"])


def test_an_object_has_the_keys_that_its_class_names():
    objects = Objects()

    assert objects.reference(Wider) == {"$ref": "Wider"}
    assert objects.parts["Wider"] == {
        "type": "object",
        "title": "Wider",
        "description": "A part with more keys.",
        "properties": {
            "name": {"$ref": "Text", "description": "Its name."},
            "size": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": 'Its size, if known; else "null".',
            },
            "parts": {
                "type": "array",
                "items": {"$ref": "Part"},
                "description": "Its parts.",
            },
            "state": {"$ref": "Text", "description": "The first part, by its name."},
            "first": {"$ref": "Text", "description": "Its name."},
            "last": {
                "type": "array",
                "items": {"type": "string", "enum": ["once", "day", "week", "month"]},
                "description": "The last of them; null is not among them.",
            },
            "doors": TEXT | {"enum": ["open", "shut"], "description": "One of two words."},
            "counts": {"$ref": "Counts", "description": "The number of each."},
        },
        "required": ["name", "size", "parts", "state", "first", "last", "doors", "counts"],
        "additionalProperties": False,
    }
    assert objects.parts["Counts"]["properties"] == {
        "few": NUMBER | {"description": "A few."},
        "many": NUMBER | {"description": "Many."},
    }
    assert list(objects.parts) == ["Part", "Counts", "Wider"]


def test_a_class_without_names_has_the_keys_of_its_fields():
    objects = Objects()

    objects.reference(Source)

    assert objects.parts["Source"]["required"] == ["title", "url", "publisher", "checked", "dated"]


def test_a_key_without_a_description_is_refused():
    @attrs.frozen
    class Undescribed(Value):
        """A class."""

        name: str

    with pytest.raises(KeyError, match="name"):
        Objects().reference(Undescribed)


@pytest.mark.parametrize(
    ("schema", "rule", "result"),
    [
        (TEXT, {"type": "string", "maxLength": 3}, TEXT | {"maxLength": 3}),
        (
            {"type": ["string", "null"]},
            {"type": "string", "maxLength": 3},
            {"type": ["string", "null"], "maxLength": 3},
        ),
        (
            {"type": "array", "items": TEXT},
            {"type": "string", "maxLength": 3},
            {"type": "array", "items": TEXT | {"maxLength": 3}},
        ),
        (
            {"type": "array", "items": TEXT},
            {"type": "array", "minItems": 1},
            {"type": "array", "items": TEXT, "minItems": 1},
        ),
        (NUMBER, {"type": "string", "maxLength": 3}, NUMBER),
        (TEXT, {}, TEXT),
        ({"$ref": "Part"}, {"type": "string", "maxLength": 3}, {"$ref": "Part"}),
        ({"anyOf": []}, {"minimum": 1}, {"anyOf": [], "minimum": 1}),
    ],
)
def test_a_rule_narrows_values_of_its_type_alone(schema, rule, result):
    assert narrowed(schema, rule) == result


def test_descriptions_come_from_the_docstring():
    assert first_line(Wider) == "A part with more keys."
    assert list(field_descriptions(Wider).items())[:3] == [
        ("name", "Its name."),
        ("size", 'Its size, if known; else "None".'),
        ("parts", "Its parts."),
    ]
    assert first_line(type("Bare", (), {})) == ""


def test_descriptions_call_an_unknown_value_null():
    assert in_json("None if none. None else, or None.") == "Null if none. Null else, or null."
