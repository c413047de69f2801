"""The best actions of a crowd in Polars, lazy, with two threads."""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when Polars is imported

import polars as pl
from columns import Array, Columns
from people import ANYONE_BIT, GENERAL_BITS, gains

from peers.crowd_sql import NUMBER_BITS, places
from takeaction.engine.ranking.asker import BRIEF_MINUTES
from takeaction.engine.ranking.gates import MOST_PARTS

_Cases = list[tuple[pl.Expr, int | str]]


class CrowdFrames:
    """The Polars engine, over actions and people in memory."""

    def __init__(self, columns: Columns, numbers: dict[str, Array]) -> None:
        actions, people = pl.LazyFrame(columns.all()), pl.LazyFrame(numbers)
        around = pl.LazyFrame(pl.from_arrow(places()))
        paired = people.join(around, on="place").join(actions, on="region")
        score = pl.sum_horizontal(_points(name, level) for name, level in _levels().items())
        key = score.cast(pl.Int64) * (1 << NUMBER_BITS) + (1 << NUMBER_BITS) - 1 - pl.col("number")
        self._keys = paired.filter(_open()).select("person", key=key)

    def ask(self, count: int = 5) -> dict[int, list[int]]:
        """Return the keys of the first actions of each person with a list."""
        best = self._keys.group_by("person").agg(pl.col("key").top_k(count)).collect()
        keys = (sorted(each, reverse=True) for each in best["key"].to_list())
        return dict(zip(best["person"].to_list(), keys, strict=True))


def _points(name: str, level: pl.Expr) -> pl.Expr:
    return level.cast(pl.Int32) * gains(name)[15] // 15


def _some(column: str, other: str) -> pl.Expr:
    return (pl.col(column) & pl.col(other)) != 0


def _within(column: str, other: pl.Expr) -> pl.Expr:
    return (pl.col(column) != 0) & ((pl.col(column) & other) == pl.col(column))


def _first(cases: _Cases) -> pl.Expr:
    """Return the level of the first case that holds, else 0."""
    level: pl.Expr = pl.lit(0)
    for case, value in reversed(cases):
        then = pl.col(value).cast(pl.Int32) if isinstance(value, str) else pl.lit(value)
        level = pl.when(case).then(then).otherwise(level)
    return level


def _open() -> pl.Expr:
    col = pl.col
    soon = (col("least") <= col("minutes")) | (
        col("recurring")
        & (col("ongoing") | (col("parts") & (col("least") <= MOST_PARTS * col("minutes"))))
    )
    is_new = pl.all_horizontal(
        col("number") != col(name) for name in ("done_1", "done_2", "dismissed_1", "dismissed_2")
    )
    return (
        ~col("retired")
        & ((col("ages") & 4) != 0)
        & ((col("only") == 0) | ((col("only") & (col("wider") | ANYONE_BIT)) != 0))
        & ((col("after") == -1) | (col("after") == col("done_1")) | (col("after") == col("done_2")))
        & is_new
        & ((col("suited_modes") == 0) | _some("modes", "suited_modes"))
        & (col("cost") <= col("top_cost"))
        & (col("risk") <= col("top_risk"))
        & soon
    )


def _levels() -> dict[str, pl.Expr]:
    col = pl.col
    minutes, typical = col("minutes"), col("typical")
    lacks = (col("required") & ~col("has")) != 0
    time: _Cases = [
        (typical * 15 < minutes, 8),
        (typical <= minutes, 15),
        (col("least") > minutes, 9),
        (typical <= 2 * minutes, 14),
        (pl.lit(True), 12),  # noqa: FBT003 - a literal of Polars
    ]
    worth = pl.sum_horizontal(
        level * (col("wanted") & col(f"worth_{level}")).bitwise_count_ones().cast(pl.Int32)
        for level in range(2, 7)
    )
    base = pl.when(col("required") != 0).then(5).otherwise(3)
    skill = (
        pl.when((col("wanted") == 0) | lacks)
        .then(0)
        .when((col("wanted") & col("has")) == 0)
        .then(3)
        .otherwise(pl.min_horizontal(base + worth, 15))
    )
    return {
        "time": _first(time),
        "skill": skill,
        "role": _first(_role_cases(lacks)),
        "topic": _first(_topic_cases()),
        "place": pl.when("here").then(15).otherwise(8),
        "kind": _first(
            [
                (_some("addressed", "wider"), 0),
                (col("professional"), "level_work"),
                (minutes < BRIEF_MINUTES, "level_brief"),
                (minutes >= BRIEF_MINUTES, "level_time"),
            ]
        ),
        "start": pl.when(col("done_1") >= 0).then(0).otherwise(col("start").cast(pl.Int32)),
    }


def _role_cases(lacks: pl.Expr) -> _Cases:
    col = pl.col
    for_them = _some("made", "wider") | _some("roles", "wider")
    anyone = (col("roles") == 0) | ((col("roles") & ANYONE_BIT) != 0)
    return [
        (lacks | _some("addressed", "wider"), 0),
        (col("report") & (col("signs") | _some("made", "named")), 12),
        (col("concern") & ~col("report") & for_them, 4),
        (col("concern"), 0),
        (_some("made", "rare"), 14),
        (_some("made", "named"), 12),
        ((col("only") != 0) & col("unsaid"), 10),
        (col("only") != 0, 2),
        (_some("roles", "named"), 8),
        (_some("made", "wider"), 5),
        (_some("roles", "wider"), 4),
        (col("quiet"), 3),
        (~col("professional") & anyone, 3),
    ]


def _topic_cases() -> _Cases:
    col = pl.col
    special, is_open = _some("topics", "special"), ~col("concern")
    count = (col("topics") & col("asked")).bitwise_count_ones().cast(pl.Int32)
    return [
        (special & _within("topics", col("asked")), 15),
        (special & (2 * count >= col("topic_count")), 12),
        (_some("topics", "asked"), 8),
        (is_open & _within("topics", col("of_work")), 7),
        (_some("topics", "near"), 6),
        (is_open & _some("topics", "of_work"), 4),
        (_within("topics", pl.lit(GENERAL_BITS)), 3),
    ]
