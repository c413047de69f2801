"""Polars, lazy, with two threads; a query is written once, then collected."""

import os
from collections.abc import Sequence

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when Polars is imported

import polars as pl
from columns import NOTHING, Columns
from people import ANYONE_BIT, GENERAL_BITS, Question, gains

from takeaction.engine.ranking.gates import MOST_PARTS

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
            "kind": _kind(question),
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
        return gates & col(question.suits)
    if question.modes:
        gates &= _any("modes", question.modes)
    gates &= (col("cost") <= question.cost) & (col("risk") <= question.risk)
    soon = col("least") <= question.minutes
    if question.recurring:
        in_parts = col("parts") & (col("least") <= MOST_PARTS * question.minutes)
        soon = soon | col("ongoing") | in_parts
    return gates & soon


def _time(question: Question) -> pl.Expr:
    if question.concern:
        return pl.lit(0)
    typical, minutes = pl.col("typical"), question.minutes
    return (
        pl.when(typical * 15 < minutes)
        .then(8)
        .when(typical <= minutes)
        .then(15)
        .when(pl.col("least") > minutes)
        .then(9)
        .when(typical <= 2 * minutes)
        .then(14)
        .otherwise(12)
    )


def _skill(question: Question) -> pl.Expr:
    if question.concern:
        return pl.lit(0)
    total = pl.when(pl.col("required") != 0).then(5).otherwise(3)
    for worth, skills in question.worth:
        total += worth * (pl.col("wanted") & skills).bitwise_count_ones().cast(pl.Int32)
    return (
        pl.when(pl.col("wanted") == 0)
        .then(0)
        .when(_any("required", question.lacks))
        .then(0)
        .when(~_any("wanted", question.skills))
        .then(3)
        .otherwise(pl.min_horizontal(total, 15))
    )


def _role(question: Question) -> pl.Expr:
    made_for, lacks = _any("made", question.named), _any("required", question.lacks)
    cases = [(lacks | _any("addressed", question.wider), 0)]
    if not question.concern:
        asked = pl.lit(True) if question.signs else made_for  # noqa: FBT003 - a literal of Polars
        for_them = _any("made", question.wider) | _any("roles", question.wider)
        cases += [(pl.col("report") & asked, 12)]
        cases += [(pl.col("concern") & ~pl.col("report") & for_them, 4), (pl.col("concern"), 0)]
    is_only = pl.col("only") != 0
    cases += [
        (_any("made", question.rare), 14),
        (made_for, 12),
        (is_only & pl.col("unsaid"), 10),
        (is_only, 2),
        (_any("roles", question.named), 8),
        (_any("made", question.wider), 5),
        (_any("roles", question.wider), 4),
        (pl.col("quiet"), 3),
    ]
    if not question.professional:
        cases.append(((pl.col("roles") == 0) | _any("roles", ANYONE_BIT), 3))
    return _first(cases)


def _first(cases: Sequence[tuple[pl.Expr, int]]) -> pl.Expr:
    """Return the level of the first case that holds, else 0."""
    level: pl.Expr = pl.lit(0)
    for case, value in reversed(cases):
        level = pl.when(case).then(value).otherwise(level)
    return level


def _topic(question: Question) -> pl.Expr:
    implied = [bits for bits in question.implied if bits and not question.concern]
    cases: list[tuple[pl.Expr, int]] = []
    work = ~pl.col("concern")
    if question.asked:
        special = _any("topics", question.asked & ~question.awareness)
        count = (pl.col("topics") & question.asked).bitwise_count_ones().cast(pl.Int32)
        cases.append((special & _within("topics", question.asked), 15))
        cases.append((special & (2 * count >= pl.col("topic_count")), 12))
        cases.append((_any("topics", question.asked), 8))
    cases += [(_within("topics", bits) & work, 7) for bits in implied]
    if question.asked:
        cases.append((_any("topics", question.near), 6))
    cases += [(_any("topics", bits) & work, 4) for bits in implied]
    if not question.concern:
        cases.append((_within("topics", GENERAL_BITS), 3))
    return _first(cases)


def _kind(question: Question) -> pl.Expr:
    level = pl.col(question.level).cast(pl.Int32)
    if not question.concern:
        return pl.when(_any("addressed", question.wider)).then(0).otherwise(level)
    general = (pl.col("topics") & GENERAL_BITS) == pl.col("topics")
    is_near = _any("topics", question.about) | _any("made", question.named)
    far = pl.col("concern") & ~general & ~is_near
    return pl.when(far).then(pl.max_horizontal(level - 4, 0)).otherwise(level)


def _start(question: Question) -> pl.Expr:
    started = question.concern or question.done
    return pl.lit(0) if started else pl.col("start").cast(pl.Int32)
