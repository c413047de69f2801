"""RECORD, the list of the files of a distribution: its rows, and the hashes in it."""

import base64
import csv
import hashlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.packs.sources.files import (
    InvalidRecordError,
    RecordRow,
    hash_of,
    is_hash,
    parse_record,
)
from takeaction.packs.sources.wheel import case_faults, hash_faults, row_faults


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\n\n", []),
        ("a/b.json,sha256=x,3\n", [("a/b.json", "sha256=x")]),
        ("a,,\r\nb\nc,x", [("a", ""), ("b", ""), ("c", "x")]),
        ('"a,b",sha256=x,3\n"c ""d""",,\n', [("a,b", "sha256=x"), ('c "d"', "")]),
    ],
    ids=["empty", "blank", "usual", "without-hashes", "in-quotes"],
)
def test_each_row_is_a_path_and_a_hash(text, rows):
    assert parse_record(text) == [RecordRow(*row) for row in rows]


def test_what_is_no_list_is_refused():
    with pytest.raises(InvalidRecordError):
        parse_record('"' + "x" * 200_000)


@given(st.text('ab,"\n\r\u2028', max_size=40))
def test_the_quick_way_reads_as_the_parser_does(text):
    rows = [
        RecordRow(row[0], row[1] if len(row) > 1 else "")
        for row in csv.reader(text.splitlines())
        if row
    ]

    assert parse_record(text) == rows


@pytest.mark.parametrize("loaded", ["hashlib", "nothing", "no-module-of-its-own"])
@pytest.mark.parametrize("data", [b"", b"{}", b"\xff" * 100_000])
def test_a_hash_is_the_same_whatever_computes_it(monkeypatch, loaded, data):
    if loaded != "hashlib":
        monkeypatch.delitem(sys.modules, "hashlib")
    if loaded == "no-module-of-its-own":
        monkeypatch.setitem(sys.modules, "_sha2", None)
        monkeypatch.setitem(sys.modules, "_sha256", None)

    text = hash_of(data)

    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    assert text == f"sha256={digest}"
    assert is_hash(text)


def test_no_hash_but_sha_256_is_compared():
    assert not is_hash("")
    assert not is_hash("md5=x")


def test_a_wheel_of_very_many_files_is_compared_in_part():
    names = [f"p/{n}.txt" for n in range(1_002)]
    compared = []
    rows = [RecordRow(name, hash_of(b"")) for name in names]

    def read(name, _):
        compared.append(name)
        return b""

    faults = list(hash_faults(rows, names, "p/pack.json", read))

    assert compared == names[:1_000]
    assert [(fault.name, fault.problem) for fault in faults] == [
        (None, "the wheel has more than 1,000 files; the rest was not compared.")
    ]


def test_the_longest_name_of_a_file_is_compared_in_every_form():
    # File systems take names of 255 characters: wide letters stand for plain ones up to there.
    plain, wide = "a" * 255, "\uff41" + "a" * 254

    (fault,) = case_faults([plain, wide])

    assert fault.name == wide


class Counted(str):
    """A path that counts how often it is looked at."""

    __slots__ = ()
    looks = 0

    def __hash__(self):
        Counted.looks += 1
        return super().__hash__()

    def __eq__(self, other):
        return super().__eq__(other)


def test_work_grows_with_the_rows_and_no_faster():
    looks = []
    for count in (1_000, 2_000, 4_000):
        Counted.looks = 0
        paths = [Counted(f"p/{n}") for n in range(count)]
        rows = [RecordRow(path, "sha256=x") for path in paths]
        list(row_faults(rows, paths, "RECORD"))
        list(hash_faults(rows, paths, "p/pack.json", lambda *_: b""))
        list(case_faults(paths))
        looks.append(Counted.looks / count)

    assert max(looks) < 12
    assert max(looks) < 1.2 * min(looks)
