"""The next steps for somebody in a role, in the library's own words. No pack can add one.

No step tells anybody to confront, follow, question, film or rescue anyone. People who ask for
themselves are never told to report.
"""

from collections.abc import Iterator

import attrs

from takeaction.engine.reasons import IdentifiedText, say
from takeaction.models.text import ShownText
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import MINORS, Concern, Person

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
