"""Rules for records that could hurt somebody: they warn at loading, and stop a pack from a build.

Some words have to be there, such as those about an emergency; others must not, see ``wording``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, get_args

import attrs

from takeaction.lazy import cached_by_class
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.text import Text, is_text
from takeaction.packs.faults import Fault
from takeaction.vocabulary.actions import Age, Risk
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Purpose

if TYPE_CHECKING:  # a kind that no pack has is never imported, and no load needs the phrases
    from takeaction.models.action import Action
    from takeaction.models.indicator import Indicator
    from takeaction.packs.rules.wording.wording import Allowance

_EMERGENCY = r"\bemergency\b"
"""The word that a safety line about a concern needs: the emergency number comes first."""

_OWN_EYES = r"\bsaw yourself\b|\byourself saw\b|\byou saw\b"
"""The words that limit a report to what the reader saw, not what others post online."""

_TRUSTED = r"\badult you trust\b|\btrusted adult\b|\bhelpline\b"
"""The words that give a young reader somebody to turn to."""

_NOT_PROOF = r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing"
"""The words that tell a reader that a sign is not proof."""

_SIGN_FIELDS = ("text", "text_self")
_UNREAD_FIELDS = frozenset({"source", "also_known_as", "aliases"})
"""Titles and names that come from elsewhere: they are quoted, so their wording is not ours."""


def faults(record: Record, allowance: "Allowance") -> Iterator[Fault]:
    """Find texts of a record that could hurt somebody; all are in the language of its pack.

    Args:
        record: The record.
        allowance: The allowance of its pack.
    """
    from takeaction.packs.rules.wording import wording

    for field, text in readable_texts(record):
        yield from wording.faults(field, text.source, text.language, allowance)
    if record.record_kind is Kind.ACTION:
        yield from _action_faults(cast("Action", record))
    if record.record_kind is Kind.INDICATOR:
        yield from _indicator_faults(cast("Indicator", record))


def translation_faults(record: Record, allowance: "Allowance") -> Iterator[tuple[str, Fault]]:
    """Find translations of a record that could hurt somebody, each with its language.

    Args:
        record: A record with its translations.
        allowance: The allowance of its pack.
    """
    from takeaction.packs.rules.wording import wording

    is_sign = record.record_kind is Kind.INDICATOR and not _is_context(cast("Indicator", record))
    for field, text in readable_texts(record):
        for words in text.translations:
            language = words.language
            for fault in wording.faults(field, words.text, language, allowance):
                yield language, fault
            if is_sign and field in _SIGN_FIELDS:
                for fault in wording.identity_faults(field, words.text, language):
                    yield language, fault


def caveat_faults(header: Header, *, has_indicators: bool) -> Iterator[Fault]:
    """Find a pack with indicators whose caveat does not say that a sign is not proof."""
    caveats = [header.caveat] if header.caveat else []
    if has_indicators and not _says(_NOT_PROOF, caveats):
        problem = "the pack has indicators, and its caveat does not say that no sign is proof."
        fix = 'write caveat = "A sign is not proof. …".'
        yield Fault("content.not_proof", "caveat", problem, fix)


def readable_texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Walk the texts of a record that people read, each with its field path."""
    for name in readable_fields(type(value)):
        inner = getattr(value, name)
        if inner is not None and inner != ():
            yield from _texts(inner, f"{path}.{name}" if path else name)


def _texts(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}[{number}]")
    else:
        yield from readable_texts(value, path)


@cached_by_class
def readable_fields(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model that hold texts, at any depth."""
    return tuple(
        field.name
        for field in attrs.fields(model)
        if field.name not in _UNREAD_FIELDS and _holds_text(field.type)
    )


def _holds_text(annotation: Any) -> bool:
    inner = attrs.has(annotation) and bool(readable_fields(annotation))
    return is_text(annotation) or inner or any(map(_holds_text, get_args(annotation)))


def is_english(text: Text) -> bool:
    """Tell whether a text is in English: required words are checked in no other language."""
    return _primary(text.language) == "en"


def _primary(language: str) -> str:
    """Return the language of a tag, without its script or region."""
    return language.partition("-")[0]


def _says(pattern: str, texts: Sequence[Text]) -> bool:
    """Tell whether one of some texts matches; True if any is in another language than English."""
    if not all(map(is_english, texts)):
        return True
    return bool(re.search(pattern, " ".join(map(str, texts)), re.IGNORECASE))


def _action_faults(action: "Action") -> Iterator[Fault]:
    if action.risk is not Risk.NONE and not action.safety:
        problem = "the action has a risk and no safety line."
        yield Fault("content.no_safety", "safety", problem, "write what keeps people safe.")
    if not action.concern:
        return
    if not _says(_EMERGENCY, action.safety):
        problem = "the action is about a concern and does not give the emergency number first."
        fix = 'write "Danger now: call the emergency number first."'
        yield Fault("content.no_emergency", "safety", problem, fix)
    reports = any(slot.purpose is Purpose.REPORT for slot in action.finds)
    if reports and Age.ADULT in action.ages and not _says(_OWN_EYES, action.safety):
        problem = "the action asks for reports, but not only of what people saw themselves."
        fix = 'write "Report what you saw yourself, not what you read online."'
        yield Fault("content.own_eyes", "safety", problem, fix)
    is_for_young = Age.ADULT not in action.ages
    if is_for_young and not _says(_TRUSTED, [*action.steps, action.summary, *action.safety]):
        problem = "an action for young people with a concern names no trusted adult or helpline."
        yield Fault("content.child_help", "steps", problem, "name one of them.")


def _indicator_faults(indicator: "Indicator") -> Iterator[Fault]:
    from takeaction.packs.rules.wording import wording

    if _is_context(indicator):
        return
    for field in _SIGN_FIELDS:
        text: Text | None = getattr(indicator, field)
        if text:
            yield from wording.identity_faults(field, text.source, text.language)


def _is_context(indicator: "Indicator") -> bool:
    """Tell whether an indicator is only context: then it may say who somebody is."""
    from takeaction.vocabulary.signs import Element  # saves its import where there are no signs

    return indicator.element is Element.CONTEXT
