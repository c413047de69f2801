"""``takeaction why-not``: why is an action not on my list?"""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import shown
from takeaction.cli.recommend import add_profile, profile_of, written_change
from takeaction.cli.terminal import heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.ranking.why_not import WhyNot, why_not
from takeaction.engine.reasons import Slot, say


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    text = "tell why an action is not listed, and what would list it"
    made = arguments.command(added, "why-not", text, run)
    made.add_argument("action_id", metavar="ID", help="id of an action")
    add_profile(made)


def run(options: argparse.Namespace) -> int:
    """Answer why an action is not listed."""
    profile = profile_of(options)
    found = why_not(the_catalog(options), profile, options.action_id)
    if options.json:
        show_json(found.as_json())
    else:
        _show_why_not(found)
        arguments.show_fall_back(profile.languages)
    return 0


def _show_why_not(found: WhyNot) -> None:
    language = language_of(found.languages)
    heading(shown(found.action.title, found.languages), "")
    place: dict[str, Slot] = {"rank": found.rank or 0}
    if not found.gates:
        line(say("label.in_place", language, place), indent=4)
    for reason in found.reasons:
        line(f"- {reason}", indent=4, hang=2)
    if found.change:
        slots = place | {"change": written_change(found.change)}
        line(say("label.with_place", language, slots), indent=4)
    labelled(say("label.more", language), [f"takeaction show {found.action.id}"])
