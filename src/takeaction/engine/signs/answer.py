"""The answer about signs: the next steps, the level of concern and its reasons.

The steps are the library's own words, and no pack can add one. None tells anybody to confront,
follow, question, film or rescue anyone. People who ask for themselves are never told to report.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import CodedText, IdentifiedText, say
from takeaction.engine.serialization import EVIDENCE, Answer
from takeaction.models.indicator import Indicator
from takeaction.models.text import ShownText
from takeaction.value import facts, of
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import (
    MINORS,
    Concern,
    Grade,
    GradeBasis,
    Person,
    PointsTo,
    Presence,
)

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import AssessmentData, CountedData, SetAsideData, WordsData

_PROFESSIONAL_STEPS = {
    Observer.EDUCATION: ("tell-safeguarding-lead",),
    Observer.HEALTH: ("see-person-alone-with-own-interpreter", "offer-choices"),
    Observer.SOCIAL_SERVICES: ("offer-choices", "refer-to-national-mechanism"),
    Observer.LAW_ENFORCEMENT: ("make-safe-and-separate", "refer-to-national-mechanism"),
    Observer.LABOUR_INSPECTOR: ("make-safe-and-separate", "refer-to-national-mechanism"),
    Observer.EMPLOYER: ("do-not-dismiss-the-worker",),
}
_MANDATED_REPORTERS = frozenset({Observer.EDUCATION, Observer.HEALTH, Observer.SOCIAL_SERVICES})
"""Observers whose law often obliges them to report for a child."""

_POLICE_MAY_HARM = frozenset(
    {NeedTopic.SCAM_COMPOUND, NeedTopic.IMMIGRATION_FEAR, NeedTopic.POLICE_FEARED}
)
"""Topics where the local police may bring somebody back, or hand them over.

The local number is never their first step: somebody who knows the place is asked before.
"""

_WITHOUT_FILES = frozenset({Observer.BYSTANDER, Observer.EDUCATION, Observer.EMPLOYER})
"""Observers without a case file for notes, whose work is not to look for more."""


class Step(IdentifiedText):
    """One step to take, in the library's own words, such as ``call-hotline``."""

    __slots__ = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Situation:
    """The facts that the steps rest on.

    Attributes:
        role: The kind of observer who asks.
        is_young: Whether the person who asks is under 18.
        person: The person the signs are about.
        level: The level of concern.
        is_urgent: Whether somebody may be in danger now.
        only_context: Whether everything that was noticed is only who or where someone is.
        only_weak: Whether only weak signs count.
        may_be_labour_rights: Whether rights at work may be part of it. Never for a minor.
        has_means: Whether a sign of means counts, so that it isn't only bad work.
        only_conditions: Whether it is working conditions alone, as far as anybody saw.
        is_intimate: Whether a sign that counts is about sex or violence.
        topics: The topics of the signs that count, the one that decides about help first.
    """

    role: Observer
    is_young: bool
    person: Person
    level: Concern
    is_urgent: bool
    only_context: bool
    only_weak: bool
    may_be_labour_rights: bool
    has_means: bool = False
    only_conditions: bool = False
    is_intimate: bool = False
    topics: tuple[NeedTopic, ...] = ()

    @property
    def has_concern(self) -> bool:
        """Whether there is some concern at least."""
        return self.level >= Concern.SOME_CONCERN

    @property
    def is_child_concern(self) -> bool:
        """Whether there is a concern about somebody who is or may be under 18."""
        return self.has_concern and self.person in MINORS

    @property
    def asks_for_self(self) -> bool:
        """Whether somebody asks for themselves."""
        return self.role is Observer.SELF


STEPS = (
    "ask-about-police",
    "call-hotline",
    "call-hotline-if-worried",
    "contact-child-protection",
    "contact-labour-rights",
    "do-not-confront",
    "do-not-dismiss-the-worker",
    "do-not-share-publicly",
    "make-safe-and-separate",
    "mandated-report",
    "notice-more-if-safe",
    "offer-choices",
    "other-help",
    "refer-to-national-mechanism",
    "see-person-alone-with-own-interpreter",
    "tell-an-adult-you-trust",
    "tell-safeguarding-lead",
    "that-is-not-a-sign",
    "use-a-safe-phone",
    "write-down-what-you-saw",
    "you-are-not-in-trouble",
)
"""Steps with their own words; ``call-emergency`` has the words of the emergency notice."""

FOR_ONESELF = (
    "ask-about-police",
    "call-hotline",
    "contact-child-protection",
    "contact-labour-rights",
    "that-is-not-a-sign",
)
"""Steps with other words for somebody who asks for themselves."""


def steps_for(situation: Situation, language: str, emergency: ShownText) -> tuple[Step, ...]:
    """Return the next steps, in order.

    Args:
        situation: The facts that the steps rest on.
        language: One of the languages of the core's own texts.
        emergency: The advice for danger, with the number of the place if one is known.
    """
    return tuple(
        Step(id, emergency if id == "call-emergency" else _text(id, situation, language))
        for id in _step_ids(situation)
    )


def _step_ids(situation: Situation) -> Iterator[str]:
    """Yield the ids of the steps in order: danger, then help, then the things not to do.

    Where the local police may be part of the danger, the step before the call asks about them.

    A witness reads about labour rights before the helpline, since bad work without force or a
    trick is a matter for those first; with either, the helpline comes first. So it does for
    somebody who asks for themselves: it is independent, and an inspector may not be. Working
    conditions alone are a matter of labour rights first for them too.
    """
    if situation.is_urgent:
        if not _POLICE_MAY_HARM.isdisjoint(situation.topics):
            yield "ask-about-police"
        yield "call-emergency"
    if situation.only_context:
        yield "that-is-not-a-sign"
    if situation.is_young and not situation.only_context:
        yield "tell-an-adult-you-trust"
    yield from _steps_for_self(situation) if situation.asks_for_self else _witness_steps(situation)


def _steps_for_self(situation: Situation) -> Iterator[str]:
    yield from ("you-are-not-in-trouble", "use-a-safe-phone")
    if situation.is_child_concern:
        yield "contact-child-protection"
    steps = [_helpline_step(situation)]
    if situation.may_be_labour_rights:
        steps.append("contact-labour-rights")
    yield from reversed(steps) if situation.only_conditions else steps
    if _may_be_other_harm(situation) and not situation.is_intimate:  # it would sound like doubt
        yield "other-help"


def _witness_steps(situation: Situation) -> Iterator[str]:
    """Yield the steps of a witness: the people to tell, notes, and the things not to do."""
    if situation.is_child_concern:
        yield "contact-child-protection"
    if situation.has_concern:
        for id in _PROFESSIONAL_STEPS.get(situation.role, ()):
            if id != "offer-choices" or situation.person is not Person.CHILD:
                yield id
    if situation.is_child_concern and situation.role in _MANDATED_REPORTERS:
        yield "mandated-report"
    steps = [] if situation.only_context else [_helpline_step(situation)]
    if situation.may_be_labour_rights:
        steps.insert(len(steps) if situation.has_means else 0, "contact-labour-rights")
    yield from steps
    if _may_be_other_harm(situation):
        yield "other-help"
    yield from _note_steps(situation)
    yield from ("do-not-confront", "do-not-share-publicly")


def _note_steps(situation: Situation) -> Iterator[str]:
    """Yield the steps that help a layperson to remember and to stay attentive."""
    if situation.role not in _WITHOUT_FILES or situation.only_context:
        return
    if situation.has_concern and not situation.only_weak:
        yield "write-down-what-you-saw"
    if situation.level <= Concern.SOME_CONCERN:
        yield "notice-more-if-safe"


def _helpline_step(situation: Situation) -> str:
    if situation.has_concern and not situation.only_weak:
        return "call-hotline"
    return "call-hotline-if-worried"


def _may_be_other_harm(situation: Situation) -> bool:
    """Whether something else that deserves help may explain the signs."""
    return situation.has_concern and situation.level < Concern.STRONG_CONCERN


def _text(id: str, situation: Situation, language: str) -> ShownText:
    code = f"step.{id.replace('-', '_')}"
    if id == "ask-about-police" and NeedTopic.SCAM_COMPOUND not in situation.topics:
        code += "_feared"
    elif situation.asks_for_self and id in FOR_ONESELF:
        code += "_self"
    elif id == "contact-child-protection" and situation.only_weak:
        code += "_weak"
    elif id == "do-not-confront" and situation.only_context:
        code += "_context"
    return say(code, language)


# The answer


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Counted(Answer["CountedData[str]", "CountedData[WordsData]"]):
    """A sign that counts.

    Attributes:
        indicator: The sign, with its source.
        grade: Its grade for this person.
        points: The points it adds to its element: strong 4, medium 2, weak 1; 0 for a sign that
            only tells the age of the person.
        basis: The source of the grade.
        freshness: The age of the evidence.
        own: Whether its text speaks to somebody who asks about themselves.
        languages: The languages of its text, most wanted first.
    """

    indicator: Indicator
    grade: Grade
    points: int
    basis: GradeBasis
    freshness: Freshness
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    # Not the id, since somebody saw this sign.
    _repr_names = ("grade", "points")

    @property
    def id(self) -> str:
        """The full id of the sign."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign in the reader's language."""
        return self.indicator.wording(about_self=self.own).shown(self.languages)

    @property
    def _language(self) -> str:
        """The language of the sign as shown."""
        return self.text.words.language

    _json_names = (
        *("id", "text", "_language as language", "grade", "points", "basis as grade_basis"),
        *(*of("indicator", f"element concept reading {EVIDENCE}"), "freshness"),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SetAside(Answer["SetAsideData[str]", "SetAsideData[WordsData]"]):
    """A sign, or context, that was seen and does not count.

    Attributes:
        indicator: The sign or context.
        code: The reason as a stable code: ``aside.context``, ``aside.same``, ``aside.weak`` or
            ``aside.gone``.
        why: The reason as a sentence.
        counted: The id of the sign that counts in its place, or None.
        own: Whether its text speaks to somebody who asks about themselves.
        languages: The languages of its text, most wanted first.
    """

    indicator: Indicator
    code: str
    why: ShownText
    counted: str | None = None
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    _json_names = ("id", "text", "code", "why", "counted")

    _repr_names = ("code",)

    @property
    def id(self) -> str:
        """The full id of the sign or context."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign or context in the reader's language."""
        return self.indicator.wording(about_self=self.own).shown(self.languages)


class Caveat(CodedText):
    """A limit of an answer that its reader must know, such as ``caveat.age_matters``."""

    __slots__ = ()


class Question(IdentifiedText):
    """A fact that would help, and that somebody can know without asking anybody.

    Its id is that of a sign, and its text the sign in the reader's language; or it is ``age``.
    """

    __slots__ = ()


_ELEMENTS = {
    "act": "The act, such as recruiting or transporting somebody.",
    "means": "The means, such as force or a trick; not required for a person under 18.",
    "purpose": "The purpose: exploitation.",
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assessment(Answer["AssessmentData[str]", "AssessmentData[WordsData]"]):
    """The level of concern and the next steps: the answer of ``assess``, never a finding.

    Attributes:
        level: The level of concern.
        summary: The level in a sentence for the person who asks, with what follows from it.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: The presence of act, means and purpose in the signs.
        types: The types of exploitation that the signs point to, in order; only ``unspecified``
            if they point to none in particular.
        reasons: The signs that count, in order of id.
        decisive: The ids of the fewest of these that give the level; empty at the lowest level.
        set_aside: The signs and context that were seen and do not count, each with its reason.
        looked_at: The number of signs answered, and the number that the role could notice.
        age_matters: Whether the level would be higher if the person were under 18, where nobody
            gave an age.
        caveats: Limits of this answer.
        next_questions: Up to three facts that would help, the most useful first.
        steps: The next steps, in the order in which to take them.
        help: The helplines for these steps, in order, and the advice for immediate danger.
        other_help: A sentence about other harm that deserves help. None if no sign counts, and for
            somebody who tells of violence or sex.
        disclaimer: A sentence on the limits of every such answer.
        language: The language of the library's own words in it.
    """

    level: Concern
    summary: ShownText
    urgent: bool
    elements: Mapping[str, Presence] = attrs.field(metadata=facts(keys=_ELEMENTS))
    types: tuple[PointsTo, ...]
    reasons: tuple[Counted, ...]
    decisive: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    looked_at: tuple[int, int]
    age_matters: bool
    caveats: tuple[Caveat, ...]
    next_questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    help: Help
    other_help: ShownText | None
    disclaimer: ShownText
    language: str

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no sign, and no number of signs."""
        return {
            "level": self.level,
            "urgent": self.urgent,
            "steps": len(self.steps),
            "help": len(self.help),
        }
