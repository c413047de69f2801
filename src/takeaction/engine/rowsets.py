"""The fast way to rank: gates and factors as sets of rows.

Each gate is the set of the actions that it lets in, and each level of a factor is a set as well.
It gives what the plain loop gives: the same actions, scores and counts in the same order. That is
a law, and tested.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from takeaction.engine import factors as at
from takeaction.engine.bitmaps import counted, without
from takeaction.engine.gates import OFFERED
from takeaction.engine.index import Index, Levels
from takeaction.engine.person import ANYONE, Asker
from takeaction.engine.sifted import Scored, Sifted

# Gates


def _status(index: Index[Any], _: Asker) -> int:
    return index.all  # retired actions have no row


def _region(index: Index[Any], asker: Asker) -> int:
    return index.facets["region"].any(asker.region.chain)


def _age(index: Index[Any], asker: Asker) -> int:
    return index.facets["age"][asker.age]


def _roles(index: Index[Any], asker: Asker) -> int:
    return index.free | index.facets["only"].any(asker.roles)


def _concern(index: Index[Any], asker: Asker) -> int:
    return index.facets["is"].any(("concern", "quiet")) if asker.concern else index.all


def _mode(index: Index[Any], asker: Asker) -> int:
    if asker.concern or not asker.modes:
        return index.all
    return index.facets["mode"].any(asker.modes)


def _cost(index: Index[Any], asker: Asker) -> int:
    return index.all if asker.concern else index.cost[asker.cost]


def _risk(index: Index[Any], asker: Asker) -> int:
    return index.all if asker.concern else index.risk[asker.risk]


def _minutes(index: Index[Any], asker: Asker) -> int:
    if asker.concern:
        return index.all
    starts = index.least.at_most(asker.minutes)
    return starts | index.facets["is"]["ongoing"] if asker.recurring else starts


def _after(index: Index[Any], asker: Asker) -> int:
    return index.within("after", asker.done)


def _done(index: Index[Any], asker: Asker) -> int:
    return _all_but(index, asker.done)


def _dismissed(index: Index[Any], asker: Asker) -> int:
    return _all_but(index, asker.dismissed)


def _all_but(index: Index[Any], ids: Iterable[str]) -> int:
    rows = index.all
    for id in ids:
        if id in index.row:
            rows ^= 1 << index.row[id]
    return rows


OPEN: Mapping[str, Callable[[Index[Any], Asker], int]] = {
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
"""The gates of ``gates.GATES``, each as the rows that it lets in."""


# Factors


def _time(index: Index[Levels], asker: Asker) -> Levels:
    return index.first([]) if asker.concern else index.sitting(asker.minutes)


def _skill(index: Index[Levels], asker: Asker) -> Levels:
    """Return levels of rows whose required skills are all there; the others have level 0."""
    wanted = index.facets["wanted"]
    matched = wanted.any(asker.skills)
    parts = [
        (at.NO_SKILL, index.unskilled),
        (at.OPTIONAL_SKILL, index.all ^ index.unskilled ^ matched),
        (at.MATCHED_SKILL, matched),
    ]
    parts += [(at.skill_points(asker, skill), wanted[skill]) for skill in asker.skills]
    return index.summed(index.within("required", asker.skills), parts)


def _role(index: Index[Levels], asker: Asker) -> Levels:
    """Return levels by who is named; what is for some only and listed is for this person."""
    role = index.facets["role"]
    reserved = index.all ^ index.free
    own = index.free & role.any(asker.named)
    named = without(own, index.for_all)
    asked = index.facets["is"]["quiet"]
    if not asker.professional:
        asked |= index.for_all
    if not asker.concern:
        asked = without(asked, index.facets["is"]["concern"])
    ways = [
        (at.RESERVED, reserved),
        (at.NAMED, named),
        (at.NAMED_BESIDE_ANYONE, own),
        (at.WIDER, role.any(asker.wider)),
        (at.FOR_ANYONE, asked & index.alone),
        (at.BESIDE_ANYONE, asked),
    ]
    if asker.rare:
        rare = role.any(asker.rare)
        ways = [(level + at.RARE_ROLE, rows & rare) for level, rows in ways[:3]] + ways
    return index.first(ways)


def _topic(index: Index[Levels], asker: Asker) -> Levels:
    """Return the highest level that any way to be near a topic gives."""
    reports = index.facets["is"]["concern"]
    ways = [(at.GENERALLY, index.facets["is"]["general"])]
    for implied in (asker.of_work, asker.of_age):
        if implied:
            some, _, whole = index.share("topic", implied)
            ways += [
                (at.IMPLIED, without(whole, reports)),
                (at.IMPLIED_IN_PART, without(some, reports)),
            ]
    if asker.own_topics:
        some, half, whole = index.share("topic", asker.own_topics)
        near = index.facets["topic"].any(asker.topics)
        ways += [(at.WHOLE, whole), (at.HALF, half), (at.SOME_OF_IT, some), (at.NEAR, near)]
    return index.first(sorted(ways, reverse=True))


def _place(index: Index[Levels], asker: Asker) -> Levels:
    here = index.facets["region"].any(asker.region.chain[:-1])  # the last is the world
    return index.first([(at.HERE, here), (at.ANYWHERE, index.all)])


def _start(index: Index[Levels], asker: Asker) -> Levels:
    asks = "concerned" if asker.concern else "survivor" if asker.survivor else "plain"
    return index.start(asks, without(_leads(index, asker), _near_to(index, asker)))


def _leads(index: Index[Any], asker: Asker) -> int:
    """Return the rows that come first for their kind: reports with a concern, else learning."""
    reports = index.facets["is"]["concern"]
    if asker.concern:
        return reports
    return 0 if asker.survivor else without(index.facets["is"]["quiet"], reports)


def _near_to(index: Index[Any], asker: Asker) -> int:
    """Return the rows that are for everybody to know, or about what is near to the person."""
    role, topic = index.facets["role"], index.facets["topic"]
    named = without(role.any(asker.own_roles), role[ANYONE])
    everybody = index.facets["is"]["general"] | index.facets["topic count"][0]
    return named | topic.any(asker.near_topics) | everybody


LEVELS: Mapping[str, Callable[[Index[Any], Asker], Any]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
"""The factors of ``factors.FACTORS``, each as the levels of all rows."""

CHOOSY_FIRST = ("place", "role", "skill", "topic", "start", "time")
"""The same names: those in which most rows gain little come first, since they leave few rows."""


# Ranking


def sift(index: Index[Any], asker: Asker, weights: Mapping[str, int]) -> Sifted:
    """Rank the actions of an index for a person.

    Args:
        index: The actions.
        asker: Who asks.
        weights: What each factor counts; only factors of the core.
    """
    listed = index.all
    for is_open in OPEN.values():
        listed &= is_open(index, asker)
    columns = [
        (weight, LEVELS[name](index, asker))
        for name in CHOOSY_FIRST
        if (weight := weights.get(name))
    ]
    return Sifted(
        index.ranked(listed, columns),
        _near(index, asker, columns),
        lambda: _excluded(index, asker),
    )


def _near(
    index: Index[Levels], asker: Asker, columns: list[tuple[int, Levels]]
) -> Iterator[Scored]:
    """Return what one change would list, then what needs two, and so on."""
    if asker.concern:
        return
    rows = without(index.all, index.facets["is"]["concern"])
    for name in OPEN.keys() - OFFERED.keys():
        rows &= OPEN[name](index, asker)
    needed = counted(rows, (index.all ^ OPEN[name](index, asker) for name in OFFERED))
    for count in sorted(needed):
        if count:
            yield from index.ranked(needed[count], columns)


def _excluded(index: Index[Any], asker: Asker) -> Mapping[str, int]:
    """Return how many actions each gate keeps out first."""
    left, kept, excluded = index.all, index.size, {}
    for name, is_open in OPEN.items():
        left &= is_open(index, asker)
        excluded[name], kept = kept - left.bit_count(), left.bit_count()
    excluded["status"] += index.retired
    excluded["region"] += index.elsewhere
    return excluded
