"""The best choice of offers for a limited room, exactly.

An offer takes room, counted in whole steps, and is worth something. In each group the first offer
counts in full and each further one less. The worth of a choice and its members are kept as one
whole number: the worth in front, and behind it a bit for each offer. So the greatest number is
the best choice, the ids decide between choices of equal worth, and nothing has to be traced back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

import attrs

from takeaction.value import Value

SHARES = (100, 80, 60, 40, 20)
"""The share that the first, second, … offer of a group counts, in hundredths; then as the last.

Set by reasoning and by reading plans, not measured: see ``docs/explanation/planning.md``.
"""

_IMPOSSIBLE = -1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Offer(Value):
    """An offer that may be taken once.

    Attributes:
        id: Its id. Of two choices of equal worth, the one with the first id wins.
        group: The group of offers that are alike.
        value: Its worth in full, 0 or more.
        steps: The room it takes, 1 or more.
        after: The ids of offers without which it cannot be taken.
    """

    id: str
    group: str
    value: int
    steps: int
    after: frozenset[str] = frozenset()


def share(place: int) -> int:
    """Return the share that an offer counts, in hundredths, by its place in its group from 0."""
    return SHARES[min(place, len(SHARES) - 1)]


def worth(offers: Iterable[Offer]) -> int:
    """Return the worth of a choice: in each group the best counts in full, further ones less.

    Returns:
        The sum of value times share, so in hundredths of the unit of the values.
    """
    return sum(
        offer.value * share(place)
        for _, group in _by_group(offers)
        for place, offer in enumerate(group)
    )


def best_choice(offers: Collection[Offer], room: int) -> frozenset[str]:
    """Return the ids of the choice that is worth most.

    If the best choice lacks an offer that another needs, two tries follow: one with it, and one
    without it and its followers. A try that lacks nothing, or that is not better than the best
    choice so far, is not split further, so few tries are needed.

    Args:
        offers: Each id occurs once. The offers that one needs are among them, without circles.
        room: The number of steps, 0 or more.
    """
    free, tied = _split_groups(offers)
    bits = {id: 1 << place for place, id in enumerate(sorted((o.id for o in offers), reverse=True))}
    room = min(room, sum(offer.steps for offer in offers))
    start = [0] * (room + 1)
    for group in free:
        start = _add_group(start, group, bits)
    best = 0
    tries: list[tuple[frozenset[str], frozenset[str]]] = [(frozenset(), frozenset())]
    while tries:
        needed, banned = tries.pop()
        row = start
        for group in tied:
            row = _add_group(row, [o for o in group if o.id not in banned], bits, needed)
        if row[-1] <= best:
            continue
        missing = _missing_offer(offers, row[-1], bits)
        if missing is None:
            best = row[-1]
        else:
            without = _with_followers(missing, offers)
            if needed.isdisjoint(without):
                tries.append((needed, banned | without))
            tries.append((needed | {missing}, banned))
    return frozenset(id for id, bit in bits.items() if best & bit)


def _by_group(offers: Iterable[Offer]) -> list[tuple[str, list[Offer]]]:
    """Return the offers by group, the best of each group first."""
    ordered = sorted(offers, key=lambda offer: (offer.group, -offer.value, offer.id))
    return [(name, list(group)) for name, group in groupby(ordered, lambda offer: offer.group)]


def _split_groups(offers: Iterable[Offer]) -> tuple[list[list[Offer]], list[list[Offer]]]:
    """Return the free groups, and the tied ones: those with an offer that needs or is needed."""
    needed = {id for offer in offers for id in offer.after}
    free: list[list[Offer]] = []
    tied: list[list[Offer]] = []
    for _, group in _by_group(offers):
        (tied if any(o.after or o.id in needed for o in group) else free).append(group)
    return free, tied


def _missing_offer(offers: Iterable[Offer], number: int, bits: Mapping[str, int]) -> str | None:
    """Return the first id that a member of a choice needs and that is not in the choice."""
    missing = {
        id
        for offer in offers
        if number & bits[offer.id]
        for id in offer.after
        if not number & bits[id]
    }
    return min(missing, default=None)


def _with_followers(id: str, offers: Iterable[Offer]) -> set[str]:
    """Return an offer and all offers that cannot be taken without it."""
    ids = {id}
    while new := {o.id for o in offers if o.after & ids} - ids:
        ids |= new
    return ids


def _add_group(
    row: Sequence[int],
    group: Iterable[Offer],
    bits: Mapping[str, int],
    needed: Collection[str] = (),
) -> list[int]:
    """Choose from one more group.

    Args:
        row: The best number for each room, from 0 steps up to all.
        group: The offers of the group, the best first.
        bits: The bit of each offer.
        needed: Ids that must be taken.

    Returns:
        As *row*.
    """
    shift = len(bits)
    rows = [list(row)]  # by the number of members taken; the last row is for that many or more
    for offer in group:
        is_needed = offer.id in needed
        new_rows = [[_IMPOSSIBLE] * len(row) if is_needed else old_row for old_row in rows]
        if len(new_rows) < len(SHARES):
            new_rows.append([_IMPOSSIBLE] * len(row))
        for place, old_row in enumerate(rows):
            gain = (offer.value * share(place) << shift) + bits[offer.id]
            target = min(place + 1, len(SHARES) - 1)
            new_rows[target] = _better_row(new_rows[target], old_row, offer.steps, gain)
        rows = new_rows
    return [max(numbers) for numbers in zip(*rows, strict=True)]


def _better_row(row: list[int], old_row: list[int], steps: int, gain: int) -> list[int]:
    """Return the better number for each room: the one in *row*, or an old one with the gain."""
    better = (
        number if old < 0 or number > (new := old + gain) else new
        for number, old in zip(row[steps:], old_row, strict=False)
    )
    return [*row[:steps], *better]
