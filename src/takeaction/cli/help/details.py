"""Everything we know about each helpline, for ``takeaction find-help --details``."""

from collections.abc import Iterator

from takeaction.cli.terminal import bold, dim, line
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.reasons import SlotValue, say
from takeaction.views.contact_lines import (
    describe_confidentiality,
    describe_cost,
    describe_evidence,
    describe_languages,
    describe_operator,
    describe_state,
    how_to_reach,
    language_name,
    marked_text,
    warn_of_origin,
)
from takeaction.models.text import tag_chain


def show_in_full(answer: Help, spoken: str | None, limit: int) -> int:
    """Print helplines with all that is known about them.

    Args:
        answer: The answer.
        spoken: The language to be helped in, or None.
        limit: The most lines to print.

    Returns:
        The number of lines that were not printed.
    """
    for place, help_line in enumerate(answer[:limit]):
        line()
        if heading := answer.heading(place):
            line(heading, style=bold)
        show_line_in_full(help_line, spoken)
    hidden = max(len(answer) - limit, 0)
    if hidden:
        line()
    return hidden


def show_line_in_full(help_line: HelpLine, spoken: str | None) -> None:
    """Print one helpline: its purpose and operator, then each way to reach it.

    Args:
        help_line: The helpline.
        spoken: The language to be helped in, or None.
    """
    line(str(help_line.name), style=bold)
    _show_resource(help_line)
    for way in help_line.ways:
        words = (how_to_reach(way), describe_state(way))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
        for fact in _facts(way, spoken):
            line(fact, indent=8, hang=2)
    evidence = f"{describe_evidence(help_line.ways[0])}; id: {help_line.resource.id}"
    line(evidence, indent=4, hang=2, style=dim)


def _show_resource(help_line: HelpLine) -> None:
    resource, preferred = help_line.resource, help_line.languages
    for warning in warn_of_origin(help_line.ways[0]):
        line(warning, indent=4, hang=2, style=bold)
    if resource.summary:
        line(marked_text(resource.summary, preferred), indent=4)
    operator = (describe_operator(resource, preferred), resource.operator)
    line(": ".join(filter(None, operator)), indent=4)
    warnings = (("label.only_for", resource.only_for), ("label.know_before", resource.warning))
    for code, text in warnings:
        if text:
            line(
                say(code, language_of(preferred), {"text": marked_text(text, preferred)}),
                indent=4,
                hang=2,
            )


def _facts(referral: Referral, spoken: str | None) -> Iterator[str]:
    """Describe the cost, the traces and the languages of a contact, and any of them not known."""
    contact, language = referral.contact, language_of(referral.languages)
    if contact.dial:
        yield describe_cost(referral)
    if spoken:
        slots: dict[str, SlotValue] = {
            "language": language_name(spoken, language),
            "spoken": _describe_spoken(referral, language),
        }
        yield say("label.spoken", language, slots)
    if contact.languages or contact.interpreter or not spoken:
        claimed = referral.languages_added
        languages = describe_languages(contact, referral.languages, claimed)
        yield say("label.languages", language, {"languages": languages})
    yield from describe_confidentiality(referral)
    if contact.note:
        yield marked_text(contact.note, referral.languages)
    if referral.also_in:
        yield say("label.also_in", language, {"ids": referral.also_in})


def _describe_spoken(referral: Referral, language: str) -> str:
    if referral.language:
        words = say("spoken.interpreter" if referral.interpreter else "spoken.yes", language)
        return _claimed(words, referral, language)
    is_known = referral.contact.languages or referral.contact.interpreter
    return say("spoken.nobody" if is_known else "spoken.unknown", language)


def _claimed(words: str, referral: Referral, language: str) -> str:
    """Return the words that a language is spoken, with the pack if only a patch says so."""
    if not referral.is_language_added:
        return words
    claimed = referral.languages_added
    pack = next(claimed[tag] for tag in tag_chain(referral.language or "") if tag in claimed)
    return say("label.said_by", language, {"words": words, "pack": pack})
