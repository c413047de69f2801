"""``takeaction travel``: facts about a place, and helplines to save, before a trip."""

import argparse
from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import HelpLine
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.shopping.destination import (
    DestinationAdvice,
    RatedGovernment,
    TravelAction,
    check_destination,
)
from takeaction.models.goods import Tier
from takeaction.views.contact_lines import how_to_reach, marked_text, name_with_operator

_COLUMN = 12
"""Columns that a label takes, as in ``takeaction buy``."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction travel``."""
    text = "list what to know, and which numbers to save, before a trip"
    parser = arguments.add_command(subparsers, "travel", text, run)
    parser.add_argument("region", metavar="C", help="where you are going, such as TH or Thailand")
    arguments.add_limit(parser, 3, "lines")


def run(options: argparse.Namespace) -> int:
    """Print the answer about a destination."""
    arguments.check_limit(options)
    catalog = load_for_answer(options)
    advice = check_destination(
        catalog,
        options.region,
        languages=arguments.requested_languages(options),
        at=arguments.requested_moment(options),
    )
    if options.json:
        show_json(advice.as_json())
    else:
        show_destination(catalog, advice, options)
        arguments.show_english_note(arguments.requested_languages(options))
    return 0


def show_destination(
    catalog: Catalog, advice: DestinationAdvice, options: argparse.Namespace
) -> None:
    """Print the facts about a destination."""
    language = language_of(arguments.requested_languages(options))
    line(say("label.before_trip", language), style=bold)
    line(advice.help.emergency.text, indent=2)
    for help_line in advice.help[: options.limit]:
        _show_line(help_line)
    hidden = len(advice.help) - options.limit
    if hidden > 0:
        slots: dict[str, SlotValue] = {"count": hidden, "region": options.region}
        line(say("label.more_contacts", language, slots), indent=2, style=dim)
    for note in advice.notes:
        line(note, indent=2)
    line()
    for rated in advice.ratings:
        _show_rating(catalog, rated)
    line(advice.disclaimer)
    if advice.actions:
        line()
        line(say("label.you_can", language), style=bold)
    for action in advice.actions:
        _show_action(action)


def _show_line(help_line: HelpLine) -> None:
    """Print a helpline: its operator and its warning come before the numbers."""
    resource, languages = help_line.resource, help_line.languages
    line(name_with_operator(resource, languages), indent=2, hang=2)
    if resource.warning:
        line(marked_text(resource.warning, languages), indent=6)
    for way in help_line.ways:
        line(how_to_reach(way), indent=6, style=bold)


def _show_rating(catalog: Catalog, rated: RatedGovernment) -> None:
    rating, language = rated.rating, language_of(rated.languages)
    heading(marked_text(rating.name, rated.languages))
    labelled(say("label.tiers", language), [_describe_history(rated.history)], column=_COLUMN)
    labelled(say("label.newest", language), [rated.newest, rated.agreement], column=_COLUMN)
    meaning = [marked_text(rating.meaning, rated.languages)]
    labelled(say("label.means", language), meaning, column=_COLUMN)
    ids = (id for tier in rated.history for id in (tier.source, tier.confirmed_by) if id)
    source_ids = dict.fromkeys(ids)
    sources = filter(None, map(catalog.get, source_ids))
    names = [marked_text(source.label, rated.languages) for source in sources]
    labelled(say("label.from", language), names, column=_COLUMN)
    line()


def _describe_history(history: Sequence[Tier]) -> str:
    """Describe tiers, with successive years of one tier as a span: "2001-2003: 2; 2004: 3"."""
    spans: list[list[Tier]] = []
    for tier in history:
        last = spans[-1][-1] if spans else None
        if last and last.tier == tier.tier and last.year + 1 == tier.year:
            spans[-1].append(tier)
        else:
            spans.append([tier])
    return "; ".join(f"{_years(span)}: {span[0].tier}" for span in spans)


def _years(span: Sequence[Tier]) -> str:
    first, last = span[0].year, span[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _show_action(travel_action: TravelAction) -> None:
    action, preferred = travel_action.action, travel_action.languages
    language = language_of(preferred)
    title = marked_text(action.title, preferred)
    slots: dict[str, SlotValue] = {"title": title, "minutes": action.minutes.typical}
    line(say("label.takes", language, slots), indent=2, hang=2)
    safety = [marked_text(text, preferred) for text in action.safety]
    labelled(say("label.keep_safe", language), safety, indent=6, column=_COLUMN)
    command = [f"takeaction show {action.id}"]
    labelled(say("label.how", language), command, indent=6, column=_COLUMN)
