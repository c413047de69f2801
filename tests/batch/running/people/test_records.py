"""Records: a stray quote costs one row, and a line break in a cell costs none."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.batch.csv_reading import MAX_RECORD, find_records

cells = st.text(st.sampled_from('ab",;\n\r x'), max_size=6)


def split(text, separator=",", columns=2):
    found = find_records(text, separator, columns)
    starts = [0, *(found.ends + 1).tolist()]
    records = [text[start:end] for start, end in zip(starts, found.ends.tolist(), strict=False)]
    return records, [
        place for place, end in enumerate(found.ends.tolist()) if end in found.unclosed
    ]


@pytest.mark.parametrize(
    ("text", "records", "unclosed"),
    [
        ("", [], []),
        ("a,b\nc,d\n", ["a,b", "c,d"], []),
        ('a,"b\nc"\nd,e\n', ['a,"b\nc"', "d,e"], []),
        ('"a\n\nb","c\n"\r\nd,e\n', ['"a\n\nb","c\n"\r', "d,e"], []),
        ('a,"b""\nc"\n', ['a,"b""\nc"'], []),
        ('5" pipe,b\nc,d\n', ['5" pipe,b', "c,d"], []),
        ('a,"b" c\nd,e\n', ['a,"b" c', "d,e"], []),
        ('a,"b\nc,d\ne,f\n', ['a,"b', "c,d", "e,f"], [0]),
        ('a,"b\nc,d\ne,"f"\n', ['a,"b', "c,d", 'e,"f"'], [0]),
        ('a,"b\nc,d\ne,"f\n', ['a,"b', "c,d", 'e,"f'], [0, 2]),
        ('a,"b\nc"d,e\n', ['a,"b', 'c"d,e'], [0]),
        ('a,"b\nc",d,e\n', ['a,"b', 'c",d,e'], [0]),
    ],
    ids=[
        "empty", "plain", "two-lines", "blank-line-inside", "doubled", "inches", "after-quote",
        "open", "open-above-quoted", "open-twice", "closed-inside-a-word", "too-many-cells",
    ],
)  # fmt: skip
def test_a_record_ends_where_a_person_would_say(text, records, unclosed):
    assert split(text) == (records, unclosed)


def test_a_record_of_several_lines_has_a_bound():
    far = "c,d\n" * (MAX_RECORD // 4)

    records, unclosed = split(f'a,"b\n{far}"\n')

    assert (records[0], unclosed) == ('a,"b', [0, len(records) - 1])
    assert len(records) == MAX_RECORD // 4 + 2


@given(st.lists(st.tuples(cells, cells, cells), max_size=8), st.sampled_from(",;"))
def test_a_file_that_was_written_well_is_read_as_it_was_written(rows, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(rows)

    records, unclosed = split(out.getvalue(), separator, 3)

    assert unclosed == []
    assert [next(csv.reader([record], delimiter=separator)) for record in records] == [
        list(row) for row in rows
    ]


@given(st.text(st.sampled_from('ab",\n')), st.text(st.sampled_from('ab",\n')))
def test_a_part_of_a_file_has_the_same_records_as_the_file(above, below):
    # A text cut between two records has the same ones, so parts can be read apart.
    text = f"{above}\n{below}\n"
    of_all = find_records(text, ",", 2)
    for end in of_all.ends.tolist():
        first, second = (find_records(part, ",", 2) for part in (text[: end + 1], text[end + 1 :]))
        assert [*first.ends, *(second.ends + end + 1)] == [*of_all.ends]
        unclosed = {*first.unclosed, *(place + end + 1 for place in second.unclosed)}
        assert unclosed == of_all.unclosed


@given(st.text(st.sampled_from('ab",\r\n')))
def test_every_line_is_in_exactly_one_record(text):
    text = f"{text}\n"
    records, _ = split(text)

    assert "\n".join([*records, ""]) == text
