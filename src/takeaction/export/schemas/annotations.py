"""Annotations as schemas: the type of a field becomes the schema of its value."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, NotRequired, TypeVar, Union, get_args, get_origin

from takeaction.export.schemas.values import Schema, or_null, words_of

_LISTS = (list, tuple, Sequence)
_SETS = (frozenset, set)
_MAPPINGS = (dict, Mapping)


class Walk(ABC):
    """A walk through classes that makes one schema for each; each kind of file has its own.

    Attributes:
        leaves: The schema of each type that has one of its own.
        prefix: The beginning of a reference to the schema of a class.
        with_null: Whether an unknown value is null; if not, its key is missing.
        parts: The schemas by the name of their class.
    """

    leaves: ClassVar[Mapping[object, Callable[[], Schema]]]
    prefix: ClassVar[str]
    with_null: ClassVar[bool]

    def __init__(self) -> None:
        self.parts: dict[str, Schema] = {}

    @abstractmethod
    def object_schema(self, model: type[Any]) -> Schema:
        """Return the schema of an object of a class."""

    def reference(self, model: type[Any]) -> Schema:
        """Make the schemas of a class and of all classes inside it; return a reference to it."""
        name = model.__name__
        if name not in self.parts:
            self.parts[name] = self.object_schema(model)
        return {"$ref": f"{self.prefix}{name}"}

    def schema(self, annotation: Any) -> Schema:  # noqa: ANN401 - any annotation
        """Return the schema of the values of an annotation."""
        if annotation in self.leaves:
            return dict(self.leaves[annotation]())
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in (Union, UnionType):
            return self._one_of(arguments)
        if origin in (*_LISTS, *_SETS):
            return self._list(origin, arguments)
        if origin in _MAPPINGS:
            return self._table(*arguments)
        if origin is NotRequired:
            return self.schema(arguments[0])
        if origin is Literal:
            return words_of(arguments)
        if isinstance(annotation, TypeVar):
            return dict(self.leaves[TypeVar]())
        model = origin or annotation
        if issubclass(model, StrEnum):
            return words_of([word.value for word in model])
        return self.reference(model)

    def _one_of(self, members: Sequence[Any]) -> Schema:
        schemas = [self.schema(member) for member in members if member is not NoneType]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        return or_null(schema) if self.with_null and NoneType in members else schema

    def _list(self, origin: object, members: Sequence[Any]) -> Schema:
        if origin is tuple and members[-1] is not ...:
            items = [self.schema(member) for member in members]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        items = {"type": "array", "items": self.schema(members[0])}
        return items | ({"uniqueItems": True} if origin in _SETS else {})

    def _table(self, key: Any, value: Any) -> Schema:  # noqa: ANN401 - any annotation
        """Return the schema of an object whose keys are data."""
        return {
            "type": "object",
            "propertyNames": self.schema(key),
            "additionalProperties": self.schema(value),
        }


def narrowed(schema: Schema, rule: Schema) -> Schema:
    """Narrow a schema by the rule for one value; in a list the rule is for its items."""
    if "items" in schema and "minItems" not in rule:
        return schema | {"items": narrowed(schema["items"], rule)}
    return schema | rule
