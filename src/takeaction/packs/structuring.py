"""A record as a dict becomes a model, strictly. The only module that knows cattrs.

Nothing is coerced: a number is no text, a text is no list, a key that no field has is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast, get_args, get_origin

import attrs

from takeaction import vocabulary
from takeaction.errors import Outcome, UnknownWordError, plain, shown
from takeaction.later import by_class
from takeaction.models.contact import Contact
from takeaction.models.hours import Hours, parse_hours
from takeaction.models.record import RecordId, RegionCode, WordId
from takeaction.models.region import WORLD, find_region, is_region
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Kind, nearest

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_MEANT, _MOST_KNOWN = 64, 1_000
_SPOKEN = {"UK": "GB", "*": WORLD}

_MODULES = {Kind.LABEL: "vendor", Kind.RATING: "good"}


class _Classes(Mapping[Kind, type[Any]]):
    """The model of each kind of record, imported when it is first asked for."""

    def __init__(self) -> None:
        self._imported: dict[Kind, type[Any]] = {}

    def __getitem__(self, kind: Kind) -> type[Any]:
        if kind not in self._imported:
            module = import_module(f"takeaction.models.{_MODULES.get(kind, kind.value)}")
            self._imported[kind] = getattr(module, kind.value.title())
        return self._imported[kind]

    def __iter__(self) -> Iterator[Kind]:
        return iter(Kind)

    def __len__(self) -> int:
        return len(Kind)


CLASSES = _Classes()
"""The model of each kind of record."""


@attrs.frozen(eq=False, repr=False)
class Fault(Value):
    """One thing wrong with a value.

    Attributes:
        code: Its kind, such as ``shape.wrong_type``.
        field: Path of the field, such as ``contacts[0].dial``; empty for the record itself.
        problem: What is wrong, a sentence.
        mend: What to do, a sentence; may be empty.
        outcome: What it costs.
        hint: Returns a better *mend*, or an empty text. Dear, so that it is called only for
            what is reported.
    """

    code: str
    field: str
    problem: str
    mend: str = ""
    outcome: Outcome = Outcome.DROP
    hint: Callable[[], str] = attrs.field(default=str, eq=False, repr=False)


def meant(word: str, known: Iterable[str]) -> Callable[[], str]:
    """Return the hint that names the known word that is most like *word*.

    It looks only at short words and lists: to compare much takes long.
    """

    def hint() -> str:
        few = list(islice(known, _MOST_KNOWN + 1))
        comparable = len(word) <= _LONGEST_MEANT and len(few) <= _MOST_KNOWN
        near = nearest(word, few) if comparable else ()
        return f"did you mean {near[0]}?" if near else ""

    return hint


class _RefusedError(ValueError):
    """A value that a field does not take; becomes a Fault once its place is known."""

    def __init__(
        self, code: str, problem: str, mend: str = "", hint: Callable[[], str] = str
    ) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.mend = mend
        self.hint = hint


class _Context(NamedTuple):
    pack: str
    language: str
    shared: dict[Any, Any]


_CONTEXT: ContextVar[_Context] = ContextVar("takeaction_pack")


def structure(
    value: Mapping[str, Any],
    cls: type[T],
    *,
    pack: str,
    language: str,
    shared: dict[Any, Any] | None = None,
) -> tuple[T | None, tuple[Fault, ...]]:
    """Make a model of a dict.

    Args:
        value: The fields.
        cls: The model.
        pack: Id of the pack it is from: local ids become ids of this pack.
        language: The language its texts are in.
        shared: Sets and days that were made before, and are not made again; None shares none.

    Returns:
        The model and no faults, or None and everything that is wrong, in order of the fields.
    """
    token = _CONTEXT.set(_Context(pack, language, {} if shared is None else shared))
    try:
        return _hook(cls)(value, cls), ()
    except Exception:  # noqa: BLE001 - it says that something is wrong, not where
        return _with_faults(value, cls)
    finally:
        _CONTEXT.reset(token)


def _with_faults(value: Mapping[str, Any], cls: type[T]) -> tuple[T | None, tuple[Fault, ...]]:
    """Do the same slowly, and keep everything that is wrong with its place."""
    from cattrs import BaseValidationError

    try:
        return _converter(detailed=True).structure(value, cls), ()
    except (BaseValidationError, _RefusedError) as error:
        return None, tuple(_faults(error, ""))


@by_class
def _hook(cls: type[Any]) -> Callable[[Any, Any], Any]:
    """Return what makes a model, and raises anything at the first thing that is wrong."""
    return _converter(detailed=False).get_structure_hook(cls)


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    """Flatten what cattrs found into faults with the path of their field."""
    from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner in error.exceptions:
            yield from _faults(inner, path + _step(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for name in sorted(error.extra_fields):
            field = f"{path}.{plain(name)}" if path else plain(name)
            problem = f"no field is called {shown(name)}."
            hint = meant(name, known)
            yield Fault("shape.unknown_field", field, problem, "take it out.", hint=hint)
    elif isinstance(error, KeyError):
        yield Fault("shape.missing_field", path, "this field is needed.", "write it.")
    else:
        refused = cast(_RefusedError, error)  # every hook below raises it
        yield Fault(refused.code, path, refused.problem, refused.mend, hint=refused.hint)


def _step(error: BaseException, path: str) -> str:
    """Return the part of the path that cattrs noted on an error."""
    from cattrs import AttributeValidationNote, IterableValidationNote

    note = next(iter(getattr(error, "__notes__", ())), None)
    if isinstance(note, IterableValidationNote):
        return f"[{note.index}]"
    if isinstance(note, AttributeValidationNote):
        return f".{note.name}" if path else note.name
    return ""


@cache
def _converter(*, detailed: bool) -> "Converter":
    """Make the converter; it depends on nothing but our models.

    One that is not detailed takes and refuses the same, in half the time, without saying where.
    """
    from cattrs import Converter

    converter = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    plain_types: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}
    exact: dict[Any, Callable[[Any], Any]] = {
        date: _date,
        Text: _text,
        RecordId: _record_id,
        WordId: lambda value: _of_type(value, str, "the id of a word"),
        RegionCode: _region,
        Hours: _hours,
    }
    # cattrs asks hooks for a class first, the nearest base class among them, and has some of its
    # own that coerce; then the others in reverse order: what is registered last goes first
    for plain_type, called in plain_types.items():
        converter.register_structure_hook(plain_type, _plain_hook(plain_type, called))
    for kind in vars(vocabulary).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            converter.register_structure_hook(kind, _enum_hook(kind))
    converter.register_structure_hook_factory(attrs.has, lambda t: _class_hook(converter, t))
    converter.register_structure_hook_factory(_is_sequence, lambda t: _sequence_hook(converter, t))
    converter.register_structure_hook_factory(_is_optional, lambda t: _optional_hook(converter, t))
    for exactly, hook in exact.items():
        converter.register_structure_hook_func(_is(exactly), _ignoring_type(hook))
    converter.register_structure_hook_func(_is(Contact), _ignoring_type(_contact_hook(converter)))
    return converter


def _plain_hook(kind: type, called: str) -> Callable[[Any, Any], Any]:
    return lambda value, _: value if type(value) is kind else _of_type(value, kind, called)


def _is(kind: object) -> Callable[[object], bool]:
    return lambda t: t is kind


def _ignoring_type(hook: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: hook(value)


def _of_type(value: object, kind: type[T], called: str) -> T:
    """Return a value of exactly this type; a bool is no int, a StrEnum no str."""
    if type(value) is not kind:
        raise _RefusedError("shape.wrong_type", f"this is {_name(value)}, not {called}.")
    return value


def _name(value: object) -> str:
    """Say what a value of a file is, without repeating what it holds."""
    names = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
    names |= {dict: "a table", float: "a number with a point", type(None): "null"}
    return names.get(type(value), "a time")


def _text(value: object) -> Text:
    return Text(_of_type(value, str, "text"), _CONTEXT.get().language)


def _date(value: object) -> date:
    text = _of_type(value, str, "a date")
    shared = _CONTEXT.get().shared
    if (date, text) not in shared:
        shared[date, text] = _day(text)
    day: date = shared[date, text]
    return day


def _day(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _RefusedError(
        "date.form", f"{shown(text)} is not a date.", "write it as year-month-day, 2026-11-24."
    )


def _record_id(value: object) -> str:
    text = _of_type(value, str, "the id of a record")
    return text if ":" in text else f"{_CONTEXT.get().pack}:{text}"


def _region(value: object) -> str:
    text = _of_type(value, str, "the code of a region")
    code = _SPOKEN.get(text, text)
    if not is_region(code):
        raise _RefusedError(
            "region.unknown",
            f"{shown(text)} is not the code of a region.",
            "look at the codes of ISO 3166, UN M49, EU or 001.",
            lambda: _region_hint(text),
        )
    return code


def _region_hint(text: str) -> str:
    if len(text) > _LONGEST_MEANT:
        return ""
    try:
        return f'write "{find_region(text).code}".'
    except UnknownWordError as error:
        return f"look at {', '.join(error.nearest)}." if error.nearest else ""


def _enum_hook(kind: type[StrEnum]) -> Callable[[Any, Any], Any]:
    known = {each.value: each for each in kind}

    def hook(value: object, _: object) -> StrEnum:
        text = _of_type(value, str, "a word")
        found = known.get(text)
        if found is None:
            problem = f"{shown(text)} is not in the list."
            mend = f"write one of {', '.join(known)}."
            raise _RefusedError("shape.unknown_word", problem, mend, meant(text, known))
        return found

    return hook


def _is_sequence(kind: object) -> bool:
    return get_origin(kind) in (tuple, frozenset)


def _sequence_hook(converter: "Converter", kind: Any) -> Callable[[Any, Any], Any]:
    """Read a list as a tuple, or as a frozenset, in which nothing may stand twice."""
    origin = get_origin(kind)
    inner = get_args(kind)[0]
    one = converter.get_structure_hook(inner)
    if converter.detailed_validation:
        return _detailed_sequence_hook(one, kind)

    def as_tuple(value: object, _: object) -> Any:
        return tuple([one(item, inner) for item in _of_type(value, list, "a list")])

    def as_set(value: object, _: object) -> Any:
        """Read a set of words; one that stood somewhere before is the same object."""
        key = (kind, *_of_type(value, list, "a list"))
        shared = _CONTEXT.get().shared
        found = shared.get(key)
        if found is None:
            found = frozenset(as_tuple(value, None))
            if len(found) < len(key) - 1:
                raise _RefusedError("shape.duplicate", "something stands here twice.")
            shared[key] = found
        return found

    return as_tuple if origin is tuple else as_set


def _detailed_sequence_hook(one: Callable[[Any, Any], Any], kind: Any) -> Callable[[Any, Any], Any]:
    """Do the same, and go on after a mistake to find all of them."""
    from cattrs import BaseValidationError, IterableValidationError, IterableValidationNote

    origin = get_origin(kind)
    inner = get_args(kind)[0]

    def hook(value: object, _: object) -> Any:
        items: list[Any] = []
        seen: set[Any] = set()
        errors = []
        for n, item in enumerate(_of_type(value, list, "a list")):
            try:
                made = one(item, inner)
                if origin is frozenset:
                    _not_twice(made, seen)
                items.append(made)
            except (BaseValidationError, _RefusedError) as error:
                error.add_note(IterableValidationNote(f"in a list @ {n}", n, inner))
                errors.append(error)
        if errors:
            raise IterableValidationError("in a list", errors, kind)
        return origin(items)

    return hook


def _not_twice(item: object, seen: set[Any]) -> None:
    if item in seen:
        raise _RefusedError("shape.duplicate", f"{shown(item)} stands here twice.", "take one out.")
    seen.add(item)


def _is_optional(kind: object) -> bool:
    return type(None) in get_args(kind)


def _optional_hook(converter: "Converter", kind: Any) -> Callable[[Any, Any], Any]:
    """Read a field that may be left out: where it stands it has a value, never null."""
    (inner,) = (each for each in get_args(kind) if each is not type(None))
    one = converter.get_structure_hook(inner)
    return lambda value, _: one(value, inner)


def _class_hook(converter: "Converter", kind: Any) -> Callable[[Any, Any], Any]:
    """Read a table; cattrs would take anything that has keys."""
    from cattrs.gen import make_dict_structure_fn

    made = make_dict_structure_fn(kind, converter, _cattrs_use_linecache=False)
    return lambda value, _: made(
        value if type(value) is dict else _of_type(value, dict, "a table"), kind
    )


def _contact_hook(converter: "Converter") -> Callable[[Any], Contact]:
    """Read a contact: its zone belongs to its hours, and its id is its channel by default."""
    made = _class_hook(converter, Contact)

    def hook(value: object) -> Contact:
        fields = dict(_of_type(value, dict, "a table"))
        if "channel" in fields:
            fields.setdefault("id", fields["channel"])
        if "hours" in fields and "zone" in fields:
            fields["hours"] = fields["hours"], fields.pop("zone")
        contact: Contact = made(fields, Contact)
        return contact

    return hook


def _hours(value: object) -> Hours:
    zone = None
    if type(value) is tuple:  # no file holds one: it comes from the contact
        value, zone = value
        _of_type(zone, str, "the name of a time zone")
    text = _of_type(value, str, "text such as Mo-Fr 09:00-17:00")
    try:
        hours = parse_hours(text, zone)
    except ValueError as error:
        raise _RefusedError(
            "date.hours",
            f"{shown(text)} are no opening times: {error}.",
            'write them like "Mo-Fr 09:00-17:00, Sa 10:00-14:00" or "24/7".',
        ) from None
    if not hours.always and zone is None:
        raise _RefusedError(
            "date.no_zone", "these hours have no zone.", 'write zone = "America/New_York" or such.'
        )
    return hours
