"""Records, a catalog and an index from made-up columns."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs
import numpy as np
from columns import (
    AGES,
    COSTS,
    GRID,
    KINDS,
    MODES,
    NOTHING,
    REGIONS,
    RISKS,
    ROLES,
    SKILLS,
    TOPICS,
    Array,
    Columns,
    bits,
    level_name,
)

from takeaction import testing
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import GENERAL_TOPICS, Circumstance
from takeaction.engine.ranking.factors import FAR_PENALTY
from takeaction.engine.ranking.index.bitmaps import Facet, Quantity, RowNumbers
from takeaction.engine.ranking.index.facets import far_name
from takeaction.engine.ranking.index.large import LargeIndex
from takeaction.models.action import Action, Minutes
from takeaction.models.record import RecordId, Source
from takeaction.models.text import SafetyText
from takeaction.vocabulary.actions import Cadence
from takeaction.vocabulary.records import Status

PACK = "made-up"
SOURCE = Source(title="Made up", dated="2026-11")
TEXT = SafetyText("Act")


def id_of(number: int) -> RecordId:
    """Return the id of an action; ids have the order of the numbers."""
    return RecordId(f"{PACK}:action-{number:07}")


# Records


def records(columns: Columns) -> Iterator[Action]:
    """Yield the actions of columns as records."""
    plain = {name: column.tolist() for name, column in columns.all().items()}
    for values in zip(*plain.values(), strict=True):
        yield _record(dict(zip(plain, values, strict=True)))


def _record(row: Mapping[str, Any]) -> Action:
    return Action(
        id=id_of(row["number"]),
        source=SOURCE,
        title=TEXT,
        summary=TEXT,
        steps=(TEXT,),
        minutes=Minutes(min=row["least"], typical=row["typical"], max=row["typical"]),
        cadence=Cadence.ONGOING if row["ongoing"] else Cadence.ONCE,
        modes=_words_of(MODES, row["modes"]),
        skills_required=_words_of(SKILLS, row["required"]),
        skills_helpful=_words_of(SKILLS, row["wanted"] & ~row["required"]),
        roles=_words_of(ROLES, row["roles"]),
        roles_only=_words_of(ROLES, row["only"]),
        made_for=_words_of(ROLES, row["made"]),
        addressed_to=_words_of(ROLES, row["addressed"]),
        topics=_words_of(TOPICS, row["topics"]),
        regions=frozenset({REGIONS[row["region"]]}),
        cost=COSTS[row["cost"]],
        risk=RISKS[row["risk"]],
        ages=_words_of(AGES, row["ages"]),
        status=Status.RETIRED if row["retired"] else Status.ACTIVE,
        concern=row["concern"],
        quiet=row["quiet"],
        kind=KINDS[row["kind"]],
        in_parts=row["parts"],
        after=() if row["after"] == NOTHING else (id_of(row["after"]),),
    )


@cache
def _words_of(ids: Sequence[str], mask: int) -> frozenset[Any]:
    return frozenset(id for bit, id in enumerate(ids) if mask >> bit & 1)


def catalog_of(actions: Iterable[Action]) -> Catalog:
    """Return a catalog of only these actions."""
    return testing.catalog_of(actions)


# Index


@attrs.frozen
class Named:
    """A stand-in for an action, where a million records would take too much memory."""

    id: str


def index_of(columns: Columns, codes: Sequence[str] | None = None) -> LargeIndex:
    """Return the index that ``LargeIndex.build`` would make, from columns.

    Args:
        columns: The actions.
        codes: A region and all regions that contain it, for the index of a place; None for all
            actions.
    """
    here = np.ones(len(columns), bool) if codes is None else columns.is_for(codes)
    retired = int(np.count_nonzero(columns.retired))
    elsewhere = int(np.count_nonzero(~columns.retired & ~here))
    return _index(columns.take(~columns.retired & here), retired, elsewhere)


def _index(columns: Columns, retired: int, elsewhere: int) -> LargeIndex:
    """Build an index; its rows have the reverse order of ids, so each column is read backwards."""
    reversed_columns = columns.take(np.arange(len(columns))[::-1])
    size = len(reversed_columns)
    numbers = reversed_columns.number.tolist()
    actions: list[Any] = [Named(id_of(number)) for number in numbers]
    return LargeIndex(
        size=size,
        facets=_facets(reversed_columns),
        least_minutes=Quantity.of(size, _rows_by(reversed_columns.least, GRID)),
        typical_minutes=Quantity.of(size, _rows_by(reversed_columns.typical, GRID)),
        actions=actions,
        bit_by_id={id_of(number): row for row, number in enumerate(numbers)},
        retired=retired,
        elsewhere=elsewhere,
    )


def _facets(reversed_columns: Columns) -> dict[str, Facet]:
    size = len(reversed_columns)
    is_first = reversed_columns.after != NOTHING
    first = np.unique(reversed_columns.after[is_first])
    special = (reversed_columns.topics & ~bits(TOPICS, sorted(GENERAL_TOPICS))) != 0
    traits = {
        "concern": reversed_columns.concern,
        "quiet": reversed_columns.quiet,
        "ongoing": reversed_columns.ongoing,
        "parts": reversed_columns.parts,
        "general": (reversed_columns.topics != 0) & ~special,
        "special": special,
        "report": reversed_columns.report,
        "unsaid": reversed_columns.unsaid,
        "for self": reversed_columns.suits_self,
        "for other": reversed_columns.suits_other,
    }
    sparse = {
        "region": {
            REGIONS[n]: rows for n, rows in _rows_by(reversed_columns.region, range(256)).items()
        },
        "after": {
            id_of(n): rows for n, rows in _rows_by(reversed_columns.after, first.tolist()).items()
        },
    }
    sets: dict[str, Mapping[Any, int]] = {
        "is": {name: _set(column) for name, column in traits.items()},
        "cost": {cost: _set(reversed_columns.cost == n) for n, cost in enumerate(COSTS)},
        "risk": {risk: _set(reversed_columns.risk == n) for n, risk in enumerate(RISKS)},
        "start": _levels(reversed_columns.start),
        "after count": {0: _set(~is_first), 1: _set(is_first)},
    }
    for each in Circumstance:
        levels = getattr(reversed_columns, level_name(each))
        sets[each] = _levels(levels)
        sets[far_name(each)] = _levels(np.maximum(0, levels - FAR_PENALTY))
    for name, ids, column in (
        ("age", AGES, reversed_columns.ages),
        ("mode", MODES, reversed_columns.modes),
        ("role", ROLES, reversed_columns.roles),
        ("only", ROLES, reversed_columns.only),
        ("made", ROLES, reversed_columns.made),
        ("addressed", ROLES, reversed_columns.addressed),
        ("topic", TOPICS, reversed_columns.topics),
        ("wanted", SKILLS, reversed_columns.wanted),
        ("required", SKILLS, reversed_columns.required),
    ):
        sets[name] = {id: _set((column >> bit) & 1) for bit, id in enumerate(ids)}
        sets[f"{name} count"] = _levels(np.bitwise_count(column))
    return {name: Facet.of(size, rows) for name, rows in sparse.items()} | {
        name: Facet({value: rows for value, rows in by_value.items() if rows})
        for name, by_value in sets.items()
    }


def _levels(column: Array) -> dict[object, int]:
    return {int(level): _set(column == level) for level in np.unique(column)}


def _set(column: Array) -> int:
    packed = np.packbits(column.astype(bool), bitorder="little")
    return int.from_bytes(packed.tobytes(), "little")


def _rows_by(column: Array, values: Iterable[int]) -> dict[int, RowNumbers]:
    rows_by_value = {value: np.flatnonzero(column == value).astype(np.uint32) for value in values}
    return {value: array("I", rows.tobytes()) for value, rows in rows_by_value.items() if len(rows)}
