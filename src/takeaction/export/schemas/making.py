"""JSON Schemas made from classes: types become schemas, docstrings descriptions.

``authoring.schema`` makes those of the files of packs; ``scripts/answer_schemas.py`` those of
questions, answers and records, which are shipped as data.
"""

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

import attrs

from takeaction.export.schemas.shipped import Schema

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
        origin, arguments = get_origin(annotation), get_args(annotation)
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


# Docstrings as descriptions: of a class, and of each field of it.

_SECTION = re.compile(r"^Attributes:\n((?: .*\n?)+)", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def first_line(model: type[Any]) -> str:
    """Return the first line of the docstring of a class."""
    return as_text((inspect.getdoc(model) or "").partition("\n")[0])


def field_descriptions(model: type[Any]) -> dict[str, str]:
    """Return the description of each field of a class, base classes first.

    It comes from the section "Attributes:" of the docstrings, and names the field that replaces a
    deprecated one.
    """
    said = {
        name: as_text(text)
        for base in reversed(model.__mro__)
        for section in _SECTION.findall(inspect.getdoc(base) or "")
        for name, text in _ENTRY.findall(section)
    }
    for field in attrs.fields(model) if attrs.has(model) else ():
        if new := field.metadata.get("deprecated"):
            said[field.name] += f' Deprecated: use "{new}".'
    return said


def as_text(words: str) -> str:
    """Return words of a docstring on one line, with quotes in place of its marks."""
    return " ".join(words.replace("``", '"').replace("*", '"').split())


def in_json(description: str) -> str:
    """Return a description in which an unknown value is null, as JSON calls it."""
    return re.sub(r"(^|[.] )?\bNone\b", _null, description)


def _null(match: re.Match[str]) -> str:
    return "null" if match[1] is None else f"{match[1]}Null"


# Schemas of single values: ids, codes, tags, dates, numbers and addresses.

ID = "[a-z0-9]+(-[a-z0-9]+)*"
"""A pack id, or the local id of a record."""

DIAL = "[+][1-9][0-9]{6,14}|[0-9]{2,15}|[*][0-9]{3,5}"
"""An international number, or national digits."""

EMAIL = "[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,}"
"""An email address."""

DISPLAY = "[0-9A-Za-z +()./*#-]+"
"""A number as people write it."""

KEYWORD = "[0-9A-Za-z ]+"
"""The word to send by SMS."""

TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""The BCP 47 tag of a language, with the subtags that packs use."""

YEAR: Schema = {"minimum": 1990, "maximum": 2100}
"""The years of an edition, as ``packs.rules`` checks them."""

DATED = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""A year, a month or a day."""

_DAY = "(Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = "[0-2][0-9]:[0-5][0-9]"
_SPAN = f"{_DAY}(-{_DAY})? {_TIME}-{_TIME}"
HOURS = f"24/7|{_SPAN}(, {_SPAN})*"
"""The opening hours of a contact."""

DAY_OF_YEAR = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|[12][0-9])"
)
"""A day of any year, MM-DD."""

_CLOCK = "T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]([.][0-9]+)?(Z|[+-][0-2][0-9]:[0-5][0-9])"


def matching(pattern: str) -> Schema:
    """Return the schema of a text that matches a pattern as a whole."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def schema_of_words(words: Iterable[str]) -> Schema:
    """Return the schema of a closed list of words."""
    return {"type": "string", "enum": list(words)}


def day() -> Schema:
    """Return the schema of a date."""
    return matching("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"}


def moment() -> Schema:
    """Return the schema of a moment with its zone, RFC 3339."""
    return matching(f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_CLOCK}") | {"format": "date-time"}


def web_address() -> Schema:
    """Return the schema of an ``https`` address."""
    return matching("https://[!-~]+") | {"format": "uri"}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be unknown."""
    kind = schema.get("type")
    if isinstance(kind, list):
        return schema
    if kind in (None, "object"):
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [kind, "null"]}
    return nullable | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
