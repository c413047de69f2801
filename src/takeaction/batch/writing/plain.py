"""The plain way: ``recommend`` for each person. It answers where no kernel can."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from takeaction.batch.bits.numbering import Numberings
from takeaction.batch.columns.result import ACTION_TYPE
from takeaction.batch.kernels.candidates import MOST_ROWS
from takeaction.batch.reading.people import People, PeopleReader
from takeaction.batch.writing.answers import Answered
from takeaction.catalog.catalog import Catalog
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.diversity import SPREAD_PLACES
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import GATES
from takeaction.engine.ranking.ranking import recommend

_MOST_TOPICS = 64
"""The most topics that the spread of a kernel can count."""


def needs_plain(catalog: Catalog, limit: int | None, weights: Mapping[str, int]) -> bool:
    """Tell whether no kernel can answer.

    Kernels fill the places that are spread, by our own factors, from a bounded number of actions.
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
    """Return the actions of some people.

    Args:
        catalog: The source of the actions.
        reader: The reader of the people.
        people: The people.
        limit: The most actions for a person.
        weights: The weights of the factors.
    """
    profiles = (reader.profile(people, number) for number in range(len(people)))
    answers = [recommend(catalog, each, limit=limit, weights=weights) for each in profiles]
    actions = [action for answer in answers for action in _actions(answer)]
    return Answered(
        pa.array(actions, ACTION_TYPE),
        np.array([len(answer) for answer in answers], np.int64),
        np.array([_closing_gate(answer.excluded) for answer in answers], np.int64),
    )


def _actions(answer: Recommendations) -> Iterator[dict[str, Any]]:
    for each in answer:
        reasons = [{"code": reason.code, "points": reason.points} for reason in each.reasons]
        facts = {"action": each.action.id, "score": each.score, "moved": each.moved}
        yield {**facts, "reasons": reasons}


def _closing_gate(excluded: Mapping[str, int]) -> int:
    """Return the place of the gate that keeps out the most actions, the first of equal ones."""
    return tuple(GATES).index(max(excluded, key=excluded.__getitem__))
