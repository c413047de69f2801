"""The catalog as a folder of CSV files, for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Mapping

from takeaction.catalog.catalog import Catalog
from takeaction.export.formats.provenance import check_export, provenance_of
from takeaction.export.formats.tables.contacts import table_of_contacts
from takeaction.export.formats.tables.records import tables_of_records
from takeaction.export.formats.tables.spreadsheet import cell_of
from takeaction.export.formats.tables.table import Table
from takeaction.export.manifest import MANIFEST, manifest_of
from takeaction.export.selection import Selection
from takeaction.privacy import confidential
from takeaction.vocabulary.records import Kind


@confidential
def csv_of(catalog: Catalog, selection: Selection) -> Mapping[str, bytes]:
    """Write a catalog as CSV files: one for each kind of record, and one for contacts.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Returns:
        The bytes of each file by its name, in order. They are in UTF-8 behind the mark by which
        spreadsheets know it. No cell is run as a formula or changed by a spreadsheet: one that
        would be has an apostrophe in front. Each row has its source, its licence, the day of the
        export and the digest; ``packs.csv`` has the packs, and ``export.json`` lists the files.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    files = {
        f"{table.name}.csv": _csv(table, (selection.at.isoformat(), catalog.digest))
        for table in _tables(catalog, selection)
    }
    files[MANIFEST] = manifest_of(catalog, files, kind="csv", made=selection.at)
    return dict(sorted(files.items()))


def _tables(catalog: Catalog, selection: Selection) -> Iterator[Table]:
    yield from tables_of_records(catalog, selection)
    if selection.has_kind(Kind.RESOURCE):
        yield table_of_contacts(catalog, selection)
    provenance = provenance_of(catalog, selection, "csv")
    columns = ("id", "version", "publisher", "licence", "digest", "notice")
    rows = ({**pack, "notice": provenance["notice"]} for pack in provenance["packs"])
    yield Table("packs", columns, tuple(tuple(map(row.get, columns)) for row in rows))


def _csv(table: Table, edition: tuple[str, str]) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow((*table.columns, "exported", "catalog_digest"))
    rows.writerows([cell_of(value) for value in (*row, *edition)] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only behind this mark
