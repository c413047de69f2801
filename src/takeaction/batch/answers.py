"""The columns of a result: actions with their reasons, statuses and problems.

A reason is the code of a factor's level and its points. Where the quick way cannot answer,
``recommend`` answers each person.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.cells import PEOPLE, PROBLEM_CODES, Array, Numberings
from takeaction.batch.compiled import Compiled
from takeaction.batch.placing import MOST_ROWS, NOBODY, Placed
from takeaction.batch.questions import People, PeopleReader, Problems
from takeaction.batch.scores import (
    ALL_LEVELS,
    LEVELS,
    SAID_OTHERWISE,
    Scores,
    points_by_level,
)
from takeaction.catalog import Catalog
from takeaction.engine.ranking import factors
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.factors import FACTORS, kind_of, spread_code
from takeaction.engine.ranking.gates import GATES
from takeaction.engine.ranking.ranking import SPREAD_PLACES, recommend


class RowStatus(StrEnum):
    """The outcome of one row."""

    OK = "ok"
    EMPTY = "empty"
    REFUSED = "refused"
    BROKEN = "broken"


_CODE, _ID = pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int32(), pa.string())
"""The types of the code of a reason, and of the id of an action: each text is there once.

A million people get thirty million reasons.
"""


def action_type(code: pa.DataType, id: pa.DataType) -> pa.DataType:
    """Return the type of an action of a result, for the types of its code and its id."""
    reason = pa.struct([("code", code), ("points", pa.int32())])
    return pa.struct(
        [
            ("action", id),
            ("score", pa.int32()),
            ("moved", pa.int32()),
            ("reasons", pa.list_(reason)),
        ]
    )


ACTION_TYPE = action_type(_CODE, _ID)
REASON = ACTION_TYPE.field("reasons").type.value_type
PROBLEM = pa.struct([("code", pa.string()), ("field", pa.string())])


_MOVED = ("moved.topic", "moved.kind")

_FIXED: Mapping[str, Mapping[int, str]] = {
    "time": {
        factors.FITS_SITTING: "time.fits",
        factors.FILLS_LITTLE: "time.fits",
        factors.MOSTLY_FITS: "time.short",
        factors.PARTLY_FITS: "time.short",
    },
    "role": {
        **dict.fromkeys(factors.MADE_FOR_FEW.values(), "role.made"),
        factors.MADE_FOR_MANY: "role.made",
        factors.MADE_FOR: "role.made",
        factors.NEEDS_SKILL: "role.made",
        factors.RESERVED_UNSAID: "role.match",
        factors.RESERVED_ROLE: "role.match",
        factors.NAMED_ROLE: "role.match",
        factors.MADE_FOR_WIDER: "role.wider",
        factors.WIDER_ROLE: "role.wider",
        factors.FOR_ANYONE: "role.anyone",
    },
    "topic": {
        factors.ALL_TOPICS: "topic.match",
        factors.HALF_OF_TOPICS: "topic.match",
        factors.SOME_TOPICS: "topic.match",
        factors.NEAR_TOPIC: "topic.near",
        factors.IMPLIED_TOPICS: "topic.work",
        factors.SOME_IMPLIED: "topic.work",
        factors.GENERAL_KNOWLEDGE: "topic.general",
    },
    "place": {factors.THIS_PLACE: "place.here", factors.ANY_PLACE: "place.world"},
}
"""The code of each level of a factor, where no action has another."""

_SKILL = {factors.OPTIONAL_SKILL: "skill.optional"}
"""Any other level of skills has the code ``skill.match``."""


class ReasonCodes:
    """The codes of reasons.

    Attributes:
        names: All codes; the number of one is its place, the first is none.
        moved: The numbers of the codes of what was moved for its topics, and for its kind.
    """

    def __init__(self, catalog: Catalog) -> None:
        actions = catalog.once(Compiled).actions
        self._places: dict[str, int] = {"": 0}
        self.moved = [self._number(code) for code in _MOVED]
        spreads = [spread_code(each) for each in actions]
        kinds = [f"does.{kind_of(each) or 'other'}" for each in actions]
        starts = ["start.learn" if each.quiet else "start.easy" for each in actions]
        self._of_actions = {
            name: np.array([self._number(code) for code in codes], np.int32)
            for name, codes in (("time", spreads), ("kind", kinds), ("start", starts))
        }
        self._of_levels = {name: self._by_level(name) for name in FACTORS}
        self.names = pa.array(list(self._places), pa.string())

    def _number(self, code: str) -> int:
        return self._places.setdefault(code, len(self._places))

    def _by_level(self, name: str) -> Array:
        """Return the number of the code of each level; 0 where the code depends on the action."""
        fixed = dict(_FIXED.get(name, {}))
        if name == "skill":
            fixed = dict.fromkeys(range(LEVELS), "skill.match") | _SKILL
        if name == "role":
            for place, code in enumerate(SAID_OTHERWISE, 1):
                fixed |= dict.fromkeys(range(place * LEVELS, (place + 1) * LEVELS), code)
        codes = [fixed.get(level, "") for level in range(ALL_LEVELS)]
        return np.array([self._number(code) for code in codes], np.int32)

    def of(self, name: str, rows: int) -> Array:
        """Return for each level of a factor the number of the code for each row."""
        numbers = np.repeat(self._of_levels[name][:, None], rows, axis=1)
        if name in self._of_actions:
            numbers = np.where(numbers, numbers, self._of_actions[name])
        return numbers


_CODE_SHIFT = 16
"""The bits of the points, below the code, in a reason as one whole number."""


class ReasonTable:
    """The reason of each level and row, by factor, as one whole number; 0 is none."""

    def __init__(self, codes: ReasonCodes, compiled: Compiled, weights: Mapping[str, int]) -> None:
        self.codes = codes
        self._size = compiled.size
        self._rows = {}
        for name in FACTORS:
            if weights.get(name):
                points = points_by_level(weights[name]).astype(np.int32)[:, None]
                numbers = codes.of(name, compiled.size) << _CODE_SHIFT | points
                self._rows[name] = np.where(points > 0, numbers, 0).reshape(-1)

    def of(self, name: str, levels: Array, rows: Array) -> Array:
        """Return the reasons for levels and rows, one of each."""
        return self._rows[name].take(levels.astype(np.int64) * self._size + rows)


class Answered(NamedTuple):
    """The answers to some people.

    Attributes:
        actions: The actions of all, one person after the other.
        counts: The number of actions of each.
        gates: The place of the gate in ``GATES`` that keeps out the most actions, for those whose
            list is empty.
    """

    actions: pa.Array
    counts: Array
    gates: Array


_PLACES = {status: place for place, status in enumerate(RowStatus)}
_STATUSES = pa.array(map(str, RowStatus), pa.string())
_CODES = pa.array([*PROBLEM_CODES, *(f"gate.{name}" for name in GATES)], pa.string())
_FIELDS = pa.array(PEOPLE, pa.string())


class Rows:
    """The rows of a table, and the answers to their people.

    Args:
        problems: The problem of each row.
        groups: The group of each person, or None if each was answered alone.
        answered: The answers.
    """

    def __init__(self, problems: Problems, groups: Array | None, answered: Answered) -> None:
        self._problems, self._groups, self._answered = problems, groups, answered
        self._is_answered = problems.codes == 0

    def _of_rows(self, values: Array) -> Array:
        """Return a value for each row: that of its person, or 0."""
        placed = np.zeros(len(self._is_answered), np.int64)
        placed[self._is_answered] = values if self._groups is None else values[self._groups]
        return placed

    def _is_empty(self) -> Array:
        return (self._of_rows(self._answered.counts) == 0) & self._is_answered

    def actions(self) -> pa.Array:
        """Return the list of actions of each row; empty where nobody was answered."""
        actions, counts, _ = self._answered
        if self._groups is None:
            return _as_lists(actions, self._of_rows(counts))
        places = np.full(len(self._is_answered), len(counts))
        places[self._is_answered] = self._groups
        return _as_lists(actions, np.append(counts, 0)).take(pa.array(places))

    def statuses(self) -> pa.Array:
        """Return the status of each row."""
        status = np.select(
            [self._problems.is_refused(), ~self._is_answered, self._is_empty()],
            [_PLACES[RowStatus.REFUSED], _PLACES[RowStatus.BROKEN], _PLACES[RowStatus.EMPTY]],
            _PLACES[RowStatus.OK],
        )
        return _texts(_STATUSES, status)

    def problems(self) -> pa.Array:
        """Return the problem of each row, null where there is none."""
        is_empty, fields = self._is_empty(), self._problems.fields
        gates = len(PROBLEM_CODES) + self._of_rows(self._answered.gates)
        code = np.where(is_empty, gates, self._problems.codes)
        is_fine = self._is_answered & ~is_empty
        columns = [_texts(_CODES, code, is_fine), _texts(_FIELDS, fields, fields == len(_FIELDS))]
        return pa.StructArray.from_arrays(columns, fields=list(PROBLEM), mask=pa.array(is_fine))


class _PlacedPairs(NamedTuple):
    """Placed actions, each with the person they are for.

    Attributes:
        person: The number of the person.
        row: The row of the action.
        score: Its score.
        topic_penalty: The points that it lost for its topics.
        kind_penalty: The points that it lost for its kind.
    """

    person: Array
    row: Array
    score: Array
    topic_penalty: Array
    kind_penalty: Array

    @property
    def moved(self) -> Array:
        """The points by which each was lowered."""
        return self.topic_penalty + self.kind_penalty


def write_actions(table: ReasonTable, scores: Scores, placed: Placed) -> tuple[pa.Array, Array]:
    """Return the actions of some people, one person after the other, and the count of each."""
    is_there = placed.rows.T != NOBODY
    person, _ = np.nonzero(is_there)
    pairs = _PlacedPairs(person, *(column.T[is_there] for column in placed))
    fields = [
        pa.DictionaryArray.from_arrays(pa.array(pairs.row, pa.int32()), scores.compiled.ids),
        pa.array(pairs.score, pa.int32()),
        pa.array(pairs.moved, pa.int32()),
        _write_reasons(table, scores, pairs),
    ]
    return pa.StructArray.from_arrays(fields, fields=list(ACTION_TYPE)), is_there.sum(axis=1)


_PAIRS = 1 << 14
"""The actions whose reasons are found at once: they stay in the second cache."""


def _write_reasons(table: ReasonTable, scores: Scores, pairs: _PlacedPairs) -> pa.Array:
    """Return the reasons of placed actions, in the order of the factors; the last for a move."""
    parts = [
        _reasons_of(table, scores, _PlacedPairs(*(each[start : start + _PAIRS] for each in pairs)))
        for start in range(0, max(1, len(pairs.row)), _PAIRS)
    ]
    counts, reasons = map(np.concatenate, zip(*parts, strict=True))
    fields = [
        pa.DictionaryArray.from_arrays(
            pa.array((reasons >> _CODE_SHIFT).astype(np.int8)), table.codes.names
        ),
        pa.array(reasons & (1 << _CODE_SHIFT) - 1, pa.int32()),
    ]
    return _as_lists(pa.StructArray.from_arrays(fields, fields=list(REASON)), counts)


def _reasons_of(table: ReasonTable, scores: Scores, pairs: _PlacedPairs) -> tuple[Array, Array]:
    """Return the number of reasons of each action, and all reasons."""
    columns = [
        table.of(name, levels, pairs.row)
        for name, levels in scores.levels_of_pairs(pairs.person, pairs.row)
    ]
    is_topic = pairs.topic_penalty > pairs.kind_penalty
    moved = np.where(is_topic, *table.codes.moved).astype(np.int32) << _CODE_SHIFT
    columns.append(np.where(pairs.moved > 0, moved, 0))
    counts = np.zeros(len(pairs.row), np.uint8)
    for column in columns:
        counts += column != 0
    reasons = np.stack(columns, axis=1).reshape(-1)
    return counts, reasons[reasons != 0]


def _as_lists(values: pa.Array, counts: Array) -> pa.Array:
    """Return values as lists, so many in each."""
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def _texts(texts: pa.Array, places: Array, is_missing: Array | None = None) -> pa.Array:
    """Return the texts in some places."""
    encoded = pa.DictionaryArray.from_arrays(pa.array(places, mask=is_missing), texts)
    return encoded.cast(pa.string())  # four times as fast as take


_MOST_TOPICS = 64
"""The most topics whose spread can be counted."""


def needs_plain(catalog: Catalog, limit: int | None, weights: Mapping[str, int]) -> bool:
    """Check if only ``recommend`` can answer.

    The quick way fills the places that are spread, by our own factors, from a bounded number of
    actions.
    """
    return (
        limit is None
        or limit > SPREAD_PLACES
        or any(weights[name] for name in weights if name not in FACTORS)
        or len(catalog.actions) > MOST_ROWS
        or catalog.once(Numberings).action_topics > _MOST_TOPICS
    )


def answer_plainly(
    catalog: Catalog,
    reader: PeopleReader,
    people: People,
    limit: int | None,
    weights: Mapping[str, int],
) -> Answered:
    """Return the actions of some people, each answered by ``recommend``."""
    profiles = (reader.profile(people, number) for number in range(len(people)))
    answers = [recommend(catalog, each, limit=limit, weights=weights) for each in profiles]
    actions = [action for answer in answers for action in _actions(answer)]
    # Of gates that keep out as many, the first one counts.
    most = (max(answer.excluded, key=answer.excluded.__getitem__) for answer in answers)
    gates = [tuple(GATES).index(name) for name in most]
    return Answered(
        pa.array(actions, ACTION_TYPE),
        np.array([len(answer) for answer in answers], np.int64),
        np.array(gates, np.int64),
    )


def _actions(answer: Recommendations) -> Iterator[dict[str, Any]]:
    for each in answer:
        reasons = [{"code": reason.code, "points": reason.points} for reason in each.reasons]
        facts = {"action": each.action.id, "score": each.score, "moved": each.moved}
        yield {**facts, "reasons": reasons}
