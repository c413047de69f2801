"""Write what is made from the classes of questions, answers and records.

Run it when one of these changes::

    python scripts/answer_schemas.py

A class is the only description of its JSON. Its fields, or the names in ``_json_names``, are the
keys; their annotations the types; the section "Attributes:" of its docstring, or the docstring of a
property, the words. From these come the JSON Schemas in ``data/schemas`` and the types for checkers
in ``engine/json_types.py``. A test compares both.
"""

import inspect
import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from keyword import iskeyword
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from takeaction.engine.ask.ask import Reply
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.planning.answer import Plan
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.why_not import WhyNot
from takeaction.engine.search.answer import Hit, Hits
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice
from takeaction.engine.signs.answer import Assessment
from takeaction.errors import QueryError
from takeaction.export.schemas.making import (
    DATED,
    DAY_OF_YEAR,
    DIAL,
    DISPLAY,
    EMAIL,
    HOURS,
    ID,
    KEYWORD,
    YEAR,
    Walk,
    as_text,
    day,
    field_descriptions,
    first_line,
    in_json,
    matching,
    moment,
    narrowed,
    or_null,
    schema_of_words,
    web_address,
)
from takeaction.export.schemas.shipped import Schema
from takeaction.models.action import Action
from takeaction.models.goods import Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.pack import PackId
from takeaction.models.question.arguments import (
    MAX_CHARACTERS,
    MAX_WORDS,
)
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import SAID, About, HelpQuery, PurchaseQuery
from takeaction.models.record import ONLY_SEARCHED, Record, RecordId, RegionCode, WordId
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import SafetyText, ShownText, Text, Words
from takeaction.value import Value, json_paths
from takeaction.vocabulary.lists import CLOSED_LISTS

PACKAGE = Path(__file__).parents[1] / "src" / "takeaction"
SCHEMAS = PACKAGE / "data" / "schemas"
TYPES = PACKAGE / "engine" / "json_types.py"
WIDTH = 100

TEXT_PART = "Text"
"""The name of the schema of a text, which is a string or an object, as a reader asks for it."""


@attrs.frozen
class Error(Value):
    """The output of a command that refuses a call with ``--json``.

    Attributes:
        error: The error; of several the first, with the texts of all.
        errors: Every wrong field, if there are several.
    """

    error: QueryError
    errors: tuple[QueryError, ...]


QUESTIONS: tuple[type[Any], ...] = (Profile, HelpQuery, PurchaseQuery, About)
ANSWERS: tuple[type[Any], ...] = (
    *(Help, HelpLine, Referral, Recommendations, Recommendation, WhyNot, Plan, Assessment),
    *(PurchaseAdvice, DestinationAdvice, Hits, Hit, Reply, Error, QueryError),
)
RECORDS: tuple[type[Any], ...] = (Action, Resource, Indicator, Vendor, Label, Good, Rating)

CHANGED = ("minutes", "modes", "cost", "risk", "done", "dismissed")
"""The fields of a profile that a change may have; only those that have to change are there."""

OPTIONAL: Mapping[str, frozenset[str]] = {
    "Change": frozenset(CHANGED),
    "Error": frozenset({"errors"}),
}
"""The keys that may be missing; all others are always there."""

RECORD_KEYS: Mapping[str, str] = {
    "kind_of_record": "The kind of the record.",
    "pack": "The id of its pack.",
    "label": "Its name, its title or the text of a sign.",
    "language": "The language of the label.",
}
"""The keys of every record that are no fields, as ``Record.as_json`` adds them."""

_REGION = matching("[A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{3}")
_RECORD_ID = matching(f"{ID}:{ID}")
_WORD_ID = matching(f"({ID}:)?{ID}")
_LOCAL_ID = matching(ID)
_TAG = matching("[a-z]{2,8}(-([A-Z][a-z]{3}|[A-Z]{2}|[0-9]{3}))*")
_FROM_ZERO: Schema = {"type": "integer", "minimum": 0}
_AT_LEAST_ONE: Schema = {"type": "integer", "minimum": 1}
_BASIS_POINTS: Schema = _FROM_ZERO | {"maximum": 10_000}

_RULES: Mapping[str, Schema] = {
    "Added.languages": {"type": "object", "propertyNames": _TAG},
    "Added.regions": {"type": "object", "propertyNames": _REGION},
    "Assessment.looked_at": {"type": "array", "minItems": 2, "maxItems": 2},
    "BasketLine.labels": _RECORD_ID,
    "BasketLine.risks": _RECORD_ID,
    "BasketLine.vendors": _RECORD_ID,
    "Contact.id": _LOCAL_ID,
    "Excluded.minutes": _FROM_ZERO,
    "Hit.score": _FROM_ZERO,
    "Hours.text": matching(HOURS),
    "IdentifiedText.id": _WORD_ID,
    "NextQuestion.id": _LOCAL_ID,
    "also_in": _RECORD_ID,
    "based_in": _REGION,
    "chain": _REGION,
    "code": matching("[a-z_]+([.][a-z_]+)*"),
    "contact": _LOCAL_ID,
    "counted": _RECORD_ID,
    "country": _REGION,
    "dated": matching(DATED),
    "days": matching(DAY_OF_YEAR),
    "decisive": _RECORD_ID,
    "dial": matching(DIAL),
    "dial_region": _REGION,
    "display": matching(DISPLAY),
    "edition": YEAR,
    "email": matching(EMAIL),
    "evidence": web_address(),
    "every": _AT_LEAST_ONE,
    "hours": matching(HOURS),
    "id": _RECORD_ID,
    "input_country": _REGION,
    "instead": _RECORD_ID,
    "interpreter": _TAG,
    "keyword": matching(KEYWORD),
    "language": _TAG,
    "languages": _TAG,
    "made_in": _REGION,
    "matched": matching("[a-z_]+"),
    "max": _AT_LEAST_ONE,
    "memberships": _RECORD_ID,
    "min": _AT_LEAST_ONE,
    "minutes": _AT_LEAST_ONE,
    "pack": _LOCAL_ID,
    "place": _REGION,
    "products": _WORD_ID,
    "rank": _AT_LEAST_ONE,
    "replaced_by": _RECORD_ID,
    "resembles": _RECORD_ID,
    "score": _BASIS_POINTS,
    "ships_to": _REGION,
    "text_language": _TAG,
    "times": _AT_LEAST_ONE,
    "typical": _AT_LEAST_ONE,
    "url": web_address(),
    "via": _REGION,
    "week": _AT_LEAST_ONE,
    "year": YEAR,
    "zone": matching("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*"),
}
"""The rules for the values of a key: in one shape, or wherever a value has the type of the rule."""


# Answers and records: every key is always there, and null is not known.


TEXTS = (Text, SafetyText, ShownText, Words)


class Objects(Walk):
    """The schemas of objects in answers, by the name of their class.

    Attributes:
        keys: The keys of each object with their types and descriptions, parts before their wholes.
        about: The first line about each object.
    """

    leaves: ClassVar[Mapping[object, Callable[[], Schema]]] = {
        str: lambda: {"type": "string"},
        int: lambda: dict(_FROM_ZERO),
        bool: lambda: {"type": "boolean"},
        date: day,
        datetime: moment,
        PackId: lambda: {"type": "string"},
        RecordId: lambda: dict(_RECORD_ID),
        RegionCode: lambda: dict(_REGION),
        WordId: lambda: dict(_WORD_ID),
        **dict.fromkeys(TEXTS, lambda: {"$ref": TEXT_PART}),
    }
    prefix = ""
    with_null = True

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, list[tuple[str, Any, str]]] = {}
        self.about: dict[str, str] = {}

    def name_of(self, model: type[Any]) -> str:
        """Return the name of a class."""
        name = described(model).__name__.lstrip("_")
        return "ReplyAbout" if name == "About" else name

    def reference(self, model: type[Any]) -> Schema:
        """Make the schemas of a class and of all classes inside it; return a reference to it."""
        return super().reference(described(model))

    def schema(self, annotation: Any) -> Schema:  # noqa: ANN401 - any annotation
        """Return the schema of the values of an annotation."""
        if isinstance(annotation, TypeVar):
            annotation = annotation.__bound__
        return super().schema(changed_fields() if annotation == Change else annotation)

    def object_schema(self, model: type[Any]) -> Schema:
        """Return the schema of an object."""
        name = self.name_of(model)
        keys = list(keys_of(model))
        properties = {
            key: narrowed(
                self._sorted(model, kind), _RULES.get(f"{name}.{key}", _RULES.get(key, {}))
            )
            | {"description": words}
            for key, kind, words in keys
        }
        self.keys[name] = keys
        self.about[name] = first_line(model)
        return {
            "type": "object",
            "title": name,
            "description": first_line(model),
            "properties": properties,
            "required": [key for key in properties if key not in OPTIONAL.get(name, ())],
            "additionalProperties": False,
        }

    def _sorted(self, model: type[Any], kind: Any) -> Schema:  # noqa: ANN401 - any annotation
        """Return the schema of a value; a set is one in a record, and a sorted list elsewhere."""
        schema = self.schema(kind)
        if not issubclass(model, (Record, Contact)):
            schema.pop("uniqueItems", None)
        return schema


def described(model: type[Any]) -> type[Any]:
    """Return a class, or its base where it has no fields of its own."""
    return next((base for base in model.__mro__ if "__attrs_attrs__" in vars(base)), model)


def keys_of(model: type[Any]) -> Iterator[tuple[str, Any, str]]:
    """Yield the keys of the JSON of a class, each with its type and its description.

    The words are those of the field or property to which the name of the key leads.
    """
    if issubclass(model, Record):
        said = field_descriptions(model)
        for field in attrs.fields(model):
            if field.name not in ONLY_SEARCHED:
                yield field.name, field.type, in_json(said[field.name])
        kinds = (Literal[model.record_kind.value], str, Text, str)
        for (key, words), kind in zip(RECORD_KEYS.items(), kinds, strict=True):
            yield key, kind, words
        return
    for key, path in json_paths(model):
        kind: Any = model
        for name in path.split("."):
            kind, words = member(kind, name)
        if path.startswith(f"{key}."):  # shown by a part of itself: an id, a state or a sentence
            words = member(model, key)[1]
        yield key, kind, in_json(words)


def member(model: Any, name: str) -> tuple[Any, str]:  # noqa: ANN401 - also a type variable
    """Return the type and the description of a field or a property."""
    if isinstance(model, TypeVar):
        model = model.__bound__
    if is_property(model, name):
        getter = inspect.getattr_static(model, name).fget
        return get_type_hints(getter)["return"], as_text(inspect.getdoc(getter) or "")
    words = field_descriptions(model)[name]
    if not attrs.has(model):
        return get_type_hints(model)[name], words
    field = attrs.fields_dict(model)[name]
    if "keys" in field.metadata:
        return mapping(name, field, words), words
    if "words" in field.metadata:
        closed = Literal[tuple(field.metadata["words"])]
        return (closed if field.type is str else tuple[closed, ...]), words
    return field.type, words


def is_property(model: type[Any], name: str) -> bool:
    """Whether a name is that of a property."""
    return isinstance(inspect.getattr_static(model, name, None), property)


def mapping(name: str, field: "attrs.Attribute[Any]", words: str) -> type[Any]:
    """Return a class for a mapping that always has the same keys."""
    _, kind = get_args(field.type)
    keys = field.metadata["keys"]
    return made(name.capitalize(), words, {key: (kind, said) for key, said in keys.items()})


def changed_fields() -> type[Any]:
    """Return a class for the fields of a profile that have to change."""
    fields, said = attrs.fields_dict(Profile), field_descriptions(Profile)
    words = "Fields of a profile, each with the least value that lists an action."
    return made("Change", words, {name: (fields[name].type, said[name]) for name in CHANGED})


def made(name: str, words: str, keys: Mapping[str, tuple[Any, str]]) -> type[Any]:
    """Return a class with these fields, described as those that are written by hand."""
    fields = {key: attrs.field(type=kind) for key, (kind, _) in keys.items()}
    model = attrs.make_class(name, fields, bases=(Value,))
    listed = "".join(f"    {key}: {said}\n" for key, (_, said) in keys.items())
    first = words.partition(". ")[0].rstrip(".")
    model.__doc__ = f"{first}.\n\nAttributes:\n{listed}"
    return model


# Questions: what ``from_json`` reads.


_ANY_TAG = matching("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
"""A tag in any case. ``from_json`` also takes the name of a language."""

_ANY_CODE = matching("[A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{3}")

_OF_QUESTIONS: Mapping[str, Schema] = {
    "About.calling_from": _ANY_CODE,
    "About.home": _ANY_CODE,
    "About.language": matching("[a-z]{2,3}"),
    "About.person": {"type": "string", "enum": sorted(map(str, SAID))},
    "language": _ANY_TAG,
    "languages": _ANY_TAG,
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
        most = field.metadata.get("most", MAX_WORDS)
        bounds = {"array": {"maxItems": most}, "integer": {"minimum": 1, "maximum": most}}
        schema |= next((bounds[kind] for kind in bounds if kind in schema.get("type", ())), {})
        schema = narrowed(schema, _OF_QUESTIONS.get(name, _OF_QUESTIONS.get(field.name, {})))
        if default is inspect.Parameter.empty:
            return schema
        in_list = list(default) if isinstance(default, tuple) else default
        return or_null(schema) | {"default": in_list}


# The files of schemas. A value that is long and that several schemas have is written once.

VALUES: Mapping[str, Schema] = {
    "RecordId": _RECORD_ID,
    "RegionCode": _REGION,
    "WordId": _WORD_ID,
    "LanguageTag": _TAG,
    **{kind.__name__: schema_of_words(map(str, kind)) for kind in CLOSED_LISTS},
}
"""The values that have a name."""

SHORTEST = 60
"""The fewest characters of such a value: a reference has about 40 in the document of the API."""


def all_objects() -> Objects:
    """Return the schemas of all answers and records, and of their parts."""
    objects = Objects()
    for model in (*ANSWERS, *RECORDS, Words):
        objects.reference(model)
    return objects


def shipped_files() -> dict[str, str]:
    """Return the text of each file of ``data/schemas`` by its name, without its ending."""
    objects, questions = all_objects(), Questions()
    listed = {
        "questions": _named(questions, QUESTIONS),
        "answers": _named(objects, ANSWERS),
        "records": _named(objects, RECORDS),
    }
    names = {name for schemas in listed.values() for name in schemas}
    parts = {name: schema for name, schema in objects.parts.items() if name not in names}
    listed["parts"] = {TEXT_PART: {"type": "string"}, **parts}
    written = [_compact(schema) for schemas in listed.values() for schema in schemas.values()]
    values = {
        name: value
        for name, value in VALUES.items()
        if len(_compact(value)) >= SHORTEST
        and sum(each.count(_compact(value)[:-1]) for each in written) > 1
    }
    listed = {file: with_references(schemas, values) for file, schemas in listed.items()}
    listed["parts"] |= values
    return {file: _text(schemas) for file, schemas in listed.items()}


def with_references(value: Any, values: Mapping[str, Schema]) -> Any:  # noqa: ANN401 - plain data
    """Copy a part of a schema with a reference in place of each value that has a name."""
    if isinstance(value, list):
        return [with_references(part, values) for part in value]
    if not isinstance(value, dict):
        return value
    own = {key: part for key, part in value.items() if key != "description"}
    for name, named in values.items():
        if own == named:
            return {"$ref": name} | {key: value[key] for key in value if key not in own}
    return {key: with_references(part, values) for key, part in value.items()}


def _named(walk: Walk, models: Iterable[type[Any]]) -> dict[str, Schema]:
    """Return the schema of each class by its name."""
    for model in models:
        walk.reference(model)
    names = map(walk.name_of, models)
    return {name: walk.parts[name] for name in names}


def _text(schemas: Mapping[str, Schema]) -> str:
    """Write the schemas of a file: one a line, so that a change of one can be read."""
    lines = (f"{_compact(name)}:{_compact(schema)}" for name, schema in sorted(schemas.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# The types for checkers.


HEAD = '''\
# Generated from the classes of answers by scripts/answer_schemas.py; change these.
"""The JSON of answers, as type checkers see it; nothing needs it at run time.

A type that has texts takes theirs: ``ReasonData[str]`` where each text is a string,
``ReasonData[WordsData]`` where its language and its source are apart. Every key is always there;
null means not known, or none.
"""

from typing import Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar

T = TypeVar("T")
"""The type of a text: ``str`` or ``WordsData``."""

# "for" is a word of Python, so no class can have a field of this name.
_For = TypedDict("_For", {"for": list[str]})
'''


class Types:
    """The module of the types of all answers and their parts."""

    def __init__(self) -> None:
        self._objects = all_objects()
        self._records = {self._objects.name_of(model) for model in RECORDS}
        self._words: dict[str, str] = {}
        self._with_texts: set[str] = set()

    def module(self) -> str:
        """Return the text of the module."""
        names = [name for name in self._objects.keys if name not in self._records]
        used = set(self._used(["Error", *map(self._objects.name_of, ANSWERS), "Words"]))
        classes = ["\n".join(self._class(name)) for name in names if name in used]
        words = (self._words[name] for name in sorted(self._words))
        return "\n".join([HEAD, *words, "", "", "\n\n\n".join(classes)]) + "\n"

    def _used(self, names: list[str]) -> Iterator[str]:
        """Yield the names of objects in answers: a part of records alone has no type."""
        seen: set[str] = set()
        while names:
            if (name := names.pop()) not in seen:
                seen.add(name)
                names += re.findall(r'"\$ref": "(\w+)"', json.dumps(self._objects.parts[name]))
                seen -= {TEXT_PART}
                names = [each for each in names if each != TEXT_PART]
        yield from seen

    def _class(self, name: str) -> Iterator[str]:
        """Yield the lines of a class."""
        optional = OPTIONAL.get(name, frozenset())
        keys = self._objects.keys[name]
        types = {key: self._type(kind, key) for key, kind, _ in keys}
        if any(re.search(r"\bT\b", written) for written in types.values()):
            self._with_texts.add(name)
        bases = ["_For" if any(map(iskeyword, types)) else "TypedDict"]
        bases += ["Generic[T]"] if name in self._with_texts else []
        yield f"class {name}Data({', '.join(bases)}):"
        yield f'    """{self._objects.about[name]}\n\n    Keys:'
        for key, _, words in keys:
            yield textwrap.fill(
                f"{key}: {words}",
                WIDTH,
                initial_indent=" " * 8,
                subsequent_indent=" " * 12,
                break_long_words=False,
                break_on_hyphens=False,
            )
        yield '    """\n'
        for key, written in types.items():
            if not iskeyword(key):
                yield f"    {key}: " + (f"NotRequired[{written}]" if key in optional else written)

    def _type(self, kind: Any, key: str) -> str:  # noqa: ANN401, PLR0911 - any type
        """Write the type of a key."""
        origin, arguments = get_origin(kind), get_args(kind)
        if isinstance(kind, TypeVar):
            return self._type(kind.__bound__, key)
        if kind == Change:
            return "ChangeData"
        if origin in (Union, UnionType):
            return " | ".join(self._type(member, key) for member in arguments)
        if origin is Literal:
            return self._closed(f"{key.removesuffix('s').capitalize()}Word", arguments)
        if origin and issubclass(origin, Mapping):
            keys, values = (self._type(part, key) for part in arguments)
            return f"dict[{keys}, {values}]"
        if origin in (tuple, frozenset):
            return f"list[{self._type(arguments[0], key)}]"
        if kind in TEXTS:
            return "T"
        return self._plain(kind)

    def _plain(self, kind: Any) -> str:  # noqa: ANN401 - also a new type
        kind = getattr(kind, "__supertype__", kind)
        if kind is NoneType:
            return "None"
        if issubclass(kind, StrEnum):
            return self._closed(f"{kind.__name__}Word", [word.value for word in kind])
        if kind in (str, int, bool):
            return str(kind.__name__)
        if issubclass(kind, date):
            return "str"
        name = self._objects.name_of(kind)
        return f"{name}Data" + ("[T]" if name in self._with_texts else "")

    def _closed(self, name: str, words: Iterable[str]) -> str:
        """Name the type of closed words, and write it where it is new."""
        quoted = [f'"{word}"' for word in words]
        one = f"{name}: TypeAlias = Literal[{', '.join(quoted)}]"
        many = "".join(f"    {word},\n" for word in quoted)
        self._words[name] = one if len(one) <= WIDTH else f"{name}: TypeAlias = Literal[\n{many}]"
        return name


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file that is made, with its text."""
    for name, text in shipped_files().items():
        yield SCHEMAS / f"{name}.json", text
    yield TYPES, Types().module()


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text):,} characters")
