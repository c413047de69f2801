"""A CSV file of people: surveyed, cut into parts, and read cell by cell."""

import codecs
import csv
import io
import pickle

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.batch import csv_reading
from takeaction.batch.csv_reading import Dialect, Encoding, open_csv, read_csv_cells
from takeaction.batch.questions import BatchRefusedError

HEADER = "id,minutes\n"


@pytest.fixture
def make(tmp_path):
    def open_it(content, encoding=None, part_rows=1000):
        path = tmp_path / "people.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_csv(path, encoding, part_rows)

    return open_it


def rows_of(file):
    rows, faults, blank = [], [], 0
    for content, part_rows in zip(file.contents(), file.parts, strict=True):
        read = file.parse(content)
        assert len(read.table) + read.blank == part_rows
        faults += [read.faults.get(place) for place in range(len(read.table))]
        rows += [tuple(row.values()) for row in read.table.to_pylist()]
        blank += read.blank
    return rows, faults, blank


def test_each_row_is_a_person_and_an_empty_cell_is_null(make):
    rows, faults, blank = rows_of(make(HEADER + "1,5\n 2 , \r\n,7"))

    assert rows == [("1", "5"), ("2", None), (None, "7")]
    assert (faults, blank) == ([None] * 3, 0)


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
@pytest.mark.parametrize(
    ("line", "row", "fault"),
    [
        ("1,5,9", ("1", "5"), "row.cells"),
        ("1", ("1", None), "row.cells"),
        ('1,"5', ("1", '"5'), "row.quote"),
        ("1\r2,5", ("1\r2", "5"), "row.cells"),
    ],
)
def test_a_broken_row_stays_in_its_place_with_its_fault(make, line, row, fault, quoted):
    around = '"0","3"' if quoted else "0,3"

    rows, faults, _ = rows_of(make(f"{HEADER}{around}\n{line}\n{around}\n"))

    if fault == "row.cells" and "\r" in line and not quoted:  # without a quote it is a cell
        fault = None
    assert rows == [("0", "3"), row, ("0", "3")]
    assert faults == [None, fault, None]


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_blank_rows_are_nobody(make, quoted):
    row = '"2","3"' if quoted else "2,3"

    rows, faults, blank = rows_of(make(f"{HEADER}\n,\n{row}\n \t,,,\n1\n\n"))

    assert rows == [("2", "3"), ("1", None)]
    assert (faults, blank) == ([None, "row.cells"], 4)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "utf-8"])
def test_a_file_is_read_in_its_encoding(make, name):
    text = 'id,minutes\nJosé,5\n"Zo\n\në",7\n'
    mark = codecs.BOM_UTF16_BE if name == "utf-16-be" else b""

    file = make(mark + text.encode(name), None if mark else name, part_rows=1)

    assert rows_of(file)[0] == [("José", "5"), ("Zo\n\në", "7")]
    assert len(file.parts) == 2


def test_a_file_that_is_not_utf8_is_refused_by_its_first_row(make):
    text = HEADER + "Jose,5\nJosé,5\n" * 3

    with pytest.raises(BatchRefusedError) as caught:
        make(text.encode("cp1252"))

    assert str(caught.value) == (
        "3 of 6 rows are not UTF-8, the first is row 3. Fix: save the file as CSV UTF-8, or name"
        " its encoding, such as --encoding cp1252 (Excel in western Europe)."
    )


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_a_few_rows_of_another_encoding_are_broken_rows(make, quoted):
    lines = [b'"1","5"' if quoted else b"1,5"] * 100
    lines[70] = b"Jos\xe9,5"

    rows, faults, _ = rows_of(make(HEADER.encode() + b"\n".join(lines)))

    assert rows[70] == ("Jos\N{REPLACEMENT CHARACTER}", "5")
    assert [place for place, fault in enumerate(faults) if fault] == [70]
    assert faults[70] == "row.encoding"


def test_a_person_may_say_that_a_damaged_file_is_utf8(make):
    _, faults, _ = rows_of(make(HEADER.encode() + b"Jos\xe9,5\n" * 3, "utf-8"))

    assert faults == ["row.encoding"] * 3


def test_an_old_mac_is_read(make):
    assert rows_of(make(b"id,minutes\r1,5\r2,7\r"))[0] == [("1", "5"), ("2", "7")]


def test_a_file_without_people_has_one_empty_part(make):
    file = make(HEADER)

    assert file.parts == (0,)
    assert rows_of(file) == ([], [], 0)


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(make, monkeypatch):
    monkeypatch.setattr(csv_reading, "MAX_LINE", 100)

    with pytest.raises(BatchRefusedError, match="Row 3 is longer than a million characters"):
        make(HEADER + "1,5\n" + "a" * 200_000)


def test_only_asked_columns_are_returned(make):
    file = make(HEADER + "1,5\n").select(["minutes"])

    assert file.parse(next(file.contents())).table == pa.table({"minutes": ["5"]})
    assert file.schema.names == ["id", "minutes"]


def test_a_file_can_be_pickled(make):
    file = make(HEADER + "1,5\n")

    assert rows_of(pickle.loads(pickle.dumps(file))) == rows_of(file)  # noqa: S301 - our own


def test_a_file_that_changes_while_it_is_read_is_refused(make):
    # Half of the old rows and half of the new ones would be nobody's table.
    file = make(HEADER + "1,5\n")
    file.path.write_text(HEADER + "1,5\n2,7\n")

    with pytest.raises(BatchRefusedError, match="has changed while it was read"):
        next(file.contents())


def test_another_encoding_is_another_digest(make):
    assert make(HEADER).digest == make(HEADER).digest != make(HEADER, "cp1252").digest


cells = st.text(st.sampled_from('ab",;\n\r éß'), max_size=6)


@given(
    st.lists(st.tuples(cells, cells), max_size=12),
    st.integers(1, 5),
    st.sampled_from(["utf-8", "utf-16-le", "cp1252"]),
    st.sampled_from([1, 7, 64, 8 * 2**20]),
)
def test_parts_hold_all_rows_whatever_their_size(tmp_path_factory, rows, part_rows, name, block):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [("id", "minutes"), *rows]
    )
    path = tmp_path_factory.mktemp("csv") / "people.csv"
    path.write_bytes(out.getvalue().encode(name))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("takeaction.batch.csv_reading._BLOCK", block)
        patch.setattr("takeaction.batch.csv_reading.MAX_RECORD", 64)
        file = open_csv(path, name, part_rows)

    stripped = [tuple(cell.strip(" \t\r") or None for cell in row) for row in rows]
    found, faults, _ = rows_of(file)
    assert found == [row for row in stripped if any(row)]
    assert faults == [None] * len(found)
    assert all(part == part_rows for part in file.parts[:-1])


@given(st.text(st.sampled_from("ab,\r\n é"), min_size=1))
def test_a_text_without_quotes_is_read_alike_in_both_ways(text):
    text = f"{text}\n".replace("\r", "")
    dialect = Dialect(Encoding("utf-8"), ",", ("id", "minutes"), 0)

    quick = read_csv_cells(text, dialect)
    careful = read_csv_cells(f'{text}"",""\n', dialect)

    assert quick.table == careful.table
    assert (quick.faults, quick.blank + 1) == (careful.faults, careful.blank)
