"""Outlines: the keys of an object that a result has, and the schema of what is left of it."""

from collections.abc import Mapping
from typing import Any

import attrs

from takeaction.export.schemas.shipped import Schema

_UNKNOWN: tuple[object, ...] = (None, "", [], {})
"""Values that say nothing: a result has them only under the keys that it always has."""

_OMITTED = frozenset({"title", "description", "format", "pattern"})
"""The parts of a schema that only tell a reader more: hosts send it with every list of tools."""


@attrs.frozen(kw_only=True)
class Outline:
    """The keys that a result has of one object, in the order in which a model reads them.

    Attributes:
        keys: The keys, in order. A key is there only where it has a value.
        always: The keys among them that are there even where nothing is known.
        flags: The keys among them that are there only where they are true.
        detailed: The keys that only a result with details has, after the others.
        parts: The outlines of objects inside, and of those in lists, by their key.
    """

    keys: tuple[str, ...]
    always: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    detailed: tuple[str, ...] = ()
    parts: "Mapping[str, Outline]" = attrs.field(factory=dict)

    def shorten(self, value: Mapping[str, Any], *, details: bool) -> dict[str, Any]:
        """Return the keys of an object that its outline has.

        Args:
            value: The object, as plain data of the library.
            details: Whether to add the detailed keys.
        """
        keys = self.keys + self.detailed if details else self.keys
        return {
            key: self._part(key, value[key], details=details)
            for key in keys
            if self._has_meaning(key, value[key])
        }

    def _has_meaning(self, key: str, value: object) -> bool:
        if key in self.flags:
            return bool(value)
        return key in self.always or value not in _UNKNOWN

    def _part(self, key: str, value: Any, *, details: bool) -> Any:  # noqa: ANN401 - plain data
        if key not in self.parts or value is None:
            return value
        part = self.parts[key]
        if isinstance(value, list):
            return [part.shorten(member, details=details) for member in value]
        return part.shorten(value, details=details)

    def schema(self, whole: Schema) -> Schema:
        """Return the schema of what is left of an object, a list of objects or null.

        Args:
            whole: The schema of all of it.
        """
        if "anyOf" in whole:
            return {"anyOf": [self.schema(option) for option in whole["anyOf"]]}
        if "items" in whole:
            return {"type": "array", "items": self.schema(whole["items"])}
        if "properties" not in whole:
            plain: Schema = compact(whole)
            return plain
        properties = whole["properties"]
        return {
            "type": "object",
            "properties": {
                key: self._part_schema(key, properties[key]) for key in self.keys + self.detailed
            },
            "required": [key for key in self.keys if key in self.always],
            "additionalProperties": False,
        }

    def _part_schema(self, key: str, whole: Schema) -> Schema:
        return self.parts[key].schema(whole) if key in self.parts else compact(whole)


def compact(schema: Any) -> Any:  # noqa: ANN401 - plain data
    """Return a schema without the words that only tell a reader more."""
    if isinstance(schema, list):
        return [compact(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: compact(part) for key, part in schema.items() if key not in _OMITTED}
    if "properties" in schema:  # a property may have the name of such a part
        properties = schema["properties"]
        parts["properties"] = {name: compact(part) for name, part in properties.items()}
    return parts
