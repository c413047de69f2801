"""``takeaction ask``, and ``takeaction`` alone: in your own words.

Without words it reads hidden input: a shell keeps what is typed as an argument, and so does the
list of processes.
"""

import argparse
import sys
from datetime import UTC, datetime
from getpass import getpass
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    Command,
    field_option,
    limit_option,
    load_for_answer,
    option,
    requested_about,
    requested_language,
    requested_languages,
    requested_moment,
    show_english_note,
)
from takeaction.cli.recommend import show_recommendations
from takeaction.cli.terminal import bold, is_terminal, line, progress, show_blocks, show_json
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.ask.ask import NextQuestion, Reply, ask
from takeaction.engine.help.referral import find_help
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import place_label
from takeaction.views.blocks import Question
from takeaction.views.help import help_blocks
from takeaction.views.reply import is_of_lines, reply_blocks
from takeaction.vocabulary.words import fold

_CHARACTERS = 1_000_000
"""The most characters to read from a pipe: only the first and the last thousand are heard."""

_OF_PLACES = frozenset({"where", "part", "home"})
"""The questions back that a place answers."""

_MOST_TRIES = 5
"""The most places to ask for: a country, a part of it, and a few slips."""


def _run(options: argparse.Namespace) -> None:
    """Print the answer to plain words, help first where somebody may need it.

    On a terminal it asks for what is missing, and answers with what was said before.
    """
    languages, language = requested_languages(options), requested_language(options)
    text = " ".join(options.text) or _read_words(language)
    fields: dict[str, Any] = {
        "region": options.region,
        "about": requested_about(options),
        "languages": languages if options.languages else None,
        "at": requested_moment(options),
    }
    catalog = load_for_answer(options)
    if options.json:
        with progress(say("label.moment", language)):
            reply = ask(catalog, text, **fields)
        show_json(reply.as_json())
        return
    reply = _answer_words(catalog, text, **fields)
    if options.text:
        line()
        line(say("label.shell", language_of(reply.languages)))
    show_english_note(reply.languages)


ASK = Command(
    "ask",
    "ask in your own words; nothing you type is shown or stored",
    _run,
    (
        option(
            "text",
            nargs="*",
            metavar="TEXT",
            help="your words; better leave them out, and type them when you are asked",
        ),
        option("--region", metavar="C", help="where help is needed, such as US-TX or GB"),
        field_option(HelpQuery, "about"),
        limit_option(3, "lines of a trip"),
    ),
    fixed={"ships_to": None, "is_for_help": True},
)

_EXAMPLES = 3
"""Recommendations to show: a taste of the list, on fewer rows than the five of ``recommend``."""


def ask_first_question(options: argparse.Namespace) -> None:
    """Ask what somebody needs, in their own words, and answer; in a pipe, print an example."""
    catalog = load_for_answer(options)
    now = datetime.now(UTC)
    if is_terminal():
        line("What do you need? Write it in your own words: help, a worry, something to do or buy.")
        line("Nothing you type is shown or stored.")
        if text := _read_words("en").strip():
            line()
            _answer_words(catalog, text, at=now)
            return
    line("An example: what somebody with 15 minutes can do. Ask your own question:")
    line("takeaction recommend --minutes 30 --skill writing --role student", indent=2)
    line()
    show_recommendations(recommend(catalog, Profile(minutes=15), limit=_EXAMPLES, at=now))


def _answer_words(catalog: Catalog, text: str, *, at: datetime, **fields: Any) -> Reply:  # noqa: ANN401
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
        if question and question.id in _OF_PLACES:
            _ask_place(catalog, reply, question, at)
            break
        typed = _ask_back(question.id) if question else ""
        if not question or not typed:
            break
        if question.id == "minutes" and typed.isdecimal():
            typed = say("label.minutes", language_of(reply.languages), {"minutes": typed})
        text = typed if question.id == "what" else f"{text}. {typed}"
        reply = hear(text)
        line()
        show_blocks(reply_blocks(reply))
    return reply


def _ask_back(question_id: str) -> str:
    """Ask for the answer of a question back; free words are hidden. Empty ends the questions."""
    try:
        return (getpass("> ") if question_id == "what" else input(bold("> "))).strip()
    except EOFError:
        return ""


def _ask_place(catalog: Catalog, reply: Reply, question: NextQuestion, at: datetime) -> None:
    """Ask for the place, then for a part of it, and answer; an empty line ends it.

    What is asked for may be the country that somebody comes from.
    """
    if is_of_lines(question):  # it was asked above
        line(str(question.text))
    names = {fold(str(text)): id for id, text in question.options}
    for _ in range(_MOST_TRIES):
        written = _ask_back(question.id)
        if not written:
            return
        place = names.get(fold(written), written)
        if question.id == "home":
            query = HelpQuery(reply.help.chain[0], home=place, about=reply.about)
        else:
            query = HelpQuery(place, about=reply.about)
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


def _read_words(language: str) -> str:
    """Read hidden input; from a pipe, read all of it."""
    if sys.stdin.isatty():
        try:
            return getpass(say("ask.words", language))
        except EOFError:
            return ""
    return sys.stdin.read(_CHARACTERS)
