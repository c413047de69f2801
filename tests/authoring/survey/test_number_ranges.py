"""The second check of the phone numbers in a pack, with libphonenumber."""

import sys

import pytest
from make import header

from takeaction import load
from takeaction.authoring.survey import check_number_ranges, is_assigned

HEADER = header("trial")


@pytest.fixture
def pack(tmp_path):
    def make(dial, *, region=None, method="two-sources", channel="voice", **own):
        inside = f'dial_region = "{region}"\n' if region else ""
        lines = (
            f'[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\n'
            f'source = {{ title = "A page" }}\nverified = {{ method = "{method}" }}\n'
            f'[[resource.contacts]]\nchannel = "{channel}"\n{inside}'
        )
        lines += f'verified = {{ method = "{own["own"]}" }}\n' if "own" in own else ""
        lines += f'printed = "{own["printed"]}"\n' if "printed" in own else ""
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
        ("+12115550100", {"method": "called"}, True),
        ("+12115550100", {"own": "called"}, True),
        ("+12115550100", {"method": "in-writing", "own": "operator-page"}, True),
        ("+12115550100", {"printed": "https://a.example/numbers"}, False),
        ("01115550100", {"region": "GB"}, True),
        ("116123", {"region": "DE"}, False),
        (None, {"channel": "chat"}, False),
    ],
    ids=[
        "free",
        "london",
        "inside",
        "no-range",
        "called",
        "called-for-this",
        "in-writing-and-a-page",
        "printed",
        "no-range-inside",
        "short",
        "no-number",
    ],
)
def test_s80_a_number_in_no_assigned_range_gets_a_warning_whatever_verified_says(
    pack, dial, fields, has_warning
):
    # Somebody reached the line there, and may have mistyped the number afterwards.
    catalog = load(paths=[pack(dial, **fields)], packs=[])

    warnings = [str(warning) for warning in check_number_ranges(catalog)]

    assert catalog.mistakes == ()
    text = (
        f'trial: line.contacts[0].dial: "{dial}" is in no range that its country has '
        "assigned. Fix: check each digit; if its operator prints that very number, write in the "
        'contact printed = "https://…", the address of that page.'
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
