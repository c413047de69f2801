"""JSON Schemas of the files of a pack, for editors that complete and explain.

They are generated from the models, so they always agree with them. A schema refuses nothing that
``pack check`` accepts. It cannot check the meaning of a text, or links between records.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import attrs

from takeaction.core_data import read, zones
from takeaction.export.schemas.making import (
    DATED,
    DAY_OF_YEAR,
    DIAL,
    DISPLAY,
    EMAIL,
    HOURS,
    ID,
    KEYWORD,
    TAG,
    YEAR,
    Walk,
    day,
    field_descriptions,
    first_line,
    matching,
    narrowed,
)
from takeaction.export.schemas.shipped import DRAFT, Schema
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.goods import Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header, Patch
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
from takeaction.models.resource import Contact, Hours
from takeaction.models.text import Text, is_text
from takeaction.models.word import Word
from takeaction.packs.reading.content import PATCH, SCHEMA
from takeaction.packs.structuring import model_of
from takeaction.vocabulary.contacts import CHANNEL_FIELDS
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.signs import Grade

PACK = "pack"
KINDS = (PACK, *map(str, Kind), PATCH)
"""The kinds of file that have a schema: the header, every kind of record, and patches."""

_LIMITS = Limits()
_NOT_ALL_DAY = " (?!00:00-24:00)[0-2]"
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
    tables = _Tables()
    model = {PACK: Header, PATCH: Patch}.get(kind) or model_of(Kind(kind))
    reference = tables.reference(model)
    if kind != PACK:
        records = {"type": "array", "items": reference}
        shape = {"type": "object", "properties": {kind: records}, "additionalProperties": False}
    else:
        shape = tables.parts.pop(model.__name__)
    head = {"$schema": DRAFT, "title": schema_file_name(kind).replace(".schema.json", ".toml")}
    return head | shape | {"$defs": dict(sorted(tables.parts.items()))}


def pack_table(model: type[Any]) -> Schema:
    """Return the schema of one table of a file: of a record, or of a part of one."""
    tables = _Tables()
    tables.reference(model)
    return tables.parts[model.__name__]


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


def _people_say() -> Schema:
    """Return a table of lists by language; a schema cannot count terms over several lists."""
    term = {"type": "string", "minLength": 1, "maxLength": LONGEST_TERM}
    terms: Schema = {"type": "array", "items": term, "maxItems": MOST_TERMS}
    return {
        "type": "object",
        "patternProperties": {f"^{TAG}$": terms},
        "additionalProperties": False,
    }


_LEAVES: Mapping[object, Callable[[], Schema]] = {
    str: lambda: {"type": "string"},
    int: lambda: {"type": "integer"},
    bool: lambda: {"type": "boolean"},
    date: day,
    Text: lambda: {"type": "string"},
    PeopleSay: _people_say,
    RecordId: lambda: matching(f"({ID}:)?{ID}"),
    WordId: lambda: matching(f"({ID}:)?{ID}"),
    RegionCode: _region,
    Hours: lambda: matching(HOURS),
}
"""The schema of each type of value."""


class _Tables(Walk):
    leaves = _LEAVES
    prefix = "#/$defs/"
    with_null = False  # TOML has no null

    def object_schema(self, model: type[Any]) -> Schema:
        """Return the schema of one table."""
        descriptions = field_descriptions(model)
        fields = attrs.fields(model)
        needed = [
            field.name
            for field in fields
            if field.default is attrs.NOTHING and (model, field.name) != (Contact, "id")
        ]
        table: Schema = {"type": "object", "description": first_line(model)}
        table["properties"] = {
            field.name: {"description": descriptions[field.name]}
            | ({"deprecated": True} if "deprecated" in field.metadata else {})
            | self._field(model, field)
            for field in fields
        }
        if model is Contact:
            table["properties"]["zone"] = _ZONE | {"enum": sorted(zones())}
        rules = [rule for kind, its_own in _RULES if issubclass(model, kind) for rule in its_own]
        table |= {"allOf": rules} if rules else {}
        return table | {"required": needed, "additionalProperties": False}

    def _field(self, model: type[Any], field: "attrs.Attribute[Any]") -> Schema:
        """Return the schema of a field: the schema of its type, narrowed by its rule."""
        shape = self.schema(field.type) | _lengths(field)
        for key in ((model, field.name), (None, field.name)):
            if key in _NARROWED:
                return narrowed(shape, _NARROWED[key])
        return shape


def _lengths(field: "attrs.Attribute[Any]") -> Schema:
    """Return the limit on the length of a text; empty for other types."""
    is_prose = any(map(is_text, (field.type, *get_args(field.type))))
    if not is_prose and field.type not in (str, str | None):
        return {}
    is_title = field.name in _TITLES
    return {"maxLength": _LIMITS.title_characters if is_title else _LIMITS.text_characters}


_LOCAL_ID = matching(ID) | {"maxLength": _LIMITS.id_characters}
_ADDRESS = matching(f"https://{_HOST}(:443)?([/?#]{_URL_REST})?") | {
    "maxLength": _LIMITS.url_characters
}
_AT_LEAST_ONE = {"type": "array", "minItems": 1}
_ZONE: Schema = {"description": "The IANA time zone of the hours; needed unless they are 24/7."}

_NARROWED: dict[tuple[type[Any] | None, str], Schema] = {
    (Header, "contact"): _ADDRESS,
    (Header, "requires"): _LOCAL_ID,
    (Header, "schema"): {"minimum": 1, "maximum": SCHEMA},
    (Word, "aliases"): {},
    (Patch, "target"): matching(f"{ID}:{ID}"),
    (None, "id"): _LOCAL_ID,
    (None, "aliases"): _LOCAL_ID,
    (None, "url"): _ADDRESS,
    (None, "evidence"): _ADDRESS,
    (None, "language"): matching(TAG),
    (None, "languages"): matching(TAG),
    (None, "interpreter"): matching(TAG),
    (None, "source_language"): matching(TAG),
    (None, "email"): matching(EMAIL),
    (None, "dial"): matching(DIAL),
    (None, "display"): matching(DISPLAY),
    (None, "keyword"): matching(KEYWORD),
    (None, "dated"): matching(DATED),
    (None, "days"): matching(DAY_OF_YEAR),
    (None, "min"): {"minimum": 1},
    (None, "edition"): YEAR,
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


_WITH_NUMBER = _channels_with("dial")
_CONTEXT: Schema = {"const": "context"}
_GRADES = [grade.value for grade in Grade]

_RULES: tuple[tuple[type[Any], tuple[Schema, ...]], ...] = (
    (
        Contact,
        (
            _if("channel", _WITH_NUMBER, {"required": ["dial", "display"]}),
            _if("channel", _channels_with("email"), {"required": ["email"]}),
            _if("channel", _channels_with("url"), {"required": ["url"]}),
            _if("channel", {"not": _WITH_NUMBER}, {"properties": {"dial": False}}),
            _if("dial", {"not": {"pattern": "^[+]"}}, {"required": ["dial_region"]}),
            _if("dial_region", {}, {"properties": {"dial": {"pattern": "^[*]?[0-9]*$"}}}),
            _if("hours", {"pattern": _NOT_ALL_DAY}, {"required": ["zone"]}),
        ),
    ),
    (
        Record,
        (
            _if(
                "replaced_by",
                {},
                {"properties": {"status": {"const": "retired"}}, "required": ["status"]},
            ),
            _if(
                "status",
                {"const": "retired"},
                {"anyOf": [{"required": ["replaced_by"]}, {"required": ["note"]}]},
            ),
        ),
    ),
    (
        Action,
        (
            _if(
                "risk",
                {"not": {"const": "none"}},
                {"properties": {"safety": {"minItems": 1}}, "required": ["safety"]},
            ),
        ),
    ),
    (
        Indicator,
        (
            _if("element", _CONTEXT, {"properties": {"grade": _CONTEXT}}),
            _if("grade", _CONTEXT, {"properties": {"element": _CONTEXT}}),
            *(
                _if(
                    "grade",
                    {"const": grade},
                    {"properties": {"child_grade": {"enum": _GRADES[position:]}}},
                )
                for position, grade in enumerate(_GRADES)
            ),
        ),
    ),
    (
        Vendor,
        (_if("status", {"const": "retired"}, {"properties": {"ships_to": {"maxItems": 0}}}),),
    ),
)
"""The rules between the fields of one table."""
