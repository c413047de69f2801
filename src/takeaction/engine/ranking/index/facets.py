"""Actions as sets of rows: for each facet, the rows that have each of its values."""

from abc import ABC, abstractmethod
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from takeaction.engine.ranking import factors as levels
from takeaction.engine.ranking.asker import ANYONE, GENERAL
from takeaction.engine.ranking.index.bitmaps import Facets, Quantity, Rows, without
from takeaction.engine.ranking.scored import Scored
from takeaction.models.action import Action
from takeaction.vocabulary import Cadence, Cost, Risk, Status

Ways = list[tuple[int, int]]
"""Pairs of a level and some rows: the first that has a row gives its level, else it has 0."""

Value = TypeVar("Value")
Points = TypeVar("Points")
"""How an index holds what a factor adds to the score of each row."""


class Index(ABC, Generic[Points]):
    """Actions as sets of rows: what ``Sets`` and ``Fields`` share.

    Rows run against the order of ids: the highest row is the first action. Retired actions have
    no row.

    Attributes:
        size: How many rows there are.
        facets: For each facet, the rows of each of its values.
        least: The least minutes of each row.
        typical: The typical minutes of each row.
        actions: The action of each row.
        row: The bit of each id.
        retired: How many more actions are retired.
        elsewhere: How many more actions hold for other places only.
        all: Every row.
        cost: The rows that cost at most so much.
        risk: The rows that are no more of a risk.
        free: The rows that are not for some roles only.
        reserved: The rows that are.
        for_all: The rows that name everybody, or nobody.
        alone: Those of them that name nobody else.
        unskilled: The rows that want no skill.
        skilled: The rows that want some.
        asked: The rows that are asked of those whom they do not name: of a profession or not, with
            a concern or not.
        leads: The rows that come first for their kind and are about something of their own, by
            who asks, as in ``STARTS``: reports with a concern, else learning.
    """

    WIDTH: ClassVar[int]
    """How many bits a row takes; a set holds the lowest of them."""

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        *,
        size: int,
        facets: Mapping[str, Facets],
        least: Quantity,
        typical: Quantity,
        actions: Sequence[Action],
        row: Mapping[str, int],
        retired: int = 0,
        elsewhere: int = 0,
    ) -> None:
        self.size, self.actions, self.row = size, actions, row
        self.facets, self.least, self.typical = facets, least, typical
        self.retired, self.elsewhere = retired, elsewhere
        self.all = ((1 << size * self.WIDTH) - 1) // ((1 << self.WIDTH) - 1)
        self.cost = _at_most(facets["cost"], Cost)
        self.risk = _at_most(facets["risk"], Risk)
        self.free = facets["only count"][0]
        self.reserved = self.all ^ self.free
        self.for_all = facets["role"][ANYONE] | facets["role count"][0]
        self.alone = self.for_all & facets["role count"].any((0, 1))
        self.unskilled = facets["wanted count"][0]
        self.skilled = self.all ^ self.unskilled
        self.asked = self._asked()
        self.leads = self._leads()

    @classmethod
    def build(cls, actions: Iterable[Action], retired: int = 0, elsewhere: int = 0) -> "Index[Any]":
        """Build the index of actions, which come in order of their ids."""
        given = list(actions)
        kept = [action for action in given if action.status is not Status.RETIRED][::-1]
        return cls(
            size=len(kept),
            **_facets(kept, cls.WIDTH),
            actions=tuple(kept),
            row={action.id: row * cls.WIDTH for row, action in enumerate(kept)},
            retired=retired + len(given) - len(kept),
            elsewhere=elsewhere,
        )

    def fitting(self, minutes: int) -> Ways:
        """Return how well work fits into a sitting."""
        fits = self.typical.at_most(minutes)
        little = self.typical.at_most((minutes - 1) // levels.A_LITTLE)
        starts = self.least.at_most(minutes)
        most = starts & self.typical.at_most(2 * minutes)
        return [
            (levels.FITS, fits ^ little),
            (levels.MOST, most ^ fits),
            (levels.SPREAD, self.all ^ starts),
            (levels.SOME, starts ^ most),
            (levels.LITTLE, little),
        ]

    def _asked(self) -> Mapping[tuple[bool, bool], int]:
        """Learning is for anyone, other things for no profession; no report without a concern."""
        reports, lessons = self.facets["is"]["concern"], self.facets["is"]["quiet"]
        anybody = lessons | self.for_all
        return {
            (True, True): lessons,
            (True, False): without(lessons, reports),
            (False, True): anybody,
            (False, False): without(anybody, reports),
        }

    def _leads(self) -> Mapping[str, int]:
        trait = self.facets["is"]
        everybody = trait["general"] | self.facets["topic count"][0]
        reports = without(trait["concern"], everybody)
        lessons = without(trait["quiet"], trait["concern"] | everybody)
        return {"plain": lessons, "survivor": 0, "concerned": reports}

    @abstractmethod
    def within(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have no value of a facet but these; also those that have none."""

    @abstractmethod
    def share(self, facet: str, values: Iterable[object]) -> tuple[int, int, int]:
        """Return the rows that have some of these values of a facet, half of theirs, or all."""

    @abstractmethod
    def first(self, ways: Ways, rows: int, weight: int) -> Points:
        """Return the points of some rows: by the level of the first way that has them, or 0."""

    @abstractmethod
    def summed(self, parts: Ways, rows: int, weight: int) -> Points:
        """Return the points of some rows: by the sum of all their parts, at most ``TOP``."""

    @abstractmethod
    def sitting(self, minutes: int, weight: int) -> Points:
        """Return the points of each row for how well its work fits into a sitting."""

    @abstractmethod
    def start(self, asks: str, far: int, weight: int) -> Points:
        """Return the points of each row for how good a first step it is.

        Args:
            asks: Who asks, one of ``STARTS``.
            far: The rows that count ``FAR`` levels less.
            weight: What the factor counts.
        """

    @abstractmethod
    def ranked(self, rows: int, columns: Sequence[Points]) -> Iterator[Scored]:
        """Return actions in order of their score, equal ones by id.

        Args:
            rows: Which rows to rank.
            columns: The points of each factor, for these rows at least.
        """


def _at_most(facets: Facets, rising: Iterable[Value]) -> Mapping[Value, int]:
    """Return for each of some rising values the rows that have it or one before it."""
    found, rows = {}, 0
    for value in rising:
        rows |= facets[value]
        found[value] = rows
    return found


_TRAITS: Mapping[str, Callable[[Action], bool]] = {
    "concern": lambda action: action.concern,
    "quiet": lambda action: action.quiet,
    "ongoing": lambda action: action.cadence is Cadence.ONGOING,
    "general": lambda action: bool(action.topics) and action.topics <= GENERAL,
}


def _traits(action: Action) -> frozenset[str]:
    return frozenset(name for name, has in _TRAITS.items() if has(action))


STARTS: Mapping[str, Callable[[Action], int]] = {
    "plain": lambda action: levels.start_level(action, concern=False, survivor=False),
    "survivor": lambda action: levels.start_level(action, concern=False, survivor=True),
    "concerned": lambda action: levels.start_level(action, concern=True, survivor=False),
}
"""The level of the factor *start*, by who asks."""

_ONE: Mapping[str, Callable[[Action], object]] = {
    "cost": lambda action: action.cost,
    "risk": lambda action: action.risk,
    **STARTS,
}
_MANY: Mapping[str, Callable[[Action], Iterable[object]]] = {
    "is": _traits,
    "region": lambda action: action.regions,
    "age": lambda action: action.ages,
    "mode": lambda action: action.modes,
    "role": lambda action: action.roles,
    "only": lambda action: action.roles_only,
    "topic": lambda action: action.topics,
    "wanted": lambda action: action.skills_required | action.skills_helpful,
    "required": lambda action: action.skills_required,
    "after": lambda action: frozenset(action.after),
}
_COUNTED = ("role", "only", "topic", "wanted", "required", "after")
"""Facets of which an index also knows how many values a row has."""


def _facets(actions: Sequence[Action], width: int) -> dict[str, Any]:
    """Return the facets and quantities of an index."""
    rows: dict[str, dict[Any, Rows]] = defaultdict(lambda: defaultdict(_rows))
    for row, action in enumerate(actions):
        bit = row * width
        for facet, one in _ONE.items():
            rows[facet][one(action)].append(bit)
        for facet, many in _MANY.items():
            for value in many(action):
                rows[facet][value].append(bit)
        for facet in _COUNTED:
            rows[f"{facet} count"][len(_MANY[facet](action))].append(bit)  # type: ignore[arg-type]
        rows["least"][action.minutes.min].append(bit)
        rows["typical"][action.minutes.typical].append(bit)
    bits = len(actions) * width
    names = [*_ONE, *_MANY, *(f"{facet} count" for facet in _COUNTED)]
    return {
        "facets": {name: Facets.of(bits, rows[name]) for name in names},
        "least": Quantity.of(bits, rows["least"]),
        "typical": Quantity.of(bits, rows["typical"]),
    }


def _rows() -> Rows:
    return array("I")
