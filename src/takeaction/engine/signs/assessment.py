"""Is what I saw a sign? What was seen becomes a level of concern, with reasons and next steps.

There is no verdict: no level says that all is well, nothing is a probability, and nothing is said
about who somebody is. The method stands in ``weighing``, ``deciding``, ``inquiry`` and
``steps``; this module asks them in turn and puts their answers together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from takeaction.catalog import Catalog, Records
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.referral import emergency
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import Assessment, Caveat, Counted, Question, SetAside
from takeaction.engine.signs.observation import Observation, Witness, observe, witness
from takeaction.engine.signs.questions import (
    MOST_QUESTIONS,
    Known,
    askable,
    concept_of,
    noticeable,
    pointed_at,
    questions,
)
from takeaction.engine.signs.recipients import is_emergency, is_helpline, whom_to_turn_to
from takeaction.engine.signs.steps import Situation, steps
from takeaction.engine.signs.weighing import ELEMENTS, POSITIVE, Weighed, Weight, decisive, weigh
from takeaction.models.indicator import Indicator
from takeaction.models.question import moment, tags, text
from takeaction.models.region import Region, find_region
from takeaction.vocabulary import Observer, closed
from takeaction.vocabulary.signs import (
    Element,
    Grade,
    GradeBasis,
    Person,
    PointsTo,
    Presence,
    Reading,
)

_OF_AGE = ("caveat.age_matters", "caveat.age_conflict", "caveat.age_from_sign")


def assess(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    observed: Iterable[str],
    *,
    not_observed: Iterable[str] = (),
    when: Mapping[str, str] | None = None,
    person: str = "unknown",
    role: str = "bystander",
    region: str = "001",
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> Assessment:
    """Tell what signs say together, and what to do next.

    It is for somebody who looks at one situation and then asks somebody who knows. Do not use it
    to screen guests, tenants, patients, job seekers or adverts, and report nobody automatically.

    Args:
        catalog: Where the signs and the contacts come from.
        observed: Ids of what was seen, in any order.
        not_observed: Ids of what was ruled out. It lowers nothing: it closes questions.
        when: When a sign was seen, by its id: now, past or unknown. What is not said counts as
            now. Times of what was not seen change nothing.
        person: Who the signs are about: adult, child (under 18), possibly-child or unknown.
        role: Who asks: an observer (bystander, self, education, health, social-services,
            law-enforcement, labour-inspector, employer) or the word for a role, such as nurse.
        region: Where it is.
        languages: What texts are shown in, BCP 47, in order of wish.
        at: An aware moment, to say which contacts are open and how old the evidence is.

    Returns:
        The level with its reasons. Level, urgency, elements and types rest on what was seen, when
        and on whom: never on role, region, language, or on which other packs are there. A sign
        that is added never lowers them.

    Raises:
        UnknownWordError: An id, the person, the role, a time or the region is in no list. All
            unknown ids are named together.
        QueryError: *at* has no zone, or an argument has the wrong form.

    Example:
        >>> found = assess(catalog, ["documents-held-by-someone-else"], region="US")
        >>> found.level, [step.id for step in found.steps][:1]
        (<Concern.SOME_CONCERN: 'some-concern'>, ['call-hotline'])
    """
    seen = observe(catalog, observed, not_observed, when)
    asked = closed(Person, text(person, "person"), "person")
    who = witness(catalog, role)
    place = find_region(text(region, "region"))
    return _Answer(catalog, seen, asked, who, place, tags(languages, "languages"), at).answer()


class _Answer:
    """Puts one answer together."""

    def __init__(  # noqa: PLR0913, PLR0917 - the question
        self,
        catalog: Catalog,
        seen: Observation,
        person: Person,
        who: Witness,
        place: Region,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self._catalog = catalog
        self._seen = seen
        self._asked = person
        self._role = who.observer
        self._young = who.young
        self._place = place
        self._languages = languages
        self._language = language_of(languages)
        self._at = moment(at)
        self._weighed = weigh(seen.signs, person)
        self._situation = self._make_situation()

    def answer(self) -> Assessment:
        """Return the answer."""
        weighed, seen = self._weighed, self._seen
        danger = emergency(self._catalog, self._place, self._language)
        contacts = whom_to_turn_to(
            self._catalog, self._situation, self._place, self._languages, self._at
        )
        return Assessment(
            level=weighed.level,
            urgent=seen.danger,
            elements=_elements(weighed),
            types=_types(seen.signs),
            reasons=tuple(map(self._counted, weighed.counted)),
            decisive=tuple(each.id for each in decisive(weighed, self._asked)),
            set_aside=tuple(sorted(self._set_aside(), key=lambda each: each.id)),
            looked_at=self._looked_at(),
            age_matters=self._age_matters,
            caveats=tuple(
                Caveat(code, say(self._worded(code), self._language, slots))
                for code, slots in self._caveats(contacts)
            ),
            next_questions=tuple(self._questions()),
            steps=steps(self._situation, self._language, danger.text),
            contacts=contacts,
            emergency=danger,
            other_help=say("assess.other", self._language) if weighed.counted else None,
            disclaimer=say("assess.disclaimer", self._language),
            language=self._language,
        )

    def _make_situation(self) -> Situation:
        weighed, seen = self._weighed, self._seen
        sums = weighed.sums
        alone = not sums[Element.MEANS] or self._role is Observer.SELF  # who asks chooses the help
        return Situation(
            role=self._role,
            young=self._young,
            person=weighed.person,
            level=weighed.level,
            urgent=seen.danger,
            only_context=bool(seen.context) and not seen.signs,
            only_weak=all(each.grade is Grade.WEAK for each in weighed.counted),
            work=sums[Element.PURPOSE] > 0 and alone and not weighed.minor,
        )

    @property
    def _age_matters(self) -> bool:
        """Whether the level would be higher for somebody under 18, where nobody said how old."""
        if self._weighed.person is not Person.UNKNOWN:
            return False
        return weigh(self._seen.signs, Person.CHILD).level > self._weighed.level

    def _counted(self, weight: Weight) -> Counted:
        return Counted(
            indicator=weight.sign,
            grade=weight.grade,
            points=weight.points,
            freshness=freshness(weight.sign, self._at),
            own=self._situation.own,
            languages=self._languages,
        )

    def _set_aside(self) -> Iterator[SetAside]:
        for each in self._seen.context:
            yield self._aside(each, "aside.context")
        for each in self._seen.gone:
            yield self._aside(each, "aside.gone")
        for each, counted in self._weighed.same:
            yield self._aside(each, "aside.same", counted.id)
        for each in self._weighed.spare:
            yield self._aside(each, "aside.weak")

    def _aside(self, sign: Indicator, code: str, counted: str | None = None) -> SetAside:
        return SetAside(
            indicator=sign,
            code=code,
            why=say(code, self._language),
            counted=counted,
            own=self._situation.own,
            languages=self._languages,
        )

    def _looked_at(self) -> tuple[int, int]:
        answered = {each.id for each in (*self._seen.signs, *self._seen.unseen)}
        return len(answered), len(noticeable(self._catalog, self._role))

    def _worded(self, code: str) -> str:
        """Return the code of the words: what is of an age is said in another way to oneself."""
        return f"{code}_self" if self._situation.own and code in _OF_AGE else code

    def _caveats(self, contacts: tuple[Referral, ...]) -> Iterator[tuple[str, dict[str, int]]]:
        """Return the codes of what to know about this answer, each with its slots."""
        for code, holds in self._plain_caveats(contacts):
            if holds:
                yield code, {}
        signs = [each.sign for each in self._weighed.counted]
        judged = sum(each.grade_basis is GradeBasis.EDITORIAL for each in signs)
        unread = sum(each.reading is not Reading.READ for each in signs)
        for code, count in (("caveat.editorial", judged), ("caveat.unread", unread)):
            if count:
                yield code, {"count": count}

    def _plain_caveats(self, contacts: tuple[Referral, ...]) -> Iterator[tuple[str, bool]]:
        weighed, seen, concern = self._weighed, self._seen, self._situation.concern
        aged_by_sign = weighed.person is not self._asked
        told = concern and weighed.minor and not self._situation.own
        american = "US" in self._place.chain
        lines = [referral for referral in contacts if not is_emergency(referral)]
        yield "caveat.self", self._situation.own and any(not each.text_self for each in seen.signs)
        yield "caveat.context", bool(seen.context)
        yield "caveat.both", seen.both
        yield "caveat.now", seen.undated
        yield "caveat.age_matters", self._age_matters
        yield "caveat.age_conflict", aged_by_sign and self._asked is Person.ADULT
        yield "caveat.age_from_sign", aged_by_sign and self._asked is Person.UNKNOWN
        yield "caveat.minor_law", told and not american
        yield "caveat.minor_law_us", told and american
        yield "caveat.no_helpline", concern and not any(map(is_helpline, lines))
        yield "caveat.only_police", concern and _are_enforcement(lines)

    def _questions(self) -> Iterator[Question]:
        """Return what it would help to know; nothing where what was noticed is no sign."""
        if self._situation.only_context:
            return
        seen = self._seen
        known = Known(
            seen=seen.signs,
            weighed=self._weighed,
            closed=frozenset(map(concept_of, (*seen.signs, *seen.unseen))),
        )
        if self._age_matters:
            own = self._situation.own
            asked = say("assess.age_self" if own else "assess.age", self._language)
            yield Question("age", asked)
        candidates = askable(self._catalog, self._role, self._weighed.person)
        for each in questions(candidates, known)[: MOST_QUESTIONS - self._age_matters]:
            said = each.said(own=self._situation.own)
            yield Question(each.id, str(said.pick(self._languages)))


def _are_enforcement(lines: Sequence[Referral]) -> bool:
    return bool(lines) and all(referral.is_enforcement for referral in lines)


def _elements(weighed: Weighed) -> Records[Presence]:
    """Return what was seen of each element; for a minor no means has to be."""
    sums = weighed.sums
    found = {
        element.value: Presence.POSITIVE
        if sums[element] >= POSITIVE
        else Presence.SOME
        if sums[element]
        else Presence.NONE
        for element in ELEMENTS
    }
    if weighed.minor and found[Element.MEANS] is Presence.NONE:
        found[Element.MEANS] = Presence.NOT_REQUIRED
    return Records(found)


def _types(signs: Iterable[Indicator]) -> tuple[PointsTo, ...]:
    found = sorted(pointed_at(signs))
    return tuple(PointsTo(each.value) for each in found) or (PointsTo.UNSPECIFIED,)
