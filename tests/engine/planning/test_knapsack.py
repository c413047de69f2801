"""The best choice of offers for a limited room."""

import pytest

from takeaction.engine.planning.planning import SHARES, Offer, best_choice, share


def offers(*rows):
    """Return offers, each written as (id, group, value, steps) and the ids it comes after."""
    return [
        Offer(id=id, group=group, value=value, steps=steps, after=frozenset(after))
        for id, group, value, steps, *after in rows
    ]


def test_further_offers_of_a_group_count_less_and_less():
    assert [share(place) for place in range(7)] == [100, 80, 60, 40, 20, 20, 20]
    assert list(SHARES) == sorted(SHARES, reverse=True)


@pytest.mark.parametrize(
    ("room", "expected"),
    [(0, ""), (1, "a"), (2, "b"), (3, "ab"), (4, "bc"), (5, "abc"), (99, "abc")],
)
def test_the_choice_that_is_worth_most_is_taken(room, expected):
    pool = offers(("a", "one", 6, 1), ("b", "two", 10, 2), ("c", "three", 9, 2))

    assert best_choice(pool, room) == frozenset(expected)


def test_nothing_is_chosen_from_nothing():
    assert best_choice([], 10) == frozenset()
    assert best_choice([], 0) == frozenset()


def test_another_group_is_taken_before_more_of_the_same():
    pool = offers(("a", "one", 10, 1), ("b", "one", 10, 1), ("c", "two", 9, 1))

    assert best_choice(pool, 2) == {"a", "c"}


@pytest.mark.parametrize(("value", "expected"), [(19, "alike"), (21, "other")])
def test_from_the_fifth_on_one_more_of_the_same_counts_a_fifth(value, expected):
    alike = [(f"a{place}", "one", 100, 1) for place in range(6)]
    pool = offers(*alike, ("other", "two", value, 1))

    assert ("other" in best_choice(pool, 6)) == (expected == "other")
    assert len(best_choice(pool, 6)) == 6


def test_of_equal_choices_the_one_with_the_first_id_is_taken():
    pool = offers(("b", "one", 5, 1), ("a", "two", 5, 1), ("c", "three", 5, 1))

    assert best_choice(pool, 1) == {"a"}
    assert best_choice(pool, 2) == best_choice(pool[::-1], 2) == {"a", "b"}


def test_a_follower_is_taken_only_with_its_prerequisite():
    pool = offers(
        ("big", "one", 100, 2, "small"), ("small", "two", 1, 1), ("other", "three", 50, 2)
    )

    assert best_choice(pool, 2) == {"other"}
    assert best_choice(pool, 3) == {"big", "small"}


def test_a_follower_that_is_not_worth_its_prerequisite_is_left_with_it():
    pool = offers(("goal", "one", 10, 1, "way"), ("way", "two", 0, 5), ("other", "three", 9, 3))

    assert best_choice(pool, 6) == {"goal", "way"}
    assert best_choice(pool, 5) == {"other"}


def test_a_chain_of_prerequisites_is_taken_whole():
    pool = offers(
        ("c", "one", 100, 1, "b"),
        ("b", "two", 1, 1, "a"),
        ("a", "three", 1, 1),
        ("d", "four", 60, 1),
    )

    assert best_choice(pool, 3) == {"a", "b", "c"}
    assert best_choice(pool, 2) == {"a", "d"}
