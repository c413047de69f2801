"""The schemas of questions: the JSON that ``from_json`` reads."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import attrs

from takeaction.export.schemas.annotations import Walk, narrowed
from takeaction.export.schemas.docstrings import field_descriptions, first_line, in_json
from takeaction.export.schemas.values import Schema, matching, or_null
from takeaction.models.question.about import MOST_TOPICS, SAID
from takeaction.models.question.arguments import (
    MAX_CHARACTERS,
    MAX_GOODS,
    MAX_IDS,
    MAX_LANGUAGES,
    MAX_MINUTES,
    MAX_WORDS,
)

_TAG = matching("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
"""A tag in any case. ``from_json`` also takes the name of a language."""

_CODE = matching("[A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{3}")

_LISTS: Mapping[str, int] = {
    "About.topics": MOST_TOPICS,
    "done": MAX_IDS,
    "dismissed": MAX_IDS,
    "goods": MAX_GOODS,
    "languages": MAX_LANGUAGES,
}
"""The most items of a list, of one question or of all; of all others MAX_WORDS."""

_RULES: Mapping[str, Schema] = {
    "About.calling_from": _CODE,
    "About.home": _CODE,
    "About.language": matching("[a-z]{2,3}"),
    "About.person": {"type": "string", "enum": sorted(map(str, SAID))},
    "language": _TAG,
    "languages": _TAG,
    "minutes": {"type": "integer", "minimum": 1, "maximum": MAX_MINUTES},
}
"""The rules for the value of a field, of one question or of all."""


class Questions(Walk):
    """The schemas of questions, by the name of their class.

    Closed words are those of their lists. ``from_json`` reads them in any case as well.
    """

    leaves: ClassVar[Mapping[object, Callable[[], Schema]]] = {
        str: lambda: {"type": "string", "maxLength": MAX_CHARACTERS},
        int: lambda: {"type": "integer"},
        bool: lambda: {"type": "boolean"},
    }
    prefix = ""
    with_null = True

    def object_schema(self, model: type[Any]) -> Schema:
        """Return the schema of a question, with the default of each field that may be missing."""
        descriptions = field_descriptions(model)
        parameters = inspect.signature(model).parameters
        properties = {
            field.name: self._field(model.__name__, field, parameters[field.name].default)
            | {"description": in_json(descriptions[field.name])}
            for field in attrs.fields(model)
        }
        return {
            "type": "object",
            "title": model.__name__,
            "description": first_line(model),
            "properties": properties,
            "required": [key for key, schema in properties.items() if "default" not in schema],
            "additionalProperties": False,
        }

    def _field(self, model: str, field: "attrs.Attribute[Any]", default: object) -> Schema:
        """Return the schema of a field; null means its default."""
        name = f"{model}.{field.name}"
        schema = self.schema(field.type)
        schema.pop("uniqueItems", None)  # a word that is there twice counts once
        if schema.get("type") == "array":
            schema["maxItems"] = _LISTS.get(name, _LISTS.get(field.name, MAX_WORDS))
        schema = narrowed(schema, _RULES.get(name, _RULES.get(field.name, {})))
        if default is inspect.Parameter.empty:
            return schema
        in_list = list(default) if isinstance(default, tuple) else default
        return or_null(schema) | {"default": in_list}
