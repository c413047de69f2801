"""Numbers in the lanes of one number; both kinds of index give the same."""

from random import Random

import pytest

from takeaction.engine.ranking.index import small
from takeaction.engine.ranking.index.large import LargeIndex
from takeaction.engine.ranking.index.small import SmallIndex
from takeaction.engine.reasons import TOP_LEVEL, points

TOPICS = ["awareness", "children", "indicators-reporting", "online-exploitation"]


@pytest.fixture
def actions(make_action):
    random = Random(5)  # noqa: S311 - the same actions in every run
    drawn = []
    for number in range(60):
        least = random.randrange(1, 90)
        drawn.append(
            make_action(
                f"a:act-{number:02}",
                topics=random.sample(TOPICS, random.randrange(5)),
                minutes={"min": least, "typical": 2 * least, "max": 3 * least},
            )
        )
    return drawn


def _lanes(numbers, size):
    return [numbers >> 16 * row & 0xFFFF for row in range(size)]


def _rows(bits, width, size):
    return {row for row in range(size) if bits >> width * row & 1}


def _points(classes, size):
    return [sum(points for points, rows in classes if rows >> row & 1) for row in range(size)]


@pytest.mark.parametrize("remainder", range(TOP_LEVEL))
def test_points_of_all_rows_are_what_the_loop_counts(make_action, remainder):
    index = SmallIndex.build([make_action(f"a:act-{number:02}") for number in range(TOP_LEVEL + 1)])
    levels = [(level, 1 << 16 * level) for level in range(TOP_LEVEL + 1)]

    for weight in (remainder, 2_190 + remainder, 9_975 + remainder):
        for gained in (index.points_of_first, index.points_of_sum):
            scores = [
                score
                for score, _ in index.ranked(
                    index.all_rows, [gained(levels, index.all_rows, weight)]
                )
            ]
            assert scores == [points(weight, level) for level in range(TOP_LEVEL, -1, -1)]


@pytest.mark.parametrize("minutes", [1, 2, 5, 12, 30, 45, 60, 90, 200, 1_000, 5_000])
@pytest.mark.parametrize("maximum", [0, 400], ids=["worked-out", "beforehand"])
def test_time_levels_are_the_same_whether_prepared_or_not(actions, minutes, maximum, monkeypatch):
    # Many different minutes take too much room, so their levels are added up when asked.
    monkeypatch.setattr(small, "_MAX_BREAKPOINTS", maximum)
    few, many = SmallIndex.build(actions), LargeIndex.build(actions)

    assert bool(few.breakpoints) == bool(maximum)
    assert _lanes(few.time_points(minutes, 100), 60) == _points(many.time_points(minutes, 100), 60)


@pytest.mark.parametrize("topics", [[], TOPICS[:1], TOPICS[:2], TOPICS[1:], TOPICS, ["unknown"]])
def test_both_kinds_of_index_count_values_alike(actions, topics):
    few, many = SmallIndex.build(actions), LargeIndex.build(actions)
    expected = [
        {row for row, own_topics in enumerate(_topics(many)) if has(own_topics, set(topics))}
        for has in (_some, _half, _all, _no_other)
    ]

    for index in (few, many):
        sets = [*index.overlap("topic", topics), index.having_only("topic", topics)]
        assert [_rows(bits, index.WIDTH, 60) for bits in sets] == expected


def _topics(index):
    return [action.topics for action in index.actions]


def _some(own_topics, topics):
    return bool(own_topics & topics)


def _half(own_topics, topics):
    return _some(own_topics, topics) and 2 * len(own_topics & topics) >= len(own_topics)


def _all(own_topics, topics):
    return _some(own_topics, topics) and own_topics <= topics


def _no_other(own_topics, topics):
    return own_topics <= topics


def test_sums_stop_at_the_highest_level(make_action):
    index = SmallIndex.build([make_action(f"a:{name}") for name in ("one", "three", "two")])
    first, second, third = (1 << 16 * row for row in range(3))

    parts = [(9, index.all_rows), (8, second | third), (2_000, second)]
    sums = index.points_of_sum(parts, first | second, TOP_LEVEL)

    assert _lanes(sums, 3) == [9, TOP_LEVEL, 0]


def test_the_first_set_that_has_a_row_gives_its_points(make_action):
    index = SmallIndex.build([make_action(f"a:{name}") for name in ("one", "three", "two")])
    first, second, third = (1 << 16 * row for row in range(3))

    gained = index.points_of_first(
        [(4, second), (9, second | third), (2, index.all_rows)], first | second, 150
    )

    assert _lanes(gained, 3) == [20, 40, 0]


def test_no_action_gives_an_empty_list():
    index = SmallIndex.build([])

    assert (
        list(index.ranked(0, [index.time_points(30, 1_500), index.points_of_first([], 0, 300)]))
        == []
    )
