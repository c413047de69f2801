"""Polars, lazy, with two threads; a query is written once, then collected."""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when Polars is imported

import polars as pl
from columns import NOTHING, Columns
from people import ANYONE_BIT, GENERAL_BITS, Question, gains

Best = list[tuple[int, int]]


class Frames:
    """The Polars engine."""

    def __init__(self, columns: Columns) -> None:
        self._frame = pl.DataFrame(columns.all())

    def write(self, question: Question, count: int = 10) -> pl.LazyFrame:
        """Return a question as a query of Polars."""
        levels = {
            "time": _time(question),
            "skill": _skill(question),
            "role": _role(question),
            "topic": _topic(question),
            "place": pl.when(pl.col("region").is_in(question.place)).then(15).otherwise(8),
            "start": _start(question),
        }
        points = [_points(name, level) for name, level in levels.items()]
        open_rows = self._frame.lazy().filter(_open(question))
        score = pl.sum_horizontal(points).alias("score")
        return (
            open_rows.select(score, "number")
            .sort(["score", "number"], descending=[True, False])
            .head(count)
        )

    def ask(self, query: pl.LazyFrame) -> Best:
        """Return the score and number of the first actions."""
        best: Best = query.collect().rows()
        return best


def _points(name: str, level: pl.Expr) -> pl.Expr:
    weight = gains(name)[15]
    return level.cast(pl.Int32) * weight // 15


def _any(column: str, bits: int) -> pl.Expr:
    return (pl.col(column) & bits) != 0


def _within(column: str, bits: int) -> pl.Expr:
    return (pl.col(column) != 0) & ((pl.col(column) & bits) == pl.col(column))


def _open(question: Question) -> pl.Expr:
    col = pl.col
    gates = ~col("retired") & col("region").is_in([0, *question.place]) & _any("ages", question.age)
    suits = question.named | question.wider | ANYONE_BIT
    gates &= (col("only") == 0) | _any("only", suits)
    gates &= (col("after") == NOTHING) | col("after").is_in(question.done)
    if question.hidden:
        gates &= ~col("number").is_in(question.hidden)
    if question.concern:
        return gates & (col("concern") | col("quiet"))
    if question.modes:
        gates &= _any("modes", question.modes)
    gates &= (col("cost") <= question.cost) & (col("risk") <= question.risk)
    soon = col("least") <= question.minutes
    return gates & (soon | col("ongoing") if question.recurring else soon)


def _time(question: Question) -> pl.Expr:
    if question.concern:
        return pl.lit(0)
    typical, minutes = pl.col("typical"), question.minutes
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


def _skill(question: Question) -> pl.Expr:
    total = pl.lit(1)
    for worth, skills in question.worth:
        total += worth * (pl.col("wanted") & skills).bitwise_count_ones().cast(pl.Int32)
    return (
        pl.when(pl.col("wanted") == 0)
        .then(1)
        .when(_any("required", question.lacks))
        .then(0)
        .when(~_any("wanted", question.skills))
        .then(2)
        .otherwise(pl.min_horizontal(total, 15))
    )


def _role(question: Question) -> pl.Expr:
    rare = pl.when(_any("roles", question.rare)).then(5).otherwise(0)
    anyone = _any("roles", ANYONE_BIT)
    for_all = pl.col("quiet")
    if not question.professional:
        for_all = for_all | anyone | (pl.col("roles") == 0)
    if not question.concern:
        for_all &= ~pl.col("concern")
    return (
        pl.when(pl.col("only") != 0)
        .then(10 + rare)
        .when(_any("roles", question.named))
        .then(pl.when(anyone).then(8).otherwise(9) + rare)
        .when(_any("roles", question.wider))
        .then(5)
        .when(~for_all)
        .then(0)
        .when((pl.col("roles") & ANYONE_BIT) != pl.col("roles"))
        .then(3)
        .otherwise(5)
    )


def _topic(question: Question) -> pl.Expr:
    implied = [bits for bits in question.implied if bits]
    cases: list[tuple[pl.Expr, int]] = []
    if question.asked:
        cases.append((_within("topics", question.asked), 15))
    work = ~pl.col("concern")
    cases += [(_within("topics", bits) & work, 14) for bits in implied]
    if question.asked:
        count = (pl.col("topics") & question.asked).bitwise_count_ones().cast(pl.Int32)
        half = 2 * count >= pl.col("topic_count")
        cases.append((_any("topics", question.asked) & half, 12))
        cases.append((_any("topics", question.asked), 7))
        cases.append((_any("topics", question.near), 5))
    cases += [(_any("topics", bits) & work, 5) for bits in implied]
    level = pl.when(_within("topics", GENERAL_BITS)).then(4).otherwise(0)
    for case, value in reversed(cases):
        level = pl.when(case).then(value).otherwise(level)
    return level


def _start(question: Question) -> pl.Expr:
    level = pl.col(question.start).cast(pl.Int32)
    if question.start == "survivor":
        return level
    leads = pl.col("concern") if question.concern else pl.col("quiet") & ~pl.col("concern")
    named = _any("roles", question.named) & ~_any("roles", ANYONE_BIT)
    general = (pl.col("topics") & GENERAL_BITS) == pl.col("topics")
    far = ~general & ~_any("topics", question.about) & ~named
    return pl.when(leads & far).then(level - 2).otherwise(level)
