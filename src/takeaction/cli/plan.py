"""``takeaction plan``: actions week by week."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.files import write_file
from takeaction.cli.recommend import requested_profile, show_notices
from takeaction.cli.terminal import dim, heading, line, show_json, warn
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.planning.planning import plan
from takeaction.engine.reasons import format_date, say
from takeaction.export.icalendar import calendar_of
from takeaction.models.question.profile import Profile
from takeaction.views.contact_lines import marked_text

_STDOUT = "-"
_CALENDAR_START = b"BEGIN:VCALENDAR"


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction plan``."""
    parser = arguments.add_command(subparsers, "plan", "plan what you can do, week by week", run)
    arguments.add_question(parser, Profile)
    parser.add_argument(
        "--budget",
        type=arguments.parse_whole_number,
        default=240,
        metavar="N",
        help="minutes in total (240); --minutes is the longest single sitting",
    )
    parser.add_argument(
        "--horizon", default="month", metavar="H", help="week, or month: four weeks (month)"
    )
    calendar = "also write a calendar file that does not say what the time is for; - prints it"
    parser.add_argument("--ics", metavar="FILE", help=calendar)
    titles = "name the actions in the calendar file"
    parser.add_argument("--titles", action="store_true", help=titles)
    arguments.add_limit(parser, 5, "actions that are left out")


def run(options: argparse.Namespace) -> int:
    """Print a plan, and write it as a calendar if the call asks for one."""
    _check(options)
    at = arguments.requested_moment(options)
    profile = requested_profile(options)
    catalog = load_for_answer(options)
    schedule = plan(catalog, profile, budget=options.budget, horizon=options.horizon, at=at)
    if options.ics == _STDOUT and schedule.items:
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar_of(schedule, at=at, titles=options.titles))
        return 0
    if options.ics and schedule.items:
        calendar = calendar_of(schedule, at=at, titles=options.titles)
        write_file(Path(options.ics), calendar, over=(_CALENDAR_START, "calendar"))
    if options.json:
        show_json(schedule.as_json())
    else:
        _show_plan(catalog, schedule, options, at.date())
        arguments.show_english_note(profile.languages)
    if options.ics and not schedule.items:
        warn("Nothing is planned, so no calendar was written.")
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse options that contradict each other."""
    arguments.check_limit(options)
    if options.titles and not options.ics:
        raise arguments.UsageError("--titles needs --ics FILE.")
    if options.json and options.ics == _STDOUT:
        raise arguments.UsageError("--json and --ics - both print; give --ics a file.")


def _show_plan(
    catalog: Catalog, schedule: Plan, options: argparse.Namespace, first_day: date
) -> None:
    """Print a plan: each week, the safety rules, and the actions that are left out."""
    preferred = arguments.requested_languages(options)
    language = language_of(preferred)
    left_out = schedule.left_out[: options.limit]
    show_notices(schedule.notices, language)
    if schedule.items:
        for week in range(schedule.weeks):
            _show_week(schedule, week, first_day, preferred)
        minutes_left = options.budget - schedule.total
        slots = {"total": schedule.total, "budget": options.budget, "left": minutes_left}
        line(say("label.total", language, slots))
        line(say("label.steps_of", language))
        _show_safety(schedule.items, preferred)
        _show_left_out(left_out, preferred)
    elif options.concern:
        _show_today(left_out, preferred)
    elif catalog.actions:
        line(say("label.nothing_fits", language))
        _show_left_out(left_out, preferred)
    if schedule.items and options.ics:
        line()
        line(say("label.calendar_in", language, {"file": options.ics}))


def _show_week(schedule: Plan, week: int, first_day: date, preferred: tuple[str, ...]) -> None:
    """Print the actions of one week in order of their days.

    Args:
        schedule: The plan.
        week: The number of the week, from 0.
        first_day: The date of the first day of the plan.
        preferred: The languages to answer in, best first.
    """
    parts = schedule.in_week(week)
    minutes = sum(part.minutes for part in parts)
    language = language_of(preferred)
    title = say("label.week", language, {"week": week + 1})
    heading(title, say("label.minutes", language, {"minutes": minutes}))
    for part in parts:
        item_date = first_day + timedelta(part.day) if part.times == 1 else None
        _show_item(part.item, item_date, again=part.is_again, preferred=preferred)
    line()


def _show_item(
    item: Planned, item_date: date | None, *, again: bool, preferred: tuple[str, ...]
) -> None:
    """Print one action: in full when it starts, in short when it comes again.

    Args:
        item: The action.
        item_date: The date, or None if it is done on several days of the week.
        again: Whether an earlier week has printed it.
        preferred: The languages to answer in, best first.
    """
    language, title = language_of(preferred), marked_text(item.action.title, preferred)
    day = format_date(item_date, language) if item_date else say("label.each_day", language)
    minutes = say("label.minutes", language, {"minutes": item.minutes})
    lead = f"{day:<10}{minutes:>10}  "
    if again:
        words = say("label.again", language, {"title": title})
        line(lead + words, indent=2, hang=len(lead))
        return
    column = 2 + len(lead)
    line(lead + title, indent=2, hang=len(lead))
    if item.times > 1:
        code = "label.times_day" if item.every == 1 else "label.times_week"
        line(say(code, language, {"times": item.times}), indent=column)
    line(item.action.id, indent=column, style=dim)


def _show_safety(items: Iterable[Planned], preferred: tuple[str, ...]) -> None:
    """Print the safety rules of each action that has some."""
    risky = [item for item in items if item.action.safety]
    if risky:
        line()
        label = say("label.keep_safe", language_of(preferred))
        line(say("label.list", language_of(preferred), {"label": label}))
    for item in risky:
        line(marked_text(item.action.title, preferred), indent=2, hang=2)
        for text in item.action.safety:
            line(marked_text(text, preferred), indent=6)


def _show_left_out(left_out: Sequence[LeftOut], preferred: tuple[str, ...]) -> None:
    """Print the actions that are not in the plan, each with its reason."""
    if left_out:
        line()
        line(say("label.not_planned", language_of(preferred)))
    for item in left_out:
        line(marked_text(item.action.title, preferred), indent=2, hang=2)
        line(str(item.reason), indent=6, style=dim)


def _show_today(left_out: Sequence[LeftOut], preferred: tuple[str, ...]) -> None:
    """Print the actions for today, for somebody with a concern."""
    for item in left_out:
        line(marked_text(item.action.title, preferred), indent=2, hang=2)
        line(item.action.id, indent=6, style=dim)
    line(say("label.call_today", language_of(preferred)))
