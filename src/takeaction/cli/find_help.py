"""``takeaction find-help``: where is help?"""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import region
from takeaction.views.blocks import Blocks, Fold, Paragraph, Tone, paragraphs
from takeaction.views.help import MOST_LINES, emergency_blocks, help_blocks
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
    blocks = help_blocks(answer, most=options.limit, spoken=query.spoken)
    if options.details:  # of the lines that were asked for, and of no others
        blocks = tuple(block for block in blocks if not isinstance(block, Fold))
    if options.details or query.purpose is Purpose.EMERGENCY:
        head = emergency_blocks(answer.emergency, language_of(languages))
        sources = [each for each in head if isinstance(each, Paragraph) and each.tone is Tone.QUIET]
        blocks = (*(each for each in head if each not in sources), *blocks[1:], *sources)
    show_blocks(blocks + _foot(answer, languages, options), is_open=options.details)
    arguments.show_english_note(languages)
    return 0


def _foot(answer: Help, languages: tuple[str, ...], options: argparse.Namespace) -> Blocks:
    """Return how to see more, where we looked, and that a shell keeps what was typed."""
    language = language_of(languages)
    hidden = max(len(answer) - options.limit, 0)
    slots: dict[str, SlotValue] = {"count": hidden, "limit": str(len(answer))}
    more = [say("lines.more", language, slots)] if hidden else []
    if answer and not options.details:
        more.append(say("lines.details", language))
    places = tuple(region(code).label for code in answer.chain)
    quiet = [*([" ".join(more)] if more else [])]
    quiet.append(say("label.looked_in", language, {"places": places}))
    return (*paragraphs(quiet, Tone.QUIET), *paragraphs([say("label.shell", language)]))
