"""The index: the fast way to rank, over all actions of a place at once.

Each action has a row, and a row is a lane of sixteen bits in every whole number of the index. A set
of actions has the lowest bit of each lane that is in it. So "and" and "or" over all actions are
single steps of Python's own integers, and a set multiplied by a number is that number in each of
its lanes: such numbers are added, and compared, all at once. Each stays below 2 to the power of 15;
the sixteenth bit is kept free to compare lanes.

The index knows no rule: it reads those of ``gates`` and ``factors``. It gives what the plain loop
gives: the same actions, scores and counts, in the same order. That is a law, and tested.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from typing import Any, NamedTuple, TypeVar

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import (
    FIELDS,
    GATES,
    REQUIRED,
    Actions,
    Amount,
    RankingFactor,
    Rows,
    Scale,
    Trait,
    WordSet,
    may_be_near,
)
from takeaction.engine.reasons import TOP_LEVEL, points
from takeaction.models.action import Action
from takeaction.vocabulary.records import Status

_LANE = 16
_TOP_BIT = 0x8000
"""The sixteenth bit of a lane."""

_FULL_LANE = 0xFFFF

_UPWARDS = 1 if sys.byteorder == "little" else -1
"""The step from the lowest row to the highest in the bytes of a number."""

_FRACTION_BITS = 8
"""The bits after the point of a fifteenth, rounded up: then 15 times a fifteenth is exact."""

_SHORT_ROWS = 1_000
"""In an index of up to this many rows each set is kept as a whole number, of at most 2 kB."""

_SPARSE_RATIO = 256
"""In a longer index, a set of fewer than one in this many rows is kept as a list of row numbers.

A list is made into a set each time it is asked for, in microseconds where it is so short. At 10,000
rows all sets take 4 MB, and a ratio of 64 or 16 made a question a sixth or half slower.
"""

_MAX_TOTALS = 64
"""The most running totals of an amount, give or take one; bounds the room.

Rows between two totals are added when they are asked for. All our packs together have 24 different
least minutes and 25 typical ones.
"""

_FIRST_PART = 64
"""The most rows that are sorted before anybody has read further; later parts are longer."""

_Value = TypeVar("_Value")

ScoredAction = tuple[int, Action]
"""A score in basis points, and the action."""


class RankedActions(NamedTuple):
    """The actions that passed the gates, and those that nearly did.

    Attributes:
        listed: The actions that passed every gate, by score from the highest, equal ones by id.
            An iterator: it ranks only as far as somebody reads, and can be read once.
        near: The near misses: actions closed only by gates that the person may open by giving
            more. Those with the fewest closed gates come first, then by score, then by id. Empty
            with a concern; it holds no action about one.
        counts: Counts the actions that each gate keeps out first.
    """

    listed: Iterator[ScoredAction]
    near: Iterator[ScoredAction]
    counts: Callable[[], Mapping[str, int]]


class _SparseSets(dict[object, int]):
    """The values of a field in a long index, each with the set of its rows.

    Values that hardly any row has are kept as lists of row numbers. The sets made from these are
    not kept: they would tell what was asked for.
    """

    def __init__(self, rows: Mapping[object, "array[int]"], size: int) -> None:
        self._size = size
        least = size // _SPARSE_RATIO
        self._rare = {value: numbers for value, numbers in rows.items() if len(numbers) < least}
        super().__init__(
            (value, _set_of(rows[value], size)) for value in rows if value not in self._rare
        )

    def __contains__(self, value: object) -> bool:
        return super().__contains__(value) or value in self._rare

    def __missing__(self, value: object) -> int:
        return _set_of(self._rare[value], self._size)


class _Totals(NamedTuple):
    """A number for each row, and the rows up to any bound.

    Attributes:
        values: The numbers that occur, rising.
        rows: The rows of each number.
        step: The count of numbers from one running total to the next.
        totals: The rows of the first 0, 1, 2 … times *step* numbers.
    """

    values: Sequence[int]
    rows: Sequence["array[int]"]
    step: int
    totals: Sequence[int]

    @classmethod
    def of(cls, numbers: Iterable[int], size: int) -> "_Totals":
        """Count up the rows of each number."""
        rows_by_value = _rows_by_value((number,) for number in numbers)
        values = sorted(rows_by_value)
        rows = [rows_by_value[value] for value in values]
        step = len(values) // _MAX_TOTALS + 1
        totals = [0]
        for start in range(0, len(values), step):
            added = _set_of(chain.from_iterable(rows[start : start + step]), size)
            totals.append(totals[-1] | added)
        return cls(values, rows, step, totals)


class Index(Actions):
    """An index of actions.

    Rows run against the order of ids: the highest row is the first action. Retired actions have no
    row. It is made only from the actions, and keeps nothing about who asked.

    Args:
        actions: The actions, in order of their ids; retired ones are only counted.
        retired: The number of further retired actions.
        elsewhere: The number of actions, not retired, that are for other places.

    Attributes:
        size: The number of rows.
        actions: The action of each row.
        all_rows: The set of all rows.
        retired: The number of retired actions, which have no row.
        elsewhere: The number of actions without a row because they are for other places.
    """

    def __init__(self, actions: Iterable[Action], retired: int = 0, elsewhere: int = 0) -> None:
        in_order = list(actions)
        active = [action for action in in_order if action.status is not Status.RETIRED]
        self.actions: Sequence[Action] = tuple(active[::-1])
        self.size = len(active)
        self.retired, self.elsewhere = retired + len(in_order) - self.size, elsewhere
        self.all_rows = ((1 << self.size * _LANE) - 1) // _FULL_LANE
        self._row_by_id: dict[str, int] = {
            action.id: row for row, action in enumerate(self.actions)
        }
        self._downwards = tuple(range(self.size))[::-1]
        self._full_lanes = self.all_rows * TOP_LEVEL
        self._full_gaps = self.all_rows * (_TOP_BIT - TOP_LEVEL)
        self._sets: dict[WordSet, dict[object, int]] = {}
        self._count_gaps: dict[WordSet, int] = {}
        self._traits: dict[Trait, int] = {}
        self._totals: dict[Amount, _Totals] = {}
        self._levels: dict[Scale, int] = {}
        facts: dict[object, list[Any]] = {}
        for field in FIELDS:
            self._add(field, facts)
        self.that_are = self._traits.__getitem__  # type: ignore[method-assign,assignment] # asked often

    def _add(self, field: object, facts: dict[object, list[Any]]) -> None:
        """Add the sets of a field; *facts* has those that scales share."""
        match field:
            case WordSet():
                values = [field.of(action) for action in self.actions]
                self._sets[field] = _sets_by_value(values, self.size)
                counts = _in_lanes(map(len, values))
                self._count_gaps[field] = self.all_rows * _TOP_BIT - counts
            case Amount():
                self._totals[field] = _Totals.of(map(field.of, self.actions), self.size)
            case Trait():
                self._traits[field] = _in_lanes(map(field.of, self.actions))
            case Scale():
                if field.facts not in facts:
                    facts[field.facts] = list(map(field.facts, self.actions))
                self._levels[field] = _in_lanes(map(field.level, facts[field.facts]))

    # What rules ask for

    def that_are(self, trait: Trait) -> Rows:
        """Return the rows with a trait."""
        return self._traits[trait]

    def having(self, field: WordSet, value: object) -> Rows:
        """Return the rows with a value."""
        sets = self._sets[field]
        return sets[value] if value in sets else 0  # noqa: SIM401 - get() knows no list

    def any_of(self, field: WordSet, values: Iterable[object]) -> Rows:
        """Return the rows with one of some values."""
        sets, rows = self._sets[field], 0
        for value in values:
            if value in sets:  # get() takes longer
                rows |= sets[value]
        return rows

    def each_of(self, field: WordSet, worths: Mapping[str, int]) -> list[tuple[int, Rows]]:
        """Return the rows with each of some values that any has, each with its worth."""
        sets = self._sets[field]
        return [(worth, sets[value]) for value, worth in worths.items() if value in sets]

    def only(self, field: WordSet, values: Iterable[object]) -> Rows:
        """Return the rows without any value but these."""
        sets = self._sets[field]
        matched = [sets[value] for value in values if value in sets]
        return sum(matched, self._count_gaps[field]) >> 15 & self.all_rows

    def overlap(self, field: WordSet, values: frozenset[str]) -> tuple[Rows, Rows, Rows]:
        """Return the rows with some, half or more, or all of their values among *values*."""
        sets = self._sets[field]
        some = matched = 0
        for value in values:
            if value in sets:
                some |= sets[value]
                matched += sets[value]
        filled = matched + self._count_gaps[field]
        return some, filled + matched >> 15 & some, filled >> 15 & some

    def at_most(self, field: Amount, bound: int) -> Rows:
        """Return the rows with a number up to a bound."""
        values, rows, step, totals = self._totals[field]
        count = bisect_right(values, bound)
        if step == 1:
            return totals[count]
        steps, extra = divmod(count, step)
        added = chain.from_iterable(rows[count - extra : count])
        return totals[steps] | (_set_of(added, self.size) if extra else 0)

    def known_as(self, ids: Iterable[str]) -> Rows:
        """Return the rows of some actions."""
        rows = 0
        for id in ids:
            if id in self._row_by_id:
                rows |= 1 << self._row_by_id[id] * _LANE
        return rows

    # Points and order

    def points(self, factor: RankingFactor, asker: Asker, rows: Rows, weight: int) -> int:
        """Return the points that a factor gives some rows; what others get says nothing."""
        gained, remaining = 0, rows
        if factor.adds:
            sums = 0
            for level, members, _ in factor.levels(self, asker):
                sums += level * members  # type: ignore[operator] # by no scale
            full = sums + self._full_gaps >> 15 & rows
            return self._weigh(weight, sums & (rows ^ full) * TOP_LEVEL | full * TOP_LEVEL)
        if factor.by_scale:
            for scale, members, _ in factor.levels(self, asker):
                matched = members & remaining
                remaining ^= matched
                if isinstance(scale, Scale) and matched:
                    weighed = self._weigh(weight, self._levels[scale])
                    if matched == rows:
                        return weighed
                    gained |= weighed & matched * _FULL_LANE
            return gained
        worth = _points_of_levels(weight)
        for level, members, _ in factor.levels(self, asker):
            if matched := members & remaining:
                gained |= worth[level] * matched  # type: ignore[index] # by no scale
                remaining ^= matched
        return gained

    def _weigh(self, weight: int, levels: int) -> int:
        """Return the points that the level of each row adds: ``weight * level // 15``."""
        quotient, remainder = divmod(weight, TOP_LEVEL)
        if not remainder:
            return quotient * levels
        fraction = -(-(remainder << _FRACTION_BITS) // TOP_LEVEL)
        return quotient * levels + (fraction * levels >> _FRACTION_BITS & self._full_lanes)

    def ranked(self, rows: Rows, scores: int) -> Iterator[ScoredAction]:
        """Return actions in order of their score, equal ones by id: the best are sorted first.

        Args:
            rows: The rows to rank.
            scores: The score of each row, in its lane.
        """
        size = 2 * self.size
        score = array("H", scores.to_bytes(size, sys.byteorder))[::_UPWARDS].__getitem__

        def in_order(part: Rows) -> Iterator[ScoredAction]:
            is_in = part.to_bytes(size, "big")[1::2]
            order = sorted(compress(self._downwards, is_in), key=score, reverse=True)
            return zip(map(score, order), map(self.actions.__getitem__, order), strict=True)

        if rows.bit_count() <= _FIRST_PART:
            return in_order(rows)
        return chain.from_iterable(map(in_order, self._parts(rows, scores)))

    def _parts(self, rows: Rows, scores: int) -> Iterator[Rows]:
        """Split some rows by score, the best first: few at first, then four times as many."""
        most = _FIRST_PART
        while rows.bit_count() > most:
            part = self._best(rows, scores, most)
            yield part
            rows ^= part
            most *= 4
        yield rows

    def _best(self, rows: Rows, scores: int, most: int) -> Rows:
        """Return those of some rows that reach a score: about *most*, or more that are equal."""
        tops, low, high = rows << 15, 0, _TOP_BIT
        reached = tops
        while high - low > 1:
            bound = (low + high) // 2
            found = scores + (_TOP_BIT - bound) * self.all_rows & tops
            count = found.bit_count()
            if 4 * count < most:
                high = bound
                continue
            reached, low = found, bound
            if count <= most:
                break
        return reached >> 15

    def at_least(self, numbers: int, bound: int) -> Rows:
        """Return the rows whose number is *bound* or more."""
        return numbers + (_TOP_BIT - bound) * self.all_rows >> 15 & self.all_rows


def _rows_by_value(values: Iterable[Iterable[_Value]]) -> dict[_Value, "array[int]"]:
    """Return the numbers of the rows that have each value."""
    rows: dict[_Value, array[int]] = {}
    for row, own_values in enumerate(values):
        for value in own_values:
            if value in rows:
                rows[value].append(row)
            else:
                rows[value] = array("I", (row,))
    return rows


def _sets_by_value(values: Iterable[Iterable[object]], size: int) -> dict[object, int]:
    rows_by_value = _rows_by_value(values)
    if size > _SHORT_ROWS:
        return _SparseSets(rows_by_value, size)
    return {value: _set_of(rows, size) for value, rows in rows_by_value.items()}


def _set_of(rows: Iterable[int], size: int) -> int:
    lanes = bytearray(2 * size)
    for row in rows:
        lanes[row + row] = 1
    return int.from_bytes(lanes, "little")


def _in_lanes(numbers: Iterable[int]) -> int:
    """Return a number for each row as one, each in its lane."""
    return int.from_bytes(array("H", numbers)[::_UPWARDS].tobytes(), sys.byteorder)


@lru_cache
def _points_of_levels(weight: int) -> Sequence[int]:
    return [points(weight, level) for level in range(TOP_LEVEL + 1)]


_FIXED_GATES = tuple(gate.opens for gate in GATES.values() if not gate.offered)
_OFFERED_GATES = tuple(gate.opens for gate in GATES.values() if gate.offered)


def rank_by_index(index: Index, asker: Asker, weights: Mapping[str, int]) -> RankedActions:
    """Rank the actions of an index for a person.

    Args:
        index: The index of the person's place.
        asker: The person who asks.
        weights: The most that each factor can add to a score; only the library's factors.
    """
    rows = index.all_rows
    for opens in _FIXED_GATES:
        rows &= opens(index, asker)
    listed = rows
    for opens in _OFFERED_GATES:
        listed &= opens(index, asker)
    able = rows & index.only(REQUIRED, asker.skills)
    scores = 0
    for name, weight in weights.items():
        if weight:
            factor = FACTORS[name]
            scores += index.points(factor, asker, able if factor.needs_skill else rows, weight)
            if factor.lacking:
                scores += index.points(factor.lacking, asker, rows ^ able, weight)
    return RankedActions(
        index.ranked(listed, scores),
        _near_misses(index, asker, rows, scores),
        lambda: _count_excluded(index, asker),
    )


def _near_misses(index: Index, asker: Asker, rows: Rows, scores: int) -> Iterator[ScoredAction]:
    """Yield those of some rows that one change would list, then those that need two, and so on."""
    rows &= may_be_near(index, asker)
    closed = sum(index.all_rows ^ opens(index, asker) for opens in _OFFERED_GATES)
    for changes, _ in enumerate(_OFFERED_GATES, 1):
        exactly = index.at_least(closed, changes) ^ index.at_least(closed, changes + 1)
        yield from index.ranked(rows & exactly, scores)


def _count_excluded(index: Index, asker: Asker) -> Mapping[str, int]:
    """Return the number of actions that each gate keeps out first."""
    rows, row_count, excluded = index.all_rows, index.size, {}
    for name, gate in GATES.items():
        rows &= gate.opens(index, asker)
        excluded[name], row_count = row_count - rows.bit_count(), rows.bit_count()
    excluded["status"] += index.retired
    excluded["region"] += index.elsewhere
    return excluded


# The indexes of a catalog: one for each place that somebody asked about


MAX_PLACES, MAX_ROWS = 8, 50_000
"""The number of places that always keep their index, those asked about last; bounds the room.

More places keep theirs as long as all of them together have no more than this many rows.
"""


class _PlaceIndexes:
    """The indexes of the places of one catalog.

    Places with the same actions share an index: all of a country does if no action is for a part
    of it. There is no lock: two threads may build the same index, which only costs time, and a
    process that forks in the meantime never waits for a lock that nobody will release.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._actions = catalog.actions
        self._codes = frozenset[str]().union(*(action.regions for action in self._actions.values()))
        self._indexes: dict[frozenset[str], Index] = {}

    def index(self, chain: tuple[str, ...]) -> Index:
        """Return the index of a place, and count the place as the last one asked about."""
        codes = self._codes.intersection(chain)
        index = self._indexes.pop(codes, None)
        if index is None:
            index = self._build_for(codes)
            self._make_room(index.size)
        self._indexes[codes] = index
        return index

    def _build_for(self, codes: frozenset[str]) -> Index:
        """Build the index of the actions that are for one of the region codes."""
        here: list[Action] = []
        elsewhere: list[Action] = []
        for action in self._actions.values():
            (elsewhere if action.regions.isdisjoint(codes) else here).append(action)
        retired = sum(action.status is Status.RETIRED for action in elsewhere)
        return Index(here, retired, len(elsewhere) - retired)

    def _make_room(self, rows: int) -> None:
        """Evict the least recently used indexes to make room for *rows*."""
        oldest_first = list(self._indexes.items())
        rows += sum(index.size for _, index in oldest_first)
        for codes, index in oldest_first[: 1 - MAX_PLACES]:
            if rows > MAX_ROWS:
                self._indexes.pop(codes, None)
                rows -= index.size


def index_for(catalog: Catalog, chain: tuple[str, ...]) -> Index:
    """Return the index of a catalog for a place.

    Args:
        catalog: The source of the actions.
        chain: The codes of the region and of everything around it.
    """
    return catalog.once(_PlaceIndexes).index(chain)
