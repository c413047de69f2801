"""``takeaction search``: find a record."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import progress, show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.search.search import search
from takeaction.views.blocks import paragraphs
from takeaction.views.records import hits_blocks


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction search``."""
    text = "search everything: actions, help, signs and shops"
    parser = arguments.add_command(subparsers, "search", text, run)
    parser.add_argument("text", nargs="+", metavar="TEXT", help="what to look for")
    kinds = "only these kinds: action, resource, indicator, vendor or label"
    arguments.add_list_option(parser, "--kind", "kinds", "K", kinds)
    parser.add_argument("--region", metavar="C", help="only records for this place")
    arguments.add_limit(parser, 10, "records")


def run(options: argparse.Namespace) -> int:
    """Print the records that match a text; words of need bring the emergency number first."""
    options.text = " ".join(options.text)
    catalog = load_for_answer(options)
    languages = arguments.requested_languages(options)
    with progress(say("label.moment", language_of(languages))):
        hits = search(
            catalog,
            options.text,
            kinds=options.kinds,
            region=options.region,
            limit=options.limit,
            languages=languages,
            at=arguments.requested_moment(options),
        )
    if options.json:
        show_json(hits.as_json())
    else:
        language = language_of(languages)
        where = hits.help is not None and hits and options.region is None
        texts = [say("label.say_where", language)] if where else []
        texts += [say("label.shell", language)] if hits.help is not None else []
        show_blocks((*hits_blocks(hits), *paragraphs(texts)))
        arguments.show_english_note(languages)
    return 0
