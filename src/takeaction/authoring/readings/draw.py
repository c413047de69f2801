"""The actions that a reader of one person chooses among.

They are a mix, so that the list cannot be told from the rest of the catalogue: our own first five,
some that come after them, and some from anywhere else.
"""

from collections.abc import Sequence
from random import Random

from takeaction.catalog import Catalog
from takeaction.engine.ranking.ranking import recommend
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.records import Status

DRAWN = 12
"""The actions for one person: as many as fit a screen, and few enough to compare."""

_OURS = 5
"""The first places of our own list: all of them, or agreement could not be measured."""

_NEIGHBOURS = 4
_NEIGHBOUR_PLACES = 20
"""The places that the neighbours are drawn from: what we would show on a second and third page."""


def draw(catalog: Catalog, profile: Profile, random: Random) -> tuple[Action, ...]:
    """Draw the actions to choose among for one person, in random order.

    Args:
        catalog: The catalog with the actions.
        profile: The person.
        random: The source of chance; a seeded one gives the same actions in the same order.

    Returns:
        Twelve live actions, or all of them if there are fewer.
    """
    ranked = [item.action for item in recommend(catalog, profile, limit=_NEIGHBOUR_PLACES)]
    ours, behind = ranked[:_OURS], ranked[_OURS:]
    neighbours = _some(behind, _NEIGHBOURS, random)
    chosen = {action.id for action in (*ours, *neighbours)}
    rest = [
        action
        for id, action in sorted(catalog.actions.items())
        if id not in chosen and action.status is Status.ACTIVE
    ]
    others = _some(rest, DRAWN - len(chosen), random)
    return tuple(_some([*ours, *neighbours, *others], DRAWN, random))


def _some(actions: Sequence[Action], most: int, random: Random) -> list[Action]:
    """Return at most so many of some actions, in random order."""
    return random.sample(actions, min(most, len(actions)))
