"""``takeaction recommend``: actions, best first."""

import argparse
from collections.abc import Iterable

from takeaction.cli import arguments
from takeaction.cli.arguments import option_of
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.models.question.profile import Profile
from takeaction.views.actions import has_concern, recommendations_blocks
from takeaction.views.blocks import Blocks, Question, Tone, opened, paragraphs

_MOST, _MOST_WITH_CONCERN = 5, 3
"""The most answers, and the most for somebody who is worried: a list is not what they need."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction recommend``."""
    text = "list what you can do, with reasons"
    parser = arguments.add_command(subparsers, "recommend", text, run)
    arguments.add_question(parser, Profile)
    limit = f"show at most K answers ({_MOST}; {_MOST_WITH_CONCERN} with a concern)"
    parser.add_argument("--limit", type=arguments.parse_whole_number, metavar="K", help=limit)
    why = "also show every reason with its points, and who can help with each action"
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
    show_recommendations(recommendations, profile.languages, is_open=options.why)
    arguments.show_english_note(profile.languages)
    return 0


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
