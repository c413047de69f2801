"""The next questions: signs that somebody can know of without asking anybody anything."""

from collections.abc import Iterable

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.signs.weighing import (
    GRADE_POINTS,
    ElementPoints,
    WeighedSigns,
    can_count,
    grade_of,
    is_about_children,
    is_demeanour,
    is_enough_for_minors,
    is_working_condition,
    level_of,
    weigh_signs,
)
from takeaction.models.indicator import Indicator
from takeaction.value import Value
from takeaction.vocabulary.records import Observer, Status
from takeaction.vocabulary.signs import (
    ELEMENTS,
    AppliesTo,
    Ask,
    Concern,
    Element,
    Exploitation,
    Grade,
    Person,
)

MOST_QUESTIONS = 3
"""The most questions of one answer. It bounds the length; a judgement, and not measured."""

NOTICE_ONLY = frozenset({Observer.BYSTANDER, Observer.EDUCATION, Observer.EMPLOYER})
"""Observers who notice and ask nobody: an untrained question can warn whoever controls a person."""

_Worth = tuple[int | bool | str, ...]


@attrs.frozen(eq=False, repr=False)
class KnownSigns(Value):
    """The signs known so far, and the concepts that were answered.

    Attributes:
        signs: The signs that were seen, without context.
        weighed: The same signs weighed together.
        closed: The concepts with an answer, seen or not seen.
    """

    signs: tuple[Indicator, ...]
    weighed: WeighedSigns
    closed: frozenset[str]


def noticeable_signs(catalog: Catalog, role: Observer) -> tuple[Indicator, ...]:
    """Return the signs that somebody in a role could come to know, in order of id."""
    return tuple(
        sign
        for sign in catalog.indicators.values()
        if can_count(sign) and role in sign.observable_by and sign.status is Status.ACTIVE
    )


def askable_signs(catalog: Catalog, role: Observer, person: Person) -> tuple[Indicator, ...]:
    """Return the signs that somebody in a role may be asked about.

    Args:
        catalog: The source of the signs.
        role: The person who answers. Bystanders, teachers and employers are asked only about signs
            that anybody notices, so that nobody without training is sent to question a person.
        person: The person the signs are about: nobody is asked about signs of another age.

    Returns:
        In order of id; never context.
    """
    other_age = {
        Person.ADULT: AppliesTo.CHILD,
        Person.CHILD: AppliesTo.ADULT,
        Person.POSSIBLY_CHILD: AppliesTo.ADULT,
    }.get(person)
    return tuple(
        sign
        for sign in noticeable_signs(catalog, role)
        if sign.applies_to is not other_age and (sign.ask is Ask.NOTICE or role not in NOTICE_ONLY)
    )


def next_questions(candidates: Iterable[Indicator], known: KnownSigns) -> tuple[Indicator, ...]:
    """Return up to three signs whose answers would say most.

    Args:
        candidates: The signs that may be asked about.
        known: The signs known so far.

    Returns:
        One sign for each open concept: first the one that would raise the level most, then means,
        since they tell bad work from trafficking, then an element without any points, then the
        stronger sign, then by id. Each would raise the level or open an element. Empty where the
        level cannot rise.
    """
    if known.weighed.level is Concern.STRONG_CONCERN:
        return ()
    types = exploitation_types(known.signs)
    now = as_minor = _Base(known.weighed)
    if not known.weighed.minor:
        as_minor = _Base(weigh_signs(known.signs, Person.POSSIBLY_CHILD))
    best: dict[str, tuple[_Worth, Indicator]] = {}
    for sign in candidates:
        concept = concept_of(sign)
        if concept in known.closed or not ({Exploitation.ANY, *types} & sign.types):
            continue
        worth = _worth(sign, now, as_minor)
        if worth and (concept not in best or worth < best[concept][0]):
            best[concept] = worth, sign
    ranked = sorted(best.values(), key=lambda question: question[0])
    return tuple(sign for _, sign in ranked[:MOST_QUESTIONS])


def exploitation_types(signs: Iterable[Indicator]) -> frozenset[Exploitation]:
    """Return the types of exploitation that signs point to; empty if to none in particular."""
    return frozenset(kind for sign in signs for kind in sign.types) - {Exploitation.ANY}


def concept_of(sign: Indicator) -> str:
    """Return the concept of a sign, or its id: an answer to one sign of a concept closes it."""
    return sign.concept or sign.id


def checklist_signs(candidates: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return signs to tick off: for each concept and grade, the most general sign.

    Args:
        candidates: The signs that may be asked about.

    Returns:
        Means first, then purpose, then acts; strong before weak, then by id.
    """
    order = (Element.MEANS, Element.PURPOSE, Element.ACT)
    general: dict[tuple[str, Grade], Indicator] = {}
    for sign in sorted(candidates, key=lambda sign: (Exploitation.ANY not in sign.types, sign.id)):
        general.setdefault((concept_of(sign), sign.grade), sign)
    return tuple(
        sorted(
            general.values(),
            key=lambda sign: (order.index(sign.element), -sign.grade.rank, sign.id),
        )
    )


class _Base:
    """The known signs weighed together, summed up once for all candidates.

    Attributes:
        weighed: The signs.
        points: The points of each element.
        weak: The elements for which a weak sign counts: a further one adds nothing.
        is_capped: Whether only working conditions of an adult are known, if anything is.
        is_faint: Whether only is known how somebody seems, if anything is.
    """

    def __init__(self, weighed: WeighedSigns) -> None:
        self.weighed = weighed
        self.points = weighed.element_points
        self.is_capped = weighed.person is Person.ADULT and (
            weighed.only_conditions or not weighed.counted
        )
        self.is_faint = all(is_demeanour(graded.sign) for graded in weighed.counted)
        self.weak = {
            graded.sign.element for graded in weighed.counted if graded.grade is Grade.WEAK
        }

    def points_with(self, sign: Indicator, grade: Grade) -> ElementPoints:
        """Return the points of each element with one more sign, of a new concept."""
        is_surplus = grade is Grade.WEAK and sign.element in self.weak
        added = {sign.element: 0 if is_surplus else GRADE_POINTS[grade]}
        return {element: self.points[element] + added.get(element, 0) for element in ELEMENTS}


def _worth(sign: Indicator, now: _Base, as_minor: _Base) -> _Worth | None:
    """Return the sort key of a question, best lowest; None if its answer would change nothing."""
    minor = now.weighed.minor or is_about_children(sign)
    grade = grade_of(sign, minor=minor)
    level = level_of(
        (as_minor if minor else now).points_with(sign, grade),
        minor=minor,
        sufficient=is_enough_for_minors(sign),
        is_capped=now.is_capped and not minor and is_working_condition(sign),
        is_faint=now.is_faint and is_demeanour(sign),
    )
    rise = level.rank - now.weighed.level.rank
    opens_element = not now.points[sign.element]
    if rise <= 0 and not opens_element:
        return None
    return -rise, sign.element is not Element.MEANS, not opens_element, -grade.rank, sign.id
