"""The plain way to rank: every gate and factor for every action. It defines the order.

It also answers where a code plugin adds a factor, since such a factor may give an action any
level.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from takeaction.engine.points import TOP_LEVEL, Level, points
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import GATES, OFFERED_CHANGES, closed_gates
from takeaction.engine.ranking.scored import RankedActions, ScoredAction
from takeaction.errors import refused
from takeaction.models.action import Action

if TYPE_CHECKING:  # no load without plugins needs it
    from takeaction.models.factor import Factor


def rank_by_loop(
    actions: Iterable[Action],
    asker: Asker,
    weights: Mapping[str, int],
    plugin_factors: "Mapping[str, Factor]",
) -> RankedActions:
    """Rank actions for a person, one by one.

    Args:
        actions: The actions, in any order.
        asker: The person who asks.
        weights: The most that each factor can add to a score.
        plugin_factors: The factors of code plugins, by name.

    Raises:
        QueryError: The factor of a plugin gave no level.
    """
    excluded = dict.fromkeys(GATES, 0)
    listed: list[ScoredAction] = []
    near: list[tuple[int, ScoredAction]] = []
    for action in actions:
        closed = closed_gates(action, asker)
        if not closed:
            listed.append((score(action, asker, weights, plugin_factors), action))
            continue
        excluded[closed[0]] += 1
        if OFFERED_CHANGES.keys() >= set(closed) and not (asker.concern or action.concern):
            near.append((len(closed), (score(action, asker, weights, plugin_factors), action)))
    return RankedActions(
        iter(sorted(listed, key=_rank_key)), _nearest_first(near), lambda: excluded
    )


def _nearest_first(near: list[tuple[int, ScoredAction]]) -> Iterator[ScoredAction]:
    """Return near misses, those with the fewest closed gates first, then by score, then by id."""
    ordered = sorted(near, key=lambda miss: (miss[0], *_rank_key(miss[1])))
    return (scored for _, scored in ordered)


def _rank_key(scored: ScoredAction) -> tuple[int, str]:
    return -scored[0], scored[1].id


def score(
    action: Action, asker: Asker, weights: Mapping[str, int], plugin_factors: "Mapping[str, Factor]"
) -> int:
    """Return the score of an action for a person, in basis points."""
    levels = factor_levels(action, asker, weights, plugin_factors)
    return sum(points(weights[name], level.level) for name, level in levels.items())


def factor_levels(
    action: Action, asker: Asker, names: Iterable[str], plugin_factors: "Mapping[str, Factor]"
) -> dict[str, Level]:
    """Return the level that each of the named factors gives an action.

    Raises:
        QueryError: The factor of a plugin gave no level.
    """
    return {
        name: (
            FACTORS[name](action, asker)
            if name in FACTORS
            else _plugin_level(plugin_factors[name], action, asker)
        )
        for name in names
    }


def _plugin_level(factor: "Factor", action: Action, asker: Asker) -> Level:
    """Return the level of a plugin's factor, after checking that it is on our scale."""
    level = factor.level(action, asker)
    if type(level) is not int or not 0 <= level <= TOP_LEVEL:
        raise refused("query.weights", "level", "weights", factor=factor.name, top=TOP_LEVEL)
    return Level(level, "factor.added", {"text": factor.text})
