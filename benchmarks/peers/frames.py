"""Polars, lazily, with two threads; a query is written once and then collected."""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when Polars is imported

import polars as pl
from columns import NOTHING, Columns
from people import ANYONE_BIT, GENERAL_BITS, Question, gains

Found = list[tuple[int, int]]


class Frames:
    """Answers questions over columns."""

    def __init__(self, columns: Columns) -> None:
        self._frame = pl.DataFrame(columns.all())

    def written(self, asked: Question, count: int = 10) -> pl.LazyFrame:
        """Write a question."""
        levels = {
            "time": _time(asked),
            "skill": _skill(asked),
            "role": _role(asked),
            "topic": _topic(asked),
            "place": pl.when(pl.col("region").is_in(asked.place)).then(15).otherwise(8),
            "start": _start(asked),
        }
        each = [_points(name, level) for name, level in levels.items()]
        kept = self._frame.lazy().filter(_open(asked))
        score = pl.sum_horizontal(each).alias("score")
        return (
            kept.select(score, "number")
            .sort(["score", "number"], descending=[True, False])
            .head(count)
        )

    def ask(self, query: pl.LazyFrame) -> Found:
        """Return score and number of the first actions."""
        found: Found = query.collect().rows()
        return found


def _points(name: str, level: pl.Expr) -> pl.Expr:
    weight = gains(name)[15]
    return level.cast(pl.Int32) * weight // 15


def _any(column: str, bits: int) -> pl.Expr:
    return (pl.col(column) & bits) != 0


def _within(column: str, bits: int) -> pl.Expr:
    return (pl.col(column) != 0) & ((pl.col(column) & bits) == pl.col(column))


def _open(asked: Question) -> pl.Expr:
    col = pl.col
    gates = ~col("retired") & col("region").is_in([0, *asked.place]) & _any("ages", asked.age)
    suits = asked.named | asked.wider | ANYONE_BIT
    gates &= (col("only") == 0) | _any("only", suits)
    gates &= (col("after") == NOTHING) | col("after").is_in(asked.done)
    if asked.hidden:
        gates &= ~col("number").is_in(asked.hidden)
    if asked.concern:
        return gates & (col("concern") | col("quiet"))
    if asked.modes:
        gates &= _any("modes", asked.modes)
    gates &= (col("cost") <= asked.cost) & (col("risk") <= asked.risk)
    soon = col("least") <= asked.minutes
    return gates & (soon | col("ongoing") if asked.recurring else soon)


def _time(asked: Question) -> pl.Expr:
    if asked.concern:
        return pl.lit(0)
    typical, minutes = pl.col("typical"), asked.minutes
    return (
        pl.when(typical * 15 < minutes)
        .then(10)
        .when(typical <= minutes)
        .then(15)
        .when(pl.col("least") > minutes)
        .then(11)
        .when(typical <= 2 * minutes)
        .then(14)
        .otherwise(10)
    )


def _skill(asked: Question) -> pl.Expr:
    total = pl.lit(1)
    for worth, skills in asked.worth:
        total += worth * (pl.col("wanted") & skills).bitwise_count_ones().cast(pl.Int32)
    return (
        pl.when(pl.col("wanted") == 0)
        .then(1)
        .when(_any("required", asked.lacks))
        .then(0)
        .when(~_any("wanted", asked.skills))
        .then(2)
        .otherwise(pl.min_horizontal(total, 15))
    )


def _role(asked: Question) -> pl.Expr:
    rare = pl.when(_any("roles", asked.rare)).then(5).otherwise(0)
    anyone = _any("roles", ANYONE_BIT)
    for_all = pl.col("quiet")
    if not asked.professional:
        for_all = for_all | anyone | (pl.col("roles") == 0)
    if not asked.concern:
        for_all &= ~pl.col("concern")
    return (
        pl.when(pl.col("only") != 0)
        .then(10 + rare)
        .when(_any("roles", asked.named))
        .then(pl.when(anyone).then(8).otherwise(9) + rare)
        .when(_any("roles", asked.wider))
        .then(5)
        .when(~for_all)
        .then(0)
        .when((pl.col("roles") & ANYONE_BIT) != pl.col("roles"))
        .then(3)
        .otherwise(5)
    )


def _topic(asked: Question) -> pl.Expr:
    implied = [bits for bits in asked.implied if bits]
    cases: list[tuple[pl.Expr, int]] = []
    if asked.asked:
        cases.append((_within("topics", asked.asked), 15))
    work = ~pl.col("concern")
    cases += [(_within("topics", bits) & work, 14) for bits in implied]
    if asked.asked:
        count = (pl.col("topics") & asked.asked).bitwise_count_ones().cast(pl.Int32)
        half = 2 * count >= pl.col("topic_count")
        cases.append((_any("topics", asked.asked) & half, 12))
        cases.append((_any("topics", asked.asked), 7))
        cases.append((_any("topics", asked.near), 5))
    cases += [(_any("topics", bits) & work, 5) for bits in implied]
    level = pl.when(_within("topics", GENERAL_BITS)).then(4).otherwise(0)
    for case, value in reversed(cases):
        level = pl.when(case).then(value).otherwise(level)
    return level


def _start(asked: Question) -> pl.Expr:
    level = pl.col(asked.start).cast(pl.Int32)
    if asked.start == "survivor":
        return level
    leads = pl.col("concern") if asked.concern else pl.col("quiet") & ~pl.col("concern")
    named = _any("roles", asked.named) & ~_any("roles", ANYONE_BIT)
    general = (pl.col("topics") & GENERAL_BITS) == pl.col("topics")
    far = ~general & ~_any("topics", asked.about) & ~named
    return pl.when(leads & far).then(level - 2).otherwise(level)
