"""``takeaction`` without a command: four short questions on a terminal, an example elsewhere."""

from datetime import UTC, datetime
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.recommend import show_closing, show_recommendations
from takeaction.cli.terminal import is_terminal, line
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile

_QUESTIONS = (
    ("minutes", "How many minutes do you have?", "30"),
    ("roles", "What do you do? For example student, nurse, parent", ""),
    ("skills", "What are you good at? For example writing, social media", ""),
    ("region", "Where are you? For example US-OH, GB, Kenya", ""),
)
_ANSWERS = 3
"""Recommendations to show: a taste of the list, on fewer lines than the five of ``recommend``."""

_MAX_DIGITS = 10
"""Digits below which an answer is read as minutes: the most minutes, those of a year, have six.

Python refuses to convert numbers of more than 4 300 digits.
"""


def run() -> int:
    """Ask the four questions and print a few recommendations; in a pipe, print an example."""
    catalog = load_for_answer()
    if is_terminal():
        line("Four short questions; Enter skips one. Nothing you type is stored.")
        line()
        profile = _ask_profile(catalog)
    else:
        line("An example: what somebody with 15 minutes can do. Ask your own question:")
        line("takeaction recommend --minutes 30 --skill writing --role student", indent=2)
        profile = Profile(minutes=15)
    line()
    recommendations = recommend(catalog, profile, limit=_ANSWERS, at=datetime.now(UTC))
    show_recommendations(catalog, recommendations)
    line()
    show_closing(recommendations, with_points=False)
    return 0


def _ask_profile(catalog: Catalog) -> Profile:
    """Ask the four questions, and repeat each until its answer is known."""
    answers: dict[str, Any] = {}
    for field, question, default in _QUESTIONS:
        while True:
            hint = f" [{default}]" if default else ""
            try:
                text = input(f"{question}{hint}: ").strip() or default
            except EOFError:
                text = default
            answers[field] = _parse_answer(field, text)
            try:
                look_up_asker(catalog, _build_profile(answers))
                break
            except QueryError as error:
                line(str(error))
    return _build_profile(answers)


def _parse_answer(field: str, text: str) -> object:
    """Parse an answer: a number of minutes, a region, or words with commas between them.

    Returns:
        0 for minutes that are not a number; it is then refused as any wrong number is.
    """
    if field == "minutes":
        return int(text) if text.isdecimal() and len(text) < _MAX_DIGITS else 0
    if field == "region":
        return text or "001"
    return [word.strip() for word in text.split(",") if word.strip()]


def _build_profile(answers: dict[str, Any]) -> Profile:
    return Profile(**{"minutes": 30, **answers})
