"""``takeaction travel``: facts about a place, and helplines to save, before a trip."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.shopping.destination import check_destination
from takeaction.views.goods import destination_blocks
from takeaction.views.help import MOST_LINES


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction travel``."""
    text = "list what to know, and which numbers to save, before a trip"
    parser = arguments.add_command(subparsers, "travel", text, run)
    parser.add_argument("region", metavar="C", help="where you are going, such as TH or Thailand")
    arguments.add_limit(parser, MOST_LINES, "lines")
    arguments.add_why(parser, "all lines, and what the rating of the government means")


def run(options: argparse.Namespace) -> int:
    """Print the answer about a destination."""
    arguments.check_limit(options)
    catalog = load_for_answer(options)
    languages = arguments.requested_languages(options)
    at = arguments.requested_moment(options)
    advice = check_destination(catalog, options.region, languages=languages, at=at)
    if options.json:
        show_json(advice.as_json())
        return 0
    blocks = arguments.with_why(
        destination_blocks(advice, most=options.limit), options, language_of(languages)
    )
    show_blocks(blocks)
    arguments.show_english_note(languages)
    return 0
