"""Who answers a line, and who they tell: what to know before its number, in a few sentences.

The sentences are the core's own, made from closed words of the record.
"""

from takeaction.core_data import LANGUAGES
from takeaction.engine.reasons import Message, SlotValue, say, say_together
from takeaction.models.resource import Resource
from takeaction.models.text import ShownText
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ENFORCEMENT, ResourceKind, ReturnsPeople

_RETURNS = {
    ReturnsPeople.YES: "tells.returns_yes",
    ReturnsPeople.REPORTED: "tells.returns_reported",
}


def who_answers(resource: Resource, language: str) -> ShownText:
    """Say who answers a helpline. On a page that lists lines nobody answers.

    Args:
        resource: The helpline or organisation.
        language: The language of the sentence.
    """
    return say_together([_body(resource)], language)


def whom_they_tell(resource: Resource, language: str) -> ShownText | None:
    """Say who they tell or that we don't know, and whether they may take somebody back.

    Returns:
        None where nothing is left to say: for police and immigration officers, of whom it would
        say nothing new, and for a page.
    """
    sentences = _told(resource, language)
    return say_together(sentences, language) if sentences else None


def who_answers_and_tells(resource: Resource, language: str) -> ShownText:
    """Say who answers and whom they tell, as one paragraph."""
    return say_together([_body(resource), *_told(resource, language)], language)


def _body(resource: Resource) -> Message:
    if resource.kind is ResourceKind.SITE:
        return "answers.page", {}
    return f"answers.{resource.operator_kind or 'unknown'}", {}


def _told(resource: Resource, language: str) -> list[Message]:
    """Return the sentences on whom they tell.

    All ways to reach a line count: whoever reads that a call is told to the police is not told
    beside a chat of the same people that we don't know.
    """
    if resource.kind is ResourceKind.SITE:
        return []
    sentences = []
    channels = {contact.channel for contact in resource.contacts}
    if resource.operator_kind not in ENFORCEMENT and channels != {Channel.WEB}:
        sentences.append(_who_they_tell(resource, language))
    if resource.returns_people:
        sentences.append((_RETURNS[resource.returns_people], {}))
    return sentences


def _who_they_tell(resource: Resource, language: str) -> Message:
    shared = {body for contact in resource.contacts for body in contact.shares_with}
    if not shared:
        return "tells.unknown", {}
    bodies = tuple(say(f"body.{body}", language) for body in sorted(shared))
    return "tells.some", {"bodies": _joined(bodies, language)}


def _joined(bodies: tuple[str, ...], language: str) -> SlotValue:
    """Join names with an "and" before the last, in the languages that have one here."""
    if len(bodies) == 1 or language not in LANGUAGES:
        return bodies
    *others, last = bodies
    return say("label.and", language, {"first": tuple(others), "second": last})
