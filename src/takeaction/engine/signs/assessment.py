"""The assessment of signs: a level of concern, with reasons, next steps and a few helplines.

There is no verdict: no level says that all is well, nothing is a probability, and nothing says
who somebody is. ``weighing`` has the method and the next questions, ``answer`` the next steps. This
chapter looks up what a witness saw, adds the helplines, and puts the answer together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from takeaction.catalog import Catalog, Records, check_catalog, unknown_record
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Help, HelpLine
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import (
    Assessment,
    Caveat,
    Counted,
    Question,
    SetAside,
    Situation,
    steps_for,
)
from takeaction.engine.signs.weighing import (
    MOST_QUESTIONS,
    POSITIVE_FROM,
    GradedSign,
    WeighedSigns,
    askable_signs,
    can_count,
    concept_of,
    concern_topics,
    decisive_signs,
    exploitation_types,
    is_about_sex,
    is_about_work,
    is_hurt,
    is_violence,
    next_questions,
    noticeable_signs,
    weigh_signs,
)
from takeaction.errors import Fields, UnknownWordError, read_each, refused
from takeaction.models.indicator import Indicator
from takeaction.models.question.arguments import (
    as_closed,
    as_region,
    as_words,
    check_moment,
    check_text,
    read_languages,
    spoken_language,
)
from takeaction.models.question.queries import MOST_TOPICS, About, HelpQuery
from takeaction.models.region import WORLD, Region
from takeaction.models.word import ROLES_OF_THOSE_CONCERNED
from takeaction.privacy import confidential
from takeaction.vocabulary.closed_words import Asks, ChildConcerned, Serves
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer, Status, WordKind
from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.signs import (
    ELEMENTS,
    MINORS,
    Concern,
    Element,
    Grade,
    GradeBasis,
    Person,
    PersonWord,
    PointsTo,
    Presence,
    Reading,
    When,
    WhenWord,
)
from takeaction.vocabulary.words import (
    ClosedLabel,
    Several,
    closed_word,
    find_closed_word,
    nearest,
)

_YOUTH_ROLE = "youth"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Observation:
    """The signs that were seen or ruled out, each once and in order of id.

    Attributes:
        signs: Signs that were seen and may count.
        context: Context that was seen: only who or where somebody is.
        retired: Signs that were seen and have left their list.
        ruled_out: Signs that were ruled out and not seen.
        is_contradictory: Whether a sign was both seen and ruled out.
        is_dangerous: Whether a sign of danger was seen that is not over.
        is_undated: Whether nobody said when a sign of danger was seen.
    """

    signs: tuple[Indicator, ...]
    context: tuple[Indicator, ...]
    retired: tuple[Indicator, ...]
    ruled_out: tuple[Indicator, ...]
    is_contradictory: bool
    is_dangerous: bool
    is_undated: bool


@attrs.frozen(eq=False, repr=False)
class Witness:
    """The person who asks about signs.

    Attributes:
        observer: The kind of observer: it decides which signs such a person can come to know.
        is_young: Whether the role is one of people under 18.
        may_be_self: Whether people in the role often ask about themselves.
    """

    observer: Observer
    is_young: bool = False
    may_be_self: bool = False


def observe(
    catalog: Catalog,
    observed: Several[str],
    not_observed: Several[str],
    when: Mapping[str, WhenWord] | None,
) -> Observation:
    """Look up the signs that somebody saw or ruled out.

    Raises:
        UnknownWordError: Some ids of one argument are not those of signs, and it has all of them;
            or a time is none of now, past, unknown.
        QueryError: An argument is no list, or *when* no mapping.
        QueryErrors: Several arguments are wrong.
    """
    fields = Fields()
    observed_signs = fields.read(_find_signs, catalog, observed, "observed")
    ruled_out = fields.read(_find_signs, catalog, not_observed, "not_observed")
    times_by_id = fields.read(_times_by_id, when)
    dated = fields.read(_find_signs, catalog, times_by_id or (), "when")
    fields.raise_wrong()
    times = _latest_times(dated, times_by_id.values())
    observed_ids = {sign.id for sign in observed_signs}
    signs = tuple(
        sign for sign in observed_signs if can_count(sign) and sign.status is not Status.RETIRED
    )
    danger_times = [times.get(sign.id, When.UNKNOWN) for sign in signs if sign.immediate_danger]
    return Observation(
        signs=_unique(signs),
        context=_unique(sign for sign in observed_signs if not can_count(sign)),
        retired=_unique(
            sign for sign in observed_signs if can_count(sign) and sign.status is Status.RETIRED
        ),
        ruled_out=_unique(sign for sign in ruled_out if sign.id not in observed_ids),
        is_contradictory=any(sign.id in observed_ids for sign in ruled_out),
        is_dangerous=any(time is not When.PAST for time in danger_times),
        is_undated=When.UNKNOWN in danger_times,
    )


def find_witness(catalog: Catalog, role: str) -> Witness:
    """Return the witness with a role: the name of an observer, or a word for a role.

    Raises:
        UnknownWordError: It is neither.
    """
    written = check_text(role, "role").strip()
    observer = find_closed_word(Observer, written)
    if observer is not None:
        return Witness(observer)
    try:
        word = catalog.words.find(WordKind.ROLE, written, "role")
    except UnknownWordError as error:
        observers = {near: ClosedLabel("Observer", near) for near in nearest(written, Observer)}
        labels = {**observers, **error.labels}
        near = tuple(dict.fromkeys((*observers, *error.nearest)))[:3]
        raise UnknownWordError("role", 0, near, labels=labels) from None
    return Witness(
        word.observer or Observer.BYSTANDER,
        is_young=word.id == _YOUTH_ROLE,
        may_be_self=word.id in ROLES_OF_THOSE_CONCERNED,
    )


def _find_signs(catalog: Catalog, ids: Several[str], field: str) -> tuple[Indicator, ...]:
    """Return the sign with each id; for a sign that was replaced, its successor.

    Raises:
        UnknownWordError: Some ids are not those of signs.
        QueryError: It is no list.
    """

    def find_sign(id: str, field: str, position: int, suggest: bool) -> Indicator:  # noqa: FBT001 - see read_each
        record = catalog.get(id.strip().casefold())
        successor = catalog.get(record.replaced_by) if record and record.replaced_by else None
        sign = successor or record
        if isinstance(sign, Indicator):
            return sign
        known = catalog.indicators.values() if suggest else ()
        raise unknown_record(known, id, field, position)

    return read_each(find_sign, as_words(ids, field), field)


def _times_by_id(when: Mapping[str, WhenWord] | None) -> dict[str, When]:
    if when is None:
        return {}
    if not isinstance(when, Mapping) or not all(isinstance(id, str) for id in when):
        raise refused("query.when", "when", "when")
    ids = as_words(when, "when")
    times = (check_text(time, "when") for time in when.values())
    return dict(zip(ids, read_each(_find_time, times, "when"), strict=True))


def _find_time(time: str, field: str, position: int, suggest: bool) -> When:  # noqa: FBT001 - see read_each
    return closed_word(When, time, field, position, suggest=suggest)


def _latest_times(signs: Iterable[Indicator], times: Iterable[When]) -> dict[str, When]:
    """Return the time of each sign by id; of two times of one sign, the one that is not over."""
    latest: dict[str, When] = {}
    for sign, time in zip(signs, times, strict=True):
        if latest.get(sign.id, When.PAST) is When.PAST:
            latest[sign.id] = time
    return latest


def _unique(signs: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return each sign once, in order of id."""
    return tuple(sorted({sign.id: sign for sign in signs}.values(), key=lambda sign: sign.id))


# The assessment


_AGE_CAVEATS = ("caveat.age_matters", "caveat.age_conflict", "caveat.age_from_sign")
"""Caveats about an age, which have other words for somebody who asks for themselves."""


@confidential
def assess(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    observed: Several[str],
    *,
    not_observed: Several[str] = (),
    when: Mapping[str, WhenWord] | None = None,
    person: PersonWord = "unknown",
    role: str = "bystander",
    region: str = "001",
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Assessment:
    """Assess the signs that somebody saw, and give the next steps.

    It is for somebody who looks at one situation and then asks somebody who knows. Do not use it
    to screen guests, tenants, patients, job seekers or adverts, and report nobody automatically.

    Args:
        catalog: The source of the signs and the contacts.
        observed: The ids of the signs that were seen, in any order.
        not_observed: The ids of signs that were ruled out. They lower nothing: they close
            questions.
        when: The time of a sign, by its id: now, past or unknown. A sign without a time counts as
            now. Times of signs that were not seen change nothing.
        person: The person the signs are about: adult, child (under 18), possibly-child or
            unknown.
        role: The person who asks: an observer (bystander, self, education, health,
            social-services, law-enforcement, labour-inspector, employer) or the word for a role,
            such as nurse.
        region: The place.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None gives English.
        at: An aware moment, for the opening hours of contacts and the age of the evidence.

    Returns:
        The level with its reasons. Level, urgency, elements and types rest on the signs, their
        times and the person: never on role, region, language or further packs. One more sign
        never lowers them.

    Raises:
        UnknownWordError: An id, the person, the role, a time or the region is in no list. One
            error names all unknown ids.
        QueryError: *at* has no zone, or an argument has the wrong form.

    Example:
        >>> answer = assess(catalog, ["documents-held-by-someone-else"], region="US")
        >>> answer.level, [step.id for step in answer.steps][:1]
        (<Concern.SOME_CONCERN: 'some-concern'>, ['call-hotline'])
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    if isinstance(catalog, Catalog):
        observation = fields.read(observe, catalog, observed, not_observed, when)
    stated = fields.read(as_closed, Person, person, "person")
    if isinstance(catalog, Catalog):
        witness = fields.read(find_witness, catalog, role)
    place = fields.read(as_region, WORLD if region == "" else region, "region")
    wish = fields.read(read_languages, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish)
    return _Assessor(catalog, observation, stated, witness, place, wish, at).assessment()


class _Assessor:
    """The assessor of one observation: it puts the answer together."""

    def __init__(  # noqa: PLR0913, PLR0917 - the question
        self,
        catalog: Catalog,
        observation: Observation,
        person: Person,
        witness: Witness,
        place: Region,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self._catalog = catalog
        self._observation = observation
        self._stated_person = person
        self._witness = witness
        self._place = place
        self._languages = languages
        self._language = language_of(languages)
        self._at = at
        self._weighed = weighed = weigh_signs(observation.signs, person)
        self._situation = self._make_situation()
        # Whether the level would be higher for somebody under 18, where nobody gave an age.
        self._age_matters = (
            weighed.person is Person.UNKNOWN
            and weigh_signs(observation.signs, Person.CHILD).level > weighed.level
        )

    def assessment(self) -> Assessment:
        """Return the answer."""
        weighed, observation, situation = self._weighed, self._observation, self._situation
        help_ = _find_recipients(self._catalog, situation, self._place, self._languages, self._at)
        answered = {sign.id for sign in (*observation.signs, *observation.ruled_out)}
        noticeable = noticeable_signs(self._catalog, self._witness.observer)
        is_doubt = situation.asks_for_self and situation.is_intimate
        return Assessment(
            level=weighed.level,
            summary=say(self._level_code(), self._language),
            urgent=observation.is_dangerous,
            elements=_elements(weighed),
            types=_types(observation.signs),
            reasons=tuple(map(self._counted, weighed.counted)),
            decisive=tuple(sign.id for sign in decisive_signs(weighed, self._stated_person)),
            set_aside=tuple(sorted(self._set_aside(), key=lambda aside: aside.id)),
            looked_at=(len(answered), len(noticeable)),
            age_matters=self._age_matters,
            caveats=tuple(
                Caveat(code, say(f"{code}_self" if is_own else code, self._language, slots))
                for code, slots in self._caveats(help_)
                for is_own in [situation.asks_for_self and code in _AGE_CAVEATS]
            ),
            next_questions=tuple(self._questions()),
            steps=steps_for(situation, self._language, help_.emergency.text),
            help=help_,
            other_help=(
                say("assess.other", self._language) if weighed.counted and not is_doubt else None
            ),
            disclaimer=say("assess.disclaimer", self._language),
            language=self._language,
        )

    def _make_situation(self) -> Situation:
        weighed, observation = self._weighed, self._observation
        points = weighed.element_points
        has_means = points[Element.MEANS] > 0
        signs = [graded.sign for graded in weighed.counted]
        is_about_any_sex = any(map(is_about_sex, signs))
        # With means a witness reads of rights at work as well, behind the helpline, if it is work.
        # People who ask for themselves choose the help. Selling sex for somebody is no such work.
        is_work = any(map(is_about_work, weighed.counted)) and not is_about_any_sex
        may_choose = not has_means or self._witness.observer is Observer.SELF or is_work
        is_bad_work = not is_about_any_sex or weighed.only_conditions
        return Situation(
            role=self._witness.observer,
            is_young=self._witness.is_young,
            person=weighed.person,
            level=weighed.level,
            is_urgent=observation.is_dangerous,
            only_context=bool(observation.context) and not observation.signs,
            only_weak=all(graded.grade is Grade.WEAK for graded in weighed.counted),
            may_be_labour_rights=points[Element.PURPOSE] > 0
            and may_choose
            and is_bad_work
            and not weighed.minor,
            has_means=has_means,
            only_conditions=weighed.only_conditions and not weighed.minor,
            is_intimate=is_about_any_sex or any(map(is_violence, weighed.counted)),
            topics=concern_topics(weighed),
        )

    def _level_code(self) -> str:
        level = self._weighed.level
        if level is Concern.SOME_CONCERN and any(
            is_hurt(graded.sign) for graded in self._weighed.counted
        ):
            return "level.hurt"  # nobody reads "some concern" about a beating
        # Nobody reads a level about themselves.
        is_told_oneself = self._situation.asks_for_self and self._situation.has_concern
        return f"level.{level}_self" if is_told_oneself else f"level.{level}"

    def _counted(self, graded: GradedSign) -> Counted:
        return Counted(
            indicator=graded.sign,
            grade=graded.grade,
            points=graded.points,
            basis=graded.basis,
            freshness=freshness(graded.sign, self._at),
            own=self._situation.asks_for_self,
            languages=self._languages,
        )

    def _set_aside(self) -> Iterator[SetAside]:
        for sign in self._observation.context:
            yield self._aside(sign, "aside.context")
        for sign in self._observation.retired:
            yield self._aside(sign, "aside.gone")
        for sign, counted in self._weighed.duplicates:
            yield self._aside(sign, "aside.same", counted.id)
        for sign in self._weighed.surplus:
            yield self._aside(sign, "aside.weak")

    def _aside(self, sign: Indicator, code: str, counted: str | None = None) -> SetAside:
        return SetAside(
            indicator=sign,
            code=code,
            why=say(code, self._language),
            counted=counted,
            own=self._situation.asks_for_self,
            languages=self._languages,
        )

    def _caveats(self, lines: Sequence[HelpLine]) -> Iterator[tuple[str, dict[str, int]]]:
        """Yield the codes of the caveats, each with its slots."""
        for code, applies in self._caveat_conditions(lines):
            if applies:
                yield code, {}
        counted = self._weighed.counted
        editorial = sum(graded.basis is GradeBasis.EDITORIAL for graded in counted)
        unread = sum(graded.sign.reading is not Reading.READ for graded in counted)
        for code, count in (("caveat.editorial", editorial), ("caveat.unread", unread)):
            if count:
                yield code, {"count": count}

    def _caveat_conditions(self, lines: Sequence[HelpLine]) -> Iterator[tuple[str, bool]]:
        """Yield the caveats without a number, each with whether it applies."""
        weighed, observation, situation = self._weighed, self._observation, self._situation
        has_concern, asks_for_self = situation.has_concern, situation.asks_for_self
        is_age_implied = weighed.person is not self._stated_person
        is_law_relevant = has_concern and weighed.minor and not asks_for_self
        is_in_us = "US" in self._place.chain
        yield "caveat.self", asks_for_self and any(not sign.text_self for sign in observation.signs)
        yield "caveat.context", bool(observation.context)
        yield "caveat.both", observation.is_contradictory
        yield "caveat.now", observation.is_undated
        yield "caveat.age_matters", self._age_matters
        yield "caveat.age_conflict", is_age_implied and self._stated_person is Person.ADULT
        yield "caveat.age_from_sign", is_age_implied and self._stated_person is Person.UNKNOWN
        yield "caveat.minor_law", is_law_relevant and not is_in_us
        yield "caveat.minor_law_us", is_law_relevant and is_in_us
        yield (
            "caveat.no_helpline",
            has_concern
            and all(
                line.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})
                for line in lines
            ),
        )
        yield (
            "caveat.only_police",
            (has_concern and bool(lines) and all(line.is_enforcement for line in lines)),
        )

    def _questions(self) -> Iterator[Question]:
        """Yield the next questions; none if everything that was noticed is context."""
        if self._situation.only_context:
            return
        observation, asks_for_self = self._observation, self._situation.asks_for_self
        answered = (*observation.signs, *observation.ruled_out)
        closed = frozenset(map(concept_of, answered))
        if self._witness.may_be_self:
            yield Question("about-you", say("assess.about_you", self._language))
        if self._age_matters:
            code = "assess.age_self" if asks_for_self else "assess.age"
            yield Question("age", say(code, self._language))
        candidates = askable_signs(self._catalog, self._witness.observer, self._weighed.person)
        most = MOST_QUESTIONS - self._age_matters - self._witness.may_be_self
        for sign in next_questions(candidates, observation.signs, self._weighed, closed)[:most]:
            wording = sign.wording(about_self=asks_for_self)
            yield Question(sign.id, wording.shown(self._languages))


def _elements(weighed: WeighedSigns) -> Records[Presence]:
    """Return the presence of each element; for a minor, means that were not seen are not needed."""
    points = weighed.element_points
    presences = {
        element.value: Presence.POSITIVE
        if points[element] >= POSITIVE_FROM
        else Presence.SOME
        if points[element]
        else Presence.NONE
        for element in ELEMENTS
    }
    if weighed.minor and presences[Element.MEANS] is Presence.NONE:
        presences[Element.MEANS] = Presence.NOT_REQUIRED
    return Records(presences)


def _types(signs: Iterable[Indicator]) -> tuple[PointsTo, ...]:
    types = sorted(exploitation_types(signs))
    return tuple(PointsTo(kind.value) for kind in types) or (PointsTo.UNSPECIFIED,)


# Recipients: a few helplines for each step, by place and role.


_MOST_PER_PURPOSE = 3
"""The most lines for one purpose: a longer list is a directory, which ``find_help`` gives."""

_AT_HOME = frozenset({NeedTopic.VIOLENCE_HOME, NeedTopic.CHILD_ABUSE})
"""Topics for which a line that knows trafficking comes after those of the topic."""

_UNNAMED = frozenset({Serves.DEAF, Serves.NATIONALS, Serves.REFUGEES, Serves.SEAFARERS})
"""Groups that no sign names."""

_BYSTANDERS = frozenset({Observer.BYSTANDER, Observer.EMPLOYER})
"""Observers who call a helpline as bystanders; all other witnesses call as professionals."""


def _find_recipients(
    catalog: Catalog,
    situation: Situation,
    place: Region,
    languages: tuple[str, ...],
    at: datetime | None,
) -> Help:
    """Find the helplines for the steps, in the order of the steps, each once.

    The lines that serve the matter of the signs come first, as ``ask`` lists them; then those for
    the steps. Lines that only take reports are listed for somebody who asks for themselves only
    where nothing else is known.
    """

    def find(about: About, purpose: Purpose | None = None) -> Help:
        query = HelpQuery(place.code, spoken_language(languages), purpose=purpose, about=about)
        return find_help(catalog, query, languages=languages, at=at)

    def for_step(purpose: Purpose) -> list[HelpLine]:
        suited = [line for line in find(about, purpose) if _suits(line, situation)]
        return [line for line in suited if _is_apt(line, purpose)][:_MOST_PER_PURPOSE] or (
            suited[:1] if purpose is Purpose.SUPPORT else []
        )

    about = _about(situation)
    answer = find(about)
    serving = [line for line in answer if not line.is_general and _suits(line, situation)]
    lines = serving[:_MOST_PER_PURPOSE] if about.topics or about.child else []
    if about.topics and not about.child and not _AT_HOME.intersection(about.topics):
        lines[:0] = for_step(Purpose.SUPPORT)[:1]  # signs are those of exploitation first
    steps = [line for purpose in _purposes(situation) for line in for_step(purpose)]
    # A labour line of the whole world is mostly for one trade: those that know the country first.
    lines += sorted(
        steps,
        key=lambda line: (
            line.resource.regions == {WORLD} and Purpose.LABOUR_RIGHTS in line.resource.purposes
        ),
    )
    if situation.asks_for_self and not lines:
        lines = for_step(Purpose.REPORT)
    unique = {line.resource.id: line for line in reversed(lines)}
    listed = tuple(unique[id] for id in dict.fromkeys(line.resource.id for line in lines))
    return attrs.evolve(answer, lines=listed, notices=(), parts=())


def _about(situation: Situation) -> About:
    is_minor = situation.person in MINORS
    child = None
    if situation.is_young or (situation.asks_for_self and is_minor):
        child = ChildConcerned.WRITER
    elif is_minor and not situation.only_context:
        child = ChildConcerned.OTHER
    other = Asks.OTHER if situation.role in _BYSTANDERS else Asks.PROFESSIONAL
    own = Asks.WORKER if situation.may_be_labour_rights else Asks.SELF
    return About(
        () if situation.only_conditions else situation.topics[:MOST_TOPICS],
        child=child,
        asks=own if situation.asks_for_self else other,
    )


def _purposes(situation: Situation) -> Iterator[Purpose]:
    """Yield the purposes of the lines, in the order of the steps."""
    if situation.is_child_concern or (situation.is_young and not situation.only_context):
        yield Purpose.CHILD
    if situation.asks_for_self and not situation.only_conditions:
        yield Purpose.SUPPORT
    is_last = not situation.asks_for_self and situation.has_means
    if situation.may_be_labour_rights and not is_last:
        yield Purpose.LABOUR_RIGHTS
    if situation.asks_for_self and situation.only_conditions:
        yield Purpose.SUPPORT
    if not situation.asks_for_self and not situation.only_context:
        yield from (Purpose.SUPPORT, Purpose.REPORT)
    if situation.may_be_labour_rights and is_last:
        yield Purpose.LABOUR_RIGHTS


def _is_apt(line: HelpLine, purpose: Purpose) -> bool:
    """Whether a line for a step is about no matter that the signs don't name.

    A crisis line is support as well, and a page against pictures of children takes reports. Nor is
    it only for a group that nobody named, such as seafarers.
    """
    resource = line.resource
    is_of_pictures = purpose is not Purpose.CHILD and Purpose.ONLINE_SAFETY in resource.purposes
    is_another = is_of_pictures or resource.is_about_another_matter({purpose})
    return not is_another and _UNNAMED.isdisjoint(resource.serves)


def _suits(line: HelpLine, situation: Situation) -> bool:
    """Whether a line suits: one for children does only if a child may be concerned."""
    may_be_child = situation.is_young or situation.person in MINORS
    resource = line.resource
    is_for_children = Purpose.CHILD in resource.purposes or resource.is_only_for_children
    return may_be_child or not is_for_children
