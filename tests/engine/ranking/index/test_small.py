"""Numbers side by side in one number, and that both kinds of index say the same of rows."""

from random import Random

import pytest

from takeaction.engine.points import TOP, points
from takeaction.engine.ranking.index import small
from takeaction.engine.ranking.index.large import Sets
from takeaction.engine.ranking.index.small import Fields

TOPICS = ["awareness", "children", "indicators-reporting", "online-exploitation"]


@pytest.fixture
def actions(make_action):
    """Return actions with all numbers of topics, in order of their ids."""
    random = Random(5)  # noqa: S311 - the same actions in every run
    made = []
    for number in range(60):
        least = random.randrange(1, 90)
        made.append(
            make_action(
                f"a:act-{number:02}",
                topics=random.sample(TOPICS, random.randrange(5)),
                minutes={"min": least, "typical": 2 * least, "max": 3 * least},
            )
        )
    return made


def _narrowed(numbers, size):
    """Return the number of each row, the lowest row first."""
    return [numbers >> 16 * row & 0xFFFF for row in range(size)]


def _rows(bits, width, size):
    return {row for row in range(size) if bits >> width * row & 1}


def _points(classes, size):
    """Return the points of each row, which is in one class at most."""
    return [sum(points for points, rows in classes if rows >> row & 1) for row in range(size)]


@pytest.mark.parametrize("rest", range(TOP))
def test_points_of_all_rows_are_what_the_loop_counts(make_action, rest):
    """Each level, side by side, times weights with every remainder of the division by 15."""
    index = Fields.build([make_action(f"a:act-{number:02}") for number in range(TOP + 1)])
    levels = [(level, 1 << 16 * level) for level in range(TOP + 1)]

    for weight in (rest, 2_190 + rest, 9_975 + rest):
        for gained in (index.first, index.summed):
            scores = [
                score for score, _ in index.ranked(index.all, [gained(levels, index.all, weight)])
            ]
            assert scores == [points(weight, level) for level in range(TOP, -1, -1)]


@pytest.mark.parametrize("minutes", [1, 2, 5, 12, 30, 45, 60, 90, 200, 1_000, 5_000])
@pytest.mark.parametrize("most", [0, 400], ids=["worked-out", "beforehand"])
def test_how_work_fits_is_the_same_whether_it_was_worked_out_beforehand(
    actions, minutes, most, monkeypatch
):
    """Many different minutes take too much room, so then it is worked out when asked."""
    monkeypatch.setattr(small, "_MOST_TURNS", most)
    few, many = Fields.build(actions), Sets.build(actions)

    assert bool(few.turns) == bool(most)
    assert _narrowed(few.sitting(minutes, 100), 60) == _points(many.sitting(minutes, 100), 60)


@pytest.mark.parametrize("topics", [[], TOPICS[:1], TOPICS[:2], TOPICS[1:], TOPICS, ["unknown"]])
def test_both_kinds_of_index_count_values_alike(actions, topics):
    """Which rows have some of these topics, half of theirs, all of theirs, and no other."""
    few, many = Fields.build(actions), Sets.build(actions)
    expected = [
        {row for row, held in enumerate(_topics(many)) if has(held, set(topics))}
        for has in (_some, _half, _all, _no_other)
    ]

    for index in (few, many):
        found = [*index.share("topic", topics), index.within("topic", topics)]
        assert [_rows(each, index.WIDTH, 60) for each in found] == expected


def _topics(index):
    return [action.topics for action in index.actions]


def _some(held, topics):
    return bool(held & topics)


def _half(held, topics):
    return _some(held, topics) and 2 * len(held & topics) >= len(held)


def _all(held, topics):
    return _some(held, topics) and held <= topics


def _no_other(held, topics):
    return held <= topics


def test_sums_stop_at_the_highest_level(make_action):
    """However much the parts of a row are worth, and nothing for rows that are left out."""
    index = Fields.build([make_action(f"a:{name}") for name in ("one", "three", "two")])
    first, second, third = (1 << 16 * row for row in range(3))

    parts = [(9, index.all), (8, second | third), (2_000, second)]
    sums = index.summed(parts, first | second, TOP)

    assert _narrowed(sums, 3) == [9, TOP, 0]


def test_the_first_way_that_has_a_row_gives_its_points(make_action):
    """What a later way says of it is nothing, and a row that was not asked about has no points."""
    index = Fields.build([make_action(f"a:{name}") for name in ("one", "three", "two")])
    first, second, third = (1 << 16 * row for row in range(3))

    found = index.first([(4, second), (9, second | third), (2, index.all)], first | second, 150)

    assert _narrowed(found, 3) == [20, 40, 0]


def test_no_action_gives_an_empty_list():
    """An index of nothing ranks nothing."""
    index = Fields.build([])

    assert list(index.ranked(0, [index.sitting(30, 1_500), index.first([], 0, 300)])) == []
