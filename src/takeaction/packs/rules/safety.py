"""Texts that could hurt somebody. Warnings at loading; a pack that has one is not built.

A rule here can find a bad sentence, never prove a good one: people read every text aloud.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

import attrs

from takeaction.errors import Outcome, shown
from takeaction.later import by_class
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.vocabulary import Age, Kind, Purpose, Risk

if TYPE_CHECKING:  # a kind that no pack has is not imported
    from takeaction.models.action import Action
    from takeaction.models.indicator import Indicator

_PERSON = (
    r"(?:person|people|victims?|traffickers?|suspects?|exploiters?|drivers?|boss|workers?|child"
    r"|children|women|woman|men|man|girls?|boys?|buyers?|sellers?)"
)
_SOMEBODY = (
    rf"(?:them|him|her|someone|somebody|anyone|people|persons?"
    rf"|(?:the|a|any|an|that|this) (?:\w+ )?{_PERSON})"
)
_DANGEROUS = (
    rf"\b(?:confront|follow|chase|film|photograph|rescue|free|detain|interrogate|lure|track"
    rf"|bargain with|take (?:pictures?|photos?) of) {_SOMEBODY}\b"
)
_NEGATED = r"\b(?:not|never|no|nor|don't|without|instead of|rather than|avoid|stay away|neither)\b"
_STIGMA = (
    r"\b(?:johns?(?! \w)|prostitut\w+|pimps?|whores?|hookers?|slave[- ]free"
    r"|(?:freed|former|sex) slaves?|street kids?|throw-?away (?:kids|children|youth)"
    r"|illegal (?:aliens?|immigrants?)|illegals)\b"
)
_PROMISE = (
    r"\b(?:guaranteed|certainly|proven) (?:safe|clean|free of)\b"
    r"|\b100 ?% (?:safe|confidential|ethical)|\bslavery[- ]free\b"
)
_HINTS = (
    *("confront", "follow", "chase", "film", "photograph", "rescue", "free", "detain", "lure"),
    *("interrogate", "track", "bargain", "picture", "photo", "john", "prostitut", "pimp", "whore"),
    *("hooker", "slave", "street kid", "throw", "illegal", "guaranteed", "certainly", "proven"),
    *("100%", "100 %"),
)
"""One of these stands in whatever a pattern above matches."""

_IDENTITY = (
    r"\b(?:nationalit\w+|ethnic\w*|rac(?:e|ial)|religio\w+|faith|skin|accent|tattoos? of"
    r"|headscar\w+|clothes|clothing|dressed|foreign(?:er)?s?|migrants?|immigrants?)\b"
)
_EMERGENCY = r"\bemergency\b"
_OWN_EYES = r"\bsaw yourself\b|\byourself saw\b|\byou saw\b"
_TRUSTED = r"\badult you trust\b|\btrusted adult\b|\bhelpline\b"
_NOT_PROOF = r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing"
_NAMES = frozenset({"source", "also_known_as", "aliases"})


def faults(record: Record) -> Iterator[Fault]:
    """Find texts of a record that could hurt somebody."""
    found = list(texts(record))
    if may_hurt("\n".join([text.source for _, text in found])):
        for field, text in found:
            yield from _wording(field, text.source)
    rule = _OF_KINDS.get(record.record_kind)
    if rule:
        yield from rule(record)


def header_faults(header: Header, *, has_indicators: bool) -> Iterator[Fault]:
    """Find a pack with indicators that does not say that no sign is proof."""
    told = [header.caveat] if header.caveat else []
    if has_indicators and not _says(_NOT_PROOF, told):
        problem = "a pack with indicators says that no sign is proof."
        mend = 'write caveat = "A sign is not proof. …".'
        yield Fault("content.not_proof", "caveat", problem, mend, Outcome.WARN)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Walk all texts of a record that people read, each with its field path."""
    for name in readable(type(value)):
        inner = getattr(value, name)
        if inner is not None and inner != ():
            yield from _texts(inner, f"{path}.{name}" if path else name)


def _texts(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{path}[{number}]")
    else:
        yield from texts(value, path)


@by_class
def readable(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model that hold texts, or parts that hold some."""
    return tuple(
        field.name
        for field in attrs.fields(model)
        if field.name not in _NAMES and _holds_text(field.type)
    )


def _holds_text(kind: Any) -> bool:
    inner = attrs.has(kind) and bool(readable(kind))
    return kind is Text or inner or any(map(_holds_text, get_args(kind)))


def may_hurt(text: str) -> bool:
    """Tell at a glance whether a pattern of ``_wording`` may match; True wants a closer look."""
    folded = text.casefold().replace("\u0131", "i")  # which patterns take for an i as well
    for hint in _HINTS:  # this is the dearest rule of all, and any() is slower  # noqa: SIM110
        if hint in folded:
            return True
    return False


def _found(pattern: str, text: str) -> re.Match[str] | None:
    """Look for a pattern in any case; it is compiled when it is first looked for, and then kept."""
    return re.search(pattern, text, re.IGNORECASE)


def is_english(text: Text) -> bool:
    """Tell whether a text is in English: what it has to say can be looked for there alone."""
    return text.language.partition("-")[0] == "en"


def _says(pattern: str, told: Sequence[Text]) -> bool:
    """Tell whether some lines say a thing; in another language, whether there are any."""
    if not all(map(is_english, told)):
        return True
    return bool(_found(pattern, " ".join(map(str, told))))


def _wording(field: str, text: str) -> Iterator[Fault]:
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text):
        found = _found(_DANGEROUS, sentence)
        if found and not _found(_NEGATED, sentence[: found.start()]):
            problem = f"{shown(found[0])} sends somebody into danger."
            yield _warn("content.dangerous_advice", field, problem, "say what is safe instead.")
    stigma = _found(_STIGMA, text)
    if stigma:
        problem = f"{shown(stigma[0])} blames people, or is not ours to say."
        yield _warn("content.stigma", field, problem, "see the wording table in the docs.")
    promise = _found(_PROMISE, text)
    if promise:
        problem = f"{shown(promise[0])} is a promise that nobody can keep."
        yield _warn("content.promise", field, problem, "say who checks what, and how.")


def _action(action: "Action") -> Iterator[Fault]:
    if action.risk is not Risk.NONE and not action.safety:
        problem = "an action with a risk has a safety line."
        yield _warn("content.no_safety", "safety", problem, "write what keeps people safe.")
    if not action.concern:
        return
    if not _says(_EMERGENCY, action.safety):
        problem = "an action about a concern names the emergency number first."
        yield _warn("content.no_emergency", "safety", problem, 'write "Danger now: …".')
    reports = any(slot.purpose is Purpose.REPORT for slot in action.finds)
    if reports and Age.ADULT in action.ages and not _says(_OWN_EYES, action.safety):
        problem = "reporting is about what somebody saw with their own eyes."
        mend = 'write "Report what you saw yourself, not what you read online."'
        yield _warn("content.own_eyes", "safety", problem, mend)
    young = Age.ADULT not in action.ages
    if young and not _says(_TRUSTED, [*action.steps, action.summary, *action.safety]):
        problem = "a young person with a concern is told of a trusted adult or a helpline."
        yield _warn("content.child_help", "steps", problem, "write it.")


def _indicator(indicator: "Indicator") -> Iterator[Fault]:
    from takeaction.vocabulary.signs import Element

    if indicator.element is Element.CONTEXT:
        return
    for field, text in (("text", indicator.text), ("text_self", indicator.text_self)):
        found = text and _found(_IDENTITY, str(text))
        if found:
            problem = f"{shown(found[0])} is about who somebody is, not what anyone does."
            yield _warn("content.identity_sign", field, problem, "reword it, or make it context.")


def _warn(code: str, field: str, problem: str, mend: str) -> Fault:
    return Fault(code, field, problem, mend, Outcome.WARN)


_OF_KINDS: dict[Kind, Callable[[Any], Iterator[Fault]]] = {
    Kind.ACTION: _action,
    Kind.INDICATOR: _indicator,
}
