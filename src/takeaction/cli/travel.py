"""``takeaction travel``: what to know of a place, and whom to save, before a trip."""

import argparse
from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import named, reach_of, shown
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Referral
from takeaction.engine.reasons import Slot, say
from takeaction.engine.shopping.destination import (
    DestinationAdvice,
    RatedGovernment,
    TravelAction,
    check_destination,
)
from takeaction.models.good import Tier
from takeaction.models.question import whole_number

_COLUMN = 12
_MOST_SHOWN = 1_000_000


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "travel", "tell what to know and whom to save before a trip", run_travel
    )
    made.add_argument("region", metavar="C", help="where the trip goes, such as TH or Thailand")
    made.add_argument(
        "--limit", type=arguments.whole, default=5, metavar="K", help="the most contacts (5)"
    )


def run_travel(options: argparse.Namespace) -> int:
    """Tell what to know before a trip."""
    whole_number(options.limit, "limit", _MOST_SHOWN)
    catalog = the_catalog(options)
    advice = check_destination(
        catalog,
        options.region,
        languages=arguments.languages_of(options),
        at=arguments.moment_of(options),
    )
    if options.json:
        show_json(advice.as_json())
    else:
        _show_destination(catalog, advice, options)
        arguments.show_fall_back(arguments.languages_of(options))
    return 0


def _show_destination(
    catalog: Catalog, advice: DestinationAdvice, options: argparse.Namespace
) -> None:
    language = language_of(arguments.languages_of(options))
    line(say("label.before_trip", language), style=bold)
    line(advice.emergency.text, indent=2)
    told: set[str] = set()
    for referral in advice.contacts[: options.limit]:
        _show_referral(referral, told)
    more = len(advice.contacts) - options.limit
    if more > 0:
        slots: dict[str, Slot] = {"count": more, "region": options.region}
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
    for each in advice.actions:
        _show_action(each)


def _show_referral(referral: Referral, told: set[str]) -> None:
    """Print a contact; who answers, and what to know before, stand before the number."""
    resource = referral.resource
    if resource.id not in told:
        line(named(resource, referral.languages), indent=2, hang=2)
        if resource.warning:
            line(shown(resource.warning, referral.languages), indent=6)
    told.add(resource.id)
    line(reach_of(referral), indent=6, style=bold)


def _show_rating(catalog: Catalog, rated: RatedGovernment) -> None:
    rating, language = rated.rating, language_of(rated.languages)
    heading(shown(rating.name, rated.languages))
    labelled(say("label.tiers", language), [_history(rated.history)], column=_COLUMN)
    labelled(say("label.newest", language), [rated.newest], column=_COLUMN)
    meaning = [shown(rating.meaning, rated.languages)]
    labelled(say("label.means", language), meaning, column=_COLUMN)
    sources = dict.fromkeys(tier.source for tier in rated.history if tier.source)
    found = filter(None, map(catalog.get, sources))
    names = [shown(each.label, rated.languages) for each in found]
    labelled(say("label.from", language), names, column=_COLUMN)
    line()


def _history(history: Sequence[Tier]) -> str:
    """Write years in a row that have one tier together: "2001-2003: 2; 2004: 3"."""
    runs: list[list[Tier]] = []
    for tier in history:
        last = runs[-1][-1] if runs else None
        if last and last.tier == tier.tier and last.year + 1 == tier.year:
            runs[-1].append(tier)
        else:
            runs.append([tier])
    return "; ".join(f"{_years(run)}: {run[0].tier}" for run in runs)


def _years(run: Sequence[Tier]) -> str:
    first, last = run[0].year, run[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _show_action(each: TravelAction) -> None:
    action, language = each.action, language_of(each.languages)
    first, *source = shown(action.title, each.languages).split("\n")
    takes: dict[str, Slot] = {"title": first, "minutes": action.minutes.typical}
    line("\n".join([say("label.takes", language, takes), *source]), indent=2, hang=2)
    safety = [shown(text, each.languages) for text in action.safety]
    labelled(say("label.keep_safe", language), safety, indent=6, column=_COLUMN)
    how = [f"takeaction show {action.id}"]
    labelled(say("label.how", language), how, indent=6, column=_COLUMN)
