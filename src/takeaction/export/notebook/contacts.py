"""Help: the emergency notice first, then each line with who answers before its number."""

from collections.abc import Iterable, Sequence

from takeaction.engine.help.answer import Help, HelpLine, Referral, heading_of
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.reasons import Reason
from takeaction.export.notebook.markup import Markup, call_link, element, joined, link, listed
from takeaction.export.notebook.reader import Reader
from takeaction.models.resource import Contact, Resource
from takeaction.views.contact_lines import (
    describe_confidentiality,
    describe_cost,
    describe_evidence,
    describe_languages,
    describe_operator,
    describe_state,
    how_to_reach,
    warn_of_origin,
)

MOST_OPEN = 5
"""The most members of a list that are open; the others open with a click."""


def help_view(answer: Help) -> tuple[Reader, Markup]:
    """Show the helplines for a place."""
    reader = Reader(help_languages(answer))
    view = joined(
        danger(answer.emergency, reader),
        sentences(answer.human, reader),
        lines_view(answer, reader),
    )
    return reader, view


def sentences(reasons: Iterable[Reason], reader: Reader) -> Markup | None:
    """Show sentences for whoever asked, which come right after the danger."""
    shown = [element("p", reader.sentence(reason.text)) for reason in reasons]
    return joined(*shown) if shown else None


def lines_view(answer: Help, reader: Reader) -> Markup:
    """Show what is missing, then the lines, and below them the other notices."""
    lines = [_listed(answer, place, reader) for place in range(len(answer))]
    return joined(
        sentences(answer.above, reader), open_list(lines, reader), notices(answer.below, reader)
    )


def _listed(answer: Help, place: int, reader: Reader) -> Markup:
    """Show a line of a list, with what to say above it if it is for other matters."""
    heading = heading_of(answer, place)
    above = element("p", reader.sentence(heading), class_="ta-care") if heading else None
    return joined(above, _line(answer[place]))


def line_view(line: HelpLine) -> tuple[Reader, Markup]:
    """Show one helpline."""
    return Reader(line.languages), _line(line)


def referral_view(referral: Referral) -> tuple[Reader, Markup]:
    """Show one way to reach a helpline, with who answers."""
    return line_view(HelpLine(ways=(referral,)))


def emergency_view(emergency: Emergency) -> tuple[Reader, Markup]:
    """Show the emergency notice."""
    reader = Reader(("en",))
    return reader, danger(emergency, reader)


def danger(emergency: Emergency, reader: Reader) -> Markup:
    """Show the line for danger, which comes above everything."""
    note = reader.sentence(emergency.note) if emergency.note else None
    return element("p", joined(reader.sentence(emergency.text), note, by=" "), class_="ta-danger")


def notices(reasons: Iterable[Reason], reader: Reader) -> Markup | None:
    """Show the notices about a list."""
    return listed("ul", [reader.sentence(reason.text) for reason in reasons])


def open_list(items: Sequence[Markup], reader: Reader) -> Markup | None:
    """Show a numbered list, open only for its first members."""
    first = listed("ol", list(items[:MOST_OPEN]), class_="ta-list")
    others = listed("ol", list(items[MOST_OPEN:]), class_="ta-list", start=str(MOST_OPEN + 1))
    if others is None:
        return first
    return joined(first, folded(more(len(items) - MOST_OPEN, reader), others))


def more(count: int, reader: Reader) -> Markup:
    """Return the title of further members, which open with a click."""
    return joined(reader.say("label.more"), f" ({count})")


def folded(title: str, *children: str | None) -> Markup:
    """Show a title that opens its contents with a click."""
    return element("details", element("summary", title), *children)


def short_lines(lines: Iterable[HelpLine]) -> Markup | None:
    """Show a few helplines: who answers, the cautions, then the ways to reach them."""
    return listed("ul", [_line(line) for line in lines], class_="ta-plain")


def _line(line: HelpLine) -> Markup:
    """Show one helpline: who answers, the cautions, then the ways to reach it."""
    first, reader = line.ways[0], Reader(line.languages)
    return joined(
        element("p", reader.text(line.resource.name), class_="ta-name"),
        *(element("p", reader.sentence(text), class_="ta-care") for text in warn_of_origin(first)),
        *cautions(line.resource, reader),
        ways([(_rules(referral, reader), _contact(referral, reader)) for referral in line.ways]),
        element("p", f"{describe_evidence(first)}; {line.resource.id}", class_="ta-small"),
    )


def ways(contacts: Sequence[tuple[Markup | None, Markup]]) -> Markup:
    """Show the ways to reach somebody, each below its rules; once if all have the same.

    Args:
        contacts: The rules of each contact, or None, and the contact.
    """
    if len({rules for rules, _ in contacts}) == 1:
        above = contacts[0][0]
        return joined(above, listed("ul", [way for _, way in contacts], class_="ta-plain"))
    return joined(listed("ul", [joined(*contact) for contact in contacts], class_="ta-plain"))


def _rules(referral: Referral, reader: Reader) -> Markup | None:
    """Show the rules of a contact about names, recordings and who they tell."""
    rules = [reader.sentence(rule) for rule in describe_confidentiality(referral)]
    return element("p", joined(*rules, by="; "), class_="ta-care") if rules else None


def cautions(resource: Resource, reader: Reader) -> list[Markup]:
    """Show who answers, who they are for, and the warning."""
    operator = describe_operator(resource, reader.languages)
    who = ": ".join(filter(None, (operator, resource.operator)))
    summary = resource.summary
    labels = (("label.only_for", resource.only_for), ("label.know_before", resource.warning))
    return [
        element("p", who),
        *(
            element("p", reader.introduce(code, "text", reader.text(text)), class_="ta-care")
            for code, text in labels
            if text
        ),
        *([element("p", reader.text(summary), class_="ta-text")] if summary else ()),
    ]


def _contact(referral: Referral, reader: Reader) -> Markup:
    """Show one way to reach somebody: the number or address and its state, then the facts."""
    contact, state = referral.contact, describe_state(referral)
    spoken = describe_languages(contact, reader.languages, referral.languages_added)
    facts = [
        *([describe_cost(referral)] if contact.dial else ()),
        reader.say("label.languages", {"languages": spoken}),
    ]
    way = joined(way_to_reach(contact, how_to_reach(referral)), state, by=": ")
    return contact_lines(way, facts, contact, reader)


def contact_lines(way: Markup, facts: Iterable[str], contact: Contact, reader: Reader) -> Markup:
    """Put the parts of a contact below each other."""
    note = contact.note
    return joined(
        element("p", way),
        element("p", joined(*facts, by="; "), class_="ta-small"),
        element("p", reader.text(note), class_="ta-small") if note else None,
    )


def way_to_reach(contact: Contact, words: str) -> Markup:
    """Link the words for a contact to its page, or to a number that works from anywhere."""
    if contact.dial:
        return call_link(words, contact.dial)
    return link(words, contact.url)


def help_languages(answer: Help) -> tuple[str, ...]:
    """Return the languages that a list of help was written in."""
    if answer:
        return answer[0].languages
    return (answer.notices[0].language,) if answer.notices else ("en",)
