"""Annotations as schemas: each type of a field, and each rule for a value."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Generic, Literal, NotRequired, Optional, TypedDict, TypeVar

import attrs
import pytest

from takeaction.engine.shapes.parts import Day, Moment, WebAddress
from takeaction.export.schemas.annotations import narrowed
from takeaction.export.schemas.docstrings import field_descriptions, first_line, in_json
from takeaction.export.schemas.objects import Objects
from takeaction.models.record import RecordId, RegionCode, WordId
from takeaction.models.text import Text
from takeaction.vocabulary.actions import Cost, Per

T = TypeVar("T")
TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}


class SafeText(Text):
    """A text of another class."""


class PartData(TypedDict, Generic[T]):
    """A part of an answer.

    Keys:
        name: Its name.
    """

    name: T


class WiderData(PartData[T], Generic[T]):
    """A part with more keys.

    More about it.

    Keys:
        size: Its size, if known;
            else ``None``.
        parts: Its parts.
    """

    size: NotRequired[int]
    parts: list[PartData[T]]


@attrs.frozen
class Model:
    """A class of attrs.

    Attributes:
        cost: Its cost.
    """

    cost: Cost


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        (str, TEXT),
        (int, NUMBER),
        (bool, {"type": "boolean"}),
        (Text, {"$ref": "Text"}),
        (SafeText, {"$ref": "Text"}),
        (T, {"$ref": "Text"}),
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
        (PartData[T], {"$ref": "Part"}),
        (Model, {"$ref": "Model"}),
    ],
    ids=str,
)
def test_a_type_has_one_schema(annotation, schema):
    assert Objects().schema(annotation) == schema


@pytest.mark.parametrize(
    ("annotation", "form"),
    [
        (Day, "date"),
        (Moment, "date-time"),
        (WebAddress, "uri"),
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


def test_an_object_has_the_keys_of_its_bases_and_their_descriptions():
    objects = Objects()

    assert objects.reference(WiderData) == {"$ref": "Wider"}
    assert objects.parts["Wider"] == {
        "type": "object",
        "title": "Wider",
        "description": "A part with more keys.",
        "properties": {
            "name": {"$ref": "Text", "description": "Its name."},
            "size": NUMBER | {"description": 'Its size, if known; else "null".'},
            "parts": {
                "type": "array",
                "items": {"$ref": "Part"},
                "description": "Its parts.",
            },
        },
        "required": ["name", "parts"],
        "additionalProperties": False,
    }
    assert list(objects.parts) == ["Part", "Wider"]


def test_a_class_of_attrs_is_an_object_of_its_fields():
    objects = Objects()

    objects.reference(Model)

    assert objects.parts["Model"]["required"] == ["cost"]


def test_a_key_without_a_description_is_refused():
    class Undescribed(TypedDict):
        """A shape."""

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
    assert first_line(WiderData) == "A part with more keys."
    assert field_descriptions(WiderData) == {
        "name": "Its name.",
        "size": 'Its size, if known; else "None".',
        "parts": "Its parts.",
    }
    assert first_line(type("Bare", (), {})) == ""


def test_descriptions_call_an_unknown_value_null():
    assert in_json("None if none. None else, or None.") == "Null if none. Null else, or null."
