"""The fast way to rank: gates and factors as sets of rows.

Each gate, and each level of each factor, is the set of the actions that it holds for; the best
classes are looked at first, and the rest never. It gives what the plain loop gives: the same
actions, scores and counts in the same order. That is a law, and tested.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter

from takeaction.engine import factors as at
from takeaction.engine.bestfirst import Classes, best_first
from takeaction.engine.bitmaps import at_least, bitmap, counted, summed, union, without
from takeaction.engine.gates import OFFERED
from takeaction.engine.index import Index
from takeaction.engine.person import ANYONE, Asker
from takeaction.engine.sifted import Sifted
from takeaction.models.region import WORLD
from takeaction.vocabulary import Cost, Rarity, Risk, WordKind

_COSTS, _RISKS = tuple(Cost), tuple(Risk)

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
    if not asker.concern:
        asked = without(asked, index.of("is", "concern"))
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
    reports = index.of("is", "concern")
    for implied in filter(None, (asker.of_work, asker.of_age)):
        ways.append((at.IMPLIED_IN_PART, without(topics.any(implied), reports)))
        ways.append((at.IMPLIED, without(index.whole("topic", implied), reports)))
    if asker.own_topics:
        ways += _asked(index, asker)
        ways.append((at.SOME_OF_IT, topics.any(asker.own_topics)))
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
    classes = {level: levels[level] for level in levels}
    far = without(_leads(index, asker), _near_to(index, asker))
    for level, rows in list(classes.items()):
        if lowered := rows & far:
            classes[level] ^= lowered
            classes[level - at.FAR] = classes.get(level - at.FAR, 0) | lowered
    return list(classes.items())


def _leads(index: Index, asker: Asker) -> int:
    """Return the rows that come first for their kind: reports with a concern, else learning."""
    reports = index.of("is", "concern")
    if asker.concern:
        return reports
    return 0 if asker.survivor else without(index.of("is", "quiet"), reports)


def _near_to(index: Index, asker: Asker) -> int:
    """Return the rows that are for everybody to know, or about what is near to the person."""
    named = without(index.of("role", *asker.own_roles), index.of("role", ANYONE))
    about = index.of("topic", *asker.near_topics)
    return named | about | index.of("is", "general") | index.of("topic count", 0)


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
