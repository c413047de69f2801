"""Bitmaps: sets of rows as whole numbers."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.ranking.index.bitmaps import (
    Facet,
    Quantity,
    SparseFacet,
    bitmap,
    in_at_least,
    rows_in,
    split_by_count,
    split_by_sum,
    union,
    without,
)

BITS = st.integers(0, 2**70 - 1)
SETS = st.lists(BITS, max_size=4)


def _rows(values):
    rows_by_value = {}
    for row, value in enumerate(values):
        rows_by_value.setdefault(value, array("I")).append(row)
    return rows_by_value


@given(st.sets(st.integers(0, 200)))
def test_rows_come_back_highest_first(rows):
    assert list(rows_in(bitmap(rows, 201))) == sorted(rows, reverse=True)


@given(st.sets(st.integers(0, 9_000)))
def test_rows_of_a_long_set_come_back_highest_first(rows):
    assert list(rows_in(bitmap(rows, 9_001))) == sorted(rows, reverse=True)


@given(BITS, BITS)
def test_rows_are_taken_out_of_a_set(rows, bits):
    assert set(rows_in(without(rows, bits))) == set(rows_in(rows)) - set(rows_in(bits))


@given(SETS)
def test_rows_are_counted_by_the_sets_that_have_them(sets):
    matched = in_at_least(sets)

    for row in range(70):
        assert sum(members >> row & 1 for members in matched) == sum(
            bits >> row & 1 for bits in sets
        )
        assert all(
            members >> row & 1 for members in matched[: sum(bits >> row & 1 for bits in sets)]
        )


@given(BITS, SETS)
def test_rows_are_split_by_the_number_of_sets_they_are_in(rows, sets):
    split = split_by_count(rows, sets)

    for count, members in split.items():
        assert all(sum(bits >> row & 1 for bits in sets) == count for row in rows_in(members))
    assert union(split.values()) == rows


@given(BITS, st.lists(st.tuples(st.integers(1, 9), BITS), max_size=4))
def test_rows_are_split_by_the_sum_of_their_sets(rows, worth):
    for total, members in split_by_sum(rows, worth, cap=12).items():
        for row in rows_in(members):
            assert min(12, sum(value for value, bits in worth if bits >> row & 1)) == total


@pytest.mark.parametrize("size", [10, 40_000], ids=["short", "long"])
def test_a_rare_value_takes_no_more_room_than_its_rows(size):
    facets = Facet.of(size, _rows(["rare", *["common"] * (size - 1)]))

    assert (facets["rare"], facets["common"]) == (1, 2**size - 2)
    assert facets["unknown"] == 0
    assert facets.any(["rare", "unknown"]) == 1
    assert facets.sets(["rare", "unknown"]) == [1]
    assert set(facets) == {"rare", "common"}
    assert [value for value in ("rare", "common", "unknown") if value in facets] == [
        "rare",
        "common",
    ]
    assert isinstance(facets, SparseFacet) == (size > 10)


def test_many_rare_values_that_were_read_are_still_right():
    facets = Facet.of(40_000, _rows(range(100)))

    for _ in range(2):
        assert [facets[value] for value in range(100)] == [1 << row for row in range(100)]


@given(st.lists(st.integers(0, 9_000), max_size=1_000), st.integers(-1, 9_001))
def test_at_most_gives_the_rows_up_to_a_bound(values, bound):
    quantity = Quantity.of(len(values), _rows(values))

    expected = {row for row, value in enumerate(values) if value <= bound}
    assert set(rows_in(quantity.at_most(bound))) == expected


def test_many_different_numbers_keep_few_running_totals():
    quantity = Quantity.of(10_000, _rows(range(10_000)))

    assert len(quantity.totals) <= 257 + 1
    assert quantity.at_most(4_321).bit_count() == 4_322
