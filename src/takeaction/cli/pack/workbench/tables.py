"""The sheets that somebody gives to the page, each read as records of one kind."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from takeaction.authoring.sheets import conversion, rows
from takeaction.authoring.sheets.columns import columns_of
from takeaction.authoring.sheets.sheet import Sheet, refusal
from takeaction.cli.pack.workbench.cells import CellFinder
from takeaction.errors import PackError, PackErrors
from takeaction.models.region import is_region
from takeaction.vocabulary.records import Kind

SHEETS = (".csv", ".xlsx")
"""The suffixes of files that are read as sheets."""

_LIKELY = tuple(sorted(Kind, key=lambda kind: kind is not Kind.RESOURCE))
"""The kinds, the likeliest first: it is taken where the headings fit several."""

_NO_WORKBOOKS = "this page has no reader for workbooks."


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """One sheet: the records in it, or its mistakes.

    Attributes:
        name: The name of its file.
        kind: The kind of its records; None if the file cannot be read.
        toml: The records as the TOML of a pack; empty if there is a mistake.
        count: The number of records.
        regions: The places that the records name.
        mistakes: Its mistakes.
        cells: The finder of its cells; None if the file cannot be read.
    """

    name: str
    kind: Kind | None = None
    toml: str = ""
    count: int = 0
    regions: frozenset[str] = frozenset()
    mistakes: tuple[PackError, ...] = ()
    cells: CellFinder | None = None


def read_table(path: Path, kind: Kind | None = None) -> Table:
    """Read a sheet.

    Args:
        path: Its file.
        kind: The kind of its records; None for the one that fits its headings best.
    """
    try:
        sheet = conversion.read_sheet(path)
    except ImportError:
        fix = "save the sheet as CSV UTF-8, and choose that file."
        error = refusal("read.unknown_file", _NO_WORKBOOKS, path.name, None, fix)
        return Table(name=path.name, mistakes=error.mistakes)
    except PackErrors as errors:
        return Table(name=path.name, mistakes=errors.mistakes)
    kind = kind or likely_kind(sheet)
    cells = CellFinder(sheet, path.read_bytes())
    try:
        toml, count = conversion.sheet_to_toml(sheet, kind)
    except PackErrors as errors:
        in_order = sorted(errors.mistakes, key=lambda error: cells.order_of(error.where))
        return Table(name=path.name, kind=kind, mistakes=tuple(in_order), cells=cells)
    records, _ = rows.read_records(kind, sheet)
    cells.add_records(records)
    regions = frozenset(code for record in records for code in _regions(record.fields))
    return Table(name=path.name, kind=kind, toml=toml, count=count, regions=regions, cells=cells)


def likely_kind(sheet: Sheet) -> Kind:
    """Return the kind of record whose columns have the most of a sheet's headings."""
    head = sheet.rows[0].cells if sheet.rows else ()
    names = {str(cell or "").strip() for cell in head}
    return max(_LIKELY, key=lambda kind: len(names & {column.name for column in columns_of(kind)}))


def _regions(fields: Mapping[str, object]) -> Iterator[str]:
    written = fields.get("regions")
    yield from (code for code in written if is_region(code)) if isinstance(written, list) else ()
