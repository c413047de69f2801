"""A second look at the numbers of a pack, with libphonenumber."""

import sys

import pytest

from takeaction import load
from takeaction.authoring.phone_numbers import second_look

HEADER = 'id = "trial"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'


@pytest.fixture
def pack(tmp_path):
    """Return a function that writes a pack of one number."""

    def make(dial, *, region=None, method="two-sources", channel="voice"):
        inside = f'dial_region = "{region}"\n' if region else ""
        lines = (
            f'[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\n'
            f'source = {{ title = "A page" }}\nverified = {{ method = "{method}" }}\n'
            f'[[resource.contacts]]\nchannel = "{channel}"\n{inside}'
        )
        numbered = f'dial = "{dial}"\ndisplay = "{dial}"\n' if dial else 'url = "https://a.org"\n'
        (tmp_path / "pack.toml").write_text(HEADER)
        (tmp_path / "resources.toml").write_text(lines + numbered)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("dial", "given", "is_told"),
    [
        ("+18885550100", {}, False),
        ("+442079460123", {}, False),
        ("02079460123", {"region": "GB"}, False),
        ("+11115550100", {}, True),
        ("+11115550100", {"method": "called"}, False),
        ("+11115550100", {"method": "in-writing"}, False),
        ("+99955501000", {}, True),
        ("01115550100", {"region": "GB"}, True),
        ("112", {"region": "DE"}, False),
        ("5550100", {"region": "EU"}, True),
        (None, {"channel": "chat"}, False),
    ],
    ids=[
        "free",
        "london",
        "inside",
        "no-range",
        "called",
        "in-writing",
        "no-country",
        "no-range-inside",
        "short",
        "group",
        "no-number",
    ],
)
def test_a_number_in_no_known_range_is_told_of(pack, dial, given, is_told):
    """A number of a range that was never given out is a slip, unless somebody was reached there."""
    catalog = load(paths=[pack(dial, **given)], packs=[])

    told = [str(each) for each in second_look(catalog)]

    assert catalog.mistakes == ()
    text = (
        f'trial: line.contacts[0].dial: "{dial}" is in no range that its country has given out. '
        'Fix: call it, and write verified = { method = "called" } if it is right.'
    )
    assert told == [text] * is_told


def test_the_numbers_of_our_packs_are_all_in_ranges_that_were_given_out(catalog):
    """What we ship has no number that libphonenumber does not know."""
    assert second_look(catalog) == ()


def test_without_libphonenumber_there_is_no_second_look(pack, monkeypatch):
    """The library needs it for nothing; whoever checks a pack is told that it is not there."""
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    assert second_look(load(paths=[pack("+11115550100")], packs=[])) is None
