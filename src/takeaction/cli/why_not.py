"""``takeaction why-not``: why is an action not on my list?"""

import argparse

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.recommend import change_as_options, requested_profile
from takeaction.cli.terminal import show_blocks, show_json
from takeaction.engine.ranking.why_not import why_not
from takeaction.models.question.profile import Profile
from takeaction.views.actions import why_not_blocks


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
        show_blocks(why_not_blocks(answer, change_as_options))
        arguments.show_english_note(profile.languages)
    return 0
