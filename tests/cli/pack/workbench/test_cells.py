"""The cells of mistakes, as a spreadsheet program names them."""

import pytest

from takeaction.authoring.sheets.rows import read_records
from takeaction.authoring.sheets.workbook import read_csv
from takeaction.cli.pack.dropped import CellFinder
from takeaction.errors import Where
from takeaction.vocabulary.records import Kind

DATA = b"""id,name,kind,source.title,contacts.channel,contacts.url
a,"A
long name",hotline,Leaflet,web,https://example.org/1

a,,,,web,https://example.org/2
"""


@pytest.fixture
def cells():
    """Return the finder of a small sheet, which has a cell of two lines and a blank row."""
    sheet = read_csv(DATA, "a.csv")
    return CellFinder(sheet, read_records(Kind.RESOURCE, sheet)[0])


@pytest.mark.parametrize(
    ("line", "field", "cell"),
    [
        (1, "name", "Cell B1"),
        (2, "kind", "Cell C2"),
        (5, "contacts.url", "Cell F4"),
        (5, None, "Row 4"),
        (5, "contacts.hours", "Row 4"),
    ],
)
def test_a_line_of_the_file_is_a_row_of_the_sheet(cells, line, field, cell):
    assert cells.cell_at(line, field) == cell


@pytest.mark.parametrize(
    ("record", "field", "cell"),
    [
        ("a", "contacts[1].url", "Cell F4"),
        ("a", "contacts[0]", "Row 2"),
        ("a", "source.title.es", "Cell D2"),
        ("a", None, "Row 2"),
        ("b", "name", None),
        (None, None, None),
    ],
)
def test_a_field_of_a_record_has_its_cell(cells, record, field, cell):
    assert cells.cell_of(Where(record=record, field=field)) == cell
