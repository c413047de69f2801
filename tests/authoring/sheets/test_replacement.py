"""Records of a sheet replace those of a file, and what its author wrote around them stays."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.sheets.conversion import replace_records, write_toml
from takeaction.vocabulary.records import Kind

OLD = """\
#:schema ../../.schema/vendors.schema.json
# Our shops, checked by the Tuesday group.

# The oldest one.
[[vendor]]
id = "first"
name = "First"          # as it writes itself
kind = "retailer"
source = { title = "Page" }

[[vendor.claims]]
# renewed each year
label = "fair"

[[vendor]]
id = "second"
# ask Ann before you change it
name = "Second # and more"
kind = "brand"
source = { title = "Page" }
# the end of the second

[[vendor]]
id = "third"
name = "Third"
kind = "brand"
source = { title = "Page" }
"""
FIRST = {"id": "first", "name": "First", "kind": "retailer", "source": {"title": "Page"}}
FIRST |= {"claims": [{"label": "fair"}]}
SECOND = {"id": "second", "name": "Second # and more", "kind": "brand"}
SECOND |= {"source": {"title": "Page"}}


def replaced(*records, old=OLD):
    return replace_records(old, write_toml(Kind.VENDOR, records), Kind.VENDOR)


def test_records_that_go_are_named():
    result = replaced(FIRST, SECOND)

    assert result.gone == ("third",)
    assert [record["id"] for record in tomllib.loads(result.text)["vendor"]] == ["first", "second"]


def test_what_stays_the_same_stays_line_for_line():
    assert replaced(FIRST, SECOND).text == OLD.partition('\n[[vendor]]\nid = "third"')[0]


def test_a_record_that_changed_keeps_its_comments():
    text = replaced(FIRST | {"name": "1st", "claims": []}, SECOND | {"kind": "retailer"}).text

    assert text.startswith(OLD.partition("# The oldest")[0])
    assert '# The oldest one.\n# renewed each year\n[[vendor]]\nid = "first"\n' in text
    assert '# as it writes itself\nname = "1st"\n' in text
    assert '# ask Ann before you change it\nname = "Second # and more"\n' in text
    assert text.count("# the end of the second") == 1


def test_new_records_come_in_the_order_of_the_sheet():
    new = {"id": "new", "name": "New", "kind": "brand", "source": {"title": "Page"}}

    result = replaced(new, FIRST)

    assert [record["id"] for record in tomllib.loads(result.text)["vendor"]] == ["new", "first"]
    assert result.gone == ("second", "third")


def test_a_file_without_records_keeps_its_comments():
    assert replaced(SECOND, old="#:schema x\n# notes\n").text.startswith(
        "#:schema x\n# notes\n[[vendor]]"
    )


def test_a_text_that_is_not_toml_is_refused():
    # Nobody knows what would be lost.
    with pytest.raises(tomllib.TOMLDecodeError):
        replaced(FIRST, old="[[vendor]\n")


@given(st.sets(st.sampled_from(["first", "second", "third", "new"]), min_size=1), st.booleans())
def test_the_records_are_always_those_of_the_sheet(ids, change):
    kind = "retailer" if change else "brand"
    records = [
        {"id": id, "name": id, "kind": kind, "source": {"title": "Page"}} for id in sorted(ids)
    ]

    result = replaced(*records)

    assert tomllib.loads(result.text) == {"vendor": records}
    assert result.text.startswith("#:schema")
    assert set(result.gone) == {"first", "second", "third"} - ids
