"""The encoding of a CSV file: certain or named, never guessed."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.batch.csv_reading import find_encoding
from takeaction.batch.questions import BatchRefusedError

HEADER = "id;minutes\n"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_says_which_encoding_it_is(mark, name):
    found = find_encoding(mark + HEADER.encode(name), None)

    assert found == (name, len(mark), True)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_nulls(name):
    assert find_encoding(HEADER.encode(name), None).name == name


@pytest.mark.parametrize("start", [b"", b"i", HEADER.encode(), "né;\n".encode("cp1252")])
def test_everything_else_is_assumed_to_be_utf8(start):
    assert find_encoding(start, None) == ("utf-8", 0, False)


@pytest.mark.parametrize(
    ("named", "start", "name"),
    [
        ("cp1252", b"", "cp1252"),
        ("Latin-1", b"", "iso8859-1"),
        ("UTF8", b"", "utf-8"),
        ("utf-8-sig", b"", "utf-8"),
        ("shift-jis", b"", "shift_jis"),
        ("utf-16", b"", "utf-16-le"),
        ("utf-16", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32", codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_person_may_name_the_encoding(named, start, name):
    assert find_encoding(start, named)[::2] == (name, True)


@pytest.mark.parametrize("name", ["klingon", "utf-7", "hz", "idna", "rot13", "iso2022_jp", "a\0b"])
def test_an_encoding_that_we_cannot_cut_is_refused(name):
    with pytest.raises(BatchRefusedError, match=r"We don't know that encoding. Fix: write one"):
        find_encoding(b"", name)


def test_a_name_that_contradicts_the_file_is_refused():
    with pytest.raises(BatchRefusedError, match=r"UTF-16-LE, not cp1252. Fix: leave out"):
        find_encoding(codecs.BOM_UTF16_LE, "cp1252")


def text_of(encoding, content):
    return "".join(encoding.texts(io.BytesIO(content)))


@given(
    st.text(st.characters(codec="utf-8")),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
    st.integers(1, 9),
)
def test_text_is_the_same_wherever_its_blocks_end(text, name, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("takeaction.batch.csv_reading._BLOCK", block)

        assert text_of(find_encoding(b"", name), text.encode(name)) == text


@pytest.mark.parametrize("name", ["utf-8", "cp1252", "shift_jis", "utf-16-le"])
def test_bytes_of_another_encoding_become_surrogates(name):
    encoding = find_encoding(b"", name)
    broken = b"\x00\xd8" if encoding.is_wide else b"\x81\x8d\xff"

    text = text_of(encoding, "a\n".encode(name) + broken + "\nb\n".encode(name))

    first, damaged, last, _ = text.split("\n")
    assert (first, last) == ("a", "b")
    assert any("\ud800" <= character <= "\udfff" for character in damaged)


def test_an_incomplete_character_at_the_end_is_damage_but_half_a_unit_is_left_out():
    assert text_of(find_encoding(b"", "utf-8"), "aé".encode()[:-1]) == "a\udcc3"
    assert text_of(find_encoding(b"", "utf-16-le"), "ab".encode("utf-16-le")[:-1]) == "a"
