"""The recommendations beside what organisations advise to kinds of people.

    python tests/quality/published.py

The head of ``published.toml`` explains the measure. It prints a line for each organisation, and
the places of our first fives that no organisation advises for that person.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import readings

from takeaction import Catalog, Profile, load, recommend

HERE = Path(__file__).parent
FIELDS = ("minutes", "roles", "skills", "topics", "region", "age")
PLACES, MORE_PLACES = 5, 10


@attrs.frozen
class Advised:
    """A kind of person, and what an organisation advises them to do.

    Attributes:
        id: Its name in the tables.
        organisation: Who gives the advice.
        profile: The question of such a person.
        deeds: The actions of each deed that counts, by local id.
    """

    id: str
    organisation: str
    profile: Profile
    deeds: tuple[frozenset[str], ...]

    @property
    def actions(self) -> frozenset[str]:
        """The actions of all deeds."""
        return frozenset[str]().union(*self.deeds)


@attrs.frozen
class Found:
    """How much of the advice our lists have, of one person or of several.

    Attributes:
        deeds: The deeds that are advised.
        five: Those of them in the first five.
        ten: Those in the first ten.
        first: The first places that are advised.
        people: The people.
    """

    deeds: int
    five: int
    ten: int
    first: int
    people: int = 1

    @property
    def share(self) -> float:
        """The share of the deeds in the first five."""
        return self.five / self.deeds


def lists() -> tuple[Advised, ...]:
    with (HERE / "published.toml").open("rb") as file:
        return tuple(map(_advised, tomllib.load(file)["person"]))


@cache
def seen() -> frozenset[str]:
    with (HERE / "published.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["seen"])


def _advised(row: Mapping[str, Any]) -> Advised:
    deeds = (frozenset(deed["actions"]) for deed in row["deed"] if "mark" not in deed)
    profile = Profile(**{field: row[field] for field in FIELDS})
    return Advised(row["id"], row["organisation"], profile, tuple(deeds))


def first_ten(catalog: Catalog, person: Advised) -> list[str]:
    """Return the first ten, without the actions that no organisation could advise."""
    known = seen() | person.actions
    ids = (item.action.local_id for item in recommend(catalog, person.profile, limit=None))
    return list(islice((id for id in ids if id in known), MORE_PLACES))


def found(ids: Sequence[str], person: Advised) -> Found:
    five, ten = set(ids[:PLACES]), set(ids[:MORE_PLACES])
    return Found(
        len(person.deeds),
        sum(not deed.isdisjoint(five) for deed in person.deeds),
        sum(not deed.isdisjoint(ten) for deed in person.deeds),
        ids[0] in person.actions,
    )


def together(some: Iterable[Found]) -> Found:
    columns = zip(*map(attrs.astuple, some), strict=True)
    return Found(*map(sum, columns))


def measured(catalog: Catalog, some: Iterable[Advised]) -> Found:
    return together(found(first_ten(catalog, person), person) for person in some)


def unadvised(catalog: Catalog, some: Iterable[Advised]) -> Counter[str]:
    """Count the actions of first fives that nobody advises for that person."""
    counts: Counter[str] = Counter()
    for person in some:
        counts.update(set(first_ten(catalog, person)[:PLACES]) - person.actions)
    return counts


# Tables


def row(name: str, figures: Found) -> str:
    first = (
        f"{figures.first} of {figures.people}"
        if figures.people > 1
        else ("no", "yes")[figures.first]
    )
    return f"| {name} | {figures.deeds} | {figures.five} | {figures.ten} | {first} |"


def table(rows: Iterable[tuple[str, Found]]) -> str:
    head = ["| | advised | in our five | in our ten | our first is advised |", "|" + " --- |" * 5]
    return "\n".join([*head, *(row(name, figures) for name, figures in rows)])


def by_organisation(catalog: Catalog, some: Sequence[Advised]) -> Iterator[tuple[str, Found]]:
    """Yield the figures of each list, of every second list, of the others, and of all."""
    figures = [found(first_ten(catalog, person), person) for person in some]
    for person, of_person in zip(some, figures, strict=True):
        yield f"{person.organisation} ({person.id})", of_person
    yield "every second list", together(figures[::2])
    yield "the others", together(figures[1::2])
    yield "all", together(figures)


def rules_table(catalog: Catalog, some: Sequence[Advised]) -> str:
    """Return the deeds in our five and ten without each rule, and with it alone."""

    def figures(off: Iterable[str]) -> str:
        of_all = readings.without(catalog, off, lambda changed: measured(changed, some))
        return f"{of_all.five}, {of_all.ten}"

    lines = ["| | without it: in five, in ten | it alone |", "| --- | --- | --- |"]
    lines.append(f"| all of them | {figures(())} | |")
    lines.append(f"| none of them | {figures(readings.RULES)} | |")
    for rule in readings.RULES:
        others = [other for other in readings.RULES if other != rule]
        lines.append(f"| {rule} | {figures([rule])} | {figures(others)} |")
    return "\n".join(lines)


def main() -> None:
    catalog, some = load(), lists()
    print(table(by_organisation(catalog, some)))
    everybody = measured(catalog, some)
    in_five, in_ten = everybody.five / everybody.deeds, everybody.ten / everybody.deeds
    print(f"\n{in_five:.1%} in five, {in_ten:.1%} in ten")
    counts = unadvised(catalog, some)
    print(f"{counts.total()} of {PLACES * len(some)} places are advised by nobody for that person:")
    print(", ".join(f"{id} {times}" for id, times in counts.most_common()), end="\n\n")
    print(rules_table(catalog, some))


if __name__ == "__main__":
    sys.exit(main())
