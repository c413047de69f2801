"""Records, a catalog and an index of made-up columns."""

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
)

from takeaction import testing
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import GENERAL
from takeaction.engine.ranking.index.bitmaps import Facets, Quantity, Rows
from takeaction.engine.ranking.index.large import Sets
from takeaction.models.action import Action, Minutes
from takeaction.models.record import RecordId
from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.vocabulary import Cadence, Status

PACK = "made-up"
SOURCE = Source(title="Made up", dated="2026-11")
TEXT = Text("Act")


def id_of(number: int) -> RecordId:
    """Return the id of an action; ids are in the order of numbers."""
    return RecordId(f"{PACK}:action-{number:07}")


# Records


def records(columns: Columns) -> Iterator[Action]:
    """Return the actions of columns as records."""
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
        modes=_named(MODES, row["modes"]),
        skills_required=_named(SKILLS, row["required"]),
        skills_helpful=_named(SKILLS, row["wanted"] & ~row["required"]),
        roles=_named(ROLES, row["roles"]),
        roles_only=_named(ROLES, row["only"]),
        topics=_named(TOPICS, row["topics"]),
        regions=frozenset({REGIONS[row["region"]]}),
        cost=COSTS[row["cost"]],
        risk=RISKS[row["risk"]],
        ages=_named(AGES, row["ages"]),
        status=Status.RETIRED if row["retired"] else Status.ACTIVE,
        concern=row["concern"],
        quiet=row["quiet"],
        after=() if row["after"] == NOTHING else (id_of(row["after"]),),
    )


@cache
def _named(ids: Sequence[str], held: int) -> frozenset[Any]:
    return frozenset(id for bit, id in enumerate(ids) if held >> bit & 1)


def catalog_of(actions: Iterable[Action]) -> Catalog:
    """Return a catalog of these actions alone."""
    return testing.catalog_of(actions)


# Index


@attrs.frozen
class Named:
    """Stands for an action where a million records would take too much room."""

    id: str


def index_of(columns: Columns, codes: Sequence[str] | None = None) -> Sets:
    """Return the index that ``Sets.build`` would make, from columns.

    Args:
        columns: The actions.
        codes: A region and all that holds it, for the index of a place; None for the whole.
    """
    here = np.ones(len(columns), bool) if codes is None else columns.holds(codes)
    retired = int(np.count_nonzero(columns.retired))
    elsewhere = int(np.count_nonzero(~columns.retired & ~here))
    return _index(columns.take(~columns.retired & here), retired, elsewhere)


def _index(columns: Columns, retired: int, elsewhere: int) -> Sets:
    """Rows run against the order of ids, so each column is read from its end."""
    turned = columns.take(np.arange(len(columns))[::-1])
    size = len(turned)
    numbers = turned.number.tolist()
    actions: list[Any] = [Named(id_of(number)) for number in numbers]
    return Sets(
        size=size,
        facets=_facets(turned),
        least=Quantity.of(size, _rows_by(turned.least, GRID)),
        typical=Quantity.of(size, _rows_by(turned.typical, GRID)),
        actions=actions,
        row={id_of(number): row for row, number in enumerate(numbers)},
        retired=retired,
        elsewhere=elsewhere,
    )


def _facets(turned: Columns) -> dict[str, Facets]:
    size = len(turned)
    is_first = turned.after != NOTHING
    first = np.unique(turned.after[is_first])
    general = (turned.topics != 0) & ((turned.topics & ~bits(TOPICS, sorted(GENERAL))) == 0)
    sparse = {
        "region": {REGIONS[n]: rows for n, rows in _rows_by(turned.region, range(256)).items()},
        "after": {id_of(n): rows for n, rows in _rows_by(turned.after, first.tolist()).items()},
    }
    sets: dict[str, Mapping[Any, int]] = {
        "is": {name: _set(getattr(turned, name)) for name in ("concern", "quiet")}
        | {"ongoing": _set(turned.ongoing), "general": _set(general)},
        "cost": {cost: _set(turned.cost == n) for n, cost in enumerate(COSTS)},
        "risk": {risk: _set(turned.risk == n) for n, risk in enumerate(RISKS)},
        "plain": _levels(turned.plain),
        "survivor": _levels(turned.survivor),
        "concerned": _levels(turned.concerned),
        "after count": {0: _set(~is_first), 1: _set(is_first)},
    }
    for name, ids, column in (
        ("age", AGES, turned.ages),
        ("mode", MODES, turned.modes),
        ("role", ROLES, turned.roles),
        ("only", ROLES, turned.only),
        ("topic", TOPICS, turned.topics),
        ("wanted", SKILLS, turned.wanted),
        ("required", SKILLS, turned.required),
    ):
        sets[name] = {id: _set((column >> bit) & 1) for bit, id in enumerate(ids)}
        sets[f"{name} count"] = _levels(np.bitwise_count(column))
    return {name: Facets.of(size, rows) for name, rows in sparse.items()} | {
        name: Facets({value: rows for value, rows in each.items() if rows})
        for name, each in sets.items()
    }


def _levels(column: Array) -> dict[object, int]:
    return {int(level): _set(column == level) for level in np.unique(column)}


def _set(held: Array) -> int:
    packed = np.packbits(held.astype(bool), bitorder="little")
    return int.from_bytes(packed.tobytes(), "little")


def _rows_by(column: Array, values: Iterable[int]) -> dict[int, Rows]:
    found = {value: np.flatnonzero(column == value).astype(np.uint32) for value in values}
    return {value: array("I", rows.tobytes()) for value, rows in found.items() if len(rows)}
