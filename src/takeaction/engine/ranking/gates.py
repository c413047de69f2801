"""The gates that decide whether an action is listed for a person, each written once.

The plain loop and the index apply the same gates, by the same names and in the same order. An
excluded action is counted under its first closed gate.
"""

from collections.abc import Callable, Mapping

from takeaction.engine.ranking.asker import Asker
from takeaction.models.action import Action
from takeaction.vocabulary.actions import Age, Cadence
from takeaction.vocabulary.records import Status

Change = Mapping[str, int | str | tuple[str, ...]]
"""Fields of a profile, each with the least value that opens a gate: a value of the action."""

# With a concern nothing hides help: not its mode, its cost, its risk or its minutes.


def _status(action: Action, _: Asker) -> bool:
    return action.status is not Status.RETIRED


def _region(action: Action, asker: Asker) -> bool:
    return not action.regions.isdisjoint(asker.region.chain)


def _age(action: Action, asker: Asker) -> bool:
    return asker.age in action.ages


def _roles(action: Action, asker: Asker) -> bool:
    return not action.roles_only or not action.roles_only.isdisjoint(asker.roles)


def _concern(action: Action, asker: Asker) -> bool:
    return not asker.concern or action.concern or action.quiet


def _mode(action: Action, asker: Asker) -> bool:
    return asker.concern or not asker.modes or not asker.modes.isdisjoint(action.modes)


def _cost(action: Action, asker: Asker) -> bool:
    return asker.concern or action.cost <= asker.cost


def _risk(action: Action, asker: Asker) -> bool:
    return asker.concern or action.risk <= asker.risk


def _minutes(action: Action, asker: Asker) -> bool:
    return asker.concern or action.minutes.min <= asker.minutes or _is_spread(action, asker)


def _is_spread(action: Action, asker: Asker) -> bool:
    """Tell whether an action is ongoing work, and the person's time comes again to do it in."""
    return asker.recurring and action.cadence is Cadence.ONGOING


def _after(action: Action, asker: Asker) -> bool:
    return asker.done.issuperset(action.after)


def _done(action: Action, asker: Asker) -> bool:
    return action.id not in asker.done


def _dismissed(action: Action, asker: Asker) -> bool:
    return action.id not in asker.dismissed


GATES: Mapping[str, Callable[[Action, Asker], bool]] = {
    "status": _status,
    "region": _region,
    "age": _age,
    "roles": _roles,
    "concern": _concern,
    "mode": _mode,
    "cost": _cost,
    "risk": _risk,
    "minutes": _minutes,
    "after": _after,
    "done": _done,
    "dismissed": _dismissed,
}
"""The gates in order: an excluded action is counted under its first closed gate."""


def closed_gates(action: Action, asker: Asker) -> tuple[str, ...]:
    """Return every gate that excludes an action for a person, in order; empty if it is listed."""
    return tuple(name for name, is_open in GATES.items() if not is_open(action, asker))


OFFERED_CHANGES: Mapping[str, Callable[[Action], Change]] = {
    "mode": lambda action: {"modes": (min(action.modes).value,)},
    "cost": lambda action: {"cost": action.cost.value},
    "minutes": lambda action: {"minutes": action.minutes.min},
}
"""The gates that a person may open by giving more, each with the least change that opens it.

The library offers only these without being asked. It tells nobody to be older, to be a lawyer or
to take a risk.
"""

ANSWERED_CHANGES: Mapping[str, Callable[[Action], Change]] = {
    **OFFERED_CHANGES,
    "risk": lambda action: {"risk": action.risk.value},
    "after": lambda action: {"done": action.after},
    "dismissed": lambda _: {"dismissed": ()},
}
"""The gates that have an answer for somebody who asks about this very action.

The other gates only tell who the action is for.
"""


def offered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, if the library may offer it unasked.

    Returns:
        None if the action is listed, or if a gate is closed that nobody is asked to open.
    """
    return _change(closed_gates(action, asker), action, OFFERED_CHANGES)


def answered_change(action: Action, asker: Asker) -> Change | None:
    """Return the smallest change that lists an action, for somebody who asks about it.

    Returns:
        As ``offered_change``. The change may also touch the risk, for adults only, and the lists
        of done and dismissed actions.
    """
    gates = closed_gates(action, asker)
    is_young = asker.age < Age.ADULT
    return None if is_young and "risk" in gates else _change(gates, action, ANSWERED_CHANGES)


def _change(
    gates: tuple[str, ...], action: Action, changes: Mapping[str, Callable[[Action], Change]]
) -> Change | None:
    if not gates or not changes.keys() >= set(gates):
        return None
    return {field: value for gate in gates for field, value in changes[gate](action).items()}
