"""JSON Schema of each file of a pack as people write it, for editors that complete and explain.

Made by walking the models, so that it never says anything else than they do. It refuses nothing
that ``pack check`` takes; what one record says about another, and what a text means, it cannot
tell.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, get_args, get_origin

import attrs

from takeaction.core_data import read, zones
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.contact import Contact
from takeaction.models.hours import Hours
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.patch import Patch
from takeaction.models.record import Record, RecordId, RegionCode, WordId
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.models.vendor import Vendor
from takeaction.models.word import Word
from takeaction.packs.reading.content import PATCH, SCHEMA
from takeaction.packs.structuring.strict import CLASSES
from takeaction.vocabulary import Kind
from takeaction.vocabulary.signs import Grade

Schema: TypeAlias = dict[str, Any]

PACK = "pack"
KINDS = (PACK, *map(str, Kind), PATCH)
"""What there is a schema of: the header, each kind of record, and patches."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LIMITS = Limits()
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
_DAY = "(Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = "[0-2][0-9]:[0-5][0-9]"
_SPAN = f"{_DAY}(-{_DAY})? {_TIME}-{_TIME}"
_NOT_ALL_DAY = " (?!00:00-24:00)[0-2]"
_DAYS = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|[12][0-9])"
)
_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"({_LABEL}[.])+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]"
_UNTIL = r"[^\s\\<>\"{}|^`]*"
_NUMBERED, _LINKED = ["voice", "sms", "tty"], ["chat", "web", "app"]
_TITLES = frozenset({"title", "name", "label"})


def schema_files() -> dict[str, str]:
    """Return all schemas as files: each name with its text, in order of name."""
    return {file_name(kind): written(schema_of(kind)) for kind in sorted(KINDS)}


def file_name(kind: str) -> str:
    """Return the name of the schema for the file that holds a kind: ``actions.schema.json``."""
    plural = {PACK: PACK, PATCH: "patches"}.get(kind, f"{kind}s")
    return f"{plural}.schema.json"


def written(schema: Schema) -> str:
    """Return a schema as text."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_of(kind: str) -> Schema:
    """Return the JSON Schema, draft 2020-12, of the file that holds a kind.

    Args:
        kind: One of KINDS.

    Returns:
        The schema of the parsed TOML, in which a day may also be a text.
    """
    walk = _Walk()
    top = walk.of_class(_class_of(kind))
    if kind != PACK:
        records = {"type": "array", "items": {"$ref": f"#/$defs/{top}"}}
        shape = {"type": "object", "properties": {kind: records}, "additionalProperties": False}
    else:
        shape = walk.parts.pop(top)
    head = {"$schema": _DRAFT, "title": file_name(kind).replace(".schema.json", ".toml")}
    return head | shape | {"$defs": dict(sorted(walk.parts.items()))}


def _class_of(kind: str) -> type[Any]:
    return {PACK: Header, PATCH: Patch}.get(kind) or CLASSES[Kind(kind)]


class _Walk:
    """Makes a schema of each class that is met, once.

    Attributes:
        parts: The schemas by the name of their class.
    """

    def __init__(self) -> None:
        self.parts: dict[str, Schema] = {}

    def of_class(self, model: type[Any]) -> str:
        """Make the schema of a class and of all that stand in it; return its name."""
        name = model.__name__
        if name not in self.parts:
            self.parts[name] = self._table(model)
        return name

    def _table(self, model: type[Any]) -> Schema:
        told = dict(_told(model))
        fields = attrs.fields(model)
        needed = [
            field.name
            for field in fields
            if field.default is attrs.NOTHING and (model, field.name) != (Contact, "id")
        ]
        table: Schema = {"type": "object", "description": _first_line(model)}
        table["properties"] = {
            field.name: {"description": told[field.name], **self._field(model, field)}
            for field in fields
        }
        if model is Contact:
            table["properties"]["zone"] = _ZONE | {"enum": sorted(zones())}
        rules = [rule for kind, made in _RULES for rule in made() if issubclass(model, kind)]
        table |= {"allOf": rules} if rules else {}
        return table | {"required": needed, "additionalProperties": False}

    def _field(self, model: type[Any], field: "attrs.Attribute[Any]") -> Schema:
        """Return the schema of a field: that of its type, narrowed by what its rule says."""
        shape = self._of_type(field.type) | _lengths(field)
        for key in ((model, field.name), (None, field.name)):
            if key in _NARROWED:
                return _narrowed(shape, _NARROWED[key])
        return shape

    def _of_type(self, kind: Any) -> Schema:  # noqa: ANN401 - what stands in an annotation
        if kind in _LEAVES:
            return dict(_LEAVES[kind]())
        origin, inner = (
            get_origin(kind),
            [each for each in get_args(kind) if each is not type(None)],
        )
        if origin in (tuple, frozenset):
            items: Schema = {"type": "array", "items": self._of_type(inner[0])}
            return items | ({"uniqueItems": True} if origin is frozenset else {})
        if inner:
            return self._of_type(inner[0])
        if issubclass(kind, StrEnum):
            return {"enum": [each.value for each in kind]}
        return {"$ref": f"#/$defs/{self.of_class(kind)}"}


def _narrowed(shape: Schema, rule: Schema) -> Schema:
    """Put a rule of one value where the value stands: into the items of a list."""
    if shape.get("type") == "array" and rule.get("type") != "array":
        return shape | {"items": shape["items"] | rule}
    return shape | rule


def _lengths(field: "attrs.Attribute[Any]") -> Schema:
    """Return how long a text may be."""
    if Text not in (field.type, *get_args(field.type)) and field.type not in (str, str | None):
        return {}
    short = field.name in _TITLES
    return {"maxLength": _LIMITS.title_characters if short else _LIMITS.text_characters}


def _region() -> Schema:
    data = read("regions")
    countries = sorted(data["countries"])
    parted = "|".join(country for country in countries if country in data["parts"])
    return {
        "anyOf": [
            {"enum": ["*", "UK", WORLD, *sorted({*data["groups"]} - {WORLD}), *countries]},
            {"pattern": f"^({parted})-[A-Z0-9]{{1,3}}$"},
        ],
        "type": "string",
    }


def _whole(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$"}


_LEAVES: dict[object, Callable[[], Schema]] = {
    str: lambda: {"type": "string"},
    int: lambda: {"type": "integer"},
    bool: lambda: {"type": "boolean"},
    date: lambda: _whole("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"},
    Text: lambda: {"type": "string"},
    RecordId: lambda: _whole(f"({_ID}:)?{_ID}"),
    WordId: lambda: _whole(f"({_ID}:)?{_ID}"),
    RegionCode: _region,
    Hours: lambda: _whole(f"24/7|{_SPAN}(, {_SPAN})*"),
}
"""The schema of each type of value."""

_OWN = _whole(_ID) | {"maxLength": _LIMITS.id_characters}
_ADDRESS = _whole(f"https://{_HOST}(:443)?([/?#]{_UNTIL})?") | {"maxLength": _LIMITS.url_characters}
_SOME = {"type": "array", "minItems": 1}
_YEAR = {"minimum": 1990, "maximum": 2100}
_ZONE: Schema = {"description": "The IANA time zone of the hours; needed unless they are 24/7."}

_NARROWED: dict[tuple[type[Any] | None, str], Schema] = {
    (Header, "contact"): _ADDRESS,
    (Header, "requires"): _OWN,
    (Header, "schema"): {"minimum": 1, "maximum": SCHEMA},
    (Word, "aliases"): {},
    (Patch, "target"): _whole(f"{_ID}:{_ID}"),
    (None, "id"): _OWN,
    (None, "aliases"): _OWN,
    (None, "url"): _ADDRESS,
    (None, "evidence"): _ADDRESS,
    (None, "language"): _whole(_TAG),
    (None, "languages"): _whole(_TAG),
    (None, "interpreter"): _whole(_TAG),
    (None, "source_language"): _whole(_TAG),
    (None, "email"): _whole("[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,}"),
    (None, "dial"): _whole("[+][1-9][0-9]{6,14}|[0-9]{2,15}"),
    (None, "dated"): _whole("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"),
    (None, "days"): _whole(_DAYS),
    (None, "min"): {"minimum": 1},
    (None, "edition"): _YEAR,
    (None, "modes"): _SOME,
    (None, "ages"): _SOME,
    (None, "observable_by"): _SOME,
    (None, "steps"): {"type": "array", "minItems": 3, "maxItems": 7},
}
"""What the rules say of a field of one class, or of every class."""


def _if(key: str, holds: Schema, then: Schema) -> Schema:
    return {"if": {"properties": {key: holds}, "required": [key]}, "then": then}


def _contact_rules() -> Iterator[Schema]:
    yield _if("channel", {"enum": _NUMBERED}, {"required": ["dial", "display"]})
    yield _if("channel", {"const": "email"}, {"required": ["email"]})
    yield _if("channel", {"enum": _LINKED}, {"required": ["url"]})
    yield _if("channel", {"not": {"enum": _NUMBERED}}, {"properties": {"dial": False}})
    yield _if("dial", {"not": {"pattern": "^[+]"}}, {"required": ["dial_region"]})
    yield _if("dial_region", {}, {"properties": {"dial": {"pattern": "^[0-9]*$"}}})
    yield _if("hours", {"pattern": _NOT_ALL_DAY}, {"required": ["zone"]})


def _record_rules() -> Iterator[Schema]:
    replaced = {"properties": {"status": {"const": "retired"}}, "required": ["status"]}
    yield _if("replaced_by", {}, replaced)
    told = {"anyOf": [{"required": ["replaced_by"]}, {"required": ["note"]}]}
    yield _if("status", {"const": "retired"}, told)


def _action_rules() -> Iterator[Schema]:
    said = {"properties": {"safety": {"minItems": 1}}, "required": ["safety"]}
    yield _if("risk", {"not": {"const": "none"}}, said)


def _indicator_rules() -> Iterator[Schema]:
    context = {"const": "context"}
    yield _if("element", context, {"properties": {"grade": context}})
    yield _if("grade", context, {"properties": {"element": context}})
    grades = [grade.value for grade in Grade]
    for number, grade in enumerate(grades):
        least = {"properties": {"child_grade": {"enum": grades[number:]}}}
        yield _if("grade", {"const": grade}, least)


def _vendor_rules() -> Iterator[Schema]:
    closed = {"properties": {"ships_to": {"maxItems": 0}}}
    yield _if("status", {"const": "retired"}, closed)


_RULES: tuple[tuple[type[Any], Callable[[], Iterator[Schema]]], ...] = (
    (Contact, _contact_rules),
    (Record, _record_rules),
    (Action, _action_rules),
    (Indicator, _indicator_rules),
    (Vendor, _vendor_rules),
)
"""What the fields of one table say together."""


def _first_line(model: type[Any]) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]


def _told(model: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield each field with what the docstring of its class says of it, wider classes first."""
    for each in reversed(model.__mro__):
        listed = (inspect.getdoc(each) or "").partition("Attributes:\n")[2].partition("\n\n")[0]
        for name, text in re.findall(r"^    (\w+): (.*(?:\n {8,}.*)*)", listed, re.MULTILINE):
            yield name, " ".join(text.replace("``", '"').replace("*", '"').split())
