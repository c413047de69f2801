"""The fast way to rank: gates and factors as sets of rows.

Each gate is the set of the actions that it lets in, and each level of a factor is a set as well.
It gives what the plain loop gives: the same actions, scores and counts in the same order. That is
a law, and tested.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from takeaction.engine.ranking import factors as levels
from takeaction.engine.ranking.asker import ANYONE, Asker
from takeaction.engine.ranking.gates import OFFERED
from takeaction.engine.ranking.index.bitmaps import counted, without
from takeaction.engine.ranking.index.facets import Index, Points
from takeaction.engine.ranking.scored import Scored, Sifted

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

_FIRM = tuple(is_open for name, is_open in OPEN.items() if name not in OFFERED)
_OFFERED = tuple(OPEN[name] for name in OFFERED)


# Factors


def _time(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    if asker.concern:
        return index.first([], rows, weight)
    return index.sitting(asker.minutes, weight)


def _skill(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    """Only rows whose required skills are all there have points."""
    wanted = index.facets["wanted"]
    matched = wanted.any(asker.skills)
    parts = [
        (levels.NO_SKILL, index.unskilled),
        (levels.OPTIONAL_SKILL, index.skilled ^ matched),
        (levels.MATCHED_SKILL, matched),
        *[(points, wanted[skill]) for skill, points in asker.worth.items() if skill in wanted],
    ]
    return index.summed(parts, rows & index.within("required", asker.skills), weight)


def _role(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    """Who is named counts; what is for some only and passed the gate is for this person."""
    role = index.facets["role"]
    own = role.any(asker.named)
    asked = index.asked[asker.professional, asker.concern]
    ways = [
        (levels.RESERVED, index.reserved),
        (levels.NAMED_BESIDE_ANYONE, own & index.for_all),
        (levels.NAMED, own),
        (levels.WIDER, role.any(asker.wider)),
        (levels.FOR_ANYONE, asked & index.alone),
        (levels.BESIDE_ANYONE, asked),
    ]
    if asker.rare:
        rare = role.any(asker.rare)
        ways = [(level + levels.RARE_ROLE, held & rare) for level, held in ways[:3]] + ways
    return index.first(ways, rows, weight)


def _topic(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    """The highest level counts that any way to be near a topic gives, so these come first."""
    some = half = whole = near = part = implied = 0
    if asker.own_topics:
        some, half, whole = index.share("topic", asker.own_topics)
        near = index.facets["topic"].any(asker.topics)
    for topics in (asker.of_work, asker.of_age):
        if topics:
            reports = index.facets["is"]["concern"]
            within, _, all_of_it = index.share("topic", topics)
            part |= without(within, reports)
            implied |= without(all_of_it, reports)
    ways = [
        (levels.WHOLE, whole),
        (levels.IMPLIED, implied),
        (levels.HALF, half),
        (levels.SOME_OF_IT, some),
        (levels.NEAR, near),
        (levels.IMPLIED_IN_PART, part),
        (levels.GENERALLY, index.facets["is"]["general"]),
    ]
    return index.first(ways, rows, weight)


def _place(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    here = index.facets["region"].any(asker.region.chain[:-1])  # the last is the world
    return index.first([(levels.HERE, here), (levels.ANYWHERE, index.all)], rows, weight)


def _start(index: Index[Points], asker: Asker, rows: int, weight: int) -> Points:
    asks = "concerned" if asker.concern else "survivor" if asker.survivor else "plain"
    return index.start(asks, _far(index, asker, rows & index.leads[asks]), weight)


def _far(index: Index[Any], asker: Asker, leads: int) -> int:
    """Return those of some rows that are neither about what is near to a person nor for them."""
    far = leads and without(leads, index.facets["topic"].any(asker.near_topics))
    if not far:
        return 0
    role = index.facets["role"]
    return without(far, without(role.any(asker.own_roles), role[ANYONE]))


POINTS: Mapping[str, Callable[[Index[Any], Asker, int, int], Any]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
"""The factors of ``factors.FACTORS``, each as the points that it gives some rows.

Other rows may have any points: they are not ranked.
"""

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
    rows = index.all
    for is_open in _FIRM:
        rows &= is_open(index, asker)
    listed = rows
    for is_open in _OFFERED:
        listed &= is_open(index, asker)
    columns = [
        POINTS[name](index, asker, rows, weight)
        for name in CHOOSY_FIRST
        if (weight := weights.get(name))
    ]
    return Sifted(
        index.ranked(listed, columns),
        _near(index, asker, rows, columns),
        lambda: _excluded(index, asker),
    )


def _near(
    index: Index[Points], asker: Asker, rows: int, columns: Sequence[Points]
) -> Iterator[Scored]:
    """Return those of some rows that one change would list, then what needs two, and so on."""
    if asker.concern:
        return
    offered = without(rows, index.facets["is"]["concern"])
    needed = counted(offered, (index.all ^ is_open(index, asker) for is_open in _OFFERED))
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
