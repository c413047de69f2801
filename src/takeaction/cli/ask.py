"""``takeaction ask``: in your own words.

Without words it reads hidden input: a shell keeps what is typed as an argument, and so does the
list of processes.
"""

import argparse
import sys
from datetime import datetime
from getpass import getpass

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.buy import show_purchase
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.help.lines import MOST_LINES, show_first, show_help, show_lines, show_notices
from takeaction.cli.recommend import show_recommendations
from takeaction.cli.search import show_hit
from takeaction.cli.terminal import bold, is_terminal, line, progress, rows_of, show_json
from takeaction.cli.travel import show_destination
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.ask.ask import HELPED, Reply, ask
from takeaction.engine.ask.slots import first
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import place_label
from takeaction.vocabulary.needs import Intent
from takeaction.vocabulary.words import fold

_CHARACTERS = 1_000_000
"""The most characters to read from a pipe: only the first and the last thousand are heard."""

_OF_PLACES = frozenset({"where", "part"})
"""The questions back that a place answers."""

_MOST_TRIES = 5
"""The most places to ask for: a country, a part of it, and a few slips."""

_ONE_LINE = frozenset({Intent.UNKNOWN, Intent.SIGNS})
"""What is answered with one helpline, where nothing tells that somebody needs it."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction ask``."""
    text = "ask in your own words; nothing you type is shown or stored"
    parser = arguments.add_command(subparsers, "ask", text, run)
    words = "your words; better leave them out, and type them when you are asked"
    parser.add_argument("text", nargs="*", metavar="TEXT", help=words)
    parser.add_argument("--region", metavar="C", help="where help is needed, such as US-TX or GB")
    arguments.add_field(parser, HelpQuery, "about")
    arguments.add_limit(parser, 3, "lines of a trip")
    parser.set_defaults(ships_to=None, is_for_help=True)


def run(options: argparse.Namespace) -> int:
    """Print the answer to plain words, help first where somebody may need it.

    On a terminal it asks for the place that is missing, and answers with what was said before.
    """
    languages = arguments.requested_languages(options)
    language = language_of(languages)
    text = " ".join(options.text) or _read(language)
    about = arguments.requested_about(options)
    catalog = load_for_answer(options)
    with progress(say("label.moment", language)):
        reply = ask(
            catalog,
            text,
            region=options.region,
            about=about,
            languages=languages if options.languages else None,
            at=arguments.requested_moment(options),
        )
    if options.json:
        show_json(reply.as_json())
        return 0
    options.languages = reply.languages  # the parts of the answer are printed in them
    language = language_of(reply.languages)
    _show(catalog, reply, options, language)
    if is_terminal():
        _ask_place(catalog, reply, arguments.requested_moment(options))
    if options.text:
        line()
        line(say("label.shell", language))
    arguments.show_english_note(reply.languages)
    return 0


def _ask_place(catalog: Catalog, reply: Reply, at: datetime) -> None:
    """Ask for the place, then for a part of it, and answer; an empty line ends it."""
    question = reply.question
    if question is None or question.id not in _OF_PLACES:
        return
    names = {fold(str(text)): id for id, text in question.options}
    for _ in range(_MOST_TRIES):
        try:
            written = input(bold("> ")).strip()
        except EOFError:
            return
        if not written:
            return
        query = HelpQuery(names.get(fold(written), written), about=reply.about)
        line()
        try:
            found = find_help(catalog, query, languages=reply.languages, at=at)
        except QueryError as error:
            line(str(error.emergency), style=bold)
            line(error.text_in(reply.languages))
            continue
        show_help(found)
        show_notices(found, without="help.parts")
        if not found.parts:
            return
        line()
        line(say("ask.part", first_language_of(reply.languages)))
        labels = {part: place_label(part).pick(reply.languages).text for part in found.parts}
        names = {fold(label): part for part, label in labels.items()}
        for label in labels.values():
            line(f"- {label}", indent=2, hang=2)


def _read(language: str) -> str:
    """Read hidden input; from a pipe, read all of it."""
    if sys.stdin.isatty():
        try:
            return getpass(say("ask.words", language))
        except EOFError:
            return ""
    return sys.stdin.read(_CHARACTERS)


def _show(catalog: Catalog, reply: Reply, options: argparse.Namespace, language: str) -> None:
    """Print an answer: danger and help first, then the rest, and a way to help at the end."""
    is_helped = reply.intent in HELPED or bool(reply.topics)
    danger = reply.help.emergency.text
    messages: list[str] = [message.text for message in reply.messages]
    if is_helped:
        most = 1 if _is_one_line(reply) else MOST_LINES
        above = [notice.text for notice in reply.help.above]
        if reply.intent is Intent.UNKNOWN:
            for text in messages:
                line(text)
            rows = sum(len(rows_of(text)) for text in messages)
            rows += show_first(danger, above, reply.help)
        else:
            rows = show_first(danger, [*messages, *above], reply.help)
        show_lines(reply.help, most=most, above=rows)
        messages.append(danger)
    else:
        for text in messages:
            line(text)
    _show_answers(catalog, reply, options, is_first=not messages)
    if reply.signs:
        line()
        line(say("label.confirm_signs", language), style=bold)
    for sign in reply.signs:
        line(f"- {sign.text.pick(reply.languages)}", indent=2, hang=2)
    if reply.question:
        line()
        line(reply.question.text)
    for _, text in reply.question.options if reply.question else ():
        line(f"- {text}", indent=2, hang=2)
    if _has_more(reply) or reply.closing not in messages:
        line()
        line(reply.closing)


def _has_more(reply: Reply) -> bool:
    """Tell whether anything comes below the messages and helplines of an answer.

    Without helplines it closes with the danger again: too soon if nothing is in between.
    """
    answers = (reply.recommendations, reply.purchase, reply.destination)
    is_answered = any(answer is not None for answer in answers)
    return is_answered or bool(reply.hits or reply.signs or reply.question)


def _is_one_line(reply: Reply) -> bool:
    """Tell whether one helpline is enough, since nothing tells that somebody needs it."""
    return reply.intent in _ONE_LINE and not reply.topics


def _show_answers(
    catalog: Catalog, reply: Reply, options: argparse.Namespace, *, is_first: bool
) -> None:
    """Print the answer of the question that was understood, after an empty row unless first."""
    answers = (reply.recommendations, reply.purchase, reply.destination)
    if not is_first and any(answer is not None for answer in answers):
        line()
    if reply.recommendations is not None:
        show_recommendations(catalog, reply.recommendations, reply.languages)
    if reply.purchase is not None:
        show_purchase(catalog, reply.purchase, options)
    if reply.destination is not None:
        options.region = options.region or first(reply.slots, "region")
        show_destination(catalog, reply.destination, options)
    for hit in reply.hits or ():
        show_hit(hit)
