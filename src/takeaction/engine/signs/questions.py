"""What to ask next: signs that somebody can know without asking anybody anything."""

from collections.abc import Iterable

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.signs.weighing import (
    DECISIVE_FOR_MINORS,
    ELEMENTS,
    POINTS,
    Sums,
    Weighed,
    counts,
    grade_of,
    level_of,
    of_children,
    weigh,
)
from takeaction.models.indicator import Indicator
from takeaction.value import Value
from takeaction.vocabulary import Observer, Status
from takeaction.vocabulary.signs import (
    AppliesTo,
    Ask,
    Concern,
    Element,
    Exploitation,
    Grade,
    Person,
)

MOST_QUESTIONS = 3

LAY = frozenset({Observer.BYSTANDER, Observer.EDUCATION, Observer.EMPLOYER})
"""Who notices, and asks nobody: an untrained question can warn those who control a person."""


@attrs.frozen(eq=False, repr=False)
class Known(Value):
    """What is known so far.

    Attributes:
        seen: The signs that were seen, without context.
        weighed: They weighed together.
        closed: The concepts that an answer was given for, seen or not seen.
    """

    seen: tuple[Indicator, ...]
    weighed: Weighed
    closed: frozenset[str]


def noticeable(catalog: Catalog, role: Observer) -> tuple[Indicator, ...]:
    """Return the signs that somebody in a role could come to know, in order of ids."""
    return tuple(
        each
        for each in catalog.indicators.values()
        if counts(each) and role in each.observable_by and each.status is Status.ACTIVE
    )


def askable(catalog: Catalog, role: Observer, person: Person) -> tuple[Indicator, ...]:
    """Return the signs that may be asked for.

    Args:
        catalog: Where the signs come from.
        role: Who is asked. Bystanders, teachers and employers are asked only for what can be
            noticed, so that nobody without training is sent to question a person.
        person: Who the signs are about: nobody is asked for signs of another age.

    Returns:
        In order of ids; context is never asked for.
    """
    other_age = {
        Person.ADULT: AppliesTo.CHILD,
        Person.CHILD: AppliesTo.ADULT,
        Person.POSSIBLY_CHILD: AppliesTo.ADULT,
    }.get(person)
    return tuple(
        each
        for each in noticeable(catalog, role)
        if each.applies_to is not other_age and (each.ask is Ask.NOTICE or role not in LAY)
    )


def questions(candidates: Iterable[Indicator], known: Known) -> tuple[Indicator, ...]:
    """Return up to three signs whose answer would say most.

    Args:
        candidates: What may be asked for.
        known: What is known so far.

    Returns:
        One for each open concept: first what would raise the level most, then means, since that
        tells bad work from trafficking, then an element that nothing is known of, then the
        stronger sign, then by id. Each would raise the level or open an element. Empty where the
        level cannot rise.
    """
    if known.weighed.level is Concern.STRONG_CONCERN:
        return ()
    types = pointed_at(known.seen)
    best: dict[str, tuple[tuple[int | bool | str, ...], Indicator]] = {}
    bases = {minor: _base(known, minor=minor) for minor in (known.weighed.minor, True)}
    for each in candidates:
        concept = concept_of(each)
        if concept in known.closed or not ({Exploitation.ANY, *types} & each.types):
            continue
        worth = _worth(each, known.weighed, bases)
        if worth and (concept not in best or worth < best[concept][0]):
            best[concept] = worth, each
    ordered = sorted(best.values(), key=lambda found: found[0])
    return tuple(each for _, each in ordered[:MOST_QUESTIONS])


def pointed_at(seen: Iterable[Indicator]) -> frozenset[Exploitation]:
    """Return the kinds of exploitation that signs point to; empty if to none in particular."""
    return frozenset(each for sign in seen for each in sign.types) - {Exploitation.ANY}


def concept_of(sign: Indicator) -> str:
    """Return what an answer is about: an answer to one sign of a concept closes it."""
    return sign.concept or sign.id


def _base(known: Known, *, minor: bool) -> Weighed:
    if minor is known.weighed.minor:
        return known.weighed
    return weigh(known.seen, Person.POSSIBLY_CHILD)


def _worth(
    sign: Indicator, now: Weighed, bases: dict[bool, Weighed]
) -> tuple[int | bool | str, ...] | None:
    """Return what puts a question in its place, lowest first; None if its answer says nothing."""
    minor = now.minor or of_children(sign)
    base = bases[minor]
    grade = grade_of(sign, minor=minor)
    decisive = sign.concept in DECISIVE_FOR_MINORS
    level = level_of(_added(sign, grade, base), minor=minor, decisive=decisive)
    rise = level.rank - now.level.rank
    empty = not now.sums[sign.element]
    if rise <= 0 and not empty:
        return None
    return -rise, sign.element is not Element.MEANS, not empty, -grade.rank, sign.id


def _added(sign: Indicator, grade: Grade, base: Weighed) -> Sums:
    """Return the points of each element once a sign of a new concept is seen."""
    weak = grade is Grade.WEAK and any(
        each.grade is Grade.WEAK and each.sign.element is sign.element for each in base.counted
    )
    more = {sign.element: 0 if weak else POINTS[grade]}
    return {element: base.sums[element] + more.get(element, 0) for element in ELEMENTS}


def checklist(candidates: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return signs to tick off: of those that say the same and as much, the most general one.

    Args:
        candidates: What may be asked for.

    Returns:
        Means first, then what somebody is used for, then acts; strong before weak, then by id.
    """
    order = (Element.MEANS, Element.PURPOSE, Element.ACT)
    found: dict[tuple[str, Grade], Indicator] = {}
    for each in sorted(candidates, key=lambda sign: (Exploitation.ANY not in sign.types, sign.id)):
        found.setdefault((concept_of(each), each.grade), each)
    return tuple(
        sorted(
            found.values(),
            key=lambda sign: (order.index(sign.element), -sign.grade.rank, sign.id),
        )
    )
