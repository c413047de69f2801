"""Why is an action not on my list? Every closed gate, and the smallest change that opens them.

It says for whom an action is and coaches nobody: there is no change where it is a matter of who
somebody is, where they are, or what they have done.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.ranking.asker import asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.gates import Change, answered_change, closed_gates
from takeaction.engine.ranking.ranking import order
from takeaction.engine.reasons import Reason, Slot, say
from takeaction.engine.serialization import plain_data
from takeaction.errors import UnknownWordError
from takeaction.models.action import Action
from takeaction.models.question import Profile
from takeaction.models.region import region
from takeaction.value import Value
from takeaction.vocabulary import WordKind, nearest


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WhyNot(Value):
    """Why an action is not listed, or where it stands.

    Attributes:
        action: The action.
        gates: Every gate that is closed, in order; empty if the action is listed.
        reasons: A sentence for each of them, without points.
        change: The smallest change of the profile that lists it: fields, each with the least
            value that does. None if it is listed, and where nothing that is the person's own to
            change would list it.
        rank: Its place in the whole list, from 1: as things are, or once the change is made.
            None where it is not listed and nothing is to be changed.
        languages: What its texts are shown in, in order of wish.
    """

    action: Action
    gates: tuple[str, ...]
    reasons: tuple[Reason, ...]
    change: Change | None
    rank: int | None
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "id": self.action.id,
            "title": str(self.action.title.pick(self.languages)),
            "gates": list(self.gates),
            "reasons": [reason.as_json() for reason in self.reasons],
            "change": plain_data(self.change),
            "rank": self.rank,
        }


def why_not(catalog: Catalog, profile: Profile, action_id: str) -> WhyNot:
    """Tell why an action is not listed for a person.

    Args:
        catalog: Where the action comes from.
        profile: Who asks.
        action_id: ``pack:local``, the local id alone where one record has it, or a former id.

    Returns:
        Every closed gate with its reason, and the smallest change that lists the action. All
        values of a change are the action's own and can be given to ``Profile`` as they are.

    Raises:
        UnknownWordError: There is no such action, or a word of the profile is in no list.

    Example:
        >>> found = why_not(catalog, Profile(minutes=2), "community-actions:learn-the-basics")
        >>> found.gates, found.change
        (('minutes',), {'minutes': 15})
    """
    action = _action(catalog, action_id)
    person = asker(catalog, profile)
    gates = closed_gates(action, person)
    change = answered_change(action, person)
    language = language_of(profile.languages)
    return WhyNot(
        action=action,
        gates=gates,
        reasons=tuple(
            Reason(
                code=f"gate.{gate}",
                slots=_SLOTS[gate](action, catalog, language) if gate in _SLOTS else {},
                language=language,
            )
            for gate in gates
        ),
        change=change,
        rank=_rank(catalog, profile, change or {}, action) if change or not gates else None,
        languages=profile.languages,
    )


def _action(catalog: Catalog, id: str) -> Action:
    found = catalog.get(id)
    if isinstance(found, Action):
        return found
    local = {each.partition(":")[2]: each for each in catalog.actions}
    near = nearest(id.rpartition(":")[2], local)
    raise UnknownWordError("action_id", 0, tuple(local[each] for each in near))


def _rank(catalog: Catalog, profile: Profile, change: Change, action: Action) -> int:
    """Return the place of an action once a profile is changed."""
    fields: Mapping[str, Any] = change
    changed = attrs.evolve(profile, **fields)
    placed = order(catalog, asker(catalog, changed), WEIGHTS, None)
    return next(place for place, each in enumerate(placed.placed, 1) if each.action is action)


def _regions(action: Action, _: Catalog, __: str) -> Mapping[str, Slot]:
    return {"regions": tuple(region(code).label for code in sorted(action.regions))}


def _ages(action: Action, _: Catalog, language: str) -> Mapping[str, Slot]:
    return {"ages": tuple(say(f"age.{age}", language) for age in sorted(action.ages))}


def _roles(action: Action, catalog: Catalog, _: str) -> Mapping[str, Slot]:
    words = (catalog.words.get(WordKind.ROLE, role) for role in sorted(action.roles_only))
    return {"roles": tuple(word.label for word in words if word)}


def _modes(action: Action, _: Catalog, language: str) -> Mapping[str, Slot]:
    return {"modes": tuple(say(f"mode.{mode}", language) for mode in sorted(action.modes))}


def _minutes(action: Action, _: Catalog, __: str) -> Mapping[str, Slot]:
    return {"least": action.minutes.min}


def _first(action: Action, catalog: Catalog, _: str) -> Mapping[str, Slot]:
    found = (catalog.get(id) for id in action.after)
    return {"actions": tuple(record.label for record in found if record)}


_SLOTS: Mapping[str, Callable[[Action, Catalog, str], Mapping[str, Slot]]] = {
    "region": _regions,
    "age": _ages,
    "roles": _roles,
    "mode": _modes,
    "minutes": _minutes,
    "after": _first,
}
"""What the sentences of some gates speak of: values of the record, never of the person."""
