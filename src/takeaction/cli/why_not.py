"""``takeaction why-not``: why is an action not on my list?"""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.recommend import change_as_options, requested_profile
from takeaction.cli.terminal import heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.ranking.why_not import WhyNot, why_not
from takeaction.engine.reasons import SlotValue, say
from takeaction.models.question.profile import Profile
from takeaction.views.contact_lines import marked_text


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction why-not``."""
    text = "explain why an action is not on your list, and what would put it there"
    parser = arguments.add_command(subparsers, "why-not", text, run)
    parser.add_argument("action_id", metavar="ID", help="the id of the action")
    arguments.add_question(parser, Profile)


def run(options: argparse.Namespace) -> int:
    """Print the reasons that keep an action off the list, and the change that would list it."""
    profile = requested_profile(options)
    answer = why_not(load_for_answer(options), profile, options.action_id)
    if options.json:
        show_json(answer.as_json())
    else:
        _show_why_not(answer)
        arguments.show_english_note(profile.languages)
    return 0


def _show_why_not(answer: WhyNot) -> None:
    language = language_of(answer.languages)
    heading(marked_text(answer.action.title, answer.languages), "")
    rank: dict[str, SlotValue] = {"rank": answer.rank or 0}
    if not answer.gates:
        line(say("label.in_place", language, rank), indent=4)
    for reason in answer.reasons:
        line(f"- {reason}", indent=4, hang=2)
    if answer.change:
        slots = rank | {"change": change_as_options(answer.change)}
        line(say("label.with_place", language, slots), indent=4)
    labelled(say("label.more", language), [f"takeaction show {answer.action.id}"])
