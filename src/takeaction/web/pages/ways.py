"""Ways to reach somebody: the words before a number, the number to tap, and the words after it."""

import re
from typing import Any

from takeaction.core_data import first_language_of
from takeaction.engine.help.answer import HelpLine
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.models.resource import Contact, Resource, written_address
from takeaction.models.text import direction
from takeaction.views.contact_lines import describe_state, describe_times, how_to_reach
from takeaction.vocabulary.contacts import LINKS, Channel
from takeaction.vocabulary.resources import ENFORCEMENT

_SCHEME_AND_END = re.compile(r"https?://(?:www\.)?|/$")
"""What a reader need not see of a web address that is a link."""

_OTHER = {"num": "num two"}
"""The shape of a further way: one filled number a line."""

_MARKS = dict.fromkeys(range(0x2066, 0x206A))
"""Marks that isolate a number in plain text; on a page its element does that."""


def parts_around(text: str, target: str | None) -> dict[str, str | None]:
    """Split a sentence at the number in it, which gets an element and a direction of its own.

    Args:
        text: The sentence.
        target: The number or address; None for a sentence without one.

    Returns:
        The ``before``, ``number`` and ``after``; the number is None without one. A number that is
        not in the sentence comes after it.
    """
    plain = text.translate(_MARKS)
    before, _, after = plain.partition(target) if target else (plain, "", "")
    return {"before": before.strip(), "number": target, "after": after.rstrip()}


def way_views(line: HelpLine, *, is_live: bool) -> list[dict[str, Any]]:
    """Return the ways to reach a helpline, best first; hours that they share are said once.

    Args:
        line: The helpline.
        is_live: Whether to say which are open now; else when they are.
    """
    describe = describe_state if is_live else describe_times
    states = [capitalised(describe(way)) for way in line.ways]
    views = [
        _way(line.resource, way.contact, how_to_reach(way), line.languages) for way in line.ways
    ]
    for place, (view, state) in enumerate(zip(views, states, strict=True)):
        view["state"] = state if not place or state != states[0] else ""
        if place:
            view["shape"] = _OTHER.get(view["shape"], view["shape"])
    return views


def record_ways(resource: Resource, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the ways to reach a resource, in the order of its record."""
    return [
        {**_way(resource, contact, how_to_use(contact, languages), languages), "state": ""}
        for contact in resource.contacts
    ]


def _way(
    resource: Resource, contact: Contact, text: str, languages: tuple[str, ...]
) -> dict[str, Any]:
    is_call = contact.channel is Channel.VOICE and resource.operator_kind not in ENFORCEMENT
    language = first_language_of(languages)
    written = written_address(contact)
    plain = text.translate(_MARKS)
    words, target = (_SCHEME_AND_END.sub("", part) for part in (plain, written))
    return {
        **parts_around(capitalised(words), target or None),
        "href": _address(contact),
        "shape": ("num" if is_call else "num two") if contact.dial else "go",
        "language": language,
        "dir": direction(language),
    }


def _address(contact: Contact) -> str | None:
    if contact.dial:
        return f"{LINKS[contact.channel]}{contact.dial}"
    return contact.url or (contact.email and f"{LINKS[Channel.EMAIL]}{contact.email}")
