"""numpy: gates on all rows of a place, factors on what is left, then the best ten."""

import numpy as np
from columns import NOTHING, Array, Columns
from people import ANYONE_BIT, GENERAL_BITS, Question, gains

Found = list[tuple[int, int]]


class _Rows:
    """Some rows of columns: a column is gathered when it is first asked for."""

    def __init__(self, columns: Columns, places: Array) -> None:
        self._columns, self._places = columns, places

    def __len__(self) -> int:
        return len(self._places)

    def __getattr__(self, name: str) -> Array:
        gathered: Array = getattr(self._columns, name)[self._places]
        self.__dict__[name] = gathered
        return gathered


class Arrays:
    """Answers questions over columns.

    Args:
        columns: The actions, or those of one place.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def ask(self, asked: Question, count: int = 10) -> Found:
        """Return score and number of the first actions."""
        rows = _Rows(self._columns, np.flatnonzero(_open(self._columns, asked)))
        points = _points(rows, asked)
        order = points * (1 << 32) - rows.number
        if len(order) > 4 * count:
            best = np.argpartition(order, -count)[-count:]
            best = best[np.argsort(-order[best])]
        else:
            best = np.argsort(-order)[:count]
        return list(zip(points[best].tolist(), rows.number[best].tolist(), strict=True))

    def matrix(self, asked: Question) -> tuple[Array, Array]:
        """Return the number of each listed action, and the points that each factor gives it."""
        rows = _Rows(self._columns, np.flatnonzero(_open(self._columns, asked)))
        gained = np.empty((len(_LEVELS), len(rows)), np.int64)
        for place, (name, level) in enumerate(_LEVELS.items()):
            gained[place] = _GAINS[name][level(rows, asked)]
        return rows.number, gained.T


def _open(rows: Columns, asked: Question) -> Array:
    is_open: Array = ~rows.retired & ((rows.ages & asked.age) != 0) & _here(rows, asked, world=True)
    is_open &= (rows.only == 0) | ((rows.only & (asked.named | asked.wider | ANYONE_BIT)) != 0)
    is_open &= (rows.after == NOTHING) | np.isin(rows.after, asked.done)
    if asked.hidden:
        is_open &= ~np.isin(rows.number, asked.hidden)
    if asked.concern:
        is_open &= rows.concern | rows.quiet
        return is_open
    if asked.modes:
        is_open &= (rows.modes & asked.modes) != 0
    is_open &= (rows.cost <= asked.cost) & (rows.risk <= asked.risk)
    soon = rows.least <= asked.minutes
    is_open &= soon | rows.ongoing if asked.recurring else soon
    return is_open


def _here(rows: Columns | _Rows, asked: Question, *, world: bool) -> Array:
    here = np.zeros(256, bool)
    here[list(asked.place)] = True
    here[0] = world
    held: Array = here[rows.region]
    return held


def _points(rows: _Rows, asked: Question) -> Array:
    points = np.zeros(len(rows), np.int64)
    for name, level in _LEVELS.items():
        points += _GAINS[name][level(rows, asked)]
    return points


def _time(rows: _Rows, asked: Question) -> Array:
    if asked.concern:
        return np.zeros(len(rows), np.int8)
    fits, starts = rows.typical <= asked.minutes, rows.least <= asked.minutes
    much = rows.typical * 15 >= asked.minutes
    most = rows.typical <= 2 * asked.minutes
    return np.where(fits, np.where(much, 15, 10), np.where(starts, np.where(most, 14, 10), 11))


def _skill(rows: _Rows, asked: Question) -> Array:
    total = np.full(len(rows), 1, np.int64)
    for worth, skills in asked.worth:
        total += worth * np.bitwise_count(rows.wanted & skills)
    level = np.where(rows.wanted & asked.skills, np.minimum(15, total), 2)
    level[(rows.required & asked.lacks) != 0] = 0
    level[rows.wanted == 0] = 1
    return level


def _role(rows: _Rows, asked: Question) -> Array:
    rare = np.where(rows.roles & asked.rare, 5, 0)
    anyone = (rows.roles & ANYONE_BIT) != 0
    asks_all = rows.quiet if asked.professional else rows.quiet | anyone | (rows.roles == 0)
    asks_all = asks_all if asked.concern else asks_all & ~rows.concern
    unnamed = np.where(asks_all, np.where(rows.roles & ~ANYONE_BIT, 3, 5), 0)
    level = np.where(rows.roles & asked.wider, 5, unnamed)
    level = np.where(rows.roles & asked.named, np.where(anyone, 8, 9) + rare, level)
    return np.where(rows.only, 10 + rare, level)


def _topic(rows: _Rows, asked: Question) -> Array:
    topics = rows.topics
    level = np.where((topics != 0) & ((topics & ~GENERAL_BITS) == 0), 4, 0)
    implied = [bits for bits in asked.implied if bits]
    for bits in implied:
        level[((topics & bits) != 0) & ~rows.concern] = 5
    if asked.asked:
        within = topics & asked.asked
        level[(topics & asked.near) != 0] = 5
        level[within != 0] = 7
        level[(within != 0) & (2 * np.bitwise_count(within) >= rows.topic_count)] = 12
    for bits in implied:
        level[((topics & bits) != 0) & ((topics & ~bits) == 0) & ~rows.concern] = 14
    if asked.asked:
        level[(within != 0) & (within == topics)] = 15
    return level


def _place(rows: _Rows, asked: Question) -> Array:
    return np.where(_here(rows, asked, world=False), 15, 8)


def _start(rows: _Rows, asked: Question) -> Array:
    level: Array = getattr(rows, asked.start)
    if asked.start == "survivor":
        return level
    leads = rows.concern if asked.concern else rows.quiet & ~rows.concern
    named = ((rows.roles & asked.named) != 0) & ((rows.roles & ANYONE_BIT) == 0)
    far = ((rows.topics & ~GENERAL_BITS) != 0) & ((rows.topics & asked.about) == 0) & ~named
    return np.where(leads & far, level - 2, level)


_LEVELS = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
_GAINS = {name: np.array(gains(name)) for name in _LEVELS}
