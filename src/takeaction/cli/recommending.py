"""``takeaction recommend`` and ``why-not``: what can I do, and why not that?"""

import argparse
from collections.abc import Iterable, Iterator

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalogs import the_catalog
from takeaction.cli.desks import desk_line
from takeaction.cli.terminal import dim, heading, labelled, line, show_json
from takeaction.engine.advice import Notice, Recommendation, Recommendations
from takeaction.engine.desks import Desk
from takeaction.engine.exclusion import WhyNot, why_not
from takeaction.engine.gates import Change
from takeaction.engine.ranking import recommend
from takeaction.models.question import Profile
from takeaction.vocabulary import Purpose

_WHY_NOT = {
    "status": "no longer offered",
    "region": "for other places",
    "age": "for other ages",
    "roles": "for certain professions or groups",
    "concern": "that can wait while something worries you",
    "mode": "done in another way than you asked for",
    "cost": "above your budget",
    "risk": "with more risk",
    "minutes": "that need more time",
    "after": "that come after something else",
    "done": "done",
    "dismissed": "dismissed",
}
_FOR = {
    Purpose.EMERGENCY: "Danger",
    Purpose.REPORT: "Report",
    Purpose.SUPPORT: "Support",
    Purpose.CHILD: "Children",
    Purpose.LABOUR_RIGHTS: "Work",
    Purpose.LEGAL: "Law",
    Purpose.LEARN: "Learn",
    Purpose.ADVOCATE: "Office",
    Purpose.GIVE: "Give",
}
_FIELDS = ("minutes", "per", "region", "modes", "cost", "risk", "age", "done")


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "recommend", "list what a person can do, with reasons", run)
    add_profile(made)
    made.add_argument(
        "--limit", type=arguments.whole, default=5, metavar="K", help="the most answers (5)"
    )
    text = "tell why an action is not listed, and what would list it"
    asked = arguments.command(added, "why-not", text, run_why_not)
    asked.add_argument("action_id", metavar="ID", help="id of an action")
    add_profile(asked)


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
        show(catalog, found)
    return 0


def run_why_not(options: argparse.Namespace) -> int:
    """Answer why an action is not listed."""
    profile = profile_of(options)
    found = why_not(the_catalog(options), profile, options.action_id)
    if options.json:
        show_json(found.as_json())
    else:
        _show_why_not(found)
    return 0


def _show_why_not(found: WhyNot) -> None:
    heading(str(found.action.title.pick(found.languages)), "")
    if not found.gates:
        line(f"It is on your list, in place {found.rank}.", indent=4)
    for reason in found.reasons:
        line(f"- {reason}", indent=4, hang=2)
    if found.change:
        line(f"With {written_change(found.change)}, it would be in place {found.rank}.", indent=4)
    labelled("More", [f"takeaction show {found.action.id}"])


def show(catalog: Catalog, found: Recommendations) -> None:
    """Print recommendations."""
    show_notices(found.notices)
    told: set[str] = set()
    for number, each in enumerate(found, 1):
        _show_one(number, each, told)
    if not found and catalog.actions:
        line("Nothing fits all of that.")
    for near in found.stretch if not found else ():
        title = str(near.action.title.pick(near.languages))
        line(f"With {written_change(near.change)}: {title}", indent=2, hang=2)
    _show_excluded(found)


def written_change(change: Change) -> str:
    """Return a change as the command line would write it: "minutes 60 and cost low"."""
    parts = [
        f"{field} {' '.join(value) or 'empty' if isinstance(value, tuple) else value}"
        for field, value in change.items()
    ]
    return " and ".join(parts)


def show_notices(notices: Iterable[Notice]) -> None:
    """Print what stands above an answer."""
    for notice in notices:
        line(notice.text)
        if notice.desk and notice.desk.contact.display not in notice.text.split():
            line(desk_line(notice.desk), indent=2, hang=2)
        line()


def _show_one(number: int, each: Recommendation, told: set[str]) -> None:
    action, wish = each.action, each.languages
    title = str(action.title.pick(wish))
    heading(f"{number}. {title}", f"{action.minutes.typical} min · {each.score:,} points")
    line(str(action.summary.pick(wish)), indent=4)
    labelled("Why", [f"{reason.points:+6,}  {reason}" for reason in each.reasons])
    if action.safety:
        labelled("Keep safe", [str(text.pick(wish)) for text in action.safety])
    for filled in each.finds:
        labelled(_FOR[filled.purpose], _contact(filled.desk, told))
    labelled("How", [f"takeaction show {action.id}"])
    line()


def _contact(desk: Desk | None, told: set[str]) -> Iterator[str]:
    """Say whom to turn to; what to know before stands before the number, once a list."""
    if desk is None:
        yield "no line is known for this place"
        return
    if desk.resource.warning and desk.resource.id not in told:
        yield str(desk.resource.warning.pick(desk.languages))
    told.add(desk.resource.id)
    yield desk_line(desk)


def _show_excluded(found: Recommendations) -> None:
    """Say why the other actions are not there."""
    parts = [f"{count} {_WHY_NOT[gate]}" for gate, count in found.excluded.items() if count]
    if parts:
        line(f"Not listed: {', '.join(parts)}.", style=dim)
