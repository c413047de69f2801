"""``takeaction find-help``: where is help?"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.export.contact_lines import (
    describe_confidentiality,
    describe_cost,
    describe_evidence,
    describe_languages,
    describe_operator,
    describe_state,
    group_referrals,
    how_to_reach,
    language_name,
    marked_text,
    warn_of_origin,
)
from takeaction.models.question import HelpQuery
from takeaction.models.region import WORLD, region
from takeaction.models.text import isolated, tag_chain
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience, Purpose


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction find-help``."""
    parser = arguments.add_command(subparsers, "find-help", "find somebody who can help", run)
    where = "where help is needed, such as US-TX, GB or Kenya"
    parser.add_argument("--region", default=WORLD, metavar="C", help=where)
    channels = f"only this way to make contact: {_choices(Channel)}"
    parser.add_argument("--channel", metavar="X", help=channels)
    purposes = _choices(purpose for purpose in Purpose if purpose in HELP_PURPOSES)
    parser.add_argument("--purpose", metavar="P", help=f"the kind of help: {purposes}")
    topics = f"what the help is about: {_choices(NeedTopic)}"
    parser.add_argument("--topic", metavar="T", help=topics)
    parser.add_argument("--audience", metavar="A", help=f"who needs help: {_choices(Audience)}")
    origin = "where you are calling from, if that is another place"
    parser.add_argument("--calling-from", metavar="C", help=origin)
    text = "the person's own country, for help of its consulates, such as PH"
    parser.add_argument("--home", metavar="C", help=text)
    arguments.add_limit(parser, 5, "entries")
    details = "also show the emergency number of each service, and its sources"
    parser.add_argument("--details", action="store_true", help=details)


def _choices(words: Iterable[str]) -> str:
    """List words for ``--help``, such as "child, worker or survivor"."""
    *first, last = words
    return f"{', '.join(first)} or {last}"


def run(options: argparse.Namespace) -> int:
    """Print the referrals for a place; the first language is also the one to be helped in."""
    arguments.check_limit(options)
    languages = arguments.requested_languages(options)
    query = HelpQuery(
        region=options.region,
        language=languages[0] if options.languages else None,
        channel=options.channel,
        purpose=options.purpose,
        topic=options.topic,
        audience=options.audience,
        calling_from=options.calling_from,
        home=options.home,
    )
    moment = arguments.requested_moment(options)
    answer = find_help(load_for_answer(options), query, languages=languages, at=moment)
    if options.json:
        show_json(answer.as_json())
    else:
        language = language_of(languages)
        _show_emergency(
            answer.emergency,
            language,
            details=options.details or query.purpose is Purpose.EMERGENCY,
        )
        _show_help(answer, query.language, options.limit, language)
        arguments.show_english_note(languages)
    return 0


def _show_help(answer: Help, spoken: str | None, limit: int, language: str) -> None:
    """Print an answer below its emergency notice: first the notices, then the referrals.

    Args:
        answer: The answer.
        spoken: The language to be helped in, or None.
        limit: The largest number of resources to print.
        language: The language of the labels.
    """
    for notice in answer.notices:
        line()
        line(str(notice))
    line()
    places = tuple(region(code).label for code in answer.chain)
    line(say("label.looked_in", language, {"places": places}), style=dim)
    shown_ids: set[str] = set()
    groups = group_referrals(answer)
    for group in islice(groups, limit):
        line()
        show_group(group, spoken, shown_ids)
    line()
    if len(groups) > limit:
        slots: dict[str, SlotValue] = {"count": len(groups) - limit, "limit": str(len(groups))}
        line(say("label.hidden_lines", language, slots), style=dim)
    line(say("label.shell", language))


def _show_emergency(emergency: Emergency, language: str, *, details: bool) -> None:
    """Print the emergency notice; with details, the number of each service, and the sources."""
    line(emergency.text, style=bold)
    if not (details and emergency.place and emergency.dial):
        return
    services = tuple(
        say(f"service.{each.service}", language, {"number": isolated(each.dial, language)})
        for each in emergency.services
    )
    slots: dict[str, SlotValue] = {"place": region(emergency.place).label, "services": services}
    line(say("label.services", language, slots), indent=2, hang=2)
    if emergency.note:
        line(emergency.note, indent=2, hang=2)
    sources = tuple(
        f"{each.title} ({each.dated})" if each.dated else each.title for each in emergency.source
    )
    line(say("label.emergency_sources", language, {"sources": sources}), indent=2, style=dim)


def show_group(referrals: list[Referral], spoken: str | None, shown_ids: set[str]) -> None:
    """Print the referrals of one resource: its purpose and operator, then each contact.

    Args:
        referrals: The referrals, all of one resource.
        spoken: The language to be helped in, or None.
        shown_ids: The ids of the resources printed so far, which are not described again; that
            of this one is added.
    """
    resource, preferred = referrals[0].resource, referrals[0].languages
    line(str(resource.name.pick(preferred)), style=bold)
    if resource.id in shown_ids:
        line(say("label.see_above", language_of(preferred)), indent=4)
    else:
        _show_resource(referrals[0])
    shown_ids.add(resource.id)
    for referral in referrals:
        words = (how_to_reach(referral), describe_state(referral))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
        for fact in _facts(referral, spoken):
            line(fact, indent=8, hang=2)
    line(f"{describe_evidence(referrals[0])}; id: {resource.id}", indent=4, hang=2, style=dim)


def _show_resource(referral: Referral) -> None:
    resource, preferred = referral.resource, referral.languages
    for warning in warn_of_origin(referral):
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
