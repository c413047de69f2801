"""Which offers to take when there is room for some: the best choice, exactly.

An offer takes room, counted in whole steps, and is worth something. Of one group the first counts
in full and each further one less. The worth of a choice and who is in it are kept as one whole
number: the worth in front, and behind it a bit for each offer. So the greatest number is the best
choice, equal ones are told apart by the offers in them, and nothing has to be traced back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

import attrs

from takeaction.value import Value

SHARES = (100, 80, 60, 40, 20)
"""What the first, second, … of what is alike counts, in hundredths; any further one as the last."""

_IMPOSSIBLE = -1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Offer(Value):
    """Something that may be taken, once.

    Attributes:
        id: Who it is; of two choices that are worth the same, the one with the first id is taken.
        group: What it is alike to.
        value: What it is worth by itself, 0 or more.
        steps: The room it takes, 1 or more.
        after: The ids of offers that it cannot be taken without.
    """

    id: str
    group: str
    value: int
    steps: int
    after: frozenset[str] = frozenset()


def share(place: int) -> int:
    """Return what something counts that stands at a place, from 0, among what it is alike to."""
    return SHARES[min(place, len(SHARES) - 1)]


def worth(offers: Iterable[Offer]) -> int:
    """Return what a choice is worth: in each group the best counts in full, the next ones less.

    Returns:
        The sum of value times share, so in hundredths of what values count in.
    """
    return sum(
        offer.value * share(place)
        for _, group in _groups(offers)
        for place, offer in enumerate(group)
    )


def best(offers: Collection[Offer], room: int) -> frozenset[str]:
    """Return the ids of the choice that is worth most.

    An offer that others need is settled by trying both: with it, or without it and them. Few
    tries are needed, since one in which nothing is missing, or that is not better than the best
    so far, is not split further.

    Args:
        offers: With ids that stand once. What they need is among them, without circles.
        room: How many steps there are, 0 or more.
    """
    free, tied = _apart(offers)
    bits = {id: 1 << place for place, id in enumerate(sorted((o.id for o in offers), reverse=True))}
    room = min(room, sum(offer.steps for offer in offers))
    start = [0] * (room + 1)
    for group in free:
        start = _with_group(start, group, bits)
    found = 0
    tries: list[tuple[frozenset[str], frozenset[str]]] = [(frozenset(), frozenset())]
    while tries:
        needed, banned = tries.pop()
        row = start
        for group in tied:
            row = _with_group(row, [o for o in group if o.id not in banned], bits, needed)
        if row[-1] <= found:
            continue
        missing = _missing(offers, row[-1], bits)
        if missing is None:
            found = row[-1]
        else:
            without = _resting_on(missing, offers)
            if needed.isdisjoint(without):
                tries.append((needed, banned | without))
            tries.append((needed | {missing}, banned))
    return frozenset(id for id, bit in bits.items() if found & bit)


def _groups(offers: Iterable[Offer]) -> list[tuple[str, list[Offer]]]:
    """Return the offers by group, in each the best first."""
    inside = sorted(offers, key=lambda offer: (offer.group, -offer.value, offer.id))
    return [(name, list(group)) for name, group in groupby(inside, lambda offer: offer.group)]


def _apart(offers: Iterable[Offer]) -> tuple[list[list[Offer]], list[list[Offer]]]:
    """Return the groups that nothing ties to another offer, and those with something that is."""
    needed = {id for offer in offers for id in offer.after}
    free: list[list[Offer]] = []
    tied: list[list[Offer]] = []
    for _, group in _groups(offers):
        (tied if any(o.after or o.id in needed for o in group) else free).append(group)
    return free, tied


def _missing(offers: Iterable[Offer], number: int, bits: Mapping[str, int]) -> str | None:
    """Return the first offer that one in a choice needs and that is not in it."""
    lacking = {
        id
        for offer in offers
        if number & bits[offer.id]
        for id in offer.after
        if not number & bits[id]
    }
    return min(lacking, default=None)


def _resting_on(id: str, offers: Iterable[Offer]) -> set[str]:
    """Return an offer and all that cannot be taken without it."""
    resting = {id}
    while more := {o.id for o in offers if o.after & resting} - resting:
        resting |= more
    return resting


def _with_group(
    row: Sequence[int],
    group: Iterable[Offer],
    bits: Mapping[str, int],
    needed: Collection[str] = (),
) -> list[int]:
    """Choose from one more group.

    Args:
        row: The best number with each room, from 0 steps up to all.
        group: Its offers, the best first.
        bits: The bit of each offer.
        needed: Ids that must be taken.

    Returns:
        As *row*.
    """
    above = len(bits)
    counts = [list(row)]  # by how many of the group are in; the last holds all from there on
    for offer in group:
        grown = [[_IMPOSSIBLE] * len(row) if offer.id in needed else each for each in counts]
        if len(grown) < len(SHARES):
            grown.append([_IMPOSSIBLE] * len(row))
        for place, old in enumerate(counts):
            gain = (offer.value * share(place) << above) + bits[offer.id]
            into = min(place + 1, len(SHARES) - 1)
            grown[into] = _better(grown[into], old, offer.steps, gain)
        counts = grown
    return [max(each) for each in zip(*counts, strict=True)]


def _better(one: list[int], other: list[int], steps: int, gain: int) -> list[int]:
    """Return the better for each room: as it was, or the other one with something added to it."""
    added = (
        was if old < 0 or was > (new := old + gain) else new
        for was, old in zip(one[steps:], other, strict=False)
    )
    return [*one[:steps], *added]
