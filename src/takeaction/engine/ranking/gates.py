"""The form of gates and factors, and the gates: what decides whether an action is listed.

A rule is a formula that is written once and read in two ways. It asks *actions* for sets, such as
those with one of some topics, and combines them with ``&``, ``|`` and ``^``. For one action a set
is True or False: so the plain loop reads a rule, and it is what is right. For an index a set is a
whole number, in which each row of the index has a bit.

An action is counted under its first closed gate, in the order of this page. To add a gate, add one
function: the plain loop, the index, ``why_not`` and the near misses follow.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import ANYONE, Asker
from takeaction.engine.reasons import TOP_LEVEL, Level, SlotValue, say
from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.region import region
from takeaction.models.text import Text
from takeaction.models.word import Word
from takeaction.vocabulary.actions import ActionKind, Age, Cadence, Cost, Risk
from takeaction.vocabulary.records import Status, WordKind

Rows: TypeAlias = int
"""A set of actions: True or False for one action, bits for an index. Never use ``~`` or ``-``."""

_Value = TypeVar("_Value")

FIELDS: "list[RuleField[Any] | Scale]" = []
"""Every field that a rule reads, in order of definition: an index holds the sets of each."""


@attrs.frozen(eq=False)
class RuleField(Generic[_Value]):
    """A value of an action that rules read: define it beside the rule, and an index has it.

    Attributes:
        of: Returns the value for an action.
    """

    of: Callable[[Action], _Value]

    def __attrs_post_init__(self) -> None:
        FIELDS.append(self)


class WordSet(RuleField[frozenset[str]]):
    """A field with any number of values."""


class Trait(RuleField[bool]):
    """A field that is true or false."""


class Amount(RuleField[int]):
    """A field with a whole number."""


@attrs.frozen(eq=False)
class Scale:
    """A level that depends on the action alone.

    Attributes:
        facts: Returns all of an action that the level depends on. Several scales may share it: an
            index then asks once for each action.
        level: Returns the level, 0 to 15, by those facts.
    """

    facts: Callable[[Action], Any]
    level: Callable[[Any], int]

    def __attrs_post_init__(self) -> None:
        FIELDS.append(self)

    def of(self, action: Action) -> int:
        """Return the level of an action."""
        return self.level(self.facts(action))


class Actions(ABC):
    """The actions that a rule is about: one, or all of an index.

    Attributes:
        all_rows: The set of all of them.
    """

    all_rows: Rows

    @abstractmethod
    def that_are(self, trait: Trait) -> Rows:
        """Return the actions that have a trait."""

    @abstractmethod
    def having(self, field: WordSet, value: object) -> Rows:
        """Return the actions with a value."""

    @abstractmethod
    def any_of(self, field: WordSet, values: Iterable[object]) -> Rows:
        """Return the actions with one of some values."""

    @abstractmethod
    def each_of(self, field: WordSet, worths: Mapping[str, int]) -> list[tuple[int, Rows]]:
        """Return the actions with each of some values that any has, each with its worth."""

    @abstractmethod
    def only(self, field: WordSet, values: Iterable[object]) -> Rows:
        """Return the actions without any value but these."""

    @abstractmethod
    def overlap(self, field: WordSet, values: frozenset[str]) -> tuple[Rows, Rows, Rows]:
        """Return the actions with some, half or more, or all of their values among *values*.

        An action without a value is in none of the three.
        """

    @abstractmethod
    def at_most(self, field: Amount, bound: int) -> Rows:
        """Return the actions with a number up to a bound."""

    @abstractmethod
    def known_as(self, ids: Iterable[str]) -> Rows:
        """Return the actions with one of some ids."""


class OneAction(Actions):
    """One action, for which a set is True or False."""

    __slots__ = ("action",)
    all_rows = True

    def __init__(self, action: Action) -> None:
        self.action = action

    def that_are(self, trait: Trait) -> bool:
        """Tell whether it has a trait."""
        return trait.of(self.action)

    def having(self, field: WordSet, value: object) -> bool:
        """Tell whether it has a value."""
        return value in field.of(self.action)

    def any_of(self, field: WordSet, values: Iterable[object]) -> bool:
        """Tell whether it has one of some values."""
        return not field.of(self.action).isdisjoint(values)

    def each_of(self, field: WordSet, worths: Mapping[str, int]) -> list[tuple[int, Rows]]:
        """Return the worths of the values that it has."""
        return [(worths[value], True) for value in field.of(self.action) if value in worths]

    def only(self, field: WordSet, values: Iterable[object]) -> bool:
        """Tell whether it has no value but these."""
        return field.of(self.action).issubset(values)

    def overlap(self, field: WordSet, values: frozenset[str]) -> tuple[bool, bool, bool]:
        """Tell whether some, half or more, or all of its values are among *values*."""
        own = field.of(self.action)
        matched = len(own & values)
        return matched > 0, 2 * matched >= len(own) > 0, matched == len(own) > 0

    def at_most(self, field: Amount, bound: int) -> bool:
        """Tell whether a number is at most a bound."""
        return field.of(self.action) <= bound

    def known_as(self, ids: Iterable[str]) -> bool:
        """Tell whether its id is one of these."""
        return self.action.id in ids


def without(rows: Rows, others: Rows) -> Rows:
    """Return the actions of a set that are not in another.

    ``rows & ~others`` gives the same, but Python works on a copy of a negative number: over 400,000
    rows that took 25 µs, and this takes 7.
    """
    return rows ^ (rows & others)


Slots: TypeAlias = Mapping[str, SlotValue]
LevelSet: TypeAlias = tuple[int | Scale, Rows, str]
"""A level, the actions that get it, and the code of the reason."""


def no_slots(code: str, _action: Action, _asker: Asker) -> tuple[str, Slots]:
    """Return a reason without slots."""
    return code, {}


REQUIRED = WordSet(attrgetter("skills_required"))


def lacks_skill(action: Action, asker: Asker) -> bool:
    """Whether an action requires a skill that a person does not have."""
    return not action.skills_required <= asker.skills


@attrs.frozen(eq=False)
class RankingFactor:
    """A rule that gives actions a level from 0 to 15, of which each adds points to the score.

    Attributes:
        name: Its name in ``weights``.
        weight: The points that the highest level adds, if a host gives no other weights.
        levels: Yields levels, each with the actions that get it, for a person.
        reason: Returns the final code of the reason, and the values in its sentence.
        adds: True if an action gets the sum of its levels, at most the highest one. Else it gets
            the first one that has it. Where none has it, the level is 0.
        by_scale: True if its levels are scales, or 0.
        needs_skill: True if its levels are not for an action that requires a skill which the person
            does not have.
        lacking: The levels for such an action; None gives nothing.
    """

    name: str
    weight: int
    levels: Callable[[Actions, Asker], Iterator[LevelSet]]
    reason: Callable[[str, Action, Asker], tuple[str, Slots]] = no_slots
    adds: bool = False
    by_scale: bool = False
    needs_skill: bool = False
    lacking: "RankingFactor | None" = None

    def level(self, one: OneAction, asker: Asker) -> Level:
        """Return the level of one action, with its reason."""
        level, code = self.find(one, asker)
        return Level(level, *self.reason(code, one.action, asker))

    def find(self, one: OneAction, asker: Asker) -> tuple[int, str]:
        """Return the level of one action, and the code by which its reason is found."""
        total, found = 0, ""
        if self.needs_skill and lacks_skill(one.action, asker):
            return self.lacking.find(one, asker) if self.lacking else (0, f"{self.name}.other")
        for level, has_it, code in self.levels(one, asker):
            if has_it:
                found = code
                total += level.of(one.action) if isinstance(level, Scale) else level
                if not self.adds:
                    break
        return min(TOP_LEVEL, total), found or f"{self.name}.other"


# Gates


Change: TypeAlias = Mapping[str, int | str | tuple[str, ...]]
"""Fields of a profile, each with the least value that opens a gate: a value of the action."""

_Opens: TypeAlias = Callable[[Actions, Asker], Rows]
_Changes: TypeAlias = Callable[[Action, Asker], Change]
_FillsSlots: TypeAlias = Callable[[Action, Catalog, str], Slots]


@attrs.frozen(eq=False)
class Gate:
    """A rule that an action must pass to be listed.

    Attributes:
        name: Its name in answers.
        keeps_out: The actions that it keeps out, as the schema of an answer has them.
        opens: Returns the actions that it lets in for a person.
        change: Returns the least change of a profile that opens it for an action. None if it only
            tells who the action is for: nobody is told to be older or to be a lawyer.
        offered: Whether the library offers that change unasked: more minutes, money or ways, but
            no risk. Others are an answer for somebody who asks about this very action.
        slots: Returns the values in the sentence of ``why_not`` in a language: from the record,
            never from the person.
    """

    name: str
    keeps_out: str
    opens: _Opens
    change: _Changes | None = None
    offered: bool = False
    slots: _FillsSlots = lambda _action, _catalog, _language: {}


MOST_PARTS = 3
"""The most sittings over which work that can be done in parts is spread before it is of any use.

The readings of ``tests/quality`` spread an hour over sittings of 20 minutes, and not over less.
"""

_KINDS_FOR_SELF = (ActionKind.HELP, ActionKind.RIGHTS, ActionKind.PREPARE)


def suits_concern(action: Action, *, for_self: bool) -> bool:
    """Whether an action is listed with a concern.

    Help, reports, rights, and what nobody notices. If the concern is about the person themselves,
    nobody in trouble is sent to report or to study: only help, rights and what keeps them safe.
    An action about a concern whose kind nobody has said may be help, so it is listed.
    """
    is_safe = action.concern or action.quiet or action.kind is ActionKind.RIGHTS
    if not (for_self and is_safe):
        return is_safe
    return action.kind in _KINDS_FOR_SELF or (action.concern and action.kind is None)


def least_sitting(action: Action, *, recurring: bool) -> int:
    """Return the least minutes of a sitting in which a person can work on an action.

    It is less than the action's own least minutes if a first step is of use by itself, and if the
    person's time comes again: ongoing work fits any sitting, and what can be done in parts is
    spread over up to ``MOST_PARTS`` sittings.
    """
    least = min(action.minutes.min, action.begin or action.minutes.min)
    if recurring and action.cadence is Cadence.ONGOING:
        return 1
    if recurring and action.in_parts:
        return min(least, -(-action.minutes.min // MOST_PARTS))
    return least


CONCERN = Trait(attrgetter("concern"))
_RETIRED = Trait(lambda action: action.status is Status.RETIRED)
REGIONS = WordSet(attrgetter("regions"))
_AGES = WordSet(attrgetter("ages"))
_OPEN_TO = WordSet(lambda action: action.roles_only or frozenset({ANYONE}))
_SUITS_SELF = Trait(lambda action: suits_concern(action, for_self=True))
_SUITS_OTHER = Trait(lambda action: suits_concern(action, for_self=False))
_MODES = WordSet(attrgetter("modes"))
# Who accepts a cost or a risk accepts the lower ones.
_ACCEPTED_COSTS = {cost: frozenset(more for more in Cost if more >= cost) for cost in Cost}
_ACCEPTED_RISKS = {risk: frozenset(more for more in Risk if more >= risk) for risk in Risk}
_COSTS = WordSet(lambda action: _ACCEPTED_COSTS[action.cost])
_RISKS = WordSet(lambda action: _ACCEPTED_RISKS[action.risk])
LEAST_MINUTES = Amount(attrgetter("minutes.min"))
_LEAST_ONCE = Amount(lambda action: least_sitting(action, recurring=False))
_LEAST_AGAIN = Amount(lambda action: least_sitting(action, recurring=True))
_AFTER = WordSet(lambda action: frozenset(action.after))


def _suits(actions: Actions, asker: Asker) -> Rows:
    if not asker.concern:
        return actions.all_rows
    return actions.that_are(_SUITS_SELF if asker.for_self else _SUITS_OTHER)


def _fits_sitting(actions: Actions, asker: Asker) -> Rows:
    if asker.concern:
        return actions.all_rows
    return actions.at_most(_LEAST_AGAIN if asker.recurring else _LEAST_ONCE, asker.minutes)


def _labels(records: Iterable[Record | Word | None]) -> tuple[Text, ...]:
    return tuple(record.label for record in records if record)


_GATES = (
    Gate(
        "status",
        "Retired actions.",
        lambda actions, _: actions.all_rows ^ actions.that_are(_RETIRED),
    ),
    Gate(
        "region",
        "Actions for other places.",
        lambda actions, asker: actions.any_of(REGIONS, asker.region.chain),
        slots=lambda action, *_: {
            "regions": tuple(region(code).label for code in sorted(action.regions))
        },
    ),
    Gate(
        "age",
        "Actions for other ages.",
        lambda actions, asker: actions.having(_AGES, asker.age),
        slots=lambda action, _, language: {
            "ages": tuple(say(f"age.{age}", language) for age in sorted(action.ages))
        },
    ),
    Gate(
        "roles",
        "Actions for other roles only.",
        lambda actions, asker: actions.any_of(_OPEN_TO, asker.roles),
        slots=lambda action, catalog, _: {
            "roles": _labels(
                catalog.words.get(WordKind.ROLE, role) for role in sorted(action.roles_only)
            )
        },
    ),
    Gate("concern", "Actions that do not fit the concern, or its absence.", _suits),
    # With a concern nothing hides help: not its mode, its cost, its risk or its minutes.
    Gate(
        "mode",
        "Actions that are done in other ways.",
        lambda actions, asker: (
            actions.all_rows
            if asker.concern or not asker.modes
            else actions.any_of(_MODES, asker.modes)
        ),
        change=lambda action, _: {"modes": (min(action.modes).value,)},
        offered=True,
        slots=lambda action, _, language: {
            "modes": tuple(say(f"mode.{mode}", language) for mode in sorted(action.modes))
        },
    ),
    Gate(
        "cost",
        "Actions that cost more.",
        lambda actions, asker: (
            actions.all_rows if asker.concern else actions.having(_COSTS, asker.cost)
        ),
        change=lambda action, _: {"cost": action.cost.value},
        offered=True,
    ),
    Gate(
        "risk",
        "Actions with a higher risk.",
        lambda actions, asker: (
            actions.all_rows if asker.concern else actions.having(_RISKS, asker.risk)
        ),
        change=lambda action, _: {"risk": action.risk.value},
    ),
    Gate(
        "minutes",
        "Actions that take longer.",
        _fits_sitting,
        change=lambda action, asker: {"minutes": least_sitting(action, recurring=asker.recurring)},
        offered=True,
        slots=lambda action, *_: {"least": least_sitting(action, recurring=False)},
    ),
    Gate(
        "after",
        "Actions that come after others.",
        lambda actions, asker: actions.only(_AFTER, asker.done),
        change=lambda action, _: {"done": action.after},
        slots=lambda action, catalog, _: {"actions": _labels(map(catalog.get, action.after))},
    ),
    Gate(
        "done",
        "Actions that are done.",
        lambda actions, asker: actions.all_rows ^ actions.known_as(asker.done),
    ),
    Gate(
        "dismissed",
        "Actions that the person does not want.",
        lambda actions, asker: actions.all_rows ^ actions.known_as(asker.dismissed),
        change=lambda *_: {"dismissed": ()},
    ),
)
GATES: Mapping[str, Gate] = {gate.name: gate for gate in _GATES}
"""The gates by name, in order: an excluded action is counted under its first closed gate."""


def closed_gates(action: Action, asker: Asker) -> tuple[str, ...]:
    """Return every gate that excludes an action for a person, in order; empty if it is listed."""
    one = OneAction(action)
    return tuple([name for name, gate in GATES.items() if not gate.opens(one, asker)])


def may_be_near(actions: Actions, asker: Asker) -> Rows:
    """Return the actions that a near miss may name: none about a concern, none with one."""
    return actions.all_rows ^ (actions.all_rows if asker.concern else actions.that_are(CONCERN))


def may_open(gates: Iterable[str]) -> bool:
    """Whether the library may offer unasked what would open all of some gates."""
    return all(GATES[gate].offered for gate in gates)


def offered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, if the library may offer it unasked.

    Returns:
        None if the action is listed, or if a gate is closed that nobody is asked to open.
    """
    gates = closed_gates(action, asker)
    return _change(action, asker, gates) if may_open(gates) else None


def answered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, for somebody who asks about it.

    Returns:
        As ``offered_change``. The change may also touch the risk, for adults only, and the lists
        of done and dismissed actions.
    """
    gates = closed_gates(action, asker)
    if asker.age < Age.ADULT and "risk" in gates:
        return None
    return _change(action, asker, gates)


def _change(action: Action, asker: Asker, gates: tuple[str, ...]) -> Change | None:
    values: dict[str, int | str | tuple[str, ...]] = {}
    for gate in gates:
        change = GATES[gate].change
        if change is None:
            return None
        values |= change(action, asker)
    return values or None
