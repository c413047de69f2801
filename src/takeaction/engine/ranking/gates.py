"""The gates that decide whether an action is listed for a person, each written once.

An action is counted under its first closed gate, in the order of this page. To add a gate, add one
function: the plain loop, the index, ``why_not`` and the near misses follow.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TypeAlias

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import ANYONE, Asker
from takeaction.engine.ranking.rules import Actions, Amount, OneAction, Rows, Slots, Trait, WordSet
from takeaction.engine.reasons import say
from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.region import region
from takeaction.models.text import Text
from takeaction.models.word import Word
from takeaction.vocabulary.actions import ActionKind, Age, Cadence, Cost, Risk
from takeaction.vocabulary.records import Status, WordKind

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

    def is_open(self, action: Action, asker: Asker) -> bool:
        """Tell whether it lets one action in."""
        return bool(self.opens(OneAction(action), asker))


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

    It is less than the action's own least minutes if the person's time comes again: ongoing work
    fits any sitting, and what can be done in parts is spread over up to ``MOST_PARTS`` sittings.
    """
    if recurring and action.cadence is Cadence.ONGOING:
        return 1
    if recurring and action.in_parts:
        return -(-action.minutes.min // MOST_PARTS)
    return action.minutes.min


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
_LEAST_AGAIN = Amount(lambda action: least_sitting(action, recurring=True))
_AFTER = WordSet(lambda action: frozenset(action.after))


def _suits(actions: Actions, asker: Asker) -> Rows:
    if not asker.concern:
        return actions.all_rows
    return actions.that_are(_SUITS_SELF if asker.for_self else _SUITS_OTHER)


def _fits_sitting(actions: Actions, asker: Asker) -> Rows:
    if asker.concern:
        return actions.all_rows
    return actions.at_most(_LEAST_AGAIN if asker.recurring else LEAST_MINUTES, asker.minutes)


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
        slots=lambda action, *_: {"least": action.minutes.min},
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
