"""``takeaction plan``: what can I do, week by week?"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import shown
from takeaction.cli.files import write
from takeaction.cli.recommend import add_profile, profile_of, show_notices
from takeaction.cli.terminal import dim, heading, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.planning.planning import plan
from takeaction.engine.planning.timetable import DAYS
from takeaction.engine.reasons import Slot, say
from takeaction.export.icalendar import calendar_of
from takeaction.models.question import whole_number

_STDOUT = "-"
_CALENDAR = b"BEGIN:VCALENDAR"
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
        calendar = calendar_of(made, at=at, titles=options.titles)
        write(Path(options.ics), calendar, over=(_CALENDAR, "calendar"))
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
    wish = arguments.languages_of(options)
    language = language_of(wish)
    show_notices(made.notices)
    if made.items:
        for week in range(made.weeks):
            _show_week(made.items, week, first_day, wish)
        left = options.budget - made.total
        slots = {"total": made.total, "budget": options.budget, "left": left}
        line(say("label.total", language, slots))
        line(say("label.steps_of", language))
        _show_safety(made.items, wish)
        _show_left_out(made.left_out[: options.limit], wish)
    elif options.concern:
        _show_today(made.left_out[: options.limit], wish)
    elif catalog.actions:
        line(say("label.nothing_fits", language))
        _show_left_out(made.left_out[: options.limit], wish)
    if made.items and options.ics:
        line()
        line(say("label.calendar_in", language, {"file": options.ics}))


def _show_week(items: Iterable[Planned], week: int, first_day: date, wish: tuple[str, ...]) -> None:
    """Print what there is to do in a week, in order of its days."""
    inside = sorted(
        (days[0], place, item, len(days))
        for place, item in enumerate(items)
        if (days := [day for day in item.days if day // DAYS == week])
    )
    minutes = sum(item.minutes * times for _, _, item, times in inside)
    language = language_of(wish)
    title = say("label.week", language, {"week": week + 1})
    heading(title, say("label.minutes", language, {"minutes": minutes}))
    for day, _, item, times in inside:
        when = first_day + timedelta(day) if times == 1 else None
        _show_item(item, when, again=day != item.day, wish=wish)
    line()


def _show_item(item: Planned, when: date | None, *, again: bool, wish: tuple[str, ...]) -> None:
    """Print one thing to do: whole when it starts, short when it comes again."""
    language, title = language_of(wish), shown(item.action.title, wish)
    day = _date(when, language) if when else say("label.each_day", language)
    minutes = say("label.minutes", language, {"minutes": item.minutes})
    lead = f"{day:<10}{minutes:>10}  "
    if again:
        words = say("label.again", language, {"title": title})
        line(lead + words, indent=2, hang=len(lead))
        return
    column = 2 + len(lead)
    first, *others = title.split("\n")
    line(lead + first, indent=2, hang=len(lead))
    for other in others:
        line(other, indent=column)
    if item.times > 1:
        code = "label.times_day" if item.every == 1 else "label.times_week"
        line(say(code, language, {"times": item.times}), indent=column)
    line(item.action.id, indent=column, style=dim)


def _date(day: date, language: str) -> str:
    """Write a date with the day of the week first, whatever the machine speaks."""
    slots: dict[str, Slot] = {
        "weekday": say(f"day.{day.weekday()}", language),
        "day": f"{day.day:>2}",
        "month": say(f"short.{day.month}", language),
    }
    return say("label.date", language, slots)


def _show_safety(items: Iterable[Planned], wish: tuple[str, ...]) -> None:
    """Print what keeps people safe, for each action that says so."""
    careful = [item for item in items if item.action.safety]
    if careful:
        line()
        line(_list_of(say("label.keep_safe", language_of(wish)), wish))
    for item in careful:
        line(shown(item.action.title, wish), indent=2, hang=2)
        for text in item.action.safety:
            line(shown(text, wish), indent=6)


def _list_of(label: str, wish: tuple[str, ...]) -> str:
    return say("label.list", language_of(wish), {"label": label})


def _show_left_out(left_out: Sequence[LeftOut], wish: tuple[str, ...]) -> None:
    """Print what is not in a plan."""
    if left_out:
        line()
        line(say("label.not_planned", language_of(wish)))
    for left in left_out:
        line(shown(left.action.title, wish), indent=2, hang=2)
        line(str(left.reason), indent=6, style=dim)


def _show_today(left_out: Sequence[LeftOut], wish: tuple[str, ...]) -> None:
    """Print what there is to do today, for somebody with a concern."""
    for left in left_out:
        line(shown(left.action.title, wish), indent=2, hang=2)
        line(left.action.id, indent=6, style=dim)
    line(say("label.call_today", language_of(wish)))
