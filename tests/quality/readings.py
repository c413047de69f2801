"""The agreement of the recommendations with three readings of the catalogue for invented people.

    python tests/quality/readings.py

The head of ``people.toml`` explains the measure. It prints the people line by line, each reading,
the agreement in held-out folds, what each rule is worth removed and alone, and how often each
action is in a first five.
"""

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs

from takeaction import Action, Catalog, Profile, load, recommend
from takeaction.engine.ranking import asker, factors, gates, ranking
from takeaction.engine.ranking.asker import Asker, look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.ranking import Spread, arrange
from takeaction.engine.reasons import points
from takeaction.testing import catalog_of

HERE = Path(__file__).parent
PLACES = 5
GAINS = (3.0, 2.7, 2.4, 2.1, 1.8)
ALSO = 1.0
OLDER_SETS = ("judged.toml", "drafted.toml", "heldout.toml")
OLDER_FIELDS = ("minutes", "per", "skills", "roles", "topics", "region", "modes", "cost", "age")
FOLDS = 5


@attrs.frozen
class Reading:
    """What one reading gives a person.

    Attributes:
        best: The five actions, in order.
        gains: The gain of each action that is among the best, or would do as well.
        bad: The actions that are wrong to show in the first five.
    """

    best: tuple[str, ...]
    gains: Mapping[str, float]
    bad: frozenset[str]


@attrs.frozen
class Person:
    """An invented person with the readings for them, by letter."""

    id: str
    profile: Profile
    readings: Mapping[str, Reading]


@attrs.frozen
class Agreement:
    """The agreement of a list with readings, and that of the readings with each other.

    Attributes:
        ndcg: nDCG of the first five, 0 to 1.
        overlap: The share of the five that both have, 0 to 1.
    """

    ndcg: float
    overlap: float


def people() -> tuple[Person, ...]:
    table = _table("people.toml")
    return tuple(_person(row, frozenset(table["retired"])) for row in table["person"])


def seen() -> frozenset[str]:
    return frozenset(_table("people.toml")["seen"])


def everybody() -> Iterator[Profile]:
    yield from (person.profile for person in people())
    for name in OLDER_SETS:
        for row in _table(name)["persona"]:
            fields = {field: row[field] for field in OLDER_FIELDS}
            yield Profile(**fields, concern=row.get("concern", False))
    for row in _table("organisations.toml")["person"]:
        yield Profile(**row["profile"])


def _table(name: str) -> Mapping[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def _person(row: Mapping[str, Any], retired: frozenset[str]) -> Person:
    readings = {letter: _reading(row[letter], retired) for letter in "ABC"}
    return Person(row["id"], Profile(**row["profile"]), readings)


def _reading(row: Mapping[str, Sequence[str]], retired: frozenset[str]) -> Reading:
    best, also = ([id for id in row[name] if id not in retired] for name in ("best", "also"))
    gains = dict.fromkeys(also, ALSO) | dict(zip(best, GAINS, strict=False))
    return Reading(tuple(best), gains, frozenset(row["bad"]))


# Measures


def agreement(ids: Sequence[str], reading: Reading) -> Agreement:
    first = ids[:PLACES]
    ideal = sorted(reading.gains.values(), reverse=True)[:PLACES]
    ndcg = _discounted(reading.gains.get(id, 0) for id in first) / _discounted(ideal)
    shared = len(set(first) & set(reading.best))
    return Agreement(ndcg, shared / min(PLACES, len(reading.best)))


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def mean(rows: Iterable[Agreement]) -> Agreement:
    all_rows = tuple(rows)
    count = len(all_rows)
    return Agreement(
        sum(row.ndcg for row in all_rows) / count, sum(row.overlap for row in all_rows) / count
    )


def with_readings(ids: Sequence[str], person: Person) -> Agreement:
    return mean(agreement(ids, reading) for reading in person.readings.values())


def between_readings(person: Person) -> Agreement:
    pairs = permutations(person.readings.values(), 2)
    return mean(agreement(one.best, other) for one, other in pairs)


def ratio(lists: Mapping[str, Sequence[str]], some: Sequence[Person]) -> Agreement:
    ours = mean(with_readings(lists[person.id], person) for person in some)
    theirs = mean(map(between_readings, some))
    return Agreement(ours.ndcg / theirs.ndcg, ours.overlap / theirs.overlap)


def wrong(ids: Sequence[str], person: Person) -> list[str]:
    """Return the actions of a first five that two or more readings call wrong for the person."""
    votes = Counter(id for reading in person.readings.values() for id in reading.bad)
    return [id for id in ids[:PLACES] if votes[id] > 1]


def listed(catalog: Catalog, profile: Profile, known: frozenset[str] | None = None) -> list[str]:
    """Return the local ids of a list, without the actions that no reading could see."""
    ids = [item.action.local_id for item in recommend(catalog, profile, limit=None)]
    return [id for id in ids if known is None or id in known]


def lists_of(catalog: Catalog, some: Iterable[Person]) -> dict[str, list[str]]:
    known = seen()
    return {person.id: listed(catalog, person.profile, known) for person in some}


def best_possible(catalog: Catalog, some: Sequence[Person]) -> float:
    total = 0.0
    for person in some:
        asker = look_up_asker(catalog, person.profile)
        is_open = {
            action.local_id
            for action in catalog.actions.values()
            if not gates.closed_gates(action, asker)
        }
        worth: Counter[str] = Counter()
        for reading in person.readings.values():
            ideal = _discounted(sorted(reading.gains.values(), reverse=True)[:PLACES])
            for id in reading.gains.keys() & is_open:
                worth[id] += reading.gains[id] / ideal / len(person.readings)
        total += _discounted(sorted(worth.values(), reverse=True)[:PLACES])
    return total / sum(between_readings(person).ndcg for person in some)


# Held-out folds


@attrs.frozen
class Levels:
    """The levels of the actions that are listed for a person, so that weights can be tried."""

    asker: Asker
    actions: tuple[tuple[Action, Mapping[str, int]], ...]

    def ids(self, weights: Mapping[str, int]) -> list[str]:
        scored = sorted(
            ((sum(points(weights[name], level) for name, level in levels.items()), action)
             for action, levels in self.actions),
            key=lambda pair: (-pair[0], pair[1].id),
        )  # fmt: skip
        if self.asker.concern:
            return [action.local_id for _, action in scored[:PLACES]]
        spread = Spread(iter(scored), self.asker)
        return [action.local_id for (action, _, _), _ in zip(spread, range(PLACES), strict=False)]


def levels_of(catalog: Catalog, some: Iterable[Person]) -> dict[str, Levels]:
    """Return the levels for each person; those with a concern keep what is ranked for them."""
    known = seen()
    found = {}
    for person in some:
        asker = look_up_asker(catalog, person.profile)
        placed = arrange(catalog, asker, WEIGHTS, None)[0]
        found[person.id] = Levels(
            asker,
            tuple(
                (each.action, _levels(each.action, asker))
                for each in placed
                if each.action.local_id in known
            ),
        )
    return found


def _levels(action: Action, asker: Asker) -> dict[str, int]:
    levels = ranking.factor_levels(action, asker, WEIGHTS, {})
    return {name: level.level for name, level in levels.items()}


def fitted(levels: Mapping[str, Levels], some: Sequence[Person], step: int = 150) -> dict[str, int]:
    """Return the weights that agree best with some people, found by moving *step* points about."""
    weights = dict(WEIGHTS)

    def agreed(tried: Mapping[str, int]) -> float:
        return sum(with_readings(levels[person.id].ids(tried), person).ndcg for person in some)

    best, is_better = agreed(weights), True
    while is_better:
        is_better = False
        for less, more in permutations(WEIGHTS, 2):
            tried = weights | {less: weights[less] - step, more: weights[more] + step}
            if tried[less] >= 0 and (found := agreed(tried)) > best:
                weights, best, is_better = tried, found, True
    return weights


def folds(catalog: Catalog, some: Sequence[Person]) -> Iterator[tuple[float, float]]:
    """Yield for each fold the ratio on those the weights were fitted to, and on the others.

    The people of a fold are every fifth one.
    """
    levels = levels_of(catalog, some)
    for fold in range(FOLDS):
        aside = some[fold::FOLDS]
        others = [person for person in some if person not in aside]
        weights = fitted(levels, others)
        lists = {person.id: levels[person.id].ids(weights) for person in some}
        yield ratio(lists, others).ndcg, ratio(lists, aside).ndcg


# The worth of each rule

_NOBODY: frozenset[str] = frozenset()
FIELD_RULES: Mapping[str, Mapping[str, Any]] = {
    "who it is made for": {"made_for": _NOBODY},
    "what kind it is": {"kind": None},
    "who it is addressed to": {"addressed_to": _NOBODY},
    "work in parts": {"in_parts": False},
    "a first step": {"begin": None},
}
"""Rules that need a field: without it they have no effect."""

CODE_RULES: Mapping[str, tuple[tuple[Any, str, Any], ...]] = {
    "made for few": (
        (factors, "MADE_FOR_FEW", {}),
        (factors, "MADE_FOR_MANY", factors.MADE_FOR),
    ),
    "for everybody": ((factors, "FOR_EVERYBODY", factors.FOR_ANYONE), (factors, "DUTY", 0)),
    "roles that anyone can take up": ((factors, "ROLES_OF_EVERYBODY", _NOBODY),),
    "skills that a role brings": ((asker, "_brought", lambda _: _NOBODY),),
    "no role without the skill": ((gates, "lacks_skill", lambda *_: False),),
    "variety of kind": ((ranking, "KIND_PENALTY", 0),),
    "variety of topic": ((ranking, "TOPIC_PENALTY", 0),),
}
"""Rules of the code, each with what is put in its place."""

RULES = (*FIELD_RULES, *CODE_RULES)


def without(catalog: Catalog, rules: Iterable[str], ask: Callable[[Catalog], Any]) -> Any:
    off = tuple(rules)
    changes = {field: value for rule in off for field, value in FIELD_RULES.get(rule, {}).items()}
    changed = catalog
    if changes:
        changed = catalog_of(attrs.evolve(action, **changes) for action in catalog.actions.values())
    with ExitStack() as stack:
        for rule in off:
            for module, name, value in CODE_RULES.get(rule, ()):
                stack.enter_context(patch.object(module, name, value))
        # The plain loop obeys a removed rule.
        stack.enter_context(patch.object(ranking, "rank_by_index", loop_over(changed)))
        return ask(changed)


def loop_over(catalog: Catalog) -> Callable[[object, Asker, Mapping[str, int]], Any]:
    def loop(_: object, person: Asker, weights: Mapping[str, int]) -> Any:
        return ranking.rank_by_loop(catalog.actions.values(), person, weights, {})

    return loop


def agreeing(some: Sequence[Person]) -> Callable[[Catalog], Agreement]:
    """Return a function that measures the agreement of a catalog."""
    return lambda catalog: ratio(lists_of(catalog, some), some)


# Distribution


def shares(catalog: Catalog) -> tuple[Counter[str], frozenset[str], int]:
    """Return how often each action is in a first five, those in a first ten, and the people."""
    five: Counter[str] = Counter()
    ten: set[str] = set()
    profiles = tuple(everybody())
    for profile in profiles:
        ids = [item.action.local_id for item in recommend(catalog, profile, limit=10)]
        five.update(ids[:PLACES])
        ten.update(ids)
    return five, frozenset(ten), len(profiles)


def live(catalog: Catalog) -> frozenset[str]:
    return frozenset(a.local_id for a in catalog.actions.values() if a.status != "retired")


# Tables


def people_table(catalog: Catalog, some: Sequence[Person]) -> str:
    """Return a line for each person: by reading, the mean, the ceiling, and what is wrong."""
    lists = lists_of(catalog, some)
    lines = ["| | A | B | C | mean | ceiling | overlap | wrong |", "|" + " --- |" * 8]
    for person in some:
        ids, theirs = lists[person.id], between_readings(person)
        ours = with_readings(ids, person)
        letters = [f"{agreement(ids, each).ndcg:.2f}" for each in person.readings.values()]
        cells = [person.id, *letters, f"{ours.ndcg:.2f}", f"{theirs.ndcg:.2f}"]
        lines.append(
            f"| {' | '.join([*cells, f'{ours.overlap:.2f}', ' '.join(wrong(ids, person))])} |"
        )
    return "\n".join(lines)


def rules_table(catalog: Catalog, some: Sequence[Person]) -> str:
    ask = agreeing(some)
    lines = ["| | without it | it alone |", "| --- | --- | --- |"]
    lines.append(f"| all of them | {without(catalog, (), ask).ndcg:.3f} | |")
    lines.append(f"| none of them | {without(catalog, RULES, ask).ndcg:.3f} | |")
    for rule in RULES:
        removed = without(catalog, [rule], ask).ndcg
        alone = without(catalog, [other for other in RULES if other != rule], ask).ndcg
        lines.append(f"| {rule} | {removed:.3f} | {alone:.3f} |")
    return "\n".join(lines)


def summary(catalog: Catalog, some: Sequence[Person]) -> str:
    lists = lists_of(catalog, some)
    ours, ceiling = ratio(lists, some), mean(map(between_readings, some))
    count = sum(len(wrong(lists[person.id], person)) for person in some)
    return (
        f"| nDCG@5, ratio | {ours.ndcg:.3f} |\n| overlap@5, ratio | {ours.overlap:.3f} |\n"
        f"| nDCG@5 of the readings with each other | {ceiling.ndcg:.3f} |\n"
        f"| the best order of what the gates let in, ratio | {best_possible(catalog, some):.3f} |\n"
        f"| actions in a first five that two readings call wrong | {count} |"
    )


def main() -> None:
    catalog, some = load(), people()
    print(people_table(catalog, some), end="\n\n")
    print(summary(catalog, some), end="\n\n")
    for letter in "ABC":
        lists = lists_of(catalog, some)
        values = [agreement(lists[each.id], each.readings[letter]).ndcg for each in some]
        print(f"reading {letter}: {sum(values) / len(values):.3f}")
    aside = []
    for fold, (within, held_out) in enumerate(folds(catalog, some), 1):
        aside.append(held_out)
        print(f"fold {fold}: {within:.3f} on the fitted, {held_out:.3f} on those set aside")
    print(f"mean of those set aside: {sum(aside) / len(aside):.3f}\n")
    print(rules_table(catalog, some), end="\n\n")
    five, ten, count = shares(catalog)
    for id, times in five.most_common(12):
        print(f"{times / count:4.0%} {id}")
    never = sorted(live(catalog) - ten)
    print(f"{len(never)} of {len(live(catalog))} live actions are in nobody's first ten: {never}")


if __name__ == "__main__":
    sys.exit(main())
