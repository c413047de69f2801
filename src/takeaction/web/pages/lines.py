"""Lines of help as a page shows them: name, who answers, the number to tap, and its source."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.core_data import language_of
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
from takeaction.models.text import ShownText, Words
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind
from takeaction.web.visit import Visit

MOST_IN_SIGHT = 3
"""The lines in sight; further ones open with a click."""

_SCHEME_AND_END = re.compile(r"https?://(?:www\.)?|/$")
"""What a reader need not see of a web address that is a link."""

_SCHEMES = {Channel.VOICE: "tel:", Channel.TTY: "tel:", Channel.SMS: "sms:"}


def help_values(visit: Visit, help_: Help) -> dict[str, Any]:
    """Return the danger line, the lines of help and the notices of an answer."""
    groups = [line_view(visit, group) for group in group_referrals(help_)]
    return {
        "danger": danger_view(help_.emergency),
        "lines": groups[:MOST_IN_SIGHT],
        "more": groups[MOST_IN_SIGHT:],
        "notices": [text_view(notice.text) for notice in help_.notices],
    }


def danger_view(emergency: Emergency) -> dict[str, Any]:
    """Return the danger line with the number to tap."""
    return {**text_view(emergency.text), "dial": emergency.dial}


def line_view(visit: Visit, group: Sequence[Referral]) -> dict[str, Any]:
    """Return one line of help, best way first."""
    first = group[0]
    resource, languages = first.resource, first.languages
    language = language_of(languages)
    only_for = resource.only_for and say(
        "label.only_for", language, {"text": marked_text(resource.only_for, languages)}
    )
    return {
        "name": str(resource.name.pick(languages)),
        "badge": capitalised(describe_operator(resource, languages)),
        "shape": _shape(resource.operator_kind),
        "who": text_view(first.who),
        "only_for": only_for,
        "warning": resource.warning and words_view(resource.warning.pick(languages)),
        "ways": [_way(visit, referral, is_first=not place) for place, referral in enumerate(group)],
        "evidence": capitalised(describe_evidence(first)),
        "record": visit.link(f"record/{resource.id}"),
    }


def text_view(text: ShownText) -> dict[str, Any]:
    """Return a sentence of the library with the source beneath its translation."""
    return words_view(text.words)


def words_view(words: Words) -> dict[str, Any]:
    """Return a text with its language, and the source beneath where nobody reviewed it."""
    return {"text": words.text, "language": words.language, "source": words.source}


def words_views(texts: Iterable[Words]) -> list[dict[str, Any]]:
    """Return several texts."""
    return [words_view(text) for text in texts]


def _way(visit: Visit, referral: Referral, *, is_first: bool) -> dict[str, Any]:
    resource, contact = referral.resource, referral.contact
    is_call = contact.channel is Channel.VOICE and resource.operator_kind not in ENFORCEMENT
    when = describe_state(referral) if visit.at else describe_times(referral)
    button = "num" if is_first and is_call else "num two"
    return {
        "text": capitalised(_SCHEME_AND_END.sub("", how_to_reach(referral))),
        "href": _address(contact),
        "shape": button if contact.dial else "go",
        "state": capitalised(when),
    }


def _address(contact: Contact) -> str | None:
    if contact.dial and contact.channel in _SCHEMES:
        return f"{_SCHEMES[contact.channel]}{contact.dial}"
    return contact.url or (contact.email and f"mailto:{contact.email}")


def _shape(kind: OperatorKind | None) -> str:
    if kind in ENFORCEMENT:
        return "police"
    return "state" if kind is OperatorKind.GOVERNMENT else ""
