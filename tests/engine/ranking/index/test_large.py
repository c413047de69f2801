"""The search for the best rows; a property test holds the law that it equals the loop."""

from random import Random

import pytest

from takeaction.engine.ranking.index.bitmaps import bitmap
from takeaction.engine.ranking.index.large import best_first
from takeaction.engine.reasons import points

SIZE = 3_000
WEIGHTS = (4_000, 3_500, 2_500)


def _columns(levels):
    columns = []
    for weight, column in zip(WEIGHTS, levels, strict=True):
        rows = {}
        for row, level in enumerate(column):
            rows.setdefault(level, []).append(row)
        classes = [(level, bitmap(numbers, SIZE)) for level, numbers in rows.items() if level]
        columns.append([(points(weight, level), members) for level, members in classes])
    return columns


@pytest.mark.parametrize("listed", [0, 1, 90, 200, SIZE])
@pytest.mark.parametrize("highest", [0, 1, 15])
def test_rows_come_in_order_of_score_for_any_number_of_rows(listed, highest):
    random = Random(listed)  # noqa: S311 - the same rows in every run
    levels = [[random.randint(0, highest) for _ in range(SIZE)] for _ in WEIGHTS]
    rows = random.sample(range(SIZE), listed)
    scores = [
        sum(points(weight, column[row]) for weight, column in zip(WEIGHTS, levels, strict=True))
        for row in range(SIZE)
    ]

    ranked = list(best_first(bitmap(rows, SIZE), _columns(levels)))

    assert ranked == sorted(((scores[row], row) for row in rows), reverse=True)


def test_a_factor_that_says_nothing_changes_no_order():
    rows = bitmap(range(SIZE), SIZE)
    half = bitmap(range(0, SIZE, 2), SIZE)

    ranked = list(best_first(rows, [[], [(5_000, half), (1_000, 0)]]))

    assert [row for _, row in ranked[:3]] == [SIZE - 2, SIZE - 4, SIZE - 6]
    assert {score for score, _ in ranked} == {5_000, 0}
