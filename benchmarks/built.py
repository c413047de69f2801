"""Records, a catalog and an index from made-up columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from columns import (
    AGES,
    COSTS,
    KINDS,
    MODES,
    NOTHING,
    REGIONS,
    RISKS,
    ROLES,
    SKILLS,
    TOPICS,
    Columns,
)

from takeaction import testing
from takeaction.catalog import Catalog
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
