"""The gates and factors as sets of rows: the fast way to rank.

Each gate is the set of the actions that it lets in, and each level of a factor is a set as well.
The result equals that of the plain loop: the same actions, scores and counts, in the same order.
That is a law, and tested.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from takeaction.engine.ranking import factors
from takeaction.engine.ranking.asker import (
    GENERAL_TOPICS,
    SIGNS_TOPIC,
    Asker,
    RankedActions,
    ScoredAction,
)
from takeaction.engine.ranking.gates import MOST_PARTS, OFFERED_CHANGES
from takeaction.engine.ranking.index.bitmaps import split_by_count, without
from takeaction.engine.ranking.index.facets import Index

_Points = TypeVar("_Points")

# Gates


def _status(index: Index[Any], _: Asker) -> int:
    return index.all_rows  # retired actions have no row


def _region(index: Index[Any], asker: Asker) -> int:
    return index.facets["region"].any(asker.region.chain)


def _age(index: Index[Any], asker: Asker) -> int:
    return index.facets["age"][asker.age]


def _roles(index: Index[Any], asker: Asker) -> int:
    return index.unrestricted | index.facets["only"].any(asker.roles)


def _concern(index: Index[Any], asker: Asker) -> int:
    if not asker.concern:
        return index.all_rows
    return index.facets["is"]["for self" if asker.for_self else "for other"]


def _mode(index: Index[Any], asker: Asker) -> int:
    if asker.concern or not asker.modes:
        return index.all_rows
    return index.facets["mode"].any(asker.modes)


def _cost(index: Index[Any], asker: Asker) -> int:
    return index.all_rows if asker.concern else index.up_to_cost[asker.cost]


def _risk(index: Index[Any], asker: Asker) -> int:
    return index.all_rows if asker.concern else index.up_to_risk[asker.risk]


def _minutes(index: Index[Any], asker: Asker) -> int:
    if asker.concern:
        return index.all_rows
    starts = index.least_minutes.at_most(asker.minutes)
    if not asker.recurring:
        return starts
    in_parts = index.least_minutes.at_most(MOST_PARTS * asker.minutes) & index.facets["is"]["parts"]
    return starts | index.facets["is"]["ongoing"] | in_parts


def _after(index: Index[Any], asker: Asker) -> int:
    return index.having_only("after", asker.done)


def _done(index: Index[Any], asker: Asker) -> int:
    return _rows_without(index, asker.done)


def _dismissed(index: Index[Any], asker: Asker) -> int:
    return _rows_without(index, asker.dismissed)


def _rows_without(index: Index[Any], ids: Iterable[str]) -> int:
    """Return all rows but those of some actions."""
    rows = index.all_rows
    for id in ids:
        if id in index.bit_by_id:
            rows ^= 1 << index.bit_by_id[id]
    return rows


GATE_ROWS: Mapping[str, Callable[[Index[Any], Asker], int]] = {
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
"""The gates of ``gates.GATES``, each as the set of rows that it lets in."""

_ALWAYS_OPEN = "status"
"""The gate that all rows of an index pass: retired actions have no row."""

_FIXED_GATES = tuple(
    gate for name, gate in GATE_ROWS.items() if name not in OFFERED_CHANGES and name != _ALWAYS_OPEN
)
_OFFERED_GATES = tuple(GATE_ROWS[name] for name in OFFERED_CHANGES)


# Factors


def _time(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    if asker.concern:
        return index.points_of_first([], rows, weight)
    return index.time_points(asker.minutes, weight)


def _skill(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    """Return the points for skills, for rows without a required skill that is missing."""
    if asker.concern:
        return index.points_of_first([], rows, weight)
    wanted = index.facets["wanted"]
    matched = wanted.any(asker.skills)
    level_sets = [
        (factors.OPTIONAL_SKILL, index.skilled ^ matched),
        (factors.MATCHED_SKILL, matched),
        (factors.REQUIRED_SKILL, matched & index.requiring),
        *[(level, wanted[skill]) for skill, level in asker.worth.items() if skill in wanted],
    ]
    return index.points_of_sum(level_sets, rows, weight)


def _role(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    """Return the points for roles, for rows without a required skill that is missing.

    A reserved row that passed the gate is for this person.
    """
    made, role = index.facets["made"], index.facets["role"]
    made_for, made_wider = made.any(asker.named), made.any(asker.wider)
    wider = role.any(asker.wider)
    in_reach = rows
    if asker.wider:
        in_reach = without(rows, index.facets["addressed"].any(asker.wider))
    level_sets = [] if asker.concern else _unasked(index, asker, made_for, made_wider | wider)
    if asker.rare:
        level_sets.append((factors.MADE_FOR + factors.RARE_ROLE_BONUS, made.any(asker.rare)))
    level_sets += [
        (factors.MADE_FOR, made_for),
        (factors.RESERVED_UNSAID, index.reserved_unsaid),
        (factors.RESERVED_ROLE, index.reserved),
        (factors.NAMED_ROLE, role.any(asker.named)),
        (factors.MADE_FOR_WIDER, made_wider),
        (factors.WIDER_ROLE, wider),
        (factors.FOR_ANYONE, index.quiet if asker.professional else index.open),
    ]
    return index.points_of_first(level_sets, in_reach, weight)


def _unasked(
    index: Index[Any], asker: Asker, made_for: int, for_them: int
) -> list[tuple[int, int]]:
    """Return the levels of help and reports for somebody without a concern.

    Args:
        index: The index of the person's place.
        asker: The person who asks.
        made_for: The rows made for the person's own roles.
        for_them: The rows that name a role of the person, or a wider word for it.
    """
    asked = index.reports if SIGNS_TOPIC in asker.own_topics else index.reports & made_for
    return [
        (factors.MADE_FOR, asked),
        (factors.WIDER_ROLE, index.help & for_them),
        (0, index.facets["is"]["concern"]),
    ]


def _topic(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    """Return the points for topics, by the highest level of a row: higher levels come first."""
    topic = index.facets["topic"]
    some = half = full = near = 0
    if asker.own_topics:
        some, half, full = index.overlap("topic", asker.own_topics)
        near = topic.any(asker.topics)
        if factors.AWARENESS in asker.own_topics:
            special = topic.any(asker.own_topics - {factors.AWARENESS})
            half, full = half & special, full & special
    level_sets = [
        (factors.ALL_TOPICS, full),
        (factors.HALF_OF_TOPICS, half),
        (factors.SOME_TOPICS, some),
    ]
    if asker.concern:
        return index.points_of_first([*level_sets, (factors.NEAR_TOPIC, near)], rows, weight)
    some_implied, all_implied = _implied(index, asker)
    level_sets += [
        (factors.IMPLIED_TOPICS, all_implied),
        (factors.NEAR_TOPIC, near),
        (factors.SOME_IMPLIED, some_implied),
        (factors.GENERAL_KNOWLEDGE, index.facets["is"]["general"]),
    ]
    return index.points_of_first(level_sets, rows, weight)


def _implied(index: Index[Any], asker: Asker) -> tuple[int, int]:
    """Return the rows of which some, or all, topics follow from work or age."""
    some = every = 0
    for topics in (asker.of_work, asker.of_age):
        if topics:
            reports = index.facets["is"]["concern"]
            with_some, _, with_all = index.overlap("topic", topics)
            some |= without(with_some, reports)
            every |= without(with_all, reports)
    return some, every


def _place(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    here = index.facets["region"].any(asker.region.chain[:-1])  # the last is the world
    level_sets = [(factors.THIS_PLACE, here), (factors.ANY_PLACE, index.all_rows)]
    return index.points_of_first(level_sets, rows, weight)


def _kind(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    if asker.concern:
        far = _far_rows(index, asker, rows & index.special_help)
        return index.level_points(asker.situation, weight, far=far)
    return index.level_points(
        asker.situation, weight, zero=index.facets["addressed"].any(asker.wider)
    )


def _far_rows(index: Index[Any], asker: Asker, help_rows: int) -> int:
    """Return those of some rows that are far: neither near to the person's topics nor for them."""
    near = index.facets["topic"].any(asker.near_topics - GENERAL_TOPICS)
    return without(help_rows, near | index.facets["made"].any(asker.named))


def _start(index: Index[_Points], asker: Asker, rows: int, weight: int) -> _Points:
    if asker.concern or asker.done:
        return index.points_of_first([], rows, weight)
    return index.level_points("start", weight)


FACTOR_POINTS: Mapping[str, Callable[[Index[Any], Asker, int, int], Any]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "kind": _kind,
    "start": _start,
}
"""The factors of ``factors.FACTORS``, each as the points that it gives some rows.

Other rows may have any points, since they are not ranked.
"""

_FOR_ABLE = frozenset({"skill", "role"})
"""The factors that give nothing to an action with a required skill that the person lacks."""

SELECTIVE_FIRST = ("place", "role", "skill", "topic", "kind", "start", "time")
"""The same names, the most selective factors first: most rows gain little from those.

A search of the best rows that begins with them soon has few rows left.
"""


# Ranking


def rank_by_index(index: Index[Any], asker: Asker, weights: Mapping[str, int]) -> RankedActions:
    """Rank the actions of an index for a person.

    Args:
        index: The index of the person's place.
        asker: The person who asks.
        weights: The most that each factor can add to a score; only the library's factors.
    """
    rows = index.all_rows
    for gate in _FIXED_GATES:
        rows &= gate(index, asker)
    listed = rows
    for gate in _OFFERED_GATES:
        listed &= gate(index, asker)
    able = rows & index.having_only("required", asker.skills)
    columns = [
        FACTOR_POINTS[name](index, asker, able if name in _FOR_ABLE else rows, weight)
        for name in SELECTIVE_FIRST
        if (weight := weights.get(name))
    ]
    return RankedActions(
        index.ranked(listed, columns),
        _near_misses(index, asker, rows, columns),
        lambda: _count_excluded(index, asker),
    )


def _near_misses(
    index: Index[_Points], asker: Asker, rows: int, columns: Sequence[_Points]
) -> Iterator[ScoredAction]:
    """Yield those of some rows that one change would list, then those that need two, and so on."""
    if asker.concern:
        return
    offered = without(rows, index.facets["is"]["concern"])
    closed = (index.all_rows ^ gate(index, asker) for gate in _OFFERED_GATES)
    by_changes = split_by_count(offered, closed)
    for changes in sorted(by_changes):
        if changes:
            yield from index.ranked(by_changes[changes], columns)


def _count_excluded(index: Index[Any], asker: Asker) -> Mapping[str, int]:
    """Return the number of actions that each gate keeps out first."""
    rows, row_count, excluded = index.all_rows, index.size, {}
    for name, gate in GATE_ROWS.items():
        rows &= gate(index, asker)
        excluded[name], row_count = row_count - rows.bit_count(), rows.bit_count()
    excluded["status"] += index.retired
    excluded["region"] += index.elsewhere
    return excluded
