"""``takeaction buy`` and ``travel``: the risks of goods, and facts about a place before a trip."""

import argparse

from takeaction.cli.arguments import (
    Command,
    check_limit,
    flag,
    limit_option,
    load_for_answer,
    option,
    question_options,
    requested,
    requested_languages,
    requested_moment,
    show_answer,
    with_why,
)
from takeaction.engine.help.answer import MOST_LINES
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.models.question.queries import PurchaseQuery
from takeaction.views.blocks import Blocks
from takeaction.views.goods import destination_blocks, purchase_blocks


def _buy(options: argparse.Namespace) -> None:
    """Print the answer about some goods, danger first and last a way to help near the buyer."""
    query = requested(PurchaseQuery, options)
    languages, at = requested_languages(options), requested_moment(options)
    advice = check_purchase(load_for_answer(options), query, languages=languages, at=at)

    def blocks() -> Blocks:
        bought = purchase_blocks(advice, ships_to=query.ships_to)
        last = len(bought) - bool(advice.help)
        return (*with_why(bought[:last], options), *bought[last:])

    show_answer(options, advice, blocks)


def _travel(options: argparse.Namespace) -> None:
    """Print the answer about a destination."""
    check_limit(options)
    catalog = load_for_answer(options)
    languages, at = requested_languages(options), requested_moment(options)
    advice = check_destination(catalog, options.region, languages=languages, at=at)
    show_answer(
        options, advice, lambda: with_why(destination_blocks(advice, most=options.limit), options)
    )


BUY = Command(
    "buy",
    "check goods: known risks, labels, and who sells them",
    _buy,
    (
        *question_options(PurchaseQuery),
        option("--region", dest="ships_to", metavar="C", help="the same as --ships-to"),
        flag("--why", "show each source, all labels, and why in this order"),
    ),
)
TRAVEL = Command(
    "travel",
    "list what to know, and which numbers to save, before a trip",
    _travel,
    (
        option("region", metavar="C", help="where you are going, such as TH or Thailand"),
        limit_option(MOST_LINES, "lines"),
        flag("--why", "show all lines, and what the rating of the government means"),
    ),
)
