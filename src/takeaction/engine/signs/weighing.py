"""The weighing of signs: points by the rule of the ILO and the European Commission, and a level.

Signs of one concept are one fact seen twice, and only the strongest counts. Strong counts 4, medium
2, weak 1, with at most one weak sign for each element; an element is positive from 5. The published
rule says the same: two strong, one strong and another, three medium, or two medium and a weak.

Working conditions alone (hours, safety gear, contract, low pay) are a matter of labour rights: of
an adult, without any other sign, they are at most some concern. How somebody seems (afraid,
withdrawn) is no concern by itself, of a child either. A sign that somebody under 18 sells sex is
strong, and enough, whichever list has it. The concepts of all these are in ``data/signs.json``.

``weigh_signs`` gives the level, ``decisive_signs`` the fewest signs that give it by themselves, and
``next_questions`` the signs to ask about.

Source:
    ILO and European Commission, Operational indicators of trafficking in human beings, revised
    September 2009. It has six dimensions; here are the three elements of the Palermo Protocol.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations_with_replacement
from operator import attrgetter

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.models.indicator import Indicator
from takeaction.value import Value
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer, Status
from takeaction.vocabulary.signs import (
    ELEMENTS,
    MINORS,
    AppliesTo,
    Ask,
    Concern,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Person,
)

GRADE_POINTS: Mapping[Grade, int] = {
    Grade.STRONG: 4,
    Grade.MEDIUM: 2,
    Grade.WEAK: 1,
    Grade.CONTEXT: 0,
}
"""The points of each grade; together with ``POSITIVE_FROM`` they restate the published rule."""

POSITIVE_FROM = 5
"""The least points of a positive element."""

_MINOR_COMMERCIAL_SEX = "minor-commercial-sex"

ElementPoints = Mapping[Element, int]

_PURPOSE_WITH_MEANS = 2
"""The least points of purpose that, with positive means, make a concern strong.

More than one weak sign. Like those of ``_Rule``, it was set by reasoning over eight stories, which
are tests, and not measured on cases (docs/explanation/assessing.md).
"""

_Group = Sequence[Indicator]


@attrs.frozen(eq=False, repr=False)
class _Rule(Value):
    """The least points for a level of concern.

    Attributes:
        element: Points of one element for serious concern.
        total: Points of two or more elements together for serious concern.
        some: Points of all elements together for some concern.
    """

    element: int
    total: int
    some: int


_ADULT = _Rule(element=POSITIVE_FROM, total=6, some=2)
_MINOR = _Rule(element=4, total=4, some=1)


@attrs.frozen(eq=False, repr=False)
class GradedSign(Value):
    """A sign that counts, with its grade and points.

    Attributes:
        sign: The sign.
        grade: Its grade for this person: the one for children if the person may be a child.
        points: The points it adds to its element; 0 for a sign that only tells the age.
        basis: The source of the grade.
    """

    sign: Indicator
    grade: Grade
    points: int
    basis: GradeBasis


@attrs.frozen(eq=False, repr=False)
class WeighedSigns(Value):
    """Signs weighed together.

    Attributes:
        person: The person the signs are about: possibly a child if a sign says so, even if
            somebody said adult.
        counted: The signs that count, in order of id.
        duplicates: Signs that do not count, each with the counted one that states the same fact.
        surplus: Weak signs that do not count, since another of their element does.
        level: The level of concern.
    """

    person: Person
    counted: tuple[GradedSign, ...]
    duplicates: tuple[tuple[Indicator, Indicator], ...]
    surplus: tuple[Indicator, ...]
    level: Concern

    @property
    def minor(self) -> bool:
        """Whether the person is or may be under 18."""
        return self.person in MINORS

    @property
    def only_conditions(self) -> bool:
        """Whether every sign that counts is about working conditions alone."""
        return bool(self.counted) and all(
            is_working_condition(graded.sign) for graded in self.counted
        )

    @property
    def element_points(self) -> ElementPoints:
        """The points of each element."""
        return _sum_points(self.counted)


def weigh_signs(signs: Iterable[Indicator], person: Person) -> WeighedSigns:
    """Weigh signs together.

    Args:
        signs: The signs that were seen, in any order; context among them counts nowhere.
        person: The person they are about.
    """
    distinct = sorted(
        {sign.id: sign for sign in signs if can_count(sign)}.values(), key=attrgetter("id")
    )
    is_about_child = any(map(is_about_children, distinct))
    implied = Person.POSSIBLY_CHILD if is_about_child and person not in MINORS else person
    minor = implied in MINORS
    strongest: dict[tuple[Element, str], Indicator] = {}
    for sign in sorted(distinct, key=partial(_precedence, minor=minor)):
        strongest.setdefault(_fact_key(sign), sign)
    facts = [sign for sign in distinct if strongest[_fact_key(sign)] is sign]
    surplus = _surplus_weak(facts, minor=minor)
    surplus_ids = {sign.id for sign in surplus}
    counted = [_graded(sign, minor=minor) for sign in facts if sign.id not in surplus_ids]
    age_signs = () if implied is person else _age_signs(distinct, counted)
    return WeighedSigns(
        person=implied,
        counted=tuple(
            sorted(
                [*counted, *(_graded(sign, minor=True, counts=False) for sign in age_signs)],
                key=lambda graded: graded.sign.id,
            )
        ),
        duplicates=tuple(
            (sign, strongest[_fact_key(sign)])
            for sign in distinct
            if strongest[_fact_key(sign)] is not sign and sign not in age_signs
        ),
        surplus=tuple(surplus),
        level=level_of(
            _sum_points(counted),
            minor=minor,
            sufficient=any(is_enough_for_minors(graded.sign) for graded in counted),
            is_capped=implied is Person.ADULT and all(map(is_working_condition, distinct)),
            is_faint=all(map(is_demeanour, distinct)),
        ),
    )


def decisive_signs(weighed: WeighedSigns, person: Person) -> tuple[Indicator, ...]:
    """Return the fewest of the counted signs that give the level by themselves.

    Args:
        weighed: Signs weighed together.
        person: The person they are about, as somebody said it; a sign of children may imply
            another.

    Returns:
        In order of id. Of several such sets the one with the strongest signs, then the first by
        id. No smaller set gives the level; another of the same size may. Empty at the lowest
        level.
    """
    if weighed.level is Concern.NOT_ENOUGH_INFORMATION:
        return ()
    fewest = next(
        signs for signs in _subsets(weighed) if weigh_signs(signs, person).level is weighed.level
    )
    return tuple(sorted(fewest, key=attrgetter("id")))


def level_of(
    points: ElementPoints,
    *,
    minor: bool,
    sufficient: bool = False,
    is_capped: bool = False,
    is_faint: bool = False,
) -> Concern:
    """Return the level of concern for the points of the elements.

    Args:
        points: The points of each element.
        minor: Whether the person is or may be under 18.
        sufficient: Whether a sign counts that is enough on its own for somebody under 18.
        is_capped: Whether all signs are working conditions of an adult.
        is_faint: Whether all signs are how somebody seems. A tired or shy child who meets a
            stranger looks like that, so a weak one is no concern by itself.
    """
    rule = _MINOR if minor else _ADULT
    act, means, purpose = (points[element] for element in ELEMENTS)
    total = act + means + purpose
    is_spread = total > max(act, means, purpose)
    is_strong = means >= POSITIVE_FROM and purpose >= _PURPOSE_WITH_MEANS
    if is_strong or (minor and (sufficient or (purpose >= POSITIVE_FROM and act + means > 0))):
        return Concern.STRONG_CONCERN
    is_serious = max(act, means, purpose) >= rule.element or (is_spread and total >= rule.total)
    if is_serious and not is_capped:
        return Concern.SERIOUS_CONCERN
    least = _ADULT.some if is_faint else rule.some
    return Concern.SOME_CONCERN if total >= least else Concern.NOT_ENOUGH_INFORMATION


def can_count(sign: Indicator) -> bool:
    """Whether a sign can count: context, only who or where somebody is, never does."""
    return sign.element is not Element.CONTEXT


def is_working_condition(sign: Indicator) -> bool:
    """Whether a sign is about working conditions, which alone are bad work."""
    return sign.element is Element.PURPOSE and sign.concept in read("signs")["working_conditions"]


def is_about_work(graded: GradedSign) -> bool:
    """Whether a sign that is more than weak says how somebody is made to work.

    It is a working condition, or points to work in a trade or a home and to nothing else.
    """
    sign = graded.sign
    is_of_trade = sign.types <= {Exploitation.LABOUR, Exploitation.DOMESTIC_SERVITUDE}
    is_work = is_working_condition(sign) or (is_of_trade and sign.element is Element.PURPOSE)
    return is_work and graded.grade is not Grade.WEAK


def is_violence(graded: GradedSign) -> bool:
    """Whether a sign is violence, or a trace of it, that points to no particular work."""
    sign = graded.sign
    return sign.concept in read("signs")["violence"] and sign.types <= {Exploitation.ANY}


def is_hurt(sign: Indicator) -> bool:
    """Whether a sign says that somebody is hurt."""
    return sign.concept in read("signs")["hurt"]


def is_demeanour(sign: Indicator) -> bool:
    """Whether a sign is only how somebody seems, such as afraid."""
    return sign.concept in read("signs")["demeanour"]


def is_about_sex(sign: Indicator) -> bool:
    """Whether a sign points to exploitation for sex and to nothing else."""
    return sign.types == {Exploitation.SEXUAL}


def is_enough_for_minors(sign: Indicator) -> bool:
    """Whether a sign makes the concern strong by itself for somebody who may be under 18.

    It says that they sell sex: outright, or as the pay, the hours, the moves or the clients of
    that work. The law asks for no more (Palermo Protocol, article 3 c).
    """
    sells_sex = is_about_sex(sign) and sign.concept in read("signs")["selling_sex"]
    return sells_sex or sign.concept == _MINOR_COMMERCIAL_SEX


def concern_topics(weighed: WeighedSigns) -> tuple[NeedTopic, ...]:
    """Return the topics of the signs that count, the one that decides about help first.

    The order is that of ``data/signs.json``: what needs most care comes first. Violence alone is
    that at home, and for a child abuse.
    """
    if weighed.counted and all(map(is_violence, weighed.counted)):
        return (NeedTopic.CHILD_ABUSE if weighed.minor else NeedTopic.VIOLENCE_HOME,)
    signs = [graded.sign for graded in weighed.counted]
    rows = read("signs")["topics"]
    topics = [row["topic"] for row in rows if any(_is_of_topic(sign, row) for sign in signs)]
    return tuple(dict.fromkeys(map(NeedTopic, topics)))


def _is_of_topic(sign: Indicator, row: Mapping[str, Sequence[str]]) -> bool:
    """Whether a sign has a concept of the row, if it names any, and only types of the row."""
    has_concept = sign.concept in row.get("concepts", (sign.concept,))
    return has_concept and sign.types <= set(row.get("types", sign.types))


def _fact_key(sign: Indicator) -> tuple[Element, str]:
    """Return the element and the concept of a sign: signs that share both state the same fact.

    The element is part of it. Packs that disagree on the element of a concept could otherwise
    take points from one element by adding them to another.
    """
    return sign.element, sign.concept or sign.id


def grade_of(sign: Indicator, *, minor: bool) -> Grade:
    """Return the grade of a sign for an adult, or for somebody who is or may be under 18."""
    if minor and is_enough_for_minors(sign):
        return Grade.STRONG
    return sign.child_grade or sign.grade if minor else sign.grade


def is_about_children(sign: Indicator) -> bool:
    """Whether a sign is only about children."""
    return sign.applies_to is AppliesTo.CHILD


def _graded(sign: Indicator, *, minor: bool, counts: bool = True) -> GradedSign:
    grade = grade_of(sign, minor=minor)
    basis = GradeBasis.LAW if minor and is_enough_for_minors(sign) else sign.grade_basis
    return GradedSign(sign, grade, GRADE_POINTS[grade] if counts else 0, basis)


def _precedence(sign: Indicator, *, minor: bool) -> tuple[int, bool, bool, bool, str]:
    """Return a sort key that puts the strongest of the signs of one fact first.

    Of two equally strong signs, the one that is enough by itself, and how somebody seems last:
    else one more sign could set aside what the level rests on. Then the one of children: it also
    tells why the person may be a child.
    """
    is_enough = minor and is_enough_for_minors(sign)
    kind = not is_enough, is_demeanour(sign), not is_about_children(sign)
    return -grade_of(sign, minor=minor).rank, *kind, sign.id


def _age_signs(signs: Iterable[Indicator], counted: Iterable[GradedSign]) -> tuple[Indicator, ...]:
    """Return the sign that makes somebody possibly a child, unless one that counts does."""
    if any(is_about_children(graded.sign) for graded in counted):
        return ()
    return (next(filter(is_about_children, signs)),)


def _surplus_weak(signs: Iterable[Indicator], *, minor: bool) -> list[Indicator]:
    """Return the weak signs that add nothing: only one counts for each element."""
    weak: dict[Element, list[Indicator]] = {}
    for sign in sorted(signs, key=partial(_precedence, minor=minor)):
        if grade_of(sign, minor=minor) is Grade.WEAK:
            weak.setdefault(sign.element, []).append(sign)
    return [sign for of_element in weak.values() for sign in of_element[1:]]


def _sum_points(counted: Iterable[GradedSign]) -> ElementPoints:
    points = dict.fromkeys(ELEMENTS, 0)
    for graded in counted:
        points[graded.sign.element] += graded.points
    return points


def _subsets(weighed: WeighedSigns) -> Iterator[list[Indicator]]:
    """Yield sets of counted signs, small ones first; of sets that weigh the same only one."""
    groups = _interchangeable(weighed)
    for size in range(1, len(weighed.counted) + 1):
        for choice in map(Counter, combinations_with_replacement(range(len(groups)), size)):
            if all(number <= len(groups[index]) for index, number in choice.items()):
                yield [sign for index, number in choice.items() for sign in groups[index][:number]]


def _interchangeable(weighed: WeighedSigns) -> list[_Group]:
    """Return the counted signs in groups that weigh the same, the strongest groups first.

    Swapping two signs of a group changes nothing. A sign that is sufficient on its own, or
    that shares its fact with the sign that tells the age, is a group of one.
    """
    age_facts = {_fact_key(graded.sign) for graded in weighed.counted if not graded.points}
    groups: dict[tuple[object, ...], list[Indicator]] = {}
    for graded in sorted(weighed.counted, key=lambda graded: (-graded.points, graded.sign.id)):
        sign = graded.sign
        is_unique = _fact_key(sign) in age_facts or is_enough_for_minors(sign)
        unique_id = sign.id if is_unique else None
        kind = is_about_children(sign), is_working_condition(sign), is_demeanour(sign)
        key = (sign.element, sign.grade, sign.child_grade, *kind, unique_id)
        groups.setdefault(key, []).append(sign)
    return list(groups.values())


# The next questions: signs that somebody can know of without asking anybody anything.


MOST_QUESTIONS = 3
"""The most questions of one answer. It bounds the length; a judgement, and not measured."""

NOTICE_ONLY = frozenset({Observer.BYSTANDER, Observer.EDUCATION, Observer.EMPLOYER})
"""Observers who notice and ask nobody: an untrained question can warn whoever controls a person."""

_Worth = tuple[int | bool | str, ...]


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


def next_questions(
    candidates: Iterable[Indicator],
    seen: Iterable[Indicator],
    weighed: WeighedSigns,
    closed: frozenset[str],
) -> tuple[Indicator, ...]:
    """Return up to three signs whose answers would say most.

    Args:
        candidates: The signs that may be asked about.
        seen: The signs that were seen, without context.
        weighed: The same signs weighed together.
        closed: The concepts with an answer, seen or not seen.

    Returns:
        One sign for each open concept: first the one that would raise the level most, then means,
        since they tell bad work from trafficking, then an element without any points, then the
        stronger sign, then by id. Each would raise the level or open an element. Empty where the
        level cannot rise.
    """
    if weighed.level is Concern.STRONG_CONCERN:
        return ()
    types = exploitation_types(seen)
    now = as_minor = _Base(weighed)
    if not weighed.minor:
        as_minor = _Base(weigh_signs(seen, Person.POSSIBLY_CHILD))
    best: dict[str, tuple[_Worth, Indicator]] = {}
    for sign in candidates:
        concept = concept_of(sign)
        if concept in closed or not ({Exploitation.ANY, *types} & sign.types):
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
