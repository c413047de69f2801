"""``takeaction find-help``: where is help?"""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.help.details import show_in_full
from takeaction.cli.help.lines import (
    MOST_LINES,
    show_help,
    show_lines,
    show_more,
    show_notices,
    show_sentences,
)
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import region
from takeaction.models.text import isolated
from takeaction.vocabulary.resources import Purpose


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction find-help``."""
    parser = arguments.add_command(subparsers, "find-help", "find somebody who can help", run)
    parser.set_defaults(is_for_help=True)
    arguments.add_question(parser, HelpQuery)
    arguments.add_limit(parser, MOST_LINES, "lines")
    details = "show all about each line, and the emergency number of each service"
    parser.add_argument("--details", action="store_true", help=details)


def run(options: argparse.Namespace) -> int:
    """Print the referrals for a place; the first language is also the one to be helped in."""
    arguments.check_limit(options)
    languages = arguments.requested_languages(options)
    language = languages[0] if options.languages else None
    query = arguments.requested(HelpQuery, options, language=language)
    moment = arguments.requested_moment(options)
    answer = find_help(load_for_answer(options), query, languages=languages, at=moment)
    if options.json:
        show_json(answer.as_json())
        return 0
    language = language_of(languages)
    if options.details:
        _show_emergency(answer.emergency, language)
        show_sentences(answer)
        hidden = show_in_full(answer, query.spoken, options.limit)
    elif query.purpose is Purpose.EMERGENCY:
        _show_emergency(answer.emergency, language)
        show_sentences(answer)
        hidden = show_lines(answer, most=options.limit)
    else:
        hidden = show_help(answer, most=options.limit)
    if answer:
        show_more(hidden, options.limit, language, in_full=options.details)
    _show_notices(answer, language)
    arguments.show_english_note(languages)
    return 0


def _show_notices(answer: Help, language: str) -> None:
    """Print the notices about the lines, and where they come from."""
    show_notices(answer)
    line()
    places = tuple(region(code).label for code in answer.chain)
    line(say("label.looked_in", language, {"places": places}), style=dim)
    line(say("label.shell", language))


def _show_emergency(emergency: Emergency, language: str) -> None:
    """Print the emergency notice, the number of each service, and the sources."""
    line(emergency.text, style=bold)
    if not (emergency.place and emergency.dial):
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
