"""Parts that a schema has several times, written once under ``$defs``, so that it stays short."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from takeaction.export.schemas.shipped import Schema

_SHORTEST = 100
"""The characters of a part that is worth a reference, which has about 30."""


def hoisted(schema: Schema) -> Schema:
    """Write each part that occurs several times once, under ``$defs``.

    Args:
        schema: A schema without references.

    Example:
        >>> part = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}}
        >>> part["required"] = ["text"]
        >>> twice = {"type": "object", "properties": {"first": part, "second": part}}
        >>> hoisted(twice)["properties"]
        {'first': {'$ref': '#/$defs/first'}, 'second': {'$ref': '#/$defs/first'}}
    """
    number_of = Counter(_key(part) for _, part in _objects("", schema))
    names: dict[str, str] = {}
    for name, part in _objects("", schema):
        key = _key(part)
        if number_of[key] > 1 and len(key) >= _SHORTEST and key not in names:
            names[key] = _free(name, names)
    parts = {
        name: _with_references(json.loads(key), names, is_part=True) for key, name in names.items()
    }
    whole: Schema = _with_references(schema, names)
    return whole | ({"$defs": parts} if parts else {})


def _free(name: str, names: dict[str, str]) -> str:
    taken = [*names.values()]
    return name if name not in taken else f"{name}{len(taken)}"


def _key(part: Schema) -> str:
    return json.dumps(part)


def _objects(name: str, value: Any) -> Iterator[tuple[str, Schema]]:  # noqa: ANN401 - plain data
    """Yield the schemas of objects inside a schema, outer ones first, with the key above each."""
    if isinstance(value, list):
        for member in value:
            yield from _objects(name, member)
    elif isinstance(value, dict):
        if "properties" in value:
            yield name, value
        for key, part in value.items():
            if key == "properties":
                for own_name, schema in part.items():
                    yield from _objects(own_name, schema)
            else:
                yield from _objects(name, part)


def _with_references(value: Any, names: dict[str, str], *, is_part: bool = False) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_with_references(member, names) for member in value]
    if not isinstance(value, dict):
        return value
    if not is_part and "properties" in value and (name := names.get(_key(value))):
        return {"$ref": f"#/$defs/{name}"}
    return {key: _with_references(part, names) for key, part in value.items()}
