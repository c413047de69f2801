"""The fast way to rank: gates and factors as sets of rows.

Each gate, and each level of each factor, is the set of the actions that it holds for; the best
classes are looked at first, and the rest never. It gives what the plain loop gives: the same
actions, scores and counts in the same order. That is a law, and tested.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter
from typing import Any

import attrs

from takeaction.engine import factors as at
from takeaction.engine.bitmaps import (
    Facets,
    Quantity,
    Rows,
    at_least,
    bitmap,
    counted,
    rows_of,
    summed,
    union,
    without,
)
from takeaction.engine.gates import OFFERED
from takeaction.engine.person import ANYONE, GENERAL, Asker
from takeaction.engine.sifted import Sifted
from takeaction.models.action import Action
from takeaction.models.region import WORLD
from takeaction.vocabulary import Cadence, Cost, Rarity, Risk, Status, WordKind

Classes = list[tuple[int, int]]
"""Pairs of a level and the rows that have it; no row is in two, and one in none has level 0."""

_COSTS, _RISKS = tuple(Cost), tuple(Risk)
_SMALL, _FEW = 2_048, 96
"""Up to so many rows, of which so few are listed, each is looked at."""


@attrs.frozen(eq=False)
class Index:
    """Actions as sets of rows.

    Rows run against the order of ids: the highest row is the first action.

    Attributes:
        size: How many rows there are.
        facets: For each facet, the rows of each of its values.
        least: The least minutes of each row.
        typical: The typical minutes of each row.
        actions: The action of each row.
        row: The row of each id.
        retired: How many more actions are retired that have no row here.
        elsewhere: How many more actions hold for other places only.
        all: Every row.
    """

    size: int
    facets: Mapping[str, Facets]
    least: Quantity
    typical: Quantity
    actions: Sequence[Action]
    row: Mapping[str, int]
    retired: int = 0
    elsewhere: int = 0
    all: int = attrs.field(init=False)

    @all.default
    def _every_row(self) -> int:
        return (1 << self.size) - 1

    def of(self, facet: str, *values: object) -> int:
        """Return the rows that have one of the values of a facet."""
        return self.facets[facet].any(values)

    def whole(self, facet: str, values: Iterable[object]) -> int:
        """Return the rows that have a value of a facet, and none but these."""
        sizes = self.facets[f"{facet} count"]
        matched = at_least(self.facets[facet].sets(values))
        return union(sizes[size] & rows for size, rows in enumerate(matched, 1))


_TRAITS: Mapping[str, Callable[[Action], bool]] = {
    "retired": lambda action: action.status is Status.RETIRED,
    "concern": lambda action: action.concern,
    "quiet": lambda action: action.quiet,
    "ongoing": lambda action: action.cadence is Cadence.ONGOING,
    "general": lambda action: bool(action.topics) and action.topics <= GENERAL,
}


def _traits(action: Action) -> frozenset[str]:
    return frozenset(name for name, has in _TRAITS.items() if has(action))


_ONE: Sequence[tuple[str, Callable[[Action], object]]] = (
    ("cost", lambda action: action.cost),
    ("risk", lambda action: action.risk),
    ("plain", lambda action: at.start_level(action, concern=False, survivor=False)),
    ("survivor", lambda action: at.start_level(action, concern=False, survivor=True)),
    ("concern start", lambda action: at.start_level(action, concern=True, survivor=False)),
)
_MANY: Sequence[tuple[str, Callable[[Action], Iterable[object]]]] = (
    ("is", _traits),
    ("region", lambda action: action.regions),
    ("age", lambda action: action.ages),
    ("mode", lambda action: action.modes),
    ("role", lambda action: action.roles),
    ("only", lambda action: action.roles_only),
    ("topic", lambda action: action.topics),
    ("wanted", lambda action: action.skills_required | action.skills_helpful),
    ("required", lambda action: action.skills_required),
    ("after", lambda action: frozenset(action.after)),
)


def build(actions: Iterable[Action], retired: int = 0, elsewhere: int = 0) -> Index:
    """Build the index of actions, which come in order of their ids."""
    ordered = tuple(actions)[::-1]
    size = len(ordered)
    rows: dict[str, dict[Any, Rows]] = defaultdict(lambda: defaultdict(_rows))
    least: dict[int, Rows] = defaultdict(_rows)
    typical: dict[int, Rows] = defaultdict(_rows)
    for row, action in enumerate(ordered):
        for facet, one in _ONE:
            rows[facet][one(action)].append(row)
        for facet, many in _MANY:
            values = many(action)
            for value in values:
                rows[facet][value].append(row)
            rows[f"{facet} count"][len(values)].append(row)  # type: ignore[arg-type]
        least[action.minutes.min].append(row)
        typical[action.minutes.typical].append(row)
    names = [*(name for name, _ in _ONE), *(name for name, _ in _MANY)]
    names += [f"{name} count" for name, _ in _MANY]
    return Index(
        size=size,
        facets={name: Facets(size, rows[name]) for name in names},
        least=Quantity.of(size, least),
        typical=Quantity.of(size, typical),
        actions=ordered,
        row={action.id: row for row, action in enumerate(ordered)},
        retired=retired,
        elsewhere=elsewhere,
    )


def _rows() -> Rows:
    return array("I")


# Gates


def _shut(index: Index, asker: Asker) -> Mapping[str, int]:
    """Return the rows that each gate keeps out, in the order of the gates."""
    return {name: gate(index, asker) for name, gate in SHUT.items()}


def _status(index: Index, _: Asker) -> int:
    return index.of("is", "retired")


def _region(index: Index, asker: Asker) -> int:
    return index.all ^ index.of("region", *asker.region.chain)


def _age(index: Index, asker: Asker) -> int:
    return index.all ^ index.of("age", asker.age)


def _roles(index: Index, asker: Asker) -> int:
    return index.all ^ index.of("only count", 0) ^ index.of("only", *asker.roles)


def _concern(index: Index, asker: Asker) -> int:
    return index.all ^ index.of("is", "concern", "quiet") if asker.concern else 0


def _mode(index: Index, asker: Asker) -> int:
    if asker.concern or not asker.modes:
        return 0
    return index.all ^ index.of("mode", *asker.modes)


def _cost(index: Index, asker: Asker) -> int:
    if asker.concern:
        return 0
    return index.of("cost", *_COSTS[asker.cost.rank + 1 :])


def _risk(index: Index, asker: Asker) -> int:
    if asker.concern:
        return 0
    return index.of("risk", *_RISKS[asker.risk.rank + 1 :])


def _minutes(index: Index, asker: Asker) -> int:
    if asker.concern:
        return 0
    longer = index.all ^ index.least.at_most(asker.minutes)
    return without(longer, index.of("is", "ongoing")) if asker.recurring else longer


def _after(index: Index, asker: Asker) -> int:
    later = index.all ^ index.of("after count", 0)
    return later ^ index.whole("after", asker.done) if asker.done else later


def _done(index: Index, asker: Asker) -> int:
    return _these(index, asker.done)


def _dismissed(index: Index, asker: Asker) -> int:
    return _these(index, asker.dismissed)


def _these(index: Index, ids: Iterable[str]) -> int:
    rows = [index.row[id] for id in ids if id in index.row]
    return bitmap(rows, index.size) if rows else 0


SHUT: Mapping[str, Callable[[Index, Asker], int]] = {
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
"""The gates of ``gates.GATES``, each as the rows that it keeps out."""


# Factors


def _time(index: Index, asker: Asker) -> Classes:
    if asker.concern:
        return []
    minutes = asker.minutes
    fits = index.typical.at_most(minutes)
    little = index.typical.at_most((minutes - 1) // at.A_LITTLE)
    starts = index.least.at_most(minutes)
    most = starts & index.typical.at_most(2 * minutes)
    return [
        (at.FITS, fits ^ little),
        (at.LITTLE, little),
        (at.MOST, most ^ fits),
        (at.SOME, starts ^ most),
        (at.SPREAD, index.all ^ starts),
    ]


def _skill(index: Index, asker: Asker) -> Classes:
    """Return levels for rows whose required skills are all there; the others have level 0."""
    wanted = index.facets["wanted"]
    none = index.of("wanted count", 0)
    worth = [(at.skill_points(asker, skill), wanted[skill]) for skill in sorted(asker.skills)]
    has_all = index.of("required count", 0) | index.whole("required", asker.skills)
    sums = summed(has_all ^ none, ((points, rows) for points, rows in worth if rows), at.TOP)
    classes = [(at.NO_SKILL, none), (at.OPTIONAL_SKILL, sums.pop(0, 0))]
    return classes + [(at.skill_level(total, missing=False), rows) for total, rows in sums.items()]


def _role(index: Index, asker: Asker) -> Classes:
    named = asker.own_roles - {ANYONE}
    own = index.of("role", *named)
    rare = index.of("role", *(role for role in named if _is_rare(asker, role)))
    free = index.of("only count", 0)
    anyone, nobody = index.of("role", ANYONE), index.of("role count", 0)
    unnamed = without(free, own)
    wider = unnamed & index.of("role", *(asker.roles - {ANYONE}))
    rest = unnamed ^ wider
    asked = rest & index.of("is", "quiet")
    if not asker.professional:
        asked |= rest & (anyone | nobody)
    alone = nobody | (anyone & index.of("role count", 1))
    classes = [
        (at.WIDER, wider),
        (at.FOR_ANYONE, asked & alone),
        (at.BESIDE_ANYONE, without(asked, alone)),
    ]
    named_here = free ^ unnamed
    beside = named_here & anyone
    for level, rows in (
        (at.RESERVED, index.all ^ free),
        (at.NAMED_BESIDE_ANYONE, beside),
        (at.NAMED, named_here ^ beside),
    ):
        within = rows & rare
        classes += [(level + at.RARE_ROLE, within), (level, rows ^ within)]
    return classes


def _is_rare(asker: Asker, role: str) -> bool:
    word = asker.words.get(WordKind.ROLE, role)
    return word is not None and word.rarity is Rarity.RARE


def _topic(index: Index, asker: Asker) -> Classes:
    """Return the highest level that any way to be near a topic gives."""
    topics = index.facets["topic"]
    ways = [(at.GENERALLY, index.of("is", "general"))]
    for implied in filter(None, (asker.of_work, asker.of_age)):
        ways.append((at.IMPLIED_IN_PART, topics.any(implied)))
        ways.append((at.IMPLIED, index.whole("topic", implied)))
    if asker.own_topics:
        ways += _asked(index, asker)
        ways.append((at.NEAR, topics.any(asker.topics)))
    above, classes = 0, []
    for level, rows in sorted(ways, key=itemgetter(0), reverse=True):
        classes.append((level, without(rows, above)))
        above |= rows
    return classes


def _asked(index: Index, asker: Asker) -> Classes:
    """Return how much of what an action is about was asked for."""
    sizes = index.facets["topic count"]
    matched = at_least(index.facets["topic"].sets(asker.own_topics))
    whole = union(rows & sizes[size] for size, rows in enumerate(matched, 1))
    half = union(rows & (sizes[2 * n - 1] | sizes[2 * n]) for n, rows in enumerate(matched, 1))
    return [(at.WHOLE, whole), (at.HALF, half)]


def _place(index: Index, asker: Asker) -> Classes:
    here = index.of("region", *(code for code in asker.region.chain if code != WORLD))
    return [(at.HERE, here), (at.ANYWHERE, index.all ^ here)]


def _start(index: Index, asker: Asker) -> Classes:
    name = "concern start" if asker.concern else "survivor" if asker.survivor else "plain"
    levels = index.facets[name]
    return [(level, levels[level]) for level in levels]


CLASSES: Mapping[str, Callable[[Index, Asker], Classes]] = {
    "time": _time,
    "skill": _skill,
    "role": _role,
    "topic": _topic,
    "place": _place,
    "start": _start,
}
"""The factors of ``factors.FACTORS``, each as the rows of its levels."""

CHOOSY_FIRST = ("place", "role", "skill", "topic", "start", "time")
"""The same names: those in which most rows gain little come first, since they leave few rows."""


# Ranking


def sift(index: Index, asker: Asker, weights: Mapping[str, int]) -> Sifted:
    """Rank the actions of an index for a person.

    Args:
        index: The actions.
        asker: Who asks.
        weights: What each factor counts; only factors of the core.
    """
    shut = _shut(index, asker)
    listed, excluded = _listed(index, shut)
    columns = [
        (weight, CLASSES[name](index, asker))
        for name in CHOOSY_FIRST
        if (weight := weights.get(name))
    ]
    return Sifted(
        listed=(
            (score, index.actions[row]) for score, row in best_first(index.all & listed, columns)
        ),
        near=(
            (score, index.actions[row])
            for rows in _near(index, asker, shut)
            for score, row in best_first(rows, columns)
        ),
        excluded=excluded,
    )


def _listed(index: Index, shut: Mapping[str, int]) -> tuple[int, dict[str, int]]:
    """Return the rows that no gate keeps out, and how many each keeps out first."""
    left, kept, excluded = index.all, index.size, {}
    for name, rows in shut.items():
        left = without(left, rows)
        remaining = left.bit_count() if rows else kept
        excluded[name], kept = kept - remaining, remaining
    excluded["status"] += index.retired
    excluded["region"] += index.elsewhere
    return left, excluded


def _near(index: Index, asker: Asker, shut: Mapping[str, int]) -> Iterator[int]:
    """Return the rows that one change would list, then those that need two, and so on."""
    if asker.concern:
        return
    fixed = union(rows for name, rows in shut.items() if name not in OFFERED)
    rows = without(index.all, fixed | index.of("is", "concern"))
    needed = counted(rows, (shut[name] for name in OFFERED))
    yield from (needed[count] for count in sorted(needed) if count)


def best_first(rows: int, columns: Sequence[tuple[int, Classes]]) -> Iterator[tuple[int, int]]:
    """Return rows in order of their score, the highest first, and of two equal ones the higher row.

    What waits is some rows, up to which factor they were followed, and the class of it that comes
    next; ordered by the most that they can still reach, with a minus, since a heap gives the
    lowest. Taking the best class of each factor in turn keeps that bound; the next class of a
    factor waits with a bound of its own.

    Args:
        rows: Which rows to rank.
        columns: For each factor its weight and its classes.

    Returns:
        Pairs of score and row, one at a time: what is not asked for is not worked out.
    """
    if rows.bit_length() <= _SMALL and rows.bit_count() <= _FEW:
        yield from _one_by_one(rows, columns)
        return
    steps = [_step(rows, weight, classes) for weight, classes in columns]
    lowest = -sum(step[0][0] for step in steps)
    waiting = [(lowest, 0, 0, 0, rows)]
    serial = count(1)
    while waiting:
        best, leaves = waiting[0][0], 0
        while waiting and waiting[0][0] == best:
            _, _, depth, place, held = heappop(waiting)
            for step in steps[depth:]:
                gained, members = step[place]
                place += 1
                if place < len(step):
                    bound = best + gained - step[place][0]
                    heappush(waiting, (bound, next(serial), depth, place, held))
                held &= members
                if not held:
                    break
                depth, place = depth + 1, 0
            leaves |= held
        yield from ((-best, row) for row in rows_of(leaves))


def _one_by_one(rows: int, columns: Sequence[tuple[int, Classes]]) -> list[tuple[int, int]]:
    """Add up the score of each row, which is soonest done where there are few."""
    scores = dict.fromkeys(rows_of(rows), 0)
    for weight, classes in columns:
        for level, members in classes:
            within = members & rows
            while within:  # as rows_of does, which costs more than a step for sets of so few rows
                row = within.bit_length() - 1
                scores[row] += weight * level // at.TOP
                within ^= 1 << row
    return sorted(((score, row) for row, score in scores.items()), reverse=True)


def _step(rows: int, weight: int, classes: Classes) -> Classes:
    """Return points and rows of a factor, the most points first; the first has one of the rows."""
    step = [(at.points(weight, level), members) for level, members in classes if members]
    step.sort(key=itemgetter(0), reverse=True)
    top = next((place for place, (_, members) in enumerate(step) if members & rows), len(step))
    rest = without(rows, union(members for _, members in step[top:]))
    return [*step[top:], (0, rest)] if rest else step[top:]
