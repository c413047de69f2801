"""Annotations as schemas: the type of a field becomes the schema of its value."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NotRequired,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from takeaction.export.schemas.values import Schema, or_null, schema_of_words

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
        name = self.name_of(model)
        if name not in self.parts:
            self.parts[name] = self.object_schema(model)
        return {"$ref": f"{self.prefix}{name}"}

    def name_of(self, model: type[Any]) -> str:
        """Return the name of the schema of a class."""
        return model.__name__

    def schema(self, annotation: Any) -> Schema:  # noqa: ANN401 - any annotation
        """Return the schema of the values of an annotation."""
        if annotation in self.leaves:
            return self.leaves[annotation]()
        if isinstance(annotation, TypeVar):
            return self.leaves[TypeVar]()
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is NotRequired:
            return self.schema(arguments[0])
        if origin in (Union, UnionType):
            return self._one_of(arguments)
        if origin in (*_LISTS, *_SETS, *_MAPPINGS):
            return self._container(origin, arguments)
        return self._class(origin or annotation, arguments)

    def _class(self, model: Any, arguments: Sequence[Any]) -> Schema:  # noqa: ANN401 - also Literal
        if model is Literal:
            return schema_of_words(arguments)
        if model is Annotated or not isinstance(model, type):  # a class until Python 3.12
            raise TypeError(f"There is no schema for {model!r} of {arguments}.")
        if issubclass(model, StrEnum):
            return schema_of_words(word.value for word in model)
        leaf = next((self.leaves[base] for base in model.__mro__ if base in self.leaves), None)
        return leaf() if leaf else self.reference(model)

    def _one_of(self, members: Sequence[Any]) -> Schema:
        schemas = [self.schema(member) for member in members if member is not NoneType]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        return or_null(schema) if self.with_null and NoneType in members else schema

    def _container(self, origin: object, members: Sequence[Any]) -> Schema:
        schemas = [self.schema(member) for member in members if member is not ...]
        if origin in _MAPPINGS:
            keys, values = schemas
            return {"type": "object", "propertyNames": keys, "additionalProperties": values}
        unique = {"uniqueItems": True} if origin in _SETS else {}
        return {"type": "array", "items": schemas[0], **unique}


def narrowed(schema: Schema, rule: Schema) -> Schema:
    """Narrow a schema by the rule for one value; in a list the rule is for its items.

    A rule for another type of value changes nothing.
    """
    kind, wanted = schema.get("type", ""), rule.get("type", "")
    if "items" in schema and wanted != "array":
        return schema | {"items": narrowed(schema["items"], rule)}
    if wanted and wanted not in ([kind] if isinstance(kind, str) else kind):
        return schema
    return schema | rule | ({"type": kind} if kind else {})
