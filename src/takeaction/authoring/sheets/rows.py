"""Rows: write records as the rows of a sheet, and read them back without loss."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from takeaction.authoring.sheets.cells import cell_value, find_lost_digits
from takeaction.authoring.sheets.columns import EMPTY_LIST, Column, columns_of
from takeaction.authoring.sheets.examples import EXAMPLE_ID, is_untouched, left_over
from takeaction.authoring.sheets.sheet import MAX_MISTAKES, Row, Sheet, column_name, first_mistakes
from takeaction.errors import PackError, shown
from takeaction.packs.faults import ValueRefusedError, hint_for
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

_REMOVE = "remove it, or use a name from the column contract."
_LEFT_OVER = "this is still the text of the example."
_CHANGED = "this row has the id of the example, but something of your own in it."
_ROWS_TO_SEARCH = 10
"""The most rows that are searched for headings below a title: a title rarely has more than two."""

_QUOTE_COMMAS = 'put "double quotes" around a text with a comma; write a comma for each empty cell.'


def write_rows(kind: Kind, records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Write records of one kind as rows of text, the headings first.

    Args:
        kind: The kind.
        records: The fields of each record, with its id.
    """
    columns = columns_of(kind)
    yield tuple(column.name for column in columns)
    for record in records:
        for position in range(_height(columns, record)):
            yield tuple(_cell(column, record, position) for column in columns)


def _height(columns: Sequence[Column], record: Mapping[str, Any]) -> int:
    """Return the number of rows that a record takes: the length of its longest list."""
    return max(
        1, *(len(record.get(column.list_field, ())) for column in columns if column.list_field)
    )


def _cell(column: Column, record: Mapping[str, Any], position: int) -> str:
    value: Any = record
    if column.list_field:
        items = record.get(column.list_field, [])
        value = items[position] if position < len(items) else None
    elif position and column.name != "id":  # every row has the id, so that people can sort the rows
        return ""
    for key in column.keys:
        value = value.get(key) if value is not None else None
    return _as_text(value)


def _as_text(value: Any) -> str:  # noqa: ANN401 - any value of a pack
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or EMPTY_LIST
    if isinstance(value, Mapping):
        return "\n".join(f"{tag}: {' | '.join(terms)}" for tag, terms in sorted(value.items()))
    return str(value)


class SheetRecord(NamedTuple):
    """A record and its rows in a sheet.

    Attributes:
        fields: The fields of the record, with its id.
        lines: Its first row under the empty key, and the row of each item of a list under keys
            such as ``contacts[1]``.
    """

    fields: dict[str, Any]
    lines: Mapping[str, int]


def read_records(kind: Kind, sheet: Sheet) -> tuple[tuple[SheetRecord, ...], tuple[PackError, ...]]:
    """Read the records of a sheet.

    Returns:
        The records in order of their first rows, and every mistake in the cells in order of row.
    """
    reader = _Reader(kind, sheet)
    records = reader.records()
    mistakes = sorted(reader.mistakes, key=lambda error: error.where.line or 0)
    return records, first_mistakes(mistakes, sheet.name)


@attrs.define
class _Reader:
    """The reader of one sheet; it collects the mistakes."""

    kind: Kind
    sheet: Sheet
    mistakes: list[PackError] = attrs.field(init=False, factory=list)

    def records(self) -> tuple[SheetRecord, ...]:
        self.mistakes += self.sheet.mistakes
        head, *rows = self.sheet.rows or (Row(1, ()),)
        if self._is_moved(head, rows):
            return ()
        columns = self._columns(head)
        if self._lacks(columns, head.line):
            return ()
        by_id: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for row in rows:
            if self._is_full:
                break
            values = self._values(columns, row)
            if values is None or self._is_example(values, row.line):
                continue
            id = values.pop("id", None)
            if id is None:
                fix = "write the record's id in every row of that record."
                self._note("sheet.no_id", "this row has no id.", row.line, fix=fix)
            else:
                by_id[id].append((row.line, values))
        return tuple(self._record(id, lines) for id, lines in by_id.items())

    @property
    def _is_full(self) -> bool:
        """Whether enough mistakes are listed."""
        return len(self.mistakes) > MAX_MISTAKES

    def _note(  # noqa: PLR0913 - the fields of a PackError
        self,
        code: str,
        problem: str,
        line: int,
        field: str = "",
        record: str = "",
        *,
        fix: str,
        position: int | None = None,
    ) -> None:
        if not self._is_full:
            where = self.sheet.where(line, field, record, position)
            self.mistakes.append(mistake(code, problem, where, fix))

    def _is_moved(self, head: Row, rows: Sequence[Row]) -> bool:
        """Note headings that are further down, below a title for example."""
        known = {column.name for column in columns_of(self.kind)}
        if "id" in map(column_name, head.cells):
            return False
        for row in rows[:_ROWS_TO_SEARCH]:
            names = set(map(column_name, row.cells))
            if "id" in names and len(names & known) > 1:
                problem = f"the headings are here, in row {row.line}, below something else."
                fix = "delete the rows above the headings, so that they come first."
                self._note("sheet.header", problem, row.line, fix=fix)
                return True
        return False

    def _is_example(self, values: dict[str, Any], line: int) -> bool:
        """Tell whether a row belongs to the example of the template, which is never imported."""
        if values.get("id") != EXAMPLE_ID:
            for name in left_over(self.kind, values):
                fix = "write your own, or clear the cell."
                self._note("sheet.example", _LEFT_OVER, line, name, fix=fix)
            return False
        if not is_untouched(self.kind, values):
            fix = "write an id of your own in it, such as our-line; or delete the row."
            self._note("sheet.example", _CHANGED, line, "id", fix=fix)
        return True

    def _columns(self, head: Row) -> list[Column | None]:
        """Return the column of each heading; None for an unknown one."""
        known = {column.name: column for column in columns_of(self.kind)}
        columns: list[Column | None] = []
        for position, cell in enumerate(head.cells):
            name = column_name(cell)
            column = known.get(name)
            if column and column in columns:
                problem = f"two columns are called {shown(name)}."
                fix = "remove one of them."
                self._note("sheet.column", problem, head.line, fix=fix, position=position)
            elif name and not column and not self._is_full:
                fix = hint_for(name, known)() or _REMOVE
                problem = f"no column is called {shown(str(cell).strip())}."
                self._note("sheet.column", problem, head.line, fix=fix, position=position)
            columns.append(column)
        return columns

    def _lacks(self, columns: Sequence[Column | None], line: int) -> bool:
        """Note each missing column that every record needs; tell whether there is one."""
        needed = (c for c in columns_of(self.kind) if c.needed and not c.list_field)
        missing = [column.name for column in needed if column not in columns]
        for name in missing:
            problem = f"there is no column {name}, which every record needs."
            self._note("sheet.column", problem, line, fix="add it.")
        return bool(missing)

    def _values(self, columns: Sequence[Column | None], row: Row) -> dict[str, Any] | None:
        """Return the values of a row by column name; None if its cells do not fit the columns."""
        if len(row.cells) != len(columns):
            comparison = "fewer" if len(row.cells) < len(columns) else "more"
            cells = f"{len(row.cells)} cells, {comparison} than the {len(columns)} columns"
            problem = f"this row has {cells}."
            self._note("sheet.row", problem, row.line, fix=_QUOTE_COMMAS)
            return None
        values: dict[str, Any] = {}
        for position, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            if column is None:
                self._refuse_filled(cell, row.line, position)
                continue
            try:
                value = cell_value(cell, column)
            except ValueRefusedError as error:
                self._note(error.code, str(error), row.line, column.name, fix=error.fix)
                continue
            if value is not None:
                values[column.name] = value
        return values

    def _refuse_filled(self, cell: object, line: int, position: int) -> None:
        """Note a cell with something in it, in a column without a known name."""
        if str(cell or "").strip():
            problem = "this cell is in a column without a name."
            fix = "give the column its name, or clear the cell."
            self._note("sheet.column", problem, line, fix=fix, position=position)

    def _record(self, id: str, lines: list[tuple[int, dict[str, Any]]]) -> SheetRecord:
        """Build a record from its rows."""
        fields: dict[str, Any] = {"id": id}
        item_lines = {"": lines[0][0]}
        for column in columns_of(self.kind):
            if not column.list_field:
                self._add_value(column, fields, lines)
        for list_field in dict.fromkeys(
            c.list_field for c in columns_of(self.kind) if c.list_field
        ):
            self._add_items(list_field, fields, lines, item_lines)
        return SheetRecord(fields, item_lines)

    def _add_value(
        self, column: Column, fields: dict[str, Any], lines: list[tuple[int, dict[str, Any]]]
    ) -> None:
        """Put the only value of a column into a record; note rows that disagree."""
        filled = [(line, values[column.name]) for line, values in lines if column.name in values]
        if filled:
            _put(fields, column.keys, filled[0][1])
        for line, value in filled[1:]:
            if value != filled[0][1]:
                problem = f"this differs from row {filled[0][0]}, which has the same id."
                fix = "leave it empty in later rows of a record; a new record needs a new id."
                self._note("sheet.differs", problem, line, column.name, fields["id"], fix=fix)

    def _add_items(
        self,
        list_field: str,
        fields: dict[str, Any],
        lines: list[tuple[int, dict[str, Any]]],
        item_lines: dict[str, int],
    ) -> None:
        """Put the items of a list into a record, one from each row that has any."""
        columns = [column for column in columns_of(self.kind) if column.list_field == list_field]
        items: list[Any] = []
        for line, values in lines:
            item: dict[str, Any] = {}
            for column in columns:
                if column.name in values:
                    _put(item, column.keys or ("",), values[column.name])
            if item:
                item_lines[f"{list_field}[{len(items)}]"] = line
                items.append(item.get("", item))
                if list_field == "contacts":
                    self._note_lost_digits(item, line, fields["id"])
        if items:
            fields[list_field] = items

    def _note_lost_digits(self, contact: dict[str, Any], line: int, id: str) -> None:
        for key, error in find_lost_digits(contact):
            self._note(error.code, str(error), line, f"contacts.{key}", id, fix=error.fix)


def _put(table: dict[str, Any], keys: Sequence[str], value: Any) -> None:  # noqa: ANN401 - likewise
    *outer, last = keys
    for key in outer:
        table = table.setdefault(key, {})
    table[last] = value
