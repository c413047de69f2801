"""The sheets that somebody gives to the page, each read as records of one kind or several."""

from collections.abc import Iterator, Mapping

import attrs

from takeaction.authoring.sheets import rows
from takeaction.authoring.sheets.columns import SHEETS, KindSheets, columns_of, place_sheets
from takeaction.authoring.sheets.conversion import KindFile, convert, read_sheets
from takeaction.authoring.sheets.workbook import CellWhere, Sheet, refusal
from takeaction.cli.pack.workbench.cells import CellFinder, cell_in_workbook
from takeaction.errors import PackError, PackErrors
from takeaction.models.region import is_region
from takeaction.vocabulary.records import Kind

_NO_WORKBOOKS = "this page has no reader for workbooks."


@attrs.frozen(kw_only=True, eq=False)
class DroppedTable:
    """One file of sheets: the records in it, or its mistakes.

    Attributes:
        name: The name of the file.
        kind: The kind of the records in a CSV file, which a person may change; None for a workbook,
            whose sheets say it, and for a file that cannot be read.
        files: The records of each kind, as a file of a pack.
        regions: The places that the records name.
        notes: What a person may not expect, such as a sheet that was not read.
        mistakes: Its mistakes; then it has no records.
        cells: The finder of the cells of each kind.
    """

    name: str
    kind: Kind | None = None
    files: Mapping[Kind, KindFile] = attrs.field(factory=dict)
    regions: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    mistakes: tuple[PackError, ...] = ()
    cells: Mapping[Kind, CellFinder] = attrs.field(factory=dict)

    def cell_of(self, error: PackError) -> str | None:
        """Return the cell of a mistake that the file was refused for; None if it has none."""
        where = error.where
        if isinstance(where, CellWhere):
            return cell_in_workbook(where)
        if self.kind is None or where.line is None:
            return None
        return self.cells[self.kind].cell_at(where.line, where.field)


def read_table(data: bytes, name: str, kind: Kind | None = None) -> DroppedTable:
    """Read a file of sheets.

    Args:
        data: Its bytes.
        name: Its name.
        kind: The kind of the records in a CSV file; None for the one that fits its headings best.
    """
    try:
        sheets = read_sheets(data, name)
    except ImportError:
        fix = "save each sheet as CSV UTF-8, and choose these files."
        error = refusal("read.unknown_file", _NO_WORKBOOKS, name, None, fix)
        return DroppedTable(name=name, mistakes=error.mistakes)
    except PackErrors as errors:
        return DroppedTable(name=name, mistakes=errors.mistakes)
    is_workbook = sheets[0].title is not None
    kind = None if is_workbook else kind or likely_kind(sheets[0])
    placed = place_sheets(sheets, kind)
    cells = {each: CellFinder(sheet, data) for each, sheet in placed.sheets.items()}
    try:
        conversion = convert(placed, name)
    except PackErrors as errors:
        mistakes = errors.mistakes
        if kind:
            mistakes = tuple(sorted(mistakes, key=lambda error: cells[kind].order_of(error.where)))
        return DroppedTable(name=name, kind=kind, mistakes=mistakes, cells=cells)
    return DroppedTable(
        name=name,
        kind=kind,
        files=conversion.files,
        regions=frozenset(_regions(placed, cells)),
        notes=conversion.notes,
        cells=cells,
    )


def likely_kind(sheet: Sheet) -> Kind:
    """Return the kind of record whose columns have the most of a sheet's headings."""
    names = set(sheet.headings)
    return max(SHEETS, key=lambda kind: len(names & {column.name for column in columns_of(kind)}))


def _regions(placed: KindSheets, cells: Mapping[Kind, CellFinder]) -> Iterator[str]:
    """Yield the places that records name, and let their mistakes be found in their rows."""
    for kind, sheet in placed.sheets.items():
        records, _ = rows.read_records(kind, sheet)
        cells[kind].add_records(records)
        for record in records:
            yield from filter(is_region, record.fields.get("regions", ()))
