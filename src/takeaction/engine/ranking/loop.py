"""The plain way to rank: look at every action. It says what the index must give.

It is used where a code plugin adds a factor, which may say anything of an action.
"""

from collections.abc import Iterable, Iterator, Mapping

from takeaction.engine.points import TOP, Level, points
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import GATES, OFFERED, closed_gates
from takeaction.engine.ranking.scored import Scored, Sifted
from takeaction.errors import QueryError
from takeaction.models.action import Action
from takeaction.models.factor import Factor


def sift(
    actions: Iterable[Action],
    asker: Asker,
    weights: Mapping[str, int],
    added: Mapping[str, Factor],
) -> Sifted:
    """Rank actions for a person.

    Args:
        actions: In any order.
        asker: Who asks.
        weights: What each factor counts.
        added: The factors of code plugins, by name.
    """
    excluded = dict.fromkeys(GATES, 0)
    listed: list[Scored] = []
    near: list[tuple[int, Scored]] = []
    for action in actions:
        shut = closed_gates(action, asker)
        if not shut:
            listed.append((score(action, asker, weights, added), action))
            continue
        excluded[shut[0]] += 1
        if OFFERED.keys() >= set(shut) and not (asker.concern or action.concern):
            near.append((len(shut), (score(action, asker, weights, added), action)))
    return Sifted(iter(sorted(listed, key=_order)), _nearest(near), lambda: excluded)


def _nearest(near: list[tuple[int, Scored]]) -> Iterator[Scored]:
    return (scored for _, scored in sorted(near, key=lambda each: (each[0], *_order(each[1]))))


def _order(scored: Scored) -> tuple[int, str]:
    return -scored[0], scored[1].id


def score(
    action: Action, asker: Asker, weights: Mapping[str, int], added: Mapping[str, Factor]
) -> int:
    """Return the score of an action for a person."""
    named = levels(action, asker, weights, added)
    return sum(points(weights[name], level.level) for name, level in named.items())


def levels(
    action: Action, asker: Asker, names: Iterable[str], added: Mapping[str, Factor]
) -> dict[str, Level]:
    """Return what each of the named factors says of an action.

    Raises:
        QueryError: The factor of a plugin gave no level.
    """
    return {
        name: FACTORS[name](action, asker) if name in FACTORS else _of(added[name], action, asker)
        for name in names
    }


def _of(factor: Factor, action: Action, asker: Asker) -> Level:
    """Return the level of a plugin's factor, which is held to the same scale."""
    level = factor.level(action, asker)
    if type(level) is not int or not 0 <= level <= TOP:
        text = f"The factor {factor.name} gave a level that is no whole number from 0 to {TOP}."
        raise QueryError("query.weights", text, "weights")
    return Level(level, "factor.added", {"text": factor.text})
