"""Who answers a line and who they tell, in a few sentences to read before its number.

The sentences are the core's own, made from closed words of the record.
"""

from collections.abc import Iterable
from typing import NamedTuple

import attrs

from takeaction.core_data import LANGUAGES, form_for
from takeaction.engine.reasons import Message, SlotValue, say, say_together
from takeaction.models.resource import Disclosure, Resource
from takeaction.models.text import ShownText
from takeaction.vocabulary.closed_words import Tells, Told
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ENFORCEMENT, ResourceKind, ReturnsPeople

_RETURNS = {
    ReturnsPeople.YES: "tells.returns_yes",
    ReturnsPeople.REPORTED: "tells.returns_reported",
}


def who_answers(resource: Resource, language: str, *, is_disputed: bool = False) -> ShownText:
    """Say who answers a helpline. On a page that lists lines nobody answers.

    Args:
        resource: The helpline or organisation.
        language: The language of the sentence.
        is_disputed: Whether packs differ in who answers, or in who they tell.
    """
    return say_together(_bodies(resource, is_disputed=is_disputed), language)


class HelpAsker(NamedTuple):
    """Whoever reads an answer, as far as it changes what is said of whom a line tells.

    Attributes:
        feared: The fields of ``Disclosure`` that they want to know about first.
        is_child: Whether they are under 18.
        may_end_a_life: Whether somebody may die: then nothing keeps back a name or a place.
    """

    feared: tuple[str, ...] = ()
    is_child: bool = False
    may_end_a_life: bool = False


ANYBODY = HelpAsker()


def whom_they_tell(
    resource: Resource, language: str, asker: HelpAsker = ANYBODY
) -> ShownText | None:
    """Say who they tell or that we don't know, and whether they may take somebody back.

    Returns:
        None where nothing is left to say: for police and immigration officers, of whom it would
        say nothing new, and for a page.
    """
    sentences = _told(resource, language, asker)
    return say_together(sentences, language) if sentences else None


def who_answers_and_tells(
    resource: Resource, language: str, asker: HelpAsker = ANYBODY, *, is_disputed: bool = False
) -> ShownText:
    """Say who answers and who they tell, as one paragraph."""
    answering = _bodies(resource, is_disputed=is_disputed)
    return say_together([*answering, *_told(resource, language, asker)], language)


def _bodies(resource: Resource, *, is_disputed: bool) -> list[Message]:
    if resource.kind is ResourceKind.SITE:
        return [("answers.page", {})]
    who: Message = (f"answers.{resource.operator_kind or 'unknown'}", {})
    return [who, ("answers.disputed", {})] if is_disputed else [who]


def _told(resource: Resource, language: str, asker: HelpAsker) -> list[Message]:
    """Return the sentences about who they tell.

    All ways to reach a line count: whoever reads that a call is told to the police is not told
    beside a chat of the same people that we don't know.
    """
    if resource.kind is ResourceKind.SITE:
        return []
    sentences = []
    channels = {contact.channel for contact in resource.contacts}
    if resource.operator_kind not in ENFORCEMENT and channels != {Channel.WEB}:
        code, slots = _who_they_tell(resource, language, asker)
        sentences.append((form_for(code, is_child=asker.is_child), slots))
    if resource.returns_people:
        sentences.append((_RETURNS[resource.returns_people], {}))
    return sentences


def _who_they_tell(resource: Resource, language: str, asker: HelpAsker) -> Message:
    """Return one sentence, in the name of the line where it says when it tells.

    Where the one who is feared most is known to be told always, that comes first; else the bodies
    for which the line says the same are named together. Whatever is not known is not said.
    """
    levels = _levels(resource)
    if not levels:
        shared = {body for contact in resource.contacts for body in contact.shares_with}
        unknown = "tells.unknown_short" if asker.may_end_a_life else "tells.unknown"
        return shared_message(shared, language) if shared else (unknown, {})
    always = [body for body, level in levels.items() if level is Tells.ALWAYS]
    asked_first = [body for body in asker.feared if body in levels]
    level = Tells.ALWAYS if always else levels[(asked_first or list(levels))[0]]
    bodies = [body for body, of_body in levels.items() if of_body is level]
    bodies.sort(key=lambda body: asker.feared.index(body) if body in asker.feared else _LAST)
    return tells_message(level, bodies, language)


def tells_message(level: Tells, bodies: Iterable[str], language: str) -> Message:
    """Return the sentence on when bodies are told, by their fields of ``Disclosure``."""
    told = tuple(bodies)
    if set(told) == {field.name for field in attrs.fields(Disclosure)} and level in _OF_ANYONE:
        return f"tells.anyone_{level.replace('-', '_')}", {}
    return f"tells.{level.replace('-', '_')}", {"bodies": _named(told, language)}


def shared_message(shared: Iterable[str], language: str) -> Message:
    """Return the sentence on bodies that may be told, where nobody says when."""
    return "tells.some", {"bodies": _named(sorted(shared), language)}


_OF_ANYONE = (Tells.IF_YOU_AGREE, Tells.DANGER_OR_CHILD)
"""The levels that are said of anyone, where a line says the same of everybody."""

_LAST = len(Told)
"""The place of those who are not feared: after all others, in the order of the record."""


def _levels(resource: Resource) -> dict[str, Tells]:
    """Return when it tells each body, by the field of ``Disclosure``: the widest of its ways."""
    levels: dict[str, Tells] = {}
    for contact in resource.contacts:
        for field in attrs.fields(Disclosure) if contact.tells else ():
            level: Tells | None = getattr(contact.tells, field.name)
            if level:
                levels[field.name] = widest((level, levels.get(field.name, level)))
    return levels


def widest(levels: Iterable[Tells]) -> Tells:
    """Return the widest of some levels: it is the one that people need to know."""
    return min(levels, key=list(Tells).index)


def _named(fields: Iterable[str], language: str) -> SlotValue:
    """Name bodies with an "and" before the last, in the languages that have one here."""
    bodies = tuple(say(f"body.{field}", language) for field in fields)
    if len(bodies) == 1 or language not in LANGUAGES:
        return bodies
    *others, last = bodies
    return say("label.and", language, {"first": tuple(others), "second": last})
