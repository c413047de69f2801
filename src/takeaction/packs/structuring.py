"""Structure a dict as a model: quickly where it has no mistake, strictly where it has one.

Nothing is coerced: a number is not a text, a text is not a list, and an unknown key is refused. One
table says of any type whether it is a value, a list or a table, and with what it is built. Two ways
read it: a quick one, which stops at the first mistake without saying where, and that of cattrs,
which finds all of them and their places. Nearly every record passes the quick way, so a program
that meets no mistake never imports cattrs. No other module knows it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, NamedTuple, TypeAlias, TypeVar, get_args, get_origin

import attrs

from takeaction.errors import Outcome, UnknownWordError, plain, shown
from takeaction.models.record import PeopleSay, RecordId, RegionCode, Verified, WordId
from takeaction.models.region import CODE_ALIASES, find_region, is_region, place_label, region
from takeaction.models.resource import Contact, Hours, parse_hours
from takeaction.models.text import SafetyText, Text, Translator
from takeaction.packs.faults import LONGEST_COMPARED, Fault, ValueRefusedError, day_meant, hint_for
from takeaction.vocabulary.records import Kind

_T = TypeVar("_T")

MAX_ITEMS = 64
"""The longest list that is built quickly; a longer one gets a closer look.

Ours have at most 32 items.
"""

_DATE_LENGTH = len("2026-11-24")


class Setting(NamedTuple):
    """The setting that all values of a record share.

    Attributes:
        pack: The id of the pack: local ids become ids of this pack.
        language: The language of the texts.
        shared: The sets, dates and parts built so far, so that equal ones are one object. Grows.
        translator: Finds the translations of the texts; empty if there are none.
        items: The longest list that is built quickly.
    """

    pack: str
    language: str
    shared: dict[Any, Any]
    translator: Translator | tuple[()] = ()
    items: int = MAX_ITEMS


Builder = Callable[[Any, Setting], Any]
"""Builds the value of a field from a value of a file, or raises ValueRefusedError."""


def require_type(value: object, kind: type[_T], expected: str, fix: str = "") -> _T:
    """Return a value of exactly this type: a bool is not an int, a StrEnum is not a str.

    A *fix* is needed only where one cannot be told from the value itself.

    Raises:
        ValueRefusedError: It is of another type; the message names the *expected* one.
    """
    if type(value) is not kind:
        problem = f"this is {_describe_type(value)}, not {expected}."
        raise ValueRefusedError("shape.wrong_type", problem, fix or _fix_of_type(value, kind))
    return value


def _describe_type(value: object) -> str:
    names = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
    names |= {dict: "a table", float: "a decimal number", type(None): "null"}
    return names.get(type(value), "a time")


def _fix_of_type(value: object, kind: type) -> str:
    """Return the way to write a value as one of another type; empty if there is none."""
    is_text, is_number = type(value) is str, type(value) is int
    if is_number and kind is str:
        return "put quotation marks around it."
    if is_text and kind is list:
        return f"put it in square brackets: [{shown(value)}]."
    if is_text and kind is int and str(value).isdecimal():
        return f"write {plain(str(value))}, without quotation marks."
    if is_text and kind is bool:
        return "write true or false, without quotation marks."
    if type(value) is dict and kind is list:
        return "put its heading in double brackets, such as [[resource.contacts]]."
    return ""


def _exact(kind: type, expected: str) -> Builder:
    return lambda value, _: value if type(value) is kind else require_type(value, kind, expected)


# The builders below test the type themselves first, because a function call for each value would
# be expensive.


def _text_builder(kind: type[Text]) -> Builder:
    def build(value: object, setting: Setting) -> Text:
        text = value if type(value) is str else require_type(value, str, "text")
        return kind(text, setting.language, setting.translator)

    return build


def _build_date(value: object, setting: Setting) -> date:
    text = value if type(value) is str else require_type(value, str, "a date")
    shared = setting.shared.get((date, text))
    if shared is None:
        shared = setting.shared[date, text] = _parse_date(text)
    day: date = shared
    return day


def _parse_date(text: str) -> date:
    try:
        if len(text) == _DATE_LENGTH and text[4] == text[7] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    fix = "write it as year-month-day, such as 2026-11-24."
    raise ValueRefusedError("date.form", f"{shown(text)} is not a date.", fix, lambda: _day(text))


def _day(text: str) -> str:
    day = day_meant(text) if len(text) <= LONGEST_COMPARED else None
    return f"write {day}, without quotation marks." if day else ""


def _build_record_id(value: object, setting: Setting) -> str:
    text = require_type(value, str, "a record id")
    return text if ":" in text else f"{setting.pack}:{text}"


def _build_region(value: object, _: Setting) -> str:
    text = require_type(value, str, "a region code")
    code = CODE_ALIASES.get(text, text)
    if not is_region(code):
        raise ValueRefusedError(
            "region.unknown",
            f"{shown(text)} is not a region code.",
            "use a code from ISO 3166 or UN M49, or EU, or 001 for the world.",
            lambda: _region_hint(text),
        )
    return code


def _region_hint(text: str) -> str:
    if len(text) > LONGEST_COMPARED:
        return ""
    try:
        return f"write {_named_region(find_region(text).code)}."
    except UnknownWordError as error:
        near = " or ".join(map(_named_region, error.nearest))
        return f"did you mean {near}?" if near else ""


def _named_region(code: str) -> str:
    # Most codes say little to a person.
    place, country = place_label(code).source, code.partition("-")[0]
    has_name = code == country or place != region(country).name
    return f'"{code}" ({place if has_name else f"a part of {country}"})'


def _build_hours(value: object, setting: Setting) -> Hours:
    zone = None
    if type(value) is tuple:  # from ``contact_fields``; no file contains a tuple
        value, zone = value
        require_type(zone, str, "the name of a time zone")
    text = require_type(value, str, "text such as Mo-Fr 09:00-17:00")
    shared = setting.shared.get((Hours, text, zone))
    if shared is None:
        shared = setting.shared[Hours, text, zone] = _parse_hours(text, zone)
    hours: Hours = shared
    return hours


def _parse_hours(text: str, zone: str | None) -> Hours:
    try:
        return parse_hours(text, zone)
    except ValueError:  # rules/contact says why; the number beside them is worth more than they are
        return Hours(zone=zone, spans=(), text=text)


def _build_people_say(value: object, _: Setting) -> PeopleSay:
    table = require_type(value, dict, "a table of languages")
    return PeopleSay(tuple((tag, _terms(table[tag])) for tag in sorted(table)))


def _terms(value: object) -> tuple[str, ...]:
    terms = require_type(value, list, "a list of texts")
    return tuple(require_type(term, str, "text") for term in terms)


@cache
def _word_builder(kind: type[StrEnum]) -> Builder:
    words = {word.value: word for word in kind}

    def build(value: object, _: Setting) -> StrEnum:
        text = value if type(value) is str else require_type(value, str, "a word")
        word = words.get(text)
        if word is None:
            problem = f"{shown(text)} is not in the list."
            fix = f"write one of {', '.join(words)}."
            raise ValueRefusedError("shape.unknown_word", problem, fix, hint_for(text, words))
        return word

    return build


# The table

_BUILDERS: Mapping[object, Builder] = {
    str: _exact(str, "text"),
    int: _exact(int, "a whole number"),
    bool: _exact(bool, "true or false"),
    date: _build_date,
    Text: _text_builder(Text),
    SafetyText: _text_builder(SafetyText),
    PeopleSay: _build_people_say,
    RecordId: _build_record_id,
    WordId: _exact(str, "a word id"),
    RegionCode: _build_region,
    Hours: _build_hours,
}
"""The builder of each type of value, except for words of closed lists."""

EXAMPLES = {
    "minutes": "{ min = 5, typical = 10, max = 20 }",
    "source": '{ title = "Its page", url = "https://example.org/", checked = 2026-11-24 }',
    "verified": '{ method = "called", on = 2026-11-24, by = "Your name" }',
}
"""The tables that authors write most, each as it may look."""


class ListOf(NamedTuple):
    """A list in a file.

    Attributes:
        origin: ``tuple``, or ``frozenset`` for a list without repeats.
        item: The type of its items.
    """

    origin: type[Any]
    item: Any


class TableOf(NamedTuple):
    """A table in a file.

    Attributes:
        model: Its model.
        types: The type of each field.
        fields: Returns the fields of a table as the model has them, or raises ValueRefusedError.
        is_shared: Whether equal ones, which hold only texts, become one object.
    """

    model: type[Any]
    types: Mapping[str, Any]
    fields: Callable[[object], dict[str, Any]]
    is_shared: bool


Parts: TypeAlias = Builder | ListOf | TableOf


@cache
def parts_of(kind: Any) -> Parts:
    """Return the row of a type: the builder of a value, a list, or a table."""
    if kind in _BUILDERS:
        return _BUILDERS[kind]
    if attrs.has(kind):
        types = {field.name: field.type for field in attrs.fields(kind)}
        fields = _contact_fields if kind is Contact else _fields_of(kind.__name__.lower())
        return TableOf(kind, types, fields, is_shared=kind is Verified)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _word_builder(kind)
    inner = get_args(kind)
    if type(None) in inner:  # an optional field that is present has a value, never null
        return parts_of(next(option for option in inner if option is not type(None)))
    return ListOf(get_origin(kind) or tuple, inner[0])


def _fields_of(name: str) -> Callable[[object], dict[str, Any]]:
    fix = f"write {EXAMPLES[name]}." if name in EXAMPLES else ""
    return lambda value: require_type(value, dict, "a table", fix)


def _contact_fields(value: object) -> dict[str, Any]:
    # The id is the channel unless the contact names one, and the zone moves into the hours.
    fields = dict(require_type(value, dict, "a table"))
    if "channel" in fields:
        fields.setdefault("id", fields["channel"])
    if "hours" in fields and "zone" in fields:
        fields["hours"] = fields["hours"], fields.pop("zone")
    return fields


# The quick way


@cache
def builder_of(kind: Any) -> Builder:
    """Return the builder of a type, which raises any exception at the first mistake."""
    parts = parts_of(kind)
    if isinstance(parts, TableOf):
        return _table_builder(parts)
    return _list_builder(parts) if isinstance(parts, ListOf) else parts


def _table_builder(table: TableOf) -> Builder:
    builders = {name: builder_of(kind) for name, kind in table.types.items()}
    model, fields = table.model, table.fields

    def build(value: Any, setting: Setting) -> Any:  # a KeyError refuses an unknown field
        return model(**{name: builders[name](v, setting) for name, v in fields(value).items()})

    def build_shared(value: Any, setting: Setting) -> Any:
        key = (model, *fields(value).items())
        built = setting.shared.get(key)
        if built is None:
            built = setting.shared[key] = build(value, setting)
        return built

    return build_shared if table.is_shared else build


def _list_builder(kind: ListOf) -> Builder:
    builder = builder_of(kind.item)

    def build_tuple(value: Any, setting: Setting) -> tuple[Any, ...]:
        # Repeated below, because a function call for each list would be expensive.
        if type(value) is not list or len(value) > setting.items:
            raise TypeError
        return tuple([builder(item, setting) for item in value])

    def build_set(value: Any, setting: Setting) -> frozenset[Any]:
        if type(value) is not list or len(value) > setting.items:
            raise TypeError
        key = (builder, *value)
        items: frozenset[Any] | None = setting.shared.get(key)
        if items is None:  # equal sets are one object
            items = frozenset([builder(item, setting) for item in value])
            if len(items) != len(value):
                raise ValueError
            setting.shared[key] = items
        return items

    return build_tuple if kind.origin is tuple else build_set


# The models

_MODULES = dict.fromkeys((Kind.GOOD, Kind.LABEL, Kind.RATING, Kind.VENDOR), "goods")


@cache
def model_of(kind: Kind) -> type[Any]:
    """Return the model of a kind of record, imported on first use."""
    module = import_module(f"takeaction.models.{_MODULES.get(kind, kind.value)}")
    model: type[Any] = getattr(module, kind.value.title())
    return model


# The strict way, of which cattrs is a part: imported inside the functions that use it, it takes
# nothing of the time of a first answer, of which it would take an eighth.

_Hook: TypeAlias = Callable[[Any, Any], Any]

_SETTING: ContextVar[tuple[Setting, int]] = ContextVar("takeaction_setting")
"""The setting of the record that cattrs structures now, and the most faults to find."""

_UNDESCRIBED_FAULT = Fault("limit.mistakes", "", "", outcome=Outcome.DROP)
"""A fault that costs the record, and is counted and not described."""

_MAX_FAULTS = 1_000
"""The most faults found in one value, since it takes long to find their places.

Without a bound, lists of wrong items took 23 seconds and 900 MiB.
"""


def structure(
    value: Mapping[str, Any],
    cls: type[_T],
    setting: Setting,
    *,
    try_fast: bool = True,
    max_faults: int = _MAX_FAULTS,
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Build a model from a dict.

    Args:
        value: The fields.
        cls: The model.
        setting: The setting of its values.
        try_fast: Whether the fields may be right, so that the fast way is worth a try.
        max_faults: The most faults to find; 0 for a file with so many that the rest are only
            counted.

    Returns:
        The model and no faults, or None and the faults, in order of the fields. Without a look at
        them it is one fault without a description.

    Raises:
        MemoryError: Memory ran out, which says nothing about the record.
        RecursionError: The stack ran out.
    """
    kind: Any = cls
    if try_fast:
        try:
            return builder_of(kind)(value, setting), ()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - a builder raises anything at a mistake
            if not max_faults:
                return None, (_UNDESCRIBED_FAULT,)
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    token = _SETTING.set((setting, max_faults))
    try:
        return _hook_of(kind)(value, kind), ()
    except (BaseValidationError, ForbiddenExtraKeysError, KeyError, ValueRefusedError) as error:
        return None, tuple(islice(_flatten(error, ""), max_faults))
    finally:
        _SETTING.reset(token)


def _flatten(error: BaseException, path: str) -> Iterator[Fault]:
    """Yield the faults in an error of cattrs, each with the path of its field."""
    from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner in error.exceptions:
            yield from _flatten(inner, path + _step(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            field = f"{path}.{plain(name)}" if path else plain(name)
            yield _unknown_field(error.cl, name, field)
    elif isinstance(error, KeyError):
        yield Fault("shape.missing_field", path, "this field is required.", _fix_of_missing(path))
    elif isinstance(error, ValueRefusedError):
        yield Fault(error.code, path, error.problem, error.fix, hint=error.hint)
    else:  # memory or the stack ran out, which says nothing about the record
        raise error


def _unknown_field(cls: type[Any], name: str, field: str) -> Fault:
    if cls is Contact and name == "zone":  # with hours it would have moved into them
        problem = "this is the time zone of opening hours, and there are none."
        return Fault("shape.unknown_field", field, problem, "add hours, or remove it.")
    known = [known.name for known in attrs.fields(cls)]
    problem = f"there is no field called {shown(name)}."
    return Fault("shape.unknown_field", field, problem, "remove it.", hint=hint_for(name, known))


def _fix_of_missing(path: str) -> str:
    name = path.rpartition(".")[2]
    example = EXAMPLES.get(name)
    return f"add it, such as {name} = {example}." if example else "add it."


def _step(error: BaseException, path: str) -> str:
    from cattrs import AttributeValidationNote, IterableValidationNote

    note = next(iter(getattr(error, "__notes__", ())), None)
    if isinstance(note, IterableValidationNote):
        return f"[{note.index}]"
    if isinstance(note, AttributeValidationNote):
        return f".{note.name}" if path else note.name
    return ""


@cache
def _hook_of(kind: Any) -> _Hook:
    """Return the hook of a type that finds every mistake, made of its row in the table."""
    parts = parts_of(kind)
    if isinstance(parts, TableOf):
        return _table_hook(parts)
    if isinstance(parts, ListOf):
        return _list_hook(parts)
    return lambda value, _: parts(value, _SETTING.get()[0])


def _table_hook(table: TableOf) -> _Hook:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, override

    hooks: dict[str, Any] = {
        name: override(struct_hook=_hook_of(kind)) for name, kind in table.types.items()
    }
    converter = Converter(forbid_extra_keys=True)
    structure_table = make_dict_structure_fn(
        table.model, converter, _cattrs_use_linecache=False, **hooks
    )
    return lambda value, _: structure_table(table.fields(value), table.model)


def _list_hook(kind: ListOf) -> _Hook:
    from cattrs import BaseValidationError, IterableValidationError, IterableValidationNote

    structure_item = _hook_of(kind.item)

    def hook(value: object, _: object) -> Any:
        items: list[Any] = []
        unique: set[Any] = set()
        errors = []
        for n, raw_item in enumerate(require_type(value, list, "a list")):
            try:
                item = structure_item(raw_item, kind.item)
                if kind.origin is frozenset:
                    _refuse_repeat(item, unique)
                items.append(item)
            except (BaseValidationError, ValueRefusedError) as error:
                error.add_note(IterableValidationNote(f"in a list @ {n}", n, kind.item))
                errors.append(error)
                if len(errors) == _SETTING.get()[1]:
                    break
        if errors:
            raise IterableValidationError("in a list", errors, kind.origin)
        return kind.origin(items)

    return hook


def _refuse_repeat(item: object, unique: set[Any]) -> None:
    if item in unique:
        problem = f"{shown(item)} appears here twice."
        raise ValueRefusedError("shape.duplicate", problem, "remove one.")
    unique.add(item)
