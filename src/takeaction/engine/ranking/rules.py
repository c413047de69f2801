"""The form of gates and factors: a formula that is written once, and read in two ways.

A rule asks *actions* for sets, such as those with one of some topics, and combines them with ``&``,
``|`` and ``^``. For one action a set is True or False: so the plain loop reads a rule, and it is
what is right. For an index a set is a whole number, in which each row of the index has a bit.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from takeaction.engine.ranking.asker import Asker
from takeaction.engine.reasons import TOP_LEVEL, Level, SlotValue
from takeaction.models.action import Action

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
        needs_skill: True if it gives nothing to an action that requires a skill which the person
            does not have.
    """

    name: str
    weight: int
    levels: Callable[[Actions, Asker], Iterator[LevelSet]]
    reason: Callable[[str, Action, Asker], tuple[str, Slots]] = no_slots
    adds: bool = False
    by_scale: bool = False
    needs_skill: bool = False

    def level(self, one: OneAction, asker: Asker) -> Level:
        """Return the level of one action, with its reason."""
        level, code = self.find(one, asker)
        return Level(level, *self.reason(code, one.action, asker))

    def find(self, one: OneAction, asker: Asker) -> tuple[int, str]:
        """Return the level of one action, and the code by which its reason is found."""
        total, found = 0, ""
        if not (self.needs_skill and lacks_skill(one.action, asker)):
            for level, has_it, code in self.levels(one, asker):
                if has_it:
                    found = code
                    total += level.of(one.action) if isinstance(level, Scale) else level
                    if not self.adds:
                        break
        return min(TOP_LEVEL, total), found or f"{self.name}.other"
