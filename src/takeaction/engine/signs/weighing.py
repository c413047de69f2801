"""How much signs weigh together: the rule of the ILO and the European Commission, in points.

Signs of one concept are one fact seen twice, and the strongest counts. Strong counts 4, medium 2,
weak 1, at most one weak for each element; an element is positive from 5. That says the same as the
published rule: two strong, one strong and another, three medium, or two medium and a weak.

Source:
    ILO and European Commission, Operational indicators of trafficking in human beings, revised
    September 2009. It has six dimensions; here are the three elements of the Palermo Protocol.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations_with_replacement

import attrs

from takeaction.models.indicator import Indicator
from takeaction.value import Value
from takeaction.vocabulary.signs import AppliesTo, Concern, Element, Grade, Person

POINTS: Mapping[Grade, int] = {Grade.STRONG: 4, Grade.MEDIUM: 2, Grade.WEAK: 1, Grade.CONTEXT: 0}
POSITIVE = 5
"""From so many points on, an element is positive."""

ELEMENTS = (Element.ACT, Element.MEANS, Element.PURPOSE)
DECISIVE_FOR_MINORS = frozenset({"minor-commercial-sex"})
"""Concepts that are enough by themselves where the person is, or may be, under 18."""

MINORS = frozenset({Person.CHILD, Person.POSSIBLY_CHILD})

Sums = Mapping[Element, int]

_USED = 2
"""Points of purpose that, with a positive means, make a concern strong: more than one weak sign."""


@attrs.frozen(eq=False, repr=False)
class _Rule(Value):
    """What is enough: points of one element, of two or more together, and for some concern."""

    element: int
    total: int
    some: int


_ADULT = _Rule(element=POSITIVE, total=6, some=2)
_MINOR = _Rule(element=4, total=4, some=1)


@attrs.frozen(eq=False, repr=False)
class Weight(Value):
    """A sign that counts.

    Attributes:
        sign: The sign.
        grade: Its grade for this person: the one for children where the person may be one.
        points: What it adds to its element; 0 for a sign that counts for nothing but the age.
    """

    sign: Indicator
    grade: Grade
    points: int


@attrs.frozen(eq=False, repr=False)
class Weighed(Value):
    """Signs weighed together.

    Attributes:
        person: Who the signs are about: may be a child if a sign says so, whatever was said.
        counted: What counts, in order of ids.
        same: Signs left out, each with the counted one that says the same.
        spare: Weak signs left out, since one of their element counts already.
        level: The level of concern.
    """

    person: Person
    counted: tuple[Weight, ...]
    same: tuple[tuple[Indicator, Indicator], ...]
    spare: tuple[Indicator, ...]
    level: Concern

    @property
    def minor(self) -> bool:
        """Whether the person is or may be under 18."""
        return self.person in MINORS

    @property
    def sums(self) -> Sums:
        """The points of each element."""
        return _sums(self.counted)


def weigh(signs: Iterable[Indicator], person: Person) -> Weighed:
    """Weigh signs together.

    Args:
        signs: What was seen, in any order; context is left out and counts nowhere.
        person: Who they are about.
    """
    seen = sorted({each.id: each for each in signs if counts(each)}.values(), key=_by_id)
    meant = aged(seen, person)
    minor = meant in MINORS
    best: dict[tuple[Element, str], Indicator] = {}
    for each in sorted(seen, key=lambda sign: _precedence(sign, minor=minor)):
        best.setdefault(fact(each), each)
    kept = [each for each in seen if best[fact(each)] is each]
    spare = _spare(kept, minor=minor)
    counted = [
        Weight(each, grade := grade_of(each, minor=minor), POINTS[grade])
        for each in kept
        if each not in spare
    ]
    of_age = () if meant is person else _of_age(seen, counted)
    return Weighed(
        person=meant,
        counted=tuple(
            sorted(
                [*counted, *(Weight(each, grade_of(each, minor=True), 0) for each in of_age)],
                key=lambda weight: weight.sign.id,
            )
        ),
        same=tuple(
            (each, best[fact(each)])
            for each in seen
            if best[fact(each)] is not each and each not in of_age
        ),
        spare=tuple(spare),
        level=level_of(_sums(counted), minor=minor, decisive=_decides(counted)),
    )


def counts(sign: Indicator) -> bool:
    """Tell whether a sign is one: context says who or where, and never counts."""
    return sign.element is not Element.CONTEXT


def fact(sign: Indicator) -> tuple[Element, str]:
    """Return what a sign says: signs that say the same are one fact.

    The element is part of it. Packs that disagree on the element of a concept could otherwise
    take points from one element by adding them to another.
    """
    return sign.element, sign.concept or sign.id


def grade_of(sign: Indicator, *, minor: bool) -> Grade:
    """Return the grade of a sign for an adult, or for somebody who is or may be under 18."""
    return sign.child_grade or sign.grade if minor else sign.grade


def aged(signs: Iterable[Indicator], person: Person) -> Person:
    """Return who the signs are about: a sign of children makes anybody possibly a child."""
    if person in MINORS or not any(map(of_children, signs)):
        return person
    return Person.POSSIBLY_CHILD


def of_children(sign: Indicator) -> bool:
    """Tell whether a sign is of children alone."""
    return sign.applies_to is AppliesTo.CHILD


def level_of(sums: Sums, *, minor: bool, decisive: bool = False) -> Concern:
    """Return the level of concern.

    Args:
        sums: The points of each element.
        minor: Whether the person is or may be under 18.
        decisive: Whether something counts that is enough by itself for somebody under 18.
    """
    rule = _MINOR if minor else _ADULT
    act, means, purpose = (sums[element] for element in ELEMENTS)
    total = act + means + purpose
    spread = total > max(act, means, purpose)
    strong = means >= POSITIVE and purpose >= _USED
    if strong or (minor and (decisive or (purpose >= POSITIVE and act + means > 0))):
        return Concern.STRONG_CONCERN
    if max(act, means, purpose) >= rule.element or (spread and total >= rule.total):
        return Concern.SERIOUS_CONCERN
    return Concern.SOME_CONCERN if total >= rule.some else Concern.NOT_ENOUGH_INFORMATION


def _decides(counted: Iterable[Weight]) -> bool:
    return any(each.sign.concept in DECISIVE_FOR_MINORS for each in counted)


def _by_id(sign: Indicator) -> str:
    return sign.id


def _precedence(sign: Indicator, *, minor: bool) -> tuple[int, bool, str]:
    """Return what puts the sign first that stands for those that say the same.

    Of two as strong, the one of children: then what counts also says why the person may be one.
    """
    return -grade_of(sign, minor=minor).rank, not of_children(sign), sign.id


def _of_age(seen: Iterable[Indicator], counted: Iterable[Weight]) -> tuple[Indicator, ...]:
    """Return the sign that makes somebody possibly a child, if nothing that counts does."""
    if any(of_children(each.sign) for each in counted):
        return ()
    return (next(filter(of_children, seen)),)


def _spare(kept: Iterable[Indicator], *, minor: bool) -> list[Indicator]:
    """Return the weak signs that add nothing: one is enough for each element."""
    weak: dict[Element, list[Indicator]] = {}
    for each in sorted(kept, key=lambda sign: _precedence(sign, minor=minor)):
        if grade_of(each, minor=minor) is Grade.WEAK:
            weak.setdefault(each.element, []).append(each)
    return [each for listed in weak.values() for each in listed[1:]]


def _sums(counted: Iterable[Weight]) -> Sums:
    sums = dict.fromkeys(ELEMENTS, 0)
    for each in counted:
        sums[each.sign.element] += each.points
    return sums


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
