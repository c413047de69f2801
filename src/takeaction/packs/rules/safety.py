"""Rules for texts that could hurt somebody: they warn at loading, and stop a pack from being built.

A rule can find a bad sentence. It cannot prove a good one: people read every text aloud.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, get_args

import attrs

from takeaction.errors import shown
from takeaction.lazy import cached_by_class
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.phrases import PHRASES, Phrases, straighten
from takeaction.vocabulary.actions import Age, Risk
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Purpose

if TYPE_CHECKING:  # a kind that no pack has is never imported
    from takeaction.models.action import Action
    from takeaction.models.indicator import Indicator

_EMERGENCY = r"\bemergency\b"
"""The word that a safety line about a concern needs: the emergency number comes first."""

_OWN_EYES = r"\bsaw yourself\b|\byourself saw\b|\byou saw\b"
"""The words that limit a report to what the reader saw, not what others post online."""

_TRUSTED = r"\badult you trust\b|\btrusted adult\b|\bhelpline\b"
"""The words that give a young reader somebody to turn to."""

_NOT_PROOF = r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing"
"""The words that tell a reader that a sign is not proof."""

_ENGLISH = PHRASES["en"]
_SIGN_FIELDS = ("text", "text_self")
_UNREAD_FIELDS = frozenset({"source", "also_known_as", "aliases"})
"""Titles and names that come from elsewhere: they are quoted, so their wording is not ours."""


MOST_CHARACTERS = 2_000_000
"""The most characters of a pack that are checked closely.

A close check takes a hundred times as long as the look for hints before it, and a pack of the
largest size may take no more than about two seconds.
"""


class Allowance:
    """The characters of one pack that may still be checked closely."""

    def __init__(self) -> None:
        self._used = 0

    @property
    def is_over(self) -> bool:
        """Whether a text was left unchecked."""
        return self._used > MOST_CHARACTERS

    def takes(self, text: str) -> bool:
        """Use up the characters of a text; False if too few are left."""
        self._used += len(text)
        return not self.is_over

    def faults(self) -> Iterator[Fault]:
        """Report that not every text was checked."""
        if self.is_over:
            problem = (
                f"more than {MOST_CHARACTERS:,} characters of text contain words that may hurt;"
            )
            problem += " the rest was not checked closely."
            yield Fault("limit.wording", "", problem, "split the pack.")


def faults(record: Record, allowance: Allowance | None = None) -> Iterator[Fault]:
    """Find texts of a record that could hurt somebody; all are in the language of its pack.

    Args:
        record: The record.
        allowance: The allowance of its pack; None for a record on its own.
    """
    fields = list(readable_texts(record))
    phrases = PHRASES.get(_primary(fields[0][1].language), _ENGLISH) if fields else _ENGLISH
    joined = "\n".join([text.source for _, text in fields])
    if may_hurt(joined, phrases) and (allowance or Allowance()).takes(joined):
        for field, text in fields:
            yield from _wording_faults(field, text.source, phrases)
    if record.record_kind is Kind.ACTION:
        yield from _action_faults(cast("Action", record))
    if record.record_kind is Kind.INDICATOR:
        yield from _indicator_faults(cast("Indicator", record), phrases)


def has_phrases(language: str) -> bool:
    """Tell whether we have phrases for a language."""
    return _primary(language) in PHRASES


def translation_faults(
    record: Record, language: str, allowance: Allowance | None = None
) -> Iterator[Fault]:
    """Find translations of a record that could hurt somebody.

    Args:
        record: A record with its translations.
        language: Their language tag, as written; it needs phrases, see ``has_phrases``.
        allowance: The allowance of its pack; None for a record on its own.
    """
    phrases = PHRASES[_primary(language)]
    fields = [
        (field, words.text)
        for field, text in readable_texts(record)
        for words in text.translations
        if words.language == language
    ]
    joined = "\n".join([text for _, text in fields])
    if may_hurt(joined, phrases) and (allowance or Allowance()).takes(joined):
        for field, text in fields:
            yield from _wording_faults(field, text, phrases)
    if record.record_kind is Kind.INDICATOR and not _is_context(cast("Indicator", record)):
        for field, text in fields:
            if field in _SIGN_FIELDS:
                yield from _identity_faults(field, text, phrases)


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
    return annotation is Text or inner or any(map(_holds_text, get_args(annotation)))


def may_hurt(text: str, phrases: Phrases) -> bool:
    """Tell at a glance whether a text may contain a phrase; True means that it needs a check."""
    # With IGNORECASE, a pattern takes a dotless i for an i as well.
    folded = straighten(text).casefold().replace("\u0131", "i")
    for hint in phrases.hints:  # the most expensive rule, and any() is slower  # noqa: SIM110
        if hint in folded:
            return True
    return False


def _match(pattern: str, text: str) -> re.Match[str] | None:
    """Match a pattern in any case. It is compiled on first use, and re caches it."""
    return re.search(pattern, text, re.IGNORECASE)


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
    return bool(_match(pattern, " ".join(map(str, texts))))


def _wording_faults(field: str, text: str, phrases: Phrases) -> Iterator[Fault]:
    text = straighten(text)
    is_dangerous = _match(phrases.dangerous, text)
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text) if is_dangerous else ():
        advice = _match(phrases.dangerous, sentence)
        if advice and not _match(phrases.negated, sentence[: advice.start()]):
            problem = f"{shown(advice[0])} can put people in danger."
            yield Fault("content.dangerous_advice", field, problem, "say what is safe instead.")
    stigma = _match(phrases.stigma, text)
    if stigma:
        problem = f"{shown(stigma[0])} blames people or hides the harm."
        fix = "use the wording table in the docs."
        yield Fault("content.stigma", field, problem, fix)
    promise = _match(phrases.promise, text)
    if promise:
        problem = f"{shown(promise[0])} is a promise that nobody can keep."
        yield Fault("content.promise", field, problem, "say who checks what, and how.")


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


def _indicator_faults(indicator: "Indicator", phrases: Phrases) -> Iterator[Fault]:
    if _is_context(indicator):
        return
    for field in _SIGN_FIELDS:
        yield from _identity_faults(field, str(getattr(indicator, field) or ""), phrases)


def _is_context(indicator: "Indicator") -> bool:
    """Tell whether an indicator is only context: then it may say who somebody is."""
    from takeaction.vocabulary.signs import Element  # saves its import where there are no signs

    return indicator.element is Element.CONTEXT


def _identity_faults(field: str, text: str, phrases: Phrases) -> Iterator[Fault]:
    identity = _match(phrases.identity, straighten(text))
    if identity:
        problem = f"{shown(identity[0])} is about who somebody is, not what anyone does."
        yield Fault("content.identity_sign", field, problem, "reword it, or make it context.")
