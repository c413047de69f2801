"""The arguments of tools: their JSON Schema, and a check that names the field and the fix."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import attrs

from takeaction.errors import Fields, refused
from takeaction.export.schemas.shipped import Schema, answer_schema
from takeaction.models.question.arguments import (
    MAX_IDS,
    as_words,
    check_flag,
    check_text,
    check_whole_number,
)
from takeaction.models.question.queries import About

MAX_LISTED = 50
"""The most members of a list that a caller may ask for."""

_LONGEST_WORD = 140
"""The most characters of a word or an id: an id has 129, and no place has a longer name."""

_MOST_LANGUAGES = 5
_MOST_WORDS, _MOST_IDS = 20, 100


@attrs.frozen(kw_only=True)
class Parameter:
    """An argument of a tool.

    Attributes:
        name: Its name.
        schema: The JSON Schema of its values, without a description.
        description: Its meaning, for a model.
        is_required: Whether a call needs it.
    """

    name: str
    schema: Schema
    description: str
    is_required: bool = False

    def read(self, value: Any) -> Any:  # noqa: ANN401 - what a model wrote
        """Check the type and the size of a value, and return it; words are checked later.

        Raises:
            QueryError: The value has another type, or is too long.
        """
        if self.name == ABOUT.name:
            return About.from_json(value)
        return _CHECKS[self.schema.get("type", "")](self, value)


def read_arguments(
    parameters: Sequence[Parameter], arguments: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Check the arguments of a call.

    Args:
        parameters: The parameters of the tool.
        arguments: What the model wrote; null means an argument that is not given.

    Returns:
        The arguments that are given, by name.

    Raises:
        QueryError: One of them has a wrong type or is missing; of several, all.
    """
    fields = Fields()
    values = {
        parameter.name: fields.read(parameter.read, arguments.get(parameter.name))
        for parameter in parameters
        if parameter.is_required or arguments.get(parameter.name) is not None
    }
    fields.raise_wrong()
    return values


def text_parameter(
    name: str, description: str, *, most: int = _LONGEST_WORD, is_required: bool = False
) -> Parameter:
    """Make a parameter for a text of at most so many characters."""
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": most}
    return Parameter(name=name, schema=schema, description=description, is_required=is_required)


def word_parameter(name: str, words: Iterable[str], description: str) -> Parameter:
    """Make a parameter for one word of a closed list."""
    schema: Schema = {"type": "string", "enum": [str(member) for member in words]}
    return Parameter(name=name, schema=schema, description=description)


def words_parameter(
    name: str,
    description: str,
    *,
    of: type[StrEnum] | None = None,
    most: int = _MOST_WORDS,
    is_required: bool = False,
) -> Parameter:
    """Make a parameter for a list of words: of a closed list, or everyday words and ids."""
    items: Schema = {"type": "string", "maxLength": _LONGEST_WORD}
    if of:
        items = {"type": "string", "enum": [member.value for member in of]}
    schema: Schema = {"type": "array", "items": items, "maxItems": most}
    return Parameter(name=name, schema=schema, description=description, is_required=is_required)


LANGUAGES_PARAMETER = words_parameter(
    "languages",
    "Languages to answer in, such as es, best first.",
    most=_MOST_LANGUAGES,
)
LIMIT = Parameter(
    name="limit",
    schema={"type": "integer", "minimum": 1, "maximum": MAX_LISTED},
    description="The most members of a list.",
)
DETAILS = Parameter(
    name="details",
    schema={"type": "boolean"},
    description="All details, such as sources; much longer.",
)
COMMON = (LANGUAGES_PARAMETER, LIMIT, DETAILS)
"""The parameters of every tool."""


def place_parameter(description: str, *, is_required: bool = False) -> Parameter:
    """Make a parameter for a place; a blank text is no place."""
    return Parameter(
        name="region",
        schema={"type": "string", "maxLength": _LONGEST_WORD},
        description=f"{description}{_PLACES}",
        is_required=is_required,
    )


_PLACES = " Such as US-TX or Thailand."


def _only_given(part: Schema) -> Schema:
    """Return the schema of a field that is given: a model leaves out what it doesn't know."""
    if "anyOf" in part:  # something, or null
        return dict(part["anyOf"][0])
    kind = part["type"] if isinstance(part["type"], str) else part["type"][0]
    words: Schema = {"enum": [word for word in part["enum"] if word]} if "enum" in part else {}
    kept = ("items", "pattern", "minimum", "maximum")
    return {"type": kind, **words, **{key: part[key] for key in kept if key in part}}


ABOUT = Parameter(
    name="about",
    schema={
        "type": "object",
        "properties": {
            name: _only_given(part) for name, part in answer_schema("About")["properties"].items()
        },
        "additionalProperties": False,
    },
    description="The about of an earlier result, unchanged: what is known of the need.",
)
"""The parameter for what an earlier answer understood."""


def question_parameters(kind: type[attrs.AttrsInstance]) -> tuple[Parameter, ...]:
    """Make a parameter for each field of a question but for its languages, which all tools have.

    Types and words are those of its JSON Schema, within the bounds of a call.
    """
    properties = answer_schema(kind.__name__)["properties"]
    return tuple(
        _field_parameter(field, properties[field.name])
        for field in attrs.fields(kind)
        if field.name != LANGUAGES_PARAMETER.name
    )


def _field_parameter(field: "attrs.Attribute[Any]", part: Schema) -> Parameter:
    if field.name == ABOUT.name:
        return ABOUT
    # After a semicolon come notes for programs; a model pays for each word and quotation mark.
    description = part["description"].partition(";")[0].rstrip(".").replace('"', "") + "."
    offered = {"enum": [*map(str, field.metadata["words"])]} if "words" in field.metadata else {}
    most = _MOST_IDS if part.get("maxItems") == MAX_IDS else _MOST_WORDS
    return Parameter(
        name=field.name,
        schema=_bounded(_only_given(part) | offered, most),
        description=description + (_PLACES if "is_place" in field.metadata else ""),
        is_required="default" not in part,
    )


def _bounded(schema: Schema, most: int) -> Schema:
    """Return a schema within the bounds of a call, where it has no words of its own."""
    if schema.get("type") == "array":
        items = _bounded(schema["items"], most)
        return schema | {"items": items, "maxItems": len(items.get("enum", ())) or most}
    is_text = schema.get("type") == "string" and "enum" not in schema
    return {"type": "string", "maxLength": _LONGEST_WORD} if is_text else schema


def _read_text(parameter: Parameter, value: str) -> str:
    return check_text(value, parameter.name, most=parameter.schema.get("maxLength", _LONGEST_WORD))


def _read_list(parameter: Parameter, value: list[str]) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        raise refused("query.words", "list", parameter.name)
    members = as_words(value, parameter.name, parameter.schema["maxItems"])
    if any(len(member) > _LONGEST_WORD for member in members):
        raise refused("query.length", "long_words", parameter.name, most=_LONGEST_WORD)
    return members


def _read_object(parameter: Parameter, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise refused(f"query.{parameter.name}", parameter.name, parameter.name)
    return value


_CHECKS: Mapping[str, Callable[[Parameter, Any], Any]] = {
    "": lambda _, value: ... if isinstance(value, Mapping) else value,  # an object fits no field
    "array": _read_list,
    "boolean": lambda parameter, value: check_flag(value, parameter.name),
    "integer": lambda parameter, value: check_whole_number(
        value, parameter.name, parameter.schema["maximum"]
    ),
    "object": _read_object,
    "string": _read_text,
}
