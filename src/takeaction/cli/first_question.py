"""``takeaction`` without a command: it asks what somebody needs; an example elsewhere."""

from datetime import UTC, datetime

from takeaction.cli.ask import answer_words, read_words
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.recommend import show_recommendations
from takeaction.cli.terminal import is_terminal, line
from takeaction.engine.ranking.ranking import recommend
from takeaction.models.question.profile import Profile

_ANSWERS = 3
"""Recommendations to show: a taste of the list, on fewer rows than the five of ``recommend``."""


def run() -> int:
    """Ask what somebody needs, in their own words, and answer; in a pipe, print an example."""
    catalog = load_for_answer()
    now = datetime.now(UTC)
    if is_terminal():
        line("What do you need? Write it in your own words: help, a worry, something to do or buy.")
        line("Nothing you type is shown or stored.")
        if text := read_words("en").strip():
            line()
            answer_words(catalog, text, at=now)
            return 0
    line("An example: what somebody with 15 minutes can do. Ask your own question:")
    line("takeaction recommend --minutes 30 --skill writing --role student", indent=2)
    line()
    show_recommendations(recommend(catalog, Profile(minutes=15), limit=_ANSWERS, at=now))
    return 0
