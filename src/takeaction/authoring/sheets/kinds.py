"""Which kind of record each sheet of a workbook holds: by its name, or else by its headings."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from takeaction.authoring.sheets.columns import columns_of
from takeaction.authoring.sheets.sheet import Sheet, column_name, quoted_title
from takeaction.errors import PackError, plain
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

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

_ROWS_TO_SEARCH = 10
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
            notes += _placed_notes(sheet, its_kind)
        elif _looks_like_records(sheet):
            mistakes.append(_unplaced(sheet))
        else:
            notes.append(_unread(sheet))
    return KindSheets(found, tuple(mistakes), tuple(notes))


def _only(kind: Kind, placed: Sequence[tuple[Sheet, Kind | None]], first: Sheet) -> KindSheets:
    """Return the one sheet of a kind; where none is for it, the first sheet that is filled."""
    mine = [sheet for sheet, its_kind in placed if its_kind is kind]
    chosen = next(iter(mine or (sheet for sheet, _ in placed)), first)
    second = [_second(sheet, chosen, kind) for sheet in mine[1:]]
    others = [sheet for sheet, its_kind in placed if its_kind is not kind and sheet is not chosen]
    unread = [_unread(sheet) for sheet in others]
    return KindSheets({kind: chosen}, tuple(second), tuple(unread))


def _kind_by_name(sheet: Sheet) -> Kind | None:
    """Return the kind whose name a sheet has, in any case, with or without its last s."""
    name = (sheet.title or "").strip().casefold()
    return next((kind for kind, title in SHEETS.items() if name in (title, str(kind))), None)


def _kind_by_headings(sheet: Sheet) -> Kind | None:
    """Return the only kind that has all columns of a sheet, where the sheet has all it needs."""
    names = frozenset(filter(None, sheet.headings))
    fitting = [kind for kind in SHEETS if _needed(kind) <= names <= _names(kind)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _names(kind: Kind) -> frozenset[str]:
    return frozenset(column.name for column in columns_of(kind))


@cache
def _needed(kind: Kind) -> frozenset[str]:
    """Return the columns that every sheet of a kind has."""
    columns = columns_of(kind)
    return frozenset(column.name for column in columns if column.needed and not column.list_field)


def _looks_like_records(sheet: Sheet) -> bool:
    """Tell whether one of the first rows of a sheet has headings that some kind knows."""
    return any(
        len(_names(kind) & set(map(column_name, row.cells))) >= _FEWEST_KNOWN
        for row in sheet.rows[:_ROWS_TO_SEARCH]
        for kind in SHEETS
    )


def _unplaced(sheet: Sheet) -> PackError:
    problem = "this sheet has columns of records, but its name says no kind."
    fix = f"name the sheet after what is in it: {', '.join(SHEETS.values())}."
    return mistake("sheet.name", problem, sheet.where(sheet.rows[0].line), fix)


def _second(sheet: Sheet, first: Sheet, kind: Kind) -> PackError:
    earlier = plain(quoted_title(first.title or ""))
    problem = f"this is a second sheet of {SHEETS[kind]}, after {earlier}."
    fix = "move its rows into one of the two, and delete the other sheet."
    return mistake("sheet.name", problem, sheet.where(sheet.rows[0].line), fix)


def _placed_notes(sheet: Sheet, kind: Kind) -> Iterator[str]:
    if _kind_by_name(sheet) is None:
        title = plain(quoted_title(sheet.title or ""))
        yield f"The sheet {title} was read as {SHEETS[kind]}: its columns are those."


def _unread(sheet: Sheet) -> str:
    return f"The sheet {plain(quoted_title(sheet.title or ''))} was not read."
