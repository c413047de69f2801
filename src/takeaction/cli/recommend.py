"""``takeaction recommend``: what can I do?"""

import argparse
from collections.abc import Iterable, Iterator

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import referral_line, shown
from takeaction.cli.terminal import dim, heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.ranking.answer import Filled, Notice, Recommendation, Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import number, say
from takeaction.models.question import Profile
from takeaction.vocabulary import Purpose

_FIELDS = ("minutes", "per", "region", "modes", "cost", "risk", "age", "done")
_OPTIONS = {"modes": "mode"}
"""The options that are called otherwise than their field."""


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "recommend", "list what a person can do, with reasons", run)
    add_profile(made)
    made.add_argument(
        "--limit", type=arguments.whole, default=5, metavar="K", help="the most answers (5)"
    )


def add_profile(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who asks."""
    parser.add_argument(
        "--minutes", type=arguments.whole, default=30, metavar="N", help="minutes you have (30)"
    )
    parser.add_argument("--per", default="once", metavar="P", help="once, day, week or month")
    arguments.listed(parser, "--skill", "skills", "S", "what you can do, such as writing")
    arguments.listed(parser, "--role", "roles", "R", "what you are, such as student or nurse")
    arguments.listed(parser, "--topic", "topics", "T", "what you care for, such as fair-trade")
    parser.add_argument(
        "--region", default="001", metavar="C", help="where you are, such as US-OH, GB or Kenya"
    )
    arguments.listed(parser, "--mode", "modes", "M", "ways that suit, such as solo-online")
    parser.add_argument("--cost", default="high", metavar="L", help="most: none, low, medium, high")
    parser.add_argument("--risk", default="high", metavar="L", help="most: none, low, medium, high")
    parser.add_argument("--age", default="adult", metavar="A", help="child, youth or adult")
    parser.add_argument(
        "--concern", action="store_true", help="something worries you, or you need help"
    )
    arguments.listed(parser, "--done", "done", "ID", "actions that you have done")


def profile_of(options: argparse.Namespace) -> Profile:
    """Make the profile that the options tell of."""
    return Profile(
        **{name: getattr(options, name) for name in _FIELDS},
        skills=options.skills,
        roles=options.roles,
        topics=options.topics,
        concern=options.concern,
        languages=arguments.languages_of(options),
    )


def run(options: argparse.Namespace) -> int:
    """Answer."""
    profile = profile_of(options)
    catalog = the_catalog(options)
    found = recommend(catalog, profile, limit=options.limit, at=arguments.moment_of(options))
    if options.json:
        show_json(found.as_json())
    else:
        show(catalog, found, profile.languages)
        arguments.show_fall_back(profile.languages)
    return 0


def show(catalog: Catalog, found: Recommendations, languages: Iterable[str] = ("en",)) -> None:
    """Print recommendations."""
    language = language_of(languages)
    show_notices(found.notices)
    told: set[str] = set()
    for place, each in enumerate(found, 1):
        _show_one(place, each, told)
    if not found and catalog.actions:
        line(say("label.nothing_fits", language))
    for near in found.stretch if not found else ():
        slots = {"change": written_change(near.change)}
        slots["title"] = shown(near.action.title, near.languages)
        line(say("label.with", language, slots), indent=2, hang=2)
    _show_excluded(found, language)


def written_change(change: Change) -> str:
    """Return a change as one types it, in every language: ``--minutes 60 --cost low``."""
    parts = (
        f"--{_OPTIONS.get(field, field)} {' '.join(value) if isinstance(value, tuple) else value}"
        for field, value in change.items()
    )
    return " ".join(parts)


def show_notices(notices: Iterable[Notice]) -> None:
    """Print what stands above an answer."""
    for notice in notices:
        line(notice.text)
        if notice.referral and notice.referral.contact.display not in notice.text.split():
            line(referral_line(notice.referral), indent=2, hang=2)
        line()


def _show_one(place: int, each: Recommendation, told: set[str]) -> None:
    action, wish = each.action, each.languages
    language = language_of(wish)
    effort = {"minutes": action.minutes.typical, "points": each.score}
    heading(f"{place}. {shown(action.title, wish)}", say("label.effort", language, effort))
    line(shown(action.summary, wish), indent=4)
    points = (f"+{number(reason.points, language)}" for reason in each.reasons)
    reasons = [f"{added:>6}  {reason}" for added, reason in zip(points, each.reasons, strict=True)]
    labelled(say("label.why", language), reasons)
    if action.safety:
        labelled(say("label.keep_safe", language), [shown(text, wish) for text in action.safety])
    for filled in each.finds:
        label = say(f"for.{filled.purpose}", language)
        labelled(label, _contact(filled, told, language))
    labelled(say("label.how", language), [f"takeaction show {action.id}"])
    line()


def _contact(filled: Filled, told: set[str], language: str) -> Iterator[str]:
    """Say whom to turn to; what to know before stands before the number, once a list."""
    referral = filled.referral
    if referral is None:  # each place has an emergency number, known to a pack or not
        danger = filled.purpose is Purpose.EMERGENCY
        yield say("emergency.local" if danger else "label.no_line", language)
        return
    if referral.resource.warning and referral.resource.id not in told:
        yield shown(referral.resource.warning, referral.languages)
    told.add(referral.resource.id)
    yield referral_line(referral)


def _show_excluded(found: Recommendations, language: str) -> None:
    """Say why the other actions are not there."""
    counts = ((gate, count) for gate, count in found.excluded.items() if count)
    parts = tuple(say(f"hidden.{gate}", language, {"count": count}) for gate, count in counts)
    if parts:
        line(say("label.not_listed", language, {"parts": parts}), style=dim)
