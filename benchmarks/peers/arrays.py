"""numpy: gates on all rows of a place, factors on the rows that pass, then the best ten."""

import numpy as np
from columns import NOTHING, Array, Columns
from people import ANYONE_BIT, BY_AUDIENCE, EVERYBODY_BITS, GENERAL_BITS, Question, gains

from takeaction.engine.ranking.factors import FOR_EVERYBODY
from takeaction.engine.ranking.gates import MOST_PARTS

Best = list[tuple[int, int]]

_BY_AUDIENCE = np.array(BY_AUDIENCE, np.int8)


class _Rows:
    """Some rows of the columns; a column is gathered on first use."""

    def __init__(self, columns: Columns, places: Array) -> None:
        self._columns, self._places = columns, places

    def __len__(self) -> int:
        return len(self._places)

    def __getattr__(self, name: str) -> Array:
        gathered: Array = getattr(self._columns, name)[self._places]
        self.__dict__[name] = gathered
        return gathered


class Arrays:
    """The numpy engine.

    Args:
        columns: The actions, or those of one place.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def ask(self, question: Question, count: int = 10) -> Best:
        """Return the score and number of the first actions."""
        rows = _Rows(self._columns, np.flatnonzero(_open(self._columns, question)))
        points = _points(rows, question)
        order = points * (1 << 32) - rows.number
        if len(order) > 4 * count:
            best = np.argpartition(order, -count)[-count:]
            best = best[np.argsort(-order[best])]
        else:
            best = np.argsort(-order)[:count]
        return list(zip(points[best].tolist(), rows.number[best].tolist(), strict=True))

    def matrix(self, question: Question) -> tuple[Array, Array]:
        """Return the numbers of the listed actions, and their points by factor."""
        rows = _Rows(self._columns, np.flatnonzero(_open(self._columns, question)))
        gained = np.empty((len(_LEVELS), len(rows)), np.int64)
        for column, (name, level) in enumerate(_LEVELS.items()):
            gained[column] = _GAINS[name][level(rows, question)]
        return rows.number, gained.T


def _open(rows: Columns, question: Question) -> Array:
    is_open: Array = ~rows.retired & ((rows.ages & question.age) != 0)
    is_open &= _here(rows, question, world=True)
    roles = question.named | question.wider | ANYONE_BIT
    is_open &= (rows.only == 0) | ((rows.only & roles) != 0)
    is_open &= (rows.after == NOTHING) | np.isin(rows.after, question.done)
    if question.hidden:
        is_open &= ~np.isin(rows.number, question.hidden)
    if question.concern:
        is_open &= getattr(rows, question.suits)
        return is_open
    if question.modes:
        is_open &= (rows.modes & question.modes) != 0
    is_open &= (rows.cost <= question.cost) & (rows.risk <= question.risk)
    soon = rows.least <= question.minutes
    if question.recurring:
        soon |= rows.ongoing | (rows.parts & (rows.least <= MOST_PARTS * question.minutes))
    is_open &= soon
    return is_open


def _here(rows: Columns | _Rows, question: Question, *, world: bool) -> Array:
    here = np.zeros(256, bool)
    here[list(question.place)] = True
    here[0] = world
    is_here: Array = here[rows.region]
    return is_here


def _points(rows: _Rows, question: Question) -> Array:
    points = np.zeros(len(rows), np.int64)
    for name, level in _LEVELS.items():
        points += _GAINS[name][level(rows, question)]
    return points


def _time(rows: _Rows, question: Question) -> Array:
    if question.concern:
        return np.zeros(len(rows), np.int8)
    fits, starts = rows.typical <= question.minutes, rows.least <= question.minutes
    is_enough = rows.typical * 15 >= question.minutes
    nearly = rows.typical <= 2 * question.minutes
    in_time = np.where(is_enough, 15, 10)
    return np.where(fits, in_time, np.where(starts, np.where(nearly, 14, 12), 9))


def _skill(rows: _Rows, question: Question) -> Array:
    if question.concern:
        return np.zeros(len(rows), np.int8)
    total = np.where(rows.required, 7, 5)
    for worth, skills in question.worth:
        total += worth * np.bitwise_count(rows.wanted & skills)
    level = np.where(rows.wanted & question.skills, np.minimum(15, total), 3)
    level[((rows.required & question.lacks) != 0) | (rows.wanted == 0)] = 0
    return level


def _role(rows: _Rows, question: Question) -> Array:
    reaches = rows.made | rows.roles
    asks = rows.learns if question.professional else rows.welcomes
    if not question.named:
        asks = asks | ((reaches & EVERYBODY_BITS) != 0)
    level = np.where(asks, 3, 0)
    for_wider, made_for = (reaches & question.wider) != 0, (rows.made & question.named) != 0
    level[for_wider] = 4
    level[(rows.made & question.wider) != 0] = 5
    level[(rows.roles & question.named) != 0] = 8
    level = np.where(rows.only, np.where(rows.unsaid, 10, 2), level)
    is_free = not (question.concern or question.asked)
    level[made_for] = _BY_AUDIENCE[rows.audience[made_for]] if is_free else 12
    if not question.concern:
        helps = rows.concern & ~rows.report
        level[rows.concern] = 0
        level[helps & for_wider] = 4
        level[helps & made_for & ((rows.topics & question.close) != 0)] = 13
        if question.signs:
            level[rows.report] = 12
        elif is_free:
            if question.implied[0]:
                level[rows.duty] = 10
            if not question.named:
                level[rows.everybody] = FOR_EVERYBODY
        level[rows.report & made_for] = 12
    lacks = (rows.required & question.lacks) != 0
    level[lacks] = np.where(made_for & ~rows.concern & is_free, 6, 0)[lacks]
    level[_is_addressed(rows, question)] = 0
    return level


def _is_addressed(rows: _Rows, question: Question) -> Array:
    is_addressed: Array = (rows.addressed & question.wider) != 0
    return is_addressed


def _topic(rows: _Rows, question: Question) -> Array:
    topics = rows.topics
    level = np.zeros(len(rows), np.int8)
    if not question.concern:
        level[(topics & ~GENERAL_BITS) == 0] = 3
    implied = [bits for bits in question.implied if bits and not question.concern]
    for bits in implied:
        level[((topics & bits) != 0) & ~rows.concern] = 4
    if question.asked:
        within = topics & question.asked
        level[(topics & question.near) != 0] = 6
    for bits in implied:
        level[((topics & bits) != 0) & ((topics & ~bits) == 0) & ~rows.concern] = 7
    if question.asked:
        level[within != 0] = 8
        special = (within & ~question.awareness) != 0
        level[special & (2 * np.bitwise_count(within) >= rows.topic_count)] = 12
        level[special & (within == topics)] = 15
    level[topics == 0] = 0
    return level


def _place(rows: _Rows, question: Question) -> Array:
    return np.where(_here(rows, question, world=False), 15, 8)


def _kind(rows: _Rows, question: Question) -> Array:
    level: Array = getattr(rows, question.level)
    if not question.concern:
        return np.where(_is_addressed(rows, question), 0, level)
    is_near = ((rows.topics & question.about) != 0) | ((rows.made & question.named) != 0)
    far = rows.concern & ((rows.topics & ~GENERAL_BITS) != 0) & ~is_near
    return np.where(far, np.maximum(0, level - 4), level)


def _start(rows: _Rows, question: Question) -> Array:
    started = question.concern or question.done
    start: Array = np.zeros(len(rows), np.int8) if started else rows.start
    return start


_LEVELS = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "kind": _kind,
    "start": _start,
}
_GAINS = {name: np.array(gains(name)) for name in _LEVELS}
