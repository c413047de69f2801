"""The second check of the phone numbers in a pack, with libphonenumber."""

import sys

import pytest
from make import header

from takeaction import load
from takeaction.authoring.survey import check_number_ranges, is_assigned

HEADER = header("trial")


@pytest.fixture
def pack(tmp_path):
    def make(dial, *, region=None, method="two-sources", channel="voice", own=None):
        inside = f'dial_region = "{region}"\n' if region else ""
        lines = (
            f'[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\n'
            f'source = {{ title = "A page" }}\nverified = {{ method = "{method}" }}\n'
            f'[[resource.contacts]]\nchannel = "{channel}"\n{inside}'
        )
        lines += f'verified = {{ method = "{own}" }}\n' if own else ""
        numbered = f'dial = "{dial}"\ndisplay = "{dial}"\n' if dial else 'url = "https://a.org"\n'
        (tmp_path / "pack.toml").write_text(HEADER)
        (tmp_path / "resources.toml").write_text(lines + numbered)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("dial", "fields", "has_warning"),
    [
        ("+18885550100", {}, False),
        ("+442079460123", {}, False),
        ("02079460123", {"region": "GB"}, False),
        ("+12115550100", {}, True),
        ("+12115550100", {"method": "called"}, False),
        ("+12115550100", {"method": "in-writing"}, False),
        ("+12115550100", {"method": "operator-page"}, True),
        ("+12115550100", {"own": "operator-page"}, False),
        ("+12115550100", {"own": "official-page"}, False),
        ("+12115550100", {"own": "called"}, False),
        ("+12115550100", {"own": "two-sources"}, True),
        ("+12115550100", {"own": "two-sources", "method": "called"}, True),
        ("01115550100", {"region": "GB"}, True),
        ("112", {"region": "DE"}, False),
        (None, {"channel": "chat"}, False),
    ],
    ids=[
        "free",
        "london",
        "inside",
        "no-range",
        "called",
        "in-writing",
        "a-page-of-the-operator-for-all",
        "a-page-of-the-operator-for-this",
        "an-official-page-for-this",
        "called-for-this",
        "two-sources-for-this",
        "two-sources-for-this-called-for-all",
        "no-range-inside",
        "short",
        "no-number",
    ],
)
def test_a_number_in_no_assigned_range_gets_a_warning(pack, dial, fields, has_warning):
    # Such a number is probably a slip, unless its operator prints it or somebody reached it.
    catalog = load(paths=[pack(dial, **fields)], packs=[])

    warnings = [str(warning) for warning in check_number_ranges(catalog)]

    assert catalog.mistakes == ()
    text = (
        f'trial: line.contacts[0].dial: "{dial}" is in no range that its country has '
        "assigned. Fix: check each digit; if the operator or a government prints it, write in the "
        'contact verified = { method = "operator-page" } or "official-page".'
    )
    assert warnings == [text] * has_warning


def test_the_numbers_of_our_packs_are_all_in_assigned_ranges(catalog):
    assert check_number_ranges(catalog) == ()


def test_without_libphonenumber_there_is_no_second_check(pack, monkeypatch):
    # It is optional; ``pack check`` says that it is missing.
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    assert check_number_ranges(load(paths=[pack("+12115550100")], packs=[])) is None


def test_without_the_extra_no_number_is_called_unassigned(monkeypatch):
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    assert is_assigned("+12115550100", None)
