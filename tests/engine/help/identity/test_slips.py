"""Slips of a finger: texts that are one character or one swap apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.help.likeness import Slips
from takeaction.packs.rules.address import are_one_edit_apart

DIGITS = st.text("0123", max_size=7)


@pytest.mark.parametrize(
    "other",
    ["18883737889", "1888373788", "188837378888", "18883734888", "18883377888", "28883737888"],
    ids=["changed", "lost", "added", "changed-inside", "swapped", "first"],
)
def test_a_slip_is_found_from_either_side(other):
    number = "18883737888"

    assert Slips([number]).near(other) == {number}
    assert Slips([other]).near(number) == {other}


@pytest.mark.parametrize("other", ["18883737888", "18883737999", "18883747898", "", "1"])
def test_no_slip_is_made_up(other):
    assert Slips(["18883737888"]).near(other) == frozenset()


@given(st.lists(DIGITS, max_size=20), DIGITS)
def test_slips_are_those_that_a_comparison_finds(texts, text):
    assert Slips(texts).near(text) == {other for other in texts if are_one_edit_apart(text, other)}
