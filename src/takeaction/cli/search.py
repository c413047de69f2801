"""``takeaction search``: find a record."""

import argparse

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import (
    reach,
    who_answers,
)
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Emergency
from takeaction.engine.help.referral import emergency
from takeaction.engine.need import is_need
from takeaction.engine.reasons import say
from takeaction.engine.search.search import Hit, search
from takeaction.engine.serialization import plain_data
from takeaction.models.region import WORLD, find_region
from takeaction.models.resource import Resource
from takeaction.vocabulary import Status


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "search", "search everything: actions, help, signs, shops", run)
    made.add_argument("text", nargs="+", metavar="TEXT", help="what to look for")
    arguments.listed(made, "--kind", "kinds", "K", "action, resource, indicator, vendor, label")
    made.add_argument("--region", metavar="C", help="only what is for this place")
    made.add_argument(
        "--limit", type=arguments.whole, default=10, metavar="K", help="most hits (10)"
    )


def run(options: argparse.Namespace) -> int:
    """Search."""
    options.text = " ".join(options.text)
    catalog = the_catalog(options)
    hits = search(
        catalog,
        options.text,
        kinds=options.kinds,
        region=options.region,
        limit=options.limit,
        languages=arguments.languages_of(options),
        at=arguments.moment_of(options),
    )
    danger = _danger(catalog, options) if is_need(options.text) else None
    if options.json:
        show_json({"hits": [hit.as_json() for hit in hits], "emergency": plain_data(danger)})
        return 0
    if danger:
        line(danger.text)
        if hits and options.region is None:
            line(say("label.say_where", language_of(arguments.languages_of(options))))
        line()
    for hit in hits:
        _show_hit(hit)
    for caveat in dict.fromkeys(hit.caveat for hit in hits if hit.caveat):
        line()
        line(str(caveat.pick(arguments.languages_of(options))))
    if not hits:
        line(say("label.nothing_found", language_of(arguments.languages_of(options))))
    if danger:
        line()
        line(say("label.shell", language_of(arguments.languages_of(options))))
    arguments.show_fall_back(arguments.languages_of(options))
    return 0


def _danger(catalog: Catalog, options: argparse.Namespace) -> Emergency:
    """Return what stands above all when somebody in need may be searching."""
    language = language_of(arguments.languages_of(options))
    return emergency(catalog, find_region(options.region or WORLD), language)


def _show_hit(hit: Hit) -> None:
    record, language = hit.record, language_of(hit.languages)
    gone = record.status is not Status.ACTIVE and say(f"status.{record.status}", language)
    line(str(record.label.pick(hit.languages)) + (f"  ({gone})" if gone else ""), style=bold)
    line(f"{say(f'kind.{hit.kind}', language)}  {record.id}", indent=4, style=dim)
    if record.replaced_by:
        line(say("label.instead", language, {"id": record.replaced_by}), indent=4)
    if isinstance(record, Resource) and record.status is not Status.RETIRED:
        for contact in record.contacts[:1]:
            line(who_answers(record, hit.languages), indent=4)
            line(reach(contact, hit.languages), indent=4)
