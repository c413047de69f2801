"""``takeaction plan``: what can I do, week by week?"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalogs import the_catalog
from takeaction.cli.recommending import add_profile, profile_of, show_notices
from takeaction.cli.terminal import dim, heading, line, show_json
from takeaction.cli.writing import write
from takeaction.engine.agenda import LeftOut, Plan, Planned
from takeaction.engine.pacing import DAYS
from takeaction.engine.planning import plan
from takeaction.export.icalendar import calendar_of
from takeaction.models.question import whole_number

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_STDOUT = "-"
_MOST_SHOWN = 1_000_000


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "plan", "plan what a person can do, week by week", run)
    add_profile(made)
    made.add_argument(
        "--budget",
        type=arguments.whole,
        default=240,
        metavar="N",
        help="minutes in all (240); --minutes is the longest sitting",
    )
    made.add_argument(
        "--horizon", default="month", metavar="H", help="week, or month: four weeks (month)"
    )
    made.add_argument(
        "--ics",
        metavar="FILE",
        help="also write a calendar file that says nothing of what the time is for; - prints it",
    )
    made.add_argument("--titles", action="store_true", help="name the actions in the calendar file")
    made.add_argument(
        "--limit",
        type=arguments.whole,
        default=5,
        metavar="K",
        help="the most left out to show (5)",
    )


def run(options: argparse.Namespace) -> int:
    """Answer."""
    _check(options)
    at = arguments.moment_of(options)
    profile = profile_of(options)
    catalog = the_catalog(options)
    made = plan(catalog, profile, budget=options.budget, horizon=options.horizon, at=at)
    if options.ics == _STDOUT and made.items:
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar_of(made, at=at, titles=options.titles))
        return 0
    if options.ics and made.items:
        write(Path(options.ics), calendar_of(made, at=at, titles=options.titles))
    if options.json:
        show_json(made.as_json())
    else:
        _show(catalog, made, options, at.date())
        arguments.show_fall_back(profile.languages)
    if options.ics and not made.items:
        print("Nothing is planned, so no calendar was written.", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    whole_number(options.limit, "limit", _MOST_SHOWN)
    if options.titles and not options.ics:
        raise arguments.UsageError("--titles goes with --ics FILE.")
    if options.json and options.ics == _STDOUT:
        raise arguments.UsageError("--json and --ics - both print; give --ics a file.")


def _show(catalog: Catalog, made: Plan, options: argparse.Namespace, first_day: date) -> None:
    """Print a plan: each week, what keeps people safe, and what is not in it."""
    show_notices(made.notices)
    if made.items:
        for week in range(made.weeks):
            _show_week(made.items, week, first_day)
        left = options.budget - made.total
        line(f"In all {made.total:,} of {options.budget:,} minutes; {left:,} are left.")
        line("The steps of each: takeaction show ID")
        _show_safety(made.items)
        _show_left_out(made.left_out[: options.limit])
    elif options.concern:
        _show_today(made.left_out[: options.limit])
    elif catalog.actions:
        line("Nothing fits all of that.")
        _show_left_out(made.left_out[: options.limit])
    if made.items and options.ics:
        line()
        line(f"The calendar is in {options.ics}.")


def _show_week(items: Iterable[Planned], week: int, first_day: date) -> None:
    """Print what there is to do in a week, in order of its days."""
    inside = sorted(
        (days[0], place, item, len(days))
        for place, item in enumerate(items)
        if (days := [day for day in item.days if day // DAYS == week])
    )
    minutes = sum(item.minutes * times for _, _, item, times in inside)
    heading(f"Week {week + 1}", f"{minutes:,} min")
    for day, _, item, times in inside:
        _show_item(item, day, times, first_day)
    line()


def _show_item(item: Planned, day: int, times: int, first_day: date) -> None:
    """Print one thing to do: whole when it starts, short when it comes again."""
    when = "each day" if times > 1 else _date(first_day + timedelta(day))
    lead = f"{when:<10}{item.minutes:>6,} min  "
    if day != item.day:
        line(f"{lead}again: {item.title}", indent=2, hang=len(lead))
        return
    line(lead + item.title, indent=2, hang=len(lead))
    column = 2 + len(lead)
    if item.times > 1:
        line(f"{item.times} times, each {'day' if item.every == 1 else 'week'}", indent=column)
    line(item.action.id, indent=column, style=dim)


def _date(day: date) -> str:
    """Write a date with the day of the week first, in English whatever the machine speaks."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day:>2} {_MONTHS[day.month - 1]}"


def _show_safety(items: Iterable[Planned]) -> None:
    """Print what keeps people safe, for each action that says so."""
    careful = [item for item in items if item.action.safety]
    if careful:
        line()
        line("Keep safe:")
    for item in careful:
        line(item.title, indent=2, hang=2)
        for text in item.action.safety:
            line(str(text.pick(item.recommendation.languages)), indent=6)


def _show_left_out(left_out: Sequence[LeftOut]) -> None:
    """Print what is not in a plan."""
    if left_out:
        line()
        line("Not in the plan:")
    for left in left_out:
        line(left.title, indent=2, hang=2)
        line(str(left.reason), indent=6, style=dim)


def _show_today(left_out: Sequence[LeftOut]) -> None:
    """Print what there is to do today, for somebody with a concern."""
    for left in left_out:
        line(left.title, indent=2, hang=2)
        line(left.action.id, indent=6, style=dim)
    line("Whom to call, and how to keep safe: takeaction recommend --concern --region C")
