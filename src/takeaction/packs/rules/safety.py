"""Texts that could hurt somebody. Warnings at loading; a pack that has one is not built.

A rule here can find a bad sentence, never prove a good one: people read every text aloud.
"""

import re
from collections.abc import Iterator
from typing import Any

import attrs

from takeaction.errors import Outcome, shown
from takeaction.models.action import Action
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.packs.structuring import Fault
from takeaction.vocabulary import Age, Element, Purpose, Risk

_PERSON = (
    r"(?:person|people|victims?|traffickers?|suspects?|exploiters?|drivers?|boss|workers?|child"
    r"|children|women|woman|men|man|girls?|boys?|buyers?|sellers?)"
)
_SOMEBODY = (
    rf"(?:them|him|her|someone|somebody|anyone|people|persons?"
    rf"|(?:the|a|any|an|that|this) (?:\w+ )?{_PERSON})"
)
_DANGEROUS = re.compile(
    rf"\b(?:confront|follow|chase|film|photograph|rescue|free|detain|interrogate|lure|track"
    rf"|bargain with|take (?:pictures?|photos?) of) {_SOMEBODY}\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|nor|don't|without|instead of|rather than|avoid|stay away|neither)\b",
    re.IGNORECASE,
)
_STIGMA = re.compile(
    r"\b(?:johns?(?! \w)|prostitut\w+|pimps?|whores?|hookers?|slave[- ]free"
    r"|(?:freed|former|sex) slaves?|street kids?|throw-?away (?:kids|children|youth)"
    r"|illegal (?:aliens?|immigrants?)|illegals)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:guaranteed|certainly|proven) (?:safe|clean|free of)\b"
    r"|\b100 ?% (?:safe|confidential|ethical)|\bslavery[- ]free\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"\b(?:nationalit\w+|ethnic\w*|rac(?:e|ial)|religio\w+|faith|skin|accent|tattoos? of"
    r"|headscar\w+|clothes|clothing|dressed|foreign(?:er)?s?|migrants?|immigrants?)\b",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(r"\bemergency\b", re.IGNORECASE)
_OWN_EYES = re.compile(r"\bsaw yourself\b|\byourself saw\b|\byou saw\b", re.IGNORECASE)
_TRUSTED = re.compile(r"\badult you trust\b|\btrusted adult\b|\bhelpline\b", re.IGNORECASE)
_NOT_PROOF = re.compile(r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing", re.IGNORECASE)
_NAMES = frozenset({"source", "also_known_as", "aliases"})


def faults(record: Record) -> Iterator[Fault]:
    """Find texts of a record that could hurt somebody."""
    for field, text in texts(record):
        yield from _wording(field, str(text))
    if isinstance(record, Action):
        yield from _action(record)
    if isinstance(record, Indicator):
        yield from _indicator(record)


def header_faults(header: Header, *, has_indicators: bool) -> Iterator[Fault]:
    """Find a pack with indicators that does not say that no sign is proof."""
    if has_indicators and not _NOT_PROOF.search(str(header.caveat or "")):
        problem = "a pack with indicators says that no sign is proof."
        mend = 'write caveat = "A sign is not proof. …".'
        yield Fault("content.not_proof", "caveat", problem, mend, Outcome.WARN)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Walk all texts of a record that people read, each with its field path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts(each, f"{path}[{number}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name not in _NAMES:
                step = f"{path}.{field.name}" if path else field.name
                yield from texts(getattr(value, field.name), step)


def _wording(field: str, text: str) -> Iterator[Fault]:
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text):
        found = _DANGEROUS.search(sentence)
        if found and not _NEGATED.search(sentence[: found.start()]):
            problem = f"{shown(found[0])} sends somebody into danger."
            yield _warn("content.dangerous_advice", field, problem, "say what is safe instead.")
    stigma = _STIGMA.search(text)
    if stigma:
        problem = f"{shown(stigma[0])} blames people, or is not ours to say."
        yield _warn("content.stigma", field, problem, "see the wording table in the docs.")
    promise = _PROMISE.search(text)
    if promise:
        problem = f"{shown(promise[0])} is a promise that nobody can keep."
        yield _warn("content.promise", field, problem, "say who checks what, and how.")


def _action(action: Action) -> Iterator[Fault]:
    safety = " ".join(map(str, action.safety))
    if action.risk > Risk.NONE and not action.safety:
        problem = "an action with a risk has a safety line."
        yield _warn("content.no_safety", "safety", problem, "write what keeps people safe.")
    if action.concern and not _EMERGENCY.search(safety):
        problem = "an action about a concern names the emergency number first."
        yield _warn("content.no_emergency", "safety", problem, 'write "Danger now: …".')
    reports = any(slot.purpose is Purpose.REPORT for slot in action.finds)
    if action.concern and reports and Age.ADULT in action.ages and not _OWN_EYES.search(safety):
        problem = "reporting is about what somebody saw with their own eyes."
        mend = 'write "Report what you saw yourself, not what you read online."'
        yield _warn("content.own_eyes", "safety", problem, mend)
    young = Age.ADULT not in action.ages
    told = [*map(str, action.steps), str(action.summary), safety]
    if action.concern and young and not _TRUSTED.search(" ".join(told)):
        problem = "a young person with a concern is told of a trusted adult or a helpline."
        yield _warn("content.child_help", "steps", problem, "write it.")


def _indicator(indicator: Indicator) -> Iterator[Fault]:
    found = _IDENTITY.search(str(indicator.text))
    if found and indicator.element is not Element.CONTEXT:
        problem = f"{shown(found[0])} is about who somebody is, not what anyone does."
        yield _warn("content.identity_sign", "text", problem, "reword it, or make it context.")


def _warn(code: str, field: str, problem: str, mend: str) -> Fault:
    return Fault(code, field, problem, mend, Outcome.WARN)
