"""How good are the recommendations? Lists for judged people, and what each rule is worth.

    python tests/quality/measure.py

The measure stands at the head of ``judged.toml``: nDCG with gain 2^grade - 1 and discount
log2(rank + 1), and how many actions that must never be shown are in the first ten.
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from takeaction import Action, Catalog, Profile, load, recommend
from takeaction.engine.ranking import loop
from takeaction.engine.ranking.asker import Asker, asker
from takeaction.engine.ranking.diversity import Spread
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.ranking.gates import GATES

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
"""Actions that were added after ``judged.toml`` was graded."""
SETS = ("judged.toml", "drafted.toml", "heldout.toml")
"""What the rules were set by, what they were checked with, and what nothing was set by."""
UNSEEN = {"judged.toml": ADDED_LATER, "heldout.toml": ADDED_LATER}
"""Actions that no judge of a set saw; they are left out before a list is measured."""


@attrs.frozen
class Person:
    """Somebody, and how good each action is for them.

    Attributes:
        id: What they are called in the tables.
        profile: What they ask.
        grades: From 1 to 3, by local id of the action; what is not there is 0.
        never: What must not be shown to them.
        unseen: What was not judged.
    """

    id: str
    profile: Profile
    grades: Mapping[str, int]
    never: frozenset[str]
    unseen: frozenset[str]


@attrs.frozen
class Measured:
    """What a list for one person, or the mean over all, is worth.

    Attributes:
        at_5: nDCG of the first five, 0 to 1.
        at_10: nDCG of the first ten, 0 to 1.
        never: Actions among the first ten that must never be shown.
    """

    at_5: float
    at_10: float
    never: int


def people(name: str) -> tuple[Person, ...]:
    """Read judged people; those for whom no judged action is good are left out."""
    with (HERE / name).open("rb") as file:
        rows = tomllib.load(file)["persona"]
    read = (_person(row, UNSEEN.get(name, frozenset())) for row in rows)
    return tuple(each for each in read if each.grades)


def _person(row: Mapping[str, Any], unseen: frozenset[str]) -> Person:
    fields = {name: row[name] for name in FIELDS}
    return Person(
        row["id"],
        Profile(**fields, concern=row.get("concern", False)),
        {id: grade for id, grade in row["grades"].items() if id not in unseen},
        frozenset(row["never"]) - unseen,
        unseen,
    )


def measured(person: Person, actions: Iterable[Action]) -> Measured:
    """Measure a list for a person."""
    ids = [action.local_id for action in actions if action.local_id not in person.unseen]
    return Measured(
        _ndcg(ids[:5], person.grades, 5),
        _ndcg(ids[:10], person.grades, 10),
        len(person.never.intersection(ids[:10])),
    )


def _ndcg(ids: list[str], grades: Mapping[str, int], places: int) -> float:
    best = sorted(grades.values(), reverse=True)[:places]
    return _gain(grades.get(id, 0) for id in ids) / _gain(best)


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def mean(each: Iterable[Measured]) -> Measured:
    """Return the means over people, and the sum of what must never be shown."""
    rows = tuple(each)
    return Measured(
        sum(row.at_5 for row in rows) / len(rows),
        sum(row.at_10 for row in rows) / len(rows),
        sum(row.never for row in rows),
    )


def listed(catalog: Catalog, person: Person) -> list[Action]:
    """Return the whole list that a person gets."""
    return [each.action for each in recommend(catalog, person.profile, limit=None)]


def means(catalog: Catalog) -> Iterator[tuple[str, Measured]]:
    """Return the means of each set of people."""
    for name in SETS:
        yield name, mean(measured(person, listed(catalog, person)) for person in people(name))


def coverage(catalog: Catalog, lists: Iterable[list[Action]]) -> float:
    """Return the share of all actions that stand in the first ten of somebody."""
    shown = {action.id for actions in lists for action in actions[:10]}
    return len(shown) / len(catalog.actions)


def distance(actions: list[Action]) -> float:
    """Return the mean distance between the topics of the first five: 0 the same, 1 none shared."""
    pairs = list(combinations(actions[:5], 2))
    apart = (1 - len(a.topics & b.topics) / len(a.topics | b.topics) for a, b in pairs)
    return sum(apart) / len(pairs) if pairs else 0.0


# What each rule is worth


def ablation(catalog: Catalog, judged: Iterable[Person]) -> Iterator[tuple[str, Measured]]:
    """Measure with each factor, each gate and the spreading switched off in turn."""
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
    """Return the list with one rule switched off, in the plain way."""
    person = asker(catalog, profile)
    open_to = [
        action
        for action in catalog.actions.values()
        if all(is_open(action, person) for name, is_open in GATES.items() if name != off)
    ]
    weights = {name: weight for name, weight in WEIGHTS.items() if name != off}
    scored = sorted(
        ((loop.score(action, person, weights, {}), action) for action in open_to),
        key=lambda each: (-each[0], each[1].id),
    )
    return [action for _, action in scored] if off == "spread" else _spread(scored, person)


def _spread(scored: list[tuple[int, Action]], person: Asker) -> list[Action]:
    if person.concern:
        return [action for _, action in scored]
    return [action for action, _, _ in Spread(iter(scored), person)]


# Tables


def row(name: str, figures: Measured) -> str:
    """Return a row of a table in Markdown."""
    return f"| {name} | {figures.at_5:.3f} | {figures.at_10:.3f} | {figures.never} |"


def table(rows: Iterable[tuple[str, Measured]]) -> str:
    """Return a table in Markdown."""
    head = ["| | nDCG@5 | nDCG@10 | never |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *(row(*each) for each in rows)])


def main() -> None:
    """Print a line for each person, the means, and what each rule is worth."""
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
