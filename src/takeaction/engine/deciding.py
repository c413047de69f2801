"""Which signs decide: the fewest that give the level by themselves."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations_with_replacement

from takeaction.engine.weighing import DECISIVE_FOR_MINORS, Weighed, fact, of_children, weigh
from takeaction.models.indicator import Indicator
from takeaction.vocabulary.signs import Concern, Person

Alike = Sequence[Indicator]


def decisive(weighed: Weighed, person: Person) -> tuple[Indicator, ...]:
    """Return the fewest of the signs that count which alone give the same level.

    Args:
        weighed: Signs weighed together.
        person: Who they are about as it was said, and not as a sign of children has it.

    Returns:
        In order of ids; of several such sets the one with the strongest signs, then the first by
        id. Fewer never do. Another set may do as well. Empty where the level is the lowest.
    """
    if weighed.level is Concern.NOT_ENOUGH_INFORMATION:
        return ()
    fewest = next(signs for signs in _sets(weighed) if weigh(signs, person).level is weighed.level)
    return tuple(sorted(fewest, key=lambda sign: sign.id))


def _sets(weighed: Weighed) -> Iterator[list[Indicator]]:
    """Return sets of signs, small ones first; of sets that weigh the same only one."""
    alike = _alike(weighed)
    kinds = chain.from_iterable(
        combinations_with_replacement(range(len(alike)), size)
        for size in range(1, len(weighed.counted) + 1)
    )
    return filter(None, (_taken(Counter(wanted), alike) for wanted in kinds))


def _taken(wanted: Counter[int], alike: list[Alike]) -> list[Indicator]:
    """Return so many signs of each group; none where a group has fewer."""
    if any(count > len(alike[kind]) for kind, count in wanted.items()):
        return []
    return [sign for kind, count in wanted.items() for sign in alike[kind][:count]]


def _alike(weighed: Weighed) -> list[Alike]:
    """Return the signs that count in groups that weigh the same, the strongest first."""
    doubled = {fact(each.sign) for each in weighed.counted if not each.points}
    groups: dict[tuple[object, ...], list[Indicator]] = {}
    for each in sorted(weighed.counted, key=lambda weight: (-weight.points, weight.sign.id)):
        sign = each.sign
        own = sign.id if fact(sign) in doubled or sign.concept in DECISIVE_FOR_MINORS else None
        key = (sign.element, sign.grade, sign.child_grade, of_children(sign), own)
        groups.setdefault(key, []).append(sign)
    return list(groups.values())
