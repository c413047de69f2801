"""Helplines as a page shows them: name, who answers, the number to tap, and its source."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.closing import capitalised
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import (
    describe_evidence,
    describe_operator,
    describe_state,
    describe_times,
    group_referrals,
    how_to_reach,
    marked_text,
)
from takeaction.models.contact import Contact
from takeaction.models.text import ShownText, Words, direction
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind
from takeaction.web.visit import Visit

MOST_IN_SIGHT = 3
"""The lines in sight; further ones open with a click."""

_SCHEME = re.compile(r"https?://(?:www\.)?")
"""What a reader need not see of a web address that is a link."""

_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
"""The marks around a number in a text from right to left: on a page an element does their work."""

_SCHEMES = {Channel.VOICE: "tel:", Channel.TTY: "tel:", Channel.SMS: "sms:"}


def help_values(visit: Visit, help_: Help, *, in_sight: int = MOST_IN_SIGHT) -> dict[str, Any]:
    """Return the danger line, the helplines and the notices of an answer.

    Args:
        visit: The visit.
        help_: The help.
        in_sight: The lines in sight, from 1; the others open with a click.
    """
    groups = [line_view(visit, group) for group in group_referrals(help_)]
    return {
        "danger": danger_view(help_.emergency),
        "lines": groups[:in_sight],
        "more": groups[in_sight:],
        "notices": [text_view(notice.text) for notice in help_.notices],
        "next": _next_view(visit, len(groups)),
    }


def _next_view(visit: Visit, lines: int) -> dict[str, Any] | None:
    """Say what to do if nobody answers; None without a line."""
    code = "lines.next" if lines > 1 else "lines.one"
    return text_view(say(code, visit.first_language)) if lines else None


def danger_view(emergency: Emergency) -> dict[str, Any]:
    """Return the danger line with the number to tap."""
    return {**text_view(emergency.text), "dial": emergency.dial}


def line_view(visit: Visit, group: Sequence[Referral]) -> dict[str, Any]:
    """Return one helpline, best way first."""
    first = group[0]
    resource, languages = first.resource, first.languages
    language = language_of(languages)
    only_for = resource.only_for and text_view(
        say("label.only_for", language, {"text": marked_text(resource.only_for, languages)})
    )
    return {
        "name": words_view(resource.name.pick(languages)),
        "badge": plain_view(capitalised(describe_operator(resource, languages)), language),
        "shape": _shape(resource.operator_kind),
        "who": text_view(first.who),
        "only_for": only_for,
        "warning": resource.warning and words_view(resource.warning.pick(languages)),
        "ways": [_way(visit, referral, is_first=not place) for place, referral in enumerate(group)],
        "evidence": plain_view(capitalised(describe_evidence(first)), language),
        "record": visit.link(f"record/{resource.id}"),
    }


def text_view(text: ShownText) -> dict[str, Any]:
    """Return a sentence of the library, with its source where that stands beneath it."""
    words = text.words
    has_source = str(text) != words.text
    view = plain_view(words.text, words.language)
    return {**view, "source": words.source} if has_source else view


def words_view(words: Words) -> dict[str, Any]:
    """Return a text with its language, and its source where that stands beneath it."""
    return text_view(ShownText(str(words), words))


def plain_view(text: str, language: str) -> dict[str, Any]:
    """Return a text with its language and its direction."""
    return {"text": text, "language": language, "dir": direction(language), "source": None}


def words_views(texts: Iterable[Words]) -> list[dict[str, Any]]:
    """Return several texts."""
    return [words_view(text) for text in texts]


def _way(visit: Visit, referral: Referral, *, is_first: bool) -> dict[str, Any]:
    """Return a way to reach somebody, with the address apart: its digits are never turned."""
    resource, contact = referral.resource, referral.contact
    is_call = contact.channel is Channel.VOICE and resource.operator_kind not in ENFORCEMENT
    when = describe_state(referral) if visit.moment else describe_times(referral)
    button = "num" if is_first and is_call else "num two"
    language = first_language_of(referral.languages)
    text = capitalised(_SCHEME.sub("", how_to_reach(referral))).translate(_ISOLATES)
    written = contact.display or contact.email or contact.url or ""
    before, address, after = text.partition(_SCHEME.sub("", written))
    return {
        **plain_view(text, language),
        "before": before,
        "address": address.removesuffix("/"),
        "after": after,
        "href": _address(contact),
        "shape": button if contact.dial else "go",
        "state": plain_view(capitalised(when), language),
    }


def _address(contact: Contact) -> str | None:
    if contact.dial and contact.channel in _SCHEMES:
        return f"{_SCHEMES[contact.channel]}{contact.dial}"
    return contact.url or (contact.email and f"mailto:{contact.email}")


def _shape(kind: OperatorKind | None) -> str:
    if kind in ENFORCEMENT:
        return "police"
    return "state" if kind is OperatorKind.GOVERNMENT else ""
