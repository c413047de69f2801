"""``takeaction recommend``: what can I do?"""

import argparse
from collections.abc import Iterable, Iterator

from takeaction.catalog.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import dim, heading, labelled, line, show_json
from takeaction.core_data import format_number, language_of
from takeaction.engine.ranking.answer import Filled, Notice, Recommendation, Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import marked_text, referral_line
from takeaction.models.question import Profile

_FIELDS = ("minutes", "per", "region", "modes", "cost", "risk", "age", "done")
_OPTIONS = {"modes": "mode"}
"""The options whose name differs from that of their field."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction recommend``."""
    text = "list what you can do, with reasons"
    parser = arguments.add_command(subparsers, "recommend", text, run)
    add_profile_options(parser)
    arguments.add_limit(parser, 5, "answers")


def add_profile_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that describe the person who asks."""
    parser.add_argument(
        "--minutes",
        type=arguments.parse_whole_number,
        default=30,
        metavar="N",
        help="minutes you have (30)",
    )
    parser.add_argument(
        "--per",
        default="once",
        metavar="P",
        help="how often you have them: once, day, week or month (once)",
    )
    add_list_option = arguments.add_list_option
    add_list_option(parser, "--skill", "skills", "S", "what you are good at, such as writing")
    add_list_option(parser, "--role", "roles", "R", "your role, such as student or nurse")
    add_list_option(parser, "--topic", "topics", "T", "what you care about, such as fair-trade")
    parser.add_argument(
        "--region", default="001", metavar="C", help="where you are, such as US-OH, GB or Kenya"
    )
    modes = "only ways of working that suit you, such as solo-online"
    add_list_option(parser, "--mode", "modes", "M", modes)
    cost = "the most it may cost you: none, low, medium or high (high)"
    parser.add_argument("--cost", default="high", metavar="L", help=cost)
    risk = "the most risk you accept: none, low, medium or high (high)"
    parser.add_argument("--risk", default="high", metavar="L", help=risk)
    age = "child, youth or adult (adult)"
    parser.add_argument("--age", default="adult", metavar="A", help=age)
    concern = "something worries you, or you need help: self if it is about you, else other"
    parser.add_argument(
        "--concern", nargs="?", const=True, default=False, metavar="FOR", help=concern
    )
    add_list_option(parser, "--done", "done", "ID", "actions you have already done")


def requested_profile(options: argparse.Namespace) -> Profile:
    """Return the profile of the person that the options describe."""
    return Profile(
        **{name: getattr(options, name) for name in _FIELDS},
        skills=options.skills,
        roles=options.roles,
        topics=options.topics,
        concern=options.concern,
        languages=arguments.requested_languages(options),
    )


def run(options: argparse.Namespace) -> int:
    """Print the best actions for a person."""
    profile = requested_profile(options)
    catalog = load_for_answer(options)
    moment = arguments.requested_moment(options)
    recommendations = recommend(catalog, profile, limit=options.limit, at=moment)
    if options.json:
        show_json(recommendations.as_json())
    else:
        show_recommendations(catalog, recommendations, profile.languages)
        arguments.show_english_note(profile.languages)
    return 0


def show_recommendations(
    catalog: Catalog, recommendations: Recommendations, languages: Iterable[str] = ("en",)
) -> None:
    """Print recommendations; if there are none, the changes that would bring some."""
    language = language_of(languages)
    show_notices(recommendations.notices, language)
    warned_ids: set[str] = set()
    for place, recommendation in enumerate(recommendations, 1):
        _show_recommendation(place, recommendation, warned_ids)
    if not recommendations and catalog.actions:
        line(say("label.nothing_fits", language))
    for near in recommendations.stretch if not recommendations else ():
        slots = {"change": change_as_options(near.change)}
        slots["title"] = marked_text(near.action.title, near.languages)
        line(say("label.with", language, slots), indent=2, hang=2)
    _show_excluded(recommendations, language)


def change_as_options(change: Change) -> str:
    """Write a change as options to type, in any language: ``--minutes 60 --cost low``."""
    parts = (
        f"--{_OPTIONS.get(field, field)} {' '.join(value) if isinstance(value, tuple) else value}"
        for field, value in change.items()
    )
    return " ".join(parts)


def show_notices(notices: Iterable[Notice], language: str) -> None:
    """Print the notices above an answer, with the contact that a notice does not name itself.

    The question whom a concern is about comes with the options that answer it.
    """
    question = say("notice.whose_concern", language)
    for notice in notices:
        line(notice.text)
        if notice.text == question:
            line(say("label.whose_concern", language), indent=2, hang=2)
        if notice.referral and notice.referral.contact.display not in notice.text.split():
            line(referral_line(notice.referral), indent=2, hang=2)
        line()


def _show_recommendation(place: int, recommendation: Recommendation, warned_ids: set[str]) -> None:
    action, preferred = recommendation.action, recommendation.languages
    language = language_of(preferred)
    effort = {"minutes": action.minutes.typical, "points": recommendation.score}
    heading(
        f"{place}. {marked_text(action.title, preferred)}", say("label.effort", language, effort)
    )
    line(marked_text(action.summary, preferred), indent=4)
    reasons = [
        f"{'+' + format_number(reason.points, language):>6}  {reason}"
        for reason in recommendation.reasons
    ]
    labelled(say("label.why", language), reasons)
    if action.safety:
        safety = [marked_text(text, preferred) for text in action.safety]
        labelled(say("label.keep_safe", language), safety)
    for filled in recommendation.finds:
        label = say(f"for.{filled.purpose}", language)
        labelled(label, _describe_contact(filled, warned_ids, language))
    labelled(say("label.how", language), [f"takeaction show {action.id}"])
    line()


def _describe_contact(filled: Filled, warned_ids: set[str], language: str) -> Iterator[str]:
    """Describe the contact for an action; a warning comes before the number, once a list.

    Args:
        filled: The contact that the action asks for.
        warned_ids: The ids of the resources named so far; that of this one is added.
        language: The language of the labels.
    """
    referral = filled.referral
    if filled.emergency:
        yield filled.emergency.text
        return
    if referral is None:
        yield say("label.no_line", language)
        return
    if referral.resource.warning and referral.resource.id not in warned_ids:
        yield marked_text(referral.resource.warning, referral.languages)
    warned_ids.add(referral.resource.id)
    yield referral_line(referral)


def _show_excluded(recommendations: Recommendations, language: str) -> None:
    """Print the reasons why other actions are not listed, each with its count."""
    counts = ((gate, count) for gate, count in recommendations.excluded.items() if count)
    parts = tuple(say(f"hidden.{gate}", language, {"count": count}) for gate, count in counts)
    if parts:
        line(say("label.not_listed", language, {"parts": parts}), style=dim)
