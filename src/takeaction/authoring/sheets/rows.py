"""Records as rows of a sheet, and back without loss."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from takeaction.authoring.sheets.cells import lost_in, value_of
from takeaction.authoring.sheets.columns import EMPTY, Column, columns_of
from takeaction.authoring.sheets.sheet import Row, Sheet
from takeaction.codes import mistake
from takeaction.errors import PackError, Where, shown
from takeaction.packs.faults import RefusedError, meant
from takeaction.vocabulary import Kind

_TAKE_OUT = "take it out, or name it as the column contract does."


def rows_of(kind: Kind, records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Write records as rows of text; the first names the columns.

    Args:
        kind: The kind.
        records: Each with its id.
    """
    columns = columns_of(kind)
    yield tuple(column.name for column in columns)
    for record in records:
        for number in range(_height(columns, record)):
            yield tuple(_cell(column, record, number) for column in columns)


def _height(columns: Sequence[Column], record: Mapping[str, Any]) -> int:
    return max(1, *(len(record.get(column.several, ())) for column in columns if column.several))


def _cell(column: Column, record: Mapping[str, Any], number: int) -> str:
    value: Any = record
    if column.several:
        items = record.get(column.several, [])
        value = items[number] if number < len(items) else None
    elif number and column.name != "id":  # an id in each row: then they may be sorted
        return ""
    for key in column.inside:
        value = value.get(key) if value is not None else None
    return _as_text(value)


def _as_text(value: Any) -> str:  # noqa: ANN401 - what a pack may hold
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or EMPTY
    return str(value)


class Placed(NamedTuple):
    """A record, and where in a sheet it stands.

    Attributes:
        fields: The record, with its id.
        lines: The row of its first line, under the empty text, and of each item of what it has
            several of, under ``contacts[1]`` and such.
    """

    fields: dict[str, Any]
    lines: Mapping[str, int]


def records_of(kind: Kind, sheet: Sheet) -> tuple[tuple[Placed, ...], tuple[PackError, ...]]:
    """Read the records of a sheet.

    Returns:
        Them in the order of their first rows, and everything that is wrong with the cells.
    """
    reader = _Reader(kind, sheet)
    return reader.records(), tuple(sorted(reader.mistakes, key=lambda e: e.where.line or 0))


@attrs.define
class _Reader:
    """Reads one sheet and keeps what is wrong with it."""

    kind: Kind
    sheet: Sheet
    mistakes: list[PackError] = attrs.field(init=False, factory=list)

    def records(self) -> tuple[Placed, ...]:
        self.mistakes += self.sheet.mistakes
        head, *rows = self.sheet.rows or (Row(1, ()),)
        columns = self._columns(head)
        if self._lacks(columns, head.line):
            return ()
        by_id: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for row in rows:
            values = self._values(columns, row)
            if values is None:
                continue
            id = values.pop("id", None)
            if id is None:
                fix = "write the id of the record in each of its rows."
                self._note("sheet.no_id", "this row has no id.", row.line, fix=fix)
            else:
                by_id[id].append((row.line, values))
        return tuple(self._record(id, lines) for id, lines in by_id.items())

    def _note(  # noqa: PLR0913 - the fields of a PackError
        self, code: str, problem: str, line: int, field: str = "", record: str = "", *, fix: str
    ) -> None:
        where = Where(file=self.sheet.name, line=line, record=record or None, field=field or None)
        self.mistakes.append(mistake(code, problem, where, fix))

    def _columns(self, head: Row) -> list[Column | None]:
        """Return the column of each cell of the first row; None for one that is unknown."""
        known = {column.name: column for column in columns_of(self.kind)}
        found: list[Column | None] = []
        for cell in head.cells:
            name = str(cell or "").strip()
            column = known.get(name)
            if column and column in found:
                problem = f"two columns are called {shown(name)}."
                self._note("sheet.column", problem, head.line, fix="take one out.")
            elif name and not column:
                fix = meant(name, known)() or _TAKE_OUT
                self._note(
                    "sheet.column", f"no column is called {shown(name)}.", head.line, fix=fix
                )
            found.append(column)
        return found

    def _lacks(self, columns: Sequence[Column | None], line: int) -> bool:
        """Note each column that every record needs and that is not there."""
        needed = (each for each in columns_of(self.kind) if each.needed and not each.several)
        missing = [each.name for each in needed if each not in columns]
        for name in missing:
            problem = f"no column is called {name}, which each record needs."
            self._note("sheet.column", problem, line, fix="add it.")
        return bool(missing)

    def _values(self, columns: Sequence[Column | None], row: Row) -> dict[str, Any] | None:
        """Return what stands in a row by column; None if its cells cannot be told apart."""
        if len(row.cells) != len(columns):
            what = "fewer" if len(row.cells) < len(columns) else "more"
            problem = (
                f"this row has {len(row.cells)} cells, {what} than the {len(columns)} columns."
            )
            fix = 'put a text with a comma in it between "double quotes", and write every comma.'
            self._note("sheet.row", problem, row.line, fix=fix)
            return None
        values: dict[str, Any] = {}
        for column, cell in zip(columns, row.cells, strict=True):
            try:
                value = value_of(cell, column) if column else None
            except RefusedError as error:
                field = column.name if column else ""
                self._note(error.code, str(error), row.line, field, fix=error.fix)
                continue
            if column is None and str(cell or "").strip():
                fix = "name the column, or take the cell out."
                self._note("sheet.column", "a cell under no column.", row.line, fix=fix)
            if column and value is not None:
                values[column.name] = value
        return values

    def _record(self, id: str, lines: list[tuple[int, dict[str, Any]]]) -> Placed:
        """Make a record of its rows."""
        fields: dict[str, Any] = {"id": id}
        places = {"": lines[0][0]}
        for column in columns_of(self.kind):
            if not column.several:
                self._single(column, fields, lines)
        for several in dict.fromkeys(c.several for c in columns_of(self.kind) if c.several):
            self._several(several, fields, lines, places)
        return Placed(fields, places)

    def _single(
        self, column: Column, fields: dict[str, Any], lines: list[tuple[int, dict[str, Any]]]
    ) -> None:
        given = [(line, values[column.name]) for line, values in lines if column.name in values]
        if given:
            _put(fields, column.inside, given[0][1])
        for line, value in given[1:]:
            if value != given[0][1]:
                problem = f"this differs from row {given[0][0]}, which has the same id."
                fix = "leave it empty in further rows; another record wants another id."
                self._note("sheet.differs", problem, line, column.name, fields["id"], fix=fix)

    def _several(
        self,
        several: str,
        fields: dict[str, Any],
        lines: list[tuple[int, dict[str, Any]]],
        places: dict[str, int],
    ) -> None:
        columns = [column for column in columns_of(self.kind) if column.several == several]
        items: list[Any] = []
        for line, values in lines:
            item: dict[str, Any] = {}
            for column in columns:
                if column.name in values:
                    _put(item, column.inside or ("",), values[column.name])
            if item:
                places[f"{several}[{len(items)}]"] = line
                items.append(item.get("", item))
                if several == "contacts":
                    self._lost(item, line, fields["id"])
        if items:
            fields[several] = items

    def _lost(self, contact: dict[str, Any], line: int, id: str) -> None:
        for key, error in lost_in(contact):
            self._note(error.code, str(error), line, f"contacts.{key}", id, fix=error.fix)


def _put(into: dict[str, Any], keys: Sequence[str], value: Any) -> None:  # noqa: ANN401 - likewise
    *outer, last = keys
    for key in outer:
        into = into.setdefault(key, {})
    into[last] = value
