"""The index of actions by facet: for each value of a facet, the set of its rows."""

from abc import ABC, abstractmethod
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from takeaction.engine.ranking import factors
from takeaction.engine.ranking.asker import (
    ANYONE,
    GENERAL_TOPICS,
    Circumstance,
    Facts,
    ScoredAction,
    facts_of,
    kind_level,
)
from takeaction.engine.ranking.gates import suits_concern
from takeaction.engine.ranking.index.bitmaps import Facet, Quantity, RowNumbers, without
from takeaction.models.action import Action
from takeaction.vocabulary.actions import ActionKind, Cadence, Cost, Risk
from takeaction.vocabulary.records import Status

LevelSets = list[tuple[int, int]]
"""Pairs of a level and the set of rows that have it."""

_Value = TypeVar("_Value")
_Points = TypeVar("_Points")
"""The form in which a kind of index keeps the points of one factor for all rows."""


class Index(ABC, Generic[_Points]):
    """An index of actions by facet: the base of ``SmallIndex`` and ``LargeIndex``.

    Each action has a row. Rows run against the order of ids: the highest row is the first action.
    Retired actions have no row.

    Attributes:
        size: The number of rows.
        facets: The facets by name.
        least_minutes: The least minutes of each row.
        typical_minutes: The typical minutes of each row.
        actions: The action of each row.
        bit_by_id: The position of the row's bit in a set, by the id of the action.
        retired: The number of retired actions, which have no row.
        elsewhere: The number of actions without a row because they are for other places.
        all_rows: The set of all rows.
        up_to_cost: For each cost, the rows that cost at most that.
        up_to_risk: For each risk, the rows with at most that.
        unrestricted: The rows open to every role.
        reserved: The rows reserved for some roles.
        reserved_unsaid: Those of them whose kind nobody has said.
        quiet: The rows that nobody notices.
        open: The rows that nobody notices, or that name *anyone* or no role.
        unskilled: The rows that want no skill.
        skilled: The rows that want a skill.
        requiring: The rows that require a skill.
        reports: The rows that are reports.
        help: The rows about a concern that are no reports.
        special_help: The rows about a concern that are about special topics.
    """

    WIDTH: ClassVar[int]
    """The number of bits that a row takes; a set uses the lowest of them."""

    def __init__(  # noqa: PLR0913 - the parts of an index
        self,
        *,
        size: int,
        facets: Mapping[str, Facet],
        least_minutes: Quantity,
        typical_minutes: Quantity,
        actions: Sequence[Action],
        bit_by_id: Mapping[str, int],
        retired: int = 0,
        elsewhere: int = 0,
    ) -> None:
        self.size, self.actions, self.bit_by_id = size, actions, bit_by_id
        self.facets = facets
        self.least_minutes, self.typical_minutes = least_minutes, typical_minutes
        self.retired, self.elsewhere = retired, elsewhere
        self.all_rows = ((1 << size * self.WIDTH) - 1) // ((1 << self.WIDTH) - 1)
        self.up_to_cost = _running_unions(facets["cost"], Cost)
        self.up_to_risk = _running_unions(facets["risk"], Risk)
        self.unrestricted = facets["only count"][0]
        self.reserved = self.all_rows ^ self.unrestricted
        trait, role = facets["is"], facets["role"]
        self.reserved_unsaid = self.reserved & trait["unsaid"]
        self.quiet, self.reports = trait["quiet"], trait["report"]
        self.open = self.quiet | role[ANYONE] | facets["role count"][0]
        self.unskilled = facets["wanted count"][0]
        self.skilled = self.all_rows ^ self.unskilled
        self.requiring = self.all_rows ^ facets["required count"][0]
        self.help = without(trait["concern"], trait["report"])
        self.special_help = trait["concern"] & trait["special"]

    @classmethod
    def build(cls, actions: Iterable[Action], retired: int = 0, elsewhere: int = 0) -> "Index[Any]":
        """Build the index of actions.

        Args:
            actions: The actions, in order of their ids; retired ones are only counted.
            retired: The number of further retired actions.
            elsewhere: The number of actions, not retired, that are for other places.
        """
        all_actions = list(actions)
        active = [action for action in all_actions if action.status is not Status.RETIRED][::-1]
        return cls(
            size=len(active),
            **_index_parts(active, cls.WIDTH),
            actions=tuple(active),
            bit_by_id={action.id: row * cls.WIDTH for row, action in enumerate(active)},
            retired=retired + len(all_actions) - len(active),
            elsewhere=elsewhere,
        )

    def time_levels(self, minutes: int) -> LevelSets:
        """Return the rows of each time level, for a sitting of some minutes."""
        fits = self.typical_minutes.at_most(minutes)
        fills_little = self.typical_minutes.at_most((minutes - 1) // factors.LITTLE_DIVISOR)
        starts = self.least_minutes.at_most(minutes)
        mostly_fits = starts & self.typical_minutes.at_most(2 * minutes)
        return [
            (factors.FITS_SITTING, fits ^ fills_little),
            (factors.MOSTLY_FITS, mostly_fits ^ fits),
            (factors.SPREADS_OUT, self.all_rows ^ starts),
            (factors.PARTLY_FITS, starts ^ mostly_fits),
            (factors.FILLS_LITTLE, fills_little),
        ]

    @abstractmethod
    def having_only(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no other value of a facet than these, or none."""

    @abstractmethod
    def overlap(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows with some, half or all of their values of a facet among *values*.

        Returns:
            Three sets. The second has the rows with half or more of their values among them. A
            row without such a value is in none.
        """

    @abstractmethod
    def points_of_first(self, level_sets: LevelSets, rows: int, weight: int) -> _Points:
        """Return the points of some rows, by the first level that has the row; else 0."""

    @abstractmethod
    def points_of_sum(self, level_sets: LevelSets, rows: int, weight: int) -> _Points:
        """Return the points of some rows, by the sum of their levels, at most ``TOP_LEVEL``."""

    @abstractmethod
    def time_points(self, minutes: int, weight: int) -> _Points:
        """Return the points of each row for time, for a sitting of some minutes."""

    @abstractmethod
    def level_points(self, levels: str, weight: int, zero: int = 0, far: int = 0) -> _Points:
        """Return the points of each row for one of ``LEVELS``.

        Args:
            levels: The name of the levels.
            weight: The weight of the factor.
            zero: The rows that get none.
            far: The rows that get the levels of the same name for what is far.
        """

    @abstractmethod
    def ranked(self, rows: int, columns: Sequence[_Points]) -> Iterator[ScoredAction]:
        """Return actions in order of their score, equal ones by id.

        Args:
            rows: The rows to rank.
            columns: The points of each factor, for these rows at least.
        """


def _running_unions(facet: Facet, rising: Iterable[_Value]) -> Mapping[_Value, int]:
    """Return for each of some rising values the rows that have it or a lower one."""
    unions, rows = {}, 0
    for value in rising:
        rows |= facet[value]
        unions[value] = rows
    return unions


_TRAITS: Mapping[str, Callable[[Action], bool]] = {
    "concern": lambda action: action.concern,
    "quiet": lambda action: action.quiet,
    "ongoing": lambda action: action.cadence is Cadence.ONGOING,
    "parts": lambda action: action.in_parts,
    "general": lambda action: bool(action.topics) and action.topics <= GENERAL_TOPICS,
    "special": lambda action: not action.topics <= GENERAL_TOPICS,
    "report": lambda action: action.concern and action.kind is ActionKind.REPORT,
    "unsaid": lambda action: action.kind is None,
    "for other": lambda action: suits_concern(action, for_self=False),
    "for self": lambda action: suits_concern(action, for_self=True),
}


def _traits(action: Action) -> frozenset[str]:
    return frozenset(name for name, has_trait in _TRAITS.items() if has_trait(action))


def far_name(levels: str) -> str:
    """Return the name of the levels of a situation for actions far from the person."""
    return f"{levels} far"


LEVELS = (
    "start",
    *Circumstance,
    far_name(Circumstance.FOR_SELF),
    far_name(Circumstance.FOR_OTHER),
)
"""Levels that depend on the action alone: for a start, and for its kind in each circumstance."""


@cache
def _kind_levels(facts: Facts) -> Mapping[str, int]:
    """Return the level of a kind in each circumstance; many actions share their facts."""
    levels = {str(each): kind_level(facts, each) for each in Circumstance}
    for each in (Circumstance.FOR_SELF, Circumstance.FOR_OTHER):
        levels[far_name(each)] = max(0, levels[each] - factors.FAR_PENALTY)
    return levels


_SINGLE_VALUED: Mapping[str, Callable[[Action], object]] = {
    "cost": lambda action: action.cost,
    "risk": lambda action: action.risk,
    "start": factors.start_level,
}
_MULTI_VALUED: Mapping[str, Callable[[Action], Iterable[object]]] = {
    "is": _traits,
    "region": lambda action: action.regions,
    "age": lambda action: action.ages,
    "mode": lambda action: action.modes,
    "role": lambda action: action.roles,
    "only": lambda action: action.roles_only,
    "made": lambda action: action.made_for,
    "addressed": lambda action: action.addressed_to,
    "topic": lambda action: action.topics,
    "wanted": lambda action: action.skills_required | action.skills_helpful,
    "required": lambda action: action.skills_required,
    "after": lambda action: frozenset(action.after),
}
_COUNTED_FACETS = ("role", "only", "topic", "wanted", "required", "after")
"""The facets for which an index also has the number of values of each row, as "… count"."""


def _index_parts(actions: Sequence[Action], width: int) -> dict[str, Any]:
    """Return the facets and quantities of an index."""
    rows: dict[str, dict[Any, RowNumbers]] = defaultdict(lambda: defaultdict(_row_numbers))
    for row, action in enumerate(actions):
        bit = row * width
        for facet, value_of in _SINGLE_VALUED.items():
            rows[facet][value_of(action)].append(bit)
        for facet, level in _kind_levels(facts_of(action)).items():
            rows[facet][level].append(bit)
        for facet, values_of in _MULTI_VALUED.items():
            for value in values_of(action):
                rows[facet][value].append(bit)
        for facet in _COUNTED_FACETS:
            values = _MULTI_VALUED[facet](action)
            rows[f"{facet} count"][len(values)].append(bit)  # type: ignore[arg-type]
        rows["least"][action.minutes.min].append(bit)
        rows["typical"][action.minutes.typical].append(bit)
    bits = len(actions) * width
    names = [
        "cost",
        "risk",
        *LEVELS,
        *_MULTI_VALUED,
        *(f"{facet} count" for facet in _COUNTED_FACETS),
    ]
    return {
        "facets": {name: Facet.of(bits, rows[name]) for name in names},
        "least_minutes": Quantity.of(bits, rows["least"]),
        "typical_minutes": Quantity.of(bits, rows["typical"]),
    }


def _row_numbers() -> RowNumbers:
    return array("I")
