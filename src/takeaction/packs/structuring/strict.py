"""Structure a record as a dict into a model, strictly. The only module that knows cattrs.

An unknown key is refused. Records without a mistake go the quick way; for the others, cattrs finds
every mistake and its place. Both read the table of ``builders``.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import attrs

from takeaction.errors import Outcome, plain, shown
from takeaction.models.resource import Contact
from takeaction.packs.faults import Fault, ValueRefusedError, hint_for
from takeaction.packs.structuring.builders import (
    EXAMPLES,
    ListOf,
    Setting,
    TableOf,
    builder_of,
    parts_of,
    require_type,
)
from takeaction.vocabulary.records import Kind

# cattrs is imported inside the functions that use it: a program that meets no mistake never
# needs it, and it would take an eighth of the time of a first answer.

_Hook: TypeAlias = Callable[[Any, Any], Any]
_T = TypeVar("_T")

_MODULES = dict.fromkeys((Kind.GOOD, Kind.LABEL, Kind.RATING, Kind.VENDOR), "goods")


class _Classes(Mapping[Kind, type[Any]]):
    """The model of each kind of record, imported on first use."""

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

_SETTING: ContextVar[tuple[Setting, int]] = ContextVar("takeaction_setting")
"""The setting of the record that cattrs structures now, and the most faults to find."""

_UNDESCRIBED_FAULT = Fault("limit.mistakes", "", "", outcome=Outcome.DROP)
"""A fault that costs the record, and is counted and not described."""

MAX_FAULTS = 1_000
"""The most faults found in one value, since it takes long to find their places.

Without a bound, lists of wrong items took 23 seconds and 900 MiB.
"""


def structure(
    value: Mapping[str, Any],
    cls: type[_T],
    setting: Setting,
    *,
    try_fast: bool = True,
    max_faults: int = MAX_FAULTS,
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Build a model from a dict.

    Args:
        value: The fields.
        cls: The model.
        setting: The setting of its values.
        try_fast: Whether the fields may be right, so that the fast way is worth a try.
        max_faults: The most faults to find.

    Returns:
        The model and no faults, or None and the faults, in order of the fields.
    """
    kind: Any = cls
    if try_fast:
        with suppress(Exception):  # there is a mistake; only the strict way says where
            return builder_of(kind)(value, setting), ()
    return structure_strictly(value, cls, setting, max_faults=max_faults)


def structure_strictly(
    value: Mapping[str, Any], cls: type[_T], setting: Setting, *, max_faults: int = MAX_FAULTS
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Build a model from a dict with cattrs, to find each fault and its place.

    Returns:
        As ``structure``.
    """
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    kind: Any = cls
    token = _SETTING.set((setting, max_faults))
    try:
        return _hook_of(kind)(value, kind), ()
    except (BaseValidationError, ForbiddenExtraKeysError, KeyError, ValueRefusedError) as error:
        return None, tuple(islice(_flatten(error, ""), max_faults))
    finally:
        _SETTING.reset(token)


def structure_quietly(
    value: Mapping[str, Any], cls: type[_T], setting: Setting
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Build a model from a dict the fast way only.

    For a file with so many mistakes that the rest are only counted.

    Returns:
        The model and no faults, or None and one fault without a description.
    """
    kind: Any = cls
    try:
        return builder_of(kind)(value, setting), ()
    except (MemoryError, RecursionError):  # which says nothing about the record
        raise
    except Exception:  # noqa: BLE001 - a builder raises anything at a mistake
        return None, (_UNDESCRIBED_FAULT,)


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
