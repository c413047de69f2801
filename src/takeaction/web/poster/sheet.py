"""The poster of a place: its lines in words, with their codes and their evidence."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import attrs

from takeaction.core_data import LANGUAGES
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.closing import capitalised
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.engine.help.ways import how_to_use
from takeaction.engine.help.who_answers import who_answers
from takeaction.engine.reasons import say
from takeaction.errors import refused
from takeaction.export.contact_lines import (
    describe_cost,
    describe_hours,
    describe_languages,
    describe_verification,
    marked_text,
)
from takeaction.models.region import find_region
from takeaction.models.resource import Contact
from takeaction.models.text import Words
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind
from takeaction.web.poster.choice import PosterChoice
from takeaction.web.poster.codes import number_address, svg_code
from takeaction.web.poster.fitting import fitted
from takeaction.web.poster.lines import PosterLines, check_again_by
from takeaction.web.poster.papers import SPACES
from takeaction.web.poster.values import Poster, PosterCode, PosterLine
from takeaction.web.poster.wording import Wording


def make_poster(
    choice: PosterChoice,
    chosen: PosterLines,
    at: datetime,
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> Poster:
    """Make the poster of a place.

    Args:
        choice: A person's choices about it.
        chosen: The lines of the place.
        at: The moment, aware.
        texts: Texts of a host in place of ours, as ``Site.texts``.

    Raises:
        QueryError: No number of the place may hang on a wall.
    """
    if not chosen.lines:
        raise refused("query.poster", "poster", "region")
    wording = Wording(choice.languages, texts or {})
    fitting = chosen.lines[: SPACES[choice.paper].lines]
    lines = tuple(_line(_shown(line.ways), wording, choice.languages, at) for line in fitting)
    place = find_region(choice.region)
    emergency = find_emergency(place, wording.fine.language)
    poster = Poster(
        paper=choice.paper,
        language=wording.tongues[0],
        headings=wording.headings(),
        calm=wording.calm(),
        lines=lines,
        emergency=wording.each(lambda tag: find_emergency(place, tag).text),
        emergency_number=emergency.dial,
        page=_page_code(choice.page, wording) if choice.page else None,
        emergency_sources=_sources(emergency, wording),
        again="",
        law=wording.fine("poster.law"),
        small_language=wording.fine.language,
        strips=wording.fine("poster.strips"),
    )
    fit = fitted(poster)
    day = wording.day(min(line.check_by for line in fit.lines))
    return attrs.evolve(fit, again=wording.fine("poster.again", day=day))


def _line(
    numbers: tuple[Referral, ...], wording: Wording, languages: tuple[str, ...], at: datetime
) -> PosterLine:
    first = numbers[0]
    number = first.contact.display or first.contact.dial or ""
    return PosterLine(
        id=first.resource.id,
        name=first.resource.name.pick(languages),
        shape=_shape(first.resource.operator_kind),
        who=wording.each(lambda tag: _in(first, tag).who),
        body=wording.each(lambda tag: who_answers(first.resource, tag)),
        only_for=tuple(_only_for(first, wording)),
        number=number,
        code=_number_code(first, number, wording),
        facts=tuple(
            Words(text, tag) for tag in wording.fact_tongues if (text := _facts(numbers, tag))
        ),
        evidence=_evidence(first, wording),
        check_by=check_again_by(numbers, at),
    )


def _shown(ways: tuple[Referral, ...]) -> tuple[Referral, ...]:
    """Return the number to call and the number to text, of those that a line has."""
    calls = [each for each in ways if each.contact.channel is Channel.VOICE]
    texts = [each for each in ways if each.contact.channel is Channel.SMS]
    return (*calls[:1], *texts[:1])


def _in(referral: Referral, tag: str) -> Referral:
    return attrs.evolve(referral, languages=(tag,))


def _facts(numbers: tuple[Referral, ...], tag: str) -> str:
    """Say how to text a line, and with its hours, price and languages if pages have the tag."""
    first, *others = numbers
    parts: list[str] = []
    if first.contact.channel is Channel.SMS:
        parts.append(how_to_use(first.contact, (tag,), tag))
    ways = [how_to_use(each.contact, (tag,), tag) for each in others]
    parts += [say("lines.ways", tag, {"ways": f"{way}"}).words.text for way in ways]
    if tag in LANGUAGES:
        parts += _facts_of(first.contact, tag)
        parts.insert(-1, describe_cost(_in(first, tag)))
    return " ".join(f"{capitalised(part)}." for part in parts)


def _facts_of(contact: Contact, tag: str) -> Iterator[str]:
    yield say("label.hours", tag, {"hours": describe_hours(contact, tag)})
    yield say("label.languages", tag, {"languages": describe_languages(contact, (tag,))})


def _only_for(referral: Referral, wording: Wording) -> Iterator[Words]:
    """Say who a line is only for, in the languages that its pack says it in; or else once."""
    text = referral.resource.only_for
    if text:
        picked = [(tag, text.pick((tag,))) for tag in wording.page_tongues]
        said = [(tag, words.text) for tag, words in picked if not words.fallback]
        first = wording.page_tongues[0]
        for tag, shown in said or [(first, marked_text(text, (first,)))]:
            yield Words(say("label.only_for", tag, {"text": shown}), tag)


def _number_code(referral: Referral, number: str, wording: Wording) -> PosterCode:
    is_call = referral.contact.channel is Channel.VOICE
    names = ("poster.scan_call", "by.voice") if is_call else ("poster.scan_text", "by.sms")
    title = wording.scan(*names, number)
    link = number_address(referral.contact)
    return PosterCode(address=link, svg=svg_code(link, title.text), title=title)


def _page_code(page: str, wording: Wording) -> PosterCode:
    title = wording.scan("poster.scan_page", "by.web", "")
    return PosterCode(address=page, svg=svg_code(page, title.text), title=title)


def _evidence(referral: Referral, wording: Wording) -> str:
    verified, fine = referral.verified, wording.fine
    method = describe_verification(verified.method, (fine.language,))
    day = str(verified.on or "") or referral.resource.source.dated
    if day is None:
        return fine("poster.undated", method=method)
    return fine("poster.dated", method=method, day=wording.dated(day))


def _sources(emergency: Emergency, wording: Wording) -> str:
    """Name two of the sources of the emergency number: it has at least as many."""
    return "; ".join(
        f"{each.title}, {wording.dated(each.dated)}" if each.dated else each.title
        for each in emergency.source[:2]
    )


def _shape(kind: OperatorKind | None) -> str:
    if kind in ENFORCEMENT:
        return "police"
    return "state" if kind is OperatorKind.GOVERNMENT else ""
