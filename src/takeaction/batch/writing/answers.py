"""The columns of a result: actions in their places, statuses and problems."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array
from takeaction.batch.columns.mapping import PROFILE_FIELDS
from takeaction.batch.columns.result import ACTION_TYPE, PROBLEM, REASON, RowStatus
from takeaction.batch.kernels.candidates import NOBODY
from takeaction.batch.kernels.spread import Placed
from takeaction.batch.reading.problems import PROBLEM_CODES, Problems
from takeaction.batch.scoring.scores import Scores
from takeaction.batch.writing.reasons import (
    PlacedPairs,
    ReasonCodes,
    Reasons,
    ReasonTable,
    reasons_of,
)
from takeaction.engine.ranking.gates import GATES


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


def write_actions(table: ReasonTable, scores: Scores, placed: Placed) -> tuple[pa.Array, Array]:
    """Return the actions of some people, one person after the other, and the count of each."""
    is_there = placed.rows.T != NOBODY
    person, _ = np.nonzero(is_there)
    pairs = PlacedPairs(person, *(column.T[is_there] for column in placed))
    reasons = reasons_of(table, scores, pairs)
    fields = [
        pa.DictionaryArray.from_arrays(pa.array(pairs.row, pa.int32()), scores.compiled.ids),
        pa.array(pairs.score, pa.int32()),
        pa.array(pairs.moved, pa.int32()),
        _write_reasons(table.codes, reasons),
    ]
    return pa.StructArray.from_arrays(fields, fields=list(ACTION_TYPE)), is_there.sum(axis=1)


def _write_reasons(codes: ReasonCodes, reasons: Reasons) -> pa.Array:
    fields = [
        pa.DictionaryArray.from_arrays(pa.array(reasons.codes), codes.names),
        pa.array(reasons.points, pa.int32()),
    ]
    values = pa.StructArray.from_arrays(fields, fields=list(REASON))
    return as_lists(values, reasons.counts)


def as_lists(values: pa.Array, counts: Array) -> pa.Array:
    """Return values as lists, so many in each."""
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def write_statuses(problems: Problems, counts: Array, gates: Array) -> tuple[pa.Array, pa.Array]:
    """Return the status and the problem of each row.

    Args:
        problems: The problems of the rows.
        counts: The number of actions of each row.
        gates: The gate that keeps out the most actions, for each row.
    """
    has_problem = problems.codes != 0
    is_empty = (counts == 0) & ~has_problem
    status = np.select(
        [problems.is_refused(), has_problem, is_empty],
        [_PLACES[RowStatus.REFUSED], _PLACES[RowStatus.BROKEN], _PLACES[RowStatus.EMPTY]],
        _PLACES[RowStatus.OK],
    )
    code = np.where(is_empty, len(PROBLEM_CODES) + gates, problems.codes)
    is_fine = ~(has_problem | is_empty)
    fields = [
        _texts(_CODES, code, is_fine),
        _texts(_FIELDS, problems.fields, ~has_problem),
    ]
    problem = pa.StructArray.from_arrays(fields, fields=list(PROBLEM), mask=pa.array(is_fine))
    return _texts(_STATUSES, status), problem


def _texts(texts: pa.Array, places: Array, is_missing: Array | None = None) -> pa.Array:
    """Return the texts in some places."""
    encoded = pa.DictionaryArray.from_arrays(pa.array(places, mask=is_missing), texts)
    return encoded.cast(pa.string())  # four times as fast as take


_PLACES = {status: place for place, status in enumerate(RowStatus)}
_STATUSES = pa.array(map(str, RowStatus), pa.string())
_CODES = pa.array([*PROBLEM_CODES, *(f"gate.{name}" for name in GATES)], pa.string())
_FIELDS = pa.array(PROFILE_FIELDS, pa.string())
