"""Which columns a sheet has, and which kind of record each sheet of a workbook holds.

The columns are a fixed list for each kind, made from the fields of its model. A record takes one
row, plus one for each further contact, link or step: repeated parts go into rows below each other.
So the columns are the same for every pack.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

import attrs

from takeaction.authoring.sheets.mistakes import bad_place
from takeaction.authoring.sheets.workbook import Sheet, column_name
from takeaction.errors import PackError
from takeaction.models.record import PeopleSay, Record
from takeaction.models.resource import Hours
from takeaction.models.text import is_text
from takeaction.packs.structuring import model_of
from takeaction.value import Value
from takeaction.vocabulary.records import Kind

EMPTY_LIST = "[]"
"""The content of a cell for a list that is known to be empty; an empty cell means not known."""

_LAST = (
    *("status", "replaced_by", "regions", "topics", "aliases", "also_known_as", "people_say"),
    "note",
    *("source", "verified", "reviewed"),
)


class Form(Enum):
    """The form of the values in a column."""

    TEXT = "text"
    CODE = "code"
    LIST = "list of codes"
    TERMS = "terms by language"
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
        ask: How a sheet asks for it; empty if its schema says it.
    """

    name: str
    form: Form
    list_field: str
    keys: tuple[str, ...]
    needed: bool
    ask: str = ""

    @property
    def last(self) -> str:
        """The last part of its name: ``dial`` of ``contacts.dial``."""
        return self.name.rpartition(".")[2]


@cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind of record, in the order of the keys in our own packs."""
    model = model_of(kind)
    fields = {field.name: field for field in attrs.fields(model)}
    shared = _LAST if issubclass(model, Record) else ()
    names = [name for name in fields if name not in shared] + list(shared)
    columns = [column for name in names for column in _columns(fields[name])]
    texts = {column.list_field for column in columns if not column.keys}  # lists without tables
    return tuple(sorted(columns, key=lambda column: column.list_field not in {"", *texts}))


@cache
def known_columns(kind: Kind) -> Mapping[str, Column]:
    """Return the columns of a kind by name."""
    return {column.name: column for column in columns_of(kind)}


@cache
def needed_columns(kind: Kind) -> tuple[str, ...]:
    """Return the names of the columns that every sheet of a kind has."""
    columns = columns_of(kind)
    return tuple(column.name for column in columns if column.needed and not column.list_field)


def _columns(field: "attrs.Attribute[Any]") -> list[Column]:
    needed = field.default is attrs.NOTHING
    is_prose, ask = field.metadata.get("prose", False), field.metadata.get("sheet", "")
    inner: Any = field.type
    if get_origin(inner) in {Union, UnionType}:  # a value or None
        inner = next(part for part in get_args(inner) if part is not type(None))
    if get_origin(inner) in {tuple, frozenset}:
        inner = get_args(inner)[0]
        if is_text(inner) or is_prose:  # with commas in it, each needs its own cell
            return [Column(field.name, Form.TEXT, field.name, (), needed, ask)]
        if not attrs.has(inner):
            return [Column(field.name, Form.LIST, "", (field.name,), needed, ask)]
        return [
            _nested(field.name, column, field.name, (), needed=True)
            for column in _table_columns(inner)
        ]
    if inner is PeopleSay:
        return [Column(field.name, Form.TERMS, "", (field.name,), needed, ask)]
    if attrs.has(inner) and not is_text(inner) and inner is not Hours:
        return [
            _nested(field.name, column, "", (field.name,), needed=needed)
            for column in _table_columns(inner)
        ]
    form = Form.TEXT if is_text(inner) or is_prose else _FORMS.get(inner, Form.CODE)
    columns = [Column(field.name, form, "", (field.name,), needed, ask)]
    if inner is Hours:  # a pack writes the zone next to the hours, not inside them
        columns.append(
            Column(
                "zone",
                Form.CODE,
                "",
                ("zone",),
                needed=False,
                ask="The time zone of the hours, such as Europe/London; not needed for 24/7.",
            )
        )
    return columns


def _table_columns(model: type[Any]) -> list[Column]:
    columns = [column for field in attrs.fields(model) for column in _columns(field)]
    is_contact = model.__name__ == "Contact"  # a contact's id defaults to its channel
    return [attrs.evolve(c, needed=False) if is_contact and c.name == "id" else c for c in columns]


def _nested(
    name: str, column: Column, list_field: str, keys: tuple[str, ...], *, needed: bool
) -> Column:
    return attrs.evolve(
        column,
        name=f"{name}.{column.name}",
        list_field=list_field,
        keys=(*keys, *column.keys),
        needed=needed and column.needed,
    )


_FORMS = {int: Form.NUMBER, bool: Form.YES_NO, date: Form.DAY}

# The kind of each sheet, by its name or else by its headings.

SHEETS = {
    kind: f"{kind}s"
    for kind in (
        *(Kind.RESOURCE, Kind.ACTION, Kind.INDICATOR, Kind.VENDOR, Kind.LABEL, Kind.GOOD),
        *(Kind.RATING, Kind.WORD),
    )
}
"""The name of the sheet of each kind, in the order of the template."""

GUIDES = ("Read me", "Columns", "Lists")
"""The sheets of the template that explain, and hold no records."""

ROWS_TO_SEARCH = 10
"""The most rows that are searched for headings below a title: a title rarely has more than two."""

_FEWEST_KNOWN = 2
"""The fewest known headings in a row that make a sheet look like one with records."""


class KindSheets(NamedTuple):
    """The sheets of a workbook that hold records.

    Attributes:
        sheets: The sheet of each kind, in the order of the workbook.
        mistakes: The sheets that nobody can place.
        notes: The sheets that were placed by their headings, and those that were not read.
    """

    sheets: dict[Kind, Sheet]
    mistakes: tuple[PackError, ...]
    notes: tuple[str, ...]


def place_sheets(sheets: Sequence[Sheet], kind: Kind | None = None) -> KindSheets:
    """Find the sheet of each kind.

    Args:
        sheets: The sheets of a workbook, or the only sheet of a CSV file.
        kind: The only kind to read; None for all. A workbook without a sheet for it gives its
            first one.
    """
    filled = [sheet for sheet in sheets if sheet.rows and sheet.title not in GUIDES]
    placed = [(sheet, _kind_by_name(sheet) or _kind_by_headings(sheet)) for sheet in filled]
    if kind is not None:
        return _only(kind, placed, sheets[0])
    found: dict[Kind, Sheet] = {}
    mistakes: list[PackError] = []
    notes: list[str] = []
    for sheet, its_kind in placed:
        if its_kind in found:
            mistakes.append(_second(sheet, found[its_kind], its_kind))
        elif its_kind:
            found[its_kind] = sheet
            if _kind_by_name(sheet) is None:
                title = SHEETS[its_kind]
                notes.append(f"The sheet {sheet.label} was read as {title}: its columns are those.")
        elif _looks_like_records(sheet):
            where = sheet.where(sheet.rows[0].line)
            mistakes.append(bad_place(where, "no kind", kinds=", ".join(SHEETS.values())))
        else:
            notes.append(_unread(sheet))
    return KindSheets(found, tuple(mistakes), tuple(notes))


def _only(kind: Kind, placed: Sequence[tuple[Sheet, Kind | None]], first: Sheet) -> KindSheets:
    # Without a sheet for the kind, the first one that is filled is read.
    mine = [sheet for sheet, its_kind in placed if its_kind is kind]
    chosen = next(iter(mine or (sheet for sheet, _ in placed)), first)
    second = [_second(sheet, chosen, kind) for sheet in mine[1:]]
    others = [sheet for sheet, its_kind in placed if its_kind is not kind and sheet is not chosen]
    unread = [_unread(sheet) for sheet in others]
    return KindSheets({kind: chosen}, tuple(second), tuple(unread))


def _kind_by_name(sheet: Sheet) -> Kind | None:
    # In any case, with or without the last s.
    name = (sheet.title or "").strip().casefold()
    return next((kind for kind, title in SHEETS.items() if name in (title, str(kind))), None)


def _kind_by_headings(sheet: Sheet) -> Kind | None:
    # Only if one kind alone has all its columns, and it has all that the kind needs.
    names = set(filter(None, sheet.headings))
    fitting = [
        kind
        for kind in SHEETS
        if names.issuperset(needed_columns(kind)) and names <= known_columns(kind).keys()
    ]
    return fitting[0] if len(fitting) == 1 else None


def _looks_like_records(sheet: Sheet) -> bool:
    return any(
        len(known_columns(kind).keys() & set(map(column_name, row.cells))) >= _FEWEST_KNOWN
        for row in sheet.rows[:ROWS_TO_SEARCH]
        for kind in SHEETS
    )


def _second(sheet: Sheet, first: Sheet, kind: Kind) -> PackError:
    where = sheet.where(sheet.rows[0].line)
    return bad_place(where, "second sheet", kind=SHEETS[kind], first=first.label)


def _unread(sheet: Sheet) -> str:
    return f"The sheet {sheet.label} was not read."
