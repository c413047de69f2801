"""The best choice of offers when there is room for some."""

import pytest

from takeaction.engine.planning.knapsack import SHARES, Offer, best, share, worth


def offers(*given):
    """Return offers, each written as (id, group, value, steps) and what it comes after."""
    return [
        Offer(id=id, group=group, value=value, steps=steps, after=frozenset(after))
        for id, group, value, steps, *after in given
    ]


def test_further_ones_of_a_group_count_less_and_less():
    """The first counts in full, the next ones less, and from the fifth on all the same."""
    assert [share(place) for place in range(7)] == [100, 80, 60, 40, 20, 20, 20]
    assert list(SHARES) == sorted(SHARES, reverse=True)


def test_a_choice_is_worth_the_best_of_each_group_in_full_and_the_others_less():
    """What counts in full is the best of a group, wherever it stands in the choice."""
    chosen = offers(("a", "one", 10, 1), ("b", "one", 30, 1), ("c", "two", 5, 1))

    assert worth(chosen) == 30 * 100 + 10 * 80 + 5 * 100
    assert worth([]) == 0


@pytest.mark.parametrize(
    ("room", "taken"),
    [(0, ""), (1, "a"), (2, "b"), (3, "ab"), (4, "bc"), (5, "abc"), (99, "abc")],
)
def test_the_choice_that_is_worth_most_is_taken(room, taken):
    """A smaller one gives way to what is worth more, and comes back where there is room."""
    given = offers(("a", "one", 6, 1), ("b", "two", 10, 2), ("c", "three", 9, 2))

    assert best(given, room) == frozenset(taken)


def test_nothing_is_chosen_from_nothing():
    """No offers and no room give an empty choice."""
    assert best([], 10) == frozenset()
    assert best([], 0) == frozenset()


def test_another_group_is_taken_before_more_of_the_same():
    """Of two that are alike one gives way to something else that is worth a little less."""
    given = offers(("a", "one", 10, 1), ("b", "one", 10, 1), ("c", "two", 9, 1))

    assert best(given, 2) == {"a", "c"}


@pytest.mark.parametrize(("value", "taken"), [(19, "alike"), (21, "other")])
def test_from_the_fifth_on_one_more_of_the_same_counts_a_fifth(value, taken):
    """The sixth of a group is taken only if nothing else is worth a fifth of it."""
    alike = [(f"a{place}", "one", 100, 1) for place in range(6)]
    given = offers(*alike, ("other", "two", value, 1))

    assert ("other" in best(given, 6)) == (taken == "other")
    assert len(best(given, 6)) == 6


def test_of_equal_choices_the_one_with_the_first_id_is_taken():
    """Where nothing else tells two choices apart the ids do, in whatever order they came."""
    given = offers(("b", "one", 5, 1), ("a", "two", 5, 1), ("c", "three", 5, 1))

    assert best(given, 1) == {"a"}
    assert best(given, 2) == best(given[::-1], 2) == {"a", "b"}


def test_what_comes_after_something_is_taken_only_with_it():
    """Somebody may have to do something small first to come to what is worth much."""
    given = offers(
        ("big", "one", 100, 2, "small"), ("small", "two", 1, 1), ("other", "three", 50, 2)
    )

    assert best(given, 2) == {"other"}
    assert best(given, 3) == {"big", "small"}


def test_what_is_not_worth_what_comes_before_it_is_left_with_it():
    """A way that is too long is not begun."""
    given = offers(("goal", "one", 10, 1, "way"), ("way", "two", 0, 5), ("other", "three", 9, 3))

    assert best(given, 6) == {"goal", "way"}
    assert best(given, 5) == {"other"}


def test_a_long_way_is_taken_whole():
    """What comes before what comes before counts as well."""
    given = offers(
        ("c", "one", 100, 1, "b"),
        ("b", "two", 1, 1, "a"),
        ("a", "three", 1, 1),
        ("d", "four", 60, 1),
    )

    assert best(given, 3) == {"a", "b", "c"}
    assert best(given, 2) == {"a", "d"}
