"""JSON Schemas of the files of a pack, for editors that complete and explain.

They are generated from the models, so they always agree with them. A schema refuses nothing that
``pack check`` accepts. It cannot check the meaning of a text, or links between records.
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
from takeaction.models.amendments.patch import Patch
from takeaction.models.contact import Contact
from takeaction.models.hours import Hours
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.record import (
    LONGEST_TERM,
    MOST_TERMS,
    PeopleSay,
    Record,
    RecordId,
    RegionCode,
    WordId,
)
from takeaction.models.region import WORLD
from takeaction.models.text import Text
from takeaction.models.vendor import Vendor
from takeaction.models.word import Word
from takeaction.packs.reading.content import PATCH, SCHEMA
from takeaction.packs.structuring.strict import CLASSES
from takeaction.vocabulary.contacts import CHANNEL_FIELDS
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.signs import Grade

Schema: TypeAlias = dict[str, Any]

PACK = "pack"
KINDS = (PACK, *map(str, Kind), PATCH)
"""The kinds of file that have a schema: the header, every kind of record, and patches."""

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
_URL_REST = r"[!#-;=?-\[\]_a-z~]*"
_TITLES = frozenset({"title", "name", "label"})


def schema_files() -> dict[str, str]:
    """Return the file name and text of every schema, in order of name."""
    return {schema_file_name(kind): schema_text(json_schema(kind)) for kind in sorted(KINDS)}


def schema_file_name(kind: str) -> str:
    """Return the file name of the schema for a kind, such as ``actions.schema.json``."""
    plural = {PACK: PACK, PATCH: "patches"}.get(kind, f"{kind}s")
    return f"{plural}.schema.json"


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of a JSON file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def json_schema(kind: str) -> Schema:
    """Return the JSON Schema, draft 2020-12, of the files for one kind.

    Args:
        kind: One of KINDS.

    Returns:
        The schema of the parsed TOML, in which a date may also be a string.
    """
    walk = _Walk()
    top = walk.of_class(_class_of(kind))
    if kind != PACK:
        records = {"type": "array", "items": {"$ref": f"#/$defs/{top}"}}
        shape = {"type": "object", "properties": {kind: records}, "additionalProperties": False}
    else:
        shape = walk.parts.pop(top)
    head = {"$schema": _DRAFT, "title": schema_file_name(kind).replace(".schema.json", ".toml")}
    return head | shape | {"$defs": dict(sorted(walk.parts.items()))}


def _class_of(kind: str) -> type[Any]:
    return {PACK: Header, PATCH: Patch}.get(kind) or CLASSES[Kind(kind)]


class _Walk:
    """A walk through the models that makes one schema for each class.

    Attributes:
        parts: The schemas by the name of their class.
    """

    def __init__(self) -> None:
        self.parts: dict[str, Schema] = {}

    def of_class(self, model: type[Any]) -> str:
        """Make the schemas of a class and of all classes inside it; return its name."""
        name = model.__name__
        if name not in self.parts:
            self.parts[name] = self._table(model)
        return name

    def _table(self, model: type[Any]) -> Schema:
        descriptions = dict(_descriptions(model))
        fields = attrs.fields(model)
        needed = [
            field.name
            for field in fields
            if field.default is attrs.NOTHING and (model, field.name) != (Contact, "id")
        ]
        table: Schema = {"type": "object", "description": _first_line(model)}
        table["properties"] = {
            field.name: {"description": descriptions[field.name], **self._field(model, field)}
            for field in fields
        }
        if model is Contact:
            table["properties"]["zone"] = _ZONE | {"enum": sorted(zones())}
        rules = [
            rule
            for kind, yield_rules in _RULES
            if issubclass(model, kind)
            for rule in yield_rules()
        ]
        table |= {"allOf": rules} if rules else {}
        return table | {"required": needed, "additionalProperties": False}

    def _field(self, model: type[Any], field: "attrs.Attribute[Any]") -> Schema:
        """Return the schema of a field: the schema of its type, narrowed by its rule."""
        shape = self._of_type(field.type) | _lengths(field)
        for key in ((model, field.name), (None, field.name)):
            if key in _NARROWED:
                return _narrowed(shape, _NARROWED[key])
        return shape

    def _of_type(self, kind: Any) -> Schema:  # noqa: ANN401 - any annotation
        if kind in _LEAVES:
            return dict(_LEAVES[kind]())
        origin, inner = (
            get_origin(kind),
            [part for part in get_args(kind) if part is not type(None)],
        )
        if origin in (tuple, frozenset):
            items: Schema = {"type": "array", "items": self._of_type(inner[0])}
            return items | ({"uniqueItems": True} if origin is frozenset else {})
        if inner:
            return self._of_type(inner[0])
        if issubclass(kind, StrEnum):
            return {"enum": [word.value for word in kind]}
        return {"$ref": f"#/$defs/{self.of_class(kind)}"}


def _narrowed(shape: Schema, rule: Schema) -> Schema:
    """Narrow a schema by the rule for one value; in a list the rule is for its items."""
    if shape.get("type") == "array" and rule.get("type") != "array":
        return shape | {"items": shape["items"] | rule}
    return shape | rule


def _lengths(field: "attrs.Attribute[Any]") -> Schema:
    """Return the limit on the length of a text; empty for other types."""
    if Text not in (field.type, *get_args(field.type)) and field.type not in (str, str | None):
        return {}
    is_title = field.name in _TITLES
    return {"maxLength": _LIMITS.title_characters if is_title else _LIMITS.text_characters}


def _region() -> Schema:
    data = read("regions")
    countries = sorted(data["countries"])
    with_parts = "|".join(country for country in countries if country in data["parts"])
    return {
        "anyOf": [
            {"enum": ["*", "UK", WORLD, *sorted({*data["groups"]} - {WORLD}), *countries]},
            {"pattern": f"^({with_parts})-[A-Z0-9]{{1,3}}$"},
        ],
        "type": "string",
    }


def _matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$"}


def _people_say() -> Schema:
    """Return a table of lists by language; a schema cannot count terms over several lists."""
    term = {"type": "string", "minLength": 1, "maxLength": LONGEST_TERM}
    terms: Schema = {"type": "array", "items": term, "maxItems": MOST_TERMS}
    return {
        "type": "object",
        "patternProperties": {f"^{_TAG}$": terms},
        "additionalProperties": False,
    }


_LEAVES: dict[object, Callable[[], Schema]] = {
    str: lambda: {"type": "string"},
    int: lambda: {"type": "integer"},
    bool: lambda: {"type": "boolean"},
    date: lambda: _matching("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"},
    Text: lambda: {"type": "string"},
    PeopleSay: _people_say,
    RecordId: lambda: _matching(f"({_ID}:)?{_ID}"),
    WordId: lambda: _matching(f"({_ID}:)?{_ID}"),
    RegionCode: _region,
    Hours: lambda: _matching(f"24/7|{_SPAN}(, {_SPAN})*"),
}
"""The schema of each type of value."""

_LOCAL_ID = _matching(_ID) | {"maxLength": _LIMITS.id_characters}
_ADDRESS = _matching(f"https://{_HOST}(:443)?([/?#]{_URL_REST})?") | {
    "maxLength": _LIMITS.url_characters
}
_AT_LEAST_ONE = {"type": "array", "minItems": 1}
_YEAR = {"minimum": 1990, "maximum": 2100}  # as packs.rules checks it
_ZONE: Schema = {"description": "The IANA time zone of the hours; needed unless they are 24/7."}

_NARROWED: dict[tuple[type[Any] | None, str], Schema] = {
    (Header, "contact"): _ADDRESS,
    (Header, "requires"): _LOCAL_ID,
    (Header, "schema"): {"minimum": 1, "maximum": SCHEMA},
    (Word, "aliases"): {},
    (Patch, "target"): _matching(f"{_ID}:{_ID}"),
    (None, "id"): _LOCAL_ID,
    (None, "aliases"): _LOCAL_ID,
    (None, "url"): _ADDRESS,
    (None, "evidence"): _ADDRESS,
    (None, "language"): _matching(_TAG),
    (None, "languages"): _matching(_TAG),
    (None, "interpreter"): _matching(_TAG),
    (None, "source_language"): _matching(_TAG),
    (None, "email"): _matching("[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,}"),
    (None, "dial"): _matching("[+][1-9][0-9]{6,14}|[0-9]{2,15}"),
    (None, "display"): _matching("[0-9A-Za-z +()./*#-]+"),
    (None, "keyword"): _matching("[0-9A-Za-z ]+"),
    (None, "dated"): _matching("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"),
    (None, "days"): _matching(_DAYS),
    (None, "min"): {"minimum": 1},
    (None, "edition"): _YEAR,
    (None, "modes"): _AT_LEAST_ONE,
    (None, "ages"): _AT_LEAST_ONE,
    (None, "observable_by"): _AT_LEAST_ONE,
    (None, "steps"): {"type": "array", "minItems": 3, "maxItems": 7},
}
"""The rules for a field of one class, or of every class."""


def _if(key: str, condition: Schema, then: Schema) -> Schema:
    return {"if": {"properties": {key: condition}, "required": [key]}, "then": then}


def _channels_with(field: str) -> Schema:
    """Return the schema of the channels that need a field of a contact."""
    channels = [channel.value for channel, needed in CHANNEL_FIELDS.items() if needed == field]
    return {"enum": channels} if len(channels) > 1 else {"const": channels[0]}


def _contact_rules() -> Iterator[Schema]:
    with_number = _channels_with("dial")
    yield _if("channel", with_number, {"required": ["dial", "display"]})
    yield _if("channel", _channels_with("email"), {"required": ["email"]})
    yield _if("channel", _channels_with("url"), {"required": ["url"]})
    yield _if("channel", {"not": with_number}, {"properties": {"dial": False}})
    yield _if("dial", {"not": {"pattern": "^[+]"}}, {"required": ["dial_region"]})
    yield _if("dial_region", {}, {"properties": {"dial": {"pattern": "^[0-9]*$"}}})
    yield _if("hours", {"pattern": _NOT_ALL_DAY}, {"required": ["zone"]})


def _record_rules() -> Iterator[Schema]:
    replaced = {"properties": {"status": {"const": "retired"}}, "required": ["status"]}
    yield _if("replaced_by", {}, replaced)
    explained = {"anyOf": [{"required": ["replaced_by"]}, {"required": ["note"]}]}
    yield _if("status", {"const": "retired"}, explained)


def _action_rules() -> Iterator[Schema]:
    has_safety_line = {"properties": {"safety": {"minItems": 1}}, "required": ["safety"]}
    yield _if("risk", {"not": {"const": "none"}}, has_safety_line)


def _indicator_rules() -> Iterator[Schema]:
    context = {"const": "context"}
    yield _if("element", context, {"properties": {"grade": context}})
    yield _if("grade", context, {"properties": {"element": context}})
    grades = [grade.value for grade in Grade]
    for position, grade in enumerate(grades):
        at_least = {"properties": {"child_grade": {"enum": grades[position:]}}}
        yield _if("grade", {"const": grade}, at_least)


def _vendor_rules() -> Iterator[Schema]:
    ships_nowhere = {"properties": {"ships_to": {"maxItems": 0}}}
    yield _if("status", {"const": "retired"}, ships_nowhere)


_RULES: tuple[tuple[type[Any], Callable[[], Iterator[Schema]]], ...] = (
    (Contact, _contact_rules),
    (Record, _record_rules),
    (Action, _action_rules),
    (Indicator, _indicator_rules),
    (Vendor, _vendor_rules),
)
"""The rules between the fields of one table."""


def _first_line(model: type[Any]) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]


def _descriptions(model: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield the description of each field from the docstrings, base classes first."""
    for base in reversed(model.__mro__):
        section = (inspect.getdoc(base) or "").partition("Attributes:\n")[2].partition("\n\n")[0]
        for name, text in re.findall(r"^    (\w+): (.*(?:\n {8,}.*)*)", section, re.MULTILINE):
            yield name, " ".join(text.replace("``", '"').replace("*", '"').split())
