"""Tables of records: one for each kind, with a column for each field."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.export.formats.record_data import data_of_records
from takeaction.export.formats.tables.table import Table
from takeaction.export.selection import Selection
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.record import ONLY_SEARCHED, Record, Reviewed, Source, Verified
from takeaction.models.resource import Resource
from takeaction.models.word import Word
from takeaction.value import field_names
from takeaction.vocabulary.records import Kind

_MODELS: Mapping[Kind, type[Any]] = {
    Kind.ACTION: Action,
    Kind.RESOURCE: Resource,
    Kind.INDICATOR: Indicator,
    Kind.VENDOR: Vendor,
    Kind.LABEL: Label,
    Kind.GOOD: Good,
    Kind.RATING: Rating,
    Kind.WORD: Word,
}

_PARTS: Mapping[str, type[Any]] = {
    "minutes": Minutes,
    "source": Source,
    "verified": Verified,
    "reviewed": Reviewed,
}
"""The fields whose parts have a column each, such as ``source_url``."""

_WITHOUT_COLUMN = ONLY_SEARCHED | {"contacts"}
"""Fields without a column: contacts have a table of their own."""

_OF_A_LINE = ("who", "resembles")
"""The columns of a resource before its other fields: who answers goes before every address."""


def tables_of_records(catalog: Catalog, selection: Selection) -> Iterator[Table]:
    """Yield a table for each kind of a selection, in order of kind."""
    rows: dict[str, list[dict[str, Any]]] = {kind.value: [] for kind in _MODELS}
    for data in data_of_records(catalog, selection, "beneath"):
        rows[data["kind_of_record"]].append(data)
    for kind, model in _MODELS.items():
        if selection.has_kind(kind):
            columns = tuple(_columns(model))
            cells = [_cells(data, catalog) for data in rows[kind.value]]
            table = (tuple(row.get(column) for column in columns) for row in cells)
            yield Table(f"{kind.value}s", columns, tuple(table))


def _columns(model: type[Any]) -> Iterator[str]:
    """Yield the columns of a kind: its own fields before those that all records share."""
    is_record = issubclass(model, Record)
    shared = field_names(Record) if is_record else ("id",)
    own = [name for name in field_names(model) if name not in shared]
    yield "id"
    for name in own[:1]:  # the title, the name or the text
        yield name
    yield from _OF_A_LINE if model is Resource else ()
    for name in (*own[1:], *shared[1:]):
        yield from () if name in _WITHOUT_COLUMN else _columns_of_field(name)
    yield from ("language", "pack", "licence") if is_record else ("pack", "licence")


def _columns_of_field(name: str) -> Iterator[str]:
    if name not in _PARTS:
        yield name
        return
    for part in attrs.fields(_PARTS[name]):
        yield f"{name}_{part.name}"


def _cells(data: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """Return the cells of a record by column."""
    cells = {**data, "licence": licence_of(catalog, data["pack"])}
    for name in _PARTS.keys() & data.keys():
        cells |= {f"{name}_{part}": value for part, value in (data[name] or {}).items()}
    return cells


def licence_of(catalog: Catalog, pack: str | None) -> str:
    """Return the licence of a pack's content; that of the library's own words where it is None."""
    return catalog.packs[pack].header.licence if pack else "Apache-2.0"
