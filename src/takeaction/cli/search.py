"""``takeaction search``: find a record."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import bold, dim, line, progress, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.need import how_to_use
from takeaction.engine.reasons import say
from takeaction.engine.search.answer import Hit, Hits
from takeaction.engine.search.search import search
from takeaction.models.resource import Resource
from takeaction.views.contact_lines import describe_callers
from takeaction.vocabulary.records import Status


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
        _show_hits(hits, options.region, languages)
        arguments.show_english_note(languages)
    return 0


def _show_hits(hits: Hits, region: str | None, preferred: tuple[str, ...]) -> None:
    """Print the matches, between the lines for somebody who may be in need.

    Args:
        hits: The matches, best first.
        region: The place that the call names, or None.
        preferred: The languages to answer in, best first.
    """
    language = language_of(preferred)
    if hits.help is not None:
        line(hits.help.emergency.text, style=bold)
        if hits and region is None:
            line(say("label.say_where", language))
        line()
    for hit in hits:
        show_hit(hit)
    for caveat in dict.fromkeys(hit.caveat for hit in hits if hit.caveat):
        line()
        line(str(caveat.pick(preferred)))
    if not hits:
        line(say("label.nothing_found", language))
    if hits.nearest:
        line(say("label.nearest", language, {"words": hits.nearest}))
    for text in (
        *map(str, hits.notices),
        *([say("label.only_ends", language)] if hits.truncated else ()),
    ):
        line()
        line(text)
    line()
    line(hits.closing)
    if hits.help is not None:
        line()
        line(say("label.shell", language))


def show_hit(hit: Hit) -> None:
    """Print a record that matches, with its first contact."""
    record, language = hit.record, language_of(hit.languages)
    status = "" if record.status is Status.ACTIVE else say(f"status.{record.status}", language)
    line(str(record.label.pick(hit.languages)) + (f"  ({status})" if status else ""), style=bold)
    line(f"{say(f'kind.{hit.kind}', language)}  {record.id}", indent=4, style=dim)
    if record.replaced_by:
        line(say("label.instead", language, {"id": record.replaced_by}), indent=4)
    if isinstance(record, Resource) and record.status is not Status.RETIRED:
        for contact in record.contacts[:1]:
            line(describe_callers(record, hit.languages), indent=4)
            line(how_to_use(contact, hit.languages), indent=4)
