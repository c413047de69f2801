"""``takeaction recommend``: actions, best first."""

import argparse
from collections.abc import Iterable, Iterator

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import option_of
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.help.lines import show_help, show_help_line
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import format_number, language_of
from takeaction.engine.ranking.answer import Filled, Notice, Recommendation, Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import SlotValue, describe_minutes, say
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD
from takeaction.models.text import Words
from takeaction.views.contact_lines import line_in_words, marked_text
from takeaction.vocabulary.resources import Purpose

_MOST, _MOST_WITH_CONCERN = 5, 3
"""The most answers, and the most for somebody who is worried: a list is not what they need."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction recommend``."""
    text = "list what you can do, with reasons"
    parser = arguments.add_command(subparsers, "recommend", text, run)
    arguments.add_question(parser, Profile)
    limit = f"show at most K answers ({_MOST}; {_MOST_WITH_CONCERN} with a concern)"
    parser.add_argument("--limit", type=arguments.parse_whole_number, metavar="K", help=limit)
    why = "also show every reason with its points"
    parser.add_argument("--why", action="store_true", help=why)


def requested_profile(options: argparse.Namespace) -> Profile:
    """Return the profile of the person that the options describe."""
    languages = arguments.requested_languages(options)
    return arguments.requested(Profile, options, languages=languages)


def run(options: argparse.Namespace) -> int:
    """Print the best actions for a person; help first, and fewer of them, with a concern."""
    profile = requested_profile(options)
    catalog = load_for_answer(options)
    usual = _MOST_WITH_CONCERN if profile.concern else _MOST
    limit = usual if options.limit is None else options.limit
    moment = arguments.requested_moment(options)
    recommendations = recommend(catalog, profile, limit=limit, at=moment)
    if options.json:
        show_json(recommendations.as_json())
        return 0
    show_recommendations(
        catalog,
        recommendations,
        profile.languages,
        with_concern=bool(profile.concern),
        with_points=options.why,
    )
    if recommendations:
        line()
    if profile.concern:
        line(say("label.shell", language_of(profile.languages)))
    else:
        show_closing(recommendations, profile.languages, with_points=options.why)
    arguments.show_english_note(profile.languages)
    return 0


def show_recommendations(
    catalog: Catalog,
    recommendations: Recommendations,
    languages: Iterable[str] = ("en",),
    *,
    with_concern: bool = False,
    with_points: bool = False,
) -> None:
    """Print recommendations; if there are none, the changes that would bring some.

    Args:
        catalog: The catalog of the answer.
        recommendations: The answer.
        languages: The reader's languages, best first.
        with_concern: Whether something worries the reader: help comes first, and no points.
        with_points: Whether to print all reasons with their points.
    """
    language = language_of(languages)
    # Without a place no line is known, which the last line says once.
    named_ids: set[str] = set(Purpose) if recommendations.help.chain == (WORLD,) else set()
    said: set[str] = set()
    if with_concern:
        _show_help(recommendations, named_ids)
    show_notices(recommendations.notices, language, after_help=with_concern)
    for place, recommendation in enumerate(recommendations, 1):
        why = recommendation.why_unlike(said).text
        said.add(why)
        is_in_full = with_points and not with_concern
        if place > 1:
            line()
        _show_recommendation(place, recommendation, why, named_ids, with_points=is_in_full)
    if not recommendations and catalog.actions:
        line(say("label.nothing_fits", language))
    for near in recommendations.stretch if not recommendations else ():
        slots = {"change": change_as_options(near.change)}
        slots["title"] = marked_text(near.action.title, near.languages)
        line(say("label.with", language, slots), indent=2, hang=2)


def _show_help(recommendations: Recommendations, named_ids: set[str]) -> None:
    """Print the danger line and the helplines."""
    help_ = recommendations.help
    show_help(help_)
    line()
    named_ids.update(each.resource.id for each in help_)


def show_closing(
    recommendations: Recommendations, languages: Iterable[str] = ("en",), *, with_points: bool
) -> None:
    """Print the first step, the way to the points, and a way to help."""
    language = language_of(languages)
    _show_excluded(recommendations, language)
    if len(recommendations) > 1:
        slots: dict[str, SlotValue] = {"id": recommendations[0].action.id}
        line(say("label.best", language, slots), style=bold)
    if recommendations and not with_points:
        line(say("label.points_off", language), style=dim)
    if recommendations or recommendations.stretch or any(recommendations.excluded.values()):
        line()
    help_ = recommendations.help
    # Where there is no helpline, the last line is that for danger already.
    if help_ and any(filled.emergency for each in recommendations for filled in each.finds):
        line(help_.emergency.text)
    show_help_line(help_)


def change_as_options(change: Change) -> str:
    """Write a change as options to type, in any language: ``--minutes 60 --cost low``."""
    parts = (
        f"{option_of(Profile, name)} {' '.join(value) if isinstance(value, tuple) else value}"
        for name, value in change.items()
    )
    return " ".join(parts)


def show_notices(notices: Iterable[Notice], language: str, *, after_help: bool = False) -> None:
    """Print the notices above an answer, with the helpline that a notice does not name itself.

    The question who a concern is about comes with the options that answer it.

    Args:
        notices: The notices.
        language: The language of the answer.
        after_help: Whether the danger line was printed already.
    """
    question = say("notice.whose_concern", language)
    for notice in notices:
        if notice.emergency and after_help:
            continue
        line(notice.text)
        if notice.text == question:
            line(say("label.whose_concern", language), indent=2, hang=2)
        if notice.line and notice.line.contact.display not in notice.text.split():
            line(line_in_words(notice.line), indent=2, hang=2)
        line()


def _show_recommendation(
    place: int,
    recommendation: Recommendation,
    why: str,
    named_ids: set[str],
    *,
    with_points: bool,
) -> None:
    """Print an action: one line why, how to keep safe, who to turn to, and where its steps are.

    Args:
        place: Its place in the list, from 1.
        recommendation: The action.
        why: The reason to print.
        named_ids: The ids of the resources named so far; those of this action are added.
        with_points: Whether to print all reasons with their points.
    """
    action, preferred = recommendation.action, recommendation.languages
    language = language_of(preferred)
    minutes = describe_minutes(action.minutes, language)
    heading(f"{place}. {marked_text(action.title, preferred)}", minutes)
    line(marked_text(action.summary, preferred), indent=3)
    labelled(say("label.why", language), [why], indent=3)
    if action.safety:
        safety = _join_lines(text.pick(preferred) for text in action.safety)
        labelled(say("label.keep_safe", language), [safety], indent=3)
    for filled in recommendation.finds:
        label = say(f"for.{filled.purpose}", language)
        labelled(label, _describe_line(filled, named_ids, language), indent=3)
    if with_points:
        _show_points(recommendation)
    line(say("label.steps_at", language, {"id": action.id}), indent=3, hang=2)


def _join_lines(lines: Iterable[Words]) -> str:
    """Join safety lines to a paragraph, with their source beneath where nobody reviewed them."""
    texts = tuple(lines)
    joined = " ".join(
        f"{words.text} [{words.language}]" if words.fallback else words.text for words in texts
    )
    sources = " ".join(words.source for words in texts if words.source)
    return f"{joined}\n({sources})" if sources else joined


def _show_points(recommendation: Recommendation) -> None:
    """Print every reason with its points, and their sum."""
    language = language_of(recommendation.languages)
    for reason in recommendation.reasons:
        points = f"+{format_number(reason.points, language)}"
        line(f"{points:>7}  {reason}", indent=3, hang=9)
    total = say("label.points", language, {"points": recommendation.score})
    line(total, indent=3, style=dim)


def _describe_line(filled: Filled, named_ids: set[str], language: str) -> Iterator[str]:
    """Describe the helpline for an action, once a list; the emergency number is at its end.

    Args:
        filled: The helpline that the action asks for.
        named_ids: The ids of the resources named so far, and the purposes without a line; that of
            this one is added.
        language: The language of the labels.
    """
    help_line = filled.line
    if filled.emergency:
        return
    key = help_line.resource.id if help_line else str(filled.purpose)
    if key not in named_ids:
        yield line_in_words(help_line) if help_line else say("label.no_line", language)
    named_ids.add(key)


def _show_excluded(recommendations: Recommendations, language: str) -> None:
    """Print the reasons why other actions are not listed, each with its count."""
    counts = ((gate, count) for gate, count in recommendations.excluded.items() if count)
    parts = tuple(say(f"hidden.{gate}", language, {"count": count}) for gate, count in counts)
    if parts:
        line(say("label.not_listed", language, {"parts": parts}), style=dim)
