"""The dialect of a CSV file, from its first lines."""

import codecs

import pytest

from takeaction.batch.csv_reading import FIRST_BYTES, find_dialect
from takeaction.batch.questions import BatchRefusedError


@pytest.mark.parametrize(
    ("text", "separator", "columns"),
    [
        ("id,minutes\n", ",", ("id", "minutes")),
        ("id;minutes\r\n", ";", ("id", "minutes")),
        ("id\tminutes\n", "\t", ("id", "minutes")),
        ("id|minutes\n", "|", ("id", "minutes")),
        ('"id, or so";minutes\n', ";", ("id, or so", "minutes")),
        ("minutes\n", ",", ("minutes",)),
        (" id , ,minutes,\n", ",", ("id", "column 2", "minutes", "column 4")),
        ("sep=;\r\nid;minutes\n", ";", ("id", "minutes")),
        ('"sep=,"\nid,a;b;c;d\n', ",", ("id", "a;b;c;d")),
    ],
)
def test_the_first_row_names_the_columns(text, separator, columns):
    found = find_dialect(text.encode(), None)

    assert (found.separator, found.columns) == (separator, columns)
    assert found.first_row == len(text)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_the_row_below_is_found_in_every_encoding(name):
    mark = {"utf-8": codecs.BOM_UTF8, "utf-16-be": codecs.BOM_UTF16_BE}.get(name, b"")
    header = mark + "ïd;minutes\n".encode(name)

    found = find_dialect(header + "1;5\n".encode(name), None if mark else name)

    assert (found.columns, found.first_row) == (("ïd", "minutes"), len(header))


def test_an_old_mac_ends_its_lines_with_a_return():
    found = find_dialect(b"id,minutes\r1,5\r", None)

    assert (found.columns, found.first_row, found.has_returns) == (("id", "minutes"), 11, True)


@pytest.mark.parametrize("text", ["", "\n\n", "  \r\n", "\ufeff"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(BatchRefusedError, match="The file is empty"):
        find_dialect(text.encode(), None)


def test_two_columns_of_one_name_are_refused_by_their_places():
    with pytest.raises(BatchRefusedError, match="Columns 1 and 3 have the same name") as caught:
        find_dialect(b"anna,5,anna\n", None)
    assert "anna" not in str(caught.value)


@pytest.mark.parametrize("mark", [b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"%PDF-1"])
def test_a_file_of_another_kind_is_refused_with_the_way_out(mark):
    with pytest.raises(BatchRefusedError, match=r"Fix: (save|unpack|export)"):
        find_dialect(mark + b"\0" * 100, None)


def test_a_first_row_without_an_end_is_refused():
    with pytest.raises(BatchRefusedError, match="first row is too long"):
        find_dialect(b"a" * FIRST_BYTES, None)
