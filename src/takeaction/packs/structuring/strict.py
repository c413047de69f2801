"""A record as a dict becomes a model, strictly. The only module that knows cattrs.

A key that no field has is refused. What is right goes through ``quick``; cattrs says what is
wrong, all of it and each thing with its place.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from takeaction.errors import Outcome, plain, shown
from takeaction.models.contact import Contact
from takeaction.packs.faults import Fault, RefusedError, meant
from takeaction.packs.structuring.fast import maker
from takeaction.packs.structuring.values import (
    LEAVES,
    Leaf,
    Setting,
    contact_fields,
    of_type,
    word_of,
)
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from cattrs import Converter

_T = TypeVar("_T")

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

_SETTING: ContextVar[Setting] = ContextVar("takeaction_setting")
_MOST: ContextVar[int] = ContextVar("takeaction_most")

_ONE_MORE = Fault("limit.mistakes", "", "", "", Outcome.DROP)
"""Is counted, and not told."""

MOST_FAULTS = 1_000
"""So many things that are wrong with one value are looked for: each takes long to place."""


def structure(
    value: Mapping[str, Any],
    cls: type[_T],
    setting: Setting,
    *,
    at_once: bool = True,
    most: int = MOST_FAULTS,
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Make a model of a dict.

    Args:
        value: The fields.
        cls: The model.
        setting: What its values have in common.
        at_once: Whether it may be right, so that the quick way is worth a try.
        most: How many things that are wrong are enough.

    Returns:
        The model and no faults, or None and what is wrong, in order of the fields.
    """
    kind: Any = cls
    if at_once:
        with suppress(Exception):  # it says that something is wrong, not where
            return maker(kind)(value, setting), ()
    return with_faults(value, cls, setting, most=most)


def with_faults(
    value: Mapping[str, Any], cls: type[_T], setting: Setting, *, most: int = MOST_FAULTS
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Do the same slowly, and keep what is wrong with its place."""
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    token, bound = _SETTING.set(setting), _MOST.set(most)
    try:
        return _converter().structure(value, cls), ()
    except (BaseValidationError, ForbiddenExtraKeysError, KeyError, RefusedError) as error:
        return None, tuple(islice(_faults(error, ""), most))
    finally:
        _SETTING.reset(token)
        _MOST.reset(bound)


def briefly(
    value: Mapping[str, Any], cls: type[_T], setting: Setting
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Do the same where so much is wrong that nobody is told any more what it is."""
    kind: Any = cls
    try:
        return maker(kind)(value, setting), ()
    except (MemoryError, RecursionError):  # which says nothing of the record
        raise
    except Exception:  # noqa: BLE001 - it says that something is wrong, not what
        return None, (_ONE_MORE,)


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
    elif isinstance(error, RefusedError):
        yield Fault(error.code, path, error.problem, error.fix, hint=error.hint)
    else:  # memory or stack gave out, which says nothing of the record
        raise error


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
def _converter() -> "Converter":
    """Make the converter; it depends on nothing but our models."""
    from cattrs import Converter

    from takeaction import vocabulary
    from takeaction.vocabulary import goods, signs

    converter = Converter(forbid_extra_keys=True)
    # cattrs asks hooks for a class first, the nearest base class among them, and has some of its
    # own that coerce; then the others in reverse order: what is registered last goes first
    for plain_type in (str, int, bool):
        converter.register_structure_hook(plain_type, _hook(LEAVES[plain_type]))
    for kind in (each for module in (vocabulary, goods, signs) for each in vars(module).values()):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            converter.register_structure_hook(kind, _hook(word_of(kind)))
    converter.register_structure_hook_factory(attrs.has, lambda t: _class_hook(converter, t))
    converter.register_structure_hook_factory(_is_sequence, lambda t: _sequence_hook(converter, t))
    converter.register_structure_hook_factory(_is_optional, lambda t: _optional_hook(converter, t))
    for exactly, leaf in LEAVES.items():
        converter.register_structure_hook_func(_is(exactly), _hook(leaf))
    converter.register_structure_hook_func(_is(Contact), _contact_hook(converter))
    return converter


def _hook(leaf: Leaf) -> Callable[[Any, Any], Any]:
    return lambda value, _: leaf(value, _SETTING.get())


def _is(kind: object) -> Callable[[object], bool]:
    return lambda t: t is kind


def _is_sequence(kind: object) -> bool:
    return get_origin(kind) in (tuple, frozenset)


def _sequence_hook(converter: "Converter", kind: Any) -> Callable[[Any, Any], Any]:
    """Read a list as a tuple, or as a frozenset, in which nothing may stand twice."""
    from cattrs import BaseValidationError, IterableValidationError, IterableValidationNote

    origin = get_origin(kind)
    inner = get_args(kind)[0]
    one = converter.get_structure_hook(inner)

    def hook(value: object, _: object) -> Any:
        items: list[Any] = []
        seen: set[Any] = set()
        errors = []
        for n, item in enumerate(of_type(value, list, "a list")):
            try:
                made = one(item, inner)
                if origin is frozenset:
                    _not_twice(made, seen)
                items.append(made)
            except (BaseValidationError, RefusedError) as error:
                error.add_note(IterableValidationNote(f"in a list @ {n}", n, inner))
                errors.append(error)
                if len(errors) == _MOST.get():
                    break
        if errors:
            raise IterableValidationError("in a list", errors, kind)
        return origin(items)

    return hook


def _not_twice(item: object, seen: set[Any]) -> None:
    if item in seen:
        raise RefusedError("shape.duplicate", f"{shown(item)} stands here twice.", "take one out.")
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
    return lambda value, _: made(of_type(value, dict, "a table"), kind)


def _contact_hook(converter: "Converter") -> Callable[[Any, Any], Any]:
    made = _class_hook(converter, Contact)
    return lambda value, _: made(contact_fields(value), Contact)
