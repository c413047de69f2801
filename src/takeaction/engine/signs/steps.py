"""What to do next: the core's own steps for somebody in a role. No pack can add one.

No step tells anybody to confront, follow, question, film or rescue anyone. Who asks for
themselves is told of no report.
"""

from collections.abc import Iterator

import attrs

from takeaction.engine.reasons import say
from takeaction.engine.signs.weighing import MINORS
from takeaction.value import Value
from takeaction.vocabulary import Observer
from takeaction.vocabulary.signs import Concern, Person

_PROFESSIONS = {
    Observer.EDUCATION: ("tell-safeguarding-lead",),
    Observer.HEALTH: ("see-person-alone-with-own-interpreter", "offer-choices"),
    Observer.SOCIAL_SERVICES: ("offer-choices", "refer-to-national-mechanism"),
    Observer.LAW_ENFORCEMENT: ("make-safe-and-separate", "refer-to-national-mechanism"),
    Observer.LABOUR_INSPECTOR: ("make-safe-and-separate", "refer-to-national-mechanism"),
    Observer.EMPLOYER: ("do-not-dismiss-the-worker",),
}
_REPORTERS = frozenset({Observer.EDUCATION, Observer.HEALTH, Observer.SOCIAL_SERVICES})
"""Whose law often makes them report for a child."""

_LAY = frozenset({Observer.BYSTANDER, Observer.EDUCATION, Observer.EMPLOYER})
"""Who has no file to write in, and whose work it is not to look for more."""


@attrs.frozen(eq=False, repr=False)
class Step(Value):
    """One thing to do.

    Attributes:
        id: Which step, stable, such as ``call-hotline``.
        text: The core's own words.
    """

    id: str
    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Situation:
    """What the steps rest on.

    Attributes:
        role: Who asks.
        young: Whether the one who asks is under 18.
        person: Who the signs are about.
        level: The level of concern.
        urgent: Whether somebody may be in danger now.
        only_context: Whether all that was noticed is who or where someone is.
        only_weak: Whether only weak signs count.
        work: Whether it may be bad work alone: a purpose, and no means.
    """

    role: Observer
    young: bool
    person: Person
    level: Concern
    urgent: bool
    only_context: bool
    only_weak: bool
    work: bool

    @property
    def concern(self) -> bool:
        """Whether there is some concern at least."""
        return self.level >= Concern.SOME_CONCERN

    @property
    def child(self) -> bool:
        """Whether there is a concern about somebody who is or may be under 18."""
        return self.concern and self.person in MINORS

    @property
    def own(self) -> bool:
        """Whether somebody asks for themselves."""
        return self.role is Observer.SELF


def step_ids(situation: Situation) -> Iterator[str]:
    """Return the ids of the steps, in order: danger first, then help, then what to leave.

    A witness hears of labour rights before the helpline, since bad work alone is first a matter
    of those. Who asks for themselves hears of the helpline first: it is independent, and an
    inspector may not be.
    """
    if situation.urgent:
        yield "call-emergency"
    if situation.only_context:
        yield "that-is-not-a-sign"
    if situation.young and not situation.only_context:
        yield "tell-an-adult-you-trust"
    yield from _of_self(situation) if situation.own else _of_witness(situation)


def _of_self(situation: Situation) -> Iterator[str]:
    """Return what helps somebody who asks for themselves."""
    yield from ("you-are-not-in-trouble", "use-a-safe-phone")
    if situation.child:
        yield "contact-child-protection"
    yield _helpline(situation)
    if situation.work:
        yield "contact-labour-rights"
    if _may_be_else(situation):
        yield "other-help"


def _of_witness(situation: Situation) -> Iterator[str]:
    """Return whom somebody tells who saw something, what they do with it, and do not."""
    if situation.child:
        yield "contact-child-protection"
    if situation.concern:
        yield from _of_profession(situation)
    if situation.work:
        yield "contact-labour-rights"
    if not situation.only_context:
        yield _helpline(situation)
    if _may_be_else(situation):
        yield "other-help"
    yield from _of_memory(situation)
    yield from ("do-not-confront", "do-not-share-publicly")


def _of_profession(situation: Situation) -> Iterator[str]:
    """Return the steps of a profession."""
    for id in _PROFESSIONS.get(situation.role, ()):
        if id != "offer-choices" or situation.person is not Person.CHILD:
            yield id
    if situation.child and situation.role in _REPORTERS:
        yield "mandated-report"


def _of_memory(situation: Situation) -> Iterator[str]:
    """Return what a layperson does with what was seen."""
    if situation.role not in _LAY or situation.only_context:
        return
    if situation.concern and not situation.only_weak:
        yield "write-down-what-you-saw"
    if situation.level <= Concern.SOME_CONCERN:
        yield "notice-more-if-safe"


def _helpline(situation: Situation) -> str:
    if situation.concern and not situation.only_weak:
        return "call-hotline"
    return "call-hotline-if-worried"


def _may_be_else(situation: Situation) -> bool:
    return situation.concern and situation.level < Concern.STRONG_CONCERN


STEPS = (
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
"""The steps with words of their own; ``call-emergency`` has those of the emergency notice."""

FOR_ONESELF = (
    "call-hotline",
    "contact-child-protection",
    "contact-labour-rights",
    "that-is-not-a-sign",
)
"""Steps that are said in another way to somebody who asks for themselves."""


def steps(situation: Situation, language: str, emergency: str) -> tuple[Step, ...]:
    """Return what to do next.

    Args:
        situation: What the steps rest on.
        language: One of the languages of the core's own texts.
        emergency: What to do in danger, with the number of the place if one is known.
    """
    return tuple(
        Step(id, emergency if id == "call-emergency" else _text(id, situation, language))
        for id in step_ids(situation)
    )


def _text(id: str, situation: Situation, language: str) -> str:
    code = f"step.{id.replace('-', '_')}"
    if situation.own and id in FOR_ONESELF:
        code += "_self"
    elif id == "contact-child-protection" and situation.only_weak:
        code += "_weak"
    elif id == "do-not-confront" and situation.only_context:
        code += "_context"
    return say(code, language)
