"""``takeaction recommend``, ``why-not`` and ``plan``: what somebody can do, best first."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from takeaction.cli.arguments import (
    Command,
    UsageError,
    check_limit,
    flag,
    limit_option,
    load_for_answer,
    option,
    option_of,
    parse_whole_number,
    question_options,
    requested,
    requested_language,
    requested_languages,
    requested_moment,
    show_answer,
    show_english_note,
)
from takeaction.cli.files import write_file
from takeaction.cli.terminal import show_blocks, show_json, warn
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import Plan
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.reasons import say
from takeaction.export.content_lines import calendar_of
from takeaction.models.question.profile import Profile
from takeaction.views.actions import (
    has_concern,
    plan_blocks,
    recommendations_blocks,
    why_not_blocks,
)
from takeaction.views.blocks import Blocks, Question, Tone, opened, paragraphs

_MOST, _MOST_WITH_CONCERN = 5, 3
"""The most answers, and the most for somebody who is worried: a list is not what they need."""


def _requested_profile(options: argparse.Namespace) -> Profile:
    """Return the profile of the person that the options describe."""
    return requested(Profile, options, languages=requested_languages(options))


def _recommend(options: argparse.Namespace) -> None:
    """Print the best actions for a person; help first, and fewer of them, with a concern."""
    profile = _requested_profile(options)
    catalog = load_for_answer(options)
    usual = _MOST_WITH_CONCERN if profile.concern else _MOST
    limit = usual if options.limit is None else options.limit
    recommendations = recommend(catalog, profile, limit=limit, at=requested_moment(options))
    if options.json:
        show_json(recommendations.as_json())
    else:
        show_recommendations(recommendations, profile.languages, is_open=options.why)
        show_english_note(profile.languages)


def show_recommendations(
    recommendations: Recommendations, languages: Iterable[str] = ("en",), *, is_open: bool = False
) -> None:
    """Print recommendations, and how to see more.

    Args:
        recommendations: The answer.
        languages: The reader's languages, best first.
        is_open: Whether to print all reasons with their points, and the helplines of each action.
    """
    preferred = tuple(languages)
    blocks = recommendations_blocks(recommendations, preferred, writing=change_as_options)
    is_worried = has_concern(recommendations.notices)
    blocks = tuple(opened(blocks)) if is_open else blocks
    place = len(blocks) if is_worried or not recommendations.help else len(blocks) - 1
    foot = _foot(recommendations, blocks, language_of(preferred), is_open=is_open)
    show_blocks((*blocks[:place], *foot, *blocks[place:]))


def _foot(
    recommendations: Recommendations, blocks: Blocks, language: str, *, is_open: bool
) -> Blocks:
    """Return how to say who a concern is about, how to see the steps, and what a shell keeps."""
    is_worried = has_concern(recommendations.notices)
    texts = [say("label.open_idea", language)] if recommendations else []
    if recommendations and not is_open:
        texts.append(say("label.whom_off" if is_worried else "label.why_off", language))
    asks = any(isinstance(block, Question) for block in blocks)
    return (
        *paragraphs([say("label.whose_concern", language)] if asks else []),
        *paragraphs([" ".join(texts)] if texts else [], Tone.QUIET),
        *paragraphs([say("label.shell", language)] if is_worried else []),
    )


def change_as_options(change: Change) -> str:
    """Write a change as options to type, in any language: ``--minutes 60 --cost low``."""
    parts = (
        f"{option_of(Profile, name)} {' '.join(value) if isinstance(value, tuple) else value}"
        for name, value in change.items()
    )
    return " ".join(parts)


RECOMMEND = Command(
    "recommend",
    "list what you can do, with reasons",
    _recommend,
    (
        *question_options(Profile),
        option(
            "--limit",
            type=parse_whole_number,
            metavar="K",
            help=f"show at most K answers ({_MOST}; {_MOST_WITH_CONCERN} with a concern)",
        ),
        flag("--why", "also show every reason with its points, and who can help with each action"),
    ),
)


def _why_not(options: argparse.Namespace) -> None:
    """Print the reasons that keep an action off the list, and the change that would list it."""
    profile = _requested_profile(options)
    answer = why_not(load_for_answer(options), profile, options.action_id)
    show_answer(options, answer, lambda: why_not_blocks(answer, change_as_options))


WHY_NOT = Command(
    "why-not",
    "explain why an action is not on your list, and what would put it there",
    _why_not,
    (
        option("action_id", metavar="ID", help="the id of the action"),
        *question_options(Profile),
    ),
)

# ``takeaction plan``: actions week by week

_STDOUT = "-"
_CALENDAR_START = b"BEGIN:VCALENDAR"


def _plan(options: argparse.Namespace) -> None:
    """Print a plan, and write it as a calendar if the call asks for one."""
    check_limit(options)
    if options.titles and not options.ics:
        raise UsageError("--titles needs --ics FILE.")
    if options.json and options.ics == _STDOUT:
        raise UsageError("--json and --ics - both print; give --ics a file.")
    at, profile = requested_moment(options), _requested_profile(options)
    catalog = load_for_answer(options)
    schedule = plan(catalog, profile, budget=options.budget, horizon=options.horizon, at=at)
    if options.ics and schedule.items:
        calendar = calendar_of(schedule, at=at, titles=options.titles)
        if options.ics == _STDOUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(calendar)
            return
        write_file(Path(options.ics), calendar, over=(_CALENDAR_START, "calendar"))

    def blocks() -> Blocks:
        most, languages = options.limit, profile.languages
        answer = plan_blocks(schedule, languages, budget=options.budget, most=most)
        return (*(opened(answer) if options.why else answer), *_plan_foot(schedule, options))

    show_answer(options, schedule, blocks)
    if options.ics and not schedule.items:
        warn("Nothing is planned, so no calendar was written.")


def _plan_foot(schedule: Plan, options: argparse.Namespace) -> Blocks:
    """Return how to see the steps, where the calendar is, or who to call today."""
    language = requested_language(options)
    if options.concern:
        return tuple(paragraphs([say("label.call_today", language)]))
    texts = [say("label.open_idea", language)] if schedule.items else []
    calendar = schedule.items and options.ics
    told = [say("label.calendar_in", language, {"file": options.ics})] if calendar else []
    return (*paragraphs(texts, Tone.QUIET), *paragraphs(told))


PLAN = Command(
    "plan",
    "plan what you can do, week by week",
    _plan,
    (
        *question_options(Profile),
        option(
            "--budget",
            type=parse_whole_number,
            default=240,
            metavar="N",
            help="minutes in total (240); --minutes is the longest single sitting",
        ),
        option(
            "--horizon",
            default="month",
            metavar="H",
            help="week, or month: four weeks (month)",
        ),
        option(
            "--ics",
            metavar="FILE",
            help="also write a calendar file that does not say what the time is for; - prints it",
        ),
        flag("--titles", "name the actions in the calendar file"),
        flag("--why", "also show what is left out, and why"),
        limit_option(5, "actions that are left out"),
    ),
)
