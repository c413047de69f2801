"""The columns of a sheet: a fixed list for each kind of record, made from the fields of its model.

A record takes one row, and one more for each further contact, link, step: whatever it has several
of stands one below the other. So the columns are the same for every pack, whatever it holds.
"""

from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from takeaction.models.hours import Hours
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.packs.structuring.strict import CLASSES
from takeaction.value import Value
from takeaction.vocabulary import Kind

EMPTY = "[]"
"""What a cell holds for a list that is known to be empty, where an empty cell is not known."""

_SPOKEN = frozenset({"also_known_as"})
"""Lists of strings that hold words for people, so that each stands in a cell of its own."""

_LAST = (
    *("status", "replaced_by", "regions", "topics", "aliases", "also_known_as", "note"),
    *("source", "verified"),
)


class Form(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "code"
    LIST = "list of codes"
    NUMBER = "whole number"
    YES_NO = "yes or no"
    DAY = "day"


@attrs.frozen(eq=False, repr=False)
class Column(Value):
    """One column.

    Attributes:
        name: What stands at its top, such as ``contacts.dial``.
        form: What its cells hold.
        several: The field of which a record may have several, one in a row; empty if it has one.
        inside: The keys from there, or from the record, to the value; empty if the item of a list
            is the value itself.
        needed: Whether each record, or each item, needs it.
    """

    name: str
    form: Form
    several: str
    inside: tuple[str, ...]
    needed: bool

    @property
    def last(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]


@cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind of record, in the order in which our packs write their keys."""
    model = CLASSES[kind]
    fields = {field.name: field for field in attrs.fields(model)}
    shared = _LAST if issubclass(model, Record) else ()
    names = [name for name in fields if name not in shared] + list(shared)
    made = [each for name in names for each in _columns(model, fields[name])]
    return tuple(sorted(made, key=lambda column: column.several not in {"", *_texts(made)}))


def _texts(made: list[Column]) -> set[str]:
    """Return what a record has several of that are texts, and no tables."""
    return {column.several for column in made if column.several and not column.inside}


def _columns(model: type[Any], field: "attrs.Attribute[Any]") -> list[Column]:
    needed = field.default is attrs.NOTHING
    kind = _without_none(field.type)
    many, inner = get_origin(kind) in {tuple, frozenset}, kind
    if many:
        inner = get_args(kind)[0]
        is_spoken = field.name in _SPOKEN or (model.__name__, field.name) == ("Word", "aliases")
        if not attrs.has(inner) or inner is Text:
            if inner is Text or is_spoken:
                return [Column(field.name, Form.TEXT, field.name, (), needed)]
            return [Column(field.name, Form.LIST, "", (field.name,), needed)]
        return [_below(field.name, each, field.name, (), needed=True) for each in _of_class(inner)]
    if attrs.has(inner) and inner not in {Text, Hours}:
        return [
            _below(field.name, each, "", (field.name,), needed=needed) for each in _of_class(inner)
        ]
    made = [Column(field.name, _form(field.name, inner), "", (field.name,), needed)]
    if inner is Hours:
        made.append(Column("zone", Form.CODE, "", ("zone",), needed=False))
    return made


def _of_class(model: type[Any]) -> list[Column]:
    """Return the columns of a table inside a record; a contact has its id after its channel."""
    fields = attrs.fields(model)
    made = [each for field in fields for each in _columns(model, field)]
    is_contact = model.__name__ == "Contact"
    return [attrs.evolve(c, needed=False) if is_contact and c.name == "id" else c for c in made]


def _below(
    name: str, column: Column, several: str, inside: tuple[str, ...], *, needed: bool
) -> Column:
    """Return a column of a table as one of the record that holds the table."""
    return Column(
        f"{name}.{column.name}",
        column.form,
        several,
        (*inside, *column.inside),
        needed and column.needed,
    )


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - a type of any form
    if get_origin(kind) in {Union, UnionType}:
        return next(each for each in get_args(kind) if each is not type(None))
    return kind


def _form(name: str, kind: Any) -> Form:  # noqa: ANN401 - likewise
    if kind in {Text, str}:
        return Form.TEXT if kind is Text or name in _FREE else Form.CODE
    return {int: Form.NUMBER, bool: Form.YES_NO, date: Form.DAY}.get(kind, Form.CODE)


_FREE = frozenset(
    {"title", "publisher", "operator", "by", "standard_setter", "certificate", "keyword", "tier"}
    | {"section"}
)
"""Strings that hold words for people: dashes and quotes of print are no damage in them."""
