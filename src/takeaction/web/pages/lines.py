"""Helplines as a page shows them: name, who answers, the number to tap, and its source."""

from collections.abc import Iterable, Iterator
from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help, HelpLine, Referral, heading_of
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.need import capitalised, next_step
from takeaction.engine.reasons import Reason, SlotValue, say
from takeaction.models.region import place_label
from takeaction.models.resource import Contact
from takeaction.models.text import ShownText, Words, direction
from takeaction.views.contact_lines import (
    describe_check,
    describe_cost,
    describe_evidence,
    describe_languages,
    marked_text,
    warn_of_origin,
)
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import OUT_OF_DATE
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind, ResourceKind
from takeaction.vocabulary.words import fold
from takeaction.web.pages.ways import parts_around, way_views
from takeaction.web.settings import day_in_words
from takeaction.web.visit import Place, Visit

MOST_IN_SIGHT = 3
"""The lines in sight; further ones open with a click."""

_FULL_STOPS = ".。।"

_OFFERED = "help.parts"
"""The notice that a page says with a button for each part."""


def help_values(visit: Visit, help_: Help, *, in_sight: int = MOST_IN_SIGHT) -> dict[str, Any]:
    """Return the danger line, the sentences below it, the helplines and the notices of an answer.

    Args:
        visit: The visit.
        help_: The help.
        in_sight: The lines in sight, from 1; the others open with a click.
    """
    lines = [
        {**line_view(visit, line), "heading": _heading(help_, place)}
        for place, line in enumerate(help_)
    ]
    after = next_step(help_)
    return {
        "danger": danger_view(help_.emergency),
        "human": [sentence_view(notice) for notice in help_.human],
        "above": [text_view(notice.text) for notice in help_.above],
        "parts": _parts(visit, help_),
        "which_part": text_view(say("ask.part", visit.first_language)),
        "lines": lines[:in_sight],
        "more": lines[in_sight:],
        "no_answer": text_view(after) if after else None,
        "notices": [text_view(notice.text) for notice in help_.below if notice.code != _OFFERED],
    }


def sentence_view(sentence: Reason) -> dict[str, Any]:
    """Return a sentence for whoever asked, with the number in it to tap if it has one."""
    number, text = sentence.slots.get("number"), sentence.text
    shown = str(number) if number else None
    return {**text_view(text), **parts_around(text.words.text, shown)}


def _heading(help_: Help, place: int) -> dict[str, Any] | None:
    heading = heading_of(help_, place)
    return text_view(heading) if heading else None


def _parts(visit: Visit, help_: Help) -> list[Place]:
    """Return the parts of the place that have more lines, by name."""
    named = [(code, place_label(code).pick([visit.texts.language]).text) for code in help_.parts]
    return sorted(named, key=lambda place: fold(place[1]))


def danger_view(emergency: Emergency) -> dict[str, Any]:
    """Return the danger line with the number to tap."""
    text = emergency.text
    return {**text_view(text), **parts_around(text.words.text, emergency.dial)}


def closing_view(help_: Help, closing: ShownText) -> dict[str, Any]:
    """Return the last line of an answer, with the number of its line of help to tap."""
    calls = [each.contact for each in help_[:1] if each.contact.channel is Channel.VOICE]
    number, dial = (calls[0].display, calls[0].dial) if calls else (None, None)
    return {**text_view(closing), **parts_around(closing.words.text, number), "dial": dial}


def line_view(visit: Visit, line: HelpLine) -> dict[str, Any]:
    """Return one line of help, best way first."""
    first, languages = line.ways[0], line.languages
    best, *others = way_views(line, is_live=visit.moment is not None)
    return {
        "name": text_view(line.name),
        **_who(line),
        "only_for": _only_for(line),
        "warnings": [*warn_of_origin(first)],
        "best": best,
        "others": others,
        "facts": contact_facts(first.contact, languages, describe_cost(first)),
        "know": [*_worth_knowing(line)],
        "evidence": _evidence(visit, first),
        "record": visit.link(f"record/{line.resource.id}"),
    }


def _only_for(line: HelpLine) -> dict[str, Any] | None:
    text, languages = line.resource.only_for, line.languages
    if text is None:
        return None
    slots: dict[str, SlotValue] = {"text": marked_text(text, languages)}
    return text_view(say("label.only_for", language_of(languages), slots))


def _who(line: HelpLine) -> dict[str, Any]:
    """Return who answers as a badge, and the rest of the sentence: who they tell.

    A page that lists lines has no badge: nobody answers there.
    """
    resource, who = line.resource, text_view(line.who)
    if resource.kind is ResourceKind.SITE or resource.operator_kind is None:
        return {"badge": None, "shape": "", "who": who}
    badge = line.who_answers.words.text
    return {
        "badge": {**who, "text": badge.rstrip(_FULL_STOPS)},
        "shape": operator_shape(resource.operator_kind),
        "who": {**who, "text": who["text"].removeprefix(badge).strip()},
    }


def operator_shape(kind: OperatorKind | None) -> str:
    """Return the shape of a badge: colour never speaks alone."""
    if kind in ENFORCEMENT:
        return "police"
    return "state" if kind is OperatorKind.GOVERNMENT else ""


def contact_facts(contact: Contact, languages: tuple[str, ...], cost: str) -> list[str]:
    """Return the price, the languages and the promises of a contact, each as a sentence."""
    if not contact.dial:
        return []
    language = language_of(languages)
    spoken = {"languages": describe_languages(contact, languages)}
    facts: list[str] = [cost, say("label.languages", language, spoken)]
    if contact.anonymous:
        facts.append(say("label.anonymous", language))
    if contact.recorded:
        facts.append(say("label.recorded", language))
    return [f"{capitalised(fact)}." for fact in facts]


def _worth_knowing(line: HelpLine) -> Iterator[dict[str, Any]]:
    warning, languages = line.resource.warning, line.languages
    if warning:
        yield words_view(warning.pick(languages))
    notes = (way.contact.note for way in line.ways)
    yield from words_views(note.pick(languages) for note in notes if note)


def _evidence(visit: Visit, referral: Referral) -> dict[str, Any]:
    """Say how the number was checked, with a date that people can read."""
    texts, language = visit.texts, visit.texts.language
    fresh = referral.freshness
    if fresh.since is None:
        return plain_view(f"{capitalised(describe_evidence(referral))}.", language)
    method = capitalised(describe_check(referral.resource, referral.verified, referral.languages))
    day = str(referral.verified.on or referral.resource.source.dated)
    dated = texts("help.dated", method=method, day=day_in_words(day, texts))
    is_old = fresh.state in OUT_OF_DATE
    return plain_view(f"{dated} {texts('help.old')}" if is_old else dated, language)


def text_view(text: ShownText) -> dict[str, Any]:
    """Return a sentence of the library, with its source where that is shown beneath."""
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
