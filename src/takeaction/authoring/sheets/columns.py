"""The columns of a sheet: a fixed list for each kind of record, made from the fields of its model.

A record takes one row, plus one for each further contact, link or step: repeated parts go into
rows below each other. So the columns are the same for every pack.
"""

from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from takeaction.models.hours import Hours
from takeaction.models.record import Record
from takeaction.models.text import is_text
from takeaction.packs.structuring.strict import CLASSES
from takeaction.value import Value
from takeaction.vocabulary.records import Kind

EMPTY_LIST = "[]"
"""The content of a cell for a list that is known to be empty; an empty cell means not known."""

_SPOKEN = frozenset({"also_known_as"})
"""Lists of strings that are words for people; with commas in them, each needs its own cell."""

_LAST = (
    *("status", "replaced_by", "regions", "topics", "aliases", "also_known_as", "note"),
    *("source", "verified", "reviewed"),
)


class Form(Enum):
    """The form of the values in a column."""

    TEXT = "text"
    CODE = "code"
    LIST = "list of codes"
    NUMBER = "whole number"
    YES_NO = "yes or no"
    DAY = "day"


@attrs.frozen(eq=False, repr=False)
class Column(Value):
    """One column of a sheet.

    Attributes:
        name: Its heading, such as ``contacts.dial``.
        form: The form of its values.
        list_field: The list of the record that it belongs to, with one item in each row, such as
            ``contacts``; empty if the record has only one value.
        keys: The keys from the item, or from the record, to the value; empty if the item is
            itself the value.
        needed: Whether every record, or every item, needs a value.
    """

    name: str
    form: Form
    list_field: str
    keys: tuple[str, ...]
    needed: bool

    @property
    def last(self) -> str:
        """The last part of its name, such as ``dial``."""
        return self.name.rpartition(".")[2]


@cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind of record, in the order of the keys in our own packs."""
    model = CLASSES[kind]
    fields = {field.name: field for field in attrs.fields(model)}
    shared = _LAST if issubclass(model, Record) else ()
    names = [name for name in fields if name not in shared] + list(shared)
    columns = [column for name in names for column in _columns(model, fields[name])]
    texts = {column.list_field for column in columns if not column.keys}  # lists without tables
    return tuple(sorted(columns, key=lambda column: column.list_field not in {"", *texts}))


def _columns(model: type[Any], field: "attrs.Attribute[Any]") -> list[Column]:
    needed = field.default is attrs.NOTHING
    kind = _without_none(field.type)
    inner = kind
    if get_origin(kind) in {tuple, frozenset}:
        inner = get_args(kind)[0]
        is_spoken = field.name in _SPOKEN or (model.__name__, field.name) == ("Word", "aliases")
        if not attrs.has(inner) or is_text(inner):
            if is_text(inner) or is_spoken:
                return [Column(field.name, Form.TEXT, field.name, (), needed)]
            return [Column(field.name, Form.LIST, "", (field.name,), needed)]
        return [
            _nested(field.name, column, field.name, (), needed=True)
            for column in _table_columns(inner)
        ]
    if attrs.has(inner) and not is_text(inner) and inner is not Hours:
        return [
            _nested(field.name, column, "", (field.name,), needed=needed)
            for column in _table_columns(inner)
        ]
    columns = [Column(field.name, _form(field.name, inner), "", (field.name,), needed)]
    if inner is Hours:  # a pack writes the zone next to the hours, not inside them
        columns.append(Column("zone", Form.CODE, "", ("zone",), needed=False))
    return columns


def _table_columns(model: type[Any]) -> list[Column]:
    """Return the columns of a table inside a record; a contact's id defaults to its channel."""
    fields = attrs.fields(model)
    columns = [column for field in fields for column in _columns(model, field)]
    is_contact = model.__name__ == "Contact"
    return [attrs.evolve(c, needed=False) if is_contact and c.name == "id" else c for c in columns]


def _nested(
    name: str, column: Column, list_field: str, keys: tuple[str, ...], *, needed: bool
) -> Column:
    """Return a column of a table as a column of the record that contains the table."""
    return Column(
        f"{name}.{column.name}",
        column.form,
        list_field,
        (*keys, *column.keys),
        needed and column.needed,
    )


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - a type of any form
    if get_origin(kind) in {Union, UnionType}:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _form(name: str, kind: Any) -> Form:  # noqa: ANN401 - likewise
    if is_text(kind) or name in _PROSE:
        return Form.TEXT
    return {int: Form.NUMBER, bool: Form.YES_NO, date: Form.DAY}.get(kind, Form.CODE)


_PROSE = frozenset(
    {"title", "publisher", "operator", "by", "standard_setter", "certificate", "keyword", "tier"}
    | {"section"}
)
"""Strings that are words for people: typographic dashes and quotes do no damage in them."""
