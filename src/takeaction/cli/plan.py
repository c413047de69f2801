"""``takeaction plan``: actions week by week."""

import argparse
import sys
from pathlib import Path

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.files import write_file
from takeaction.cli.recommend import requested_profile
from takeaction.cli.terminal import show_blocks, show_json, warn
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import Plan
from takeaction.engine.planning.planning import plan
from takeaction.engine.reasons import say
from takeaction.export.content_lines import calendar_of
from takeaction.models.question.profile import Profile
from takeaction.views.actions import plan_blocks
from takeaction.views.blocks import Blocks, Tone, opened, paragraphs

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
    why = "also show what is left out, and why"
    parser.add_argument("--why", action="store_true", help=why)
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
        blocks = plan_blocks(schedule, profile.languages, budget=options.budget, most=options.limit)
        blocks = tuple(opened(blocks)) if options.why else blocks
        show_blocks((*blocks, *_foot(schedule, options)))
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


def _foot(schedule: Plan, options: argparse.Namespace) -> Blocks:
    """Return how to see the steps, where the calendar is, or who to call today."""
    language = language_of(arguments.requested_languages(options))
    if options.concern:
        return tuple(paragraphs([say("label.call_today", language)]))
    texts = [say("label.open_idea", language)] if schedule.items else []
    calendar = schedule.items and options.ics
    told = [say("label.calendar_in", language, {"file": options.ics})] if calendar else []
    return (*paragraphs(texts, Tone.QUIET), *paragraphs(told))
