"""``takeaction buy``: the known risks of goods, their labels, and their sellers."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.need import closing_line
from takeaction.engine.help.referral import find_help
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.region import WORLD
from takeaction.views.goods import purchase_blocks
from takeaction.views.help import closing


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction buy``."""
    text = "check goods: known risks, labels, and who sells them"
    parser = arguments.add_command(subparsers, "buy", text, run)
    arguments.add_question(parser, PurchaseQuery)
    place = "the same as --ships-to"
    parser.add_argument("--region", dest="ships_to", metavar="C", help=place)
    arguments.add_why(parser, "each source, all labels, and why in this order")


def run(options: argparse.Namespace) -> int:
    """Print the answer about some goods, and last a way to help near the buyer."""
    query = arguments.requested(PurchaseQuery, options)
    languages, at = arguments.requested_languages(options), arguments.requested_moment(options)
    catalog = load_for_answer(options)
    advice = check_purchase(catalog, query, languages=languages, at=at)
    if options.json:
        show_json(advice.as_json())
        return 0
    near = find_help(catalog, HelpQuery(query.ships_to or WORLD), languages=languages, at=at)
    blocks = arguments.with_why(
        purchase_blocks(advice, ships_to=query.ships_to), options, language_of(languages)
    )
    last = closing(near, closing_line(near, languages))
    show_blocks((*blocks, last))
    arguments.show_english_note(languages)
    return 0
