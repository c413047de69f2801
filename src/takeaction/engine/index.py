"""Actions as sets of rows: for each facet, the rows that have each of its values."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from takeaction.engine.bitmaps import Facets, Quantity, Rows, at_least, union
from takeaction.engine.factors import start_level
from takeaction.engine.person import GENERAL
from takeaction.models.action import Action
from takeaction.vocabulary import Cadence, Status


@attrs.frozen(eq=False)
class Index:
    """Actions as sets of rows.

    Rows run against the order of ids: the highest row is the first action.

    Attributes:
        size: How many rows there are.
        facets: For each facet, the rows of each of its values.
        least: The least minutes of each row.
        typical: The typical minutes of each row.
        actions: The action of each row.
        row: The row of each id.
        retired: How many more actions are retired that have no row here.
        elsewhere: How many more actions hold for other places only.
        all: Every row.
    """

    size: int
    facets: Mapping[str, Facets]
    least: Quantity
    typical: Quantity
    actions: Sequence[Action]
    row: Mapping[str, int]
    retired: int = 0
    elsewhere: int = 0
    all: int = attrs.field(init=False)

    @all.default
    def _every_row(self) -> int:
        return (1 << self.size) - 1

    def of(self, facet: str, *values: object) -> int:
        """Return the rows that have one of the values of a facet."""
        return self.facets[facet].any(values)

    def whole(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have a value of a facet, and none but these."""
        sizes = self.facets[f"{facet} count"]
        matched = at_least(self.facets[facet].sets(values))
        return union(sizes[size] & rows for size, rows in enumerate(matched, 1))


_TRAITS: Mapping[str, Callable[[Action], bool]] = {
    "retired": lambda action: action.status is Status.RETIRED,
    "concern": lambda action: action.concern,
    "quiet": lambda action: action.quiet,
    "ongoing": lambda action: action.cadence is Cadence.ONGOING,
    "general": lambda action: bool(action.topics) and action.topics <= GENERAL,
}


def _traits(action: Action) -> frozenset[str]:
    return frozenset(name for name, has in _TRAITS.items() if has(action))


_ONE: Sequence[tuple[str, Callable[[Action], object]]] = (
    ("cost", lambda action: action.cost),
    ("risk", lambda action: action.risk),
    ("plain", lambda action: start_level(action, concern=False, survivor=False)),
    ("survivor", lambda action: start_level(action, concern=False, survivor=True)),
    ("concern start", lambda action: start_level(action, concern=True, survivor=False)),
)
_MANY: Sequence[tuple[str, Callable[[Action], Iterable[object]]]] = (
    ("is", _traits),
    ("region", lambda action: action.regions),
    ("age", lambda action: action.ages),
    ("mode", lambda action: action.modes),
    ("role", lambda action: action.roles),
    ("only", lambda action: action.roles_only),
    ("topic", lambda action: action.topics),
    ("wanted", lambda action: action.skills_required | action.skills_helpful),
    ("required", lambda action: action.skills_required),
    ("after", lambda action: frozenset(action.after)),
)


def build(actions: Iterable[Action], retired: int = 0, elsewhere: int = 0) -> Index:
    """Build the index of actions, which come in order of their ids."""
    ordered = tuple(actions)[::-1]
    size = len(ordered)
    rows: dict[str, dict[Any, Rows]] = defaultdict(lambda: defaultdict(_rows))
    least: dict[int, Rows] = defaultdict(_rows)
    typical: dict[int, Rows] = defaultdict(_rows)
    for row, action in enumerate(ordered):
        for facet, one in _ONE:
            rows[facet][one(action)].append(row)
        for facet, many in _MANY:
            values = many(action)
            for value in values:
                rows[facet][value].append(row)
            rows[f"{facet} count"][len(values)].append(row)  # type: ignore[arg-type]
        least[action.minutes.min].append(row)
        typical[action.minutes.typical].append(row)
    names = [*(name for name, _ in _ONE), *(name for name, _ in _MANY)]
    names += [f"{name} count" for name, _ in _MANY]
    return Index(
        size=size,
        facets={name: Facets(size, rows[name]) for name in names},
        least=Quantity.of(size, least),
        typical=Quantity.of(size, typical),
        actions=ordered,
        row={action.id: row for row, action in enumerate(ordered)},
        retired=retired,
        elsewhere=elsewhere,
    )


def _rows() -> Rows:
    return array("I")
