"""Helplines as blocks: danger, the sentences for whoever asked, then who answers and the number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.answer import MOST_LINES, Help, HelpLine, Referral, heading_of
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.need import capitalised, how_to_use, next_step
from takeaction.engine.help.who_answers import who_answers, whom_they_tell
from takeaction.engine.reasons import Reason, SlotValue, say
from takeaction.models.pack import NOTHING_ADDED, Added
from takeaction.models.region import region
from takeaction.models.resource import Contact, Resource, written_address
from takeaction.models.text import ShownText, isolated, tag_chain
from takeaction.views.blocks import (
    Block,
    Blocks,
    Danger,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    Paragraph,
    Prose,
    Tone,
    Way,
    introduced,
    joined_prose,
    paragraphs,
)
from takeaction.views.contact_lines import (
    cost_of,
    describe_languages,
    describe_state,
    evidence_of,
    labelled_hours,
    language_name,
    usual_hours,
    warn_of_origin,
    whom_it_tells,
)
from takeaction.vocabulary.contacts import LINKS, PAGE_CHANNELS, Channel, ReferralState
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind, Purpose, ResourceKind

_ENDS = (".", "!", "?", "\u3002", "\u0964")
"""The ends of a sentence, also in Chinese and Hindi."""

_NOT_DIALLED = "[^0-9+*#]"

_OF_CONSULATES = "help.own_government"
"""The notice about a reader's own government, which is read before its number."""

_OF_HOURS = "help.holidays"
"""The notice about hours, for lines that are not there day and night."""

_OF_TRACES = "trace."

_SHORT_WARNING = 90
"""The characters of a warning that comes before the number.

A longer one comes right below it and is never folded. With it above, the first number would slip
out of the first eight rows of a terminal.
"""


def help_blocks(
    help_: Help,
    *,
    most: int = MOST_LINES,
    is_live: bool = True,
    spoken: str | None = None,
    without: str = "",
) -> Blocks:
    """Return help as blocks: danger, the sentences to read first, lines, and notices about them.

    Args:
        help_: The help.
        most: The lines in sight; the others are folded.
        is_live: Whether to say which lines are open now; else when they are.
        spoken: The language to be helped in, of which each way says whether somebody speaks it.
        without: The code of a notice that the face says in another way.
    """
    return (
        danger(help_.emergency),
        *sentences(help_, without),
        *lines_blocks(help_, most=most, is_live=is_live, spoken=spoken),
        *notices(help_, without, most=most),
    )


def danger(emergency: Emergency) -> Danger:
    """Return the line for danger, with the number in it."""
    return Danger(emergency.text, _number(emergency.dial))


def sentences(help_: Help, without: str = "") -> Iterator[Paragraph]:
    """Yield the sentence for whoever asked, then what to read before a line."""
    yield from map(human_sentence, help_.human)
    yield from above(help_, without)


def above(help_: Help, without: str = "") -> Iterator[Paragraph]:
    """Yield what to read before the lines; what is about a consulate is said with it alone."""
    left_out = (_OF_CONSULATES, without)
    texts = (notice.text for notice in help_.above if notice.code not in left_out)
    return paragraphs(texts, Tone.STRONG)


def human_sentence(sentence: Reason) -> Paragraph:
    """Return a sentence for whoever asked."""
    return Paragraph((sentence.text,), Tone.LEAD)


def closing(help_: Help, text: ShownText) -> Paragraph:
    """Return the last line of an answer, with the number of its first line where that is called."""
    calls = (line.contact for line in help_[:1] if line.contact.channel is Channel.VOICE)
    numbers = (_number(call.dial, call.display) for call in calls)
    return Paragraph((text,), number=next(numbers, _number(help_.emergency.dial)))


def _number(dial: str | None, display: str | None = None) -> Link | None:
    return Link(display or dial, f"tel:{re.sub(_NOT_DIALLED, '', dial)}") if dial else None


def lines_blocks(
    lines: Sequence[HelpLine],
    *,
    most: int = MOST_LINES,
    is_live: bool = True,
    spoken: str | None = None,
) -> Blocks:
    """Return the lines, each below what to say above it, and the next step if nobody answers."""
    made = [line_block(line, is_live=is_live, spoken=spoken) for line in lines]
    warnings = lines.above if isinstance(lines, Help) else ()
    alerts = [((notice.text,),) for notice in warnings if notice.code == _OF_CONSULATES]
    for place, line in enumerate(lines):
        if alerts and Purpose.CONSULAR in line.resource.purposes:
            made[place] = attrs.evolve(made[place], alerts=(*alerts.pop(), *made[place].alerts))
    headings = (heading_of(lines, place) for place in range(len(lines)))
    shown = [
        (Heading(heading), line) if heading else (line,)
        for heading, line in zip(headings, made, strict=True)
    ]
    blocks: list[Block] = [block for member in shown[:most] for block in member]
    if after := next_step(lines[:most]):
        blocks.append(Paragraph((after,), Tone.CARE))
    rest: list[Block] = [block for member in shown[most:] for block in member]
    if rest:
        language = language_of(lines[0].languages)
        title = say("lines.others", language, {"count": len(lines) - most})
        if isinstance(lines, Help) and not _have_timetable(lines[:most]):
            hours = (notice.text for notice in lines.below if notice.code == _OF_HOURS)
            rest += paragraphs(hours, Tone.CARE)
        blocks.append(Fold(title, tuple(rest)))
    return tuple(blocks)


def notices(help_: Help, without: str = "", *, most: int = MOST_LINES) -> Blocks:
    """Return the notices below the lines, without the one of a code.

    The one about hours is for those who read them: without any in sight it is with the folded ones.
    Those about the traces that a call and a page leave are one paragraph.
    """
    left_out = {without} if _have_timetable(help_[:most]) else {without, _OF_HOURS}
    below = [notice for notice in help_.below if notice.code not in left_out]
    said = [(notice.text,) for notice in below if not notice.code.startswith(_OF_TRACES)]
    traces = joined_prose(*((each.text,) for each in below if each.code.startswith(_OF_TRACES)))
    return (Items((*said, *([traces] if traces else []))),) if below else ()


def _have_timetable(lines: Iterable[HelpLine]) -> bool:
    """Tell whether any hours of some lines are of certain days, which may be public holidays."""
    contacts = (way.contact for line in lines for way in line.ways)
    return any(contact.hours is not None and not contact.hours.always for contact in contacts)


def line_block(line: HelpLine, *, is_live: bool = True, spoken: str | None = None) -> Line:
    """Return one helpline."""
    first, resource, languages = line.ways[0], line.resource, line.languages
    short, long = _warnings(resource, languages)
    return Line(
        name=line.name,
        who=line.who_answers,
        tells=line.tells,
        body=shape_of(resource),
        alerts=tuple((text,) for text in warn_of_origin(first)),
        cautions=(*only_for(resource, languages), *short),
        ways=_ways(line, is_live=is_live),
        beneath=(*long, *_which_way([way.contact for way in line.ways], languages)),
        details=_line_details(line, spoken),
        evidence=evidence_of(resource, first.verified, first.freshness, languages),
        record=resource.id,
        language=first_language_of(languages),
    )


def resource_line(
    resource: Resource, languages: tuple[str, ...], added: Added = NOTHING_ADDED
) -> Line:
    """Return a resource as its record has it: whatever the moment, with all its ways."""
    language = first_language_of(languages)
    contacts = resource.contacts
    all_hours = [usual_hours(contact, languages) for contact in contacts]
    short, long = _warnings(resource, languages)
    return Line(
        name=resource.name.shown(languages),
        who=who_answers(resource, language),
        tells=whom_they_tell(resource, language),
        body=shape_of(resource),
        cautions=(*only_for(resource, languages), *short),
        ways=tuple(
            _way(
                resource,
                contact,
                languages,
                state=hours if not place or hours != all_hours[0] else "",
            )
            for place, (contact, hours) in enumerate(zip(contacts, all_hours, strict=True))
        ),
        beneath=(*long, *_which_way(contacts, languages)),
        details=_details(
            resource,
            languages,
            [(contact, added.languages_of(contact.id), "") for contact in contacts],
        ),
        record=resource.id,
        language=language,
    )


def _warnings(
    resource: Resource, languages: tuple[str, ...]
) -> tuple[tuple[Prose, ...], tuple[Prose, ...]]:
    """Return the warning to read before the number, and the one to read below it: one is empty."""
    if resource.warning is None:
        return (), ()
    warning = resource.warning.shown(languages)
    is_short = len(warning) <= _SHORT_WARNING  # with the original beneath a translation
    return (((warning,),), ()) if is_short else ((), ((warning,),))


def _which_way(contacts: Sequence[Contact], languages: tuple[str, ...]) -> Iterator[Prose]:
    """Yield what tells which of several ways to use, to read right below them."""
    for contact in _explained(contacts):
        if contact.note:
            yield written_address(contact), ": ", contact.note.shown(languages)


def _explained(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Return the contacts whose notes a caller can't do without.

    They are those of several numbers to call, which differ in the place or the hours they are for,
    and that of a page that comes before a number, as it does for the deaf.
    """
    calls = tuple(each for each in contacts if each.channel is Channel.VOICE)
    if len(calls) > 1:
        return calls
    return tuple(contacts[:1]) if calls and contacts[0].channel in PAGE_CHANNELS else ()


def shape_of(resource: Resource) -> str:
    """Return the shape of the badge that says who answers; empty where nobody does."""
    kind = resource.operator_kind
    if resource.kind is ResourceKind.SITE or kind is None:
        return ""
    if kind in ENFORCEMENT:
        return "police"
    return "state" if kind is OperatorKind.GOVERNMENT else "other"


def only_for(resource: Resource, languages: tuple[str, ...]) -> Iterator[Prose]:
    """Say who a resource is only for, if it is not for everybody."""
    if text := resource.only_for:
        shown = text.shown(languages)
        prose = introduced("label.only_for", language_of(languages), shown)
        yield prose if shown.words.text.endswith(_ENDS) else (*prose, ".")


def _ways(line: HelpLine, *, is_live: bool) -> tuple[Way, ...]:
    """Return the ways to reach a line; what they share is said once, with the first.

    That is their hours, and an address that is a chat and a page.
    """
    by_address: dict[str, Referral] = {}
    for way in line.ways:
        by_address.setdefault(address_of(way.contact) or way.contact.id, way)
    ways = by_address.values()
    states = [
        describe_state(way) if is_live else labelled_hours(way.contact, way.languages)
        for way in ways
    ]
    return tuple(
        _way(
            line.resource,
            way.contact,
            line.languages,
            state=state if not place or state != states[0] else "",
            is_closed=is_live and way.state is ReferralState.CLOSED,
            text_language=way.text_language,
        )
        for place, (way, state) in enumerate(zip(ways, states, strict=True))
    )


def _way(  # noqa: PLR0913 - one for each fact
    resource: Resource,
    contact: Contact,
    languages: tuple[str, ...],
    *,
    state: str,
    is_closed: bool = False,
    text_language: str = "en",
) -> Way:
    return Way(
        words=how_to_use(contact, languages, text_language),
        target=written_address(contact),
        address=address_of(contact),
        state=state,
        is_closed=is_closed,
        is_call=contact.channel is Channel.VOICE and resource.operator_kind not in ENFORCEMENT,
    )


def address_of(contact: Contact) -> str | None:
    """Return where a contact leads, such as ``tel:+18883737888`` (RFC 3966); None for a visit."""
    if contact.dial:
        return f"{LINKS[contact.channel]}{contact.dial}"
    return contact.url or (contact.email and f"{LINKS[Channel.EMAIL]}{contact.email}")


def _line_details(line: HelpLine, spoken: str | None) -> Blocks:
    language = language_of(line.languages)
    also: dict[str, SlotValue] = {"ids": line.also_in}
    ways = [
        (way.contact, way.languages_added, _sentence_on_language(way, spoken)) for way in line.ways
    ]
    return (
        *_details(line.resource, line.languages, ways),
        *paragraphs([say("label.also_in", language, also)] if line.also_in else [], Tone.QUIET),
    )


def _details(
    resource: Resource,
    languages: tuple[str, ...],
    ways: Sequence[tuple[Contact, Mapping[str, str], str]],
) -> Blocks:
    """Return all else that is known: what it does, who runs it, and the facts of each way.

    Args:
        resource: The helpline.
        languages: The reader's languages, best first.
        ways: Each contact, the pack that claims each of its languages, and a sentence on the
            language to be helped in.
    """
    language = language_of(languages)
    in_sight = _explained([contact for contact, _, _ in ways])
    told = [whom_it_tells(contact, language) for contact, _, _ in ways]
    is_told_apart = len(set(told)) > 1
    rows = [
        (
            written_address(contact),
            (
                *((text,) for text in tells if is_told_apart),
                *([(spoken,)] if spoken else ()),
                *_facts(contact, languages, claimed, has_note=contact not in in_sight),
            ),
        )
        for (contact, claimed, spoken), tells in zip(ways, told, strict=True)
    ]
    rows = [(name, facts) for name, facts in rows if facts]
    return (
        *paragraphs([resource.summary.shown(languages)] if resource.summary else []),
        *run_by(resource, language),
        *([Facts(tuple(rows))] if rows else ()),
    )


def run_by(resource: Resource, language: str) -> Iterator[Paragraph]:
    """Say who runs a resource, if that is known."""
    if resource.operator:
        yield Paragraph((say("label.run_by", language, {"who": resource.operator}),))


def _sentence_on_language(way: Referral, spoken: str | None) -> str:
    if not spoken:
        return ""
    language = language_of(way.languages)
    slots: dict[str, SlotValue] = {
        "language": language_name(spoken, language),
        "spoken": _describe_spoken(way, language),
    }
    return f"{capitalised(say('label.spoken', language, slots))}."


def _describe_spoken(way: Referral, language: str) -> str:
    """Say whether somebody speaks the language asked for; a claim of a patch with its pack."""
    if not way.language:
        is_known = way.contact.languages or way.contact.interpreter
        return say("spoken.nobody" if is_known else "spoken.unknown", language)
    words = say("spoken.interpreter" if way.interpreter else "spoken.yes", language)
    if not way.is_language_added:
        return words
    claimed = way.languages_added
    pack = next(claimed[tag] for tag in tag_chain(way.language) if tag in claimed)
    return say("label.said_by", language, {"words": words, "pack": pack})


def _facts(
    contact: Contact, languages: tuple[str, ...], claimed: Mapping[str, str], *, has_note: bool
) -> tuple[Prose, ...]:
    """Return the price, the languages and the promises of a contact, also what is not known."""
    language = language_of(languages)
    spoken = describe_languages(contact, languages, claimed)
    facts: list[str] = [cost_of(contact, languages)] if contact.dial else []
    if contact.dial or contact.languages or contact.interpreter:
        facts.append(say("label.languages", language, {"languages": spoken}))
    if contact.anonymous:
        facts.append(say("label.anonymous", language))
    if contact.recorded:
        facts.append(say("label.recorded", language))
    texts: list[ShownText | str] = [f"{capitalised(fact).rstrip('.')}." for fact in facts]
    if contact.note and has_note:
        texts.append(contact.note.shown(languages))
    return tuple((text,) for text in texts)


def emergency_blocks(emergency: Emergency, language: str = "en") -> Blocks:
    """Return the notice for danger with the number of each service, and where they are from."""
    blocks: list[Block] = [danger(emergency)]
    if emergency.note:
        blocks.append(Paragraph((emergency.note,), Tone.CARE))
    if not (emergency.place and emergency.dial):
        return tuple(blocks)
    services = tuple(
        say(f"service.{each.service}", language, {"number": isolated(each.dial, language)})
        for each in emergency.services
    )
    slots: dict[str, SlotValue] = {"place": region(emergency.place).label, "services": services}
    sources = tuple(
        f"{each.title} ({each.dated})" if each.dated else each.title for each in emergency.source
    )
    blocks += paragraphs([say("label.services", language, slots)])
    blocks += paragraphs(
        [say("label.emergency_sources", language, {"sources": sources})], Tone.QUIET
    )
    return tuple(blocks)
