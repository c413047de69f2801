"""The quality of the recommendations: lists for judged people, and the value of each rule.

    python tests/quality/measure.py

The head of ``judged.toml`` explains the measure: nDCG with gain 2^grade - 1 and discount
log2(rank + 1), and the number of forbidden actions among the first ten.
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from takeaction import Action, Catalog, Profile, load, recommend
from takeaction.engine.ranking import ranking
from takeaction.engine.ranking.asker import Asker, look_up_asker
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.ranking.gates import GATES, closed_gates
from takeaction.engine.ranking.ranking import Spread

HERE = Path(__file__).parent
FIELDS = ("minutes", "per", "skills", "roles", "topics", "region", "modes", "cost", "age")
ADDED_LATER = frozenset(
    {
        "choose-responsible-travel",
        "get-help-for-yourself",
        "know-workers-rights",
        "listen-when-someone-tells-you",
        "make-a-response-plan",
        "take-down-a-picture",
        "tell-a-trusted-adult",
    }
)
"""Actions that were added after the grading of ``judged.toml``."""
SETS = ("judged.toml", "drafted.toml", "heldout.toml")
"""The people that the rules were set by, those that checked them, and unused ones."""
UNSEEN = {"judged.toml": ADDED_LATER, "heldout.toml": ADDED_LATER}
"""Actions that the judges of a set never saw, though those of ``people.toml`` did.

They are taken out of a list first, with all that came after ``people.toml``.
"""


@attrs.frozen
class Person:
    """A judged person, with the grade of each action for them.

    Attributes:
        id: Their name in the tables.
        profile: Their question.
        grades: Grades from 1 to 3, by local id of the action; all others have 0.
        never: The actions that they must never see.
        seen: The actions that were judged.
    """

    id: str
    profile: Profile
    grades: Mapping[str, int]
    never: frozenset[str]
    seen: frozenset[str]


@attrs.frozen
class Measured:
    """The quality of a list for one person, or the mean over all people.

    Attributes:
        at_5: nDCG of the first five, 0 to 1.
        at_10: nDCG of the first ten, 0 to 1.
        never: The number of forbidden actions among the first ten that are shown.
    """

    at_5: float
    at_10: float
    never: int


def people(name: str) -> tuple[Person, ...]:
    with (HERE / name).open("rb") as file:
        rows = tomllib.load(file)["persona"]
    with (HERE / "people.toml").open("rb") as file:
        seen = frozenset(tomllib.load(file)["seen"]) - UNSEEN.get(name, frozenset())
    persons = (_person(row, seen) for row in rows)
    return tuple(person for person in persons if person.grades)


def _person(row: Mapping[str, Any], seen: frozenset[str]) -> Person:
    fields = {name: row[name] for name in FIELDS}
    return Person(
        row["id"],
        Profile(**fields, concern=row.get("concern", False)),
        {id: grade for id, grade in row["grades"].items() if id in seen},
        frozenset(row["never"]) & seen,
        seen,
    )


def measured(person: Person, actions: Iterable[Action]) -> Measured:
    shown = [action.local_id for action in actions]
    ids = [id for id in shown if id in person.seen]
    return Measured(
        _ndcg(ids[:5], person.grades, 5),
        _ndcg(ids[:10], person.grades, 10),
        len(person.never.intersection(shown[:10])),
    )


def _ndcg(ids: list[str], grades: Mapping[str, int], places: int) -> float:
    best = sorted(grades.values(), reverse=True)[:places]
    return _gain(grades.get(id, 0) for id in ids) / _gain(best)


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def mean(measurements: Iterable[Measured]) -> Measured:
    rows = tuple(measurements)
    return Measured(
        sum(row.at_5 for row in rows) / len(rows),
        sum(row.at_10 for row in rows) / len(rows),
        sum(row.never for row in rows),
    )


def listed(catalog: Catalog, person: Person) -> list[Action]:
    return [item.action for item in recommend(catalog, person.profile, limit=None)]


def means(catalog: Catalog) -> Iterator[tuple[str, Measured]]:
    for name in SETS:
        yield name, mean(measured(person, listed(catalog, person)) for person in people(name))


def coverage(catalog: Catalog, lists: Iterable[list[Action]]) -> float:
    """Return the share of all actions that are in the first ten for at least one person."""
    shown = {action.id for actions in lists for action in actions[:10]}
    return len(shown) / len(catalog.actions)


def distance(actions: list[Action]) -> float:
    """Return the mean distance between the topics of the first five: 0 if equal, 1 if disjoint."""
    pairs = list(combinations(actions[:5], 2))
    distances = (1 - len(a.topics & b.topics) / len(a.topics | b.topics) for a, b in pairs)
    return sum(distances) / len(pairs) if pairs else 0.0


# The value of each rule


def ablation(catalog: Catalog, judged: Iterable[Person]) -> Iterator[tuple[str, Measured]]:
    """Measure with each factor, each gate and the spreading turned off, one at a time."""
    some = tuple(judged)

    def without(off: str | None) -> Measured:
        return mean(measured(person, _without(off, catalog, person.profile)) for person in some)

    yield "everything on", without(None)
    for name in FACTORS:
        yield f"without the factor {name}", without(name)
    for name in GATES:
        yield f"without the gate {name}", without(name)
    yield "without spreading", without("spread")


def _without(off: str | None, catalog: Catalog, profile: Profile) -> list[Action]:
    person = look_up_asker(catalog, profile)
    open_to = [
        action for action in catalog.actions.values() if set(closed_gates(action, person)) <= {off}
    ]
    weights = {name: weight for name, weight in WEIGHTS.items() if name != off}
    scored = sorted(
        ((ranking.score(action, person, weights, {}), action) for action in open_to),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    return [action for _, action in scored] if off == "spread" else _spread(scored, person)


def _spread(scored: list[tuple[int, Action]], person: Asker) -> list[Action]:
    if person.concern:
        return [action for _, action in scored]
    return [action for action, _, _ in Spread(iter(scored), person)]


# Tables


def row(name: str, figures: Measured) -> str:
    return f"| {name} | {figures.at_5:.3f} | {figures.at_10:.3f} | {figures.never} |"


def table(rows: Iterable[tuple[str, Measured]]) -> str:
    head = ["| | nDCG@5 | nDCG@10 | never |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *(row(name, figures) for name, figures in rows)])


def main() -> None:
    catalog = load()
    for name in SETS:
        some = people(name)
        lists = {person.id: listed(catalog, person) for person in some}
        rows = [(person.id, measured(person, lists[person.id])) for person in some]
        print(table([*rows, (f"**{name}**", mean(figures for _, figures in rows))]))
        far = sum(distance(actions) for actions in lists.values()) / len(lists)
        print(f"\n{coverage(catalog, lists.values()):.0%} of all actions are in somebody's ten; ")
        print(f"the topics of a first five are {far:.2f} apart.\n")
    print(table(means(catalog)))
    print()
    print(table(ablation(catalog, people("judged.toml"))))


if __name__ == "__main__":
    main()
