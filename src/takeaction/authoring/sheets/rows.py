"""How the cells of a sheet become records, and records become rows, without loss.

A spreadsheet takes ``+18883737888`` for a sum, ``001`` for 1 and ``24/7`` for a day in July. Lost
characters are lost: nothing here guesses a number. A fix gives the right form only if it is
certain.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

import attrs

from takeaction.authoring.sheets.columns import (
    EMPTY_LIST,
    ROWS_TO_SEARCH,
    Column,
    Form,
    columns_of,
    known_columns,
    needed_columns,
)
from takeaction.authoring.sheets.mistakes import (
    MAX_MISTAKES,
    bad_cell,
    bad_place,
    first_mistakes,
)
from takeaction.authoring.sheets.workbook import Formula, Row, Sheet, column_name
from takeaction.errors import PackError, Where, shown
from takeaction.models.region import is_region
from takeaction.packs.faults import ValueRefusedError, hint_for
from takeaction.packs.rules.numbering import international_form
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")
# UTF-8 that was read as Windows-1252: a letter of the first group, then one of the second.
_GARBLED = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u2122]")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOCAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
# Dates in the forms that spreadsheets show: 24/11/2026, 24-11-2026, 2026/11/24, 24-Nov, Nov-26.
_DAY_LIKE = re.compile(
    r"\d{1,4}([./])\d{1,2}(?:\1\d{1,4})?|\d{1,2}-\d{1,2}-\d{4}|\d{4}([./])\d{1,2}\2\d{1,2}"
    r"|\d{1,2}[-. ]+[^\W\d_]{3,9}\.?(?:[- ]\d{2,4})?|[^\W\d_]{3,9}\.?[- ]\d{2,4}"
)
# The forms that 24/7 takes once a spreadsheet has read it as 24 July.
_ROUND_THE_CLOCK = re.compile(
    r"24[-. ]+[^\W\d_]{3,4}\.?(?:[- ]\d{2,4})?|24[./]0?7[./]\d{2,4}|0?7[./]24[./]\d{2,4}"
    r"|\d{4}-07-24.*"
)
# Spreadsheets store a date as a number of days. These are 1954 to 2119.
_SERIAL = re.compile(r"[2-7]\d{4}")
_EPOCH = date(1899, 12, 30)  # day 0 of the spreadsheets' count, for dates after February 1900
_TYPOGRAPHIC = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007", " "),
        **dict.fromkeys("\u200b\u200e\u200f\ufeff", ""),
        "\u2026": "...",
    }
)
# As long as the digits of an E.164 number; shorter ones are short codes, which have no +.
_BARE_NUMBER = re.compile(r"\d{7,15}")
_FEWEST_HS_DIGITS = 3
"""The fewest digits of an HS code that counts as short of a zero; complete ones have 2, 4 or 6."""


def cell_value(cell: object, column: Column) -> Any:  # noqa: ANN401 - any value of a pack
    """Return the value of a cell in the form that a pack uses; None if the cell is empty.

    Raises:
        ValueRefusedError: A spreadsheet has damaged it, or its form does not fit the column.
    """
    if isinstance(cell, Formula) or (isinstance(cell, str) and _ERROR.fullmatch(cell.strip())):
        raise bad_cell("formula", cell=shown(str(cell)))
    if cell is None or not str(cell).strip():
        return None
    if isinstance(cell, str):
        _refuse_garbled(cell)
    return _READERS[column.form](cell, column)


def _refuse_garbled(text: str) -> None:
    if "\ufffd" in text:
        raise bad_cell("lost letters", cell=shown(text))
    if _GARBLED.search(text):
        try:
            meant = text.encode("cp1252").decode()
        except UnicodeError:  # the letters are right as they are
            return
        raise bad_cell("wrong encoding", cell=shown(text), meant=shown(meant))


def _text(cell: object, _: Column) -> str:
    if not isinstance(cell, str):
        raise bad_cell("no text", typed=_typed(cell))
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _typed(cell: object) -> str:
    if isinstance(cell, bool):
        return "true or false"
    is_number = isinstance(cell, (int, float))
    return f"the number {cell}" if is_number else f"the date or time {cell}"


def _code(cell: object, column: Column) -> str:
    if column.last == "dated" and type(cell) is int:
        cell = str(cell)
    if column.last == "dial" and isinstance(cell, (int, float)):
        raise bad_cell("number to dial", typed=_typed(cell))
    if column.last == "hours" and _ROUND_THE_CLOCK.fullmatch(str(cell)):
        raise bad_cell("24/7", cell=shown(str(cell)))
    if isinstance(cell, (date, time)):
        raise bad_cell("date, not text", typed=_typed(cell))
    text = _text(cell, column).strip()
    _refuse_scientific(text)
    if column.last == "dated" and (_DAY_LIKE.fullmatch(text) or _SERIAL.fullmatch(text)):
        raise bad_cell("dated", cell=shown(text))
    clean = text.translate(_TYPOGRAPHIC)
    if clean != text:
        raise bad_cell("printed", cell=shown(text), meant=shown(clean))
    return text


def _refuse_scientific(text: str) -> None:
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return
    digits = match[1] + (match[2] or "")
    is_whole = len(digits) == int(match[3]) + 1
    name = "scientific, all digits" if is_whole else "scientific"
    raise bad_cell(name, cell=shown(text), digits=digits)


def _list(cell: object, column: Column) -> list[str]:
    if isinstance(cell, int):
        cell = str(cell)
    is_day = isinstance(cell, str) and _DAY_LIKE.fullmatch(cell.strip())
    if isinstance(cell, (date, time)) or (column.last == "days" and is_day):
        raise bad_cell("day of the year", cell=shown(str(cell)))
    text = _code(cell, column)
    if text == EMPTY_LIST:
        return []
    items = [item.strip() for item in re.split("[,;]", text) if item.strip()]
    for item in items:
        if restored := _with_zeros(item, column):
            raise bad_cell("zeros", cell=shown(item), meant=shown(restored))
    return items


def _terms(cell: object, column: Column) -> dict[str, list[str]]:
    """Return the terms of each language, from lines such as ``en: nail bar | nail salon``."""
    terms: dict[str, list[str]] = {}
    for line in filter(str.strip, _text(cell, column).split("\n")):
        tag, colon, spoken = line.partition(":")
        if not colon:
            raise bad_cell("terms", cell=shown(line.strip()))
        words = [term.strip() for term in spoken.split("|")]
        terms.setdefault(tag.strip(), []).extend(filter(None, words))
    return terms


def _with_zeros(code: str, column: Column) -> str:
    """Return a code with the zeros that it must have lost; empty if it has lost none."""
    if not (code.isascii() and code.isdigit()):
        return ""
    if column.last == "hs":
        return f"0{code}" if len(code) % 2 and len(code) >= _FEWEST_HS_DIGITS else ""
    return code.zfill(3) if code != code.zfill(3) and is_region(code.zfill(3)) else ""


def _number(cell: object, _: Column) -> int:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if type(cell) is int:
        return cell
    if isinstance(cell, str):
        text = cell.strip()
        _refuse_scientific(text)
        if text.isascii() and text.isdigit():
            return int(text)
    raise bad_cell("no number", cell=shown(str(cell)))


def _yes_no(cell: object, _: Column) -> bool:
    word = str(cell).strip().casefold()
    if word not in _ANSWERS:
        raise bad_cell("yes or no", cell=shown(str(cell)))
    return _ANSWERS[word]


_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


def _day(cell: object, _: Column) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    if _ISO.fullmatch(text):
        return text
    if _SERIAL.fullmatch(text):
        raise bad_cell("serial day", cell=text, meant=_EPOCH + timedelta(int(text)))
    meant = _days_meant(text)
    name = "local day, one reading" if len(meant) == 1 else "local day"
    raise bad_cell(name, cell=shown(text), meant=", ".join(meant))


def _days_meant(text: str) -> list[str]:
    """Return the days that a local date may be.

    24/11/2026 has only one reading, 4/11/2026 has two. With points the day always comes first.
    """
    match = _LOCAL.fullmatch(text)
    if not match:
        return []
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    pairs = {(first, second), (second, first)} if match[2] != "." else {(second, first)}
    return [f"{year:04}-{month:02}-{day:02}" for month, day in pairs if month <= _MONTHS]


_MONTHS = 12

_READERS: Mapping[Form, Callable[[object, Column], Any]] = {
    Form.TEXT: _text,
    Form.CODE: _code,
    Form.LIST: _list,
    Form.TERMS: _terms,
    Form.NUMBER: _number,
    Form.YES_NO: _yes_no,
    Form.DAY: _day,
}


def find_lost_digits(contact: Mapping[str, Any]) -> Iterator[tuple[str, ValueRefusedError]]:
    """Find digits that the number of a contact has lost, compared with its ``display``.

    Yields:
        The key of the field and its mistake.
    """
    dial, shown_digits = contact.get("dial", ""), re.sub("[^0-9]", "", contact.get("display", ""))
    if "dial_region" in contact:
        if shown_digits.startswith("0") and shown_digits.lstrip("0") == dial:
            yield "dial", bad_cell("zeros of a number", cell=shown(dial), meant=shown(shown_digits))
    elif _BARE_NUMBER.fullmatch(dial):
        is_complete = dial.endswith(shown_digits) and 0 < len(shown_digits) <= len(dial)
        is_complete = is_complete and international_form(f"+{dial}", None) == f"+{dial}"
        name = "plus, all digits" if is_complete else "plus"
        yield "dial", bad_cell(name, cell=shown(dial), meant=dial)


# The examples of the template: rows that show how to fill a sheet, and that no import takes.

EXAMPLE_ID = "EXAMPLE"
"""The id of each example. No record can have it: ids have no capital letters."""

OPTIONAL = frozenset(
    {"regions", "country", "ships_to", "contacts.languages", "contacts.dial_region"}
)
"""The columns that the template fills for one place and one language."""

_DAY = date(2026, 11, 20)
_SOURCE: Mapping[str, object] = {
    "source.title": "EXAMPLE: the page or leaflet that says so",
    "source.url": "https://example.org/EXAMPLE",
    "source.checked": _DAY,
}

_EXAMPLES: Mapping[Kind, tuple[Mapping[str, object], ...]] = {
    Kind.RESOURCE: (
        {
            "name": "EXAMPLE: the name of a helpline",
            "kind": "hotline",
            "summary": "EXAMPLE: what it does, in one or two sentences",
            "purposes": "support, report",
            "warning": "EXAMPLE: who answers, and who they may tell",
            "operator": "EXAMPLE: who runs it",
            "operator_kind": "ngo",
            "regions": "",
            "topics": "indicators-reporting",
            **_SOURCE,
            "verified.method": "none",
            "contacts.channel": "web",
            "contacts.url": "https://example.org/EXAMPLE-help",
            "contacts.languages": "",
            "contacts.hours": "Mo-Fr 09:00-17:00",
            "contacts.zone": "Europe/London",
            "contacts.cost": "free",
        },
        {
            "contacts.channel": "email",
            "contacts.email": "EXAMPLE@example.org",
            "contacts.note": "EXAMPLE: a second way to reach it has a row of its own, same id",
        },
    ),
    Kind.ACTION: (
        {
            "title": "EXAMPLE: start with a verb, such as Write or Ask",
            "summary": "EXAMPLE: what to do and why, in one or two sentences",
            "minutes.min": 5,
            "minutes.typical": 15,
            "minutes.max": 30,
            "cadence": "once",
            "modes": "solo-online",
            "risk": "none",
            "ages": "youth, adult",
            "topics": "awareness",
            "regions": "",
            **_SOURCE,
            "steps": "EXAMPLE: the first thing to do",
            "safety": "EXAMPLE: what keeps people safe",
            "finds.purpose": "support",
            "finds.kind": "hotline",
        },
        {"steps": "EXAMPLE: the second thing to do"},
        {"steps": "EXAMPLE: how you know that you are done"},
    ),
    Kind.INDICATOR: (
        {
            "text": "EXAMPLE: one thing that a person can see or hear, in plain words",
            "element": "means",
            "grade": "medium",
            "grade_basis": "editorial",
            "types": "labour",
            "observable_by": "self, bystander",
            "ask": "notice",
            "reading": "read",
            **_SOURCE,
        },
    ),
    Kind.VENDOR: (
        {
            "name": "EXAMPLE: the name of a shop",
            "kind": "retailer",
            "summary": "EXAMPLE: what it sells, in one or two sentences",
            "products": "coffee",
            "ships_to": "",
            "url": "https://example.org/EXAMPLE-shop",
            **_SOURCE,
            "claims.label": "example-label",
            "claims.scope": "EXAMPLE: which of its goods carry the label",
        },
    ),
    Kind.LABEL: (
        {
            "name": "EXAMPLE: the name of a label",
            "kind": "product-certification",
            "standard_setter": "EXAMPLE: who writes its rules",
            "scope": "EXAMPLE: what its rules reach: farms, factories, the company",
            "audited_by": "EXAMPLE: who checks, and how often",
            "third_party_audited": "yes",
            "asks": "EXAMPLE: what it asks for",
            "does_not_cover": "EXAMPLE: what it doesn't cover",
            "covers": "coffee",
            **_SOURCE,
        },
    ),
    Kind.GOOD: (
        {
            "name": "EXAMPLE: the good, as the list names it",
            "product": "coffee",
            "country": "",
            "kind": "forced",
            "edition": 2024,
            **_SOURCE,
        },
    ),
    Kind.RATING: (
        {
            "name": "EXAMPLE: the report and the country",
            "country": "",
            "meaning": "EXAMPLE: what its ratings mean",
            **_SOURCE,
            "history.year": 2024,
            "history.tier": "EXAMPLE: the rating, in the words of the report",
        },
        {"history.year": 2025, "history.tier": "EXAMPLE: the rating of the next year"},
    ),
    Kind.WORD: (
        {
            "kind": "skill",
            "label": "EXAMPLE: the name that people see",
            "aliases": "EXAMPLE: another word for it",
        },
        {"aliases": "EXAMPLE: one more, in a row of its own"},
    ),
}
"""The cells of the rows of each example, by column. They hold no number that somebody could call;
those that depend on the place or the language are empty."""


def example_rows(kind: Kind) -> tuple[Mapping[str, object], ...]:
    """Return the cells of the rows of a kind's example, by column, with the id in each."""
    return tuple({"id": EXAMPLE_ID, **cells} for cells in _EXAMPLES[kind])


@cache
def _examples_as_read(kind: Kind) -> tuple[tuple[tuple[str, Any], ...], ...]:
    """Return the rows of an example as an import reads them: pairs of column and value."""
    columns = known_columns(kind)
    return tuple(
        tuple((name, cell_value(cell, columns[name])) for name, cell in row.items())
        for row in example_rows(kind)
    )


# Records as rows, and back


def write_rows(kind: Kind, records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Write records of one kind as rows of text, the headings first.

    Args:
        kind: The kind.
        records: The fields of each record, with its id.
    """
    columns = columns_of(kind)
    yield tuple(column.name for column in columns)
    lists = {column.list_field for column in columns if column.list_field}
    for record in records:
        height = max(1, *(len(record.get(name, ())) for name in lists))
        for position in range(height):
            yield tuple(_cell(column, record, position) for column in columns)


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

    def place_of(self, field: str) -> tuple[int, str]:
        """Return the row and the column of a field such as ``contacts[1].dial``."""
        item = re.match(r"\w+\[\d+\]", field)
        line = self.lines.get(item[0] if item else "", self.lines[""])
        return line, re.sub(r"\[\d+\]", "", field)


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
    kind: Kind
    sheet: Sheet
    mistakes: list[PackError] = attrs.field(init=False, factory=list)

    def records(self) -> tuple[SheetRecord, ...]:
        self.mistakes += self.sheet.mistakes
        head, *rows = self.sheet.rows or (Row(1, (), 1),)
        if self._is_moved(head, rows):
            return ()
        columns = self._columns(head)
        missing = [name for name in needed_columns(self.kind) if self._known[name] not in columns]
        for name in missing:
            self._note(self.sheet.where(head.line), "no column", name=name)
        if missing:
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
                self._note(self.sheet.where(row.line), "no id")
            else:
                by_id[id].append((row.line, values))
        return tuple(self._record(id, lines) for id, lines in by_id.items())

    @property
    def _is_full(self) -> bool:
        return len(self.mistakes) > MAX_MISTAKES

    @property
    def _known(self) -> Mapping[str, Column]:
        return known_columns(self.kind)

    def _note(self, place: Where, name: str, /, **slots: object) -> None:
        if not self._is_full:
            self.mistakes.append(bad_place(place, name, **slots))

    def _note_cell(self, place: Where, error: ValueRefusedError) -> None:
        if not self._is_full:
            self.mistakes.append(mistake(error.code, str(error), place, error.fix))

    def _is_moved(self, head: Row, rows: Sequence[Row]) -> bool:
        """Note headings that are further down, below a title for example."""
        if "id" in map(column_name, head.cells):
            return False
        for row in rows[:ROWS_TO_SEARCH]:
            names = set(map(column_name, row.cells))
            if "id" in names and len(names & self._known.keys()) > 1:
                self._note(self.sheet.where(row.line), "moved", row=row.line)
                return True
        return False

    def _is_example(self, values: dict[str, Any], line: int) -> bool:
        """Note a row that mixes the template's example with the writer's own words."""
        rows = _examples_as_read(self.kind)
        if values.get("id") != EXAMPLE_ID:
            for name, value in values.items():
                if EXAMPLE_ID in str(value) and any((name, value) in row for row in rows):
                    self._note(self.sheet.where(line, name), "example")
            return False
        if not any(
            all(name in OPTIONAL or (name, value) in row for name, value in values.items())
            for row in rows
        ):
            self._note(self.sheet.where(line, "id"), "id of the example")
        return True

    def _columns(self, head: Row) -> list[Column | None]:
        """Return the column of each heading; None for an unknown one."""
        columns: list[Column | None] = []
        for position, cell in enumerate(head.cells):
            name = column_name(cell)
            column, place = self._known.get(name), self.sheet.where(head.line, position=position)
            if column and column in columns:
                self._note(place, "two columns", name=shown(name))
            elif name and not column and not self._is_full:
                fix = hint_for(name, self._known)()
                fix = fix or "remove it, or use a name from the column contract."
                self._note(place, "unknown column", name=shown(str(cell).strip()), fix=fix)
            columns.append(column)
        return columns

    def _values(self, columns: Sequence[Column | None], row: Row) -> dict[str, Any] | None:
        """Return the values of a row by column name; None if its cells do not fit the columns."""
        if len(row.cells) != len(columns):
            comparison = "fewer" if len(row.cells) < len(columns) else "more"
            cells = f"{len(row.cells)} cells, {comparison} than the {len(columns)} columns"
            self._note(self.sheet.where(row.line), "cells", cells=cells)
            return None
        values: dict[str, Any] = {}
        for position, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            if column is None:
                if str(cell or "").strip():
                    self._note(self.sheet.where(row.line, position=position), "no heading")
                continue
            try:
                value = cell_value(cell, column)
            except ValueRefusedError as error:
                self._note_cell(self.sheet.where(row.line, column.name), error)
                continue
            if value is not None:
                values[column.name] = value
        return values

    def _record(self, id: str, lines: list[tuple[int, dict[str, Any]]]) -> SheetRecord:
        fields: dict[str, Any] = {"id": id}
        item_lines = {"": lines[0][0]}
        by_list: dict[str, list[Column]] = defaultdict(list)
        for column in columns_of(self.kind):
            by_list[column.list_field].append(column)
        for column in by_list.pop("", ()):
            self._add_value(column, fields, lines)
        for list_field, columns in by_list.items():
            items: list[Any] = []
            for line, values in lines:  # each row has one item of the list at most
                item: dict[str, Any] = {}
                for column in columns:
                    if column.name in values:
                        _put(item, column.keys or ("",), values[column.name])
                if not item:
                    continue
                item_lines[f"{list_field}[{len(items)}]"] = line
                items.append(item.get("", item))
                for key, error in find_lost_digits(item) if list_field == "contacts" else ():
                    self._note_cell(self.sheet.where(line, f"contacts.{key}", id), error)
            if items:
                fields[list_field] = items
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
                place = self.sheet.where(line, column.name, fields["id"])
                self._note(place, "differs", row=filled[0][0])


def _put(table: dict[str, Any], keys: Sequence[str], value: Any) -> None:  # noqa: ANN401 - likewise
    *outer, last = keys
    for key in outer:
        table = table.setdefault(key, {})
    table[last] = value
