"""``takeaction ask``: in your own words.

Without words it reads hidden input: a shell keeps what is typed as an argument, and so does the
list of processes.
"""

import argparse
import sys
from datetime import datetime
from getpass import getpass
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import bold, is_terminal, line, progress, show_blocks, show_json
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.ask.ask import Reply, ask
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import place_label
from takeaction.views.blocks import Question
from takeaction.views.help import help_blocks
from takeaction.views.reply import reply_blocks
from takeaction.vocabulary.words import fold

_CHARACTERS = 1_000_000
"""The most characters to read from a pipe: only the first and the last thousand are heard."""

_OF_PLACES = frozenset({"where", "part"})
"""The questions back that a place answers."""

_MOST_TRIES = 5
"""The most places to ask for: a country, a part of it, and a few slips."""


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

    On a terminal it asks for what is missing, and answers with what was said before.
    """
    languages = arguments.requested_languages(options)
    text = " ".join(options.text) or read_words(language_of(languages))
    fields: dict[str, Any] = {
        "region": options.region,
        "about": arguments.requested_about(options),
        "languages": languages if options.languages else None,
        "at": arguments.requested_moment(options),
    }
    catalog = load_for_answer(options)
    if options.json:
        with progress(say("label.moment", language_of(languages))):
            reply = ask(catalog, text, **fields)
        show_json(reply.as_json())
        return 0
    reply = answer_words(catalog, text, **fields)
    if options.text:
        line()
        line(say("label.shell", language_of(reply.languages)))
    arguments.show_english_note(reply.languages)
    return 0


def answer_words(catalog: Catalog, text: str, *, at: datetime, **fields: Any) -> Reply:  # noqa: ANN401
    """Print the answer to plain words; on a terminal ask for what is missing, and answer again.

    Args:
        catalog: The catalog.
        text: The words.
        at: The moment.
        fields: The other arguments of ``ask``.

    Returns:
        The last answer.
    """

    def hear(words: str) -> Reply:
        return ask(catalog, words, at=at, **fields)

    with progress(say("label.moment", language_of(fields.get("languages") or ("en",)))):
        reply = hear(text)
    show_blocks(reply_blocks(reply))
    for _ in range(_MOST_TRIES if is_terminal() else 0):
        question = reply.question
        if question is None:
            break
        if question.id in _OF_PLACES:
            _ask_place(catalog, reply, at)
            break
        try:
            typed = _ask_back(question.id)
        except EOFError:
            break
        if not typed:
            break
        if question.id == "minutes" and typed.isdecimal():
            typed = say("label.minutes", language_of(reply.languages), {"minutes": typed})
        text = typed if question.id == "what" else f"{text}. {typed}"
        reply = hear(text)
        line()
        show_blocks(reply_blocks(reply))
    return reply


def _ask_back(question_id: str) -> str:
    """Ask for the answer of a question back; free words are hidden."""
    return (getpass("> ") if question_id == "what" else input(bold("> "))).strip()


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
        blocks = help_blocks(found, without="help.parts")
        if not found.parts:
            show_blocks(blocks)
            return
        text = say("ask.part", first_language_of(reply.languages))
        labels = [(part, place_label(part).shown(reply.languages)) for part in found.parts]
        names = {fold(label.words.text): part for part, label in labels}
        show_blocks((*blocks, Question("part", text, tuple(labels))))


def read_words(language: str) -> str:
    """Read hidden input; from a pipe, read all of it."""
    if sys.stdin.isatty():
        try:
            return getpass(say("ask.words", language))
        except EOFError:
            return ""
    return sys.stdin.read(_CHARACTERS)
