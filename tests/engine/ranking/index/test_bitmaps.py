"""Sets of rows as whole numbers."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.ranking.index.bitmaps import (
    Facets,
    Quantity,
    Rare,
    at_least,
    bitmap,
    counted,
    rows_of,
    summed,
    union,
    without,
)

BITS = st.integers(0, 2**70 - 1)
SETS = st.lists(BITS, max_size=4)


def _rows(values):
    """Return, for each value, the rows that have it."""
    held = {}
    for row, value in enumerate(values):
        held.setdefault(value, array("I")).append(row)
    return held


@given(st.sets(st.integers(0, 200)))
def test_rows_come_back_highest_first(rows):
    """What is put into a set comes out of it, in falling order."""
    assert list(rows_of(bitmap(rows, 201))) == sorted(rows, reverse=True)


@given(st.sets(st.integers(0, 9_000)))
def test_rows_of_a_long_set_come_back_highest_first(rows):
    """The same for a set that is cut into parts."""
    assert list(rows_of(bitmap(rows, 9_001))) == sorted(rows, reverse=True)


@given(BITS, BITS)
def test_rows_are_taken_out_of_a_set(rows, bits):
    """What is in the other set is gone, and nothing else."""
    assert set(rows_of(without(rows, bits))) == set(rows_of(rows)) - set(rows_of(bits))


@given(SETS)
def test_rows_are_counted_by_the_sets_that_have_them(sets):
    """A row of two sets is in at least one and in at least two, and in no more."""
    matched = at_least(sets)

    for row in range(70):
        assert sum(held >> row & 1 for held in matched) == sum(each >> row & 1 for each in sets)
        assert all(held >> row & 1 for held in matched[: sum(each >> row & 1 for each in sets)])


@given(BITS, SETS)
def test_rows_are_split_by_how_many_sets_they_are_in(rows, sets):
    """Each row stands under the number of sets that have it, and under no other."""
    split = counted(rows, sets)

    for count, held in split.items():
        assert all(sum(each >> row & 1 for each in sets) == count for row in rows_of(held))
    assert union(split.values()) == rows


@given(BITS, st.lists(st.tuples(st.integers(1, 9), BITS), max_size=4))
def test_rows_are_split_by_what_their_sets_are_worth(rows, worth):
    """Each row stands under the sum of its sets, and no sum above the most."""
    for total, held in summed(rows, worth, most=12).items():
        for row in rows_of(held):
            assert min(12, sum(value for value, bits in worth if bits >> row & 1)) == total


@pytest.mark.parametrize("size", [10, 40_000], ids=["short", "long"])
def test_a_rare_value_takes_no_more_room_than_its_rows(size):
    """A value that one row of many has is kept as that row, and read as a set all the same."""
    facets = Facets.of(size, _rows(["rare", *["common"] * (size - 1)]))

    assert (facets["rare"], facets["common"]) == (1, 2**size - 2)
    assert facets["unknown"] == 0
    assert facets.any(["rare", "unknown"]) == 1
    assert facets.sets(["rare", "unknown"]) == [1]
    assert set(facets) == {"rare", "common"}
    assert [value for value in ("rare", "common", "unknown") if value in facets] == [
        "rare",
        "common",
    ]
    assert isinstance(facets, Rare) == (size > 10)


def test_many_rare_values_that_were_read_are_still_right():
    """Only some stay at hand as sets, and each is as it was when it is asked for again."""
    facets = Facets.of(40_000, _rows(range(100)))

    for _ in range(2):
        assert [facets[value] for value in range(100)] == [1 << row for row in range(100)]


@given(st.lists(st.integers(0, 9_000), max_size=1_000), st.integers(-1, 9_001))
def test_at_most_gives_the_rows_up_to_a_bound(values, bound):
    """Few numbers or many, the rows are those whose number is not above the bound."""
    quantity = Quantity.of(len(values), _rows(values))

    expected = {row for row, value in enumerate(values) if value <= bound}
    assert set(rows_of(quantity.at_most(bound))) == expected


def test_many_different_numbers_keep_few_running_totals():
    """Room grows with the rows and not with rows times numbers."""
    quantity = Quantity.of(10_000, _rows(range(10_000)))

    assert len(quantity.totals) <= 257 + 1
    assert quantity.at_most(4_321).bit_count() == 4_322
