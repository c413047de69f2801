"""The gates that decide whether an action is listed for a person, each written once.

The plain loop and the index apply the same gates, by the same names and in the same order. An
excluded action is counted under its first closed gate.
"""

from collections.abc import Callable, Mapping

from takeaction.engine.ranking.asker import Asker
from takeaction.models.action import Action
from takeaction.vocabulary.actions import ActionKind, Age, Cadence
from takeaction.vocabulary.records import Status

Change = Mapping[str, int | str | tuple[str, ...]]
"""Fields of a profile, each with the least value that opens a gate: a value of the action."""

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


def least_sitting(action: Action, asker: Asker) -> int:
    """Return the least minutes of a sitting in which a person can work on an action.

    It is less than the action's own least minutes if the person's time comes again: ongoing work
    fits any sitting, and what can be done in parts is spread over up to ``MOST_PARTS`` sittings.
    """
    if asker.recurring and action.cadence is Cadence.ONGOING:
        return 1
    if asker.recurring and action.in_parts:
        return -(-action.minutes.min // MOST_PARTS)
    return action.minutes.min


GATES: Mapping[str, Callable[[Action, Asker], bool]] = {
    "status": lambda action, _: action.status is not Status.RETIRED,
    "region": lambda action, asker: not action.regions.isdisjoint(asker.region.chain),
    "age": lambda action, asker: asker.age in action.ages,
    "roles": lambda action, asker: (
        not action.roles_only or not action.roles_only.isdisjoint(asker.roles)
    ),
    "concern": lambda action, asker: (
        not asker.concern or suits_concern(action, for_self=asker.for_self)
    ),
    # With a concern nothing hides help: not its mode, its cost, its risk or its minutes.
    "mode": lambda action, asker: (
        asker.concern or not asker.modes or not asker.modes.isdisjoint(action.modes)
    ),
    "cost": lambda action, asker: asker.concern or action.cost <= asker.cost,
    "risk": lambda action, asker: asker.concern or action.risk <= asker.risk,
    "minutes": lambda action, asker: asker.concern or least_sitting(action, asker) <= asker.minutes,
    "after": lambda action, asker: asker.done.issuperset(action.after),
    "done": lambda action, asker: action.id not in asker.done,
    "dismissed": lambda action, asker: action.id not in asker.dismissed,
}
"""The gates in order: an excluded action is counted under its first closed gate."""


def closed_gates(action: Action, asker: Asker) -> tuple[str, ...]:
    """Return every gate that excludes an action for a person, in order; empty if it is listed."""
    return tuple(name for name, is_open in GATES.items() if not is_open(action, asker))


OFFERED_CHANGES: Mapping[str, Callable[[Action, Asker], Change]] = {
    "mode": lambda action, _: {"modes": (min(action.modes).value,)},
    "cost": lambda action, _: {"cost": action.cost.value},
    "minutes": lambda action, asker: {"minutes": least_sitting(action, asker)},
}
"""The gates that a person may open by giving more, each with the least change that opens it.

The library offers only these without being asked. It tells nobody to be older, to be a lawyer or
to take a risk.
"""

_ANSWERED_CHANGES: Mapping[str, Callable[[Action, Asker], Change]] = {
    **OFFERED_CHANGES,
    "risk": lambda action, _: {"risk": action.risk.value},
    "after": lambda action, _: {"done": action.after},
    "dismissed": lambda _, __: {"dismissed": ()},
}
"""The gates that have an answer for somebody who asks about this very action.

The other gates only tell who the action is for.
"""


def offered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, if the library may offer it unasked.

    Returns:
        None if the action is listed, or if a gate is closed that nobody is asked to open.
    """
    return _change(action, asker, closed_gates(action, asker), OFFERED_CHANGES)


def answered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, for somebody who asks about it.

    Returns:
        As ``offered_change``. The change may also touch the risk, for adults only, and the lists
        of done and dismissed actions.
    """
    gates = closed_gates(action, asker)
    if asker.age < Age.ADULT and "risk" in gates:
        return None
    return _change(action, asker, gates, _ANSWERED_CHANGES)


def _change(
    action: Action,
    asker: Asker,
    gates: tuple[str, ...],
    changes: Mapping[str, Callable[[Action, Asker], Change]],
) -> Change | None:
    if not gates or not changes.keys() >= set(gates):
        return None
    return {field: value for gate in gates for field, value in changes[gate](action, asker).items()}
