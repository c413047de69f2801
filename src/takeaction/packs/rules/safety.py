"""Texts that could hurt somebody. Warnings at loading; a pack that has one is not built.

A rule here can find a bad sentence, never prove a good one: people read every text aloud.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, get_args

import attrs

from takeaction.errors import shown
from takeaction.lazy import by_class
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.phrases import OF, Phrases, straight
from takeaction.vocabulary import Age, Kind, Purpose, Risk

if TYPE_CHECKING:  # a kind that no pack has is not imported
    from takeaction.models.action import Action
    from takeaction.models.indicator import Indicator

_EMERGENCY = r"\bemergency\b"
_OWN_EYES = r"\bsaw yourself\b|\byourself saw\b|\byou saw\b"
_TRUSTED = r"\badult you trust\b|\btrusted adult\b|\bhelpline\b"
_NOT_PROOF = r"\b(?:not|no sign is|never) (?:a )?proof\b|proves? nothing"
_ENGLISH = OF["en"]
_SIGNS = ("text", "text_self")
_NAMES = frozenset({"source", "also_known_as", "aliases"})


MOST_CLOSELY = 2_000_000
"""So many characters of a pack get a closer look, which takes a hundred times as long."""


class Look:
    """How many characters of a pack were looked at closely, or had to be passed over."""

    def __init__(self) -> None:
        self._seen = 0

    @property
    def is_over(self) -> bool:
        """Whether some had to be passed over."""
        return self._seen > MOST_CLOSELY

    def takes(self, text: str) -> bool:
        """Tell whether a text can still be looked at."""
        self._seen += len(text)
        return not self.is_over

    def faults(self) -> Iterator[Fault]:
        """Tell that not all was looked at."""
        if self.is_over:
            problem = f"words that may hurt stand in more than {MOST_CLOSELY:,} characters of text;"
            problem += " the rest was not looked at closely."
            yield _warn("limit.wording", "", problem, "make several packs of it.")


def faults(record: Record, look: Look | None = None) -> Iterator[Fault]:
    """Find texts of a record that could hurt somebody; all are in the language of its pack.

    Args:
        record: The record.
        look: What was looked at closely in its pack; None if this is all of it.
    """
    found = list(texts(record))
    phrases = OF.get(_primary(found[0][1].language), _ENGLISH) if found else _ENGLISH
    whole = "\n".join([text.source for _, text in found])
    if may_hurt(whole, phrases) and (look or Look()).takes(whole):
        for field, text in found:
            yield from _wording(field, text.source, phrases)
    if record.record_kind is Kind.ACTION:
        yield from _action(cast("Action", record))
    if record.record_kind is Kind.INDICATOR:
        yield from _indicator(cast("Indicator", record), phrases)


def is_read(language: str) -> bool:
    """Tell whether there are phrases to look for in texts of a language."""
    return _primary(language) in OF


def translated_faults(record: Record, language: str, look: Look | None = None) -> Iterator[Fault]:
    """Find translations of a record that could hurt somebody.

    Args:
        record: A record with its translations.
        language: The tag of theirs, as they bear it; one that ``is_read``.
        look: What was looked at closely in its pack; None if this is all of it.
    """
    phrases = OF[_primary(language)]
    told = [
        (field, words.text)
        for field, text in texts(record)
        for words in text.translations
        if words.language == language
    ]
    whole = "\n".join([text for _, text in told])
    if may_hurt(whole, phrases) and (look or Look()).takes(whole):
        for field, text in told:
            yield from _wording(field, text, phrases)
    if record.record_kind is Kind.INDICATOR and not _is_context(cast("Indicator", record)):
        for field, text in told:
            if field in _SIGNS:
                yield from _identity(field, text, phrases)


def header_faults(header: Header, *, has_indicators: bool) -> Iterator[Fault]:
    """Find a pack with indicators that does not say that no sign is proof."""
    told = [header.caveat] if header.caveat else []
    if has_indicators and not _says(_NOT_PROOF, told):
        problem = "a pack with indicators says that no sign is proof."
        fix = 'write caveat = "A sign is not proof. …".'
        yield Fault("content.not_proof", "caveat", problem, fix)


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


def may_hurt(text: str, phrases: Phrases) -> bool:
    """Tell at a glance whether a phrase may stand in a text; True wants a closer look."""
    folded = straight(text).casefold().replace("\u0131", "i")  # patterns take it for an i as well
    for hint in phrases.hints:  # this is the dearest rule of all, and any() is slower  # noqa: SIM110
        if hint in folded:
            return True
    return False


def _found(pattern: str, text: str) -> re.Match[str] | None:
    """Look for a pattern in any case; it is compiled when it is first looked for, and then kept."""
    return re.search(pattern, text, re.IGNORECASE)


def is_english(text: Text) -> bool:
    """Tell whether a text is in English: what it has to say can be looked for there alone."""
    return _primary(text.language) == "en"


def _primary(language: str) -> str:
    """Return the language of a tag, without its script or region."""
    return language.partition("-")[0]


def _says(pattern: str, told: Sequence[Text]) -> bool:
    """Tell whether some lines say a thing; in another language, whether there are any."""
    if not all(map(is_english, told)):
        return True
    return bool(_found(pattern, " ".join(map(str, told))))


def _wording(field: str, text: str, phrases: Phrases) -> Iterator[Fault]:
    text = straight(text)
    dangerous = _found(phrases.dangerous, text)
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text) if dangerous else ():
        found = _found(phrases.dangerous, sentence)
        if found and not _found(phrases.negated, sentence[: found.start()]):
            problem = f"{shown(found[0])} sends somebody into danger."
            yield _warn("content.dangerous_advice", field, problem, "say what is safe instead.")
    stigma = _found(phrases.stigma, text)
    if stigma:
        problem = f"{shown(stigma[0])} blames people, or is not ours to say."
        yield _warn("content.stigma", field, problem, "see the wording table in the docs.")
    promise = _found(phrases.promise, text)
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
        fix = 'write "Report what you saw yourself, not what you read online."'
        yield _warn("content.own_eyes", "safety", problem, fix)
    young = Age.ADULT not in action.ages
    if young and not _says(_TRUSTED, [*action.steps, action.summary, *action.safety]):
        problem = "a young person with a concern is told of a trusted adult or a helpline."
        yield _warn("content.child_help", "steps", problem, "write it.")


def _indicator(indicator: "Indicator", phrases: Phrases) -> Iterator[Fault]:
    if _is_context(indicator):
        return
    for field in _SIGNS:
        yield from _identity(field, str(getattr(indicator, field) or ""), phrases)


def _is_context(indicator: "Indicator") -> bool:
    """Tell whether it is there for context: then it may say who somebody is."""
    from takeaction.vocabulary.signs import Element

    return indicator.element is Element.CONTEXT


def _identity(field: str, text: str, phrases: Phrases) -> Iterator[Fault]:
    found = _found(phrases.identity, straight(text))
    if found:
        problem = f"{shown(found[0])} is about who somebody is, not what anyone does."
        yield _warn("content.identity_sign", field, problem, "reword it, or make it context.")


def _warn(code: str, field: str, problem: str, fix: str) -> Fault:
    return Fault(code, field, problem, fix)
